// The parameters that say what comes back and how, not what matches: _count, _sort, _include …
//
// Standard  https://hl7.org/fhir/R4/search.html#return
#pragma once

#include <string_view>
#include <vector>

#include "base/issue.h"
#include "definitions/definitions.h"
#include "search/escape.h"
#include "search/form.h"
#include "search/query.h"

namespace linkki::search {

// The names, for messages.
const std::vector<std::string_view>& result_parameters();

class ResultParser {
 public:
  ResultParser(const definitions::Definitions& definitions, std::uint32_t page_entries_max, Query& query,
               std::vector<base::Issue>& faults)
      : definitions_(definitions), page_entries_max_(page_entries_max), query_(query), faults_(faults) {}

  // False: not a result parameter. Faults are added to the list; what was understood, to the query.
  bool parse(const Field& field);

 private:
  using Step = void (ResultParser::*)(std::string_view value);
  struct Row {
    std::string_view name;
    Step step;
    bool repeats = false;
  };
  static const std::vector<Row>& rows();
  friend const std::vector<std::string_view>& result_parameters();

  void parse_count(std::string_view value);
  void parse_sort(std::string_view value);
  void parse_include(std::string_view value) { parse_include(value, false); }
  void parse_revinclude(std::string_view value) { parse_include(value, true); }
  void parse_include(std::string_view value, bool reverse);
  void parse_total(std::string_view value);
  void parse_summary(std::string_view value);
  void parse_elements(std::string_view value);
  void parse_types(std::string_view value);
  void parse_contained(std::string_view value);
  void parse_page(std::string_view value) { query_.page = value; }
  void pass_over(std::string_view) {}

  bool accept_modifier(const Row& row, std::string_view modifier);
  void sort_by(Part part);
  void include_all(bool reverse);
  void refuse(base::Argument expected, std::size_t at = 0);
  void use(std::string value);

  const definitions::Definitions& definitions_;
  const std::uint32_t page_entries_max_;
  Query& query_;
  std::vector<base::Issue>& faults_;
  std::vector<std::string_view> seen_;
  // The field that is being read.
  std::string_view name_, whole_;
  bool iterate_ = false;
};

}  // namespace linkki::search
