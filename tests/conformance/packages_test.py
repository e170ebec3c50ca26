#!/usr/bin/env python3
"""Packages of others: the Finnish base profiles, SDC and UK Core are installed, and their own examples validated.

Two come as loose resources, and are made packages of by `linkki package build` first. Each example that has an error
stands in packages_misses.json, with how its errors begin and the reason.

Usage: packages_test.py LINKKI      LINKKI_SHARED: the folder of others' test suites
Exit codes: 0 all as expected, 1 not, 77 the packages are not here
"""
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from served import Failed, Server, need_shared  # noqa: E402

LOOSE = {"finnish-base": "finnish-base-sushi.tar.gz", "sdc": "sdc-sushi.tar.gz"}
PACKED = {"uk-core": "fhir.r4.ukcore.stu2-2.0.2.tgz"}
PROFILES = {  # one of each, by which the package is known to be in force
    "finnish-base": "https://hl7.fi/fhir/finnish-base-profiles/StructureDefinition/fi-base-patient",
    "sdc": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire",
    "uk-core": "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient",
}
DEFINING = {"CapabilityStatement", "CodeSystem", "CompartmentDefinition", "ConceptMap", "GraphDefinition", "ImplementationGuide",
            "Library", "OperationDefinition", "SearchParameter", "StructureDefinition", "StructureMap", "ValueSet"}


class Linkki:
    def __init__(self, program, data):
        self.program, self.data = str(pathlib.Path(program).resolve()), str(data)

    def __call__(self, *arguments, codes=(0,)):
        done = subprocess.run([self.program, *arguments], capture_output=True, text=True)
        if done.returncode not in codes:
            raise Failed(f"linkki {' '.join(map(str, arguments[:4]))} … ended with {done.returncode}: {done.stderr[-2000:]}")
        return done

    def package(self, what, *arguments):
        return self("package", what, "--data", self.data, *arguments)


def unpack(archive, folder):
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data") if hasattr(tarfile, "data_filter") else packed.extractall(folder)


def examples_in(folder):
    """Instances: what lies in folders of examples, and what defines nothing."""
    found = []
    for path in sorted(folder.rglob("*.json")):
        if path.name in ("package.json", ".index.json"):
            continue
        kind = json.loads(path.read_text()).get("resourceType")
        if kind and (kind not in DEFINING or "example" in str(path.parent.relative_to(folder))):
            found.append(path)
    return found


def faults_of(linkki, files):
    """File → its errors: a line for each file comes back."""
    done = linkki("validate", "--data", linkki.data, "--json", *map(str, files), codes=(0, 3))
    faults = {}
    for line in done.stdout.splitlines():
        outcome = json.loads(line)
        name = pathlib.Path(outcome["extension"][0]["valueString"]).name
        errors = [issue for issue in outcome["issue"] if issue["severity"] in ("error", "fatal")]
        faults[name] = [f"{(issue.get('expression') or ['?'])[0]}: {issue['details']['text']}" for issue in errors]
    return faults


def check_examples(linkki, name, folder, known):
    examples = examples_in(folder)
    faults = faults_of(linkki, examples)
    wrong = {one: errors for one, errors in faults.items() if errors}
    print(f"{name}: {len(faults) - len(wrong)} of {len(faults)} examples are valid, {len(wrong)} have errors")
    unexpected = [f"{one}: {error}" for one, errors in wrong.items() for error in errors
                  if one not in known or not error.startswith(known[one]["error"])]
    vanished = [one for one in known if one in faults and not wrong.get(one)]
    for line in unexpected:
        print(f"  unexpected: {line}")
    for line in vanished:
        print(f"  listed, and valid by now: {line}")
    return not unexpected and not vanished


WRONG = {"resourceType": "Patient", "meta": {"profile": [PROFILES["uk-core"]]},  # an NHS number has a value
         "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number"}]}


def wait_until_found(client, name, total):
    """The definitions of a package are stored, and deleted, a little later than they are in force."""
    url = PROFILES[name]
    until = time.monotonic() + 300
    while time.monotonic() < until:
        status, _, body = client.request("GET", f"/fhir/StructureDefinition?url={url}")
        if status == 200 and json.loads(body).get("total") == total:
            return
        time.sleep(0.5)
    raise Failed(f"{url} of {name} is not found {total} times")


def need_answer(client, expected, when):
    status, _, body = client.request("POST", "/fhir/Patient", WRONG)
    if status != expected:
        raise Failed(f"{when} a Patient that its profile refuses was answered {status}, not {expected}: {body[:500]}")


def check_served(linkki, uk_core):
    """In force at once, readable a little later, gone with the package, while the server runs."""
    server = Server(linkki.program, linkki.data)
    started = time.monotonic()
    server.start()
    print(f"served with three packages after {time.monotonic() - started:.2f} s")
    client = server.connect(server.token())
    for name in PROFILES:
        wait_until_found(client, name, 1)
    need_answer(client, 422, "with UK Core")
    linkki.package("remove", "fhir.r4.ukcore.stu2")
    need_answer(client, 201, "without UK Core")
    wait_until_found(client, "uk-core", 0)
    linkki.package("add", uk_core)
    need_answer(client, 422, "with UK Core again")
    wait_until_found(client, "uk-core", 1)
    server.stop()


def install(linkki, made):
    """All three, unpacked in folders of `made` and installed."""
    for name, archive in {**LOOSE, **PACKED}.items():
        unpack(need_shared(f"conformance/{archive}"), made / name)
    for name in LOOSE:
        folder = next(path for path in (made / name).iterdir() if path.is_dir())
        print(linkki.package("build", "--to", str(made / f"{name}.tgz"), str(folder)).stdout.strip())
    packages = [str(made / f"{name}.tgz") for name in LOOSE] + [str(need_shared(f"conformance/{one}")) for one in PACKED.values()]
    for package in packages:
        added = linkki.package("add", package)
        print((added.stdout + added.stderr).strip())


def main():
    with tempfile.TemporaryDirectory() as made:
        made = pathlib.Path(made)
        linkki = Linkki(sys.argv[1], made / "data")
        misses = json.loads((HERE / "packages_misses.json").read_text())
        install(linkki, made)
        print(linkki.package("list").stdout.strip())
        good = all([check_examples(linkki, name, made / name, misses.get(name, {})) for name in {**LOOSE, **PACKED}])
        check_served(linkki, str(need_shared(f"conformance/{PACKED['uk-core']}")))
        return 0 if good else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failed:
        print(f"failed: {failed}")
        sys.exit(1)
