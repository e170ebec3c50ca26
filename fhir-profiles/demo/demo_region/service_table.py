"""The rows of the service directory. Texts are (name, one sentence) in Finnish, Swedish and, where it is given, English."""
import dataclasses

ROWS = []


@dataclasses.dataclass
class Row:
    position: int
    key: str
    organization: str
    place: str          # key of organizations.PLACES; empty: no fixed place
    categories: str     # hyte-category, space between
    classes: str        # PTV service classes
    kind: str
    price: str          # free, cost
    languages: str
    groups: str         # PTV target groups
    events: str         # PTV life events
    hours: str
    fi: tuple
    sv: tuple
    en: tuple = None
    capacity: str = "capacity"
    note: str = ""
    capacity_age: int = 20   # days since the capacity was said, never older than the last check of the entry
    verified: int = 30       # days since the entry was last said to be right
    covers: str = ""         # municipalities, or 17 for the whole county; empty: that of the place
    join: str = "open"
    active: bool = True


def service(*cells, **more):
    ROWS.append(Row(len(ROWS) + 1, *cells, **more))


# Exercise

service("vaasa-vesijumppa", "vaasa", "vaasa-uimahalli", "liikunta", "P27.1", "group-activity", "cost", "fi sv", "KR1.1 KR1.4", "KE10 KE12",
        "tue thu 10:00-10:45",
        ("Senioreiden vesijumppa", "Lempeää vesijumppaa lämpimässä altaassa, ohjaus kahdella kielellä."),
        ("Vattengymnastik för seniorer", "Skonsam vattengymnastik i varm bassäng, ledning på två språk."),
        ("Water gymnastics for seniors", "Gentle exercise in a warm pool, led in two languages."),
        capacity="waitlist", note="Noin kaksi viikkoa", join="call", verified=9)
service("vaasa-tasapaino", "ketterat-seniorit", "vaasa-ristinummi", "liikunta", "P27.1", "group-activity", "free", "fi sv", "KR1.1 KR1.4", "KE10 KE12",
        "mon wed 13:00-14:00",
        ("Tasapainoryhmä Pystyssä", "Tasapainoa ja lihasvoimaa kaatumista pelkääville; välineet paikalla, tauot saa pitää milloin vain."),
        ("Balansgruppen På benen", "Balans och muskelstyrka för dem som är rädda för att falla; redskap finns, pauser när som helst."),
        ("Balance group On your feet", "Balance and strength for people who are afraid of falling; equipment provided, breaks at any time."),
        join="referral", verified=6)
service("vaasa-kuntosali-alku", "vaasa", "vaasa-uimahalli", "liikunta", "P27.1", "group-activity", "cost", "fi sv en", "KR1 KR1.4", "KE8 KE12",
        "mon wed fri 09:00-10:30",
        ("Kuntosalin alkeiskurssi", "Kuusi kertaa pienessä ryhmässä, oma ohjelma kotiin vietäväksi."),
        ("Grundkurs i konditionssalen", "Sex gånger i liten grupp, med eget program att ta hem."),
        ("Gym for beginners", "Six sessions in a small group and a programme of your own to take home."), join="referral")
service("vaasa-tuolijumppa", "ketterat-seniorit", "vahakyro-kirjasto", "liikunta", "P27.1", "group-activity", "free", "fi", "KR1.1", "KE10 KE14",
        "thu 11:00-11:45",
        ("Tuolijumppa kirjastossa", "Istuen tehtävää jumppaa ja kahvit päälle."),
        ("Stolgymnastik på biblioteket", "Gymnastik sittande på stol, och kaffe efteråt. Leds på finska."))
service("mustasaari-pingis", "saaristosoutajat", "mustasaari-kulttuuritalo", "liikunta osallisuus", "P27.1 P8.4", "group-activity", "free", "sv fi", "KR1 KR1.1", "KE8 KE10",
        "tue 17:00-19:00",
        ("Pöytätennisilta kaikille", "Mailat lainaksi; vierestä saa myös katsella."),
        ("Bordtenniskväll för alla", "Racketar till låns; det går också bra att titta på."),
        ("Table tennis for everyone", "Rackets to borrow; watching is fine too."))
service("mustasaari-soutu", "saaristosoutajat", "raippaluoto-silta", "liikunta luonto", "P27.1 P27.2", "group-activity", "free", "sv fi en", "KR1", "KE5 KE8",
        "wed 18:00-20:00",
        ("Kirkkovenesoutu", "Soutua isolla veneellä kesäkaudella; ensikertalainen saa paikan kokeneen vierestä."),
        ("Rodd i kyrkbåt", "Rodd i stor båt under sommarsäsongen; nybörjaren sitter bredvid en van roddare."),
        ("Church boat rowing", "Rowing in a big boat in summer; beginners sit beside an experienced rower."), join="call", verified=70)
