"""Loads the data behind claims (desks, evidence, periods, grounds, scams) and checks it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import yaml
from pydantic import JsonValue, ValidationError

from knowledge.claims_schema import (
    Desk,
    EvidenceItem,
    LegalGround,
    Period,
    ScamAdvice,
    ScamSign,
    Unfit,
)
from knowledge.errors import InvalidKnowledge
from knowledge.schema import Fact, Model
from knowledge.store import KNOWLEDGE_DIR, Knowledge

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class ClaimsBook:
    """Everything declared about claims, in the order of the files."""

    desks: tuple[Desk, ...] = ()
    evidence: tuple[EvidenceItem, ...] = ()
    periods: tuple[Period, ...] = ()
    grounds: tuple[LegalGround, ...] = ()
    unfit: tuple[Unfit, ...] = ()
    scam_signs: tuple[ScamSign, ...] = ()
    scam_advice: tuple[ScamAdvice, ...] = ()

    def desk(self, desk_id: str) -> Desk:
        """Return a desk by its id; raises KeyError for an unknown one."""
        for desk in self.desks:
            if desk.id == desk_id:
                return desk
        raise KeyError(desk_id)


def load_claims_book(knowledge: Knowledge, folder: Path = KNOWLEDGE_DIR) -> ClaimsBook:
    """Read and check the files; raises InvalidKnowledge naming the file, the id and the fault."""
    book = ClaimsBook(
        desks=_read(folder / "desks.yaml", "desks", Desk),
        evidence=_read(folder / "evidence.yaml", "evidence", EvidenceItem),
        periods=_read(folder / "deadlines.yaml", "periods", Period),
        grounds=_read(folder / "grounds.yaml", "grounds", LegalGround),
        unfit=_read(folder / "grounds.yaml", "unfit", Unfit),
        scam_signs=_read(folder / "scams.yaml", "signs", ScamSign),
        scam_advice=_read(folder / "scams.yaml", "advice", ScamAdvice),
    )
    problems = list(find_claims_problems(book, knowledge))
    if problems:
        raise InvalidKnowledge("\n".join(problems))
    return book


def find_claims_problems(book: ClaimsBook, knowledge: Knowledge) -> Iterator[str]:
    """Yield what is wrong: repeated ids, unknown facts, numbers and contacts no fact supports."""
    yield from _repeated_ids(book)
    for owner, facts in _cited(book):
        yield from (
            f"{owner}: unknown fact {fact}" for fact in facts if not _known(fact, knowledge)
        )
    for tied in _tied(book):
        yield from _tie_problems(tied, knowledge)
    for desk in book.desks:
        yield from _contact_problems(desk.id, (desk.phone, desk.url), desk.facts, knowledge)
        yield from (f"{desk.id}: {path} names no figure" for path in _untied(desk))
    for advice in book.scam_advice:
        yield from _contact_problems(advice.id, (advice.phone,), (advice.fact,), knowledge)
    for period in book.periods:
        if period.nature != "practice" and not period.ties:
            yield f"{period.id}: its length names no figure"


NUMBERS = ("cost_krw", "up_to_krw", "processing_days", "extension_days", "sue_within_months")


def _untied(desk: Desk) -> Iterator[str]:
    for name in NUMBERS:
        if getattr(desk, name) is not None and name not in desk.ties:
            yield name
    if desk.silence and "silence.days" not in desk.ties:
        yield "silence.days"


def _repeated_ids(book: ClaimsBook) -> Iterator[str]:
    for entries in (book.desks, book.evidence, book.periods, book.scam_signs, book.scam_advice):
        seen: set[str] = set()
        for entry in entries:
            if entry.id in seen:
                yield f"{entry.id} is defined twice"
            seen.add(entry.id)


def _cited(book: ClaimsBook) -> Iterator[tuple[str, Iterable[str]]]:
    for entry in _tied(book):
        yield entry.id, entry.facts
    for group in (book.evidence, book.grounds, book.unfit, book.scam_signs, book.scam_advice):
        yield from ((single.id, (single.fact,)) for single in group)


def _tied(book: ClaimsBook) -> tuple[Desk | Period, ...]:
    return (*book.desks, *book.periods)


def _known(fact_id: str, knowledge: Knowledge) -> bool:
    try:
        knowledge.resolve(fact_id)
    except KeyError:
        return False
    return True


def _tie_problems(entry: Desk | Period, knowledge: Knowledge) -> Iterator[str]:
    dumped = entry.model_dump()
    for path, tie in entry.ties.items():
        fact_id, _, figure = tie.partition("#")
        try:
            known = _at(dict(knowledge.fact(fact_id).figures), figure)
            declared = _at(dumped, path)
        except (KeyError, IndexError, ValueError, TypeError):
            yield f"{entry.id}: {path} is tied to {tie}, which does not exist"
            continue
        if not _agrees(declared, known):
            yield f"{entry.id}: {path} is {declared}, but {tie} is {known}"


def _agrees(declared: JsonValue, known: JsonValue) -> bool:
    """Return whether a number is the figure, or is named in a figure told in words."""
    return declared == known or (isinstance(known, str) and str(declared) in known)


def _at(value: Any, path: str) -> JsonValue:  # noqa: ANN401 - figures are free-form JSON
    for step in path.split("."):
        value = value[int(step)] if isinstance(value, list | tuple) else value[step]
    return value if isinstance(value, str | int | float | list | dict) else str(value)


def _contact_problems(
    owner: str, contacts: Iterable[str | None], facts: Iterable[str], knowledge: Knowledge
) -> Iterator[str]:
    known = " ".join(_words_of(knowledge.fact(fact)) for fact in facts if _known(fact, knowledge))
    for contact in contacts:
        if contact and _needle(contact) not in known:
            yield f"{owner}: no fact names {contact}"


def _needle(contact: str) -> str:
    host = urlsplit(contact).hostname if "://" in contact else contact
    return (host or contact).removeprefix("www.")


def _words_of(fact: Fact) -> str:
    return f"{fact.statement_ko} {fact.figures} {fact.source.url}"


def _read(path: Path, section: str, model: type[M]) -> tuple[M, ...]:
    return tuple(_entry(path, model, item) for item in _section(path, section))


def _entry(path: Path, model: type[M], item: Mapping[str, Any]) -> M:
    try:
        return model.model_validate(item)
    except ValidationError as exc:
        name = item.get("id", "?") if isinstance(item, dict) else "?"
        raise InvalidKnowledge(f"{path.name}: {name}: {exc}") from exc


def _section(path: Path, section: str) -> list[dict[str, Any]]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as exc:
        raise InvalidKnowledge(f"{path.name}: cannot be read: {exc}") from exc
    items = content.get(section) if isinstance(content, dict) else None
    if not isinstance(items, list):
        raise InvalidKnowledge(f"{path.name}: has no list named {section}")
    return items
