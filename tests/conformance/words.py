"""Holds the words of every output against the words of the model, in reading order: `words.py OUT`.

The title and the body must be there word for word. What a page adds (letterhead, running heads, page numbers) may stand only
before the title, after the body, and in the first and last lines of a page.
"""

import collections
import re
import subprocess
import sys
import unicodedata

from compare import Mismatch, compare
from model import entries, expected, footnotes_last, without_footnotes
from results import cases, say
from visible import visible_text


def pdf_raw(pdf):
    return subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout


def pdf_copied(pdf):
    """The text as it is copied: each line in the order of its letters, whichever way they run."""
    return subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout


def pdf_tagged(pdf):
    """The text of the structure tree: what a screen reader is given. Artifacts are not in it."""
    tree = subprocess.run(["pdfinfo", "-struct-text", pdf], capture_output=True, text=True, check=True).stdout
    # A string holds the ends of its lines; what stands before it on its own line is the tree.
    return "\n".join(re.findall(r'^ *"(.*?)"$', tree, re.MULTILINE | re.DOTALL))


# In the order in which a page is drawn, Poppler gives the words of these scripts one by one, some joined and their letters from
# left to right: only letters can be held there. What is copied has its words whole.
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}


# In its tree Poppler gives marks above a letter that font and text order differently one by one, whatever the actual text says.
STACKED = {"th"}


def letters_of(text):
    return collections.Counter(re.findall(r"\w", unicodedata.normalize("NFKC", text)))


def lost(model, text):
    """The letters that stand in the text less often than they are due."""
    due = letters_of(" ".join(one.forms[0] for one in expected(model) if len(one.forms) == 1))
    found = letters_of(text)
    return [f"`{letter}` is due {due[letter]} times, found {found[letter]}" for letter in sorted(due - found)]


def words_of(text):
    """Words of letters, as often as they occur; what a joiner parts is two. Readers put marks before or behind their letter, and
    signs of direction between words."""
    letters = unicodedata.normalize("NFKC", re.sub("[\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069]", " ", text))
    bare = "".join(letter for letter in letters if unicodedata.category(letter) not in ("Mn", "Cf"))
    return collections.Counter(re.findall(r"[^\W\d_]+", bare))


def words_lost(model, text):
    """The words that stand in the text less often than they are due."""
    due = words_of(" ".join(one.forms[0] for one in expected(model) if len(one.forms) == 1))
    found = words_of(text)
    return [f"`{word}` is due {due[word]} times, found {found[word]}" for word in sorted(due - found)]


def without_contents(model, text):
    """The text without a table of contents, if there is one: a line above, then every heading in order with its page."""
    headings = list(entries(model.get("body", [])))
    lines = [r"\s+".join(map(re.escape, heading.split())) + r"\s+\d+\s+" for heading in headings]
    return re.sub(r"^\S.*\n" + "".join(lines), "", text, count=1, flags=re.MULTILINE) if headings else text


def language_of(model):
    return (model.get("language") or "").split("-")[0]


def pdf_problems(model, text, edges, letters_only):
    text = without_contents(model, text)
    return lost(model, text) if language_of(model) in letters_only else problems(model, text, edges)


def drawn_problems(model, text, edges, letters_only):
    """Of the pages as they are drawn: each footnote stands whole somewhere, and the rest in order without them."""
    if language_of(model) in letters_only:
        return pdf_problems(model, text, edges, letters_only)
    rest, feet = without_footnotes(model)
    for foot in feet:
        letters = [re.escape(letter) for letter in foot if not letter.isspace()]
        text, found = re.subn(r"[\s\u00ad\u2010-]*".join(letters), "", text, count=1)
        if not found:
            return [f"the footnote `{foot[:60]}` is not on a page"]
    return pdf_problems(rest, text, edges, letters_only)


def problems(model, text, edges):
    try:
        compare(expected(model), text, edges)
    except Mismatch as mismatch:
        return [str(mismatch)]
    return []


def main(out):
    for case in cases(out):
        model = case.model()
        say("words-pdf-raw", case.name, drawn_problems(model, pdf_raw(case.file("pdf")), 3, RIGHT_TO_LEFT))
        if language_of(model) in RIGHT_TO_LEFT:
            say("words-pdf-copied", case.name, words_lost(model, pdf_copied(case.file("pdf"))))
        say("words-pdf-tagged", case.name, pdf_problems(model, pdf_tagged(case.file("pdf")), 0, RIGHT_TO_LEFT | STACKED))
        say("words-html", case.name, problems(model, visible_text(case.file("html")), edges=0))
        say("words-markdown", case.name, problems(footnotes_last(model), visible_text(case.file("md.html")), edges=0))


if __name__ == "__main__":
    main(*sys.argv[1:])
