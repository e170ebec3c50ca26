Invariant: con-1
Description: "A consent is written, or said to somebody who recorded it"
Expression: "status != 'active' or source.exists() or verification.where(verified = true).exists()"
Severity: #error

Invariant: con-2
Description: "The permits stand inside; the root itself permits or denies nothing"
Expression: "provision.type.empty()"
Severity: #error

Profile: ReferralConsent
Parent: Consent
Id: referral-consent
Title: "Consent to a referral"
Description: "What the client permits, scope by scope: each is a permit of its own, to somebody, and withdrawn on its own. It is carried out, not only filed."
* insert Published
* obeys con-1 and con-2
* insert OfCase
* scope = $consent-scope#patient-privacy
* patient 1..1 MS
* dateTime 1..1 MS
* organization 1..1 MS
* organization ^short = "The custodian"
* policyRule 1..1
* policyRule = $act#OPTIN
* verification MS
* verification ^short = "Said aloud, to whom; who recorded it stands in the Provenance"
* provision 1..1 MS
* provision.provision 1..* MS
* provision.provision.type 1..1
* provision.provision.type = #permit (exactly)
* provision.provision.period MS
* provision.provision.code 1..1 MS
* provision.provision.code from ConsentScope (required)
* provision.provision.actor 1..* MS
* provision.provision.actor.extension contains Exact named exact 0..1
* provision.provision.actor.role = $participation#IRCP
* provision.provision.actor.reference only Reference(Organization or CareTeam or PractitionerRole)
* provision.provision.actor ^short = "An organisation stands for its parts unless it says `exact`; a service is never an actor, who provides it is"
* patient ^short = "The client"
* dateTime ^short = "When it was given"
* provision ^short = "The permits"
* provision.provision ^short = "One permit for each scope"
* provision.provision.period ^short = "From when until when"
* provision.provision.code ^short = "The scope"
* provision.provision.actor.extension[exact] ^short = "For this organisation alone, not its parts"
* provision.provision.actor.reference ^short = "Who may see"
