"""Reads the answer to something the bot asked back ("3시간", "33000", "무료요")."""

import re
from typing import Any

from bot.answering.understanding.lengths import find_lengths
from bot.answering.understanding.numbers import NATIVE, WON_AMOUNT, parse_native, parse_won
from knowledge.schema import Category

_LONGEST_REPLY = 30
_YES = re.compile(
    r"^(?:네|넵|넹|예|응|어)(?:[\s,.!요]|$)|^(?:ㅇㅇ|그래|맞아|맞습|있었|했어|yes|yeah|yep)|^[yㅇ]$"
)
_NO = re.compile(r"^(?:아니|아뇨|아뇽|아닌|ㄴㄴ|노$|no\b|nope|n$|ㄴ$|없었|안\s?했)")
_DECLINED = re.compile(r"모르|몰라|모름|글쎄|기억\s?안|건너|패스|don'?t know|not sure|no idea|skip")
_AMOUNT = re.compile(rf"(?P<won>{WON_AMOUNT})\s?(?:원|won|krw)?")
_NUMBER = re.compile(
    rf"^(?:약|한|대략)?\s?(?P<n>\d{{1,4}}(?:\.\d{{1,4}})?|{NATIVE})\s?(?:시간)?(?:요|정도|쯤|$)"
)
_SERVICES = (
    (Category.PHONE, re.compile(r"집\s?전화|유선\s?전화|인터넷\s?전화|landline")),
    (Category.IPTV, re.compile(r"iptv|아이피|티비|tv|셋톱")),
    (Category.BROADBAND, re.compile(r"인터넷|와이파이|wi-?fi|internet|broadband")),
    (Category.MOBILE, re.compile(r"폰|휴대|핸드|모바일|데이터|mobile|phone|cell")),
)
_PAID = re.compile(r"유료|돈\s?(?:내|냈)|구독|프리미엄|paid|premium|pay")
_FREE = re.compile(
    r"무료(?!\S{0,2}\s?아니)|공짜(?!\S{0,2}\s?아니)|안\s?내|유료\S{0,2}\s?아니"
    r"|(?<!not )free|not paid"
)
_UNANNOUNCED = re.compile(
    r"공지\S{0,2}\s?(?:없|안|아니)|없었|갑자기|예고\s?없|not announced|no notice|unannounced"
)
_ANNOUNCED = re.compile(r"공지|예고|미리|점검|announced|notice|planned")
_HOUR = 60
_SMALLEST_FEE_KRW = 100


def is_declined(text: str) -> bool:
    """Return whether a reply says that the user does not know."""
    return bool(_DECLINED.search(text))


def read_reply(field: str, text: str) -> dict[str, Any] | None:
    """Return what a normalised reply says about the outage field asked for.

    An empty dict means "I don't know"; None that the text is no answer to the question.
    """
    if len(text) > _LONGEST_REPLY:
        return None
    if is_declined(text):
        return {}
    value = _READERS[field](text) if field in _READERS else None
    return None if value is None else {"category" if field == "service" else field: value}


def _minutes(text: str) -> int | None:
    lengths = find_lengths(text)
    said = lengths.minutes or lengths.month_total_minutes
    if said is not None:
        return said
    if re.fullmatch(r"하루|하루요|하루\s?정도", text):
        return 24 * _HOUR
    match = _NUMBER.match(text)
    if match is None:
        return None
    number = match["n"]
    return round(float(number) * _HOUR) if number[0].isdigit() else parse_native(number) * _HOUR


def _fee(text: str) -> int | None:
    match = _AMOUNT.search(text)
    if match is None:
        return None
    amount = parse_won(match["won"])
    return amount if amount >= _SMALLEST_FEE_KRW else None


def _yes_no(yes: re.Pattern[str], no: re.Pattern[str], text: str) -> bool | None:
    """What is said outright ("아니 미리 공지했어요") outweighs a yes or no before it."""
    if no.search(text):
        return False
    if yes.search(text):
        return True
    if _NO.search(text):
        return False
    return True if _YES.search(text) else None


def _negligence(text: str) -> bool | None:
    return _yes_no(re.compile(r"중과실|고의|중대한|gross"), re.compile(r"아니|아닌|아뇨|not"), text)


def _service(text: str) -> Category | None:
    return next((category for category, words in _SERVICES if words.search(text)), None)


_READERS = {
    "minutes": _minutes,
    "month_total_minutes": _minutes,
    "monthly_fee_krw": _fee,
    "paid": lambda text: _yes_no(_PAID, _FREE, text),
    "announced": lambda text: _yes_no(_ANNOUNCED, _UNANNOUNCED, text),
    "gross_negligence": _negligence,
    "service": _service,
}
