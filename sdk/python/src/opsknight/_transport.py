"""Sends requests, and tries again what may be repeated without a second effect."""

from __future__ import annotations

import http.client
import json
import os
import random as random_module
import secrets
import socket
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import IO, Any, Callable, Dict, Mapping, Optional, Tuple, cast

from ._call import ApiResponse, Call, CallOptions
from ._errors import OpsKnightError, refusal

VERSION = "0.1.0"


@dataclass(frozen=True)
class Retry:
    """When and how often a call is made again. Times are in seconds.

    `attempts` is how often a call is made in all; 1 is never again. `first` is the first pause,
    and each is twice that before, give or take half of it; `most` is the longest.

    `longest_asked` is the longest Retry-After that is waited for. If the server asks for more, the
    error comes at once, with its `retry_after`.
    """

    attempts: int = 5
    first: float = 0.5
    most: float = 30.0
    longest_asked: float = 120.0


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows nothing: a redirected POST would become a GET."""

    def redirect_request(self, req: Any, fp: Any, code: Any, msg: Any, headers: Any, newurl: Any) -> None:
        return None


class Transport:
    """Asks one server."""

    def __init__(
        self,
        url: Optional[str],
        api_key: Optional[str],
        timeout: float,
        idle: float,
        retry: Retry,
        opener: Optional[urllib.request.OpenerDirector],
        now: Callable[[], float],
        sleep: Callable[[float], None],
        random: Optional[Callable[[], float]],
    ) -> None:
        url = url or os.environ.get("OPSKNIGHT_URL")
        if not url:
            raise ValueError("Say where the server is, by url or OPSKNIGHT_URL.")
        at = urllib.parse.urlsplit(url)
        if at.scheme not in ("http", "https") or not at.hostname or " " in url:
            raise ValueError(f"{url!r} is no address of a server: give one as https://opsknight.example.com.")
        self.url = url.rstrip("/")
        self.api_key = api_key or os.environ.get("OPSKNIGHT_API_KEY", "")
        self.timeout = timeout
        self.idle = idle
        self.retry = retry
        self.now = now
        self._sleep = sleep
        self._random = random or random_module.random
        self._opener = opener or urllib.request.build_opener(_NoRedirect)

    def exchange(self, call: Call, options: CallOptions) -> bytes:
        """Makes attempts until one is answered, or none can be, and returns the answer's body."""
        key = options.idempotency_key or (secrets.token_hex(16) if call.keyed else None)
        body = None if call.body is None else encode(_keyed_event(call))
        repeatable = (
            call.method in ("GET", "DELETE") or call.keyed or call.event or call.safe or options.repeatable
        )
        perhaps_done = False
        failures = 0
        while True:
            try:
                return self._attempt(call, options, key, body)
            except OpsKnightError as why:
                failures += 1
                if perhaps_done and call.method == "DELETE" and why.status == 404:
                    return b""  # an attempt whose answer was lost has deleted it
                if failures >= self.retry.attempts or not why.passing or not (repeatable or why.unseen):
                    raise
                perhaps_done = perhaps_done or not why.unseen
                self.again(failures, why)

    def again(self, failures: int, why: OpsKnightError) -> None:
        """Waits for the next attempt, or raises the error to end with."""
        if why.retry_after > self.retry.longest_asked:
            raise why
        pause = min(self.retry.first * 2 ** min(failures - 1, 60), self.retry.most)
        spread = min(pause / 2 + self._random() * pause, self.retry.most)
        self._sleep(max(spread, why.retry_after))

    def _attempt(self, call: Call, options: CallOptions, key: Optional[str], body: Optional[bytes]) -> bytes:
        headers = {"If-Match": options.if_match, "If-None-Match": options.if_none_match, "Idempotency-Key": key}
        status, received, stream = self.send(call, headers, body, self.timeout)
        with stream:
            try:
                answer = stream.read()
            except (http.client.HTTPException, OSError) as why:
                raise self.unreachable(why) from why
        if options.on_response:
            options.on_response(ApiResponse(status, received))
        if not 200 <= status <= 299:
            raise refusal(self.url, status, received, answer, self.now())
        return answer

    def send(
        self, call: Call, more: Mapping[str, Optional[str]], body: Optional[bytes], timeout: float
    ) -> Tuple[int, Dict[str, str], IO[bytes]]:
        """Sends one request, and returns the status, the headers by their names in lower case, and
        the body to read."""
        headers = {"Accept": call.accept, "User-Agent": f"opsknight-python/{VERSION}"}
        headers.update({name: value for name, value in more.items() if value})
        if body is not None:
            headers["Content-Type"] = "application/json"
        if self.api_key and not call.anonymous:
            headers["Authorization"] = f"Bearer {self.api_key}"
        request = urllib.request.Request(
            self.url + call.path + _query_string(call.query), body, headers, method=call.method
        )
        try:
            response = self._opener.open(request, timeout=timeout)
        except urllib.error.HTTPError as answered:
            response = answered
        except (http.client.HTTPException, OSError) as why:
            raise self.unreachable(why) from why
        received = {name.lower(): value for name, value in response.headers.items()}
        return cast(int, response.status), received, cast(IO[bytes], response)

    def unreachable(self, why: Exception) -> OpsKnightError:
        """Says why there is no answer."""
        reason = getattr(why, "reason", why)
        text = f"no answer within {self.timeout:g} s" if isinstance(reason, socket.timeout) else str(reason)
        return OpsKnightError(
            f"{self.url} cannot be reached: {text}",
            status=0,
            code="UNREACHABLE",
            unsent=isinstance(reason, (ConnectionRefusedError, socket.gaierror)),
        )


def encode(value: Any) -> bytes:
    """JSON, as compact as it can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _keyed_event(call: Call) -> Any:
    """The body of a call; a trigger without a dedup key gets one, so that it can be repeated."""
    if call.event and call.body.get("event_action") == "trigger" and not call.body.get("dedup_key"):
        return {**call.body, "dedup_key": secrets.token_hex(16)}
    return call.body


def _query_string(query: Optional[Mapping[str, Any]]) -> str:
    """What is None or an empty list is left out; lists have commas."""
    texts: Dict[str, str] = {}
    for name, value in (query or {}).items():
        if isinstance(value, bool):
            texts[name] = "true" if value else "false"
        elif isinstance(value, (str, int)):
            texts[name] = str(value)
        elif value:
            texts[name] = ",".join(value)
    return "?" + urllib.parse.urlencode(texts) if texts else ""
