#!/usr/bin/env python3
"""The readable pages, made from the profiles and the workflow: python3 fhir-profiles/docs/generate.py [--check]."""
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
sys.dont_write_bytecode = True

import pages
from generated import keep


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def all_of(folder):
    return [load(path) for path in sorted((HERE.parent / folder).glob("*.json"))]


def written():
    profiles, examples = all_of("profiles"), all_of("examples")
    found = {f"{profile['id']}.html": pages.profile_page(profile, examples) for profile in profiles}
    found["index.html"] = pages.index_page(profiles, all_of("operations"), all_of("extensions"))
    found["workflow.html"] = pages.workflow_page(load(HERE.parent / "referral-workflow.json"))
    return found


if __name__ == "__main__":
    keep(HERE, written(), "*.html")
