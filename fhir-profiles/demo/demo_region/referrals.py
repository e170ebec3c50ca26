"""A referral's own resources: ServiceRequest, Task, children; with consent, assessment and work they make its case."""
from . import assessments, case, clients, consents, work
from .blocks import (DEMO, MUNICIPALITIES, MUNICIPALITY, TERMINOLOGY, area, at, coding, complex_extension, concept, day, extension, own,
                     own_coding, reference)
from .referral_table import RECOMMENDATIONS, ROWS

SUPPORT_DAYS = 90
REQUEST_STATUS = {"draft": "draft", "completed": "completed", "entered-in-error": "entered-in-error"}
REVOKED = ("withdrawn", "consent-withdrawn")
GOAL = "http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal"
REPLACES = "http://hl7.org/fhir/StructureDefinition/task-replaces"


def request_status(row):
    return "revoked" if row.business in REVOKED else REQUEST_STATUS.get(row.state, "active")


def contact(row):
    parts = [("channel", {"valueCoding": own_coding("contact-channel", "phone")}), ("language", {"valueCode": case.first_language(row)})]
    parts += [("interpreter", {"valueBoolean": True})] if row.language else []
    parts += [("time", {"valueString": "Arkisin kello 10–15"})] if row.position % 3 == 0 else []
    parts += [("person", {"valueReference": reference("RelatedPerson", "testmanin-huoltaja")})] if row.client == "oskar" else []
    return complex_extension("contact", *parts)


def performer(row):
    """A named service, a pool (performerType and area), or for hidden persons a named link worker."""
    if row.service:
        return {"performer": [reference("HealthcareService", row.service)]}
    if case.in_pool(row):
        return {"performerType": own("role", "link-worker")}
    return {"performer": [case.role(row.owner)]}


def supporting_info(row):
    own_parts = [resource for resource in assessments.at_the_beginning(row)]
    found = [reference(resource["resourceType"], resource["id"]) for resource in own_parts]
    return found + ([reference("Consent", case.name(row, "suostumus"))] if row.state != "draft" else [])


def service_request(row):
    return {
        "resourceType": "ServiceRequest", "id": case.name(row),
        "extension": [extension("referral-channel", valueCoding=own_coding("referral-channel", row.channel)), contact(row),
                      *([area(case.municipality(row))] if case.in_pool(row) else []),
                      *([{"url": GOAL, "valueReference": reference("Goal", case.name(row, "tavoite"))}] if row.goal else [])],
        "identifier": [{"type": concept(f"{TERMINOLOGY}/v2-0203", "PLAC"), "system": f"{DEMO}/referral", "value": f"D-{1000 + row.position}"}],
        "status": request_status(row), "intent": "order",
        "category": [own("hyte-category", code) for code in row.categories.split()], "priority": row.priority,
        "code": own("referral-kind", row.kind), "subject": case.subject(row), "authoredOn": at(-row.sent, "08:45"),
        "requester": case.role(row.sender), **performer(row),
        "reasonCode": [case.reason(code) for code in row.reasons.split()], "supportingInfo": supporting_info(row)}


def pool_inputs(row):
    """All that a pool sees before a claim: codes, no words."""
    band, place = case.age_band(row), case.municipality(row)
    values = [("need", case.reason(code)) for code in row.reasons.split()]
    values += [("category", own("hyte-category", code)) for code in row.categories.split()]
    values += [("age-band", own("age-band", band)), ("language", case.spoken(case.first_language(row))),
               ("municipality", {"coding": [coding(MUNICIPALITY, place, MUNICIPALITIES[place][0])]})]
    return [{"type": own("task-input-output", code), "valueCodeableConcept": value} for code, value in values]


def outputs(row):
    def output(code, **value):
        return {"type": own("task-input-output", code), **value}
    found = []
    if row.outcome:
        found.append(output("outcome", valueCodeableConcept=own("outcome", row.outcome)))
        found.append(output("activity", valueReference=reference("HealthcareService", row.activity)))
        found.append(output("end-measure", valueReference=reference("Observation", case.name(row, "who-5-loppu"))) if row.who_5_end is not None
                     else output("no-end-measure", valueCodeableConcept=own("status-reason", "client-declined")))
        found.append(output("follow-up-due", valueDate=day(row.follow_up)) if row.follow_up is not None
                     else output("no-follow-up", valueCodeableConcept=own("status-reason", "client-declined")))
    elif row.activity:
        found.append(output("alternative", valueReference=reference("HealthcareService", row.activity)))
    if row.feedback:
        found.append(output("feedback", valueReference=reference("DocumentReference", case.name(row, "palaute"))))
    if row.expected is not None:
        found.append(output("expected-date", valueDate=day(row.expected)))
    return found


