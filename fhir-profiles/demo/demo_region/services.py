"""The services, as HealthcareService: service_table.py holds the rows and their texts."""
from . import organizations, service_table
from .blocks import (COUNTY_CODE, DEMO, MUNICIPALITIES, PTV, TERMINOLOGY, area, complex_extension, concept, day, email, extension, own,
                     own_coding, phone, reference, rows, text)

HOW_TO_JOIN = {
    "referral": ("Lähetteellä tai ottamalla yhteyttä linkkihenkilöön.", "Med remiss eller genom att kontakta en kontaktperson.",
                 "By referral or by contacting a link worker."),
    "open": ("Ei ilmoittautumista: tule paikalle.", "Ingen anmälan: kom på plats.", "No registration: just come along."),
    "call": ("Soita tai kirjoita järjestäjälle ennen ensimmäistä kertaa.", "Ring eller skriv till arrangören före första gången.",
             "Call or write to the organiser before the first time."),
}


def place_municipality(key):
    return next((row[1] for row in rows(organizations.PLACES) if row[0] == key), COUNTY_CODE)


def coverage(code):
    fi = MUNICIPALITIES[code][0] if code in MUNICIPALITIES else "Pohjanmaa"
    counties = [] if code == COUNTY_CODE else [area(COUNTY_CODE)]
    return {"extension": [area(code), *counties], "reference": f"Location/area-{code}", "display": fi}


def available_time(hours):
    """'tue thu 10:00-10:45; sat 12:00-14:00', or 'always'."""
    if hours == "always":
        return [{"daysOfWeek": "mon tue wed thu fri sat sun".split(), "allDay": True}]
    times = []
    for part in filter(None, (piece.strip() for piece in hours.split(";"))):
        *days, span = part.split()
        start, end = span.split("-")
        times.append({"daysOfWeek": days, "availableStartTime": f"{start}:00", "availableEndTime": f"{end}:00"})
    return times


def capacity(status, as_of, note):
    parts = [("status", {"valueCoding": own_coding("capacity-status", status)}), ("as-of", {"valueDate": day(-as_of)})]
    return complex_extension("capacity", *parts, *([("note", {"valueString": note})] if note else []))


def service(row):
    fi, sv, en = row.fi, row.sv, row.en or (None, None)
    join_fi, join_sv, join_en = HOW_TO_JOIN[row.join]
    covered = row.covers.split() or [place_municipality(row.place)]
    return {
        "resourceType": "HealthcareService", "id": row.key, "language": "fi",
        "extension": [
            extension("service-kind", valueCoding=own_coding("service-kind", row.kind)),
            extension("last-verified", valueDate=day(-row.verified)),
            capacity(row.capacity, min(row.verified, row.capacity_age), row.note),
            {**extension("how-to-join"), **text("valueMarkdown", join_fi, join_sv, join_en, "valueMarkdown")}],
        "identifier": [{"system": f"{DEMO}/service", "value": row.key}],
        "active": row.active,
        "providedBy": reference("Organization", row.organization),
        "category": [own("hyte-category", code) for code in row.categories.split()],
        "type": [concept(f"{PTV}/ptvserclass2", code) for code in row.classes.split()],
        "location": [reference("Location", row.place)] if row.place else None,
        **text("name", fi[0], sv[0], en[0]),
        **text("comment", fi[1], sv[1], en[1]),
        "telecom": [phone(f"+358 6 000 1{row.position:03d}"), email(row.key),
                    {"system": "url", "value": f"https://example.fi/{row.key}"} if row.kind == "digital-service" else None],
        "coverageArea": [coverage(code) for code in covered],
        "serviceProvisionCode": [concept(f"{TERMINOLOGY}/service-provision-conditions", row.price)],
        "eligibility": [{"code": concept(f"{PTV}/ptvkohderyhmat", code)} for code in row.groups.split()],
        "program": [concept(f"{PTV}/ptvelti", code) for code in row.events.split()],
        "characteristic": [own("accessibility", code) for code in (organizations.accessibility(row.place) if row.place else [])],
        "communication": [concept("urn:ietf:bcp:47", code) for code in row.languages.split()],
        "appointmentRequired": row.join == "referral",
        "availableTime": available_time(row.hours)}


def resources():
    return [service(row) for row in service_table.ROWS]
