#include "interactions/operations/closure.h"

#include <charconv>

#include "access/permit.h"
#include "base/crypto/hash.h"
#include "base/json/parse.h"
#include "base/json/print.h"
#include "interactions/messages.h"
#include "terminology/closure.h"
#include "terminology/limits.h"
#include "terminology/messages.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;
using terminology::Closure;

constexpr std::size_t id_digits = 48;  // of the hash

std::string id_of(const Call& call, std::string_view name) {
  const std::string key = call.principal.organization + "\n" + std::string(name);
  return "closure-" + crypto::print_hex(crypto::view(crypto::sha256(key))).substr(0, id_digits);
}

std::string stored_form(const std::string& id, const Closure& closure) {
  std::string json = R"({"resourceType":"Basic","id":")" + id + R"(","contained":[)" + closure.print() +
                     R"(],"identifier":[{"system":"https://w3id.org/linkki/fhir/closure-name","value":)";
  json::print_string(closure.name(), json);
  return json + R"(}],"code":{"coding":[{"system":"https://w3id.org/linkki/fhir/CodeSystem/basic-kind",)"
                R"("code":"closure"}]},"subject":{"reference":"#table"}})";
}

std::optional<Closure> closure_of(const json::Value& basic) {
  const auto contained = terminology::items(basic, "contained");
  return contained.empty() ? std::nullopt : Closure::read(contained.front());
}

std::vector<terminology::Code> codes_of(const Arguments& arguments) {
  std::vector<terminology::Code> codes;
  for (const Argument* const argument : arguments.all("concept")) {
    const json::Value& coding = *argument->element.value;
    codes.push_back({coding.text_of("system"), coding.text_of("code"), coding.text_of("version")});
  }
  return codes;
}

base::Failure refused(Refusal refusal, IssueType type, const base::Message& message,
                      std::vector<std::string> arguments = {}) {
  return base::refuse(refusal, base::error(type, message, std::move(arguments)));
}

base::Outcome<void> check(const Call& call, const Arguments& arguments) {
  TRY_VOID(access::permit(call.principal, "Basic", Interaction::update));
  const auto name = arguments.text("name");
  if (name.empty() || name.size() > limits::closure_name_bytes_max) {
    return refused(Refusal::bad_request, IssueType::value, base::message::terminology_closure_name,
                   {std::to_string(limits::closure_name_bytes_max)});
  }
  if (!arguments.has("concept") || !arguments.has("version")) return base::done();
  return refused(Refusal::bad_request, IssueType::invalid, base::message::terminology_closure_both);
}

std::int64_t version_of(std::string_view text) {
  std::uint32_t version = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  return error == std::errc{} && end == text.data() + text.size() ? std::int64_t{version} : -1;
}

}  // namespace

base::Outcome<std::size_t> keep_closure(const Call& call, const Arguments& arguments, WriteSet& set) {
  TRY_VOID(check(call, arguments));
  const std::string name(arguments.text("name")), id = id_of(call, name);
  const auto number = set.snapshot().number("Basic", id);
  const auto row = number ? set.snapshot().current(number) : std::nullopt;
  if (row && !set.sight().sees(number, row->header)) {
    return refused(Refusal::conflict, IssueType::duplicate, base::message::id_taken, {id});
  }
  const bool here = row && !row->header.deleted;
  std::optional<Closure> closure;
  if (here) closure = closure_of(json::parse(set.snapshot().json(*row))->root);
  Call own = call;
  own.route.type = "Basic";
  own.route.id = id;
  const bool begins = !arguments.has("concept") && !arguments.has("version");
  if (!closure && !begins) {
    return refused(Refusal::not_found, IssueType::not_found, base::message::terminology_closure_unknown,
                   {name});
  }
  if (arguments.has("version")) return set.keep(own, number, *row);
  if (begins) closure = Closure(name, closure ? closure->version() + 1 : 0);
  const auto before = closure->version();
  TRY_VOID(closure->add(*call.parts.terminology.current(), codes_of(arguments)));
  if (!begins && closure->version() == before) return set.keep(own, number, *row);
  TRY_VOID(closure->news(*call.parts.terminology.current(), before,
                         call.now));  // what cannot be told is not stored
  TRY(auto resource, fhir::parse_json(stored_form(id, *closure), *call.definitions));
  return set.put(own, std::move(resource), row ? &*row : nullptr, {});
}

base::Outcome<Answer> answer_closure(const Call& call, Answer written) {
  TRY(const Arguments arguments, Arguments::read(call, call.route.operation->parameters));
  TRY(const auto stored, json::parse(std::move(written.json)));
  const auto closure = closure_of(stored.root);
  ensure(closure.has_value());
  const auto since =
      arguments.has("version")
          ? version_of(arguments.text("version"))
          : std::int64_t{closure->before(*call.parts.terminology.current(), codes_of(arguments))};
  Answer answer;
  TRY(answer.json, closure->news(*call.parts.terminology.current(), since, call.now));
  return answer;
}

}  // namespace linkki::interactions
