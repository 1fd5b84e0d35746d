"""An answer as Telegram messages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answering.layout import Block, BlockKind, Line, blocks_of
from bot.answering.model import Answer
from bot.telegram.markup import Paragraph, Span, TextLine, plain, to_messages
from prompts import Wording

BULLETED = frozenset({BlockKind.POINTS, BlockKind.CALCULATION})
GROUP_POINTS = 3
GROUP_STEPS = 1
FOLDED_SOURCES = 12
INLINE_THEN_NOW_CHARACTERS = 240


@dataclass(frozen=True)
class Renderer:
    """Lays answers out; `wording` is that of answers, `notes` that of this room."""

    wording: Wording

    def messages(self, answer: Answer, notes: Sequence[str] = ()) -> list[str]:
        """Return an answer as HTML messages, nearly always one; `notes` come before it."""
        return to_messages(self._paragraphs(answer, notes))

    def one_message(self, answer: Answer, notes: Sequence[str] = ()) -> str:
        """Return a shorter answer as one HTML message, for groups."""
        return to_messages(self._paragraphs(_brief(answer), notes))[0]

    def _paragraphs(self, answer: Answer, notes: Sequence[str]) -> Iterator[Paragraph]:
        yield from map(plain, notes)
        blocks = blocks_of(answer, self.wording)
        for block in sorted(blocks, key=lambda block: block.kind is BlockKind.FOLLOW_UP):
            if _shown(block):
                yield _paragraph(block)


def _brief(answer: Answer) -> Answer:
    return replace(
        answer,
        points=answer.points[:GROUP_POINTS],
        next_steps=answer.next_steps[:GROUP_STEPS],
        citations=answer.citations[:FOLDED_SOURCES],
    )


def _shown(block: Block) -> bool:
    """Then and now stand in the text only while they are short: there is a button for them."""
    long = sum(len(line.text) for line in block.lines) > INLINE_THEN_NOW_CHARACTERS
    return not (block.kind is BlockKind.THEN_NOW and long)


def _paragraph(block: Block) -> Paragraph:
    title: tuple[TextLine, ...] = ((Span(block.title, bold=True),),) if block.title else ()
    lines = tuple(_line(block.kind, number, line) for number, line in enumerate(block.lines, 1))
    return Paragraph(title + lines, folded=block.kind is BlockKind.SOURCES)


def _line(kind: BlockKind, number: int, line: Line) -> TextLine:
    span = Span(
        line.text,
        bold=kind is BlockKind.HEADLINE,
        italic=kind is BlockKind.CAVEATS,
        link=line.url,
    )
    if kind in BULLETED:
        return (Span("• "), span)
    if kind is BlockKind.NEXT_STEPS:
        return (Span(f"{number}. "), span)
    if kind is BlockKind.CORRECTION:
        return (Span("💡 "), span)
    return (span,)
