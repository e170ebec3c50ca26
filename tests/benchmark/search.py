#!/usr/bin/env python3
"""Measures searches of the release build on stores of growing size: latency alone, throughput at 64 connections against a
GET by id of the same run, and how latency grows with what does not match.

Usage: tests/benchmark/search.py [--seconds N] [--sizes N,N,...] [QUERY]...
QUERY: owner subject near observation name count words ranked chain; all by default

Needs build/release (server/run makes it) and wrk. The corpus is made of a tenth clients, a twentieth services, the rest
referrals, Tasks, answers, consents and observations, with the same seed every time. 10^6 resources take some minutes to
store and 2 GB.
"""
import argparse
import datetime
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

import run
from run import Bench, median

SIZES, ENTRIES, OFFICES = "10000,100000,1000000", 500, 200
FAMILIES = ["Virtanen", "Virta", "Korhonen", "Mäkinen", "Nieminen", "Mäkelä", "Hämäläinen", "Laine", "Heikkinen", "Koskinen",
            "Järvinen", "Lehtonen", "Lehtinen", "Saarinen", "Salminen", "Heinonen", "Niemi", "Heikkilä", "Kinnunen", "Salonen",
            "Turunen", "Salo", "Laitinen", "Tuominen", "Rantanen", "Karjalainen", "Jokinen", "Mattila", "Savolainen", "Lahtinen",
            "Ahonen", "Nyman", "Lindholm", "Johansson", "Nyström", "Backman", "Holm", "Söderholm", "Granö", "Wikström"]
GIVEN = ["Aino", "Helmi", "Eeva", "Maria", "Ingrid", "Saga", "Eino", "Väinö", "Toivo", "Karl", "Leo", "Hugo"]
CATEGORIES = ["liikunta", "luonto", "osallisuus", "kulttuuri", "elintavat", "ravitsemus", "neuvonta"]
SYSTEM = "https://w3id.org/linkki/fhir/CodeSystem/"
# Names of services: Finnish, Swedish, and what is said of them.
GROUPS = [("Tasapainoryhmä", "Balansgruppen", "Tasapainoa ja lihasvoimaa kaatumista pelkääville."),
          ("Kävelyporukka", "Promenadgruppen", "Kävellään yhdessä puistossa, sauvat saa lainaksi."),
          ("Vesijumppa", "Vattengymnastik", "Lempeää vesijumppaa lämpimässä altaassa."),
          ("Lauluilta", "Allsång", "Lauletaan tuttuja lauluja, kahvi kuuluu hintaan."),
          ("Puutarhakerho", "Trädgårdsklubben", "Hoidetaan yhteistä viljelypalstaa kaikkina vuodenaikoina."),
          ("Muistikahvila", "Minnescafé", "Muistisairaille ja heidän läheisilleen."),
          ("Kädentaitopaja", "Hantverksverkstaden", "Neulotaan, virkataan ja korjataan vaatteita."),
          ("Liikuntaneuvonta", "Motionsrådgivning", "Henkilökohtainen suunnitelma ja seuranta.")]
STATUSES = ["in-progress"] * 12 + ["requested"] * 2 + ["received", "accepted", "on-hold"] + ["completed"] * 3

# What a query is, and its bar: p50 in ms on an idle machine, throughput as a share of GET by id.
QUERIES = {
    "owner": ("Task?owner=Organization/o7&status=requested&_sort=-authored-on", 1, 0.4),
    "subject": ("ServiceRequest?subject=Patient/p77&_include=ServiceRequest:performer&_revinclude=Task:focus", 1, 0.3),
    "near": ("HealthcareService?service-category=liikunta&near=63.1%7C21.6%7C10%7Ckm&language=sv", 3, 0.15),
    "observation": ("Observation?code=69730-0&value-quantity=lt13&date=ge2026-01", 5, None),
    "name": ("Patient?family=virt&_sort=birthdate", 2, 0.3),
    "count": ("Task?status=in-progress&_summary=count", 1, None),
    "words": ("HealthcareService?_content=tasapaino", None, None),
    "ranked": ("HealthcareService?_content=tasapaino+lihasvoima&_sort=_score", None, None),
    "chain": ("Task?patient.family=virt&focus:ServiceRequest.category=luonto", 10, None),
}


