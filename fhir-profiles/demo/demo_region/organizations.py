"""The county, its units, the municipalities, invented associations; and the places where things happen.

County and municipalities have their real names; every identifier, phone number and address of theirs is invented. The associations do not exist.
Places are real; coordinates are WGS 84, good to about a kilometre.
"""
from .blocks import (COUNTY_CODE, DEMO, MUNICIPALITIES, TERMINOLOGY, area, concept, email, phone, reference, rows, text)

COUNTY = "pohjanmaa"
MUNICIPALITY_KEYS = {
    "231": "kaskinen", "280": "korsnas", "287": "kristiinankaupunki", "288": "kruunupyy", "399": "laihia", "440": "luoto",
    "475": "maalahti", "499": "mustasaari", "545": "narpio", "598": "pietarsaari", "599": "pedersore", "893": "uusikaarlepyy",
    "905": "vaasa", "946": "voyri"}

# key | fi | sv
UNITS = """
vaasa-terveysasema | Vaasan terveysasema (demo) | Vasa hälsostation (demo)
pietarsaari-terveysasema | Pietarsaaren terveysasema (demo) | Jakobstads hälsostation (demo)
narpio-terveysasema | Närpiön terveysasema (demo) | Närpes hälsostation (demo)
kotihoito-etela | Eteläisen alueen kotihoito (demo) | Hemvården i södra området (demo)
linkkityo | Pohjanmaan linkkityö (demo) | Kontaktarbetet i Österbotten (demo)
sote-neuvonta | Pohjanmaan sote-neuvonta (demo) | Österbottens social- och hälsovårdsrådgivning (demo)
"""

# key | municipality | fi | sv
ASSOCIATIONS = """
rantapolku | 905 | Rantapolku ry | Strandstigen rf
majakkatupa | 905 | Majakkatupa ry | Fyrstugan rf
ketterat-seniorit | 905 | Ketterät Seniorit ry | Pigga Seniorer rf
loiste | 598 | Kulttuuriverstas Loiste ry | Kulturverkstaden Glöd rf
uudet-juuret | 905 | Uudet Juuret ry | Nya Rötter rf
tuulentupa | 545 | Omaishoidon Tuulentupa ry | Närståendevårdens Vindstuga rf
vire | 598 | Päivätoiminta Vire ry | Dagverksamheten Vire rf
puolukka | 499 | Keittiöpiiri Puolukka ry | Kökscirkeln Lingon rf
saaristosoutajat | 499 | Saaristosoutajat ry | Skärgårdsroddarna rf
selviamo | 905 | Päihteetön Selviämö ry | Nyktra Rummet rf
"""

