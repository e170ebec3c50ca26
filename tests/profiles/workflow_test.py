#!/usr/bin/env python3
"""fhir-profiles/referral-workflow.json: whole, without contradiction, in three languages, with codes that exist."""
import json
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BASE = "https://w3id.org/linkki/fhir"
WORKFLOW = json.loads((ROOT / "fhir-profiles/referral-workflow.json").read_text(encoding="utf-8"))
TRANSITIONS = WORKFLOW["transitions"]
STATES = {state["status"]: state for state in WORKFLOW["states"]}
FINAL = {status for status, state in STATES.items() if state.get("final")}
OPEN = set(STATES) - FINAL

PROFESSIONAL, SENDER, CLIENT = "coordinator link-worker producer", "referrer system coordinator link-worker", "client proxy"
# The rows that were agreed on. Row: from, to, business statuses, roles that must be able to, data, what becomes of the request.
ROWS = {
    "1": ("new", "draft", "preparing", f"{SENDER} {CLIENT}", "for focus", "draft"),
    "2": ("new draft", "requested", "awaiting-claim awaiting-response", f"{SENDER} {CLIENT}", "for focus why", "active"),
    "3": ("new", "any", "as-given", "importer", "source", "as-given"),
    "4": ("draft", "cancelled", "withdrawn", f"referrer system {CLIENT}", "reason", "revoked"),
    "5": ("requested", "received", "acknowledged", PROFESSIONAL, "", "unchanged"),
    "6": ("received", "requested", "awaiting-claim", PROFESSIONAL, "reason", "unchanged"),
    "7": ("requested received accepted in-progress on-hold", "same", "unchanged", PROFESSIONAL, "owner", "unchanged"),
    "8": ("requested received", "accepted", "assigned", PROFESSIONAL, "override-note", "unchanged"),
    "9": ("requested received", "rejected", "declined", PROFESSIONAL, "reason alternative", "active"),
    "10": ("requested received", "cancelled", "expired", "", "reason", "active"),
    "11": ("received accepted in-progress", "same", "information-requested before", f"{PROFESSIONAL} referrer system client", "question answer", "unchanged"),
    "12": ("accepted", "in-progress", "contacted", "link-worker producer", "contact", "unchanged"),
    "13": ("accepted in-progress", "on-hold", "waitlisted paused", "link-worker producer", "reason expected-date waiting-position", "unchanged"),
    "14": ("on-hold", "accepted in-progress", "assigned contacted", "link-worker producer", "contact", "unchanged"),
    "15": ("in-progress", "same", "in-activity", "link-worker producer", "plan activity", "unchanged"),
    "16": ("accepted in-progress on-hold", "completed", "from-outcome", "link-worker producer",
           "outcome activity end-measure no-end-measure follow-up-due no-follow-up feedback", "completed-when-last"),
    "17": ("accepted in-progress on-hold", "failed", "not-fulfilled", "link-worker producer", "reason", "active"),
    "18": ("requested received", "cancelled", "withdrawn", f"referrer system {CLIENT}", "reason", "revoked"),
    "19": ("accepted in-progress on-hold", "same cancelled", "unchanged withdrawn", f"referrer system {PROFESSIONAL}", "reason", "revoked unchanged"),
    "20": ("requested received accepted in-progress on-hold", "cancelled", "rerouted", PROFESSIONAL, "replacement reason", "active"),
    "21": ("draft requested received accepted in-progress on-hold", "cancelled", "consent-withdrawn", f"{CLIENT} {PROFESSIONAL} referrer",
           "reason informant recorder", "revoked"),
    "22": ("draft requested received", "entered-in-error", "none", "referrer system", "reason", "entered-in-error"),
    "22b": ("completed failed", "before", "before", PROFESSIONAL, "reason", "active"),
    "22c": ("draft requested received accepted in-progress on-hold", "cancelled", "deceased moved-away", "link-worker coordinator",
            "reason event-date", "revoked"),
}
# Each step by itself: row, relations, data (| one of them, ? only if, = no other code), conditions.
STEPS = {
    "draft": ("1", "requester subject representative", "for focus", ""),
    "send": ("2", "requester subject representative", "for focus why", "request-active basis impersonal not-hidden"),
    "import": ("3", "anyone", "source", ""),
    "discard": ("4", "requester subject representative", "reason", ""),
    "claim": ("5", "addressed owner", "", "unclaimed inside basis"),
    "unclaim": ("6", "owner coordinates", "reason", "no-open-question"),
    "reassign": ("7", "coordinates owner", "owner", "basis not-hidden"),
    "accept": ("8", "owner addressed", "override-note?no-capacity", "unclaimed inside basis no-open-question"),
    "decline": ("9", "owner addressed", "reason", ""),
    "expire": ("10", "server", "reason=no-answer", ""),
    "ask": ("11", "owner", "question", "no-open-question"),
    "answer": ("11", "asked owner", "answer", "open-question"),
    "start": ("12", "owner", "contact", ""),
    "waitlist": ("13", "owner", "reason=capacity expected-date", ""),
    "pause": ("13", "owner", "reason expected-date", ""),
    "resume-before-contact": ("14", "owner", "", ""),
    "resume": ("14", "owner", "contact", ""),
    "join-activity": ("15", "owner", "plan|activity", "no-open-question"),
    "complete": ("16", "owner", "outcome activity?led-to end-measure|no-end-measure?baseline follow-up-due|no-follow-up", "no-open-child"),
    "fail": ("17", "owner", "reason", "no-open-child"),
    "withdraw": ("18", "requester subject representative", "reason", ""),
    "ask-to-cancel": ("19", "requester", "reason", ""),
    "agree-to-cancel": ("19", "owner server", "reason", "open-abort"),
    "refuse-to-cancel": ("19", "owner", "reason", "open-abort"),
    "reroute": ("20", "owner coordinates", "replacement", "basis not-hidden impersonal"),
    "withdraw-consent": ("21", "subject representative participant server", "reason=consent-withdrawn informant recorder", ""),
    "mark-in-error": ("22", "author", "reason", ""),
    "reopen": ("22b", "owner coordinates", "reason", "reopening-time basis"),
    "close-deceased": ("22c", "owner coordinates custodian", "reason=deceased event-date", ""),
    "close-moved": ("22c", "owner coordinates custodian", "reason=moved event-date", ""),
}
CHILDREN = {  # kind: row, opened by, whether it holds up the parent's end, where it may lead
    "information-request": ("11", "ask", True, "completed rejected cancelled"),
    "abort": ("19", "ask-to-cancel", False, "completed rejected cancelled"),
    "follow-up": ("23", "complete", False, "completed cancelled failed"),
    "work": ("16", None, True, "completed cancelled"),
    "client-questionnaire": ("11", None, False, "completed cancelled"),
    "client-information": ("11", None, False, "completed cancelled"),
    "client-contact": ("11", None, False, "completed cancelled"),
}
CLOCKS = ("old-draft answer-warning answer-by no-contact no-information hold-past abort-unanswered support-ended follow-up-due "
          "request-without-task capacity-unknown service-unverified basis-passed").split()
