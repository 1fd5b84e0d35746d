from pathlib import Path

import pytest

from bot.errors import InvalidSettings
from bot.settings import load_settings


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_defaults_need_nothing_set() -> None:
    settings = load_settings({})
    assert settings.telegram_token is None
    assert settings.encoder == "builtin"
    assert settings.database_address.startswith("sqlite+aiosqlite:///")


def test_a_secret_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEOKTONG_TELEGRAM_TOKEN", "123:very-secret")
    monkeypatch.setenv("MEOKTONG_DATABASE_URL", "postgresql+asyncpg://u:hidden@db/m")
    settings = load_settings()
    assert "very-secret" not in repr(settings)
    assert "hidden" not in repr(settings)
    assert settings.database_address.endswith("@db/m")


@pytest.mark.parametrize("address", ["http://127.0.0.1:8081", "http://127.0.0.1:8081/bot/"])
def test_a_bare_server_address_is_enough(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("MEOKTONG_TELEGRAM_BASE_URL", address)
    assert load_settings().telegram_base_url == "http://127.0.0.1:8081/bot"


def test_an_unknown_setting_is_named() -> None:
    with pytest.raises(InvalidSettings, match="MEOKTONG_TOKN"):
        load_settings({"MEOKTONG_TOKN": "x"})


def test_a_malformed_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEOKTONG_QUESTIONS_PER_MINUTE", "many")
    with pytest.raises(InvalidSettings, match="MEOKTONG_QUESTIONS_PER_MINUTE"):
        load_settings()