service("pietarsaari-vesijuoksu", "pietarsaari", "pietarsaari-uimahalli", "liikunta", "P27.1", "group-activity", "cost", "sv fi", "KR1 KR1.1", "KE12",
        "mon thu 08:00-08:45",
        ("Ohjattu vesijuoksu", "Aamun vesijuoksu omaan tahtiin, vyöt saa lainaksi."),
        ("Ledd vattenlöpning", "Vattenlöpning på morgonen i egen takt, bälten lånas ut."), join="call")
service("pietarsaari-liikuntaneuvonta", "pietarsaari", "tellushalli", "liikunta elintavat", "P27.1 P5.11", "guidance", "free", "sv fi en", "KR1 KR1.4", "KE8 KE11 KE12",
        "tue 12:00-16:00",
        ("Liikuntaneuvonta", "Kolme tapaamista: mistä pidät, mihin jaksat, mitä kokeillaan ensin."),
        ("Motionsrådgivning", "Tre träffar: vad du tycker om, vad du orkar, vad vi prövar först."),
        ("Exercise counselling", "Three meetings: what you like, what you have strength for, what to try first."), join="referral", verified=14)
service("tellus-kavelyfutis", "pietarsaari", "tellushalli", "liikunta", "P27.1", "group-activity", "free", "sv fi en", "KR1 KR1.1", "KE5 KE10",
        "fri 10:00-11:00",
        ("Kävelyfutis", "Jalkapalloa kävellen, sisällä ja ilman kilpailua."),
        ("Gåfotboll", "Fotboll i gångtakt, inomhus och utan tävling."),
        ("Walking football", "Football at walking pace, indoors and without competition."))
service("terjarvi-voimaa", "kruunupyy", "terjarvi-halli", "liikunta", "P27.1", "group-activity", "cost", "sv", "KR1.1", "KE10 KE12",
        "wed 14:00-15:00",
        ("Voimaa vanhuuteen", "Kuntosaliryhmä yli 65-vuotiaille; ohjaus ruotsiksi."),
        ("Kraft på äldre dagar", "Konditionssalsgrupp för dem som fyllt 65."), verified=200)
service("norrvalla-selka", "voyri", "norrvalla", "liikunta elintavat", "P27.1 P5.11", "group-activity", "cost", "sv fi", "KR1 KR1.4", "KE8 KE12",
        "tue 18:00-19:00",
        ("Selkäryhmä", "Kymmenen viikon ryhmä selän ja hartioiden vaivoihin."),
        ("Rygggruppen", "Grupp på tio veckor för besvär i rygg och axlar."),
        ("Back group", "A ten-week group for back and shoulder trouble."), join="referral")
service("laihia-perhejumppa", "laihia", "laihia-kirjasto", "liikunta osallisuus", "P27.1 P28.2", "group-activity", "free", "fi sv", "KR1.2", "KE1",
        "sat 10:00-11:00",
        ("Perhejumppa", "Temppurata alle kouluikäisille ja aikuiselle yhdessä."),
        ("Familjegymnastik", "Hinderbana för barn under skolåldern och en vuxen tillsammans."))
service("petolahti-sahly", "maalahti", "petolahti", "liikunta osallisuus", "P27.1 P28.2", "group-activity", "free", "sv fi", "KR1.3 KR1.2", "",
        "thu 16:00-17:30",
        ("Nuorten matalan kynnyksen sähly", "Pelataan ilman seuraa ja maksuja."),
        ("Innebandy med låg tröskel för unga", "Vi spelar utan förening och avgifter."),
        ("Easy floorball for young people", "Playing without a club and without fees."))
service("narpio-vesijumppa", "narpio", "narpio-uimahalli", "liikunta", "P27.1", "group-activity", "cost", "sv fi", "KR1.1 KR1.4 KR1.6", "KE10 KE12",
        "mon wed 11:00-11:45",
        ("Vesijumppa, allasnostin käytössä", "Rauhallinen ryhmä, avustaja pääsee maksutta mukaan."),
        ("Vattengymnastik, bassänglift finns", "Lugn grupp, assistenten kommer med utan avgift."),
        ("Water gymnastics with a pool lift", "A calm group; an assistant comes along free of charge."), join="call")

# Nature

service("vaasa-luontokavely", "rantapolku", "vaasa-hietasaari", "luonto", "P27.2", "group-activity", "free", "fi sv", "KR1 KR1.1", "KE10 KE14",
        "tue 11:00-12:30",
        ("Rauhallinen luontokävely Hietasaaressa", "Kaksi kilometriä tasaista polkua, penkkejä matkalla, kävellään hitaimman tahtiin."),
        ("Lugn naturpromenad på Sandö", "Två kilometer jämn stig med bänkar, vi går i den långsammastes takt."),
        ("Slow nature walk on Hietasaari", "Two kilometres of level path with benches, at the pace of the slowest."), verified=4)
