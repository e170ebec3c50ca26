#!/usr/bin/env python3
"""The scenario runner against a stub server, its matching, and the scenarios themselves against the demo region."""
import datetime
import http.server
import json
import pathlib
import re
import ssl
import subprocess
import sys
import tempfile
import threading
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))

from matching import check, fill, fits, values_at

NOW = datetime.datetime(2026, 11, 22, 14, 5, 33, tzinfo=datetime.timezone.utc)


class Matching(unittest.TestCase):
    document = {"total": 2, "entry": [{"id": "a", "tag": ["x", "y"]}, {"id": "b", "tag": ["y"]}]}

    def test_a_pointer_names_values(self):
        self.assertEqual(values_at(self.document, "/total"), [2])
        self.assertEqual(values_at(self.document, "/entry/*/id"), ["a", "b"])
        self.assertEqual(values_at(self.document, "/entry/1/tag/0"), ["y"])
        self.assertEqual(values_at(self.document, "/entry/9/tag"), [])
        self.assertEqual(values_at(self.document, ""), [self.document])
        self.assertEqual(values_at({"a/b": {"~": 1}}, "/a~1b/~0"), [1])

    def test_a_pattern_object_fits_a_bigger_one(self):
        self.assertTrue(fits({"id": "a"}, {"id": "a", "more": 1}))
        self.assertFalse(fits({"id": "a", "more": 1}, {"id": "a"}))

    def test_a_pattern_array_fits_in_any_order(self):
        self.assertTrue(fits(["y", "x"], ["x", "y", "z"]))
        self.assertFalse(fits(["y", "q"], ["x", "y"]))

    def test_truth_is_not_a_number(self):
        self.assertFalse(fits(1, True))
        self.assertFalse(fits("1", 1))

    def test_patterns_of_text(self):
        self.assertTrue(fits({"$matches": "^W/"}, 'W/"1"'))
        self.assertTrue(fits({"$starts": "20"}, "201 Created"))
        self.assertTrue(fits({"$in": ["C", "E"]}, "E"))
        self.assertFalse(fits({"$matches": "1"}, None))

    def test_rules_hold_or_say_what_was_found(self):
        held = [{"at": "/total", "is": 2}, {"at": "/entry/*/tag", "every": ["y"]}, {"at": "/entry/*/id", "some": "b"},
                {"at": "/entry/*/tag/*", "some": "y", "times": 2}, {"at": "/entry/*/id", "none": "c"}, {"at": "/entry/*", "count": 2},
                {"at": "/entry/*/id", "list": ["a", "b"]}]
        for rule in held:
            self.assertIsNone(check(self.document, rule), rule)
        broken = [{"at": "/total", "is": 3}, {"at": "/absent", "is": 2}, {"at": "/absent/*", "every": 1}, {"at": "/entry/*/tag", "every": ["x"]},
                  {"at": "/entry/*/id", "some": "c"}, {"at": "/entry/*/tag/*", "some": "y", "times": 3}, {"at": "/entry/*/id", "none": "a"},
                  {"at": "/entry/*", "count": 1}, {"at": "/entry/*/id", "list": ["b", "a"]}]
        for rule in broken:
            self.assertIn(rule["at"], check(self.document, rule)[0], rule)

    def test_variables_are_filled_in(self):
        variables = {"id": "7", "body": {"ref": "Task/${id}"}}
        self.assertEqual(fill({"a": "Task/${id}", "b": "${body}", "c": 3}, variables, NOW), {"a": "Task/7", "b": {"ref": "Task/7"}, "c": 3})
        self.assertEqual(fill(["${today}", "${today-22d}", "${now}"], {}, NOW), ["2026-11-22", "2026-10-31", "2026-11-22T14:05:33Z"])
        with self.assertRaises(KeyError):
            fill("${absent}", {}, NOW)


