"""The bot's name, descriptions and commands, set at every start in Korean and English."""

import asyncio
import logging

from telegram import BotCommand
from telegram.error import TelegramError
from telegram.ext import ExtBot

from knowledge.language import Language
from prompts import Wording

logger = logging.getLogger(__name__)

COMMANDS = (
    "start",
    "help",
    "calc",
    "cases",
    "reminders",
    "down",
    "up",
    "diary",
    "scam",
    "law",
    "outages",
    "sources",
    "language",
    "privacy",
    "forget",
)
PATIENCE_SECONDS = 30
TELEGRAM_CODES = ((Language.KO, None), (Language.EN, "en"))
"""Korean is shown to everybody whose app is not in English."""


async def set_profile(bot: ExtBot[int], wording: Wording) -> None:
    """Set the profile; a bot with an old profile still answers, so failing only warns.

    Only what differs is set: Telegram allows few changes a day and then asks to wait for hours.
    """
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            for language, code in TELEGRAM_CODES:
                await _set_in(bot, wording, language, code)
    except (TelegramError, TimeoutError) as exc:
        logger.warning("the profile could not be set: %s", type(exc).__name__)


async def _set_in(bot: ExtBot[int], wording: Wording, language: Language, code: str | None) -> None:
    commands = tuple(
        BotCommand(command, wording(language, f"command_{command}")) for command in COMMANDS
    )
    about, description = (
        wording(language, "profile_about"),
        wording(language, "profile_description"),
    )
    name = wording(language, "profile_name")
    if await bot.get_my_commands(language_code=code) != commands:
        await bot.set_my_commands(commands, language_code=code)
    if (await bot.get_my_short_description(code)).short_description != about:
        await bot.set_my_short_description(about, code)
    if (await bot.get_my_description(code)).description != description:
        await bot.set_my_description(description, code)
    if (await bot.get_my_name(code)).name != name:
        await bot.set_my_name(name, code)
