#!/usr/bin/env python3
"""Own extensions as StructureDefinitions: python3 fhir-profiles/extensions/generate.py [--check]."""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from generated import BASE, run

CORE = "http://hl7.org/fhir"

# name: (title, description, contexts, maximum, values)
# values: a list of types, with a required value set after "@"; or parts of a complex extension: name -> (minimum, types, description)
EXTENSIONS = {
    "service-kind": ("Kind of service", "What kind of thing the service is: group activity, place, programme, digital service, guidance.",
                     ["HealthcareService"], "1", ["Coding @service-kind"]),
    "last-verified": ("Last verified", "The day on which somebody responsible last said that the entry is right.",
                      ["HealthcareService", "Location"], "1", ["date"]),
    "break-glass-reason": ("Reason of a break-glass", "Why somebody opened a person's record, in their own words.",
                           ["Basic"], "1", ["string"]),
    "capacity": ("Capacity", "Whether the service can take clients, as of a day; after 30 days it is shown as unknown.",
                 ["HealthcareService"], "1", {
                     "status": (1, ["Coding @capacity-status"], "Whether there is room."),
                     "as-of": (1, ["date"], "The day the status was said."),
                     "note": (0, ["string"], "Waiting time or the like, in plain words.")}),
    "area": ("Area", "A municipality or a wellbeing services county: where a service is meant for, a place lies, or a pool works.",
             ["HealthcareService.coverageArea", "Location", "ServiceRequest", "Task"], "*", ["Coding @area"]),
    "how-to-join": ("How to join", "What the client or the referrer does to join, in plain words.",
                    ["HealthcareService"], "1", ["markdown"]),
    "answer-by": ("Answer by", "The day by which the receiver answers; afterwards the referral expires.",
                  ["Task"], "1", ["date"]),
    "contact": ("Contact preferences", "How the client wishes to be contacted. Preferences, not consent.",
                ["ServiceRequest"], "1", {
                    "channel": (0, ["Coding @contact-channel"], "The preferred channel."),
                    "language": (0, ["code"], "The language to speak or write (BCP-47)."),
                    "interpreter": (0, ["boolean"], "Whether an interpreter is needed."),
                    "time": (0, ["string"], "When to call, in plain words."),
                    "avoid": (0, ["Coding @contact-channel"], "A channel that must not be used."),
                    "person": (0, ["Reference RelatedPerson"], "Whom to contact instead of the client.")}),
    "case": ("Case", "The referral's case that a resource belongs to: the id that the server gave, or the ServiceRequest it began with.",
             ["Appointment", "CarePlan", "Communication", "Consent", "DocumentReference", "Encounter", "Flag", "Goal", "Observation",
              "QuestionnaireResponse", "ServiceRequest", "Task"], "1", ["Identifier", "Reference ServiceRequest"]),
    "contact-address": ("Contact address", "Whether this is an address where post reaches a person without telling where they live: of a hidden person it may be shown.",
                        ["Address"], "1", ["boolean"]),
    "contact-result": ("Result of a contact attempt", "What came of the attempt to reach the client.",
                       ["Communication"], "1", ["Coding @contact-result"]),
    "audit-basis": ("Basis of an access", "Why the data were shown or changed: what let the caller in.",
                    ["AuditEvent"], "1", {
                        "code": (1, ["code @basis"], "The basis."),
                        "reference": (0, ["Reference Resource"], "The version of the Task or Consent that gave it.")}),
    "audit-sequence": ("Place in the audit trail", "The number of the entry's leaf in the tree that proves the trail; the order of entries.",
                       ["AuditEvent"], "1", ["string"]),
    "referral-channel": ("Channel of the referral", "How the referral, or what is told about it, came in.",
                         ["ServiceRequest", "Provenance"], "1", ["Coding @referral-channel"]),
    "minor-disclosure": ("Disclosure of a minor's data", "Whether the data of a minor may be shown to the guardians (codes 1 and 2 of 1.2.246.537.5.40202.201901: yes, 3 and 4: no); absent: they are not. Of a ServiceRequest for its case, of a Patient for what is in no case.",
                         ["ServiceRequest", "Patient"], "1", ["Coding"]),
    "exact": ("Exactly this one", "The permit is for this organisation alone and not for its parts.",
              ["Consent.provision.actor"], "1", ["boolean"]),
}


