"""Reads what a text says yes or no to: compensation, refunds, notice, penalties and the like.

Words for the same thing share a topic. A sentence may only say of a topic what its sources say of
it in the clause that is most like it; "받을 수 없어요" must not become "받을 수 있어요".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.answering.writing.checking.stems import stems
from bot.answering.writing.values.extract import fold

_TOPICS = {
    "damages": r"손해배상|배상|보상|compensat\w*|damages",
    "refund": r"환불|환급|반환|돌려[ 주받드]\w*|돌려받|refund\w*|reimburse\w*",
    "reduce": r"감면|깎|차감|할인|credit\w*|discount\w*",
    "extend": r"연장|늘려|늘리|늘어|extend\w*|extension|made up",
    "notice": r"고지|통지|알리[^나]|알려야|알릴|알렸|공지|예고|notif\w*|notice|announc\w*|inform\w*",
    "duty": r"의무|해야|duty|duties|obligat\w*|must|have to|has to",
    "liable": r"책임|liab\w*|responsib\w*|at fault",
    "cancel": r"해지|해제|철회|cancel\w*|terminat\w*|withdraw\w*",
    "penalty": r"위약금|할인반환금|penalt\w*|clawback|termination fee",
    "fine": r"과태료|과징금|벌금|\bfine[sd]?\b|sanction\w*",
    "criminal": r"형사|처벌|고소|징역|criminal|prosecut\w*|prison",
    "mediation": r"분쟁조정|조정 ?신청|조정을|구제 ?신청|피해구제|mediat\w*",
    "court": r"소송|판결|판례|lawsuit|\bsue[ds]?\b|ruling|\bruled\b|precedent",
    "binding": r"강제|구속력|binding|enforce[ad]\w*",
    "void": r"무효|void|invalid",
    "distress": r"위자료|정신적|distress|solatium",
    "proof": r"증명|입증|증빙|prove[sn]?\b|proof",
}
_INHERENT = {
    (
        "automatic",
        True,
    ): r"자동|automatic\w*|신청하지 않아도|청구하지 않아도|신청 없이|without (?:a claim|applying|claiming)",
    (
        "automatic",
        False,
    ): r"(?:신청|청구)(?:을|를)? ?(?:해야|하셔야|하여야)|직접 (?:신청|청구)|(?:신청|청구)한 (?:고객|이용자|사람)"
    r"|(?:신청|청구)하면|고객이 청구|on (?:the customer's )?claim|must (?:claim|apply|ask)|only if you (?:claim|apply)|have to (?:claim|apply)",
    (
        "outcome",
        True,
    ): r"승소|이겼|인정(?:했|됐|되었|하였|받)|받아들였|won\b|upheld the claim|awarded",
    ("outcome", False): r"패소|졌|기각|각하|받아들이지 않|dismiss\w*|rejected|lost\b",
    ("paid", True): r"유료|paid (?:service|plan|user|member|product)\w*",
    (
        "paid",
        False,
    ): r"무료 ?(?:서비스|이용자|메신저|회원|로 쓰|라서|라도|면|인|도|는|여서)|free (?:service|user|messenger|of charge)\w*",
    ("can", True): r"수 있|\b(?:can|may|could)\b(?! not)",
    ("can", False): r"수 없|수는 없|\b(?:cannot|can't|can not|may not|could not)\b",
    ("intact", True): r"(?:그대로|여전히) (?:유지|적용)|still (?:applies|in force)",
    ("intact", False): r"폐지|repeal\w*|abolish\w*",
}
_PRESENT = frozenset(
    {"paid", "fine", "criminal", "court", "distress", "mediation", "penalty", "void"}
)
"""Topics that a sentence may not bring up unless its sources do."""

_NEGATOR_KO = re.compile(
    r"않|아니|아닌|아닙|못하|못 |못해|없|안 ?(?:돼|되|됩|내|해)|면제|면책|제외|예외|불가|말고|말아|어렵|어려|기각|거절|무료로 해지"
)
_NOT_NEGATOR_KO = re.compile(
    r"뿐(?:만)? 아니라|틀림없|지 않을까|못지않|끊임없|관계없이|상관없이|빠짐없이|없이도|제한 없이|지체 없이|지체없이"
)
_NEGATOR_EN = re.compile(
    r"\bnot\b|n't\b|\bno\b(?! (?:more|less|later|longer than))|\bnever\b|\bcannot\b|\bnone\b|\bnothing\b|\bneither\b|\bnor\b"
    r"|\bexempt\w*|\bexclud\w*|\bwaive[ds]?\b|\brefus\w*|\bunlikely\b|\bunable\b|\bwithout\b|\bexcept\w*"
)
_NOT_NEGATOR_EN = re.compile(
    r"\bnot only\b|\bwhether or not\b|\bwithout delay\b|\bno matter\b|\bnot just\b|\bif not\b"
)
_CLAUSE = re.compile(
    r"(?<=지만)[ ,]|(?<=는데)[ ,]|(?<=은데)[ ,]|(?<=인데)[ ,]|(?<=으며) |(?<=하며) |(?<=하고) |(?<=되고) |(?<=이고) "
    r"|(?<=았고) |(?<=었고) |(?<=했고) |(?<=없고) |(?<=있고) |(?<=않고) |(?<=면)[ ,]|(?<=니까) |(?<=므로) |(?<=해도) |(?<=어도) "
    r"|(?<=라도) |(?<=라서) |(?<=어서) |(?<=경우)[ ,]|(?<=경우에는) |(?<=경우에) |(?<=때는) |(?<=때)[ ,]|(?<=늦게) |(?<=, )|[;:.](?= |$)|(?<=고), "
    r"|, (?=but|and|so|while|which|if|unless|even)| but | and (?=[a-z]+ (?:not|no|is|are|was|were|must|may|can)\b)| while | because "
    r"| unless | if | when | even when | even if "
)
_COMPOUND_GAP = 6
_CONDITIONAL = re.compile(
    r"(?:(?:으|이|라|다|하|되|가|나|기|지|보|주|오|치|있|없|않|했|됐|넘|길|짧|끊기|았|었|였)면)(?:[ ,]|$)|[가-힣]면 |경우|때(?:는|만|에|,| )|려면|따라|조건"
    r"|\bif\b|\bwhen\b|\bunless\b|\bwhere\b|depend|provided that|\bin case\b|\bonce\b"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One topic in one clause: whether it is affirmed, and the stems around it."""

    topic: str
    affirmed: bool
    context: frozenset[str]


