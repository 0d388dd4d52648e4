"""These tests ask a real server: `make sdk` runs them beside one, by scripts/with-server."""

from __future__ import annotations

import contextlib
import os
import queue
import socket
import threading
import unittest
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, List, Mapping, Tuple, cast
from urllib.parse import urlsplit

from opsknight import ApiResponse, CallOptions, Client, OpsKnightError
from opsknight import graphql as g
from opsknight.types import Service
from opsknight.webhooks import WebhookError, verify, verify_body


def client(**settings: Any) -> Client:
    if not os.environ.get("OPSKNIGHT_URL") or not os.environ.get("OPSKNIGHT_ROUTING_KEY"):
        raise AssertionError("There is no server to test with: run `make sdk`, or this by scripts/with-server.")
    return Client(**settings)


def service(c: Client) -> Service:
    """Makes one of its own for a test."""
    return c.create_service({"name": f"Test {uuid.uuid4()}"})


class TestREST(unittest.TestCase):
    def refused(self, call: Any, *arguments: Any, **more: Any) -> OpsKnightError:
        with self.assertRaises(OpsKnightError) as caught:
            call(*arguments, **more)
        return caught.exception

    def test_incidents(self) -> None:
        c = client()
        s = service(c)
        seen: List[ApiResponse] = []
        once = CallOptions(idempotency_key=s["id"], on_response=seen.append)
        create: Any = {"title": "Down", "service_id": s["id"], "urgency": "LOW", "custom_details": {"load": 9.5}}
        made = c.create_incident(create, options=once)
        again = c.create_incident(create, options=once)
        self.assertEqual((again["id"], [one.replayed for one in seen]), (made["id"], [False, True]))
        self.assertEqual((made["service"]["name"], made["status"], made["urgency"]), (s["name"], "OPEN", "LOW"))

        change: Any = {"status": "ACKNOWLEDGED", "description": "It is.", "priority": "P1"}
        changed = c.update_incident(made["id"], change)
        self.assertEqual((changed["description"], changed["priority"]), ("It is.", "P1"))
        emptied = c.update_incident(made["id"], {"description": None})
        self.assertEqual((emptied["description"], emptied["priority"]), (None, "P1"))

        for content in ("one", "two", "three"):
            c.add_note(made["id"], {"content": content})
        self.assertEqual([one["content"] for one in c.all_notes(made["id"], limit=2)], ["one", "two", "three"])
        page = c.list_incidents(service_id=[s["id"]], status=["OPEN", "ACKNOWLEDGED"])
        self.assertEqual((page["pagination"]["total"], page["data"][0]["id"]), (1, made["id"]))

        why = self.refused(c.create_incident, {"title": "", "service_id": s["id"]})
        self.assertEqual((why.code, why.field, why.status), ("VALIDATION_ERROR", "title", 400))
        self.assertTrue(why.request_id)
        c.delete_incident(made["id"])
        why = self.refused(c.get_incident, made["id"])
        self.assertEqual((why.code, why.status), ("NOT_FOUND", 404))
        self.assertEqual(self.refused(client(api_key="sk_test_nobody").list_teams).code, "UNAUTHORIZED")

    def test_etags(self) -> None:
        # The server changes incidents by itself, and services never.
        c = client()
        one = service(c)["id"]
        seen: List[ApiResponse] = []
        c.get_service(one, options=CallOptions(on_response=seen.append))
        etag = seen[0].etag
        self.assertIsNotNone(etag)
        why = self.refused(c.get_service, one, options=CallOptions(if_none_match=etag))
        self.assertEqual(why.code, "NOT_MODIFIED")
        change: Any = {"description": "Takes payments."}
        changed = c.update_service(one, change, options=CallOptions(if_match=etag))
        self.assertEqual(changed["description"], "Takes payments.")
        why = self.refused(c.update_service, one, change, options=CallOptions(if_match=etag))
        self.assertEqual((why.code, why.status), ("CONFLICT", 409))

    def test_graphql(self) -> None:
        c = client()
        s = service(c)
        mutation = "mutation($input: CreateIncidentInput!) { createIncident(input: $input) { incident { id } } }"
        ids: List[str] = []
        for _ in range(3):
            of: g.CreateIncidentInput = {"title": "Down", "serviceId": s["id"], "urgency": "HIGH"}
            made: Dict[str, g.CreateIncidentPayload] = c.query(mutation, {"input": of})
            ids.append(cast(Any, made)["createIncident"]["incident"]["id"])
        document = (
            "query($id: ID!, $after: String) { service(id: $id) { incidents(first: 2, after: $after) "
            "{ nodes { id } pageInfo { hasNextPage endCursor } } } }"
        )
        found = c.nodes(document, {"id": s["id"]}, path=["service", "incidents"])
        self.assertEqual(sorted(one["id"] for one in found), sorted(ids))
        self.assertEqual(self.refused(c.query, "{ viewer { nothing } }").code, "GRAPHQL_VALIDATION_FAILED")

    def test_events(self) -> None:
        routing_key = os.environ.get("OPSKNIGHT_ROUTING_KEY", "")
        events = client().events(routing_key)
        live = client(api_key=os.environ.get("OPSKNIGHT_LIVE_API_KEY"))
        key = str(uuid.uuid4())
        first = events.trigger("Disk full", severity="warning", dedup_key=key)
        incident = first["data"]["incident"]
        assert incident is not None
        self.assertEqual((first["data"]["action"], incident["urgency"]), ("triggered", "MEDIUM"))
        self.assertEqual(events.trigger("Disk full", dedup_key=key)["data"]["action"], "deduplicated")
        self.assertEqual(events.acknowledge(key)["data"]["action"], "acknowledged")
        self.assertEqual(events.resolve(key)["data"]["action"], "resolved")
        self.assertEqual(live.list_alerts(incident["id"])["pagination"]["total"], 2)
        events.change(f"Deployed {key}", source="ci", custom_details={"build": 7})
        self.assertEqual(live.list_change_events(limit=1)["data"][0]["summary"], f"Deployed {key}")
        self.assertEqual(self.refused(client().events("0123").change, "Deployed").code, "VALIDATION_ERROR")
        self.assertEqual(self.refused(events.trigger, "").code, "VALIDATION_ERROR")


