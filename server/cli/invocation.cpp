#include "cli/invocation.h"

namespace linkki::cli {

int fail(Invocation& invocation, const base::Failure& failure) {
  for (const auto& issue : failure.issues) invocation.err << "linkki: " << issue.text() << '\n';
  return exit_failed;
}

int not_yet(std::string_view subcommand, Invocation& invocation) {
  invocation.err << "linkki " << subcommand << ": this version cannot do that yet\n";
  return exit_failed;
}

}  // namespace linkki::cli
