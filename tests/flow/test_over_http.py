"""The bot as a process of its own, against a Bot API server on the loopback interface."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port

from bot.clock import now_kst
from tests.flow.fake_telegram import TOKEN, FakeTelegram, File, Json, chat_json

STOP_SECONDS = 20
ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def _bot_api(telegram: FakeTelegram) -> AsyncIterator[str]:
    """Serve the strict Telegram over HTTP; yields its base address."""

    async def answer(request: web.Request) -> web.Response:
        posted = await request.post()
        uploads = {name: one for name, one in posted.items() if isinstance(one, web.FileField)}
        files = {name: File(one.filename, one.file.read()) for name, one in uploads.items()}
        fields = {n: _value(n, str(text)) for n, text in posted.items() if n not in files}
        status, body = await telegram.respond(str(request.url), fields, files)
        return web.Response(status=status, body=body, content_type="application/json")

    app = web.Application()
    app.router.add_post("/{token}/{method}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    port = unused_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield f"http://127.0.0.1:{port}/bot"
    await runner.cleanup()


@asynccontextmanager
async def _process(folder: Path, base_url: str, **settings: str) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.flow.served_bot",
        cwd=ROOT,
        stdout=PIPE,
        stderr=STDOUT,
        env={
            **{key: value for key, value in os.environ.items() if "MEOKTONG" not in key},
            "MEOKTONG_TELEGRAM_TOKEN": TOKEN,
            "MEOKTONG_TELEGRAM_BASE_URL": base_url,
            "MEOKTONG_DATA_DIR": str(folder),
            **settings,
        },
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def _stop(process: Process) -> str:
    """Ask the process to stop; return what it wrote to its log."""
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(STOP_SECONDS):
        log, _ = await process.communicate()
    assert process.returncode == 0, log.decode()
    return log.decode()


def _value(name: str, text: str) -> object:
    structured = name != "text" and text[:1] in "[{"
    return json.loads(text) if structured or name in ("chat_id", "message_id") else text


def _asked(text: str) -> Json:
    message = {
        "message_id": 1,
        "date": int(now_kst().timestamp()),
        "chat": chat_json(11),
        "from": {"id": 11, "is_bot": False, "first_name": "Ann"},
        "text": text,
    }
    return {"update_id": 1, "message": message}


def _pressed(data: str) -> Json:
    query = {
        "id": "q1",
        "from": {"id": 11, "is_bot": False, "first_name": "Ann"},
        "chat_instance": "1",
        "data": data,
        "message": {"message_id": 1, "date": 0, "chat": chat_json(11)},
    }
    return {"update_id": 2, "callback_query": query}


async def test_polling_serves_and_stops_without_a_trace_of_secrets(tmp_path: Path) -> None:
    telegram = FakeTelegram(now_kst)
    async with _bot_api(telegram) as base_url, _process(tmp_path, base_url) as process:
        telegram.updates.put_nowait(_asked("카톡 비밀이야기"))
        await telegram.until("무료 서비스라")
        telegram.updates.put_nowait(_pressed("v1:xp"))
        exported = await telegram.until("보관 중인 내용")
        log = await _stop(process)
    assert exported.file is not None
    assert "카톡 비밀이야기" in exported.file.content.decode()
    assert not telegram.violations
    assert (tmp_path / "meoktong.db").exists()
    assert TOKEN not in log
    assert "비밀이야기" not in log


@pytest.mark.parametrize(("secret", "served"), [("right-secret", True), ("wrong", False)])
async def test_a_webhook_serves_only_who_knows_the_secret(
    tmp_path: Path, secret: str, served: bool
) -> None:
    telegram, port = FakeTelegram(now_kst), unused_port()
    hook = f"http://127.0.0.1:{port}/hook"
    settings = {
        "MEOKTONG_WEBHOOK_URL": hook,
        "MEOKTONG_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        "MEOKTONG_WEBHOOK_SECRET": "right-secret",
    }
    async with _bot_api(telegram) as base_url, _process(tmp_path, base_url, **settings) as process:
        status = await _deliver(hook, secret)
        if served:
            await telegram.until("무료 서비스라")
        await _stop(process)
    assert (status == 200) is served
    registered = [params["url"] for method, params in telegram.calls if method == "setWebhook"]
    assert registered == [hook]


async def _deliver(hook: str, secret: str) -> int:
    """Post an update once the webhook listens; return the status it answers with."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with aiohttp.ClientSession() as session, asyncio.timeout(STOP_SECONDS):
        while True:
            try:
                async with session.post(hook, json=_asked("카톡"), headers=headers) as response:
                    return response.status
            except aiohttp.ClientConnectorError:
                await asyncio.sleep(0.1)
