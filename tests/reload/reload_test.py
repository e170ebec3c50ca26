#!/usr/bin/env python3
"""SIGHUP to a real server: what it takes over, what it names, what a fault leaves alone; requests go on all the while.

Usage: reload_test.py LINKKI      exit codes: 0 all as it should be, 1 not (it says what)
"""
import pathlib
import signal
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from served import Failed, Server  # noqa: E402

WAIT_SECONDS_MAX = 60


def check(truth, text):
    if not truth:
        raise Failed(text)


class Reloaded:
    """A server with a configuration file and a log that is read."""

    def __init__(self, linkki, folder):
        self.server = Server(linkki, str(folder / "data"))
        self.file, self.log = folder / "linkki.toml", []
        self.write("")
        self.server.options += ["--config", str(self.file)]
        self.server.start()
        threading.Thread(target=self.read_log, daemon=True).start()

    def write(self, text):
        self.file.write_text(text)

    def read_log(self):
        for line in self.server.process.stderr:
            self.log.append(line.decode())

    def reload(self, text):
        """The lines that the server logs about it, up to the last."""
        self.write(text)
        seen = len(self.log)
        self.server.process.send_signal(signal.SIGHUP)
        until = time.monotonic() + WAIT_SECONDS_MAX
        while time.monotonic() < until:
            lines = [line for line in self.log[seen:] if "configuration-" in line]
            if lines:
                time.sleep(0.2)  # the rest of the same moment
                return [line for line in self.log[seen:] if "configuration-" in line]
            time.sleep(0.02)
        raise Failed(f"no word about the reload: {self.log}")

    def status(self, method="GET", path="/fhir/metadata", body=None, token=None):
        return self.server.connect(token).request(method, path, body)[0]


class Asking(threading.Thread):
    """One client that never stops asking on one connection."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.connection, self.stopped, self.count, self.faults = server.connect(), False, 0, []

    def run(self):
        while not self.stopped:
            try:
                status = self.connection.request("GET", "/fhir/HealthcareService?_count=1")[0]
                if status != 200:
                    self.faults.append(status)
            except OSError as fault:
                self.faults.append(fault)
                return
            self.count += 1


def main():
    with tempfile.TemporaryDirectory() as folder:
        running = Reloaded(sys.argv[1], pathlib.Path(folder))
        server = running.server
        token = server.token()
        patient = {"resourceType": "Patient", "name": [{"text": "x" * 2000}]}
        clients = [Asking(server) for _ in range(4)]
        for client in clients:
            client.start()

        check(running.status("POST", "/fhir/Patient", patient, token) == 201, "a Patient is not taken")
        lines = running.reload("limits.body_bytes_max = 1024\n")
        check(len(lines) == 1 and "configuration-reloaded" in lines[0] and 'after_restart=""' in lines[0], lines)
        check(running.status("POST", "/fhir/Patient", patient, token) == 413, "the new limit is not kept")

        lines = running.reload("limits.body_bytes_max = 4096\nserver.workers = 3\nserver.io_threads = 1\n")
        check(len(lines) == 1 and 'after_restart="server.io_threads, server.workers"' in lines[0], lines)
        check(running.status("POST", "/fhir/Patient", patient, token) == 201, "the next limit is not kept")

        lines = running.reload("limits.body_bytes_max = 1\nnonsense = 1\n\ntls.chain = 7\n")
        check(len(lines) == 3 and all("configuration-not-reloaded" in line for line in lines), lines)
        for number, key in ((1, "limits.body_bytes_max"), (2, "nonsense"), (4, "tls.chain")):
            check(any(f"{running.file}:{number}: " in line and key in line for line in lines), (number, lines))
        check(running.status("POST", "/fhir/Patient", patient, token) == 201, "a fault has changed something")

        lines = running.reload("log.format = 'json'\nlog.level = 'debug'\n")
        check(len(lines) == 1 and lines[0].startswith('{"time":'), lines)
        check("SIGHUP" in (pathlib.Path(folder) / "data/running.toml").read_text() and
              'format = "json"' in (pathlib.Path(folder) / "data/running.toml").read_text(), "running.toml is old")

        for client in clients:
            client.stopped = True
        for client in clients:
            client.join(WAIT_SECONDS_MAX)
            check(client.count > 0 and not client.faults, f"a client was harmed: {client.faults}")
        server.process.send_signal(signal.SIGTERM)
        check(server.process.wait(WAIT_SECONDS_MAX) == 0, "the server did not end well")
        print(f"reload_test: 5 reloads, {sum(client.count for client in clients)} requests meanwhile, none harmed")


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        print(f"reload_test: {failed}", file=sys.stderr)
        sys.exit(1)
