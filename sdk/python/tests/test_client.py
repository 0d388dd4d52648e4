"""REST calls, against a stub."""

from __future__ import annotations

import ast
import json
import os
import socket
import unittest
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Tuple
from unittest import mock

from opsknight import ApiResponse, CallOptions, Client, OpsKnightError, Retry, format_time, parse_time

from .stub import INCIDENT, NOON, Answer, Stub, failing

LOST = Answer()
HERE = Path(__file__).parent


class TestNew(unittest.TestCase):
    def test_the_environment_says_where_the_server_is_unless_the_caller_does(self) -> None:
        stub = Stub(self, INCIDENT)
        with mock.patch.dict(os.environ, {"OPSKNIGHT_URL": stub.url, "OPSKNIGHT_API_KEY": "sk_test_environment"}):
            Client().get_incident("inc_1")
            Client(api_key="sk_live_here").get_incident("inc_1")
        self.assertEqual(
            [one.headers["authorization"] for one in stub.asked], ["Bearer sk_test_environment", "Bearer sk_live_here"]
        )
        with mock.patch.dict(os.environ, {"OPSKNIGHT_URL": ""}):
            for bad in (None, "", "opsknight.example.com", "ftp://x", "https://", "http://a b"):
                with self.subTest(bad), self.assertRaises(ValueError):
                    Client(bad)


def get(c: Client) -> Any:
    return c.get_incident("inc_1")


def create(c: Client) -> Any:
    return c.create_incident({"title": "Down", "service_id": "svc_1"})


def update(c: Client) -> Any:
    return c.update_incident("inc_1", {"status": "RESOLVED"})


def merge(c: Client) -> Any:
    return c.merge_incidents("inc_1", {"source_ids": ["inc_2"]})


def merge_anyway(c: Client) -> Any:
    return c.merge_incidents("inc_1", {"source_ids": ["inc_2"]}, options=CallOptions(repeatable=True))


def remove(c: Client) -> Any:
    return c.delete_incident("inc_1")


def query(c: Client) -> Any:
    return c.query("{ viewer { name } }")


def mutate(c: Client) -> Any:
    return c.query("mutation { x }")


DATA = Answer(200, '{"data":{}}')
CUT = Answer(200, INCIDENT.body[:20], cut=True)
CASES: List[Tuple[str, Callable[[Client], Any], List[Answer], List[float], Optional[int]]] = [
    ("at once", get, [INCIDENT], [], None),
    ("each pause is twice the one before", get, [failing(502), failing(503), failing(504), INCIDENT], [0.5, 1, 2], None),
    ("no more than five times", get, [failing(503)], [0.5, 1, 2, 4], 503),
    ("a lost connection", get, [LOST, INCIDENT], [0.5], None),
    ("an answer that is cut", get, [CUT, INCIDENT], [0.5], None),
    ("a connection that stays lost", get, [LOST], [0.5, 1, 2, 4], 0),
    ("asked for seconds", get, [failing(429, "30"), INCIDENT], [30], None),
    ("asked for a date", get, [failing(503, "Mon, 15 Jan 2024 12:01:00 GMT"), INCIDENT], [60], None),
    ("asked for the past", get, [failing(503, "Mon, 15 Jan 2024 11:01:00 GMT"), INCIDENT], [0.5], None),
    ("asked for nonsense", get, [failing(503, "soon"), INCIDENT], [0.5], None),
    ("asked for too much", get, [failing(429, "121"), INCIDENT], [], 429),
    ("another failure", get, [failing(500, "1"), INCIDENT], [], 500),
    ("an object is made with a key", create, [LOST, failing(503), INCIDENT], [0.5, 1], None),
    ("a change that was perhaps made", update, [failing(503), INCIDENT], [], 503),
    ("a change whose answer was lost", update, [LOST, INCIDENT], [], 0),
    ("a change that was refused for the rate limit", update, [failing(429, "1"), INCIDENT], [1], None),
    ("a POST without a key", merge, [failing(502), INCIDENT], [], 502),
    ("a POST that may be repeated", merge_anyway, [failing(502), INCIDENT], [0.5], None),
    ("a deletion", remove, [failing(502), Answer(204)], [0.5], None),
    ("a deletion that an attempt has made", remove, [LOST, failing(404)], [0.5], None),
    ("a deletion of what is not there", remove, [failing(404)], [], 404),
    ("a deletion of what is not there, later", remove, [failing(429, "1"), failing(404)], [1], 404),
    ("a query", query, [failing(503), DATA], [0.5], None),
    ("a mutation", mutate, [failing(503), DATA], [], 503),
]


