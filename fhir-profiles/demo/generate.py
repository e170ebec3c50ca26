#!/usr/bin/env python3
"""The demo region as transaction Bundles: python3 fhir-profiles/demo/generate.py [--check]. The tables are in demo_region/."""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from generated import run
from demo_region import clients, organizations, people, questionnaires, referrals, services
from demo_region.blocks import bundle

FILES = {
    "01-organizations": organizations.resources,
    "02-services": services.resources,
    "03-people": people.resources,
    "04-questionnaires": questionnaires.resources,
    "05-clients": clients.resources,
    "06-referrals": referrals.resources,
}

if __name__ == "__main__":
    run(HERE, {f"{name}.json": bundle(name, resources()) for name, resources in FILES.items()})
