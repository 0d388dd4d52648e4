"""A client of one server."""

from __future__ import annotations

import dataclasses
import re
import time
import urllib.request
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Sequence, cast

from ._call import Call, CallOptions
from ._errors import graphql_error, parse, unexpected
from ._events import EventSender
from ._operations import Operations
from ._stream import Subscription
from ._transport import Retry, Transport

_TOKEN = re.compile(r'#[^\n\r]*|"""(?:\\"""|.)*?(?:"""|\Z)|"(?:\\.|[^"\\])*(?:"|\Z)|[{}]|\w+', re.DOTALL)


class Client(Operations):
    """A client of one server. Several threads may use it at once.

    `url` is the server's address, OPSKNIGHT_URL of the environment if it is left out; `api_key` a
    key, sk_live_… or sk_test_…, or OPSKNIGHT_API_KEY. Without a key a client can only send events,
    by `events`.

    `timeout` is how many seconds the server may take to connect, and for each piece of an answer;
    `idle` after how many without a sign of life a subscription connects again.

    `opener` sends requests; without one, no redirect is followed. `now`, `sleep` and `random` are
    the clock, the pause and the chance of who wants others.

    Raises ValueError if it is not said where the server is, or if that is no URL.
    """

    def __init__(
        self,
        url: Optional[str] = None,
        api_key: Optional[str] = None,
        *,
        timeout: float = 30.0,
        idle: float = 60.0,
        retry: Retry = Retry(),
        opener: Optional[urllib.request.OpenerDirector] = None,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        random: Optional[Callable[[], float]] = None,
    ) -> None:
        self._transport = Transport(url, api_key, timeout, idle, retry, opener, now, sleep, random)

    def _call(self, call: Call, options: Optional[CallOptions]) -> Any:
        body = self._transport.exchange(call, options or CallOptions())
        if not body:
            return None
        answer = parse(body)
        if answer is None:
            raise unexpected(self._transport.url, 200, "no JSON")
        return answer.get("data") if call.unwrap else answer

    def _pages(self, call: Call, options: Optional[CallOptions]) -> Iterator[Any]:
        query = dict(call.query or {})
        offset: int = query.get("offset") or 0
        while True:
            page = self._call(dataclasses.replace(call, query={**query, "offset": offset}), options)
            yield from page["data"]
            offset += len(page["data"])
            if not page["pagination"]["has_more"] or not page["data"]:
                return

    def events(self, routing_key: str) -> EventSender:
        """Sends the events of a monitoring tool to the service whose integration has the routing
        key, which is the only credential: the API key is not sent. To send with an API key, and
        name a service by its id or slug, use `send_event`.
        """
        return EventSender(self._call, routing_key)

    def query(
        self, document: str, variables: Optional[Mapping[str, Any]] = None, *, options: Optional[CallOptions] = None
    ) -> Any:
        """Runs a GraphQL query or mutation, and returns its data: declare its type, for which
        `opsknight.graphql` has those of the schema. Where some fields have failed, the error has the
        others as `data`.

        Queries are tried again as reads are; mutations only if the server surely has not run them,
        or with the option `repeatable`.
        """
        options = options or CallOptions()
        body: Dict[str, Any] = {"query": document, "variables": variables or {}}
        if options.operation_name:
            body["operationName"] = options.operation_name
        accept = "application/graphql-response+json, application/json"
        call = Call("POST", "/graphql", body, accept=accept, safe=not changes(document))
        return self._decode(self._transport.exchange(call, options))

    def _decode(self, body: bytes) -> Any:
        answer = parse(body) or {}
        if answer.get("errors"):
            raise graphql_error(answer["errors"], 200, answer.get("data"))
        if "data" not in answer:
            raise unexpected(self._transport.url, 200, "no GraphQL")
        return answer["data"]

    def nodes(
        self,
        document: str,
        variables: Optional[Mapping[str, Any]] = None,
        *,
        path: Sequence[str] = (),
        options: Optional[CallOptions] = None,
    ) -> Iterator[Any]:
        """Goes through the nodes of a connection, page by page as they are asked for. The document
        declares $after, gives it to the connection, and selects its nodes and
        pageInfo { hasNextPage endCursor }. `path` leads to the connection by names of fields; it may
        be left out if the connection is the only root field. Raises ValueError if it does not.
        """
        filled = dict(variables or {})
        while True:
            page = _connection(self.query(document, filled, options=options), path)
            yield from page["nodes"]
            if not page["pageInfo"].get("hasNextPage"):
                return
            cursor = page["pageInfo"].get("endCursor")
            if not cursor or cursor == filled.get("after"):
                raise ValueError(
                    "The page does not lead on: the document has to give $after to the connection, "
                    "and to select pageInfo { hasNextPage endCursor }."
                )
            filled["after"] = cursor

    def subscribe(self, document: str, variables: Optional[Mapping[str, Any]] = None) -> Iterator[Any]:
        """Runs a GraphQL subscription by server-sent events, and yields the data of each answer as
        it comes, until the loop ends.

        After a lost connection it connects again and goes on from the last cursor: the document
        declares $after, gives it to its only root field and selects cursor there. What happens
        before the first cursor and while the connection is away is not told. It connects again for
        ever if it once was connected; what the server refuses ends it with an OpsKnightError.
        """
        return Subscription(self._transport, self._decode, document, dict(variables or {})).run()


def changes(document: str) -> bool:
    """Whether a GraphQL document has a mutation: the word, outside of selections, texts and
    comments."""
    depth = 0
    for found in _TOKEN.finditer(document):
        token = found.group()
        if token == "{":
            depth += 1
        elif token == "}":
            depth -= 1
        elif token == "mutation" and depth == 0:
            return True
    return False


def _connection(data: Any, path: Sequence[str]) -> Dict[str, Any]:
    """The page that a path leads to."""
    names: List[str] = list(path) or list(data)
    if not path and len(names) != 1:
        raise ValueError("The document has several root fields: say by path which is the connection.")
    for name in names:
        data = cast(Dict[str, Any], data).get(name) if isinstance(data, dict) else None
    if not isinstance(data, dict) or "nodes" not in data or "pageInfo" not in data:
        raise ValueError(
            f"There is no connection at {'.'.join(names)}, or nodes and pageInfo {{ hasNextPage endCursor }} are not selected."
        )
    return cast(Dict[str, Any], data)
