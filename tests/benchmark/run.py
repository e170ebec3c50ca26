#!/usr/bin/env python3
"""Measures the release build: reads against nginx, audited reads against open ones, creates and transactions against bare LMDB.

Usage: tests/benchmark/run.py [--seconds N]     needs build/release (server/run makes it), nginx, wrk, and
       cmake --build build/release --target lmdb_reference

Every row is a ratio of two measurements of this run, taken in turn; absolute figures depend on the machine. CPU is user
and system time of the server's process alone (the load generator shares the cores).
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from served import ROOT, Server, free_port  # noqa: E402

CONNECTIONS, THREADS, ROUNDS = 64, 2, 3
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pids):
    total = 0
    for pid in pids:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def wrk(url, seconds, pids, script=None):
    """Requests per second and server CPU µs per request."""
    before = cpu_seconds(pids)
    command = ["wrk", "-c", str(CONNECTIONS), "-t", str(THREADS), "-d", f"{seconds}s", "--timeout", "10s", *(["-s", script] if script else []), url]
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
    script = folder / name
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
    target = folder / f"reference-{time.monotonic_ns()}"
    target.mkdir()
    text = subprocess.run([str(ROOT / "build/release/tests/lmdb_reference"), str(target), "--seconds", str(seconds), *arguments],
                          capture_output=True, text=True, check=True).stdout
    return text


def service():
    return {"resourceType": "HealthcareService", "id": "bench", "active": True, "name": "Tasapainoryhmä", "comment": "x" * 1100,
            "category": [{"coding": [{"system": "https://w3id.org/linkki/fhir/CodeSystem/hyte-category", "code": "liikunta"}]}],
            "communication": [{"coding": [{"system": "urn:ietf:bcp:47", "code": "fi"}]}], "telecom": [{"system": "phone", "value": "+358 50 000 0001"}]}


def referral(mark):
    return {"resourceType": "ServiceRequest", "status": "active", "intent": "order", "subject": {"reference": "Patient/bench"},
            "identifier": [{"system": "https://example.org/bench", "value": mark}], "authoredOn": "2026-01-31T10:00:00+02:00",
            "category": [{"coding": [{"system": "https://w3id.org/linkki/fhir/CodeSystem/hyte-category", "code": "liikunta"}]}],
            "code": {"coding": [{"system": "https://w3id.org/linkki/fhir/CodeSystem/referral-kind", "code": "exercise"}]},
            "reasonCode": [{"coding": [{"system": "https://w3id.org/linkki/fhir/CodeSystem/referral-reason", "code": "fall-risk"}]}],
            "note": [{"text": "Haluaa kävellä taas torille asti. " * 25}]}


def median(values):
    return sorted(values)[len(values) // 2]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=5)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        server = Server(ROOT / "build/release/server/linkki", str(folder / "data"))
        begun = time.monotonic()
        server.start()
        print(f"start of an empty store to the first answer: {time.monotonic() - begun:.2f} s")
        token = server.token()
        client = server.connect(token)
        for path, body in (("HealthcareService/bench", service()), ("Patient/bench", {"resourceType": "Patient", "id": "bench"}),
                           ("ServiceRequest/bench", {**referral("bench"), "id": "bench"})):
            status, _, text = client.request("PUT", f"/fhir/{path}", body)
            if status != 201:
                sys.exit(f"benchmark: PUT {path} answered {status}: {text[:300]}")
        body = client.request("GET", "/fhir/HealthcareService/bench")[2].decode()
        time.sleep(15)  # the definitions are seeded in the background
        nginx, workers, file_url = start_nginx(folder, body)
        pid = [server.process.pid]
        auth = folder / "auth.lua"
        auth.write_text(f'wrk.headers["Authorization"] = "Bearer {token}"')
        rows = {}
        try:
            for _ in range(ROUNDS):
                rows.setdefault("nginx", []).append(wrk(file_url, seconds, workers))
                rows.setdefault("read open", []).append(wrk(f"{server.base}/HealthcareService/bench", seconds, pid))
                rows.setdefault("read audited", []).append(wrk(f"{server.base}/ServiceRequest/bench", seconds, pid, str(auth)))
        finally:
            nginx.terminate()
        for row, figures in rows.items():
            print(f"{row:14} {median([one[0] for one in figures]):9.0f}/s {median([one[1] for one in figures]):7.1f} µs CPU a request")
        ratio = lambda a, b, at: median([x[at] / y[at] for x, y in zip(rows[a], rows[b])])  # noqa: E731
        print(f"open read : nginx      CPU {ratio('read open', 'nginx', 1):.2f} x, throughput {ratio('read open', 'nginx', 0):.2f} x")
        print(f"audited : open         throughput {ratio('read audited', 'read open', 0):.2f} x")
        rate, spent = wrk(f"{server.base}/ServiceRequest", seconds, pid, lua(folder, "create.lua", token, "/fhir/ServiceRequest", json.dumps(referral("@@"))))
        print(f"create         {rate:9.0f}/s {spent:7.1f} µs CPU a request; reference: {reference(folder, seconds, '--batch', '64').strip()}")
        entry = [{"resource": referral(f"@@-{i}"), "request": {"method": "POST", "url": "ServiceRequest"}} for i in range(5)]
        bundle = json.dumps({"resourceType": "Bundle", "type": "transaction", "entry": entry})
        rate, spent = wrk(f"{server.base}/", seconds, pid, lua(folder, "transaction.lua", token, "/fhir", bundle))
        print(f"transaction(5) {rate * 5:9.0f} resources/s {spent:7.1f} µs CPU a request; reference: {reference(folder, seconds, '--entries', '5', '--batch', '320').strip()}")
        for field in pathlib.Path(f"/proc/{server.process.pid}/smaps_rollup").read_text().splitlines():
            if field.startswith("Private_Dirty"):
                print(f"private memory {int(field.split()[1]) / 1024:.0f} MB")
        server.stop()
        begun = time.monotonic()
        server.start()
        print(f"start of that store to the first answer: {time.monotonic() - begun:.2f} s")
        server.stop()


if __name__ == "__main__":
    main()
