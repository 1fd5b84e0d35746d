"""An answer in a chat model's words: shown while it comes, and stopped when the reader says so.

Stopping cancels the model's call, and the composed answer, which was ready before the model began,
is sent at once: every question ends in one complete answer.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

from telegram import Update
from telegram.ext import BaseHandler

from bot.answering.model import Answer, Ask
from bot.settings import Streaming
from bot.telegram.buttons import Action, button, column, decode
from bot.telegram.commands import chat_language
from bot.telegram.context import Context
from bot.telegram.deps import AnswerWriter
from bot.telegram.frames import Canvas, DraftCanvas, Frames, MessageCanvas
from bot.telegram.sending import Place, delete, place_of, toast
from bot.telegram.typing import typing
