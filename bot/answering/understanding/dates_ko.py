"""Dates as Koreans write them."""

import re
from collections.abc import Callable, Iterator
from datetime import MINYEAR, date, timedelta

from bot.answering.understanding.calendar import (
    DAYS_IN_WEEK,
    Days,
    InYear,
    day_in,
    month_in,
    months_before,
    months_in,
    third_in,
    week_in,
    week_of,
    whole_year,
)
from bot.answering.understanding.found import FoundDate, day_of_month, fixed
from bot.answering.understanding.numbers import NATIVE, parse_native

Read = Callable[[re.Match[str], date], FoundDate | None]

_WEEKDAYS = "월화수목금토일"
_RELATIVE_YEARS = {
    "재작년": -2, "작년": -1, "지난해": -1, "전년": -1, "올해": 0, "올": 0, "금년": 0, "이번해": 0,
    "이번": 0, "내년": 1,
}  # fmt: skip
_OLDEST_SHORT_YEAR = 10

_NOT_AN_AGE = (
    r"(?!\s?(?:동안|간|째|전|만|약정|차|넘|이상|치|쯤|가까|된|뒤|후|이내|안에|이면|이\s?지"
    r"|썼|쓰|써|했|살))"
)
_YEAR = (
    r"(?:(?<![\d,.])(?P<y4>(?:19|20)\d\d)(?!\d|,\d{3}(?!\d))\s?(?:년도?)?"
    rf"|(?<![\d,.])'?(?P<y2>\d\d)\s?년도?{_NOT_AN_AGE}"
    r"|(?P<yr>재작년|작년|지난\s?해|전년|올해|금년|내년|이번\s?해|이번(?=\s?(?:1[0-2]|[1-9])\s?월)|올(?=\s?(?:\d|봄|여름|가을"
    r"|겨울|초|설|추석))))"
)
_MONTH = r"(?<!\d)(?P<m>1[0-2]|0?[1-9])\s?월(?![세급드]|요일)"
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])\s?일(?!간|치|째)"
_PART = r"(?P<part>초순|상순|초|중순|중반|중|말|하순)(?![가-힣]{2})"
_NTH = (
    r"(?P<nth>첫째|첫|둘째|두\s?번째|셋째|세\s?번째|넷째|네\s?번째|다섯째|마지막"
    r"|[1-5])\s?주(?:차|째)?"
    rf"(?:\s?(?P<nthday>[{_WEEKDAYS}])요일)?"
    rf"|(?P<nth2>첫|마지막)\s?(?P<nthday2>[{_WEEKDAYS}])요일"
)
_SEASONS: dict[str, InYear] = {
    "상반기": months_in(1, 6), "하반기": months_in(7, 12), "연초": months_in(1, 2),
    "연말": months_in(12, 12), "초봄": months_in(3, 3), "늦봄": months_in(5, 5),
    "초여름": months_in(6, 6), "한여름": months_in(7, 8), "늦여름": months_in(8, 8),
    "초가을": months_in(9, 9), "늦가을": months_in(11, 11), "초겨울": months_in(11, 12),
    "한겨울": months_in(12, 2), "봄": months_in(3, 5), "여름": months_in(6, 8),
    "가을": months_in(9, 11), "겨울": months_in(12, 2), "초": months_in(1, 3),
    "중반": months_in(5, 8), "말": months_in(11, 12),
}  # fmt: skip
_SEASON = "|".join(_SEASONS)
_NTHS = {"첫": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다": 5, "마": 0}
_PARTS = {"초": 0, "상": 0, "중": 1, "말": 2, "하": 2}
_BEFORE = (
    r"(?P<before>\s?(?:이전|(?:이?\s?오기\s?|에?\s?(?:바뀌|개정되)기\s?|\s?개정\s?)?전"
    r"(?=까지|에는|엔|에도|은|의|\s(?!국|세계|체|직원|고객|가입|회원|이용))))?"
)
_NOT_A_NOTICE = (
    r"(?!\s?(?:에|까지|부터)?\s?(?:미리|알|고지|통지|공지|예고|안내|통보|신청|고쳐|말해|인\s?게))"
)


def find_korean(text: str, today: date) -> Iterator[FoundDate]:
    """Yield the dates in a normalised text, the most specific pattern first."""
    yield from _read_all(_PATTERNS, text, today)


def find_bare_days(text: str, today: date) -> Iterator[FoundDate]:
    """Yield days given by weekday or day of the month alone; for texts with no other date."""
    yield from _read_all(_BARE_DAYS, text, today)


def _read_all(
    patterns: tuple[tuple[re.Pattern[str], Read], ...], text: str, today: date
) -> Iterator[FoundDate]:
    for pattern, read in patterns:
        for match in pattern.finditer(text):
            if found := read(match, today):
                yield found


def _year(match: re.Match[str], today: date) -> int | None:
    groups = match.groupdict()
    if groups.get("y4"):
        return int(groups["y4"])
    if groups.get("y2"):
        return 2000 + int(groups["y2"])
    if groups.get("yr"):
        return today.year + _RELATIVE_YEARS[groups["yr"].replace(" ", "")]
    return None


def _calendar_date(match: re.Match[str], today: date) -> FoundDate:
    number, groups = int(match["m"]), match.groupdict()
    if groups["d"]:
        within = day_in(number, int(groups["d"]))
    elif groups["part"]:
        within = third_in(number, _PARTS[groups["part"][0]])
    elif nth := groups["nth"] or groups["nth2"]:
        day_name = groups["nthday"] or groups["nthday2"]
        weekday = _WEEKDAYS.index(day_name) if day_name else None
        within = week_in(number, int(nth) if nth.isdigit() else _NTHS[nth[0]], weekday)
    else:
        within = month_in(number)
    return FoundDate(match.span(), _year(match, today), within, before=bool(groups["before"]))


def _numeric(match: re.Match[str], today: date) -> FoundDate | None:
    number = int(match["m"])
    within = day_in(number, int(match["d"])) if match["d"] else month_in(number)
    return FoundDate(match.span(), _year(match, today), within)


def _year_alone(match: re.Match[str], today: date) -> FoundDate | None:
    year = _year(match, today)
    if match["y2"] and not _OLDEST_SHORT_YEAR < int(match["y2"]) <= today.year % 100:
        return None
    season = _SEASONS.get(match["season"] or "")
    return FoundDate(match.span(), year, season, before=bool(match["before"]))


def _season(match: re.Match[str], today: date) -> FoundDate:
    """Return the season of this year ("올여름") or the newest one that is over ("지난 여름")."""
    within = _SEASONS[match["season"]]
    if match[0].startswith("올"):
        return FoundDate(match.span(), today.year, within)
    this_year = within(today.year)
    over = this_year is not None and this_year.last < today
    return FoundDate(match.span(), today.year if over else today.year - 1, within)


_DAYS_AGO = {"오늘": 0, "금일": 0, "어": 1, "간": 1, "엊저녁": 1, "그": 2, "엊": 2, "그끄": 3}


def _named_day(match: re.Match[str], today: date) -> FoundDate:
    word = match[0]
    key = next(key for key in sorted(_DAYS_AGO, key=len, reverse=True) if word.startswith(key))
    return fixed(match.span(), Days.one(today - timedelta(days=_DAYS_AGO[key])))


_SPELT_DAYS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "열흘": 10,
    "보름": 15,
}


