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
    "contact-result": ("Result of a contact attempt", "What came of the attempt to reach the client.",
                       ["Communication"], "1", ["Coding @contact-result"]),
    "referral-channel": ("Channel of the referral", "How the referral came in.", ["ServiceRequest"], "1", ["Coding @referral-channel"]),
}


def type_of(text):
    name, _, target = text.partition(" ")
    if name == "Reference":
        return {"code": name, "targetProfile": [f"{CORE}/StructureDefinition/{target}"]}
    return {"code": name}


def value_element(path, types):
    element = {"id": f"{path}.value[x]", "path": "Extension.value[x]" if path == "Extension" else "Extension.extension.value[x]",
               "min": 1, "type": [type_of(text) for text in types]}
    sets = [text.split("@")[1] for text in types if "@" in text]
    if sets:
        element["binding"] = {"strength": "required", "valueSet": f"{BASE}/ValueSet/{sets[0]}"}
    return element


def simple(types):
    return [{"id": "Extension.extension", "path": "Extension.extension", "max": "0"}], [value_element("Extension", types)]


def complex_parts(parts):
    elements = [{"id": "Extension.extension", "path": "Extension.extension",
                 "slicing": {"discriminator": [{"type": "value", "path": "url"}], "ordered": False, "rules": "closed"}}]
    for name, (minimum, types, description) in parts.items():
        path = f"Extension.extension:{name}"
        elements += [
            {"id": path, "path": "Extension.extension", "sliceName": name, "short": description, "min": minimum, "max": "1"},
            {"id": f"{path}.extension", "path": "Extension.extension.extension", "max": "0"},
            {"id": f"{path}.url", "path": "Extension.extension.url", "fixedUri": name},
            value_element(path, types)]
    return elements, [{"id": "Extension.value[x]", "path": "Extension.value[x]", "max": "0"}]


def extension(name, title, description, contexts, maximum, values):
    url = f"{BASE}/StructureDefinition/{name}"
    before, after = complex_parts(values) if isinstance(values, dict) else simple(values)
    return {
        "resourceType": "StructureDefinition", "id": name, "url": url, "version": "0.1.0",
        "name": "".join(part.capitalize() for part in name.split("-")), "title": title, "status": "active",
        "date": "2026-11-22", "publisher": "Linkki", "description": description, "fhirVersion": "4.0.1",
        "kind": "complex-type", "abstract": False,
        "context": [{"type": "element", "expression": context} for context in contexts],
        "type": "Extension", "baseDefinition": f"{CORE}/StructureDefinition/Extension", "derivation": "constraint",
        "differential": {"element": [
            {"id": "Extension", "path": "Extension", "short": title, "definition": description, "min": 0, "max": maximum},
            *before, {"id": "Extension.url", "path": "Extension.url", "fixedUri": url}, *after]}}


if __name__ == "__main__":
    run(HERE, {f"StructureDefinition-{name}.json": extension(name, *row) for name, row in EXTENSIONS.items()})
