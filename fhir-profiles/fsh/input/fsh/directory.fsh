Invariant: cli-1
Description: "The official identifier is the Finnish identity code, and there is one"
Expression: "identifier.where(use = 'official').count() <= 1 and identifier.where(use = 'official').all(system = 'urn:oid:1.2.246.21')"
Severity: #error

Profile: ReferralClient
Parent: Patient
Id: referral-client
Title: "Client"
Description: "The person whom a referral is for, as a record of one custodian. What conforms to this conforms to fi-base-patient of the Finnish base profiles too."
* insert Published
* obeys cli-1
* insert Sliced(meta.security, value, system)
* meta.security contains nonDisclosure 0..1 MS
* meta.security[nonDisclosure].system 1..1
* meta.security[nonDisclosure].system = "https://hl7.fi/fhir/finnish-base-profiles/CodeSystem/fi-base-security-label-cs" (exactly)
* meta.security[nonDisclosure].code 1..1
* meta.security[nonDisclosure].code = #TURVAKIELTO (exactly)
* insert Sliced(identifier, value, system)
* identifier contains hetu 0..1 MS
* identifier[hetu].use 1..1
* identifier[hetu].use = #official (exactly)
* identifier[hetu].type = $v2-0203#NNFIN
* identifier[hetu].system 1..1
* identifier[hetu].system = "urn:oid:1.2.246.21" (exactly)
* identifier[hetu].value 1..1
* name 1..* MS
* telecom MS
* birthDate MS
* address MS
* communication MS
* managingOrganization MS
* managingOrganization ^short = "The custodian of the record"
* meta.security[nonDisclosure] ^short = "Non-disclosure for safety; the server keeps it until its issuer clears it"
* identifier[hetu] ^short = "The Finnish identity code"
* name ^short = "What the person is called"
* telecom ^short = "How to reach the person"
* birthDate ^short = "Born"
* address ^short = "Never of a hidden person"
* communication ^short = "Languages, the preferred one marked"

Profile: ReferralService
Parent: HealthcareService
Id: referral-service
Title: "Service of the tray"
Description: "What a referral can lead to: a group, a place, a programme, a digital service, guidance."
* insert Published
* insert HyteCategory
* extension contains
    ServiceKind named kind 0..1 MS and
    LastVerified named lastVerified 0..1 MS and
    Capacity named capacity 0..1 MS and
    HowToJoin named howToJoin 0..1 MS
* active 1..1 MS
* providedBy 1..1 MS
* category[hyte] 1..*
* type 1..* MS
* type from ServiceClass (extensible)
* name 1..1 MS
* name.extension contains $translation named translation 0..* MS
* comment MS
* telecom MS
* coverageArea MS
* coverageArea.extension contains Area named area 0..* MS
* eligibility MS
* communication MS
* extension[kind] ^short = "Group, place, programme, digital service or guidance"
* extension[lastVerified] ^short = "When somebody last said that it is right"
* extension[capacity] ^short = "Whether there is room, as of a day"
* extension[howToJoin] ^short = "How to join"
* active ^short = "Whether it is offered"
* providedBy ^short = "Who is responsible"
* type ^short = "Service class of the Finnish Service Catalogue"
* name ^short = "What it is called; other languages as translations"
* comment ^short = "In a line"
* telecom ^short = "How to reach it"
* coverageArea ^short = "For whom, by area"
* coverageArea.extension[area] ^short = "Municipality and wellbeing services county"
* eligibility ^short = "For whom, by target group"
* communication ^short = "Languages it is given in"

Profile: ReferralOrganization
Parent: Organization
Id: referral-organization
Title: "Organisation"
Description: "Who refers, supports or provides: a wellbeing services county, a municipality, an association, and their units."
* insert Published
* active 1..1 MS
* identifier MS
* name 1..1 MS
* partOf MS
* identifier ^short = "Business identity code, and others"
* active ^short = "Whether it still works"
* name ^short = "What it is called"
* partOf ^short = "What it is a unit of"

Profile: ReferralRole
Parent: PractitionerRole
Id: referral-role
Title: "Role of a person"
Description: "A person in an organisation, with the role that tokens name; a Task's owner once it is claimed."
* insert Published
* active 1..1 MS
* practitioner MS
* organization 1..1 MS
* code 1..* MS
* code from Role (extensible)
* location MS
* location ^short = "Areas that the person works for"
* active ^short = "Whether the person still works there"
* practitioner ^short = "The person"
* organization ^short = "Where"
* code ^short = "In what role"

Profile: ReferralPlace
Parent: Location
Id: referral-place
Title: "Place or area"
Description: "Where a service is given, or an area that services and pools are meant for."
* insert Published
* extension contains
    Area named area 0..* MS and
    LastVerified named lastVerified 0..1 MS
* name 1..1 MS
* position MS
* address MS
* extension[area] ^short = "Municipality and wellbeing services county"
* extension[lastVerified] ^short = "When somebody last said that it is right"
* name ^short = "What it is called"
* address ^short = "Where to go"
* position ^short = "Degrees, WGS 84"
