"""Short replies that rest on no facts: greeting, thanks, and honest abstention."""

from bot.answering.model import Answer, Memory, Point, Understanding
from prompts import Wording


def greet(understanding: Understanding, memory: Memory, wording: Wording) -> Answer:
    """Return a greeting that says what can be asked."""
    return _reply(understanding, memory, wording, "greeting", "greeting_hint")


def thank(understanding: Understanding, memory: Memory, wording: Wording) -> Answer:
    """Return a reply to thanks."""
    return _reply(understanding, memory, wording, "thanks")


def clarify(understanding: Understanding, memory: Memory, wording: Wording) -> Answer:
    """Return a request to say more, with examples, for a question of hardly a word."""
    return _reply(understanding, memory, wording, "clarify", "greeting_hint")


def abstain(understanding: Understanding, memory: Memory, wording: Wording) -> Answer:
    """Return "I do not know" with no sources, what can be asked instead, and 1372."""
    return _reply(understanding, memory, wording, "abstain", "abstain_hint")


def _reply(understanding: Understanding, memory: Memory, wording: Wording, *keys: str) -> Answer:
    headline, *hints = (wording(understanding.language, key) for key in keys)
    return Answer(
        question=understanding.question,
        language=understanding.language,
        intent=understanding.intent,
        as_of=understanding.as_of,
        answered=False,
        headline=Point(headline),
        points=tuple(map(Point, hints)),
        memory=memory,
    )
