"""How long an outage took, how long and how often in the month."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.understanding.intents import says_outage
from bot.answering.understanding.numbers import NATIVE, SINO, parse_native, parse_sino
from bot.answering.understanding.text import Span

_HOUR = 60
_DAY = 24 * _HOUR
_SPELT_DAYS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8,
    "아흐레": 9, "열흘": 10, "보름": 15, "일주일": 7,
}  # fmt: skip
_ENGLISH = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty": 40, "forty five": 45, "fifty": 50, "sixty": 60,
    "ninety": 90, "half an": 0.5, "half a": 0.5, "a quarter of an": 0.25, "quarter of an": 0.25,
    "three quarter of an": 0.75, "all": 1, "the whole": 1, "a full": 1,
}  # fmt: skip
_LARGEST_BARE_MINUTES = 90
""""45m" is a length, "500m" the speed of a line."""

_VAGUE = re.compile(
    rf"(?:몇|한\s?두|두\s?세|세\s?네|서너|너댓|네\s?다섯|대여섯|수)\s?(?:십\s?)?(?:시간|분|일)"
    rf"|하루\s?(?:에|치|빨리|만에|이틀|하루|\d(?!\d?\s?시간)|전|뒤|후|어치|벌이|매출|일|장사|평균)|며칠"
    rf"|(?:\d{{1,4}}|{NATIVE})\s?분\s?(?:의|기|들|이서|께|중)|\d{{1,4}}\s?분(?:쯤)?\s?거리"
)
_KOREAN = re.compile(
    rf"(?:(?P<days>\d{{1,4}})\s?일\s?(?:하고|과|이랑)?\s?(?=\d{{1,4}}\s?시간))?"
    rf"(?:(?<!\d)(?<!\d\.)(?P<h>\d{{1,4}}(?:\.\d{{1,4}})?)|(?P<hn>(?<![가-힣])(?:{NATIVE}|{SINO})"
    rf"|{NATIVE}))\s?시간"
    rf"(?:\s?(?:하고\s?)?(?:(?P<hm>\d{{1,4}}|{SINO})\s?분|(?P<half>반)))?(?!\s?당)"
    rf"|(?<!\d)(?<!\d\.)(?P<m>\d{{1,4}})\s?분(?!의|기|들|야|류|석)"
    rf"|(?<![가-힣])(?P<mn>{SINO})\s?분(?!의|기|들)"
)
_DAYS = re.compile(
    r"(?P<spelt>하루(?=\s?(?:종일|온종일|동안|내내|꼬박|넘|정도|먹통|다|이상|죙일|안\s?[됨돼되됐터]|\s?$))"
    r"|이틀|사흘|나흘|닷새|엿새|열흘|보름|일주일)"
    r"(?!\s?(?:전|뒤|후|치|안에|이내|내에|만에|마다|에\s?한|어치|까지|앞|걸려|걸쳐))"
    r"|(?<![\d월.]\s)(?<![\d월.])(?P<d>\d{1,2})\s?(?:일|(?P<week>주))\s?(?:동안"
    r"|간(?![가-힣])|내내|넘게|째|먹통|불통|안\s?[됨돼되됐터])"
)
_LATIN = re.compile(
    r"(?P<n>\d{1,4}(?:\.\d{1,4})?|(?<![a-z])(?:half an|half a|(?:all|the whole|a full)(?= day)"
    r"|(?:a |three )?quarters? of an|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|fifteen|twenty|thirty|fou?rty(?:[\s-]five)?|fifty|sixty|ninety)(?![a-z]))"
    r"(?P<half2> and (?:a )?half)?(?: whole| full)?[\s-]?(?P<unit>hours?|hrs?|minutes?|mins?|days?"
    r"|weeks?|(?:(?<=\d)|(?<=\d[\s-]))[hm])(?![a-z])(?P<half> and (?:a )?half)?"
    r"(?:(?:(?<=h)|(?<=hr)|(?<=hrs)|(?<=hour)|(?<=hours))[\s,]*(?:and )?(?P<mm>\d{1,4})"
    r"\s?(?:minutes?|mins?|m)(?![a-z])"
    r"|(?:(?<=day)|(?<=days)),?(?: and)? (?P<hh>\d{1,2})\s?(?:hours?|hrs?|h)(?![a-z])"
    r"|(?:(?<=h)|(?:(?<=hr)|(?<=hrs)|(?<=hour)|(?<=hours)|(?<=h)) )(?P<rest>[0-5]\d)"
    r"(?!\d|[,.:]\d|%|\s?[ap]m|\s?[a-z]*won))?"
)
_ENGLISH_NOT_A_LENGTH = re.compile(
    r"^[\s-]?(?:ago|later|after|before|deadline|within|notice|plan|trial|ahead|in advance|prior"
    r"|earlier|beforehand|left|old|contract|visa|pass|(?:\w+ )?e?sim|usim|trip|streak|per day|a day"
    r"|of data|rule|on (?:hold|the phone|the line)|in (?:line|the queue))\b"
)
_WAITED = re.compile(
    r"\b(?:wait(?:ed|ing)?|on hold|queue[ds]?|talked|called)\s(?:\w+\s){0,2}$"
    r"|(?:상담|연결|통화|대기|기다)[가-힣]{0,4}만\s?$"
)
_NOT_THAT_LONG = re.compile(
    r"^\s?(?:종일)?\s?(?:넘게|이상|까지)?\s?(?:은|는|도)?\s?아니(?:고|지만|라|야)"
    r"|^\s?(?:넘게|동안|쯤|정도)?\s?(?:대기|기다|걸어|걸었|줄\s?[서섬선]|잡혀|통화했|상담)"
    r"|^\s?(?:인가\s?\S{1,3}\s?(?:시간|분)|남기|남겨|남았|중에|중의)"
    r"|^\s?(?:고객|상담|운영|영업|콜\s?센터|연중|돌아가|무중단|편의점|카페|내내\s?켜)"
)
_THRESHOLD = re.compile(
    r"^\s?(?:을|를|이|은|가)?\s?(?:이상|초과|미만|이하|안\s?넘|넘어야|넘으면|넘는|넘겨야|룰"
    r"|규칙|기준|규정"
    r"|조건|이어야|인가요|짜리|\s?or more|\s?rule|\s?threshold)"
)
_DEADLINE = re.compile(
    r"^\s?(?:이내|안에|안으로|내에|내로|마다|전에|전까지|뒤|후|만에(?!\s?(?:다시\s?)?(?:됨|됐|되|복구|풀|돌아|연결|터|살아|정상))|치(?![가-힣]*통)|어치"
    r"|분\s?요금|안$"
    r"|\s?(?:미만|이하)|\s?(?:을|를|이)?\s?안\s?넘|\s?안\s(?:에|이)|씩\s?무료|(?:쯤|정도|이|가)?\s?(?:지났|지남|지난"
    r"|지나(?!서야?\s?(?:다시\s?)?(?:나왔|나오|됐|되|복구|풀|돌아|연결|터)))|째\s?(?:답"
    r"|연락|소식|회신))"
)
_SUM_WORDS = re.compile(
    r"누적|합쳐|합치면|합하|합산|합계|도합|모두\s?합|다\s?합|합해|in total|altogether"
)
_WITHIN_A_DAY = re.compile(r"하루\s?(?:안|새|에)|이틀\s?(?:에|합)")
_TOTAL_WORDS = re.compile(r"총|전부|모두|다\s?해서|조금씩|여러\s?번|total|cumulat")
_IN_A_MONTH = re.compile(
    r"(?:한|이번|그)\s?달(?:에|간|새|동안)?\s?$|(?<![가-힣\d])월\s?$|달에만\s?$"
)
_EACH = re.compile(r"^\s?(?:짜리|씩)")
_WITHIN = re.compile(
    r"\b(?:within|after|every|first|under|(?<!log )(?<!sign )in|less than|last|max|maximum"
    r"|up to|at most"
    r"|(?:\d{1,2}|one|two|three) or)\s$|마다\s?$"
)
_BACK_AFTER = re.compile(
    r"\b(?:came back|returned|was back|restored|fixed)\s(?:only )?(?:about )?$"
)
_A_RATE = re.compile(r"\b(?:times|won|krw|calls|orders|\d[\d,.]*k?)\s$")
_THIS_ONE = re.compile(
    r"(?:이번엔|이번에는|이번은|총|정작|실제로|in reality|actually)\s?\S{0,6}\s?$"
)
_MONTH_WORDS = re.compile(r"(?:이번|저번|지난|한|그|매)\s?달|이달|월\s?누적|월간|월에만|\bmonth")
_TIMES = (
    rf"(?:(?<![\d.])(?P<n>\d{{1,2}})|(?P<nn>{NATIVE}))\s?(?:번째|번|회째|회(?![초말사의원장])|차례)"
)
_COUNT = re.compile(
    rf"(?:(?:이번|저번|지난|한|그|매)\s?달|\d{{1,2}}월|이달|(?<![가-힣\d])월).{{0,14}}?{_TIMES}"
    r"|(?P<en>\d{1,2}|two|three|four|five|six) times.{0,12}month"
    r"|month.{0,12}(?P<en2>\d{1,2}|two|three|four|five|six) times"
    r"|(?P<th>second|third|fourth|fifth) time.{0,12}month"
)
_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}
_NEAR = 12
_CLAUSE = 60
_CLAUSE_END = re.compile(
    r"[.,;!?](?!\d)|[ㅠㅜㅋㅎ]+|(?<=[는은인]데)|(?<=지만)|\bbut\b|\band\b|\bthen\b|\bwhen\b|\bwhile\b"
)


@dataclass(frozen=True, slots=True)
class Lengths:
    """Minutes of one outage, minutes in its month, and outages in its month.

    `certain` says that the minutes stand in a clause about the outage.
    """

    minutes: int | None = None
    month_total_minutes: int | None = None
    month_count: int | None = None
    spans: tuple[Span, ...] = ()
    certain: bool = False


@dataclass(frozen=True, slots=True)
class _Length:
    minutes: int
    span: Span
    threshold: bool
    summed: bool
    each: bool
    down: int


def find_lengths(text: str, said: str | None = None) -> Lengths:
    """Return the lengths in a normalised text whose dates and clock times are blanked.

    Vague ones ("몇 시간") and deadlines ("7일 안에") are not lengths. One next to "누적" or
    "합쳐서", or "총" in a month, is the month's total. A threshold ("3시간 이상이면") counts only
    where the text has no other length, and the one in a clause that tells of the outage counts
    before another ("2시간 줄 섰는데 폰은 40분 안 됐어요"). "30분씩 15번" in a month also makes its
    total. `said` is the text before its dates were blanked, in which months can still be read.
    """
    masked = _VAGUE.sub(lambda match: " " * len(match[0]), text)
    said = text if said is None else said
    found = sorted(_all(masked, said), key=lambda one: (one.threshold, -one.down, one.span))
    single = next((one for one in found if not one.summed), None)
    total = next((one.minutes for one in found if one.summed), None)
    count = _count(said)
    if total is None and single and single.each and count:
        total = single.minutes * count
    return Lengths(
        minutes=single.minutes if single else None,
        month_total_minutes=total,
        month_count=count,
        spans=tuple(one.span for one in found),
        certain=bool(single and single.down),
    )


def _all(text: str, said: str) -> Iterator[_Length]:
    for pattern, minutes_of in ((_KOREAN, _korean), (_DAYS, _days), (_LATIN, _latin)):
        for match in pattern.finditer(text):
            minutes, rest = minutes_of(match), text[match.end() :]
            before = text[: match.start()]
            if minutes <= 0 or _no_length(before, rest) or _a_rate(match, before):
                continue
            summed = _is_month_total(said, match.span())
            threshold, each = bool(_THRESHOLD.match(rest)), bool(_EACH.match(rest))
            down = says_outage(_clause(said, match.span())) + 2 * bool(_THIS_ONE.search(before))
            yield _Length(minutes, match.span(), threshold, summed, each, down)


def _a_rate(match: re.Match[str], before: str) -> bool:
    """Return whether "an hour" says how much there is of something in an hour."""
    return match[0].startswith(("a ", "an ")) and bool(_A_RATE.search(before))


def _clause(said: str, span: Span) -> str:
    """Return the part of a sentence in which a length stands."""
    start, end = span
    before = _CLAUSE_END.split(said[max(0, start - _CLAUSE) : start])[-1]
    return before + said[start:end] + _CLAUSE_END.split(said[end : end + _CLAUSE])[0]


def _no_length(before: str, rest: str) -> bool:
    """Return whether what looks like a length is a deadline, a wait or a moment in the past."""
    return bool(
        _DEADLINE.match(rest)
        or (_ENGLISH_NOT_A_LENGTH.match(rest) and not _BACK_AFTER.search(before))
        or _NOT_THAT_LONG.match(rest)
        or _WITHIN.search(before)
        or _WAITED.search(before)
    )


def _is_month_total(said: str, span: Span) -> bool:
    """Return whether a length adds up a month: "누적", "합쳐서", or "총" and "에" after a month."""
    before, rest = said[max(0, span[0] - _NEAR) : span[0]], said[span[1] : span[1] + _NEAR]
    if _EACH.match(rest):
        return False
    if _SUM_WORDS.search(before) or _SUM_WORDS.search(rest):
        return not _WITHIN_A_DAY.search(said)
    if _IN_A_MONTH.search(before):
        return not _THRESHOLD.match(rest)
    total = _TOTAL_WORDS.search(before) or _TOTAL_WORDS.search(rest)
    return bool(total and _MONTH_WORDS.search(said))


def _korean(match: re.Match[str]) -> int:
    if match["m"] or match["mn"]:
        return int(match["m"]) if match["m"] else parse_sino(match["mn"])
    minutes = int(match["days"] or 0) * _DAY + _hours(match)
    if match["hm"]:
        minutes += int(match["hm"]) if match["hm"].isdigit() else parse_sino(match["hm"])
    return minutes + (_HOUR // 2 if match["half"] else 0)


def _hours(match: re.Match[str]) -> int:
    if match["h"]:
        return round(float(match["h"]) * _HOUR)
    spelt = match["hn"]
    return _HOUR * (parse_sino(spelt) if re.fullmatch(SINO, spelt) else parse_native(spelt))


def _days(match: re.Match[str]) -> int:
    if match["spelt"]:
        return _SPELT_DAYS[match["spelt"]] * _DAY
    return int(match["d"]) * _DAY * (7 if match["week"] else 1)


def _latin(match: re.Match[str]) -> int:
    said = match["n"].replace("-", " ").replace("fourty", "forty").replace("quarters", "quarter")
    number = float(_ENGLISH.get(said, said))
    if match["unit"] == "m" and ("." in said or number > _LARGEST_BARE_MINUTES):
        return 0
    unit = {"h": _HOUR, "m": 1, "d": _DAY, "w": 7 * _DAY}[match["unit"][0]]
    half = 0.5 if match["half"] or match["half2"] else 0
    hours = int(match["hh"] or 0) * _HOUR
    return round((number + half) * unit) + hours + int(match["mm"] or match["rest"] or 0)


def _count(said: str) -> int | None:
    """Return how often in a month; once is no count, and neither is a count without a month."""
    match = _COUNT.search(said)
    if match is None:
        return None
    if match["th"]:
        return _ORDINALS[match["th"]]
    if english := match["en"] or match["en2"]:
        count = int(english) if english.isdigit() else int(_ENGLISH[english])
    else:
        count = parse_native(match["n"] or match["nn"])
    return count if count > 1 else None
