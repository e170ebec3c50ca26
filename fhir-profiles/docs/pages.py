"""The pages: the workflow, and a page for each profile with its elements. HTML that needs nothing but style.css beside it."""
from html import escape

import diagram

BASE = "https://w3id.org/linkki/fhir"


def cell(value, head=False):
    return f'<th scope="row">{value}</th>' if head else f"<td>{value}</td>"


def table(caption, heads, lines):
    """lines: cells that are HTML already; the first of each is its head."""
    body = "\n".join("<tr>" + "".join(cell(value, head=position == 0) for position, value in enumerate(line)) + "</tr>" for line in lines)
    heading = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return (f'<div class="scroll" role="region" aria-label="{escape(caption)}" tabindex="0"><table><caption>{escape(caption)}</caption>\n'
            f"<thead><tr>{heading}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>")


def code(text):
    return f"<code>{escape(str(text))}</code>"


def codes(values):
    return ", ".join(code(value) for value in values)


def spoken(label):
    """A label in its three languages, each marked as what it is."""
    return "".join(f'<span lang="{language}">{escape(label[language])}</span>' for language in ("fi", "sv", "en"))


def page(title, body, here=""):
    links = [("index.html", "Profiles"), ("workflow.html", "Workflow")]
    nav = " ".join(f'<a href="{target}"{" aria-current=page" if target == here else ""}>{name}</a>' for target, name in links)
    return (f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
            f'<title>{escape(title)} – Linkki</title>\n<link rel="stylesheet" href="style.css">\n</head>\n<body>\n'
            f'<a class="skip" href="#main">To the content</a>\n<header><strong>Linkki</strong> <nav aria-label="Pages">{nav}</nav></header>\n'
            f'<main id="main">\n<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n')


# The workflow

def business(transition):
    value = transition["business"]
    if isinstance(value, dict):
        return "<br>".join(f"{escape(name)}: {code(status)}" for name, status in value.items())
    return code(value)


def who(transition):
    return "<br>".join(f"{escape(relation)}" + (f": {codes(roles)}" if roles else "") for relation, roles in transition["by"].items())


def needs(transition, data):
    def one(need):
        text = " or ".join(escape(data[name]["label"]["en"].lower()) for name in need["one"])
        return text + (f' (if {escape(need["if"])})' if "if" in need else "") + (f" {codes(need['codes'])}" if "codes" in need else "")
    listed = [one(need) for need in transition.get("needs", [])] + [f"may: {escape(data[name]['label']['en'].lower())}" for name in transition.get("may", [])]
    return "<br>".join(listed) or "–"


def step(transition, data):
    return [escape(transition["row"]), code(transition["id"]) + spoken(transition["label"]), codes(transition["from"]), code(transition["to"]),
            business(transition), who(transition), needs(transition, data), codes(transition.get("conditions", [])) or "–", code(transition["request"])]


def clock(row):
    does = [f"does {code(row['does'])}"] if "does" in row else []
    does += [f"tells {escape(', '.join(row['tells']))}"] if "tells" in row else []
    does += [f"marks {code(row['marks'])}"] if "marks" in row else []
    return [code(row["id"]) + spoken(row["label"]), code(row["of"]), codes(row["while"]), f"{code(row['since'])} {code(row['after'])}", "<br>".join(does)]


def child(name, row):
    moves = "<br>".join(f"{code(move['to'])} by {escape(', '.join(move['by']))}" + (f", needs {escape(', '.join(move['needs']))}" if move["needs"] else "")
                        for move in row["moves"])
    return [code(name) + spoken(row["label"]), escape(row["row"]), escape(", ".join(row["owner"])), escape(", ".join(row["shown-to"])),
            "yes" if row["blocks"] else "no", moves]


def workflow_page(workflow):
    data = workflow["data"]
    parts = [
        "<p>What may become of the Task of a referral. Made from <code>referral-workflow.json</code>.</p>",
        f'<figure><div class="scroll" role="region" aria-label="Figure" tabindex="0">{diagram.svg(workflow)}</div>'
        "<figcaption>Numbers are rows of the table of steps. Dashed: back to what was before.</figcaption></figure>",
        "<h2>Steps</h2>",
        table("Steps", ["Row", "Step", "From", "To", "Business status", "Who may", "What must be there", "Conditions", "The request becomes"],
              [step(transition, data) for transition in workflow["transitions"]]),
        "<h2>Who</h2>", table("Relations of a caller to the Task", ["Relation", "Meaning"],
                              [[code(name), escape(text)] for name, text in workflow["relations"].items()]),
        "<h2>Conditions</h2>", table("Conditions", ["Condition", "Held", "Meaning"],
                                     [[code(name) + spoken(row["label"]), escape(row["held"]), escape(row["meaning"])] for name, row in workflow["conditions"].items()]),
        "<h2>Data</h2>", table("Data that steps need or take", ["Datum", "Where", "Type"],
                               [[code(name) + spoken(row["label"]), code(row["at"]), escape(row["type"])] for name, row in data.items()]),
        "<h2>Tasks below it</h2>", table("Tasks below the Task of a referral", ["Kind", "Row", "Owner", "Shown to", "Holds up the end", "Moves"],
                                         [child(name, row) for name, row in workflow["children"].items()]),
        "<h2>Clocks</h2>", table("Clocks", ["Clock", "Of", "While", "Since, and after", "What it does"], [clock(row) for row in workflow["clocks"]])]
    return page("The course of a welfare referral", "\n".join(parts), "workflow.html")


