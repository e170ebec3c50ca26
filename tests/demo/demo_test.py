#!/usr/bin/env python3
"""The demo region and the own terminology: current, complete, consistent, and nobody's real data."""
import collections
import csv
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROFILES = ROOT / "fhir-profiles"
BASE = "https://w3id.org/linkki/fhir"
TODAY = datetime.date(2026, 11, 22)
TEMPLATE = re.compile(r"\{\{today(?:([+-]\d{1,4})d)?\}\}")
OFFICIAL_TEST_CODES = {"020516C903K", "150348-912W", "120812A918W", "030745-9550"}
TASK_STATES = set("draft requested received accepted rejected ready cancelled in-progress on-hold failed completed entered-in-error".split())


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def nodes(value, path=""):
    """Every (path, value) below a resource, itself first."""
    yield path, value
    if isinstance(value, dict):
        for key, child in value.items():
            yield from nodes(child, f"{path}.{key}")
    elif isinstance(value, list):
        for position, child in enumerate(value):
            yield from nodes(child, f"{path}[{position}]")


def objects(resource):
    return (value for _, value in nodes(resource) if isinstance(value, dict))


def extensions(element, name):
    return [each for each in element.get("extension", []) if each["url"] == f"{BASE}/StructureDefinition/{name}"]


def codes(concepts, system):
    return [coding["code"] for concept in concepts for coding in concept.get("coding", []) if coding["system"] == system or coding["system"].endswith(f"/{system}")]


def dated(text):
    return TEMPLATE.sub(lambda match: str(TODAY + datetime.timedelta(days=int(match.group(1) or 0))), text)


BUNDLES = {path.name: load(path) for path in sorted((PROFILES / "demo").glob("*.json"))}
RESOURCES = [entry["resource"] for bundle in BUNDLES.values() for entry in bundle["entry"]]
DEFINITIONS = [load(path) for folder in (ROOT / "terminology", ROOT / "mappings", PROFILES / "extensions", PROFILES / "search-parameters")
               for path in sorted(folder.glob("*.json"))]


def of_type(resource_type):
    return [resource for resource in RESOURCES if resource["resourceType"] == resource_type]


def of_definitions(resource_type):
    return [resource for resource in DEFINITIONS if resource["resourceType"] == resource_type]


class Tree(unittest.TestCase):
    def test_the_json_is_what_the_tables_say(self):
        for script in sorted(ROOT.glob("fhir-profiles/*/generate.py")) + [ROOT / "terminology/generate.py", ROOT / "mappings/generate.py"]:
            with self.subTest(script=script.relative_to(ROOT)):
                run = subprocess.run([sys.executable, "-B", script, "--check"], capture_output=True, text=True)
                self.assertEqual((run.returncode, run.stderr), (0, ""))

    def test_a_stale_file_is_noticed(self):
        script = "import sys; sys.argv = ['x', '--check']; sys.path.insert(0, sys.argv[0]); from generated import run; run(sys.path[1], {'absent.json': {}})"
        run = subprocess.run([sys.executable, "-B", "-c", script], cwd=PROFILES, capture_output=True, text=True,
                             env={"PYTHONPATH": str(PROFILES)})
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertIn("absent.json", run.stderr)

    def test_definitions_have_the_url_of_their_id(self):
        for resource in DEFINITIONS:
            if resource.get("content") != "fragment":
                self.assertEqual(resource["url"], f"{BASE}/{resource['resourceType']}/{resource['id']}")


