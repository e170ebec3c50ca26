Invariant: tsk-1
Description: "Somebody owns what was received"
Expression: "status in ('draft' | 'requested' | 'rejected' | 'cancelled' | 'entered-in-error') or owner.exists()"
Severity: #error

Invariant: tsk-2
Description: "The reason `other` is told in words"
Expression: "statusReason.coding.where(system = 'https://w3id.org/linkki/fhir/CodeSystem/status-reason' and code = 'other').empty() or statusReason.text.exists()"
Severity: #error

Invariant: tsk-3
Description: "What waits in a pool holds nothing personal: no narrative, description, note, display or text; inputs are codes"
Expression: "performerType.empty() or owner.exists() or (text.empty() and description.empty() and note.empty() and (basedOn | focus | for | requester | encounter | reasonReference | input.value.ofType(Reference)).display.empty() and (code | businessStatus | statusReason | reasonCode | performerType | input.type | input.value.ofType(CodeableConcept)).text.empty() and input.all(value is CodeableConcept) and output.empty())"
Severity: #error

Invariant: tsk-4
Description: "A status of the referral's course"
Expression: "status in ('draft' | 'requested' | 'received' | 'accepted' | 'in-progress' | 'on-hold' | 'completed' | 'failed' | 'rejected' | 'cancelled' | 'entered-in-error')"
Severity: #error

Invariant: tsk-5
Description: "A completed referral says its outcome"
Expression: "status != 'completed' or output.type.coding.where(system = 'https://w3id.org/linkki/fhir/CodeSystem/task-input-output' and code = 'outcome').exists()"
Severity: #error

Invariant: tsk-6
Description: "What was declined, paused, cancelled or did not come true says why"
Expression: "(status in ('rejected' | 'on-hold' | 'cancelled' | 'failed')).not() or statusReason.exists()"
Severity: #warning

Profile: ReferralTask
Parent: Task
Id: referral-task
Title: "Task of a referral"
Description: "The fulfilling of a welfare referral: who has it, how far it is, and how it ended. Its status moves as the workflow says."
* insert Published
* obeys tsk-1 and tsk-2 and tsk-3 and tsk-4 and tsk-5 and tsk-6
* insert OfCase
* extension contains
    AnswerBy named answerBy 0..1 MS and
    Area named area 0..* MS and
    $replaces named replaces 0..1 MS
* extension[area] ^short = "Where the pool works"
* extension[replaces] ^short = "The Task that was rerouted"
* basedOn only Reference(ServiceRequest)
* partOf only Reference(Task)
* status MS
* statusReason from StatusReason (extensible)
* statusReason MS
* businessStatus MS
* insert Sliced(businessStatus.coding, value, system)
* businessStatus.coding contains own 0..1 MS
* businessStatus.coding[own].system 1..1
* businessStatus.coding[own].system = $business (exactly)
* businessStatus.coding[own] from TaskBusinessStatus (required)
* businessStatus.coding[own] ^short = "Derived by the server; what a client sent stays beside it"
* intent = #order (exactly)
* code 1..1 MS
* code = $fhir-task#fulfill
* focus 1..1 MS
* focus only Reference(ServiceRequest)
* for 1..1 MS
* for only Reference(Patient)
* authoredOn 1..1 MS
* requester 1..1 MS
* requester only Reference(PractitionerRole or Practitioner or Organization or Patient or RelatedPerson)
* performerType from Role (extensible)
* performerType MS
* owner only Reference(PractitionerRole or Practitioner or Organization or HealthcareService)
* owner MS
* restriction.period MS
* restriction.period ^short = "The time of the personal support"
* insert Sliced(input, pattern, type)
* insert Input(need, need, *, CodeableConcept, [[Why, as codes]])
* input[need].value[x] from ReferralReason (extensible)
* insert Input(category, category, *, CodeableConcept, [[Group of services]])
* input[category].value[x] from HyteCategory (extensible)
* insert Input(ageBand, age-band, 1, CodeableConcept, [[Age band of the client]])
* input[ageBand].value[x] from AgeBand (required)
* insert Input(language, language, *, CodeableConcept, [[Language to speak]])
* insert Input(municipality, municipality, 1, CodeableConcept, [[Municipality of the client]])
* input[municipality].value[x] from Municipality (required)
* insert Sliced(output, pattern, type)
* insert Output(outcome, outcome, 1, CodeableConcept, [[How it ended; the business status follows]])
* output[outcome].value[x] from Outcome (required)
* insert Output(activity, activity, *, Reference(HealthcareService\), [[What it led to]])
* insert Output(appointment, appointment, *, Reference(Appointment\), [[What was booked]])
* insert Output(endMeasure, end-measure, *, Reference(Observation\), [[The measure at the end]])
* insert Output(noEndMeasure, no-end-measure, 1, CodeableConcept, [[Why there is none]])
* output[noEndMeasure].value[x] from StatusReason (extensible)
* insert Output(followUpDue, follow-up-due, *, date, [[When to look back]])
* insert Output(noFollowUp, no-follow-up, 1, CodeableConcept, [[Why there is none]])
* output[noFollowUp].value[x] from StatusReason (extensible)
* insert Output(feedback, feedback, *, Reference(DocumentReference\), [[What the referrer is told, where the client permits]])
* insert Output(alternative, alternative, *, Reference(HealthcareService\), [[Another service, on decline]])
* insert Output(overrideNote, override-note, 1, string, [[Why it was taken without capacity]])
* insert Output(waitingPosition, waiting-position, 1, positiveInt, [[Place in the queue]])
* insert Output(expectedDate, expected-date, 1, date, [[When the waiting or the pause is to end]])
* insert Output(eventDate, event-date, 1, date, [[When the client died or moved away]])
* extension[answerBy] ^short = "The day by which the receiver answers"
* basedOn ^short = "The referral again, for those who look here"
* status ^short = "How far it is; moves as the workflow says"
* statusReason ^short = "Why it was declined, paused, cancelled or not fulfilled; words beside the code are welcome"
* businessStatus ^short = "The status in plain terms"
* focus ^short = "The referral"
* for ^short = "The client"
* authoredOn ^short = "When it was made"
* requester ^short = "Who refers"
* performerType ^short = "Who of a pool may claim it"
* owner ^short = "Whom it was sent to; once claimed, a person"

