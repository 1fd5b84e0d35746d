"""Articles, acts, court cases, addresses, telephone numbers and words with digits."""

import re
from collections.abc import Iterator
from fractions import Fraction

from bot.answering.writing.values.model import Kind, Value

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s\])>\"']+|[\w.+-]+@[\w-]+\.[\w.]+|t\.me/\w+|(?<![\w.])@[a-z]\w{3,}"
    r"|(?<![\w.@-])(?:[a-z0-9-]+\.)+(?:com|net|org|kr|io|me|gg|app|dev|ly|xyz|info|biz"
    r"|shop)(?![a-z0-9-])(?:/[^\s\])]*)?"
)
_PARTICLE = re.compile(r"^([a-z0-9.-]+?)[가-힣]+$")
_PHONE = re.compile(
    r"(?<![\d-])(?:\+82[- ]?\d{1,2}|0\d{1,2}|050\d)[- .)]?\d{3,4}[- .]\d{4}(?!\d)"
    r"|(?<![\d-])1[568]\d\d-\d{4}(?!\d)"
)
_CASE = re.compile(
    r"(?<!\d)((?:19|20)\d\d) ?"
    r"(?:(?:가|구|고|카|재|초|헌|머|비)?(?:나|다|단|합|소|두|누|노|도|마|바|라|아|스|그)"
    r"|(?:ga|gu|go|ka|hun)?(?:na|da|dan|hap|so|du|nu|no|do|ma|ba)) ?(\d{2,8})(?![\d,년월일])"
)
_KO_ARTICLE = re.compile(
    r"제? ?(\d+)조(?!\s?\d*\s?(?:원|억))(?:의 ?(\d+))?(?:\([^)]*\))?"
    r"(?: ?제? ?(\d+)항)?(?: ?제? ?(\d+)호(?:의 ?(\d+))?)?"
)
_KO_PART = re.compile(r"(?<!조)(?<!조 )제 ?(\d+)(항|호)(?:의 ?(\d+))?(?: ?제 ?(\d+)호)?")
_EN_ARTICLE = re.compile(
    r"(?:\barticles?|\barts?\.?|§+|\bsections?) ?(\d+)(?:-(\d+))?(?:\((\d+)\))?(?:(?:\("
    r"|item )?(\d+)\)?)?"
)
_EN_MORE = re.compile(
    r"(?:, and |, | and )(\d+)(?:-(\d+))?(?:\((\d+)\))?(?![\d,]| ?(?:%|hour|day|month"
    r"|minute|year|times|won))"
)
_EN_PARAGRAPH = re.compile(r"\bparagraphs? ?(\d+)")
_ACT = re.compile(
    r"제 ?(\d{4,}(?:-\d+)?)호|\b(?:act|decree|notice)(?: no\.?)? (\d{4,}(?:-\d+)?)\b"
    r"|\bno\. ?(\d{4,}(?:-\d+)?)\b"
)
_SPEED = re.compile(r"(?<![\d.])(\d[\d,.]*) ?(mbps|gbps|kbps|gb|mb|tb)(?![a-z])")
_ORDINAL = re.compile(r"(?<![\w.])(\d+)(?:st|nd|rd|th)\b")
_TOKEN = re.compile(r"(?<![\w.])(?:[a-z]+-?\d+[a-z]*|\d+[a-z]+)(?![\w])")
_LINE_OF_FOUR_DIGITS = 4

Found = Iterator[Value]


def find_addresses(text: str) -> Found:
    """Yield web addresses, e-mail addresses and handles."""
    for match in _ADDRESS.finditer(text):
        plain = re.sub(r"^(?:https?://)?(?:www\.)?", "", match[0]).rstrip("/.,")
        yield Value(Kind.ADDRESS, (_PARTICLE.sub(r"\1", plain),), span=match.span())


def find_phones(text: str) -> Found:
    """Yield telephone numbers, compared by their digits."""
    for match in _PHONE.finditer(text):
        yield Value(Kind.PHONE, (re.sub(r"\D", "", match[0]),), span=match.span())


def find_cases(text: str) -> Found:
    """Yield court case numbers as year and serial number."""
    for match in _CASE.finditer(text):
        yield Value(Kind.CASE, (int(match[1]), int(match[2])), span=match.span())


def find_acts(text: str) -> Found:
    """Yield the numbers of acts, decrees and public notices."""
    for match in _ACT.finditer(text):
        yield Value(Kind.ACT, (match[1] or match[2] or match[3],), span=match.span())


def find_articles(text: str) -> Found:
    """Yield articles; parts that are not named are None."""
    for match in _KO_ARTICLE.finditer(text):
        item = f"{match[4]}-{match[5]}" if match[5] else match[4]
        yield _article(match, match[1], match[2] or "0", match[3], item)
    for match in _KO_PART.finditer(text):
        if match[2] == "항":
            yield _article(match, None, None, match[1], match[4])
        elif len(match[1]) < _LINE_OF_FOUR_DIGITS:
            item = f"{match[1]}-{match[3]}" if match[3] else match[1]
            yield _article(match, None, None, None, item)
    yield from _english_articles(text)


def _english_articles(text: str) -> Found:
    for match in _EN_ARTICLE.finditer(text):
        yield _article(match, match[1], match[2] or "0", match[3], match[4])
        end = match.end()
        while more := _EN_MORE.match(text, end):
            yield _article(more, more[1], more[2] or "0", more[3], None)
            end = more.end()
    for match in _EN_PARAGRAPH.finditer(text):
        yield _article(match, None, None, match[1], None)


def _article(
    match: re.Match[str],
    article: str | None,
    branch: str | None,
    paragraph: str | None,
    item: str | None,
) -> Value:
    return Value(Kind.ARTICLE, (article, branch, paragraph, item), span=match.span())


def find_tokens(text: str) -> Found:
    """Yield words that contain digits ("5g", "300mbps")."""
    for match in _SPEED.finditer(text):
        yield Value(Kind.TOKEN, (match[1].replace(",", "") + match[2],), span=match.span())
    for match in _ORDINAL.finditer(text):
        yield Value(Kind.NUMBER, (Fraction(match[1]),), span=match.span())
    for match in _TOKEN.finditer(_ORDINAL.sub(lambda m: "¦" * len(m[0]), text)):
        yield Value(Kind.TOKEN, (match[0].replace("-", ""),), span=match.span())