class Bundles(unittest.TestCase):
    def test_every_entry_puts_its_own_id_once(self):
        for name, bundle in BUNDLES.items():
            self.assertEqual(bundle["type"], "transaction")
            self.assertLessEqual(len(bundle["entry"]), 1000, name)
            for entry in bundle["entry"]:
                place = f"{entry['resource']['resourceType']}/{entry['resource']['id']}"
                self.assertEqual(entry["request"], {"method": "PUT", "url": place})
                self.assertTrue(entry["fullUrl"].endswith(f"/{place}"))
                self.assertRegex(entry["resource"]["id"], r"^[A-Za-z0-9.-]{1,64}$")
        places = [entry["request"]["url"] for bundle in BUNDLES.values() for entry in bundle["entry"]]
        self.assertEqual([place for place, times in collections.Counter(places).items() if times > 1], [])

    def test_every_reference_has_a_target_here(self):
        known = {f"{resource['resourceType']}/{resource['id']}" for resource in RESOURCES}
        for resource in RESOURCES:
            for each in objects(resource):
                if "reference" in each and isinstance(each["reference"], str):
                    self.assertIn(each["reference"], known, resource["id"])

    def test_the_importers_provenance_names_all_that_a_file_brings(self):
        for name, bundle in BUNDLES.items():
            *brought, provenance = [entry["resource"] for entry in bundle["entry"]]
            self.assertEqual(provenance["resourceType"], "Provenance")
            self.assertEqual([target["reference"] for target in provenance["target"]],
                             [f"{resource['resourceType']}/{resource['id']}" for resource in brought], name)

    def test_moments_are_templates_of_the_day_alone(self):
        for resource in RESOURCES:
            for path, text in nodes(resource):
                if isinstance(text, str):
                    self.assertNotIn("{{", TEMPLATE.sub("", text), f"{resource['id']}{path}")

    def test_nothing_is_empty(self):
        for resource in RESOURCES + DEFINITIONS:
            for path, value in nodes(resource):
                self.assertNotIn(value, (None, "", [], {}), f"{resource['id']}{path}")

    def test_times_run_forwards(self):
        for resource in RESOURCES:
            for each in objects(resource):
                for first, last in (("start", "end"), ("authoredOn", "lastModified"), ("created", "start")):
                    if isinstance(each.get(first), str) and isinstance(each.get(last), str):
                        self.assertLessEqual(dated(each[first]), dated(each[last]), resource["id"])


