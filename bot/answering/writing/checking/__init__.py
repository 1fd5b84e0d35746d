"""Checks a model's sentence against the facts it cites, the question and the assessment."""

from bot.answering.writing.checking.case import Case, Reader, build_case
from bot.answering.writing.checking.reason import Reason
from bot.answering.writing.checking.verify import check, evidence_for, margins, sign_of, tells_date

__all__ = [
    "Case",
    "Reader",
    "Reason",
    "build_case",
    "check",
    "evidence_for",
    "margins",
    "sign_of",
    "tells_date",
]
