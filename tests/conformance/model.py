"""The words of a release in reading order, from its JSON.

Each is a `Words`. Only what the model says is in here; nothing is taken over from chancery's own code.
"""

import copy
from dataclasses import dataclass


@dataclass
class Words:
    """Words in order. `forms` are the ways in which they may be printed; the empty form means that they may be left out."""

    forms: tuple
    glued: bool = False
    """May touch the words on either side, as a note reference does."""


def text(words):
    return Words((words,))


def maybe(*forms):
    return Words((*forms, ""))


def expected(release):
    yield from from_title_on(release)
    yield from blocks(release.get("body", []))


def from_title_on(release):
    """Title, subtitle and the lines between. A line whose fields were understood may be printed elsewhere, in the letterhead."""
    masthead = release.get("masthead", [])
    after = masthead[masthead.index("title") :] if "title" in masthead else ["title", "subtitle"]
    for line in after:
        if isinstance(line, str):
            yield from inlines(release.get(line, []))
        elif line["line"].get("says"):
            yield maybe(*spellings(line["line"]["content"]))
        else:
            yield from inlines(line["line"]["content"])


def spellings(content):
    """How a line may be printed whole: an address behind its words, set off or not, or as a link that shows the words alone."""
    words = list(parts(content))
    joined = ["".join(form(one) for one in words) for form in (
        lambda one: one.forms[0],
        lambda one: one.forms[0] if len(one.forms) == 1 else " " + one.forms[0],
        lambda one: one.forms[-1],
    )]
    return dict.fromkeys(joined)


def inlines(content):
    """What a paragraph holds: its parts may touch one another, but not what stands before and after."""
    yield text("")
    yield from parts(content)
    yield text("")


def parts(content):
    for part in content:
        if isinstance(part, str):
            yield Words((part,), glued=True)
            continue
        (kind, value), = part.items()
        if kind in ("emphasis", "strong", "superscript"):
            yield from parts(value)
        elif kind == "link":
            yield from parts(value["content"])
            # An address that no link may lead to is printed.
            yield Words((f"<{value['url']}>", f"({value['url']})", ""), glued=True)
        elif kind == "code":
            yield Words((value,), glued=True)
        elif kind == "footnote_ref":
            yield Words((f"[{value['label']}]", value["label"], value.get("counted", "")), glued=True)
        elif kind == "line_break":
            yield text("")
        else:
            raise ValueError(f"an inline of kind `{kind}`")


def blocks(content):
    for block in content:
        (kind, value), = block.items() if isinstance(block, dict) else ((block, {}),)
        yield from BLOCKS[kind](value)


def number(value):
    if value:
        yield text(value["printed"])


def section(value):
    yield from number(value["heading"].get("number"))
    yield from inlines(value["heading"]["content"])
    yield from blocks(value.get("blocks", []))


def entries(content, depth=2):
    """What a table of contents names, in order: the headings of two levels, each as its words."""
    for block in content:
        value = block.get("section") if isinstance(block, dict) else None
        if value and depth:
            yield "".join(words.forms[0] + " " for words in number(value["heading"].get("number"))) + "".join(
                words.forms[0] for words in parts(value["heading"]["content"])
            )
            yield from entries(value.get("blocks", []), depth - 1)


def paragraph(value):
    yield from number(value.get("number"))
    yield from inlines(value["content"])
    yield from blocks(value.get("blocks", []))


def bullets(value):
    for item in value["items"]:
        # A drawn bullet is no word.
        yield maybe(item["bullet"], "•", "–")
        yield from inlines(item["content"])
        yield from blocks(item.get("blocks", []))


def quote(value):
    yield from blocks(value["blocks"])
    yield from inlines(value.get("attribution", []))


def table(value):
    yield from inlines(value.get("caption", []))
    for row in value.get("header", []) + value["rows"]:
        for cell in row:
            yield from inlines(cell["content"])


def figure(value):
    yield maybe(value.get("alternative", ""))
    yield maybe(value["url"])
    yield from inlines(value.get("caption", []))


def notes(value):
    if value.get("heading"):
        yield from inlines(value["heading"])
    else:
        yield maybe("Notes", "Footnotes", "주", "주석")
    for note in value["notes"]:
        yield Words((note.get("printed", ""), note.get("label", "")))
        yield from inlines(note["content"])
        yield from blocks(note.get("blocks", []))
        for back in ("↩", "↩2", "↩3", "↩4"):
            yield Words((back, back[0] + "\ufe0e" + back[1:], ""), glued=True)


def contacts(value):
    yield from inlines(value.get("heading", []))
    for contact in value["contacts"]:
        yield from inlines(contact["content"])


def passage(value):
    yield from inlines(value.get("heading", []))
    yield from blocks(value["blocks"])


BLOCKS = {
    "signature": lambda value: inlines(value["content"]),
    "section": section,
    "paragraph": paragraph,
    "list": bullets,
    "quote": quote,
    "table": table,
    "figure": figure,
    "notes": notes,
    "contacts": contacts,
    "boilerplate": passage,
    "preformatted": lambda value: [text(value["text"])],
    "break": lambda value: [maybe(value.get("printed", ""))],
    "end_mark": lambda value: [text(value["printed"])],
}


def footnotes_last(release, order=()):
    """The release as a renderer of Markdown footnotes shows it: notes that are referred to go to the end, in the order of their
    references, under numbers of the renderer's own. Those whose labels are in `order` come first."""
    release = copy.deepcopy(release)
    order = list(order)
    count_references(release, order)
    gathered = {}
    take_notes(release.get("body", []), order, gathered)
    notes = [{"content": note["content"], "blocks": note.get("blocks", [])} for _, note in sorted(gathered.items())]
    release.get("body", []).append({"notes": {"notes": notes}})
    return release


def without_footnotes(release):
    """The release without the notes that are called and have no heading, which stand at the foot of a page; and the words of each."""
    release = copy.deepcopy(release)
    order, feet = [], []
    count_references(release, order)
    take_footnotes(release.get("body", []), order, feet)
    return release, ["".join(words.forms[0] for words in notes({"notes": [note]}) if "" not in words.forms[1:]) for note in feet]


def take_footnotes(content, order, feet):
    for block in list(content):
        if not isinstance(block, dict):
            continue
        (kind, value), = block.items()
        if kind == "notes" and not value.get("heading") and all(note.get("label") in order for note in value["notes"]):
            feet.extend(value["notes"])
            content.remove(block)
        elif isinstance(value, dict):
            take_footnotes(value.get("blocks", []), order, feet)


def count_references(value, order):
    if isinstance(value, list):
        for one in value:
            count_references(one, order)
    elif isinstance(value, dict):
        reference = value.get("footnote_ref")
        if reference:
            if reference["label"] not in order:
                order.append(reference["label"])
            reference["counted"] = str(order.index(reference["label"]) + 1)
        for one in value.values():
            count_references(one, order)


def take_notes(content, order, gathered):
    for block in list(content):
        if not isinstance(block, dict):
            continue
        (kind, value), = block.items()
        if kind == "notes":
            for note in value["notes"]:
                if note.get("label") in order:
                    gathered.setdefault(order.index(note["label"]), note)
            value["notes"] = [note for note in value["notes"] if note not in gathered.values()]
            if not value["notes"] and not value.get("heading"):
                content.remove(block)
        elif isinstance(value, dict):
            take_notes(value.get("blocks", []), order, gathered)
