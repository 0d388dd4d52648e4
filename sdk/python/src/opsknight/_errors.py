"""Why a call has not done what was asked."""

from __future__ import annotations

import email.utils
import json
import re
from typing import Any, Dict, List, Mapping, Optional, TypedDict, cast

from .types import Failure, FailureDetails, Fault, Use


class _GraphQLErrorRequired(TypedDict):
    message: str


class GraphQLError(_GraphQLErrorRequired, total=False):
    """One error of a GraphQL answer. Its path is names of fields, and places in lists."""

    path: List[Any]
    extensions: Dict[str, Any]


class OpsKnightError(Exception):
    """Why a call has not done what was asked.

    `status` is the HTTP status; 0 if there was no answer. By GraphQL it may be 200.

    `code` is one of the API's, one of GraphQL's, or UNREACHABLE: there was no answer, or not all
    of it; UNEXPECTED_ANSWER: something else than OpsKnight has answered; NOT_MODIFIED: the object
    still has the ETag of `if_none_match`.

    `field` and `reason` are the field at fault, and what is wrong with it in one word; `faults`
    are all of them, where there are several.

    `existing_id` is, with CONFLICT, the object in the way; `used_by` what needs the one that was
    to be deleted.

    `request_id` is by what the server's log names the request; `retry_after` how many seconds the
    server asks to wait, 0 if it does not.

    `errors` are all errors of a GraphQL answer; `data` is what has not failed.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int,
        code: str,
        field: Optional[str] = None,
        reason: Optional[str] = None,
        faults: Optional[List[Fault]] = None,
        existing_id: Optional[str] = None,
        used_by: Optional[List[Use]] = None,
        request_id: Optional[str] = None,
        retry_after: float = 0,
        errors: Optional[List[GraphQLError]] = None,
        data: Any = None,
        unsent: bool = False,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.code = code
        self.field = field
        self.reason = reason
        self.faults = faults or []
        self.existing_id = existing_id
        self.used_by = used_by or []
        self.request_id = request_id
        self.retry_after = retry_after
        self.errors = errors or []
        self.data = data
        self._unsent = unsent  # the server has not seen the request

    def __str__(self) -> str:
        request = f", request {self.request_id}" if self.request_id else ""
        return f"{self.message} ({self.code}{request})"

    @property
    def passing(self) -> bool:
        """Whether another attempt may do better."""
        return self.status in (429, 502, 503, 504) or self.code == "UNREACHABLE"

    @property
    def unseen(self) -> bool:
        """Whether the server surely has done nothing."""
        return self.status == 429 or self._unsent


def parse_retry_after(header: Optional[str], now: float) -> float:
    """How many seconds a Retry-After asks to wait: it is seconds, or a date."""
    if not header:
        return 0
    if re.fullmatch(r"[0-9]{1,9}", header):
        return int(header)
    try:
        at = email.utils.parsedate_to_datetime(header).timestamp()
    except (TypeError, ValueError):
        return 0
    return max(at - now, 0)


def refusal(url: str, status: int, headers: Mapping[str, str], body: bytes, now: float) -> OpsKnightError:
    """Reads why the server has not done what was asked."""
    request_id = headers.get("x-request-id")
    wait = parse_retry_after(headers.get("retry-after"), now)
    if status == 304:
        return OpsKnightError("Nothing has changed.", status=status, code="NOT_MODIFIED", request_id=request_id)
    answer = parse(body) or {}
    errors = cast(List[Any], answer.get("errors") if isinstance(answer.get("errors"), list) else [])
    if isinstance(answer.get("error"), dict) and "code" in answer["error"]:
        failure = cast(Failure, answer["error"])
        details = failure.get("details", FailureDetails())
        return OpsKnightError(
            failure["message"],
            status=status,
            code=failure["code"],
            field=details.get("field"),
            reason=details.get("reason"),
            faults=details.get("errors"),
            existing_id=details.get("incident_id"),
            used_by=details.get("used_by"),
            request_id=request_id,
            retry_after=wait or failure.get("retry_after", 0),
        )
    if errors and isinstance(errors[0], dict):
        return graphql_error(errors, status, answer.get("data"), request_id, wait)
    if isinstance(answer.get("message"), str):  # as PagerDuty's events API has it
        code = "RATE_LIMITED" if status == 429 else "VALIDATION_ERROR" if status < 500 else "INTERNAL_ERROR"
        message = str(errors[0]) if errors else answer["message"]
        return OpsKnightError(message, status=status, code=code, request_id=request_id, retry_after=wait)
    return unexpected(url, status, str(status), request_id, wait)


def graphql_error(
    errors: List[GraphQLError], status: int, data: Any, request_id: Optional[str] = None, retry_after: float = 0
) -> OpsKnightError:
    """The error of a GraphQL answer; the first is what it says."""
    first = errors[0].get("extensions", {})
    return OpsKnightError(
        errors[0].get("message", ""),
        status=status,
        code=first.get("code", "INTERNAL_ERROR"),
        field=first.get("field"),
        reason=first.get("reason"),
        existing_id=first.get("existingId"),
        request_id=first.get("requestId", request_id),
        retry_after=retry_after or first.get("retryAfter", 0),
        errors=errors,
        data=data,
    )


def unexpected(
    url: str, status: int, what: str, request_id: Optional[str] = None, retry_after: float = 0
) -> OpsKnightError:
    """Something else than OpsKnight has answered."""
    return OpsKnightError(
        f"{url} has answered {what}, and not as OpsKnight does: look at the URL, and at what stands in front of the server.",
        status=status,
        code="UNEXPECTED_ANSWER",
        request_id=request_id,
        retry_after=retry_after,
    )


def parse(body: bytes) -> Optional[Dict[str, Any]]:
    """What a body is, if it is a JSON object."""
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    return cast(Dict[str, Any], answer) if isinstance(answer, dict) else None
