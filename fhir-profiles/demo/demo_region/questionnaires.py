"""Three questionnaires: our own wellbeing map, WHO-5 and falls.

WHO-5 is here as structure and scoring only: the wording of its items is not ours to give, the region loads it.
"""
from generated import BASE, translations

from .blocks import coding, own_coding, text

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"

WELLBEING_ANSWERS = [
    ("0", "Hyvin huonosti", "Mycket dåligt", "Very badly"), ("1", "Melko huonosti", "Ganska dåligt", "Rather badly"),
    ("2", "Vaihtelevasti", "Varierande", "Up and down"), ("3", "Melko hyvin", "Ganska bra", "Rather well"), ("4", "Hyvin", "Bra", "Well")]
WHO_5_ANSWERS = [(str(value), str(value), str(value), str(value)) for value in range(6)]

# linkId, dimension of wellbeing, fi, sv, en
MAP_ITEMS = [
    ("body", "health", "Miten keho jaksaa arjessa?", "Hur orkar kroppen i vardagen?", "How does your body cope with daily life?"),
    ("mood", "health", "Millaisella mielellä päivät kuluvat?", "Med vilket humör går dagarna?", "In what mood do your days go by?"),
    ("company", "social", "Onko sinulla seuraa, kun kaipaat sitä?", "Har du sällskap när du vill ha det?", "Do you have company when you want it?"),
    ("doings", "activities", "Onko päivissä jotain, mitä odottaa?", "Finns det något att se fram emot i dagarna?", "Is there something to look forward to?"),
    ("learning", "education", "Opitko tai kokeiletko uutta?", "Lär du dig eller prövar du nytt?", "Do you learn or try new things?"),
    ("means", "living-standard", "Riittävätkö raha ja tavarat?", "Räcker pengar och saker till?", "Are money and belongings enough?"),
    ("surroundings", "environment", "Viihdytkö kotona ja lähellä luontoa?", "Trivs du hemma och i närmiljön?", "Do you like your home and what is around it?"),
    ("say", "voice", "Kuunnellaanko sinua omissa asioissasi?", "Blir du hörd i dina egna ärenden?", "Are you heard in what concerns you?"),
    ("safety", "insecurity", "Onko olosi turvallinen?", "Känner du dig trygg?", "Do you feel safe?"),
]

FALL_ITEMS = [
    ("fallen", "Oletko kaatunut viimeksi kuluneen vuoden aikana?", "Har du fallit under det senaste året?", "Have you fallen during the past year?"),
    ("unsteady", "Tuntuuko seisominen tai kävely epävakaalta?", "Känns det ostadigt att stå eller gå?", "Does standing or walking feel unsteady?"),
    ("worried", "Pelkäätkö kaatumista?", "Är du rädd för att falla?", "Are you afraid of falling?"),
]


def item(link, kind, fi, sv, en, **more):
    return {"linkId": link, **more.pop("head", {}), **text("text", fi, sv, en), "type": kind, **more}


def options(system, answers, ordinals=True):
    def option(code, fi, sv, en):
        value = coding(f"{BASE}/CodeSystem/{system}", code, fi)
        if {sv, en} != {fi}:
            value["_display"] = translations(sv=sv, en=en)
        return {**({"extension": [{"url": ORDINAL, "valueDecimal": int(code)}]} if ordinals else {}), "valueCoding": value}
    return [option(*answer) for answer in answers]


def calculated(expression):
    return {"extension": [{"url": CALCULATED, "valueExpression": {"language": "text/fhirpath", "expression": expression}}]}


def questionnaire(name, titles, description, code, items):
    return {"resourceType": "Questionnaire", "id": name, "language": "fi", "url": f"{BASE}/Questionnaire/{name}", "version": "1",
            "name": "".join(part.capitalize() for part in name.split("-")), **text("title", *titles), "status": "active", "experimental": False,
            "subjectType": ["Patient"], "date": "2026-11-22", "publisher": "Linkki", **text("description", *description, "valueMarkdown"),
            "code": code, "item": items}


