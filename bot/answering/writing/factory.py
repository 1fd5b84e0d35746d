"""Builds the writer and the rephraser from settings, or nothing when no model is set."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.answering.writing.breaker import Breaker
from bot.answering.writing.calling import Guarded, Limits, Models
from bot.answering.writing.chat import LangChainModel, open_model
from bot.answering.writing.checking import Reader
from bot.answering.writing.checking.entailment import load_judge
from bot.answering.writing.checking.names import NameFinder, build_name_finder, load_institutions
from bot.answering.writing.counters import Counters
from bot.answering.writing.ledger import Caps, FileBooks, Ledger
from bot.answering.writing.messages import (
    load_proofreading_prompts,
    load_rephrasing_prompts,
    load_writing_prompts,
)
from bot.answering.writing.proofreader import Proofreader
from bot.answering.writing.rephraser import Rephraser
from bot.answering.writing.writer import Writer
from bot.clock import now_kst
from bot.settings import Settings
from knowledge.search import Tagger
from knowledge.store import Knowledge
from prompts import Wording

_ONE_ATTEMPT = 0.6
"""Share of the whole time that one call may take, so that a second one still fits."""

BOOKS_FILE = "model_usage.json"


@dataclass(frozen=True)
class Writing:
    """The passes of a configured model; all draw on one ledger."""

    writer: Writer
    rephraser: Rephraser


def build_writing(
    settings: Settings,
    knowledge: Knowledge,
    wording: Wording,
    tagger: Tagger,
    today: Callable[[], date] = lambda: now_kst().date(),
) -> Writing | None:
    """Return the passes, or None when no model is set.

    `tagger` is the analyser that the search has loaded already.
    Raises InvalidSettings, InvalidPrompt or InvalidKnowledge naming what is wrong.
    """
    if not settings.model:
        return None
    guarded = open_models(settings)
    names = build_name_finder(knowledge.providers, load_institutions())
    ledger = Ledger(caps_of(settings), today, FileBooks(settings.data_dir / BOOKS_FILE))
    total_s = settings.model_timeout_s
    limits = Limits(total_s, attempt_s=total_s * _ONE_ATTEMPT, max_tokens=settings.model_max_tokens)
    models = Models(guarded, limits, Counters())
    reader = Reader(names, tagger, load_judge())
    proofreader = Proofreader(models, load_proofreading_prompts(), ledger)
    writer = Writer(
        models,
        load_writing_prompts(),
        knowledge,
        reader,
        wording,
        ledger,
        proofreader if settings.model_proofreads else None,
    )
    return Writing(writer, _rephraser(guarded[0], names, ledger))


def build_writer(
    settings: Settings, knowledge: Knowledge, wording: Wording, tagger: Tagger
) -> Writer | None:
    """Return the writer alone, or None when no model is set; raises as `build_writing`."""
    writing = build_writing(settings, knowledge, wording, tagger)
    return writing.writer if writing else None


def caps_of(settings: Settings) -> Caps:
    """Return the daily caps and prices."""
    return Caps(
        tokens_per_user=settings.model_tokens_per_user,
        tokens_total=settings.model_tokens_total,
        cost_total_usd=settings.model_cost_total_usd,
        price_read_usd=settings.model_price_read_usd,
        price_written_usd=settings.model_price_written_usd,
    )


def open_models(settings: Settings) -> tuple[Guarded, ...]:
    """Return the main model and its fallback, ready to be called; raises InvalidSettings."""
    names = [name for name in (settings.model, settings.model_fallback) if name]
    return tuple(Guarded(_open(name, settings), Breaker(time.monotonic)) for name in names)


def _open(model: str, settings: Settings) -> LangChainModel:
    """The base address and key belong to the main model's provider."""
    own = model.partition(":")[0] == (settings.model or "").partition(":")[0]
    return open_model(
        model,
        base_url=settings.model_base_url if own else None,
        api_key=settings.model_api_key if own else None,
        timeout_s=settings.model_timeout_s * _ONE_ATTEMPT,
        max_tokens=settings.model_max_tokens,
    )


def _rephraser(guarded: Guarded, names: NameFinder, ledger: Ledger) -> Rephraser:
    return Rephraser(guarded.model, guarded.breaker, load_rephrasing_prompts(), names, ledger)
