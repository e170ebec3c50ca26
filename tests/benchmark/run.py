#!/usr/bin/env python3
"""Measures the release build: reads against nginx, audited reads against open ones, creates and transactions against
bare LMDB, validation against a bare parse, a start on a large store and with packages, disk.

Usage: tests/benchmark/run.py [--seconds N] [--resources N] [ROW]...
ROW: read write hold validate large packages; all by default

Needs build/release (server/run makes it), nginx, wrk, and: cmake --build build/release --target lmdb_reference validate_reference
Every row is a ratio of measurements of this run, taken in turn, the median of the rounds; absolute figures depend on the
machine. CPU is user and system time of the server's process alone (the load generator shares the cores).
"""
import argparse
import base64
import datetime
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from conformance.packages_test import Linkki, install  # noqa: E402
from served import ROOT, Server, free_port  # noqa: E402

ROWS = ("read", "write", "hold", "validate", "large", "packages")
CONNECTIONS, THREADS, ROUNDS, START_ROUNDS = 64, 2, 3, 15
# What the server adds to each version: "id":"(uuid)","meta":{"versionId":"1","lastUpdated":"(instant)"}
META_BYTES = 116
TICKS = os.sysconf("SC_CLK_TCK")
LINKKI, REFERENCE = ROOT / "build/release/server/linkki", ROOT / "build/release/tests/lmdb_reference"
VALIDATE, EXAMPLES = ROOT / "build/release/tests/validate_reference", ROOT / "build/npm/node_modules/hl7.fhir.r4.examples"
BUNDLE_BYTES = 103_000


def cpu_seconds(pids):
    total = 0
    for pid in pids:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def faults(outcome):
    return [(issue["diagnostics"], issue.get("expression")) for issue in json.loads(outcome)["issue"] if issue["severity"] == "error"][:3]


def median(values):
    return sorted(values)[len(values) // 2]


def wrk(url, seconds, pids, script=None):
    """Requests per second and server CPU µs per request."""
    before = cpu_seconds(pids)
    command = ["wrk", "-c", str(CONNECTIONS), "-t", str(THREADS), "-d", f"{seconds}s", "--timeout", "10s",
               *(["-s", script] if script else []), url]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    spent = cpu_seconds(pids) - before
    requests = int(re.search(r"(\d+) requests in", text).group(1))
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    if failed:
        sys.exit(f"benchmark: {failed.group(1)} of {requests} requests to {url} failed")
    return requests / seconds, spent / requests * 1e6


def start_nginx(folder, body):
    port = free_port()
    (folder / "www").mkdir()
    (folder / "www/file").write_text(body)
    (folder / "nginx.conf").write_text(f"""
worker_processes 2; daemon off; pid {folder}/nginx.pid; error_log stderr crit;
events {{ worker_connections 1024; }}
http {{ access_log off; keepalive_requests 1000000000; types {{}} default_type application/fhir+json;
  server {{ listen 127.0.0.1:{port} ssl; ssl_certificate {ROOT}/certs/server.pem; ssl_certificate_key {ROOT}/certs/server.key;
    ssl_protocols TLSv1.2 TLSv1.3; root {folder}/www; }} }}""")
    folder.chmod(0o755)
    process = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)])
    time.sleep(1)
    children = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True).stdout.split()
    return process, [int(pid) for pid in children], f"https://localhost:{port}/file"


def lua(folder, name, token, path, body):
    """A script for wrk that POSTs the body, with another number in place of each @@."""
    script = folder / f"{name}.lua"
    script.write_text(f"""
local thread = 0
function setup(t) thread = thread + 1; t:set("id", thread) end
local n = 0
function request()
  n = n + 1
  return wrk.format("POST", "{path}", {{["Content-Type"]="application/fhir+json", ["Authorization"]="Bearer {token}"}},
    (string.gsub({json.dumps(body)}, "@@", id .. "-" .. n .. "-{name}")))
end""")
    return str(script)


