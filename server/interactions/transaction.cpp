#include "interactions/transaction.h"

#include <map>
#include <set>

#include "base/json/parse.h"
#include "base/json/print.h"
#include "base/json/utf8.h"
#include "base/limits.h"
#include "fhir/reference.h"
#include "interactions/create.h"
#include "interactions/erase.h"
#include "interactions/matching.h"
#include "interactions/messages.h"
#include "interactions/patch.h"
#include "interactions/provenance.h"
#include "interactions/submission.h"
#include "interactions/trail.h"
#include "interactions/update.h"
#include "interactions/withholding.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;
using repository::Snapshot;

// The faults of all entries; the first one decides the status.
class Faults {
 public:
  void add(base::Failure failure) {
    if (issues_.empty()) refusal_ = failure.refusal;
    for (base::Issue& issue : failure.issues) {
      if (issues_.size() < limits::issues_max) issues_.push_back(std::move(issue));
    }
  }
  base::Outcome<void> none() {
    if (issues_.empty()) return base::done();
    return base::refuse(refusal_, std::move(issues_));
  }

 private:
  Refusal refusal_ = Refusal::internal;
  std::vector<base::Issue> issues_;
};

base::Failure refuse_entry(Refusal refusal, IssueType type, const base::Message& message,
                           base::Arguments arguments, std::string expression) {
  return base::refuse(refusal, base::error(type, message, std::move(arguments), std::move(expression)));
}

int rank(Interaction interaction) {
  switch (interaction) {
    case Interaction::erase: return 0;
    case Interaction::create: return 1;
    default: return 2;
  }
}

// Fills the places where a patch gives the fullUrl of an entry.
void rewrite_texts(json::Arena& arena, json::Value& value, const fhir::Rewrites& rewrites) {
  if (value.is_string()) {
    const auto found = rewrites.find(std::string(value.text()));
    if (found != rewrites.end()) value = json::Value::string(arena.keep(found->second));
  }
  for (json::Value& item : value.items()) rewrite_texts(arena, item, rewrites);
  for (json::Member& member : value.members()) rewrite_texts(arena, member.value, rewrites);
}

class Plan {
 public:
  Plan(const Call& bundle, const std::vector<TransactionEntry>& entries, const Snapshot& snapshot,
       const repository::Sight& sight)
      : bundle_(bundle), snapshot_(snapshot), sight_(sight), set_(bundle, snapshot, sight) {
    for (const TransactionEntry& entry : entries) items_.push_back({&entry, {}, {}, Planned::npos, false});
    bases_.push_back(bundle.base_url());
    const auto& aliases = bundle.current.settings->server.aliases;
    bases_.insert(bases_.end(), aliases.begin(), aliases.end());
  }

  base::Outcome<Planned> make() {
    TRY_VOID(check_names());
    find_submission();
    TRY_VOID(name_targets());
    TRY_VOID(resolve_references());
    if (first_) return repeat();
    const std::vector<Submitted> content = placer_.empty() ? std::vector<Submitted>{} : contents();
    TRY_VOID(run());
    TRY_VOID(add_provenance(bundle_, set_, rewrites_));
    TRY(auto finished, set_.finish());
    TRY_VOID(check_overlap(finished.steps));
    Planned planned{std::move(finished.prepared), std::move(finished.steps), {}, snapshot_.reading(), {}};
    for (const Item& item : items_) planned.step_of.push_back(item.step);
    if (!placer_.empty()) submit(content, planned);
    return planned;
  }

 private:
  struct Item {
    const TransactionEntry* entry;
    std::string target;  // Type/id; empty: not known, or none
    std::optional<fhir::Resource> resource;
    std::size_t step;
    bool absent;  // conditional update: nothing matches

    const Call& call() const { return entry->call; }
    const fhir::RequestEntry& request() const { return entry->request; }
    Interaction interaction() const { return entry->call.route.interaction; }
    bool stores() const {
      return interaction() == Interaction::create || interaction() == Interaction::update;
    }
    std::string id() const { return target.substr(target.find('/') + 1); }
  };