class TestRetries(unittest.TestCase):
    def test_each(self) -> None:
        for name, call, answers, pauses, status in CASES:
            with self.subTest(name):
                stub = Stub(self, *answers)
                if status is None:
                    call(stub.client())
                else:
                    with self.assertRaises(OpsKnightError) as caught:
                        call(stub.client())
                    self.assertEqual(caught.exception.status, status)
                    self.assertEqual(caught.exception.code, "INTERNAL_ERROR" if status else "UNREACHABLE")
                self.assertEqual(stub.waited, pauses)
                self.assertEqual(len(stub.asked), len(pauses) + 1)
                self.assertEqual(len({one.headers.get("idempotency-key") for one in stub.asked}), 1)

    def test_pauses_are_spread_and_bounded(self) -> None:
        for random in (0.0, 0.999):
            stub = Stub(self, failing(503))
            with self.assertRaises(OpsKnightError):
                stub.client(random=lambda: random, retry=Retry(attempts=100, first=1, most=8)).get_user("usr_1")
            self.assertEqual(len(stub.waited), 99)
            self.assertTrue(stub.waited[0] == 0.5 if random == 0 else stub.waited[0] > 1.4, stub.waited[0])
            self.assertTrue(all(4 <= one <= 8 for one in stub.waited[5:]), stub.waited)

    def test_what_nobody_has_seen_is_tried_again_whatever_it_is(self) -> None:
        with socket.socket() as taken:  # and does not listen
            taken.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{taken.getsockname()[1]}"
            stub = Stub(self, INCIDENT)
            with self.assertRaises(OpsKnightError) as caught:
                merge(stub.client(url=url, retry=Retry(attempts=3)))
        self.assertEqual((caught.exception.code, caught.exception.status), ("UNREACHABLE", 0))
        self.assertIn(url, str(caught.exception))
        self.assertIsInstance(caught.exception.__cause__, OSError)
        self.assertEqual(stub.waited, [0.5, 1])

    def test_an_attempt_ends_with_its_time(self) -> None:
        stub = Stub(self, Answer(200, " ", stays_open=True))
        with self.assertRaisesRegex(OpsKnightError, r"no answer within 0\.3 s .UNREACHABLE"):
            stub.client(timeout=0.3, retry=Retry(attempts=2)).get_team("team_1")
        self.assertEqual(len(stub.asked), 2)


class TestErrors(unittest.TestCase):
    def test_each(self) -> None:
        title = {"field": "title", "reason": "required", "message": "Title is required"}
        used = {"kind": "service", "id": "svc_1", "name": "API"}
        headers = {"X-Request-ID": "req-12345678", "Retry-After": "200"}

        def failure(code: str, message: str, **more: Any) -> str:
            return json.dumps({"error": {"code": code, "message": message, **more}})

        details = {"field": "title", "reason": "required", "errors": [title]}
        cases: List[Tuple[Answer, Dict[str, Any]]] = [
            (
                Answer(400, failure("VALIDATION_ERROR", "Title is required", details=details), headers),
                {
                    "status": 400,
                    "code": "VALIDATION_ERROR",
                    "message": "Title is required",
                    "field": "title",
                    "reason": "required",
                    "faults": [title],
                    "request_id": "req-12345678",
                    "retry_after": 200,
                },
            ),
            (
                Answer(409, failure("CONFLICT", "No.", details={"incident_id": "inc_2", "used_by": [used]})),
                {"status": 409, "code": "CONFLICT", "existing_id": "inc_2", "used_by": [used], "retry_after": 0},
            ),
            (Answer(429, failure("RATE_LIMITED", "No.", retry_after=300)), {"retry_after": 300}),
            (
                Answer(
                    400,
                    '{"errors":[{"message":"No such field.","extensions":{"code":"GRAPHQL_VALIDATION_FAILED",'
                    '"requestId":"req-graphql1","field":"x","reason":"y","existingId":"inc_3","retryAfter":2}}]}',
                ),
                {
                    "status": 400,
                    "code": "GRAPHQL_VALIDATION_FAILED",
                    "message": "No such field.",
                    "request_id": "req-graphql1",
                    "field": "x",
                    "reason": "y",
                    "existing_id": "inc_3",
                    "retry_after": 2,
                },
            ),
            (
                Answer(400, '{"status":"invalid event","message":"Not valid","errors":["payload.summary is required"]}'),
                {"status": 400, "code": "VALIDATION_ERROR", "message": "payload.summary is required"},
            ),
            (Answer(304), {"status": 304, "code": "NOT_MODIFIED"}),
            (Answer(500, "<html>"), {"status": 500, "code": "UNEXPECTED_ANSWER"}),
            (Answer(302, "", {"Location": "https://example.com/"}), {"status": 302, "code": "UNEXPECTED_ANSWER"}),
            (Answer(200, "<html>"), {"status": 200, "code": "UNEXPECTED_ANSWER"}),
        ]
        for answer, want in cases:
            with self.subTest(want):
                with self.assertRaises(OpsKnightError) as caught:
                    Stub(self, answer).client(retry=Retry(attempts=1)).get_incident("inc_1")
                self.assertEqual({name: getattr(caught.exception, name) for name in want}, want)
                self.assertIn(caught.exception.code, str(caught.exception))


