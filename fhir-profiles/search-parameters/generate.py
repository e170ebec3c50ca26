#!/usr/bin/env python3
"""Own search parameters, which R4 lacks: python3 fhir-profiles/search-parameters/generate.py [--check]."""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from generated import BASE, run

MUNICIPALITY = "urn:oid:1.2.246.537.6.21"
COUNTY = f"{BASE}/CodeSystem/wellbeing-county"
CASE_TYPES = ("Appointment CarePlan Communication Consent DocumentReference Encounter Flag Goal Observation QuestionnaireResponse "
              "ServiceRequest Task").split()


def own(element, name):
    return f"{element}.extension.where(url = '{BASE}/StructureDefinition/{name}')"


def covered(system):
    return own("HealthcareService.coverageArea", "area") + f".value.where(system = '{system}')"


def placed(system):
    return own("Location", "area") + f".value.where(system = '{system}')"


def of_case(resource):
    return own(resource, "case") + ".value.ofType(Identifier)"


OUTPUT_CODES = f"{BASE}/CodeSystem/task-input-output"

# resource type (of the file name), code, type, expression, description
PARAMETERS = [
    ("HealthcareService", "language", "token", "HealthcareService.communication", "A language that the service is given in"),
    ("HealthcareService", "eligibility", "token", "HealthcareService.eligibility.code", "A target group that the service is for"),
    ("HealthcareService", "life-event", "token", "HealthcareService.program", "A life event that the service is offered in"),
    ("HealthcareService", "price", "token", "HealthcareService.serviceProvisionCode", "Free, or at a cost"),
    ("HealthcareService", "accessibility", "token", "HealthcareService.characteristic", "What a visitor with a disability needs to know"),
    ("HealthcareService", "kind", "token", own("HealthcareService", "service-kind") + ".value", "Group activity, place, programme, digital service or guidance"),
    ("HealthcareService", "capacity", "token", own("HealthcareService", "capacity") + ".extension.where(url = 'status').value", "Whether the service can take clients"),
    ("HealthcareService", "verified", "date", own("HealthcareService", "last-verified") + ".value", "The day the entry was last said to be right"),
    ("HealthcareService", "municipality", "token", covered(MUNICIPALITY),
     "A municipality that the service is meant for, or that its locations lie in"),
    ("HealthcareService", "county", "token", covered(COUNTY),
     "A wellbeing services county that the service is meant for, or that its locations lie in"),
    ("HealthcareService", "near", "special", "HealthcareService.location", "How near the service's locations are, as near of Location"),
    ("Location", "municipality", "token", placed(MUNICIPALITY), "The municipality that the place lies in"),
    ("Location", "county", "token", placed(COUNTY), "The wellbeing services county that the place lies in"),
    ("Task", "answer-by", "date", own("Task", "answer-by") + ".value", "The day by which the receiver answers"),
    ("Task", "pool", "token", "Task.performerType | " + own("Task", "area") + ".value", "Who may claim it, by role, and where, by area"),
    ("Task", "support-period", "date", "Task.restriction.period", "The time of the personal support"),
    ("Task", "status-reason", "token", "Task.statusReason", "Why the Task has its status"),
    ("Task", "outcome", "token",
     f"Task.output.where(type.coding.where(system = '{OUTPUT_CODES}' and code = 'outcome').exists()).value", "How the referral ended"),
    ("Task", "output", "reference", "Task.output.value.ofType(Reference)", "What the Task led to"),
    ("ServiceRequest", "reason", "token", "ServiceRequest.reasonCode", "Why the referral was made"),
    (CASE_TYPES, "case", "token", " | ".join(of_case(resource) for resource in CASE_TYPES), "The case of a referral, by the id that the server gave it"),
]


def parameter(base, code, kind, expression, description):
    bases = base if isinstance(base, list) else [base]
    name = f"{bases[0] if len(bases) == 1 else 'referral'}-{code}"
    found = {
        "resourceType": "SearchParameter", "id": name, "url": f"{BASE}/SearchParameter/{name}", "version": "0.1.0",
        "name": "".join(part[0].upper() + part[1:] for part in name.split("-")), "status": "active", "date": "2026-11-22",
        "publisher": "Linkki", "description": description, "code": code, "base": bases, "type": kind,
        "expression": expression, "xpathUsage": "normal"}
    if kind == "reference":
        found["target"] = ["Appointment", "Communication", "DocumentReference", "HealthcareService", "Observation", "Procedure",
                           "QuestionnaireResponse", "ServiceRequest", "Task"]
    return found


if __name__ == "__main__":
    resources = [parameter(*row) for row in PARAMETERS]
    run(HERE, {f"SearchParameter-{resource['id']}.json": resource for resource in resources})
