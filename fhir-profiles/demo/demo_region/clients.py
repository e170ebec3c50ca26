"""Twenty invented clients. Identity codes are the official test ones or have an individual number 900 to 999, which nobody real has."""
from .blocks import DEMO, MUNICIPALITIES, MUNICIPALITY, TERMINOLOGY, coding, concept, phone, reference

FI_BASE = "https://hl7.fi/fhir/finnish-base-profiles"
CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
CENTURIES = {**dict.fromkeys("-YXWVU", 1900), **dict.fromkeys("ABCDEF", 2000), "+": 1800}

# key | identity code | family | given | municipality | postal code and city | language | other languages | note
CLIENTS = """
aino | 150348-912W | Kivisaari | Aino | 905 | 65100 Vaasa | fi | sv |
eino | 030745-9550 | Peltomaa | Eino | 905 | 65370 Vaasa | fi | |
oskar | 020516C903K | Testman | Oskar | 499 | 65610 Mustasaari | sv | fi | minor
ella | 120812A918W | Testman | Ella | 499 | 65610 Mustasaari | sv | fi | minor
birgit | 080839-9{0} | Norrgrann | Birgit | 598 | 68600 Pietarsaari | sv | |
karl | 220141-9{1} | Västerby | Karl-Erik | 545 | 64200 Närpiö | sv | |
helvi | 170936-9{2} | Ojala-Testi | Helvi | 399 | 66400 Laihia | fi | |
mirja | 051152-9{3} | Niemikoski | Mirja | 905 | 65280 Vaasa | fi | |
rolf | 111147-9{4} | Strandvik | Rolf | 475 | 66100 Maalahti | sv | fi |
amina | 230588-9{5} | Testi-Yusuf | Amina | 905 | 65370 Vaasa | so | fi en | interpreter
dmytro | 140279-9{6} | Testenko | Dmytro | 545 | 64200 Närpiö | uk | en | interpreter
jenna | 190301A9{7} | Kuusiluoto | Jenna | 905 | 65100 Vaasa | fi | en |
lukas | 071204A9{8} | Granlöf | Lukas | 598 | 68600 Pietarsaari | sv | en |
sirpa | 260665-9{9} | Hautakorpi | Sirpa | 399 | 66400 Laihia | fi | |
tor | 120158-9{10} | Bodvik | Tor | 287 | 64100 Kristiinankaupunki | sv | fi |
annika | 300974-9{11} | Lövholm | Annika | 599 | 68910 Pännäinen | sv | fi |
pekka | 091069-9{12} | Salomäki | Pekka | 946 | 66600 Vöyri | fi | sv |
veikko | 040432-9{13} | Rantasalo | Veikko | 905 | 66500 Vähäkyrö | fi | |
marianne | 250982-9{14} | Salainen-Testi | Marianne | 905 | | fi | sv | hidden
siv | 160650-9{15} | Holmgård | Siv | 893 | 66900 Uusikaarlepyy | sv | |
"""
FEMALE = "birgit helvi mirja amina jenna sirpa annika marianne siv".split()

LANGUAGES = {"fi": "suomi", "sv": "ruotsi", "en": "englanti", "so": "somali", "uk": "ukraina"}


def check_character(birth, individual):
    return CHECK_CHARACTERS[int(birth + individual) % 31]


def identity_code(pattern, key):
    """Fills an individual number (even for women, odd for men) and the check character into '080839-9{0}'."""
    if "{" not in pattern:
        return pattern
    birth, serial = pattern[:7], int(pattern[pattern.index("{") + 1:-1])
    individual = f"{920 + 2 * serial + (0 if key in FEMALE else 1)}"
    return f"{birth}{individual}{check_character(birth[:6], individual)}"


def birth_date(code):
    return f"{CENTURIES[code[6]] + int(code[4:6])}-{code[2:4]}-{code[:2]}"


def gender(code):
    return "male" if int(code[7:10]) % 2 else "female"


def rows():
    found = []
    for line in CLIENTS.strip().splitlines():
        key, pattern, *rest = [cell.strip() for cell in line.split("|")]
        found.append([key, identity_code(pattern, key), *rest])
    return found


def language(code, preferred):
    return {"language": coding_of_language(code), **({"preferred": True} if preferred else {})}


def coding_of_language(code):
    return {"coding": [coding("urn:ietf:bcp:47", code)], "text": LANGUAGES[code]}


def patient(position, key, code, family, given, municipality, city, first, others, note):
    hidden = note == "hidden"
    postal_code, _, town = city.partition(" ")
    home = [{"url": f"{FI_BASE}/StructureDefinition/municipality-code",
             "valueCoding": coding(MUNICIPALITY, municipality, MUNICIPALITIES[municipality][0])}]
    interpreter = [{"url": "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired", "valueBoolean": True}]
    return {
        "resourceType": "Patient", "id": f"asiakas-{position:02d}",
        "meta": {"security": [coding(f"{FI_BASE}/CodeSystem/fi-base-security-label-cs", "TURVAKIELTO")]} if hidden else None,
        "extension": home + (interpreter if note == "interpreter" else []),
        "identifier": [{"use": "official", "type": concept(f"{TERMINOLOGY}/v2-0203", "NNFIN"), "system": "urn:oid:1.2.246.21", "value": code}],
        "active": True,
        "name": [{"use": "official", "text": f"{given} {family}", "family": family, "given": given.split()}],
        "telecom": [{"system": "phone", "value": f"+358 50 000 {position:04d}", "use": "mobile"}],
        "gender": gender(code), "birthDate": birth_date(code),
        "address": [{"use": "home", "line": [f"Esimerkkitie {position}"], "city": town, "postalCode": postal_code, "country": "FI"}],
        "communication": [language(first, True), *(language(other, False) for other in others.split())],
        "managingOrganization": reference("Organization", "pohjanmaa")}


def guardian():
    return {
        "resourceType": "RelatedPerson", "id": "testmanin-huoltaja",
        "identifier": [{"system": f"{DEMO}/person", "value": "testmanin-huoltaja"}], "active": True,
        "patient": reference_to("oskar"), "relationship": [concept(f"{TERMINOLOGY}/v3-RoleCode", "PRN")],
        "name": [{"text": "Camilla Testman", "family": "Testman", "given": ["Camilla"]}], "telecom": [phone("+358 50 000 0100")],
        "communication": [language("sv", True)]}


def reference_to(key):
    """Ids tell nothing about the person: they stand in tasks that a whole pool may read."""
    return reference("Patient", f"asiakas-{1 + [row[0] for row in rows()].index(key):02d}")


def find(key):
    """(identity code, municipality, first language) of a client."""
    row = next(row for row in rows() if row[0] == key)
    return row[1], row[4], row[6]


def resources():
    return [patient(position, *row) for position, row in enumerate(rows(), 1)] + [guardian()]
