"""The code tables. A row is: code | fi | sv | en | definition (optional)."""

BASE = "https://w3id.org/linkki/fhir"
PTV = "http://uri.suomi.fi/codelist/ptv"

OWN = {
    "hyte-category": ("Service categories of health and wellbeing promotion", "The seven groups of services that a welfare referral can lead to.", """
liikunta | Liikunta ja liikkumisen edistäminen | Motion och främjande av fysisk aktivitet | Exercise and physical activity
luonto | Lähiluonnossa liikkuminen | Fysisk aktivitet i den närliggande naturen | Moving in nearby nature
osallisuus | Osallisuuden edistäminen | Främjande av delaktighet | Participation and inclusion
kulttuuri | Kulttuurihyvinvointi ja harrastukset | Kulturell välfärd och hobbyverksamhet | Cultural wellbeing and hobbies
elintavat | Elintapaohjaus ja terveystaidot | Livsstilshandledning och hälsofärdigheter | Lifestyle guidance and health skills
ravitsemus | Terveellinen ravitsemus | Hälsosam kost | Healthy nutrition
neuvonta | Sote-neuvonta ja yhteystiedot | Social- och hälsovårdens rådgivning och kontaktuppgifter | Social and health advice
"""),
    "service-theme": ("Themes of the service tray", "The second grouping of services, by what they do for a person.", """
community | Yhteisöt, vaikuttaminen ja ihmissuhteet | Gemenskap, inflytande och relationer | Community, influence and relations
nature | Luonto | Natur | Nature
exercise | Liikunta | Motion | Exercise
creativity | Luovuus, taide ja kulttuuri | Kreativitet, konst och kultur | Creativity, art and culture
income | Toimeentulo, työ, oppiminen ja asuminen | Försörjning, arbete, lärande och boende | Income, work, learning and housing
guidance | Sote-ohjaus ja tuki | Handledning och stöd inom social- och hälsovården | Guidance and support of health and social care
nutrition-sleep | Ravitsemus ja uni | Kost och sömn | Nutrition and sleep
mental-wellbeing | Mielen hyvinvointi ja päihteettömyys | Psykiskt välbefinnande och drogfrihet | Mental wellbeing and substance-free life
"""),
    "referral-kind": ("Kinds of welfare referral", "What is asked for: the code of the ServiceRequest.", """
wellbeing | Hyvinvointilähete | Välfärdsremiss | Wellbeing referral
exercise | Liikuntalähete | Motionsremiss | Exercise referral
culture | Kulttuurilähete | Kulturremiss | Culture referral
nature | Luontolähete | Naturremiss | Nature referral
lifestyle | Elintapaohjaus | Livsstilshandledning | Lifestyle guidance
advice | Neuvonta | Rådgivning | Advice
"""),
    "referral-reason": ("Reasons of a welfare referral", "Why the referral is made, beside the life events; no diagnosis is needed.", """
loneliness | Yksinäisyys | Ensamhet | Loneliness
low-mood | Alakulo | Nedstämdhet | Low mood
inactivity | Vähäinen liikkuminen | Lite rörelse | Inactivity
fall-risk | Kaatumisriski | Fallrisk | Risk of falling
weight-nutrition | Ravitsemus ja paino | Kost och vikt | Nutrition and weight
sleep | Uni | Sömn | Sleep
substance-use | Päihteet | Rusmedel | Substance use
daily-rhythm | Arjen rytmi | Vardagsrytm | Daily rhythm
money | Talous | Ekonomi | Money
carer-strain | Omaishoitajan kuormitus | Närståendevårdarens belastning | Strain of an informal carer
other | Muu | Annat | Other | Needs a text.
"""),
    "task-business-status": ("Business status of a referral", "One coarse value that the server derives from the state machine, and the events that live in resources of their own.", """
preparing | Valmistelussa | Förbereds | Preparing
awaiting-claim | Odottaa poimintaa | Väntar på mottagare | Awaiting claim
awaiting-response | Odottaa vastausta | Väntar på svar | Awaiting response
acknowledged | Vastaanotettu | Mottagen | Acknowledged
information-requested | Lisätietoja pyydetty | Tilläggsuppgifter begärda | Information requested
information-given | Lisätiedot annettu | Tilläggsuppgifter lämnade | Information given
assigned | Linkkihenkilö nimetty | Kontaktperson utsedd | Link worker assigned
accepted | Hyväksytty | Godkänd | Accepted
contacted | Yhteys saatu | I kontakt | Contacted
contact-attempted | Yhteydenotto yritetty | Kontaktförsök | Contact attempted
contact-made | Yhteys saatu | Kontakt tagen | Contact made
in-activity | Mukana toiminnassa | Deltar i verksamheten | In activity
plan-agreed | Suunnitelma sovittu | Plan överenskommen | Plan agreed
waitlisted | Jonossa | I kö | Waitlisted
paused | Tauolla | Pausad | Paused
booked | Aika varattu | Tid bokad | Booked
attended | Osallistui | Deltog | Attended
no-show | Ei saapunut | Uteblev | No-show
event-cancelled | Kerta peruttu | Tillfälle inställt | Event cancelled
follow-up-due | Seuranta erääntynyt | Uppföljning förfallen | Follow-up due
follow-up-done | Seuranta tehty | Uppföljning gjord | Follow-up done
cancellation-requested | Peruutusta pyydetty | Annullering begärd | Cancellation requested
withdrawn | Peruttu | Återkallad | Withdrawn
consent-withdrawn | Suostumus peruttu | Samtycke återkallat | Consent withdrawn
rerouted | Ohjattu toisaalle | Omdirigerad | Rerouted
expired | Vanhentunut | Förfallen | Expired
deceased | Asiakas kuollut | Klienten avliden | Client deceased
moved-away | Asiakas muuttanut pois | Klienten bortflyttad | Client moved away
declined | Ei hyväksytty | Avvisad | Declined
joined | Liittyi toimintaan | Gick med | Joined
guided | Ohjattu omatoimiseen | Handledd till egen aktivitet | Guided to self-activity
ended | Päättynyt | Avslutad | Ended
not-fulfilled | Ei toteutunut | Genomfördes inte | Not fulfilled
"""),
    "status-reason": ("Reasons of a status", "Why a referral was declined, paused, cancelled or not fulfilled.", """
capacity | Ei tilaa | Ingen plats | No capacity
out-of-area | Ei alueella | Utanför området | Out of area
not-eligible | Ei kuulu kohderyhmään | Hör inte till målgruppen | Not eligible
wrong-service | Väärä palvelu | Fel tjänst | Wrong service
missing-information | Tiedot puuttuvat | Uppgifter saknas | Missing information
service-ended | Toiminta päättynyt | Verksamheten upphört | Service ended
needs-sote | Tarvitsee sote-palvelua | Behöver social- och hälsovård | Needs health or social care
duplicate | Kaksoiskappale | Dubblett | Duplicate
consent-withdrawn | Suostumus peruttu | Samtycke återkallat | Consent withdrawn
no-answer | Ei vastattu määräajassa | Inget svar i tid | Not answered in time
unreachable | Ei tavoitettu | Nåddes inte | Unreachable
client-declined | Asiakas ei halua | Klienten avböjer | Client declined
did-not-attend | Ei osallistunut | Deltog inte | Did not attend
circumstances | Elämäntilanne muuttui | Ändrad livssituation | Circumstances changed
moved | Muutti | Flyttade | Moved
deceased | Kuollut | Avliden | Deceased
cost | Hinta este | Priset ett hinder | Cost
transport | Matka este | Resan ett hinder | Transport
access | Esteettömyys | Tillgänglighet | Accessibility
language | Kieli | Språk | Language
safety | Turvallisuus | Säkerhet | Safety
other | Muu | Annat | Other | Needs a text.
"""),
    "outcome": ("Outcomes of a referral", "How a completed referral ended; the business status follows from it.", """
joined-regular | Liittyi säännöllisesti | Gick med regelbundet | Joined regularly | Business status joined; needs what it led to.
joined-once | Kävi kerran | Deltog en gång | Joined once | Business status joined; needs what it led to.
self-activity | Omatoiminen liikkuminen tai harrastus | Egen aktivitet | Activity of one's own | Business status guided; needs what it led to.
self-care | Omahoito-ohjelma tai digipalvelu | Egenvård eller digital tjänst | Self-care programme or digital service | Business status guided; needs what it led to.
onward-sote | Ohjattu sote-palveluun | Vidare till social- och hälsovård | Onward to health or social care | Business status ended; needs what it led to.
onward-other | Ohjattu muualle | Vidare till annat | Onward elsewhere | Business status ended; needs what it led to.
no-need | Ei tarvetta enää | Inget behov längre | No need any more | Business status ended.
unknown | Ei tiedossa | Okänt | Unknown | Business status ended.
"""),
    "task-code": ("Codes of tasks", "Tasks of a referral beside fulfill and abort of FHIR's own list.", """
information-request | Lisätietopyyntö | Begäran om tilläggsuppgifter | Information request
follow-up | Seuranta | Uppföljning | Follow-up
work | Työtehtävä | Arbetsuppgift | Work
client-questionnaire | Kysely asiakkaalle | Enkät till klienten | Questionnaire for the client
client-information | Tietoa asiakkaalle | Information till klienten | Information for the client
client-contact | Yhteydenotto asiakkaaseen | Kontakt med klienten | Contact with the client
"""),
    "task-input-output": ("Inputs and outputs of tasks", "What the inputs and outputs of a referral's tasks mean.", """
need | Tarve | Behov | Need | CodeableConcept; input of a pool task.
category | Palveluryhmä | Servicegrupp | Category | CodeableConcept; input of a pool task.
age-band | Ikäryhmä | Åldersgrupp | Age band | CodeableConcept; input of a pool task.
language | Kieli | Språk | Language | CodeableConcept; input of a pool task.
municipality | Kunta | Kommun | Municipality | CodeableConcept; input of a pool task.
question | Kysymys | Fråga | Question | string
answer | Vastaus | Svar | Answer | Reference(QuestionnaireResponse) or string
activity | Toiminta | Verksamhet | Activity | Reference(HealthcareService)
appointment | Varattu aika | Bokad tid | Appointment | Reference(Appointment)
end-measure | Loppumittaus | Slutmätning | End measure | Reference(Observation)
no-end-measure | Ei loppumittausta | Ingen slutmätning | No end measure | CodeableConcept: why not
follow-up-due | Seurantapäivä | Uppföljningsdag | Follow-up due | date
no-follow-up | Ei seurantaa | Ingen uppföljning | No follow-up | CodeableConcept: why not
outcome | Lopputulos | Resultat | Outcome | CodeableConcept
still-attending | Käy edelleen | Deltar fortfarande | Still attending | boolean
alternative | Toinen palvelu | Annan tjänst | Alternative | Reference(HealthcareService)
feedback | Palaute | Återkoppling | Feedback | Reference(DocumentReference)
override-note | Poikkeamisen peruste | Grund för undantag | Override note | string
waiting-position | Sija jonossa | Plats i kön | Waiting position | positiveInt
expected-date | Arvioitu päivä | Uppskattad dag | Expected date | date
event-date | Tapahtumapäivä | Händelsedatum | Date of the event | date: when the client died or moved away.
"""),
    "contact-channel": ("Channels of contact", "How a client was contacted, or wishes to be.", """
phone | Puhelin | Telefon | Phone
sms | Tekstiviesti | Textmeddelande | Text message
e-mail | Sähköposti | E-post | E-mail
letter | Kirje | Brev | Letter
visit | Käynti | Besök | Visit
home-visit | Kotikäynti | Hembesök | Home visit
online-outreach | Etsivä työ verkossa | Uppsökande arbete på nätet | Online outreach
group | Ryhmä | Grupp | Group
"""),
    "contact-result": ("Results of a contact attempt", "What came of an attempt to reach the client.", """
reached | Tavoitettu | Nåddes | Reached
no-answer | Ei vastausta | Inget svar | No answer
wrong-number | Väärä numero | Fel nummer | Wrong number
asked-to-call-later | Pyysi soittamaan myöhemmin | Bad att ringa senare | Asked to call later
declined | Kieltäytyi | Avböjde | Declined
"""),
    "referral-channel": ("Channels of referral", "How the referral came in.", """
ehr | Potilastietojärjestelmä | Patientdatasystem | Patient information system
web | Verkko | Webb | Web
phone | Puhelin | Telefon | Phone
visit | Käynti | Besök | Visit
paper | Paperi | Papper | Paper
self | Oma yhteydenotto | Egen kontakt | Self-referral
"""),
    "basis": ("Bases of seeing", "On what basis a person or organisation may see a resource.", """
public | Julkinen | Offentlig | Public
listed | Hakemistossa | I katalogen | Listed | A person of the directory, for every caller with a token.
self | Oma tieto | Egna uppgifter | One's own data
task | Tehtävä | Uppgift | Task | A task of the case names the reader.
consent | Suostumus | Samtycke | Consent
own-record | Oma kirjaus | Egen anteckning | Own record
same-controller | Sama rekisterinpitäjä | Samma personuppgiftsansvarig | Same controller
statutory | Laki | Lag | Statutory
inspection | Valvonta | Tillsyn | Inspection
break-glass | Hätäkäyttö | Nödåtkomst | Break-glass
"""),
    "case-part": ("Parts of a case", "What a grant opens: the parts of a referral's case.", """
request | Lähete | Remiss | Request
assessment | Arvio | Bedömning | Assessment
work | Työskentely | Arbete | Work
feedback | Palaute | Återkoppling | Feedback
contact | Yhteystiedot | Kontaktuppgifter | Contact
"""),
    "consent-scope": ("Scopes of consent", "What the client permits; each can be withdrawn on its own.", """
share-referral | Lähetteen tietojen luovutus | Utlämnande av remissuppgifter | Sharing the referral
share-assessment | Arvion tietojen luovutus | Utlämnande av bedömning | Sharing the assessment
share-onward | Luovutus linkkihenkilön valitsemalle taholle | Utlämnande till part som kontaktpersonen väljer | Sharing onward to a party the link worker picks
feedback-to-referrer | Palaute lähettäjälle | Återkoppling till remittenten | Feedback to the referrer
statistics | Tilastokäyttö | Statistik | Statistics | Refused: the case is left out of every table.
"""),
    "threshold-support": ("Support over the threshold", "What makes it possible to take part.", """
kaikukortti | Kaikukortti | Kaikukortet | Kaiku Card | Twelve months, age 16 or over, free tickets, own children under 18 included; income is never proven.
tukihenkilo | Tukihenkilö | Stödperson | Support person
saattaja | Saattaja | Ledsagare | Escort
kuljetus | Kuljetus | Transport | Transport
maksusitoumus | Maksusitoumus | Betalningsförbindelse | Payment support
tulkki | Tulkki | Tolk | Interpreter
first-visit-together | Ensikäynti yhdessä | Första besöket tillsammans | First visit together
"""),
    "capacity-status": ("Capacity of a service", "Whether the service can take clients; older than 30 days it is shown as unknown.", """
capacity | Tilaa on | Plats finns | Has capacity
waitlist | Jono | Kö | Waiting list
no-capacity | Ei tilaa | Ingen plats | No capacity
additional-assessment-required | Vaatii lisäarvion | Kräver ytterligare bedömning | Additional assessment required
"""),
    "stiglitz": ("Dimensions of wellbeing", "The eight dimensions of wellbeing after Stiglitz, Sen and Fitoussi.", """
living-standard | Aineellinen elintaso | Materiell levnadsstandard | Material living standard
health | Terveys | Hälsa | Health
education | Koulutus | Utbildning | Education
activities | Henkilökohtainen toiminta ja työ | Personliga aktiviteter och arbete | Personal activities and work
voice | Vaikuttaminen ja hallinto | Inflytande och styrning | Political voice and governance
social | Sosiaaliset suhteet | Sociala relationer | Social connections
environment | Ympäristö | Miljö | Environment
insecurity | Turvattomuus | Otrygghet | Insecurity
"""),
    "service-kind": ("Kinds of service", "What kind of thing the service is.", """
group-activity | Ryhmätoiminta | Gruppverksamhet | Group activity
place | Paikka | Plats | Place
self-care-programme | Omahoito-ohjelma | Egenvårdsprogram | Self-care programme
digital-service | Digipalvelu | Digital tjänst | Digital service
guidance | Ohjaus ja neuvonta | Handledning och rådgivning | Guidance
"""),
    "accessibility": ("Accessibility of a place", "What a visitor with a disability needs to know.", """
step-free | Esteetön sisäänkäynti | Tillgänglig ingång | Step-free entrance
accessible-toilet | Esteetön WC | Tillgänglig toalett | Accessible toilet
accessible-parking | Invapysäköinti | Handikapparkering | Accessible parking
induction-loop | Induktiosilmukka | Hörslinga | Induction loop
pool-lift | Allasnostin | Bassänglift | Pool lift
level-path | Tasainen reitti | Jämn led | Level path
guide-dog | Opaskoira tervetullut | Ledarhund välkommen | Guide dog welcome
"""),
    "role": ("Roles of callers", "The roles that a token names; link-worker is also who a pool asks for.", """
system | Tietojärjestelmä | Informationssystem | System
referrer | Lähettäjä | Remittent | Referrer
link-worker | Linkkihenkilö | Kontaktperson | Link worker
coordinator | Koordinoiva linkkihenkilö | Koordinerande kontaktperson | Coordinating link worker
producer | Palvelun tuottaja | Serviceproducent | Service producer
light-participant | Kevyt osallistuja | Lätt deltagare | Light participant
editor | Palvelutietojen ylläpitäjä | Redaktör för tjänster | Directory editor
client | Asiakas | Klient | Client
proxy | Puolesta asioija | Ombud | Proxy
auditor | Tietosuojavastaava | Dataskyddsombud | Auditor
administrator | Pääkäyttäjä | Administratör | Administrator
importer | Tietojen tuoja | Importör | Importer
tester | Testaaja | Testare | Tester
"""),
    "basic-kind": ("Kinds of Basic resources", "What a Basic of this server's own is.", """
closure | Sulkeumataulukko | Tillslutningstabell | Closure table | Kept by $closure for the organisation that named it.
break-glass | Hätäkatselu | Nödåtkomst | Break-glass | Why somebody opened a person's record by $break-glass.
"""),
    "age-band": ("Age bands", "How a pool sees age.", """
under-13 | Alle 13 | Under 13 | Under 13
13-17 | 13–17 | 13–17 | 13–17
18-29 | 18–29 | 18–29 | 18–29
30-64 | 30–64 | 30–64 | 30–64
65-74 | 65–74 | 65–74 | 65–74
75-84 | 75–84 | 75–84 | 75–84
85-over | 85 vuotta tai yli | 85 år eller över | 85 or over
"""),
    "score": ("Scores of instruments", "What a score Observation measures.", """
who-5 | WHO-5, 0–100 | WHO-5, 0–100 | WHO-5, 0–100 | Raw sum of five items, 0 to 25, times four.
falls-risk | Kaatumisriski | Fallrisk | Risk of falling | Number of yes answers of three.
"""),
    "score-rule": ("Rules that interpret a score", "Which cut was used; the method of a score Observation.", """
who-5-1 | WHO-5: enintään 50 matala, enintään 28 selvitettävä | WHO-5: högst 50 lågt, högst 28 bör utredas | WHO-5: at most 50 is low, at most 28 asks for an assessment
falls-risk-1 | Kaatuminen: yksikin kyllä on riski | Fall: ett ja är en risk | Falls: any yes is a risk
"""),
    "who-5-answer": ("Answers of a WHO-5 item", "The values 0 to 5; the wording of the scale is the region's to load.", """
0 | 0 | 0 | 0
1 | 1 | 1 | 1
2 | 2 | 2 | 2
3 | 3 | 3 | 3
4 | 4 | 4 | 4
5 | 5 | 5 | 5
"""),
    "wellbeing-map-answer": ("Answers of the wellbeing map", "How well an area of life goes now.", """
0 | Hyvin huonosti | Mycket dåligt | Very badly
1 | Melko huonosti | Ganska dåligt | Rather badly
2 | Vaihtelevasti | Varierande | Up and down
3 | Melko hyvin | Ganska bra | Rather well
4 | Hyvin | Bra | Well
"""),
    "wellbeing-county": ("Wellbeing services counties", "Numbers of Statistics Finland's classification of wellbeing services counties, with Helsinki, Åland and HUS. Source of the facts: Statistics Finland, CC BY 4.0.", """
01 | Itä-Uusimaa | Östra Nyland | East Uusimaa
02 | Keski-Uusimaa | Mellersta Nyland | Central Uusimaa
03 | Länsi-Uusimaa | Västra Nyland | West Uusimaa
04 | Vantaa ja Kerava | Vanda och Kervo | Vantaa and Kerava
05 | Varsinais-Suomi | Egentliga Finland | Southwest Finland
06 | Satakunta | Satakunta | Satakunta
07 | Kanta-Häme | Egentliga Tavastland | Kanta-Häme
08 | Pirkanmaa | Birkaland | Pirkanmaa
09 | Päijät-Häme | Päijänne-Tavastland | Päijät-Häme
10 | Kymenlaakso | Kymmenedalen | Kymenlaakso
11 | Etelä-Karjala | Södra Karelen | South Karelia
12 | Etelä-Savo | Södra Savolax | South Savo
13 | Pohjois-Savo | Norra Savolax | North Savo
14 | Pohjois-Karjala | Norra Karelen | North Karelia
15 | Keski-Suomi | Mellersta Finland | Central Finland
16 | Etelä-Pohjanmaa | Södra Österbotten | South Ostrobothnia
17 | Pohjanmaa | Österbotten | Ostrobothnia
18 | Keski-Pohjanmaa | Mellersta Österbotten | Central Ostrobothnia
19 | Pohjois-Pohjanmaa | Norra Österbotten | North Ostrobothnia
20 | Kainuu | Kajanaland | Kainuu
21 | Lappi | Lappland | Lapland
90 | Helsinki | Helsingfors | Helsinki
91 | Ahvenanmaa | Åland | Åland
HUS | HUS-yhtymä | HUS-sammanslutningen | HUS Group
"""),
}

