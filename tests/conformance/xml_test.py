#!/usr/bin/env python3
"""Every official R4 example by way of XML: put in JSON, read in XML, put back in XML, where nothing may have changed.

The XML is read by Python's own parser and held against the JSON by the rules of https://hl7.org/fhir/R4/xml.html,
without the server's code or definitions. That the XML put back makes no new version says that the server reads from
it what it had stored, digit for digit.

Examples that break R4 are refused in JSON; which those are is examples_test.py's to say.

Usage: xml_test.py LINKKI FOLDER_OF_EXAMPLES     exit codes: 0 all hold, 1 one does not, 77 no examples here
"""
import pathlib
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

from examples_test import DEFINITIONS, LIMITS, parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from served import Failed, Server, skip  # noqa: E402

FHIR, XHTML = "{http://hl7.org/fhir}", "{http://www.w3.org/1999/xhtml}"
STORED_MIN = 725
WRAPPERS = ("contained", "resource", "outcome")  # of a resource, in R4
XML = {"Accept": "application/fhir+xml", "Content-Type": "application/fhir+xml"}
JSON = {"Accept": "application/fhir+json"}


def expect(holds, place, what):
    if not holds:
        raise Failed(f"{place}: {what}")


def local(element):
    return element.tag.partition("}")[2]


def text_of(value):
    return str(value).lower() if isinstance(value, bool) else value


def canonical(xhtml):
    return ElementTree.canonicalize(xhtml, rewrite_prefixes=True)


def compare(element, value, companion, place):
    """Whether an element says what a value of JSON says, with what stands in the property _name beside it."""
    expect(not (element.text or "").strip() or element.tag.startswith(XHTML), place, "a text between elements")
    if element.tag == XHTML + "div":
        return expect(canonical(ElementTree.tostring(element)) == canonical(value), place, "another narrative")
    expect(element.tag.startswith(FHIR), place, f"{element.tag} is in another namespace")
    if isinstance(value, dict):
        if local(element) == value.get("resourceType"):
            return compare_members(element, value, None, place)
        if local(element) not in WRAPPERS or "resourceType" not in value:
            return compare_members(element, value, {}, place)
        expect(len(element) == 1 and not element.attrib, place, "not just one resource")
        return compare(element[0], value, None, place)
    attributes = {} if value is None else {"value": text_of(value)}
    return compare_members(element, companion or {}, attributes, place)


def compare_members(element, members, attributes, place):
    """`attributes`: those it has besides; None: a resource, whose id is an element."""
    members = dict(members)
    if attributes is None:
        del members["resourceType"]
    else:
        names = ("id", "url") if local(element) in ("extension", "modifierExtension") else ("id",)
        attributes = {**attributes, **{name: members.pop(name) for name in names if name in members}}
    expect(element.attrib == (attributes or {}), place, f"the attributes {element.attrib} instead of {attributes}")
    children = list(element)
    for name in sorted({name.lstrip("_") for name in members}):
        values, companions = members.get(name), members.get("_" + name)
        many = isinstance(values, list) or isinstance(companions, list)
        pairs = [(values, companions)]
        if many:
            size = max(len(values or []), len(companions or []))
            filled = [list(part or []) + [None] * (size - len(part or [])) for part in (values, companions)]
            pairs = list(zip(*filled))
        found = [child for child in children if local(child) == name]
        expect(len(found) == len(pairs), place, f"{len(found)} elements {name} instead of {len(pairs)}")
        first = children.index(found[0])
        expect(children[first:first + len(found)] == found, place, f"the elements {name} stand apart")
        for index, (child, (value, companion)) in enumerate(zip(found, pairs)):
            compare(child, value, companion, f"{place}.{name}[{index}]")
        del children[first:first + len(found)]
    expect(not children, place, f"more elements than properties: {[local(child) for child in children]}")


class Walk:
    def __init__(self, connection):
        self.connection, self.stored, self.refused = connection, 0, 0

    def ask(self, wanted, method, path, body, headers):
        status, fields, text = self.connection.request(method, path, body, headers)
        expect(status in wanted, f"{method} {path}", f"{status} instead of {wanted}: {text[:800].decode()}")
        return fields, text

    def check(self, path):
        """Stored as it is, in both formats."""
        path += "?_format="  # a Binary would come as the bytes that it is
        fields, xml = self.ask((200,), "GET", path + "xml", None, XML)
        expect(fields["Content-Type"].startswith("application/fhir+xml"), path, fields["Content-Type"])
        json_fields, json_text = self.ask((200,), "GET", path + "json", None, JSON)
        expect(fields["ETag"] == json_fields["ETag"], path, "the versions differ")
        resource = parse(json_text)
        compare(ElementTree.fromstring(xml), resource, None, resource["resourceType"])
        return xml, fields["ETag"]

    def run(self, file):
        text = file.read_bytes()
        resource = parse(text)
        path = f"/fhir/{resource['resourceType']}/{resource['id']}"
        status, _, _ = self.connection.request("PUT", path, text, JSON)
        if status == 422:
            self.refused += 1
            return
        expect(status in (200, 201), path, f"{status} for its JSON")
        xml, etag = self.check(path)
        fields, _ = self.ask((200,), "PUT", path, xml, XML)
        expect(fields["ETag"] == etag, path, f"its own XML makes version {fields['ETag']} of {etag}")
        self.stored += 1


def main():
    folder = pathlib.Path(sys.argv[2])
    if not folder.exists():
        skip(f"{folder}, which a build fetches, is absent")
    files = [file for file in sorted(folder.glob("[A-Z]*-*.json"))
             if file.name.split("-")[0] not in (*DEFINITIONS, "AuditEvent")]
    with tempfile.TemporaryDirectory() as data:
        server = Server(sys.argv[1], data, *LIMITS)
        server.start()
        walk, wrong = Walk(server.connect(server.token())), []
        for file in files:
            try:
                walk.run(file)
            except Failed as failed:
                wrong.append(failed)
                print(f"{file.name}: {failed}", file=sys.stderr)
        found = parse(walk.ask((200,), "GET", "/fhir/Patient?_count=200", None, JSON)[1])
        xml = ElementTree.fromstring(walk.ask((200,), "GET", "/fhir/Patient?_count=200", None, XML)[1])
        expect(len(xml.findall(FHIR + "entry")) == len(found["entry"]), "Patient", "another searchset")
        server.stop()
    print(f"{len(files)} examples: {walk.stored} read in XML, equal to their JSON, and put back without a change; "
          f"{walk.refused} refused for what they break")
    return 1 if wrong or walk.stored < STORED_MIN else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failed:
        print(f"xml_test: {failed}", file=sys.stderr)
        sys.exit(1)
