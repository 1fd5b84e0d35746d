"""Cases, the outage diary with what it announced, and reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the four tables."""
    _create_cases()
    _create_diary()
    _create_reminders()


def _create_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("updated", sa.DateTime(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        _of_chat("cases"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_cases_chat_id", "cases", ["chat_id"])
    op.create_index("ix_cases_updated", "cases", ["updated"])


def _create_diary() -> None:
    op.create_table(
        "diary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("provider", sa.String(64)),
        sa.Column("service", sa.String(32), nullable=False),
        sa.Column("started", sa.DateTime(), nullable=False),
        sa.Column("ended", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_diary"),
        _of_chat("diary"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_diary_chat_id", "diary", ["chat_id"])
    op.create_index("ix_diary_ended", "diary", ["ended"])
    op.create_table(
        "diary_announced",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "key", name="pk_diary_announced"),
        _of_chat("diary_announced"),
    )


def _create_reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.Integer()),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("due", sa.DateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("snoozed", sa.Integer(), nullable=False),
        sa.Column("claimed", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_reminders"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_reminders_case_id_cases", ondelete="CASCADE"
        ),
        _of_chat("reminders"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reminders_chat_id", "reminders", ["chat_id"])
    op.create_index("ix_reminders_due", "reminders", ["due"])


def _of_chat(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["chat_id"],
        ["chats.id"],
        name=f"fk_{table}_chat_id_chats",
        ondelete="CASCADE",
        onupdate="CASCADE",
    )


def downgrade() -> None:
    """Drop the four tables."""
    for table in ("reminders", "diary_announced", "diary", "cases"):
        op.drop_table(table)
