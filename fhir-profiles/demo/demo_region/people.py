"""Professionals and volunteers, all invented: link workers, coordinators, referrers, producers. One role each."""
from .blocks import DEMO, concept, email, own, phone, reference, rows

# key | family | given | role | organization | languages | works for (municipalities or 17)
PEOPLE = """
sari-linkki | Harjula | Sari | coordinator | linkkityo | fi sv en | 17
mikael-linkki | Nystrand | Mikael | coordinator | linkkityo | sv fi | 17
anna-linkki | Koskimäki | Anna | link-worker | linkkityo | fi sv | 905
johan-linkki | Backlöv | Johan | link-worker | linkkityo | sv fi | 905 499
leila-linkki | Hakimi | Leila | link-worker | linkkityo | fi en fa | 905
carola-linkki | Storgårdh | Carola | link-worker | linkkityo | sv fi | 598 599 440 288 893
tuomas-linkki | Ylikangas | Tuomas | link-worker | linkkityo | fi sv | 399 946
ulla-linkki | Rosenlöv | Ulla | link-worker | linkkityo | sv fi | 545 287 231 280 475
petra-hoitaja | Mäkynen | Petra | referrer | vaasa-terveysasema | fi sv | 905
henrik-laakari | Sundfors | Henrik | referrer | vaasa-terveysasema | sv fi en | 905
maija-fysio | Lehtiö | Maija | referrer | pietarsaari-terveysasema | fi sv | 598
gunilla-hoitaja | Ahlvik | Gunilla | referrer | narpio-terveysasema | sv fi | 545
elias-sosiaali | Rautaharju | Elias | referrer | sote-neuvonta | fi sv | 17
birgitta-kotihoito | Lillgäls | Birgitta | referrer | kotihoito-etela | sv fi | 545
rauni-tuottaja | Peltoharju | Rauni | producer | ketterat-seniorit | fi sv | 905
stefan-tuottaja | Bergvik | Stefan | producer | rantapolku | sv fi | 905
oksana-tuottaja | Melnyk | Oksana | producer | uudet-juuret | fi en uk | 905
inger-tuottaja | Hällfors | Inger | producer | loiste | sv fi | 598
kaj-tuottaja | Söderbro | Kaj | producer | vire | sv fi | 598
marita-tuottaja | Norrlin | Marita | producer | tuulentupa | sv fi | 545
pentti-tuottaja | Alasaari | Pentti | producer | majakkatupa | fi | 905
"""


def practitioner(position, key, family, given, languages):
    return {"resourceType": "Practitioner", "id": key,
            "identifier": [{"system": f"{DEMO}/person", "value": key}], "active": True,
            "name": [{"use": "official", "text": f"{given} {family}", "family": family, "given": [given]}],
            "telecom": [phone(f"+358 6 000 2{position:03d}"), email(key)],
            "communication": [concept("urn:ietf:bcp:47", code) for code in languages.split()]}


def practitioner_role(position, key, role, organization, areas):
    return {"resourceType": "PractitionerRole", "id": f"{key}-rooli", "active": True,
            "practitioner": reference("Practitioner", key), "organization": reference("Organization", organization),
            "code": [own("role", role)],
            "location": [reference("Location", f"area-{code}") for code in areas.split()],
            "telecom": [phone(f"+358 6 000 2{position:03d}")]}


def organization_of(key):
    return next(row[4] for row in rows(PEOPLE) if row[0] == key)


def resources():
    people = list(enumerate(rows(PEOPLE), 1))
    return ([practitioner(position, key, family, given, languages) for position, (key, family, given, _, _, languages, _) in people]
            + [practitioner_role(position, key, role, organization, areas)
               for position, (key, _, _, role, organization, _, areas) in people])
