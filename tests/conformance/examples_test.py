#!/usr/bin/env python3
"""Every official R4 example, put to a served linkki: read back equal, found by its id, deleted, still in the history.

Equal is: the same JSON value with the same digits, apart from what the server owns (meta.versionId, meta.lastUpdated).
Not stored are AuditEvents (405: they are the server's own) and the examples that break R4 themselves; for those
tests/validation/broken_examples.txt has the rule, and the answer must name just that.

Usage: examples_test.py LINKKI FOLDER_OF_EXAMPLES     exit codes: 0 all hold, 1 one does not, 77 no examples here
"""
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from served import ROOT, Failed, Server, skip  # noqa: E402

SEEDED = ("CapabilityStatement", "CompartmentDefinition", "ConceptMap", "OperationDefinition")
DEFINITIONS = ("CodeSystem", "SearchParameter", "StructureDefinition", "ValueSet")
# Broken too, and so large that only this test reads them: entries with one fullUrl; no name, no status.
TWICE = [("validation-property-twice", f"property[{at}]") for at in (3, 5, 6, 35)]  # SNOMED CT's placeholders
EXAMPLE = ("validation-identifier-uri", "example[0].value.value")
BROKEN_LARGE = {"Bundle-dataelements.json": {("bdl-7", "Bundle"),
                                             (EXAMPLE[0], f"Bundle.entry[1600].resource.snapshot.element[0].{EXAMPLE[1]}")},
                "Bundle-resources.json": {(EXAMPLE[0], f"Bundle.entry[82].resource.{part}.{EXAMPLE[1]}")
                                          for part in ("snapshot.element[9]", "differential.element[1]")},
                "Bundle-valuesets.json": {(rule, f"Bundle.entry[2].resource.{at}") for rule, at in TWICE},
                "ImplementationGuide-fhir.json": {("validation-missing", "ImplementationGuide.name"),
                                                  ("validation-missing", "ImplementationGuide.status")}}
LIMITS = ("limits.body_bytes_max=67108864", "limits.handler_seconds_max=600")  # Bundle-resources.json has 35 MB


class Digits(str):
    """A number as it stands in the JSON."""


def parse(text):
    return json.loads(text, parse_float=Digits, parse_int=Digits)


def without_own_meta(resource):
    meta = {name: value for name, value in resource.get("meta", {}).items() if name not in ("versionId", "lastUpdated")}
    return {**{name: value for name, value in resource.items() if name != "meta"}, **({"meta": meta} if meta else {})}


def broken():
    """File name -> the rules it breaks, as pairs of code and place."""
    rules = dict(BROKEN_LARGE)
    for line in (ROOT / "tests/validation/broken_examples.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            file, _, rule, place = line.split(" ")
            rules.setdefault(file, set()).add((rule, place))
    return rules


def faults(outcome):
    """The errors of an OperationOutcome; a constraint shows its key, which begins its text."""
    for issue in outcome["issue"]:
        if issue["severity"] == "error":
            code = issue["details"]["coding"][0]["code"]
            key = issue["diagnostics"].split(":")[0] if code == "validation-constraint" else code
            yield key, issue["expression"][0]


class Walk:
    def __init__(self, connection):
        self.connection, self.refused, self.stored = connection, 0, 0

    def expect(self, wanted, method, path, body=None):
        status, _, text = self.connection.request(method, path, body)
        if status not in wanted:
            raise Failed(f"{method} {path}: {status} instead of {wanted}: {text[:800].decode()}")
        return parse(text) if text else None

    def put(self, file, rules):
        text = file.read_bytes()
        resource = parse(text)
        path = f"/fhir/{resource['resourceType']}/{resource['id']}"
        if resource["resourceType"] == "AuditEvent" or rules:
            outcome = self.expect((422,) if rules else (405,), "PUT", path, text)
            if rules and set(faults(outcome)) != rules:
                raise Failed(f"{file.name} breaks {sorted(rules)}, but was refused for {sorted(faults(outcome))}")
            self.refused += 1
            return
        # 200: R4's own definitions are resources already, and the same again makes no version.
        self.expect((200, 201) if resource["resourceType"] in SEEDED else (201,), "PUT", path, text)
        # A Binary would come as the bytes that it is.
        self.compare(resource, self.expect((200,), "GET", f"{path}?_format=json"))
        found = self.expect((200,), "GET", f"/fhir/{resource['resourceType']}?_id={resource['id']}")
        if found["total"] != "1":
            raise Failed(f"{path}: a search by _id found {found['total']}")
        self.compare(resource, found["entry"][0]["resource"])
        self.stored += 1
        return path

    def compare(self, sent, got):
        if without_own_meta(sent) != without_own_meta(got):
            raise Failed(f"{sent['resourceType']}/{sent['id']} came back otherwise: {json.dumps(got)[:2000]}")

    def delete(self, path):
        self.expect((204,), "DELETE", path)
        self.expect((410,), "GET", path)
        entries = self.expect((200,), "GET", f"{path}/_history")["entry"]
        methods = [entry["request"]["method"] for entry in entries]
        if methods != ["DELETE", "PUT"]:
            raise Failed(f"the history of {path} is {methods}")


def main():
    folder = pathlib.Path(sys.argv[2])
    if not folder.exists():
        skip(f"{folder}, which a build fetches, is absent")
    files = [file for file in sorted(folder.glob("[A-Z]*-*.json")) if file.name.split("-")[0] not in DEFINITIONS]
    # Measures last: of R4's one counts a cohort, yet its report has a score, which is refused once the Measure is known.
    files.sort(key=lambda file: file.name.startswith("Measure-"))
    with tempfile.TemporaryDirectory() as data:
        server = Server(sys.argv[1], data, *LIMITS)
        server.start()
        walk, rules = Walk(server.connect(server.token())), broken()
        paths = [path for file in files if (path := walk.put(file, rules.pop(file.name, None)))]
        if rules:
            raise Failed(f"not seen: {sorted(rules)}")
        for path in paths:
            walk.delete(path)
        server.stop()
        server.run("verify", "--data", data)
    print(f"{len(files)} examples: {walk.stored} stored, read back equal, found, deleted; {walk.refused} refused for what they break")


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        print(f"examples_test: {failed}", file=sys.stderr)
        sys.exit(1)