class Stub(http.server.BaseHTTPRequestHandler):
    """Answers what it was asked, with an ETag; 401 without a token where the path says secret."""
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self):
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        refused = "secret" in self.path and "Authorization" not in self.headers
        body = json.dumps({"path": self.path, "method": self.command, "token": self.headers.get("Authorization"),
                           "type": self.headers.get("Content-Type"), "sent": json.loads(sent) if sent else None}).encode()
        self.send_response(401 if refused else 200)
        self.send_header("ETag", 'W/"3"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PATCH = answer


class Runner(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.certificates = pathlib.Path(cls.folder.name)
        subprocess.run([ROOT / "certs/make-development-certificates", "--out", cls.certificates], check=True, capture_output=True)
        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stub)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cls.certificates / "server.pem", cls.certificates / "server.key")
        cls.server.socket = context.wrap_socket(cls.server.socket, server_side=True)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()
        cls.folder.cleanup()

    def walk(self, *steps, authority=None, token_command="echo", values=None):
        scenario = {"title": "A test", "callers": {"nurse": {"role": "referrer", "organization": "Organization/x", "person": "Practitioner/y"}},
                    "values": values or {}, "steps": [{"name": f"step {number}", **step} for number, step in enumerate(steps, 1)]}
        path = pathlib.Path(self.folder.name, "scenario.json")
        path.write_text(json.dumps(scenario))
        run = subprocess.run([sys.executable, "-B", HERE / "run.py", "--base", f"https://localhost:{self.server.server_port}/fhir",
                              "--authority", authority or self.certificates / "ca.pem", "--token-command", token_command, path],
                             capture_output=True, text=True, timeout=60)
        return run.returncode, run.stdout + run.stderr

    def test_walks_and_remembers(self):
        code, said = self.walk(
            {"request": {"method": "GET", "url": "Task?code=a|b"}, "expect": {"body": [{"at": "/path", "is": "/fhir/Task?code=a%7Cb"}]},
             "capture": {"etag": {"header": "etag"}, "word": {"at": "/path", "matches": "/(Ta..)"}}},
            {"request": {"method": "PATCH", "url": "${word}/1", "headers": {"If-Match": "${etag}"}, "body": [{"op": "test"}]},
             "expect": {"headers": {"ETag": 'W/"3"'}, "body": [{"at": "/path", "is": "/fhir/Task/1"}, {"at": "/sent/0/op", "is": "test"}]}})
        self.assertEqual(code, 0, said)

    def test_the_base_itself_is_an_empty_url(self):
        code, said = self.walk({"request": {"method": "POST", "url": "", "body": "${bundle}"},
                                "expect": {"body": [{"at": "/path", "is": "/fhir"}, {"at": "/type", "is": "application/fhir+json"},
                                                    {"at": "/sent/entry", "is": []}]}}, values={"bundle": {"entry": []}})
        self.assertEqual(code, 0, said)

    def test_a_caller_has_the_token_that_the_command_prints(self):
        code, said = self.walk({"as": "nurse", "request": {"method": "GET", "url": "secret"}, "expect": {"body": [
            {"at": "/token", "is": "Bearer --role referrer --organization Organization/x --person Practitioner/y"}]}})
        self.assertEqual(code, 0, said)

    def test_a_step_without_a_caller_has_none(self):
        code, said = self.walk({"request": {"method": "GET", "url": "secret"}, "expect": {"status": 401}})
        self.assertEqual(code, 0, said)

    def test_a_failure_names_step_expectation_and_answer(self):
        code, said = self.walk({"request": {"method": "GET", "url": "Task"}}, {"request": {"method": "GET", "url": "secret"}})
        self.assertEqual(code, 1)
        self.assertIn("FAILED step 2: step 2 (as nobody: GET secret)", said)
        self.assertIn("expected: status 200", said)
        self.assertIn("got:      401", said)

    def test_a_failed_check_shows_what_was_found(self):
        code, said = self.walk({"request": {"method": "GET", "url": "Task"}, "expect": {"body": [{"at": "/method", "is": "POST"}]}})
        self.assertEqual(code, 1)
        self.assertIn('expected: /method is "POST"', said)
        self.assertIn('got:      ["GET"]', said)

    def test_what_follows_a_failure_is_not_walked(self):
        _, said = self.walk({"request": {"method": "GET", "url": "secret"}}, {"request": {"method": "GET", "url": "after"}})
        self.assertNotIn("after", said)

    def test_a_value_that_cannot_be_remembered_fails(self):
        code, said = self.walk({"request": {"method": "GET", "url": "Task"}, "capture": {"x": {"at": "/path", "matches": "Patient/(.*)"}}})
        self.assertEqual(code, 1)
        self.assertIn("/path like Patient/(.*)", said)

    def test_another_authority_is_not_trusted(self):
        with tempfile.TemporaryDirectory() as other:
            subprocess.run([ROOT / "certs/make-development-certificates", "--out", other], check=True, capture_output=True)
            code, said = self.walk({"request": {"method": "GET", "url": "Task"}}, authority=f"{other}/ca.pem")
        self.assertEqual(code, 1)
        self.assertIn("SSLCertVerificationError", said)

    def test_a_token_command_that_fails_is_named(self):
        code, said = self.walk({"as": "nurse", "request": {"method": "GET", "url": "secret"}}, token_command="false")
        self.assertEqual(code, 1)
        self.assertIn("a token from: false --role referrer", said)


class Scenarios(unittest.TestCase):
    scenarios = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in HERE.glob("*.json")}
    demo = {entry["request"]["url"] for path in (ROOT / "fhir-profiles/demo").glob("*.json")
            for entry in json.loads(path.read_text(encoding="utf-8"))["entry"]}

    def test_variables_are_known_before_they_are_used(self):
        for name, scenario in self.scenarios.items():
            known = {"run", *scenario["values"]}
            for step in scenario["steps"]:
                used = set(re.findall(r"\$\{([a-z_]+)\}", json.dumps([step.get(part) for part in ("request", "expect", "capture")])))
                self.assertLessEqual(used - {"today", "now"}, known, f"{name}: {step['name']}")
                known |= set(step.get("capture", {}))

    def test_callers_are_named_and_live_in_the_demo_region(self):
        for scenario in self.scenarios.values():
            self.assertLessEqual({step["as"] for step in scenario["steps"] if "as" in step}, set(scenario["callers"]))
            for caller in scenario["callers"].values():
                self.assertLessEqual({caller[part] for part in ("organization", "person") if part in caller}, self.demo)

    def test_what_is_referred_to_is_in_the_bundle_or_in_the_demo_region(self):
        for name, scenario in self.scenarios.items():
            text = json.dumps(scenario).replace("${service}", scenario["values"].get("service", ""))
            bundled = set(re.findall(r'"fullUrl": "([^"]+)"', text))
            for reference in re.findall(r'"reference": "([^"$]+)"', text):
                self.assertIn(reference, bundled | self.demo, name)

    def test_the_first_referral_scores_44(self):
        response = next(entry["resource"] for entry in self.scenarios["first-referral"]["values"]["submission"]["entry"]
                        if entry["resource"]["resourceType"] == "QuestionnaireResponse")
        answers = [item["answer"][0] for item in response["item"]]
        self.assertEqual(sum(int(answer["valueCoding"]["code"]) for answer in answers[:5]), 11)
        self.assertEqual(answers[5]["valueInteger"], 44)


if __name__ == "__main__":
    unittest.main()
