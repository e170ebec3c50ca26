#include <gtest/gtest.h>

#include "access/permit.h"

using namespace linkki::access;
using linkki::base::Refusal;

namespace {

Principal caller(Role role, std::string_view scopes = {}) {
  Principal principal;
  principal.role = role;
  principal.scoped = !scopes.empty();
  principal.scopes = parse_scopes(scopes);
  return principal;
}

bool may(Role role, std::string_view type, Interaction interaction) {
  return permit(caller(role), type, interaction).ok();
}

bool scope_lets(Role role, std::string_view scopes, std::string_view type, Interaction interaction) {
  return permit(caller(role, scopes), type, interaction).ok();
}

constexpr Interaction readings[] = {Interaction::read, Interaction::vread, Interaction::search,
                                    Interaction::history};
constexpr Interaction writings[] = {Interaction::create, Interaction::update, Interaction::patch,
                                    Interaction::erase};
constexpr Role professionals[] = {Role::referrer, Role::link_worker, Role::coordinator, Role::producer};

Role role_at(int number) {
  return static_cast<Role>(number);
}
constexpr int last_role = static_cast<int>(Role::tester);

}  // namespace

TEST(Role, IsFoundByItsCodeAndNoOther) {
  for (int number = 1; number <= last_role; ++number)
    EXPECT_EQ(find_role(code(role_at(number))), role_at(number));
  for (const auto* text : {"", "none", "System", "link_worker", "root", "tester "})
    EXPECT_FALSE(find_role(text)) << text;
}

TEST(Permit, LetsAnyoneReadTheDirectoryTerminologyAndProfiles) {
  for (const auto* type : {"HealthcareService", "Organization", "Location", "Endpoint", "CodeSystem",
                           "ValueSet", "StructureDefinition"}) {
    EXPECT_TRUE(is_public(type)) << type;
    for (int role = 0; role <= last_role; ++role) {
      for (const auto interaction : readings)
        EXPECT_TRUE(may(role_at(role), type, interaction)) << type << role;
    }
  }
}

TEST(Permit, AsksForATokenWhereTheTypeIsNotPublic) {
  for (const auto* type :
       {"Patient", "Task", "ServiceRequest", "AuditEvent", "Practitioner", "Questionnaire", "NoSuchType"}) {
    EXPECT_FALSE(is_public(type)) << type;
    for (const auto interaction : readings) {
      const auto outcome = permit(Principal{}, type, interaction);
      ASSERT_FALSE(outcome.ok()) << type;
      EXPECT_EQ(outcome.failure().refusal, Refusal::unauthenticated);
    }
  }
  for (const auto interaction : writings) {
    EXPECT_EQ(permit(Principal{}, "HealthcareService", interaction).failure().refusal,
              Refusal::unauthenticated);
  }
}

// Each type that it goes to is asked for.
TEST(Permit, LetsEveryoneSearchTheWholeSystem) {
  for (int role = 0; role <= last_role; ++role) EXPECT_TRUE(may(role_at(role), "", Interaction::search));
  EXPECT_TRUE(scope_lets(Role::system, "system/Task.rs", "", Interaction::search));
  EXPECT_FALSE(may(Role::none, "", Interaction::history));
}

TEST(Permit, LetsEveryoneAskForCapabilitiesAndSendABatch) {
  for (int role = 0; role <= last_role; ++role) {
    for (const auto interaction : {Interaction::capabilities, Interaction::batch, Interaction::transaction}) {
      EXPECT_TRUE(may(role_at(role), "", interaction));
    }
  }
}

TEST(Permit, LetsProfessionalsAndSystemsWorkOnClientData) {
  for (const auto* type :
       {"ServiceRequest", "Task", "Patient", "QuestionnaireResponse", "Consent", "Communication"}) {
    for (const auto role : professionals) {
      for (const auto interaction : readings) EXPECT_TRUE(may(role, type, interaction)) << type;
      for (const auto interaction : writings) EXPECT_TRUE(may(role, type, interaction)) << type;
    }
    for (const auto interaction : writings) EXPECT_TRUE(may(Role::system, type, interaction)) << type;
  }
}

TEST(Permit, LeavesTheDirectoryToEditorsImportersAndTesters) {
  for (const auto* type : {"HealthcareService", "Organization", "Location", "Endpoint"}) {
    for (int role = 0; role <= last_role; ++role) {
      const bool writer =
          role_at(role) == Role::editor || role_at(role) == Role::importer || role_at(role) == Role::tester;
      for (const auto interaction : writings)
        EXPECT_EQ(may(role_at(role), type, interaction), writer) << type << role;
    }
  }
}

TEST(Permit, LeavesConformanceToAdministratorsImportersAndTesters) {
  for (const auto* type : {"StructureDefinition", "ValueSet", "SearchParameter", "Questionnaire"}) {
    for (int role = 0; role <= last_role; ++role) {
      const bool writer = role_at(role) == Role::administrator || role_at(role) == Role::importer ||
                          role_at(role) == Role::tester;
      for (const auto interaction : writings)
        EXPECT_EQ(may(role_at(role), type, interaction), writer) << type << role;
    }
  }
}

