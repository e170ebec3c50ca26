// The readable pages under /docs, before the service of everything else.
//
// The files are read once, at the start: a path is looked up among their names and leads nowhere else. Pages
// hold no script, so a browser is told to run none.
// Threads   as interactions::Service; immutable
// Lifetime  the service behind it outlives it
#pragma once

#include <map>
#include <string>

#include "interactions/exchange.h"

namespace linkki::interactions {

class Pages final : public Service {
 public:
  // Every .html and .css of a folder; a folder that is not there holds none.
  Pages(const std::string& folder, Service& next);

  bool runs_inline(const Request& request) const override;
  void handle(Request request, Responder respond) override;

 private:
  struct Page {
    std::string bytes, type, etag;
  };
  Response answer(const Request& request) const;

  std::map<std::string, Page, std::less<>> pages_;  // by path: "/docs/index.html"
  Service& next_;
};

}  // namespace linkki::interactions
