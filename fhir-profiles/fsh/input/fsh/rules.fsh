// What several profiles say alike.

RuleSet: Published
* ^date = "2026-11-22"
* ^publisher = "Linkki"

RuleSet: Sliced(element, kind, path)
* {element} ^slicing.discriminator.type = #{kind}
* {element} ^slicing.discriminator.path = "{path}"
* {element} ^slicing.rules = #open

RuleSet: OfCase
* extension contains Case named case 0..1 MS
* extension[case] ^short = "The case, by the id that the server gave"

RuleSet: HyteCategory
* insert Sliced(category, value, coding.system)
* category contains hyte 0..* MS
* category[hyte] from HyteCategory (required)
* category[hyte].coding 1..*
* category[hyte].coding.system 1..1
* category[hyte].coding.system = $category (exactly)
* category[hyte] ^short = "Group of services; others' categories are welcome beside it"

RuleSet: Input(name, code, max, type, says)
* input contains {name} 0..{max} MS
* input[{name}] ^short = "{says}"
* input[{name}].type = $data#{code}
* input[{name}].value[x] only {type}

RuleSet: Output(name, code, max, type, says)
* output contains {name} 0..{max} MS
* output[{name}] ^short = "{says}"
* output[{name}].type = $data#{code}
* output[{name}].value[x] only {type}

// A Task below the Task of a referral.
RuleSet: Child
* insert OfCase
* partOf 1..* MS
* partOf only Reference(Task)
* partOf ^short = "The Task of the referral"
* intent = #order (exactly)
* focus 1..1 MS
* focus ^short = "What it is about"
* for 1..1 MS
* for only Reference(Patient)
* for ^short = "The client"
* authoredOn 1..1 MS
* requester 1..1 MS
* requester ^short = "Who asks"
* owner 1..1 MS
* owner ^short = "Who is asked to do it"
* statusReason from StatusReason (extensible)
* statusReason ^short = "Why it has its status"
