#include "terminology/constraint.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>

#include "base/json/utf8.h"
#include "terminology/limits.h"
#include "terminology/messages.h"

namespace linkki::terminology {

class ConstraintReader {
 public:
  static bool is_code(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  }

  ConstraintReader(std::string_view text, const std::string& place) : text_(text), place_(place) {}

  base::Outcome<Constraint> read() {
    TRY(auto whole, several(0));
    skip();
    if (at_ < text_.size()) return unusable();
    return whole;
  }

 private:
  using Kind = Constraint::Kind;

  base::Failure unusable() const {
    return base::refuse(base::Refusal::unprocessable,
                        base::error(base::IssueType::invalid, base::message::terminology_constraint,
                                    {json::excerpt(text_), std::to_string(at_ + 1)}, place_));
  }

  void skip() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
  }

  bool take(std::string_view word) {
    skip();
    if (fold(text_.substr(at_, word.size())) != fold(word)) return false;
    at_ += word.size();
    return true;
  }

  // One, or several joined by the same word.
  base::Outcome<Constraint> several(std::size_t depth) {
    if (depth > limits::constraint_depth_max) return unusable();
    TRY(auto first, one(depth));
    constexpr std::array<std::pair<std::string_view, Kind>, 4> joints{
        {{"AND", Kind::all_of}, {",", Kind::all_of}, {"OR", Kind::any_of}, {"MINUS", Kind::but_not}}};
    Constraint joined;
    for (;;) {
      const auto before = at_;
      auto joint = std::find_if(joints.begin(), joints.end(), [&](auto& each) { return take(each.first); });
      if (joint == joints.end()) break;
      const bool others =
          !joined.parts_.empty() && (joined.kind_ != joint->second || joint->second == Kind::but_not);
      if (others) return at_ = before, unusable();
      if (joined.parts_.empty()) joined.parts_.push_back(std::move(first));
      joined.kind_ = joint->second;
      TRY(auto next, one(depth));
      joined.parts_.push_back(std::move(next));
    }
    return joined.parts_.empty() ? std::move(first) : std::move(joined);
  }

  base::Outcome<Constraint> one(std::size_t depth) {
    if (++parts_ > limits::constraint_parts_max) return unusable();
    if (take("(")) {
      TRY(auto inner, several(depth + 1));
      if (!take(")")) return unusable();
      return inner;
    }
    constexpr std::array<std::pair<std::string_view, Kind>, 7> operators{{{"<<", Kind::self_or_below},
                                                                          {"<!", Kind::child},
                                                                          {"<", Kind::below},
                                                                          {">>", Kind::self_or_above},
                                                                          {">!", Kind::parent},
                                                                          {">", Kind::above},
                                                                          {"^", Kind::member}}};
    Constraint found;
    auto op = std::find_if(operators.begin(), operators.end(), [&](auto& each) { return take(each.first); });
    found.kind_ = op == operators.end() ? Kind::self : op->second;
    skip();
    if (found.kind_ == Kind::self && take("*")) {
      found.kind_ = Kind::any;
      return found;
    }
    while (at_ < text_.size() && is_code(text_[at_])) found.code_ += text_[at_++];
    if (found.code_.empty()) return unusable();
    if (take("|")) {
      auto end = text_.find('|', at_);
      if (end == std::string_view::npos) return unusable();
      at_ = end + 1;
    }
    return found;
  }

  const std::string_view text_;
  const std::string& place_;
  std::size_t at_ = 0;
  std::size_t parts_ = 0;
};

base::Outcome<Constraint> Constraint::parse(std::string_view text, const std::string& place) {
  return ConstraintReader(text, place).read();
}

namespace {

bool spend(std::size_t cost, std::size_t& left) {
  if (cost > left) return false;
  left -= cost;
  return true;
}

}  // namespace

bool Constraint::understands(std::string_view text) {
  bool term = false;
  std::string word;
  const auto known = [&] {
    const bool joint = word == "and" || word == "or" || word == "minus";
    return joint || word.find_first_not_of("0123456789") == word.npos;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '|') term = !term;
    if (!term && c != '|' && ConstraintReader::is_code(c)) {
      word += fold(text.substr(at, 1));
      continue;
    }
    if (!known()) return false;
    word.clear();
    if (term) continue;
    const bool further =
        c == '!' && (text.substr(0, at).ends_with("<<") || text.substr(0, at).ends_with(">>") ||
                     text.substr(0, at).ends_with("!"));
    if (further || std::string_view(" \t\r\n|<>!^*(),").find(c) == std::string_view::npos) return false;
  }
  return known();
}

