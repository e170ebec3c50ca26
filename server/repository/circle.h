// Places on the earth as keys of the index, and the circles that `near` asks for.
//
// place     32 bits of the latitude and of the longitude, interleaved (Morton order): places of one square of
// the
//           map stand together. A centimetre is the finest difference.
// Distance  along the great circle of a sphere, by the haversine formula: within 0.6 % of the ellipsoid's
// Standard  https://hl7.org/fhir/R4/location.html#search (near), WGS84
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace linkki::repository {

struct Place {
  double latitude = 0, longitude = 0;  // degrees: -90 to 90, -180 to 180
};

std::string place_key(const Place& place);
Place place_of(std::string_view key);
double distance_metres(const Place& a, const Place& b);

struct Circle {
  Place centre;
  double metres = 0;

  // nullopt: the place lies outside.
  std::optional<double> distance(std::string_view key) const;
  // [from, to) of keys, sorted, apart, at most squares_max: all places of the circle and some around it. `to`
  // empty: to the end.
  std::vector<std::pair<std::string, std::string>> squares() const;

  static constexpr std::uint64_t squares_max = 64;
};

}  // namespace linkki::repository
