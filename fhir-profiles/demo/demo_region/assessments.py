"""Answered questionnaires and the scores drawn from them."""
from generated import BASE

from . import case
from .blocks import TERMINOLOGY, at, concept, own, own_coding, reference
from .questionnaires import FALL_ITEMS, MAP_ITEMS

SURVEY = [concept(f"{TERMINOLOGY}/observation-category", "survey")]


def coded(link, system, value):
    return {"linkId": link, "answer": [{"valueCoding": own_coding(system, str(value))}]}


def spread(raw):
    """Five answers of 0 to 5 with the given sum."""
    return [raw // 5 + (1 if position < raw % 5 else 0) for position in range(5)]


def response(row, part, name, days, items):
    return {"resourceType": "QuestionnaireResponse", "id": case.name(row, part), "questionnaire": f"{BASE}/Questionnaire/{name}|1",
            "basedOn": [case.request(row)], "status": "completed", "subject": case.subject(row), "authored": at(-days, "08:30"),
            "author": case.role(row.sender), "source": case.subject(row), "item": items}


def score(row, part, response_part, code, rule, value, interpretation, days):
    return {"resourceType": "Observation", "id": case.name(row, part), "basedOn": [case.request(row)], "status": "final",
            "category": SURVEY, "code": own("score", code), "subject": case.subject(row),
            "effectiveDateTime": at(-days, "08:30"), "issued": at(-days, "08:30"), "performer": [case.role(row.sender)],
            "valueQuantity": {"value": value, "unit": "score", "system": "http://unitsofmeasure.org", "code": "{score}"},
            "interpretation": [concept(f"{TERMINOLOGY}/v3-ObservationInterpretation", interpretation)],
            "method": own("score-rule", rule), "derivedFrom": [reference("QuestionnaireResponse", case.name(row, response_part))]}


def who_5(row, part, raw, days):
    items = [coded(f"who-5-{number}", "who-5-answer", value) for number, value in enumerate(spread(raw), 1)]
    items.append({"linkId": "who-5-index", "answer": [{"valueInteger": raw * 4}]})
    interpretation = "LL" if raw * 4 <= 28 else "L" if raw * 4 <= 50 else "N"
    return [response(row, f"{part}-vastaus", "who-5", days, items),
            score(row, part, f"{part}-vastaus", "who-5", "who-5-1", raw * 4, interpretation, days)]


def falls(row):
    items = [{"linkId": item[0], "answer": [{"valueBoolean": answer}]} for item, answer in zip(FALL_ITEMS, row.falls)]
    items.append({"linkId": "falls-risk", "answer": [{"valueInteger": sum(row.falls)}]})
    return [response(row, "kaatuminen-vastaus", "falls", row.sent, items),
            score(row, "kaatuminen", "kaatuminen-vastaus", "falls-risk", "falls-risk-1", sum(row.falls),
                  "POS" if any(row.falls) else "NEG", row.sent)]


def wellbeing_map(row):
    items = [coded(item[0], "wellbeing-map-answer", value) for item, value in zip(MAP_ITEMS, row.wellbeing)]
    if row.matters:
        items.append({"linkId": "matters", "answer": [{"valueString": row.matters}]})
    return [response(row, "kartta", "wellbeing-map", row.sent, items)]


def at_the_beginning(row):
    found = who_5(row, "who-5", row.who_5, row.sent) if row.who_5 is not None else []
    found += falls(row) if row.falls else []
    return found + (wellbeing_map(row) if row.wellbeing else [])


def at_the_end(row):
    return who_5(row, "who-5-loppu", row.who_5_end, case.changed(row)) if row.who_5_end is not None else []
