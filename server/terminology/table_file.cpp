#include "terminology/table_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "terminology/limits.h"
#include "terminology/messages.h"

namespace linkki::terminology {

base::Outcome<TableFile> TableFile::open(const std::string& file, Separated separated) {
  TableFile table;
  table.name_ = file;
  table.separated_ = separated;
  table.in_.open(file, std::ios::binary);
  if (!table.in_) {
    return base::refuse(base::Refusal::not_found,
                        base::error(base::IssueType::not_found, base::message::terminology_table_unreadable,
                                    {file, std::strerror(errno)}));
  }
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
  if (!read_line()) return false;
  if (separated_ == Separated::by_tabs) {
    split_tabs();
  } else {
    while (!split_commas()) {
      row_ += '\n';
      if (row_.size() > limits::release_row_bytes_max || !read_line()) return damaged();
    }
  }
  if (row_.size() > limits::release_row_bytes_max) return damaged();
  return true;
}

// Appends to the row.
bool TableFile::read_line() {
  std::string line;
  if (!std::getline(in_, line)) return false;
  ++line_;
  if (line.ends_with('\r')) line.pop_back();
  row_ += line;
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

bool TableFile::split_commas() {
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
  return !quoted;
}

base::Failure TableFile::damaged() const {
  return base::refuse(base::Refusal::unprocessable,
                      base::error(base::IssueType::structure, base::message::terminology_table_row,
                                  {name_, std::to_string(line_)}));
}

}  // namespace linkki::terminology
