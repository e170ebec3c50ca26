#include "repository/draft.h"

#include <algorithm>

#include "access/label.h"
#include "access/permit.h"
#include "base/bytes.h"
#include "base/json/print.h"
#include "fhir/element.h"
#include "repository/adopted.h"
#include "repository/index_rows.h"

namespace linkki::repository::draft {
namespace {

struct Printed {
  std::string json;
  std::size_t splice = 0;
};

// Compact JSON, with the place just behind the `{` of meta.
Printed print_spliced(const json::Value& resource) {
  Printed printed{"{", 0};
  for (const json::Member& member : resource.members()) {
    if (printed.json.size() > 1) printed.json += ',';
    json::print_string(member.name, printed.json);
    printed.json += ':';
    if (member.name == "meta") printed.splice = printed.json.size() + 1;
    json::print(member.value, printed.json);
  }
  printed.json += '}';
  return printed;
}

void place_meta(json::Document& resource) {
  const json::Value* const meta = resource.root.find("meta");
  if (!meta || !meta->is_object()) {
    // Behind resourceType and id, where readers look for it.
    std::span<json::Member> before = resource.root.members();
    std::vector<json::Member> members(before.begin(), before.end());
    std::erase_if(members, [](const json::Member& member) { return member.name == "meta"; });
    auto at = members.begin();
    while (at != members.end() && (at->name == "resourceType" || at->name == "id")) ++at;
    members.insert(at, {"meta", json::Value::object({})});
    const auto laid = resource.arena.members(members.size());
    std::copy(members.begin(), members.end(), laid.begin());
    resource.root = json::Value::object(laid);
  }
  json::Value* const placed = resource.root.find("meta");
  json::erase(resource.arena, *placed, "versionId");
  json::erase(resource.arena, *placed, "lastUpdated");
}

std::vector<std::uint64_t> labels_of(const json::Value& resource, const FacetHash& hash) {
  std::vector<std::uint64_t> labels;
  const json::Value* const meta = resource.find("meta");
  const json::Value* const security = meta ? meta->find("security") : nullptr;
  if (!security) return labels;
  for (const json::Value& coding : security->items()) {
    if (labels.size() == 255) break;
    const std::string label =
        std::string(coding.text_of("system")) + "|" + std::string(coding.text_of("code"));
    labels.push_back(base::read_big_endian<std::uint64_t>(hash.hash8(label)));
  }
  return labels;
}

bool is_listed(std::string_view type) {
  return type == "Practitioner" || type == "PractitionerRole";
}

// Each once, as many as a header can count.
void add_patient(std::vector<Target>& patients, const Target& patient) {
  const bool known = std::find(patients.begin(), patients.end(), patient) != patients.end();
  if (!known && patients.size() < 255) patients.push_back(patient);
}

// Whom the resource is about: itself, or what the parameters of the patient compartment point to.
std::vector<Target> patients_of(const Snapshot& snapshot, const Target& target,
                                const std::vector<search::Indexed>& indexed, std::string_view type) {
  const TypeCode patient = snapshot.type("Patient");
  if (target.type == patient) return {target};
  std::vector<Target> patients;
  const auto parameters = snapshot.reading().definitions->patient_parameters(type);
  for (const search::Indexed& one : indexed) {
    if (one.value.type != "Patient") continue;
    const bool tells = std::any_of(parameters.begin(), parameters.end(), [&](const auto* parameter) {
      return parameter->code == one.parameter->code;
    });
    if (tells) add_patient(patients, {patient, one.value.id});
  }
  return patients;
}

void keep(Header& header, const Header& before) {
  header.author = before.author;
  header.custodian = before.custodian;
  header.case_id = before.case_id;
  header.part = before.part;
  header.governed = before.governed;  // once governed, always governed
}

}  // namespace

base::Outcome<Write> put(const Snapshot& snapshot, json::Document& resource, ChangeKind kind,
                         std::uint32_t base_version, const Ownership& ownership) {
  const Reading& reading = snapshot.reading();
  const std::string type(resource.root.text_of("resourceType"));
  const Facets::Type* const facets = reading.facets->find(type);
  ensure(facets);
  place_meta(resource);
  const fhir::Element root = fhir::root(resource.root, *reading.definitions);
  TRY(const auto indexed, reading.extractor->extract(root));
  Rows rows = make_rows(*facets, *reading.dictionary, *reading.hash, indexed);
  add_words(*facets, *reading.definitions, root, rows);
  add_references(*facets, *reading.dictionary, *reading.definitions, root, rows);
  if (ownership.adopted) {
    if (!base_version) TRY_VOID(Adopted::check_room(snapshot));
    rows.rows.push_back({facets->added, {}});
  }
  const Printed printed = print_spliced(resource.root);

  Write write;
  write.target = {facets->code, std::string(resource.root.text_of("id"))};
  write.kind = kind;
  write.base_version = base_version;
  if (ownership.kept) keep(write.header, *ownership.kept);
  write.header.open = access::is_public(type);
  write.header.listed = is_listed(type);
  write.header.governed |= ownership.governed;
  if (ownership.part != Part::none) write.header.part = ownership.part;
  write.header.guardians = access::guardian_view(resource.root);
  write.header.hidden = access::hides(resource.root);
  if (ownership.kept && ownership.kept->hidden && write.header.hidden) {
    write.header.issuer = ownership.kept->issuer;
  } else if (write.header.hidden) {
    write.issuer = ownership.acting;
  }
  write.header.labels = labels_of(resource.root, *reading.hash);
  write.author = ownership.author;
  write.custodian = ownership.custodian;
  write.case_root = ownership.case_root;
  write.patients = patients_of(snapshot, write.target, indexed, type);
  for (const Target& patient : ownership.patients) add_patient(write.patients, patient);
  write.body = reading.codec->encode(printed.json, printed.splice);
  write.rows = std::move(rows.rows);
  write.reference_rows = std::move(rows.references);
  write.updated = facets->updated;
  write.generation = reading.generation;
  return write;
}

Write remove(Number number, const Header& last) {
  Write write;
  write.target = {type_of(number), last.id};
  write.kind = ChangeKind::deleted;
  write.base_version = last.version;
  write.header = last;
  return write;
}

std::string json(const Snapshot& snapshot, const Write& write, std::uint32_t version, base::Instant time) {
  return snapshot.reading().codec->decode(write.body, version, time);
}

}  // namespace linkki::repository::draft
