"""An answer as a short list of blocks, and those blocks as plain text.

Telegram and the terminal render the same blocks in their own way, so that all three say the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.answering.model import Answer, Citation, Point
from bot.answering.quantities import happened, in_force
from knowledge.schema import DATED_KINDS
from prompts import Wording


class BlockKind(StrEnum):
    """What a block is for; decides how a renderer shows it."""

    HEADLINE = "headline"
    CORRECTION = "correction"
    POINTS = "points"
    CALCULATION = "calculation"
    THEN_NOW = "then_now"
    FOLLOW_UP = "follow_up"
    NEXT_STEPS = "next_steps"
    SOURCES = "sources"
    CAVEATS = "caveats"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block; `url` is set on sources."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A titled group of lines; an empty title means none is shown."""

    kind: BlockKind
    lines: tuple[Line, ...]
    title: str = ""


def blocks_of(answer: Answer, wording: Wording) -> tuple[Block, ...]:
    """Return the blocks of an answer in reading order, without the empty ones."""
    return tuple(block for block in _blocks(answer, wording) if block.lines)


def plain_text(answer: Answer, wording: Wording) -> str:
    """Return all that the user would see, as plain text."""
    return "\n\n".join(_plain_block(block) for block in blocks_of(answer, wording))


def _blocks(answer: Answer, wording: Wording) -> Iterator[Block]:
    def title(name: str) -> str:
        return wording(answer.language, f"section_{name}")

    yield Block(BlockKind.HEADLINE, (_line(answer.headline),))
    yield Block(BlockKind.CORRECTION, tuple(map(_line, answer.corrections)))
    yield Block(BlockKind.POINTS, tuple(map(_line, answer.points)))
    yield Block(BlockKind.CALCULATION, tuple(map(_line, answer.calculation)), title("calculation"))
    if answer.then_now:
        pair = (_line(answer.then_now.then), _line(answer.then_now.now))
        yield Block(BlockKind.THEN_NOW, pair, title("then_now"))
    if answer.follow_up:
        yield Block(BlockKind.FOLLOW_UP, (Line(answer.follow_up.question),))
    yield Block(BlockKind.NEXT_STEPS, tuple(map(_line, answer.next_steps)), title("next"))
    sources = tuple(_source_line(citation, answer, wording) for citation in answer.citations)
    yield Block(BlockKind.SOURCES, sources, title("sources"))
    yield Block(BlockKind.CAVEATS, tuple(map(Line, answer.caveats)))


def _line(point: Point) -> Line:
    marks = "".join(f"[{n}]" for n in point.cites)
    return Line(f"{point.text} {marks}" if marks else point.text)


def _source_line(citation: Citation, answer: Answer, wording: Wording) -> Line:
    when = _when(citation, answer, wording)
    text = f"[{citation.n}] {citation.source}" + (f" ({when})" if when else "")
    return Line(text, citation.url)


def _when(citation: Citation, answer: Answer, wording: Wording) -> str:
    start, end = citation.effective_from, citation.effective_to
    if citation.kind in DATED_KINDS:
        return in_force(start, end, wording, answer.language)
    return happened(start, end)


def _plain_block(block: Block) -> str:
    lines = [f"{line.text} {line.url}" if line.url else line.text for line in block.lines]
    if block.kind is BlockKind.NEXT_STEPS:
        lines = [f"{n}. {line}" for n, line in enumerate(lines, start=1)]
    elif block.kind in (BlockKind.POINTS, BlockKind.CALCULATION, BlockKind.THEN_NOW):
        lines = [f"• {line}" for line in lines]
    return "\n".join([block.title, *lines] if block.title else lines)
