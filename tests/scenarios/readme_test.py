#!/usr/bin/env python3
"""Types in what the README's first referral says, command by command, against a server with the demo region.

Usage: readme_test.py LINKKI      exit codes: 0 it does what it says, 1 it does not
"""
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from served import ROOT, Failed, Server  # noqa: E402

README_BASE = "https://localhost:8443/fhir"


def commands():
    """The shell blocks of the section, in their order."""
    text = (ROOT / "README.md").read_text()
    section = re.search(r"^## A first referral.*?(?=^## )", text, re.S | re.M)
    blocks = re.findall(r"^```sh\n(.*?)^```", section.group(), re.S | re.M)
    if len(blocks) < 5 or README_BASE not in blocks[0]:
        raise Failed("README.md has no first referral any more; this test reads its blocks")
    return "set -euo pipefail\n" + "\n".join(blocks)


def folder_like_ours(folder, server):
    """Where the README's relative paths lead to this server's."""
    (folder / "build/release/server").mkdir(parents=True)
    (folder / "build/release/server/linkki").symlink_to(server.linkki)
    (folder / "certs").symlink_to(ROOT / "certs")
    (folder / "data").symlink_to(server.data)


def check(said):
    faults = re.findall(r'"severity": ?"(?:error|fatal)"', said)
    if len(faults) != 1 or "version-conflict" not in said:
        raise Failed(f"the second claim alone is refused, but {len(faults)} faults were told:\n{said}")
    for expected in ('"status": "completed"', '"code": "joined-regular"', '"resourceType": "AuditEvent"'):
        if expected not in said:
            raise Failed(f"{expected} is nowhere in the answers:\n{said}")


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        (folder / "store").mkdir()
        server = Server(sys.argv[1], str(folder / "store"))
        server.start()
        importer = server.token("--role", "importer", "--organization", "Organization/pohjanmaa")
        demo = [str(path) for path in sorted((ROOT / "fhir-profiles/demo").glob("0*.json"))]
        server.run("import", "--data", server.data, "--url", server.base, "--authority", server.authority, "--token", importer,
                   "--moments", *demo)
        folder_like_ours(folder, server)
        script = commands().replace(README_BASE, server.base)
        typed = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, timeout=300)
        if typed.returncode:
            raise Failed(f"a command ended with {typed.returncode}:\n{typed.stdout}{typed.stderr}")
        check(typed.stdout)
        server.stop()
        print("the README's first referral does what it says")


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        print(f"readme_test: {failed}", file=sys.stderr)
        sys.exit(1)