REQUEST_EFFECTS = {"draft", "active", "revoked", "entered-in-error", "completed-when-last", "unchanged", "as-given"}
GRANT_EFFECTS = {"none", "opened", "closed", "moved", "until-follow-up", "unchanged", "as-given"}
SPECIAL_TARGETS = {"same", "before", "any"}
SPECIAL_BUSINESS = {"unchanged", "before", "from-outcome", "as-given", "none"}


def terminology(name):
    return json.loads((ROOT / f"terminology/{name}.json").read_text(encoding="utf-8"))


def codes(name):
    return {concept["code"] for concept in terminology(f"CodeSystem-{name}")["concept"]}


def words(values):
    return set(" ".join(values).split())


def business(transition):
    value = transition["business"]
    return set(value.values()) if isinstance(value, dict) else {value}


def roles(transition):
    return {role for listed in transition["by"].values() for role in listed}


def named(transition):
    """The data that a transition needs or takes."""
    return {datum for need in transition.get("needs", []) for datum in need["one"]} | set(transition.get("may", []))


def reached(transition):
    """The statuses that it leads to."""
    return {"same": set(transition["from"]), "any": set(STATES), "before": OPEN}.get(transition["to"], {transition["to"]})


class Rows(unittest.TestCase):
    def of(self, row):
        return [transition for transition in TRANSITIONS if transition["row"] == row]

    def test_every_row_is_there_and_no_other(self):
        self.assertEqual({transition["row"] for transition in TRANSITIONS}, set(ROWS))

    def test_each_row_leads_from_where_to_where_it_was_agreed(self):
        for row, (sources, targets, statuses, *_) in ROWS.items():
            with self.subTest(row):
                self.assertEqual({source for transition in self.of(row) for source in transition["from"]}, set(sources.split()))
                self.assertEqual({transition["to"] for transition in self.of(row)}, set(targets.split()))
                self.assertEqual(set().union(*map(business, self.of(row))), set(statuses.split()))

    def test_each_row_lets_in_those_who_were_agreed(self):
        for row, (*_, who, _, _) in ROWS.items():
            with self.subTest(row):
                self.assertLessEqual(set(who.split()), set().union(*map(roles, self.of(row))))

    def test_each_row_asks_for_what_was_agreed(self):
        for row, (*_, data, _) in ROWS.items():
            with self.subTest(row):
                self.assertEqual(set().union(*map(named, self.of(row))), set(data.split()))

    def test_each_row_does_to_the_request_what_was_agreed(self):
        for row, (*_, effects) in ROWS.items():
            with self.subTest(row):
                self.assertEqual({transition["request"] for transition in self.of(row)}, set(effects.split()))

    def test_each_step_is_as_agreed(self):
        def written(need):
            return ("|".join(need["one"]) + (f"?{need['if']}" if "if" in need else "") + (f"={','.join(need['codes'])}" if "codes" in need else ""))
        found = {t["id"]: (t["row"], " ".join(t["by"]), " ".join(map(written, t.get("needs", []))), " ".join(t.get("conditions", []))) for t in TRANSITIONS}
        self.assertEqual(found, STEPS)

    def test_each_child_is_as_agreed(self):
        found = {name: (child["row"], child.get("opened-by"), child["blocks"], " ".join(move["to"] for move in child["moves"]))
                 for name, child in WORKFLOW["children"].items()}
        self.assertEqual(found, CHILDREN)
        for name, child in WORKFLOW["children"].items():
            self.assertEqual(len({tuple(move["from"]) for move in child["moves"]}), 1, f"{name}: every open state leads to every end")

    def test_whoever_holds_a_task_may_work_on_it(self):
        for transition in TRANSITIONS:
            if list(transition["by"]) == ["owner"]:
                self.assertEqual(transition["by"]["owner"], ["coordinator", "link-worker", "producer", "system"], transition["id"])

    def test_only_the_server_expires(self):
        self.assertEqual([transition["by"] for transition in self.of("10")], [{"server": []}])

    def test_follow_ups_are_children(self):
        self.assertEqual([name for name, child in WORKFLOW["children"].items() if child["row"] == "23"], ["follow-up"])
        self.assertEqual(WORKFLOW["children"]["follow-up"]["due"], ["P3M", "P6M"])


