Profile: ReferralGoal
Parent: Goal
Id: referral-goal
Title: "Goal of a referral"
Description: "What the client wants, in the client's own words, and whether it came true."
* insert Published
* insert OfCase
* subject only Reference(Patient)
* subject MS
* description.text 1..1 MS
* description.text ^short = "In the client's words"
* expressedBy 1..1 MS
* achievementStatus MS
* achievementStatus ^short = "Whether it came true"
* subject ^short = "The client"
* expressedBy ^short = "Whose goal it is"

Profile: ReferralPlan
Parent: CarePlan
Id: referral-plan
Title: "Plan of a referral"
Description: "What the client and the link worker have agreed on: goals and steps."
* insert Published
* insert OfCase
* intent = #plan (exactly)
* subject only Reference(Patient)
* subject MS
* author 1..1 MS
* goal MS
* activity MS
* subject ^short = "The client"
* author ^short = "The link worker"
* goal ^short = "What is wanted"
* activity ^short = "Steps: child referrals, or an activity"

Profile: ReferralVisit
Parent: Appointment
Id: referral-visit
Title: "Visit"
Description: "One time of an activity, or a meeting: booked, attended, or not."
* insert Published
* insert OfCase
* basedOn 1..* MS
* basedOn only Reference(ServiceRequest)
* start MS
* end MS
* participant.actor MS
* start ^short = "When it begins"
* end ^short = "When it ends"
* basedOn ^short = "The referral"
* participant.actor ^short = "The client, the service, the place"

Profile: ContactAttempt
Parent: Communication
Id: contact-attempt
Title: "Contact attempt"
Description: "One attempt to reach the client: when, by what channel, with what result. Never overwritten."
* insert Published
* insert OfCase
* extension contains ContactResult named result 1..1 MS
* basedOn 1..* MS
* basedOn only Reference(ServiceRequest)
* partOf only Reference(Task)
* category 1..1
* category = $task#client-contact
* medium 1..1 MS
* medium from ContactChannel (required)
* subject 1..1 MS
* subject only Reference(Patient)
* sent 1..1 MS
* sender 1..1 MS
* extension[result] ^short = "What came of it"
* basedOn ^short = "The referral"
* partOf ^short = "The Task"
* medium ^short = "By what channel"
* subject ^short = "The client"
* sent ^short = "When"
* sender ^short = "Who tried"

RuleSet: Document
* insert OfCase
* subject 1..1 MS
* subject only Reference(Patient)
* subject ^short = "The client"
* date 1..1 MS
* date ^short = "When it was written"
* author 1..* MS
* author ^short = "Who wrote it"
* custodian 1..1 MS
* custodian ^short = "Whose record it is"
* context 1..1
* context.related 1..* MS
* context.related ^short = "The referral, the Task"
* content.attachment.contentType 1..1

Profile: ReferralFeedback
Parent: DocumentReference
Id: referral-feedback
Title: "Feedback to the referrer"
Description: "What the referrer is told, as a document of its own: wholly visible with the client's consent to it, wholly absent without."
* insert Published
* insert Document
* category 1..1
* category = $part#feedback

Profile: ReferralNote
Parent: DocumentReference
Id: referral-note
Title: "Private note"
Description: "A note for the link worker's own work; it belongs to the part of the case that the referrer does not see."
* insert Published
* insert Document
* category 1..1
* category = $part#work

Profile: ReferralProvenance
Parent: Provenance
Id: referral-provenance
Title: "Who told, who recorded"
Description: "Written by the server from the token: who said it (client, proxy), who recorded it, by what channel. Importers bring their own, with the source."
* insert Published
* extension contains ReferralChannel named channel 0..1 MS
* insert Sliced(agent, pattern, type)
* agent contains informant 0..* MS and recorder 0..* MS
* agent[informant].type = $participant#informant
* agent[informant].who only Reference(Patient or RelatedPerson)
* agent[recorder].type = $participant#enterer
* agent[recorder].who only Reference(PractitionerRole or Practitioner or Organization or Device)
* extension[channel] ^short = "By what channel it was told"
* agent[informant] ^short = "Who told"
* agent[informant].who ^short = "The client or who acts for them"
* agent[recorder] ^short = "Who recorded"
* agent[recorder].who ^short = "The worker or system"
