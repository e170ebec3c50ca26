#include "definitions/write_file.h"

#include <xxhash.h>

#include <algorithm>
#include <unordered_map>

#include "base/ensure.h"
#include "definitions/file_format.h"

namespace linkki::definitions {
namespace {

std::uint32_t narrow(std::size_t number) {
  ensure(number < none);
  return static_cast<std::uint32_t>(number);
}

class Writer {
 public:
  explicit Writer(Content& content) : content_(content) {}

  template <class... Fields>
  void operator()(Fields&... fields) {
    (put(fields), ...);
  }

  template <class Row>
  void write(std::vector<Row>& rows) {
    for (auto& row : rows) write_row(row);
  }

  std::string finish(std::string_view blocks, std::string_view fingerprint) const;

 private:
  struct Table {
    std::vector<std::uint32_t> words;
    std::uint32_t rows = 0;
    std::uint32_t row_words = 0;
  };

  // Rows of one kind never hold rows of the same kind, so what put appends to a table stays together.
  template <class Row>
  void write_row(Row& row) {
    std::vector<std::uint32_t> words;
    std::swap(words, row_);
    fields(*this, row);
    std::swap(words, row_);
    auto& table = tables_[table_of<std::remove_const_t<Row>>()];
    table.words.insert(table.words.end(), words.begin(), words.end());
    table.row_words = narrow(words.size());
    ++table.rows;
  }

  void word(std::size_t value) { row_.push_back(static_cast<std::uint32_t>(value)); }
  void put(std::string_view text) {
    auto [at, is_new] = strings_.try_emplace(text, narrow(pool_.size()));
    if (is_new) pool_ += text;
    word(at->second);
    word(narrow(text.size()));
  }
  void put(bool value) { word(value); }
  void put(std::uint32_t value) { word(value); }
  void put(std::uint16_t value) { word(value); }
  template <class Enumeration>
    requires std::is_enum_v<Enumeration>
  void put(Enumeration value) {
    word(static_cast<std::size_t>(value));
  }
  void put(const Type* type) { word(type ? type - content_.types.data() : none); }
  void put(const ValueSet* set) { word(set ? set - content_.value_sets.data() : none); }
  template <class Row>
  void put(std::span<const Row> rows) {
    auto [at, is_new] = rows_.try_emplace(rows.data(), tables_[table_of<Row>()].rows);
    word(rows.empty() ? 0 : at->second);
    word(narrow(rows.size()));
    if (rows.empty() || !is_new) return;
    for (const Row& row : rows) write_row(const_cast<Row&>(row));
  }

  Content& content_;
  std::vector<std::uint32_t> row_;
  std::array<Table, table_count> tables_;
  std::string pool_;
  std::unordered_map<std::string_view, std::uint32_t> strings_;
  std::unordered_map<const void*, std::uint32_t> rows_;  // shared ones are written once
};

std::string Writer::finish(std::string_view blocks, std::string_view fingerprint) const {
  Header header;
  ensure(fingerprint.size() == header.fingerprint.size());
  std::copy(fingerprint.begin(), fingerprint.end(), header.fingerprint.begin());
  std::string file(sizeof header, '\0');
  for (std::size_t i = 0; i < table_count; ++i) {
    header.tables[i] = {file.size(), tables_[i].rows, tables_[i].row_words};
    file.append(reinterpret_cast<const char*>(tables_[i].words.data()), tables_[i].words.size() * 4);
  }
  header.strings_at = file.size();
  header.strings_bytes = pool_.size();
  file += pool_;
  header.blocks_at = file.size();
  file += blocks;
  header.file_bytes = file.size();
  std::memcpy(file.data(), &header, sizeof header);
  header.checksum = XXH3_64bits(file.data() + checked_from, header.blocks_at - checked_from);
  std::memcpy(file.data(), &header, sizeof header);
  return file;
}

}  // namespace

std::string write_file(Content& content, std::string_view blocks, std::string_view fingerprint) {
  Writer writer(content);
  writer.write(content.types);
  writer.write(content.search_parameters);
  writer.write(content.value_sets);
  writer.write(content.compartments);
  writer.write(content.resources);
  writer.write(content.blocks);
  return writer.finish(blocks, fingerprint);
}

}  // namespace linkki::definitions
