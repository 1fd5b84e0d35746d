"""Writes the answer from facts and the assessment; no model is involved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answering.assessing import Assessed, decisive
from bot.answering.citing import Citer
from bot.answering.evidence import Evidence
from bot.answering.model import Answer, FollowUp, Intent, Point, ThenNow, Understanding
from bot.answering.outage import TELECOM, category_of
from bot.answering.verdict import calculation_line, verdict
from bot.compensation.model import Assessment, Service
from knowledge.schema import DATED_KINDS, Fact, Support
from knowledge.store import Knowledge
from prompts import Wording

MAX_POINTS = 5
MAX_FURTHER = 2
MAX_NOTES = 3
MAX_NEXT_STEPS = 2
NOTICE_RULE = "decree.notice-exemption"
"""The duty to announce an interruption: what online services owe even where nothing is paid."""
MAX_RELATED = 3
MAX_RETRIEVED = 20


CLAIMING = frozenset({Intent.COMPENSATION, Intent.REDRESS, Intent.LETTER})
"""Intents of someone who wants something back, and so needs to know where to go."""


@dataclass(frozen=True)
class Scene:
    """Everything known about one question when its answer is written."""

    understanding: Understanding
    evidence: Evidence
    assessed: Assessed | None
    asked: FollowUp | None
    knowledge: Knowledge
    wording: Wording
    today: date
    citer: Citer

    def headline_of(self, fact: Fact) -> Point:
        """Return the fact's headline as a cited point."""
        return self.citer.point(fact.headline(self.understanding.language), [fact.id])

    def statement_of(self, fact: Fact) -> Point:
        """Return the fact's statement as a cited point."""
        return self.citer.point(fact.statement(self.understanding.language), [fact.id])

    def say(self, key: str, **values: object) -> str:
        """Return a piece of wording in the user's language."""
        return self.wording(self.understanding.language, key, **values)


@dataclass(frozen=True, slots=True)
class Body:
    """The headline and the points below it."""

    headline: Point
    points: tuple[Point, ...]


def compose(
    understanding: Understanding,
    evidence: Evidence,
    assessed: Assessed | None,
    asked: FollowUp | None,
    knowledge: Knowledge,
    wording: Wording,
    today: date,
) -> Answer:
    """Return the whole answer; citations are numbered in the order the text uses them."""
    citer = Citer(knowledge, understanding.language)
    scene = Scene(understanding, evidence, assessed, asked, knowledge, wording, today, citer)
    body = body_of(scene)
    corrections = corrections_of(scene)
    calculation = calculation_of(scene)
    leading = citer.cited()
    then_now = then_now_of(scene, leading)
    steps = next_steps_of(scene)
    return Answer(
        question=understanding.question,
        language=understanding.language,
        intent=understanding.intent,
        as_of=understanding.as_of,
        answered=True,
        headline=body.headline,
        points=body.points,
        corrections=corrections,
        then_now=then_now,
        calculation=calculation,
        next_steps=steps,
        citations=citer.citations(),
        caveats=caveats_of(scene, leading),
        follow_up=asked,
        related=related_of(scene),
        assessment=assessed.then if assessed else None,
        retrieved=retrieved_of(evidence, citer.cited()),
    )


def retrieved_of(evidence: Evidence, cited: Iterable[Fact]) -> tuple[str, ...]:
    """Return the ids the answer could draw on, best first; everything cited is among them."""
    found = [fact.id for fact in evidence.facts]
    added = [fact.id for fact in cited if fact.id not in found]
    return (*found[: MAX_RETRIEVED - len(added)], *added)


def related_of(scene: Scene) -> tuple[str, ...]:
    """Return a few further questions that share facts with this answer."""
    shown = {fact.id for fact in scene.citer.cited()}
    chosen = scene.evidence.topic
    return tuple(
        topic.question(scene.understanding.language)
        for topic in scene.knowledge.topics.values()
        if topic is not chosen and shown & set(map(scene.knowledge.resolve, topic.facts))
    )[:MAX_RELATED]


def body_of(scene: Scene) -> Body:
    """Return the headline that answers the question, and two to five points."""
    if opens_with_verdict(scene):
        return _verdict_body(scene)
    if scene.asked and scene.asked.field == "service":
        return _undecided_body(scene)
    if scene.evidence.topic:
        return _overview_body(scene)
    return _finding_body(scene)


def opens_with_verdict(scene: Scene) -> bool:
    """Return whether the assessment, rather than a fact, answers the question.

    A known incident is answered with what was really paid; the rules come below it.
    """
    assessed = scene.assessed
    if assessed is None or scene.understanding.incident:
        return False
    return decisive(assessed) or not scene.evidence.relevant


def _verdict_body(scene: Scene) -> Body:
    assessed = scene.assessed
    if assessed is None:
        raise ValueError("a verdict needs an assessment")
    language = scene.understanding.language
    basis = _basis(assessed.then)
    text = verdict(assessed.then, assessed.outage.service, scene.wording, language)
    headline = scene.citer.point(text, basis)
    notes = [
        scene.citer.point(note.in_(language), note.basis[:2])
        for note in assessed.then.notes[:MAX_NOTES]
    ]
    further = map(scene.headline_of, _further_law(scene))
    return Body(headline, (*notes, *further)[:MAX_POINTS])


def _basis(assessment: Assessment) -> tuple[str, ...]:
    granted = assessment.entitlements
    return (granted[0].basis if granted else assessment.basis)[:2]


