"""One request, and what can be said of it."""

from __future__ import annotations

import urllib.parse
from dataclasses import dataclass
from typing import Any, Callable, Mapping, Optional


def quote(part: str) -> str:
    """A part of a path, escaped."""
    return urllib.parse.quote(part, safe="")


@dataclass(frozen=True)
class Call:
    """One request, which may take several attempts. Its path begins with a slash, and is escaped."""

    method: str
    path: str
    body: Any = None
    query: Optional[Mapping[str, Any]] = None
    accept: str = "application/json"
    keyed: bool = False  # the server takes an Idempotency-Key
    event: bool = False  # the body is an event, which has a dedup key
    safe: bool = False  # it changes nothing, though it is a POST
    anonymous: bool = False  # the body has the credential
    unwrap: bool = False  # of the answer, `data` is all there is


@dataclass(frozen=True)
class ApiResponse:
    """What an answer says beside its body. The names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]

    @property
    def etag(self) -> Optional[str]:
        """The ETag of the object, for `if_match` and `if_none_match`."""
        return self.headers.get("etag")

    @property
    def request_id(self) -> Optional[str]:
        """By what the server's log names the request."""
        return self.headers.get("x-request-id")

    @property
    def replayed(self) -> bool:
        """Whether an earlier call with the same idempotency key had made the object."""
        return self.headers.get("idempotency-replayed") == "true"


@dataclass(frozen=True)
class CallOptions:
    """What can be said of one call.

    `idempotency_key` makes a call have its effect once, however often it is made with the key
    within 24 hours, and also by another process. Without one, a call has a key of its own.

    `if_match` changes only if the object still has this ETag; otherwise the error is CONFLICT.

    `if_none_match` gets an object only if it has another ETag by now; otherwise the error is
    NOT_MODIFIED.

    `operation_name` says which operation of a GraphQL document runs, if it has several.

    `repeatable` says that a repeat has no second effect, as of a mutation that has an
    idempotencyKey: it is tried again also when nobody knows whether it was done.

    `on_response` is told of the last answer, also if it was an error.
    """

    idempotency_key: Optional[str] = None
    if_match: Optional[str] = None
    if_none_match: Optional[str] = None
    operation_name: Optional[str] = None
    repeatable: bool = False
    on_response: Optional[Callable[[ApiResponse], None]] = None
