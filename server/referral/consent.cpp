#include "referral/consent.h"

#include <algorithm>
#include <array>
#include <optional>

#include "fhir/primitive.h"
#include "referral/element.h"
#include "search/zone.h"

namespace linkki::referral {
namespace {

constexpr std::string_view scope_system = "https://w3id.org/linkki/fhir/CodeSystem/consent-scope";
constexpr std::string_view category_system = "https://w3id.org/linkki/fhir/CodeSystem/hyte-category";
constexpr std::string_view exact_extension = "https://w3id.org/linkki/fhir/StructureDefinition/exact";
constexpr std::array scopes = {Scope::referral, Scope::assessment, Scope::onward, Scope::feedback,
                               Scope::statistics};
constexpr std::array<std::string_view, 4> actions = {"access", "use", "disclose", "collect"};
constexpr std::array<std::string_view, 4> purposes = {"TREAT", "CAREMGT", "COC", "PATRQT"};
constexpr std::array<std::string_view, 4> limits_not_carried_out = {"class", "data", "dataPeriod",
                                                                    "securityLabel"};

unsigned bit(Scope scope) {
  return 1u << static_cast<unsigned>(scope);
}
constexpr unsigned all_scopes = (1u << scopes.size()) - 1;

std::span<const json::Value> items(const json::Value& value, std::string_view element) {
  const json::Value* const list = value.find(element);
  return list ? list->items() : std::span<const json::Value>{};
}

template <class Known>
bool is_one(const Known& known, std::string_view code) {
  return std::find(known.begin(), known.end(), code) != known.end();
}

class Reading {
 public:
  explicit Reading(std::string_view zone) : zone_(zone) {}

  std::vector<Provision> read(const json::Value& root) {
    read(root, {}, root.text_of("type") == "permit");
    if (++count_ > provisions_max) return {};
    return std::move(found_);
  }

 private:
  struct Said {  // by those around
    std::vector<Actor> actors;
    const json::Value* code = nullptr;  // the list
    Window window;
    bool is_void = false;
  };

  // `permits`: what a type that is absent means: as the root has it.
  void read(const json::Value& provision, Said said, bool permits) {
    if (++count_ > provisions_max) return;
    take(provision, said);
    bool nested_permits = false;
    for (const json::Value& nested : items(provision, "provision")) {
      read(nested, said, permits);
      nested_permits |= permits_itself(nested, permits);
    }
    if (provision.text_of("type") == "deny") return keep(said, false);
    if (permits_itself(provision, permits) && !nested_permits && !said.is_void) keep(said, true);
  }

  static bool permits_itself(const json::Value& provision, bool by_default) {
    const std::string_view type = provision.text_of("type");
    return type == "permit" || (type.empty() && by_default);
  }

  void take(const json::Value& provision, Said& said) {
    if (provision.find("actor")) said.actors = actors_of(provision);
    if (const json::Value* const code = provision.find("code")) said.code = code;
    if (const json::Value* const period = provision.find("period")) {
      said.window.start = std::max(said.window.start, start_of(*period));
      said.window.end = std::min(said.window.end, end_of(*period));
    }
    said.is_void |= is_void(provision);
  }

  static std::vector<Actor> actors_of(const json::Value& provision) {
    std::vector<Actor> actors;
    for (const json::Value& actor : items(provision, "actor")) {
      Actor one{std::string(reference_of(actor, "reference")), false};
      for (const json::Value& extension : items(actor, "extension")) {
        const json::Value* const value = extension.find("valueBoolean");
        if (extension.text_of("url") == exact_extension) one.exact = value && value->truth();
      }
      actors.push_back(std::move(one));
    }
    return actors;
  }

  static bool is_void(const json::Value& provision) {
    for (const std::string_view element : limits_not_carried_out) {
      if (provision.find(element)) return true;
    }
    const auto coded = [&](const json::Value& action, const auto& known) {
      const auto codings = items(action, "coding");
      return std::any_of(codings.begin(), codings.end(),
                         [&](const json::Value& coding) { return is_one(known, coding.text_of("code")); });
    };
    const auto all = items(provision, "action");
    const auto told = items(provision, "purpose");
    const bool other_action = !all.empty() && std::none_of(all.begin(), all.end(), [&](const auto& action) {
      return coded(action, actions);
    });
    const bool other_purpose = !told.empty() && std::none_of(told.begin(), told.end(), [](const auto& one) {
      return is_one(purposes, one.text_of("code"));
    });
    return other_action || other_purpose;
  }

  void keep(const Said& said, bool permits) {
    Provision one{permits, 0, {}, said.actors, said.window};
    for (const json::Value& concept_ : said.code ? said.code->items() : std::span<const json::Value>{}) {
      for (const Scope scope : scopes) {
        if (has_coding(&concept_, scope_system, code(scope))) one.scopes |= bit(scope);
      }
      for (const json::Value& coding : items(concept_, "coding")) {
        if (coding.text_of("system") == category_system) one.categories.emplace_back(coding.text_of("code"));
      }
    }
    if (!said.code && permits)
      one.scopes = bit(Scope::referral) | bit(Scope::assessment) | bit(Scope::feedback);
    if (!permits && !one.scopes) one.scopes = all_scopes;
    if (one.scopes) found_.push_back(std::move(one));
  }

