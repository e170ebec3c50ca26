#include "validation/path.h"

namespace linkki::validation {

std::string Path::print() const {
  std::string text = parent ? parent->print() + "." : std::string();
  text += name;
  if (index != fhir::Element::no_index) text += "[" + std::to_string(index) + "]";
  return text;
}

}  // namespace linkki::validation
