"""What a scenario expects, against what came back."""
import datetime
import json
import re


def values_at(document, pointer):
    """The values that a JSON pointer names; '*' is every element of an array."""
    found = [document]
    for part in pointer.split("/")[1:]:
        part = part.replace("~1", "/").replace("~0", "~")
        found = [child for value in found for child in children(value, part)]
    return found


def children(value, part):
    if isinstance(value, list):
        if part == "*":
            return value
        return [value[int(part)]] if part.isdigit() and int(part) < len(value) else []
    return [value[part]] if isinstance(value, dict) and part in value else []


def fits(pattern, value):
    if isinstance(pattern, dict):
        if "$matches" in pattern:
            return isinstance(value, str) and re.search(pattern["$matches"], value) is not None
        if "$starts" in pattern:
            return isinstance(value, str) and value.startswith(pattern["$starts"])
        if "$in" in pattern:
            return value in pattern["$in"]
        return isinstance(value, dict) and all(key in value and fits(part, value[key]) for key, part in pattern.items())
    if isinstance(pattern, list):
        return isinstance(value, list) and all(any(fits(part, each) for each in value) for part in pattern)
    return type(pattern) is type(value) and pattern == value


RULES = {
    "is": lambda found, rule: len(found) == 1 and fits(rule["is"], found[0]),
    "every": lambda found, rule: bool(found) and all(fits(rule["every"], value) for value in found),
    "some": lambda found, rule: sum(fits(rule["some"], value) for value in found) >= rule.get("times", 1),
    "none": lambda found, rule: not any(fits(rule["none"], value) for value in found),
    "count": lambda found, rule: len(found) == rule["count"],
    "list": lambda found, rule: found == rule["list"],
}


def check(document, rule):
    """None, or what was expected and what was found."""
    name = next((name for name in RULES if name in rule), None)
    if name is None:
        raise ValueError(f"a check without a rule: {json.dumps(rule)}")
    found = values_at(document, rule["at"])
    if RULES[name](found, rule):
        return None
    times = f" ({rule['times']} times)" if "times" in rule else ""
    return f"{rule['at']} {name} {json.dumps(rule[name], ensure_ascii=False)}{times}", json.dumps(found, ensure_ascii=False)


def shifted_day(offset, today):
    return str(today + datetime.timedelta(days=int(offset or 0)))


def fill(value, variables, now):
    """Replaces ${name}; a string that is nothing else becomes the variable itself, of whatever kind."""
    def lookup(name):
        day = re.fullmatch(r"today(?:([+-]\d+)d)?", name)
        if day:
            return shifted_day(day.group(1), now.date())
        if name == "now":
            return now.strftime("%Y-%m-%dT%H:%M:%SZ")
        if name not in variables:
            raise KeyError(f"nothing is known as ${{{name}}}")
        return variables[name]
    if isinstance(value, dict):
        return {key: fill(child, variables, now) for key, child in value.items()}
    if isinstance(value, list):
        return [fill(child, variables, now) for child in value]
    if not isinstance(value, str):
        return value
    whole = re.fullmatch(r"\$\{([^}]+)\}", value)
    if whole:
        found = lookup(whole.group(1))
        return found if isinstance(found, str) else fill(found, variables, now)
    return re.sub(r"\$\{([^}]+)\}", lambda match: str(lookup(match.group(1))), value)
