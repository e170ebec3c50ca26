// Shaped as clients of HL7's SDOH Clinical Care 3.0 and BSeR 2.0 send them, written from what those guides publish: no business
// status, text-only reasons, no answer-by. Their profiles are not here, so that only R4 and our own rules judge them.

Alias: $sdohcc = http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes
Alias: $bser-status = http://hl7.org/fhir/us/bser/CodeSystem/TaskBusinessStatusCS
Alias: $sct = http://snomed.info/sct
Alias: $event = http://terminology.hl7.org/CodeSystem/v2-0003
Alias: $consent-action = http://terminology.hl7.org/CodeSystem/consentaction

Instance: sdohcc-referral
InstanceOf: ServiceRequest
Usage: #example
* meta.profile = "http://hl7.org/fhir/us/sdoh-clinicalcare/StructureDefinition/SDOHCC-ServiceRequest"
* status = #active
* intent = #order
* category = $sdohcc#social-connection
* priority = #routine
* code = $sct#306238000
* insert Reference(subject, Patient/example-client)
* occurrencePeriod.start = "2026-11-10"
* authoredOn = "2026-11-10"
* insert Reference(requester, PractitionerRole/example-referrer)
* insert Reference(performer[0], Organization/example-link-work)
* reasonCode.text = "Lives alone, asks for company"
* insert Reference(supportingInfo[0], Consent/sdohcc-consent)

Instance: sdohcc-task
InstanceOf: Task
Usage: #example
* meta.profile = "http://hl7.org/fhir/us/sdoh-clinicalcare/StructureDefinition/SDOHCC-TaskForReferralManagement"
* status = #rejected
* statusReason.text = "No room before spring"
* intent = #order
* priority = #routine
* code = $fhir-task#fulfill
* insert Reference(focus, ServiceRequest/sdohcc-referral)
* insert Reference(for, Patient/example-client)
* authoredOn = "2026-11-10T09:45:00Z"
* insert Reference(requester, Organization/example-county)
* insert Reference(owner, Organization/example-link-work)

Instance: sdohcc-completed-task
InstanceOf: Task
Usage: #example
* meta.profile = "http://hl7.org/fhir/us/sdoh-clinicalcare/StructureDefinition/SDOHCC-TaskForReferralManagement"
* status = #completed
* intent = #order
* code = $fhir-task#fulfill
* insert Reference(focus, ServiceRequest/sdohcc-referral)
* insert Reference(for, Patient/example-client)
* authoredOn = "2026-11-10T09:45:00Z"
* insert Reference(requester, Organization/example-county)
* insert Reference(owner, Organization/example-link-work)
* output.type = $sdohcc#resulting-activity
* output.valueReference.reference = "Procedure/example-befriending"

Instance: sdohcc-patient-task
InstanceOf: Task
Usage: #example
* meta.profile = "http://hl7.org/fhir/us/sdoh-clinicalcare/StructureDefinition/SDOHCC-TaskForPatient"
* insert Reference(partOf[0], Task/sdohcc-task)
* status = #ready
* intent = #order
* priority = #routine
* code = $sdohcc#make-contact
* insert Reference(for, Patient/example-client)
* authoredOn = "2026-11-12T09:45:00Z"
* insert Reference(requester, Organization/example-link-work)
* insert Reference(owner, Patient/example-client)
* input.type = $sdohcc#contact-entity
* input.valueReference.reference = "HealthcareService/example-service"

Instance: sdohcc-consent
InstanceOf: Consent
Usage: #example
* meta.profile = "http://hl7.org/fhir/us/sdoh-clinicalcare/StructureDefinition/SDOHCC-Consent"
* status = #active
* scope = $consent-scope#patient-privacy
* category = $act#IDSCL
* insert Reference(patient, Patient/example-client)
* dateTime = "2026-11-10"
* insert Reference(organization[0], Organization/example-county)
* sourceAttachment.contentType = #text/plain
* sourceAttachment.title = "Signed consent"
* sourceAttachment.data = "U2lnbmVk"
* policyRule = $act#OPTIN