Profile: InformationRequestTask
Parent: Task
Id: information-request-task
Title: "Information request"
Description: "The owner of a referral asks the referrer or the client; while it is open the time to answer stands still."
* insert Published
* insert Child
* code 1..1
* code = $task#information-request
* focus only Reference(ServiceRequest)
* owner only Reference(PractitionerRole or Practitioner or Organization or Patient or RelatedPerson)
* insert Sliced(input, pattern, type)
* input 1..*
* insert Input(question, question, *, string, [[What is asked]])
* input[question] 1..*
* insert Sliced(output, pattern, type)
* output contains answer 0..* MS
* output[answer].type = $data#answer
* output[answer].value[x] only string or Reference(QuestionnaireResponse)
* output[answer] ^short = "The answer; or it was told by phone and noted"

Profile: AbortTask
Parent: Task
Id: abort-task
Title: "Request to cancel"
Description: "The referrer asks the owner to stop an accepted referral. Completed, the referral is cancelled; rejected, it goes on."
* insert Published
* insert Child
* code 1..1
* code = $fhir-task#abort
* focus only Reference(Task)
* reasonCode 1..1 MS
* reasonCode from StatusReason (extensible)
* reasonCode ^short = "Why to stop"

Profile: FollowUpTask
Parent: Task
Id: follow-up-task
Title: "Follow-up"
Description: "A look back at an agreed day after the end: does the client still take part, and how does the client fare?"
* insert Published
* insert Child
* code 1..1
* code = $task#follow-up
* focus only Reference(ServiceRequest)
* restriction 1..1
* restriction.period 1..1 MS
* restriction.period.end 1..1
* restriction.period.end ^short = "The day it is due"
* insert Sliced(output, pattern, type)
* insert Output(stillAttending, still-attending, 1, boolean, [[Whether the client still takes part]])
* insert Output(endMeasure, end-measure, *, Reference(Observation\), [[The measure at the end]])
* insert Output(noFollowUp, no-follow-up, 1, CodeableConcept, [[Why there is none]])
* output[noFollowUp].value[x] from StatusReason (extensible)
* restriction.period ^short = "When"

Profile: WorkTask
Parent: Task
Id: work-task
Title: "Work of a link worker"
Description: "A step of the link worker's own. The referrer never sees it."
* insert Published
* insert Child
* code 1..1
* code = $task#work
* owner only Reference(PractitionerRole or Practitioner or Organization)
* description MS
* description ^short = "What is to be done"

Invariant: tsk-7
Description: "A questionnaire, information or a contact"
Expression: "code.coding.where(system = 'https://w3id.org/linkki/fhir/CodeSystem/task-code' and code in ('client-questionnaire' | 'client-information' | 'client-contact')).exists()"
Severity: #error

Profile: ClientTask
Parent: Task
Id: client-task
Title: "Task of the client"
Description: "What the client, or who acts for them, is asked to do: answer a questionnaire, read something, contact a service."
* insert Published
* insert Child
* obeys tsk-7
* code 1..1
* code from TaskCode (required)
* owner only Reference(Patient or RelatedPerson)
* insert Sliced(output, pattern, type)
* insert Output(answer, answer, *, Reference(QuestionnaireResponse\), [[The answers]])
* code ^short = "What is asked: a questionnaire, to read, to make contact"
