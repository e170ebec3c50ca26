#!/usr/bin/env python3
"""Transactions that Synthea made, as they are: every entry is created, every reference leads to what was stored.

The hospitals and practitioners first, since the patients' bundles refer to them by conditional references; then the
smallest patients (LINKKI_SYNTHEA of them; 60 are all, and take minutes).

Usage: synthea_test.py LINKKI      exit codes: 0 all hold, 1 something does not, 77 no bundles here
"""
import bz2
import collections
import json
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from served import Failed, Server, need_shared  # noqa: E402

LIMITS = ("limits.body_bytes_max=268435456", "limits.handler_seconds_max=600")
PATIENTS = int(os.environ.get("LINKKI_SYNTHEA", "8"))
REFERENCES_MAX = 300  # looked up


def bundles(folder):
    files = sorted(folder.glob("*.json.bz2"), key=lambda file: file.stat().st_size)
    shared = [file for file in files if file.name.startswith(("0-hospital", "0-practitioner"))]
    patients = [file for file in files if file not in shared][:PATIENTS]
    for file in sorted(shared) + patients:
        yield file.name, json.loads(bz2.open(file).read())


def references(value):
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        for one in value.values():
            yield from references(one)
    elif isinstance(value, list):
        for one in value:
            yield from references(one)


class Load:
    def __init__(self, connection):
        self.connection, self.types, self.targets = connection, collections.Counter(), set()

    def get(self, path):
        status, _, text = self.connection.request("GET", f"/fhir/{path}")
        if status != 200:
            raise Failed(f"GET {path}: {status} {text[:300]}")
        return json.loads(text)

    def post(self, name, bundle):
        status, _, text = self.connection.request("POST", "/fhir", bundle)
        answer = json.loads(text)
        if status != 200 or any(entry["response"]["status"] != "201 Created" for entry in answer["entry"]):
            raise Failed(f"{name}: {status} {text[:1000]}")
        self.types.update(entry["resource"]["resourceType"] for entry in bundle["entry"])
        last = answer["entry"][-1]["response"]["location"].split("/fhir/")[-1].split("/_history")[0]
        self.targets.update(references(self.get(last)))

    def check(self):
        for kind, count in self.types.items():
            total = self.get(f"{kind}?_summary=count")["total"]
            if total != count:
                raise Failed(f"{count} {kind}s were created, a search counts {total}")
        for target in sorted(self.targets)[:REFERENCES_MAX]:
            if not target.startswith("#"):
                self.get(target)


def main():
    folder = need_shared("conformance/synthea-r4")
    with tempfile.TemporaryDirectory() as data:
        server = Server(sys.argv[1], data, *LIMITS)
        server.start()
        load = Load(server.connect(server.token()))
        for name, bundle in bundles(folder):
            load.post(name, bundle)
        load.check()
        server.stop()
        server.run("verify", "--data", data)
        print(f"{sum(load.types.values())} resources of {len(load.types)} types created by Synthea's transactions, {min(len(load.targets), REFERENCES_MAX)} references followed")


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        print(f"synthea_test: {failed}", file=sys.stderr)
        sys.exit(1)