FRAGMENTS = {
    "ptv-service-class": (f"{PTV}/ptvserclass2", "Service classes of the Finnish Service Catalogue", "The classes that lead to a category of health and wellbeing promotion.", """
P4.12 | Sosiaalipalvelujen vertais- ja vapaaehtoistoiminta | Stöd av likställda och frivilligverksamhet inom socialtjänsterna | Peer and voluntary activities in social services
P4.13 | Sosiaalipalvelujen neuvonta- ja ohjauspalvelut | Socialtjänsternas rådgivnings- och handledningstjänster | Social service advisory and guidance services
P5.7 | Päihde- ja mielenterveyspalvelut | Tjänster för missbrukare och mentalvårdstjänster | Intoxicant abuse and mental health services
P5.8 | Terveystarkastukset | Hälsoundersökningar | Health examinations
P5.11 | Oma- ja itsehoito | Egen- och självvård | Self-care
P5.16 | Terveyden vertais- ja vapaaehtoistoiminta | Hälsovårdens stöd av likställda och frivilligverksamhet | Health-related peer and voluntary activities
P5.17 | Terveyden ja hyvinvoinnin neuvonta- ja ohjauspalvelut | Hälsovårdens rådgivnings- och handledningstjänster | Advisory and guidance services for health and well-being
P5.20 | Ravinto | Näring | Nutrition
P8.3 | Kansalaisvaikuttaminen | Medborgarnas medverkan | Civic participation
P8.4 | Kansalaisjärjestöjen toiminta | Frivilligorganisationers verksamhet | Activities of non-governmental organisations
P10.8 | Työttömien järjestöt ja vertaistuki | Föreningar och kamratstöd för arbetslösa | Organisations of the unemployed and peer support
P15.1 | Henkilön talous- ja velkaneuvonta | Ekonomi- och skuldrådgivning för privatpersoner | Financial and debt advisory services for individuals
P25.1 | Kirjastot | Bibliotek | Libraries
P25.2 | Taiteet | Konst | Arts
P25.3 | Museot | Museer | Museums
P25.5 | Vapaa-ajan palvelut | Fritidstjänster | Free-time services
P25.6 | Uskonnot ja elämänkatsomukset | Religioner och livsåskådningar | Religions and world views
P25.7 | Vapaa sivistystyö ja taidekasvatus | Fritt bildningsarbete och konstfostran | Free adult education and art education
P27.1 | Liikunta ja urheilu | Motion och idrott | Sports and exercise
P27.2 | Ulkoliikunta ja retkeily | Camping | Hiking
P28.1 | Avoin nuorisotyö | Öppet ungdomsarbete | Open youth work
P28.2 | Nuorten harrastukset ja omaehtoinen toiminta | Ungas hobbyer och verksamhet på eget initiativ | Young people's hobbies and independent activities
"""),
    "ptv-target-group": (f"{PTV}/ptvkohderyhmat", "Target groups of the Finnish Service Catalogue", "The groups of citizens.", """
KR1 | Kansalaiset | Medborgare | Citizens
KR1.1 | Ikäihmiset | De äldre | Seniors
KR1.2 | Lapset ja lapsiperheet | Barn och barnfamiljer | Children and families with children
KR1.3 | Nuoret | De unga | Young people
KR1.4 | Pitkäaikaissairaat | Långtidssjuka | People with long-term illnesses
KR1.5 | Ulkosuomalaiset | Utlandsfinländare | Expatriate Finns
KR1.6 | Vammaiset | Handikappade | Disabled people
"""),
    "ptv-life-event": (f"{PTV}/ptvelti", "Life events of the Finnish Service Catalogue", "Usable as reasons of a welfare referral.", """
KE1 | Lapsen saaminen | Att få barn | Having a child
KE2 | Asevelvollisuus | Värnplikt | Conscription
KE3 | Kokoaikaisen opiskelun aloittaminen | Inledande av heltidsstudier | Beginning full-time studies
KE4 | Muuttaminen | Flyttning | Moving
KE5 | Maahanmuuttajana Suomeen | Till Finland som invandrare | Immigrating to Finland
KE7 | Avioero | Skilsmässa | Divorce
KE8 | Työttömäksi jääminen | Att bli arbetslös | Losing a job
KE9 | Velkaantuminen | Skuldsättning | Burdened by debt
KE10 | Eläkkeelle siirtyminen | Att gå i pension | Retirement
KE11 | Vakava sairastuminen | När man blir allvarligt sjuk | Falling seriously ill
KE12 | Kuntoutus | Rehabilitering | Rehabilitation
KE13 | Omaishoitajana toimiminen | Att arbeta som anhörigvårdare | Giving informal care
KE14 | Omaisen kuolema | När en anhörig avlider | Death of a close family member
"""),
}