# key | municipality | latitude longitude | street, postal code, post office | fi | sv | accessibility of the place
PLACES = """
vaasa-uimahalli | 905 | 63.0868 21.6068 | Hietalahdenkatu, 65100 Vaasa | Vaasan uimahalli | Vasa simhall | step-free accessible-toilet pool-lift
vaasa-kirjasto | 905 | 63.0968 21.6200 | Kirjastonkatu, 65100 Vaasa | Vaasan kaupunginkirjasto, pääkirjasto | Vasa stadsbibliotek, huvudbiblioteket | step-free accessible-toilet induction-loop
vaasa-ristinummi | 905 | 63.0690 21.7060 | Kappelinmäentie, 65370 Vaasa | Ristinummen kirjasto | Korsnäståget bibliotek | step-free accessible-toilet
vaasa-museo | 905 | 63.1000 21.6110 | Museokatu, 65100 Vaasa | Pohjanmaan museo | Österbottens museum | step-free accessible-toilet
vaasa-kuntsi | 905 | 63.0940 21.6070 | Sisäsatama, 65100 Vaasa | Kuntsin modernin taiteen museo | Kuntsi museum för modern konst | step-free accessible-toilet
vaasa-hietasaari | 905 | 63.0830 21.5960 | Hietasaari, 65100 Vaasa | Hietasaaren ulkoilualue | Sandö friluftsområde | level-path
vaasa-ojberget | 905 | 63.0740 21.6890 | Öjberget, 65370 Vaasa | Öjbergin luontopolku | Öjbergets naturstig |
vaasa-soderfjarden | 905 | 63.0200 21.5700 | Söderfjärden, 65410 Sundom | Söderfjärdenin Meteoriihi | Meteorian på Söderfjärden | level-path accessible-parking
vaasa-kirkkopuisto | 905 | 63.0945 21.6140 | Kirkkopuistikko, 65100 Vaasa | Kirkkopuisto | Kyrkoparken | level-path
vahakyro-kirjasto | 905 | 63.0560 22.1060 | Vähäkyröntie, 66500 Vähäkyrö | Vähänkyrön kirjasto | Lillkyro bibliotek | step-free
mustasaari-kulttuuritalo | 499 | 63.1210 21.7000 | Koulutie, 65610 Mustasaari | Mustasaaren kulttuuritalo | Korsholms kulturhus | step-free accessible-toilet induction-loop
mustasaari-kirjasto | 499 | 63.1215 21.7010 | Koulutie, 65610 Mustasaari | Mustasaaren kirjasto | Korsholms bibliotek | step-free accessible-toilet
svedjehamn | 499 | 63.3610 21.3030 | Björköby, 65870 Björköby | Svedjehamn ja Bodvattnetin polku | Svedjehamn och Bodvattnets stig | accessible-parking
raippaluoto-silta | 499 | 63.2050 21.4580 | Raippaluoto, 65800 Raippaluoto | Raippaluodon sillan rantapaikka | Strandplatsen vid Replotbron | accessible-toilet
pietarsaari-kirjasto | 598 | 63.6747 22.7030 | Runeberginkatu, 68600 Pietarsaari | Pietarsaaren kaupunginkirjasto | Jakobstads stadsbibliotek | step-free accessible-toilet induction-loop
pietarsaari-uimahalli | 598 | 63.6780 22.7000 | Vasarakatu, 68600 Pietarsaari | Pietarsaaren uimahalli | Jakobstads simhall | step-free accessible-toilet pool-lift
koulupuisto | 598 | 63.6725 22.6950 | Koulupuisto, 68600 Pietarsaari | Koulupuisto | Skolparken | level-path
faboda | 598 | 63.6720 22.5560 | Fäboda, 68600 Pietarsaari | Fäbodan luontopolku | Fäboda naturstig | accessible-parking
tellushalli | 598 | 63.6715 22.6880 | Kolpintie, 68600 Pietarsaari | Tellushalli | Tellushallen | step-free accessible-toilet
luoto-kirjasto | 440 | 63.7520 22.7480 | Luodontie, 68570 Luoto | Luodon kirjasto | Larsmo bibliotek | step-free
pedersore-kirjasto | 599 | 63.5945 22.7860 | Pännäinen, 68910 Pännäinen | Pännäisten kirjasto | Bennäs bibliotek | step-free accessible-toilet
ahtava-joki | 599 | 63.5520 22.9300 | Ähtävä, 68820 Ähtävä | Ähtävänjoen rantapolku | Strandstigen vid Esse å |
kruunupyy-kirjasto | 288 | 63.7290 23.0330 | Säbråntie, 68500 Kruunupyy | Kruunupyyn kirjasto | Kronoby bibliotek | step-free
terjarvi-halli | 288 | 63.5350 23.4900 | Teerijärvi, 68700 Teerijärvi | Teerijärven liikuntahalli | Terjärv idrottshall | step-free
uusikaarlepyy-kirjasto | 893 | 63.5228 22.5310 | Kirkkokatu, 66900 Uusikaarlepyy | Uudenkaarlepyyn kirjasto | Nykarleby bibliotek | step-free accessible-toilet
juthbacka | 893 | 63.5270 22.5450 | Juthbacka, 66900 Uusikaarlepyy | Juthbackan kartano | Juthbacka herrgård | accessible-parking
kuddnas | 893 | 63.5140 22.5300 | Jakob Henrik Zachariassens väg, 66900 Uusikaarlepyy | Kuddnäs | Kuddnäs |
norrvalla | 946 | 63.1400 22.2470 | Vöyrintie, 66600 Vöyri | Norrvallan liikuntakeskus | Norrvalla idrottscenter | step-free accessible-toilet
oravainen | 946 | 63.2960 22.3700 | Oravainen, 66800 Oravainen | Oravaisten kirjasto | Oravais bibliotek | step-free
laihia-kirjasto | 399 | 62.9765 22.0120 | Laihiantie, 66400 Laihia | Laihian kirjasto | Laihela bibliotek | step-free accessible-toilet
maalahti-kirjasto | 475 | 62.9400 21.5520 | Köpingintie, 66100 Maalahti | Maalahden kirjasto | Malax bibliotek | step-free
petolahti | 475 | 62.8330 21.4170 | Petolahti, 66240 Petolahti | Petolahden liikuntasali | Petalax idrottssal | step-free
korsnas-kirjasto | 280 | 62.7860 21.1860 | Korsnäsintie, 66200 Korsnäs | Korsnäsin kirjasto | Korsnäs bibliotek | step-free
narpio-uimahalli | 545 | 62.4740 21.3420 | Närpiö, 64200 Närpiö | Närpiön uimahalli | Närpes simhall | step-free accessible-toilet pool-lift
narpio-kirjasto | 545 | 62.4735 21.3370 | Kirkkotie, 64200 Närpiö | Närpiön kirjasto | Närpes bibliotek | step-free accessible-toilet
kaskinen-ranta | 231 | 62.3850 21.2220 | Satama, 64260 Kaskinen | Kaskisten rantareitti | Kaskö strandled | level-path
kristiina-kirjasto | 287 | 62.2740 21.3770 | Itäpuistokatu, 64100 Kristiinankaupunki | Kristiinankaupungin kirjasto | Kristinestads bibliotek | step-free
lapvaartti-joki | 287 | 62.2420 21.5280 | Lapväärtti, 64320 Dagsmark | Lapväärtinjoen polku | Lappfjärds å, naturstig |
"""


