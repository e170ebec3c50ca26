// $meta, $meta-add, $meta-delete: tags, security labels and profiles by themselves
// https://hl7.org/fhir/R4/resource-operation-meta.html, -meta-add.html, -meta-delete.html
#include <set>

#include "base/json/parse.h"
#include "base/json/print.h"
#include "base/limits.h"
#include "fhir/meta.h"
#include "interactions/body.h"
#include "interactions/operations/operation.h"
#include "interactions/read.h"
#include "interactions/trail.h"
#include "interactions/update.h"
#include "interactions/withholding.h"
#include "repository/change.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;
using repository::Snapshot;

std::string parameters_of(std::string_view meta) {
  return R"({"resourceType":"Parameters","parameter":[{"name":"return","valueMeta":)" + std::string(meta) +
         "}]}";
}

std::string print_meta(const json::Value& resource) {
  const json::Value* const meta = resource.find("meta");
  return parameters_of(meta ? json::print(*meta) : "{}");
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

base::Outcome<Answer> show(const Call& call, const Arguments&, const Snapshot& snapshot,
                           const repository::Sight& sight) {
  if (call.route.id.empty()) return meta_of_many(call, snapshot, sight);
  TRY(const Stored found, find_current(call, snapshot, sight));
  TRY_VOID(note_shown(call, snapshot, found));
  const auto document = json::parse(snapshot.json(found.row));
  Answer answer;
  answer.json = print_meta(document->root);
  return answer;
}

// A new version, unless nothing changes.
base::Outcome<std::size_t> change(const Call& call, const Arguments& arguments, WriteSet& set,
                                  void (*apply)(json::Document&, const json::Value&)) {
  TRY(const Stored found, find_current(call, set.snapshot(), set.sight()));
  TRY_VOID(check_whole(call, found.sight));
  TRY_VOID(check_if_match(call, found.row.header));
  TRY(auto resource, fhir::parse_json(set.snapshot().json(found.row), *call.definitions));
  const auto stored = json::parse(set.snapshot().json(found.row));
  apply(resource.document, *arguments.element("meta")->value);
  if (fhir::same_content(resource.document.root, stored->root)) {
    return set.keep(call, found.number, found.row);
  }
  TRY(auto warnings, check(call, resource));
  return set.put(call, std::move(resource), &found.row, std::move(warnings));
}

base::Outcome<std::size_t> add(const Call& call, const Arguments& arguments, WriteSet& set) {
  return change(call, arguments, set, fhir::add_meta);
}

base::Outcome<std::size_t> remove(const Call& call, const Arguments& arguments, WriteSet& set) {
  return change(call, arguments, set, fhir::remove_meta);
}

// Parameters with the meta of the resource that was written.
base::Outcome<Answer> answer_meta(const Call&, Answer written) {
  const auto document = json::parse(std::move(written.json));
  ensure(document.ok());
  written.json = print_meta(document->root);
  written.location.clear();
  return written;
}

}  // namespace

std::span<const Operation> meta_operations() {
  static constexpr Parameter changed[] = {{"meta", "Meta", 1}};
  static constexpr Operation rows[] = {
      {.name = "$meta",
       .definition = "http://hl7.org/fhir/OperationDefinition/Resource-meta",
       .on_system = true,
       .on_type = true,
       .on_instance = true,
       .by_get = true,
       .read = show},
      {.name = "$meta-add",
       .definition = "http://hl7.org/fhir/OperationDefinition/Resource-meta-add",
       .on_instance = true,
       .parameters = changed,
       .write = add,
       .answer = answer_meta},
      {.name = "$meta-delete",
       .definition = "http://hl7.org/fhir/OperationDefinition/Resource-meta-delete",
       .on_instance = true,
       .parameters = changed,
       .write = remove,
       .answer = answer_meta},
  };
  return rows;
}

}  // namespace linkki::interactions