def concept(system, code):
    return {"coding": [{"system": system, "code": code}]}


class Corpus:
    """Resources by number; what refers to another one finds it by its id."""

    def __init__(self, size):
        self.random, self.size = random.Random(1), size
        self.clients, self.services = size // 10, size // 20
        self.cases = (size - self.clients - 2 * self.services - OFFICES) // 5

    def resources(self):
        for number in range(OFFICES):
            yield {"resourceType": "Organization", "id": f"o{number}", "active": True, "name": f"Office {number}"}
        for number in range(self.services):
            yield self.place(number)
            yield self.service(number)
        for number in range(self.clients):
            yield self.client(number)
        for number in range(self.cases):
            yield from self.case(number)

    def place(self, number):
        return {"resourceType": "Location", "id": f"l{number}", "status": "active", "name": f"Place {number}",
                "position": {"latitude": round(self.random.uniform(60, 66), 5), "longitude": round(self.random.uniform(21, 30), 5)}}

    def service(self, number):
        languages = self.random.choice((["fi"], ["fi"], ["sv"], ["fi", "sv"]))
        finnish, swedish, comment = GROUPS[number % len(GROUPS)]
        translation = {"url": "http://hl7.org/fhir/StructureDefinition/translation",
                       "extension": [{"url": "lang", "valueCode": "sv"}, {"url": "content", "valueString": f"{swedish} {number}"}]}
        return {"resourceType": "HealthcareService", "id": f"s{number}", "language": "fi", "active": True, "name": f"{finnish} {number}",
                "_name": {"extension": [translation]}, "comment": comment,
                "providedBy": {"reference": f"Organization/o{number % OFFICES}"}, "location": [{"reference": f"Location/l{number}"}],
                "category": [concept(SYSTEM + "hyte-category", self.random.choice(CATEGORIES))],
                "communication": [concept("urn:ietf:bcp:47", one) for one in languages]}

    def client(self, number):
        return {"resourceType": "Patient", "id": f"p{number}", "gender": self.random.choice(("female", "male")),
                "birthDate": str(datetime.date(1930, 1, 1) + datetime.timedelta(self.random.randrange(30_000))),
                "name": [{"family": self.random.choice(FAMILIES), "given": [self.random.choice(GIVEN)]}]}

    def case(self, number):
        day = datetime.date(2024, 1, 1) + datetime.timedelta(self.random.randrange(1_050))
        patient, office = {"reference": f"Patient/p{self.random.randrange(self.clients)}"}, f"o{self.random.randrange(OFFICES)}"
        yield {"resourceType": "ServiceRequest", "id": f"r{number}", "status": "active", "intent": "order", "subject": patient,
               "authoredOn": str(day), "category": [concept(SYSTEM + "hyte-category", self.random.choice(CATEGORIES))],
               "reasonCode": [concept(SYSTEM + "referral-reason", "loneliness")],
               "performer": [{"reference": f"HealthcareService/s{self.random.randrange(self.services)}"}]}
        yield {"resourceType": "Task", "id": f"t{number}", "status": self.random.choice(STATUSES), "intent": "order",
               "code": concept("http://hl7.org/fhir/CodeSystem/task-code", "fulfill"), "for": patient, "authoredOn": f"{day}T10:00:00Z",
               "focus": {"reference": f"ServiceRequest/r{number}"}, "owner": {"reference": f"Organization/{office}"}}
        yield {"resourceType": "QuestionnaireResponse", "id": f"q{number}", "status": "completed", "subject": patient, "authored": str(day)}
        yield {"resourceType": "Consent", "id": f"c{number}", "status": "active", "patient": patient, "dateTime": str(day),
               "scope": concept("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"),
               "category": [concept("http://loinc.org", "59284-0")], "policyRule": concept("http://terminology.hl7.org/CodeSystem/v3-ActCode", "OPTIN")}
        yield {"resourceType": "Observation", "id": f"b{number}", "status": "final", "subject": patient, "effectiveDateTime": str(day),
               "code": concept("http://loinc.org", self.random.choice(("69730-0", "69730-0", "44261-6"))),
               "valueQuantity": {"value": self.random.randrange(26), "unit": "points", "system": "http://unitsofmeasure.org", "code": "{score}"}}


