"""When plain reading is unsure of a question, so that a model may be asked what it means."""

from bot.answering.model import Intent, Understanding

LONG = 160
"""From so many letters on a question counts as a story."""

SHORTEST = 12


def unsure(understanding: Understanding) -> bool:
    """Return whether plain reading found too little in what was asked."""
    question = understanding.question.strip()
    if len(question) < SHORTEST or understanding.intent in (Intent.GREETING, Intent.THANKS):
        return False
    named = bool(understanding.providers or understanding.category or understanding.incident)
    return understanding.intent is Intent.OUT_OF_SCOPE or (len(question) >= LONG and not named)
