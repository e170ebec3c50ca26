#include "repository/index_rows.h"

#include <algorithm>
#include <iterator>

#include "base/bytes.h"
#include "fhir/reference.h"
#include "repository/circle.h"
#include "repository/component.h"
#include "repository/identity.h"
#include "repository/parts.h"
#include "repository/quantity_keys.h"
#include "repository/words.h"
#include "search/fold.h"

namespace linkki::repository {
namespace {

using definitions::SearchType;
using search::IndexValue;

class Maker {
 public:
  Maker(const Dictionary& dictionary, const FacetHash& hash) : dictionary_(dictionary), hash_(hash) {}

  void add(const ParameterFacets& facets, const IndexValue& value) {
    facets_ = &facets;
    switch (facets.parameter->type) {
      case SearchType::token: add_token(value); break;
      case SearchType::reference: add_reference(value); break;
      case SearchType::date: add_date(value); break;
      case SearchType::string: add_string(value); break;
      case SearchType::number: add_number(value); break;
      case SearchType::uri: add_uri(value); break;
      case SearchType::quantity: add_quantity(value); break;
      case SearchType::composite: add_composite(value); break;
      case SearchType::special: put(Facet::place, place_key({value.latitude, value.longitude})); break;
    }
    put(Facet::present, {});
  }

  void add_order(const ParameterFacets& facets, const IndexValue& value) {
    facets_ = &facets;
    put(Facet::order, value.code.substr(0, order_bytes_max));
  }

  Rows take() { return std::move(rows_); }

 private:
  void put(Facet facet, std::string value) { rows_.rows.push_back({facets_->code(facet), std::move(value)}); }

  void add_token(const IndexValue& value) {
    if (!value.kind.empty())
      return put(Facet::kind, identifier_kind(hash_, value.kind_system, value.kind, value.code));
    if (!value.code.empty()) {
      put(Facet::code, hash_.token(value.system, value.code));
      put(Facet::order, value.code.substr(0, order_bytes_max));
    }
    if (!value.system.empty()) put(Facet::system, hash_.hash8(value.system));
    if (!value.text.empty()) put(Facet::text, search::fold(value.text).substr(0, token_text_bytes_max));
    const std::size_t parameters = value.code.find(';');
    if (parameters != value.code.npos && value.code.find('/') < parameters)
      put(Facet::media, hash_.hash8(media_type(value.code)));
  }

  void add_reference(const IndexValue& value) {
    std::string target = value.url;
    if (const TypeCode type = value.type.empty() ? TypeCode{0} : dictionary_.type(value.type)) {
      rows_.references.push_back({facets_->code(Facet::target), {type, value.id}});
      target = value.type + '/' + value.id;
    } else if (!value.url.empty()) {
      put(Facet::url, hash_.hash16(value.url));
    }
    if (!value.version.empty()) put(Facet::version, versioned(hash_, target, value.version));
    if (!value.code.empty()) put(Facet::identifier, hash_.token(value.system, value.code));
    if (!value.system.empty()) put(Facet::system, hash_.hash8(value.system));
  }

  void add_date(const IndexValue& value) {
    const std::string low = instant_key(value.low), high = instant_key(value.high);
    const bool open = value.low == base::Instant::min() || value.high == base::Instant::max();
    if (!open && value.high - value.low <= day_span_max) {
      put(Facet::day, low + high);
    } else {
      put(Facet::span, low + high);
      put(Facet::span_end, high + low);
    }
  }

  void add_string(const IndexValue& value) {
    put(Facet::prefix, value.folded.substr(0, prefix_bytes_max));
    for (std::size_t piece = 1; piece <= rest_pieces_max; ++piece) {
      const std::size_t from = piece * contains_bytes_max;
      if (from + contains_bytes_max > value.folded.size()) break;  // a piece before holds the end
      put(Facet::rest, value.folded.substr(from, prefix_bytes_max));
    }
    put(Facet::exact, hash_.hash16(value.text));
  }

  void add_number(const IndexValue& value) {
    const auto keys = DecimalKeys::of(value);
    if (!keys) return;
    if (keys->point()) return put(Facet::decimal, keys->low);
    put(Facet::range, join({keys->low, keys->high}));
    put(Facet::order, keys->low);
  }

