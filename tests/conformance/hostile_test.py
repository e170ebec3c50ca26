#!/usr/bin/env python3
"""tests/cases/hostile_requests.json over TLS: each is refused and its connection closed, and the server goes on.

What the bytes hide is a second request behind the first; an answer to it would be a smuggled one.

Usage: hostile_test.py LINKKI      exit codes: 0 all refused, 1 one was not
"""
import json
import pathlib
import socket
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from served import ROOT, Failed, Server  # noqa: E402

SMUGGLED = b"GET /fhir/metadata?_summary=true HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: smuggled\r\n\r\n"
ANSWER_BYTES_MAX, WAIT_SECONDS_MAX = 1 << 20, 60


def exchange(server, sent):
    """All that comes back until the server closes."""
    got = b""
    with socket.create_connection(("localhost", server.port), timeout=WAIT_SECONDS_MAX) as plain:
        with server.trust.wrap_socket(plain, server_hostname="localhost") as secure:
            try:
                secure.sendall(sent)
                while len(got) < ANSWER_BYTES_MAX and (part := secure.recv(65_536)):
                    got += part
            except ConnectionError:
                pass  # closed while bytes were on their way
            except TimeoutError as late:
                raise Failed(f"the connection stays open; so far {got[:300]}") from late
    return got


def check(server, case):
    bytes_sent = case["bytes"].encode("latin-1")
    if "then" in case:
        bytes_sent += case["then"]["text"].encode() * case["then"]["times"]
    got = exchange(server, bytes_sent + SMUGGLED)
    if not got:
        return  # closed without a word
    head, _, body = got.partition(b"\r\n\r\n")
    status = int(head.split(b" ")[1])
    if status not in case["status"]:
        raise Failed(f"{status} instead of {case['status']}: {body[:300]}")
    if b"smuggled" in got or got.count(b"X-Request-Id: ") > 1:
        raise Failed(f"what stands behind it was answered, too: {got[:1000]}")
    outcome = json.loads(body)
    if outcome["resourceType"] != "OperationOutcome" or not outcome["issue"][0]["diagnostics"]:
        raise Failed(f"not an OperationOutcome with diagnostics: {body[:300]}")


def main():
    cases = json.loads((ROOT / "tests/cases/hostile_requests.json").read_text())["cases"]
    failed = 0
    with tempfile.TemporaryDirectory() as data:
        server = Server(sys.argv[1], data)
        server.start()
        for case in cases:
            try:
                check(server, case)
            except Failed as wrong:
                failed += 1
                print(f"{case['name']}: {wrong}", file=sys.stderr)
        if server.connect().request("GET", "/fhir/metadata")[0] != 200:
            raise Failed("the server does not answer any more")
        server.stop()
    print(f"{len(cases)} hostile requests: {len(cases) - failed} refused and closed, the server went on")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as wrong:
        print(f"hostile_test: {wrong}", file=sys.stderr)
        sys.exit(1)