class TestRequests(unittest.TestCase):
    def test_what_is_sent_and_read(self) -> None:
        headers = {"ETag": '"3"', "X-Request-ID": "req-1", "Idempotency-Replayed": "true"}
        stub = Stub(self, Answer(200, INCIDENT.body, headers))
        c = stub.client()
        responses: List[ApiResponse] = []
        got = c.update_incident(
            "a/b ?",
            {"description": None, "assignee_id": "usr_é"},
            options=CallOptions(if_match='"2"', on_response=responses.append),
        )
        self.assertEqual(got["title"], "Down")
        self.assertEqual(
            [(one.status, one.etag, one.request_id, one.replayed) for one in responses], [(200, '"3"', "req-1", True)]
        )
        asked = stub.asked[0]
        self.assertEqual((asked.method, asked.path), ("PATCH", "/api/incidents/a%2Fb%20%3F"))
        self.assertEqual(asked.headers["if-match"], '"2"')
        self.assertEqual(asked.body.decode(), '{"description":null,"assignee_id":"usr_é"}')
        c.create_service({"name": "API"}, options=CallOptions(idempotency_key="mine"))
        self.assertEqual(stub.asked[1].headers["idempotency-key"], "mine")
        c.rotate_integration_key("svc_1", "int_1")
        self.assertEqual(stub.asked[2].body, b"{}")
        self.assertNotIn("idempotency-key", stub.asked[2].headers)
        self.assertTrue(stub.asked[2].headers["user-agent"].startswith("opsknight-python/"))

    def test_pages(self) -> None:
        def page(more: bool, *ids: str) -> Answer:
            return Answer(200, json.dumps({"data": [{"id": one} for one in ids], "pagination": {"has_more": more}}))

        stub = Stub(self, page(True, "1", "2"), page(True, "3"), page(False, "4"))
        found = stub.client().all_incidents(limit=2, offset=7, status=["OPEN", "SNOOZED"], urgency=[], q="a&b")
        self.assertEqual([one["id"] for one in found], ["1", "2", "3", "4"])
        self.assertEqual(
            [one.path for one in stub.asked],
            [f"/api/incidents?limit=2&offset={at}&status=OPEN%2CSNOOZED&q=a%26b" for at in (7, 9, 10)],
        )
        notes = Stub(self, page(True, "1"), failing(404)).client().all_notes("inc_1")
        self.assertEqual(next(notes)["id"], "1")
        with self.assertRaises(OpsKnightError):
            next(notes)

    def test_events(self) -> None:
        answer = Answer(
            202, '{"status":"success","message":"","dedup_key":"k","data":{"action":"triggered","incident":null}}'
        )
        stub = Stub(self, answer, LOST, answer)
        events = stub.client().events("0123")
        got = events.trigger(
            "Down",
            severity="critical",
            timestamp=parse_time("2024-01-15T13:00:00+01:00"),
            dedup_key="k",
            class_="cpu",
            custom_details={"load": 9},
            client="check",
        )
        self.assertEqual(got["data"]["action"], "triggered")
        self.assertNotIn("authorization", stub.asked[0].headers)
        self.assertEqual(
            stub.asked[0].json(),
            {
                "routing_key": "0123",
                "event_action": "trigger",
                "dedup_key": "k",
                "payload": {
                    "summary": "Down",
                    "severity": "critical",
                    "class": "cpu",
                    "timestamp": "2024-01-15T12:00:00Z",
                    "custom_details": {"load": 9},
                },
                "client": "check",
            },
        )
        events.trigger("Down")
        self.assertEqual(stub.waited, [0.5])
        self.assertEqual(stub.asked[1].body, stub.asked[2].body)
        self.assertTrue(stub.asked[2].json()["dedup_key"])
        stub.client().send_event({"event_action": "trigger", "service_id": "svc_1"})
        self.assertTrue(stub.asked[3].json()["dedup_key"])
        self.assertEqual(stub.asked[3].headers["authorization"], "Bearer sk_test_1")
        events.acknowledge("k")
        events.resolve("k")
        self.assertEqual(
            [one.json() for one in stub.asked[4:]],
            [{"routing_key": "0123", "event_action": one, "dedup_key": "k"} for one in ("acknowledge", "resolve")],
        )
        events.change("Deployed", timestamp="2024-01-15T12:00:00Z", links=[{"href": "https://x", "text": "y"}])
        self.assertEqual(stub.asked[6].path, "/v2/change/enqueue")
        self.assertEqual(
            stub.asked[6].json(),
            {
                "routing_key": "0123",
                "payload": {"summary": "Deployed", "timestamp": "2024-01-15T12:00:00Z"},
                "links": [{"href": "https://x", "text": "y"}],
            },
        )

    def test_times(self) -> None:
        for text, seconds in (
            ("2024-01-15T12:00:00Z", NOON),
            ("2024-01-15T12:00:00.25Z", NOON + 0.25),
            ("2024-01-15T12:00:00.123456Z", NOON + 0.123456),
            ("2024-01-15T13:00:00.1234567+01:00", NOON + 0.123456),
        ):
            self.assertAlmostEqual(parse_time(text).timestamp(), seconds, places=6, msg=text)
        self.assertEqual(format_time(parse_time("2024-01-15T12:00:00.5Z")), "2024-01-15T12:00:00.500000Z")
        with self.assertRaises(ValueError):
            format_time(parse_time("2024-01-15T12:00:00Z").replace(tzinfo=None))


