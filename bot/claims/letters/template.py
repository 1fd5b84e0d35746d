"""Letter templates: files in `prompts/`, checked when they are loaded.

A template is lines of text. `# ` starts the title, `## ` a heading, `- ` an item, `> ` a line set
to the right; other lines are paragraphs. `{name}` is filled with a value: a line with a name that
has no value is left out, a line with a name that has several values is repeated for each, and a
heading whose items all go is left out too. `<!-- -->` holds notes for the editor.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from pathlib import Path

from bot.claims.errors import InvalidTemplate
from knowledge.language import Language
from prompts import PROMPTS_DIR, InvalidPrompt, placeholders

PEOPLE = frozenset(
    {"sender_name", "sender_contact", "sender_address", "line_number", "recipient_address"}
)
STORY = frozenset({"provider", "service", "when", "what", "fee", "month_total", "business"})
CLAIM = frozenset({"as_of", "grounds", "asks", "formulas", "total", "evidence"})
DEALINGS = frozenset({"desk", "complained", "reply", "reply_by", "today"})
VARIABLES = PEOPLE | STORY | CLAIM | DEALINGS
_NUMBER = re.compile(r"^\d+\. ")
_NOTE = re.compile(r"<!--.*?-->", re.DOTALL)

Values = Mapping[str, Sequence[str]]


class LetterKind(StrEnum):
    """Which letter is written."""

    COMPLAINT = "complaint"
    MEDIATION = "mediation"
    CERTIFIED = "certified"


NEEDED: Mapping[LetterKind, frozenset[str]] = {
    LetterKind.COMPLAINT: frozenset({"reply_by", "provider"}),
    LetterKind.MEDIATION: frozenset({"desk", "provider", "complained", "reply"}),
    LetterKind.CERTIFIED: frozenset({"reply_by", "provider", "recipient_address"}),
}
NEEDED_ALWAYS = CLAIM | {"sender_name", "service", "when", "what", "today"}


class BlockKind(StrEnum):
    """How a block of a letter is set."""

    TITLE = "title"
    HEADING = "heading"
    ITEM = "item"
    RIGHT = "right"
    PARAGRAPH = "paragraph"


_MARKS = (
    ("## ", BlockKind.HEADING),
    ("# ", BlockKind.TITLE),
    ("- ", BlockKind.ITEM),
    ("> ", BlockKind.RIGHT),
)


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a letter without its mark."""

    kind: BlockKind
    text: str


@dataclass(frozen=True)
class Template:
    """The lines of one letter in one language."""

    name: str
    blocks: tuple[Block, ...]

    @property
    def variables(self) -> frozenset[str]:
        """Return every name the template fills in."""
        return frozenset(name for block in self.blocks for name in placeholders(block.text))

    def fill(self, values: Values) -> tuple[Block, ...]:
        """Return the letter's blocks; names without a value take their line along.

        Numbered headings that remain are counted anew.
        """
        return _numbered(
            Block(block.kind, text)
            for index, block in enumerate(self.blocks)
            if not self._bare_heading(index, values)
            for text in _lines(block, values)
        )

    def _bare_heading(self, index: int, values: Values) -> bool:
        """Return whether the block is a heading whose items all go."""
        if self.blocks[index].kind is not BlockKind.HEADING:
            return False
        rest = self.blocks[index + 1 :]
        items = list(takewhile(lambda block: block.kind is BlockKind.ITEM, rest))
        return bool(items) and not any(_lines(item, values) for item in items)


@dataclass(frozen=True)
class Templates:
    """Every letter in both languages."""

    by_kind: Mapping[tuple[LetterKind, Language], Template]

    def of(self, kind: LetterKind, language: Language) -> Template:
        """Return the template of a letter."""
        return self.by_kind[kind, language]


def load_templates(folder: Path = PROMPTS_DIR) -> Templates:
    """Read every `letter_KIND.LANGUAGE.md`; raises InvalidTemplate naming what is wrong."""
    templates = {
        (kind, language): _load(folder / f"letter_{kind}.{language}.md")
        for kind in LetterKind
        for language in Language
    }
    problems = [
        problem
        for (kind, _), template in templates.items()
        for problem in _problems(kind, template)
    ]
    if problems:
        raise InvalidTemplate("\n".join(problems))
    return Templates(templates)


def parse_template(name: str, text: str) -> Template:
    """Return the template a file's text describes; raises InvalidTemplate for a stray brace."""
    lines = (line.strip() for line in _NOTE.sub("", text).splitlines())
    template = Template(name, tuple(_block(line) for line in lines if line))
    try:
        _ = template.variables
    except InvalidPrompt as exc:
        raise InvalidTemplate(f"{name}: {exc}") from exc
    return template


def _load(path: Path) -> Template:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as exc:
        raise InvalidTemplate(f"{path.name}: cannot be read: {exc}") from exc
    return parse_template(path.name, text)


def _problems(kind: LetterKind, template: Template) -> Iterator[str]:
    used = template.variables
    needed = NEEDED_ALWAYS | NEEDED[kind]
    if unknown := sorted(used - VARIABLES):
        yield f"{template.name}: unknown variables: {', '.join(unknown)}"
    if missing := sorted(needed - used):
        yield f"{template.name}: missing variables: {', '.join(missing)}"
    if sum(block.kind is BlockKind.TITLE for block in template.blocks) != 1:
        yield f"{template.name}: needs exactly one title"


def _block(line: str) -> Block:
    for mark, kind in _MARKS:
        if line.startswith(mark):
            return Block(kind, line.removeprefix(mark).strip())
    return Block(BlockKind.PARAGRAPH, line)


def _lines(block: Block, values: Values) -> list[str]:
    """Return the block's text once for each value of its most numerous name."""
    names = placeholders(block.text)
    if not names:
        return [block.text]
    counts = [len(values.get(name, ())) for name in names]
    if 0 in counts:
        return []
    return [
        block.text.format(**{name: _nth(values[name], index) for name in names})
        for index in range(max(counts))
    ]


def _numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks with headings such as "3. ..." counted from 1."""
    number = itertools.count(1)
    return tuple(
        Block(block.kind, _NUMBER.sub(lambda _: f"{next(number)}. ", block.text))
        if block.kind is BlockKind.HEADING
        else block
        for block in blocks
    )


def _nth(values: Sequence[str], index: int) -> str:
    return values[min(index, len(values) - 1)]
