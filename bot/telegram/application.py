"""Puts the bot together, in the order in which things happen, and runs it."""

import logging
from typing import cast
from urllib.parse import urlsplit

from telegram import Update
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.clock import KST
from bot.errors import InvalidSettings
from bot.settings import Settings
from bot.storage.cases import CaseStore
from bot.storage.diary import DiaryStore
from bot.storage.forms import FormStore
from bot.storage.reminders import ReminderStore
from bot.telegram import commands, failures, feedback, inline, menus, others, questions, scam
from bot.telegram.albums import Albums
from bot.telegram.browsing import build_catalogue
from bot.telegram.buttons import Action, pattern
from bot.telegram.calc import handlers as calc
from bot.telegram.claims import cases, details, insight, letters, reminding, steps
from bot.telegram.claims.delivery import schedule_reminders
from bot.telegram.context import ROOM, App, Context, Room, room_of
from bot.telegram.deps import Deps
from bot.telegram.diary import handlers as diary
from bot.telegram.diary.watch import schedule_watch
from bot.telegram.housekeeping import schedule_purge
from bot.telegram.limits import QuestionLimit
from bot.telegram.ordering import ChatOrder
from bot.telegram.pacing import Pacing
from bot.telegram.profile import set_profile
from bot.telegram.rendering import Renderer
from bot.telegram.running import Running
from bot.telegram.writing import STOPPED, DraftStopHandler, on_draft_stopped, on_stop

logger = logging.getLogger(__name__)

FLOOD_RETRIES = 3
FORM_LINK = r"^/start(?:@\w+)? calc$"
QUIETED = {
    "httpx": logging.WARNING,  # writes addresses, which contain the token
    "httpcore": logging.INFO,
    "telegram": logging.INFO,  # writes whole updates when debugging
    "aiosqlite": logging.INFO,  # writes what is stored when debugging
    "openai": logging.INFO,  # writes what is asked when debugging, as do the next two
    "anthropic": logging.INFO,
    "google_genai": logging.INFO,
}
ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
    STOPPED,
]


def run(settings: Settings, deps: Deps) -> None:
    """Serve Telegram until a stop signal, then finish what was begun.

    Raises InvalidSettings without a token, StorageUnavailable where the database cannot be used,
    and telegram.error.InvalidToken for a token Telegram does not know.
    """
    hide_secrets(settings)
    application = build_application(settings, deps)
    server = urlsplit(settings.telegram_base_url).hostname
    logger.info("connecting to %s; tried again until it answers", server)
    if not settings.webhook_url:
        application.run_polling(allowed_updates=ALLOWED_UPDATES, bootstrap_retries=-1)
        return
    listen = urlsplit(f"//{settings.webhook_listen}")
    secret = settings.webhook_secret
    application.run_webhook(
        listen=listen.hostname or "127.0.0.1",
        port=listen.port or 8443,
        url_path=urlsplit(settings.webhook_url).path,
        webhook_url=settings.webhook_url,
        secret_token=secret.get_secret_value() if secret else None,
        allowed_updates=ALLOWED_UPDATES,
        bootstrap_retries=-1,
    )


def build_application(settings: Settings, deps: Deps, request: BaseRequest | None = None) -> App:
    """Return the bot, ready to run; `request` takes the place of the network in tests."""
    if settings.telegram_token is None:
        raise InvalidSettings("MEOKTONG_TELEGRAM_TOKEN is missing; @BotFather gives one")
    order = ChatOrder()
    builder = (
        ApplicationBuilder()
        .token(settings.telegram_token.get_secret_value())
        .base_url(settings.telegram_base_url)
        .base_file_url(_file_address(settings.telegram_base_url))
        .context_types(ContextTypes(context=Context))
        .defaults(Defaults(tzinfo=KST))
        .rate_limiter(Pacing(max_retries=FLOOD_RETRIES))
        .concurrent_updates(order)
        .post_init(_start)
        .post_shutdown(_stop)
    )
    if request is not None:
        builder = builder.request(request).get_updates_request(request)
    application = cast("App", builder.build())
    application.bot_data[ROOM] = Room(
        deps=deps,
        renderer=Renderer(deps.answer_wording),
        catalogue=build_catalogue(deps.knowledge),
        limit=QuestionLimit(settings.questions_per_minute),
        order=order,
        albums=Albums(),
        forms=FormStore(deps.storage.sessions),
        cases=CaseStore(deps.storage.sessions),
        diary=DiaryStore(deps.storage.sessions),
        reminders=ReminderStore(deps.storage.sessions),
        running=Running(),
        streaming=settings.streaming,
    )
    add_handlers(application)
    return application


def add_handlers(application: App) -> None:
    """Register the handlers; the first that fits an update gets it."""
    message, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
    words = (filters.TEXT & ~filters.COMMAND) | filters.CAPTION
    application.add_handlers(
        [
            *_command_handlers(),
            *_button_handlers(),
            *_claim_button_handlers(),
            DraftStopHandler(on_draft_stopped),
            CallbackQueryHandler(failures.stale_button),
            InlineQueryHandler(inline.on_inline_query),
            ChatMemberHandler(others.on_membership, ChatMemberHandler.MY_CHAT_MEMBER),
            MessageHandler(message & filters.StatusUpdate.MIGRATE, others.on_migration),
            MessageHandler(message & words, questions.on_message),
            MessageHandler(edited & words, questions.on_edited),
            MessageHandler(message & filters.COMMAND, commands.unknown_command),
            MessageHandler(message & ~filters.StatusUpdate.ALL, others.on_other),
        ]
    )
    application.add_error_handler(failures.on_error)


