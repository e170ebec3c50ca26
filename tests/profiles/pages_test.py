#!/usr/bin/env python3
"""The readable pages: current, complete, self-contained, and such that a screen reader finds its way."""
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCS = ROOT / "fhir-profiles/docs"
sys.path.insert(0, str(DOCS))
import diagram  # noqa: E402

WORKFLOW = json.loads((ROOT / "fhir-profiles/referral-workflow.json").read_text(encoding="utf-8"))
VOID = {"meta", "link", "br", "wbr", "path", "rect"}


class Page(html.parser.HTMLParser):
    """Elements in order with their attributes; what is opened is closed in turn."""

    def __init__(self, path):
        super().__init__()
        self.elements, self.open, self.faults, self.text = [], [], [], path.read_text(encoding="utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


PAGES = {path.name: Page(path) for path in sorted(DOCS.glob("*.html"))}


class Pages(unittest.TestCase):
    def test_are_what_the_data_give(self):
        self.assertEqual(subprocess.run([sys.executable, "-B", DOCS / "generate.py", "--check"]).returncode, 0)

    def test_every_profile_has_one(self):
        profiles = {f"{path.stem.removeprefix('StructureDefinition-')}.html" for path in (ROOT / "fhir-profiles/profiles").glob("*.json")}
        self.assertEqual(set(PAGES), profiles | {"index.html", "workflow.html"})

    def test_are_well_formed(self):
        for name, page in PAGES.items():
            self.assertEqual((page.faults, page.open), ([], []), name)

    def test_need_nothing_from_elsewhere(self):
        for name, page in PAGES.items():
            for tag, attributes in page.elements:
                self.assertNotIn(tag, ("script", "img", "iframe", "style"), name)
                self.assertNotIn("style", attributes, name)
                for target in (attributes.get("href"), attributes.get("src")):
                    if target and not target.startswith("#"):
                        self.assertTrue((DOCS / target).exists(), f"{name}: {target}")

    def test_tell_a_screen_reader_what_is_what(self):
        for name, page in PAGES.items():
            self.assertEqual([attributes.get("lang") for attributes in page.all("html")], ["en"], name)
            self.assertEqual((len(page.all("h1")), len(page.all("main")), len(page.all("title")) > 0), (1, 1, True), name)
            self.assertEqual(len(page.all("table")), len(page.all("caption")), name)
            self.assertTrue(all("scope" in attributes for attributes in page.all("th")), name)
            self.assertTrue(all("alt" in attributes or "aria-labelledby" in attributes for attributes in page.all("svg")), name)

    def test_are_light(self):
        for path in DOCS.glob("*.html"):
            self.assertLess(path.stat().st_size, 64 * 1024, path.name)

    def test_the_figure_shows_every_row_that_leads_somewhere(self):
        figure = re.search(r"<svg.*?</svg>", PAGES["workflow.html"].text, re.DOTALL).group()
        shown = set(re.findall(r"\b\d+[bc]?\b", " ".join(re.findall(r">([^<>]+)</text>", figure))))
        self.assertEqual(shown, {transition["row"] for transition in WORKFLOW["transitions"]})

    def test_the_figure_has_an_arrow_for_every_way(self):
        members = {name: group for group, names in diagram.MEMBERS.items() for name in names}
        drawn = {(source, target) for source, target, *_ in diagram.WAYS} | {(source, "before") for source, *_ in diagram.BACK}
        drawn |= {(source, target) for source, group in members.items() for name, target, *_ in diagram.ENDS if name == group}
        ways = {(source, transition["to"]) for transition in WORKFLOW["transitions"] for source in transition["from"] if source != "new"}
        self.assertEqual({way for way in ways - drawn if way[1] != "same"}, set())

    def test_the_table_has_every_step_and_clock_with_its_labels(self):
        text = PAGES["workflow.html"].text
        for each in WORKFLOW["transitions"] + WORKFLOW["clocks"]:
            self.assertIn(f"<code>{each['id']}</code>", text)
            for language in ("fi", "sv", "en"):
                self.assertIn(f'<span lang="{language}">{each["label"][language]}</span>', text)


if __name__ == "__main__":
    unittest.main()
