"""Damages a good PDF in many ways; the checkers of `pdf.py` must fault each: `pdf_test.py OUT`.

A checker that passes everything would let a fault of ours pass, too.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

import pdf as checkers
from results import cases, say

CASE = "joint-report-briefing"  # It has headings, lists, tables, notes and links.

# Streams that end in a line end are written by qpdf in a way that page-validation counts otherwise.
OF_QPDF = "PDFA3A-STREAM-LENGTH-001"

# What is broken, in the plain form that qpdf writes: a pattern, what stands in its place the first time, who must see it.
DAMAGE = [
    ("it says not that it is tagged", rb"/MarkInfo <<\s*/Marked true\s*>>", b"", "ua1"),
    ("the tree is gone", rb"/StructTreeRoot (?=\d)", b"/StructTreeRoof ", "ua1"),
    ("it has no language", rb"/Lang \(en\)", b"", "ua1"),
    ("a window shows the name of the file", rb"/DisplayDocTitle true", b"/DisplayDocTitle false", "ua1"),
    ("no claim of PDF/UA", rb"<pdfuaid:part>1</pdfuaid:part>", b"", "ua1"),
    ("no claim of PDF/A", rb"<pdfaid:part>3</pdfaid:part>", b"", "3a"),
    ("a conformance that is none", rb"<pdfaid:conformance>A<", b"<pdfaid:conformance>X<", "3a"),
    ("no title among the facts", rb"<dc:title>.*?</dc:title>", b"", "ua1"),
    ("a role that nobody knows", rb"/S /LI\b", b"/S /Foo", "ua1"),
    ("a heading level is passed over", rb"/S /H2\b", b"/S /H4", "ua1"),
    ("a head of a table heads nothing", rb"/Scope /\w+", b"", "ua1"),
    ("a note has no id", rb"/ID \(\w+\)", b"", "ua1"),
    ("a link says not where it leads", rb"/Contents [(<][^)>]*[)>](?=.{0,400}/Subtype /Link)", b"", "ua1"),
    ("tabs go any way", rb"/Tabs /S", b"", "ua1"),
    ("words are in no element", rb"/P <</MCID 1>>BDC", b"/P BMC", "ua1"),
    ("words are in no element and no furniture", rb"/Artifact <<[^>]*>>BDC", b"/Span BMC", "ua1"),
    ("glyphs stand for nothing", rb"/ToUnicode (?=\d)", b"/ToUnicorn ", "fonts"),
    ("a font is not embedded", rb"/FontFile3 (?=\d)", b"/FontFile9 ", "3a"),
    ("glyphs are wider than they say", rb"/W \[\s*1\s*\[\s*(\d+\s+){6}", b"/W [ 1 [ 77 77 77 77 77 77 ", "widths"),
    ("colours mean nothing", rb"/OutputIntents \[", b"/OutputIntends [", "3a"),
    ("an attachment has no relation", rb"/AFRelationship /Source", b"", "3a"),
    ("attachments belong to nothing", rb"/AF \[", b"/AX [", "3a"),
    ("a script runs", rb"/Type /Catalog", b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Type /Catalog", "3a"),
    ("the source is another", rb"(?i)for immediate release", b"for later release", "attachments"),
]


def found(checker, case, path):
    if checker in ("ua1", "3a"):
        return checkers.valid(path, checker)
    if checker == "attachments":
        return checkers.attachments(path, case)
    return getattr(checkers, checker)(path)


def mended(plain, folder):
    """A PDF of the plain form: the places of its objects are found anew."""
    path = folder / "damaged.pdf"
    source = folder / "damaged.qdf"
    source.write_bytes(plain)
    path.write_bytes(subprocess.run(["fix-qdf", source], capture_output=True, check=True).stdout)
    return path


def main(out):
    case = next((case for case in cases(out) if case.name == CASE), None)
    if case is None:
        return say("pdf-test", f"{CASE} was not rendered: nothing to damage", [])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        plain = folder / "plain.qdf"
        subprocess.run(["qpdf", "--qdf", "--object-streams=disable", case.file("pdf"), plain], check=True)
        plain = plain.read_bytes()
        whole = mended(plain, folder)
        before = {checker: found(checker, case, whole) for checker in ("syntax", "ua1", "3a", "fonts", "widths", "tagged", "attachments")}
        for checker, problems in before.items():
            say("pdf-test", f"whole ({checker})", [one for one in problems if not one.startswith(OF_QPDF)])
        for what, pattern, instead, checker in DAMAGE:
            damaged, count = re.subn(pattern, lambda _: instead, plain, count=1, flags=re.DOTALL)
            seen = count and set(found(checker, case, mended(damaged, folder))) - set(before[checker])
            say("pdf-test", what, [] if seen else [f"{checker} does not see it" if count else "nothing to damage"])
        half = folder / "half.pdf"
        half.write_bytes(case.file("pdf").read_bytes()[: case.file("pdf").stat().st_size // 2])
        say("pdf-test", "half a file", [] if checkers.syntax(half) else ["syntax does not see it"])


if __name__ == "__main__":
    main(*sys.argv[1:])