def conditional(text: str) -> bool:
    """Return whether a sentence speaks of a case rather than of the user's own."""
    return bool(_CONDITIONAL.search(fold(text)))


def statements(text: str) -> tuple[Statement, ...]:
    """Return what a text affirms or denies, clause by clause."""
    return tuple(_statements(fold(text)))


def brings_up(text: str) -> frozenset[str]:
    """Return the topics of a text that its sources must share."""
    return frozenset(s.topic for s in statements(text)) & _PRESENT


def _statements(text: str) -> Iterator[Statement]:
    before = ""
    for clause in filter(None, map(str.strip, _CLAUSE.split(text))):
        context = stems(f"{before} {clause}") if len(stems(clause)) < _FEW else stems(clause)
        yield from _clause_statements(clause, context)
        before = clause


_FEW = 3
_WHOLE = "whole clause"
_NEED_LIKENESS = {_WHOLE: 0.7, "can": 0.5}
"""Topics that only contradict a clause sharing at least this share of the claim's stems."""


def _clause_statements(clause: str, context: frozenset[str]) -> Iterator[Statement]:
    yield from _inherent(clause, context)
    hits = _hits(clause)
    negators = _negators(clause)
    yield Statement(_WHOLE, len(negators) % 2 == 0, context)
    for (topic, start, _), reach in zip(hits, _reaches(hits, clause), strict=True):
        count = sum(_touches(where, forward, start, reach) for where, forward in negators)
        yield Statement(topic, count % 2 == 0, context)


def _inherent(clause: str, context: frozenset[str]) -> Iterator[Statement]:
    for (topic, affirmed), pattern in _INHERENT_RE.items():
        if re.search(pattern, clause):
            yield Statement(topic, affirmed, context)


_INHERENT_RE = {key: re.compile(pattern) for key, pattern in _INHERENT.items()}
_TOPIC_RE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _TOPICS.items()))

Hit = tuple[str, int, int]


def _hits(clause: str) -> list[Hit]:
    return [(m.lastgroup or "", m.start(), m.end()) for m in _TOPIC_RE.finditer(clause)]


def _reaches(hits: list[Hit], clause: str) -> list[tuple[int, int]]:
    """How far each topic's negation may stand: to the next topic that is not part of a compound."""
    if not hits:
        return []
    ends = [len(clause)]
    for (_, _, end), (_, start, _) in reversed(list(pairwise(hits))):
        ends.append(
            ends[-1]
            if start - end <= _COMPOUND_GAP and clause[end:start].strip() in _LINKS
            else start
        )
    return [(end, reach) for (_, _, end), reach in zip(hits, reversed(ends), strict=True)]


_LINKS = (
    "",
    "을",
    "를",
    "이",
    "가",
    "의",
    "할",
    "해",
    "받을",
    "하거나",
    "이나",
    "·",
    "과",
    "와",
    "or",
    "of",
    "할 ",
    "으로",
)


def _negators(clause: str) -> list[tuple[int, bool]]:
    """Where the negators of a clause stand, and whether they reach forward (English)."""
    korean = _NOT_NEGATOR_KO.sub(lambda m: "¦" * len(m[0]), clause)
    english = _NOT_NEGATOR_EN.sub(lambda m: "¦" * len(m[0]), clause)
    return [(m.start(), False) for m in _NEGATOR_KO.finditer(korean)] + [
        (m.start(), True) for m in _NEGATOR_EN.finditer(english)
    ]


def _touches(where: int, english: bool, start: int, reach: tuple[int, int]) -> bool:
    """A Korean negator follows its topic; an English one stands before or after it."""
    end, limit = reach
    return end <= where < limit or (english and where < start)


def contradicted(claimed: Statement, sources: tuple[Statement, ...], *, flipped: bool) -> bool:
    """Return whether the sources' clauses most like the claim say the opposite of it.

    `flipped` claims state the opposite case ("under 2 hours" for "from 2 hours").
    """
    same = [source for source in sources if source.topic == claimed.topic]
    if not same:
        return False
    best = max(len(source.context & claimed.context) for source in same)
    if best < max(_FEW, _NEED_LIKENESS.get(claimed.topic, 0) * len(claimed.context)) and (
        claimed.topic in _NEED_LIKENESS
    ):
        return False
    closest = [s for s in same if len(s.context & claimed.context) == best]
    wanted = claimed.affirmed is not flipped
    return all(source.affirmed is not wanted for source in closest)
