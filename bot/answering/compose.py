"""Writes the answer from facts and the assessment; no model is involved."""

from collections.abc import Iterable
from datetime import date

from bot.answering.assessing import Assessed
from bot.answering.body import basis_of, body_of, opens_with_verdict
from bot.answering.citing import Citer
from bot.answering.evidence import Evidence
from bot.answering.model import Answer, FollowUp, Intent, Point, ThenNow, Understanding
from bot.answering.scene import Scene
from bot.answering.steps import next_steps_of
from bot.answering.verdict import calculation_line, verdict
from knowledge.rule_schema import Certainty
from knowledge.schema import DATED_KINDS, Fact, Support
from knowledge.store import Knowledge
from prompts import Wording

MAX_RELATED = 3
MAX_RETRIEVED = 20


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
    steps = next_steps_of(scene, {fact.id for fact in leading})
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
            scene.citer.point(scene.say("now_assessment", text=today), basis_of(assessed.now))
        )
    return tuple(lines)


def then_now_of(scene: Scene, cited: Iterable[Fact]) -> ThenNow | None:
    """Return the first rule at hand that reads differently today, side by side with today's.

    At hand are the cited facts, then those related to the leading one; who only asks what
    happened gets no law that was not cited.
    """
    as_of = scene.understanding.as_of
    leading = list(cited)
    opening = [] if scene.understanding.intent is Intent.INCIDENT else leading[:1]
    related = [scene.knowledge.fact(other) for fact in opening for other in fact.related]
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


def caveats_of(scene: Scene, cited: Iterable[Fact]) -> tuple[str, ...]:
    """Return the remarks of the leading facts, weak support, and the standing disclaimer.

    A certain entitlement brings the doubts that bear on this outage as notes of its own.
    """
    language = scene.understanding.language
    facts = list(cited)
    granted = scene.assessed.then.entitlements if scene.assessed else ()
    certain = bool(granted) and granted[0].certainty is Certainty.HIGH
    spoken = () if certain and opens_with_verdict(scene) else facts[:2]
    remarks = [caveat for fact in spoken if (caveat := fact.caveat(language))]
    weak = [
        scene.say("weak_support", n=n)
        for n, fact in enumerate(facts, start=1)
        if fact.support is Support.ONE_SOURCE
    ]
    return (*remarks[:1], *weak[:1], scene.say("disclaimer"))
