#include "access/permit.h"

#include <algorithm>
#include <array>

#include "access/messages.h"
#include "base/ensure.h"

namespace linkki::access {
namespace {

enum class Area : std::uint8_t { directory, people, conformance, knowledge, audit, client };

struct Listed {
  std::string_view type;
  Area area;
};

// What is not listed is client data: a type that was forgotten is closed, not open. Sorted.
constexpr Listed areas[] = {
    {"ActivityDefinition", Area::knowledge},
    {"AuditEvent", Area::audit},
    {"CapabilityStatement", Area::conformance},
    {"CodeSystem", Area::conformance},
    {"CompartmentDefinition", Area::conformance},
    {"ConceptMap", Area::conformance},
    {"Endpoint", Area::directory},
    {"EventDefinition", Area::knowledge},
    {"ExampleScenario", Area::conformance},
    {"GraphDefinition", Area::conformance},
    {"HealthcareService", Area::directory},
    {"ImplementationGuide", Area::conformance},
    {"Library", Area::knowledge},
    {"Location", Area::directory},
    {"Measure", Area::knowledge},
    {"MessageDefinition", Area::conformance},
    {"NamingSystem", Area::conformance},
    {"OperationDefinition", Area::conformance},
    {"Organization", Area::directory},
    {"OrganizationAffiliation", Area::people},
    {"PlanDefinition", Area::knowledge},
    {"Practitioner", Area::people},
    {"PractitionerRole", Area::people},
    {"Questionnaire", Area::knowledge},
    {"SearchParameter", Area::conformance},
    {"StructureDefinition", Area::conformance},
    {"StructureMap", Area::conformance},
    {"TerminologyCapabilities", Area::conformance},
    {"TestScript", Area::knowledge},
    {"ValueSet", Area::conformance},
};
static_assert(std::is_sorted(std::begin(areas), std::end(areas),
                             [](const Listed& a, const Listed& b) { return a.type < b.type; }));

Area area_of(std::string_view type) {
  const auto found =
      std::lower_bound(std::begin(areas), std::end(areas), type,
                       [](const Listed& listed, std::string_view t) { return listed.type < t; });
  return found != std::end(areas) && found->type == type ? found->area : Area::client;
}

// c create, r read + vread + search + operation, h history, u update + patch, d delete.
struct Rights {
  Role role;
  std::string_view directory, people, conformance, knowledge, audit, client;
};

// security.md's table. A system keeps its own professionals (requester and recorder of its referrals); an
// auditor sees that something happened, its content only by a grant.
constexpr Rights rights[] = {
    {Role::none, "rh", "", "rh", "", "", ""},
    {Role::system, "rh", "crhu", "rh", "rh", "", "crhud"},
    {Role::referrer, "rh", "rh", "rh", "rh", "", "crhud"},
    {Role::link_worker, "rh", "rh", "rh", "rh", "", "crhud"},
    {Role::coordinator, "rh", "rh", "rh", "rh", "", "crhud"},
    {Role::producer, "rh", "rh", "rh", "rh", "", "crhud"},
    {Role::light_participant, "rh", "rh", "rh", "rh", "", "rh"},
    {Role::editor, "crhud", "crhud", "rh", "rh", "", ""},
    {Role::client, "rh", "rh", "rh", "rh", "", "rh"},
    {Role::proxy, "rh", "rh", "rh", "rh", "", "rh"},
    {Role::auditor, "rh", "rh", "rh", "rh", "rh", "h"},
    {Role::administrator, "rh", "rh", "crhud", "crhud", "", ""},
    {Role::importer, "crhud", "crhud", "crhud", "crhud", "rh", "crhud"},
    {Role::tester, "crhud", "crhud", "crhud", "crhud", "rh", "crhud"},
};

// What a role that only reads client data may write all the same.
struct Exception {
  Role role;
  std::string_view type;
  std::string_view letters;
};
constexpr Exception exceptions[] = {
    {Role::light_participant, "Task", "u"},
    {Role::light_participant, "Appointment", "cu"},
    {Role::light_participant, "AppointmentResponse", "cu"},
    {Role::light_participant, "Encounter", "cu"},
    {Role::client, "AppointmentResponse", "cu"},
    {Role::client, "Communication", "c"},
    {Role::client, "Consent", "cu"},
    {Role::client, "Goal", "cu"},
    {Role::client, "Observation", "c"},
    {Role::client, "QuestionnaireResponse", "cu"},
    {Role::client, "ServiceRequest", "cu"},
    {Role::client, "Task", "cu"},
};

std::string_view letters_of(const Rights& row, Area area) {
  switch (area) {
    case Area::directory: return row.directory;
    case Area::people: return row.people;
    case Area::conformance: return row.conformance;
    case Area::knowledge: return row.knowledge;
    case Area::audit: return row.audit;
    case Area::client: return row.client;
  }
  ensure(!"an area");
}

char letter_of(Interaction interaction) {
  switch (interaction) {
    case Interaction::read:
    case Interaction::vread:
    case Interaction::search:
    case Interaction::operation: return 'r';
    case Interaction::history:
    case Interaction::history_instance:
    case Interaction::history_type:
    case Interaction::history_system: return 'h';
    case Interaction::create: return 'c';
    case Interaction::update:
    case Interaction::patch: return 'u';
    case Interaction::erase: return 'd';
    case Interaction::capabilities:
    case Interaction::batch:
    case Interaction::transaction: return '\0';  // open to all: asked for again entry by entry
  }
  ensure(!"an interaction");
}

bool role_covers(Role role, std::string_view type, char letter) {
  const auto& row = rights[static_cast<std::size_t>(role)];
  ensure(row.role == role);
  if (type.empty())
    return role != Role::none;  // a search or history of everything is filtered by the allowed set
  if (letters_of(row, area_of(type)).find(letter) != std::string_view::npos) return true;
  const Role writer = role == Role::proxy ? Role::client : role;
  return std::any_of(std::begin(exceptions), std::end(exceptions), [&](const Exception& exception) {
    return exception.role == writer && exception.type == type &&
           exception.letters.find(letter) != std::string_view::npos;
  });
}

// A system/ scope says nothing about a person and a user/ scope nothing about a system.
bool context_fits(Role role, std::string_view context) {
  switch (role) {
    case Role::system: return context == "system";
    case Role::client:
    case Role::proxy: return context == "patient" || context == "user";
    case Role::importer:
    case Role::tester: return true;
    default: return context == "user";
  }
}

bool covers(const Scope& scope, Interaction interaction) {
  switch (interaction) {
    case Interaction::read:
    case Interaction::vread:
    case Interaction::operation: return scope.read;
    case Interaction::search: return scope.search;
    case Interaction::history:
    case Interaction::history_instance:
    case Interaction::history_type:
    case Interaction::history_system: return scope.read && scope.search;
    case Interaction::create: return scope.create;
    case Interaction::update:
    case Interaction::patch: return scope.update;
    case Interaction::erase: return scope.erase;
    case Interaction::capabilities:
    case Interaction::batch:
    case Interaction::transaction: return true;
  }
  ensure(!"an interaction");
}

bool scopes_cover(const Principal& principal, std::string_view type, Interaction interaction) {
  if (!principal.scoped && principal.scopes.empty()) return true;
  return std::any_of(principal.scopes.begin(), principal.scopes.end(), [&](const Scope& scope) {
    const bool type_fits = scope.type == "*" || scope.type == type;
    return type_fits && scope.query.empty() && context_fits(principal.role, scope.context) &&
           covers(scope, interaction);
  });
}

}  // namespace

std::string_view code(Interaction interaction) {
  switch (interaction) {
    case Interaction::read: return "read";
    case Interaction::vread: return "vread";
    case Interaction::search: return "search";
    case Interaction::history: return "history";
    case Interaction::create: return "create";
    case Interaction::update: return "update";
    case Interaction::patch: return "patch";
    case Interaction::erase: return "delete";
    case Interaction::operation: return "operation";
    case Interaction::capabilities: return "capabilities";
    case Interaction::batch: return "batch";
    case Interaction::transaction: return "transaction";
    case Interaction::history_instance: return "history-instance";
    case Interaction::history_type: return "history-type";
    case Interaction::history_system: return "history-system";
  }
  ensure(!"an interaction");
}

bool is_public(std::string_view type) {
  const Area area = area_of(type);
  return area == Area::directory || area == Area::conformance;
}

base::Outcome<void> permit(const Principal& principal, std::string_view type, Interaction interaction) {
  using namespace base;
  const char letter = letter_of(interaction);
  if (letter == '\0') return done();
  if (type.empty() && interaction == Interaction::search) return done();  // asked for again type by type
  const Argument target = type.empty()
                              ? Argument(Words{"the whole system", "koko järjestelmä", "hela systemet"})
                              : Argument(type);
  if (!role_covers(principal.role, type, letter)) {
    if (principal.anonymous()) {
      return refuse(Refusal::unauthenticated, error(IssueType::login, message::token_missing));
    }
    return refuse(Refusal::forbidden,
                  error(IssueType::forbidden, message::role_forbids,
                        {std::string(code(principal.role)), std::string(code(interaction)), target}));
  }
  // What anyone may read without a token needs no scope either.
  const bool open_to_all = role_covers(Role::none, type, letter) && !type.empty();
  if (!open_to_all && !scopes_cover(principal, type, interaction)) {
    return refuse(Refusal::forbidden, error(IssueType::forbidden, message::scope_missing,
                                            {std::string(code(interaction)), target}));
  }
  return done();
}

}  // namespace linkki::access
