#!/usr/bin/env python3
"""Reads every #include of server/ and tests/ against the table of layers in server/CMakeLists.txt.

Prints each violation as file:line; exits 1 if there is one.
Usage: layers_test.py [ROOT]     ROOT: the project's folder, by default the one this file is in
"""

import pathlib
import re
import subprocess
import sys

# Which folders or files of server/ may see which third-party headers. The tests of a layer may see what the layer
# and those below it may.
THIRD_PARTY = {
    "CLI/": ["cli"],
    "archive.h": ["definitions/archive"],
    "archive_entry.h": ["definitions/archive"],
    "boost/": ["http"],
    "cjose/": ["access"],
    "cpprest/": ["http"],
    "fmt/": [""],
    "jansson.h": ["access"],
    "libstemmer": ["search"],
    "libvoikko/": ["search"],
    "lmdb.h": ["storage/lmdb"],
    "openssl/": ["base/crypto", "base/random.cpp", "http"],
    "pplx/": ["http"],
    "pugixml": ["fhir/xml"],
    "rapidjson/": ["base/json"],
    "re2/": ["fhir", "fhirpath", "terminology", "validation", "search"],
    "roaring/": ["repository"],
    "spdlog/": ["base/log.cpp"],
    "toml++/": ["base/settings.cpp"],
    "unicode/": ["fhirpath", "search"],
    "xxhash": ["definitions", "fhirpath", "search", "terminology"],
    "zconf.h": ["http"],
    "zdict.h": ["base", "audit", "repository"],
    "zlib.h": ["http"],
    "zstd.h": ["base", "definitions", "audit", "repository", "http"],
}
TESTING = ("gtest/", "gmock/", "rapidcheck", "benchmark/")
# The C library and the kernel; a C++ header has no suffix.
SYSTEM = re.compile(
    r"^([a-z_0-9]+|(sys|linux|netinet|arpa|net)/\S+\.h|"
    r"(stdlib|malloc|unistd|fcntl|poll|signal|pthread|errno|dirent|netdb|sched|time|termios|execinfo|pwd|"
    r"[a-z]*mmintrin|immintrin|cpuid)\.h)$")

# Addresses and paths that hold on one machine only. Written so that this file does not match itself.
FORBIDDEN = [
    (re.compile(r"https?://[\w.-]*(registry|artifactory|mirror|pypi|npm|proxy)[\w-]*\.[a-z]"), "a package registry's address"),
    (re.compile(r"(?<![\w.~$})-])/(?:work|root|home)/"), "a path of one machine"),
    (re.compile(r"(?<![\w.~$})-])/(?:t)mp/\w"), "a path of one machine (ask for a temporary folder)"),
]

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')


class Tree:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.violations = []
        self.includes = 0
        self.uses = self.read_table()

    def report(self, path, line, text):
        self.violations.append(f"{path.relative_to(self.root)}:{line}: {text}")

    def read_table(self):
        """layer -> (line, the layers after USES), as server/CMakeLists.txt has them."""
        path = self.root / "server/CMakeLists.txt"
        uses = {}
        for number, line in enumerate(path.read_text().splitlines(), 1):
            match = re.match(r"add_layer\((\w+)\s*(.*)\)", line.strip())
            if not match:
                continue
            name, rest = match.groups()
            listed = re.match(r"USES\s+(.*?)(?:\s+LIBRARIES\b.*)?$", rest)
            below = listed.group(1).split() if listed else []
            for layer in below:
                # A layer may use only what stands above its line, so the table itself cannot hold a cycle.
                if layer not in uses:
                    self.report(path, number, f"{name} uses {layer}, which is not a layer below it")
            uses[name] = (number, [layer for layer in below if layer in uses])
        if not uses:
            self.report(path, 1, "no add_layer() line found")
        return uses

    def reach(self, layer):
        found, todo = set(), [layer]
        while todo:
            at = todo.pop()
            if at not in found:
                found.add(at)
                todo += self.uses[at][1]
        return found

    def sources(self, top):
        folder = self.root / top
        return sorted(p for p in folder.rglob("*") if p.suffix in (".h", ".cpp", ".inc") and p.is_file())

    def check_includes(self):
        for top in ("server", "tests"):
            for path in self.sources(top):
                inside = path.relative_to(self.root / top)
                layer = inside.parts[0] if len(inside.parts) > 1 else None
                if top == "server" and layer and layer not in self.uses:
                    self.report(path, 1, f"server/{layer} is not a layer of server/CMakeLists.txt")
                    continue
                self.check_file(path, top, inside, layer)

    def check_file(self, path, top, inside, layer):
        reach = self.reach(layer) if layer in self.uses else set(self.uses)
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            self.includes += 1
            quote, target = match.groups()
            if quote == '"':
                self.check_own(path, number, target, top, layer, reach)
            else:
                self.check_third_party(path, number, target, top, inside, reach)

    def check_own(self, path, number, target, top, layer, reach):
        folders = [self.root / "server"]
        if top == "tests":
            folders += [self.root / "tests", path.parent]
        if not any((folder / target).is_file() for folder in folders):
            self.report(path, number, f'"{target}" is no file below server/ (write the path from there)')
            return
        first = target.split("/")[0]
        if first in self.uses and first not in reach:
            self.report(path, number, f"{layer} may not include {first} (it uses: {' '.join(sorted(reach - {layer})) or 'nothing'})")

    def check_third_party(self, path, number, target, top, inside, reach):
        if SYSTEM.match(target):
            return
        if target.startswith(TESTING):
            if top != "tests":
                self.report(path, number, f"<{target}> belongs to tests/")
            return
        known = next((places for prefix, places in THIRD_PARTY.items() if target.startswith(prefix)), None)
        if known is None:
            self.report(path, number, f"<{target}> is not in the table of third-party headers (tests/layers/layers_test.py)")
        elif top == "server":
            if not any(place == "" or inside.as_posix() == place or inside.as_posix().startswith(place + "/") for place in known):
                self.report(path, number, f"<{target}> may be seen only in {', '.join(known)}")
        elif not any(place == "" or place.split("/")[0] in reach for place in known):
            self.report(path, number, f"<{target}> may be seen only in the tests of {', '.join(known)} and above")

    def check_map(self):
        path = self.root / "server/README.md"
        if not path.exists():
            return
        text = path.read_text()
        for layer in self.uses:
            if (self.root / "server" / layer).is_dir() and not re.search(rf"^[|*\- ]*`?{layer}/?`?\b", text, re.M):
                self.report(path, 1, f"no line for the layer {layer}")

    def check_words(self):
        for path in self.kept_files():
            try:
                text = path.read_text()
            except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
                continue
            for number, line in enumerate(text.splitlines(), 1):
                for pattern, what in FORBIDDEN:
                    if pattern.search(line):
                        self.report(path, number, f"{what}: {pattern.search(line).group(0)}")

    def kept_files(self):
        git = subprocess.run(["git", "-C", self.root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                             capture_output=True)
        if git.returncode == 0 and git.stdout:
            return [self.root / name for name in git.stdout.decode().split("\0") if name]
        return [p for top in ("server", "tests", "certs", ".ci") for p in (self.root / top).rglob("*") if p.is_file()]


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    tree = Tree(root)
    tree.check_includes()
    tree.check_map()
    tree.check_words()
    for violation in tree.violations:
        print(violation)
    if tree.violations:
        print(f"layers: {len(tree.violations)} violations")
        return 1
    print(f"layers: {tree.includes} includes in {len(tree.uses)} layers, all as the table says")
    return 0


if __name__ == "__main__":
    sys.exit(main())
