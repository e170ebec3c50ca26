// A table in a text file, row by row: tab-separated (SNOMED CT) or comma-separated with quotes (LOINC).
//
// Errors    not_found: the file cannot be read; unprocessable: a column is missing, a row has not as many cells
//           as the first, is longer than limits::release_row_bytes_max or not in UTF-8
// Standard  RFC 4180 for commas; quotes mean nothing between tabs
#pragma once

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace linkki::terminology {

enum class Separated : std::uint8_t { by_tabs, by_commas };

class TableFile {
 public:
  // Reads the first row, which names the columns.
  static base::Outcome<TableFile> open(const std::string& file, Separated separated);

  base::Outcome<std::size_t> column(std::string_view name) const;
  bool has(std::string_view name) const;
  // False: that was the last row.
  base::Outcome<bool> next();
  std::string_view cell(std::size_t column) const { return cells_[column]; }

 private:
  TableFile() = default;
  base::Outcome<bool> read_row();
  base::Outcome<bool> read_line();
  void split_tabs();
  void split_commas();
  base::Failure unreadable() const;
  base::Failure damaged() const;

  std::string name_;
  std::ifstream in_;
  Separated separated_ = Separated::by_tabs;
  std::string row_;
  std::size_t line_ = 0;
  std::vector<std::string> columns_;
  std::vector<std::string> cells_;
};

}  // namespace linkki::terminology