class Codes(unittest.TestCase):
    def test_own_codes_and_known_fragments_are_defined(self):
        systems = {resource["url"]: {concept["code"] for concept in resource["concept"]}
                   for resource in DEFINITIONS if resource["resourceType"] == "CodeSystem"}
        for resource in RESOURCES:
            for each in objects(resource):
                system = each.get("system", "")
                if "code" in each and (system in systems or system.startswith(BASE)):
                    self.assertIn(each["code"], systems.get(system, ()), f"{resource['id']}: {system}")

    def test_every_code_has_a_finnish_a_swedish_and_an_english_name(self):
        for resource in DEFINITIONS:
            for concept in resource.get("concept", []):
                languages = {designation["language"] for designation in concept["designation"]}
                self.assertEqual(languages, {"fi", "sv", "en"}, f"{resource['id']} {concept['code']}")

    def test_value_sets_take_their_codes_from_systems_that_have_them(self):
        systems = {resource["url"]: {concept["code"] for concept in resource["concept"]}
                   for resource in DEFINITIONS if resource["resourceType"] == "CodeSystem"}
        for resource in DEFINITIONS:
            for include in resource.get("compose", {}).get("include", []):
                if include["system"] in systems:
                    for concept in include.get("concept", []):
                        self.assertIn(concept["code"], systems[include["system"]], resource["id"])

    def test_maps_lead_between_codes_and_value_sets_that_are_there(self):
        systems = {resource["url"]: {concept["code"] for concept in resource["concept"]}
                   for resource in DEFINITIONS if resource["resourceType"] == "CodeSystem"}
        sets = {resource["url"] for resource in DEFINITIONS if resource["resourceType"] == "ValueSet"}
        for resource in of_definitions("ConceptMap"):
            for end in ("sourceUri", "targetUri"):
                if resource.get(end, "").startswith(BASE):
                    self.assertIn(resource[end], sets, resource["id"])
            for group in resource["group"]:
                for element in group["element"]:
                    self.assertIn(element["code"], systems.get(group["source"], {element["code"]}), resource["id"])
                    for target in element["target"]:
                        if target["equivalence"] != "unmatched":
                            self.assertIn(target["code"], systems.get(group["target"], {target["code"]}), resource["id"])

    def test_maps_of_own_code_systems_leave_no_code_out(self):
        systems = {resource["url"]: {concept["code"] for concept in resource["concept"]}
                   for resource in DEFINITIONS if resource["resourceType"] == "CodeSystem"}
        partly = {"task-business-status"}  # some of its codes are events, not statuses of a Task
        for resource in of_definitions("ConceptMap"):
            for group in resource["group"]:
                name = group["source"].removeprefix(f"{BASE}/CodeSystem/")
                if name != group["source"] and name not in partly:
                    self.assertEqual({element["code"] for element in group["element"]}, systems[group["source"]], resource["id"])

    def test_extensions_carry_what_their_definition_allows(self):
        definitions = {resource["url"]: resource for resource in DEFINITIONS if resource["resourceType"] == "StructureDefinition"}

        def allowed(elements, path):
            element = next(element for element in elements if element["id"] == f"{path}.value[x]")
            return {"value" + kind["code"][0].upper() + kind["code"][1:] for kind in element.get("type", [])}

        def value_of(extension):
            return {key for key in extension if key.startswith("value")}

        for resource in RESOURCES:
            for each in objects(resource):
                if each.get("url") in definitions:
                    elements = definitions[each["url"]]["snapshot"]["element"]
                    self.assertLessEqual(value_of(each), allowed(elements, "Extension"), each["url"])
                    for part in each.get("extension", []):
                        self.assertLessEqual(value_of(part), allowed(elements, f"Extension.extension:{part['url']}"), each["url"])

    def test_own_extensions_are_defined(self):
        known = {resource["url"] for resource in DEFINITIONS if resource["resourceType"] == "StructureDefinition"}
        for resource in RESOURCES:
            for each in objects(resource):
                if each.get("url", "").startswith(f"{BASE}/StructureDefinition/"):
                    self.assertIn(each["url"], known, resource["id"])

    def test_extensions_bind_to_value_sets_of_ours(self):
        known = {resource["url"] for resource in DEFINITIONS if resource["resourceType"] == "ValueSet"}
        for resource in DEFINITIONS:
            for each in objects(resource.get("differential", {})):
                if "binding" in each:
                    self.assertIn(each["binding"]["valueSet"], known, resource["id"])

    def test_search_parameters_name_extensions_that_exist(self):
        known = {resource["url"] for resource in DEFINITIONS}
        parameters = [resource for resource in DEFINITIONS if resource["resourceType"] == "SearchParameter"]
        self.assertGreaterEqual(len(parameters), 14)
        for parameter in parameters:
            for url in re.findall(rf"{BASE}/[A-Za-z]+/[a-z-]+", parameter["expression"]):
                self.assertIn(url, known, parameter["id"])
            for base in parameter["base"]:
                self.assertRegex(parameter["expression"], rf"\b{base}\b", parameter["id"])


SHARED = pathlib.Path(os.environ.get("LINKKI_SHARED", ROOT.parent / "shared")) / "data/directory"