service("vaasa-ojberg-polku", "vaasa", "vaasa-ojberget", "luonto", "P27.2", "place", "free", "fi sv", "KR1", "", "always",
        ("Öjbergin luontopolku", "Merkitty polku ja laavu omaan retkeilyyn."),
        ("Öjbergets naturstig", "Märkt stig och vindskydd för egna utflykter."),
        ("Öjberget nature trail", "A marked trail with a shelter for walks of your own."))
service("vaasa-metsamieli", "rantapolku", "vaasa-ojberget", "luonto elintavat", "P27.2 P5.11", "group-activity", "free", "fi sv", "KR1 KR1.4", "KE8 KE11 KE14",
        "thu 14:00-16:00",
        ("Metsämieli-ryhmä", "Kahdeksan kertaa metsässä: hengitystä, aisteja ja nuotiokahvit alakuloon ja kuormitukseen."),
        ("Skogsro-gruppen", "Åtta gånger i skogen: andning, sinnen och kaffe vid elden, för nedstämdhet och belastning."),
        ("Forest calm group", "Eight times in the forest: breathing, senses and coffee by the fire, for low mood and strain."),
        capacity="waitlist", note="Seuraava ryhmä kuukauden päästä", join="referral", verified=11)
service("soderfjarden-linnut", "rantapolku", "vaasa-soderfjarden", "luonto osallisuus", "P27.2 P8.4", "group-activity", "free", "sv fi", "KR1 KR1.1", "KE10",
        "sat 08:00-10:00",
        ("Lintuaamu Söderfjärdenillä", "Kiikarit lainataan, lyhyt kävely ja termoskahvit."),
        ("Fågelmorgon på Söderfjärden", "Kikare lånas ut, kort promenad och termoskaffe."),
        ("Bird morning at Söderfjärden", "Binoculars to borrow, a short walk and coffee from the flask."))
service("kirkkopuisto-pelit", "vaasa", "vaasa-kirkkopuisto", "luonto osallisuus", "P27.2 P8.4", "group-activity", "free", "fi sv en", "KR1 KR1.1", "KE5 KE10",
        "wed 12:00-14:00",
        ("Puiston pihapelit", "Mölkkyä ja petankkia puiston varjossa."),
        ("Parkens gårdsspel", "Mölkky och petanque i parkens skugga."),
        ("Games in the park", "Mölkky and pétanque in the shade of the park."))
service("svedjehamn-polku", "mustasaari", "svedjehamn", "luonto", "P27.2", "place", "free", "sv fi en", "KR1", "", "always",
        ("Bodvattnetin polku", "Neljän kilometrin polku maankohoamisrannalla, näkötorni."),
        ("Bodvattnets stig", "Fyra kilometer stig vid landhöjningskusten, utsiktstorn."),
        ("Bodvattnet trail", "Four kilometres along the rising coast, with a lookout tower."))
service("saaristo-talkoot", "saaristosoutajat", "svedjehamn", "luonto osallisuus", "P27.2 P8.4", "group-activity", "free", "sv", "KR1 KR1.3", "KE8",
        "sat 10:00-14:00",
        ("Saaristotalkoot", "Polkujen ja laitureiden kunnostusta yhdessä, ruoka tarjotaan; kieli ruotsi."),
        ("Skärgårdstalko", "Vi sköter stigar och bryggor tillsammans, mat ingår."), join="call")
service("faboda-retki", "pietarsaari", "faboda", "luonto", "P27.2", "group-activity", "free", "sv fi", "KR1 KR1.2", "KE1 KE5",
        "sun 12:00-14:00",
        ("Perheiden rantaretki Fäbodassa", "Eväät mukaan; opas tuntee kivet, simpukat ja tarinat."),
        ("Familjernas strandutflykt i Fäboda", "Ta med matsäck; guiden kan stenar, musslor och berättelser."),
        ("Family beach outing in Fäboda", "Bring a snack; the guide knows stones, shells and stories."))
service("koulupuisto-puutarha", "vire", "koulupuisto", "luonto osallisuus", "P27.2 P10.8", "group-activity", "free", "sv fi", "KR1 KR1.4", "KE8 KE11",
        "mon wed 10:00-12:00",
        ("Puutarharyhmä Koulupuistossa", "Istutuksia ja haravointia omin voimin, välillä istutaan."),
        ("Trädgårdsgruppen i Skolparken", "Plantering och krattning efter egna krafter, med sittpauser."),
        ("Garden group in the School Park", "Planting and raking as your strength allows."), join="referral")
service("ahtava-polku", "pedersore", "ahtava-joki", "luonto", "P27.2", "place", "free", "sv fi", "KR1", "", "always",
        ("Ähtävänjoen rantapolku", "Joenvarren polku, laavu ja tulentekopaikka."),
        ("Strandstigen vid Esse å", "Stig längs ån, vindskydd och eldplats."))
