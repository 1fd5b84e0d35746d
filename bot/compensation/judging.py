"""Whether a rule is met by a case: surely, possibly or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.compensation.case import Case
from bot.compensation.model import Outage
from bot.compensation.rules import Rules
from bot.compensation.yielding import Gain, gains
from knowledge.rule_schema import Condition, Ground, Measure, Rule


class Met(Enum):
    """How a rule or one of its grounds is met."""

    YES = "yes"
    OPEN = "open"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one family of rules gives: its possible results, in the version that gives the most.

    None among `options` means that possibly nothing is granted. `why` names the missing fields
    that would settle what is open; `maybe` is the version of which that start is open.
    """

    rule: Rule
    options: tuple[Gain | None, ...]
    why: tuple[str, ...]
    edge: bool = False
    maybe: Rule | None = None

    @property
    def sure(self) -> bool:
        """Return whether something is granted in any case."""
        return None not in self.options

    @property
    def ends(self) -> tuple[Gain, Gain]:
        """Return the smallest and the largest result that grant something."""
        granted = [option for option in self.options if option is not None]
        granted.sort(key=lambda gain: gain.size)
        return granted[0], granted[-1]


@dataclass(frozen=True, slots=True)
class _Version:
    rule: Rule
    options: tuple[Gain | None, ...]
    why: tuple[str, ...]
    edge: bool


def findings(versions: Iterable[Rule], case: Case, day: date, rules: Rules) -> tuple[Finding, ...]:
    """Return what every family with a version in force on `day` gives; those that give nothing
    are left out.
    """
    families: dict[str, list[Rule]] = {}
    for rule in versions:
        families.setdefault(rule.family, []).append(rule)
    found = (_family(members, case, day, rules) for members in families.values())
    return tuple(finding for finding in found if finding is not None)


def _family(members: list[Rule], case: Case, day: date, rules: Rules) -> Finding | None:
    certain = [_judge(rule, case, rules) for rule in members if rule.in_force(day)][:1]
    possible = [_judge(rule, case, rules) for rule in members if rule.possible(day)][:1]
    versions = certain + possible
    options = [option for version in versions for option in version.options]
    if possible and not certain:
        options.append(None)
    if all(option is None for option in options):
        return None
    best = max(versions, key=_largest)
    why = tuple(reason for version in versions for reason in version.why)
    return Finding(
        rule=(certain or possible)[0].rule if _grants(certain) else best.rule,
        options=tuple(options),
        why=("terms_date", *why) if _differ(certain, possible) else why,
        edge=any(version.edge for version in versions),
        maybe=possible[0].rule if _differ(certain, possible) else None,
    )


def _grants(versions: list[_Version]) -> bool:
    return any(option is not None for version in versions for option in version.options)


def _differ(certain: list[_Version], possible: list[_Version]) -> bool:
    if not possible:
        return False
    return not certain or certain[0].options != possible[0].options


def _largest(version: _Version) -> tuple[bool, int, int]:
    sizes = [option.size for option in version.options if option is not None]
    return (bool(sizes), *max(sizes, default=(0, 0)))


def _judge(rule: Rule, case: Case, rules: Rules) -> _Version:
    met = _meets(rule, case)
    unclear = _unclear(rule, case.outage)
    if met is Met.NO or excluded(rule, case.outage):
        return _Version(rule, (None,), (), edge=False)
    whole_month = met is Met.OPEN or _whole_month(rule, case)
    options = gains(rule, case, rules, whole_month=whole_month)
    why: tuple[str, ...] = ("maintenance",) if len(options) > 1 and None in options else ()
    if met is Met.OPEN:
        why = (_open_field(rule, case), *why)
    if unclear:
        why = ("fault", *why)
    if met is Met.OPEN or unclear:
        options = (*options, None)
    return _Version(rule, options, why, edge=met is Met.OPEN)


def _meets(rule: Rule, case: Case) -> Met:
    if not rule.grounds:
        return Met.YES
    states = {_ground(ground, case) for ground in rule.grounds}
    return next(state for state in Met if state in states)


def _ground(ground: Ground, case: Case) -> Met:
    if ground.gross_negligence and not case.outage.gross_negligence:
        return Met.NO
    value = case.measure(ground)
    if ground.comparator.holds(value, ground.value):
        return Met.OPEN if _counts_blindly(ground, case) else Met.YES
    if ground.edge == "open" and _on_the_edge(ground, case, value):
        return Met.OPEN
    return Met.NO


def _counts_blindly(ground: Ground, case: Case) -> bool:
    """Return whether outages were counted without knowing that each was long enough to count."""
    return ground.measure is Measure.MONTH_COUNT and case.outage.minutes is None


def _on_the_edge(ground: Ground, case: Case, value: int) -> bool:
    if ground.measure is Measure.DAY_TOTAL:
        return ground.comparator.holds(case.minutes, ground.value)
    return value == ground.value


def _whole_month(rule: Rule, case: Case) -> bool:
    return any(
        ground.measure is Measure.MONTH_TOTAL and _ground(ground, case) is Met.YES
        for ground in rule.grounds
    )


def _open_field(rule: Rule, case: Case) -> str:
    """Return what would settle a ground that is open."""
    if any(_counts_blindly(ground, case) for ground in rule.grounds):
        return "minutes"
    by_day = any(ground.measure is Measure.DAY_TOTAL for ground in rule.grounds)
    return "day_total_minutes" if by_day else "month_total_minutes"


def _circumstances(rule: Rule, outage: Outage) -> tuple[tuple[Condition, bool | None], ...]:
    return (
        (rule.announced, outage.announced),
        (rule.force_majeure, outage.force_majeure),
        (rule.order_logged, outage.order_logged),
    )


def excluded(rule: Rule, outage: Outage) -> bool:
    """Return whether a circumstance of the outage keeps the rule from applying."""
    return any(
        (asked is Condition.YES and not given) or (asked is Condition.NO and bool(given))
        for asked, given in _circumstances(rule, outage)
    )


def _unclear(rule: Rule, outage: Outage) -> bool:
    return any(
        asked is Condition.UNCLEAR and bool(given) for asked, given in _circumstances(rule, outage)
    )
