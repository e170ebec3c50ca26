"""Forty referrals, one row each, in every state of the workflow, and recommendations. Days are counted back from the day of loading."""
import dataclasses

ROWS = []


@dataclasses.dataclass
class Row:
    position: int
    client: str
    kind: str                # referral-kind
    categories: str          # hyte-category
    reasons: str             # referral-reason, or KE… of the life events
    sender: str              # key of people.PEOPLE
    sent: int                # days ago
    state: str               # Task.status
    business: str            # our businessStatus
    service: str = ""        # key of service_table; empty: a pool of link workers in the client's municipality
    owner: str = ""          # key of people.PEOPLE, once somebody has claimed it
    changed: int = None      # days ago of the last step; default: the day it was sent
    attempts: tuple = ()     # (days ago, contact-channel, contact-result)
    reason: str = ""         # status-reason
    outcome: str = ""
    activity: str = ""       # what it led to, key of service_table
    follow_up: int = None    # days from today, negative: past and done
    who_5: int = None        # raw sum at the beginning
    who_5_end: int = None
    falls: tuple = ()        # fallen, unsteady, worried
    wellbeing: str = ""      # nine digits, the answers of the wellbeing map
    matters: str = ""        # what matters to the client, in the client's words
    goal: str = ""
    achieved: str = ""       # goal-achievement
    visits: tuple = ()       # (days ago or negative for the future, appointment status)
    feedback: str = ""       # text to the referrer
    expected: int = None     # days from today that a waiting ends
    channel: str = "ehr"     # referral-channel
    verbal: bool = False     # consent said aloud
    statistics: bool = True
    may_feed_back: bool = True
    language: str = ""       # of an interpreter
    support: tuple = ()      # threshold-support
    children: tuple = ()     # services of child referrals
    question: str = ""       # asked back from the sender
    abort: str = ""          # why the sender asks to stop
    rerouted_to: str = ""    # service of the Task that replaces this one
    answer_by: int = 14      # days after it was sent
    priority: str = "routine"


def referral(*cells, **more):
    ROWS.append(Row(len(ROWS) + 1, *cells, **more))


# Being prepared
referral("jenna", "wellbeing", "osallisuus", "loneliness low-mood", "petra-hoitaja", 1, "draft", "preparing",
         wellbeing="322112233")
referral("tor", "exercise", "liikunta", "fall-risk KE10", "gunilla-hoitaja", 2, "draft", "preparing", "narpio-vesijumppa",
         falls=(True, True, True))

# In a pool, unclaimed
referral("mirja", "wellbeing", "osallisuus kulttuuri", "loneliness KE14", "petra-hoitaja", 2, "requested", "awaiting-claim",
         who_5=10, wellbeing="221012233", matters="Että joku soittaa takaisin.")
referral("lukas", "wellbeing", "osallisuus liikunta", "low-mood daily-rhythm", "maija-fysio", 4, "requested", "awaiting-claim",
         wellbeing="211132322")
referral("pekka", "lifestyle", "elintavat ravitsemus", "weight-nutrition KE11", "henrik-laakari", 6, "requested", "awaiting-claim",
         who_5=13)
referral("helvi", "wellbeing", "osallisuus", "loneliness fall-risk", "elias-sosiaali", 12, "requested", "awaiting-claim",
         channel="phone", verbal=True, falls=(True, False, True))

# Sent to a named service, unanswered
referral("siv", "nature", "luonto", "low-mood KE14", "maija-fysio", 3, "requested", "awaiting-response", "koulupuisto-puutarha",
         who_5=12)
referral("dmytro", "wellbeing", "osallisuus ravitsemus", "KE5 loneliness", "gunilla-hoitaja", 5, "requested", "awaiting-response", "narpio-tomaattipiiri",
         language="uk")
referral("rolf", "exercise", "liikunta", "inactivity KE12", "henrik-laakari", 11, "requested", "awaiting-response", "vaasa-vesijumppa",
         who_5=15)

# Received
referral("aino", "exercise", "liikunta", "fall-risk", "petra-hoitaja", 4, "received", "acknowledged", "vaasa-tasapaino", "rauni-tuottaja", 3,
         who_5=11, falls=(True, True, True), wellbeing="123322231", matters="Haluan uskaltaa kauppaan yksin.")
referral("annika", "culture", "kulttuuri", "carer-strain KE13", "maija-fysio", 5, "received", "acknowledged", "", "carola-linkki", 2,
         who_5=9)
referral("eino", "exercise", "liikunta", "inactivity weight-nutrition", "henrik-laakari", 8, "received", "information-requested", "", "anna-linkki", 5,
         who_5=14, question="Käyttääkö asiakas kävellessä apuvälinettä?")

# Accepted
referral("amina", "wellbeing", "osallisuus", "KE5 loneliness", "elias-sosiaali", 7, "accepted", "assigned", "", "leila-linkki", 4,
         attempts=((3, "phone", "no-answer"),), language="so", channel="visit")
