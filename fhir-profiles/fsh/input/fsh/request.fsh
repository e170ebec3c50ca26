Invariant: ref-1
Description: "A referral that is sent says why: a reason as code or by reference"
Expression: "status = 'draft' or status = 'entered-in-error' or reasonCode.exists() or reasonReference.exists()"
Severity: #error

Invariant: ref-2
Description: "A recommendation, an order or the order of a link worker"
Expression: "intent in ('proposal' | 'order' | 'filler-order')"
Severity: #error

Invariant: ref-3
Description: "What a link worker orders rests on a referral and names its group of services"
Expression: "intent != 'filler-order' or (basedOn.exists() and category.coding.where(system = 'https://w3id.org/linkki/fhir/CodeSystem/hyte-category').exists())"
Severity: #error

Invariant: ref-4
Description: "A pool is a kind of performer and an area"
Expression: "performerType.empty() or performer.exists() or extension.where(url = 'https://w3id.org/linkki/fhir/StructureDefinition/area').exists()"
Severity: #error

Invariant: ref-5
Description: "At most one consent"
Expression: "supportingInfo.where(type = 'Consent' or reference.matches('(^|/)Consent/')).count() <= 1"
Severity: #error

Invariant: ref-6
Description: "The requester's authorisation is never unknown"
Expression: "status != 'unknown'"
Severity: #error

RuleSet: Request
* insert OfCase
* insert HyteCategory
* insert Sliced(identifier, pattern, type)
* identifier contains placer 0..1 MS and filler 0..1 MS
* identifier[placer].type = $v2-0203#PLAC
* identifier[placer].value 1..1
* identifier[placer] ^short = "The sender's own; sent again, it makes no second referral"
* identifier[filler].type = $v2-0203#FILL
* identifier[filler].value 1..1
* identifier[filler] ^short = "The server's"
* obeys ref-5 and ref-6
* status ^short = "draft | active | on-hold | revoked | completed | entered-in-error: the requester's authorisation"
* subject only Reference(Patient)
* subject MS
* authoredOn 1..1 MS
* requester 1..1 MS
* requester only Reference(PractitionerRole or Practitioner or Organization or Patient or RelatedPerson)

Profile: Referral
Parent: ServiceRequest
Id: referral
Title: "Welfare referral"
Description: "A request that somebody gets support or takes part in something that does them good: a referral, a recommendation, or what a link worker orders on the way."
* insert Published
* insert Request
* obeys ref-1 and ref-2 and ref-3 and ref-4
* extension contains
    ReferralChannel named channel 0..1 MS and
    Contact named contact 0..1 MS and
    Area named area 0..* MS and
    MinorDisclosure named minorDisclosure 0..1 MS and
    $pertains-to-goal named goal 0..* MS
* extension[contact] ^short = "How the client wishes to be contacted; preferences, not consent"
* extension[area] ^short = "Where the pool works"
* extension[minorDisclosure] ^short = "What a minor who can decide lets the guardians see; absent: nothing"
* intent MS
* intent ^short = "proposal: a recommendation, without a Task | order | filler-order: a link worker's child"
* basedOn only Reference(ServiceRequest or CarePlan)
* code 1..1 MS
* code from ReferralKind (required)
* performer only Reference(HealthcareService or Organization or PractitionerRole)
* performer MS
* performer ^short = "The named service or organisation; for a hidden person a named link worker"
* performerType from Role (extensible)
* performerType MS
* performerType ^short = "Who of a pool may claim it"
* reasonCode from ReferralReason (extensible)
* reasonCode MS
* reasonReference MS
* supportingInfo MS
* supportingInfo ^short = "Assessment, and the consent it is sent with"
* extension[channel] ^short = "How it came in"
* extension[goal] ^short = "Goals in the client's words"
* basedOn ^short = "What a child rests on"
* code ^short = "What kind of referral"
* subject ^short = "The client"
* authoredOn ^short = "When it was made"
* requester ^short = "Who refers; the client where it is their own"
* reasonCode ^short = "Why: a life event or another reason, no diagnosis needed"
* reasonReference ^short = "Why, as a resource"

Invariant: sup-1
Description: "A card's validity has a beginning and an end"
Expression: "code.coding.where(system = 'https://w3id.org/linkki/fhir/CodeSystem/threshold-support' and code = 'kaikukortti').empty() or (occurrence.ofType(Period).start.exists() and occurrence.ofType(Period).end.exists())"
Severity: #error

Profile: ThresholdSupport
Parent: ServiceRequest
Id: threshold-support
Title: "Support over the threshold"
Description: "What makes it possible to take part, ordered below a referral: a Kaiku Card, a support person, transport, an interpreter. Income is never asked for."
* insert Published
* insert Request
* obeys sup-1
* intent = #filler-order (exactly)
* basedOn 1..* MS
* basedOn only Reference(ServiceRequest)
* category[hyte] 1..*
* code 1..1 MS
* code from ThresholdSupport (required)
* occurrence[x] only Period
* occurrence[x] MS
* occurrence[x] ^short = "Validity: a Kaiku Card's twelve months"
* basedOn ^short = "The referral"
* category[hyte] ^short = "The group of services it opens"
* code ^short = "What kind of support"
* subject ^short = "The client"
* authoredOn ^short = "When it was ordered"
* requester ^short = "Who ordered it"