  // Neither a fullUrl nor criteria may stand for two entries.
  base::Outcome<void> check_names() {
    std::map<std::string, std::size_t> full_urls, criteria;
    for (const Item& item : items_) {
      if (!is_write(item.call())) continue;
      const std::size_t index = item.request().index;
      const std::string full_url(item.request().full_url);
      if (const auto [found, fresh] = full_urls.emplace(full_url, index); !full_url.empty() && !fresh) {
        faults_.add(refuse_entry(Refusal::bad_request, IssueType::duplicate, base::message::bundle_full_url,
                                 {std::to_string(found->second)}, item.request().expression() + ".fullUrl"));
      }
      const Call& call = item.call();
      std::string condition = call.if_none_exist;
      if (condition.empty() && call.route.conditional()) condition = call.query;
      if (condition.empty()) continue;
      const auto [found, fresh] = criteria.emplace(call.route.type + "?" + condition, index);
      if (fresh) continue;
      faults_.add(refuse_entry(Refusal::bad_request, IssueType::duplicate, base::message::bundle_criteria,
                               {std::to_string(found->second)}, item.request().expression() + ".request"));
    }
    return faults_.none();
  }

  void find_submission() {
    for (const Item& item : items_) {
      if (!placer_.empty() || item.interaction() != Interaction::create) continue;
      placer_ = placer_of(bundle_.parts.workflow, *item.request().resource);
    }
    first_ = FirstSubmission::find(bundle_, snapshot_, placer_);
    if (bundle_.principal.organization.empty()) placer_.clear();
  }

  base::Outcome<void> name_targets() {
    std::map<std::string, std::size_t> seen;
    for (Item& item : items_) {
      if (!is_write(item.call())) continue;
      const std::string& type = item.call().route.type;
      const std::size_t k = item.interaction() == Interaction::create ? seen[type]++ : 0;
      auto id = id_of(item, k);
      if (!id.ok()) {
        faults_.add(placed(std::move(id).failure(), item.request()));
        continue;
      }
      if (id->empty()) continue;
      item.target = type + "/" + *id;
      const std::string full_url(item.request().full_url);
      if (!full_url.empty() && item.interaction() != Interaction::erase) rewrites_[full_url] = item.target;
    }
    return faults_.none();
  }

  base::Outcome<std::string> id_of(Item& item, std::size_t k) {
    const Call& call = item.call();
    if (item.interaction() == Interaction::create) return id_of_create(call, k);
    if (!call.route.conditional() || item.interaction() != Interaction::update) return call.route.id;
    TRY(const auto matches, match(call, snapshot_, call.route.type, call.query));
    if (matches.size() > 1) return multiple_matches(call.route.type);
    if (matches.size() == 1) return snapshot_.current(matches[0])->header.id;
    const std::string own(item.request().resource->text_of("id"));
    item.absent = own.empty();
    return own.empty() ? base::uuid(call.parts.random) : own;
  }

  base::Outcome<std::string> id_of_create(const Call& call, std::size_t k) {
    const bool first_decides = first_ && (is_submitted(call.route.type) || call.if_none_exist.empty());
    if (first_decides) {
      const std::string location = first_->location(call.route.type, k);
      if (!location.empty()) {
        const std::size_t begin = location.find('/') + 1;
        return location.substr(begin, location.find('/', begin) - begin);
      }
    }
    if (!call.if_none_exist.empty()) {
      TRY(const auto matches, match(call, snapshot_, call.route.type, call.if_none_exist));
      if (matches.size() > 1) return multiple_matches(call.route.type);
      if (matches.size() == 1) return snapshot_.current(matches[0])->header.id;
    }
    return base::uuid(call.parts.random);
  }

