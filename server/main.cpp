#include <iostream>

#include "cli/run.h"

int main(int argc, char** argv) {
  const linkki::base::SystemClock clock;
  linkki::base::SystemRandom random;
  return linkki::cli::run({argv + 1, argv + argc}, std::cout, std::cerr, clock, random);
}
