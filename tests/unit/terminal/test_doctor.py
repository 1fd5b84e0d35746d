import sys

import pytest
from pydantic import SecretStr

from bot.settings import Settings
from bot.terminal.doctor import chat_model, reranker


@pytest.mark.parametrize(
    ("fields", "state", "advice"),
    [
        ({}, "none set", ""),
        ({"model": "openai:m", "model_api_key": SecretStr("k")}, "openai:m, installed", ""),
        (
            {"model": "openai:m", "model_fallback": "openai:n", "model_api_key": SecretStr("k")},
            "openai:m then openai:n",
            "",
        ),
        ({"model": "nobody:m"}, "broken", "anthropic:MODEL"),
        ({"model": "anthropic:m"}, "broken", "meoktong[anthropic]"),
    ],
)
def test_the_doctor_tells_the_state_of_the_chat_model_without_calling_it(
    fields: dict[str, object], state: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "langchain_anthropic", None)
    finding = chat_model(Settings.model_validate(fields))
    assert state in finding.state
    assert advice in finding.advice
    assert bool(finding.advice) is bool(advice)


@pytest.mark.parametrize(
    ("name", "state", "advice"),
    [
        (None, "none set", ""),
        ("", "none set", ""),
        ("no/such-model", "broken", "MEOKTONG_RERANKER"),
    ],
)
def test_the_doctor_tells_the_state_of_the_reranker(
    name: str | None, state: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    finding = reranker(Settings(reranker=name))
    assert state in finding.state
    assert advice in finding.advice
    assert bool(finding.advice) is bool(advice)
