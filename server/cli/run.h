// The command line: linkki SUBCOMMAND [options]. Returns the exit code (cli/invocation.h).
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"

namespace linkki::cli {

// `arguments` without the program's name.
int run(std::vector<std::string> arguments, std::ostream& out, std::ostream& err, const base::Clock& clock,
        base::Random& random);

}  // namespace linkki::cli
