"""What one row of the referral table means: who and what its resources point to, and their ids."""
from . import clients, people, service_table
from .blocks import PTV, coding, concept, own, reference

SERVICES = {row.key: row for row in service_table.ROWS}
LINK_WORK = "linkkityo"
HIDDEN = "marianne"


def name(row, part=""):
    """lahete-07, lahete-07-goal …: ids tell nothing about the person."""
    return f"lahete-{row.position:02d}" + (f"-{part}" if part else "")


def role(key):
    return reference("PractitionerRole", f"{key}-rooli")


def request(row):
    return reference("ServiceRequest", name(row))


def task(row):
    return reference("Task", name(row))


def subject(row):
    return clients.reference_to(row.client)


def changed(row):
    return row.sent if row.changed is None else row.changed


def receiver(row):
    """The organisation that the referral goes to."""
    return SERVICES[row.service].organization if row.service else LINK_WORK


def in_pool(row):
    return not row.service and row.client != HIDDEN


def reason(code):
    return concept(f"{PTV}/ptvelti", code) if code.startswith("KE") else own("referral-reason", code)


def municipality(row):
    return clients.find(row.client)[1]


def first_language(row):
    return clients.find(row.client)[2]


def age_band(row):
    """As of 2026: the demo need not grow older with its reader."""
    age = 2026 - int(clients.birth_date(clients.find(row.client)[0])[:4])
    bounds = ((13, "under-13"), (18, "13-17"), (30, "18-29"), (65, "30-64"), (75, "65-74"), (85, "75-84"))
    return next((band for bound, band in bounds if age < bound), "85-over")


def spoken(code):
    return {"coding": [coding("urn:ietf:bcp:47", code)]}


def sender_organization(row):
    return reference("Organization", people.organization_of(row.sender))
