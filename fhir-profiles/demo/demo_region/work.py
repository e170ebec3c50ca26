"""What happens after a referral is claimed: contacts, goals and plans, visits, support, feedback, follow-up."""
import base64

from . import case
from .blocks import TERMINOLOGY, at, coding, concept, day, extension, own, own_coding, reference

CASE_CLOSED = ("completed", "failed", "cancelled")


def belongs(row):
    return extension("case", valueReference=case.request(row))


def contact_attempts(row):
    return [{"resourceType": "Communication", "id": case.name(row, f"yhteys-{number}"),
             "extension": [extension("contact-result", valueCoding=own_coding("contact-result", result))],
             "basedOn": [case.request(row)], "partOf": [case.task(row)],
             "status": "completed" if result == "reached" else "not-done",
             "category": [own("task-code", "client-contact")], "medium": [own("contact-channel", channel)],
             "subject": case.subject(row), "sent": at(-days, "10:15"), "recipient": [case.subject(row)], "sender": case.role(row.owner)}
            for number, (days, channel, result) in enumerate(row.attempts, 1)]


def goal(row):
    open_case = row.state not in CASE_CLOSED
    return [{"resourceType": "Goal", "id": case.name(row, "tavoite"), "extension": [belongs(row)],
             "lifecycleStatus": "active" if open_case else "completed",
             "achievementStatus": concept(f"{TERMINOLOGY}/goal-achievement", row.achieved),
             "description": {"text": row.goal}, "subject": case.subject(row), "startDate": day(-row.attempts[-1][0]),
             "expressedBy": case.subject(row)}] if row.goal else []


def steps(row):
    """The steps agreed on: child referrals, or the one activity of a case that has got so far."""
    if row.children:
        return [{"reference": reference("ServiceRequest", case.name(row, f"osa-{number}"))} for number, _ in enumerate(row.children, 1)]
    if row.business not in ("in-activity", "joined", "guided"):
        return []
    return [{"detail": {"kind": "ServiceRequest", "status": "completed" if row.state in CASE_CLOSED else "in-progress",
                        "performer": [reference("HealthcareService", row.activity or row.service)]}}]


def care_plan(row):
    if not row.goal or not steps(row):
        return []
    return [{"resourceType": "CarePlan", "id": case.name(row, "suunnitelma"), "extension": [belongs(row)],
             "status": "completed" if row.state in CASE_CLOSED else "active", "intent": "plan", "subject": case.subject(row),
             "period": {"start": day(-row.attempts[-1][0])}, "author": case.role(row.owner),
             "goal": [reference("Goal", case.name(row, "tavoite"))], "activity": steps(row)}]


def visits(row):
    key = row.service or row.activity
    return [{"resourceType": "Appointment", "id": case.name(row, f"kaynti-{number}"), "status": status,
             "start": at(-days, "11:00"), "end": at(-days, "12:00"), "created": at(-max(days, case.changed(row)) - 3, "09:00"),
             "basedOn": [case.request(row)],
             "participant": [{"actor": case.subject(row), "status": "accepted"},
                             {"actor": reference("HealthcareService", key), "status": "accepted"}]}
            for number, (days, status) in enumerate(row.visits, 1)]


def feedback(row):
    if not row.feedback:
        return []
    title = {"fi": "Palaute lähettäjälle", "sv": "Återkoppling till remittenten"}
    language = "sv" if case.first_language(row) == "sv" else "fi"
    return [{"resourceType": "DocumentReference", "id": case.name(row, "palaute"), "language": language, "status": "current", "docStatus": "final",
             "type": {"coding": [coding("http://loinc.org", "11488-4")]}, "category": [own("case-part", "feedback")],
             "subject": case.subject(row), "date": at(-case.changed(row), "13:00"), "author": [case.role(row.owner)],
             "custodian": reference("Organization", case.receiver(row)), "description": title[language],
             "content": [{"attachment": {"contentType": "text/plain; charset=utf-8", "language": language,
                                         "data": base64.b64encode(row.feedback.encode()).decode(), "title": title[language],
                                         "creation": at(-case.changed(row), "13:00")}}],
             "context": {"related": [case.request(row), case.task(row)]}}]


def follow_up(row):
    """An own task, three months or an agreed time after the end; done when its day is past."""
    if row.follow_up is None:
        return []
    done = row.follow_up < 0
    return [{"resourceType": "Task", "id": case.name(row, "seuranta"), "partOf": [case.task(row)],
             "status": "completed" if done else "ready", "intent": "order", "code": own("task-code", "follow-up"),
             "focus": case.request(row), "for": case.subject(row), "authoredOn": at(-case.changed(row), "13:05"),
             "lastModified": at(row.follow_up if done else -case.changed(row), "13:05"),
             "requester": case.role(row.owner), "owner": case.role(row.owner),
             "restriction": {"period": {"end": day(row.follow_up)}},
             "output": [{"type": own("task-input-output", "still-attending"), "valueBoolean": True}] if done else []}]


def support(row):
    """Threshold support as child requests; a Kaiku Card is valid for twelve months."""
    return [{"resourceType": "ServiceRequest", "id": case.name(row, f"tuki-{code}"), "extension": [belongs(row)],
             "basedOn": [case.request(row)], "status": "active" if code == "kaikukortti" else "completed", "intent": "filler-order",
             "category": [own("hyte-category", "kulttuuri" if code == "kaikukortti" else "osallisuus")],
             "code": own("threshold-support", code), "subject": case.subject(row),
             "occurrencePeriod": {"start": day(-case.changed(row)),
                                  "end": day(364 - case.changed(row)) if code == "kaikukortti" else day(-case.changed(row))},
             "authoredOn": at(-case.changed(row), "12:00"), "requester": case.role(row.owner),
             "performer": [reference("Organization", case.LINK_WORK)],
             "reasonCode": [case.reason(row.reasons.split()[0])]} for code in row.support]


def questions(row):
    child = {"resourceType": "Task", "partOf": [case.task(row)], "status": "requested", "intent": "order", "focus": case.request(row),
             "for": case.subject(row), "authoredOn": at(-case.changed(row), "09:30"), "lastModified": at(-case.changed(row), "09:30")}
    found = []
    if row.question:
        found.append({**child, "id": case.name(row, "kysymys"), "code": own("task-code", "information-request"),
                      "requester": case.role(row.owner), "owner": case.role(row.sender),
                      "input": [{"type": own("task-input-output", "question"), "valueString": row.question}]})
    if row.abort:
        found.append({**child, "id": case.name(row, "peruutus"), "code": concept("http://hl7.org/fhir/CodeSystem/task-code", "abort"),
                      "focus": case.task(row), "reasonCode": {**own("status-reason", "moved"), "text": row.abort},
                      "requester": case.role(row.sender), "owner": case.role(row.owner)})
    return found


def resources(row):
    return [resource for part in (contact_attempts, goal, care_plan, visits, feedback, follow_up, support, questions) for resource in part(row)]
