"""The workflow as a figure: states where they are put here, arrows as the data have them."""
from html import escape

WIDTH, HEIGHT, BOX_W, BOX_H = 1000, 430, 136, 48
# Where the boxes stand; two groups of open states above, the ends below.
PLACES = {
    "draft": (36, 96), "requested": (194, 96), "received": (352, 96),
    "accepted": (556, 96), "in-progress": (832, 96), "on-hold": (694, 188),
    "rejected": (60, 366), "entered-in-error": (222, 366), "cancelled": (444, 366), "failed": (664, 366), "completed": (832, 366)}
GROUPS = {"Waiting for an answer": (20, 50, 484, 216), "Under way": (540, 50, 444, 216)}
MEMBERS = {"Waiting for an answer": ("draft", "requested", "received"), "Under way": ("accepted", "in-progress", "on-hold")}
# Ways between open states: from, to, the line, where its label stands.
WAYS = [
    ("draft", "requested", "M172 120H190", (181, 112)), ("requested", "received", "M330 112H348", (339, 104)),
    ("received", "requested", "M352 134H334", (343, 152)), ("requested", "accepted", "M284 96V76H624V92", (522, 70)),
    ("received", "accepted", "M488 120H552", (522, 112)), ("accepted", "in-progress", "M692 112H828", (762, 104)),
    ("accepted", "on-hold", "M612 144V204H690", (628, 196)), ("on-hold", "accepted", "M694 224H586V148", (610, 240)),
    ("in-progress", "on-hold", "M902 144V204H834", (888, 196)), ("on-hold", "in-progress", "M830 224H934V148", (910, 240))]
# From a group down to an end.
ENDS = [
    ("Waiting for an answer", "rejected", "M128 266V362", (116, 318)), ("Waiting for an answer", "entered-in-error", "M290 266V362", (276, 318)),
    ("Waiting for an answer", "cancelled", "M440 266L484 362", (384, 326)), ("Under way", "cancelled", "M584 266L540 362", (626, 306)),
    ("Under way", "failed", "M706 266V362", (694, 336)), ("Under way", "completed", "M868 266V362", (856, 318))]
BACK = [("failed", "M758 366V270", (780, 318)), ("completed", "M926 366V270", (948, 318))]


def rows(transitions, sources, target):
    found = [transition["row"] for transition in transitions if transition["to"] == target and set(transition["from"]) & set(sources)]
    return ", ".join(dict.fromkeys(found))


def arrow(path, label, at, kind=""):
    return (f'<path class="way {kind}" d="{path}" marker-end="url(#head)"/>'
            f'<text class="rows" x="{at[0]}" y="{at[1]}" text-anchor="middle">{escape(label)}</text>')


def box(state, transitions):
    x, y = PLACES[state["status"]]
    staying = rows(transitions, [state["status"]], "same")
    kind = "final" if state.get("final") else "open"
    drawn = [f'<rect class="{kind}" x="{x}" y="{y}" width="{BOX_W}" height="{BOX_H}" rx="8"/>',
             f'<text x="{x + BOX_W / 2:g}" y="{y + (21 if staying else 29)}" text-anchor="middle">{escape(state["status"])}</text>']
    if staying:
        drawn.append(f'<text class="rows" x="{x + BOX_W / 2:g}" y="{y + 39}" text-anchor="middle">stays: {escape(staying)}</text>')
    return "".join(drawn)


def group(name):
    x, y, width, height = GROUPS[name]
    return (f'<rect class="group" x="{x}" y="{y}" width="{width}" height="{height}" rx="12"/>'
            f'<text class="name" x="{x + width - 12}" y="{y - 8}" text-anchor="end">{escape(name)}</text>')


def svg(workflow):
    transitions = workflow["transitions"]
    drawn = [f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="figure-title figure-text">',
             '<title id="figure-title">States of a referral\'s Task and the steps between them</title>',
             '<desc id="figure-text">Numbers are the rows of the table of steps below, which says the same in words.</desc>',
             '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">'
             '<path class="head" d="M0 0L8 4L0 8z"/></marker></defs>']
    drawn += [group(name) for name in GROUPS]
    drawn.append(arrow("M104 16V92", rows(transitions, ["new"], "draft"), (92, 34)))
    drawn.append(arrow("M234 16V92", rows(transitions, ["new"], "requested"), (222, 34)))
    drawn.append(f'<text class="name" x="246" y="24">new (an importer brings any state: {rows(transitions, ["new"], "any")})</text>')
    drawn += [arrow(path, rows(transitions, [source], target), at) for source, target, path, at in WAYS]
    drawn += [arrow(path, rows(transitions, MEMBERS[name], target), at) for name, target, path, at in ENDS]
    drawn += [arrow(path, rows(transitions, [source], "before"), at, "back") for source, path, at in BACK]
    drawn += [box(state, transitions) for state in workflow["states"]]
    return "\n".join([*drawn, "</svg>"])