def entries_of(resources):
    return {"resourceType": "Bundle", "type": "transaction",
            "entry": [{"resource": one, "request": {"method": "PUT", "url": f"{one['resourceType']}/{one['id']}"}} for one in resources]}


class SearchBench(Bench):
    def load(self, size):
        """JSON bytes of the corpus, and the seconds it took."""
        begun, waiting, sent = time.monotonic(), [], 0
        office = ("--organization", "Organization/o0")
        self.client.token, self.token = self.server.token("--role", "importer", *office), self.server.token("--role", "tester", *office)
        for one in Corpus(size).resources():
            waiting.append(one)
            sent += len(json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode())
            if len(waiting) == ENTRIES:
                self.bring_in(waiting)
                waiting = []
        if waiting:
            self.bring_in(waiting)
        self.client.token = self.token
        return sent, time.monotonic() - begun

    def bring_in(self, resources):
        """Tasks in any state are brought in with a Provenance of where they come from."""
        source = {"resourceType": "Provenance", "recorded": "2026-01-01T00:00:00Z", "agent": [{"who": {"reference": "Organization/o0"}}],
                  "entity": [{"role": "source", "what": {"display": "benchmark"}}]}
        bundle = entries_of(resources)
        tasks = [{"reference": f"Task/{one['id']}"} for one in resources if one["resourceType"] == "Task"]
        if tasks:
            bundle["entry"].append({"resource": {**source, "target": tasks}, "request": {"method": "POST", "url": "Provenance"}})
        self.send("POST", "/fhir", bundle)

    def script(self):
        auth = self.folder / "search.lua"
        auth.write_text(f'wrk.headers["Authorization"] = "Bearer {self.token}"')
        return str(auth)

    def latency(self, url):
        """Median ms on one connection."""
        text = subprocess.run(["wrk", "-c", "1", "-t", "1", "-d", f"{self.seconds}s", "--latency", "--timeout", "10s", "-s", self.script(), url],
                              capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in text:
            sys.exit(f"benchmark: requests to {url} failed")
        value, unit = re.search(r"50%\s+([\d.]+)(us|ms|s)", text).groups()
        return float(value) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit]

    def query(self, name):
        """(p50 in ms, throughput as a share of GET by id, total of what matches)"""
        path = QUERIES[name][0]
        total = json.loads(self.send("GET", f"/fhir/{path}", None)).get("total")
        url, shares = f"{self.server.base}/{path}", []
        for _ in range(run.ROUNDS):
            one = run.wrk(f"{self.server.base}/ServiceRequest/r1", self.seconds, self.pid, self.script())[0]
            shares.append(run.wrk(url, self.seconds, self.pid, self.script())[0] / one)
        return self.latency(url), median(shares), total


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=3, help="of each measurement (3)")
    parser.add_argument("--sizes", default=SIZES, help=f"of the corpus ({SIZES})")
    parser.add_argument("queries", nargs="*", metavar="QUERY", help=" ".join(QUERIES))
    arguments = parser.parse_args()
    if unknown := set(arguments.queries) - set(QUERIES):
        parser.error(f"no query is called {', '.join(sorted(unknown))}")
    for size in map(int, arguments.sizes.split(",")):
        with tempfile.TemporaryDirectory(dir=os.environ.get("LINKKI_BENCHMARK_FOLDER")) as name:
            bench = SearchBench(pathlib.Path(name), arguments.seconds)
            try:
                before = bench.stats()["table_bytes"]
                sent, seconds = bench.load(size)
                stored = sum(bench.stats()["table_bytes"].values()) - sum(before.values())
                print(f"{size} resources: stored in {seconds:.0f} s, all tables {stored / sent:.2f} x their JSON", flush=True)
                for query in arguments.queries or QUERIES:
                    p50, share, total = bench.query(query)
                    print(f"  {query:12} {p50:8.2f} ms p50 (bar {QUERIES[query][1]}), {share:.2f} x GET by id (bar {QUERIES[query][2]}), total {total}", flush=True)
            finally:
                bench.server.stop()


if __name__ == "__main__":
    main()
