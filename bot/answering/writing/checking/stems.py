"""The beginnings of the words that carry meaning; enough to compare two sentences."""

import re
import unicodedata

from bot.answering.writing.checking.tokens import words_of
from bot.answering.writing.values.extract import fold

_WORD = re.compile(r"[가-힣]+|[a-z]+")


_STOP_KO = words_of(
    "있어 있습 있는 있고 있으 없어 없습 그리 하지 그래 따라 경우 때문 대해 대한 위해 "
    "관한 이에 이런 그런 저런 이번 "
    "해요 해야 하는 하면 하고 합니 됩니 돼요 되는 되면 수도 것이 것은 것으 거예 에요 "
    "예요 이며 또는 다만 다음 먼저 "
    "정도 쯤이 동안 이후 이전 부터 까지 모두 각각 아직 지금 현재 당시 그때 보여 보입 "
    "보시 볼수 주세 주는 주면 "
    "드려 알려 말씀 고객 여러 어떤 어느 만약 이미 바로 다시 함께 직접 여기 아래 위의 "
    "확인 참고 가능 기준 내용 "
    "불편 않아 않습 않는 않으 않고 아니 아닙 못해 못한 받을 받으 받는 받아 대로 만큼 "
    "안에 이상 이하 이내 미만 초과 최대 최소 넘게 넘는 넘으 시간 "
    "것입 것이 계산 요금 보신 돈이 하셔 그만 만큼 이라 다른 숫자"
)
_STOP_EN = words_of(
    "a an the and or but if when so to of in on at by for from with as is are was were "
    "be been it its this that "
    "these those you your yours we our they their he she may might can could will would "
    "should must do does did "
    "has have had not no nor than then there here which who what how any some all each "
    "also only such more most "
    "up out about into over under within until since after before per one case apply "
    "applies please check still even still even also"
)
_HEAD_KO, _HEAD_EN = 2, 5
_FIGURE = re.compile(r"\d[\d,.]*\s?(?:[가-힣]+|[a-z%]+)?")
_FIRST_FINAL = "\u11a8"


def stems(text: str) -> frozenset[str]:
    """Return the stems of a text's meaningful words."""
    words = _WORD.findall(_FIGURE.sub(" ", fold(text)))
    return frozenset(head for head in map(_head, words) if head)


def _head(word: str) -> str:
    if word.isascii():
        return "" if len(word) < _HEAD_KO or word in _STOP_EN else word[:_HEAD_EN]
    head = word[:_HEAD_KO]
    return "" if len(word) < _HEAD_KO or head in _STOP_KO else open_ended(head)


def open_ended(head: str) -> str:
    """Return the letters of a Korean stem without its last final: 끊긴 and 끊기 share theirs."""
    letters = unicodedata.normalize("NFD", head)
    return letters[:-1] if letters[-1] >= _FIRST_FINAL else letters


def carried(claimed: frozenset[str], source: str) -> int:
    """Return how many of the claimed stems occur in a (folded, squeezed) source text."""
    letters = unicodedata.normalize("NFD", source)
    return sum(stem in letters for stem in claimed)
