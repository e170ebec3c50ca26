#include "fhir/reference.h"

#include <algorithm>
#include <optional>

#include "fhir/primitive.h"

namespace linkki::fhir {
namespace {

using definitions::Definitions;

bool is_resource_type(std::string_view name, const Definitions& definitions) {
  const definitions::Type* const type = definitions.find_type(name);
  return type && type->kind == definitions::TypeKind::resource && !type->abstract_type;
}

// Cuts the last segment of a path off and returns it.
std::string_view take_last(std::string_view& path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view segment = slash == path.npos ? path : path.substr(slash + 1);
  path = slash == path.npos ? std::string_view{} : path.substr(0, slash);
  return segment;
}

// [base/]Type/id[/_history/version]
std::optional<Reference> parse_path(std::string_view path, const Definitions& definitions) {
  Reference found{.kind = ReferenceKind::relative};
  const bool rooted = path.starts_with('/');
  found.id = take_last(path);
  found.type = take_last(path);
  if (found.type == "_history") {
    found.version = found.id;
    found.id = take_last(path);
    found.type = take_last(path);
    if (!is_id(found.version)) return std::nullopt;
  }
  if (rooted || !is_id(found.id) || !is_resource_type(found.type, definitions)) return std::nullopt;
  found.base = path;
  if (path.empty()) return found;
  found.kind = ReferenceKind::absolute;
  return path.find("://") == path.npos ? std::nullopt : std::optional(found);
}

std::optional<Reference> parse_conditional(std::string_view text, const Definitions& definitions) {
  const std::size_t mark = text.find('?');
  if (mark == text.npos || !is_resource_type(text.substr(0, mark), definitions)) return std::nullopt;
  return Reference{
      .kind = ReferenceKind::conditional, .type = text.substr(0, mark), .query = text.substr(mark + 1)};
}

bool is_link_type(std::string_view type) {
  return type == "uri" || type == "url" || type == "oid" || type == "uuid";
}

// Depth: that of the document, limits::json_depth_max.
void walk(const Element& element, const Element& parent, const Definitions& definitions,
          const std::function<void(const Link&)>& visit) {
  if (element.primitive() && element.has_value() && element.value->is_string()) {
    const std::string_view type = element.type->name;
    const bool reference =
        parent.type && parent.type->name == "Reference" && element.definition->name == "reference";
    if (reference)
      visit({LinkKind::reference, element, parent});
    else if (is_link_type(type))
      visit({LinkKind::uri, element, parent});
    else if (type == "xhtml")
      visit({LinkKind::narrative, element, parent});
  }
  each_child(element, definitions, [&](const Element& child) { walk(child, element, definitions, visit); });
}

class Rewriter {
 public:
  Rewriter(const Rewriting& rewriting, const Definitions& definitions)
      : rewriting_(rewriting), definitions_(definitions) {}

  // nullopt: stays as it is.
  std::optional<std::string> reference(std::string_view text) const {
    if (auto found = known(text)) return found;
    const std::string_view relative = make_relative(text, rewriting_.own_bases, definitions_);
    return relative.size() == text.size() ? std::nullopt : std::optional(std::string(relative));
  }

  // As the texts of the map say.
  std::optional<std::string> known(std::string_view text) const {
    if (auto found = find(text)) return found;
    const Reference parsed = parse_reference(text, definitions_);
    if (parsed.kind == ReferenceKind::relative && !rewriting_.base.empty()) {
      if (auto found = find(std::string(rewriting_.base) + "/" + std::string(text))) return found;
    }
    return std::nullopt;
  }

  std::optional<std::string> uri(std::string_view text) const {
    const auto found = rewriting_.texts.find(std::string(text));
    return found == rewriting_.texts.end() ? std::nullopt : std::optional(found->second);
  }

  std::optional<std::string> narrative(std::string_view xhtml) const;

 private:
  // Also without its fragment, and without its version.
  std::optional<std::string> find(std::string_view text) const {
    if (auto found = uri(text)) return found;
    const std::string_view whole = text.substr(0, text.find('#'));
    const std::string_view fragment = text.substr(whole.size());
    const std::string_view unversioned = whole.substr(0, whole.find("/_history/"));
    for (const std::string_view key : {whole, unversioned}) {
      if (key.size() == text.size() || key.empty()) continue;
      if (auto found = uri(key)) return *found + std::string(fragment);
    }
    return std::nullopt;
  }