_HALF_A_YEAR = 6


def _ago(match: re.Match[str], today: date) -> FoundDate:
    if match["spelt"]:
        ago = timedelta(days=_SPELT_DAYS[match["spelt"]])
        return fixed(match.span(), Days.one(today - ago))
    if match["n"] == "반":
        return fixed(match.span(), months_before(today, _HALF_A_YEAR))
    count = 1 if match["n"] == "일" else parse_native(match["n"])
    return fixed(match.span(), _units_ago(match["unit"].replace(" ", ""), count, today))


def _units_ago(unit: str, count: int, today: date) -> Days:
    if unit == "일":
        return Days.one(today - timedelta(days=count))
    if unit in ("주", "주일"):
        return week_of(today - timedelta(days=DAYS_IN_WEEK * count))
    if unit in ("달", "개월"):
        return months_before(today, count)
    return whole_year(max(MINYEAR, today.year - count))


def _week(match: re.Match[str], today: date) -> FoundDate:
    back = {"지지": 2, "저저": 2, "이번": 0, "금": 0}.get(match["which"][:2], 1)
    days = week_of(today - timedelta(days=DAYS_IN_WEEK * back))
    if match["wd"]:
        day = days.first + timedelta(days=_WEEKDAYS.index(match["wd"]))
        days = Days.one(day)
    elif match["end"]:
        days = Days(days.last - timedelta(days=1), days.last)
    return fixed(match.span(), days)


def _last_weekday(match: re.Match[str], today: date) -> FoundDate:
    back = (today.weekday() - _WEEKDAYS.index(match["wd"])) % DAYS_IN_WEEK or DAYS_IN_WEEK
    return fixed(match.span(), Days.one(today - timedelta(days=back)))