service("kaskinen-rantareitti", "kaskinen", "kaskinen-ranta", "luonto", "P27.2", "place", "free", "fi sv", "KR1 KR1.6", "", "always",
        ("Esteetön rantareitti", "Päällystetty reitti meren rannassa, sopii pyörätuolille."),
        ("Tillgänglig strandled", "Belagd led vid havet, lämpar sig för rullstol."),
        ("Accessible shore path", "A paved path by the sea, fit for a wheelchair."))
service("lapvaartti-kalastus", "rantapolku", "lapvaartti-joki", "luonto osallisuus", "P27.2 P8.4", "group-activity", "free", "sv fi", "KR1.3 KR1", "KE8",
        "thu 17:00-20:00",
        ("Nuorten ja ukkien kalailta", "Välineet lainataan, kalaa tai ei."),
        ("Fiskekväll för unga och farfäder", "Redskap lånas ut, fisk eller inte."), join="call", verified=95)

# Participation

service("vaasa-majakkakahvila", "majakkatupa", "vaasa-kirjasto", "osallisuus", "P4.12 P8.4", "group-activity", "free", "fi sv en", "KR1 KR1.1", "KE4 KE14",
        "mon fri 13:00-16:00",
        ("Majakkakahvila", "Avoin kahvihetki niille, joilla ei ole juttuseuraa; isäntä istuu aina pöydässä."),
        ("Fyrkaféet", "Öppen kaffestund för dem som saknar sällskap; en värd sitter alltid vid bordet."),
        ("Lighthouse café", "An open coffee hour for anyone without company; a host is always at the table."), verified=3)
service("vaasa-ystavatoiminta", "majakkatupa", "", "osallisuus", "P4.12", "group-activity", "free", "fi sv", "KR1.1 KR1.4", "KE14",
        "",
        ("Ystävätoiminta kotona", "Koulutettu vapaaehtoinen käy kylässä kahden viikon välein."),
        ("Vänverksamhet hemma", "En utbildad frivillig kommer på besök varannan vecka."),
        ("Befriending at home", "A trained volunteer visits every other week."),
        covers="905 499", join="referral", capacity="waitlist", note="Ruotsinkielisiä ystäviä heti, suomenkielisiä kuukauden päästä")
service("uudet-juuret-kielikahvila", "uudet-juuret", "vaasa-ristinummi", "osallisuus", "P8.4 P8.3", "group-activity", "free", "fi sv en uk ar so", "KR1", "KE4 KE5",
        "tue 17:00-19:00",
        ("Kielikahvila", "Suomea ja ruotsia arkisista asioista, lapset mukaan."),
        ("Språkkafé", "Finska och svenska om vardagen, barnen får vara med."),
        ("Language café", "Finnish and Swedish about everyday things, children welcome."), verified=16)
service("uudet-juuret-naiset", "uudet-juuret", "vaasa-ristinummi", "osallisuus kulttuuri", "P8.4 P25.5", "group-activity", "free", "fi en uk ar", "KR1", "KE1 KE5",
        "thu 10:00-12:00",
        ("Naisten käsityöaamu", "Kudotaan, ommellaan ja puhutaan; lastenhoito järjestetty."),
        ("Kvinnornas handarbetsmorgon", "Vi stickar, syr och pratar; barnpassning ordnas."),
        ("Women's craft morning", "Knitting, sewing and talking; child care arranged."))
service("vire-paivatupa", "vire", "pietarsaari-kirjasto", "osallisuus", "P10.8 P4.12", "group-activity", "free", "sv fi", "KR1", "KE8 KE9",
        "mon tue wed thu fri 09:00-14:00",
        ("Päivätupa Vire", "Avoin paikka työttömille: aamupuuro, lehdet, pieniä töitä."),
        ("Dagstugan Vire", "Öppen plats för arbetslösa: morgongröt, tidningar, små sysslor."),
        ("Day room Vire", "An open place for people out of work: porridge, papers, small jobs."))
service("vire-tyopaja", "vire", "juthbacka", "osallisuus", "P10.8 P28.2", "group-activity", "free", "sv fi", "KR1 KR1.3", "KE8",
        "tue thu 09:00-13:00",
        ("Puupaja", "Huonekalujen kunnostusta ohjaajan kanssa, aloitus vaikka tunnilla."),
        ("Träverkstaden", "Möbelrenovering med handledare, börja gärna med en timme."), join="referral")
service("tuulentupa-omaishoitajat", "tuulentupa", "narpio-kirjasto", "osallisuus", "P5.16 P4.12", "group-activity", "free", "sv fi", "KR1 KR1.1", "KE13",
        "wed 13:00-15:00",
        ("Omaishoitajien vertaisryhmä", "Kaksi tuntia omaa aikaa; hoidettavalle järjestyy seuraa viereiseen huoneeseen."),
        ("Närståendevårdarnas kamratgrupp", "Två timmar egen tid; den som vårdas får sällskap i rummet intill."),
        ("Peer group for informal carers", "Two hours of your own; company for the person cared for in the next room."), verified=8)