  base::Outcome<void> resolve_references() {
    for (Item& item : items_) {
      if (!item.stores()) continue;
      auto resource = resource_of(item.call(), item.request());
      if (!resource.ok()) {
        faults_.add(std::move(resource).failure());
        continue;
      }
      item.resource = *std::move(resource);
      // What a Bundle holds points to the Bundle's own entries.
      if (item.resource->type->name != "Bundle") look_up_links(item);
    }
    TRY_VOID(faults_.none());
    for (Item& item : items_) {
      if (!item.resource) continue;
      const auto base = fhir::base_of(item.request().full_url, *bundle_.definitions);
      fhir::rewrite_links(item.resource->document, {rewrites_, base, bases_}, *bundle_.definitions);
    }
    return base::done();
  }

  void look_up_links(const Item& item) {
    fhir::each_link(item.resource->root(), *bundle_.definitions, [&](const fhir::Link& link) {
      if (link.kind != fhir::LinkKind::reference) return;
      const std::string text(link.element.text());
      const fhir::Reference reference = fhir::parse_reference(text, *bundle_.definitions);
      if (reference.kind == fhir::ReferenceKind::conditional) look_up(item, text, reference);
      const bool urn =
          reference.kind == fhir::ReferenceKind::uuid || reference.kind == fhir::ReferenceKind::oid;
      if (!urn || rewrites_.contains(text.substr(0, text.find('#')))) return;
      faults_.add(refuse_entry(Refusal::bad_request, IssueType::not_found, base::message::bundle_reference,
                               {json::excerpt(text)}, item.request().expression() + ".resource"));
    });
  }

  void look_up(const Item& item, const std::string& text, const fhir::Reference& reference) {
    if (rewrites_.contains(text)) return;
    const std::string type(reference.type);
    const auto matches = match(item.call(), snapshot_, type, std::string(reference.query));
    if (!matches.ok()) return faults_.add(placed(matches.failure(), item.request()));
    if (matches->size() == 1) {
      rewrites_[text] = snapshot_.reference(matches->front());
      return;
    }
    faults_.add(refuse_entry(
        Refusal::precondition_failed, matches->empty() ? IssueType::not_found : IssueType::multiple_matches,
        base::message::bundle_conditional_reference,
        {type, matches->empty() ? base::Words{"nothing", "ei yhtäkään resurssia", "ingenting"}
                                : base::Words{"several resources", "useita resursseja", "flera resurser"}},
        item.request().expression() + ".resource"));
  }

  // Read before the entries run: they take the resources over.
  std::vector<Submitted> contents() const {
    std::vector<Submitted> all;
    for (const Item& item : items_) {
      if (item.interaction() != Interaction::create) continue;
      all.push_back(submitted(item.resource->document.root, item.request().expression() + ".resource"));
    }
    return all;
  }

  base::Outcome<void> run() {
    for (int now = 0; now <= 2; ++now) {
      for (Item& item : items_) {
        if (!is_write(item.call()) || rank(item.interaction()) != now) continue;
        auto step = run(item);
        if (!step.ok()) {
          faults_.add(placed(std::move(step).failure(), item.request()));
          continue;
        }
        item.step = *step;
      }
    }
    return faults_.none();
  }

  base::Outcome<std::size_t> run(Item& item) {
    const Call& call = item.call();
    switch (item.interaction()) {
      case Interaction::erase: return erase(call, set_);
      case Interaction::create: return create(call, set_, *std::move(item.resource), item.id());
      case Interaction::patch: return run_patch(call);
      case Interaction::update: {
        if (!item.absent) return update(call, set_, *std::move(item.resource));
        Call creating = call;
        creating.if_none_exist = call.query;  // so that two requests do not both create
        return create(creating, set_, *std::move(item.resource), item.id());
      }
      default: ensure(!"a write");
    }
  }

  base::Outcome<std::size_t> run_patch(const Call& call) {
    auto operations = read_operations(call);
    if (!operations.ok()) return patch(call, set_);  // says what is wrong with it
    rewrite_texts(operations->arena, operations->root, rewrites_);
    Call rewritten = call;
    rewritten.body = json::print(operations->root);
    if (media_type(call.content_type) == fhirpath_patch_type_xml)
      rewritten.content_type = fhirpath_patch_type;
    return patch(rewritten, set_);
  }

