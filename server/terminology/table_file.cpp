#include "terminology/table_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/json/utf8.h"
#include "terminology/limits.h"
#include "terminology/messages.h"

namespace linkki::terminology {

base::Outcome<TableFile> TableFile::open(const std::string& file, Separated separated) {
  TableFile table;
  table.name_ = file;
  table.separated_ = separated;
  table.in_.open(file, std::ios::binary);
  if (!table.in_) return table.unreadable();
  TRY(const bool any, table.read_row());
  if (!any) return table.damaged();
  table.columns_ = table.cells_;
  auto& first = table.columns_.front();
  if (first.starts_with("\xEF\xBB\xBF")) first.erase(0, 3);
  return table;
}

bool TableFile::has(std::string_view name) const {
  return std::find(columns_.begin(), columns_.end(), name) != columns_.end();
}

base::Outcome<std::size_t> TableFile::column(std::string_view name) const {
  auto at = std::find(columns_.begin(), columns_.end(), name);
  if (at != columns_.end()) return static_cast<std::size_t>(at - columns_.begin());
  return base::refuse(base::Refusal::unprocessable,
                      base::error(base::IssueType::structure, base::message::terminology_table_column,
                                  {name_, std::string(name)}));
}

base::Outcome<bool> TableFile::next() {
  TRY(const bool any, read_row());
  if (any && cells_.size() != columns_.size()) return damaged();
  return any;
}

base::Outcome<bool> TableFile::read_row() {
  row_.clear();
  TRY(const bool any, read_line());
  if (!any) return false;
  const auto quotes_from = [&](std::size_t at) { return std::count(row_.begin() + at, row_.end(), '"'); };
  auto quotes = separated_ == Separated::by_commas ? quotes_from(0) : 0;
  while (quotes % 2 == 1) {  // the row goes on after a line break within a cell
    row_ += '\n';
    const auto begin = row_.size();
    TRY(const bool more, read_line());
    if (!more) return damaged();
    quotes += quotes_from(begin);
  }
  if (json::find_invalid_utf8(row_) != row_.size()) return damaged();
  separated_ == Separated::by_tabs ? split_tabs() : split_commas();
  return true;
}

// Appends to the row; false: there is none.
base::Outcome<bool> TableFile::read_line() {
  const auto begin = row_.size();
  int c = in_.get();
  if (c == std::ifstream::traits_type::eof()) return in_.bad() ? unreadable() : base::Outcome<bool>(false);
  ++line_;
  for (; c != std::ifstream::traits_type::eof() && c != '\n'; c = in_.get()) {
    if (row_.size() == limits::release_row_bytes_max) return damaged();
    row_ += static_cast<char>(c);
  }
  if (in_.bad()) return unreadable();
  if (row_.size() > begin && row_.ends_with('\r')) row_.pop_back();
  return true;
}

void TableFile::split_tabs() {
  cells_.clear();
  for (std::size_t at = 0; at <= row_.size();) {
    auto end = std::min(row_.find('\t', at), row_.size());
    cells_.emplace_back(row_, at, end - at);
    at = end + 1;
  }
}

void TableFile::split_commas() {
  cells_.assign(1, "");
  bool quoted = false;
  for (std::size_t at = 0; at < row_.size(); ++at) {
    const char c = row_[at];
    const bool doubled = quoted && c == '"' && at + 1 < row_.size() && row_[at + 1] == '"';
    if (doubled) {
      cells_.back() += row_[++at];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells_.emplace_back();
    } else {
      cells_.back() += c;
    }
  }
}

base::Failure TableFile::unreadable() const {
  return base::refuse(base::Refusal::not_found,
                      base::error(base::IssueType::not_found, base::message::terminology_table_unreadable,
                                  {name_, std::strerror(errno)}));
}

base::Failure TableFile::damaged() const {
  return base::refuse(base::Refusal::unprocessable,
                      base::error(base::IssueType::structure, base::message::terminology_table_row,
                                  {name_, std::to_string(line_)}));
}

}  // namespace linkki::terminology
