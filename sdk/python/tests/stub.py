"""A server that answers as it is told."""

from __future__ import annotations

import json
import threading
import unittest
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, List, Mapping, Optional

from opsknight import Client

#: When the clock of the tests stands.
NOON = 1_705_320_000.0  # 2024-01-15T12:00:00Z


@dataclass(frozen=True)
class Answer:
    """One answer; with the status 0 the connection is lost instead. Where it stays open, or is cut,
    its length is not told."""

    status: int = 0
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: {})
    cut: bool = False
    stays_open: bool = False


@dataclass(frozen=True)
class Asked:
    """One request."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


INCIDENT = Answer(200, '{"data":{"id":"inc_1","title":"Down","status":"OPEN","urgency":"HIGH","description":null}}')


class Stub:
    """Answers one request after the other, the last answer for ever."""

    def __init__(self, test: unittest.TestCase, *answers: Answer) -> None:
        self.asked: List[Asked] = []
        self.waited: List[float] = []
        closing = threading.Event()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                stub.asked.append(Asked(self.command, self.path, headers, body))
                answer = answers[min(len(stub.asked), len(answers)) - 1]
                self.close_connection = True
                if answer.status == 0:
                    return
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                text = answer.body.encode()
                if answer.cut or answer.stays_open:
                    self.send_header("Transfer-Encoding", "chunked")
                    self.end_headers()
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(text), text))
                    self.wfile.flush()
                    if answer.stays_open:
                        closing.wait()
                    return
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = do_PATCH = do_DELETE = answer

            def log_message(self, format: str, *args: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

        server = Server(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        self.url = f"http://127.0.0.1:{server.server_port}"

        def stop() -> None:
            closing.set()
            server.shutdown()
            thread.join()
            server.server_close()

        test.addCleanup(stop)

    def client(self, **more: Any) -> Client:
        """Its pauses are those that the policy means, and take no time."""
        settings: Dict[str, Any] = {
            "now": lambda: NOON,
            "sleep": self.waited.append,
            "random": lambda: 0.5,
            "api_key": "sk_test_1",
            "url": f"{self.url}/",
        }
        return Client(**{**settings, **more})


def failing(status: int, retry_after: Optional[str] = None) -> Answer:
    headers = {"Retry-After": retry_after} if retry_after else {}
    return Answer(status, '{"error":{"code":"INTERNAL_ERROR","message":"No."}}', headers)
