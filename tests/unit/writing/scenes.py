"""Composed answers over a handful of facts, for every test of the writing room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.answering.citing import Citer
from bot.answering.model import Answer, Intent, Point
from bot.answering.writing.checking import Case, Reader, build_case
from bot.answering.writing.checking.entailment import Judge, load_weights
from bot.answering.writing.checking.inference import Inference, load_inference
from bot.answering.writing.checking.names import NameFinder, build_name_finder, load_institutions
from bot.answering.writing.messages import load_writing_prompts
from bot.compensation.model import Assessment, Claim, Eligible, Entitlement, EntitlementKind, Note
from knowledge.language import Bilingual, Language
from knowledge.schema import Fact
from knowledge.search.words import Words, names_of
from knowledge.store import Knowledge, load_knowledge

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Scene:
    """One question, the facts offered for it and the composed answer."""

    name: str
    answer: Answer
    knowledge: Knowledge
    facts: Mapping[int, Fact]

    @property
    def case(self) -> Case:
        """Return what its sentences are checked against."""
        instructions = load_writing_prompts().instructions(self.answer.language)
        return build_case(self.answer, self.facts, reader(), instructions)


@cache
def name_finder() -> NameFinder:
    """Return a finder for the names that the bot really knows."""
    return build_name_finder(load_knowledge().providers, load_institutions())


@cache
def words() -> Words:
    """Return the analyser, which knows the names that the bot really knows."""
    return Words(names_of(load_knowledge().providers.values()))


@dataclass(frozen=True)
class Remembered:
    """Readings of the model that ships, each made only once."""

    inference: Inference
    readings: dict[str, float] = field(default_factory=dict)

    def doubt(self, claim: str, sources: Sequence[Sequence[str]]) -> float:
        """Return the log-odds that the claim does not follow."""
        key = repr((claim, sources))
        if key not in self.readings:
            self.readings[key] = self.inference.doubt(claim, sources)
        return self.readings[key]


@cache
def reader() -> Reader:
    """Return a reader with the judge that ships."""
    judge = Judge(Remembered(load_inference()), load_weights())
    return Reader(name_finder(), words(), judge)


@cache
def scenes() -> Mapping[str, Scene]:
    """Return the scenes of `scenes.yaml` by name."""
    data = yaml.safe_load((HERE / "scenes.yaml").read_text(encoding="utf-8"))
    facts = {entry["id"]: Fact.model_validate(entry) for entry in data["facts"]}
    return {entry["name"]: _scene(entry, facts) for entry in data["scenes"]}


def _scene(entry: dict[str, Any], facts: dict[str, Fact]) -> Scene:
    knowledge = Knowledge(facts=facts, providers={}, topics={}, misconceptions=(), next_steps=())
    language = Language(entry["language"])
    citer = Citer(knowledge, language)
    headline = citer.point(entry["headline"], entry.get("headline_facts", ()))
    points = tuple(citer.point(facts[f].headline(language), [f]) for f in entry["facts"])
    assessment = _assessment(entry["assessment"]) if entry.get("assessment") else None
    answer = Answer(
        question=entry["question"],
        language=language,
        intent=Intent.COMPENSATION if assessment else Intent.LAW,
        as_of=date.fromisoformat(str(entry["as_of"])),
        answered=True,
        headline=headline,
        points=points,
        calculation=tuple(Point(line) for line in entry.get("calculation", ())),
        citations=citer.citations(),
        caveats=("일반 정보예요.",),
        assessment=assessment,
        retrieved=tuple(entry["facts"]),
    )
    offered = {citation.n: facts[citation.fact] for citation in answer.citations}
    return Scene(entry["name"], answer, knowledge, offered)


def _assessment(entry: dict[str, Any]) -> Assessment:
    granted = tuple(
        Entitlement(
            kind=EntitlementKind(each["kind"]),
            amount_krw=each.get("amount_krw"),
            minutes=each.get("minutes"),
            formula=Bilingual(each["formula_ko"], each["formula_en"]),
            claim=Claim(each["claim"]),
            rule="rule",
            basis=tuple(each["basis"]),
        )
        for each in entry.get("entitlements", ())
    )
    notes = tuple(Note(note["ko"], note["en"]) for note in entry.get("notes", ()))
    return Assessment(Eligible(entry["eligible"]), granted, notes=notes)
