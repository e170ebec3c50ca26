#!/usr/bin/env python3
"""Reads every server/<layer>/messages.h: each code is unique and follows from its name; its words are a sentence in
English, Finnish and Swedish, with the same arguments in each. The command line (cli) speaks English alone.

Prints each fault as file:line; exits 1 if there is one.
"""

import pathlib
import re
import sys

STRING = r'"(?:[^"\\]|\\.)*"'
WORDS = rf"((?:{STRING}\s*)+)"
MESSAGE = re.compile(rf'inline constexpr Message (\w+)\{{\s*"([^"]*)",\s*{WORDS}(?:,\s*{WORDS},\s*{WORDS})?\}};')


def join(literals):
    return "".join(literal[1:-1] for literal in re.findall(STRING, literals))


def arguments(words):
    return sorted(set(re.findall(r"\{\d\}", words)))


def faults_of(name, texts):
    """`texts` in English, Finnish and Swedish, as far as they are there."""
    if any(not words.endswith((".", "?", "}")) for words in texts):
        yield f"the words of {name} are not a whole sentence"
    if any(arguments(words) != arguments(texts[0]) for words in texts):
        yield f"the arguments of {name} differ between its languages"
    if any(words == texts[0] for words in texts[1:] if re.sub(r"\{\d\}", "", words).strip(" :.")):
        yield f"{name} is not translated"


def main():
    root = pathlib.Path(__file__).parents[2]
    faults, seen = [], {}
    for path in sorted(root.glob("server/*/messages.h")):
        text = path.read_text()
        found = list(MESSAGE.finditer(text))
        if len(found) != text.count("Message "):
            faults.append(f"{path}: {text.count('Message ') - len(found)} lines are not in the form of a message")
        for match in found:
            name, code = match[1], match[2]
            texts = [join(words) for words in match.groups()[2:] if words]
            where = f"{path.relative_to(root)}:{text.count(chr(10), 0, match.start()) + 1}"
            if code != name.replace("_", "-"):
                faults.append(f"{where}: the code of {name} must be {name.replace('_', '-')}")
            if code in seen:
                faults.append(f"{where}: {code} stands at {seen[code]}, too")
            if len(texts) == 1 and path.parent.name != "cli":
                faults.append(f"{where}: {name} needs its words in Finnish and Swedish")
            faults += [f"{where}: {fault}" for fault in faults_of(name, texts)]
            seen[code] = where
        names = [match[1] for match in found]
        if names != sorted(names):
            faults.append(f"{path.relative_to(root)}: keep the messages alphabetical")
    print("\n".join(faults) or f"messages: {len(seen)} codes, each once, in three languages")
    return 1 if faults or not seen else 0


if __name__ == "__main__":
    sys.exit(main())
