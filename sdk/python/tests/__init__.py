"""Tests: `make sdk` runs them beside a real server."""
