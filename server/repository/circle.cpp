#include "repository/circle.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "base/bytes.h"

namespace linkki::repository {
namespace {

constexpr double earth_metres = 6'371'008.8;  // the mean radius
constexpr double half_turn = 180;
constexpr int levels = 32;
constexpr double steps = 4'294'967'296.0;  // 2^levels

double radians(double degrees) {
  return degrees * std::numbers::pi / half_turn;
}
double degrees(double radians) {
  return radians * half_turn / std::numbers::pi;
}

// Every second bit.
std::uint64_t spread(std::uint32_t bits) {
  std::uint64_t out = 0;
  for (int i = 0; i < levels; ++i) out |= static_cast<std::uint64_t>(bits >> i & 1) << (2 * i);
  return out;
}
std::uint32_t gather(std::uint64_t bits) {
  std::uint32_t out = 0;
  for (int i = 0; i < levels; ++i) out |= static_cast<std::uint32_t>(bits >> (2 * i) & 1) << i;
  return out;
}

// Where a latitude or longitude lies on its axis, counted in steps.
std::uint32_t step(double value, double least, double width) {
  const double at = std::floor((value - least) / width * steps);
  return static_cast<std::uint32_t>(std::clamp(at, 0.0, steps - 1));
}
std::uint32_t row_of(double latitude) {
  return step(latitude, -90, half_turn);
}
std::uint32_t column_of(double longitude) {
  return step(longitude, -half_turn, 2 * half_turn);
}

std::string key_of(std::uint64_t order) {
  std::string key;
  base::append_big_endian(key, order);
  return key;
}

struct Box {
  std::uint32_t row_from, row_to, column_from, column_to;  // the last ones too

  // How many squares of a level it touches; a square of level 0 is the whole map.
  std::uint64_t touched(int level) const {
    const int shift = levels - level;
    const auto count = [shift](std::uint64_t from, std::uint64_t to) {
      return (to >> shift) - (from >> shift) + 1;
    };
    return count(row_from, row_to) * count(column_from, column_to);
  }

  using Orders = std::vector<std::pair<std::uint64_t, std::uint64_t>>;  // first and last
  void append_squares(int level, Orders& orders) const {
    const int shift = levels - level;
    const std::uint64_t size = level == 0 ? ~0ull : (1ull << (2 * shift)) - 1;
    for (std::uint64_t row = std::uint64_t{row_from} >> shift; row <= std::uint64_t{row_to} >> shift; ++row) {
      for (std::uint64_t column = std::uint64_t{column_from} >> shift;
           column <= std::uint64_t{column_to} >> shift; ++column) {
        const std::uint64_t first = spread(static_cast<std::uint32_t>(row << shift)) << 1 |
                                    spread(static_cast<std::uint32_t>(column << shift));
        orders.emplace_back(first, first + size);
      }
    }
  }
};

// The smallest boxes around a circle: two where it lies across the date line.
std::vector<Box> boxes_of(const Circle& circle) {
  const double angle = circle.metres / earth_metres;
  const double south = circle.centre.latitude - degrees(angle),
               north = circle.centre.latitude + degrees(angle);
  const std::uint32_t row_from = row_of(south), row_to = row_of(north);
  const double across = std::sin(angle) / std::cos(radians(circle.centre.latitude));
  if (south <= -90 || north >= 90 || across >= 1)
    return {{row_from, row_to, column_of(-half_turn), column_of(half_turn)}};
  const double width = degrees(std::asin(across));
  const double west = circle.centre.longitude - width, east = circle.centre.longitude + width;
  if (west < -half_turn)
    return {{row_from, row_to, column_of(-half_turn), column_of(east)},
            {row_from, row_to, column_of(west + 2 * half_turn), column_of(half_turn)}};
  if (east > half_turn)
    return {{row_from, row_to, column_of(-half_turn), column_of(east - 2 * half_turn)},
            {row_from, row_to, column_of(west), column_of(half_turn)}};
  return {{row_from, row_to, column_of(west), column_of(east)}};
}

}  // namespace

std::string place_key(const Place& place) {
  return key_of(spread(row_of(place.latitude)) << 1 | spread(column_of(place.longitude)));
}

Place place_of(std::string_view key) {
  const auto order = base::read_big_endian<std::uint64_t>(key);
  const auto at = [](std::uint32_t step, double least, double width) {
    return least + (step + 0.5) / steps * width;
  };
  return {at(gather(order >> 1), -90, half_turn), at(gather(order), -half_turn, 2 * half_turn)};
}

double distance_metres(const Place& a, const Place& b) {
  const double up = std::sin(radians(b.latitude - a.latitude) / 2);
  const double across = std::sin(radians(b.longitude - a.longitude) / 2);
  const double h = up * up + std::cos(radians(a.latitude)) * std::cos(radians(b.latitude)) * across * across;
  return 2 * earth_metres * std::asin(std::sqrt(std::min(1.0, h)));
}

std::optional<double> Circle::distance(std::string_view key) const {
  const double found = distance_metres(centre, place_of(key));
  constexpr double fineness = 0.02;  // of the places in keys
  return found <= metres + fineness ? std::optional(found) : std::nullopt;
}

std::vector<std::pair<std::string, std::string>> Circle::squares() const {
  const std::vector<Box> boxes = boxes_of(*this);
  const auto touched = [&](int level) {
    std::uint64_t count = 0;
    for (const Box& box : boxes) count += box.touched(level);
    return count;
  };
  int level = 0;
  while (level < levels && touched(level + 1) <= squares_max) ++level;
  Box::Orders orders;
  for (const Box& box : boxes) box.append_squares(level, orders);
  std::sort(orders.begin(), orders.end());
  std::vector<std::pair<std::string, std::string>> all;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    const std::uint64_t first = orders[i].first;
    while (i + 1 < orders.size() && orders[i + 1].first <= orders[i].second + 1) ++i;
    const std::uint64_t last = orders[i].second;
    all.emplace_back(key_of(first), last == ~0ull ? std::string{} : key_of(last + 1));
  }
  return all;
}

}  // namespace linkki::repository
