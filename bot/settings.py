"""One typed settings object, read once from `MEOKTONG_*` environment variables or `.env`."""

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import InvalidSettings

PREFIX = "MEOKTONG_"


def _default_data_dir() -> Path:
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "meoktong"


class Streaming(StrEnum):
    """How a written answer is shown in a private chat while it comes."""

    DRAFTS = "drafts"
    EDITS = "edits"
    OFF = "off"


class Settings(BaseSettings):
    """What an operator can set; every field is the variable `MEOKTONG_<FIELD>`.

    Secrets are `SecretStr`: they never show in logs or repr.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True
    )

    telegram_token: SecretStr | None = Field(None, description="bot token from @BotFather")
    telegram_base_url: str = Field(
        "https://api.telegram.org/bot", description="any server that speaks the Bot API"
    )
    webhook_url: str | None = Field(None, description="public https address; empty means polling")
    webhook_listen: str = Field("127.0.0.1:8443", description="host:port the webhook listens on")
    webhook_secret: SecretStr | None = Field(None, description="secret Telegram sends back")
    data_dir: Path = Field(
        default_factory=_default_data_dir,
        description="folder of the index and the database; empty means `meoktong` in "
        "`XDG_DATA_HOME` or in `~/.local/share`",
    )
    database_url: SecretStr | None = Field(
        None, description="SQLAlchemy address; empty means SQLite in the data folder"
    )
    chroma_url: str | None = Field(
        None, description="address of a Chroma server; empty means a local index"
    )
    encoder: str = Field(
        "builtin", description="`builtin` or any sentence-transformers name or path"
    )
    reranker: str | None = Field(
        None,
        description="name or path of a sentence-transformers CrossEncoder that re-orders the best "
        "20 facts; empty keeps their order",
    )
    model: str | None = Field(
        None,
        description="chat model as `provider:model`: `anthropic`, `openai`, `google_genai` or "
        "`ollama`, each an extra to install; empty answers without one",
    )
    model_base_url: str | None = Field(
        None, description="address of a server that speaks the provider's API"
    )
    model_api_key: SecretStr | None = Field(
        None, description="key of the model; empty means the provider's own variable"
    )
    model_fallback: str | None = Field(None, description="model tried when the first one fails")
    model_proofreads: bool = Field(
        True,
        description="whether the model compares what it wrote with the material in a second call; "
        "without it far more of its sentences are dropped",
    )
    model_timeout_s: float = Field(
        30.0, gt=0, le=120, description="seconds all of the model's tries may take together"
    )
    model_max_tokens: int = Field(900, ge=100, description="longest reply in tokens")
    model_tokens_per_user: int = Field(
        100_000, ge=0, description="tokens a day for one user; 0 means no cap"
    )
    model_tokens_total: int = Field(
        5_000_000, ge=0, description="tokens a day for everybody; 0 means no cap"
    )
    model_cost_total_usd: float = Field(
        0.0, ge=0, description="US dollars a day; needs both prices; 0 means no cap"
    )
    model_price_read_usd: float = Field(0.0, ge=0, description="US dollars per million tokens read")
    model_price_written_usd: float = Field(
        0.0, ge=0, description="US dollars per million tokens written"
    )
    streaming: Streaming = Field(
        Streaming.DRAFTS,
        description="how a chat model's answer comes in a private Telegram chat: `drafts`, "
        "`edits` of one message, or `off`",
    )
    questions_per_minute: int = Field(
        12, ge=1, description="questions one user may ask in a minute"
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")

    @field_validator("telegram_base_url")
    @classmethod
    def _ends_where_the_token_follows(cls, address: str) -> str:
        """Accept a bare server address: Bot API paths are `/bot<token>/<method>`."""
        address = address.rstrip("/")
        return address if address.endswith("/bot") else f"{address}/bot"

    @property
    def database_address(self) -> str:
        """Return the SQLAlchemy address in use."""
        if self.database_url:
            return self.database_url.get_secret_value()
        return f"sqlite+aiosqlite:///{self.data_dir / 'meoktong.db'}"


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raises InvalidSettings naming an unknown or malformed variable."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    names = os.environ if environ is None else environ
    unknown = sorted(name for name in names if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise InvalidSettings(
            f"unknown setting {', '.join(unknown)}; known are {', '.join(sorted(known))}"
        )
    try:
        return Settings()
    except ValidationError as exc:
        problems = "; ".join(
            f"{PREFIX}{str(error['loc'][0]).upper()}: {error['msg']}" for error in exc.errors()
        )
        raise InvalidSettings(problems) from exc
