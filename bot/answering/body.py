"""The headline that answers the question, and the points below it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answering.assessing import decisive
from bot.answering.evidence import as_of_version, unique
from bot.answering.model import Intent, Point
from bot.answering.outage import TELECOM
from bot.answering.scene import Scene
from bot.answering.understanding.intents import says_outage
from bot.answering.verdict import verdict
from bot.compensation.model import Assessment, Eligible
from knowledge.schema import DATED_KINDS, Category, Fact, FactKind, Topic

MAX_POINTS = 5
MAX_FURTHER = 2
MAX_NOTES = 3
MAX_OWN_RANK = 3
"""The company's own terms and habits are told only when search ranks them this high."""
NOTICE_RULE = "decree.notice-exemption"
"""The duty to announce an interruption: what online services owe even where nothing is paid."""
CARRIER_RULES = (
    "terms.telco.damages.mobile",
    "terms.telco.damages.broadband",
    "terms.telco.damages.iptv",
)
"""What a carrier owes for each of its lines, for a user who has not said which was down."""
_OTHER_DUTIES = TELECOM | {
    Category.PAYMENT,
    Category.BANK,
    Category.BROKERAGE,
    Category.CRYPTO,
    Category.CARD,
    Category.CLOUD,
    Category.GOVERNMENT,
}
"""Services with duties of their own instead of the notice owed by online services."""
_OF_ONE_EVENT = frozenset({FactKind.INCIDENT, FactKind.REDRESS})


@dataclass(frozen=True, slots=True)
class Body:
    """The headline and the points below it."""

    headline: Point
    points: tuple[Point, ...]


def body_of(scene: Scene) -> Body:
    """Return the headline that answers the question, and two to five points."""
    if opens_with_verdict(scene):
        return _verdict_body(scene)
    topic = scene.evidence.topic
    if scene.asked and scene.asked.field == "service" and not _same_for_every_line(scene, topic):
        return _undecided_body(scene)
    return _overview_body(scene, topic) if topic else _finding_body(scene)


def _same_for_every_line(scene: Scene, topic: Topic | None) -> bool:
    """Return whether a topic can be told before the user says which of a carrier's lines it was."""
    return topic is not None and not any(
        scene.knowledge.fact(fact_id).rule in CARRIER_RULES for fact_id in topic.facts
    )


def opens_with_verdict(scene: Scene) -> bool:
    """Return whether the assessment, rather than a fact, answers the question.

    A known incident is answered with what was really paid; the rules come below it.
    """
    assessed = scene.assessed
    if assessed is None or scene.understanding.incident:
        return False
    settled = decisive(assessed) and not _asks_what_was_given(scene)
    return settled or not scene.evidence.relevant or _reports_outage(scene)


def _asks_what_was_given(scene: Scene) -> bool:
    """That a free service owes nothing is no answer to what a company gave of its own accord."""
    assessed, said, best = scene.assessed, scene.understanding, scene.evidence.facts[:1]
    owes_nothing = assessed is not None and assessed.then.eligible is Eligible.NO
    described = said.reported or (assessed is not None and assessed.told)
    given = bool(best) and best[0].tells_redress
    return owes_nothing and not described and given


def _reports_outage(scene: Scene) -> bool:
    """Whoever reports a service that is down now is not asking about an old outage of it.

    What the company says in its terms is worth more than a bare verdict.
    """
    said, evidence = scene.understanding, scene.evidence
    told = said.intent is Intent.COMPENSATION and said.reported and not said.dated
    if not told or evidence.topic or evidence.misconceptions:
        return False
    return not said.providers or evidence.facts[0].kind in _OF_ONE_EVENT


def _verdict_body(scene: Scene) -> Body:
    assessed = scene.assessed
    if assessed is None:
        raise ValueError("a verdict needs an assessment")
    language = scene.understanding.language
    text = verdict(assessed.then, assessed.outage.service, scene.wording, language)
    headline = scene.citer.point(text, basis_of(assessed.then))
    notes = [
        scene.citer.point(note.in_(language), note.basis[:2])
        for note in assessed.then.notes[:MAX_NOTES]
    ]
    further = map(scene.headline_of, _further(scene))
    return Body(headline, (*notes, *further)[:MAX_POINTS])


