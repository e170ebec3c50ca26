#!/usr/bin/env python3
"""A served linkki on a small disk that fills up and is freed again.

Full: a write is answered 507 with an OperationOutcome and leaves nothing behind, no part of a transaction either;
public reads go on, and so do audited ones until the reserve of the audit trail is spent: then 503, never an answer
without its entry. Freed: writes and audited reads go on without a restart; what was acknowledged is there; every
answered read has its entry; `linkki verify` finds the store sound.

Usage: full_disk_test.py LINKKI        exit codes: 0 all hold, 1 something does not, 77 no small disk can be mounted here
"""
import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from served import Failed, Server, skip  # noqa: E402

DISK_BYTES, LEFT_BYTES = 160 << 20, 8 << 20
RESERVE = "audit.reserve_bytes=1048576"
SYSTEM = "https://example.org/full-disk"
PATIENTS = 200  # whom one search shows, so that it leaves as many audit entries
WRITES_MAX, READS_MAX, RETRIES_MAX = 20_000, 5_000, 200


@contextlib.contextmanager
def small_disk():
    if os.geteuid():
        skip("only root can mount a small disk")
    with tempfile.TemporaryDirectory() as folder:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", folder], capture_output=True, text=True)
        if mounted.returncode:
            skip(f"no small disk can be mounted: {mounted.stderr.strip()}")
        try:
            yield pathlib.Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def free_bytes(folder):
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize


def fill(folder, left):
    """A file that takes all but `left` bytes of the disk."""
    filler = folder / "filler"
    with filler.open("ab") as out:
        while (more := free_bytes(folder) - left) > 0:
            out.write(b"\0" * min(more, 1 << 20))
            out.flush()
    return filler


def referral(value, status="active", patient=0):
    return {"resourceType": "ServiceRequest", "status": status, "intent": "order", "subject": {"reference": f"Patient/full-{patient}"},
            "identifier": [{"system": SYSTEM, "value": value}], "note": [{"text": "".join(uuid.uuid4().hex for _ in range(60))}]}


def expect(answer, *wanted):
    status, _, text = answer
    if status not in wanted:
        raise Failed(f"{status} instead of {wanted}: {text[:500]}")
    return json.loads(text) if text else None


class Client:
    def __init__(self, server, token):
        self.server, self.connection = server, server.connect(token)
        self.stored, self.read = [], set()

    def create(self, value, *what):
        """True: stored; False: the disk is full, and the answer says so."""
        status, _, text = answer = self.connection.request("POST", "/fhir/ServiceRequest", referral(value, *what))
        outcome = expect(answer, 201, 507)
        if status == 201:
            self.stored.append((outcome["id"], value))
        elif outcome["issue"][0]["code"] != "no-store" or outcome["issue"][0]["details"]["coding"][0]["code"] != "storage-full":
            raise Failed(f"507 with {text[:500]}")
        return status == 201

    def transaction(self, value):
        entry = [{"resource": referral(value), "request": {"method": "POST", "url": "ServiceRequest"}} for _ in range(50)]
        return self.connection.request("POST", "/fhir", {"resourceType": "Bundle", "type": "transaction", "entry": entry})

    def count(self, value):
        return expect(self.connection.request("GET", f"/fhir/ServiceRequest?identifier={SYSTEM}%7C{value}&_summary=count"), 200)["total"]

    def search(self):
        """True: answered; False: refused, because its audit entries have no room."""
        name = f"full-{uuid.uuid4()}"
        answer = self.connection.request("GET", f"/fhir/ServiceRequest?status=draft&_count={PATIENTS}", headers={"X-Request-Id": name})
        bundle = expect(answer, 200, 503)
        if answer[0] == 503:
            return False
        if len(bundle["entry"]) != PATIENTS:
            raise Failed(f"a search found {len(bundle['entry'])} of {PATIENTS}")
        self.read.add(name)
        return True

    def read_public(self):
        public = self.server.connect()  # anew: to fill a disk may take longer than a connection may idle
        expect(public.request("GET", "/fhir/Organization/open"), 200)
        expect(public.request("GET", "/fhir/Organization?name=Open"), 200)

    def missing_entries(self):
        """The answered reads without an entry in the audit trail."""
        wanted, path = set(self.read), "/fhir/AuditEvent?patient=Patient/full-0&_count=1000"
        while wanted and path:
            bundle = expect(self.connection.request("GET", path), 200)
            for entry in bundle.get("entry", []):
                for entity in entry["resource"].get("entity", []):
                    wanted.discard(entity.get("what", {}).get("identifier", {}).get("value"))
            path = next(("/fhir" + link["url"].split("/fhir", 1)[1] for link in bundle["link"] if link["relation"] == "next"), None)
        return wanted


def until(step, attempts, what):
    """Repeats a step until it is true; how often it was not."""
    for attempt in range(attempts):
        if step():
            return attempt
    raise Failed(f"{what}: not after {attempts} attempts")


def refused_transaction(client):
    """Pages freed by earlier commits may still take one or two; the value that the refused one carries."""
    for _ in range(RETRIES_MAX):
        group = str(uuid.uuid4())
        answer = client.transaction(group)
        expect(answer, 200, 507)
        if answer[0] == 507:
            return group
    raise Failed("the disk is full, yet no transaction was refused")


def while_full(client):
    written = until(lambda: not client.create(str(uuid.uuid4())), WRITES_MAX, "the disk was filled, yet no write was refused")
    group = refused_transaction(client)
    client.read_public()
    reads = until(lambda: not client.search(), READS_MAX, "the audit trail has no room, yet no read was refused")
    if reads == 0:
        raise Failed("audited reads did not go on while the reserve lasted")
    client.read_public()
    return written, reads, group


def when_freed(client, group):
    def resumed():
        time.sleep(0.1)
        return client.search() and client.create(str(uuid.uuid4()))
    until(resumed, RETRIES_MAX, "room was made, yet writes and audited reads did not go on")
    if client.count(group):
        raise Failed("a refused transaction left something behind")
    expect(client.transaction(group), 200)
    if client.count(group) != 50:
        raise Failed("the transaction, sent again, is not whole")
    for name, value in client.stored:
        if expect(client.connection.request("GET", f"/fhir/ServiceRequest/{name}"), 200)["identifier"][0]["value"] != value:
            raise Failed(f"ServiceRequest/{name} is another one")
    until(lambda: time.sleep(0.1) or not client.missing_entries(), RETRIES_MAX, "answered reads have no audit entry")


def main():
    with small_disk() as folder:
        server = Server(sys.argv[1], str(folder / "data"), RESERVE)
        server.start()
        client = Client(server, server.token())
        expect(client.connection.request("PUT", "/fhir/Organization/open", {"resourceType": "Organization", "id": "open", "name": "Open"}), 201)
        for patient in range(PATIENTS):
            client.create(str(uuid.uuid4()), "draft", patient)
        filler = fill(folder, LEFT_BYTES)
        written, reads, group = while_full(client)
        filler.unlink()
        when_freed(client, group)
        server.stop()
        server.run("verify", "--data", server.data)
        print(f"full after {written} writes; {reads} searches of {PATIENTS} patients more until 503; freed: all went on, nothing lost, nothing half-stored")


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        print(f"full_disk_test: {failed}", file=sys.stderr)
        sys.exit(1)