referral("veikko", "exercise", "liikunta", "inactivity KE10", "petra-hoitaja", 9, "accepted", "assigned", "vaasa-tuolijumppa", "rauni-tuottaja", 6,
         attempts=((5, "phone", "no-answer"), (2, "phone", "asked-to-call-later")), falls=(False, True, False))
referral("marianne", "advice", "neuvonta", "money KE7", "elias-sosiaali", 6, "accepted", "assigned", "", "anna-linkki", 3,
         statistics=False, channel="visit")

# In contact, in activity
referral("karl", "wellbeing", "osallisuus luonto", "loneliness KE14", "gunilla-hoitaja", 15, "in-progress", "contacted", "", "ulla-linkki", 8,
         attempts=((12, "phone", "no-answer"), (8, "phone", "reached")), who_5=8, goal="Jag vill ha någon att dricka kaffe med.",
         achieved="in-progress")
referral("oskar", "exercise", "liikunta", "inactivity loneliness", "petra-hoitaja", 18, "in-progress", "contacted", "", "johan-linkki", 10,
         attempts=((10, "phone", "reached"),), wellbeing="332213332")
referral("sirpa", "lifestyle", "elintavat", "sleep low-mood KE8", "henrik-laakari", 40, "in-progress", "in-activity", "uniryhma", "tuomas-linkki", 12,
         attempts=((35, "phone", "reached"),), who_5=10, goal="Nukun kuusi tuntia yhteen menoon.", achieved="improving",
         visits=((19, "fulfilled"), (12, "fulfilled"), (-2, "booked")))
referral("birgit", "culture", "kulttuuri osallisuus", "loneliness KE10", "maija-fysio", 45, "in-progress", "in-activity", "loiste-kuoro", "inger-tuottaja", 7,
         attempts=((40, "phone", "reached"),), who_5=11, goal="Jag vill sjunga igen.", achieved="improving",
         visits=((14, "fulfilled"), (7, "noshow"), (-7, "booked")), support=("kaikukortti", "tukihenkilo"))
referral("mirja", "wellbeing", "liikunta osallisuus", "inactivity loneliness", "petra-hoitaja", 50, "in-progress", "in-activity", "", "anna-linkki", 9,
         attempts=((44, "phone", "no-answer"), (42, "sms", "reached")), who_5=9, goal="Käyn uimassa ja tapaan ihmisiä.",
         achieved="in-progress", children=("vaasa-vesijumppa", "vaasa-majakkakahvila"))
referral("jenna", "nature", "luonto elintavat", "low-mood KE8", "petra-hoitaja", 33, "in-progress", "in-activity", "vaasa-metsamieli", "stefan-tuottaja", 6,
         attempts=((28, "e-mail", "reached"),), who_5=7, goal="Pääsen aamulla ylös ja ulos.", achieved="improving",
         visits=((13, "fulfilled"), (6, "fulfilled")), abort="Asiakas muuttaa toiselle paikkakunnalle opiskelemaan.")

# Waiting
referral("tor", "exercise", "liikunta", "KE12 inactivity", "gunilla-hoitaja", 30, "on-hold", "waitlisted", "", "ulla-linkki", 16,
         attempts=((26, "phone", "reached"),), reason="capacity", expected=21, who_5=13)
referral("pekka", "lifestyle", "ravitsemus elintavat", "weight-nutrition", "henrik-laakari", 38, "on-hold", "waitlisted", "painonhallinta-ryhma", "tuomas-linkki", 20,
         attempts=((31, "phone", "reached"),), reason="capacity", expected=35)
referral("annika", "wellbeing", "osallisuus", "carer-strain", "maija-fysio", 60, "on-hold", "paused", "", "carola-linkki", 11,
         attempts=((52, "phone", "reached"),), reason="circumstances", expected=30, who_5=10,
         goal="En kväll i veckan för mig själv.", achieved="in-progress")

# Completed
referral("aino", "wellbeing", "osallisuus", "loneliness KE14", "petra-hoitaja", 150, "completed", "joined", "", "anna-linkki", 40,
         attempts=((145, "phone", "reached"),), outcome="joined-regular", activity="vaasa-majakkakahvila", follow_up=50,
         who_5=11, who_5_end=15, goal="Saan jutella jonkun kanssa joka viikko.", achieved="achieved",
         visits=((120, "fulfilled"), (113, "fulfilled"), (40, "fulfilled")),
         feedback="Aino käy kahvilassa kahdesti viikossa ja on löytänyt pöytäseuran. WHO-5 nousi 44:stä 60:een.",
         support=("first-visit-together",))
referral("birgit", "exercise", "liikunta", "fall-risk", "maija-fysio", 200, "completed", "joined", "pietarsaari-vesijuoksu", "carola-linkki", 100,
         attempts=((190, "phone", "reached"),), outcome="joined-regular", activity="pietarsaari-vesijuoksu", follow_up=-10,
         who_5=12, who_5_end=16, falls=(True, True, False), goal="Jag vill gå i trappor utan räcke.", achieved="achieved",
         feedback="Birgit deltar i vattenlöpningen varje vecka och har inte fallit sedan den började.")
