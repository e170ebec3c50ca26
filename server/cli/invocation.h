// What a subcommand gets from the process, and what it leaves there: so that tests can call one like the
// shell does.
#pragma once

#include <functional>
#include <ostream>
#include <string_view>

#include "base/clock.h"
#include "base/outcome.h"
#include "base/random.h"

namespace linkki::cli {

enum ExitCode : int {
  exit_done = 0,
  exit_failed = 1,  // could not do it; the reason is on stderr
  exit_usage = 2,   // asked in a way that is not understood
  exit_faults = 3,  // looked as asked, and found something wrong
};

// The end of every help page.
inline constexpr std::string_view exit_codes =
    "EXIT CODES\n"
    "  0  done\n"
    "  1  could not be done; the reason is on the error output\n"
    "  2  wrong usage\n";
inline constexpr std::string_view exit_codes_with_faults =
    "EXIT CODES\n"
    "  0  done, nothing found\n"
    "  1  could not be done; the reason is on the error output\n"
    "  2  wrong usage\n"
    "  3  something is wrong with what was looked at\n";

struct Invocation {
  std::ostream& out;
  std::ostream& err;
  const base::Clock& clock;
  base::Random& random;
  std::function<int()> action;  // what the subcommand that was named will do, once all options are read
};

// Every issue as a line on stderr; returns exit_failed.
int fail(Invocation& invocation, const base::Failure& failure);
// What this version cannot do yet; returns exit_failed.
int not_yet(std::string_view subcommand, Invocation& invocation);

}  // namespace linkki::cli