# The profiles

def types(element):
    found = []
    for each in element.get("type", []):
        profiles = [name.split("/")[-1] for name in each.get("targetProfile", []) + each.get("profile", [])]
        found.append(escape(each["code"]) + (f"({escape(' | '.join(profiles))})" if profiles else ""))
    return "<br>".join(found)


def fixed(element):
    """A value that must be there, shown as its code or text."""
    for key, value in element.items():
        if key.startswith(("fixed", "pattern")):
            coding = value.get("coding", [{}])[0] if isinstance(value, dict) else {}
            return code(str(coding.get("code", value)).removeprefix(f"{BASE}/"))
    return ""


def binding(element):
    bound = element.get("binding")
    return f"{code(bound['valueSet'].split('/')[-1])} ({escape(bound['strength'])})" if bound else fixed(element)


def cardinality(element):
    return f"{element.get('min', '')}..{element.get('max', '')}" if "min" in element or "max" in element else ""


def says(element):
    flag = '<abbr title="must be supported">MS</abbr> ' if element.get("mustSupport") else ""
    return flag + escape(element.get("short", ""))


def breakable(path):
    """A path that may go on in the next line behind its dots and colons."""
    return "<code>" + escape(path).replace(".", ".<wbr>").replace(":", ":<wbr>") + "</code>"


def element_line(element):
    path = element["id"].split(".", 1)[1]
    return [breakable(path), cardinality(element), says(element), binding(element), types(element)]


def is_shown(element):
    return "." in element["id"] and (set(element) - {"id", "path", "slicing"})


def rules(profile):
    found = [[code(rule["key"]), escape(rule["human"]), escape(rule["severity"])]
             for element in profile["differential"]["element"] for rule in element.get("constraint", [])]
    return f"<h2>Rules</h2>{table('Rules beside the elements', ['Rule', 'Meaning', 'Severity'], found)}" if found else ""


def examples_of(profile, examples):
    return [example for example in examples if profile["url"] in example.get("meta", {}).get("profile", [])]


def profile_page(profile, examples):
    named = ", ".join(code(f"{example['resourceType']}/{example['id']}") for example in examples_of(profile, examples))
    parts = [f"<p>{escape(profile['description'])}</p>",
             f"<dl><dt>Resource</dt><dd>{code(profile['type'])}</dd><dt>Canonical</dt><dd>{code(profile['url'])}</dd><dt>Version</dt>"
             f"<dd>{escape(profile['version'])}</dd><dt>Examples</dt><dd>{named}</dd></dl>",
             "<h2>Elements</h2><p>Those that differ from R4; empty cells are as R4 has them.</p>",
             table("Elements", ["Element", "How many", "Meaning", "Values", "Type"],
                   [element_line(element) for element in profile["differential"]["element"] if is_shown(element)]),
             rules(profile)]
    return page(profile["title"], "\n".join(parts))


def operation_line(operation):
    at = "[id]/" if operation["instance"] else ""
    where = f"{operation['resource'][0]}/{at}" if operation.get("resource") else ""
    return [code(f"{where}${operation['code']}"), escape(operation["description"]), escape(operation["status"])]


def index_page(profiles, operations, extensions):
    lines = [[f'<a href="{profile["id"]}.html">{escape(profile["title"])}</a>', code(profile["type"]), escape(profile["description"])]
             for profile in sorted(profiles, key=lambda each: (each["type"], each["id"]))]
    parts = ["<p>What a welfare referral is made of. How it moves is told by <a href=\"workflow.html\">the workflow</a>.</p>",
             table("Profiles", ["Profile", "Resource", "What it is"], lines), "<h2>Operations</h2>",
             table("Operations", ["Operation", "What it does", "State"], [operation_line(each) for each in operations]), "<h2>Extensions</h2>",
             table("Extensions", ["Extension", "On", "What it says"],
                   [[code(each["id"]), escape(", ".join(context["expression"] for context in each["context"])), escape(each["description"])] for each in extensions])]
    return page("Profiles of a welfare referral", "\n".join(parts), "index.html")
