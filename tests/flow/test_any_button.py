"""Whatever a button's data says, the bot answers it and nothing breaks."""

from pathlib import Path

import pytest

from bot.answering.model import Intent
from bot.compensation.model import Outage, Service
from bot.storage.model import Claimable, NewAnswer, Offers
from bot.telegram.buttons import VERSION, Action
from knowledge.language import Language
from knowledge.schema import Category
from tests.flow.stage import PEOPLE, Stage, on_stage

ANN = PEOPLE["ann"]
LAST = {Action.FORGET, Action.CASE_DELETE_YES}
"""After these there is nothing left to press buttons about."""
GARBAGE = ("", ":", ":x", ":1", ":1:x", ":1:1:1", ":1:filed:x:20260601", ":kt", "::::")


async def _with_a_case(stage: Stage) -> None:
    """Keep an answer about an outage and open its case."""
    claim = Claimable(Outage(Service.BROADBAND, "kt", stage.clock.now, 180), Category.BROADBAND)
    answer = NewAnswer(
        created=stage.clock.now,
        question_message_id=None,
        language=Language.KO,
        intent=Intent.COMPENSATION,
        answered=True,
        offers=Offers(claim=claim),
    )
    await stage.storage.add_answer(ANN, answer)
    await stage.feed({"message": stage.message("/start")})
    await _press(stage, f"{VERSION}:{Action.CLAIM}:1")


async def _press(stage: Stage, data: str) -> None:
    event = list(stage.telegram.messages.values())[-1]
    await stage.feed(stage.press(event, data))


@pytest.mark.parametrize("garbage", GARBAGE)
async def test_no_button_breaks_anything(tmp_path: Path, garbage: str) -> None:
    async with on_stage(tmp_path) as stage:
        await _with_a_case(stage)
        for action in sorted(Action, key=lambda action: action in LAST):
            await _press(stage, f"{VERSION}:{action}{garbage}")
        said = [event.text for event in stage.telegram.events]
        assert not [text for text in said if "죄송해요" in text]