def reference(folder, seconds, *arguments):
    """The bare LMDB program's resources/s, CPU µs per resource and median wait in ms."""
    target = folder / f"reference-{time.monotonic_ns()}"
    target.mkdir()
    text = subprocess.run([str(REFERENCE), str(target), "--seconds", str(seconds), *arguments],
                          capture_output=True, text=True, check=True).stdout
    figures = re.search(r"([\d.]+) resources/s\s+([\d.]+) CPU us.*p50 ([\d.]+) ms", text).groups()
    return tuple(float(one) for one in figures)


def service():
    return {"resourceType": "HealthcareService", "id": "bench", "active": True, "name": "Tasapainoryhmä",
            "comment": "Kävellään yhdessä, omaan tahtiin. " * 31,
            "category": [{"coding": [{"system": "https://w3id.org/linkki/fhir/CodeSystem/hyte-category", "code": "liikunta"}]}],
            "communication": [{"coding": [{"system": "urn:ietf:bcp:47", "code": "fi"}]}],
            "telecom": [{"system": "phone", "value": "+358 50 000 0001"}]}


def referral(mark):
    return {"resourceType": "ServiceRequest", "status": "active", "intent": "order", "subject": {"reference": "Patient/bench"},
            "identifier": [{"system": "https://example.org/bench", "value": mark}], "authoredOn": "2026-01-31T10:00:00+02:00",
            "category": [{"coding": [{"system": "https://w3id.org/linkki/fhir/CodeSystem/hyte-category", "code": "liikunta"}]}],
            "code": {"coding": [{"system": "https://w3id.org/linkki/fhir/CodeSystem/referral-kind", "code": "exercise"}]},
            "reasonCode": [{"coding": [{"system": "https://w3id.org/linkki/fhir/CodeSystem/referral-reason", "code": "fall-risk"}]}],
            "note": [{"text": "Haluaa kävellä taas torille asti. " * 25}]}


class Region:
    """The clients and referrals of the demo region again and again, each time as other people with other words."""

    def __init__(self):
        files = [ROOT / f"fhir-profiles/demo/{name}.json" for name in ("05-clients", "06-referrals")]
        self.text = [entry["resource"] for file in files for entry in json.loads(file.read_text())["entry"]]
        self.kinds = [one["resourceType"] for one in self.text]
        self.names = {f'{one["resourceType"]}/{one["id"]}' for one in self.text}
        words = re.findall(r"[a-zåäö]{3,}", " ".join(re.findall(r'"text": "([^"]*)"', json.dumps(self.text, ensure_ascii=False))))
        self.words, self.random = sorted(set(words)), random.Random(1)

    def entries(self, mark):
        """About 300 entries of a transaction."""
        def renamed(match):
            return f'"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, match[1] + mark)}"' if match[1] in self.names else match[0]

        def other(match):
            return f'"{match[1]}": "' + re.sub(r"[a-zåäö]{3,}", lambda _: self.random.choice(self.words), match[2]) + '"'
        made, today = [], datetime.date(2026, 1, 1) - datetime.timedelta(self.random.randint(0, 2000))
        for one in self.text:
            text = json.dumps({name: value for name, value in one.items() if name != "id"}, ensure_ascii=False)
            text = re.sub(r'"([A-Z][A-Za-z]+/[a-z0-9-]+)"', renamed, text)
            text = re.sub(r"\{\{today(?:([+-]\d+)d)?\}\}", lambda match: str(today + datetime.timedelta(int(match[1] or 0))), text)
            text = re.sub(r'"(text|comment|family)": "([^"]*)"', other, text)
            text = re.sub(r'"value": "([^"]*)"', lambda match: f'"value": "{match[1]}-{mark}"', text)
            full_url = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, one['resourceType'] + '/' + one['id'] + mark)}"
            made.append({"fullUrl": full_url, "resource": json.loads(text), "request": {"method": "POST", "url": one["resourceType"]}})
        return made


