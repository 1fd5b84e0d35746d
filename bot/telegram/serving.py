"""From settings and an answerer to a served bot."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from telegram.error import InvalidToken

from bot.answering.answerer import Answerer
from bot.answering.evidence import gather
from bot.answering.factory import build_answers
from bot.answering.model import Ask, Intent
from bot.answering.understanding import understand
from bot.claims.book import load_claims
from bot.clock import now_kst
from bot.errors import InvalidSettings
from bot.settings import Settings
from bot.storage.store import open_storage
from bot.telegram.application import run
from bot.telegram.deps import Deps
from knowledge.schema import Fact
from prompts import load_wording


@dataclass(frozen=True)
class UnderstoodSearch:
    """Finds facts for inline mode the way answers find them."""

    answerer: Answerer

    async def __call__(self, query: str, now: datetime, limit: int) -> Sequence[Fact]:
        """Return up to `limit` facts as of today, best first; none where nothing fits."""
        return await asyncio.to_thread(self._find, Ask(query, now), limit)

    def _find(self, ask: Ask, limit: int) -> Sequence[Fact]:
        understanding = understand(ask, self.answerer.lexicon)
        if understanding.intent is Intent.OUT_OF_SCOPE:
            return ()
        found = gather(understanding, self.answerer.knowledge, self.answerer.searcher)
        named = understanding.providers or understanding.incident  # a bare "카톡" is enough here
        return found.facts[:limit] if found.relevant or named else ()


def serve(settings: Settings, answerer: Answerer) -> None:
    """Serve Telegram until a stop signal.

    Raises InvalidSettings for a token Telegram does not know, StorageUnavailable where the
    database cannot be used.
    """
    try:
        run(settings, build_deps(settings, answerer))
    except InvalidToken as exc:
        raise InvalidSettings(
            "Telegram does not know this MEOKTONG_TELEGRAM_TOKEN; @BotFather shows the right one"
        ) from exc


def build_deps(settings: Settings, answerer: Answerer) -> Deps:
    """Return what the Telegram room needs.

    Raises StorageUnavailable for an unusable database, InvalidSettings for an unusable chat model.
    """
    answers = build_answers(settings, answerer)
    return Deps(
        answers=answers.composer,
        read=lambda ask: understand(ask, answerer.lexicon),
        search=UnderstoodSearch(answerer),
        knowledge=answerer.knowledge,
        claims=load_claims(answerer.knowledge, answerer.rules),
        storage=open_storage(settings.database_address),
        clock=now_kst,
        wording=load_wording("telegram"),
        answer_wording=answerer.wording,
        writer=answers.writer,
    )