@unittest.skipUnless(SHARED.is_dir(), f"the sources of the official codes are not here: {SHARED}")
class OfficialCodes(unittest.TestCase):
    """What we say of other people's codes, against their own lists."""

    def concepts(self, name):
        resource = next(resource for resource in DEFINITIONS if resource["id"] == name and resource["resourceType"] == "CodeSystem")
        return {concept["code"]: {each["language"]: each["value"] for each in concept["designation"]} for concept in resource["concept"]}

    def test_service_catalogue(self):
        renamed = {"P27.2", "KE12"}  # the first has a newer name, the second a slip in the English one
        for name, source in (("ptv-service-class", "ServiceClasses"), ("ptv-target-group", "TargetGroups"), ("ptv-life-event", "LifeEvents")):
            rows = json.loads((SHARED / f"ptv/finto/{source}.json").read_text(encoding="utf-8-sig"))
            labels = {row["Notation"]: {key.lower(): text for key, text in row["Label"].items()} for row in rows}
            for code, texts in self.concepts(name).items():
                self.assertEqual(texts["sv"], labels[code]["sv"], code)
                if code not in renamed:
                    self.assertEqual(texts, labels[code], code)

    def test_municipalities(self):
        with next(SHARED.glob("statfin-2026/*.csv")).open(encoding="utf-8") as source:
            rows = list(csv.DictReader(source))
        official = {row["municipality_code"]: (row["name_fi"], row["name_sv"]) for row in rows}
        self.assertEqual({code: (texts["fi"], texts["sv"]) for code, texts in self.concepts("municipality").items()}, official)
        counties = {row["municipality_code"]: row["wellbeing_county_code"] for row in rows}
        mapped = next(each for each in DEFINITIONS if each["id"] == "municipality-to-wellbeing-county")
        self.assertEqual({each["code"]: each["target"][0]["code"] for each in mapped["group"][0]["element"]}, counties)

    def test_numbers_of_wellbeing_counties(self):
        with next(SHARED.glob("statfin-2026/*.csv")).open(encoding="utf-8") as source:
            official = {row["wellbeing_county_code"] for row in csv.DictReader(source)}
        self.assertEqual(set(self.concepts("wellbeing-county")), official | {"HUS"})


class Directory(unittest.TestCase):
    def test_there_are_enough_organisations_and_services(self):
        self.assertGreaterEqual(len(of_type("Organization")), 12)
        self.assertGreaterEqual(len([service for service in of_type("HealthcareService") if service["active"]]), 60)

    def test_services_are_named_in_finnish_and_swedish(self):
        english = 0
        for service in of_type("HealthcareService"):
            for element in ("name", "comment"):
                translated = {part["extension"][0]["valueCode"]: part["extension"][1]["valueString"]
                              for part in service[f"_{element}"]["extension"]}
                self.assertIn("sv", translated, service["id"])
            english += "en" in translated
            self.assertLessEqual(len(service["name"]), 100)
            self.assertLessEqual(len(service["comment"]), 150)
        self.assertGreaterEqual(english, 40)

    def test_all_seven_categories_have_services(self):
        used = collections.Counter(code for service in of_type("HealthcareService") for code in codes(service["category"], "hyte-category"))
        self.assertEqual(set(used), set("liikunta luonto osallisuus kulttuuri elintavat ravitsemus neuvonta".split()))
        self.assertGreaterEqual(min(used.values()), 5)

    def test_categories_are_what_the_service_classes_say(self):
        classes = {
            "liikunta": "P27.1", "luonto": "P27.2", "osallisuus": "P4.12 P5.16 P8.3 P8.4 P10.8 P25.6 P28.1 P28.2",
            "kulttuuri": "P25.1 P25.2 P25.3 P25.5 P25.7", "elintavat": "P5.11 P5.8 P5.7", "ravitsemus": "P5.20",
            "neuvonta": "P5.17 P4.13 P15.1"}
        for service in of_type("HealthcareService"):
            own = set(codes(service["type"], "ptvserclass2"))
            expected = {category for category, listed in classes.items() if own & set(listed.split())}
            self.assertEqual(set(codes(service["category"], "hyte-category")), expected, service["id"])

    def test_places_lie_in_ostrobothnia(self):
        places = [location for location in of_type("Location") if "position" in location]
        self.assertGreaterEqual(len(places), 30)
        for place in places:
            self.assertTrue(61.9 < place["position"]["latitude"] < 64.0, place["id"])
            self.assertTrue(20.9 < place["position"]["longitude"] < 23.8, place["id"])

    def test_every_municipality_is_covered(self):
        covered = {area["valueCoding"]["code"] for service in of_type("HealthcareService") for covered in service["coverageArea"]
                   for area in extensions(covered, "area")}
        self.assertEqual(len(covered - {"17"}), 14)

    def test_capacity_is_never_newer_than_the_last_check_of_the_entry(self):
        for service in of_type("HealthcareService"):
            as_of = next(part["valueDate"] for part in extensions(service, "capacity")[0]["extension"] if part["url"] == "as-of")
            self.assertGreaterEqual(dated(as_of), dated(extensions(service, "last-verified")[0]["valueDate"]))

    def test_some_entries_are_stale_and_one_has_ended(self):
        oldest = min(dated(extensions(service, "last-verified")[0]["valueDate"]) for service in of_type("HealthcareService"))
        self.assertLess(oldest, str(TODAY - datetime.timedelta(days=180)))
        self.assertEqual([service["id"] for service in of_type("HealthcareService") if not service["active"]], ["terveysneuvonta-saaristo"])


