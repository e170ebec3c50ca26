// What the layer interactions tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message argument_complex{
    "argument-complex", "The parameter {0} is a {1}: send it in the body, in Parameters, by POST."};
inline constexpr Message argument_count{"argument-count", "An operation takes {0} parameters at most."};
inline constexpr Message argument_missing{"argument-missing", "The operation {0} needs the parameter {1}."};
inline constexpr Message argument_repeated{"argument-repeated",
                                           "The parameter {0} is given {1} times at most."};
inline constexpr Message argument_type{"argument-type", "The parameter {0} takes: {1}."};
inline constexpr Message argument_unknown{"argument-unknown",
                                          "The operation {0} has no parameter '{1}'; it has: {2}."};
inline constexpr Message async_busy{
    "async-busy",
    "There are too many asynchronous requests now; one caller may have {0}, with the answers it has not "
    "deleted."};
inline constexpr Message async_lost{
    "async-lost",
    "The server stopped while this request ran, so there is no answer. A read can be sent again; whether a "
    "transaction was stored, a search tells."};
inline constexpr Message async_too_large{
    "async-too-large", "The answer has more than {0} bytes; ask for less at once, for instance with _count."};
inline constexpr Message async_unknown{
    "async-unknown",
    "There is no such asynchronous request of this caller; answers are kept for {0} minutes."};
inline constexpr Message body_resource_type{"body-resource-type",
                                            "The body is a {0}, the URL asks for a {1}."};
inline constexpr Message body_subsetted{"body-subsetted",
                                        "This is only a part of a resource (tag SUBSETTED); storing it would "
                                        "lose the rest. Read it whole, change that and send it back."};
inline constexpr Message body_type{"body-type", "A body of type {0} cannot be read here; send {1}."};
inline constexpr Message bundle_conditional_reference{
    "bundle-conditional-reference",
    "The conditional reference to a {0} matches {1} that the caller's organisation holds; it must match "
    "exactly one."};
inline constexpr Message bundle_criteria{
    "bundle-criteria", "Entry {0} has the same conditional criteria; two entries cannot both mean them."};
inline constexpr Message bundle_full_url{
    "bundle-full-url", "Entry {0} has the same fullUrl; references to it could mean either."};
inline constexpr Message bundle_interaction{"bundle-interaction",
                                            "{0} is not possible within a {1}; send it by itself."};
inline constexpr Message bundle_overlap{
    "bundle-overlap", "{0} is written by entry {1}, too; a transaction may touch a resource once."};
inline constexpr Message bundle_patch{"bundle-patch",
                                      "An entry with PATCH needs Parameters, or a Binary with contentType "
                                      "{0} and the patch as base64 in data."};
inline constexpr Message bundle_reference{"bundle-reference",
                                          "No entry that is stored has the fullUrl '{0}'."};
inline constexpr Message compartment_unknown{"compartment-unknown",
                                             "{0} is no compartment that {1} can be searched in."};
inline constexpr Message criteria_empty{
    "criteria-empty", "Conditional criteria for {0} must name at least one search parameter with a value."};
inline constexpr Message criteria_multiple{
    "criteria-multiple",
    "The criteria match more than one {0}; nothing was changed. Name one by its identifier."};
inline constexpr Message criteria_none{
    "criteria-none",
    "The criteria match no {0} that the caller's organisation holds; there is nothing to change."};
inline constexpr Message criteria_raced{
    "criteria-raced",
    "Another request has just stored a {0} that matches the criteria. Send the request again to get it."};
inline constexpr Message delete_referred{
    "delete-referred", "{0} is not deleted: {1} resources refer to it, none of which this caller may see."};
inline constexpr Message delete_referred_by{"delete-referred-by",
                                            "{0} is not deleted: {1} resources refer to it, {2} among them."};
inline constexpr Message fhirpath_answer{
    "fhirpath-answer", "What the expression gives has more than {0} bytes; ask for less of it at once."};
inline constexpr Message fhirpath_context{
    "fhirpath-context", "The context must give elements of the resource; this one gives a {0}."};
inline constexpr Message fhirpath_contexts{"fhirpath-contexts", "The context gives more than {0} elements."};
inline constexpr Message format_unsupported{
    "format-unsupported",
    "This server answers in FHIR R4 JSON (application/fhir+json) or XML (application/fhir+xml), not in {0}."};