def basis_of(assessment: Assessment) -> tuple[str, ...]:
    """Return the ids of the facts that carry an assessment's verdict."""
    granted = assessment.entitlements
    return (granted[0].basis if granted else assessment.basis)[:2]


def _further(scene: Scene) -> Iterator[Fact]:
    """Yield what the company says or did itself, and the notice it owes where nothing is paid."""
    assessed, category = scene.assessed, scene.category
    if category in TELECOM:
        return
    yield from _company_words(scene)
    if assessed and not assessed.then.entitlements and category not in _OTHER_DUTIES:
        notice = scene.knowledge.version_on(NOTICE_RULE, scene.understanding.as_of)
        if notice:
            yield notice


def _company_words(scene: Scene) -> Iterator[Fact]:
    cited = scene.citer.cited()
    for fact in scene.evidence.facts[:MAX_OWN_RANK]:
        own = fact.provider is not None and fact.provider in scene.understanding.providers
        words = fact.kind is FactKind.TERMS or fact.tells_redress
        if own and words and says_outage(fact.statement_ko) and fact not in cited:
            yield fact
            return


def _undecided_body(scene: Scene) -> Body:
    text = scene.say("verdict_depends", missing=scene.say("field_service"))
    day = scene.understanding.as_of
    rules = [rule for key in CARRIER_RULES if (rule := scene.knowledge.version_on(key, day))]
    return Body(Point(text), tuple(map(scene.headline_of, rules)))


def _overview_body(scene: Scene, topic: Topic) -> Body:
    """Open with the topic's lead; where the law of the day was another one, with that law."""
    written = [scene.knowledge.fact(fact_id) for fact_id in topic.facts]
    facts = _as_of_day(scene, written)
    asked = _fact_of_the_day(scene, facts)
    if asked is None and facts[0] is not written[0]:
        asked = facts[0]
    if asked:
        rest = [fact for fact in facts if fact is not asked]
        return _opened_by(scene, scene.headline_of(asked), [asked, *rest])
    lead = scene.citer.point(topic.lead(scene.understanding.language), [facts[0].id])
    return _opened_by(scene, lead, facts)


def _as_of_day(scene: Scene, facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts as they read on the day asked about.

    An overview that tells several versions of one rule tells its history and stays as it is.
    """
    day = scene.understanding.as_of
    rules = [fact.rule for fact in facts if fact.rule]
    if len(set(rules)) < len(rules):
        return list(facts)
    dated = [as_of_version(scene.knowledge, fact, day) for fact in facts]
    if dated[0] is facts[0]:
        return list(facts)
    return [fact for fact in unique(dated) if not _still_to_come(fact, scene)]


def _still_to_come(fact: Fact, scene: Scene) -> bool:
    start = fact.effective_from
    return fact.kind in DATED_KINDS and start is not None and start > scene.understanding.as_of


def _fact_of_the_day(scene: Scene, facts: Sequence[Fact]) -> Fact | None:
    """Return the overview's fact that a question with a date is really about.

    The overview of an incident already opens with the incident itself.
    """
    said, best = scene.understanding, scene.evidence.facts[:1]
    told_by_lead = said.intent is Intent.INCIDENT and facts[0].id == said.incident
    if not said.dated or said.follow_up or told_by_lead:
        return None
    if best and best[0] in facts and best[0].id != said.incident:
        return best[0]
    return _version_of_the_day(scene, facts)


def _version_of_the_day(scene: Scene, facts: Sequence[Fact]) -> Fact | None:
    """Return the version in force then, where the overview opens with a later one."""
    first, day = facts[0], scene.understanding.as_of
    if first.rule is None or first.in_force(day):
        return None
    return next((fact for fact in facts if fact.rule == first.rule and fact.in_force(day)), None)


def _opened_by(scene: Scene, headline: Point, facts: Iterable[Fact]) -> Body:
    first, *others = list(facts)[:MAX_POINTS]
    return Body(headline, (scene.statement_of(first), *map(scene.headline_of, others)))


def _finding_body(scene: Scene) -> Body:
    best, *others = scene.evidence.facts
    further = others[: min(MAX_FURTHER, scene.evidence.near - 1)]
    return _opened_by(scene, scene.headline_of(best), [best, *further])