def wellbeing_map():
    items = [item(link, "choice", fi, sv, en, head={"code": [own_coding("stiglitz", dimension)]},
                  answerOption=options("wellbeing-map-answer", WELLBEING_ANSWERS))
             for link, dimension, fi, sv, en in MAP_ITEMS]
    items += [
        item("change-first", "string", "Minkä haluat muuttuvan ensin?", "Vad vill du att ska förändras först?", "What do you want to change first?"),
        item("matters", "text", "Mikä sinulle on tärkeää?", "Vad är viktigt för dig?", "What matters to you?")]
    return questionnaire(
        "wellbeing-map", ("Hyvinvointikartta", "Välmåendekarta", "Wellbeing map"),
        ("Yhdeksän arjen aluetta: miten menee nyt ja mistä aloitetaan. Ei pisteitä, vaan keskustelun pohja.",
         "Nio områden i vardagen: hur det går nu och var vi börjar. Inga poäng, utan en grund för samtalet.",
         "Nine areas of daily life: how it goes now and where to begin. No score, but a ground for talking."), None, items)


def who_5():
    items = [item(f"who-5-{number}", "choice", f"WHO-5, kohta {number}", f"WHO-5, punkt {number}", f"WHO-5, item {number}", required=True,
                  answerOption=options("who-5-answer", WHO_5_ANSWERS)) for number in range(1, 6)]
    # A missing answer makes the sum empty: no score is better than a wrong one.
    answers = " + ".join(f"%resource.item.where(linkId = 'who-5-{number}').answer.value.code.toInteger()" for number in range(1, 6))
    items.append(item("who-5-index", "integer", "WHO-5-indeksi, 0–100", "WHO-5-index, 0–100", "WHO-5 index, 0–100",
                      head={**calculated(f"({answers}) * 4"), "code": [own_coding("score", "who-5")]}, readOnly=True))
    return questionnaire(
        "who-5", ("WHO-5-hyvinvointi-indeksi", "WHO-5-välbefinnandeindex", "WHO-5 Wellbeing Index"),
        ("Rakenne ja pisteytys: viisi kohtaa 0–5, summa × 4. Kohtien sanamuodot lataa alue itse.",
         "Struktur och poäng: fem punkter 0–5, summan × 4. Punkternas ordalydelse laddar regionen själv.",
         "Structure and scoring: five items 0 to 5, sum × 4. The wording of the items is loaded by the region."),
        [own_coding("score", "who-5")], items)


def falls():
    items = [item(link, "boolean", fi, sv, en) for link, fi, sv, en in FALL_ITEMS]
    only_fallen = [{"question": "fallen", "operator": "=", "answerBoolean": True}]
    items.insert(1, item("fallen-times", "integer", "Kuinka monta kertaa?", "Hur många gånger?", "How many times?", enableWhen=only_fallen))
    items.insert(2, item("injured", "boolean", "Sattuiko sinuun?", "Skadade du dig?", "Were you hurt?", enableWhen=only_fallen))
    counted = ", ".join(f"'{row[0]}'" for row in FALL_ITEMS).replace(", ", " | ")
    items.append(item("falls-risk", "integer", "Kyllä-vastauksia kolmesta", "Ja-svar av tre", "Yes answers of three",
                      head={**calculated(f"%resource.item.where(linkId in ({counted}) and answer.value = true).count()"),
                            "code": [own_coding("score", "falls-risk")]}, readOnly=True))
    return questionnaire(
        "falls", ("Kaatumisriskin kartoitus", "Kartläggning av fallrisk", "Falls check"),
        ("Kolme kyllä–ei-kysymystä; yksikin kyllä on syy jutella tasapainosta.",
         "Tre ja–nej-frågor; ett enda ja är en orsak att tala om balansen.",
         "Three yes-no questions; any yes is a reason to talk about balance."),
        [own_coding("score", "falls-risk"), coding("http://loinc.org", "75856-5")], items)


def resources():
    return [wellbeing_map(), who_5(), falls()]
