"""The `meoktong` command: ask, chat, assess, index, doctor, settings and run."""

import asyncio
import json
import logging
import sys
from datetime import date, datetime
from typing import Annotated

import typer
from rich.console import Console

from bot.answering.answerer import Answerer
from bot.answering.model import Ask
from bot.answering.serialize import answer_json
from bot.answering.written import Answers
from bot.clock import now_kst
from bot.errors import BotError
from bot.settings import Settings, load_settings
from bot.terminal.lines import answer_lines, now_for
from bot.terminal.show import show_answer
from knowledge.errors import KnowledgeError
from knowledge.language import Language
from prompts import InvalidPrompt, load_wording

app = typer.Typer(
    help="먹통봇: 통신·온라인 서비스 장애의 보상과 법을 알려 줍니다.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

Day = Annotated[
    datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], help="the day that counts as today"),
]


def main() -> None:
    """Run the command; errors meant for the operator end it with one line and status 2."""
    try:
        app()
    except (BotError, KnowledgeError, InvalidPrompt) as exc:
        sys.stderr.write(f"meoktong: {exc}\n")
        sys.exit(2)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="the question, or - for one a line on stdin")],
    day: Day = None,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """Answer one question, or one a line from standard input as JSON Lines."""
    answers = _answers(load_settings())
    today = _day(day)
    if question == "-":
        for line in answer_lines(sys.stdin, answers, now_kst, today):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        return
    answer = asyncio.run(answers.answer(Ask(question, now_for(today, now_kst))))
    if as_json:
        sys.stdout.write(json.dumps(answer_json(answer, answers.wording), ensure_ascii=False))
        sys.stdout.write("\n")
    else:
        show_answer(answer, answers.wording, Console())


@app.command()
def chat() -> None:
    """Talk in the terminal; the chat remembers what was said."""
    from bot.terminal.conversation import converse

    converse(_answers(load_settings()), load_wording("terminal"), now_kst, Console())


@app.command()
def index() -> None:
    """Bring the search index up to date and say what changed."""
    from knowledge.encoder import load_encoder
    from knowledge.search import update_index
    from knowledge.store import load_knowledge

    configured = load_settings()
    report = update_index(
        load_knowledge(),
        configured.data_dir,
        load_encoder(configured.encoder),
        server=configured.chroma_url,
    )
    sys.stdout.write(
        f"added {report.added}, kept {report.kept}, removed {report.removed}, "
        f"{report.seconds:.1f} s\n"
    )


@app.command()
def assess(
    service: Annotated[str, typer.Option(help="mobile, broadband, iptv, content, game, free ...")],
    provider: Annotated[str | None, typer.Option(help="id of the provider, such as kt")] = None,
    start: Annotated[str | None, typer.Option(help="ISO date and time, KST when no zone")] = None,
    minutes: Annotated[int | None, typer.Option(help="minutes without a break")] = None,
    monthly_fee: Annotated[int | None, typer.Option(help="monthly fee in won")] = None,
    announced: Annotated[bool | None, typer.Option(help="announced in advance or not")] = None,
    gross_negligence: Annotated[bool | None, typer.Option(help="intent or gross fault")] = None,
    month_total_minutes: Annotated[int | None, typer.Option(help="total of that month")] = None,
    month_count: Annotated[int | None, typer.Option(help="outages in that month")] = None,
    paid: Annotated[bool | None, typer.Option("--paid/--free", help="paid or free use")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """Compute what the declared rules grant for an outage."""
    from bot.compensation.command import AssessOptions, run_assess
    from bot.compensation.rules import load_rules
    from knowledge.store import load_knowledge

    options = AssessOptions(
        service=service,
        provider=provider,
        start=start,
        minutes=minutes,
        monthly_fee=monthly_fee,
        announced=announced,
        gross_negligence=gross_negligence,
        month_total_minutes=month_total_minutes,
        month_count=month_count,
        paid=paid,
    )
    today = now_kst().date()
    providers = load_knowledge().providers
    printed = run_assess(options, load_rules(), providers, today, as_json=as_json)
    sys.stdout.write(f"{printed}\n")


@app.command()
def doctor() -> None:
    """Say what is configured, what works, and what to do about the rest."""
    from bot.terminal.doctor import examine

    if not examine(load_settings(), Console()):
        raise typer.Exit(1)


@app.command()
def settings() -> None:
    """Print every setting with its default, as a Markdown table."""
    from bot.terminal.settings_table import settings_table

    sys.stdout.write(settings_table())


@app.command()
def run() -> None:
    """Serve Telegram when a token is set, else open the terminal chat."""
    configured = load_settings()
    logging.basicConfig(level=configured.log_level)
    if configured.telegram_token is None:
        Console().print(load_wording("terminal")(Language.KO, "no_token"))
        chat()
        return
    from bot.telegram.serving import serve

    serve(configured, _answerer(configured))


def _answers(configured: Settings) -> Answers:
    from bot.answering.factory import build_answers

    return build_answers(configured, _answerer(configured))


def _answerer(configured: Settings) -> Answerer:
    from bot.answering.factory import build_answerer
    from bot.terminal.progress import progress_bar

    with progress_bar(load_wording("terminal")(Language.KO, "indexing")) as progress:
        return build_answerer(
            configured.data_dir,
            configured.encoder,
            configured.chroma_url,
            progress,
            reranker=configured.reranker,
        )


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
