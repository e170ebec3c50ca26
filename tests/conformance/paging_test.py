#!/usr/bin/env python3
"""Walks searches and histories page by page while others write: each resource once, as it was at the first page.

Writers create, change (also what is searched and sorted by) and delete all the while. A search shows every resource
that matched when it began, once, in its version of then, and none of what came later; its total stays. A history
shows every version that was there when it began, once, newest first.

Usage: paging_test.py LINKKI       exit codes: 0 all hold, 1 one does not
LINKKI_ROUNDS: how often all of them are walked (3)
"""
import collections
import json
import os
import pathlib
import random
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from served import Failed, Server  # noqa: E402

PATIENTS, CREATED_MAX, WRITERS, WRITES_A_PAGE, PAGES_MAX = 240, 1_000, 2, 4, 500
ROUNDS = int(os.environ.get("LINKKI_ROUNDS", "3"))
SEARCHES = ("Patient?_count=7", "Patient?family=Paged&_count=11&_sort=birthdate", "Patient?family=Paged&_count=13&_sort=-family",
            "Patient?gender=female&_count=5&_sort=-_lastUpdated", "Patient?birthdate=ge1950&_count=17",
            "Patient?family=Paged&_count=10&_include=Patient:organization", "Patient?family=Paged&_summary=true&_count=50")
HISTORIES = ("Patient/_history?_count=19", "_history?_count=70&_since={}", "Patient/p0/_history?_count=2")


def patient(name):
    return {"resourceType": "Patient", "id": name, "gender": random.choice(("female", "male")), "birthDate": f"{random.randint(1930, 2000)}",
            "name": [{"family": random.choice(("Paged", "Paged", "Other"))}], "managingOrganization": {"reference": "Organization/paged"}}


class Client:
    def __init__(self, server, token):
        self.connection, self.on_page = server.connect(token), lambda: None

    def send(self, wanted, method, path, body=None):
        status, _, text = self.connection.request(method, path, body)
        if status not in wanted:
            raise Failed(f"{method} {path}: {status} {text[:500]}")
        return json.loads(text) if text else None

    def pages(self, path):
        path = "/fhir/" + path
        for _ in range(PAGES_MAX):
            bundle = self.send((200,), "GET", path)
            self.on_page()
            yield bundle
            links = {link["relation"]: link["url"] for link in bundle["link"]}
            if "next" not in links:
                return
            path = "/fhir" + links["next"].split("/fhir", 1)[1]
        raise Failed(f"{path}: more than {PAGES_MAX} pages")


class Writers:
    """Threads that change patients for as long as the block runs, so many for each page that `reader` gets: however slow the
    server is, the pages have an end. A fault of theirs fails the test."""

    def __init__(self, server, token, reader):
        self.over, self.faults, self.written = threading.Event(), [], 0
        self.reader, self.due = reader, threading.Semaphore(0)
        clients = [Client(server, token) for _ in range(WRITERS)]
        self.threads = [threading.Thread(target=self.run, args=(client, number)) for number, client in enumerate(clients)]

    def run(self, client, number):
        mine = [f"p{i}" for i in range(number, PATIENTS, WRITERS)]
        try:
            while not self.over.is_set():
                if not self.due.acquire(timeout=0.1):
                    continue
                name = random.choice(mine)
                if random.random() < 0.2:
                    client.send((204,), "DELETE", f"/fhir/Patient/{name}")
                client.send((200, 201), "PUT", f"/fhir/Patient/{name}", patient(name))
                if self.written < CREATED_MAX:
                    client.send((201,), "POST", "/fhir/Patient", {**patient(""), "id": "ignored"})
                self.written += 1
        except Failed as fault:
            self.faults.append(fault)

    def __enter__(self):
        self.reader.on_page = lambda: self.due.release(WRITES_A_PAGE)
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.reader.on_page = lambda: None
        self.over.set()
        for thread in self.threads:
            thread.join()
        if self.faults:
            raise self.faults[0]


def matches(bundle):
    return [entry["resource"] for entry in bundle.get("entry", []) if entry["search"]["mode"] == "match"]


def sorted_by(path, resources):
    key = {"_sort=birthdate": lambda one: one["birthDate"], "_sort=-_lastUpdated": lambda one: one["meta"]["lastUpdated"]}
    for name, of in key.items():
        if name in path.split("&"):
            values = [of(one) for one in resources]
            return values == sorted(values, reverse=name.startswith("_sort=-"))
    return True


def walk_search(client, path):
    """The pages of one search agree with its first one."""
    pages = list(client.pages(path))
    found = [one for bundle in pages for one in matches(bundle)]
    twice = [name for name, count in collections.Counter(one["id"] for one in found).items() if count > 1]
    if twice:
        raise Failed(f"{path}: {twice[:5]} stand twice")
    totals = {bundle["total"] for bundle in pages}
    if totals != {len(found)}:
        raise Failed(f"{path}: totals {sorted(totals)}, but {len(found)} resources on {len(pages)} pages")
    begun = pages[0]["meta"]["lastUpdated"]
    later = [one["id"] for one in found if one["meta"]["lastUpdated"] > begun]
    if later:
        raise Failed(f"{path}: {later[:5]} are newer than the first page ({begun})")
    if "gender=female" in path and any(one["gender"] != "female" for one in found):
        raise Failed(f"{path}: not all are female")
    if not sorted_by(path, found):
        raise Failed(f"{path}: not in order over all pages")
    for bundle in pages:
        if "_include" in path and matches(bundle) and sum(entry["search"]["mode"] == "include" for entry in bundle["entry"]) != 1:
            raise Failed(f"{path}: a page does not include the organisation once")
    return len(pages)


def walk_history(client, path, before):
    """Every version of `before` is there once; what came later may stand before them."""
    entries = [entry for bundle in client.pages(path) for entry in bundle.get("entry", [])]
    seen = [(entry["fullUrl"].split("/fhir/")[1], entry["response"]["etag"]) for entry in entries]
    twice = [name for name, count in collections.Counter(seen).items() if count > 1]
    if twice:
        raise Failed(f"{path}: {twice[:5]} stand twice")
    missing = before - set(seen)
    if missing:
        raise Failed(f"{path}: {len(missing)} versions are missing, such as {sorted(missing)[0]}")
    times = [entry["response"]["lastModified"] for entry in entries]
    if times != sorted(times, reverse=True):
        raise Failed(f"{path}: not newest first")
    return set(seen)


def main():
    with tempfile.TemporaryDirectory() as data:
        server = Server(sys.argv[1], data)
        server.start()
        token = server.token()
        client = Client(server, token)
        organization = {"resourceType": "Organization", "id": "paged", "name": "Paged"}
        begun = client.send((201,), "PUT", "/fhir/Organization/paged", organization)["meta"]["lastUpdated"]
        for i in range(PATIENTS):
            client.send((201,), "PUT", f"/fhir/Patient/p{i}", patient(f"p{i}"))
        with Writers(server, token, client) as writers:
            pages = sum(walk_search(client, path) for _ in range(ROUNDS) for path in SEARCHES)
        versions = 0
        for path in (path.format(begun) for path in HISTORIES):
            before = walk_history(client, path, set())
            with Writers(server, token, client):
                walk_history(client, path, before)
            versions += len(before)
        server.stop()
        server.run("verify", "--data", data)
        print(f"{pages} pages of searches, while {writers.written} times others wrote, and histories of {versions} versions: each once, as at the first page")


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        print(f"paging_test: {failed}", file=sys.stderr)
        sys.exit(1)
