// Throw-away certificates for one test, written as PEM files into a folder.
#pragma once

#include <string>

namespace linkki::http::testing {

struct Identity {
  std::string certificate_file;
  std::string key_file;
  std::string sha256;  // of the DER bytes, base64url
};

// A certificate authority that signs for localhost and for clients.
class Authority {
 public:
  explicit Authority(std::string folder);
  Identity issue(const std::string& name);  // CN=name, for 127.0.0.1 and localhost
  const std::string& file() const { return own_.certificate_file; }

 private:
  std::string folder_;
  Identity own_;
};

}  // namespace linkki::http::testing
