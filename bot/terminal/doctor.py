"""`meoktong doctor`: what is configured, what works, and what to do about the rest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.errors import BotError
from bot.settings import Settings
from knowledge.errors import KnowledgeError


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `advice` is empty when all is well."""

    what: str
    state: str
    advice: str = ""


def examine(settings: Settings, console: Console) -> bool:
    """Print the findings and return whether the bot can answer questions."""
    findings = list(_findings(settings))
    table = Table("", "", "", show_header=False, box=None)
    for finding in findings:
        mark = "[yellow]![/]" if finding.advice else "[green]✓[/]"
        table.add_row(mark, escape(f"{finding.what}: {finding.state}"), escape(finding.advice))
    console.print(table)
    return not any(finding.state == "broken" for finding in findings)


def _findings(settings: Settings) -> Iterator[Finding]:
    yield _telegram(settings)
    yield _data_dir(settings)
    yield _works("knowledge", _load_knowledge)
    yield _works("encoder", lambda: _load_encoder(settings.encoder))
    yield reranker(settings)
    yield _works("index", lambda: _open_index(settings))
    yield chat_model(settings)


def _telegram(settings: Settings) -> Finding:
    if settings.telegram_token is None:
        return Finding("telegram", "no token", "set MEOKTONG_TELEGRAM_TOKEN (from @BotFather)")
    how = "webhook" if settings.webhook_url else "polling"
    streaming = f", streaming {settings.streaming}" if settings.model else ""
    return Finding("telegram", f"token set, {how}{streaming}")


def _data_dir(settings: Settings) -> Finding:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        probe = settings.data_dir / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as exc:
        return Finding("data folder", "broken", f"{exc}; set MEOKTONG_DATA_DIR")
    return Finding("data folder", str(settings.data_dir))


def chat_model(settings: Settings) -> Finding:
    """Return whether the model can be called; nobody is called to find out."""
    return _works("chat model", lambda: _open_models(settings))


def reranker(settings: Settings) -> Finding:
    """Return whether the reranker can be loaded."""
    return _works("reranker", lambda: _load_reranker(settings.reranker))


def _works(what: str, attempt: Callable[[], str]) -> Finding:
    try:
        return Finding(what, attempt())
    except (BotError, KnowledgeError) as exc:
        return Finding(what, "broken", str(exc))


def _load_knowledge() -> str:
    from knowledge.store import load_knowledge

    return f"{len(load_knowledge().facts)} facts"


def _load_encoder(name: str) -> str:
    from knowledge.encoder import load_encoder

    return load_encoder(name).name


def _load_reranker(name: str | None) -> str:
    if not name:
        return "none set; facts keep the order search gives them"
    from knowledge.search.reranking import load_reranker

    load_reranker(name)
    return name


def _open_index(settings: Settings) -> str:
    from bot.answering.factory import build_answerer

    build_answerer(settings.data_dir, settings.encoder, settings.chroma_url)
    return "ready"


def _open_models(settings: Settings) -> str:
    """Opening a model calls nobody: it finds a wrong name, a missing extra or a missing key."""
    if not settings.model:
        return "none set; answers are composed from facts (MEOKTONG_MODEL words them)"
    from bot.answering.writing.factory import open_models

    names = " then ".join(guarded.model.name for guarded in open_models(settings))
    return f"{names}, installed; not called"
