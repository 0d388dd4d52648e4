"""Subscriptions by server-sent events."""

from __future__ import annotations

import http.client
from typing import IO, Any, Callable, Dict, Iterator, cast

from ._call import Call
from ._errors import OpsKnightError, refusal
from ._transport import Transport, encode


class Subscription:
    """One subscription, over as many connections as it takes."""

    def __init__(
        self, transport: Transport, decode: Callable[[bytes], Any], document: str, variables: Dict[str, Any]
    ) -> None:
        self._transport = transport
        self._decode = decode
        self._document = document
        self._variables = variables
        self._connected = False  # once at least
        self._failures = 0  # since the last answer

    def run(self) -> Iterator[Any]:
        """The data of each answer, again and again."""
        while True:
            try:
                for body in self._follow():
                    data = self._decode(body)
                    self._failures = 0
                    self._keep_cursor(data)
                    yield data
            except OpsKnightError as why:
                if not why.passing and why.code != "RATE_LIMITED":
                    raise
                self._failures += 1
                if not self._connected and self._failures >= self._transport.retry.attempts:
                    raise
                if self._connected and "$after" not in self._document:
                    raise  # what happens meanwhile would be lost without a word
                self._transport.again(self._failures, why)

    def _keep_cursor(self, data: Any) -> None:
        """Keeps where the stream stands."""
        roots = list(cast(Dict[str, Any], data).values()) if isinstance(data, dict) else []
        if len(roots) == 1 and isinstance(roots[0], dict):
            cursor = cast(Dict[str, Any], roots[0]).get("cursor")
            if isinstance(cursor, str):
                self._variables["after"] = cursor

    def _follow(self) -> Iterator[bytes]:
        """The data of the events of one connection. It raises when the stream ends, as one that
        ends was lost."""
        transport = self._transport
        call = Call("POST", "/graphql", accept="text/event-stream")
        body = encode({"query": self._document, "variables": self._variables})
        status, headers, stream = transport.send(call, {}, body, transport.idle)
        with stream:
            try:
                if status != 200 or not headers.get("content-type", "").startswith("text/event-stream"):
                    raise refusal(transport.url, status, headers, stream.read(), transport.now())
                self._connected = True
                yield from _events(stream)
            except (http.client.HTTPException, OSError) as why:
                raise transport.unreachable(why) from why
        raise OpsKnightError("the server has ended the stream", status=0, code="UNREACHABLE")


def _events(stream: IO[bytes]) -> Iterator[bytes]:
    data = b""
    while True:
        line = stream.readline()
        if not line:
            return
        line = line.rstrip(b"\r\n")
        if line.startswith(b"data:"):
            data += line[5:].strip()
        elif not line:
            if data:
                yield data
            data = b""
