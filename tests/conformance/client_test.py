#!/usr/bin/env python3
"""A FHIR client of others (npm fhir-kit-client, pinned in client/) against a served linkki; client/walk.js has the steps.

Usage: client_test.py LINKKI FOLDER      FOLDER takes the client's modules, once
Exit codes: 0 all went as it should, 1 not, 77 the client cannot be fetched here
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from served import Failed, Server, skip  # noqa: E402


def install(folder):
    if not shutil.which("npm") or not shutil.which("node"):
        skip("node and npm are missing")
    lock = HERE / "client/package-lock.json"
    if (folder / "package-lock.json").exists() and (folder / "package-lock.json").read_bytes() == lock.read_bytes():
        return
    with tempfile.TemporaryDirectory(dir=folder.parent) as made:
        shutil.copy(HERE / "client/package.json", made)
        shutil.copy(lock, made)
        done = subprocess.run(["npm", "ci", "--prefix", made, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
                              cwd=made, capture_output=True, text=True)
        if done.returncode:
            skip(f"npm could not fetch the client: {done.stderr.strip()[-300:]}")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(made, folder, symlinks=True)


def main():
    folder = pathlib.Path(sys.argv[2]).resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    install(folder)
    with tempfile.TemporaryDirectory() as data:
        server = Server(sys.argv[1], data)
        server.start()
        walked = subprocess.run(["node", str(HERE / "client/walk.js"), server.base, server.token()],
                                env={**os.environ, "NODE_EXTRA_CA_CERTS": server.authority, "LINKKI_CLIENT_MODULES": str(folder)})
        server.stop()
        return walked.returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failed:
        print(f"client_test: {failed}", file=sys.stderr)
        sys.exit(1)
