"""Tables of the evaluation, for the terminal and for the saved report."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from tests.evaluation.measures import Outcome, measure
from tests.evaluation.questions import Case

Row = tuple[str, Mapping[str, float]]
Judged = tuple[Case, Outcome]


def markdown(title: str, rows: Sequence[Row]) -> str:
    """Return a Markdown table with one column for each measure."""
    columns = list(dict.fromkeys(name for _, values in rows for name in values))
    head = f"| {title} | {' | '.join(columns)} |"
    rule = f"| --- |{' ---: |' * len(columns)}"
    body = (f"| {name} | {' | '.join(_cells(values, columns))} |" for name, values in rows)
    return "\n".join([head, rule, *body, ""])


def grouped(judged: Iterable[Judged], key: Callable[[Case], str]) -> list[Row]:
    """Return the measures of each group of questions."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for case, outcome in judged:
        groups[key(case)].append(outcome)
    return [
        (name, {"questions": len(outcomes), **measure(outcomes)})
        for name, outcomes in sorted(groups.items())
    ]


def _cells(values: Mapping[str, float], columns: Sequence[str]) -> list[str]:
    return [_cell(values.get(column)) for column in columns]


def _cell(value: float | None) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:.3f}"
