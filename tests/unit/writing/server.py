"""A scripted server that speaks enough of the OpenAI chat API for the real client."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

Step = Callable[["Reply"], Awaitable[None]]


@dataclass
class Reply:
    """The reply to one request; a step writes into it."""

    writer: asyncio.StreamWriter
    streamed: bool

    async def head(self, status: int, kind: str, *, length: int | None = None) -> None:
        """Send status and headers; without a length the reply is chunked."""
        framing = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
        phrase = HTTPStatus(status).phrase
        head = f"HTTP/1.1 {status} {phrase}\r\nContent-Type: {kind}\r\n{framing}\r\n"
        self.writer.write(f"{head}Connection: close\r\n\r\n".encode())
        await self.writer.drain()

    async def chunk(self, text: str) -> None:
        """Send one chunk."""
        body = text.encode()
        self.writer.write(f"{len(body):x}\r\n".encode() + body + b"\r\n")
        await self.writer.drain()

    async def event(self, **fields: object) -> None:
        """Send one server-sent event of a streamed completion."""
        base = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "test"}
        await self.chunk(f"data: {json.dumps({**base, **fields})}\n\n")

    async def part(self, text: str) -> None:
        """Send a piece of the streamed text."""
        choice = {"index": 0, "delta": {"role": "assistant", "content": text}}
        await self.event(choices=[{**choice, "finish_reason": None}])


def says(
    text: str, *, size: int = 12, pause: float = 0.0, tokens: tuple[int, int] = (100, 50)
) -> Step:
    """A whole reply, in pieces of `size` letters."""

    async def step(reply: Reply) -> None:
        if not reply.streamed:
            await _complete(reply, text, tokens)
            return
        await reply.head(200, "text/event-stream")
        for start in range(0, len(text), size):
            await reply.part(text[start : start + size])
            await asyncio.sleep(pause)
        await reply.event(choices=[{"index": 0, "delta": {}, "finish_reason": "stop"}])
        await reply.event(choices=[], usage=_usage(tokens))
        await reply.chunk("data: [DONE]\n\n")
        reply.writer.write(b"0\r\n\r\n")

    return step


def fails(status: int) -> Step:
    """An error of the server."""

    async def step(reply: Reply) -> None:
        body = json.dumps({"error": {"message": "scripted", "type": "scripted"}}).encode()
        await reply.head(status, "application/json", length=len(body))
        reply.writer.write(body)

    return step


def cut(text: str) -> Step:
    """A stream whose connection breaks after `text`."""

    async def step(reply: Reply) -> None:
        await reply.head(200, "text/event-stream")
        if text:
            await reply.part(text)
            await asyncio.sleep(0.02)
        reply.writer.transport.abort()

    return step


def holds(first: str, gate: asyncio.Event, then: str = "") -> Step:
    """A stream that waits for a gate between its two parts."""

    async def step(reply: Reply) -> None:
        await reply.head(200, "text/event-stream")
        await reply.part(first)
        await gate.wait()
        await reply.part(then)
        await reply.event(choices=[{"index": 0, "delta": {}, "finish_reason": "stop"}])
        await reply.chunk("data: [DONE]\n\n")
        reply.writer.write(b"0\r\n\r\n")

    return step


def garbage() -> Step:
    """A stream that is not JSON."""

    async def step(reply: Reply) -> None:
        await reply.head(200, "text/event-stream")
        await reply.chunk("data: {not json\n\n")
        reply.writer.write(b"0\r\n\r\n")

    return step


def hangs() -> Step:
    """A server that never answers."""

    async def step(reply: Reply) -> None:
        await asyncio.sleep(60)

    return step


def endless(line: str) -> Step:
    """A stream that repeats a line and never ends."""

    async def step(reply: Reply) -> None:
        await reply.head(200, "text/event-stream")
        while not reply.writer.is_closing():
            await reply.part(line)
            await asyncio.sleep(0)

    return step


async def _complete(reply: Reply, text: str, tokens: tuple[int, int]) -> None:
    message = {"role": "assistant", "content": text}
    body = json.dumps(
        {
            "id": "c1",
            "object": "chat.completion",
            "created": 1,
            "model": "test",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": _usage(tokens),
        }
    ).encode()
    await reply.head(200, "application/json", length=len(body))
    reply.writer.write(body)


def _usage(tokens: tuple[int, int]) -> dict[str, int]:
    read, written = tokens
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


def _refused(request: dict[str, Any]) -> bool:
    """Return whether the real API refuses the request for its strict schema."""
    asked = request.get("response_format", {}).get("json_schema", {})
    return bool(asked.get("strict")) and not _strict(asked["schema"])


def _strict(schema: object) -> bool:
    """Return whether a schema keeps the rules: no defaults, all properties required, no others."""
    if isinstance(schema, list):
        return all(map(_strict, schema))
    if not isinstance(schema, dict):
        return True
    properties = schema.get("properties", {})
    closed = schema.get("type") != "object" or schema.get("additionalProperties") is False
    whole = sorted(schema.get("required", [])) == sorted(properties)
    inner = (*properties.values(), *schema.get("$defs", {}).values(), schema.get("items"))
    return "default" not in schema and closed and whole and all(map(_strict, inner))


@dataclass
class ScriptedServer:
    """Plays its steps in order, one a request; keeps what it was sent."""

    steps: list[Step]
    base_url: str = ""
    requests: list[str] = field(default_factory=list)
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    cut_off: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection."""
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            lengths = [
                x for x in head.decode().split("\r\n") if x.lower().startswith("content-length")
            ]
            body = (await reader.readexactly(int(lengths[0].split(":")[1]))).decode()
            self.requests.append(body)
            self.asked.set()
            request = json.loads(body)
            reply = Reply(writer, streamed=bool(request.get("stream")))
            step = self.steps.pop(0)
            await (fails(400) if _refused(request) else step)(reply)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.cut_off.set()
        finally:
            writer.close()


@asynccontextmanager
async def scripted(*steps: Step) -> AsyncIterator[ScriptedServer]:
    """A server on a free loopback port."""
    script = ScriptedServer(list(steps))
    tasks: set[asyncio.Task[None]] = set()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(script.serve(reader, writer))
        tasks.add(task)

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    script.base_url = f"http://127.0.0.1:{port}/v1"
    try:
        yield script
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()