def _relative_month(match: re.Match[str], today: date) -> FoundDate | None:
    back = {"지지": 2, "저저": 2, "이번": 0, "이": 0}.get(match["which"][:2], 1)
    whole = months_before(today, back)
    within: InYear = month_in(whole.first.month)
    if match["d"]:
        within = day_in(whole.first.month, int(match["d"]))
    elif match["part"]:
        within = third_in(whole.first.month, _PARTS[match["part"][0]])
    return FoundDate(match.span(), whole.first.year, within)


def _day_of_month(match: re.Match[str], today: date) -> FoundDate | None:
    return day_of_month(match.span(), int(match["d"]), today)


_DAYPART = r"(?=\s?(?:오전|오후|새벽|아침|점심|낮|저녁|밤)|날)"

_PATTERNS: tuple[tuple[re.Pattern[str], Read], ...] = (
    (
        re.compile(
            r"(?<![\d.])(?P<y4>(?:19|20)\d\d)\s?[-./]\s?(?P<m>1[0-2]|0?[1-9])"
            r"(?:\s?[-./]\s?(?P<d>3[01]|[12]\d|0?[1-9]))?(?!\d)"
        ),
        _numeric,
    ),
    (
        re.compile(r"(?<!\d)(?P<y4>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
        _numeric,
    ),
    (
        re.compile(
            r"(?<![\d.-])(?P<y2>1\d|2\d)[-./](?P<m>1[0-2]|0?[1-9])[-./]"
            r"(?P<d>3[01]|[12]\d|0?[1-9])(?![\d.-])"
        ),
        _numeric,
    ),
    (
        re.compile(
            r"(?<![\d/.])(?P<m>1[0-2]|[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])"
            rf"(?![\d/.])(?:에|일|날|{_DAYPART})"
        ),
        _numeric,
    ),
    (
        re.compile(
            r"(?<![\d/.])(?P<m>1[0-2]|[1-9])[/.](?P<d>3[01]|[12]\d|0?[1-9])"
            rf"(?=\s?[{_WEEKDAYS}](?:요일|욜))"
        ),
        _numeric,
    ),
    (
        re.compile(
            rf"(?:{_YEAR}[\s의에,]{{0,2}})?{_MONTH}(?:\s?(?:{_DAY}|{_NTH}|{_PART}))?{_BEFORE}"
        ),
        _calendar_date,
    ),
    (
        re.compile(
            rf"(?<!early )(?<!late )(?<!mid )(?<!mid-){_YEAR}"
            r"(?![원명건만회곳개시분호번억조,]|\s(?:원|명|건|만\s?원))"
            rf"(?:[\s의에]{{0,2}}(?P<season>{_SEASON})(?![가-힣]{{2}}))?{_BEFORE}"
        ),
        _year_alone,
    ),
    (
        re.compile(rf"(?:지난|올)\s?(?P<season>{_SEASON})(?![가-힣]{{2}})"),
        _season,
    ),
    (
        re.compile(
            r"오늘(?!출발|처럼)|금일|어제|어저께|어젯|간(?=밤)|엊저녁|그저께|그제(?!서|야)|엊그제"
            r"|엊그저께|그끄저께"
        ),
        _named_day,
    ),
    (
        re.compile(
            rf"(?<!기)(?<!기\s)(?:(?P<spelt>이틀|사흘|나흘|닷새|엿새|열흘|보름|하루)"
            rf"|(?P<n>일(?=주일)|반(?=년)|\d{{1,4}}|{NATIVE})\s?(?P<unit>일|주일|주|달|개월|년|해))"
            rf"\s?전(?![국체화용]){_NOT_A_NOTICE}"
        ),
        _ago,
    ),
    (
        re.compile(
            r"(?P<which>지지난|저저번|지난|저번|이번"
            r"|금)\s?주(?:\s?(?P<wd>[월화수목금토일])(?:요일?|욜)|(?P<end>말))?"
        ),
        _week,
    ),
    (
        re.compile(r"지난\s(?P<wd>[월화수목금토일])(?:요일|욜)"),
        _last_weekday,
    ),
    (
        re.compile(
            r"(?P<which>지지난|저저번|지난|저번|이번|(?<![가-힣])이)\s?달(?!라)(?:\s?(?:(?P<d>\d{1,2})\s?일|"
            r"(?P<part>초순|초|중순|말)))?"
        ),
        _relative_month,
    ),
)

_BARE_DAYS: tuple[tuple[re.Pattern[str], Read], ...] = (
    (
        re.compile(rf"(?<![\d월]\s)(?<![\d월])(?P<d>3[01]|[12]\d|[1-9])일{_DAYPART}"),
        _day_of_month,
    ),
    (
        re.compile(rf"(?<![가-힣])(?P<wd>[{_WEEKDAYS}])(?:요일|욜)(?=부터|에|날|{_DAYPART})"),
        _last_weekday,
    ),
)