class TestContract(unittest.TestCase):
    def test_each_operation_has_its_method(self) -> None:
        contract = json.loads((HERE / "../../../rest/generated/openapi.json").read_text())
        stub = Stub(self, Answer(200, "{}"))
        c = stub.client()
        seen = 0
        for path, operations in contract["paths"].items():
            for method, operation in operations.items():
                if method == "parameters":
                    continue
                name = "".join(f"_{one.lower()}" if one.isupper() else one for one in operation["operationId"])[1:]
                with self.subTest(name):
                    parts = [f"part {i}" for i in range(path.count("{"))]
                    arguments: List[Any] = list(parts)
                    if operation.get("requestBody", {}).get("content", {}) and "/Nothing" not in json.dumps(
                        operation["requestBody"]
                    ):
                        arguments.append({})
                    getattr(c, name)(*arguments)
                    filled = path
                    for part in parts:
                        start, end = filled.index("{"), filled.index("}")
                        filled = filled[:start] + part.replace(" ", "%20") + filled[end + 1 :]
                    asked = stub.asked[seen]
                    self.assertEqual((asked.method, asked.path), (method.upper(), f"/api{filled}"))
                    self.assertEqual(asked.body, b"{}" if "requestBody" in operation else b"")
                    self.assertEqual("authorization" not in asked.headers, operation.get("security") == [])
                    keyed = "/IdempotencyKey" in json.dumps(operation.get("parameters", []))
                    self.assertEqual("idempotency-key" in asked.headers, keyed)
                seen += 1
        self.assertGreaterEqual(seen, 80)
        self.assertEqual(len(stub.asked), seen)

    def test_the_grammar_is_that_of_python_3_9(self) -> None:
        files = sorted((HERE / "..").glob("src/**/*.py"))
        self.assertGreater(len(files), 8)
        for file in files:
            with self.subTest(file.name):
                ast.parse(file.read_text(), feature_version=(3, 9))
