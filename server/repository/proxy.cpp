#include "repository/proxy.h"

#include "base/json/parse.h"
#include "fhir/primitive.h"
#include "repository/body.h"
#include "repository/meta.h"
#include "repository/resource.h"
#include "search/zone.h"

namespace linkki::repository {
namespace {

using base::Instant;

const search::Zone& zone() {
  static const search::Zone helsinki = search::Zone::find("Europe/Helsinki").value();
  return helsinki;
}

Instant local(Instant as_if_utc) {
  return zone().instant(as_if_utc.time_since_epoch().count());
}

// All moments that a date or dateTime can mean here; nullopt: it is none.
std::optional<fhir::Interval> span_of(std::string_view text) {
  const auto time = fhir::parse_date_time(text);
  if (!time) return std::nullopt;
  const fhir::Interval span = fhir::interval(*time, std::chrono::minutes{0});
  if (time->offset_minutes) return span;
  return fhir::Interval{local(span.low), local(span.high)};
}

// 00:00 of the day on which somebody born on `day` is 18.
Instant comes_of_age(std::chrono::sys_days day) {
  const std::chrono::year_month_day born{day};
  auto birthday = born + std::chrono::years{18};
  if (!birthday.ok()) birthday = birthday.year() / birthday.month() / std::chrono::last;
  return local(Instant{std::chrono::sys_days{birthday}.time_since_epoch()});
}

struct Age {
  Instant minor_until = Instant::max();  // no longer from this moment on
  Instant grown_up_from = Instant::max();
};

Age age_of(const json::Value& patient) {
  const auto born = fhir::parse_date(patient.text_of("birthDate"));
  if (!born) return {};
  const fhir::Interval days = fhir::interval(*born, std::chrono::minutes{0});
  const auto day = [](Instant instant) {
    return std::chrono::sys_days{std::chrono::floor<std::chrono::days>(instant.time_since_epoch())};
  };
  return {comes_of_age(day(days.low)), comes_of_age(day(days.high) - std::chrono::days{1})};
}

struct Period {
  std::optional<Instant> start;
  bool holds = true;
};

Period period_of(const json::Value& related, Instant now) {
  Period found;
  const json::Value* const period = related.find("period");
  const json::Value* const start = period ? period->find("start") : nullptr;
  const json::Value* const end = period ? period->find("end") : nullptr;
  if (start) {
    const auto span = span_of(start->text());
    if (span) found.start = span->low;
    found.holds = span && span->low <= now;
  }
  if (end) {
    const auto span = span_of(end->text());
    found.holds = found.holds && span && now < span->high;
  }
  return found;
}

class Proxy {
 public:
  Proxy(const storage::Reads& reads, Instant now)
      : reads_(reads), now_(now), codec_(meta::text(reads, "zstd").value_or("")) {}

  std::vector<Represented> of(Number related_person) const {
    const auto row = live(related_person);
    if (!row) return {};
    const auto related = parse(*row);
    const json::Value* const active = related.root.find("active");
    const Period period = period_of(related.root, now_);
    if (!period.holds || (active && active->is_boolean() && !active->truth())) return {};
    std::vector<Represented> found;
    for (const Number patient : row->header.patients) {
      const auto of_patient = live(patient);
      const Age age = of_patient ? age_of(parse(*of_patient).root) : Age{};
      if (now_ < age.minor_until) {
        found.push_back({patient, true});
      } else if (now_ >= age.grown_up_from && period.start && *period.start >= age.minor_until) {
        found.push_back({patient, false});
      }
    }
    return found;
  }

 private:
  std::optional<Row> live(Number number) const {
    auto row = number ? rows::current(reads_, number) : std::nullopt;
    return row && !row->header.deleted ? row : std::nullopt;
  }
  json::Document parse(const Row& row) const {
    auto parsed = json::parse(codec_.decode(row.body, row.header.version, row.header.time));
    ensure(parsed.ok());
    return *std::move(parsed);
  }

  const storage::Reads& reads_;
  const Instant now_;
  const Codec codec_;
};

}  // namespace

std::vector<Represented> represented(const storage::Reads& reads, Number related_person, Instant now) {
  return related_person ? Proxy(reads, now).of(related_person) : std::vector<Represented>{};
}

}  // namespace linkki::repository
