"""The tables of cases, outage diary and reminders; migrations create them."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.schema import Base, UtcDateTime


def _of_chat() -> Mapped[int]:
    return mapped_column(
        BigInteger, ForeignKey("chats.id", ondelete="CASCADE", onupdate="CASCADE"), index=True
    )


class CaseRow(Base):
    """A case as JSON; its id is never given twice, so that old buttons reach no other case."""

    __tablename__ = "cases"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = _of_chat()
    updated: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    closed: Mapped[bool]
    data: Mapped[str] = mapped_column(Text)


class DiaryRow(Base):
    """One stop of one line; `ended` is empty while it lasts."""

    __tablename__ = "diary"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = _of_chat()
    provider: Mapped[str | None] = mapped_column(String(64))
    service: Mapped[str] = mapped_column(String(32))
    started: Mapped[datetime] = mapped_column(UtcDateTime)
    ended: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)


class AnnouncedRow(Base):
    """A threshold that was announced to a chat, so that it is announced once."""

    __tablename__ = "diary_announced"

    chat_id: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey("chats.id", ondelete="CASCADE", onupdate="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReminderRow(Base):
    """A reminder and its state."""

    __tablename__ = "reminders"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = _of_chat()
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(160))
    due: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    day: Mapped[date]
    state: Mapped[str] = mapped_column(String(16))
    snoozed: Mapped[int]
    claimed: Mapped[datetime | None] = mapped_column(UtcDateTime)


CASE_TABLES = (CaseRow, DiaryRow, ReminderRow)
