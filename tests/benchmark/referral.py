#!/usr/bin/env python3
"""Measures the referral workflow on the release build: a step against a plain PATCH, a search by who holds many grants
against the same search by who needs none, a long trail, the withdrawal of a consent that carries many grants.

Usage: tests/benchmark/referral.py [--seconds N] [--grants N] [ROW]...
ROW: step grants trail withdrawal; all by default

Needs build/release (server/run makes it). Over TLS, on LMDB, every write durable. Ratios are of measurements of this run,
taken in turn, the median of the rounds. CPU is the server's alone: the clients, in Python, share the cores.
"""
import argparse
import json
import pathlib
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from benchmark.run import LINKKI, cpu_seconds, faults, median  # noqa: E402
from served import Server  # noqa: E402

ROWS = ("step", "grants", "trail", "withdrawal")
OURS = "https://w3id.org/linkki/fhir/"
CLIENTS, ROUNDS, STEPS, TEAM = 8, 3, 200, 199  # a team gives grants to at most 200 holders
PATCH = {"Content-Type": "application/json-patch+json"}


def coded(system, code):
    return {"coding": [{"system": f"{OURS}CodeSystem/{system}", "code": code}]}


def permit(scope, organization):
    role = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "code": "IRCP"}]}
    return {"type": "permit", "actor": [{"role": role, "reference": {"reference": organization}}], "code": [coded("consent-scope", scope)]}


def consent():
    scopes = [permit(scope, "Organization/w") for scope in ("share-referral", "share-assessment", "share-onward")]
    return {"resourceType": "Consent", "status": "active", "dateTime": "2026-01-31",
            "scope": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy"}]},
            "category": [{"coding": [{"system": "http://loinc.org", "code": "59284-0"}]}],
            "policyRule": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "OPTIN"}]},
            "provision": {"provision": [*scopes, permit("feedback-to-referrer", "Organization/a")]}}


def request(**more):
    return {"resourceType": "ServiceRequest", "status": "active", "intent": "order", "reasonCode": [coded("referral-reason", "loneliness")],
            "category": [coded("hyte-category", "liikunta")], "performer": [{"reference": "Organization/w"}], **more}


def held(status):
    """The step between in-progress and on-hold, with what it needs."""
    if status == "in-progress":
        return [{"op": "replace", "path": "/status", "value": "in-progress"}]
    expected = {"type": coded("task-input-output", "expected-date"), "valueDate": "2027-01-31"}
    return [{"op": "replace", "path": "/status", "value": "on-hold"}, {"op": "add", "path": "/output", "value": [expected]},
            {"op": "add", "path": "/statusReason", "value": coded("status-reason", "capacity")}]


class Caller:
    """One connection with one token."""

    def __init__(self, server, *identity):
        self.connection = server.connect(server.token(*identity))

    def send(self, method, path, body=None, headers=None):
        status, fields, text = self.connection.request(method, "/fhir/" + path, body, headers)
        if status not in (200, 201):
            sys.exit(f"benchmark: {method} {path} answered {status}: {faults(text)}")
        return fields, text

    def timed(self, *arguments):
        begun = time.monotonic()
        self.send(*arguments)
        return (time.monotonic() - begun) * 1e3


def created(answer, kind):
    for entry in json.loads(answer)["entry"]:
        location = entry["response"]["location"]
        at = location.find(kind + "/")
        if at >= 0:
            return "/".join(location[at:].split("/")[:2])
    raise KeyError(kind)


