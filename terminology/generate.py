#!/usr/bin/env python3
"""Own code systems and value sets: python3 terminology/generate.py [--check].

One table per code system (tables.py, municipalities.csv): code | fi | sv | en. Codes are stable; a code that is given up stays and is
marked retired.
"""
import csv
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "fhir-profiles"))

from generated import BASE, run
import tables

LANGUAGES = ("fi", "sv", "en")


def camel(name):
    return "".join(part.capitalize() for part in name.split("-"))


def rows(table):
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def concept(row):
    code, *texts = row[:4]
    shown = {"code": code, "display": texts[2],
             "designation": [{"language": language, "value": text} for language, text in zip(LANGUAGES, texts) if text]}
    if len(row) > 4 and row[4]:
        shown["definition"] = row[4]
    return {key: shown[key] for key in ("code", "display", "definition", "designation") if key in shown}


def definition(kind, name, title, description):
    return {"resourceType": kind, "id": name, "url": f"{BASE}/{kind}/{name}", "version": "0.1.0",
            "name": camel(name), "title": title, "status": "active", "experimental": False, "date": "2026-11-22",
            "publisher": "Linkki", "description": description}


def code_system(name, title, description, table):
    concepts = [concept(row) for row in rows(table)]
    whole = {} if name in tables.INCLUDES else {"valueSet": f"{BASE}/ValueSet/{name}"}
    return {**definition("CodeSystem", name, title, description), "caseSensitive": True, **whole,
            "content": "complete", "count": len(concepts), "concept": concepts}


def fragment(name, url, title, description, table):
    """A part of somebody else's code system: what the demo and the value sets name."""
    return {**definition("CodeSystem", name, title, description), "url": url, "caseSensitive": True,
            "content": "fragment", "concept": [concept(row) for row in rows(table)]}


def municipalities():
    """With their languages, the majority's first, and their wellbeing services county."""
    def municipality(row):
        return {**concept([row["code"], row["fi"], row["sv"], row["en"]]),
                "property": [{"code": "languages", "valueString": row["languages"]}, {"code": "county", "valueCode": row["county"]}]}

    with open(HERE / "municipalities.csv", encoding="utf-8") as file:
        concepts = [municipality(row) for row in csv.DictReader(file)]
    properties = [{"code": "languages", "description": "Languages of the municipality, the majority's first.", "type": "string"},
                  {"code": "county", "description": "Code of its wellbeing services county.", "type": "code"}]
    return {**definition("CodeSystem", "municipality", "Municipalities",
                         "The municipalities of Finland in 2026. Source of the facts: Statistics Finland, CC BY 4.0."),
            "url": "urn:oid:1.2.246.537.6.21", "caseSensitive": True, "content": "fragment", "property": properties, "concept": concepts}


def value_set(name, title, description, includes):
    return {**definition("ValueSet", name, title, description), "compose": {"include": includes}}


def resources():
    found = {}
    for name, (title, description, table) in tables.OWN.items():
        found[f"CodeSystem-{name}.json"] = code_system(name, title, description, table)
        found[f"ValueSet-{name}.json"] = value_set(
            name, title, description, tables.INCLUDES.get(name, [{"system": f"{BASE}/CodeSystem/{name}"}]))
    for name, (url, title, description, table) in tables.FRAGMENTS.items():
        found[f"CodeSystem-{name}.json"] = fragment(name, url, title, description, table)
    found["CodeSystem-municipality.json"] = municipalities()
    for name, (title, description, includes) in tables.VALUE_SETS.items():
        found[f"ValueSet-{name}.json"] = value_set(name, title, description, includes)
    return found


if __name__ == "__main__":
    run(HERE, resources())
