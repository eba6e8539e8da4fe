"""Holds the pages that a generator made of a target against the releases: `check.py GENERATOR OUT`.

Each numbered paragraph's anchor is in the page once, its words stand right behind it, and the words of the whole are there in order.
"""

import html.parser
import json
import pathlib
import re
import sys
import urllib.parse

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from compare import Mismatch, Walk, clean, compare, flatten  # noqa: E402
from model import blocks, footnotes_last, inlines, number  # noqa: E402
from results import say  # noqa: E402
from visible import EMPTY, INLINE, SILENT  # noqa: E402

# Where a generator puts its site, and the file of the page of an address.
PAGES = {
    "hugo": "public/press/{}/index.html",
    "zola": "public/press/{}/index.html",
    "mkdocs": "site/press/{}/index.html",
    "zensical": "site/press/{}/index.html",
    "docusaurus": "build/press/{}/index.html",
    "mdbook": "book/{}.html",
    "jekyll": "_site/press/{}/index.html",
}

# What generators add to a text: signs of permalinks, of code to be copied.
ADDED = ("headerlink", "footnote-back", "hash-link", "clipboard", "theme-doc-toc", "footnote-backref", "reversefootnote")


class Page(html.parser.HTMLParser):
    """The text of the page's main part as it is read, and where in it each anchor stands."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.anchors, self.open, self.hidden, self.main = "", {}, [], 0, None
        self.links, self.pictures = [], []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag not in INLINE:
            self.text += "\n"
        for anchor in {attributes.get("id"), attributes.get("name") if tag == "a" else None} - {None}:
            self.anchors.setdefault(anchor, []).append(len(self.text))
        if tag == "a" and attributes.get("href"):
            self.links.append([attributes["href"], ""])
        if tag == "img" and self.is_in_main():
            self.pictures.append(attributes.get("src", ""))
        if tag in EMPTY:
            return
        kind = attributes.get("class") or ""
        is_hidden = tag in SILENT | {"button", "svg", "footer", "aside"} or any(word in kind.split() or word in kind for word in ADDED)
        self.open.append((tag, is_hidden))
        self.hidden += is_hidden
        if self.main is None and (tag in ("main", "article") or attributes.get("role") == "main"):
            self.main = len(self.open)
            self.text, self.anchors = "", {}

    def handle_endtag(self, tag):
        if tag not in INLINE:
            self.text += "\n"
        if not any(tag == one for one, _ in self.open):
            return
        while True:
            one, is_hidden = self.open.pop()
            self.hidden -= is_hidden
            if self.main and len(self.open) < self.main:
                self.main = 10**9
            if one == tag:
                return

    def is_in_main(self):
        return self.main is not None and self.main != 10**9

    def handle_data(self, data):
        if not self.hidden and self.is_in_main():
            self.text += data
            if self.links and any(tag == "a" for tag, _ in self.open):
                self.links[-1][1] += data


def paragraphs(content):
    """Every numbered paragraph and heading, in order."""
    for block in content:
        (kind, value), = block.items() if isinstance(block, dict) else ((block, {}),)
        if kind == "paragraph" and value.get("number"):
            yield "p", [*number(value["number"]), *inlines(value["content"])]
        for inner in [value, *value.get("items", []), *value.get("notes", [])]:
            yield from paragraphs(inner.get("blocks", []))


def anchors(page):
    """The anchors of the paragraphs on our own page."""
    return re.findall(r'<li class="paragraph[^"]*" id="([^"]*)"', page)


def labels(value, kind):
    """The labels of all notes (`notes`), or of all references to them (`footnote_ref`), in order."""
    if isinstance(value, list):
        for one in value:
            yield from labels(one, kind)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key == kind:
                yield from [note.get("label", "") for note in (one if isinstance(one, list) else [one])]
            yield from labels(one, kind)


def as_shown(model, generator):
    """The release with its footnotes where the generator puts them."""
    if generator == "jekyll":
        # kramdown has no footnotes of other names; their references are words.
        model = without_references(model, lambda label: not re.fullmatch(r"\w+", label, re.ASCII))
    referred = list(labels(model, "footnote_ref"))
    by_definition = generator in ("mkdocs", "zensical")
    order = dict.fromkeys(label for label in labels(model, "notes") if label in referred) if by_definition else ()
    return footnotes_last(model, order)


def without_references(value, chosen):
    if isinstance(value, list):
        return [without_references(one, chosen) for one in value]
    if isinstance(value, dict):
        reference = value.get("footnote_ref")
        if reference and chosen(reference["label"]):
            return reference["label"]
        return {key: without_references(one, chosen) for key, one in value.items()}
    return value


def lost_links(page, made, root, editions):
    """Our own links, to the PDF and to other editions, and pictures that lie beside a release, must lead to files."""
    own = [href for href, words in page.links if words.strip() in ("PDF", "English", "Deutsch")]
    if len(own) != 1 + editions:
        yield f"{len(own)} links to the PDF and {editions} other editions"
    for href in own + [picture for picture in page.pictures if re.search(r"drawn|tonnage", picture)]:
        path = urllib.parse.unquote(href.split("#")[0])
        file = root / path.lstrip("/") if path.startswith("/") else made.parent / path
        if not file.is_file() and not (file / "index.html").is_file():
            yield f"nothing at `{href}`"


def problems(model, page, ids):
    numbered = list(paragraphs(model.get("body", [])))
    if len(numbered) != len(ids):
        yield f"{len(ids)} anchors of {len(numbered)} paragraphs"
    for (_, words), anchor in zip(numbered, ids):
        places = page.anchors.get(anchor, [])
        if len(places) != 1:
            yield f"#{anchor} is there {len(places)} times"
            continue
        rest = clean(page.text[places[0]:]).lstrip()
        walk = Walk(flatten(words), rest, 0, 0)
        if not walk.run() and walk.step < len(walk.steps):
            yield f"behind #{anchor} {walk.story()}"
    text = re.sub(r"\n\s*PDF( · [^\n]*)?\s*\n", "\n", page.text)
    try:
        compare(blocks(model.get("body", [])), text, 0)
    except Mismatch as mismatch:
        yield str(mismatch)


def main(generator, out):
    out = pathlib.Path(out)
    for path in sorted(out.glob("press/public/**/*.json")):
        address = path.parent.relative_to(out / "press/public").as_posix()
        if path.stem != path.parent.name:
            continue
        made = out / "sites" / generator / PAGES[generator].format(address)
        if not made.is_file():
            say(f"target-{generator}", path.stem, [f"no {made.relative_to(out)}"])
            continue
        model = as_shown(json.loads(path.read_text(encoding="utf-8")), generator)
        page = Page()
        page.feed(made.read_text(encoding="utf-8"))
        ids = anchors(path.with_name("index.html").read_text(encoding="utf-8"))
        say(f"target-{generator}", path.stem, problems(model, page, ids))
        root = out / "sites" / generator / PAGES[generator].split("/")[0]
        say(f"links-{generator}", path.stem, lost_links(page, made, root, int(path.stem.startswith("talks-"))))


if __name__ == "__main__":
    main(*sys.argv[1:])