referral("rolf", "wellbeing", "osallisuus", "loneliness KE10", "henrik-laakari", 120, "completed", "joined", "", "johan-linkki", 30,
         attempts=((110, "phone", "no-answer"), (108, "phone", "reached")), outcome="joined-once", activity="mustasaari-pingis",
         follow_up=60, who_5=13, may_feed_back=False, goal="Prova något nytt.", achieved="improving",
         visits=((45, "fulfilled"),))
referral("amina", "wellbeing", "osallisuus", "KE5", "elias-sosiaali", 95, "completed", "joined", "uudet-juuret-kielikahvila", "oksana-tuottaja", 20,
         attempts=((90, "visit", "reached"),), outcome="joined-regular", activity="uudet-juuret-kielikahvila", follow_up=70,
         language="so", achieved="achieved", goal="Puhun naapurin kanssa.",
         feedback="Amina käy kielikahvilassa lastensa kanssa joka tiistai.")
referral("eino", "nature", "luonto", "low-mood KE14", "henrik-laakari", 130, "completed", "guided", "", "anna-linkki", 60,
         attempts=((121, "phone", "reached"),), outcome="self-activity", activity="vaasa-ojberg-polku", follow_up=30, who_5=12,
         who_5_end=14, goal="Pääsen metsään.", achieved="achieved",
         feedback="Eino kävelee Öjbergin polun kahdesti viikossa naapurin kanssa.")
referral("sirpa", "lifestyle", "elintavat", "low-mood", "henrik-laakari", 170, "completed", "guided", "omahoito-mieliala", "tuomas-linkki", 125,
         attempts=((165, "phone", "reached"),), outcome="self-care", activity="omahoito-mieliala", who_5=10, who_5_end=12)
referral("karl", "advice", "neuvonta", "low-mood sleep", "gunilla-hoitaja", 80, "completed", "ended", "", "ulla-linkki", 66,
         attempts=((74, "phone", "reached"),), outcome="onward-sote", activity="sote-neuvonta-puhelin", who_5=6,
         feedback="Karl-Erik hänvisades till hälsostationen; tid är bokad.", priority="urgent")

# Not fulfilled
referral("lukas", "wellbeing", "osallisuus", "daily-rhythm substance-use", "maija-fysio", 70, "failed", "not-fulfilled", "", "carola-linkki", 35,
         attempts=((62, "phone", "no-answer"), (55, "sms", "no-answer"), (48, "phone", "no-answer")), reason="unreachable")
referral("dmytro", "exercise", "liikunta", "inactivity", "gunilla-hoitaja", 65, "failed", "not-fulfilled", "narpio-vesijumppa", "ulla-linkki", 28,
         attempts=((58, "phone", "reached"),), reason="did-not-attend", visits=((44, "noshow"), (37, "noshow")), language="uk")

# Rejected
referral("veikko", "exercise", "liikunta", "fall-risk", "petra-hoitaja", 25, "rejected", "declined", "vaasa-vesijumppa", "", 21,
         reason="capacity", activity="vaasa-tuolijumppa", falls=(True, True, True))
referral("siv", "lifestyle", "elintavat", "weight-nutrition", "maija-fysio", 28, "rejected", "declined", "elintapaohjaus-pietarsaari", "", 24,
         reason="capacity")

# Cancelled
referral("helvi", "wellbeing", "osallisuus", "loneliness", "elias-sosiaali", 34, "cancelled", "expired", "laihia-digikuvat", "", 20,
         reason="no-answer", channel="phone", verbal=True)
referral("ella", "wellbeing", "osallisuus", "loneliness", "petra-hoitaja", 22, "cancelled", "withdrawn", "petolahti-sahly", "", 19,
         reason="client-declined")
referral("marianne", "culture", "kulttuuri", "low-mood KE7", "elias-sosiaali", 48, "cancelled", "consent-withdrawn", "", "anna-linkki", 30,
         attempts=((44, "phone", "reached"),), reason="consent-withdrawn", statistics=False)
referral("annika", "exercise", "liikunta", "inactivity", "maija-fysio", 55, "cancelled", "rerouted", "pietarsaari-liikuntaneuvonta", "carola-linkki", 46,
         reason="wrong-service", rerouted_to="faboda-retki")

# In error
referral("oskar", "culture", "kulttuuri", "loneliness", "petra-hoitaja", 10, "entered-in-error", "", "loiste-maalaus", "", 9,
         reason="duplicate")

# A recommendation binds nobody: a proposal without Task or consent. (client, kind, category, reason, sender, days ago, service)
RECOMMENDATIONS = [
    ("lukas", "exercise", "liikunta", "inactivity", "maija-fysio", 20, "tellus-kavelyfutis"),
    ("sirpa", "culture", "kulttuuri", "KE8", "henrik-laakari", 41, "laihia-digikuvat"),
    ("dmytro", "nature", "luonto", "KE5", "gunilla-hoitaja", 66, "narpio-tomaattipiiri"),
]
