"""Text as a structure, and the structure as messages in Telegram's HTML.

The structure is split into messages, never the HTML: so a message is always well formed, and
nothing that came from outside is ever read as markup. Lengths are UTF-16 code units of the visible
text, which is how Telegram counts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import chain

MESSAGE_UNITS = 3900
"""Most of a message; Telegram's own limit is 4,096."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; `link` is an https address."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


TextLine = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together.

    `folded` shows them in a quote that opens when tapped, `copied` as text that a tap copies.
    """

    lines: tuple[TextLine, ...]
    folded: bool = False
    copied: bool = False


def plain(text: str) -> Paragraph:
    """Return a paragraph of unadorned text; its line breaks are kept."""
    return Paragraph(tuple((Span(line),) for line in text.split("\n")))


def units(text: str) -> int:
    """Return the length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, limit: int) -> str:
    """Return the text in at most `limit` UTF-16 units, ending in an ellipsis where it was cut."""
    if units(text) <= limit:
        return text
    return _head(text, limit - 1).rstrip() + "…"


def to_messages(paragraphs: Iterable[Paragraph], limit: int = MESSAGE_UNITS) -> list[str]:
    """Return the paragraphs as HTML messages of at most `limit` visible UTF-16 units each."""
    return [_html(group) for group in _pack(paragraphs, limit)]


def clean(text: str) -> str:
    """Return the text without control characters, lone surrogates and direction overrides."""
    return _UNPRINTABLE.sub("", text)


def _pack(paragraphs: Iterable[Paragraph], limit: int) -> Iterator[list[Paragraph]]:
    group: list[Paragraph] = []
    used = 0
    for piece in _pieces(paragraphs, limit):
        size = _size(piece)
        if group and used + 2 + size > limit:
            yield group
            group, used = [], 0
        used += size + (2 if group else 0)
        group.append(piece)
    if group:
        yield group


def _pieces(paragraphs: Iterable[Paragraph], limit: int) -> Iterator[Paragraph]:
    """Yield the paragraphs, those too long for one message in several pieces, none empty."""
    for paragraph in map(_cleaned, paragraphs):
        for lines in _fitting(paragraph.lines, limit):
            if any(span.text.strip() for line in lines for span in line):
                yield replace(paragraph, lines=lines)


def _fitting(written: Iterable[TextLine], limit: int) -> Iterator[tuple[TextLine, ...]]:
    """Yield runs of lines that fit into one message; a line too long for one is split."""
    run: tuple[TextLine, ...] = ()
    for line in chain.from_iterable(_split_line(line, limit) for line in written):
        if run and _size(Paragraph((*run, line))) > limit:
            yield run
            run = ()
        run = (*run, line)
    yield run


def _split_line(line: TextLine, limit: int) -> Iterator[TextLine]:
    if sum(units(span.text) for span in line) <= limit:
        yield line
        return
    for span in line:
        for text in _split_text(span.text, limit):
            yield (replace(span, text=text),)


def _split_text(text: str, limit: int) -> Iterator[str]:
    while units(text) > limit:
        head = _head(text, limit)
        space = head.rfind(" ")
        head = head[: space + 1] if space > len(head) // 2 else head
        yield head.rstrip()
        text = text[len(head) :]
    yield text


def _head(text: str, limit: int) -> str:
    return text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", "ignore")


def _cleaned(paragraph: Paragraph) -> Paragraph:
    return replace(
        paragraph,
        lines=tuple(
            tuple(replace(span, text=clean(span.text)) for span in line) for line in paragraph.lines
        ),
    )


def _size(paragraph: Paragraph) -> int:
    text = sum(units(span.text) for line in paragraph.lines for span in line)
    return text + len(paragraph.lines) - 1


def _html(paragraphs: Sequence[Paragraph]) -> str:
    return "\n\n".join(map(_paragraph_html, paragraphs))


def _paragraph_html(paragraph: Paragraph) -> str:
    body = "\n".join("".join(map(_span_html, line)) for line in paragraph.lines)
    if paragraph.copied:
        return f"<pre>{body}</pre>"
    return f"<blockquote expandable>{body}</blockquote>" if paragraph.folded else body


def _span_html(span: Span) -> str:
    text = escape(span.text, quote=False)
    if span.link and span.link.startswith("https://"):
        text = f'<a href="{escape(span.link)}">{text}</a>'
    if span.italic:
        text = f"<i>{text}</i>"
    return f"<b>{text}</b>" if span.bold else text
