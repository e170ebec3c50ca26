// One referral from its sending to its follow-up. All people are invented; identity codes are published test ones.

RuleSet: Reference(element, target)
* {element}.reference = "{target}"

RuleSet: InCase
* extension[case].valueIdentifier.system = "https://example.org/fhir/case"
* extension[case].valueIdentifier.value = "c-1001"

RuleSet: OfRequest
* insert InCase
* insert Reference(basedOn[0], ServiceRequest/example-referral)

Instance: example-client
InstanceOf: ReferralClient
Usage: #example
* identifier[hetu].use = #official
* identifier[hetu].type = $v2-0203#NNFIN
* identifier[hetu].system = "urn:oid:1.2.246.21"
* identifier[hetu].value = "150348-912W"
* active = true
* name.use = #official
* name.family = "Kivisaari"
* name.given = "Aino"
* telecom.system = #phone
* telecom.value = "+358 50 000 0001"
* gender = #female
* birthDate = "1948-03-15"
* communication.language = $language#fi
* communication.preferred = true
* insert Reference(managingOrganization, Organization/example-county)

Instance: example-hidden-client
InstanceOf: ReferralClient
Usage: #example
* meta.security[nonDisclosure].system = "https://hl7.fi/fhir/finnish-base-profiles/CodeSystem/fi-base-security-label-cs"
* meta.security[nonDisclosure].code = #TURVAKIELTO
* identifier[hetu].use = #official
* identifier[hetu].type = $v2-0203#NNFIN
* identifier[hetu].system = "urn:oid:1.2.246.21"
* identifier[hetu].value = "030745-9550"
* active = true
* name.text = "Salainen Testi"
* insert Reference(managingOrganization, Organization/example-county)

Instance: example-county
InstanceOf: ReferralOrganization
Usage: #example
* active = true
* name = "Pohjanmaan hyvinvointialue"
* name.extension[0].url = $translation
* name.extension[0].extension[0].url = "lang"
* name.extension[0].extension[0].valueCode = #sv
* name.extension[0].extension[1].url = "content"
* name.extension[0].extension[1].valueString = "Österbottens välfärdsområde"

Instance: example-link-work
InstanceOf: ReferralOrganization
Usage: #example
* active = true
* name = "Linkkityö"
* insert Reference(partOf, Organization/example-county)

Instance: example-referrer
InstanceOf: ReferralRole
Usage: #example
* active = true
* insert Reference(practitioner, Practitioner/example-nurse)
* insert Reference(organization, Organization/example-county)
* code = $role#referrer

Instance: example-link-worker
InstanceOf: ReferralRole
Usage: #example
* active = true
* insert Reference(practitioner, Practitioner/example-worker)
* insert Reference(organization, Organization/example-link-work)
* code = $role#link-worker
* insert Reference(location[0], Location/example-vaasa)

Instance: example-vaasa
InstanceOf: ReferralPlace
Usage: #example
* extension[area].valueCoding = $municipality#905
* status = #active
* name = "Vaasa"
* position.latitude = 63.096
* position.longitude = 21.616

Instance: example-service
InstanceOf: ReferralService
Usage: #example
* language = #fi
* extension[kind].valueCoding = $service-kind#group-activity
* extension[lastVerified].valueDate = "2026-11-01"
* extension[capacity].extension[status].valueCoding = $capacity#capacity
* extension[capacity].extension[as-of].valueDate = "2026-11-01"
* extension[howToJoin].valueMarkdown = "Lähetteellä tai ottamalla yhteyttä linkkihenkilöön."
* active = true
* insert Reference(providedBy, Organization/example-link-work)
* category[hyte] = $category#liikunta
* type = $ptv-class#P27.1
* insert Reference(location[0], Location/example-vaasa)
* name = "Tasapainoryhmä"
* name.extension[translation].extension[lang].valueCode = #sv
* name.extension[translation].extension[content].valueString = "Balansgrupp"
* comment = "Ohjattu ryhmä, jossa harjoitellaan tasapainoa."
* insert Reference(coverageArea[0], Location/example-vaasa)
* coverageArea[0].extension[area].valueCoding = $municipality#905
* eligibility.code = $ptv-group#KR1.1
* communication[0] = $language#fi
* communication[1] = $language#sv