service("tuulentupa-leski", "tuulentupa", "kristiina-kirjasto", "osallisuus", "P4.12 P25.6", "group-activity", "free", "sv fi", "KR1.1 KR1", "KE14",
        "mon 14:00-16:00",
        ("Sururyhmä", "Kuusi tapaamista puolisonsa tai läheisensä menettäneille."),
        ("Sorggruppen", "Sex träffar för dem som mist sin make eller en närstående."),
        ("Bereavement group", "Six meetings for those who have lost a spouse or someone close."), join="referral")
service("vaasa-nuortentila", "vaasa", "vaasa-ristinummi", "osallisuus", "P28.1", "place", "free", "fi sv en", "KR1.3", "KE5",
        "mon tue wed thu 15:00-20:00",
        ("Nuorten tila Ristinummi", "Oma paikka koulun jälkeen, ohjaajat paikalla."),
        ("Ungdomsutrymmet Korsnäståget", "En egen plats efter skolan, ledare på plats."),
        ("Ristinummi youth space", "A place of your own after school, with youth workers."))
service("korsnas-kylatupa", "korsnas", "korsnas-kirjasto", "osallisuus", "P8.4 P4.12", "group-activity", "free", "sv fi", "KR1 KR1.1", "KE4 KE10",
        "thu 12:00-15:00",
        ("Kylätupa", "Lounas ja ohjelmaa, kyytejä kysyttäessä."),
        ("Bystugan", "Lunch och program, skjuts på begäran."), verified=40)
service("luoto-vaikuttajat", "luoto", "luoto-kirjasto", "osallisuus", "P8.3", "group-activity", "free", "sv fi", "KR1.1 KR1.6", "KE10",
        "tue 18:00-20:00",
        ("Kuntalaisten vaikuttamisilta", "Vanhus- ja vammaisneuvoston avoin ilta kerran kuussa."),
        ("Kommuninvånarnas påverkanskväll", "Äldre- och handikapprådets öppna kväll en gång i månaden."), verified=190)
service("pedersore-leikkitupa", "pedersore", "pedersore-kirjasto", "osallisuus", "P28.2 P4.12", "group-activity", "free", "sv fi", "KR1.2", "KE1",
        "tue fri 09:30-11:30",
        ("Perheiden leikkitupa", "Taaperoille leikkiä, vanhemmille juttuseuraa."),
        ("Familjernas lekstuga", "Lek för de minsta, sällskap för föräldrarna."),
        ("Family playroom", "Play for toddlers, company for parents."))

# Culture

service("loiste-kuoro", "loiste", "pietarsaari-kirjasto", "kulttuuri", "P25.2", "group-activity", "free", "sv fi", "KR1 KR1.1", "KE10 KE14",
        "wed 18:00-19:30",
        ("Jokaisen kuoro", "Ei koelaulua; lauletaan kahdella kielellä tuttuja lauluja."),
        ("Allas kör", "Ingen provsång; vi sjunger bekanta sånger på två språk."),
        ("Everybody's choir", "No audition; familiar songs in two languages."))
service("loiste-maalaus", "loiste", "juthbacka", "kulttuuri", "P25.2 P25.7", "group-activity", "cost", "sv fi", "KR1 KR1.4", "KE8 KE11",
        "mon 17:00-19:00",
        ("Maalausryhmä Värin vuoro", "Maalataan ilman arvostelua; tarvikkeet Kaikukortilla maksutta."),
        ("Målargruppen Färgens tur", "Vi målar utan bedömning; material gratis med Kaikukortet."),
        ("Painting group Colour's turn", "Painting without grades; materials free with a Kaiku Card."), join="referral", verified=21)
service("vaasa-museohetki", "vaasa", "vaasa-museo", "kulttuuri", "P25.3", "group-activity", "cost", "fi sv", "KR1 KR1.1 KR1.6", "KE10",
        "thu 13:00-14:30",
        ("Hidas museohetki", "Kolme esinettä, aikaa ja tuoleja."),
        ("Långsam museistund", "Tre föremål, gott om tid och stolar."),
        ("Slow hour at the museum", "Three objects, time and chairs."), join="call")
service("kuntsi-taidekavely", "loiste", "vaasa-kuntsi", "kulttuuri", "P25.3 P25.2", "group-activity", "free", "fi sv en", "KR1", "KE5 KE8",
        "tue 14:00-15:30",
        ("Taidekävely ja kahvit", "Katsotaan yksi huone ja puhutaan siitä, mitä se herättää."),
        ("Konstpromenad och kaffe", "Vi ser ett rum och talar om vad det väcker."),
        ("Art walk and coffee", "One room, and talk about what it stirs up."))
