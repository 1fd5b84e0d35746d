"""Every setting as a Markdown table; the README holds exactly this text."""

from collections.abc import Iterator
from enum import Enum

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from bot.settings import PREFIX, Settings


def settings_table() -> str:
    """Return the table; it names defaults, never what is set here."""
    lines = ("| variable | default | what it sets |", "| --- | --- | --- |", *_rows())
    return "".join(f"{line}\n" for line in lines)


def _rows() -> Iterator[str]:
    for name, field in Settings.model_fields.items():
        description = f"{field.description or ''}{' (secret)' if _secret(field) else ''}"
        yield f"| `{PREFIX}{name.upper()}` | {_default(field)} | {description} |"


def _secret(field: FieldInfo) -> bool:
    return "SecretStr" in str(field.annotation)


def _default(field: FieldInfo) -> str:
    """Return the default; one that depends on the machine is told by the description."""
    value = field.default
    if field.default_factory or value is None or isinstance(value, SecretStr):
        return ""
    return f"`{value.value if isinstance(value, Enum) else value}`"
