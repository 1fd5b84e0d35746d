"""Why a sentence may not be shown."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a sentence was dropped; safe to log and to count."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    MARKUP = "markup"
    LANGUAGE = "language"
    REFUSAL = "refusal"
    LEAK = "leak"
    PROMISE = "promise"
    UNKNOWN_CITATION = "unknown_citation"
    UNCITED = "uncited"
    STALE = "stale"
    VALUE = "value"
    BOUND = "bound"
    MISPLACED = "misplaced"
    NAME = "name"
    SWAPPED_PROVIDER = "swapped_provider"
    VERDICT = "verdict"
    POLARITY = "polarity"
    TOPIC = "topic"
    WRONG_KIND = "wrong_kind"
    OFF_SOURCE = "off_source"
    UNSUPPORTED = "unsupported"
    OFF_TOPIC = "off_topic"
    PROOFREAD = "proofread"
    ERROR = "error"