Instance: example-consent
InstanceOf: ReferralConsent
Usage: #example
* insert InCase
* status = #active
* category = $loinc#59284-0
* insert Reference(patient, Patient/example-client)
* dateTime = "2026-11-10"
* insert Reference(performer[0], Patient/example-client)
* insert Reference(organization[0], Organization/example-county)
* verification.verified = true
* insert Reference(verification.verifiedWith, Patient/example-client)
* verification.verificationDate = "2026-11-10"
* provision.provision[0].type = #permit
* provision.provision[0].code = $scope#share-referral
* provision.provision[0].actor.role = $participation#IRCP
* insert Reference(provision.provision[0].actor.reference, Organization/example-link-work)
* provision.provision[0].period.start = "2026-11-10"
* provision.provision[0].period.end = "2027-11-09"
* provision.provision[1].type = #permit
* provision.provision[1].code = $scope#share-assessment
* provision.provision[1].actor.role = $participation#IRCP
* provision.provision[1].actor.extension[exact].valueBoolean = true
* insert Reference(provision.provision[1].actor.reference, Organization/example-link-work)
* provision.provision[2].type = #permit
* provision.provision[2].code = $scope#feedback-to-referrer
* provision.provision[2].actor.role = $participation#IRCP
* insert Reference(provision.provision[2].actor.reference, Organization/example-county)

Instance: example-assessment
InstanceOf: ReferralAssessment
Usage: #example
* insert OfRequest
* questionnaire = "https://w3id.org/linkki/fhir/Questionnaire/who-5|1"
* status = #completed
* insert Reference(subject, Patient/example-client)
* authored = "2026-11-10T09:30:00Z"
* insert Reference(author, PractitionerRole/example-referrer)
* insert Reference(source, Patient/example-client)
* item.linkId = "who-5-index"
* item.answer.valueInteger = 44

Instance: example-score
InstanceOf: ReferralScore
Usage: #example
* insert OfRequest
* status = #final
* category[survey] = $observation-category#survey
* code = $score#who-5
* insert Reference(subject, Patient/example-client)
* effectiveDateTime = "2026-11-10T09:30:00Z"
* issued = "2026-11-10T09:30:00Z"
* insert Reference(performer[0], PractitionerRole/example-referrer)
* valueQuantity = 44 '{score}' "score"
* interpretation = $interpretation#L
* method = $score-rule#who-5-1
* insert Reference(derivedFrom[0], QuestionnaireResponse/example-assessment)

Instance: example-end-score
InstanceOf: ReferralScore
Usage: #example
* insert OfRequest
* status = #final
* category[survey] = $observation-category#survey
* code = $score#who-5
* insert Reference(subject, Patient/example-client)
* effectiveDateTime = "2027-02-15T09:30:00Z"
* insert Reference(performer[0], PractitionerRole/example-link-worker)
* valueQuantity = 60 '{score}' "score"
* interpretation = $interpretation#N
* method = $score-rule#who-5-1
* insert Reference(derivedFrom[0], QuestionnaireResponse/example-assessment)

Instance: example-referral
InstanceOf: Referral
Usage: #example
* insert InCase
* extension[channel].valueCoding = $referral-channel#ehr
* extension[contact].extension[channel].valueCoding = $contact-channel#phone
* extension[contact].extension[language].valueCode = #fi
* extension[contact].extension[avoid].valueCoding = $contact-channel#letter
* extension[goal].valueReference.reference = "Goal/example-goal"
* identifier[placer].type = $v2-0203#PLAC
* identifier[placer].system = "https://example.org/referral"
* identifier[placer].value = "L-1001"
* status = #active
* intent = #order
* category[hyte] = $category#liikunta
* priority = #routine
* code = $kind#exercise
* insert Reference(subject, Patient/example-client)
* authoredOn = "2026-11-10T09:45:00Z"
* insert Reference(requester, PractitionerRole/example-referrer)
* insert Reference(performer[0], HealthcareService/example-service)
* reasonCode[0] = $why#fall-risk
* reasonCode[1] = $life-event#KE10
* insert Reference(supportingInfo[0], QuestionnaireResponse/example-assessment)
* insert Reference(supportingInfo[1], Consent/example-consent)