service("vaasa-lukupiiri", "vaasa", "vaasa-kirjasto", "kulttuuri osallisuus", "P25.1 P4.12", "group-activity", "free", "fi", "KR1 KR1.1", "KE10 KE14",
        "wed 14:00-15:30",
        ("Ääneen lukemisen piiri", "Kirjaa ei tarvitse lukea etukäteen: se luetaan yhdessä."),
        ("Högläsningscirkel på finska", "Boken läses inte i förväg utan tillsammans."))
service("mustasaari-lasning", "mustasaari", "mustasaari-kirjasto", "kulttuuri osallisuus", "P25.1 P4.12", "group-activity", "free", "sv", "KR1 KR1.1", "KE10 KE14",
        "thu 13:00-14:30",
        ("Lukupiiri ruotsiksi", "Ääneen lukua ja keskustelua ruotsiksi."),
        ("Högläsning på biblioteket", "Vi läser högt och samtalar i lugn takt."),
        ("Reading aloud in Swedish", "Reading and talking, in Swedish."))
service("kotikirjasto", "pohjanmaa", "", "kulttuuri", "P25.1", "digital-service", "free", "fi sv", "KR1.1 KR1.6", "KE11",
        "",
        ("Kirjat kotiin", "Kirjasto tuo kirjat ja äänikirjat kotiin, kun et pääse itse."),
        ("Böcker hem", "Biblioteket kommer hem med böcker och ljudböcker när du inte kan komma själv."),
        ("Books to your home", "The library brings books when you cannot come."), covers="17", join="call")
service("uusikaarlepyy-kansantanssi", "uusikaarlepyy", "juthbacka", "kulttuuri liikunta", "P25.2 P25.7 P27.1", "group-activity", "cost", "sv", "KR1 KR1.1", "KE10",
        "tue 18:30-20:00",
        ("Seuratanssin ilta", "Vanhat tanssit opetellaan alusta; parin ei tarvitse olla valmiina. Kieli ruotsi."),
        ("Kväll med gammaldans", "De gamla danserna från början; du behöver ingen partner."))
service("kuddnas-tarinat", "uusikaarlepyy", "kuddnas", "kulttuuri", "P25.3", "group-activity", "free", "sv fi", "KR1.1 KR1.2", "KE10",
        "sun 14:00-15:00",
        ("Sukupolvien tarinatuokio", "Satuja ja muistoja lapsille ja isovanhemmille."),
        ("Berättarstund över generationer", "Sagor och minnen för barn och mor- och farföräldrar."), verified=120)
service("oravainen-kutojat", "voyri", "oravainen", "kulttuuri osallisuus", "P25.5 P8.4", "group-activity", "free", "sv fi", "KR1 KR1.1", "KE4 KE14",
        "wed 17:00-19:00",
        ("Kutojat", "Langat löytyvät, neuvoja saa vierustoverilta."),
        ("Stickcaféet", "Garn finns, råd får du av grannen vid bordet."))
service("laihia-digikuvat", "laihia", "laihia-kirjasto", "kulttuuri", "P25.7 P25.5", "group-activity", "free", "fi sv", "KR1.1", "KE10",
        "mon 10:00-12:00",
        ("Vanhat valokuvat talteen", "Skannataan omia kuvia ja muistellaan."),
        ("Gamla fotografier i tryggt förvar", "Vi skannar egna bilder och minns tillsammans."),
        ("Saving old photographs", "Scanning your own pictures and remembering together."))

# Lifestyle

service("elintapaohjaus-vaasa", "vaasa-terveysasema", "", "elintavat", "P5.11 P5.8", "guidance", "free", "fi sv en", "KR1 KR1.4", "KE8 KE11",
        "mon tue wed 09:00-15:00",
        ("Elintapaohjaus, yksilö", "Puoli vuotta tukea yhdelle muutokselle kerrallaan, puhelimessa tai paikalla."),
        ("Individuell livsstilshandledning", "Ett halvårs stöd för en förändring i taget, per telefon eller på plats."),
        ("Lifestyle guidance, one to one", "Half a year of support for one change at a time, by phone or on site."), covers="905 499 399", join="referral", verified=5)
service("elintapaohjaus-pietarsaari", "pietarsaari-terveysasema", "", "elintavat", "P5.11 P5.8", "guidance", "free", "sv fi", "KR1 KR1.4", "KE8 KE11",
        "tue thu 09:00-15:00",
        ("Elintapaohjaus, pohjoinen alue", "Yksilöohjausta ja kolme ryhmätapaamista."),
        ("Livsstilshandledning, norra området", "Individuell handledning och tre gruppträffar."), covers="598 599 440 288 893", join="referral", capacity="no-capacity")
service("uniryhma", "linkkityo", "", "elintavat", "P5.11", "group-activity", "free", "fi sv", "KR1 KR1.4", "KE8 KE14",
        "thu 17:00-18:30",
        ("Uniryhmä verkossa", "Kuusi iltaa nukkumisesta; kameran saa pitää kiinni."),
        ("Sömngrupp på nätet", "Sex kvällar om sömn; kameran får vara av."),
        ("Sleep group online", "Six evenings about sleep; the camera may stay off."), covers="17", join="referral")