  base::Outcome<void> check_overlap(const std::vector<Step>& steps) {
    std::map<std::string, std::size_t> seen;
    for (const Item& item : items_) {
      if (item.step == Planned::npos || steps[item.step].type.empty()) continue;
      const std::string target = steps[item.step].type + "/" + steps[item.step].id;
      const auto [found, fresh] = seen.emplace(target, item.request().index);
      if (fresh) continue;
      faults_.add(refuse_entry(Refusal::bad_request, IssueType::duplicate, base::message::bundle_overlap,
                               {target, std::to_string(found->second)}, item.request().expression()));
    }
    return faults_.none();
  }

  void submit(std::vector<Submitted> entries, Planned& planned) {
    auto next = entries.begin();
    for (const Item& item : items_) {
      if (item.interaction() != Interaction::create) continue;
      const Step& step = planned.steps[item.step];
      const std::uint32_t version =
          step.write ? planned.prepared.writes[*step.write].base_version + 1 : step.version;
      (next++)->location = item.target + "/_history/" + std::to_string(version);
    }
    planned.prepared.predicates.push_back(not_yet_submitted(bundle_, snapshot_, placer_));
    planned.prepared.submission = make_submission(bundle_, snapshot_, placer_, entries);
  }

  // Nothing is written but that it came again.
  base::Outcome<Planned> repeat() {
    TRY_VOID(first_->check_same(contents()));
    Planned planned;
    planned.reading = snapshot_.reading();
    std::map<std::string, std::size_t> seen;
    for (const Item& item : items_) {
      Answer answer;
      if (item.interaction() == Interaction::create) {
        const std::string& type = item.call().route.type;
        answer.location = first_->location(type, seen[type]++);
        if (type == "ServiceRequest") record(answer, planned);
      } else if (is_write(item.call())) {
        answer.location = item.target;
      }
      complete(answer);
      planned.repeated.push_back(std::move(answer));
      planned.step_of.push_back(Planned::npos);
    }
    return planned;
  }

  std::optional<repository::Row> row_of(const Answer& answer, repository::Number& number) const {
    const auto reference = fhir::parse_reference(answer.location, *bundle_.definitions);
    number = snapshot_.number(reference.type, reference.id);
    if (number == 0) return std::nullopt;
    const auto current = snapshot_.current(number);
    if (!current || reference.version.empty()) return current;
    return snapshot_.version(number, static_cast<std::uint32_t>(std::stoul(std::string(reference.version))));
  }

  void complete(Answer& answer) const {
    repository::Number number = 0;
    const auto row = answer.location.empty() ? std::nullopt : row_of(answer, number);
    if (!row) return;
    answer.version = row->header.version;
    answer.modified = row->header.time;
    const access::Sight sight = sight_.sees(number, row->header);
    if (sight && !row->header.deleted) answer.json = as_shown(snapshot_, *row, sight);
  }

  void record(const Answer& answer, Planned& planned) const {
    if (!planned.prepared.audit.empty()) return;
    repository::Number number = 0;
    const auto row = row_of(answer, number);
    audit::Entry entry = entry_of(bundle_);
    entry.interaction = Interaction::transaction;
    entry.type = "ServiceRequest";
    entry.repeat = true;
    entry.basis = access::code(access::Basis::own_record);
    if (row) {
      entry.disclosed.push_back({number, row->header.version});
      if (!row->header.patients.empty()) entry.patient = row->header.patients.front();
    }
    planned.prepared.audit.push_back({std::move(entry), {}, {}});
  }

  const Call& bundle_;
  const Snapshot& snapshot_;
  const repository::Sight& sight_;
  WriteSet set_;
  std::vector<Item> items_;
  std::vector<std::string> bases_;
  fhir::Rewrites rewrites_;
  std::string placer_;
  std::optional<FirstSubmission> first_;
  Faults faults_;
};

}  // namespace

base::Outcome<Planned> plan(const Call& bundle, const std::vector<TransactionEntry>& entries,
                            const Snapshot& snapshot, const repository::Sight& sight) {
  return Plan(bundle, entries, snapshot, sight).make();
}

}  // namespace linkki::interactions