Instance: example-pool-referral
InstanceOf: Referral
Usage: #example
* extension[area].valueCoding = $municipality#905
* status = #active
* intent = #order
* category[hyte] = $category#osallisuus
* code = $kind#wellbeing
* insert Reference(subject, Patient/example-client)
* authoredOn = "2026-11-10T09:50:00Z"
* insert Reference(requester, PractitionerRole/example-referrer)
* performerType = $role#link-worker
* reasonCode = $why#loneliness
* insert Reference(supportingInfo[0], Consent/example-consent)

Instance: example-minor-referral
InstanceOf: Referral
Usage: #example
* extension[minorDisclosure].valueCoding.system = "urn:oid:1.2.246.537.5.40202.201901"
* extension[minorDisclosure].valueCoding.code = #3
* status = #draft
* intent = #order
* category[hyte] = $category#liikunta
* code = $kind#exercise
* insert Reference(subject, Patient/example-minor)
* authoredOn = "2026-11-10T09:55:00Z"
* insert Reference(requester, Patient/example-minor)
* insert Reference(performer[0], HealthcareService/example-service)

Instance: example-child-referral
InstanceOf: Referral
Usage: #example
* insert OfRequest
* status = #active
* intent = #filler-order
* category[hyte] = $category#kulttuuri
* code = $kind#culture
* insert Reference(subject, Patient/example-client)
* authoredOn = "2026-11-25T10:00:00Z"
* insert Reference(requester, PractitionerRole/example-link-worker)
* insert Reference(performer[0], HealthcareService/example-service)
* reasonCode = $why#loneliness

Instance: example-recommendation
InstanceOf: Referral
Usage: #example
* status = #active
* intent = #proposal
* category[hyte] = $category#luonto
* code = $kind#nature
* insert Reference(subject, Patient/example-client)
* authoredOn = "2026-11-10T09:55:00Z"
* insert Reference(requester, PractitionerRole/example-referrer)
* insert Reference(performer[0], HealthcareService/example-service)
* reasonCode = $why#inactivity

Instance: example-kaiku-card
InstanceOf: ThresholdSupport
Usage: #example
* insert OfRequest
* status = #active
* intent = #filler-order
* category[hyte] = $category#kulttuuri
* code = $support#kaikukortti
* insert Reference(subject, Patient/example-client)
* occurrencePeriod.start = "2026-11-25"
* occurrencePeriod.end = "2027-11-24"
* authoredOn = "2026-11-25T10:00:00Z"
* insert Reference(requester, PractitionerRole/example-link-worker)

Instance: example-pool-task
InstanceOf: ReferralTask
Usage: #example
* extension[answerBy].valueDate = "2026-11-24"
* extension[area].valueCoding = $municipality#905
* status = #requested
* businessStatus.coding[own] = $business#awaiting-claim
* intent = #order
* code = $fhir-task#fulfill
* insert Reference(focus, ServiceRequest/example-pool-referral)
* insert Reference(for, Patient/example-client)
* authoredOn = "2026-11-10T09:50:00Z"
* insert Reference(requester, PractitionerRole/example-referrer)
* performerType = $role#link-worker
* input[need].type = $data#need
* input[need].valueCodeableConcept = $why#loneliness
* input[category].type = $data#category
* input[category].valueCodeableConcept = $category#osallisuus
* input[ageBand].type = $data#age-band
* input[ageBand].valueCodeableConcept = $age-band#75-84
* input[language].type = $data#language
* input[language].valueCodeableConcept = $language#fi
* input[municipality].type = $data#municipality
* input[municipality].valueCodeableConcept = $municipality#905

