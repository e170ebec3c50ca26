#include "interactions/status.h"

namespace linkki::interactions {

int status(base::Refusal refusal) {
  using base::Refusal;
  switch (refusal) {
    case Refusal::bad_request: return 400;
    case Refusal::unauthenticated: return 401;
    case Refusal::forbidden: return 403;
    case Refusal::not_found: return 404;
    case Refusal::method_not_allowed: return 405;
    case Refusal::not_acceptable: return 406;
    case Refusal::timeout: return 408;
    case Refusal::conflict: return 409;
    case Refusal::gone: return 410;
    case Refusal::precondition_failed: return 412;
    case Refusal::body_too_large: return 413;
    case Refusal::target_too_long: return 414;
    case Refusal::unsupported_media_type: return 415;
    case Refusal::unprocessable: return 422;
    case Refusal::too_many_requests: return 429;
    case Refusal::header_too_large: return 431;
    case Refusal::internal: return 500;
    case Refusal::not_implemented: return 501;
    case Refusal::unavailable: return 503;
    case Refusal::storage_full: return 507;
  }
  ensure(!"a refusal");
}

std::string_view reason(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 507: return "Insufficient Storage";
    default: return "";
  }
}

}  // namespace linkki::interactions