STRING = {"code": "http://hl7.org/fhirpath/System.String"}
IDENTITY = {"extension": [{"url": f"{CORE}/StructureDefinition/structuredefinition-fhir-type", "valueUrl": "string"}], **STRING}
URL_TYPE = {"extension": [{"url": f"{CORE}/StructureDefinition/structuredefinition-fhir-type", "valueUrl": "uri"}], **STRING}
INVARIANTS = [
    {"key": "ele-1", "severity": "error", "human": "Has a value or something inside",
     "expression": "hasValue() or (children().count() > id.count())", "source": f"{CORE}/StructureDefinition/Element"},
    {"key": "ext-1", "severity": "error", "human": "Has parts or a value, and not both",
     "expression": "extension.exists() != value.exists()", "source": f"{CORE}/StructureDefinition/Extension"}]


def type_of(text):
    name, _, target = text.partition(" ")
    if name == "Reference":
        return {"code": name, "targetProfile": [f"{CORE}/StructureDefinition/{target}"]}
    return {"code": name}


def element(identity, definition, minimum, maximum, base, **more):
    """One element of the snapshot. base: (path, min, max) in what is constrained."""
    path = ".".join(part.split(":")[0] for part in identity.split("."))
    return {"id": identity, "path": path, **more.pop("head", {}), "short": definition, "definition": definition, "min": minimum, "max": maximum,
            "base": {"path": base[0], "min": base[1], "max": base[2]}, **more}


def identity(path):
    return element(f"{path}.id", "Names the element within its resource", 0, "1", ("Element.id", 0, "1"),
                   head={"representation": ["xmlAttr"]}, type=[IDENTITY])


def url(path, value):
    return element(f"{path}.url", "Says which extension this is", 1, "1", ("Extension.url", 1, "1"),
                   head={"representation": ["xmlAttr"]}, type=[URL_TYPE], fixedUri=value)


def value(path, definition, types):
    sets = [text.split("@")[1] for text in types if "@" in text]
    binding = {"binding": {"strength": "required", "valueSet": f"{BASE}/ValueSet/{sets[0]}"}} if sets else {}
    return element(f"{path}.value[x]", definition, 1, "1", ("Extension.value[x]", 0, "1"), type=[type_of(text) for text in types], **binding)


def no_value(path):
    """A snapshot's element has a type even where there may be none of it; tools read it."""
    return element(f"{path}.value[x]", "Has parts instead", 0, "0", ("Extension.value[x]", 0, "1"), type=[{"code": "string"}])


def no_parts(path):
    return element(f"{path}.extension", "Has a value instead", 0, "0", ("Element.extension", 0, "*"), type=[{"code": "Extension"}])


def parts(values):
    slicing = {"slicing": {"discriminator": [{"type": "value", "path": "url"}], "ordered": False, "rules": "closed"}}
    minimum = sum(row[0] for row in values.values())
    elements = [element("Extension.extension", "The parts", minimum, "*", ("Element.extension", 0, "*"), head=slicing, type=[{"code": "Extension"}])]
    for name, (least, types, definition) in values.items():
        path = f"Extension.extension:{name}"
        elements += [
            element(path, definition, least, "1", ("Element.extension", 0, "*"), head={"sliceName": name}, type=[{"code": "Extension"}],
                    constraint=INVARIANTS),
            identity(path), no_parts(path), url(path, name), value(path, definition, types)]
    return elements


def extension(name, title, description, contexts, maximum, values):
    canonical = f"{BASE}/StructureDefinition/{name}"
    complex_one = isinstance(values, dict)
    elements = [
        element("Extension", description, 0, maximum, ("Extension", 0, "*"), constraint=INVARIANTS), identity("Extension"),
        *(parts(values) if complex_one else [no_parts("Extension")]), url("Extension", canonical),
        no_value("Extension") if complex_one else value("Extension", description, values)]
    return {
        "resourceType": "StructureDefinition", "id": name, "url": canonical, "version": "0.1.0",
        "name": "".join(part.capitalize() for part in name.split("-")), "title": title, "status": "active",
        "date": "2026-11-22", "publisher": "Linkki", "description": description, "fhirVersion": "4.0.1",
        "kind": "complex-type", "abstract": False,
        "context": [{"type": "element", "expression": context} for context in contexts],
        "type": "Extension", "baseDefinition": f"{CORE}/StructureDefinition/Extension", "derivation": "constraint",
        "snapshot": {"element": elements}, "differential": {"element": [constrained(each) for each in elements if not each["id"].endswith(".id")]}}


def constrained(each):
    """What an element says beyond Extension itself."""
    return {key: each[key] for key in each if key not in ("base", "constraint", "representation") and not (key == "type" and "fixedUri" in each)}


if __name__ == "__main__":
    run(HERE, {f"StructureDefinition-{name}.json": extension(name, *row) for name, row in EXTENSIONS.items()})
