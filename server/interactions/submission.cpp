#include "interactions/submission.h"

#include <algorithm>
#include <array>

#include "base/crypto/hash.h"
#include "base/json/print.h"
#include "interactions/messages.h"
#include "referral/state.h"

namespace linkki::interactions {
namespace {

constexpr std::array<std::string_view, 4> submitted_types = {"Consent", "QuestionnaireResponse",
                                                             "ServiceRequest", "Task"};

bool is_placer(const json::Value& identifier) {
  const json::Value* const type = identifier.find("type");
  const json::Value* const codings = type ? type->find("coding") : nullptr;
  if (!codings) return false;
  const auto items = codings->items();
  return std::any_of(items.begin(), items.end(),
                     [](const json::Value& coding) { return coding.text_of("code") == "PLAC"; });
}

// Compact JSON with sorted members: the order of properties means nothing. Depth: that of a document.
void print_canonical(const json::Value& value, std::string& out) {
  if (value.is_array()) {
    out += '[';
    for (const json::Value& item : value.items()) {
      print_canonical(item, out);
      out += ',';
    }
    out += ']';
  } else if (value.is_object()) {
    std::vector<json::Member> members(value.members().begin(), value.members().end());
    std::sort(members.begin(), members.end(),
              [](const json::Member& a, const json::Member& b) { return a.name < b.name; });
    out += '{';
    for (const json::Member& member : members) {
      json::print_string(member.name, out);
      out += ':';
      print_canonical(member.value, out);
      out += ',';
    }
    out += '}';
  } else {
    json::print(value, out);
  }
}

std::string hash_of(const json::Value& value) {
  std::string canonical;
  print_canonical(value, canonical);
  return crypto::print_hex(crypto::view(crypto::sha256(canonical)));
}

bool is_content(std::string_view element) {
  return element != "resourceType" && element != "id" && element != "meta" && element != "text" &&
         element != "_id" && element != "_text";
}

std::string print_elements(const Submitted& entry) {
  std::string out;
  for (const auto& [name, hash] : entry.elements) out += " " + name + "=" + hash;
  return out;
}

// Sorted by type, so that only the order within a type counts.
std::string digest_of(std::vector<Submitted> entries) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Submitted& a, const Submitted& b) { return a.type < b.type; });
  std::string text;
  for (const Submitted& entry : entries) {
    if (!entry.elements.empty()) text += entry.type + print_elements(entry) + "\n";
  }
  return std::string(crypto::view(crypto::sha256(text)));
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// Pre: a line that make_submission wrote.
Submitted parse_line(std::string_view line) {
  const auto words = split(line, ' ');
  Submitted entry;
  entry.location = words.front();
  entry.type = entry.location.substr(0, entry.location.find('/'));
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::size_t equals = words[i].find('=');
    entry.elements.emplace(words[i].substr(0, equals), words[i].substr(equals + 1));
  }
  return entry;
}

repository::Target organization_of(const Call& call, const repository::Snapshot& snapshot) {
  const std::string& reference = call.principal.organization;
  const std::size_t slash = reference.find('/');
  if (slash == std::string::npos) return {};
  return {snapshot.type(reference.substr(0, slash)), reference.substr(slash + 1)};
}

// An element that the one has otherwise than the other; empty: none.
std::string difference(const Submitted& a, const Submitted& b) {
  for (const auto& [name, hash] : a.elements) {
    const auto other = b.elements.find(name);
    if (other == b.elements.end() || other->second != hash) return name;
  }
  for (const auto& [name, hash] : b.elements) {
    if (!a.elements.contains(name)) return name;
  }
  return {};
}

base::Failure differs(base::Argument what, const std::string& expression) {
  return base::refuse(base::Refusal::conflict,
                      base::error(base::IssueType::duplicate, base::message::submission_differs,
                                  {std::move(what)}, expression));
}

}  // namespace

