"""The one place that touches LangChain: a chat model built from a string, and its failures."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from pydantic import BaseModel, SecretStr

from bot.answering.writing.errors import ModelFailed
from bot.errors import InvalidSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

PROVIDERS = {
    "anthropic": ("langchain-anthropic", "anthropic"),
    "openai": ("langchain-openai", "openai"),
    "google_genai": ("langchain-google-genai", "google-genai"),
    "ollama": ("langchain-ollama", "ollama"),
}
"""For each provider its LangChain package and the extra of ours that installs it."""

_LENGTH_ARGUMENT = {"google_genai": "max_output_tokens", "ollama": "num_predict"}

Schema = TypeVar("Schema", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call."""

    read: int = 0
    written: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        """Return the sum of both."""
        return Usage(self.read + other.read, self.written + other.written)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a streamed reply; the tokens come with the last one, where the server counts."""

    text: str
    usage: Usage | None = None


class ChatModel(Protocol):
    """What the writing room needs of a chat model; every failure is a ModelFailed."""

    @property
    def name(self) -> str:
        """Return the provider and model, for logs."""

    def stream(self, messages: Sequence[tuple[str, str]]) -> AsyncIterator[Piece]:
        """Yield the reply as it comes."""

    async def fill(
        self, messages: Sequence[tuple[str, str]], schema: type[Schema]
    ) -> tuple[Schema, Usage | None]:
        """Return the reply as an instance of `schema`."""


@dataclass(frozen=True)
class LangChainModel:
    """Any LangChain chat model."""

    name: str
    chat: "BaseChatModel"

    async def stream(self, messages: Sequence[tuple[str, str]]) -> AsyncIterator[Piece]:
        """Yield the reply as it comes; raises ModelFailed."""
        try:
            async with aclosing(self.chat.astream(list(messages))) as chunks:  # type: ignore[type-var]
                async for chunk in chunks:
                    yield Piece(str(chunk.text), _usage(chunk))
        except Exception as exc:
            raise failure(exc) from exc

    async def fill(
        self, messages: Sequence[tuple[str, str]], schema: type[Schema]
    ) -> tuple[Schema, Usage | None]:
        """Return the reply as an instance of `schema`; raises ModelFailed."""
        try:
            reply = await self.chat.with_structured_output(schema, include_raw=True).ainvoke(
                list(messages)
            )
        except Exception as exc:
            raise failure(exc) from exc
        parsed = reply["parsed"] if isinstance(reply, dict) else reply
        if not isinstance(parsed, schema):
            raise ModelFailed("malformed", passing=True)
        return parsed, _usage(reply["raw"]) if isinstance(reply, dict) else None


def _usage(message: object) -> Usage | None:
    counted = getattr(message, "usage_metadata", None)
    return Usage(counted["input_tokens"], counted["output_tokens"]) if counted else None


_TRY_AGAIN = frozenset({408, 409, 425, 429})
_REFUSED = range(400, 500)


def failure(exc: Exception) -> ModelFailed:
    """Return what an error of any provider's client means; its text is left out on purpose."""
    status = _status(exc)
    name = f"{type(exc).__name__}" + (f" {status}" if status else "")
    passing = status not in _REFUSED or status in _TRY_AGAIN
    return ModelFailed(name, passing=passing)


def _status(exc: Exception) -> int | None:
    response = getattr(exc, "response", None)
    for holder in (exc, response):
        status = getattr(holder, "status_code", None) or getattr(holder, "code", None)
        if isinstance(status, int):
            return status
    return None


def open_model(
    model: str,
    *,
    base_url: str | None = None,
    api_key: SecretStr | None = None,
    timeout_s: float = 30.0,
    max_tokens: int = 900,
) -> LangChainModel:
    """Return the chat model named `provider:model`; raises InvalidSettings saying what to do."""
    provider, _, name = model.partition(":")
    if provider not in PROVIDERS or not name:
        known = ", ".join(f"{known}:MODEL" for known in PROVIDERS)
        raise InvalidSettings(f"MEOKTONG_MODEL: {model!r} is not one of {known}")
    from langchain.chat_models import init_chat_model

    arguments = _arguments(provider, base_url, api_key, timeout_s, max_tokens)
    try:
        return LangChainModel(model, init_chat_model(name, model_provider=provider, **arguments))
    except ImportError as exc:
        package, extra = PROVIDERS[provider]
        raise InvalidSettings(
            f"MEOKTONG_MODEL: {provider} needs {package}; install it with meoktong[{extra}]"
        ) from exc
    except Exception as exc:
        raise InvalidSettings(
            f"MEOKTONG_MODEL: {model} cannot be opened ({type(exc).__name__}); "
            "is MEOKTONG_MODEL_API_KEY set?"
        ) from exc


def _arguments(
    provider: str,
    base_url: str | None,
    api_key: SecretStr | None,
    timeout_s: float,
    max_tokens: int,
) -> dict[str, Any]:
    arguments: dict[str, Any] = {_LENGTH_ARGUMENT.get(provider, "max_tokens"): max_tokens}
    if provider == "ollama":
        arguments["client_kwargs"] = {"timeout": timeout_s}
    else:
        arguments |= {"timeout": timeout_s, "max_retries": 0}
        if api_key:
            arguments["api_key"] = api_key
    if provider == "openai":
        arguments["stream_usage"] = True
    if base_url:
        arguments["base_url"] = base_url
    return arguments
