"""Writes a letter from a case: as plain text, as an editable .docx, as a .pdf with its own font."""

from collections.abc import Sequence
from datetime import date

from bot.claims.book import Claims
from bot.claims.errors import IncompleteLetter
from bot.claims.letters.asking import missing_fields
from bot.claims.letters.template import Block, BlockKind, LetterKind
from bot.claims.letters.values import letter_values
from bot.claims.letters.writing import Party, Writing
from bot.claims.model import Case
from knowledge.language import Language

Letter = tuple[Block, ...]


def compose_letter(
    kind: LetterKind,
    case: Case,
    claims: Claims,
    today: date,
    *,
    party: Party | None = None,
    language: Language = Language.KO,
) -> Letter:
    """Return the letter's blocks; raises IncompleteLetter where `missing_fields` is not empty."""
    missing = missing_fields(kind, case)
    if missing:
        raise IncompleteLetter(missing)
    writing = Writing(kind, case, party or Party(), claims, today, language)
    return claims.templates.of(kind, language).fill(letter_values(writing))


def letter_text(letter: Sequence[Block]) -> str:
    """Return the letter as plain text to be copied."""
    return "\n".join(_lines(letter)).strip() + "\n"


def _lines(letter: Sequence[Block]) -> list[str]:
    lines: list[str] = []
    previous: BlockKind | None = None
    for block in letter:
        if _stands_apart(block.kind, previous):
            lines.append("")
        lines.append(f"- {block.text}" if block.kind is BlockKind.ITEM else block.text)
        previous = block.kind
    return lines


def _stands_apart(kind: BlockKind, previous: BlockKind | None) -> bool:
    if previous is BlockKind.HEADING:
        return False
    return kind is not previous or kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)