class Walk(unittest.TestCase):
    def test_every_state_is_reached_from_a_new_task_without_an_importer(self):
        found, ahead = set(), {"new"}
        while ahead - found:
            found |= ahead
            ahead = {status for transition in TRANSITIONS if transition["id"] != "import" and found & set(transition["from"])
                     for status in reached(transition)}
        self.assertEqual(found - {"new"}, set(STATES))

    def test_every_open_state_can_end_by_a_person_not_only_by_a_timer(self):
        for status in OPEN:
            ends = [t["id"] for t in TRANSITIONS if status in t["from"] and reached(t) & FINAL and roles(t)]
            self.assertTrue(ends, status)

    def test_nothing_leads_out_of_what_is_final_but_reopening(self):
        self.assertEqual({t["id"] for t in TRANSITIONS if FINAL & set(t["from"])}, {"reopen"})

    def test_every_business_status_is_given_by_a_transition_or_an_outcome_into_its_state(self):
        by_outcome = {outcome["business"] for outcome in WORKFLOW["outcomes"]}
        for status, state in STATES.items():
            given = set().union(*(business(t) for t in TRANSITIONS if status in reached(t))) | (by_outcome if status == "completed" else set())
            self.assertLessEqual(set(state["business"]), given, status)

    def test_a_transition_leaves_a_business_status_that_its_state_knows(self):
        for transition in TRANSITIONS:
            for value in business(transition) - SPECIAL_BUSINESS:
                for status in reached(transition):
                    self.assertIn(value, STATES[status]["business"], transition["id"])

    def test_where_two_lead_the_same_way_business_status_or_condition_tells_them_apart(self):
        seen = {}
        for transition in TRANSITIONS:
            for source in transition["from"]:
                key = (source, transition["to"], str(transition["business"]))
                other = seen.setdefault(key, transition)
                if other is not transition:
                    self.assertNotEqual((other.get("conditions"), other.get("opens"), named(other)),
                                        (transition.get("conditions"), transition.get("opens"), named(transition)), key)


