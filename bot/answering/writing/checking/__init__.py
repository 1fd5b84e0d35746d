"""Checks a model's sentence against the facts it cites, the question and the assessment."""

from bot.answering.writing.checking.case import Case, Reader, build_case
from bot.answering.writing.checking.reason import Reason
from bot.answering.writing.checking.verify import check, margins, sign_of, tells_date, traits_for

__all__ = [
    "Case",
    "Reader",
    "Reason",
    "build_case",
    "check",
    "margins",
    "sign_of",
    "tells_date",
    "traits_for",
]
