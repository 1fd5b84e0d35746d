"""The monthly fee, told apart from losses, fines and offers of compensation."""

import re

from bot.answering.understanding.numbers import THOUSANDS, WON_AMOUNT, parse_won

SMALLEST_FEE_KRW = 500
LARGEST_FEE_KRW = 2_000_000

_AMOUNT = rf"(?P<won>{WON_AMOUNT})"
_ENGLISH_AMOUNT = (
    rf"(?:₩|\bkrw\s?|\bw)?(?P<won>{THOUSANDS}|(?<![\d,.])\d[\d,]{{2,9}}(?<=\d)(?![\d.]))"
)
_WON = r"(?:원|won\b|krw\b)"
_FEE = (
    r"(?:통신비|통신요금|요금제|요금|구독료|이용료|사용료|회비|월정액|정액|정기\s?결제|정기권"
    r"|이용권|구독|폰비|인터넷비)"
)
_PARTICLE = r"(?:이|가|은|는|을|를|으로|로|도|만(?!\s?[일이삼사오육칠팔구천백\d]))?"
_MONTHLY = r"(?:매월|매달|(?<![가-힣\d])월|(?<!\d)월(?=\s?\d)|다달이|한\s?달(?:에|당)?)"
_NO_LOSS = (
    r"(?!\s?(?:정도|쯤|가량)?\s?(?:의|을|를|어치)?\s?(?:손해|피해|손실|배상|과태료|벌금|위약금"
    r"|도\s?아니|매출|날렸|날린|잃|벌|받았|받은|까지))"
)
_NOT_COUNTED = r"(?![월일년시분번회명개건배%])"
_NO_COUNT = r"(?!\s?(?:%|people|users|times|days|hours|minutes|months|years|mbps|gb|mb))"

_PATTERNS = (
    re.compile(
        rf"{_MONTHLY}\s?{_FEE}?{_PARTICLE}\s?[₩w]?\s?{_AMOUNT}\s?{_WON}?{_NO_LOSS}{_NOT_COUNTED}"
    ),
    re.compile(rf"₩?{_AMOUNT}\s?{_WON}?\s?(?:짜리|대)?\s?{_FEE}(?!제?\s?(?:환급|환불|반환|면제))"),
    re.compile(rf"{_FEE}{_PARTICLE}\s?(?:{_MONTHLY})?\s?₩?{_AMOUNT}\s?{_WON}{_NO_LOSS}"),
    re.compile(rf"₩?{_AMOUNT}\s?{_WON}?\s?(?:/|per|a|every|each)\s?(?:월|month\b|mo\b)"),
    re.compile(
        rf"(?:₩|\bkrw)\s?{_AMOUNT}\s?{_WON}?\s?(?:per|a|every|each|plan|monthly|subscription)\b"
    ),
    re.compile(
        r"(?:monthly|subscription|plan|bill|fee)\s?(?:fee|price|cost|plan)?\s?(?:of|is|was|:|=)?"
        rf"\s?₩?(?:krw\s?)?{_AMOUNT}\s?{_WON}"
    ),
    re.compile(rf"{_AMOUNT}\s?{_WON}\s?(?:monthly|plan|subscription)"),
    re.compile(
        rf"{_AMOUNT}\s?{_WON}\s?(?:씩)?\s?"
        r"(?:내고\s?(?:쓰|있|보)|내는\s?데|쓰는\s?데|자동결제|결제되)"
    ),
    re.compile(
        rf"{_ENGLISH_AMOUNT}\s?{_WON}?\s?(?:/|per|a|each|every|p)?\s?"
        r"(?:mo(?:nth)?(?:ly)?\b|pm\b|monthly)"
    ),
    re.compile(rf"\b(?:month|monthly)\s{_ENGLISH_AMOUNT}(?!\s?(?:people|users|times))"),
    re.compile(rf"{_ENGLISH_AMOUNT}\s?{_WON}?\s?(?:\w+ )?(?:plan|subscription|sub)\b"),
    re.compile(
        r"\b(?:plan|fee|(?<!card )bill|subscription|sub|premium|slim|line costs?|internet is"
        r"|(?:i|we) pay)"
        rf"\W{{0,3}}(?:is|are|was|of|costs)?\W{{0,2}}{_ENGLISH_AMOUNT}{_NO_COUNT}"
    ),
    re.compile(rf"{_ENGLISH_AMOUNT}\s?{_WON}?\s?is what (?:i|we) pay\b"),
    re.compile(rf"{_AMOUNT}\s?{_WON}\s?(?:매달|매월|달마다)"),
    re.compile(rf"{_AMOUNT}\s?{_WON}\s?(?:요금제|프리미엄|스탠다드|베이직)"),
    re.compile(
        rf"(?:프리미엄|스탠다드|베이직|에센셜|멤버십|기본료|기가\s?인터넷|부가\s?서비스)\s?{_AMOUNT}\s?{_WON}"
        rf"{_NO_LOSS}"
    ),
    re.compile(
        rf"{_AMOUNT}\s?{_WON}(?:인데|이면|이고|짜리면)?\s?,?\s?(?:그럼\s?)?얼마(?!나?\s?[손날])"
    ),
)
"""From the clearest to the least clear way to name a fee."""

_NOT_A_FEE = re.compile(
    r"(?:선불|매출|수입|벌이|월급|손해|피해|배상금|과태료|위약금|보상금?|월세)"
    r"\s?(?:이|가|은|는|을|로)?\s?$|\b(?:rent|lost|lose|salary|earn|penalty|fine|fined)\W(?:\w+\W)?$"
)
_BEFORE = 16


def find_monthly_fee(text: str) -> int | None:
    """Return the monthly fee in KRW, or None; `text` has dates, times and lengths blanked."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            before = text[max(0, match.start("won") - _BEFORE) : match.start("won")]
            amount = parse_won(match["won"])
            if SMALLEST_FEE_KRW <= amount <= LARGEST_FEE_KRW and not _NOT_A_FEE.search(before):
                return amount
    return None
