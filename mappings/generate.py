#!/usr/bin/env python3
"""Own concept maps: python3 mappings/generate.py [--check].

One table per map (tables.py): code | equivalence | targets | comment. Displays are the code systems' business.
"""
import csv
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "fhir-profiles"))

from generated import BASE, run
import tables


def rows(table):
    for line in table.strip().splitlines():
        code, equivalence, targets, *comment = [cell.strip() for cell in line.split("|")]
        yield code, equivalence, targets.split(), comment[0] if comment else ""


def element(code, equivalence, targets, comment):
    remark = {"comment": comment} if comment else {}
    found = [{"code": target, "equivalence": equivalence, **remark} for target in targets]
    return {"code": code, "target": found or [{"equivalence": equivalence, **remark}]}


def concept_map(name, title, description, source, target, elements):
    (from_system, from_set), (to_system, to_set) = source, target
    ends = {**({"sourceUri": from_set} if from_set else {}), **({"targetUri": to_set} if to_set else {})}
    return {"resourceType": "ConceptMap", "id": name, "url": f"{BASE}/ConceptMap/{name}", "version": "0.1.0",
            "name": "".join(part.capitalize() for part in name.split("-")), "title": title, "status": "active",
            "experimental": False, "date": "2026-11-22", "publisher": "Linkki", "description": description, **ends,
            "group": [{"source": from_system, "target": to_system, "element": elements}]}


def service_class_to_category():
    """The other direction of the same table, which is how services of the catalogue get their category."""
    name, both = "service-class-to-hyte-category", tables.MAPS["hyte-category-to-service-class"]
    elements = [element(target, "wider", [code], "")
                for code, _, targets, _ in rows(both[4]) for target in targets]
    return concept_map(name, "Classes of the Finnish Service Catalogue to service categories",
                       "The category of a service by its class.", both[3], both[2], elements)


def municipality_to_county():
    with open(HERE.parent / "terminology/municipalities.csv", encoding="utf-8") as file:
        elements = [element(each["code"], "wider", [each["county"]], "") for each in csv.DictReader(file)]
    return concept_map(
        "municipality-to-wellbeing-county", "Municipalities to wellbeing services counties",
        "The county that a municipality of 2026 belongs to. Source of the facts: Statistics Finland, CC BY 4.0.",
        ("urn:oid:1.2.246.537.6.21", f"{BASE}/ValueSet/municipality"),
        (f"{BASE}/CodeSystem/wellbeing-county", f"{BASE}/ValueSet/wellbeing-county"), elements)


def resources():
    found = [concept_map(name, *table[:4], [element(*row) for row in rows(table[4])])
             for name, table in tables.MAPS.items()] + [service_class_to_category(), municipality_to_county()]
    return {f"ConceptMap-{each['id']}.json": each for each in found}


if __name__ == "__main__":
    run(HERE, resources())
