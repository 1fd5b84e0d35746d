"""The context every handler gets: PTB's, with typed access to what this room needs."""

from dataclasses import dataclass
from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.settings import Streaming
from bot.storage.cases import CaseStore
from bot.storage.diary import DiaryStore
from bot.storage.forms import FormStore
from bot.storage.reminders import ReminderStore
from bot.telegram.albums import Albums
from bot.telegram.browsing import Catalogue
from bot.telegram.deps import Deps
from bot.telegram.limits import QuestionLimit
from bot.telegram.ordering import ChatOrder
from bot.telegram.rendering import Renderer
from bot.telegram.running import Running

ROOM = "room"


@dataclass(frozen=True)
class Room:
    """What the handlers share; the mutable parts live only in memory."""

    deps: Deps
    renderer: Renderer
    catalogue: Catalogue
    limit: QuestionLimit
    order: ChatOrder
    albums: Albums
    forms: FormStore
    cases: CaseStore
    diary: DiaryStore
    reminders: ReminderStore
    running: Running
    streaming: Streaming


class Context(CallbackContext[ExtBot[int], dict[Any, Any], dict[Any, Any], dict[str, Room]]):
    """PTB's context with this room's parts."""

    @property
    def room(self) -> Room:
        """Return what the handlers share."""
        return self.bot_data[ROOM]

    @property
    def deps(self) -> Deps:
        """Return what the room was given from outside."""
        return self.room.deps


App = Application[
    ExtBot[int],
    Context,
    dict[Any, Any],
    dict[Any, Any],
    dict[str, Room],
    JobQueue[Context],
]


def room_of(application: App) -> Room:
    """Return what the handlers share."""
    return application.bot_data[ROOM]
