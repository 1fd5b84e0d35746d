"""Which language to speak where no question shows it."""

from telegram import User

from bot.storage.model import ChatState
from knowledge.language import Language


def language_of(state: ChatState, user: User | None = None) -> Language:
    """Return the language a chat chose, else its last question's, else the app's, else Korean."""
    if state.language:
        return state.language
    if state.memory.last:
        return state.memory.last.language
    code = user.language_code if user else None
    return Language.KO if code is None or code.startswith("ko") else Language.EN