  // Of a date that cannot be read, nothing is in force.
  base::Instant start_of(const json::Value& period) const {
    const auto span = span_of(period.text_of("start"));
    return period.find("start") ? (span ? span->low : base::Instant::max()) : base::Instant::min();
  }
  base::Instant end_of(const json::Value& period) const {
    const auto span = span_of(period.text_of("end"));
    return period.find("end") ? (span ? span->high : base::Instant::min()) : base::Instant::max();
  }
  std::optional<fhir::Interval> span_of(std::string_view text) const {
    const auto time = fhir::parse_date_time(text);
    if (!time) return std::nullopt;
    const fhir::Interval told = fhir::interval(*time, std::chrono::minutes{0});
    if (time->offset_minutes) return told;
    const auto zone = search::Zone::find(zone_);
    if (!zone) return told;
    return fhir::Interval{zone->instant(told.low.time_since_epoch().count()),
                          zone->instant(told.high.time_since_epoch().count())};
  }

  const std::string_view zone_;
  std::size_t count_ = 0;
  std::vector<Provision> found_;
};

class Answer {
 public:
  Answer(const std::vector<Consent>& consents, const Inquiry& inquiry, base::Instant now,
         const Stands& stands)
      : consents_(consents), inquiry_(inquiry), now_(now), stands_(stands) {}

  Coverage find() {
    for (std::size_t i = 0; i < consents_.size(); ++i) look_at(i);
    if (best_.gap == Gap::none || best_.gap == Gap::period) apply_denials();
    return best_;
  }

 private:
  bool counts(const Consent& consent) const { return consent.active && consent.patient == inquiry_.patient; }

  void look_at(std::size_t place) {
    const Consent& consent = consents_[place];
    if (consent.patient != inquiry_.patient) return take({Gap::other_client, {}, place});
    if (!consent.active) return take({Gap::inactive, {}, place});
    take({Gap::scope, {}, place});
    for (const Provision& one : consent.provisions) {
      if (!one.permits || !one.has(inquiry_.scope) || !category_fits(one)) continue;
      if (!names(one, consent)) {
        take({Gap::recipient, {}, place});
      } else if (one.window.contains(now_)) {
        take({Gap::none, one.window, place});
      } else {
        take({Gap::period, now_ < one.window.start ? one.window : Window{now_, now_}, place});
      }
    }
    if (consent.document && consent.provisions.empty()) take(signed_alone(place));
  }

  // Of two that serve, the one that lasts longer.
  void take(const Coverage& one) {
    const bool longer = one.gap == best_.gap && one.window.end > best_.window.end;
    if (first_ || one.gap > best_.gap || longer) best_ = one;
    first_ = false;
  }

  bool names(const Provision& one, const Consent& consent) const {
    if (one.actors.empty()) return consent.document && inquiry_.named;
    return std::any_of(one.actors.begin(), one.actors.end(),
                       [&](const Actor& actor) { return stands_(actor, inquiry_.receiver); });
  }

  Coverage signed_alone(std::size_t place) const {
    const bool shared = inquiry_.scope == Scope::referral || inquiry_.scope == Scope::assessment;
    if (!shared) return {Gap::scope, {}, place};
    return {inquiry_.named ? Gap::none : Gap::recipient, {}, place};
  }

  bool category_fits(const Provision& one) const {
    return inquiry_.scope != Scope::onward || one.categories.empty() ||
           std::any_of(inquiry_.categories.begin(), inquiry_.categories.end(),
                       [&](const std::string& category) { return is_one(one.categories, category); });
  }

  void apply_denials() {
    for (const Consent& consent : consents_) {
      if (!counts(consent)) continue;
      for (const Provision& one : consent.provisions) {
        if (!one.permits && one.has(inquiry_.scope) && denies(one)) cut(one.window);
      }
    }
  }

  bool denies(const Provision& one) const {
    return one.actors.empty() || std::any_of(one.actors.begin(), one.actors.end(), [&](const Actor& actor) {
             const bool person = actor.reference.starts_with("Practitioner");
             return stands_(actor, inquiry_.receiver) ||
                    (person && stands_({inquiry_.receiver, true}, actor.reference));
           });
  }

  void cut(const Window& denied) {
    if (denied.contains(std::max(now_, best_.window.start))) {
      best_.gap = Gap::denied;
    } else if (denied.start > now_) {
      best_.window.end = std::min(best_.window.end, denied.start);
    }
  }

  const std::vector<Consent>& consents_;
  const Inquiry& inquiry_;
  const base::Instant now_;
  const Stands& stands_;
  Coverage best_;
  bool first_ = true;
};

}  // namespace

std::string_view code(Scope scope) {
  switch (scope) {
    case Scope::referral: return "share-referral";
    case Scope::assessment: return "share-assessment";
    case Scope::onward: return "share-onward";
    case Scope::feedback: return "feedback-to-referrer";
    case Scope::statistics: return "statistics";
  }
  ensure(!"a scope");
}

Consent read_consent(const json::Value& resource, std::string_view zone) {
  Consent consent;
  consent.active = resource.text_of("status") == "active";
  consent.document = resource.find("sourceAttachment") || resource.find("sourceReference");
  consent.patient = reference_of(resource, "patient");
  const json::Value* const root = resource.find("provision");
  if (!root) return consent;
  consent.provisions = Reading(zone).read(*root);
  if (consent.provisions.empty()) consent.document = false;  // it says something, and that is void
  return consent;
}

Coverage covers(const std::vector<Consent>& consents, const Inquiry& inquiry, base::Instant now,
                const Stands& stands) {
  return Answer(consents, inquiry, now, stands).find();
}

bool permits_somebody(const std::vector<Consent>& consents, Scope scope, std::string_view patient,
                      base::Instant now) {
  return std::any_of(consents.begin(), consents.end(), [&](const Consent& consent) {
    return consent.active && consent.patient == patient &&
           std::any_of(consent.provisions.begin(), consent.provisions.end(), [&](const Provision& one) {
             return one.permits && one.has(scope) && !one.actors.empty() && one.window.contains(now);
           });
  });
}

}  // namespace linkki::referral
