"""Every conversation in `conversations/`, through the real handlers and a strict Telegram."""

from pathlib import Path

import pytest

from tests.flow.script import Conversation, Player, conversations
from tests.flow.stage import on_stage


@pytest.mark.parametrize("conversation", conversations(), ids=lambda one: one.name)
async def test_conversation(conversation: Conversation, tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await Player(stage).play(conversation)