def _further_law(scene: Scene) -> Iterator[Fact]:
    """Yield what the company still owes where nothing is paid: notice of the interruption."""
    assessed = scene.assessed
    if assessed and not assessed.then.entitlements and not _is_telecom(scene):
        notice = scene.knowledge.version_on(NOTICE_RULE, scene.understanding.as_of)
        if notice:
            yield notice


def _is_telecom(scene: Scene) -> bool:
    return category_of(scene.understanding, scene.knowledge) in TELECOM


def _undecided_body(scene: Scene) -> Body:
    text = scene.say("verdict_depends", missing=scene.say("field_service"))
    rules = [fact for fact in scene.evidence.facts if fact.kind in DATED_KINDS]
    return Body(Point(text), tuple(map(scene.headline_of, rules[:MAX_FURTHER])))


def _overview_body(scene: Scene) -> Body:
    topic = scene.evidence.topic
    if topic is None:
        raise ValueError("an overview needs a topic")
    facts = [scene.knowledge.fact(fact_id) for fact_id in topic.facts]
    asked = _fact_of_the_day(scene, facts)
    if asked:
        rest = [fact for fact in facts if fact is not asked]
        return _opened_by(scene, scene.headline_of(asked), [asked, *rest])
    lead = scene.citer.point(topic.lead(scene.understanding.language), [facts[0].id])
    return _opened_by(scene, lead, facts)


def _fact_of_the_day(scene: Scene, facts: Sequence[Fact]) -> Fact | None:
    """Return the overview's fact that a question with a date is really about."""
    best = scene.evidence.facts[:1]
    return best[0] if scene.understanding.dated and best and best[0] in facts else None


def _opened_by(scene: Scene, headline: Point, facts: Sequence[Fact]) -> Body:
    first, *others = facts[:MAX_POINTS]
    return Body(headline, (scene.statement_of(first), *map(scene.headline_of, others)))


def _finding_body(scene: Scene) -> Body:
    best, *others = scene.evidence.facts
    further = others[: min(MAX_FURTHER, scene.evidence.near - 1)]
    return _opened_by(scene, scene.headline_of(best), [best, *further])


def corrections_of(scene: Scene) -> tuple[Point, ...]:
    """Return a kind correction for what the question gets wrong."""
    language = scene.understanding.language
    return tuple(
        scene.citer.point(wrong.correction(language), wrong.facts)
        for wrong in scene.evidence.misconceptions[:2]
    )


def calculation_of(scene: Scene) -> tuple[Point, ...]:
    """Return a line for each entitlement, and what today's rules would give if they differ."""
    assessed = scene.assessed
    if assessed is None:
        return ()
    language = scene.understanding.language
    lines = [
        scene.citer.point(calculation_line(granted, scene.wording, language), granted.basis[:1])
        for granted in assessed.then.entitlements
    ]
    if assessed.now:
        today = verdict(assessed.now, assessed.outage.service, scene.wording, language)
        lines.append(
            scene.citer.point(scene.say("now_assessment", text=today), _basis(assessed.now))
        )
    return tuple(lines)


def then_now_of(scene: Scene, cited: Iterable[Fact]) -> ThenNow | None:
    """Return the first rule at hand that reads differently today, side by side with today's.

    At hand are the cited facts, then those related to the leading one.
    """
    as_of = scene.understanding.as_of
    leading = list(cited)
    related = [scene.knowledge.fact(other) for fact in leading[:1] for other in fact.related]
    for fact in (*leading, *related):
        if fact.rule is None or fact.kind not in DATED_KINDS:
            continue
        then = scene.knowledge.version_on(fact.rule, as_of)
        now = scene.knowledge.version_on(fact.rule, scene.today)
        if then and now and then.id != now.id:
            return ThenNow(
                _dated_line(scene, "then_line", then, as_of),
                _dated_line(scene, "now_line", now, scene.today),
            )
    return None


def _dated_line(scene: Scene, key: str, fact: Fact, day: date) -> Point:
    text = scene.say(key, date=day, text=fact.headline(scene.understanding.language))
    return scene.citer.point(text, [fact.id])


def next_steps_of(scene: Scene) -> tuple[Point, ...]:
    """Return what to do next for this kind of service, most pressing first."""
    category = category_of(scene.understanding, scene.knowledge)
    if category is None and scene.understanding.intent not in CLAIMING:
        return (Point(scene.say("next_tell_outage")),)
    free = scene.assessed is not None and scene.assessed.outage.service is Service.FREE
    steps = [
        step
        for step in scene.knowledge.next_steps
        if (not step.categories or category in step.categories)
        and (step.free is None or step.free == free)
    ]
    language = scene.understanding.language
    return tuple(
        scene.citer.point(step.step(language), [step.fact]) for step in steps[:MAX_NEXT_STEPS]
    )


def caveats_of(scene: Scene, cited: Iterable[Fact]) -> tuple[str, ...]:
    """Return the remarks of the leading facts, weak support, and the standing disclaimer."""
    language = scene.understanding.language
    facts = list(cited)
    remarks = [caveat for fact in facts[:2] if (caveat := fact.caveat(language))]
    weak = [
        scene.say("weak_support", n=n)
        for n, fact in enumerate(facts, start=1)
        if fact.support is Support.ONE_SOURCE
    ]
    return (*remarks[:1], *weak[:1], scene.say("disclaimer"))
