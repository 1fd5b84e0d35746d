"""The checks of one sentence, in order; the first that fails names the reason."""

import re

from bot.answering.writing.checking import lexicon
from bot.answering.writing.checking.alignment import misplaced
from bot.answering.writing.checking.case import Case, FactGround, Ground
from bot.answering.writing.checking.conduct import conduct_problem
from bot.answering.writing.checking.entitlement import entitlement_problem
from bot.answering.writing.checking.figures import figures_problem, flipped_figures, recalls
from bot.answering.writing.checking.names import Names
from bot.answering.writing.checking.reason import Reason
from bot.answering.writing.checking.stems import carried, stems
from bot.answering.writing.checking.tokens import Told, told
from bot.answering.writing.checking.topics import brings_up, contradicted, statements
from bot.answering.writing.checking.traits import Evidence
from bot.answering.writing.sentences import Sentence
from bot.answering.writing.values.extract import find_values, fold
from bot.answering.writing.values.model import Kind, supports

MIN_CARRIED = 0.33
"""Share of a sentence's words that its sources must contain."""

MIN_CARRIED_UNCITED = 0.5


_TELLING = frozenset(lexicon.TOPICS) - lexicon.ONLY_SHARED
"""Topics whose polarity can tell whether a limit stated from its other side is right."""

_DECISIVE = frozenset({Reason.UNCITED, Reason.BOUND})
"""Signs that need no weighing."""

_TODAY = re.compile(r"지금|현재|요즘|이제|\btoday\b|\bnow\b|\bcurrent")
_PAST = re.compile(
    rf"당시|그때|예전|종전|{lexicon.PAST}(?:어요|습니다|다고)|\b(?:was|were|had|did|used to"
    r"|concerned)\b"
)
"""Words that tell of something over."""


def check(
    sentence: Sentence,
    case: Case,
    *,
    headline: bool = False,
    dated: frozenset[int] = frozenset(),
) -> Reason | None:
    """Return why the sentence may not be shown, or None when everything it says is carried.

    `dated` are the citations whose time an earlier sentence of the same answer has told.
    """
    problem = conduct_problem(sentence, case)
    if problem:
        return problem
    if any(n not in case.facts for n in sentence.cites):
        return Reason.UNKNOWN_CITATION
    cited = tuple(case.facts[n] for n in sentence.cites)
    return (
        _stale(sentence, case, dated)
        or figures_problem(sentence, case, _grounds(cited))
        or _names_problem(sentence, case, cited)
        or entitlement_problem(sentence, case, headline=headline)
        or _statement_problem(sentence, case, cited, headline=headline)
        or (_beside_the_point(sentence, case) if headline else None)
    )


def _grounds(cited: tuple[FactGround, ...]) -> tuple[Ground, ...]:
    return tuple(fact.ground for fact in cited)


def _stale(sentence: Sentence, case: Case, dated: frozenset[int]) -> Reason | None:
    """What was no longer, or not yet, in force may only be told with its date."""
    cited = [case.facts[n] for n in sentence.cites]
    if not cited or any(fact.current for fact in cited) or dated.issuperset(sentence.cites):
        return None
    plain = fold(sentence.text)
    today = all(fact.later for fact in cited) and _TODAY.search(plain)
    return None if tells_date(sentence) or today or _PAST.search(plain) else Reason.STALE


def tells_date(sentence: Sentence) -> bool:
    """Return whether a sentence names a date."""
    return any(value.kind is Kind.DATE for value in find_values(sentence.text))


def _names_problem(sentence: Sentence, case: Case, cited: tuple[FactGround, ...]) -> Reason | None:
    claimed = case.names.find(sentence.text)
    carriers = (*_grounds(cited), case.assessment)
    known = _union(carriers)
    if _swapped(claimed, known, cited):
        return Reason.SWAPPED_PROVIDER
    if not claimed.providers | claimed.services <= _named(known | case.question.names):
        return Reason.NAME
    if not claimed.institutions <= known.institutions:
        return Reason.NAME
    text = "".join(ground.squeezed for ground in carriers)
    return None if all(name in text for name in claimed.strange) else Reason.NAME


def _union(grounds: tuple[Ground, ...]) -> Names:
    names = Names()
    for ground in grounds:
        names |= ground.names
    return names


