"""What to do next."""

from collections.abc import Collection, Iterator
from datetime import timedelta

from bot.answering.model import Intent, Point
from bot.answering.scene import Scene
from bot.compensation.model import Service
from knowledge.schema import Category, NextStep

MAX_NEXT_STEPS = 2
CLAIMING = frozenset({Intent.COMPENSATION, Intent.REDRESS, Intent.LETTER})
"""Intents of someone who wants something back, and so needs to know where to go."""
OLD = timedelta(days=3 * 365 + 1)
"""Claims in tort lapse three years after the loss is known (Civil Act, Art. 766)."""
PRESCRIPTION = "redress.90-prescription"


def next_steps_of(scene: Scene, shown: Collection[str]) -> tuple[Point, ...]:
    """Return what to do next for this kind of service, most pressing first.

    `shown` holds the ids of facts already told: a step that only repeats one is left out. Who
    asks out of interest is invited to tell of an outage; an old outage may be past claiming.
    """
    if scene.assessed is None and scene.understanding.intent not in CLAIMING:
        return (Point(scene.say("next_tell_outage")),)
    late = [_late(scene)] if _is_old(scene) else []
    if late and not _is_own(scene):
        return tuple(late)
    steps = list(_fitting(scene))
    fresh = [step for step in steps if scene.knowledge.resolve(step.fact) not in shown]
    pressing = (fresh or steps)[: MAX_NEXT_STEPS - len(late)]
    points = [*late, *(_point(scene, step) for step in pressing)]
    if scene.understanding.intent is Intent.LETTER:
        points.insert(0, Point(scene.say("next_letter")))
    return tuple(points)


def _fitting(scene: Scene) -> Iterator[NextStep]:
    free = scene.assessed is not None and scene.assessed.outage.service is Service.FREE
    category = scene.category or _unsaid_line(scene)
    for step in scene.knowledge.next_steps:
        fits = not step.categories or category in step.categories
        if fits and step.free in (None, free):
            yield step


def _unsaid_line(scene: Scene) -> Category | None:
    """Every line of a carrier has the same way to a claim."""
    return Category.MOBILE if scene.asked and scene.asked.field == "service" else None


def _late(scene: Scene) -> Point:
    return scene.citer.point(scene.say("next_old_outage"), [PRESCRIPTION])


def _point(scene: Scene, step: NextStep) -> Point:
    return scene.citer.point(step.step(scene.understanding.language), [step.fact])


def _is_old(scene: Scene) -> bool:
    return scene.today - scene.understanding.as_of > OLD


def _is_own(scene: Scene) -> bool:
    """Return whether the user tells of an outage of their own, not of one in the news."""
    return scene.assessed is not None and scene.understanding.incident is None
