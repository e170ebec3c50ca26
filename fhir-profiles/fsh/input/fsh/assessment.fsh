Profile: ReferralAssessment
Parent: QuestionnaireResponse
Id: referral-assessment
Title: "Assessment of a referral"
Description: "The client's answers, at the beginning, at the end or at a follow-up."
* insert Published
* insert OfCase
* basedOn MS
* questionnaire 1..1 MS
* subject 1..1 MS
* subject only Reference(Patient)
* authored 1..1 MS
* source MS
* source ^short = "Who answered"
* basedOn ^short = "The referral"
* questionnaire ^short = "What was asked, with its version"
* subject ^short = "The client"
* authored ^short = "When"

Profile: ReferralScore
Parent: Observation
Id: referral-score
Title: "Score of an assessment"
Description: "What an instrument measured, drawn from the answers, with its interpretation and the rule that gave it."
* insert Published
* insert OfCase
* basedOn MS
* insert Sliced(category, pattern, $this)
* category contains survey 1..1 MS
* category[survey] = $observation-category#survey
* code from Score (extensible)
* subject 1..1 MS
* subject only Reference(Patient)
* effective[x] 1..1 MS
* effective[x] only dateTime
* value[x] only Quantity
* valueQuantity 1..1 MS
* valueQuantity.value 1..1
* interpretation 1..* MS
* method 1..1 MS
* method from ScoreRule (extensible)
* method ^short = "Which cut was used, and its version"
* derivedFrom 1..* MS
* derivedFrom only Reference(QuestionnaireResponse or Observation)
* basedOn ^short = "The referral"
* category[survey] ^short = "A survey"
* code ^short = "What was measured"
* subject ^short = "The client"
* effective[x] ^short = "When the answers were given"
* valueQuantity ^short = "The score"
* interpretation ^short = "What it means by the rule"
* derivedFrom ^short = "The answers"
