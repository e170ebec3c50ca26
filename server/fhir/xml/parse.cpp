#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "fhir/messages.h"
#include "fhir/xml.h"
#include "fhir/xml/reader.h"
#include "fhir/xml/scanner.h"

namespace linkki::fhir {
namespace {

// Comments, instructions and text that is blank leave no nodes.
constexpr unsigned flags =
    pugi::parse_cdata | pugi::parse_escapes | pugi::parse_wconv_attribute | pugi::parse_eol;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

base::Failure unreadable(base::Argument reason, std::ptrdiff_t offset) {
  return base::refuse(base::Refusal::bad_request,
                      base::error(base::IssueType::structure, base::message::xml_syntax,
                                  {std::move(reason), std::to_string(offset)}));
}

// The tree of a well-formed text, laid over a copy of it in the arena.
base::Outcome<void> load(std::string_view text, json::Arena& arena, pugi::xml_document& tree) {
  if (text.size() > std::numeric_limits<std::uint32_t>::max())
    return unreadable(
        base::Words{"it is longer than 4 GiB", "se on pidempi kuin 4 GiB", "det är längre än 4 GiB"}, 0);
  TRY_VOID(xml::Scanner(text).document());
  void* const copy = arena.take(text.size());
  std::memcpy(copy, text.data(), text.size());
  const auto parsed = tree.load_buffer_inplace(copy, text.size(), flags, pugi::encoding_utf8);
  if (!parsed) return unreadable(parsed.description(), parsed.offset);
  return base::done();
}

}  // namespace

base::Outcome<Resource> parse_xml(std::string bytes, const definitions::Definitions& definitions) {
  json::Document document(std::move(bytes));
  std::string_view text = document.source;
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  pugi::xml_document tree;
  TRY_VOID(load(text, document.arena, tree));
  TRY(document.root, xml::Reader(document, text, definitions).read(tree.document_element()));
  return type_resource(std::move(document), definitions);
}

std::string root_of_xml(std::string_view bytes) {
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  json::Arena arena;
  pugi::xml_document tree;
  if (!load(bytes, arena, tree).ok()) return {};
  xml::Namespaces namespaces;
  const pugi::xml_node root = tree.document_element();
  const xml::Namespaces::Scope scope(namespaces, root);
  const auto [prefix, local] = xml::split(root.name());
  return namespaces.find(prefix) == xml::fhir_namespace ? std::string(local) : std::string();
}

}  // namespace linkki::fhir