def owner(row):
    if row.owner:
        return case.role(row.owner)
    return reference("Organization", case.receiver(row)) if row.service and row.state != "draft" else None


def claimed_period(row):
    """The time-limited support, from the first days after the referral was taken on."""
    if not row.owner or row.state in ("requested", "received"):
        return None
    start = row.attempts[0][0] if row.attempts else case.changed(row)
    return {"start": day(-start), "end": day(SUPPORT_DAYS - start)}


def task(row):
    pool = case.in_pool(row)
    return {
        "resourceType": "Task", "id": case.name(row),
        "extension": [extension("answer-by", valueDate=day(row.answer_by - row.sent)), *([area(case.municipality(row))] if pool else [])],
        "basedOn": [case.request(row)], "status": row.state, "statusReason": own("status-reason", row.reason) if row.reason else None,
        "businessStatus": own("task-business-status", row.business) if row.business else None,
        "intent": "order", "priority": row.priority, "code": concept("http://hl7.org/fhir/CodeSystem/task-code", "fulfill"),
        "focus": case.request(row), "for": case.subject(row), "authoredOn": at(-row.sent, "08:45"),
        "lastModified": at(-case.changed(row), "14:00"), "requester": case.role(row.sender),
        "performerType": [own("role", "link-worker")] if pool else [], "owner": owner(row),
        "restriction": {"period": claimed_period(row)},
        "input": pool_inputs(row) if pool else [], "output": outputs(row)}


def replacing_task(row):
    """The Task that a rerouted one was exchanged for; the request stays the same."""
    if not row.rerouted_to:
        return []
    new = {**task(row), "id": case.name(row, "uusi"), "status": "requested", "statusReason": None,
           "businessStatus": own("task-business-status", "awaiting-response"), "authoredOn": at(-5, "14:00"), "lastModified": at(-5, "14:00"),
           "requester": case.role(row.owner), "owner": reference("Organization", case.SERVICES[row.rerouted_to].organization), "output": [], "restriction": None}
    new["extension"] = [extension("answer-by", valueDate=day(row.answer_by - 5)), {"url": REPLACES, "valueReference": case.task(row)}]
    return [new]


def children(row):
    """An indirect referral: the link worker's own order to another service."""
    found = []
    for number, key in enumerate(row.children, 1):
        part, service = f"osa-{number}", case.SERVICES[key]
        reference_to_part = reference("ServiceRequest", case.name(row, part))
        found += [
            {"resourceType": "ServiceRequest", "id": case.name(row, part), "extension": [work.belongs(row)], "basedOn": [case.request(row)],
             "status": "active", "intent": "filler-order", "category": [own("hyte-category", code) for code in service.categories.split()],
             "code": own("referral-kind", row.kind), "subject": case.subject(row), "authoredOn": at(-case.changed(row), "12:00"),
             "requester": case.role(row.owner), "performer": [reference("HealthcareService", key)],
             "reasonCode": [case.reason(code) for code in row.reasons.split()]},
            {"resourceType": "Task", "id": case.name(row, part), "extension": [extension("answer-by", valueDate=day(14 - case.changed(row)))],
             "basedOn": [reference_to_part], "partOf": [case.task(row)], "status": "requested",
             "businessStatus": own("task-business-status", "awaiting-response"), "intent": "order",
             "code": concept("http://hl7.org/fhir/CodeSystem/task-code", "fulfill"), "focus": reference_to_part, "for": case.subject(row),
             "authoredOn": at(-case.changed(row), "12:00"), "lastModified": at(-case.changed(row), "12:00"),
             "requester": case.role(row.owner), "owner": reference("Organization", service.organization)}]
    return found


def recommendation(number, client, kind, category, reason, sender, sent, service):
    return {"resourceType": "ServiceRequest", "id": f"suositus-{number:02d}", "status": "active", "intent": "proposal",
            "category": [own("hyte-category", category)], "code": own("referral-kind", kind), "subject": clients.reference_to(client),
            "authoredOn": at(-sent, "09:15"), "requester": case.role(sender), "performer": [reference("HealthcareService", service)],
            "reasonCode": [case.reason(reason)]}


def resources():
    found = []
    for row in ROWS:
        found += [consents.consent(row)] if row.state != "draft" else []
        found += assessments.at_the_beginning(row) + [service_request(row), task(row)]
        found += replacing_task(row) + children(row) + work.resources(row) + assessments.at_the_end(row)
    return found + [recommendation(number, *row) for number, row in enumerate(RECOMMENDATIONS, 1)]
