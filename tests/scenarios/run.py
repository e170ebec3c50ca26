#!/usr/bin/env python3
"""Walks scenarios over HTTPS against a running server; see README.md here. Exit codes: 0 walked, 1 a step failed, 2 wrong usage."""
import argparse
import datetime
import http.client
import json
import pathlib
import re
import shlex
import ssl
import subprocess
import sys
import time
import urllib.parse

from matching import check, fill, fits, values_at

RESPONSE_SECONDS_MAX = 60
BODY_SHOWN_MAX = 2000
UNESCAPED = "/?&=:,$%+-._~!*()@;"


class StepFailed(Exception):
    def __init__(self, expected, got):
        super().__init__(expected)
        self.expected, self.got = expected, got


class Server:
    """One connection, kept open; JSON in and out."""

    def __init__(self, base, authority):
        parts = urllib.parse.urlsplit(base)
        if parts.scheme != "https":
            raise ValueError(f"{base}: a base begins with https://")
        self.path = parts.path.rstrip("/")
        self.connection = http.client.HTTPSConnection(parts.hostname, parts.port or 443, timeout=RESPONSE_SECONDS_MAX,
                                                      context=ssl.create_default_context(cafile=authority))

    def send(self, request, token):
        headers = {"Accept": "application/fhir+json", **request.get("headers", {})}
        body = None
        if "body" in request:
            body = json.dumps(request["body"], ensure_ascii=False).encode()
            headers.setdefault("Content-Type", "application/fhir+json")
        if token:
            headers["Authorization"] = f"Bearer {token}"
        url = f"{self.path}/{urllib.parse.quote(request['url'], safe=UNESCAPED)}".rstrip("/") or "/"
        self.connection.request(request["method"], url, body, headers)
        response = self.connection.getresponse()
        return response.status, dict(response.headers.items()), response.read()


def mint(command, caller):
    arguments = [part for option in ("role", "organization", "person") if option in caller for part in (f"--{option}", caller[option])]
    run = subprocess.run([*shlex.split(command), *arguments], capture_output=True, text=True)
    if run.returncode != 0 or not run.stdout.strip():
        raise StepFailed(f"a token from: {command} {shlex.join(arguments)}", run.stderr.strip() or f"exit code {run.returncode}, no output")
    return run.stdout.strip().splitlines()[-1]


def header(headers, name):
    return next((value for key, value in headers.items() if key.lower() == name.lower()), None)


def shown(status, body):
    text = body.decode("utf-8", "replace")
    try:
        text = json.dumps(json.loads(text), ensure_ascii=False, indent=1)
    except ValueError:
        pass
    return f"{status} {text[:BODY_SHOWN_MAX]}{' …' if len(text) > BODY_SHOWN_MAX else ''}"


def verify(expect, status, headers, body):
    wanted = expect.get("status", 200)
    if status not in (wanted if isinstance(wanted, list) else [wanted]):
        raise StepFailed(f"status {wanted}", shown(status, body))
    for name, pattern in expect.get("headers", {}).items():
        if not fits(pattern, header(headers, name)):
            raise StepFailed(f"header {name}: {json.dumps(pattern)}", repr(header(headers, name)))
    if not expect.get("body"):
        return
    try:
        document = json.loads(body)
    except ValueError:
        raise StepFailed("a JSON body", shown(status, body)) from None
    for rule in expect["body"]:
        fault = check(document, rule)
        if fault:
            raise StepFailed(*fault)


def captured(rule, headers, body):
    if "header" in rule:
        found, place = [header(headers, rule["header"])], f"header {rule['header']}"
    else:
        found, place = values_at(json.loads(body), rule["at"]), rule["at"]
    if len(found) != 1 or found[0] is None:
        raise StepFailed(f"one value at {place} to remember", json.dumps(found))
    if "matches" not in rule:
        return found[0]
    match = re.search(rule["matches"], str(found[0]))
    if not match:
        raise StepFailed(f"{place} like {rule['matches']}", str(found[0]))
    return match.group(1)


class Walk:
    def __init__(self, scenario, server, token_command):
        self.scenario, self.server, self.token_command = scenario, server, token_command
        self.now = datetime.datetime.now(datetime.timezone.utc)
        self.variables = {**scenario.get("values", {}), "run": format(time.time_ns(), "x")}
        self.tokens = {}

    def token(self, name):
        if name is None:
            return None
        if name not in self.tokens:
            self.tokens[name] = mint(self.token_command, self.scenario["callers"][name])
        return self.tokens[name]

    def step(self, step):
        token = self.token(step.get("as"))
        response = self.server.send(fill(step["request"], self.variables, self.now), token)
        verify(fill(step.get("expect", {}), self.variables, self.now), *response)
        for name, rule in step.get("capture", {}).items():
            self.variables[name] = captured(fill(rule, self.variables, self.now), *response[1:])

    def walk(self, verbose):
        for number, step in enumerate(self.scenario["steps"], 1):
            begun = time.monotonic()
            try:
                self.step(step)
            except (StepFailed, KeyError, OSError, http.client.HTTPException) as fault:
                expected = fault.expected if isinstance(fault, StepFailed) else "an answer"
                got = fault.got if isinstance(fault, StepFailed) else f"{type(fault).__name__}: {fault}"
                print(f"FAILED step {number}: {step['name']} (as {step.get('as', 'nobody')}: "
                      f"{step['request']['method']} {step['request']['url']})\n  expected: {expected}\n  got:      {got[:BODY_SHOWN_MAX]}")
                return False
            if verbose:
                print(f"  {number:2}. {step['name']} ({(time.monotonic() - begun) * 1000:.0f} ms)")
        return True


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", default="https://localhost:8443/fhir", help="the server's base (%(default)s)")
    parser.add_argument("--authority", default="certs/ca.pem", help="the certificate authority to trust (%(default)s)")
    parser.add_argument("--token-command", default="build/release/server/linkki token",
                        help="prints a token for --role, --organization and --person (%(default)s)")
    parser.add_argument("--quiet", action="store_true", help="only what fails")
    parser.add_argument("scenarios", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    walked = True
    for path in options.scenarios:
        scenario = json.loads(path.read_text(encoding="utf-8"))
        if not options.quiet:
            print(f"{path.stem}: {scenario['title']}")
        try:
            server = Server(options.base, options.authority)
        except (OSError, ValueError) as fault:
            parser.error(str(fault))
        walked = Walk(scenario, server, options.token_command).walk(not options.quiet) and walked
    return 0 if walked else 1


if __name__ == "__main__":
    sys.exit(main())
