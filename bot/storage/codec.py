"""Turns memory and offers into JSON and back; what an older version wrote may be unreadable."""

import logging

from pydantic import TypeAdapter, ValidationError

from bot.answering.model import Memory
from bot.storage.model import Offers

logger = logging.getLogger(__name__)


def dump_memory(memory: Memory) -> str:
    """Return the memory as JSON."""
    return TypeAdapter(Memory).dump_json(memory).decode()


def load_memory(text: str | None) -> Memory:
    """Return the memory; a fresh one where there is none or it cannot be read."""
    if text is None:
        return Memory()
    try:
        return TypeAdapter(Memory).validate_json(text)
    except ValidationError as exc:
        logger.warning(
            "a stored memory cannot be read, starting fresh (%d faults)", len(exc.errors())
        )
        return Memory()


def dump_offers(offers: Offers) -> str:
    """Return the offers as JSON."""
    return TypeAdapter(Offers).dump_json(offers, exclude_none=True).decode()


def load_offers(text: str) -> Offers:
    """Return the offers; none where they cannot be read."""
    try:
        return TypeAdapter(Offers).validate_json(text)
    except ValidationError:
        return Offers()