std::string placer_of(const referral::Workflow& workflow, const json::Value& resource) {
  if (resource.text_of("resourceType") != "ServiceRequest" || !referral::governs(workflow, resource))
    return {};
  const json::Value* const identifiers = resource.find("identifier");
  if (!identifiers) return {};
  for (const json::Value& identifier : identifiers->items()) {
    if (!is_placer(identifier) || identifier.text_of("value").empty()) continue;
    return std::string(identifier.text_of("system")) + "|" + std::string(identifier.text_of("value"));
  }
  return {};
}

bool is_submitted(std::string_view type) {
  return std::find(submitted_types.begin(), submitted_types.end(), type) != submitted_types.end();
}

Submitted submitted(const json::Value& resource, std::string expression) {
  Submitted entry{std::string(resource.text_of("resourceType")), std::move(expression), {}, {}};
  if (!is_submitted(entry.type)) return entry;
  for (const json::Member& member : resource.members()) {
    if (is_content(member.name)) entry.elements.emplace(member.name, hash_of(member.value));
  }
  return entry;
}

FirstSubmission::FirstSubmission(repository::submissions::Stored stored) : digest_(std::move(stored.digest)) {
  for (const std::string_view line : split(stored.response, '\n')) entries_.push_back(parse_line(line));
}

std::optional<FirstSubmission> FirstSubmission::find(const Call& call, const repository::Snapshot& snapshot,
                                                     std::string_view placer) {
  const repository::Target organization = organization_of(call, snapshot);
  if (placer.empty() || organization.none()) return std::nullopt;
  const auto number = snapshot.number("Organization", organization.id);
  if (number == 0) return std::nullopt;
  auto stored = repository::submissions::find(snapshot.reads(), number, placer);
  if (!stored) return std::nullopt;
  return FirstSubmission(*std::move(stored));
}

const Submitted* FirstSubmission::find(std::string_view type, std::size_t k) const {
  for (const Submitted& entry : entries_) {
    if (entry.type == type && k-- == 0) return &entry;
  }
  return nullptr;
}

std::string FirstSubmission::location(std::string_view type, std::size_t k) const {
  const Submitted* const entry = find(type, k);
  return entry ? entry->location : std::string{};
}

base::Outcome<void> FirstSubmission::check_same(const std::vector<Submitted>& again) const {
  if (digest_of(again) == digest_) return base::done();
  std::map<std::string_view, std::size_t> seen;
  for (const Submitted& entry : again) {
    if (entry.elements.empty()) continue;
    const Submitted* const first = find(entry.type, seen[entry.type]++);
    if (!first)
      return differs(
          {base::Words{"the number of {0} entries", "{0}-kohtien määrä", "antalet {0}-poster"}, {entry.type}},
          entry.expression);
    const std::string element = difference(entry, *first);
    if (!element.empty()) return differs(entry.type + "." + element, entry.expression + "." + element);
  }
  return differs(base::Words{"the number of entries", "kohtien määrä", "antalet poster"}, "Bundle.entry");
}

repository::Submission make_submission(const Call& call, const repository::Snapshot& snapshot,
                                       std::string placer, const std::vector<Submitted>& entries) {
  std::string response;
  for (const Submitted& entry : entries) response += entry.location + print_elements(entry) + "\n";
  return {organization_of(call, snapshot), std::move(placer), digest_of(entries), std::move(response)};
}

std::function<base::Outcome<void>(const storage::Reads&)> not_yet_submitted(
    const Call& call, const repository::Snapshot& snapshot, std::string placer) {
  return [call, reading = snapshot.reading(),
          placer = std::move(placer)](const storage::Reads& reads) -> base::Outcome<void> {
    if (!FirstSubmission::find(call, repository::Snapshot(reads, reading), placer)) return base::done();
    return base::refuse(base::Refusal::conflict,
                        base::error(base::IssueType::lock_error, base::message::submission_raced));
  };
}

}  // namespace linkki::interactions