class Cutter:
    """A proxy whose connections can be cut."""

    def __init__(self, to: str) -> None:
        at = urlsplit(to)
        self._to = (at.hostname or "", at.port or 80)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._sockets: List[socket.socket] = []
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # it was closed
            while True:
                inner, _ = self._listener.accept()
                outer = socket.create_connection(self._to)
                self._sockets += [inner, outer]
                for source, sink in ((inner, outer), (outer, inner)):
                    threading.Thread(target=self._copy, args=(source, sink), daemon=True).start()

    def _copy(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):  # it was cut
            while True:
                piece = source.recv(65536)
                if not piece:
                    break
                sink.sendall(piece)
            sink.shutdown(socket.SHUT_WR)

    def cut(self) -> None:
        for one in self._sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._sockets.clear()

    def close(self) -> None:
        self.cut()
        self._listener.close()


class TestSubscription(unittest.TestCase):
    def test_goes_on_after_the_connection_was_lost(self) -> None:
        direct = client()
        s = service(direct)
        cutter = Cutter(os.environ["OPSKNIGHT_URL"])
        self.addCleanup(cutter.close)
        pauses: List[float] = []

        def open_incident(title: str) -> None:
            direct.create_incident({"title": title, "service_id": s["id"]})

        def sleep(seconds: float) -> None:
            pauses.append(seconds)
            open_incident("while it was away")

        # Nothing tells when a subscription has begun: incidents are opened until one is heard of.
        heard = threading.Event()

        def open_some() -> None:
            while not heard.wait(0.05):
                open_incident("before")

        opening = threading.Thread(target=open_some, daemon=True)
        opening.start()
        document = (
            "subscription($service: ID!, $after: String) { incidentChanged(filter: {serviceId: [$service]}, "
            "after: $after) { cursor incident { title } } }"
        )
        titles: List[str] = []
        c = client(url=cutter.url, sleep=sleep, idle=20)
        for data in c.subscribe(document, {"service": s["id"]}):
            titles.append(data["incidentChanged"]["incident"]["title"])
            if len(titles) == 1:
                heard.set()
                opening.join()
                cutter.cut()
            if titles[-1] == "while it was away":
                break
        self.assertEqual(titles[0], "before")
        self.assertTrue(pauses)


class TestWebhooks(unittest.TestCase):
    def test_they_are_signed(self) -> None:
        got: "queue.Queue[Tuple[Mapping[str, str], bytes]]" = queue.Queue()

        class Receiver(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                got.put((dict(self.headers.items()), body))
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        receiver = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
        self.addCleanup(receiver.server_close)
        self.addCleanup(receiver.shutdown)
        threading.Thread(target=receiver.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

        c = client()
        s = service(c)
        url = f"http://127.0.0.1:{receiver.server_port}"
        hook = c.create_webhook({"url": url, "events": ["incident.triggered"], "service_ids": [s["id"]]})
        secret = hook.get("secret", "")
        c.ping_webhook(hook["id"])
        made = c.create_incident({"title": "Down", "service_id": s["id"]})
        seen: List[str] = []
        for _ in range(2):
            headers, body = got.get(timeout=30)
            payload = verify(["whsec_AAAA", secret], headers, body)
            self.assertTrue(verify_body(secret, {k.lower(): v for k, v in headers.items()}["x-opsknight-signature"], body))
            with self.assertRaises(WebhookError):
                verify("whsec_AAAA", headers, body)
            seen.append(payload["event"])
            incident = payload["incident"]
            if incident is None:
                self.assertEqual(payload.get("webhook", {}).get("id"), hook["id"])
            else:
                self.assertEqual((incident["id"], incident["service"]["id"]), (made["id"], s["id"]))
        self.assertEqual(sorted(seen), ["incident.triggered", "webhook.ping"])
