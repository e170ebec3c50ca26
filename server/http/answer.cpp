#include "http/answer.h"

#include <algorithm>
#include <array>

#include "http/fault.h"
#include "http/messages.h"

namespace linkki::http {

namespace {

bool is_token(std::string_view name) {
  const auto token = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), token);
}

bool is_value(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
  });
}

}  // namespace

bool append_field(std::string& out, std::string_view name, std::string_view value) {
  if (!is_token(name) || !is_value(value)) return false;
  out.append(name).append(": ").append(value).append("\r\n");
  return true;
}

std::string_view reason(int status) {
  switch (status) {
    case 100: return "Continue";
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    case 507: return "Insufficient Storage";
    default: return "";
  }
}

bool forbids_body(int status) {
  return status < 200 || status == 204 || status == 304;
}

Answer print(interactions::Response response) {
  Answer answer;
  answer.status = response.status;
  answer.closes = response.closes;
  bool printed = true;
  for (const auto& [name, value] : response.headers)
    printed = append_field(answer.fields, name, value) && printed;
  if (!printed) {
    return print(answer_to({500, base::IssueType::exception, &base::message::http_answer_field, {}, {}},
                           base::Language::english));
  }
  answer.body = std::move(response.body);
  answer.source = std::move(response.source);
  return answer;
}

}  // namespace linkki::http
