// What the layer fhir tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message bundle_entries{"bundle-entries", "The Bundle has more than {0} entries."};
inline constexpr Message bundle_entry_list{"bundle-entry-list", "Bundle.entry is an array of entries."};
inline constexpr Message bundle_entry_request{
    "bundle-entry-request", "Every entry of a {0} needs a request with a method and a url."};
inline constexpr Message bundle_entry_resource{"bundle-entry-resource",
                                               "An entry with the method {0} needs a resource."};
inline constexpr Message bundle_method{
    "bundle-method", "'{0}' is no method of Bundle.entry.request: GET, HEAD, POST, PUT, PATCH, DELETE."};
inline constexpr Message bundle_not_a_batch{
    "bundle-not-a-batch",
    "Only a Bundle of type batch or transaction can be posted here; the type is '{0}'."};
inline constexpr Message bundle_other{"bundle-other",
                                      "Only a Bundle can be posted here, not {0}; a resource is created by "
                                      "POST to its type, as in POST [base]/Patient."};
inline constexpr Message bundle_property{"bundle-property", "{0} has no property '{1}'."};
inline constexpr Message no_issue{"no-issue", "Everything is in order."};
inline constexpr Message patch_depth{"patch-depth",
                                     "Operation {0} of the patch nests deeper than {1} levels."};
inline constexpr Message patch_location{"patch-location",
                                        "Operation {0} of the patch, {1}: nothing is at '{2}'."};
inline constexpr Message patch_malformed{"patch-malformed", "Operation {0} of the patch is malformed: {1}."};
inline constexpr Message patch_not_an_array{"patch-not-an-array", "A JSON Patch is an array of operations."};
inline constexpr Message patch_test_failed{
    "patch-test-failed",
    "Operation {0} of the patch: the value at '{1}' is another one than the test expects."};
inline constexpr Message patch_too_costly{
    "patch-too-costly", "The patch has more than {0} operations or takes more than {1} bytes."};
inline constexpr Message resource_not_an_object{"resource-not-an-object", "A resource is a JSON object."};
inline constexpr Message resource_type_missing{"resource-type-missing",
                                               "The property resourceType is missing."};
inline constexpr Message resource_type_not_a_string{"resource-type-not-a-string",
                                                    "The property resourceType must be a string."};
inline constexpr Message resource_type_unknown{"resource-type-unknown",
                                               "'{0}' is no resource type of FHIR R4."};
inline constexpr Message too_many_issues{"too-many-issues", "There are {0} more issues, left out here."};

inline constexpr Message xml_attribute{"xml-attribute", "{0} has no attribute '{1}' in XML."};
inline constexpr Message xml_depth{"xml-depth", "The XML nests deeper than {0} levels, at byte {1}."};
inline constexpr Message xml_doctype{
    "xml-doctype", "A document type (DTD) is not read here, and so no entity of one; it is at byte {0}."};
inline constexpr Message xml_element{"xml-element", "{0} has no element '{1}' in XML."};
inline constexpr Message xml_empty{"xml-empty",
                                   "An element needs a value or an extension; leave out what is not known."};
inline constexpr Message xml_namespace{"xml-namespace",
                                       "'{0}' is in the namespace '{1}'; it belongs in '{2}'."};
inline constexpr Message xml_narrative{
    "xml-narrative",
    "A narrative declares the namespace {0} on its div, and none of its names has a prefix."};
inline constexpr Message xml_order{"xml-order", "{0} stands behind {1}; in XML it belongs before it."};
inline constexpr Message xml_repeat{"xml-repeat", "{0} occurs once only."};
inline constexpr Message xml_resource{
    "xml-resource", "{0} holds one element, which is the resource, as in <contained><Patient/></contained>."};
inline constexpr Message xml_size{"xml-size", "The XML has more than {0}, at byte {1}."};
inline constexpr Message xml_syntax{"xml-syntax", "This is no well-formed XML: {0}, at byte {1}."};
inline constexpr Message xml_text{
    "xml-text", "A text cannot stand in {0}; a value is an attribute, as in <status value=\"final\"/>."};
inline constexpr Message xml_value{"xml-value", "This is not a valid {0}, which is {1}."};

}  // namespace linkki::base::message
