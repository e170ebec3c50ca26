// Entries for tests: one as a link worker's read leaves it, and any at all.
#pragma once

#include <rapidcheck.h>

#include "audit/entry.h"
#include "base/random.h"

namespace linkki::audit {

inline Entry typical_entry(base::Random& random, std::int64_t second = 1'780'000'000) {
  Entry entry;
  entry.time = base::Instant{std::chrono::seconds{second}};
  entry.interaction = access::Interaction::read;
  entry.role = access::Role::link_worker;
  entry.client_id = "case-app";
  entry.organization = "Organization/vaasa";
  entry.person = "Practitioner/" + base::uuid(random);
  entry.person_name = "Anna Exempel";
  entry.purpose = "TREAT";
  entry.token_id = base::uuid(random);
  entry.basis = "task";
  entry.basis_reference = "Task/" + base::uuid(random);
  entry.patient = std::uint64_t{5} << 48 | 1234;
  entry.type = "ServiceRequest";
  entry.request_id = base::uuid(random);
  entry.disclosed = {{std::uint64_t{7} << 48 | 991, 3}};
  return entry;
}

inline std::string any_text() {
  base::SeededRandom random(*rc::gen::arbitrary<std::uint64_t>());
  auto text = *rc::gen::arbitrary<std::string>();
  if (*rc::gen::arbitrary<bool>()) text += base::uuid(random);
  if (*rc::gen::arbitrary<bool>())
    text += *rc::gen::element<std::string>("", "-", "/_history/3", base::uuid(random));
  return text;
}

inline Entry any_entry() {
  Entry entry;
  entry.time = base::Instant{std::chrono::microseconds{*rc::gen::arbitrary<std::int64_t>()}};
  entry.kind = static_cast<Kind>(*rc::gen::inRange(0, 6));
  entry.interaction = static_cast<access::Interaction>(*rc::gen::inRange(0, 12));
  entry.result = static_cast<Result>(*rc::gen::inRange(0, 3));
  entry.repeat = *rc::gen::arbitrary<bool>();
  entry.role = static_cast<access::Role>(*rc::gen::inRange(0, 14));
  for (auto* text : {&entry.client_id, &entry.organization, &entry.person, &entry.person_name, &entry.purpose,
                     &entry.token_id, &entry.basis_reference, &entry.type, &entry.query, &entry.request_id,
                     &entry.detail}) {
    *text = any_text();
  }
  entry.basis = *rc::gen::element<std::string>("", "public", "own-record", "consent", "break-glass",
                                               "of our own", "none");
  entry.patient = *rc::gen::arbitrary<std::uint64_t>();
  const int disclosed = *rc::gen::inRange(0, 5);
  for (int i = 0; i < disclosed; ++i) {
    entry.disclosed.push_back({*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::arbitrary<std::uint32_t>()});
  }
  return entry;
}

}  // namespace linkki::audit
