#!/usr/bin/env python3
"""The validator's cases, unpacked into a folder: one JSON file for each run of the validator.

cases_to_json.py ARCHIVE DEFINITIONS FOLDER; XML becomes JSON by the types of the FHIR package in DEFINITIONS.
Each line that is printed: number, name of the case, run (base, profile), whether the Java validator found errors.
"""
import json
import os
import sys
import tarfile
import xml.etree.ElementTree as ElementTree

FHIR = "{http://hl7.org/fhir}"
XHTML = "{http://www.w3.org/1999/xhtml}"


class Types:
    """Of each element: its type and whether it repeats."""

    def __init__(self, folder):
        self.elements = {}
        for file in os.listdir(folder):
            if not file.startswith("StructureDefinition-"):
                continue
            with open(os.path.join(folder, file), encoding="utf-8") as opened:
                structure = json.load(opened)
            if structure.get("derivation") != "constraint" and "snapshot" in structure:
                for element in structure["snapshot"]["element"]:
                    self.add(element)

    def add(self, element):
        array = element.get("base", {}).get("max", "1") != "1"
        if "contentReference" in element:
            self.elements[element["path"]] = (element["contentReference"].split("#")[1], array)
            return
        for kind in element.get("type", []):
            code = kind["code"]
            path = element["path"]
            if path.endswith("[x]"):
                path = path[:-3] + code[0].upper() + code[1:]
            if code.startswith("http://hl7.org/fhirpath/System."):
                code = "string"
            self.elements[path] = (path if code in ("BackboneElement", "Element") else code, array)

    def find(self, parent, name):
        for base in (parent, "BackboneElement", "DomainResource", "Resource", "Element"):
            if f"{base}.{name}" in self.elements:
                return self.elements[f"{base}.{name}"]
        return (None, False)


def number(text, kind):
    return text if kind not in ("integer", "positiveInt", "unsignedInt", "decimal") else Number(text)


class Number(float):
    """Keeps its digits."""

    def __new__(cls, text):
        made = float.__new__(cls, text)
        made.text = text
        return made

    def __repr__(self):
        return self.text


def xhtml(node):
    for one in node.iter():
        if isinstance(one.tag, str) and one.tag.startswith(XHTML):
            one.tag = one.tag[len(XHTML):]
    node.attrib["xmlns"] = "http://www.w3.org/1999/xhtml"
    node.tail = None
    return ElementTree.tostring(node, encoding="unicode")


def primitive(text, kind):
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    try:
        return number(text, kind)
    except ValueError:
        return text


def convert_element(node, kind, types):
    """→ (value, companion of a primitive)"""
    if node.tag == XHTML + "div":
        return xhtml(node), None
    if kind in ("Resource", None) and len(node) == 1 and node[0].tag.startswith(FHIR):
        inner = node[0].tag[len(FHIR):]
        if inner[0].isupper():
            return convert_resource(node[0], types), None
    made = {name: value for name, value in node.attrib.items() if name in ("id", "url")}
    for child in node:
        if child.tag == XHTML + "div":
            made["div"] = xhtml(child)
            continue
        if not isinstance(child.tag, str):
            continue
        name = child.tag.split("}")[1]
        child_kind, array = types.find(kind, name)
        value, companion = convert_element(child, child_kind, types)
        for key, part in ((name, value), ("_" + name, companion)):
            if part is None and not array:
                continue
            if array:
                made.setdefault(key, []).append(part)
            else:
                made[key] = part
    for key in [key for key, value in made.items() if isinstance(value, list) and not any(v is not None for v in value)]:
        del made[key]
    if kind and kind[0].islower():
        value = primitive(node.attrib["value"], kind) if "value" in node.attrib else None
        return value, made or None
    for name, value in node.attrib.items():
        if name not in ("id", "url"):
            made["@" + name] = value
    return made, None


def convert_resource(node, types):
    kind = node.tag.split("}")[1]
    made, _ = convert_element(node, kind, types)
    return {"resourceType": kind, **made}


def load(file, types):
    with open(file, encoding="utf-8-sig") as opened:
        text = opened.read()
    if not text.lstrip().startswith("<"):
        return text
    return dump(convert_resource(ElementTree.fromstring(text.encode()), types))


def dump(value):
    if isinstance(value, dict):
        return "{" + ",".join(json.dumps(k) + ":" + dump(v) for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(dump, value)) + "]"
    return repr(value) if isinstance(value, Number) else json.dumps(value, ensure_ascii=False)


def read(folder, name, types):
    try:
        return load(os.path.join(folder, name), types)
    except (OSError, ElementTree.ParseError):
        return None


def faulty(folder, outcome):
    try:
        with open(os.path.join(folder, "outcomes", outcome), encoding="utf-8") as opened:
            found = json.load(opened)
    except OSError:
        return None
    found = found.get("outcome", found)
    return any(issue["severity"] in ("error", "fatal") for issue in found.get("issue", []))


def main():
    archive, definitions, out = sys.argv[1:]
    types = Types(definitions)
    with tarfile.open(archive) as tar:
        tar.extractall(out)
    folder = os.path.join(out, "validator-r4")
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as opened:
        cases = json.load(opened)["test-cases"]
    index = 0
    for case in cases:
        if not case["version"].startswith("4.0"):
            continue
        profile = case.get("profile", {})
        for run, outcome in (("base", case.get("java")), ("profile", profile.get("java"))):
            expected = faulty(folder, outcome) if isinstance(outcome, str) else None
            if expected is None:
                continue
            own = [profile["source"]] if run == "profile" else []
            beside = case.get("supporting", []) + case.get("profiles", [])
            beside += (profile.get("supporting", []) + own) if run == "profile" else []
            resource = read(folder, case["file"], types)
            with open(os.path.join(out, f"{index}.resource"), "w", encoding="utf-8") as opened:
                opened.write("" if resource is None else resource)
            with open(os.path.join(out, f"{index}.beside"), "w", encoding="utf-8") as opened:
                for name in beside:
                    text = read(folder, name, types)
                    if text:
                        opened.write(json.dumps(text) + "\n")
            demand = case.get("bundle-param")  # "Patient:0": of the first Patient in the Bundle
            with open(os.path.join(out, f"{index}.demands"), "w", encoding="utf-8") as opened:
                opened.write(demand["rule"].split(":")[0] + " " + demand["profile"] if demand else "")
            with open(os.path.join(out, f"{index}.profile"), "w", encoding="utf-8") as opened:
                for name in own:
                    text = read(folder, name, types)
                    opened.write(json.loads(text)["url"] if text else name)
            print(index, case["name"].replace(" ", "-"), run, "faulty" if expected else "sound", sep="\t", file=opened_index)
            index += 1


if __name__ == "__main__":
    with open(os.path.join(sys.argv[3], "index"), "w", encoding="utf-8") as opened_index:
        main()