TEST(Permit, KeepsClientDataFromAdministratorsAndEditors) {
  for (const auto role : {Role::administrator, Role::editor}) {
    for (const auto* type : {"Patient", "Task", "ServiceRequest", "AuditEvent", "Binary", "NoSuchType"}) {
      for (const auto interaction : readings) EXPECT_FALSE(may(role, type, interaction)) << type;
      for (const auto interaction : writings) EXPECT_FALSE(may(role, type, interaction)) << type;
    }
  }
}

TEST(Permit, ShowsTheAuditTrailToAuditorsAndOnlyHistoryBesides) {
  EXPECT_TRUE(may(Role::auditor, "AuditEvent", Interaction::search));
  EXPECT_TRUE(may(Role::auditor, "AuditEvent", Interaction::read));
  EXPECT_TRUE(may(Role::auditor, "Task", Interaction::history));
  EXPECT_FALSE(may(Role::auditor, "Task", Interaction::read));
  EXPECT_FALSE(may(Role::auditor, "Task", Interaction::search));
  for (const auto role : professionals) EXPECT_FALSE(may(role, "AuditEvent", Interaction::search));
  EXPECT_FALSE(may(Role::system, "AuditEvent", Interaction::read));
}

TEST(Permit, LetsNobodyWriteAnAuditEvent) {
  for (int role = 0; role <= last_role; ++role) {
    for (const auto interaction : writings)
      EXPECT_FALSE(may(role_at(role), "AuditEvent", interaction)) << role;
  }
}

TEST(Permit, LetsClientsAndTheirProxiesWriteTheirOwnPart) {
  for (const auto role : {Role::client, Role::proxy}) {
    EXPECT_TRUE(may(role, "Consent", Interaction::create));
    EXPECT_TRUE(may(role, "Task", Interaction::patch));
    EXPECT_TRUE(may(role, "ServiceRequest", Interaction::read));
    EXPECT_FALSE(may(role, "Consent", Interaction::erase));
    EXPECT_FALSE(may(role, "Patient", Interaction::create));
    EXPECT_FALSE(may(role, "DocumentReference", Interaction::create));
  }
}

TEST(Permit, LetsALightParticipantAnswerItsTasksAlone) {
  EXPECT_TRUE(may(Role::light_participant, "Task", Interaction::update));
  EXPECT_TRUE(may(Role::light_participant, "Encounter", Interaction::create));
  EXPECT_FALSE(may(Role::light_participant, "Task", Interaction::create));
  EXPECT_FALSE(may(Role::light_participant, "ServiceRequest", Interaction::update));
}

TEST(Permit, NamesRoleInteractionAndTypeInItsRefusal) {
  const auto outcome = permit(caller(Role::editor), "Patient", Interaction::erase);
  EXPECT_EQ(outcome.failure().refusal, Refusal::forbidden);
  EXPECT_EQ(outcome.failure().issues[0].text(), "The role editor does not include delete on Patient.");
}

TEST(Permit, NeverGoesBeyondTheScopesOfTheToken) {
  EXPECT_TRUE(scope_lets(Role::system, "system/Task.rs", "Task", Interaction::read));
  EXPECT_TRUE(scope_lets(Role::system, "system/Task.rs", "Task", Interaction::history));
  EXPECT_TRUE(scope_lets(Role::system, "system/*.cruds", "Task", Interaction::patch));
  EXPECT_FALSE(scope_lets(Role::system, "system/Task.rs", "Task", Interaction::update));
  EXPECT_FALSE(scope_lets(Role::system, "system/Task.rs", "Patient", Interaction::read));
  EXPECT_FALSE(scope_lets(Role::system, "system/Task.r", "Task", Interaction::search));
  EXPECT_FALSE(scope_lets(Role::system, "system/Task.r", "Task", Interaction::history));
  EXPECT_FALSE(scope_lets(Role::system, "system/Task.rs", "", Interaction::history));
  EXPECT_TRUE(scope_lets(Role::system, "system/*.rs", "", Interaction::history));
}

TEST(Permit, NeverGivesMoreThanTheRoleForAWideScope) {
  EXPECT_FALSE(scope_lets(Role::editor, "user/*.cruds", "Patient", Interaction::read));
}

TEST(Permit, DoesNotCountScopesOfAnotherContext) {
  EXPECT_FALSE(scope_lets(Role::system, "user/Task.rs patient/Task.rs", "Task", Interaction::read));
  EXPECT_FALSE(scope_lets(Role::link_worker, "system/Task.rs", "Task", Interaction::read));
  EXPECT_TRUE(scope_lets(Role::link_worker, "user/Task.rs", "Task", Interaction::read));
  EXPECT_TRUE(scope_lets(Role::client, "patient/Task.rs", "Task", Interaction::read));
}

TEST(Permit, DoesNotCountAScopeWhoseSearchParametersNobodyApplies) {
  EXPECT_FALSE(scope_lets(Role::system, "system/Task.rs?status=draft", "Task", Interaction::read));
}

TEST(Permit, LetsATokenWithoutAResourceScopeReadOnlyWhatIsPublic) {
  EXPECT_FALSE(scope_lets(Role::system, "openid", "Task", Interaction::read));
  EXPECT_TRUE(scope_lets(Role::system, "openid", "HealthcareService", Interaction::read));
}
