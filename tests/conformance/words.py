"""Holds the words of every output against the words of the model, in reading order: `words.py OUT`.

The title and the body must be there word for word. What a page adds (letterhead, running heads, page numbers) may stand only
before the title, after the body, and in the first and last lines of a page.
"""

import subprocess
import sys

from compare import Mismatch, compare
from model import expected, footnotes_last
from results import cases, say
from visible import visible_text


def pdf_raw(pdf):
    return subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout


def pdf_tagged(pdf):
    """The text of the structure tree: what a screen reader is given. Artifacts are not in it."""
    lines = subprocess.run(["pdfinfo", "-struct-text", pdf], capture_output=True, text=True, check=True).stdout.splitlines()
    return "\n".join(line.strip().strip('"') for line in lines if line.strip().startswith('"'))


def problems(model, text, edges):
    try:
        compare(expected(model), text, edges)
    except Mismatch as mismatch:
        return [str(mismatch)]
    return []


def main(out):
    for case in cases(out):
        model = case.model()
        say("words-pdf-raw", case.name, problems(model, pdf_raw(case.file("pdf")), edges=3))
        say("words-pdf-tagged", case.name, problems(model, pdf_tagged(case.file("pdf")), edges=0))
        say("words-html", case.name, problems(model, visible_text(case.file("html")), edges=0))
        say("words-markdown", case.name, problems(footnotes_last(model), visible_text(case.file("md.html")), edges=0))


if __name__ == "__main__":
    main(*sys.argv[1:])
