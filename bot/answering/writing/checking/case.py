"""What the sentences of one answer may rest on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.answering.model import Answer
from bot.answering.writing.checking.alignment import Passage, passages
from bot.answering.writing.checking.entailment import Judge
from bot.answering.writing.checking.names import NameFinder, Names, squeeze
from bot.answering.writing.checking.tokens import Told, told
from bot.answering.writing.checking.topics import Statement, statements
from bot.answering.writing.values.extract import find_values, with_years
from bot.answering.writing.values.model import Value
from bot.compensation.model import Assessment, Eligible, Entitlement
from knowledge.language import Language
from knowledge.schema import DATED_KINDS, Fact
from knowledge.search import Tagger


@dataclass(frozen=True)
class Ground:
    """One text that can carry a sentence, read once."""

    squeezed: str
    values: tuple[Value, ...]
    names: Names
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True)
class FactGround:
    """A fact as a ground; `current`: in force on the as-of date, `later`: only after it."""

    ground: Ground
    provider: str | None
    current: bool
    later: bool


@dataclass(frozen=True)
class Case:
    """Everything one answer's sentences are checked against.

    `facts` are keyed by the number the model was given. `assessment` holds the finished
    assessment's own words, `question` the user's, `opening` the question and the composed headline,
    `opens_with` the facts which that rests on. `eligible` is None without an assessment.
    `instructions` is the squeezed text of the prompt, which must never come back. `judge` says
    whether a sentence follows from its sources; of what is `read_once`, with no proofreading after
    it, it must be surer.
    """

    language: Language
    facts: Mapping[int, FactGround]
    question: Ground
    assessment: Ground
    eligible: Eligible | None
    entitlements: tuple[Entitlement, ...]
    instructions: str
    names: NameFinder
    opening: Ground
    opens_with: frozenset[int]
    tagger: Tagger
    judge: Judge
    read_once: bool = False


class Reader:
    """Reads texts into grounds; each fact only once, for facts do not change while running."""

    def __init__(self, names: NameFinder, tagger: Tagger, judge: Judge) -> None:
        """Read nothing yet."""
        self.names = names
        self.tagger = tagger
        self.judge = judge
        self._read: dict[str, Ground] = {}

    def fact(self, fact: Fact) -> Ground:
        """Return everything a fact says, in words and in figures."""
        if fact.id not in self._read:
            ground = self.text(fact_text(fact))
            values = (*ground.values, *find_values(_reckoned(fact)))
            self._read[fact.id] = replace(ground, values=values)
        return self._read[fact.id]

    def text(self, text: str) -> Ground:
        """Return what a text says."""
        return Ground(
            squeezed=squeeze(text),
            values=with_years(find_values(text)),
            names=self.names.find(text),
            statements=statements(text),
            passages=passages(text),
            told=told(text, self.tagger),
        )


def build_case(
    answer: Answer, facts: Mapping[int, Fact], reader: Reader, instructions: str = ""
) -> Case:
    """Return the case of one composed answer and the facts offered with their numbers."""
    assessment = answer.assessment
    return Case(
        language=answer.language,
        facts={n: _fact_ground(fact, answer.as_of, reader) for n, fact in facts.items()},
        question=reader.text(answer.question),
        assessment=reader.text(assessment_text(answer)),
        eligible=assessment.eligible if assessment else None,
        entitlements=assessment.entitlements if assessment else (),
        instructions=squeeze(instructions),
        names=reader.names,
        opening=reader.text(f"{answer.question} . {answer.headline.text}"),
        opens_with=frozenset(answer.headline.cites),
        tagger=reader.tagger,
        judge=reader.judge,
    )


def assessment_text(answer: Answer) -> str:
    """Return the assessment in words: the composed verdict, the calculation, notes and figures."""
    assessment = answer.assessment
    if assessment is None:
        return ""
    lines = [answer.headline.text, *(point.text for point in answer.calculation)]
    return " . ".join((*lines, *_notes(assessment), *map(_figures, assessment.entitlements)))


def _notes(assessment: Assessment) -> tuple[str, ...]:
    return tuple(text for note in assessment.notes for text in (note.ko, note.en))


def _figures(granted: Entitlement) -> str:
    amounts = (granted.amount_krw, granted.amount_max_krw, granted.worth_krw)
    lengths = (granted.minutes, granted.minutes_max)
    parts = [f"{amount}원" for amount in amounts if amount is not None]
    parts += [f"{minutes}분" for minutes in lengths if minutes is not None]
    until = granted.claim_until.isoformat() if granted.claim_until else ""
    return " . ".join((*parts, granted.formula.ko, granted.formula.en, until))


def _fact_ground(fact: Fact, as_of: date, reader: Reader) -> FactGround:
    current = fact.kind not in DATED_KINDS or fact.in_force(as_of)
    later = not current and fact.effective_from is not None and as_of < fact.effective_from
    return FactGround(reader.fact(fact), fact.provider, current, later)


def _reckoned(fact: Fact) -> str:
    """The lengths and amounts among a fact's figures, which its text may not spell out."""
    lengths = (f"{n}분" for key, n in fact.figures.items() if key.endswith("_minutes"))
    amounts = (f"{n}원" for key, n in fact.figures.items() if key.endswith("_krw"))
    return " . ".join((*lengths, *amounts))


def fact_text(fact: Fact) -> str:
    """Return everything a fact says in words, in both languages."""
    parts = (
        fact.title_ko,
        fact.headline_ko,
        fact.headline_en,
        fact.statement_ko,
        fact.statement_en,
        fact.caveat_ko,
        fact.caveat_en,
        fact.source.name,
        fact.source.article,
        f"{fact.effective_from}부터" if fact.effective_from else None,
        f"{fact.effective_to}까지" if fact.effective_to else None,
        fact.link,
    )
    return " . ".join(part for part in parts if part)
