// $snapshot: a StructureDefinition with the snapshot that its differential makes of what it derives from
// https://hl7.org/fhir/R4/structuredefinition-operation-snapshot.html
//
//   in    definition, or url (a canonical) of one that is loaded, or at an instance what is stored there
//   out   the StructureDefinition; a snapshot that it had is made anew. Nothing is stored
#include "definitions/snapshot/snapshot.h"
#include "base/json/parse.h"
#include "base/json/print.h"
#include "definitions/messages.h"
#include "interactions/messages.h"
#include "interactions/operations/operation.h"
#include "interactions/read.h"

namespace linkki::interactions {
namespace {

using repository::Snapshot;

base::Outcome<Answer> answer_with(const Call& call, json::Document structure) {
  TRY(const auto snapshot,
      definitions::make_snapshot(structure.root, definitions::structures_of(*call.definitions),
                                 structure.arena));
  const bool derives = structure.root.find("derivation");
  json::erase(structure.arena, structure.root, "snapshot");
  derives ? json::set_after(structure.arena, structure.root, "derivation", "snapshot", snapshot)
          : json::set(structure.arena, structure.root, "snapshot", snapshot);
  Answer answer;
  answer.json = json::print(structure.root);
  return answer;
}

base::Outcome<json::Document> stored(const Call& call, const Snapshot& snapshot,
                                     const repository::Sight& sight) {
  TRY(const Stored found, find_current(call, snapshot, sight));
  TRY_VOID(note_shown(call, snapshot, found));
  return json::parse(snapshot.json(found.row));
}

base::Outcome<json::Document> loaded(const Call& call, std::string_view canonical) {
  TRY(auto json, call.definitions->find_resource(canonical));
  if (json) {
    TRY(auto document, json::parse(*std::move(json)));
    if (document.root.text_of("resourceType") == "StructureDefinition") return document;
  }
  return base::refuse(
      base::Refusal::not_found,
      base::error(base::IssueType::not_found, base::message::snapshot_structure, {std::string(canonical)}));
}

base::Outcome<Answer> make(const Call& call, const Arguments& arguments, const Snapshot& snapshot,
                           const repository::Sight& sight) {
  const auto definition = arguments.element("definition");
  if (definition) {
    json::Document sent;
    sent.root = json::copy(sent.arena, *definition->value);
    return answer_with(call, std::move(sent));
  }
  const bool named = call.route.id.empty();
  if (named && !arguments.has("url")) {
    return base::refuse(base::Refusal::bad_request,
                        base::error(base::IssueType::required, base::message::argument_missing,
                                    {"$snapshot", "definition, url"}));
  }
  TRY(auto document, named ? loaded(call, arguments.text("url")) : stored(call, snapshot, sight));
  return answer_with(call, std::move(document));
}

constexpr Parameter parameters[] = {{"definition", "StructureDefinition"}, {"url", "uri"}};
constexpr std::string_view types[] = {"StructureDefinition"};
constexpr std::string_view definition =
    "http://hl7.org/fhir/OperationDefinition/StructureDefinition-snapshot";

}  // namespace

std::span<const Operation> snapshot_operations() {
  static constexpr Operation rows[] = {
      {.name = "$snapshot",
       .definition = definition,
       .on_type = true,
       .on_instance = true,
       .types = types,
       .by_get = true,
       .parameters = parameters,
       .read = make},
  };
  return rows;
}

}  // namespace linkki::interactions
