// Random walks over Task, Consent and owner, against a model of who may see what that knows no grants: only
// the Task and the Consent as they are stored. What the model forbids, no door shows; what it promises of an
// open Task, a read shows.
#include <random>

#include "interactions/course.h"
#include "seeds.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct Permission {
  std::string scope, actor;
  bool exact = false;
};

struct Agreed {
  bool active = true;
  std::vector<Permission> permits;

  // v is a part of w.
  bool covers(const std::string& scope, const std::string& organization) const {
    return active && std::any_of(permits.begin(), permits.end(), [&](const Permission& one) {
             const bool of_part = one.actor == "w" && organization == "v" && !one.exact;
             return one.scope == scope && (one.actor == organization || of_part);
           });
  }
};

// One referral, as the walk made it.
struct Referred {
  std::string task, request, consent, patient, assessment;
  std::map<std::string, std::string> notes;  // path → its author
  Agreed agreed;
};

struct Walking : Course {
  std::mt19937 random_;
  std::vector<Referred> all_;
  std::size_t opened_ = 0;  // resources that somebody was let see
  const std::vector<std::string> readers_ = {"w", "v", "x"};

  void SetUp() override {
    Course::SetUp();
    put("Organization/v", R"("partOf":{"reference":"Organization/w"})");
    put("Organization/x", "");
    put("Location/vaasa", area());
    for (const std::string& organization : readers_) {
      put("Practitioner/of-" + organization, "");
      put("PractitionerRole/of-" + organization,
          R"("practitioner":{"reference":"Practitioner/of-)" + organization +
              R"("},"organization":{"reference":"Organization/)" + organization +
              R"("},"location":[{"reference":"Location/vaasa"}],"code":)" + kind());
    }
  }
  static std::string area() {
    return R"("extension":[{"url":"https://w3id.org/linkki/fhir/StructureDefinition/area","valueCoding":)"
           R"({"system":"urn:oid:1.2.246.537.6.21","code":"905"}}])";
  }
  static std::string kind() {
    return "[" + coded("https://w3id.org/linkki/fhir/CodeSystem/role", "link-worker") + "]";
  }
  bool chance(unsigned one_in) { return random_() % one_in == 0; }
  template <class List>
  auto& any(List& list) {
    return list[random_() % list.size()];
  }

  std::string text(const Agreed& agreed) {
    std::string permits;
    for (const Permission& one : agreed.permits) {
      const std::string said = permit(one.scope, "Organization/" + one.actor);
      permits += (permits.empty() ? "" : ",") + (one.exact ? exactly(said) : said);
    }
    return provision(permits);
  }
  Agreed anything() {
    Agreed agreed;
    for (const std::string scope : {"share-referral", "share-referral", "share-assessment"}) {
      if (!chance(4)) agreed.permits.push_back({scope, any(readers_), chance(3)});
    }
    if (chance(2)) agreed.permits.push_back({"feedback-to-referrer", "a", false});
    if (agreed.permits.empty()) agreed.permits.push_back({"statistics", "a", false});
    return agreed;
  }
  std::string owner() {
    const std::string who = any(readers_);
    return chance(3) ? "PractitionerRole/of-" + who : "Organization/" + who;
  }

  void begin() {
    Referred one;
    one.agreed = anything();
    consent_ = text(one.agreed);
    const std::string members =
        chance(4) ? area() + R"(,"performerType":)" + kind() : R"("owner":{"reference":")" + owner() + "\"}";
    if (refer(chance(5) ? "draft" : "requested", members).status != 200) return;
    one.task = task_;
    one.request = request_;
    one.consent = agreed_;
    one.patient = "/" + stored(task_).text("for.reference");
    one.assessment = "/" + post("QuestionnaireResponse",
                                R"({"resourceType":"QuestionnaireResponse","status":"completed","basedOn":[)"
                                R"({"reference":")" +
                                    request_.substr(1) + "\"}]}");
    all_.push_back(one);
  }

  void change_consent(Referred& one) {
    Agreed next = anything();
    next.active = !chance(3);
    agreed_ = one.consent;
    const Reply reply =
        agree(R"("status":")" + std::string(next.active ? "active" : "inactive") + "\"," + text(next));
    if (reply.status == 200) one.agreed = next;
  }

  // A claim that names nobody would make the tester's own organisation the owner.
  void move(const Referred& one) {
    static const std::vector<std::string> states = {"requested", "received", "received",
                                                    "accepted",  "accepted", "rejected",
                                                    "cancelled", "failed",   "on-hold"};
    const std::string state = any(states);
    std::string operations = moved(state, add("statusReason", reason("capacity")));
    if (state == "received" || state == "accepted" || chance(4)) {
      const std::string role = "PractitionerRole/of-" + any(readers_);
      operations.insert(operations.size() - 1, "," + add("owner", R"({"reference":")" + role + "\"}"));
    }
    if (state == "on-hold")
      operations.insert(
          operations.size() - 1,
          "," + add("output", "[" + output("expected-date", R"("valueDate":"2027-01-01")") + "]"));
    send("PATCH", one.task, operations, {{"Content-Type", "application/json-patch+json"}}, "a",
         access::Role::tester);
  }
  void hand_over(const Referred& one) {
    send("PATCH", one.task, "[" + add("owner", R"({"reference":")" + owner() + "\"}") + "]",
         {{"Content-Type", "application/json-patch+json"}}, "a", access::Role::tester);
  }
  void note(Referred& one) {
    const std::string who = any(readers_);
    const bool feedback = chance(2);
    const std::string body =
        feedback
            ? R"({"resourceType":"DocumentReference","status":"current","content":[],"context":{"related":[)"
              R"({"reference":")" +
                  one.request.substr(1) + "\"}]}}"
            : R"({"resourceType":"Communication","status":"completed","basedOn":[{"reference":")" +
                  one.request.substr(1) + "\"}]}";
    const bool sees = get(one.request, who).status == 200;
    const Reply reply = send("POST", feedback ? "/DocumentReference" : "/Communication", body, {}, who);
    if (reply.status == 201 && sees) one.notes["/" + reply.reference()] = who;
  }

  static std::string organization_of(const std::string& owner) {
    const std::string name = owner.substr(owner.find('/') + 1);
    return name.starts_with("of-") ? name.substr(3) : name;
  }

  // What an organisation may see of a referral.
  std::set<std::string> allowed(const Referred& one, const std::string& reader) {
    std::set<std::string> paths;
    for (const auto& [path, author] : one.notes) {
      if (author == reader) paths.insert(path);
    }
    const Reply task = stored(one.task);
    const std::string state = task.text("status"), owner = task.text("owner.reference");
    if (!one.agreed.covers("share-referral", reader)) return paths;
    const bool open = state != "draft" && state != "rejected" && state != "cancelled" && state != "failed" &&
                      state != "entered-in-error";
    if (owner.empty() && state == "requested") paths.insert(one.task);
    if (owner.empty() || organization_of(owner) != reader) return paths;
    if (state == "failed") paths.insert(one.task);
    if (!open) return paths;
    paths.insert({one.task, one.request, one.consent, one.patient});
    for (const auto& [path, author] : one.notes) paths.insert(path);
    if (one.agreed.covers("share-assessment", reader)) paths.insert(one.assessment);
    return paths;
  }

  // All that is shown through a door: paths of what stands in the bundle.
  static void collect(const Reply& reply, std::set<std::string>& shown) {
    const json::Value* const entries = reply.find("entry");
    for (const json::Value& entry : entries ? entries->items() : std::span<json::Value>{}) {
      const json::Value* const resource = entry.find("resource");
      if (resource && resource->text_of("resourceType") != "OperationOutcome")
        shown.insert("/" + std::string(resource->text_of("resourceType")) + "/" +
                     std::string(resource->text_of("id")));
    }
  }

  std::set<std::string> shown_to(const std::string& reader) {
    std::set<std::string> shown;
    for (const char* const door :
         {"/Task", "/ServiceRequest", "/Patient", "/Consent", "/QuestionnaireResponse", "/Communication",
          "/DocumentReference", "/Task?_include=Task:focus&_include=Task:patient",
          "/Task?_include=Task:focus&_include:iterate=ServiceRequest:patient",
          "/ServiceRequest?_revinclude=QuestionnaireResponse:based-on&_revinclude=Communication:based-on",
          "/Patient?_revinclude=Task:patient&_revinclude=Consent:patient", "/Task/_history",
          "/ServiceRequest/_history", "/Consent/_history", "/QuestionnaireResponse/_history",
          "/DocumentReference/_history"})
      collect(get(door, reader), shown);
    return shown;
  }

  void check(const std::string& when) {
    for (const std::string& reader : readers_) {
      std::set<std::string> may, known;
      for (const Referred& one : all_) {
        const auto paths = allowed(one, reader);
        may.insert(paths.begin(), paths.end());
        for (const std::string& path : {one.task, one.request, one.consent, one.patient, one.assessment})
          known.insert(path);
        for (const auto& [path, author] : one.notes) known.insert(path);
        for (const std::string& path : paths)
          EXPECT_EQ(200, get(path, reader).status) << when << ": " << reader << " misses " << path;
        check_narrow_doors(one, reader, paths, when);
      }
      opened_ += may.size();
      for (const std::string& path : shown_to(reader))
        EXPECT_TRUE(!known.contains(path) || may.contains(path))
            << when << ": " << reader << " is shown " << path;
      for (const std::string& path : known) {
        if (may.contains(path)) continue;
        for (const char* const door : {"", "/_history/1", "/_history"})
          EXPECT_EQ(404, get(path + door, reader).status)
              << when << ": " << reader << " reads " << path << door;
      }
    }
  }

  // Chains and `_has` find nothing by what is not shown.
  void check_narrow_doors(const Referred& one, const std::string& reader, const std::set<std::string>& paths,
                          const std::string& when) {
    const auto id = [](const std::string& path) { return path.substr(path.rfind('/') + 1); };
    const auto finds = [&](const std::string& url) { return get(url, reader).text("total") != "0"; };
    const bool request = paths.contains(one.request), task = paths.contains(one.task),
               patient = paths.contains(one.patient), assessment = paths.contains(one.assessment);
    EXPECT_EQ(task && request, finds("/Task?focus:ServiceRequest._id=" + id(one.request))) << when << reader;
    EXPECT_EQ(task && patient, finds("/Task?patient:Patient._id=" + id(one.patient))) << when << reader;
    EXPECT_EQ(task && patient, finds("/Patient?_has:Task:patient:_id=" + id(one.task))) << when << reader;
    EXPECT_EQ(assessment && request,
              finds("/ServiceRequest?_has:QuestionnaireResponse:based-on:_id=" + id(one.assessment)))
        << when << reader;
  }

  // The sender sees feedback of others with its scope alone, unless the Task came back to it.
  void check_feedback(const std::string& when) {
    for (const Referred& one : all_) {
      if (stored(one.task).text("owner.reference") == "Organization/a") continue;
      for (const auto& [path, author] : one.notes) {
        const bool shown = get(path, "a").status == 200;
        const bool may =
            path.starts_with("/DocumentReference") && one.agreed.covers("feedback-to-referrer", "a");
        EXPECT_TRUE(may || !shown) << when << ": the sender is shown " << path;
      }
    }
  }

  void walk(unsigned seed) {
    random_.seed(seed);
    all_.clear();
    for (int step = 0; step < 25 && !HasFailure(); ++step) {
      const unsigned what = random_() % 12;
      if (all_.empty() || (what < 3 && all_.size() < 6)) {
        begin();
      } else {
        Referred& one = any(all_);
        if (what < 6) move(one);
        if (what == 6 || what == 7) hand_over(one);
        if (what == 8 || what == 9) change_consent(one);
        if (what > 9) note(one);
      }
      const std::string when = "seed " + std::to_string(seed) + " step " + std::to_string(step);
      check(when);
      check_feedback(when);
    }
  }
};

TEST_F(Walking, ShowsNothingThatTheModelForbids) {
  const unsigned count = seeds(3);
  for (unsigned seed = 1; seed <= count && !HasFailure(); ++seed) walk(seed);
  EXPECT_LT(count * 25, opened_) << "the walks open next to nothing";
}

}  // namespace