def _command_handlers() -> list[CommandHandler[Context, None]]:
    handlers = {
        "start": commands.start,
        "help": commands.send_help,
        "calc": calc.calc,
        "cases": cases.list_cases,
        "reminders": reminding.list_reminders,
        "down": diary.down,
        "up": diary.up,
        "diary": diary.diary,
        "scam": scam.scam,
        "law": menus.law,
        "outages": menus.outages,
        "sources": menus.about_sources,
        "language": commands.language_menu,
        "privacy": commands.privacy,
        "forget": commands.forget_menu,
    }
    new = filters.UpdateType.MESSAGE
    linked = CommandHandler("start", calc.calc, new & filters.Regex(FORM_LINK))
    return [linked, *(CommandHandler(name, handler, new) for name, handler in handlers.items())]


def _button_handlers() -> list[CallbackQueryHandler[Context, None]]:
    handlers = {
        (Action.UP, Action.DOWN): feedback.on_thumb,
        (Action.SOURCES,): menus.on_sources,
        (Action.THEN_NOW,): menus.on_then_now,
        (Action.RELATED, Action.CHOICE): questions.on_offer,
        (Action.EXAMPLE,): questions.on_example,
        (Action.TOPICS,): menus.law,
        (Action.TOPIC,): questions.on_topic,
        (Action.PROVIDERS,): menus.outages,
        (Action.YEARS,): menus.outage_years,
        (Action.OUTAGES,): menus.outage_list,
        (Action.CARD,): menus.on_card,
        (Action.LANGUAGE,): commands.on_language,
        (Action.FORGET,): commands.on_forget,
        (Action.KEEP,): commands.on_keep,
        (Action.FORM,): calc.on_choice,
        (Action.FORM_SKIP,): calc.on_skip,
        (Action.FORM_BACK,): calc.on_back,
        (Action.FORM_CANCEL,): calc.on_cancel,
        (Action.STOP,): on_stop,
    }
    return [
        CallbackQueryHandler(handler, pattern(*actions)) for actions, handler in handlers.items()
    ]


def _claim_button_handlers() -> list[CallbackQueryHandler[Context, None]]:
    handlers = {
        Action.CLAIM: letters.on_write,
        Action.CLAIM_REMIND: reminding.on_remind_from_answer,
        Action.DUTY: insight.on_duty,
        Action.WORTH: insight.on_worth,
        Action.CASES: cases.list_cases,
        Action.CASE: cases.on_case,
        Action.CASE_MORE: cases.on_more,
        Action.CASE_CLOSE: cases.on_close,
        Action.CASE_REOPEN: cases.on_reopen,
        Action.CASE_DELETE: cases.on_delete,
        Action.CASE_DELETE_YES: cases.on_delete_yes,
        Action.CASE_TRADE: cases.on_trade,
        Action.CASE_LEAK: cases.on_leak,
        Action.EXPORT: cases.on_export,
        Action.PROOF: details.on_proof,
        Action.PATH: details.on_path,
        Action.LETTERS: letters.on_letters,
        Action.LETTER: letters.on_letter,
        Action.FIELD: letters.on_field,
        Action.FIELD_SKIP: letters.on_skip,
        Action.FIELD_STOP: letters.on_stop,
        Action.STEP: steps.on_step,
        Action.STEP_KIND: steps.on_kind,
        Action.STEP_DAY: steps.on_day,
        Action.DEADLINES: reminding.on_deadlines,
        Action.REMIND: reminding.on_remind,
        Action.REMINDERS: reminding.list_reminders,
        Action.SNOOZE: reminding.on_snooze,
        Action.UNREMIND: reminding.on_unremind,
        Action.DIARY: diary.diary,
        Action.LINE_SERVICE: diary.on_service,
        Action.LINE: diary.on_line,
        Action.LINE_UP: diary.on_up,
        Action.ENTRY_REMOVE: diary.on_remove,
        Action.ENTRY_CLAIM: diary.on_claim,
    }
    return [CallbackQueryHandler(handler, pattern(action)) for action, handler in handlers.items()]


async def _start(application: App) -> None:
    deps = room_of(application).deps
    await deps.storage.start()
    await set_profile(application.bot, deps.wording)
    schedule_purge(application)
    schedule_reminders(application)
    schedule_watch(application)
    logger.info("serving as @%s", application.bot.username)


async def _stop(application: App) -> None:
    await room_of(application).deps.storage.close()


def _file_address(base_url: str) -> str:
    """Servers that speak the Bot API keep files beside the methods."""
    return base_url.removesuffix("/bot") + "/file/bot"


def hide_secrets(settings: Settings) -> None:
    """Keep secrets and what users write out of the log, at every log level."""
    secrets = (
        settings.telegram_token,
        settings.webhook_secret,
        settings.database_url,
        settings.model_api_key,
    )
    hidden = failures.RedactSecrets(*(s.get_secret_value() for s in secrets if s))
    for handler in logging.getLogger().handlers:
        handler.addFilter(hidden)
    for name, level in QUIETED.items():
        logging.getLogger(name).setLevel(level)
