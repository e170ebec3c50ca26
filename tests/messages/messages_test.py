#!/usr/bin/env python3
"""Reads every server/<layer>/messages.h: each code is unique, follows from its name, and its words are a sentence.

Prints each fault as file:line; exits 1 if there is one.
"""

import pathlib
import re
import sys

MESSAGE = re.compile(r'inline constexpr Message (\w+)\{\s*"([^"]*)",\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\};')


def main():
    root = pathlib.Path(__file__).parents[2]
    faults, seen = [], {}
    for path in sorted(root.glob("server/*/messages.h")):
        text = path.read_text()
        found = list(MESSAGE.finditer(text))
        if len(found) != text.count("Message "):
            faults.append(f"{path}: {text.count('Message ') - len(found)} lines are not in the form of a message")
        for match in found:
            name, code, words = match.groups()
            words = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', words))
            where = f"{path.relative_to(root)}:{text.count(chr(10), 0, match.start()) + 1}"
            if code != name.replace("_", "-"):
                faults.append(f"{where}: the code of {name} must be {name.replace('_', '-')}")
            if code in seen:
                faults.append(f"{where}: {code} stands at {seen[code]}, too")
            if not words.endswith((".", "?", "}")):
                faults.append(f"{where}: the words of {name} are not a whole sentence")
            seen[code] = where
        names = [match[1] for match in found]
        if names != sorted(names):
            faults.append(f"{path.relative_to(root)}: keep the messages alphabetical")
    print("\n".join(faults) or f"messages: {len(seen)} codes, each once")
    return 1 if faults or not seen else 0


if __name__ == "__main__":
    sys.exit(main())