class Bench:
    def __init__(self, folder, seconds, grants):
        self.seconds, self.grants_wanted = seconds, grants
        self.server = Server(LINKKI, str(folder / "data"))
        self.server.start()
        self.pid = [self.server.process.pid]
        self.tester = Caller(self.server)
        self.sender = Caller(self.server, "--role", "system", "--organization", "Organization/a")
        for path, body in (("Organization/a", {"name": "A"}), ("Organization/w", {"name": "W"}), ("Practitioner/anna", {}),
                           ("PractitionerRole/anna", {"practitioner": {"reference": "Practitioner/anna"}, "organization": {"reference": "Organization/w"}})):
            kind, name = path.split("/")
            self.tester.send("PUT", path, {"resourceType": kind, "id": name, **body})
        self.anna = self.worker()

    def worker(self):
        return Caller(self.server, "--role", "link-worker", "--organization", "Organization/w", "--person", "Practitioner/anna")

    def refer(self, owner="Organization/w"):
        """The Task of a new referral from a to w."""
        parts = {"patient": {"resourceType": "Patient"}, "consent": consent(), "request": request(performer=[{"reference": owner}])}
        body = {"resourceType": "Parameters", "parameter": [{"name": name, "resource": one} for name, one in parts.items()]}
        return created(self.sender.send("POST", "ServiceRequest/$refer", body)[1], "Task")

    def begun(self):
        """A referral that Anna works on."""
        task = self.refer()
        owner = {"op": "add", "path": "/owner", "value": {"reference": "PractitionerRole/anna"}}
        _, text = self.anna.send("PATCH", task, [{"op": "replace", "path": "/status", "value": "accepted"}, owner], PATCH)
        reached = {"url": OURS + "StructureDefinition/contact-result", "valueCoding": {"system": OURS + "CodeSystem/contact-result", "code": "reached"}}
        self.anna.send("POST", "Communication", {"resourceType": "Communication", "status": "completed", "extension": [reached],
                                                 "basedOn": [json.loads(text)["focus"]]})
        self.anna.send("PATCH", task, held("in-progress"), PATCH)
        return task

    def plain(self):
        """A Task of no workflow, as large."""
        body = {"resourceType": "Task", "status": "in-progress", "intent": "order", "code": {"text": "Something else"},
                "owner": {"reference": "PractitionerRole/anna"}, "requester": {"reference": "Organization/w"}}
        fields, _ = self.anna.send("POST", "Task", body)
        return "/".join(fields["Location"].split("/fhir/")[1].split("/")[:2])

    def toggle(self, tasks):
        """All clients at once, each with its Task: requests per second, server CPU µs per request."""
        until, counts = time.monotonic() + self.seconds, [0] * len(tasks)

        def run(i, task):
            caller, on_hold = self.worker(), False
            while time.monotonic() < until or on_hold:
                on_hold = not on_hold
                caller.send("PATCH", task, held("on-hold" if on_hold else "in-progress"), PATCH)
                counts[i] += 1
        before, begun = cpu_seconds(self.pid), time.monotonic()
        threads = [threading.Thread(target=run, args=one) for one in enumerate(tasks)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sum(counts) / (time.monotonic() - begun), (cpu_seconds(self.pid) - before) / sum(counts) * 1e6

    def step(self):
        steps, plains = [self.begun() for _ in range(CLIENTS)], [self.plain() for _ in range(CLIENTS)]
        theirs, ours = [], []
        for _ in range(ROUNDS):
            theirs.append(self.toggle(plains))
            ours.append(self.toggle(steps))
        print(f"plain PATCH    {median([one[0] for one in theirs]):7.0f}/s {median([one[1] for one in theirs]):7.0f} µs CPU a request")
        print(f"step           {median([one[0] for one in ours]):7.0f}/s {median([one[1] for one in ours]):7.0f} µs CPU a request; throughput "
              f"{median([a[0] / b[0] for a, b in zip(ours, theirs)]):.2f} x, CPU {median([b[1] / a[1] for a, b in zip(ours, theirs)]):.2f} x")

    def grants(self):
        table = self.table("grant")
        while self.table("grant") - table < self.grants_wanted:
            for _ in range(500):
                self.refer()
        held_now, tester, anna = self.table("grant"), Caller(self.server), self.worker()  # idle connections were closed
        for query in ("Task?status=requested&_sort=-_lastUpdated&_count=20", "ServiceRequest?category=liikunta&_sort=-authored&_count=20"):
            without, by_grants = [], []
            for _ in range(50):
                without.append(tester.timed("GET", query))
                by_grants.append(anna.timed("GET", query))
            print(f"search         {median(by_grants):7.2f} ms by grants ({held_now} rows), {median(without):.2f} ms without: "
                  f"{median(by_grants) / median(without):.2f} x   {query}")

    def table(self, name):
        return json.loads(self.server.run("stats", "--data", self.server.data, "--json"))["tables"][name]

    def trail(self):
        task = self.begun()
        for i in range(STEPS - 4):
            self.anna.send("PATCH", task, held("on-hold" if i % 2 == 0 else "in-progress"), PATCH)
        _, text = self.anna.send("GET", task)
        path = json.loads(text)["focus"]["reference"] + "/$trail"
        steps = len(json.loads(self.anna.send("GET", path)[1])["parameter"])
        print(f"trail          {median([self.anna.timed('GET', path) for _ in range(30)]):7.2f} ms with {steps} steps")

    def withdrawal(self):
        """Of a referral whose owner is a team so large that its members hold so many grants."""
        members = [{"member": {"reference": f"Practitioner/m{i}"}} for i in range(TEAM)]
        for i in range(TEAM):
            self.tester.send("PUT", f"Practitioner/m{i}", {"resourceType": "Practitioner", "id": f"m{i}"})
        self.tester.send("PUT", "CareTeam/team", {"resourceType": "CareTeam", "id": "team", "status": "active", "participant": members,
                                                  "managingOrganization": [{"reference": "Organization/w"}]})
        waits = []
        for _ in range(ROUNDS * 3):
            before = self.table("grant")
            task = self.refer("CareTeam/team")
            count = self.table("grant") - before
            asked = json.loads(self.sender.send("GET", json.loads(self.sender.send("GET", task)[1])["focus"]["reference"])[1])
            path = asked["supportingInfo"][0]["reference"]
            body = json.loads(self.sender.send("GET", path)[1])
            waits.append((self.sender.timed("PUT", path, {**body, "status": "inactive"}), count))
        wait, count = median(waits)
        print(f"withdrawal     {wait:7.2f} ms of a consent that carried {count} grant rows")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--grants", type=int, default=100_000)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=" ".join(ROWS))
    options = parser.parse_args()
    if set(options.rows) - set(ROWS):
        parser.error(f"ROW is one of {' '.join(ROWS)}")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(pathlib.Path(folder), options.seconds, options.grants)
        for row in options.rows or ROWS:
            getattr(bench, row)()
        bench.server.stop()


if __name__ == "__main__":
    main()
