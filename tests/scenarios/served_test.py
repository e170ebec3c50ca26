#!/usr/bin/env python3
"""Starts a server with the demo region and walks every scenario here against it.

Usage: served_test.py LINKKI      exit codes: 0 all walked, 1 one failed (it says at which step)
"""
import pathlib
import shlex
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from served import ROOT, Failed, Server  # noqa: E402


def main():
    with tempfile.TemporaryDirectory() as data:
        server = Server(sys.argv[1], data)
        server.start()
        importer = server.token("--role", "importer", "--organization", "Organization/pohjanmaa")
        demo = [str(path) for path in sorted((ROOT / "fhir-profiles/demo").glob("0*.json"))]
        loading = ("import", "--data", data, "--url", server.base, "--authority", server.authority, "--token", importer, "--moments", *demo)
        print(server.run(*loading))
        server.run(*loading)  # a second load changes nothing
        token = f"{shlex.quote(server.linkki)} token --data {shlex.quote(data)}"
        scenarios = [str(path) for path in sorted(HERE.glob("*.json"))]
        walked = subprocess.run([sys.executable, str(HERE / "run.py"), "--base", server.base, "--authority", server.authority,
                                 "--token-command", token, *scenarios])
        server.stop()
        print(server.run("verify", "--data", data))
        return walked.returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failed:
        print(f"served_test: {failed}", file=sys.stderr)
        sys.exit(1)
