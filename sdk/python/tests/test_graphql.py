"""GraphQL, against a stub."""

from __future__ import annotations

import json
import unittest
from typing import Any, Dict, List, Tuple

from opsknight import CallOptions, OpsKnightError, Retry

from .stub import Answer, Stub, failing

DOCUMENTS = [
    ("mutation { x }", True),
    ("fragment f on X { y } mutation M($a: A = {b: 1}) { x }", True),
    ("# query\nmutation M { x }", True),
    ('query($a: String = "{") { x } mutation { y }', True),
    ("{ mutation { x } }", False),
    ("# mutation { x }\n{ x }", False),
    ('query Q($a: String = "mutation \\" mutation") { x }', False),
    ('query Q($a: String = """mutation " x""") { x }', False),
    ("query mutations { mutation_ }", False),
    ("subscription { x }", False),
    ('{ x(a: "', False),
]


class TestQuery(unittest.TestCase):
    def test_keeps_what_has_not_failed(self) -> None:
        stub = Stub(
            self,
            Answer(
                200,
                '{"data":{"viewer":{"name":"Alice"},"incident":null},'
                '"errors":[{"message":"No.","path":["incident"],"extensions":{"code":"NOT_FOUND"}}]}',
            ),
        )
        document = "query A { viewer { name } incident(id: 1) { id } } query B { viewer { name } }"
        with self.assertRaises(OpsKnightError) as caught:
            stub.client().query(document, {"x": 1}, options=CallOptions(operation_name="A"))
        why = caught.exception
        self.assertEqual((why.code, why.status, why.errors[0].get("path")), ("NOT_FOUND", 200, ["incident"]))
        self.assertEqual(why.data["viewer"]["name"], "Alice")
        self.assertEqual(stub.asked[0].json(), {"query": document, "variables": {"x": 1}, "operationName": "A"})
        for body in ("<html>", "{}", "[]"):
            with self.subTest(body), self.assertRaises(OpsKnightError) as caught:
                Stub(self, Answer(200, body)).client().query("{ x }")
            self.assertEqual(caught.exception.code, "UNEXPECTED_ANSWER")

    def test_only_mutations_are_changes(self) -> None:
        for document, changes in DOCUMENTS:
            with self.subTest(document):
                client = Stub(self, failing(503), Answer(200, '{"data":{}}')).client()
                if changes:
                    with self.assertRaises(OpsKnightError):
                        client.query(document)
                else:
                    client.query(document)

    def test_nodes(self) -> None:
        document = (
            'query($after: String) { service(id: "svc_1") { incidents(after: $after) '
            "{ nodes { id } pageInfo { hasNextPage endCursor } } } }"
        )

        def page(one: str, more: bool, cursor: str) -> Answer:
            info = {"hasNextPage": more, "endCursor": cursor}
            return Answer(
                200, json.dumps({"data": {"service": {"incidents": {"nodes": [{"id": one}], "pageInfo": info}}}})
            )

        def ids(path: List[str], *answers: Answer) -> Tuple[List[str], List[Any]]:
            stub = Stub(self, *answers)
            variables = {"x": 1}
            got = [one["id"] for one in stub.client().nodes(document, variables, path=path)]
            self.assertEqual(variables, {"x": 1})
            return got, [one.json()["variables"] for one in stub.asked]

        first, last = page("inc_1", True, "c1"), page("inc_2", False, "c2")
        path = ["service", "incidents"]
        self.assertEqual(ids(path, first, last), (["inc_1", "inc_2"], [{"x": 1}, {"x": 1, "after": "c1"}]))
        root = Answer(200, '{"data":{"incidents":{"nodes":[{"id":"inc_3"}],"pageInfo":{"hasNextPage":false}}}}')
        self.assertEqual(ids([], root)[0], ["inc_3"])
        with self.assertRaisesRegex(ValueError, "does not lead on"):
            ids(path, first, first)
        with self.assertRaisesRegex(ValueError, "no connection at team"):
            ids(["team"], first)
        with self.assertRaisesRegex(ValueError, "several root fields"):
            ids([], Answer(200, '{"data":{"a":1,"b":2}}'))
        with self.assertRaises(OpsKnightError):
            ids(path, failing(500))


WATCHED = "subscription($after: String) { incidentChanged(after: $after) { cursor incident { title } } }"


def stream(body: str, stays_open: bool = False) -> Answer:
    return Answer(
        200, body, {"Content-Type": "text/event-stream; charset=utf-8"}, cut=not stays_open, stays_open=stays_open
    )


def change(cursor: str, title: str) -> str:
    return (
        f'event: next\r\ndata: {{"data":{{"incidentChanged":{{"cursor":"{cursor}",\r\n'
        f'data: "incident":{{"title":"{title}"}}}}}}}}\r\n\r\n'
    )


def refusal(code: str) -> str:
    return f'event: next\ndata: {{"errors":[{{"message":"No.","extensions":{{"code":"{code}"}}}}]}}\n\n'


class TestSubscribe(unittest.TestCase):
    def test_goes_on(self) -> None:
        stub = Stub(
            self,
            stream(":\n\n" + change("c1", "one") + change("c2", "zwölf 🔥") + 'event: next\ndata: {"data":{"inci'),
            failing(503, "7"),
            stream("event: complete\ndata: \n\n"),
            stream(change("c3", "three"), stays_open=True),
        )
        titles: List[str] = []
        variables: Dict[str, Any] = {"filter": None}
        changes = stub.client().subscribe(WATCHED, variables)
        for data in changes:
            titles.append(data["incidentChanged"]["incident"]["title"])
            if len(titles) == 3:
                break
        self.assertEqual(titles, ["one", "zwölf 🔥", "three"])
        self.assertEqual(stub.waited, [0.5, 7, 2])
        self.assertEqual([one.json()["variables"].get("after") for one in stub.asked], [None, "c2", "c2", "c2"])
        self.assertEqual(stub.asked[0].headers["accept"], "text/event-stream")
        self.assertEqual(variables, {"filter": None})

    def test_ends(self) -> None:
        unauthorized = Answer(401, '{"errors":[{"message":"No.","extensions":{"code":"UNAUTHORIZED"}}]}')
        one = change("c1", "one")
        cases: List[Tuple[str, str, List[Answer], Dict[str, Any], str, int]] = [
            ("a refusal", WATCHED, [unauthorized], {}, "UNAUTHORIZED", 1),
            ("a refusal in the stream", WATCHED, [stream(one + refusal("FORBIDDEN"))], {}, "FORBIDDEN", 1),
            ("no answer", WATCHED, [failing(503)], {"retry": Retry(attempts=3)}, "INTERNAL_ERROR", 3),
            ("no way on", "subscription { incidentChanged { cursor } }", [stream(one)], {}, "UNREACHABLE", 1),
            (
                "a client that is too slow",
                WATCHED,
                [stream(one + refusal("RATE_LIMITED")), stream(refusal("FORBIDDEN"))],
                {},
                "FORBIDDEN",
                2,
            ),
            (
                "no sign of life",
                WATCHED,
                [stream(one, stays_open=True), stream(refusal("FORBIDDEN"))],
                {"idle": 0.5},
                "FORBIDDEN",
                2,
            ),
        ]
        for name, document, answers, settings, code, times in cases:
            with self.subTest(name):
                stub = Stub(self, *answers)
                with self.assertRaises(OpsKnightError) as caught:
                    list(stub.client(**settings).subscribe(document))
                self.assertEqual((caught.exception.code, len(stub.asked)), (code, times))
