"""Checks that a webhook comes from an OpsKnight server, and reads it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import re
import time
from typing import Callable, Iterable, List, Literal, Optional, Protocol, Sequence, Tuple, TypedDict, Union

from .types import IncidentStatus, Priority, Reference, Urgency

#: How many seconds old, or ahead, a webhook may be.
DEFAULT_TOLERANCE = 300.0

WebhookEventName = Literal[
    "incident.triggered",
    "incident.acknowledged",
    "incident.resolved",
    "incident.escalated",
    "incident.assigned",
    "webhook.ping",
]


class WebhookIncident(TypedDict):
    """An incident as a webhook tells it."""

    id: str
    title: str
    description: Optional[str]
    status: IncidentStatus
    urgency: Urgency
    priority: Optional[Priority]
    service: Reference
    assignee: Optional[Reference]
    team: Optional[Reference]
    dedup_key: Optional[str]
    source: Optional[str]
    alert_count: int
    created_at: str
    updated_at: str
    acknowledged_at: Optional[str]
    resolved_at: Optional[str]
    snoozed_until: Optional[str]


class _PayloadRequired(TypedDict):
    # The same at every attempt: every event arrives at least once, and may arrive again.
    id: str
    event: WebhookEventName
    # When it happened.
    timestamp: str
    # Grows with each event of the incident; 0 for a ping.
    sequence: int
    # The incident as it was at that moment; None for a ping.
    incident: Optional[WebhookIncident]


class WebhookPayload(_PayloadRequired, total=False):
    """The body of a webhook."""

    # With a ping, the webhook.
    webhook: Reference


class WebhookError(Exception):
    """Why a webhook is refused: answer it with 401. `reason` is signature: it is not signed with
    this secret; time: it was sent too long ago, or by a clock that is ahead; body: it is no JSON.
    """

    def __init__(self, reason: Literal["signature", "time", "body"], message: str) -> None:
        super().__init__(message)
        self.reason = reason


Secrets = Union[str, Sequence[str]]


class Headers(Protocol):
    """The headers of a request, as every framework has them; their case does not matter."""

    def items(self) -> Iterable[Tuple[str, str]]:
        """Names and values."""
        ...


def verify(
    secrets: Secrets,
    headers: Headers,
    body: bytes,
    *,
    tolerance: float = DEFAULT_TOLERANCE,
    now: Callable[[], float] = time.time,
) -> WebhookPayload:
    """Checks a webhook by Standard Webhooks' signature, which is of its time as well, and reads it.

    `secrets` are whsec_… as they were shown; one of them has to have signed, and there may be two
    while one is changed for another. `body` is as it came: read and written again it has another
    signature. `tolerance` is how many seconds old the webhook may be; math.inf is any age. Raises
    WebhookError.
    """
    given = {name.lower(): value for name, value in headers.items()}
    sent = given.get("webhook-timestamp", "")
    signed = f"{given.get('webhook-id', '')}.{sent}.".encode() + body
    wanted = [
        b"v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
        for key in map(_key, _list(secrets))
        if key  # anybody can sign with an empty key
    ]
    if not _any_equal(given.get("webhook-signature", "").encode().split(), wanted):
        raise WebhookError("signature", "The webhook is not signed with this secret.")
    if not re.fullmatch(r"[0-9]+", sent) or abs(now() - int(sent)) > tolerance:
        raise WebhookError("time", "The webhook was sent too long ago, or by a clock that is ahead.")
    try:
        return json.loads(body)
    except ValueError:
        raise WebhookError("body", "The webhook is no JSON.") from None


def verify_body(secrets: Secrets, signature: str, body: bytes) -> bool:
    """Checks the header X-OpsKnight-Signature, which is of the body alone: it does not tell when
    the webhook was sent."""
    wanted = [
        b"sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest().encode()
        for secret in _list(secrets)
        if secret
    ]
    return _any_equal([one.strip().encode() for one in signature.split(",")], wanted)


def _list(secrets: Secrets) -> Sequence[str]:
    return [secrets] if isinstance(secrets, str) else secrets


def _key(secret: str) -> bytes:
    """The bytes that a secret spells, or none."""
    if secret.startswith("whsec_"):
        secret = secret[len("whsec_") :]
    try:
        return base64.b64decode(secret, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _any_equal(given: Iterable[bytes], wanted: List[bytes]) -> bool:
    """Whether one is another, in a time that does not tell which, or how far."""
    found = False
    for one in given:
        for another in wanted:
            found = hmac.compare_digest(one, another) or found
    return found
