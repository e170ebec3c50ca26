// An answer on its way to the socket, and the bytes in front of its body.
//
// Nothing that a handler puts into a header can end a line or begin another answer: a name that is no token
// or a value with control bytes makes the answer a 500 (append_field says false).
// Standard  RFC 9112 §4–§6, RFC 9110 §5.5, §15
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "http/content_coding.h"
#include "interactions/exchange.h"

namespace linkki::http {

struct Answer {
  int status = 200;
  std::string fields;  // complete lines, "Name: value\r\n" each
  std::string body;
  std::unique_ptr<interactions::BodySource> source;  // instead of body
  std::unique_ptr<Deflater> deflater;                // of the source
  bool closes = false;
};

// Appends "name: value\r\n"; false and nothing appended: it would not be one header field.
bool append_field(std::string& out, std::string_view name, std::string_view value);

std::string_view reason(int status);  // "Not Found"; empty for unknown ones

// 1xx, 204, 304: no body and no framing fields.
bool forbids_body(int status);

// The answer with fields printed; a field that cannot be printed turns it into 500.
Answer print(interactions::Response response);

}  // namespace linkki::http
