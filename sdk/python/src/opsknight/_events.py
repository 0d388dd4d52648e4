"""The events of monitoring tools."""

from __future__ import annotations

import secrets
from datetime import datetime, timezone
from typing import Any, Callable, Dict, Optional, Sequence, Union

from ._call import Call, CallOptions
from .types import EventAnswer, EventImage, EventLink, Severity

#: A moment: RFC 3339, or a datetime that knows its time zone.
Time = Union[str, datetime]


def format_time(at: Time) -> str:
    """RFC 3339 in UTC. Raises ValueError for a datetime that does not know its time zone."""
    if isinstance(at, str):
        return at
    if at.tzinfo is None:
        raise ValueError("A datetime without a time zone is no moment: give it one, as datetime.now(timezone.utc) has.")
    return at.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")


def parse_time(text: str) -> datetime:
    """The moment that a text of the API is. Raises ValueError if it is none."""
    head, point, fraction = text.replace("Z", "+00:00").partition(".")
    if point:  # Python before 3.11 reads three or six digits
        digits = fraction[: len(fraction) - 6]
        head += f".{digits[:6]:0<6}{fraction[-6:]}"
    return datetime.fromisoformat(head)


class EventSender:
    """Sends the events of a monitoring tool to one service: `Client.events` makes one."""

    def __init__(self, send: Callable[[Call, Optional[CallOptions]], Any], routing_key: str) -> None:
        self._send = send
        self._routing_key = routing_key

    def trigger(
        self,
        summary: str,
        *,
        severity: Optional[Severity] = None,
        source: Optional[str] = None,
        dedup_key: Optional[str] = None,
        component: Optional[str] = None,
        group: Optional[str] = None,
        class_: Optional[str] = None,
        timestamp: Optional[Time] = None,
        custom_details: Any = None,
        links: Sequence[EventLink] = (),
        images: Sequence[EventImage] = (),
        client: Optional[str] = None,
        client_url: Optional[str] = None,
    ) -> EventAnswer:
        """Opens an incident, or adds an alert to the one that has the dedup key and is not
        resolved. It returns after the event is stored.

        `summary` is what is wrong, up to 1,024 characters. `dedup_key` says which problem it is;
        one is made if it is left out, and is in the answer. Without `severity` the urgency is HIGH.
        """
        payload = {
            "summary": summary,
            "severity": severity,
            "source": source,
            "component": component,
            "group": group,
            "class": class_,
            "timestamp": format_time(timestamp) if timestamp else None,
            "custom_details": custom_details,
        }
        return self._event(
            "trigger",
            dedup_key or secrets.token_hex(16),
            payload=_given(payload),
            links=list(links) or None,
            images=list(images) or None,
            client=client,
            client_url=client_url,
        )

    def acknowledge(self, dedup_key: str) -> EventAnswer:
        """Acknowledges the incident that has the dedup key."""
        return self._event("acknowledge", dedup_key)

    def resolve(self, dedup_key: str) -> EventAnswer:
        """Resolves the incident that has the dedup key."""
        return self._event("resolve", dedup_key)

    def change(
        self,
        summary: str,
        *,
        source: Optional[str] = None,
        timestamp: Optional[Time] = None,
        custom_details: Any = None,
        links: Sequence[EventLink] = (),
    ) -> None:
        """Tells of something that was done to the service, as a deployment. It opens no incident,
        and is shown with those that it lies near. It is not repeated if nobody knows whether it was
        stored, as it would then be there twice.
        """
        payload = {
            "summary": summary,
            "source": source,
            "timestamp": format_time(timestamp) if timestamp else None,
            "custom_details": custom_details,
        }
        body = _given({"routing_key": self._routing_key, "payload": _given(payload), "links": list(links) or None})
        self._send(Call("POST", "/v2/change/enqueue", body, anonymous=True), None)

    def _event(self, action: str, dedup_key: str, **more: Any) -> EventAnswer:
        body = {"routing_key": self._routing_key, "event_action": action, "dedup_key": dedup_key, **more}
        return self._send(Call("POST", "/api/events", _given(body), event=True, anonymous=True), None)


def _given(fields: Dict[str, Any]) -> Dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
