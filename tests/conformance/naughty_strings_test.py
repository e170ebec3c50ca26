#!/usr/bin/env python3
"""The Big List of Naughty Strings as names and identifiers: each comes back as it was sent, and is found by itself.

What R4 does not allow in a string (control characters, nothing but blanks) is refused with 422; nothing is a 5xx.

Usage: naughty_strings_test.py LINKKI      exit codes: 0 all hold, 1 one does not, 77 no list here
"""
import json
import pathlib
import sys
import tempfile
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from served import Failed, Server, need_shared  # noqa: E402

SYSTEM = "https://example.org/naughty"
VALUE_BYTES_MAX = 4_096  # of a search value


def escape(text):
    """As a search value: \\ , | and $ mean something there."""
    return urllib.parse.quote("".join("\\" + one if one in "\\,|$" else one for one in text), safe="")


class Strings:
    def __init__(self, connection):
        self.connection, self.stored, self.refused, self.searched = connection, 0, 0, 0

    def ask(self, method, path, body=None):
        status, _, text = self.connection.request(method, path, body)
        if status >= 500:
            raise Failed(f"{method} {path[:200]}: {status} {text[:300]}")
        return status, json.loads(text)

    def find(self, name, value, wanted):
        status, bundle = self.ask("GET", f"/fhir/Patient?{name}={escape(value)}&_count=1000")
        if status != 200 or wanted not in [entry["resource"]["id"] for entry in bundle.get("entry", [])]:
            raise Failed(f"{name}={value!r}: {status}, {wanted} is not found: {str(bundle)[:500]}")
        self.searched += 1

    def walk(self, text):
        sent = {"resourceType": "Patient", "identifier": [{"system": SYSTEM, "value": text}], "name": [{"family": text}]}
        status, got = self.ask("POST", "/fhir/Patient", sent)
        if status == 422:
            self.refused += 1
            return
        if status != 201 or got["name"] != sent["name"] or got["identifier"] != sent["identifier"]:
            raise Failed(f"{text!r}: {status} {str(got)[:500]}")
        self.stored += 1
        if len(text.encode()) <= VALUE_BYTES_MAX:
            self.find("family:exact", text, got["id"])
            self.find("identifier", f"{text}", got["id"])


def main():
    strings = json.loads(need_shared("conformance/blns.json").read_text())
    with tempfile.TemporaryDirectory() as data:
        server = Server(sys.argv[1], data)
        server.start()
        walk = Strings(server.connect(server.token()))
        failed = 0
        for text in strings:
            try:
                walk.walk(text)
            except Failed as wrong:
                failed += 1
                print(wrong, file=sys.stderr)
        server.stop()
    print(f"{len(strings)} naughty strings: {walk.stored} came back and were found by {walk.searched} searches, {walk.refused} refused, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failed:
        print(f"naughty_strings_test: {failed}", file=sys.stderr)
        sys.exit(1)