# Value sets that hold more than the code system of their name.
INCLUDES = {
    "referral-reason": [{"system": f"{BASE}/CodeSystem/referral-reason"}, {"system": f"{PTV}/ptvelti"}],
    "task-code": [
        {"system": f"{BASE}/CodeSystem/task-code"},
        {"system": "http://hl7.org/fhir/CodeSystem/task-code", "concept": [{"code": "fulfill"}, {"code": "abort"}]}],
    "task-business-status": [{"system": f"{BASE}/CodeSystem/task-business-status", "concept": [{"code": code} for code in (
        "preparing awaiting-claim awaiting-response acknowledged information-requested assigned contacted in-activity waitlisted paused "
        "declined expired withdrawn consent-withdrawn rerouted deceased moved-away joined guided ended not-fulfilled").split()]}],
}

VALUE_SETS = {
    "service-class": ("Service classes of health and wellbeing promotion", "The classes of the Finnish Service Catalogue that lead to a category.",
                      [{"system": f"{PTV}/ptvserclass2"}]),
    "target-group": ("Target groups", "The groups of citizens that a service is for.", [{"system": f"{PTV}/ptvkohderyhmat"}]),
    "life-event": ("Life events", "Situations in which a service is offered.", [{"system": f"{PTV}/ptvelti"}]),
    "municipality": ("Municipalities", "The municipalities of Finland.", [{"system": "urn:oid:1.2.246.537.6.21"}]),
    "area": ("Areas", "A municipality or a wellbeing services county.",
             [{"system": "urn:oid:1.2.246.537.6.21"}, {"system": f"{BASE}/CodeSystem/wellbeing-county"}]),
}
