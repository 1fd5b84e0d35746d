"""Buttons: their data, which is short and carries a version, and the keyboards made of them.

Data is `v1:ACTION[:ARGUMENT...]`, at most 64 bytes. A change that would read old data wrongly gets
a new version; a button with any other version is answered as out of date.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.storage.model import Feedback, Offers
from bot.telegram.errors import StaleButton
from bot.telegram.markup import shorten
from knowledge.claims_schema import Matter
from knowledge.language import Language
from prompts import Wording

VERSION = "v1"
DATA_BYTES = 64
LABEL_UNITS = 60
CHOICES_PER_ROW = 3
LONG_LABEL = 12
MOST_DIGITS = 15


class Action(StrEnum):
    """What a button does."""

    UP = "up"
    DOWN = "dn"
    SOURCES = "src"
    THEN_NOW = "tn"
    RELATED = "rel"
    CHOICE = "ch"
    EXAMPLE = "ex"
    TOPICS = "tps"
    TOPIC = "tp"
    PROVIDERS = "prs"
    YEARS = "yrs"
    OUTAGES = "out"
    CARD = "fc"
    LANGUAGE = "lg"
    FORGET = "fg"
    KEEP = "kp"
    FORM = "fm"
    FORM_SKIP = "fs"
    FORM_BACK = "fb"
    FORM_CANCEL = "fx"
    CLAIM = "cl"
    CLAIM_REMIND = "cr"
    DUTY = "du"
    WORTH = "wo"
    CASES = "cs"
    CASE = "ca"
    CASE_MORE = "cm"
    CASE_CLOSE = "cc"
    CASE_REOPEN = "co"
    CASE_DELETE = "cd"
    CASE_DELETE_YES = "cy"
    CASE_TRADE = "ct"
    CASE_LEAK = "ck"
    EXPORT = "xp"
    PROOF = "ev"
    PATH = "pa"
    LETTERS = "lt"
    LETTER = "lw"
    FIELD = "fv"
    FIELD_SKIP = "fn"
    FIELD_STOP = "fq"
    STEP = "st"
    STEP_KIND = "sk"
    STEP_DAY = "sd"
    DEADLINES = "dl"
    REMIND = "rm"
    REMINDERS = "rs"
    SNOOZE = "sz"
    UNREMIND = "rc"
    DIARY = "di"
    LINE_SERVICE = "ls"
    LINE = "ln"
    LINE_UP = "lu"
    ENTRY_REMOVE = "er"
    ENTRY_CLAIM = "ec"
    STOP = "sp"


class Press(NamedTuple):
    """A button that was pressed."""

    action: Action
    args: tuple[str, ...]

    def number(self, at: int = 0) -> int:
        """Return an argument as a number; raises StaleButton where it is none."""
        text = self.text(at)
        if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
            raise StaleButton("not a number")
        return int(text)

    def text(self, at: int = 0) -> str:
        """Return an argument; raises StaleButton where it is missing."""
        if at >= len(self.args):
            raise StaleButton("an argument is missing")
        return self.args[at]


def encode(action: Action, *args: str | int) -> str:
    """Return a button's data; raises ValueError where it is longer than 64 bytes."""
    data = ":".join((VERSION, action, *map(str, args)))
    if len(data.encode()) > DATA_BYTES:
        raise ValueError(f"button data is longer than {DATA_BYTES} bytes: {action}")
    return data


def decode(data: str | None) -> Press:
    """Return what a button's data says; raises StaleButton for anything else."""
    version, _, rest = (data or "").partition(":")
    action, *args = rest.split(":")
    if version != VERSION or action not in set(Action):
        raise StaleButton("unknown button")
    return Press(Action(action), tuple(args))


def pattern(*actions: Action) -> str:
    """Return the regular expression that matches the data of these actions."""
    return rf"^{VERSION}:(?:{'|'.join(actions)})(?::|$)"


def button(label: str, action: Action, *args: str | int) -> InlineKeyboardButton:
    """Return a button; a long label is shortened."""
    return InlineKeyboardButton(shorten(label, LABEL_UNITS), callback_data=encode(action, *args))


def answer_keyboard(
    wording: Wording,
    language: Language,
    answer_id: int,
    offers: Offers,
    *,
    cited: bool,
    feedback: Feedback | None = None,
) -> InlineKeyboardMarkup:
    """Return the buttons under an answer."""
    choices = [button(text, Action.CHOICE, answer_id, n) for n, text in enumerate(offers.choices)]
    details = []
    if offers.then and offers.now:
        details.append(button(wording(language, "then_now"), Action.THEN_NOW, answer_id))
    if cited:
        details.append(button(wording(language, "sources"), Action.SOURCES, answer_id))
    related = [
        [button(text, Action.RELATED, answer_id, n)] for n, text in enumerate(offers.related)
    ]
    thumbs = [_thumb(Action.UP, answer_id, feedback), _thumb(Action.DOWN, answer_id, feedback)]
    rows = [*in_rows(choices), *_claim_rows(wording, language, answer_id, offers), details]
    rows += [*related, thumbs]
    return InlineKeyboardMarkup([row for row in rows if row])


def _claim_rows(
    wording: Wording, language: Language, answer_id: int, offers: Offers
) -> list[list[InlineKeyboardButton]]:
    """Return what an answer about an outage leads on to: the claim, reminders, duty and worth."""
    if offers.claim is None:
        return []
    act = (("claim_write", Action.CLAIM), ("claim_remind", Action.CLAIM_REMIND))
    learn = (("claim_duty", Action.DUTY), ("claim_worth", Action.WORTH))
    pairs = (act, learn) if offers.claim.matter is Matter.OUTAGE else (act,)
    return [
        [button(wording(language, key), action, answer_id) for key, action in pair]
        for pair in pairs
    ]


def column(buttons: Iterable[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """Return a keyboard with one button a row."""
    return InlineKeyboardMarkup([[one] for one in buttons])


def _thumb(action: Action, answer_id: int, feedback: Feedback | None) -> InlineKeyboardButton:
    mine = Feedback.UP if action is Action.UP else Feedback.DOWN
    label = "👍" if mine is Feedback.UP else "👎"
    return button(f"{label} ✓" if feedback is mine else label, action, answer_id)


def in_rows(buttons: Sequence[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """Return short buttons side by side, long ones below each other."""
    long = any(len(one.text) > LONG_LABEL for one in buttons)
    width = 1 if long else CHOICES_PER_ROW
    return [list(buttons[at : at + width]) for at in range(0, len(buttons), width)]
