"""The mapping tables. A row is: code | equivalence | targets (none: unmatched) | comment (optional).

Equivalence says what the target is to the source, as R4 has it: `wider` means that the target is the wider one.
"""

BASE = "https://w3id.org/linkki/fhir"
PTV = "http://uri.suomi.fi/codelist/ptv"
GRAVITY = "http://hl7.org/fhir/us/sdoh-clinicalcare"
BSER = "http://hl7.org/fhir/us/bser"
TASK_STATUS = "http://hl7.org/fhir/task-status"


def own(name):
    """An own code system with the value set of its name."""
    return f"{BASE}/CodeSystem/{name}", f"{BASE}/ValueSet/{name}"


SERVICE_CLASSES = """
liikunta | narrower | P27.1 | The class is a part of the category.
luonto | narrower | P27.2 | The class is a part of the category.
osallisuus | narrower | P4.12 P5.16 P8.3 P8.4 P10.8 P25.6 P28.1 P28.2 | The class is a part of the category.
kulttuuri | narrower | P25.1 P25.2 P25.3 P25.5 P25.7 | The class is a part of the category.
elintavat | narrower | P5.11 P5.8 P5.7 | The class is a part of the category.
ravitsemus | narrower | P5.20 | The class is a part of the category.
neuvonta | narrower | P5.17 P4.13 P15.1 | The class is a part of the category.
"""

