#!/usr/bin/env python3
"""The profiles: every one has an example, every example is valid, and what a profile forbids is refused; also as a package and served.

Usage: profiles_test.py LINKKI      LINKKI_SHARED: the folder of others' packages; without it the Finnish base is left out
"""
import copy
import datetime
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from served import SHARED, Server  # noqa: E402

PROFILES = ROOT / "fhir-profiles"
BASE = "https://w3id.org/linkki/fhir"
FI_BASE = "https://hl7.fi/fhir/finnish-base-profiles/StructureDefinition/fi-base-patient"
LINKKI = ""  # from the command line


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def all_of(folder):
    return {path.stem: load(path) for path in sorted((PROFILES / folder).glob("*.json"))}


EXAMPLES, DEFINED = all_of("examples"), all_of("profiles")
OTHERS = ("sdohcc", "bser")
# Codes that R4's own lists lack: the Finnish identity code's type, the non-disclosure label, opt-in among policies. Each binding
# lets others in.
ADDED_LATER = ("NNFIN", "TURVAKIELTO", "http://hl7.org/fhir/ValueSet/consent-policy")


def linkki(*arguments):
    return subprocess.run([LINKKI, *map(str, arguments)], capture_output=True, text=True)


def issues(resources, data=None):
    """Name → the issues that `linkki validate` finds, of errors and warnings but the one about narratives."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, resource in resources.items():
            paths.append(pathlib.Path(folder) / f"{name}.json")
            paths[-1].write_text(json.dumps(resource))
        done = linkki("validate", "--json", "--data", data or folder, *paths)
    for line in done.stdout.splitlines():
        outcome = json.loads(line)
        texts = [(issue["severity"], f"{(issue.get('expression') or ['?'])[0]}: {issue['details']['text']}") for issue in outcome["issue"]]
        found[pathlib.Path(outcome["extension"][0]["valueString"]).stem] = [
            (severity, text) for severity, text in texts if severity in ("fatal", "error", "warning") and "dom-6" not in text]
    return found


def errors(found):
    return [text for severity, text in found if severity != "warning"]


def place(resource, path):
    """What holds the last part of a path, and that part."""
    *parents, last = (int(part) if part.isdigit() else part for part in path.split("."))
    for parent in parents:
        resource = resource[parent]
    return resource, last


def without(path):
    def change(resource):
        holder, last = place(resource, path)
        del holder[last]
    return change


def put(path, value):
    def change(resource):
        holder, last = place(resource, path)
        holder[last] = value
    return change


def own(system, code):
    return {"coding": [{"system": f"{BASE}/CodeSystem/{system}", "code": code}]}


# What each profile is there for: example, what is done to it, what the refusal names.
WRONG = [
    ("ServiceRequest-example-referral", without("reasonCode"), "ref-1"),
    ("ServiceRequest-example-referral", put("intent", "plan"), "ref-2"),
    ("ServiceRequest-example-child-referral", without("basedOn"), "ref-3"),
    ("ServiceRequest-example-child-referral", without("category"), "ref-3"),
    ("ServiceRequest-example-pool-referral", without("extension"), "ref-4"),
    ("ServiceRequest-example-referral", put("supportingInfo", [{"reference": "Consent/a"}, {"reference": "Consent/b"}]), "ref-5"),
    ("ServiceRequest-example-referral", put("status", "unknown"), "ref-6"),
    ("ServiceRequest-example-referral", put("code", own("threshold-support", "tulkki")), "ServiceRequest.code"),
    ("ServiceRequest-example-referral", put("category.0.coding.0.code", "uinti"), "ServiceRequest.category"),
    ("ServiceRequest-example-referral", without("requester"), "ServiceRequest.requester"),
    ("ServiceRequest-example-kaiku-card", without("occurrencePeriod.end"), "sup-1"),
    ("ServiceRequest-example-kaiku-card", put("code", own("referral-kind", "culture")), "ServiceRequest.code"),
    ("Task-example-task", without("owner"), "tsk-1"),
    ("Task-example-declined-task", put("statusReason", own("status-reason", "other")), "tsk-2"),
    ("Task-example-pool-task", put("description", "Aino asks for company"), "tsk-3"),
    ("Task-example-pool-task", put("for.display", "Aino Kivisaari"), "tsk-3"),
    ("Task-example-pool-task", put("input.0.valueCodeableConcept.text", "since Eino died"), "tsk-3"),
    ("Task-example-pool-task", put("status", "ready"), "tsk-4"),
    ("Task-example-task", without("output.0"), "tsk-5"),
    ("Task-example-task", put("output.0.valueCodeableConcept", own("status-reason", "capacity")), "Task.output"),
    ("Task-example-task", put("businessStatus.coding.0.code", "booked"), "Task.businessStatus"),
    ("Task-example-information-request", without("input"), "Task.input"),
    ("Task-example-abort", without("reasonCode"), "Task.reasonCode"),
    ("Task-example-follow-up", without("restriction"), "Task.restriction"),
    ("Task-example-work", without("partOf"), "Task.partOf"),
    ("Task-example-client-task", put("code", own("task-code", "work")), "tsk-7"),
    ("Task-example-client-task", put("owner", {"reference": "Organization/a"}), "Task.owner"),
    ("Consent-example-consent", without("verification"), "con-1"),
    ("Consent-example-consent", put("provision.type", "permit"), "con-2"),
    ("Consent-example-consent", put("provision.provision.0.type", "deny"), "Consent.provision.provision[0].type"),
    ("Consent-example-consent", without("provision.provision.0.actor"), "Consent.provision.provision[0].actor"),
    ("Consent-example-consent", put("provision.provision.0.actor.0.reference", {"reference": "HealthcareService/a"}), "actor[0].reference"),
    ("QuestionnaireResponse-example-assessment", without("questionnaire"), "QuestionnaireResponse.questionnaire"),
    ("Observation-example-score", without("method"), "Observation.method"),
    ("Observation-example-score", without("interpretation"), "Observation.interpretation"),
    ("Goal-example-goal", without("description.text"), "Goal.description"),
    ("CarePlan-example-plan", put("intent", "order"), "CarePlan.intent"),
    ("Appointment-example-visit", without("basedOn"), "Appointment.basedOn"),
    ("Communication-example-contact", without("extension"), "Communication.extension"),
    ("Communication-example-contact", put("medium.0.coding.0.code", "pigeon"), "Communication.medium"),
    ("DocumentReference-example-feedback", put("category.0", own("case-part", "work")), "DocumentReference.category"),
    ("DocumentReference-example-note", without("custodian"), "DocumentReference.custodian"),
    ("Provenance-example-provenance", put("agent.0.who", {"reference": "Organization/a"}), "Provenance.agent[0].who"),
    ("Patient-example-client", put("identifier.0.system", "urn:oid:1.2.3"), "cli-1"),
    ("HealthcareService-example-service", without("category"), "HealthcareService.category"),
    ("Organization-example-link-work", without("name"), "Organization.name"),
    ("PractitionerRole-example-referrer", without("organization"), "PractitionerRole.organization"),
    ("Location-example-vaasa", without("name"), "Location.name"),
]


class Examples(unittest.TestCase):
    found = {}

    @classmethod
    def setUpClass(cls):
        cls.found = issues(EXAMPLES)

    def test_each_is_valid(self):
        self.assertEqual(set(self.found), set(EXAMPLES))
        for name, found in self.found.items():
            self.assertEqual(errors(found), [], name)

    def test_only_what_others_define_is_not_known_here(self):
        for name, found in self.found.items():
            for _, text in found:
                self.assertTrue(any(known in text for known in ("hl7.org/fhir/us/", "Questionnaire/who-5", "snomed.info", *ADDED_LATER)), f"{name}: {text}")

    def test_every_profile_has_one(self):
        claimed = {profile for example in EXAMPLES.values() for profile in example.get("meta", {}).get("profile", [])}
        self.assertLessEqual({definition["url"] for definition in DEFINED.values()}, claimed)

    def test_clients_of_others_have_each_kind(self):
        for guide, kinds in (("sdoh-clinicalcare", {"ServiceRequest", "Task", "Consent"}),
                             ("bser", {"ServiceRequest", "Task", "Consent", "MessageHeader", "Bundle"})):
            self.assertEqual({example["resourceType"] for example in EXAMPLES.values()
                              if any(f"us/{guide}/" in profile for profile in example.get("meta", {}).get("profile", []))}, kinds)

    def test_clients_of_others_send_nothing_of_ours(self):
        for name, example in EXAMPLES.items():
            if name.split("-")[1] in OTHERS and example["resourceType"] != "Bundle":
                self.assertNotIn(BASE, json.dumps(example), name)

    def test_people_are_the_published_test_ones(self):
        for example in EXAMPLES.values():
            for identifier in example.get("identifier", []) if example["resourceType"] == "Patient" else []:
                self.assertIn(identifier["value"], {"150348-912W", "030745-9550"})


class Profiles(unittest.TestCase):
    def test_each_is_valid_itself(self):
        for name, found in issues({**DEFINED, **all_of("operations"), **all_of("extensions")}).items():
            self.assertEqual(errors(found), [], name)

    def test_canonicals_follow_the_ids(self):
        for folder in ("profiles", "operations", "extensions", "search-parameters"):
            for name, definition in all_of(folder).items():
                kind, _, identity = name.partition("-")
                self.assertEqual((definition["url"], definition["id"]), (f"{BASE}/{kind}/{identity}", identity))

    def test_each_forbids_what_it_is_there_for(self):
        wrong = {}
        for number, (name, change, _) in enumerate(WRONG):
            wrong[f"{number}"] = copy.deepcopy(EXAMPLES[name])
            change(wrong[f"{number}"])
        found = issues(wrong)
        for number, (name, _, expected) in enumerate(WRONG):
            self.assertTrue(any(expected in text for text in errors(found[f"{number}"])), f"{name}, {expected}: {found[f'{number}']}")

    def test_each_forbids_something(self):
        tried = {profile for name, *_ in WRONG for profile in EXAMPLES[name]["meta"]["profile"]}
        self.assertEqual({definition["url"] for definition in DEFINED.values()}, tried)

    def test_two_groups_of_services_may_stand_in_one_category(self):
        both = copy.deepcopy(EXAMPLES["ServiceRequest-example-referral"])
        both["category"].append({"coding": [{"system": "http://example.org/own", "code": "x"}]})
        self.assertEqual(errors(issues({"both": both})["both"]), [])


class DemoRegion(unittest.TestCase):
    """It claims no profile, and conforms to them all the same."""
    TODAY = datetime.date(2026, 11, 22)
    OF_TYPE = {"Consent": "referral-consent", "QuestionnaireResponse": "referral-assessment", "Observation": "referral-score", "Goal": "referral-goal",
               "CarePlan": "referral-plan", "Appointment": "referral-visit", "Communication": "contact-attempt", "DocumentReference": "referral-feedback",
               "Patient": "referral-client", "HealthcareService": "referral-service", "Organization": "referral-organization",
               "PractitionerRole": "referral-role", "Location": "referral-place"}

    def dated(self, text):
        return re.sub(r"\{\{today(?:([+-]\d+)d)?\}\}", lambda match: str(self.TODAY + datetime.timedelta(days=int(match.group(1) or 0))), text)

    def profile_of(self, resource):
        code = resource.get("code", {}).get("coding", [{}])[0] if resource["resourceType"] in ("ServiceRequest", "Task") else {}
        if resource["resourceType"] == "ServiceRequest":
            return "threshold-support" if code["system"].endswith("threshold-support") else "referral"
        if resource["resourceType"] == "Task":
            return "referral-task" if code["code"] == "fulfill" else f"{code['code']}-task"
        return self.OF_TYPE.get(resource["resourceType"])

    def test_conforms_to_the_profiles(self):
        resources = {}
        for path in sorted((PROFILES / "demo").glob("*.json")):
            for entry in json.loads(self.dated(path.read_text(encoding="utf-8")))["entry"]:
                resource = entry["resource"]
                if profile := self.profile_of(resource):
                    resources[f"{resource['resourceType']}-{resource['id']}"] = {**resource, "meta": {"profile": [f"{BASE}/StructureDefinition/{profile}"]}}
        self.assertGreater(len(resources), 400)
        for name, found in issues(resources).items():
            self.assertEqual(errors(found), [], name)


class Package(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder, self.data = pathlib.Path(folder.name), pathlib.Path(folder.name) / "data"

    def done(self, *arguments):
        done = linkki(*arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def build(self):
        to = self.folder / "linkki.referral.tgz"
        done = subprocess.run([PROFILES / "package", LINKKI, to], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return to, done.stdout

    def test_holds_every_profile_with_a_snapshot_and_the_examples(self):
        package, told = self.build()
        self.assertIn(f"{len(DEFINED)} snapshots made", told)
        with tarfile.open(package) as packed:
            names = packed.getnames()
            for name in DEFINED:
                profile = json.load(packed.extractfile(f"package/{name}.json"))
                self.assertTrue(profile["snapshot"]["element"], name)
            self.assertEqual(sum(name.startswith("package/example/") and name.endswith(".json") for name in names), len(EXAMPLES))

    def test_is_added_to_a_fresh_store_and_its_examples_are_valid(self):
        package, _ = self.build()
        self.done("package", "add", "--data", self.data, package)
        self.assertIn("linkki.referral#0.1.0", self.done("package", "list", "--data", self.data))
        for name, found in issues(EXAMPLES, self.data).items():
            self.assertEqual(errors(found), [], name)

    def test_clients_conform_to_the_finnish_base_profile(self):
        packed = SHARED / "data/conformance/finnish-base-sushi.tar.gz"
        if not packed.exists():
            self.skipTest(f"{packed} is absent; LINKKI_SHARED names the folder of others' packages")
        with tarfile.open(packed) as archive:
            archive.extractall(self.folder / "fi", filter="data") if hasattr(tarfile, "data_filter") else archive.extractall(self.folder / "fi")
        self.done("package", "build", "--data", self.data, "--to", self.folder / "fi.tgz", next((self.folder / "fi").iterdir()))
        self.done("package", "add", "--data", self.data, self.folder / "fi.tgz")
        clients = {name: copy.deepcopy(example) for name, example in EXAMPLES.items() if example["resourceType"] == "Patient"}
        for client in clients.values():
            client["meta"]["profile"].append(FI_BASE)
        for name, found in issues(clients, self.data).items():
            self.assertEqual([text for _, text in found if not any(known in text for known in ADDED_LATER)], [], name)


class Served(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.server = Server(LINKKI, folder.name)
        cls.server.start()
        cls.addClassCleanup(cls.server.stop)
        cls.client = cls.server.connect(cls.server.token())

    def total(self, search):
        status, _, body = self.client.request("GET", f"/fhir/{search}")
        self.assertEqual(status, 200, body)
        return json.loads(body)["total"]

    def test_profiles_are_searched_and_read(self):
        """They are stored a little after the start."""
        until = time.monotonic() + 120
        while self.total(f"StructureDefinition?url={BASE}/StructureDefinition/work-task") == 0 and time.monotonic() < until:
            time.sleep(0.1)
        for name, definition in DEFINED.items():
            status, _, body = self.client.request("GET", f"/fhir/StructureDefinition/{definition['id']}")
            self.assertEqual((status, json.loads(body)["url"]), (200, definition["url"]), name)

    def test_what_claims_a_profile_is_held_to_it(self):
        wrong = copy.deepcopy(EXAMPLES["ServiceRequest-example-recommendation"])
        self.assertEqual(self.client.request("POST", "/fhir/ServiceRequest", wrong)[0], 201)
        del wrong["reasonCode"]
        status, _, body = self.client.request("POST", "/fhir/ServiceRequest", wrong)
        self.assertEqual(status, 422)
        self.assertIn("ref-1", body.decode())

    def test_a_pool_is_found_by_its_role_and_its_area(self):
        self.assertEqual(self.client.request("POST", "/fhir/Task", EXAMPLES["Task-example-pool-task"])[0], 201)
        of_link_workers = f"Task?pool={BASE}/CodeSystem/role%7Clink-worker"
        self.assertEqual(self.total(of_link_workers), 1)
        self.assertEqual(self.total(of_link_workers + "&pool=urn:oid:1.2.246.537.6.21%7C905"), 1)
        self.assertEqual(self.total(of_link_workers + "&pool=urn:oid:1.2.246.537.6.21%7C399"), 0)


if __name__ == "__main__":
    LINKKI = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