class Reading(unittest.TestCase):
    """A change that names no step is read as one, by the rule of the README."""

    def read(self, source, target, caller, data, reason=None):
        def fits(transition):
            listed = [role for relation, roles_ in transition["by"].items() for role in roles_ if relation in caller[0]]
            return source in transition["from"] and transition["to"] == target and caller[1] in listed

        def named_by_reason(transition):
            return any(reason in need.get("codes", []) for need in transition.get("needs", []))

        def met(transition):
            return all(set(need["one"]) & set(data) and reason in need.get("codes", [reason]) for need in transition.get("needs", []) if "if" not in need)
        candidates = sorted(filter(fits, TRANSITIONS), key=lambda transition: not named_by_reason(transition))
        return next((transition["id"] for transition in candidates if met(transition)), None)

    def test_tells_apart_what_leads_the_same_way(self):
        owner, requester, client = (["owner"], "link-worker"), (["requester", "custodian"], "referrer"), (["subject"], "client")
        told = ["reason", "informant", "recorder"]
        for expected, source, target, caller, data, reason in (
                ("waitlist", "accepted", "on-hold", owner, ["reason", "expected-date"], "capacity"),
                ("pause", "accepted", "on-hold", owner, ["reason", "expected-date"], "circumstances"),
                ("resume", "on-hold", "in-progress", owner, ["contact"], None),
                ("agree-to-cancel", "accepted", "cancelled", owner, ["reason"], "moved"),
                ("reroute", "accepted", "cancelled", owner, ["replacement"], None),
                ("close-moved", "accepted", "cancelled", owner, ["reason", "event-date"], "moved"),
                ("close-deceased", "accepted", "cancelled", owner, ["reason", "event-date"], "deceased"),
                ("withdraw", "requested", "cancelled", requester, ["reason"], "moved"),
                ("close-moved", "requested", "cancelled", requester, ["reason", "event-date"], "moved"),
                ("withdraw", "requested", "cancelled", client, told, "client-declined"),
                ("withdraw-consent", "requested", "cancelled", client, told, "consent-withdrawn"),
                ("discard", "draft", "cancelled", client, ["reason"], "other"),
                ("complete", "in-progress", "completed", owner, ["outcome", "no-follow-up"], None),
                (None, "in-progress", "completed", owner, ["outcome"], None),
                (None, "requested", "completed", owner, ["outcome", "no-follow-up"], None),
                (None, "requested", "received", (["requester"], "referrer"), [], None)):
            with self.subTest(expected=expected, source=source, target=target):
                self.assertEqual(self.read(source, target, caller, data, reason), expected)