# name: (title, description, (source system, source value set), (target system, target value set), rows)
MAPS = {
    "hyte-category-to-service-class": (
        "Service categories to classes of the Finnish Service Catalogue",
        "The classes of services that a category gathers.",
        own("hyte-category"), (f"{PTV}/ptvserclass2", f"{BASE}/ValueSet/service-class"), SERVICE_CLASSES),
    "hyte-category-to-stiglitz": (
        "Service categories to dimensions of wellbeing",
        "The dimensions of wellbeing that services of a category foster.",
        own("hyte-category"), own("stiglitz"), """
liikunta | relatedto | health
luonto | relatedto | environment health
osallisuus | relatedto | social voice
kulttuuri | relatedto | activities education
elintavat | relatedto | health
ravitsemus | relatedto | health
neuvonta | relatedto | living-standard insecurity
"""),
    "service-class-to-theme": (
        "Classes of the Finnish Service Catalogue to themes of the service tray",
        "Under which theme a service is found.",
        (f"{PTV}/ptvserclass2", f"{BASE}/ValueSet/service-class"), own("service-theme"), """
P4.12 | wider | community
P27.2 | wider | nature
P27.1 | wider | exercise
P25.1 | wider | creativity
P10.8 | wider | income
P5.17 | wider | guidance
P5.20 | wider | nutrition-sleep
P5.7 | relatedto | mental-wellbeing
"""),
    "outcome-to-task-business-status": (
        "Outcomes of a referral to business statuses of its Task",
        "The business status that follows from the outcome of a completed referral.",
        own("outcome"), own("task-business-status"), """
joined-regular | wider | joined
joined-once | wider | joined
self-activity | wider | guided
self-care | wider | guided
onward-sote | wider | ended
onward-other | wider | ended
no-need | wider | ended
unknown | wider | ended
"""),
    "task-business-status-to-task-status": (
        "Business statuses of a referral to statuses of its Task",
        "The status that a Task has with this business status. Where several are possible, all are named.",
        own("task-business-status"), (TASK_STATUS, "http://hl7.org/fhir/ValueSet/task-status"), """
preparing | equivalent | draft
awaiting-claim | wider | requested
awaiting-response | wider | requested
acknowledged | equivalent | received
information-requested | inexact | received accepted in-progress | The status does not move while information is awaited.
assigned | equivalent | accepted
contacted | wider | in-progress
in-activity | wider | in-progress
waitlisted | wider | on-hold
paused | wider | on-hold
declined | equivalent | rejected
expired | wider | cancelled
withdrawn | wider | cancelled
consent-withdrawn | wider | cancelled
rerouted | wider | cancelled
deceased | wider | cancelled
moved-away | wider | cancelled
joined | wider | completed
guided | wider | completed
ended | wider | completed
not-fulfilled | equivalent | failed
"""),
    "task-business-status-to-gravity": (
        "Business statuses of a referral to the Task statuses of Gravity",
        "As of R4, but Gravity's SDOH Clinical Care has no received: an acknowledged Task stays requested.",
        own("task-business-status"), (TASK_STATUS, f"{GRAVITY}/ValueSet/SDOHCC-ValueSetTaskStatus"), """
preparing | equivalent | draft
awaiting-claim | wider | requested
awaiting-response | wider | requested
acknowledged | wider | requested
information-requested | inexact | requested accepted in-progress | The status does not move while information is awaited.
assigned | equivalent | accepted
contacted | wider | in-progress
in-activity | wider | in-progress
waitlisted | wider | on-hold
paused | wider | on-hold
declined | equivalent | rejected
expired | wider | cancelled
withdrawn | wider | cancelled
consent-withdrawn | wider | cancelled
rerouted | wider | cancelled
deceased | wider | cancelled
moved-away | wider | cancelled
joined | wider | completed
guided | wider | completed
ended | wider | completed
not-fulfilled | equivalent | failed
"""),
    "capacity-status-to-gravity": (
        "Capacities of a service to those of Gravity",
        "The same four codes in the code system of Gravity's SDOH Clinical Care.",
        own("capacity-status"),
        (f"{GRAVITY}/CodeSystem/SDOHCC-CodeSystemTemporaryCodes", f"{GRAVITY}/ValueSet/SDOHCC-ValueSetCapacityStatus"), """
capacity | equivalent | capacity
waitlist | equivalent | waitlist
no-capacity | equivalent | no-capacity
additional-assessment-required | equivalent | additional-assessment-required
"""),
    "bser-to-task-business-status": (
        "Business statuses of BSeR to ours",
        "BSeR 2.0's TaskBusinessStatusCS; what it tells of a scheduled event is an event here, too.",
        (f"{BSER}/CodeSystem/TaskBusinessStatusCS", f"{BSER}/ValueSet/TaskBusinessStatusVS"),
        (f"{BASE}/CodeSystem/task-business-status", None), """
2.0 | equivalent | awaiting-response
3.0 | equivalent | accepted
4.0 | equivalent | declined
5.1.1 | equivalent | booked
5.1.2 | equivalent | no-show
5.1.3 | equivalent | event-cancelled
5.1.4 | equivalent | attended
5.2 | equivalent | cancellation-requested
6.0 | equivalent | withdrawn
7.0 | narrower | joined guided ended | The outcome tells which one.
"""),
    "bars-reason-to-task-business-status": (
        "Reasons of BaRS messages to business statuses of a referral",
        "What a message of NHS Booking and Referral Standard does to the referral.",
        ("https://fhir.nhs.uk/CodeSystem/message-reason-bars", None), own("task-business-status"), """
new | relatedto | awaiting-response
update | unmatched | | The status stays as it is.
delete | relatedto | withdrawn
"""),
    "appointment-state": (
        "Finnish appointment states to FHIR's",
        "States of the national code set 1.2.246.537.6.881.",
        ("urn:oid:1.2.246.537.6.881", None),
        ("http://hl7.org/fhir/appointmentstatus", "http://hl7.org/fhir/ValueSet/appointmentstatus"), """
1 | equivalent | waitlist
2 | equivalent | proposed
3 | equivalent | booked
4 | wider | cancelled
5 | wider | cancelled
6 | wider | fulfilled
7 | wider | fulfilled
8 | equivalent | pending
9 | equivalent | noshow
10 | equivalent | checked-in
"""),
    "referral-kind-to-snomed": (
        "Kinds of welfare referral to SNOMED CT",
        "The single codes that are named for them; what SNOMED CT says of these is SNOMED International's.",
        own("referral-kind"), ("http://snomed.info/sct", None), """
wellbeing | unmatched |
exercise | equivalent | 390893007
culture | unmatched |
nature | unmatched |
lifestyle | unmatched |
advice | relatedto | 306238000
"""),
}
