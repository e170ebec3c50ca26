#include "http/body.h"

#include <algorithm>

#include "base/messages.h"
#include "http/messages.h"

namespace linkki::http {

namespace {

constexpr std::size_t inflation_free_bytes = 1'024 * 1'024;  // up to here any ratio is harmless

Fault malformed(const base::Message& message) {
  return {400, base::IssueType::structure, &message, {}, {}};
}

}  // namespace

BodyReader::BodyReader(const Head& head, const ServerSettings& settings)
    : settings_(settings), left_(head.content_length) {
  if (head.chunked) chunks_.emplace();
  if (head.gzip) inflater_.emplace();
}

Fault BodyReader::too_large() const {
  return {413,
          base::IssueType::too_long,
          &base::message::body_too_large,
          {std::to_string(settings_.body_bytes_max)},
          {}};
}

std::optional<Fault> BodyReader::declared_fault() const {
  if (left_ > settings_.body_bytes_max) return too_large();
  return std::nullopt;
}

std::optional<Fault> BodyReader::take(std::string_view& in) {
  while (!in.empty() && !complete_) {
    std::string_view data;
    if (chunks_) {
      const ChunkDecoder::State state = chunks_->take(in, data);
      if (state == ChunkDecoder::State::malformed) return malformed(base::message::http_chunk);
      complete_ = state == ChunkDecoder::State::complete;
    } else {
      data = in.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(left_, in.size())));
      in.remove_prefix(data.size());
      left_ -= data.size();
      complete_ = left_ == 0;
    }
    if (auto fault = add(data)) return fault;
  }
  return complete_ ? finish() : std::nullopt;
}

std::optional<Fault> BodyReader::add(std::string_view data) {
  if (data.empty()) return std::nullopt;
  received_ += data.size();
  if (!inflater_) {
    if (body_.size() + data.size() > settings_.body_bytes_max) return too_large();
    body_.append(data);
    return std::nullopt;
  }
  const auto inflated_max =
      std::max<std::uint64_t>(received_ * settings_.inflation_max, inflation_free_bytes);
  const auto bytes_max =
      static_cast<std::size_t>(std::min<std::uint64_t>(inflated_max, settings_.body_bytes_max));
  switch (inflater_->take(data, body_, bytes_max)) {
    case Inflater::State::more: return std::nullopt;
    case Inflater::State::complete: inflated_ = true; return std::nullopt;
    case Inflater::State::malformed: return malformed(base::message::http_gzip);
    case Inflater::State::too_large: return too_large();
  }
  return std::nullopt;
}

std::optional<Fault> BodyReader::finish() {
  if (inflater_ && !inflated_) return malformed(base::message::http_gzip);
  return std::nullopt;
}

}  // namespace linkki::http
