"""A client of an OpsKnight server: its REST API, a method for each operation; its GraphQL API, with
subscriptions; the events of monitoring tools; and webhooks.

Errors of the server are an OpsKnightError. What may be repeated without a second effect is tried
again, see Retry.
"""

from ._call import ApiResponse, CallOptions
from ._client import Client
from ._errors import GraphQLError, OpsKnightError
from ._events import EventSender, format_time, parse_time
from ._transport import VERSION, Retry

__version__ = VERSION

__all__ = [
    "ApiResponse",
    "CallOptions",
    "Client",
    "EventSender",
    "GraphQLError",
    "OpsKnightError",
    "Retry",
    "format_time",
    "parse_time",
]