def collection():
    """A Bundle of R4's own examples, in the order of their names."""
    entries, size = [], 0
    for kind in ("Condition", "Encounter", "HealthcareService", "Observation"):
        for file in sorted(EXAMPLES.glob(f"{kind}-*.json")):
            resource = json.loads(file.read_text())
            entry = {"fullUrl": f"https://example.org/{kind}/{resource['id']}", "resource": resource}
            size += len(json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode())
            if size < BUNDLE_BYTES:
                entries.append(entry)
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def transaction(resources):
    return {"resourceType": "Bundle", "type": "transaction",
            "entry": [{"resource": one, "request": {"method": "POST", "url": one["resourceType"]}} for one in resources]}


class Bench:
    def __init__(self, folder, seconds):
        self.folder, self.seconds = folder, seconds
        self.server = Server(LINKKI, str(folder / "data"))
        self.server.start()
        self.token = self.server.token()
        self.client = self.server.connect(self.token)
        self.pid = [self.server.process.pid]
        for path, body in (("HealthcareService/bench", service()), ("Patient/bench", {"resourceType": "Patient", "id": "bench"}),
                           ("ServiceRequest/bench", {**referral("bench"), "id": "bench"})):
            self.send("PUT", f"/fhir/{path}", body)
        self.wait_for_definitions()

    def send(self, method, path, body):
        status, _, text = self.client.request(method, path, body)
        if status not in (200, 201):
            sys.exit(f"benchmark: {method} {path} answered {status}: {faults(text)}")
        return text

    def wait_for_definitions(self):
        """They are stored in the background after the first start and would disturb every figure."""
        before, now = 0.0, 1.0
        while now - before > 0.1:
            before = cpu_seconds(self.pid)
            time.sleep(3)
            now = cpu_seconds(self.pid)

    def read(self):
        body = self.send("GET", "/fhir/HealthcareService/bench", None).decode()
        nginx, workers, file_url = start_nginx(self.folder, body)
        auth = self.folder / "auth.lua"
        auth.write_text(f'wrk.headers["Authorization"] = "Bearer {self.token}"')
        rows = {"nginx": [], "open read": [], "audited read": []}
        try:
            for _ in range(ROUNDS):
                rows["nginx"].append(wrk(file_url, self.seconds, workers))
                rows["open read"].append(wrk(f"{self.server.base}/HealthcareService/bench", self.seconds, self.pid))
                rows["audited read"].append(wrk(f"{self.server.base}/ServiceRequest/bench", self.seconds, self.pid, str(auth)))
        finally:
            nginx.terminate()
        for row, figures in rows.items():
            print(f"{row:14} {median([one[0] for one in figures]):9.0f}/s {median([one[1] for one in figures]):7.1f} µs CPU a request")

        def ratio(a, b, at):
            return median([x[at] / y[at] for x, y in zip(rows[a], rows[b])])
        print(f"open read : nginx      CPU {ratio('open read', 'nginx', 1):.2f} x, throughput {ratio('open read', 'nginx', 0):.2f} x")
        print(f"audited : open read    throughput {ratio('audited read', 'open read', 0):.2f} x")

    def write(self):
        rows = self.index_rows()
        entries = transaction([referral(f"@@-{i}") for i in range(5)])
        for row, path, body, per, arguments in (
                ("create", "/fhir/ServiceRequest", referral("@@"), 1, ("--batch", "64")),
                ("transaction(5)", "/fhir", entries, 5, ("--entries", "5", "--batch", "320"))):
            ours, theirs = [], []
            for turn in range(ROUNDS):
                script = lua(self.folder, f"{row[0]}{turn}", self.token, path, json.dumps(body))
                ours.append(wrk(f"https://localhost:{self.server.port}{path}", self.seconds, self.pid, script))
                theirs.append(reference(self.folder, self.seconds, *arguments, "--index", rows))
            rate = median([one[0] * per / other[0] for one, other in zip(ours, theirs)])
            print(f"{row:14} {median([one[0] * per for one in ours]):9.0f} resources/s {median([one[1] / per for one in ours]):7.1f} µs CPU each; "
                  f"bare LMDB {median([one[0] for one in theirs]):.0f}/s {median([one[1] for one in theirs]):.1f} µs; {rate:.2f} x")

    def index_rows(self):
        """How many index rows a referral leaves: the bare LMDB program writes as many."""
        before = self.stats()
        self.send("POST", "/fhir", transaction([referral(f"rows-{i}") for i in range(100)]))
        after = self.stats()
        rows = round((after["tables"]["index"] - before["tables"]["index"]) / 100)
        print(f"               {rows} index rows a referral")
        return str(rows)

    def hold(self):
        """How long other writers wait while a transaction of 5 000 entries runs, against bare LMDB's commit of as many."""
        rows, ours, theirs = self.index_rows(), [], []
        for turn in range(ROUNDS):
            waits, over = [], threading.Event()

            def write():
                client, n = self.server.connect(self.token), 0
                while not over.is_set():
                    begun = time.monotonic()
                    status = client.request("POST", "/fhir/ServiceRequest", referral(f"hold-{turn}-{n}"))[0]
                    waits.append(time.monotonic() - begun if status == 201 else 1e9)
                    n += 1
            other = threading.Thread(target=write)
            other.start()
            time.sleep(1)
            self.send("POST", "/fhir", transaction([referral(f"large-{turn}-{i}") for i in range(5000)]))
            over.set()
            other.join()
            ours.append(max(waits) * 1000)
            theirs.append(reference(self.folder, self.seconds, "--entries", "5000", "--batch", "5000", "--writers", "1", "--index", rows)[2])
        print(f"hold           others wait {median(ours):.0f} ms at most while 5 000 entries are stored; bare LMDB's commit "
              f"{median(theirs):.0f} ms; {median([a / b for a, b in zip(ours, theirs)]):.2f} x")

    def validate(self):
        """A referral with and without its profile, and a Bundle: parsed and validated, against RapidJSON's bare parse."""
        texts = pathlib.Path(__file__).parent
        claims = json.loads((texts / "referral.json").read_text())
        plain = {**claims, "meta": {"versionId": "1"}}
        for name, resource, profile in (("referral with its profile", claims, [str(texts / "referral_profile.json")]),
                                        ("referral", plain, []), ("bundle", collection(), [])):
            file = self.folder / "resource.json"
            file.write_text(json.dumps(resource, ensure_ascii=False, separators=(",", ":")))
            text = subprocess.run([str(VALIDATE), str(file), *profile], capture_output=True, text=True, check=True).stdout
            print(f"validate       {name}, {text.strip()}")

    def large(self, resources):
        """A store of so many resources, each Task in two versions: disk per byte of JSON, start, memory."""
        region, before = Region(), self.stats()
        sent, stored, begun = 0, 0, time.monotonic()
        while stored < resources:
            entries = region.entries(str(stored))
            answer = json.loads(self.send("POST", "/fhir", {"resourceType": "Bundle", "type": "transaction", "entry": entries}))
            claims = []
            for entry, kept in zip(entries, answer["entry"]):
                place, json_bytes = kept["response"]["location"], len(json.dumps(entry["resource"], ensure_ascii=False, separators=(",", ":")).encode())
                sent, stored = sent + json_bytes + META_BYTES, stored + 1
                if entry["resource"]["resourceType"] == "Task":
                    sent, stored = sent + json_bytes + META_BYTES, stored + 1
                    patch = base64.b64encode(b'[{"op":"add","path":"/priority","value":"urgent"}]').decode()
                    claims.append({"request": {"method": "PATCH", "url": re.search(r"Task/[^/]+", place)[0]}, "resource": {
                        "resourceType": "Binary", "contentType": "application/json-patch+json", "data": patch}})
            self.send("POST", "/fhir", {"resourceType": "Bundle", "type": "transaction", "entry": claims})
        seconds = time.monotonic() - begun
        self.server.stop()
        after = self.stats()
        grown = {name: size - before["table_bytes"][name] for name, size in after["table_bytes"].items()}
        versions = after["history"]["versions"] - before["history"]["versions"]
        entries = after["history"]["audit_entries"] - before["history"]["audit_entries"]
        audit = sum(size for name, size in grown.items() if name.startswith("audit"))
        print(f"large          {versions} versions in {seconds:.0f} s, {versions / seconds:.0f}/s on one connection")
        print(f"disk           {sent / versions:.0f} bytes of JSON a version; resources, history, index {(sum(grown.values()) - audit) / versions:.0f} bytes, "
              f"{(sum(grown.values()) - audit) / sent:.2f} x; audit {audit / entries:.0f} bytes an entry ({entries} entries)")
        print(f"               bytes a version by table: {', '.join(f'{name} {size / versions:.0f}' for name, size in grown.items() if size > versions)}")
        for turn in ("first", "second"):
            begun = time.monotonic()
            self.server.start()
            self.server.connect(self.token).request("GET", "/fhir/ServiceRequest/bench")
            print(f"start          {turn}: {time.monotonic() - begun:.2f} s to the first answer, {private_memory(self.server.process.pid)}")
            self.server.stop()
        self.server.start()

    def packages(self):
        """A start with and without the Finnish base profiles, SDC and UK Core, all definitions stored before."""
        folder = self.folder / "packages"
        folder.mkdir()
        linkki = Linkki(LINKKI, self.server.data)
        for turn in ("without", "with three"):
            if turn != "without":
                install(linkki, folder)
                self.wait_for_definitions()
            self.server.stop()
            took = []
            for _ in range(START_ROUNDS):
                took.append(self.start_quickly())
                memory = private_memory(self.server.process.pid)
                self.server.stop()
            self.server.start()
            self.pid = [self.server.process.pid]
            print(f"packages       {turn}: {median(took) * 1000:.0f} ms to the first answer, {min(took) * 1000:.0f} at best, {memory}")

    def start_quickly(self):
        """Asks every millisecond."""
        process = subprocess.Popen([*self.server.command()], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.server.process, begun = process, time.monotonic()
        while time.monotonic() - begun < 60:
            try:
                if self.server.connect().request("GET", "/health/ready")[0] == 200:
                    return time.monotonic() - begun
            except OSError:
                time.sleep(0.001)
        sys.exit("benchmark: the server did not start")

    def stats(self):
        return json.loads(self.server.run("stats", "--data", self.server.data, "--json"))


def private_memory(pid):
    fields = dict(line.split(":") for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    mega = {name: int(value.split()[0]) / 1024 for name, value in fields.items()}
    return f"{mega['Anonymous']:.0f} MB anonymous, {mega['Private_Dirty']:.0f} MB private dirty memory"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=5, help="of each measurement (5)")
    parser.add_argument("--resources", type=int, default=1_000_000, help="of the row large (1000000)")
    parser.add_argument("rows", nargs="*", metavar="ROW", help="read, write, hold, validate, large, packages")
    arguments = parser.parse_args()
    rows = arguments.rows or list(ROWS)
    if unknown := set(rows) - set(ROWS):
        parser.error(f"no row is called {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(dir=os.environ.get("LINKKI_BENCHMARK_FOLDER")) as name:
        bench = Bench(pathlib.Path(name), arguments.seconds)
        try:
            for row in rows:
                bench.large(arguments.resources) if row == "large" else getattr(bench, row)()
            print(f"at the end     {private_memory(bench.server.process.pid)}")
        finally:
            bench.server.stop()


if __name__ == "__main__":
    main()
