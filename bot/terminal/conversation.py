"""A conversation in the terminal, with the same memory rules as a Telegram chat."""

import asyncio

from rich.console import Console
from rich.live import Live
from rich.text import Text

from bot.answering.model import Answer, Ask, Memory
from bot.answering.written import Answers
from bot.clock import Clock
from bot.terminal.show import show_answer
from knowledge.language import Language
from prompts import Wording

QUIT_WORDS = frozenset({"/quit", "/exit", "exit", "quit", "종료", "끝"})


def converse(answers: Answers, wording: Wording, clock: Clock, console: Console) -> None:
    """Answer questions until the user leaves; `wording` is the terminal's own."""
    console.print(wording(Language.KO, "welcome"))
    memory = Memory()
    with asyncio.Runner() as runner:  # one event loop for all: the model's connections live in it
        while (question := _read(console, wording(Language.KO, "prompt"))) is not None:
            if not question:
                continue
            answer = runner.run(_answered(answers, Ask(question, clock(), memory), console))
            memory = answer.memory
            show_answer(answer, answers.wording, console)
            _show_choices(answer, console)
    console.print(wording(Language.KO, "goodbye"))


async def _answered(answers: Answers, ask: Ask, console: Console) -> Answer:
    """Return the answer; meanwhile the model's verified sentences show, then give way to it."""
    if answers.writer is None:
        return await answers.answer(ask)
    said: list[str] = []
    with Live(console=console, transient=True) as live:

        async def on_sentence(text: str) -> None:
            said.append(text)
            live.update(Text("\n".join(said), style="dim"))

        return await answers.answer(ask, on_sentence)


def _read(console: Console, prompt: str) -> str | None:
    """Return what was typed, or None when the user leaves."""
    try:
        text = console.input(prompt).strip()
    except (EOFError, KeyboardInterrupt):
        return None
    return None if text.lower() in QUIT_WORDS else text


def _show_choices(answer: Answer, console: Console) -> None:
    if answer.follow_up and answer.follow_up.choices:
        console.print("  ".join(f"[{choice}]" for choice in answer.follow_up.choices), markup=False)