inline constexpr Message governed_delete{
    "governed-delete", "A {0} of a referral is not deleted: cancel it, or mark it entered-in-error."};
inline constexpr Message history_parameter{"history-parameter",
                                           "A history has no parameter '{0}'; it has: {1}."};
inline constexpr Message id_mismatch{"id-mismatch",
                                     "The id in the body ('{0}') is not the one in the URL ('{1}')."};
inline constexpr Message id_missing{
    "id-missing", "PUT needs the id in the body, too: the property id with the value '{0}'."};
inline constexpr Message id_taken{"id-taken",
                                  "The id '{0}' is taken by another custodian; choose another one."};
inline constexpr Message if_match_malformed{"if-match-malformed",
                                            "If-Match takes an ETag, such as W/\"3\", not {0}."};
inline constexpr Message if_match_required{
    "if-match-required", "Changing a {0} needs If-Match with the ETag of the version you have read."};
inline constexpr Message label_kept{
    "label-kept", "Only the organisation that wrote this takes away the security label that hides it."};
inline constexpr Message method_not_allowed{"method-not-allowed", "{0} is not possible here. Possible: {1}."};
inline constexpr Message operation_unknown{
    "operation-unknown", "This server has no operation {0} here. See /metadata for those it has."};
inline constexpr Message page_foreign{"page-foreign",
                                      "This is not a paging link of this search and caller. Take the links "
                                      "of the Bundle as they are, or search again."};
inline constexpr Message parameter_value{"parameter-value", "The parameter {0} takes: {1}."};
inline constexpr Message patch_identity{
    "patch-identity", "A patch changes neither the type nor the id: the result must stay {0}/{1}."};
inline constexpr Message patch_type{"patch-type", "A patch of type '{0}' cannot be applied here; send {1}."};
inline constexpr Message path_type{"path-type",
                                   "'{0}' is no resource type that is served here; types are written as in "
                                   "Patient. See /metadata for all of them."};
inline constexpr Message path_unknown{
    "path-unknown", "There is nothing at this path. See /metadata for what this server offers."};
inline constexpr Message provenance_batch{"provenance-batch",
                                          "X-Provenance goes with one change or a transaction; of a batch "
                                          "nobody could say which entries it means."};
inline constexpr Message provenance_target{
    "provenance-target",
    "The Provenance in X-Provenance has no target of its own: the server names what the request writes."};
inline constexpr Message provenance_type{"provenance-type",
                                         "X-Provenance holds a Provenance in JSON, not a {0}."};
inline constexpr Message reference_absent{"reference-absent", "'{0}' is not here, or not for this caller."};
inline constexpr Message reference_gone{"reference-gone",
                                        "'{0}' was deleted while this was being stored. Nothing was stored."};
inline constexpr Message resource_deleted{"resource-deleted",
                                          "{0}/{1} has been deleted; version {2} says when."};
inline constexpr Message resource_unknown{"resource-unknown",
                                          "There is no {0}/{1} here, or not for this caller."};
inline constexpr Message search_audit{"search-audit",
                                      "AuditEvents are not found among other types: search /AuditEvent."};
inline constexpr Message search_ignored{
    "search-ignored",
    "The search parameter '{0}' is unknown and was passed over, as Prefer: handling=lenient asks."};
inline constexpr Message security_context{
    "security-context",
    "X-Security-Context takes a reference to a resource, as DocumentReference/1; it was '{0}'."};
inline constexpr Message submission_differs{
    "submission-differs",
    "This referral was submitted before under the same placer identifier, and {0} was another one. Update "
    "what was stored, or give a new referral an identifier of its own."};
inline constexpr Message submission_raced{
    "submission-raced",
    "The same referral has just been submitted by another request. Send it again to get its answer."};
inline constexpr Message update_as_create{
    "update-as-create",
    "There is no such {0} to update, and ids are given by the server: create it with POST."};
inline constexpr Message url_escape{"url-escape", "The URL has a broken percent escape at character {0}."};
inline constexpr Message version_absent{
    "version-absent", "If-Match names {0}, but there is no such resource, or not for this caller."};
inline constexpr Message version_conflict{"version-conflict",
                                          "If-Match names {0}, but the current version is {1}. Read the "
                                          "resource again and repeat the change on it."};
inline constexpr Message version_unknown{"version-unknown",
                                         "{0}/{1} has no version {2}, or not for this caller."};

}  // namespace linkki::base::message
