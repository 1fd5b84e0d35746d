"""A whole bot process with the tiny knowledge; settings come from the environment."""

import logging

from bot.claims.book import load_claims
from bot.clock import now_kst
from bot.compensation.rules import load_rules
from bot.settings import load_settings
from bot.storage.store import open_storage
from bot.telegram.application import run
from bot.telegram.deps import Deps
from knowledge.store import load_knowledge
from prompts import load_wording
from tests.flow.tiny import TinyAnswers, TinyReader, TinySearch, tiny_knowledge


def main() -> None:
    """Serve until a stop signal."""
    logging.basicConfig(level=logging.DEBUG)
    settings, knowledge = load_settings(), tiny_knowledge()
    deps = Deps(
        answers=TinyAnswers([]),
        read=TinyReader(),
        search=TinySearch(knowledge),
        knowledge=knowledge,
        claims=load_claims(load_knowledge(), load_rules()),
        storage=open_storage(settings.database_address),
        clock=now_kst,
        wording=load_wording("telegram"),
        answer_wording=load_wording("answer"),
    )
    run(settings, deps)


if __name__ == "__main__":
    main()