service("omahoito-mieliala", "pohjanmaa", "", "elintavat", "P5.11 P5.7", "self-care-programme", "free", "fi sv en", "KR1 KR1.3", "KE7 KE8 KE14",
        "always",
        ("Mielialan omahoito-ohjelma", "Viisi viikkoa lyhyitä harjoituksia omaan tahtiin, viesti ohjaajalle kerran viikossa."),
        ("Egenvårdsprogram för sinnesstämningen", "Fem veckor korta övningar i egen takt, ett meddelande till handledaren varje vecka."),
        ("Self-care programme for mood", "Five weeks of short exercises at your own pace, one message a week to a guide."), covers="17")
service("selviamo-ilta", "selviamo", "vaasa-ristinummi", "elintavat osallisuus", "P5.7 P5.16", "group-activity", "free", "fi sv", "KR1", "KE7 KE8",
        "mon wed fri sat 18:00-21:00",
        ("Päihteetön ilta", "Avoin olohuone, pelejä ja vertaisia; nimiä ei kysytä."),
        ("Nykter kväll", "Öppet vardagsrum, spel och kamrater; inga namn frågas."),
        ("Sober evening", "An open living room, games and peers; no names asked."), verified=19)
service("terveyspiste-narpio", "narpio-terveysasema", "narpio-kirjasto", "elintavat", "P5.8 P5.11", "guidance", "free", "sv fi", "KR1", "KE8 KE10",
        "wed 10:00-14:00",
        ("Terveyspiste kirjastossa", "Verenpaine, puristusvoima ja juttelua ilman ajanvarausta."),
        ("Hälsopunkten på biblioteket", "Blodtryck, greppstyrka och samtal utan tidsbokning."),
        ("Health point at the library", "Blood pressure, grip strength and a talk, no appointment."))
service("tupakasta-vapaaksi", "linkkityo", "", "elintavat", "P5.7 P5.11", "group-activity", "free", "fi sv", "KR1", "KE11",
        "tue 16:30-17:30",
        ("Tupakasta vapaaksi", "Ryhmä ja henkilökohtainen puhelu vaikeana päivänä."),
        ("Fri från tobak", "Grupp och ett personligt samtal den svåra dagen."), covers="17", join="referral", verified=60)
service("kotivoima", "kotihoito-etela", "", "elintavat liikunta", "P5.11 P27.1", "guidance", "free", "sv fi", "KR1.1 KR1.4", "KE10 KE12",
        "mon tue wed thu fri 09:00-15:00",
        ("Kotivoima", "Fysioterapeutti tekee kotiin harjoitusohjelman ja käy kolme kertaa."),
        ("Hemkraft", "En fysioterapeut gör ett träningsprogram för hemmet och kommer tre gånger."),
        ("Strength at home", "A physiotherapist makes a programme for the home and visits three times."), covers="545 287 231 280", join="referral")

# Nutrition

service("puolukka-kokkikerho", "puolukka", "mustasaari-kulttuuritalo", "ravitsemus osallisuus", "P5.20 P8.4", "group-activity", "cost", "sv fi", "KR1 KR1.1", "KE7 KE14",
        "tue 15:00-18:00",
        ("Yhden hengen kokkikerho", "Ruokaa yhdelle pienellä rahalla, syödään yhdessä."),
        ("Matklubb för en person", "Mat för en till litet pris, vi äter tillsammans."),
        ("Cooking for one", "Meals for one on a small budget, eaten together."), join="call", verified=13)
service("puolukka-lounas", "puolukka", "vaasa-ristinummi", "ravitsemus osallisuus", "P5.20 P4.12", "group-activity", "free", "fi sv en", "KR1", "KE8 KE9",
        "fri 11:00-13:00",
        ("Hävikkilounas", "Pelastettua ruokaa kaikille; tiskaaja tervetullut."),
        ("Räddad lunch", "Räddad mat för alla; diskare välkomna."),
        ("Rescued lunch", "Rescued food for everyone; dishwashers welcome."))
service("ravitsemus-ikaihmiset", "vaasa-terveysasema", "", "ravitsemus", "P5.20", "guidance", "free", "fi sv", "KR1.1 KR1.4", "KE11 KE12",
        "thu 09:00-12:00",
        ("Ravitsemusneuvonta ikäihmisille", "Kun ruokahalu tai paino laskee: ravitsemusterapeutti soittaa."),
        ("Kostrådgivning för äldre", "När aptiten eller vikten minskar: en näringsterapeut ringer."),
        ("Nutrition advice for seniors", "When appetite or weight falls, a dietitian calls."), covers="17", join="referral")
