#include <gtest/gtest.h>

#include "access/scope.h"

using namespace linkki::access;

namespace {
std::string letters(const std::optional<Scope>& scope) {
  if (!scope) return "none";
  std::string out;
  if (scope->create) out += 'c';
  if (scope->read) out += 'r';
  if (scope->update) out += 'u';
  if (scope->erase) out += 'd';
  if (scope->search) out += 's';
  return out;
}
}  // namespace

TEST(Scope, ReadsTheLettersOfVersionTwo) {
  for (const std::string rights : {"c", "r", "u", "d", "s", "rs", "cud", "cruds", "cs"}) {
    EXPECT_EQ(letters(parse_scope("system/Task." + rights)), rights);
  }
  const auto scope = parse_scope("user/ServiceRequest.rs");
  EXPECT_EQ(scope->context, "user");
  EXPECT_EQ(scope->type, "ServiceRequest");
  EXPECT_EQ(scope->query, "");
}

TEST(Scope, ReadsTheWordsOfVersionOne) {
  EXPECT_EQ(letters(parse_scope("patient/*.read")), "rs");
  EXPECT_EQ(letters(parse_scope("user/Task.write")), "cud");
  EXPECT_EQ(letters(parse_scope("system/*.*")), "cruds");
}

TEST(Scope, KeepsItsSearchParameters) {
  const auto scope = parse_scope("system/Observation.rs?category=http://x/c|survey&status=final");
  ASSERT_TRUE(scope);
  EXPECT_EQ(scope->query, "category=http://x/c|survey&status=final");
}

TEST(Scope, IsNotWhatOnlyLooksLikeOne) {
  for (const auto* text :
       {"", "openid", "launch/patient", "system/Task", "system/Task.", "system/Task.sr", "system/Task.rr",
        "system/Task.x", "admin/Task.r", "system/.r", "system/task.r", "system/Ta sk.r", "/Task.r",
        "system/Task.rs?", "system/Task.read.write", "SYSTEM/Task.r", "offline_access", "."}) {
    EXPECT_FALSE(parse_scope(text)) << text;
  }
}

TEST(Scopes, ArePickedFromAList) {
  const auto scopes = parse_scopes("openid  system/Task.rs launch system/Patient.r ");
  ASSERT_EQ(scopes.size(), 2u);
  EXPECT_EQ(scopes[0].type, "Task");
  EXPECT_EQ(scopes[1].type, "Patient");
  EXPECT_TRUE(parse_scopes("").empty());
}
