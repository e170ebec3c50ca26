// Operations of our own. Those that are `draft` are agreed on and do not run yet: the CapabilityStatement lists what does.

RuleSet: Operation(code, title)
* name = "{code}"
* title = "{title}"
* version = "0.1.0"
* kind = #operation
* date = "2026-11-22"
* publisher = "Linkki"

RuleSet: Parameter(name, use, min, max, type)
* parameter[+].name = #{name}
* parameter[=].use = #{use}
* parameter[=].min = {min}
* parameter[=].max = "{max}"
* parameter[=].type = #{type}

// A parameter made of parts; its first part is the next rule's.
RuleSet: Group(name, use, min, max)
* parameter[+].name = #{name}
* parameter[=].use = #{use}
* parameter[=].min = {min}
* parameter[=].max = "{max}"

RuleSet: Part(name, use, min, max, type, says)
* parameter[=].part[+].name = #{name}
* parameter[=].part[=].use = #{use}
* parameter[=].part[=].min = {min}
* parameter[=].part[=].max = "{max}"
* parameter[=].part[=].type = #{type}
* parameter[=].part[=].documentation = "{says}"

Instance: fhirpath
InstanceOf: OperationDefinition
Usage: #definition
* url = "https://w3id.org/linkki/fhir/OperationDefinition/fhirpath"
* insert Operation(FhirPath, Evaluate FHIRPath)
* status = #active
* description = "Evaluates a FHIRPath expression on the resource that is sent, for those who write expressions. Nothing is stored, nothing that is stored is read."
* affectsState = false
* code = #fhirpath
* system = true
* type = false
* instance = false
* insert Parameter(expression, in, 1, 1, string)
* parameter[=].documentation = "The expression, FHIRPath N1 with R4's functions."
* insert Parameter(resource, in, 1, 1, Resource)
* parameter[=].documentation = "What it is evaluated on."
* insert Parameter(context, in, 0, 1, string)
* parameter[=].documentation = "An expression that gives elements of the resource; the other one is evaluated once on each."
* insert Parameter(variables, in, 0, *, Element)
* parameter[=].documentation = "A part for each variable: its name and its value or resource; %name in the expression."
* insert Parameter(terminologyserver, in, 0, 1, string)
* parameter[=].documentation = "Taken because the labs send it; nothing is asked of another server."
* insert Parameter(validate, in, 0, 1, boolean)
* parameter[=].documentation = "Taken because the labs send it; every expression is checked."
* insert Parameter(parameters, out, 1, 1, Element)
* parameter[=].documentation = "Parts: the evaluator, and what was asked."
* insert Parameter(result, out, 0, *, Element)
* parameter[=].documentation = "One for each context, whose path is its value: a part for each item, named by its type, with its path; a part named trace for each trace()."

Instance: refer
InstanceOf: OperationDefinition
Usage: #definition
* url = "https://w3id.org/linkki/fhir/OperationDefinition/refer"
* insert Operation(Refer, Send a referral)
* status = #active
* description = "Takes all that a referral is made of and stores it in one transaction, or nothing: client, assessment, consent, ServiceRequest and Task. A resource with an id is meant by Type/id or urn:uuid:id in the others; what follows from being sent together (whom it is about, supportingInfo, focus) may be left out. Sent again under the same placer identifier it gives the first answer again."
* affectsState = true
* code = #refer
* resource = #ServiceRequest
* system = false
* type = true
* instance = false
* insert Parameter(patient, in, 0, 1, Patient)
* parameter[=].documentation = "The client, looked for by their first identifier before they are created; left out where request.subject names one that is stored."
* insert Parameter(request, in, 1, 1, ServiceRequest)
* parameter[=].documentation = "The referral; a proposal gets no Task."
* insert Parameter(task, in, 0, *, Task)
* parameter[=].documentation = "One for each receiver; without it one is made for each performer of the request, or for the pool that it names."
* insert Parameter(consent, in, 0, 1, Consent)
* parameter[=].documentation = "The consent that it is sent with."
* insert Parameter(assessment, in, 0, *, Resource)
* parameter[=].documentation = "QuestionnaireResponses and Observations."
* insert Parameter(goal, in, 0, *, Goal)
* parameter[=].documentation = "Goals in the client's words."
* insert Parameter(return, out, 1, 1, Bundle)
* parameter[=].documentation = "The transaction-response: an entry for each resource, in the order they were sent, then the Tasks that were made."

