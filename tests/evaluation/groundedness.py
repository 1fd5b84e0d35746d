"""How well recorded model outputs rest on their sources, judged by the verifier.

Groundedness is the share of sentences that may be shown. Citation recall is the share of cited
sentences that their citations carry; citation precision the share of citations that carry
something: without them the sentence would fall, or with them alone it stands.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.answering.writing.checking import check
from bot.answering.writing.sentences import Sentence
from tests.unit.writing.recordings import Recorded, adversarial, beyond, case_of, good


@dataclass(frozen=True, slots=True)
class Judged:
    """One recorded sentence; `useful` counts those of its citations that carry something."""

    kept: bool
    cites: int
    useful: int


def judge(recorded: Iterable[Recorded]) -> Iterator[Judged]:
    """Yield the verifier's judgement of every sentence."""
    for one in recorded:
        for sentence in one.sentences:
            kept = _stands(one, sentence)
            useful = sum(_carries(one, sentence, n) for n in sentence.cites) if kept else 0
            yield Judged(kept, len(sentence.cites), useful)


def measure(recorded: Iterable[Recorded]) -> Mapping[str, float]:
    """Return groundedness, citation recall and citation precision."""
    judged = list(judge(recorded))
    cited = [one for one in judged if one.cites]
    given = sum(one.cites for one in cited)
    return {
        "groundedness": _share(sum(one.kept for one in judged), len(judged)),
        "citation recall": _share(sum(one.kept for one in cited), len(cited)),
        "citation precision": _share(sum(one.useful for one in cited), given),
    }


def report() -> str:
    """Return, as a list, the measures of the good outputs and what became of the dangerous."""
    dangerous = adversarial()
    caught = [one for one in dangerous if one.reasons and all(one.reasons)]
    lines = [f"{name}: {value:.3f}" for name, value in measure(good()).items()]
    lines.append(f"dangerous outputs caught: {len(caught)} of {len(dangerous)}")
    lines.append(f"known to slip through: {len(beyond())}")
    reasons = Counter(str(reason) for one in caught for reason in one.reasons)
    lines.append(", ".join(f"{reason} {count}" for reason, count in reasons.most_common()))
    return "\n".join(f"- {line}" for line in lines)


def _stands(one: Recorded, sentence: Sentence) -> bool:
    return check(sentence, case_of(one.scene), headline=one.headline) is None


def _carries(one: Recorded, sentence: Sentence, n: int) -> bool:
    others = tuple(cite for cite in sentence.cites if cite != n)
    needed = not _stands(one, replace(sentence, cites=others))
    return needed or _stands(one, replace(sentence, cites=(n,)))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
