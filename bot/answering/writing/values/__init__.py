"""Figures, dates and references in running text, compared by value rather than by spelling."""

from bot.answering.writing.values.extract import find_values
from bot.answering.writing.values.model import Bound, Kind, Value, supports

__all__ = ["Bound", "Kind", "Value", "find_values", "supports"]
