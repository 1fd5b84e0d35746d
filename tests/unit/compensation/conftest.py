"""The real rules and facts, loaded once: what these tests check is what users get."""

import pytest

from bot.compensation.rules import Rules, load_rules
from knowledge.store import Knowledge, load_knowledge


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load_rules()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()
