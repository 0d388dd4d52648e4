"""The package as it is installed, and its README, which runs there beside a real server."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import opsknight

ROOT = Path(__file__).parent.parent

BEFORE = """
import threading, time

def open_some():
    while True:
        time.sleep(0.1)
        client.create_incident({"title": "Of the README", "service_id": service["id"]})

threading.Thread(target=open_some, daemon=True).start()
"""

AFTER = """
import base64, hashlib, hmac, urllib.error, urllib.request
from http.server import HTTPServer

os.environ["WEBHOOK_SECRET"] = "whsec_AAAA"
server = HTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=server.serve_forever, daemon=True).start()
body, sent = b'{"id":"dlv_1","event":"webhook.ping"}', str(int(time.time()))
signed = base64.b64encode(hmac.new(bytes(3), f"dlv_1.{sent}.".encode() + body, hashlib.sha256).digest()).decode()
for signature in (signed, "AAAA"):
    headers = {"webhook-id": "dlv_1", "webhook-timestamp": sent, "webhook-signature": f"v1,{signature}"}
    request = urllib.request.Request(f"http://127.0.0.1:{server.server_port}/", body, headers)
    try:
        status = urllib.request.urlopen(request).status
    except urllib.error.HTTPError as refused:
        status = refused.code
    print("answered", status)
"""


class TestPackage(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def run_program(self, *arguments: str) -> str:
        # -I: nothing of this folder or the environment is found, but what is installed.
        ran = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, cwd=self.folder)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        return ran.stdout

    def test_the_readme_runs_on_what_is_installed(self) -> None:
        source, site = self.folder / "source", self.folder / "site"
        shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns("__pycache__", "build", "*.egg-info"))
        self.run_program(
            "-m", "pip", "install", "-q", "--no-index", "--no-build-isolation", "--root-user-action=ignore",
            "--disable-pip-version-check", "--target", str(site), str(source),
        )  # fmt: skip
        installed = sorted(one.name for one in (site / "opsknight").iterdir() if one.is_file())
        self.assertEqual(installed, sorted(one.name for one in (ROOT / "src/opsknight").iterdir() if one.is_file()))
        self.assertIn("py.typed", installed)

        blocks = re.findall(r"^```(\w+)\n(.*?)^```$", (ROOT / "README.md").read_text(), re.DOTALL | re.MULTILINE)
        self.assertEqual(blocks.pop(0), ("sh", "pip install opsknight\n"))
        self.assertEqual({language for language, _ in blocks}, {"python"})
        texts = [text for _, text in blocks]
        path = f"import sys\nsys.path.insert(0, {str(site)!r})\n"
        (self.folder / "first.py").write_text(path + texts[0])
        self.assertRegex(self.run_program("-I", "first.py"), r"^inc_\w+ OPEN\n$")
        program = "\n".join([path, texts[0], BEFORE, *texts[1:], AFTER])
        (self.folder / "all.py").write_text(program)
        said = self.run_program("-I", "-u", "all.py")
        for want in (
            "ACKNOWLEDGED P2",
            "VALIDATION_ERROR 400 service_id",
            "triggered disk-db01",
            "(TRIGGERED|ESCALATED|ASSIGNED) Of the README",
            "dlv_1 webhook.ping",
            "answered 204\nanswered 401",
        ):
            self.assertRegex(said, want)

    def test_it_has_one_version(self) -> None:
        self.assertIn(f'\nversion = "{opsknight.__version__}"\n', (ROOT / "pyproject.toml").read_text())

    def test_the_page_of_all_three_shows_what_the_readme_shows(self) -> None:
        readme, page = (ROOT / "README.md").read_text(), (ROOT / "../../docs/sdks.md").read_text()
        shown = re.findall(r"^```python\n.*?^```$", page, re.DOTALL | re.MULTILINE)
        self.assertGreater(len(shown), 3)
        for block in shown:
            self.assertIn(block, readme)
