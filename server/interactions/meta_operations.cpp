#include "interactions/meta_operations.h"

#include <set>

#include "base/json/parse.h"
#include "base/json/print.h"
#include "base/limits.h"
#include "fhir/meta.h"
#include "interactions/body.h"
#include "interactions/messages.h"
#include "interactions/read.h"
#include "interactions/trail.h"
#include "interactions/update.h"
#include "repository/change.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;
using repository::Number;
using repository::Row;
using repository::Snapshot;

struct Found {
  Number number = 0;
  Row row;
  access::Sight sight;
};

base::Outcome<Found> find(const Call& call, const Snapshot& snapshot, const repository::Sight& sight) {
  const Number number = snapshot.number(call.route.type, call.route.id);
  const auto row = number ? snapshot.current(number) : std::nullopt;
  if (!row) return not_found(call.route);
  const access::Sight seen = sight.sees(number, row->header);
  if (!seen) return not_found(call.route);
  if (row->header.deleted) return deleted(call.route, row->header.version);
  return Found{number, *row, seen};
}

std::string parameters_of(std::string_view meta) {
  return R"({"resourceType":"Parameters","parameter":[{"name":"return","valueMeta":)" + std::string(meta) +
         "}]}";
}

std::string print_meta(const json::Value& resource) {
  const json::Value* const meta = resource.find("meta");
  return parameters_of(meta ? json::print(*meta) : "{}");
}

// The Meta of the parameter `meta`; a view into `parameters`.
base::Outcome<const json::Value*> given_meta(const fhir::Resource& parameters) {
  if (const json::Value* const list = parameters.document.root.find("parameter")) {
    for (const json::Value& parameter : list->items()) {
      const json::Value* const meta = parameter.find("valueMeta");
      if (parameter.text_of("name") == "meta" && meta && meta->is_object()) return meta;
    }
  }
  return base::refuse(Refusal::bad_request, base::error(IssueType::required, base::message::meta_parameter,
                                                        {}, "Parameters.parameter"));
}

// The profiles, tags and labels of many resources, each once.
class Union {
 public:
  void add(const json::Value& resource) {
    const json::Value* const meta = resource.find("meta");
    if (!meta) return;
    for (auto& [name, seen] : lists_) {
      const json::Value* const list = meta->find(name);
      if (!list) continue;
      for (const json::Value& one : list->items()) seen.insert(json::print(one));
    }
  }

  std::string print() const {
    std::string out;
    for (const auto& [name, seen] : lists_) {
      if (seen.empty()) continue;
      out += out.empty() ? "{\"" : ",\"";
      out += std::string(name) + "\":[";
      for (const std::string& one : seen) out += one + ",";
      out.back() = ']';
    }
    return out.empty() ? "{}" : out + "}";
  }

 private:
  std::pair<std::string_view, std::set<std::string>> lists_[3] = {
      {"profile", {}}, {"security", {}}, {"tag", {}}};
};

base::Outcome<Answer> meta_of_many(const Call& call, const Snapshot& snapshot,
                                   const repository::Sight& sight) {
  const auto type = call.route.type.empty() ? repository::TypeCode{0} : snapshot.type(call.route.type);
  repository::changes::Walk walk(snapshot.reads(), type, 0);
  Union all;
  std::vector<Shown> shown;
  for (std::size_t i = 0; i < limits::meta_resources_max; ++i) {
    const auto change = walk.next();
    if (!change) break;
    const auto row = snapshot.current(change->number);
    if (!row || row->header.deleted || row->header.version != change->version) continue;
    const access::Sight seen = sight.sees(change->number, row->header);
    if (!seen) continue;
    const auto document = json::parse(snapshot.json(*row));
    all.add(document->root);
    shown.push_back({change->number, change->version, seen, row->header.patients});
  }
  TRY_VOID(call.parts.trail.append(entries_of(call, snapshot, shown)));
  Answer answer;
  answer.json = parameters_of(all.print());
  return answer;
}

base::Failure unknown_operation(const Call& call) {
  return base::refuse(Refusal::not_found,
                      base::error(IssueType::not_supported, base::message::operation_unknown,
                                  {call.route.operation, "$meta, $meta-add, $meta-delete"}));
}

}  // namespace

bool writes_meta(const Route& route) {
  return route.operation == "$meta-add" || route.operation == "$meta-delete";
}

base::Outcome<Answer> read_meta(const Call& call, const Snapshot& snapshot, const repository::Sight& sight) {
  if (call.route.operation != "$meta") return unknown_operation(call);
  if (call.route.id.empty()) return meta_of_many(call, snapshot, sight);
  TRY(const Found found, find(call, snapshot, sight));
  const auto version = found.row.header.version;
  TRY_VOID(call.parts.trail.append(
      entries_of(call, snapshot, {{found.number, version, found.sight, found.row.header.patients}})));
  const auto document = json::parse(snapshot.json(found.row));
  Answer answer;
  answer.json = print_meta(document->root);
  return answer;
}

base::Outcome<std::size_t> change_meta(const Call& call, WriteSet& set) {
  if (!writes_meta(call.route) || call.route.id.empty()) return unknown_operation(call);
  TRY_VOID(access::permit(call.principal, call.route.type, Interaction::update));
  Call body = call;
  body.route.type = "Parameters";
  TRY(const fhir::Resource parameters, read_body(body));
  TRY(const json::Value* const meta, given_meta(parameters));
  TRY(const Found found, find(call, set.snapshot(), set.sight()));
  TRY_VOID(check_if_match(call, found.row.header));
  TRY(auto resource, fhir::parse_json(set.snapshot().json(found.row), *call.definitions));
  const auto stored = json::parse(set.snapshot().json(found.row));
  if (call.route.operation == "$meta-add") {
    fhir::add_meta(resource.document, *meta);
  } else {
    fhir::remove_meta(resource.document, *meta);
  }
  if (fhir::same_content(resource.document.root, stored->root)) {
    return set.keep(call, found.number, found.row);
  }
  TRY(auto warnings, check(call, resource));
  return set.put(call, std::move(resource), &found.row, std::move(warnings));
}

Answer meta_answer(Answer written) {
  const auto document = json::parse(std::move(written.json));
  ensure(document.ok());
  written.json = print_meta(document->root);
  written.location.clear();
  return written;
}

}  // namespace linkki::interactions
