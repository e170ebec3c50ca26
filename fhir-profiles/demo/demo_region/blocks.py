"""The small pieces of FHIR that every table uses, and the moments of the demo.

Moments are relative to the day of loading: day(-14) is the date fourteen days before it, at(-14, "09:30") an instant of that day.
The loader replaces {{today-14d}} before it sends the Bundle.
"""
from generated import BASE, translations

DEMO = "https://w3id.org/linkki/demo"
PTV = "http://uri.suomi.fi/codelist/ptv"
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
MUNICIPALITY = "urn:oid:1.2.246.537.6.21"
COUNTY_CODE = "17"

MUNICIPALITIES = {
    "231": ("Kaskinen", "Kaskö"), "280": ("Korsnäs", "Korsnäs"), "287": ("Kristiinankaupunki", "Kristinestad"),
    "288": ("Kruunupyy", "Kronoby"), "399": ("Laihia", "Laihela"), "440": ("Luoto", "Larsmo"), "475": ("Maalahti", "Malax"),
    "499": ("Mustasaari", "Korsholm"), "545": ("Närpiö", "Närpes"), "598": ("Pietarsaari", "Jakobstad"),
    "599": ("Pedersören kunta", "Pedersöre"), "893": ("Uusikaarlepyy", "Nykarleby"), "905": ("Vaasa", "Vasa"), "946": ("Vöyri", "Vörå"),
}


def rows(table):
    """The cells of a table in text: a row a line, | between cells."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def day(offset=0):
    return "{{today}}" if offset == 0 else f"{{{{today{offset:+d}d}}}}"


def at(offset, time="09:00"):
    return f"{day(offset)}T{time}:00Z"


def coding(system, code, display=None):
    found = {"system": system, "code": code}
    if display:
        found["display"] = display
    return found


def concept(system, code, display=None):
    return {"coding": [coding(system, code, display)]}


def own_coding(system, code):
    return coding(f"{BASE}/CodeSystem/{system}", code)


def own(system, code):
    return {"coding": [own_coding(system, code)]}


def extension(name, **value):
    return {"url": f"{BASE}/StructureDefinition/{name}", **value}


def complex_extension(name, *parts):
    return {"url": f"{BASE}/StructureDefinition/{name}", "extension": [{"url": part, **value} for part, value in parts]}


def area(code):
    """A municipality, or the county by its two digits."""
    if code == COUNTY_CODE:
        return extension("area", valueCoding=own_coding("wellbeing-county", code))
    return extension("area", valueCoding=coding(MUNICIPALITY, code, MUNICIPALITIES[code][0]))


def reference(resource_type, key):
    return {"reference": f"{resource_type}/{key}"}


def text(name, fi, sv, en=None, value_type="valueString"):
    """The element and its translations: Finnish is the main text."""
    return {name: fi, f"_{name}": translations(value_type, sv=sv, en=en)}


def phone(number):
    return {"system": "phone", "value": number, "use": "work"}


def email(local, domain="example.fi"):
    return {"system": "email", "value": f"{local}@{domain}", "use": "work"}


def without_empty(resource):
    """Drops what a table left open: FHIR knows no null, no empty list, no empty text."""
    if isinstance(resource, dict):
        kept = {key: without_empty(value) for key, value in resource.items()}
        return {key: value for key, value in kept.items() if value not in (None, "", [], {})}
    if isinstance(resource, list):
        return [value for value in map(without_empty, resource) if value not in (None, "", [], {})]
    return resource


def provenance(name, resources):
    """Who brought the file in: an importer has to say where its data come from."""
    return {
        "resourceType": "Provenance", "id": f"demo-{name}",
        "target": [reference(resource["resourceType"], resource["id"]) for resource in resources],
        "recorded": at(-1, "00:00"),
        "activity": concept(f"{TERMINOLOGY}/v3-DataOperation", "CREATE"),
        "agent": [{"type": concept(f"{TERMINOLOGY}/provenance-participant-type", "enterer"),
                   "who": reference("Organization", "pohjanmaa")}],
        "entity": [{"role": "source", "what": {"identifier": {"system": DEMO, "value": name}, "display": "Linkki demo region"}}]}


def bundle(name, resources):
    resources = [without_empty(resource) for resource in resources]
    return {"resourceType": "Bundle", "id": f"demo-{name}", "type": "transaction", "entry": [
        {"fullUrl": f"{DEMO}/{resource['resourceType']}/{resource['id']}", "resource": resource,
         "request": {"method": "PUT", "url": f"{resource['resourceType']}/{resource['id']}"}}
        for resource in [*resources, provenance(name, resources)]]}