Instance: transitions
InstanceOf: OperationDefinition
Usage: #definition
* url = "https://w3id.org/linkki/fhir/OperationDefinition/transitions"
* insert Operation(Transitions, What may happen next)
* status = #active
* description = "Lists what this caller may do with the Task now, with labels and the data that each step needs, so that a client can make its form from it."
* affectsState = false
* code = #transitions
* resource = #Task
* system = false
* type = false
* instance = true
* insert Group(transition, out, 0, *)
* parameter[=].documentation = "One for each step that this caller may take."
* insert Part(id, out, 1, 1, code, What $transition takes.)
* insert Part(label, out, 1, 1, string, [[In the language asked for, with the others as translation extensions.]])
* insert Part(to, out, 1, 1, code, The status that it leads to.)
* insert Part(business, out, 0, 1, Coding, The business status that it leads to.)
* insert Part(input, out, 0, *, Element, [[A datum: name, label, type, required, alternative-to, valueSet and the codes offered.]])
* insert Part(missing, out, 0, *, string, [[A condition that does not hold now; the step would be refused.]])

Instance: transition
InstanceOf: OperationDefinition
Usage: #definition
* url = "https://w3id.org/linkki/fhir/OperationDefinition/transition"
* insert Operation(Transition, Take a step)
* status = #active
* description = "Takes one step of the workflow with the Task, all that follows from it in the same transaction. If-Match holds it to the version that was seen."
* affectsState = true
* code = #transition
* resource = #Task
* system = false
* type = false
* instance = true
* insert Parameter(transition, in, 1, 1, code)
* parameter[=].documentation = "The step, by its id in the workflow."
* insert Group(input, in, 0, *)
* parameter[=].documentation = "A datum that the step needs or takes."
* insert Part(name, in, 1, 1, code, The datum's name in the workflow.)
* insert Part(value, in, 0, 1, Element, Its value; of the type that $transitions tells.)
* insert Part(resource, in, 0, 1, Resource, [[A resource that is stored with the step: a Communication, an Observation, a Task.]])
* insert Parameter(return, out, 1, 1, Task)
* parameter[=].documentation = "The Task as it stands then."

Instance: reassign
InstanceOf: OperationDefinition
Usage: #definition
* url = "https://w3id.org/linkki/fhir/OperationDefinition/reassign"
* insert Operation(Reassign, Hand over all Tasks of a person)
* status = #active
* description = "Gives every open Task of a person that the caller sees to somebody else, each by itself: for those that no consent covers for the new owner the answer says so, the others move."
* affectsState = true
* code = #reassign
* resource = #Task
* system = false
* type = true
* instance = false
* insert Parameter(from, in, 1, 1, Reference)
* parameter[=].documentation = "The Practitioner, with all their roles, or the PractitionerRole that owns the Tasks."
* insert Parameter(to, in, 1, 1, Reference)
* parameter[=].documentation = "The Practitioner or PractitionerRole that shall own them."
* insert Parameter(return, out, 1, 1, Bundle)
* parameter[=].documentation = "A batch-response: an entry for each Task."

Instance: break-glass
InstanceOf: OperationDefinition
Usage: #definition
* url = "https://w3id.org/linkki/fhir/OperationDefinition/break-glass"
* insert Operation(BreakGlass, Open a record in an emergency)
* status = #active
* description = "Opens everything about one person for 60 minutes, to be read and not changed, to a named professional (referrer, link worker, coordinator) who has a role in the organisation that the token acts for. A hidden person's contact data are among it. The reason is kept, every look afterwards is audited with it as its basis, and the data-protection officers of the record's custodian are told at once."
* affectsState = true
* code = #break-glass
* resource = #Patient
* system = false
* type = false
* instance = true
* insert Parameter(reason, in, 1, 1, string)
* parameter[=].documentation = "Why, in the caller's own words."
* insert Parameter(until, out, 1, 1, instant)
* parameter[=].documentation = "When it closes again."
* insert Parameter(record, out, 1, 1, Reference)
* parameter[=].documentation = "The Basic that keeps the reason."

Instance: clock
InstanceOf: OperationDefinition
Usage: #definition
* url = "https://w3id.org/linkki/fhir/OperationDefinition/clock"
* insert Operation(Clock, Move the sandbox's clock)
* status = #active
* description = "Moves what a sandbox takes for now, forward alone, so that what happens by time can be seen happening: an answer that is late, a follow-up that is due. It happens within a second. Tokens go by the real time. Without parameters it only tells the time. Other servers have no such operation."
* affectsState = true
* code = #clock
* system = true
* type = false
* instance = false
* insert Parameter(to, in, 0, 1, dateTime)
* parameter[=].documentation = "The moment that it shall be; of a date, its end."
* insert Parameter(days, in, 0, 1, integer)
* parameter[=].documentation = "How many days it is moved, where there is no `to`."
* insert Parameter(now, out, 1, 1, instant)
* parameter[=].documentation = "The moment that it is now."

Instance: trail
InstanceOf: OperationDefinition
Usage: #definition
* url = "https://w3id.org/linkki/fhir/OperationDefinition/trail"
* insert Operation(Trail, The story of a referral)
* status = #active
* description = "Every step of a referral's case in order: who, in what role, when, from what to what, why, which version, and the consents that were in force. A step is a version of the referral, of those based on it, of their Tasks and parts of these, of Communications about them and of Consents, as far as the caller may see it."
* affectsState = false
* code = #trail
* resource = #ServiceRequest
* system = false
* type = false
* instance = true
* insert Parameter(as, in, 0, 1, code)
* parameter[=].documentation = "table: one page of HTML instead of Parameters, to be read or printed."
* insert Parameter(language, in, 0, 1, code)
* parameter[=].documentation = "Of the labels and the table: fi, sv or en; otherwise as Accept-Language asks."
* insert Group(step, out, 0, *)
* parameter[=].documentation = "One for each step that the caller may see."
* insert Part(time, out, 1, 1, instant, When.)
* insert Part(label, out, 1, 1, string, The step in words.)
* insert Part(transition, out, 0, 1, code, The step by its id in the workflow.)
* insert Part(actor, out, 0, 1, Reference, [[Who, if the caller may see that person.]])
* insert Part(role, out, 0, 1, Coding, In what role.)
* insert Part(organization, out, 0, 1, Reference, For which organisation.)
* insert Part(from, out, 0, 1, code, The status before.)
* insert Part(to, out, 0, 1, code, The status after.)
* insert Part(business, out, 0, 1, Coding, The business status after.)
* insert Part(reason, out, 0, 1, CodeableConcept, Why.)
* insert Part(resource, out, 1, 1, Reference, The version that the step made.)
* insert Part(consent, out, 0, *, Reference, The version of a consent that was in force.)

Instance: letter
InstanceOf: OperationDefinition
Usage: #definition
* url = "https://w3id.org/linkki/fhir/OperationDefinition/letter"
* insert Operation(Letter, A letter to the client)
* status = #active
* description = "The referral as a printable letter for a client without digital channels: what was agreed, what happens next and when, who sees it, how to say no. Printing is a disclosure and audited as one. The address of a client who is hidden for their safety is left out; no letter is written of one who has died or moved away."
* affectsState = false
* code = #letter
* resource = #ServiceRequest
* system = false
* type = false
* instance = true
* insert Parameter(language, in, 0, 1, code)
* parameter[=].documentation = "fi, sv or en; otherwise the language that the referral names for contacts, else the client's own."
* insert Parameter(return, out, 1, 1, Binary)
* parameter[=].documentation = "The letter: one page of HTML, as it is (text/html)."