Instance: example-task
InstanceOf: ReferralTask
Usage: #example
* insert OfRequest
* extension[answerBy].valueDate = "2026-11-24"
* status = #completed
* businessStatus.coding[own] = $business#joined
* intent = #order
* code = $fhir-task#fulfill
* insert Reference(focus, ServiceRequest/example-referral)
* insert Reference(for, Patient/example-client)
* authoredOn = "2026-11-10T09:45:00Z"
* lastModified = "2027-02-15T10:00:00Z"
* insert Reference(requester, PractitionerRole/example-referrer)
* insert Reference(owner, PractitionerRole/example-link-worker)
* restriction.period.start = "2026-11-16"
* restriction.period.end = "2027-02-15"
* output[outcome].type = $data#outcome
* output[outcome].valueCodeableConcept = $outcome#joined-regular
* output[activity].type = $data#activity
* output[activity].valueReference.reference = "HealthcareService/example-service"
* output[endMeasure].type = $data#end-measure
* output[endMeasure].valueReference.reference = "Observation/example-end-score"
* output[followUpDue].type = $data#follow-up-due
* output[followUpDue].valueDate = "2027-05-15"
* output[feedback].type = $data#feedback
* output[feedback].valueReference.reference = "DocumentReference/example-feedback"

Instance: example-declined-task
InstanceOf: ReferralTask
Usage: #example
* insert OfRequest
* status = #rejected
* statusReason = $reason#capacity
* businessStatus.coding[own] = $business#declined
* intent = #order
* code = $fhir-task#fulfill
* insert Reference(focus, ServiceRequest/example-referral)
* insert Reference(for, Patient/example-client)
* authoredOn = "2026-11-10T09:45:00Z"
* insert Reference(requester, PractitionerRole/example-referrer)
* insert Reference(owner, Organization/example-link-work)
* output[alternative].type = $data#alternative
* output[alternative].valueReference.reference = "HealthcareService/example-service"

RuleSet: ChildExample
* insert InCase
* insert Reference(partOf[0], Task/example-task)
* intent = #order
* insert Reference(for, Patient/example-client)

Instance: example-information-request
InstanceOf: InformationRequestTask
Usage: #example
* insert ChildExample
* status = #completed
* code = $task#information-request
* insert Reference(focus, ServiceRequest/example-referral)
* authoredOn = "2026-11-12T09:00:00Z"
* insert Reference(requester, PractitionerRole/example-link-worker)
* insert Reference(owner, PractitionerRole/example-referrer)
* input[question].type = $data#question
* input[question].valueString = "Käyttääkö asiakas kävellessä apuvälinettä?"
* output[answer].type = $data#answer
* output[answer].valueString = "Kyllä, rollaattoria ulkona."

Instance: example-abort
InstanceOf: AbortTask
Usage: #example
* insert ChildExample
* status = #requested
* code = $fhir-task#abort
* reasonCode = $reason#moved
* reasonCode.text = "Asiakas muuttaa toiselle paikkakunnalle."
* insert Reference(focus, Task/example-task)
* authoredOn = "2026-12-01T09:00:00Z"
* insert Reference(requester, PractitionerRole/example-referrer)
* insert Reference(owner, PractitionerRole/example-link-worker)

Instance: example-follow-up
InstanceOf: FollowUpTask
Usage: #example
* insert ChildExample
* status = #completed
* code = $task#follow-up
* insert Reference(focus, ServiceRequest/example-referral)
* authoredOn = "2027-02-15T10:00:00Z"
* insert Reference(requester, PractitionerRole/example-link-worker)
* insert Reference(owner, PractitionerRole/example-link-worker)
* restriction.period.end = "2027-05-15"
* output[stillAttending].type = $data#still-attending
* output[stillAttending].valueBoolean = true

Instance: example-work
InstanceOf: WorkTask
Usage: #example
* insert ChildExample
* status = #ready
* code = $task#work
* description = "Soita ryhmän ohjaajalle."
* insert Reference(focus, ServiceRequest/example-referral)
* authoredOn = "2026-11-16T10:00:00Z"
* insert Reference(requester, PractitionerRole/example-link-worker)
* insert Reference(owner, PractitionerRole/example-link-worker)

