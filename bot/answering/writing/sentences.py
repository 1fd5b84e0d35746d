"""Cuts a model's text into sentences and takes their citations out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CITATION = re.compile(r"\s?\[(\d{1,3}(?:\s?[,·]\s?\d{1,3})*)\]")
_BULLET = re.compile(r"^\s*(?:[-*•▪◦]|\d{1,2}[.)](?=\s))\s*")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_BREAK = re.compile(
    r"(?<=[가-힣)\]\"”'a-z%][.!?…])(?P<cites>(?:\s?\[\d[\d,\s]*\])*)\s+(?=[^\s\[])"
    r"|(?<=\][.!?])\s+(?=\S)"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:arts?|no|vs|e\.g|i\.e|inc|co|ltd|approx|st|mr|ms|dr)\.)$", re.I
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence without its citation marks, and the numbers it cites."""

    text: str
    cites: tuple[int, ...] = ()


def sentences_of(line: str) -> Iterator[Sentence]:
    """Yield the sentences of one line; a list mark or bold marks are taken off."""
    plain = _BOLD.sub(r"\1", _BULLET.sub("", line)).strip()
    for piece in _pieces(plain):
        sentence = _sentence(piece)
        if sentence.text:
            yield sentence


def _pieces(line: str) -> Iterator[str]:
    start = 0
    for match in _BREAK.finditer(line):
        if _ABBREVIATION.search(line[: match.start()]):
            continue
        yield line[start : match.start()] + (match["cites"] or "")
        start = match.end()
    yield line[start:]


def _sentence(piece: str) -> Sentence:
    numbers = (int(n) for marks in _CITATION.findall(piece) for n in re.findall(r"\d+", marks))
    text = " ".join(_CITATION.sub("", piece).split())
    return Sentence(re.sub(r" (?=[.!?,])", "", text), tuple(dict.fromkeys(numbers)))


class LineReader:
    """Collects streamed text and hands out every line as soon as it is complete."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self._rest = ""

    def feed(self, text: str) -> list[str]:
        """Return the lines that `text` completes."""
        *lines, self._rest = (self._rest + text).split("\n")
        return lines

    def close(self) -> list[str]:
        """Return the unfinished last line, if there is one."""
        rest, self._rest = self._rest, ""
        return [rest] if rest.strip() else []

    @property
    def pending(self) -> int:
        """Return how many characters wait for the end of their line."""
        return len(self._rest)
