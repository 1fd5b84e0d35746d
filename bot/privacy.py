"""Hides personal numbers in a text before it is shown again, logged or kept."""

import re

MASK = "●"

_PERSONAL = re.compile(
    r"""
    (?<!\d)(?:
        \d{6}\s?-\s?[1-8]\d{6}            # resident registration
      | \d{4}(?:[-\s]?\d{4}){2}[-\s]?\d{3,4}  # payment card
      | \+?82[-\s]?\(?0?\)?1\d[-\s.]?\d{3,4}[-\s.]?\d{4}  # mobile, international
      | 01[016789][-\s.)]?\s?\d{3,4}[-\s.]?\d{4}  # mobile
      | \d{2,6}-\d{2,6}-\d{2,8}(?:-\d{1,6})?  # bank account, landline
      | \d{10,16}                         # the same without hyphens
    )(?!\d)
    | [A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+  # e-mail
    """,
    re.VERBOSE,
)
_DATE = re.compile(r"(?:19|20)\d{2}-\d{1,2}-\d{1,2}\Z")
_SERVICE = re.compile(r"(?:1[568]\d{2}|0[58]0)-\d{3,4}(?:-\d{4})?\Z")


def mask_personal(text: str) -> str:
    """Return `text` with phone, account, card, resident numbers and e-mail addresses hidden.

    Dates and companies' service numbers (15xx, 080) stay readable.
    """
    return _PERSONAL.sub(_masked, text)


def _masked(match: re.Match[str]) -> str:
    found = match.group()
    if _DATE.match(found) or _SERVICE.match(found):
        return found
    return re.sub(r"[^\s\-.@+()]", MASK, found)
