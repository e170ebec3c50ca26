#include "fhirpath/expression.h"

#include <string>

#include "base/limits.h"
#include "fhirpath/messages.h"
#include "fhirpath/parser.h"

namespace linkki::fhirpath {

struct Expression::Content {
  std::string text;
  json::Arena memory;
  Node root;
};

std::string_view Expression::text() const {
  return content_->text;
}
const Node& Expression::root() const {
  return content_->root;
}

base::Outcome<Expression> compile(std::string_view text) {
  if (text.size() > limits::fhirpath_characters_max) {
    return base::refuse(base::Refusal::bad_request,
                        base::error(base::IssueType::too_long, base::message::fhirpath_length,
                                    {std::to_string(limits::fhirpath_characters_max)}));
  }
  auto content = std::make_shared<Expression::Content>();
  content->text = text;
  TRY(content->root, Parser(content->text, content->memory).parse());
  return Expression(std::move(content));
}

}  // namespace linkki::fhirpath