class People(unittest.TestCase):
    def test_there_are_twenty_clients_with_test_identity_codes(self):
        values = [patient["identifier"][0]["value"] for patient in of_type("Patient")]
        self.assertEqual(len(set(values)), 20)
        self.assertLessEqual(OFFICIAL_TEST_CODES, set(values))
        for value in values:
            match = re.fullmatch(r"(\d{6})[-+A-FU-Y](\d{3})([0-9A-Y])", value)
            self.assertTrue(match, value)
            self.assertEqual(match.group(3), "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(match.group(1) + match.group(2)) % 31], value)
            self.assertTrue(900 <= int(match.group(2)) <= 999, value)

    def test_birth_date_and_gender_follow_the_identity_code(self):
        for patient in of_type("Patient"):
            value = patient["identifier"][0]["value"]
            year, month, day = patient["birthDate"].split("-")
            self.assertEqual(day + month + year[2:], value[:6])
            self.assertEqual(year[:2], "20" if value[6] in "ABCDEF" else "19")
            self.assertEqual(patient["gender"], "male" if int(value[7:10]) % 2 else "female")

    def test_ids_of_clients_and_cases_tell_no_name(self):
        for resource_type in "Patient ServiceRequest Task Consent QuestionnaireResponse Observation Goal DocumentReference".split():
            for resource in of_type(resource_type):
                self.assertRegex(resource["id"], r"^(asiakas|lahete|suositus)-\d\d(-[a-z0-9-]+)?$")

    def test_nobody_can_be_called_or_written_to(self):
        for resource in RESOURCES:
            for each in resource.get("telecom", []):
                expected = {"phone": r"^\+358 (6|50) 000 \d{4}$", "email": r"^[a-z0-9-]+@example\.fi$", "url": r"^https://example\.fi/"}
                self.assertRegex(each["value"], expected[each["system"]], resource["id"])

    def test_business_identity_codes_are_marked_as_invented(self):
        for organization in of_type("Organization"):
            for identifier in organization.get("identifier", []):
                digits, check = identifier["value"].split("-")
                rest = sum(int(digit) * weight for digit, weight in zip(digits, (7, 9, 10, 5, 8, 4, 2))) % 11
                self.assertEqual(int(check), 11 - rest if rest else 0)
                self.assertEqual((identifier["system"], identifier["use"]), ("urn:oid:1.2.246.10", "temp"))

    def test_every_municipality_has_a_link_worker_for_both_languages(self):
        spoken = {f"Practitioner/{person['id']}": set(codes(person["communication"], "urn:ietf:bcp:47")) for person in of_type("Practitioner")}
        served = {location["reference"] for role in of_type("PractitionerRole") if "link-worker" in codes(role["code"], "role")
                  and {"fi", "sv"} <= spoken[role["practitioner"]["reference"]] for location in role["location"]}
        municipalities = {f"Location/{location['id']}" for location in of_type("Location") if re.fullmatch(r"area-\d{3}", location["id"])}
        self.assertEqual(served, municipalities)


class Questionnaires(unittest.TestCase):
    def test_the_three_are_there(self):
        self.assertEqual({questionnaire["id"] for questionnaire in of_type("Questionnaire")}, {"wellbeing-map", "who-5", "falls"})

    def test_items_are_in_three_languages(self):
        for questionnaire in of_type("Questionnaire"):
            for item in questionnaire["item"]:
                self.assertEqual([part["extension"][0]["valueCode"] for part in item["_text"]["extension"]], ["sv", "en"])

    def test_who_5_is_structure_without_its_wording(self):
        who_5 = next(questionnaire for questionnaire in of_type("Questionnaire") if questionnaire["id"] == "who-5")
        *items, index = who_5["item"]
        self.assertEqual(len(items), 5)
        for number, item in enumerate(items, 1):
            self.assertEqual(item["text"], f"WHO-5, kohta {number}")
            self.assertEqual([option["extension"][0]["valueDecimal"] for option in item["answerOption"]], list(range(6)))
        self.assertTrue(index["readOnly"])

    def test_answers_belong_to_their_questionnaire(self):
        known = {f"{questionnaire['url']}|{questionnaire['version']}": {item["linkId"] for item in questionnaire["item"]}
                 for questionnaire in of_type("Questionnaire")}
        for response in of_type("QuestionnaireResponse"):
            self.assertLessEqual({item["linkId"] for item in response["item"]}, known[response["questionnaire"]], response["id"])

    def test_scores_follow_from_the_answers(self):
        responses = {f"QuestionnaireResponse/{response['id']}": response for response in of_type("QuestionnaireResponse")}
        self.assertIn(44, [observation["valueQuantity"]["value"] for observation in of_type("Observation")])
        for observation in of_type("Observation"):
            items = responses[observation["derivedFrom"][0]["reference"]]["item"]
            answers = [item["answer"][0] for item in items]
            if codes([observation["code"]], "score") == ["who-5"]:
                score = 4 * sum(int(answer["valueCoding"]["code"]) for answer in answers if "valueCoding" in answer)
                interpretation = "LL" if score <= 28 else "L" if score <= 50 else "N"
                self.assertEqual(observation["interpretation"][0]["coding"][0]["code"], interpretation)
            else:
                score = sum(answer.get("valueBoolean", False) for answer in answers)
            self.assertEqual((observation["valueQuantity"]["value"], answers[-1]["valueInteger"]), (score, score), observation["id"])


class Referrals(unittest.TestCase):
    fulfil = [task for task in of_type("Task") if task["code"]["coding"][0]["code"] == "fulfill"]
    roots = [task for task in fulfil if re.fullmatch(r"lahete-\d\d", task["id"])]

    def test_there_are_forty(self):
        self.assertEqual(len(self.roots), 40)

    def test_a_recommendation_has_no_task(self):
        proposals = {f"ServiceRequest/{request['id']}" for request in of_type("ServiceRequest") if request["intent"] == "proposal"}
        self.assertGreaterEqual(len(proposals), 2)
        self.assertFalse(proposals & {task["focus"]["reference"] for task in of_type("Task")})

    def test_every_task_state_occurs(self):
        self.assertEqual({task["status"] for task in of_type("Task")}, TASK_STATES)

    def test_every_business_status_in_use_occurs(self):
        in_use = next(resource for resource in DEFINITIONS if resource["url"] == f"{BASE}/ValueSet/task-business-status")
        nobody_in_the_demo = {"deceased", "moved-away"}
        expected = {concept["code"] for concept in in_use["compose"]["include"][0]["concept"]} - nobody_in_the_demo
        self.assertEqual({code for task in self.fulfil for code in codes([task.get("businessStatus", {})], "task-business-status")}, expected)

    def test_what_was_sent_has_a_consent_that_covers_its_receiver(self):
        consents = {f"Consent/{consent['id']}": consent for consent in of_type("Consent")}
        organizations = {f"PractitionerRole/{role['id']}": role["organization"]["reference"] for role in of_type("PractitionerRole")}
        requests = {f"ServiceRequest/{request['id']}": request for request in of_type("ServiceRequest")}
        for task in self.roots:
            named = [info["reference"] for info in requests[task["focus"]["reference"]].get("supportingInfo", []) if info["reference"] in consents]
            self.assertEqual(len(named), 0 if task["status"] == "draft" else 1, task["id"])
            if named and task["status"] == "requested" and "owner" in task:
                actors = {actor["reference"]["reference"] for provision in consents[named[0]]["provision"]["provision"]
                          if codes(provision["code"], "consent-scope") == ["share-referral"] for actor in provision["actor"]}
                owner = task["owner"]["reference"]
                self.assertIn(organizations.get(owner, owner), actors, task["id"])

    def test_an_onward_referral_is_covered_by_the_consent_to_share_onward(self):
        consents = {consent["id"]: consent for consent in of_type("Consent")}
        children = [task for task in self.fulfil if re.search(r"-osa-\d$", task["id"])]
        self.assertGreaterEqual(len(children), 2)
        for task in children:
            consent = consents[re.sub(r"-osa-\d$", "-suostumus", task["id"])]
            actors = {actor["reference"]["reference"] for provision in consent["provision"]["provision"]
                      if codes(provision["code"], "consent-scope") == ["share-onward"] for actor in provision["actor"]}
            self.assertIn(task["owner"]["reference"], actors)

    def test_a_pool_task_carries_codes_and_no_words(self):
        pool = [task for task in self.fulfil if "performerType" in task]
        self.assertGreaterEqual(len([task for task in pool if task["status"] == "requested"]), 4)
        for task in pool:
            self.assertTrue(extensions(task, "area"))
            self.assertFalse({"description", "note", "text"} & set(task), task["id"])
            for item in task["input"]:
                self.assertNotIn("text", item["valueCodeableConcept"])

    def test_a_hidden_person_is_never_in_a_pool(self):
        hidden = {f"Patient/{patient['id']}" for patient in of_type("Patient") if "security" in patient.get("meta", {})}
        self.assertEqual(len(hidden), 1)
        tasks = [task for task in self.roots if task["for"]["reference"] in hidden]
        self.assertGreaterEqual(len(tasks), 2)
        for task in tasks:
            self.assertNotIn("performerType", task)
            self.assertTrue(task["owner"]["reference"].startswith("PractitionerRole/"))

    def test_a_completed_referral_says_all_that_completion_needs(self):
        for task in self.roots:
            if task["status"] == "completed":
                given = set(codes([output["type"] for output in task["output"]], "task-input-output"))
                self.assertIn("outcome", given)
                self.assertIn("activity", given)
                self.assertTrue(given & {"follow-up-due", "no-follow-up"} and given & {"end-measure", "no-end-measure"}, task["id"])

    def test_feedback_goes_only_where_the_client_permits(self):
        permitted = {consent["id"].removesuffix("-suostumus") for consent in of_type("Consent")
                     for provision in consent["provision"]["provision"] if codes(provision["code"], "consent-scope") == ["feedback-to-referrer"]}
        for document in of_type("DocumentReference"):
            self.assertIn(document["id"].removesuffix("-palaute"), permitted)

    def test_an_open_answer_time_is_not_past_and_an_expired_one_is(self):
        for task in self.roots:
            limit = dated(extensions(task, "answer-by")[0]["valueDate"])
            if task["status"] == "requested":
                self.assertGreaterEqual(limit, str(TODAY), task["id"])
            if codes([task.get("businessStatus", {})], "task-business-status") == ["expired"]:
                self.assertLess(limit, str(TODAY))

    def test_a_kaiku_card_is_valid_for_twelve_months(self):
        cards = [request for request in of_type("ServiceRequest") if "kaikukortti" in codes([request["code"]], "threshold-support")]
        self.assertGreaterEqual(len(cards), 1)
        for card in cards:
            start, end = (datetime.date.fromisoformat(dated(card["occurrencePeriod"][key])) for key in ("start", "end"))
            self.assertEqual((end - start).days, 364)


if __name__ == "__main__":
    unittest.main()
