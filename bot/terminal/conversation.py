"""A conversation in the terminal, with the same memory rules as a Telegram chat."""

from rich.console import Console

from bot.answering.answerer import Answerer
from bot.answering.model import Answer, Ask, Memory
from bot.clock import Clock
from bot.terminal.show import show_answer
from knowledge.language import Language
from prompts import Wording

QUIT_WORDS = frozenset({"/quit", "/exit", "exit", "quit", "종료", "끝"})


def converse(answerer: Answerer, wording: Wording, clock: Clock, console: Console) -> None:
    """Answer questions until the user leaves; `wording` is the terminal's own."""
    console.print(wording(Language.KO, "welcome"))
    memory = Memory()
    while (question := _read(console, wording(Language.KO, "prompt"))) is not None:
        if not question:
            continue
        answer = answerer.answer_now(Ask(question, clock(), memory))
        memory = answer.memory
        show_answer(answer, answerer.wording, console)
        _show_choices(answer, console)
    console.print(wording(Language.KO, "goodbye"))


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
