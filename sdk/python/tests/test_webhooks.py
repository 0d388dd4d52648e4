"""Webhooks."""

from __future__ import annotations

import email.message
import math
import unittest
from typing import Any, Dict, List, Optional, Sequence, Tuple, Union

from opsknight.webhooks import WebhookError, verify, verify_body

# The vectors are those of the server's own tests, which OpenSSL has computed.
SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
ANOTHER = "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA="
BODY = b'{"a":1}'
BODY_ONLY = "sha256=0644de49523cf2c6c385a72deab74a857df1aa5a4539f5b8fceeab5813730bc7"
SIGNATURE = "v1,+4x6jTfRt2VbJeypEzVTu5WSn/3oOpA9e3tZV1NPC8U="
SENT = 1_705_314_600
HEADERS = {"Webhook-Id": "dlv_1", "Webhook-Timestamp": str(SENT), "Webhook-Signature": SIGNATURE}

Case = Tuple[str, Dict[str, str], bytes, Union[str, Sequence[str]], float, Optional[float], Optional[str]]
CASES: List[Case] = [
    ("signed", {}, BODY, SECRET, 0, None, None),
    ("by the first of two", {"Webhook-Signature": f"{SIGNATURE} v1,AAAA"}, BODY, SECRET, 0, None, None),
    ("by the second of two", {"Webhook-Signature": f"v1,é  {SIGNATURE}"}, BODY, [ANOTHER, SECRET], 0, None, None),
    ("another secret", {}, BODY, ANOTHER, 0, None, "signature"),
    ("no secret", {}, BODY, [], 0, None, "signature"),
    ("an empty secret", {}, BODY, ["", "whsec_", "whsec_?"], 0, None, "signature"),
    ("another body", {}, BODY + b" ", SECRET, 0, None, "signature"),
    ("another id", {"Webhook-Id": "dlv_2"}, BODY, SECRET, 0, None, "signature"),
    ("another time", {"Webhook-Timestamp": str(SENT + 1)}, BODY, SECRET, 0, None, "signature"),
    ("another version", {"Webhook-Signature": f"v2{SIGNATURE[2:]}"}, BODY, SECRET, 0, None, "signature"),
    ("no signature", {"Webhook-Signature": ""}, BODY, SECRET, 0, None, "signature"),
    ("just in time", {}, BODY, SECRET, 300, None, None),
    ("too late", {}, BODY, SECRET, 301, None, "time"),
    ("too early", {}, BODY, SECRET, -301, None, "time"),
    ("within a longer time", {}, BODY, SECRET, 3600, 3600, None),
    ("at any time", {}, BODY, SECRET, 1e9, math.inf, None),
]


class TestVerify(unittest.TestCase):
    def test_each(self) -> None:
        for name, more, body, secrets, late, tolerance, reason in CASES:
            with self.subTest(name):
                settings: Dict[str, Any] = {"now": lambda late=late: SENT + late}
                if tolerance is not None:
                    settings["tolerance"] = tolerance
                if reason is None:
                    self.assertEqual(verify(secrets, {**HEADERS, **more}, body, **settings), {"a": 1})
                    continue
                with self.assertRaises(WebhookError) as caught:
                    verify(secrets, {**HEADERS, **more}, body, **settings)
                self.assertEqual(caught.exception.reason, reason)

    def test_takes_the_headers_of_http_server_and_has_a_clock_of_its_own(self) -> None:
        message = email.message.Message()
        for name, value in HEADERS.items():
            message[name.lower()] = value
        self.assertEqual(verify(SECRET, message, BODY, now=lambda: SENT), {"a": 1})
        for headers, reason in ((HEADERS, "time"), ({}, "signature")):
            with self.assertRaises(WebhookError) as caught:
                verify(SECRET, headers, BODY)
            self.assertEqual(caught.exception.reason, reason)

    def test_body_alone(self) -> None:
        empty = "sha256=b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
        cases: List[Tuple[str, bytes, Union[str, Sequence[str]], bool]] = [
            (BODY_ONLY, BODY, SECRET, True),
            (f"sha256=00, {BODY_ONLY}", BODY, [ANOTHER, SECRET], True),
            (BODY_ONLY, b"{}", SECRET, False),
            (BODY_ONLY, BODY, ANOTHER, False),
            (BODY_ONLY, BODY, [], False),
            (empty, b"", "", False),
            (BODY_ONLY[7:], BODY, SECRET, False),
            ("", BODY, SECRET, False),
            (BODY_ONLY[:40], BODY, SECRET, False),
        ]
        for signature, body, secrets, want in cases:
            with self.subTest(signature):
                self.assertIs(verify_body(secrets, signature, body), want)
