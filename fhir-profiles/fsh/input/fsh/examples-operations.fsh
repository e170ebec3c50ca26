// What the operations take and answer.

Instance: refer-request
InstanceOf: Parameters
Usage: #example
* parameter[0].name = "patient"
* parameter[0].resource = example-client
* parameter[1].name = "request"
* parameter[1].resource = example-referral
* parameter[2].name = "consent"
* parameter[2].resource = example-consent
* parameter[3].name = "assessment"
* parameter[3].resource = example-assessment
* parameter[4].name = "goal"
* parameter[4].resource = example-goal

Instance: transitions-answer
InstanceOf: Parameters
Usage: #example
* parameter[0].name = "transition"
* parameter[0].part[0].name = "id"
* parameter[0].part[0].valueCode = #decline
* parameter[0].part[1].name = "label"
* parameter[0].part[1].valueString = "Avvisa"
* parameter[0].part[2].name = "to"
* parameter[0].part[2].valueCode = #rejected
* parameter[0].part[3].name = "business"
* parameter[0].part[3].valueCoding = $business#declined
* parameter[0].part[4].name = "input"
* parameter[0].part[4].part[0].name = "name"
* parameter[0].part[4].part[0].valueCode = #reason
* parameter[0].part[4].part[1].name = "label"
* parameter[0].part[4].part[1].valueString = "Orsak"
* parameter[0].part[4].part[2].name = "type"
* parameter[0].part[4].part[2].valueCode = #CodeableConcept
* parameter[0].part[4].part[3].name = "required"
* parameter[0].part[4].part[3].valueBoolean = true
* parameter[0].part[4].part[4].name = "valueSet"
* parameter[0].part[4].part[4].valueCanonical = "https://w3id.org/linkki/fhir/ValueSet/status-reason"
* parameter[0].part[4].part[5].name = "code"
* parameter[0].part[4].part[5].valueCoding = $reason#capacity

Instance: transition-request
InstanceOf: Parameters
Usage: #example
* parameter[0].name = "transition"
* parameter[0].valueCode = #decline
* parameter[1].name = "input"
* parameter[1].part[0].name = "name"
* parameter[1].part[0].valueCode = #reason
* parameter[1].part[1].name = "value"
* parameter[1].part[1].valueCodeableConcept = $reason#capacity

Instance: trail-answer
InstanceOf: Parameters
Usage: #example
* parameter[0].name = "step"
* parameter[0].part[0].name = "time"
* parameter[0].part[0].valueInstant = "2026-11-11T08:02:00Z"
* parameter[0].part[1].name = "transition"
* parameter[0].part[1].valueCode = #claim
* parameter[0].part[2].name = "label"
* parameter[0].part[2].valueString = "Claim"
* parameter[0].part[3].name = "actor"
* parameter[0].part[3].valueReference.reference = "PractitionerRole/example-link-worker"
* parameter[0].part[4].name = "from"
* parameter[0].part[4].valueCode = #requested
* parameter[0].part[5].name = "to"
* parameter[0].part[5].valueCode = #received
* parameter[0].part[6].name = "resource"
* parameter[0].part[6].valueReference.reference = "Task/example-task/_history/2"
* parameter[0].part[7].name = "consent"
* parameter[0].part[7].valueReference.reference = "Consent/example-consent/_history/1"

Instance: letter-request
InstanceOf: Parameters
Usage: #example
* parameter[0].name = "language"
* parameter[0].valueCode = #fi

Instance: break-glass-request
InstanceOf: Parameters
Usage: #example
* parameter[0].name = "reason"
* parameter[0].valueString = "Found unconscious; whom to call and what medicine she takes."
