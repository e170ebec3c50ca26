#!/usr/bin/env python3
"""The layer test finds what it is there to find: each case is a small tree with one fault."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

TABLE = """add_layer(base LIBRARIES PkgConfig::FMT)
add_layer(storage USES base LIBRARIES PkgConfig::LMDB)
add_layer(fhir USES base)
add_layer(repository USES storage fhir)
add_layer(http USES repository)
"""
GOOD = {
    "server/CMakeLists.txt": TABLE,
    "server/base/outcome.h": "#pragma once\n#include <variant>\n",
    "server/storage/engine.h": '#pragma once\n#include "base/outcome.h"\n',
    "server/storage/lmdb/engine.cpp": '#include <lmdb.h>\n#include <sys/stat.h>\n#include "storage/engine.h"\n',
    "server/repository/write.h": '#pragma once\n#include "base/outcome.h"\n#include "storage/engine.h"\n',
    "tests/repository/write_test.cpp": '#include <gtest/gtest.h>\n#include "repository/write.h"\n',
}


def check(changes):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {**GOOD, **changes}.items():
            path = pathlib.Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        test = pathlib.Path(__file__).with_name("layers_test.py")
        done = subprocess.run([sys.executable, test, folder], capture_output=True, text=True)
        return done.returncode, done.stdout


class Violations(unittest.TestCase):
    def refused(self, name, text, where, what):
        code, out = check({name: text})
        self.assertEqual(code, 1, out)
        self.assertIn(where, out)
        self.assertIn(what, out)
        self.assertTrue(out.endswith("layers: 1 violations\n"), out)

    def test_a_clean_tree_passes(self):
        code, out = check({})
        self.assertEqual(code, 0, out)
        self.assertTrue(out.startswith("layers: "), out)

    def test_a_layer_that_looks_up_is_found(self):
        self.refused("server/storage/up.cpp", '#include "repository/write.h"\n', "server/storage/up.cpp:1", "may not include repository")

    def test_a_layer_that_looks_sideways_is_found(self):
        self.refused("server/fhir/side.cpp", '\n#include "storage/engine.h"\n', "server/fhir/side.cpp:2", "may not include storage")

    def test_a_test_may_see_no_more_than_its_layer(self):
        self.refused("tests/fhir/x_test.cpp", '#include "storage/engine.h"\n', "tests/fhir/x_test.cpp:1", "may not include storage")

    def test_a_third_party_header_outside_its_folder_is_found(self):
        self.refused("server/storage/memory.cpp", "#include <lmdb.h>\n", "server/storage/memory.cpp:1", "storage/lmdb")
        self.refused("server/repository/x.cpp", "#include <boost/asio.hpp>\n", "server/repository/x.cpp:1", "http")

    def test_an_unknown_third_party_header_is_found(self):
        self.refused("server/base/x.cpp", "#include <curl/curl.h>\n", "server/base/x.cpp:1", "not in the table")

    def test_a_file_that_does_not_exist_is_found(self):
        self.refused("server/base/x.cpp", '#include "base/none.h"\n', "server/base/x.cpp:1", "no file")

    def test_a_cycle_in_the_table_is_found(self):
        self.refused("server/CMakeLists.txt", TABLE.replace("(base ", "(base USES http "), "server/CMakeLists.txt:1", "base uses http")

    def test_a_folder_that_is_no_layer_is_found(self):
        self.refused("server/helper/x.h", "", "server/helper/x.h:1", "not a layer")

    def test_a_layer_without_its_line_in_the_map_is_found(self):
        self.refused("server/README.md", "| `base` |\n- storage\n", "server/README.md:1", "no line for the layer repository")

    def test_paths_and_addresses_of_one_machine_are_found(self):
        for text in ("/" + "work/here", "cd /" + "tmp/x", "https://registry." + "example.org/x"):
            self.refused("server/base/x.inc", text + "\n", "server/base/x.inc:1", "machine" if "http" not in text else "registry")


if __name__ == "__main__":
    unittest.main()
