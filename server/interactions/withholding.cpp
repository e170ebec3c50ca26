#include "interactions/withholding.h"

#include "access/contact_data.h"
#include "base/json/parse.h"
#include "base/json/print.h"
#include "interactions/messages.h"

namespace linkki::interactions {

std::string as_shown(const repository::Snapshot& snapshot, const repository::Row& row,
                     const access::Sight& sight) {
  std::string json = snapshot.json(row);
  if (sight.whole) return json;
  auto document = json::parse(std::move(json));
  ensure(document.ok());
  access::withhold_contact_data(*document);
  return json::print(document->root);
}

base::Outcome<void> check_whole(const Call& call, const access::Sight& sight) {
  if (sight.basis == access::Basis::break_glass) {
    return base::refuse(base::Refusal::forbidden, base::error(base::IssueType::forbidden,
                                                              base::message::glass_shows, {call.route.type}));
  }
  if (sight.whole) return base::done();
  return base::refuse(
      base::Refusal::forbidden,
      base::error(base::IssueType::suppressed, base::message::contact_withheld, {call.route.type}));
}

}  // namespace linkki::interactions
