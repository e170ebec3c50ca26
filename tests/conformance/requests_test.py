#!/usr/bin/env python3
"""tests/cases/requests.json over HTTPS: what is wrong with a request is told by its status, its code and its place.

A case: send (method and path below the base), headers, body (JSON) or text (as it is), token (a name of "tokens",
or none), status, type (the issue's code), code (ours), at (FHIRPath of the element, where there is one), says (a
part of diagnostics). --print shows what the server says instead of checking it: read it as a user would.

Usage: requests_test.py LINKKI [--print]      exit codes: 0 all as said, 1 one is not
"""
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from served import ROOT, Failed, Server  # noqa: E402

CASES = ROOT / "tests/cases/requests.json"


def body_of(case):
    if "text" in case:
        return case["text"].encode()
    if "repeat" in case:  # more entries than one would write down
        entry = [case["repeat"]["entry"]] * case["repeat"]["times"]
        return {"resourceType": "Bundle", "type": "transaction", "entry": entry}
    return case.get("body")


def send(server, tokens, case):
    method, path = case["send"].split(" ", 1)
    connection = server.connect(tokens[case.get("token", "tester")])
    target = path[2:] if path.startswith("..") else "/fhir" + path
    try:
        return connection.request(method, target, body_of(case), case.get("headers"))
    except OSError as gone:
        raise Failed(f"no answer: {gone}") from gone


def issue_of(text):
    """The first error."""
    outcome = json.loads(text)
    if outcome.get("resourceType") != "OperationOutcome":
        raise Failed(f"no OperationOutcome: {text[:300]}")
    issue = next((one for one in outcome["issue"] if one["severity"] in ("error", "fatal")), None)
    if not issue or not issue.get("diagnostics"):
        raise Failed(f"no error with diagnostics: {text[:300]}")
    return issue


def told(status, issue):
    """An answer in the words of a case."""
    at = issue.get("expression")
    return {"status": status, "type": issue["code"], "code": issue["details"]["coding"][0]["code"], **({"at": at[0]} if at else {})}


def check(case, status, text):
    issue = issue_of(text)
    wanted = {name: case[name] for name in ("status", "type", "code", "at") if name in case}
    if told(status, issue) != wanted:
        raise Failed(f"{told(status, issue)} instead of {wanted}: {issue['diagnostics']}")
    if case.get("says", "") not in issue["diagnostics"]:
        raise Failed(f"'{case['says']}' is not said: {issue['diagnostics']}")


def run(server, cases, shown):
    tokens = {name: server.token(*arguments) for name, arguments in cases["tokens"].items()} | {"none": None}
    for case in cases["before"]:
        status, _, text = send(server, tokens, case)
        if status >= 300:
            raise Failed(f"before the cases: {case['send']}: {status} {text[:500]}")
    failed = 0
    for case in cases["cases"]:
        try:
            status, _, text = send(server, tokens, case)
            if shown:
                issue = issue_of(text)
                print(f"{case['name']}\n    {told(status, issue)}\n    {issue['diagnostics']}")
            else:
                check(case, status, text)
        except Failed as wrong:
            failed += 1
            print(f"{case['name']}: {wrong}", file=sys.stderr)
    return failed


def main():
    cases = json.loads(CASES.read_text())
    with tempfile.TemporaryDirectory() as data:
        server = Server(sys.argv[1], data)
        server.start()
        failed = run(server, cases, "--print" in sys.argv)
        server.stop()
    print(f"{len(cases['cases'])} wrong requests: {len(cases['cases']) - failed} answered as they should be")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as wrong:
        print(f"requests_test: {wrong}", file=sys.stderr)
        sys.exit(1)
