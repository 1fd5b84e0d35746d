"""What a chat keeps from one turn for the next."""

import re

from bot.answering.cues import compact
from bot.answering.model import Ask, Memory, Understanding

_DECLINED = re.compile(r"모르|몰라|글쎄|건너|패스|don'?tknow|notsure|noidea|skip")


def remember(ask: Ask, understanding: Understanding) -> Memory:
    """Return the chat's memory after a turn, before anything new is asked back.

    A field the user was asked for and could not tell is not asked again until the subject
    changes.
    """
    declined = ask.memory.declined if understanding.follow_up else ()
    asked = ask.memory.asked_for
    if asked and _DECLINED.search(compact(ask.question)):
        declined = (*declined, asked)
    return Memory(last=understanding, declined=declined)
