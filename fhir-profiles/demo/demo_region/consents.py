"""What the client permits: one nested provision per scope, each to somebody and for a time."""
from . import case
from .blocks import TERMINOLOGY, at, coding, concept, day, own, reference

VALID_DAYS = 365


def permit(scope, row, *actors):
    ends = day(-case.changed(row)) if row.business == "consent-withdrawn" else day(VALID_DAYS - row.sent)
    return {"type": "permit", "period": {"start": day(-row.sent), "end": ends},
            "actor": [{"role": concept(f"{TERMINOLOGY}/v3-ParticipationType", "IRCP"), "reference": actor} for actor in actors],
            "code": [own("consent-scope", scope)]}


def onward(row):
    """Who may pick, and whom they have picked by now."""
    picked = dict.fromkeys(case.SERVICES[key].organization for key in row.children)
    return [reference("Organization", key) for key in (case.LINK_WORK, *picked)]


def given(row):
    """Said aloud to who recorded it, or on paper that is kept elsewhere."""
    moment = at(-row.sent, "08:40")
    if row.verbal:
        return {"verification": [{"verified": True, "verifiedWith": case.subject(row), "verificationDate": moment}]}
    return {"sourceAttachment": {"contentType": "application/pdf", "title": "Allekirjoitettu suostumus", "creation": moment}}


def consent(row):
    to, sender = reference("Organization", case.receiver(row)), case.sender_organization(row)
    permits = [permit("share-referral", row, to), permit("share-assessment", row, to)]
    permits += [permit("share-onward", row, *onward(row))] if not row.service else []
    permits += [permit("feedback-to-referrer", row, sender)] if row.may_feed_back else []
    permits += [permit("statistics", row, reference("Organization", "pohjanmaa"))] if row.statistics else []
    return {
        "resourceType": "Consent", "id": case.name(row, "suostumus"),
        "status": "inactive" if row.business == "consent-withdrawn" else "active",
        "scope": concept(f"{TERMINOLOGY}/consentscope", "patient-privacy"),
        "category": [{"coding": [coding("http://loinc.org", "59284-0")]}],
        "patient": case.subject(row), "dateTime": at(-row.sent, "08:40"), "performer": [case.subject(row)],
        "organization": [reference("Organization", "pohjanmaa")],
        "policyRule": concept(f"{TERMINOLOGY}/v3-ActCode", "OPTIN"),
        **given(row), "provision": {"period": {"start": day(-row.sent)}, "provision": permits}}
