#include "repository/seed.h"

#include "base/json/parse.h"
#include "base/limits.h"
#include "fhir/json.h"
#include "fhir/meta.h"
#include "repository/draft.h"
#include "repository/meta.h"

namespace linkki::repository {
namespace {

constexpr std::size_t batch_resources = 40;  // in one commit: others wait no longer than for one of theirs
constexpr std::string_view done_name = "definitions";

// A client has written it: it lies over ours now.
bool taken_over(const Snapshot& snapshot, const std::string& type, Number number) {
  const FacetCode added = snapshot.reading().facets->find(type)->added;
  return added && index::value(snapshot.reads(), number, added, false).has_value();
}

// Puts what is not there or is another content; nothing else is touched.
base::Outcome<void> put(const Snapshot& snapshot, const std::string& text, Prepared& prepared) {
  auto resource = fhir::parse_json(text, *snapshot.reading().definitions);
  if (!resource.ok()) return base::done();  // of a type without a REST end
  const std::string type(resource->type->name);
  if (!snapshot.reading().facets->find(type) || resource->id().size() > limits::id_characters_max)
    return base::done();
  const Number number = snapshot.number(type, resource->id());
  const auto row = number ? snapshot.current(number) : std::nullopt;
  if (row && taken_over(snapshot, type, number)) return base::done();
  if (row && !row->header.deleted) {
    const auto stored = json::parse(snapshot.json(*row));
    ensure(stored.ok());
    if (fhir::same_content(stored->root, resource->document.root)) return base::done();
  }
  draft::Ownership ownership;
  if (row) ownership.kept = &row->header;
  const auto kind = !row                  ? ChangeKind::created
                    : row->header.deleted ? ChangeKind::revived
                                          : ChangeKind::updated;
  TRY(auto write, draft::put(snapshot, resource->document, kind, row ? row->header.version : 0, ownership));
  write.header.named = !row;
  prepared.writes.push_back(std::move(write));
  return base::done();
}

}  // namespace

Seeding::Seeding(Repository& repository, std::shared_ptr<const definitions::Definitions> definitions)
    : repository_(repository), definitions_(std::move(definitions)), thread_([this] { run(); }) {}

Seeding::~Seeding() {
  stopping_ = true;
  thread_.join();
}

void Seeding::run() {
  {
    const auto snapshot = repository_.snapshot();
    if (!snapshot.ok() || meta::text(snapshot->reads(), done_name) == definitions_->fingerprint()) return;
  }
  std::vector<std::string> batch;
  bool failed = false;
  const auto commit = [&] {
    const auto committed = repository_.queue().submit_and_wait([&]() -> base::Outcome<Prepared> {
      TRY(const auto snapshot, repository_.snapshot());
      Prepared prepared;
      for (const std::string& text : batch) TRY_VOID(put(snapshot, text, prepared));
      return prepared;
    });
    failed = failed || !committed.ok();
    batch.clear();
  };
  const auto visited =
      definitions_->each_resource([&](std::string_view, std::string_view, std::string_view text) {
        if (stopping_ || failed) return;
        batch.emplace_back(text);
        if (batch.size() == batch_resources) commit();
      });
  if (!batch.empty() && !stopping_ && !failed) commit();
  if (stopping_ || failed || !visited.ok()) return;  // the next start goes on
  repository_.queue().run(
      [fingerprint = std::string(definitions_->fingerprint())](storage::WriteTransaction& write) {
        return meta::set_text(write, done_name, fingerprint);
      },
      [](base::Outcome<void>) {});
}

}  // namespace linkki::repository
