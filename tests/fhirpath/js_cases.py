#!/usr/bin/env python3
"""Prints the YAML cases of fhirpath.js as one JSON document, which js_cases_test.cpp reads.

{"cases": [{"id": "6.6_math#12", "expression": …, "result": […], "error": …, "model": …, "inputfile": …, …}],
 "subjects": {"6.6_math": …}, "resources": {"patient-example.json": …}}
Usage: js_cases.py ARCHIVE (tar.gz). Exit code 77 without PyYAML.
"""

import json
import pathlib
import sys
import tarfile

try:
    import yaml
except ImportError:
    sys.exit(77)


class Loader(yaml.SafeLoader):
    """Dates stay text, as the cases mean them."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def each_case(tests):
    for test in tests:
        for key, value in test.items():
            if str(key).startswith("group"):
                yield from each_case(value)
        expressions = test.get("expression", [])
        for expression in expressions if isinstance(expressions, list) else [expressions]:
            yield {**{k: v for k, v in test.items() if not str(k).startswith("group")}, "expression": expression}


def main():
    cases, subjects, resources = [], {}, {}
    with tarfile.open(sys.argv[1]) as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            path = pathlib.PurePosixPath(member.name)
            if path.suffix == ".json":
                resources[path.name] = json.load(archive.extractfile(member))
            if path.suffix != ".yaml":
                continue
            content = yaml.load(archive.extractfile(member), Loader)
            if content.get("subject") is not None:
                subjects[path.stem] = content["subject"]
            for number, case in enumerate(each_case(content["tests"]), 1):
                cases.append({**case, "id": f"{path.stem}#{number}", "file": path.stem})
    json.dump({"cases": cases, "subjects": subjects, "resources": resources}, sys.stdout, default=str)


if __name__ == "__main__":
    main()
