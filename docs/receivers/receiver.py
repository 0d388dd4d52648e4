"""A receiver of OpsKnight's webhooks, which checks Standard Webhooks' signature: python3 receiver.py"""

import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))
TOLERANCE = 300  # seconds: an older request may be a replay


def signed(headers, body):
    """Whether one of the signatures is of this body. During a rotation there are two."""
    sent = headers.get("webhook-timestamp", "")
    if not sent.isdigit() or abs(time.time() - int(sent)) > TOLERANCE:
        return False
    message = f"{headers.get('webhook-id', '')}.{sent}.".encode() + body
    want = "v1," + base64.b64encode(hmac.new(SECRET, message, hashlib.sha256).digest()).decode()
    given = headers.get("webhook-signature", "").encode()
    return any(hmac.compare_digest(one, want.encode()) for one in given.split(b" "))


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not signed(self.headers, body):
            self.send_error(401, "wrong signature")
            return
        event = json.loads(body)
        print("received", event["event"], event["id"], flush=True)  # the same id again: a repeat
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args):
        pass


server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", 0))), Receiver)
print(f"listening on 127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
