#include "definitions/read_file.h"

#include <xxhash.h>

#include <bit>
#include <optional>

#include "definitions/file_format.h"
#include "definitions/messages.h"
#include "definitions/slots.h"

namespace linkki::definitions {
namespace {

bool within(std::uint64_t at, std::uint64_t bytes, std::uint64_t end) {
  return at <= end && bytes <= end - at;
}

template <class Tuple>
struct TablesOf;
template <class... Rows>
struct TablesOf<std::tuple<Rows...>> {
  using type = std::tuple<std::span<Rows>...>;
};

// Fills the rows of all tables. A number that points outside its table makes the whole file faulty.
class Reader {
 public:
  Reader(std::string_view bytes, const Header& header, Content& content)
      : bytes_(bytes), header_(header), strings_(bytes.substr(header.strings_at, header.strings_bytes)) {
    make_room(content);
  }

  bool read_all() { return read_tables(std::make_index_sequence<table_count>{}); }

  template <class... Fields>
  void operator()(Fields&... fields) {
    (get(fields), ...);
  }

 private:
  template <class Row>
  std::span<Row>& table() {
    return std::get<table_of<Row>()>(tables_);
  }
  template <class Row>
  std::uint32_t rows() const {
    return header_.tables[table_of<Row>()].rows;
  }

  // The tables that lookups start from are the content's own, the others go to its arena.
  void make_room(Content& content) {
    own(content.types);
    own(content.search_parameters);
    own(content.value_sets);
    own(content.compartments);
    own(content.resources);
    own(content.blocks);
    lend<Element>(content);
    lend<TypeReference>(content);
    lend<Constraint>(content);
    lend<Type::Slot>(content);
    lend<SearchParameter::Component>(content);
    lend<ValueSet::Code>(content);
    lend<std::string_view>(content);
  }
  template <class Row>
  void own(std::vector<Row>& rows_of_content) {
    rows_of_content.resize(rows<Row>());
    table<Row>() = rows_of_content;
  }
  template <class Row>
  void lend(Content& content) {
    if (rows<Row>() == 0) return;
    table<Row>() = {static_cast<Row*>(content.arena.take(rows<Row>() * sizeof(Row))), rows<Row>()};
  }

  template <std::size_t... i>
  bool read_tables(std::index_sequence<i...>) {
    return (read_table(std::get<i>(tables_), header_.tables[i]) && ...);
  }
  template <class Row>
  bool read_table(std::span<Row> rows, const TableHeader& table) {
    at_ = bytes_.data() + table.at;
    end_ = at_ + std::size_t{table.rows} * table.row_words * 4;
    for (auto& row : rows) {
      fields(*this, *new (&row) Row{});
      if (!sound_) return false;
    }
    return at_ == end_;
  }

  std::uint32_t word() {
    std::uint32_t value = 0;
    if (end_ - at_ < 4) {
      sound_ = false;
      return 0;
    }
    std::memcpy(&value, at_, 4);
    at_ += 4;
    return value;
  }

  void get(std::string_view& text) {
    auto at = word(), size = word();
    if (!within(at, size, strings_.size())) {
      sound_ = false;
    } else {
      text = strings_.substr(at, size);
    }
  }
  void get(bool& value) { value = word() != 0; }
  void get(std::uint32_t& value) { value = word(); }
  void get(std::uint16_t& value) { value = static_cast<std::uint16_t>(word()); }
  template <class Enumeration>
    requires std::is_enum_v<Enumeration>
  void get(Enumeration& value) {
    value = static_cast<Enumeration>(word());
  }
  void get(const Type*& type) { point(type); }
  void get(const ValueSet*& set) { point(set); }
  template <class Row>
  void point(const Row*& row) {
    auto at = word();
    if (at == none) return;
    if (at >= table<Row>().size()) {
      sound_ = false;
    } else {
      row = &table<Row>()[at];
    }
  }
  template <class Row>
  void get(std::span<const Row>& rows) {
    auto first = word(), count = word();
    if (!within(first, count, table<Row>().size())) {
      sound_ = false;
    } else {
      rows = table<Row>().subspan(first, count);
    }
  }

  std::string_view bytes_;
  const Header& header_;
  std::string_view strings_;
  TablesOf<Rows>::type tables_;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  bool sound_ = true;
};

// What Type::find relies on.
bool sound(const Type& type) {
  if (!type.slots.empty() && !std::has_single_bit(type.slots.size())) return false;
  for (const auto& slot : type.slots) {
    if (slot.name.empty()) continue;
    if (slot.element >= type.elements.size()) return false;
    if (slot.type != choice_slot && slot.type >= type.elements[slot.element].types.size()) return false;
  }
  return true;
}

bool sound(const Content& content, std::size_t blocks_bytes) {
  for (const auto& type : content.types) {
    if (!sound(type)) return false;
  }
  for (const auto& block : content.blocks) {
    if (!within(block.offset, block.bytes, blocks_bytes)) return false;
  }
  for (const auto& row : content.resources) {
    if (row.block >= content.blocks.size()) return false;
    if (!within(row.offset, row.size, content.blocks[row.block].plain_bytes)) return false;
  }
  return true;
}

const char* header_fault(std::string_view bytes, const Header& header) {
  if (header.magic != file_magic) return "it is not a definitions file";
  if (header.format != file_format || header.tables_in_use != table_count) return "it has another format";
  if (header.file_bytes != bytes.size()) return "it is not as long as it says";
  if (header.blocks_at < sizeof(Header) || header.blocks_at > bytes.size()) return "its header is damaged";
  auto checksum = XXH3_64bits(bytes.data() + checked_from, header.blocks_at - checked_from);
  if (header.checksum != checksum) return "its checksum does not fit";
  if (!within(header.strings_at, header.strings_bytes, header.blocks_at)) return "its header is damaged";
  for (const auto& table : header.tables) {
    if (!within(table.at, std::uint64_t{table.rows} * table.row_words * 4, header.blocks_at)) {
      return "its header is damaged";
    }
  }
  return nullptr;
}

}  // namespace

base::Failure file_failure(std::string_view name, std::string_view fault) {
  return base::refuse(base::Refusal::unavailable,
                      base::error(base::IssueType::exception, base::message::definitions_file,
                                  {std::string(name), std::string(fault)}));
}

base::Outcome<FileContent> read_file(std::string_view bytes, std::string_view name) {
  Header header;
  if (bytes.size() < sizeof header) return file_failure(name, "it is too short");
  std::memcpy(&header, bytes.data(), sizeof header);
  if (auto* fault = header_fault(bytes, header)) return file_failure(name, fault);
  FileContent file;
  file.fingerprint = bytes.substr(offsetof(Header, fingerprint), header.fingerprint.size());
  file.blocks = bytes.substr(header.blocks_at);
  if (!Reader(bytes, header, file.content).read_all() || !sound(file.content, file.blocks.size())) {
    return file_failure(name, "its tables contradict each other");
  }
  return file;
}

}  // namespace linkki::definitions
