#include "base/json/print.h"

#include <array>
#include <vector>

namespace linkki::json {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

// What follows the backslash; 0: the character stands for itself; 'u': \u00XX.
constexpr std::array<char, 256> escapes = [] {
  std::array<char, 256> table{};
  for (int c = 0; c < 0x20; ++c) table[static_cast<std::size_t>(c)] = 'u';
  table['\b'] = 'b';
  table['\f'] = 'f';
  table['\n'] = 'n';
  table['\r'] = 'r';
  table['\t'] = 't';
  table['"'] = '"';
  table['\\'] = '\\';
  return table;
}();

class Printer {
 public:
  Printer(std::string& out, bool pretty) : out_(out), pretty_(pretty) {}

  void print(const Value& root) {
    begin(root);
    while (!open_.empty()) step();
  }

 private:
  struct Frame {
    Value container;
    std::size_t next;
  };

  void step() {
    Frame& frame = open_.back();
    const Value container = frame.container;
    const std::size_t size = container.is_array() ? container.items().size() : container.members().size();
    if (frame.next == size) {
      open_.pop_back();
      if (size > 0) new_line();
      out_ += container.is_array() ? ']' : '}';
      return;
    }
    const std::size_t at = frame.next++;
    if (at > 0) out_ += ',';
    new_line();
    if (container.is_array()) return begin(container.items()[at]);
    const Member& member = container.members()[at];
    print_string(member.name, out_);
    out_ += pretty_ ? ": " : ":";
    begin(member.value);
  }

  void begin(const Value& value) {
    switch (value.kind()) {
      case Kind::null: out_ += "null"; break;
      case Kind::boolean:
      case Kind::number: out_ += value.text(); break;
      case Kind::string: print_string(value.text(), out_); break;
      case Kind::array:
      case Kind::object:
        out_ += value.is_array() ? '[' : '{';
        open_.push_back({value, 0});
        break;
    }
  }

  void new_line() {
    if (!pretty_) return;
    out_ += '\n';
    out_.append(2 * open_.size(), ' ');
  }

  std::string& out_;
  const bool pretty_;
  std::vector<Frame> open_;
};

}  // namespace

void print_string(std::string_view text, std::string& out) {
  out += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const char escape = escapes[c];
    if (!escape) continue;
    out.append(text, plain, i - plain);
    plain = i + 1;
    out += '\\';
    out += escape;
    if (escape != 'u') continue;
    out += "00";
    out += hex_digits[c >> 4];
    out += hex_digits[c & 15];
  }
  out.append(text, plain);
  out += '"';
}

void print(const Value& value, std::string& out) {
  Printer(out, false).print(value);
}

std::string print(const Value& value) {
  std::string out;
  print(value, out);
  return out;
}

std::string print_pretty(const Value& value) {
  std::string out;
  Printer(out, true).print(value);
  return out;
}

}  // namespace linkki::json