class Codes(unittest.TestCase):
    def test_ids_are_unique(self):
        for part in ("transitions", "clocks", "dialects"):
            ids = [each["id"] for each in WORKFLOW[part]]
            self.assertEqual(len(ids), len(set(ids)), part)

    def test_states_are_those_of_r4_that_a_referral_takes(self):
        self.assertEqual(set(STATES), set("draft requested received accepted in-progress on-hold completed failed rejected cancelled "
                                          "entered-in-error".split()))

    def test_business_statuses_are_those_in_use(self):
        in_use = {concept["code"] for concept in terminology("ValueSet-task-business-status")["compose"]["include"][0]["concept"]}
        self.assertEqual({value for state in STATES.values() for value in state["business"]}, in_use)

    def test_business_statuses_go_with_the_statuses_of_the_crosswalk(self):
        crosswalk = json.loads((ROOT / "mappings/ConceptMap-task-business-status-to-task-status.json").read_text(encoding="utf-8"))
        mapped = {(target["code"], element["code"]) for element in crosswalk["group"][0]["element"] for target in element["target"]}
        self.assertEqual({(status, value) for status, state in STATES.items() for value in state["business"]}, mapped)

    def test_roles_and_reasons_and_outcomes_exist(self):
        self.assertLessEqual(set().union(*map(roles, TRANSITIONS)), codes("role"))
        for transition in TRANSITIONS:
            for need in transition.get("needs", []):
                self.assertLessEqual(set(need.get("codes", [])) | set(need.get("offers", [])), codes("status-reason"), transition["id"])
        self.assertEqual({outcome["code"] for outcome in WORKFLOW["outcomes"]}, codes("outcome"))

    def test_outcomes_lead_where_the_code_system_says(self):
        definitions = {concept["code"]: concept["definition"] for concept in terminology("CodeSystem-outcome")["concept"]}
        for outcome in WORKFLOW["outcomes"]:
            expected = f"Business status {outcome['business']}" + ("; needs what it led to." if outcome["led-to"] else ".")
            self.assertEqual(definitions[outcome["code"]], expected)

    def test_data_in_inputs_and_outputs_are_codes_of_tasks(self):
        listed = {datum for datum, row in WORKFLOW["data"].items() if row["at"] in ("Task.output", "child.input", "child.output")}
        self.assertLessEqual(listed, codes("task-input-output"))

    def test_value_sets_and_systems_exist(self):
        own = set(re.findall(rf"{BASE}/((?:ValueSet|CodeSystem)/[\w-]+)", json.dumps(WORKFLOW)))
        for name in own:
            self.assertTrue((ROOT / f"terminology/{name.replace('/', '-')}.json").exists(), name)

    def test_children_have_codes_of_tasks(self):
        for name, child in WORKFLOW["children"].items():
            known = codes("task-code") if child["code"]["system"].startswith(BASE) else {"abort"}
            self.assertIn(child["code"]["code"], known)
            self.assertEqual(child["code"]["code"], name)


