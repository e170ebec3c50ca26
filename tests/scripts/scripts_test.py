#!/usr/bin/env python3
"""The scripts: each explains itself, refuses what it does not know, and makes the certificates it promises."""

import os
import pathlib
import shutil
import stat
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[2]
SCRIPTS = ["server/run", "server/install", "tests/run", "tests/fuzz", "tests/tidy", "tests/format", ".ci/run", "certs/make-development-certificates",
           "fhir-profiles/compile", "fhir-profiles/package"]


def run(*command):
    return subprocess.run([ROOT / command[0], *command[1:]], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          timeout=60)


class Scripts(unittest.TestCase):
    def test_each_explains_itself(self):
        for script in SCRIPTS:
            with self.subTest(script):
                done = run(script, "--help")
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn("Usage: " + script, done.stdout)

    def test_each_refuses_an_unknown_option(self):
        for script in SCRIPTS:
            with self.subTest(script):
                self.assertEqual(run(script, "--no-such-option").returncode, 2)

    def test_an_option_without_its_value_is_refused(self):
        for command in (["server/run", "--port"], ["server/run", "--data", ""], ["tests/run", "--only"],
                        ["certs/make-development-certificates", "--host"]):
            with self.subTest(command):
                done = run(*command)
                self.assertEqual(done.returncode, 2)
                self.assertIn("needs a value", done.stderr)

    def test_a_wrong_value_is_refused(self):
        for command in (["server/run", "--port", "99999"], ["server/run", "--public-url", "ftp://x"],
                        ["tests/run", "--seeds", "many"],
                        ["tests/fuzz", "--seconds", "many"], ["tests/fuzz", "no_such_fuzzer"]):
            with self.subTest(command):
                self.assertEqual(run(*command).returncode, 2)

    def test_packages_are_listed_once(self):
        lines = [line for line in (ROOT / "server/packages").read_text().splitlines()
                 if line and not line.startswith(("#", "["))]
        self.assertEqual(sorted(lines), sorted(set(lines)))


@unittest.skipUnless(shutil.which("openssl"), "openssl is not installed")
class Certificates(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def make(self, *options):
        done = run("certs/make-development-certificates", "--out", str(self.folder), *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def openssl(self, *arguments):
        return subprocess.run(["openssl", *arguments], capture_output=True, text=True, cwd=self.folder).stdout

    def test_server_and_client_are_issued_by_the_authority(self):
        self.make()
        for name, purpose in (("server", "sslserver"), ("client", "sslclient")):
            self.assertIn("OK", self.openssl("verify", "-CAfile", "ca.pem", "-purpose", purpose, f"{name}.pem"))

    def test_the_server_names_this_machine_and_each_host(self):
        self.make("--host", "linkki.example.fi", "--host", "192.0.2.7")
        names = self.openssl("x509", "-in", "server.pem", "-noout", "-ext", "subjectAltName")
        for name in ("DNS:localhost", "IP Address:127.0.0.1", "0:0:0:0:0:0:0:1", "DNS:linkki.example.fi", "192.0.2.7"):
            self.assertIn(name, names)

    def test_keys_are_for_their_owner_alone(self):
        self.make()
        for name in ("ca.key", "server.key", "client.key"):
            self.assertEqual(stat.S_IMODE(os.stat(self.folder / name).st_mode), 0o600)

    def test_what_is_good_is_kept(self):
        self.make()
        before = {path.name: path.read_bytes() for path in self.folder.iterdir()}
        self.assertEqual(self.make(), "")
        self.assertEqual(before, {path.name: path.read_bytes() for path in self.folder.iterdir()})

    def test_a_new_host_makes_a_new_server_certificate_of_the_same_authority(self):
        self.make()
        authority = (self.folder / "ca.pem").read_bytes()
        self.assertIn("server.pem", self.make("--host", "linkki.example.fi"))
        self.assertEqual(authority, (self.folder / "ca.pem").read_bytes())

    def test_a_lost_key_is_replaced(self):
        self.make()
        (self.folder / "client.key").unlink()
        self.assertIn("client.pem", self.make())

    def test_those_who_ask_at_once_share_one_set(self):
        command = [str(ROOT / "certs/make-development-certificates"), "--out", str(self.folder)]
        asking = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
        made = [process.communicate()[0] for process in asking]
        self.assertEqual([process.returncode for process in asking], [0] * 4)
        self.assertEqual(sum(text.count("made ") for text in made), 3, made)

    def test_a_host_that_is_no_name_is_refused(self):
        done = run("certs/make-development-certificates", "--out", str(self.folder), "--host", "a,DNS:b")
        self.assertEqual(done.returncode, 2)


if __name__ == "__main__":
    unittest.main()
