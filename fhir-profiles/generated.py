"""Writes generated FHIR JSON, or with --check tells whether what is in the tree is current.

The tables beside each generate.py are the source; the JSON is committed so that the build needs no Python.
"""
import json
import pathlib
import sys

BASE = "https://w3id.org/linkki/fhir"


def text_of(resource):
    return json.dumps(resource, ensure_ascii=False, indent=1) + "\n"


def run(folder, resources):
    """resources: file name -> resource. Exit code 1 with the names of stale files when checking."""
    keep(folder, {name: text_of(resource) for name, resource in resources.items()}, "*.json")


def keep(folder, texts, kind):
    """texts: file name -> what the file is to hold; kind: the files of the folder that are generated."""
    folder = pathlib.Path(folder)
    check = "--check" in sys.argv[1:]
    stale = []
    for name, text in texts.items():
        path = folder / name
        if check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            path.write_text(text, encoding="utf-8")
    orphans = sorted(p.name for p in folder.glob(kind) if p.name not in texts)
    for name in stale:
        print(f"{folder / name}: not what generate.py writes", file=sys.stderr)
    for name in orphans:
        print(f"{folder / name}: written by no table", file=sys.stderr)
    sys.exit(1 if stale or orphans else 0)


def translations(value_type="valueString", **by_language):
    """The translation extensions of a primitive: what stands in its _element."""
    return {"extension": [
        {"url": "http://hl7.org/fhir/StructureDefinition/translation",
         "extension": [{"url": "lang", "valueCode": language}, {"url": "content", value_type: text}]}
        for language, text in by_language.items() if text]}