bool Constraint::holds(const CodeSystem& system, const Concept& one) const {
  auto part_holds = [&](auto& part) { return part.holds(system, one); };
  auto other = code_.empty() ? std::nullopt : system.find(code_);
  auto among = [](std::span<const std::uint32_t> all, std::uint32_t wanted) {
    return std::find(all.begin(), all.end(), wanted) != all.end();
  };
  switch (kind_) {
    case Kind::any: return true;
    case Kind::self: return one.code == code_;
    case Kind::below: return system.below(one, code_);
    case Kind::self_or_below: return system.is_a(one, code_);
    case Kind::child: return other && among(system.parents(one.index), other->index);
    case Kind::above: return other && system.below(*other, one.code);
    case Kind::self_or_above: return other && system.is_a(*other, one.code);
    case Kind::parent: return other && among(system.parents(other->index), one.index);
    case Kind::member: {
      auto members = system.members(code_);
      return members && std::binary_search(members->begin(), members->end(), one.index);
    }
    case Kind::all_of: return std::all_of(parts_.begin(), parts_.end(), part_holds);
    case Kind::any_of: return std::any_of(parts_.begin(), parts_.end(), part_holds);
    case Kind::but_not: return parts_[0].holds(system, one) && !parts_[1].holds(system, one);
  }
  return false;
}

base::Outcome<std::vector<std::uint32_t>> Constraint::concepts(const CodeSystem& system) const {
  std::size_t left = limits::constraint_concepts_max;
  auto found = concepts(system, left);
  if (found) return *std::move(found);
  return base::refuse(base::Refusal::unprocessable,
                      base::error(base::IssueType::too_costly, base::message::terminology_constraint_large,
                                  {std::to_string(limits::constraint_concepts_max)}));
}

std::optional<std::vector<std::uint32_t>> Constraint::concepts(const CodeSystem& system,
                                                               std::size_t& left) const {
  std::vector<std::uint32_t> found;
  const auto other = code_.empty() ? std::nullopt : system.find(code_);
  const std::uint32_t number = other ? other->index : 0;
  const bool itself =
      other && (kind_ == Kind::self || kind_ == Kind::self_or_below || kind_ == Kind::self_or_above);
  auto take = [&](auto&& all) { found.assign(all.begin(), all.end()); };
  auto join = [&](auto&& operation) {
    auto first = parts_[0].concepts(system, left);
    if (!first) return false;
    found = *std::move(first);
    for (std::size_t i = 1; i < parts_.size(); ++i) {
      std::vector<std::uint32_t> joined;
      const auto next = parts_[i].concepts(system, left);
      if (!next || !spend(found.size(), left)) return false;
      operation(found.begin(), found.end(), next->begin(), next->end(), std::back_inserter(joined));
      found = std::move(joined);
    }
    return true;
  };
  bool whole = true;
  switch (kind_) {
    case Kind::any:
      found.resize(system.size());
      std::iota(found.begin(), found.end(), 0);
      break;
    case Kind::self: break;
    case Kind::below:
    case Kind::self_or_below:
      if (other) take(system.descendants(number));
      break;
    case Kind::child:
      if (other) take(system.children(number));
      break;
    case Kind::above:
    case Kind::self_or_above:
      if (other) take(system.ancestors(number));
      break;
    case Kind::parent:
      if (other) take(system.parents(number));
      break;
    case Kind::member:
      if (auto members = system.members(code_)) take(*members);
      break;
    case Kind::all_of: whole = join([](auto... all) { std::set_intersection(all...); }); break;
    case Kind::any_of: whole = join([](auto... all) { std::set_union(all...); }); break;
    case Kind::but_not: whole = join([](auto... all) { std::set_difference(all...); }); break;
  }
  if (!whole || !spend(found.size() + 1, left)) return {};
  if (itself) found.push_back(number);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace linkki::terminology
