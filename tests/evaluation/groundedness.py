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
from tests.evaluation.replies import PROOFS, Placed, case_of, load_replies, rows_in
from tests.unit.writing.recordings import adversarial, loose
from tests.unit.writing.scenes import reader


@dataclass(frozen=True)
class Judged:
    """What becomes of one sentence; the verifier lets it pass when it is `kept`."""

    placed: Placed
    case: Case
    kept: bool

    @property
    def ok(self) -> bool:
        """Return whether it holds no slip."""
        return self.placed.line.ok

    @property
    def sure(self) -> bool:
        """Return whether the verifier lets it pass with nobody to read it again."""
        return self.kept and self.placed.problem(replace(self.case, read_once=True)) is None

    @property
    def sent(self) -> bool:
        """Return whether proofreading does not doubt it either."""
        return self.kept and not self.placed.doubted

    @property
    def cites(self) -> tuple[int, ...]:
        """Return its citations."""
        return self.placed.sentence.cites

    @property
    def useful(self) -> int:
        """Return how many of its citations carry something."""
        return sum(_carries(self.placed, self.case, n) for n in self.cites) if self.kept else 0


def judge(name: str, answerer: Answerer, checker: Reader) -> Iterator[Judged]:
    """Yield what becomes of every sentence of a file of replies."""
    for reply in load_replies(name):
        case = case_of(reply, answerer, checker)
        for one in reply.sentences:
            yield Judged(one, case, one.problem(case) is None)


def measure(judged: Iterable[Judged]) -> Mapping[str, float]:
    """Return groundedness, citation recall and citation precision."""
    judged = list(judged)
    cited = [one for one in judged if one.cites]
    given = sum(len(one.cites) for one in cited)
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
    for name in ("careless", "unseen_careless", "subtle"):
        careless = list(judge(name, answerer, checker))
        lines.append(f"{name} replies, slips caught: {_dropped(careless, ok=False)}")
        lines.append(f"{name} replies, faithful sentences dropped: {_dropped(careless, ok=True)}")
    lines += _proofs()
    dangerous = adversarial()
    caught = sum(bool(one.reasons) and all(one.reasons) for one in dangerous)
    lines.append(f"dangerous outputs caught: {caught} of {len(dangerous)}")
    dropped = sum(any(one.reasons) for one in loose())
    lines.append(f"loose paraphrases dropped: {dropped} of {len(loose())}")
    reasons = Counter(str(reason) for one in dangerous for reason in one.reasons)
    lines.append(", ".join(f"{reason} {count}" for reason, count in reasons.most_common()))
    return "\n".join(f"- {line}" for line in lines)


def _dropped(judged: Iterable[Judged], *, ok: bool) -> str:
    """Count by the verifier alone, with proofreading after it, and where it must be surer."""
    some = [one for one in judged if one.ok is ok]
    kept, sent, sure = (
        sum(not passes for passes in each)
        for each in zip(*((one.kept, one.sent, one.sure) for one in some), strict=True)
    )
    return f"{kept} of {len(some)}, {sent} with proofreading, {sure} when read once"


def _proofs() -> Iterator[str]:
    """What proofreading alone said of single sentences."""
    for name in ("sentences", "attacks"):
        rows = rows_in(PROOFS / f"{name}.jsonl")
        doubted = Counter(row["good"] for row in rows if not row["carried"])
        of = Counter(row["good"] for row in rows)
        yield (
            f"{name}, proofreading alone: {doubted[False]} of {of[False]} misleading ones caught, "
            f"{doubted[True]} of {of[True]} faithful ones doubted"
        )


def _carries(one: Placed, case: Case, n: int) -> bool:
    others = tuple(cite for cite in one.sentence.cites if cite != n)
    without = replace(one, sentence=replace(one.sentence, cites=others))
    alone = replace(one, sentence=replace(one.sentence, cites=(n,)))
    return without.problem(case) is not None or alone.problem(case) is None


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