class Names(unittest.TestCase):
    """What one part says of another is there."""

    def test_vocabulary_is_the_documented_one(self):
        for transition in TRANSITIONS:
            with self.subTest(transition["id"]):
                self.assertIn(transition["request"], REQUEST_EFFECTS)
                self.assertIn(transition["grants"], GRANT_EFFECTS)
                self.assertIn(transition["to"], set(STATES) | SPECIAL_TARGETS)
                self.assertLessEqual(set(transition["from"]), set(STATES) | {"new"})
                self.assertLessEqual(business(transition), SPECIAL_BUSINESS | {value for state in STATES.values() for value in state["business"]})
                self.assertLessEqual(set(transition["by"]), set(WORKFLOW["relations"]))
                self.assertLessEqual(named(transition), set(WORKFLOW["data"]))
                self.assertLessEqual({need["if"] for need in transition.get("needs", []) if "if" in need} | set(transition.get("conditions", [])),
                                     set(WORKFLOW["conditions"]))
                self.assertIn(transition.get("opens", "work"), WORKFLOW["children"])
                self.assertIn(transition.get("owner", "unchanged"), {"unchanged", "caller-or-named", "as-addressed", "named"})

    def test_what_is_defined_is_used(self):
        text = json.dumps({part: WORKFLOW[part] for part in ("transitions", "children", "clocks")})
        for part in ("relations", "data", "conditions"):
            for name in WORKFLOW[part]:
                self.assertRegex(text, rf'"(?:[\w -]+\| )*{name}(?: \|[\w |-]+)*"', f"{part}: {name}")

    def test_what_can_race_is_held_in_the_commit(self):
        on_entry = {name for name, condition in WORKFLOW["conditions"].items() if condition["held"] == "on entry"}
        self.assertEqual(on_entry, {"impersonal", "led-to"})
        self.assertEqual({condition["held"] for condition in WORKFLOW["conditions"].values()}, {"on entry", "in the commit"})

    def test_children_move_by_relations_data_and_transitions_that_exist(self):
        ids = {transition["id"] for transition in TRANSITIONS}
        for name, child in WORKFLOW["children"].items():
            self.assertLessEqual(set(child["owner"]) | set(child["shown-to"]), set(WORKFLOW["relations"]), name)
            self.assertIn(child.get("opened-by", "ask"), ids)
            for move in child["moves"]:
                self.assertLessEqual(set(move["by"]), set(WORKFLOW["relations"]), name)
                self.assertLessEqual({datum for need in move["needs"] for datum in need.split(" | ")}, set(WORKFLOW["data"]), name)
                self.assertIn(move.get("then", "answer"), ids)

    def test_the_referrer_never_sees_work(self):
        self.assertNotIn("requester", WORKFLOW["children"]["work"]["shown-to"])

    def test_clocks_are_those_agreed_and_lead_to_transitions(self):
        self.assertEqual([clock["id"] for clock in WORKFLOW["clocks"]], CLOCKS)
        timed = {transition["id"] for transition in TRANSITIONS if "server" in transition["by"]}
        for clock in WORKFLOW["clocks"]:
            self.assertRegex(clock["after"], r"^-?P\d+[DM]$")
            self.assertTrue(clock.keys() & {"does", "tells", "marks"}, clock["id"])
            self.assertIn(clock.get("does", "expire"), timed)
            self.assertLessEqual(set(clock.get("tells", [])), set(WORKFLOW["relations"]))
            if clock["of"] == "Task":
                self.assertTrue(clock["while"] and set(clock["while"]) <= OPEN, clock["id"])
            elif clock["of"] in WORKFLOW["children"]:
                self.assertEqual(clock["while"], WORKFLOW["children"][clock["of"]]["moves"][0]["from"], clock["id"])
            else:
                self.assertEqual(clock["while"], ["active"])

    def test_a_clock_that_takes_a_step_runs_where_the_step_begins(self):
        sources = {transition["id"]: set(transition["from"]) for transition in TRANSITIONS}
        for clock in WORKFLOW["clocks"]:
            if clock["of"] == "Task" and "does" in clock:
                self.assertEqual(set(clock["while"]), sources[clock["does"]], clock["id"])

    def test_every_label_is_in_three_languages(self):
        labelled = [WORKFLOW["title"]] + [each["label"] for part in ("states", "transitions", "clocks") for each in WORKFLOW[part]]
        labelled += [each["label"] for part in ("data", "conditions", "children") for each in WORKFLOW[part].values()]
        for label in labelled:
            self.assertEqual(list(label), ["fi", "sv", "en"], label)
            self.assertTrue(all(text.strip() == text and text for text in label.values()), label)

    def test_labels_tell_transitions_apart(self):
        for language in ("fi", "sv", "en"):
            labels = [transition["label"][language] for transition in TRANSITIONS]
            self.assertEqual(len(labels), len(set(labels)))


if __name__ == "__main__":
    unittest.main()
