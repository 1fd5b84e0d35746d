import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.answering.writing.chat import open_model
from bot.answering.writing.factory import build_writer, build_writing
from bot.errors import InvalidSettings
from bot.settings import Settings
from prompts import load_wording
from tests.unit.writing.scenes import scenes, words

KNOWLEDGE = scenes()["kt-yes"].knowledge
WORDING = load_wording("answer")


def _settings(folder: Path, **fields: object) -> Settings:
    return Settings.model_validate({"data_dir": folder, **fields})


def test_without_a_model_there_is_no_writer(tmp_path: Path) -> None:
    assert build_writer(_settings(tmp_path), KNOWLEDGE, WORDING, words()) is None


def test_nothing_heavy_is_imported_without_a_model(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from bot.answering.writing.factory import build_writer\n"
        "from bot.settings import Settings\n"
        f"build_writer(Settings(data_dir={str(tmp_path)!r}), None, None, None)\n"
        "sys.exit(any(name.startswith(('langchain', 'onnxruntime')) for name in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - our own code
    assert done.returncode == 0


def test_a_model_and_its_fallback_are_opened(tmp_path: Path) -> None:
    settings = _settings(
        tmp_path,
        model="openai:some-model",
        model_fallback="openai:other-model",
        model_api_key=SecretStr("k"),
        model_base_url="http://127.0.0.1:9/v1",
    )
    writing = build_writing(settings, KNOWLEDGE, WORDING, words())
    assert writing is not None
    names = [guarded.model.name for guarded in writing.writer.models.guarded]
    assert names == ["openai:some-model", "openai:other-model"]
    assert writing.rephraser.ledger is writing.writer.ledger


@pytest.mark.parametrize("model", ["gpt", "nobody:model", "openai:", ""])
def test_an_unknown_model_is_named_with_the_known_providers(model: str) -> None:
    with pytest.raises(InvalidSettings, match="anthropic:MODEL"):
        open_model(model)


@pytest.mark.parametrize(
    ("provider", "package"),
    [
        ("anthropic", "langchain-anthropic"),
        ("google_genai", "langchain-google-genai"),
        ("ollama", "langchain-ollama"),
    ],
)
def test_a_missing_extra_says_what_to_install(
    provider: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package.replace("-", "_"), None)
    with pytest.raises(InvalidSettings, match=rf"{package}.*meoktong\["):
        open_model(f"{provider}:model", api_key=SecretStr("k"))


def test_the_key_never_shows(tmp_path: Path) -> None:
    settings = _settings(tmp_path, model="openai:m", model_api_key=SecretStr("very-secret"))
    assert "very-secret" not in repr(settings)
    assert "very-secret" not in repr(open_model("openai:m", api_key=settings.model_api_key))
