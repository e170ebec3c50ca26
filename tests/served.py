"""A linkki process for tests that need a real one: started on a free port, spoken to over HTTPS."""
import atexit
import http.client
import json
import os
import pathlib
import signal
import socket
import ssl
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
SHARED = pathlib.Path(os.environ.get("LINKKI_SHARED", ROOT.parent / "shared"))  # test suites of others, never copied here
SKIPPED = 77  # CTest's SKIP_RETURN_CODE
START_SECONDS_MAX, ANSWER_SECONDS_MAX = 120, 600  # only what hangs takes so long


class Failed(Exception):
    pass


def need_shared(name):
    """The path of a file of others' suites; where it is absent the test is skipped."""
    path = SHARED / "data" / name
    if not path.exists():
        skip(f"{path} is absent; LINKKI_SHARED names the folder of others' test suites")
    return path


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(SKIPPED)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    def __init__(self, linkki, data, *settings):
        self.settings = settings  # as "limits.body_bytes_max=1048576"
        self.linkki, self.data, self.port, self.process = str(pathlib.Path(linkki).resolve()), data, free_port(), None
        subprocess.run([str(ROOT / "certs/make-development-certificates")], check=True, stdout=subprocess.DEVNULL)
        self.authority = str(ROOT / "certs/ca.pem")
        self.trust = ssl.create_default_context(cafile=self.authority)
        self.base = f"https://localhost:{self.port}/fhir"
        atexit.register(self.leave_nothing)
        self.options = []  # of serve, beside those of start()

    def command(self):
        options = [f"server.port={self.port}", f"server.public_url={self.base}", "sandbox.enabled=true",
                   f"tls.chain={ROOT}/certs/server.pem", f"tls.key={ROOT}/certs/server.key", "limits.requests_per_second_max=0",
                   "metrics.port=0", *self.settings]
        return [self.linkki, "serve", "--data", self.data] + [part for option in options for part in ("--set", option)] + self.options

    def start(self):
        self.process = subprocess.Popen(self.command(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        until = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise Failed(f"the server did not start: {self.process.stderr.read().decode()[-2000:]}")
            try:
                if self.connect().request("GET", "/health/ready")[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise Failed("the server did not answer in time")

    def leave_nothing(self):
        """A test that fails half-way leaves no server behind."""
        if self.process and self.process.poll() is None:
            self.kill()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(timeout=START_SECONDS_MAX):
            raise Failed(f"the server ended with {self.process.returncode}: {self.process.stderr.read().decode()[-2000:]}")

    def run(self, *arguments):
        done = subprocess.run([self.linkki, *arguments], capture_output=True, text=True)
        if done.returncode:
            raise Failed(f"linkki {arguments[0]} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout.strip()

    def token(self, *arguments):
        return self.run("token", "--data", self.data, *(arguments or ("--role", "tester")))

    def connect(self, token=None):
        return Connection(self, token)


class Connection:
    def __init__(self, server, token):
        self.http = http.client.HTTPSConnection("localhost", server.port, timeout=ANSWER_SECONDS_MAX, context=server.trust)
        self.token = token

    def request(self, method, path, body=None, headers=None):
        """body: bytes as they are, or a value to be sent as JSON."""
        fields = {"Content-Type": "application/fhir+json", **(headers or {})}
        if self.token:
            fields["Authorization"] = f"Bearer {self.token}"
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        self.http.request(method, path, body, fields)
        response = self.http.getresponse()
        return response.status, response.headers, response.read()