  const Rewriting& rewriting_;
  const Definitions& definitions_;
};

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// The value of the next href or src attribute from `at` on, without its quotes; nullopt: none.
std::optional<std::pair<std::size_t, std::size_t>> find_attribute(std::string_view xhtml, std::size_t at) {
  constexpr std::string_view spaces = " \t\r\n";
  for (std::size_t equals = xhtml.find('=', at); equals != xhtml.npos; equals = xhtml.find('=', equals + 1)) {
    const std::size_t name_end = xhtml.find_last_not_of(spaces, equals - 1);
    const std::size_t quote = xhtml.find_first_not_of(spaces, equals + 1);
    if (equals == 0 || name_end == xhtml.npos || quote == xhtml.npos) continue;
    const std::string_view before = xhtml.substr(0, name_end + 1);
    const bool named = before.ends_with("href") || before.ends_with("src");
    if (!named || (xhtml[quote] != '"' && xhtml[quote] != '\'')) continue;
    const std::size_t end = xhtml.find(xhtml[quote], quote + 1);
    if (end != xhtml.npos) return std::pair{quote + 1, end};
  }
  return std::nullopt;
}

std::optional<std::string> Rewriter::narrative(std::string_view xhtml) const {
  std::string out;
  std::size_t copied = 0;
  for (auto found = find_attribute(xhtml, 0); found; found = find_attribute(xhtml, found->second)) {
    const auto [begin, end] = *found;
    const auto target = known(replace_all(std::string(xhtml.substr(begin, end - begin)), "&amp;", "&"));
    if (!target) continue;
    out.append(xhtml, copied, begin - copied);
    out += replace_all(*target, "&", "&amp;");
    copied = end;
  }
  if (copied == 0) return std::nullopt;
  out.append(xhtml, copied);
  return out;
}

}  // namespace

Reference parse_reference(std::string_view text, const Definitions& definitions) {
  if (text.starts_with('#')) return {.kind = ReferenceKind::fragment, .fragment = text.substr(1)};
  if (auto conditional = parse_conditional(text, definitions)) return *conditional;
  const std::size_t mark = text.find('#');
  const std::string_view path = text.substr(0, mark);
  Reference found;
  if (path.starts_with("urn:uuid:"))
    found.kind = ReferenceKind::uuid;
  else if (path.starts_with("urn:oid:"))
    found.kind = ReferenceKind::oid;
  else if (auto parsed = parse_path(path, definitions))
    found = *parsed;
  if (mark != text.npos) found.fragment = text.substr(mark + 1);
  return found;
}

std::string_view make_relative(std::string_view text, Bases bases, const Definitions& definitions) {
  const Reference reference = parse_reference(text, definitions);
  const bool ours = reference.kind == ReferenceKind::absolute &&
                    std::find(bases.begin(), bases.end(), reference.base) != bases.end();
  return ours ? text.substr(reference.base.size() + 1) : text;
}

void each_link(const Element& root, const Definitions& definitions,
               const std::function<void(const Link&)>& visit) {
  walk(root, {}, definitions, visit);
}

void rewrite_links(json::Document& resource, const Rewriting& rewriting, const Definitions& definitions) {
  const Rewriter rewriter(rewriting, definitions);
  each_link(root(resource.root, definitions), definitions, [&](const Link& link) {
    const std::string_view text = link.element.text();
    std::optional<std::string> target;
    switch (link.kind) {
      case LinkKind::reference: target = rewriter.reference(text); break;
      case LinkKind::uri: target = rewriter.uri(text); break;
      case LinkKind::narrative: target = rewriter.narrative(text); break;
    }
    // The cursor shows the document as constant; it is the caller's to change.
    if (target)
      *const_cast<json::Value*>(link.element.value) = json::Value::string(resource.arena.keep(*target));
  });
}

std::string_view base_of(std::string_view full_url, const Definitions& definitions) {
  return parse_reference(full_url, definitions).base;
}

}  // namespace linkki::fhir