  void add_quantity(const IndexValue& value) {
    const auto keys = QuantityKeys::of(value, hash_);
    if (!keys) return;
    if (!keys->plain.point()) {
      put(Facet::range, join(keys->parts()));
      return put(Facet::order, keys->kind + keys->canonical.low);
    }
    put(Facet::decimal, keys->plain.low);
    put(Facet::measure, keys->kind + keys->canonical.low);
    if (!keys->code.empty()) put(Facet::unit, keys->code + keys->plain.low);
    if (!keys->unit.empty()) put(Facet::unit, keys->unit + keys->plain.low);
  }

  void add_uri(const IndexValue& value) {
    const std::string& text = value.url.empty() ? value.text : value.url;
    put(Facet::url, hash_.hash16(text));
    put(Facet::prefix, text.substr(0, prefix_bytes_max));
    if (!value.version.empty()) put(Facet::version, versioned(hash_, text, value.version));
  }

  // What lacks a component, or is longer than a key, is found by none of them together.
  void add_composite(const IndexValue& value) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < value.components.size(); ++i) {
      const auto of_one = component_parts(facets_->components.at(i), value.components[i], hash_);
      if (of_one.empty()) return;
      parts.insert(parts.end(), of_one.begin(), of_one.end());
    }
    std::string joined = join(parts);
    if (joined.size() <= joined_bytes_max) put(Facet::together, std::move(joined));
  }

  const Dictionary& dictionary_;
  const FacetHash& hash_;
  const ParameterFacets* facets_ = nullptr;
  Rows rows_;
};

}  // namespace

Rows make_rows(const Facets::Type& facets, const Dictionary& dictionary, const FacetHash& hash,
               const std::vector<search::Indexed>& indexed) {
  Maker maker(dictionary, hash);
  for (const search::Indexed& one : indexed) {
    if (one.parameter->code == "_lastUpdated") continue;  // the commit gives it
    const ParameterFacets* const parameter = facets.find(one.parameter->code);
    if (!parameter) continue;
    if (one.parameter->code == "_id") {
      maker.add_order(*parameter, one.value);  // found by identity.h
    } else {
      maker.add(*parameter, one.value);
    }
  }
  Rows rows = maker.take();
  rows.rows.push_back({facets.live, {}});
  return rows;
}

void add_words(const Facets::Type& facets, const definitions::Definitions& definitions,
               const fhir::Element& resource, Rows& rows) {
  if (!facets.word) return;
  auto words = word_rows(word_facets(facets), resource, definitions);
  std::move(words.begin(), words.end(), std::back_inserter(rows.rows));
}

void add_references(const Facets::Type& facets, const Dictionary& dictionary,
                    const definitions::Definitions& definitions, const fhir::Element& resource, Rows& rows) {
  if (resource.type->name == "Bundle") return;  // what it holds points to its own entries
  fhir::each_link(resource, definitions, [&](const fhir::Link& link) {
    if (link.kind != fhir::LinkKind::reference) return;
    const auto reference = fhir::parse_reference(link.element.text(), definitions);
    if (reference.kind != fhir::ReferenceKind::relative) return;
    const Target target{dictionary.type(reference.type), std::string(reference.id)};
    const bool known = std::any_of(rows.references.begin(), rows.references.end(),
                                   [&](const ReferenceRow& row) { return row.target == target; });
    if (!target.none() && !known) rows.references.push_back({facets.refers, target});
  });
}

IndexRow updated_row(FacetCode updated, base::Instant time) {
  return {updated, instant_key(time) + instant_key(time + std::chrono::milliseconds{1})};
}

base::Outcome<std::vector<IndexRow>> complete(storage::WriteTransaction& write, std::vector<IndexRow> rows,
                                              const std::vector<ReferenceRow>& references, FacetCode updated,
                                              base::Instant time) {
  if (updated) rows.push_back(updated_row(updated, time));
  for (const ReferenceRow& reference : references) {
    TRY(const Number number, identity::find_or_reserve(write, reference.target.type, reference.target.id));
    IndexRow row{reference.facet, {}};
    base::append_big_endian(row.value, number);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace linkki::repository