def _named(names: Names) -> frozenset[str]:
    return names.providers | names.services


def _swapped(claimed: Names, known: Names, cited: tuple[FactGround, ...]) -> bool:
    """A provider that only the user named may not take the place of the one a fact is about."""
    owners = {fact.provider for fact in cited if fact.provider}
    return bool(owners) and not claimed.providers <= known.providers | owners


def _statement_problem(
    sentence: Sentence, case: Case, cited: tuple[FactGround, ...], *, headline: bool
) -> Reason | None:
    """What is said must be on the sources' topics and follow from them.

    Most signs of a contradiction are only weighed, together with everything else.
    """
    carriers = (*_grounds(cited), case.assessment)
    shared = {s.topic for g in (*carriers, case.question) for s in g.statements}
    if not brings_up(statements(sentence.text)) <= shared:
        return Reason.TOPIC
    sign = sign_of(sentence, case)
    if sign in _DECISIVE:
        return sign
    evidence = evidence_for(sentence, case)
    surer = margins(sign, headline=headline) + case.read_once
    accepted = case.judge.accepts(evidence, sign or "", surer)
    return None if accepted else (sign or Reason.UNSUPPORTED)


def margins(sign: Reason | None, *, headline: bool) -> int:
    """Return by how many margins the judge must be surer: by more in what people act on."""
    return 0 if sign is None else 1 + headline


def evidence_for(sentence: Sentence, case: Case) -> Evidence:
    """Return a sentence beside what it may rest on, as far as that is in its language."""
    parts = told(sentence.text, case.tagger)
    tokens = tuple(token for part in parts for token in part.tokens)
    claim = Told(parts[0].language, tokens, sentence.text)
    grounds = (*(case.facts[n].ground for n in sentence.cites), case.assessment, case.question)
    texts = ([s for s in ground.told if s.language is claim.language] for ground in grounds)
    *sources, question = map(tuple, texts)
    return Evidence(claim, tuple(sources), question)


def sign_of(sentence: Sentence, case: Case) -> Reason | None:
    """Return the first sign that a sentence says something else than its sources, or None."""
    cited = tuple(case.facts[n] for n in sentence.cites)
    carriers = (*_grounds(cited), case.assessment)
    sources = tuple(s for ground in carriers for s in ground.statements)
    claims = statements(sentence.text)
    met = {claim.topic for claim in claims} & {s.topic for s in sources} & _TELLING
    flipped = flipped_figures(sentence, case, _grounds(cited))
    wrong = any(contradicted(claim, sources, flipped=flipped) for claim in claims)
    if flipped and (wrong or not met):
        return Reason.BOUND
    if wrong:
        return Reason.POLARITY
    passages = tuple(p for fact in cited for p in fact.ground.passages)
    if misplaced(sentence.text, passages, (*case.question.values, *case.assessment.values)):
        return Reason.MISPLACED
    return None if recalls(sentence, case) else _off_source(sentence, case, carriers, len(met))


def _beside_the_point(sentence: Sentence, case: Case) -> Reason | None:
    """A headline shares something with the question or the composed one, if only a figure."""
    if case.opens_with.intersection(sentence.cites):
        return None
    own = {claim.topic for claim in statements(sentence.text)} & lexicon.TOPICS.keys()
    if own & {s.topic for s in case.opening.statements}:
        return None
    if carried(stems(sentence.text), case.opening.squeezed):
        return None
    if _named(case.names.find(sentence.text)) & _named(case.question.names):
        return None
    values = find_values(sentence.text)
    met = any(supports(given, value) for given in case.opening.values for value in values)
    return None if met else Reason.OFF_TOPIC


def _off_source(
    sentence: Sentence, case: Case, carriers: tuple[Ground, ...], topics: int
) -> Reason | None:
    """Too few of the words stand in the sources; what was checked before counts as well."""
    words = stems(case.names.blank(sentence.text))
    text = "".join(ground.squeezed for ground in (*carriers, case.question))
    named = case.names.find(sentence.text)
    checked = topics + len(find_values(sentence.text))
    checked += len(named.institutions | named.providers)
    share = (carried(words, text) + checked) / max(1, len(words) + checked)
    if sentence.cites:
        return None if share >= MIN_CARRIED else Reason.OFF_SOURCE
    return None if share >= MIN_CARRIED_UNCITED else Reason.UNCITED
