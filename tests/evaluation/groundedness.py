"""How well a chat model's replies rest on their sources, judged by the verifier.

Groundedness is the share of sentences that may be shown. Citation recall is the share of cited
sentences that their citations carry; citation precision the share of citations that carry
something: without them the sentence would fall, or with them alone it stands.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.answering.answerer import Answerer
from bot.answering.writing.checking import Case, Reader
from tests.evaluation.replies import Placed, case_of, load_replies
from tests.unit.writing.recordings import adversarial, loose
from tests.unit.writing.scenes import reader


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence; `ok` says that it holds no slip, `useful` counts citations that carry it."""

    ok: bool
    kept: bool
    cites: int
    useful: int


def judge(name: str, answerer: Answerer, checker: Reader) -> Iterator[Judged]:
    """Yield the verifier's judgement of every sentence of a file of replies."""
    for reply in load_replies(name):
        case = case_of(reply, answerer, checker)
        for one in reply.sentences:
            kept, cites = one.problem(case) is None, one.sentence.cites
            useful = sum(_carries(one, case, n) for n in cites) if kept else 0
            yield Judged(one.line.ok, kept, len(cites), useful)


def measure(judged: Iterable[Judged]) -> Mapping[str, float]:
    """Return groundedness, citation recall and citation precision."""
    judged = list(judged)
    cited = [one for one in judged if one.cites]
    given = sum(one.cites for one in cited)
    return {
        "groundedness": _share(sum(one.kept for one in judged), len(judged)),
        "citation recall": _share(sum(one.kept for one in cited), len(cited)),
        "citation precision": _share(sum(one.useful for one in cited), given),
    }


def report(answerer: Answerer) -> str:
    """Return, as a list, the measures of careful and careless replies and of single sentences."""
    checker = reader()
    lines = []
    for name in ("careful", "unseen_careful"):
        careful = list(judge(name, answerer, checker))
        lines += [f"{name} replies, {of}: {value:.3f}" for of, value in measure(careful).items()]
        lines.append(f"{name} replies, faithful sentences dropped: {_dropped(careful, ok=True)}")
    for name in ("careless", "unseen_careless"):
        careless = list(judge(name, answerer, checker))
        lines.append(f"{name} replies, slips caught: {_dropped(careless, ok=False)}")
        lines.append(f"{name} replies, faithful sentences dropped: {_dropped(careless, ok=True)}")
    dangerous = adversarial()
    caught = sum(bool(one.reasons) and all(one.reasons) for one in dangerous)
    lines.append(f"dangerous outputs caught: {caught} of {len(dangerous)}")
    dropped = sum(any(one.reasons) for one in loose())
    lines.append(f"loose paraphrases dropped: {dropped} of {len(loose())}")
    reasons = Counter(str(reason) for one in dangerous for reason in one.reasons)
    lines.append(", ".join(f"{reason} {count}" for reason, count in reasons.most_common()))
    return "\n".join(f"- {line}" for line in lines)


def _dropped(judged: Iterable[Judged], *, ok: bool) -> str:
    some = [one for one in judged if one.ok is ok]
    return f"{sum(not one.kept for one in some)} of {len(some)}"


def _carries(one: Placed, case: Case, n: int) -> bool:
    others = tuple(cite for cite in one.sentence.cites if cite != n)
    without = replace(one, sentence=replace(one.sentence, cites=others))
    alone = replace(one, sentence=replace(one.sentence, cites=(n,)))
    return without.problem(case) is not None or alone.problem(case) is None


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
