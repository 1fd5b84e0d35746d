"""From the words of a question to a typed `Understanding`, without any model."""

from bot.answering.understanding.followup import merge_follow_up
from bot.answering.understanding.lexicon import Lexicon, build_lexicon
from bot.answering.understanding.reading import understand
from bot.answering.understanding.unsure import unsure

__all__ = ["Lexicon", "build_lexicon", "merge_follow_up", "understand", "unsure"]
