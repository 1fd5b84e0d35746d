"""A form survives a restart, and nothing of it stays longer than it is needed."""

from datetime import date, datetime, timedelta, timezone

from sqlalchemy import text

from bot.answering.model import Intent, Memory, Understanding
from bot.storage.forms import KEEP_FORM, FormStore, SavedForm
from bot.storage.store import Storage
from knowledge.language import Language

NOW = datetime(2026, 6, 1, 12, tzinfo=timezone(timedelta(hours=9)))
CHAT = 1001
DRAFT = Understanding(
    question="", language=Language.KO, intents=(Intent.COMPENSATION,), as_of=date(2026, 6, 1)
)
FORM = SavedForm("minutes", Memory(DRAFT, declined=("provider",)))


async def test_a_form_comes_back_as_it_was_saved_last(storage: Storage) -> None:
    forms = FormStore(storage.sessions)
    assert await forms.form(CHAT, NOW) is None
    await forms.save(CHAT, SavedForm("service", Memory()), NOW)
    await forms.save(CHAT, FORM, NOW)
    assert await forms.form(CHAT, NOW) == FORM


async def test_a_closed_form_is_gone(storage: Storage) -> None:
    forms = FormStore(storage.sessions)
    await forms.save(CHAT, FORM, NOW)
    await forms.close(CHAT)
    assert await forms.form(CHAT, NOW) is None


async def test_a_form_left_alone_counts_as_closed_and_is_purged(storage: Storage) -> None:
    forms = FormStore(storage.sessions)
    later = NOW + KEEP_FORM + timedelta(minutes=1)
    await forms.save(CHAT, FORM, NOW)
    assert await forms.form(CHAT, later) is None
    await forms.purge(later)
    assert await forms.form(CHAT, NOW) is None


async def test_forget_removes_the_form(storage: Storage) -> None:
    forms = FormStore(storage.sessions)
    await forms.save(CHAT, FORM, NOW)
    await storage.forget(CHAT)
    async with storage.engine.connect() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM forms")) == 0