Instance: example-client-task
InstanceOf: ClientTask
Usage: #example
* insert ChildExample
* status = #ready
* code = $task#client-questionnaire
* insert Reference(focus, Questionnaire/who-5)
* authoredOn = "2027-02-10T10:00:00Z"
* insert Reference(requester, PractitionerRole/example-link-worker)
* insert Reference(owner, Patient/example-client)

Instance: example-goal
InstanceOf: ReferralGoal
Usage: #example
* insert InCase
* lifecycleStatus = #completed
* achievementStatus = $achievement#achieved
* description.text = "Haluan uskaltaa kauppaan yksin."
* insert Reference(subject, Patient/example-client)
* startDate = "2026-11-16"
* insert Reference(expressedBy, Patient/example-client)

Instance: example-plan
InstanceOf: ReferralPlan
Usage: #example
* insert InCase
* status = #active
* intent = #plan
* insert Reference(subject, Patient/example-client)
* period.start = "2026-11-16"
* insert Reference(author, PractitionerRole/example-link-worker)
* insert Reference(goal[0], Goal/example-goal)
* insert Reference(activity[0].reference, ServiceRequest/example-child-referral)

Instance: example-visit
InstanceOf: ReferralVisit
Usage: #example
* insert OfRequest
* status = #fulfilled
* start = "2026-11-23T11:00:00Z"
* end = "2026-11-23T12:00:00Z"
* insert Reference(participant[0].actor, Patient/example-client)
* participant[0].status = #accepted
* insert Reference(participant[1].actor, HealthcareService/example-service)
* participant[1].status = #accepted

Instance: example-contact
InstanceOf: ContactAttempt
Usage: #example
* insert OfRequest
* extension[result].valueCoding = $contact-result#reached
* insert Reference(partOf[0], Task/example-task)
* status = #completed
* category = $task#client-contact
* medium = $contact-channel#phone
* insert Reference(subject, Patient/example-client)
* sent = "2026-11-16T10:15:00Z"
* insert Reference(recipient[0], Patient/example-client)
* insert Reference(sender, PractitionerRole/example-link-worker)

RuleSet: DocumentExample(title)
* insert InCase
* status = #current
* insert Reference(subject, Patient/example-client)
* insert Reference(author[0], PractitionerRole/example-link-worker)
* insert Reference(custodian, Organization/example-link-work)
* content.attachment.contentType = #text/plain
* content.attachment.language = #fi
* content.attachment.title = "{title}"
* insert Reference(context.related[0], ServiceRequest/example-referral)

Instance: example-feedback
InstanceOf: ReferralFeedback
Usage: #example
* insert DocumentExample(Palaute lähettäjälle)
* docStatus = #final
* type = $loinc#11488-4
* category = $part#feedback
* date = "2027-02-15T10:00:00Z"
* content.attachment.data = "QWlubyBrw6R5IHJ5aG3DpHNzw6Qgam9rYSB2aWlra28u"

Instance: example-note
InstanceOf: ReferralNote
Usage: #example
* insert DocumentExample(Oma muistiinpano)
* category = $part#work
* date = "2026-11-16T10:30:00Z"
* content.attachment.data = "U29pdGEgdG9yc3RhaW5hIHV1ZGVsbGVlbi4="

Instance: example-provenance
InstanceOf: ReferralProvenance
Usage: #example
* extension[channel].valueCoding = $referral-channel#phone
* insert Reference(target[0], Consent/example-consent)
* recorded = "2026-11-10T09:45:00Z"
* activity = $data-operation#CREATE
* agent[informant].type = $participant#informant
* insert Reference(agent[informant].who, Patient/example-client)
* agent[recorder].type = $participant#enterer
* insert Reference(agent[recorder].who, PractitionerRole/example-referrer)
* insert Reference(agent[recorder].onBehalfOf, Organization/example-county)
