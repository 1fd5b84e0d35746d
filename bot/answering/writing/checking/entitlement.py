"""Does a sentence agree with the finished assessment about what the user may get?"""

import re

from bot.answering.writing.checking.case import Case
from bot.answering.writing.checking.lexicon import PAST
from bot.answering.writing.checking.names import squeeze
from bot.answering.writing.checking.reason import Reason
from bot.answering.writing.checking.topics import conditional
from bot.answering.writing.sentences import Sentence
from bot.answering.writing.values.extract import find_values, fold
from bot.answering.writing.values.model import Kind
from bot.compensation.model import Eligible, EntitlementKind

_GAIN = (
    r"(?:손해배상|배상|보상|환불|환급|반환|감면|연장|보상금|배상금|할인|돌려|위약금 없이|\d원|금액)"
)
_GAIN_NAMED = re.compile(
    rf"{_GAIN}|compensat|refund|damages|credit|claim|extension|cancel|reimburse|won\b|krw|owed"
)
_GRANTS = re.compile(
    rf"{_GAIN}[^.?!]{{0,24}}?(?:받을 수 있|받으실 수 있|청구할 수 있|청구하실 수 있"
    rf"|요구할 수 있|요구하실 수 있|해지할 수 있"
    r"|할 수 있|가능(?:해|합|한|하)|대상이(?:에요|고|며|라| 돼| 됩)|대상입|대상에 (?:해당"
    r"|들어|포함)|받아요|받습니다|받으세요|받으시면"
    r"|자격이 (?:있|돼))"
    r"|(?:받을 수 있|청구할 수 있|받으실 수 있)(?:어요|습니다|는 경우|을 것)"
    r"|you (?:can|may|could|are able to|are entitled to|have a right to|have the right to"
    r"|qualify for|are eligible)[^.]{0,40}"
    r"(?:compensat|refund|damages|credit|claim|extension|cancel|reimburse|won\b|krw)"
    r"|(?:must|has to|have to) (?:pay|compensate|refund|reimburse) you|\bowes? you"
    r"|you (?:are|'re) (?:owed|due|entitled|eligible)|entitles you|(?:compensation|refund"
    r"|damages) (?:is|are) (?:available|due|owed|payable)"
)
_DENIES = re.compile(
    rf"{_GAIN}[^.?!]{{0,24}}?(?:받을 수 없|받으실 수 없|청구할 수 없|청구하실 수 없"
    rf"|요구할 수 없|할 수 없|불가|대상이 아니"
    rf"|대상은 아니|안 돼|안 됩|어려워|어렵"
    r"|받지 못|해당하지 않|해당되지 않|기대하기|없어요|없습니다|제외)"
    r"|(?:받을|청구할|요구할) 수 (?:있는 )?(?:것|게|건|보상|배상|돈)?[은는이가]? ?없"
    r"|you (?:can't|cannot|can not|are not|aren't|may not|won't|will not|do not|don't"
    r"|have no)[^.]{0,40}"
    r"(?:compensat|refund|damages|credit|claim|entitled|eligible|qualify|right|owed|cancel)"
    r"|\bno (?:compensation|refund|damages|entitlement)|nothing (?:is|can be|to) (?:owed"
    r"|due|claim|claimed)"
    r"|(?:compensation|refund|damages) (?:is|are) not (?:available|due|owed|payable)"
)
_OWN = re.compile(
    r"이번|이 경우|이런 경우|고객님|귀하|님은|님의|질문하신|말씀하신|겪으신|쓰시|당신"
    r"|\byou\b|\byour\b|\byou're\b"
    r"|this (?:outage|case|time)"
)
_YES = re.compile(r"(?:네|예|맞아요)[,. ]|yes\b")
_NO = re.compile(r"(?:아니요|아니오|아뇨|안타깝게도|아쉽지만)[,. ]|(?:no|nothing|unfortunately)\b")
_HAPPENED = re.compile(
    rf"{PAST}(?:어요|습니다|다고 (?:봤|해|했|보도)[가-힣]*)[.!?]?$"
    r"|\b(?:was|were|did|had|gave|paid|received)\b"
)
"""Tells what happened to others once, which is no verdict on the user's own case."""

_VOLUNTARY = re.compile(
    r"자율|재량|자발|선의|요청해 ?볼|문의해 ?볼|요구해 ?볼|voluntar|goodwill|discretion|ask whether"
)
_HEDGED = re.compile(
    r"달라|따라|확인돼야|알려 ?주시면|수도 있|depends?\b|may or may not|once we know"
)
_KINDS = {
    EntitlementKind.DAMAGES: r"손해배상|배상|보상|damages|compensat",
    EntitlementKind.REFUND: r"반환|환불|환급|돌려|빠져|빼|refund|off the bill|taken off|returned",
    EntitlementKind.EXTENSION: r"연장|늘려|늘어|extension|extended|extend",
    EntitlementKind.CANCEL_RIGHT: r"해지|cancel",
    EntitlementKind.VOLUNTARY: r"재량|자율|쿠폰|voluntar|goodwill",
}


def entitlement_problem(sentence: Sentence, case: Case, *, headline: bool) -> Reason | None:
    """Return VERDICT where the sentence contradicts the assessment, or WRONG_KIND, or None."""
    if case.eligible is None or squeeze(sentence.text).rstrip(".") in case.assessment.squeezed:
        return None
    plain = fold(sentence.text)
    if _contradicts(plain, case.eligible, cited=bool(sentence.cites), headline=headline):
        return Reason.VERDICT
    return _kind_problem(sentence, plain, case)


def _contradicts(plain: str, eligible: Eligible, *, cited: bool, headline: bool) -> bool:
    if conditional(plain) and not headline:
        return False
    settles = headline and bool(_GAIN_NAMED.search(plain)) and not _HAPPENED.search(plain)
    denies = bool(_DENIES.search(plain)) or (settles and bool(_NO.match(plain)))
    grants = not denies and bool(_GRANTS.search(plain) or (settles and _YES.match(plain)))
    own = headline or not cited or bool(_OWN.search(plain))
    if eligible is Eligible.YES:
        return denies and own
    if eligible is Eligible.NO:
        return grants and not _VOLUNTARY.search(plain)
    return (grants or denies) and own and not (_HEDGED.search(plain) or conditional(plain))


def _kind_problem(sentence: Sentence, plain: str, case: Case) -> Reason | None:
    """An assessed amount may not be given to another kind of entitlement."""
    amounts = {v.key[1] for v in find_values(sentence.text) if v.kind is Kind.MONEY}
    owners = {
        e.kind for e in case.entitlements if e.amount_krw in amounts or e.amount_max_krw in amounts
    }
    named = {kind for kind, words in _KINDS.items() if re.search(words, plain)}
    return Reason.WRONG_KIND if owners and named and not owners & named else None