def business_id(serial):
    """An invented y-tunnus of the series 99999xx, with its right check digit."""
    digits = f"{serial:07d}"
    rest = sum(int(digit) * weight for digit, weight in zip(digits, (7, 9, 10, 5, 8, 4, 2))) % 11
    return None if rest == 1 else f"{digits}-{0 if rest == 0 else 11 - rest}"


BUSINESS_IDS = [number for number in map(business_id, range(9999900, 9999999)) if number]


def organization(position, key, kind, fi, sv, parent=None, municipality=None):
    return {
        "resourceType": "Organization", "id": key, "language": "fi",
        "identifier": [] if parent else [{
            "use": "temp", "system": "urn:oid:1.2.246.10", "value": BUSINESS_IDS[position],
            "assigner": {"display": "Invented for the demo region"}}],
        "active": True,
        "type": [concept(f"{TERMINOLOGY}/organization-type", kind)],
        **text("name", fi, sv),
        "telecom": [phone(f"+358 6 000 {position:04d}"), email(key)],
        "address": [{"use": "work", "city": MUNICIPALITIES[municipality][0], "country": "FI"}] if municipality else None,
        "partOf": reference("Organization", parent) if parent else None}


def organizations():
    found = [("pohjanmaa", "govt", "Pohjanmaan hyvinvointialue (demo)", "Österbottens välfärdsområde (demo)", None, "905")]
    found += [(MUNICIPALITY_KEYS[code], "govt", fi, sv, None, code) for code, (fi, sv) in MUNICIPALITIES.items()]
    found += [(key, "dept", fi, sv, COUNTY, None) for key, fi, sv in rows(UNITS)]
    found += [(key, "cg", fi, sv, None, code) for key, code, fi, sv in rows(ASSOCIATIONS)]
    return [organization(position, *row) for position, row in enumerate(found)]


def area_location(key, code, fi, sv):
    """An area that a service covers; it has no position of its own."""
    return {"resourceType": "Location", "id": key, "language": "fi", "extension": [area(code)], "status": "active", "mode": "instance",
            **text("name", fi, sv), "physicalType": concept(f"{TERMINOLOGY}/location-physical-type", "area")}


def place(key, code, position, address, fi, sv, _):
    latitude, longitude = map(float, position.split())
    street, office = address.split(", ")
    postal_code, city = office.split(" ", 1)
    return {
        "resourceType": "Location", "id": key, "language": "fi", "extension": [area(code)],
        "identifier": [{"system": f"{DEMO}/place", "value": key}], "status": "active", "mode": "instance",
        **text("name", fi, sv),
        "address": {"use": "work", "type": "physical", "line": [street], "city": city,
                    "district": MUNICIPALITIES[code][0], "postalCode": postal_code, "country": "FI"},
        "physicalType": concept(f"{TERMINOLOGY}/location-physical-type", "si"),
        "position": {"longitude": longitude, "latitude": latitude},
        "managingOrganization": reference("Organization", MUNICIPALITY_KEYS[code])}


def accessibility(key):
    return next(row[6].split() for row in rows(PLACES) if row[0] == key)


def resources():
    areas = [area_location("area-17", COUNTY_CODE, "Pohjanmaa", "Österbotten")]
    areas += [area_location(f"area-{code}", code, fi, sv) for code, (fi, sv) in MUNICIPALITIES.items()]
    return organizations() + areas + [place(*row) for row in rows(PLACES)]
