#!/usr/bin/env python3
"""Kills a loaded server again and again; nothing that it acknowledged may be lost.

Round by round: start on the same data folder, let writers and readers work, kill -9, start again, and look:
every acknowledged create, update and delete is there, every transaction is whole or absent, every answered read and
search has its entry in the audit trail. At the end `linkki verify` must find the store sound.

Usage: kill_test.py LINKKI [ROUNDS]   exit codes: 0 nothing lost, 1 something was (it says what)
"""
import http.client
import json
import os
import pathlib
import random
import sys
import tempfile
import threading
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from served import Failed, Server  # noqa: E402

WRITERS, READERS = 3, 1
DELETED, MAYBE_DELETED = "deleted", "deleted or not"  # in the place of a version
IDENTIFIER = "https://example.org/kill"


class Lost(Exception):
    pass


def referral(value):
    return {"resourceType": "ServiceRequest", "status": "active", "intent": "order", "subject": {"reference": "Patient/kill"},
            "identifier": [{"system": IDENTIFIER, "value": value}]}


class Load:
    """What was acknowledged, filled by threads until the server is gone."""

    def __init__(self):
        self.versions, self.transactions, self.reads, self.wrong = {}, {}, [], []
        self.lock, self.over = threading.Lock(), threading.Event()

    def run(self, server, token):
        work = [self.write] * WRITERS + [self.read] * READERS
        threads = [threading.Thread(target=self.until_gone, args=(one, server.connect(token))) for one in work]
        for thread in threads:
            thread.start()
        return threads

    def until_gone(self, work, connection):
        while not self.over.is_set():
            try:
                work(connection)
            except (OSError, http.client.HTTPException):
                return
            except Lost as wrong:
                self.wrong.append(wrong)
                return

    def write(self, connection):
        value = str(uuid.uuid4())
        status, headers, text = connection.request("POST", "/fhir/ServiceRequest", referral(value))
        if status != 201:
            raise Lost(f"create answered {status}: {text[:500]}")
        resource = json.loads(text)
        with self.lock:
            self.versions[resource["id"]] = 1
        resource["priority"] = "urgent"
        status, _, _ = connection.request("PUT", f"/fhir/ServiceRequest/{resource['id']}", resource)
        if status == 200:
            with self.lock:
                self.versions[resource["id"]] = 2
        if random.random() < 0.2:
            with self.lock:
                self.versions[resource["id"]] = MAYBE_DELETED
            if connection.request("DELETE", f"/fhir/ServiceRequest/{resource['id']}")[0] == 204:
                with self.lock:
                    self.versions[resource["id"]] = DELETED
        group = str(uuid.uuid4())
        with self.lock:
            self.transactions[group] = False
        entry = [{"resource": referral(group), "request": {"method": "POST", "url": "ServiceRequest"}} for _ in range(3)]
        status, _, _ = connection.request("POST", "/fhir", {"resourceType": "Bundle", "type": "transaction", "entry": entry})
        with self.lock:
            self.transactions[group] = status == 200

    def read(self, connection):
        with self.lock:
            ids = list(self.versions)
        if not ids:
            time.sleep(0.01)
            return
        name = f"kill-{uuid.uuid4()}"
        path = random.choice((f"ServiceRequest/{random.choice(ids)}", "ServiceRequest?subject=Patient/kill&_count=5"))
        status, _, _ = connection.request("GET", f"/fhir/{path}", headers={"X-Request-Id": name})
        if status == 200:
            with self.lock:
                self.reads.append(name)


def check(connection, load):
    if load.wrong:
        raise load.wrong[0]
    for name, version in load.versions.items():
        status, _, text = connection.request("GET", f"/fhir/ServiceRequest/{name}")
        if version == DELETED:
            kept = status == 410
        elif version == MAYBE_DELETED:
            kept = status in (200, 410)
        else:
            kept = status == 200 and int(json.loads(text)["meta"]["versionId"]) >= version
        if not kept:
            raise Lost(f"ServiceRequest/{name}: acknowledged as {version}, now {status} {text[:300]}")
    for group, acknowledged in load.transactions.items():
        _, _, text = connection.request("GET", f"/fhir/ServiceRequest?identifier={IDENTIFIER}|{group}&_summary=count".replace("|", "%7C"))
        total = json.loads(text)["total"]
        if total not in ((3,) if acknowledged else (0, 3)):
            raise Lost(f"a transaction of 3 left {total}; acknowledged: {acknowledged}")
    wanted = set(load.reads)
    path = "/fhir/AuditEvent?_count=500"
    while wanted and path:
        _, _, text = connection.request("GET", path)
        bundle = json.loads(text)
        for entry in bundle.get("entry", []):
            for entity in entry["resource"].get("entity", []):
                wanted.discard(entity.get("what", {}).get("identifier", {}).get("value"))
        path = next(("/fhir" + link["url"].split("/fhir", 1)[1] for link in bundle["link"] if link["relation"] == "next"), None)
    if wanted:
        raise Lost(f"{len(wanted)} of {len(load.reads)} answered reads have no audit entry, such as {wanted.pop()}")


def main():
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else int(os.environ.get("LINKKI_KILLS", "20"))
    with tempfile.TemporaryDirectory() as data:
        server = Server(sys.argv[1], data)
        writes = reads = 0
        for _ in range(rounds):
            server.start()
            token = server.token()
            load = Load()
            threads = load.run(server, token)
            time.sleep(random.uniform(0.1, 1.0))
            server.kill()
            load.over.set()
            for thread in threads:
                thread.join()
            server.start()
            time.sleep(1)  # the read log is folded within a second
            check(server.connect(token), load)
            writes, reads = writes + len(load.versions) + len(load.transactions), reads + len(load.reads)
            server.kill()
        server.start()
        server.stop()
        print(server.run("verify", "--data", data))
        print(f"{rounds} kills: {writes} writes and {reads} reads were acknowledged, none was lost")


if __name__ == "__main__":
    try:
        main()
    except (Lost, Failed) as lost:
        print(f"kill_test: {lost}", file=sys.stderr)
        sys.exit(1)
