#!/usr/bin/env python3
"""Bodies that are no JSON, or nearly none, sent over HTTPS; the server says so and goes on serving.

JSONTestSuite: every n_ is refused as JSON (400), no y_ is (FHIR wants duplicate names refused: json-duplicate), an
i_ may be either. Then what it leaves out: nesting of
100 000, bodies over the limit with and without Content-Length, lone surrogates, BOM, invalid UTF-8, duplicate names.
An accepted body is never a FHIR resource here, so what comes after the JSON refuses it, too; nothing is a 5xx.

Usage: json_suite_test.py LINKKI       exit codes: 0 all as said, 1 one is not, 77 no JSONTestSuite here
"""
import json
import pathlib
import sys
import tarfile
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from served import Failed, Server, need_shared  # noqa: E402

JSON_CODES = ("json-syntax", "json-depth", "json-duplicate", "json-members")
BODY_BYTES_MAX = 1 << 20
DEPTH = 100_000


def patient(text):
    return b'{"resourceType":"Patient","name":[{"family":"' + text + b'"}]}'


# name -> body and the code that it is refused with, or None: it is stored.
OWN = {
    "arrays in arrays": (b"[" * DEPTH + b"]" * DEPTH, "json-depth"),
    "arrays never closed": (b"[" * DEPTH, "json-depth"),
    "objects in objects": (b'{"a":' * DEPTH + b"1" + b"}" * DEPTH, "json-depth"),
    "extensions in extensions": (b'{"resourceType":"Patient","extension":[' + b'{"url":"https://a","extension":[' * 10_000 + b"]}" * 10_000 + b"]}",
                                 "json-depth"),
    "a lone high surrogate": (patient(b"\\uD834"), "json-syntax"),
    "a lone low surrogate": (patient(b"\\uDC00"), "json-syntax"),
    "surrogates in the wrong order": (patient(b"\\uDC00\\uD834"), "json-syntax"),
    "a pair of surrogates": (patient(b"\\uD834\\uDD1E"), None),
    "a surrogate as UTF-8": (patient(b"\xed\xa0\x80"), "json-syntax"),
    "an overlong slash": (patient(b"\xc0\xaf"), "json-syntax"),
    "a byte that is no UTF-8": (patient(b"\xff"), "json-syntax"),
    "a raw NUL in a string": (patient(b"\x00"), "json-syntax"),
    "a BOM": (b"\xef\xbb\xbf" + patient(b"Virtanen"), "json-syntax"),
    "UTF-16": (patient(b"Virtanen").decode().encode("utf-16"), "json-syntax"),
    "a NUL after the end": (patient(b"Virtanen") + b"\x00", "json-syntax"),
    "a second value after the end": (patient(b"Virtanen") + b"{}", "json-syntax"),
    "a name twice": (b'{"resourceType":"Patient","active":true,"active":false}', "json-duplicate"),
    "a name twice, once escaped": (b'{"resourceType":"Patient","active":true,"\\u0061ctive":false}', "json-duplicate"),
    "a number of 100 000 digits": (b'{"resourceType":"Observation","valueInteger":' + b"9" * 100_000 + b"}", "json-syntax"),
    "5 000 names in an object": (b'{"resourceType":"Patient"' + b"".join(b',"a%d":1' % i for i in range(5_000)) + b"}", "json-members"),
    "no body at all": (b"", "json-syntax"),
}


def code_of(text):
    """The code of the first error; anything but an OperationOutcome fails."""
    outcome = json.loads(text)
    if outcome["resourceType"] != "OperationOutcome":
        raise Failed(f"not an OperationOutcome: {text[:300]}")
    errors = [issue for issue in outcome["issue"] if issue["severity"] in ("error", "fatal")]
    return errors[0]["details"]["coding"][0]["code"]


class Sender:
    def __init__(self, server):
        self.server, self.token, self.sent = server, server.token(), 0
        self.connection = server.connect(self.token)

    def post(self, name, body, headers=None):
        """Status and code of the answer; the code is empty where the body was stored."""
        self.sent += 1
        try:
            status, fields, text = self.connection.request("POST", "/fhir/Patient", body, headers)
        except OSError as gone:
            raise Failed(f"{name}: the connection broke: {gone}") from gone
        if status >= 500:
            raise Failed(f"{name}: {status} {text[:500]}")
        if fields.get("Connection") == "close":
            self.connection = self.server.connect(self.token)
        return status, "" if status == 201 else code_of(text)


def suite(sender, archive):
    with tarfile.open(archive) as files:
        cases = {pathlib.Path(file.name).name: files.extractfile(file).read() for file in files if "/test_parsing/" in file.name and file.isfile()}
    if len(cases) < 318:
        raise Failed(f"the suite has {len(cases)} files instead of 318")
    for name, body in sorted(cases.items()):
        status, code = sender.post(name, body)
        if name.startswith("n_") and (status != 400 or code not in JSON_CODES) or name.startswith("y_") and code == "json-syntax":
            raise Failed(f"{name}: {status} {code}")
    return len(cases)


def own(sender):
    for name, (body, wanted) in OWN.items():
        status, code = sender.post(name, body)
        if (status, code) != ((400, wanted) if wanted else (201, "")):
            raise Failed(f"{name}: {status} {code} instead of {wanted}")


def too_large(sender):
    """The limit holds for what is announced, for what arrives in chunks, and for a body whose end never comes."""
    body = b" " * (BODY_BYTES_MAX + 1)
    chunks = (body[at:at + 65_536] for at in range(0, len(body), 65_536))
    for name, headers, sent in (("announced", {}, body), ("in chunks", {"Transfer-Encoding": "chunked"}, chunks)):
        connection = sender.server.connect(sender.token)
        connection.http.putrequest("POST", "/fhir/Patient")
        fields = {"Authorization": f"Bearer {sender.token}", "Content-Type": "application/fhir+json",
                  **(headers or {"Content-Length": str(len(body))})}
        for field, value in fields.items():
            connection.http.putheader(field, value)
        connection.http.endheaders()
        try:
            for part in [sent] if isinstance(sent, bytes) else sent:
                connection.http.send(part if not headers else b"%x\r\n%s\r\n" % (len(part), part))
        except OSError:
            pass  # closed before the end of it, as it may be; the answer is there all the same
        answer = connection.http.getresponse()
        code = code_of(answer.read())
        if (answer.status, code) != (413, "body-too-large"):
            raise Failed(f"a body over the limit, {name}: {answer.status} {code}")
    status, code = sender.post("a body at the limit", patient(b"Virtanen").ljust(BODY_BYTES_MAX))
    if status != 201:
        raise Failed(f"a body of just the limit: {status} {code}")


def main():
    archive = need_shared("conformance/JSONTestSuite.tar.gz")
    with tempfile.TemporaryDirectory() as data:
        server = Server(sys.argv[1], data, f"limits.body_bytes_max={BODY_BYTES_MAX}")
        server.start()
        sender = Sender(server)
        bodies = suite(sender, archive)
        own(sender)
        too_large(sender)
        if server.connect().request("GET", "/health/ready")[0] != 200:
            raise Failed("the server is not ready any more")
        server.stop()
    print(f"{bodies} bodies of JSONTestSuite and {len(OWN) + 3} others: each judged as it must be, the server went on")


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        print(f"json_suite_test: {failed}", file=sys.stderr)
        sys.exit(1)