service("perheruoka", "puolukka", "pedersore-kirjasto", "ravitsemus osallisuus", "P5.20 P28.2", "group-activity", "free", "sv fi", "KR1.2", "KE1",
        "sat 11:00-13:00",
        ("Perheiden keittiölauantai", "Lapset pilkkovat, aikuiset keittävät, kaikki maistavat."),
        ("Familjernas kökslördag", "Barnen hackar, de vuxna kokar, alla smakar."))
service("painonhallinta-ryhma", "linkkityo", "", "ravitsemus elintavat", "P5.20 P5.11", "group-activity", "free", "fi sv", "KR1 KR1.4", "KE11 KE12",
        "wed 17:00-18:30",
        ("Painonhallintaryhmä", "Yhdeksän kuukautta, ensin joka viikko, sitten kerran kuussa; ei punnitusta muiden nähden."),
        ("Vikthanteringsgrupp", "Nio månader, först varje vecka, sedan en gång i månaden; ingen vägning inför andra."),
        ("Weight management group", "Nine months, weekly and then monthly; no weighing in front of others."), covers="17", join="referral", capacity="waitlist")
service("narpio-tomaattipiiri", "narpio", "narpio-kirjasto", "ravitsemus luonto", "P5.20 P27.2", "group-activity", "free", "sv fi en", "KR1", "KE5",
        "thu 17:00-19:00",
        ("Kasvata ja syö", "Kasvatetaan vihanneksia yhteisellä maalla ja kokataan sadosta."),
        ("Odla och ät", "Vi odlar grönsaker på gemensam jord och lagar mat av skörden."),
        ("Grow and eat", "Growing vegetables on shared ground and cooking the harvest."))

# Advice

service("sote-neuvonta-puhelin", "sote-neuvonta", "", "neuvonta", "P5.17 P4.13", "guidance", "free", "fi sv en", "KR1", "KE1 KE8 KE11 KE13",
        "mon tue wed thu fri 08:00-16:00",
        ("Sote-neuvonta puhelimitse", "Mistä apua saa: neuvoja terveydestä, tuista ja palveluista."),
        ("Social- och hälsovårdsrådgivning per telefon", "Var du får hjälp: råd om hälsa, stöd och tjänster."),
        ("Health and social care advice by phone", "Where to find help: advice on health, support and services."), covers="17", join="call", verified=2)
service("sote-neuvonta-chat", "sote-neuvonta", "", "neuvonta", "P5.17 P4.13", "digital-service", "free", "fi sv en", "KR1 KR1.3", "KE1 KE8",
        "mon tue wed thu fri 09:00-15:00",
        ("Sote-neuvonnan chat", "Kysy kirjoittamalla, ammattilainen vastaa."),
        ("Rådgivningens chatt", "Fråga skriftligt, en yrkesperson svarar."),
        ("Advice chat", "Ask in writing, a professional answers."), covers="17", verified=2)
service("velkaneuvonta-ilta", "sote-neuvonta", "vaasa-kirjasto", "neuvonta", "P15.1", "guidance", "free", "fi sv", "KR1", "KE7 KE8 KE9",
        "tue 16:00-19:00",
        ("Talousilta kirjastossa", "Laskut pöydälle ja yhdessä suunnitelma; ei ajanvarausta."),
        ("Ekonomikväll på biblioteket", "Räkningarna på bordet och en plan tillsammans; ingen tidsbokning."),
        ("Money evening at the library", "Bills on the table and a plan together; no appointment."))
service("seniorineuvonta", "sote-neuvonta", "", "neuvonta", "P4.13 P5.17", "guidance", "free", "fi sv", "KR1.1", "KE10 KE13 KE14",
        "mon tue wed thu fri 09:00-14:00",
        ("Seniorineuvonta", "Kotona asumisen tuet, kuljetukset ja omaishoito yhdestä numerosta."),
        ("Seniorrådgivning", "Stöd för boende hemma, skjutsar och närståendevård på ett nummer."),
        ("Senior advice", "Living at home, transport and informal care from one number."), covers="17", join="call")
service("digituki", "vaasa", "vaasa-kirjasto", "neuvonta osallisuus", "P5.17 P8.4", "guidance", "free", "fi sv", "KR1.1 KR1", "KE10",
        "mon thu 10:00-12:00",
        ("Digituki", "Ota puhelin mukaan: tunnistautuminen, OmaKanta, ajanvaraus."),
        ("Digistöd", "Ta med telefonen: identifiering, MittKanta, tidsbokning."),
        ("Digital help", "Bring your phone: signing in, health records, appointments."), verified=27)
service("terveysneuvonta-saaristo", "sote-neuvonta", "raippaluoto-silta", "neuvonta", "P5.17", "guidance", "free", "sv fi", "KR1", "KE10",
        "", ("Saariston neuvontabussi", "Pysähtyi kerran kuussa; toiminta on päättynyt."),
        ("Skärgårdens rådgivningsbuss", "Stannade en gång i månaden; verksamheten har upphört."),
        capacity="no-capacity", verified=240, active=False)
