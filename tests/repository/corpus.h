// R4's official examples in a store, with an Oracle that knows them, and what they can be asked for.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "repository/dice.h"
#include "repository/oracle.h"
#include "repository/question.h"

namespace linkki::repository {

// Terminology for tests: urn:set:0 to 6 share out all codes of the corpus, and the codes of a system stand
// one below the other, three deep.
class CorpusCodes final : public search::Codes {
 public:
  void add(const search::Code& code) { all_.push_back(code); }
  void settle();  // once all have been added
  base::Outcome<std::vector<search::Code>> members(std::string_view canonical) const override;
  base::Outcome<std::vector<search::Code>> members(json::Document) const override {
    return std::vector<search::Code>{};
  }
  base::Outcome<std::vector<search::Code>> above(const search::Code& code) const override;
  base::Outcome<std::vector<search::Code>> below(const search::Code& code) const override;

 private:
  std::vector<search::Code> all_;  // sorted
  std::map<std::string, std::vector<search::Code>, std::less<>> sets_;
};

class Corpus {
 public:
  // nullptr: the build has not fetched the examples.
  static const Corpus* find();

  // A parameter of a type, and what resources of the type are found by through it.
  struct Asked {
    const definitions::SearchParameter* parameter;
    std::vector<std::pair<std::string, search::IndexValue>> values;  // id, value
  };
  struct Type {
    std::string name;
    std::size_t resources = 0;
    std::vector<Asked> parameters;
    std::vector<const Asked*> references;  // those of the parameters that lead to others of the corpus
  };

  const std::vector<Type>& types() const { return types_; }
  const Type* type(std::string_view name) const;
  // Finds the ids by the index; `query` as behind the base URL. Failures of a parse are failures of the test.
  std::vector<std::string> find(const std::string& query) const;
  // The same by the oracle.
  std::vector<std::string> expected(const std::string& query) const;
  const definitions::Definitions& definitions() const { return *definitions_; }

 private:
  Corpus();

  Store store_;
  std::shared_ptr<const definitions::Definitions> definitions_;
  std::shared_ptr<CorpusCodes> codes_;
  std::unique_ptr<Oracle> oracle_;
  std::vector<Type> types_;
};

}  // namespace linkki::repository