RuleSet: BserIdentifier(value)
* identifier.type = $v2-0203#PLAC
* identifier.system = "https://example.org/bser"
* identifier.value = "{value}"
* insert Reference(identifier.assigner, Organization/example-county)

Instance: bser-referral
InstanceOf: ServiceRequest
Usage: #example
* meta.profile = "http://hl7.org/fhir/us/bser/StructureDefinition/BSeR-ReferralServiceRequest"
* insert BserIdentifier(R-2001)
* status = #active
* intent = #order
* code = $sct#390893007
* insert Reference(subject, Patient/example-client)
* occurrenceDateTime = "2026-11-20"
* authoredOn = "2026-11-10"
* insert Reference(requester, PractitionerRole/example-referrer)
* insert Reference(performer[0], PractitionerRole/example-link-worker)
* reasonCode.text = "Falls at home"
* insert Reference(supportingInfo[0], Consent/bser-consent)

Instance: bser-task
InstanceOf: Task
Usage: #example
* meta.profile = "http://hl7.org/fhir/us/bser/StructureDefinition/BSeR-ReferralTask"
* insert BserIdentifier(T-2001)
* status = #requested
* businessStatus = $bser-status#2.0
* intent = #order
* code = $fhir-task#fulfill
* insert Reference(focus, ServiceRequest/bser-referral)
* insert Reference(for, Patient/example-client)
* authoredOn = "2026-11-10T09:45:00Z"
* insert Reference(requester, PractitionerRole/example-referrer)
* insert Reference(owner, PractitionerRole/example-link-worker)

Instance: bser-consent
InstanceOf: Consent
Usage: #example
* meta.profile = "http://hl7.org/fhir/us/bser/StructureDefinition/BSeR-PatientConsent"
* status = #active
* scope = $consent-scope#patient-privacy
* category = $act#INFA
* insert Reference(patient, Patient/example-client)
* dateTime = "2026-11-10"
* insert Reference(performer[0], Patient/example-client)
* policyRule = $act#OPTIN
* provision.type = #permit
* provision.actor.role = $participation#IRCP
* insert Reference(provision.actor.reference, Organization/example-link-work)
* provision.action = $consent-action#access

Instance: bser-message-header
InstanceOf: MessageHeader
Usage: #example
* meta.profile = "http://hl7.org/fhir/us/bser/StructureDefinition/BSeR-ReferralMessageHeader"
* eventCoding = $event#I12
* destination.endpoint = "https://example.org/fhir/receiver"
* insert Reference(destination.receiver, PractitionerRole/example-link-worker)
* insert Reference(sender, PractitionerRole/example-referrer)
* source.name = "Example records"
* source.endpoint = "https://example.org/fhir/sender"
* reason = $event#I12
* insert Reference(focus[0], Task/bser-task)

Instance: bser-message
InstanceOf: Bundle
Usage: #example
* meta.profile = "http://hl7.org/fhir/us/bser/StructureDefinition/BSeR-ReferralMessageBundle"
* type = #message
* timestamp = "2026-11-10T09:45:00Z"
* entry[0].fullUrl = "https://example.org/fhir/MessageHeader/bser-message-header"
* entry[0].resource = bser-message-header
* entry[1].fullUrl = "https://example.org/fhir/Task/bser-task"
* entry[1].resource = bser-task
* entry[2].fullUrl = "https://example.org/fhir/ServiceRequest/bser-referral"
* entry[2].resource = bser-referral
* entry[3].fullUrl = "https://example.org/fhir/Consent/bser-consent"
* entry[3].resource = bser-consent
* entry[4].fullUrl = "https://example.org/fhir/Patient/example-client"
* entry[4].resource = example-client
* entry[5].fullUrl = "https://example.org/fhir/PractitionerRole/example-referrer"
* entry[5].resource = example-referrer
* entry[6].fullUrl = "https://example.org/fhir/PractitionerRole/example-link-worker"
* entry[6].resource = example-link-worker
