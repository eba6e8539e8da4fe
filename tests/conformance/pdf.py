"""Checks every PDF: syntax, PDF/UA-1, PDF/A-3a, fonts, tags, attachments. `pdf.py OUT`"""

import pathlib
import subprocess
import sys
import tempfile

import page

from results import cases, say
from widths import widths

# page-validation reads no widths from Noto CJK where it is embedded as bare CFF, and so finds them wrong.
# veraPDF passes these files. The rule is left out for these fonts, by name, and for no others.
WIDTH_RULE = "GLYPH-WIDTH"
WIDTH_FONTS = ("NotoSerifCJK", "NotoSansCJK")


def tool(*command):
    return subprocess.run(command, capture_output=True, text=True)


def syntax(pdf):
    done = tool("qpdf", "--check", pdf)
    return [(done.stdout + done.stderr).strip()] if done.returncode else []


def allowed(failure):
    return WIDTH_RULE in failure.rule_id and any(font in failure.message for font in WIDTH_FONTS)


def valid(pdf, profile):
    """One problem a rule that is broken, with how often."""
    seen = {}
    try:
        failures = page.validate_pdf(str(pdf), profile=profile).failures
    except page.ParseError as error:
        return [str(error)]
    for failure in failures:
        if not allowed(failure):
            seen.setdefault(failure.rule_id, []).append(failure.message)
    return [f"{rule}: {messages[0][:300]} ({len(messages)} times)" for rule, messages in seen.items()]


def fonts(pdf):
    """`pdffonts` prints a table; the columns are found by the rule below its head."""
    lines = tool("pdffonts", pdf).stdout.splitlines()
    if len(lines) < 3:
        return ["no font"]
    ends = [len(" ".join(lines[1].split(" ")[: count + 1])) for count in range(len(lines[1].split(" ")))]
    heads, problems = [], []
    for start, end in zip([0] + ends, ends):
        heads.append((lines[0][start:end].strip(), start, end))
    for line in lines[2:]:
        row = {head: line[start:end].strip() for head, start, end in heads}
        problems += [f"{row['name']}: `{want}` is `{row[want]}`" for want in ("emb", "sub", "uni") if row[want] != "yes"]
    return problems


def tagged(pdf):
    facts = dict(line.split(":", 1) for line in tool("pdfinfo", pdf).stdout.splitlines() if ":" in line)
    problems = [] if facts.get("Tagged", "").strip() == "yes" else ["not tagged"]
    problems += [] if facts.get("Title", "").strip() else ["no title"]
    problems += [] if facts.get("JavaScript", "").strip() == "no" else ["has scripts"]
    return problems


def attachments(pdf, case):
    """The source, byte for byte, and the model must be attached."""
    with tempfile.TemporaryDirectory() as folder:
        tool("pdfdetach", "-saveall", "-o", folder, pdf)
        saved = [path.read_bytes() for path in pathlib.Path(folder).iterdir()]
    problems = [] if case.input.read_bytes() in saved else ["the source is not attached as it was"]
    return problems + ([] if case.file("json").read_bytes() in saved else ["the model is not attached"])


def main(out):
    for case in cases(out):
        pdf = case.file("pdf")
        say("pdf-syntax", case.name, syntax(pdf))
        say("pdf-ua-1", case.name, valid(pdf, "ua1"))
        say("pdf-a-3a", case.name, valid(pdf, "3a"))
        say("pdf-fonts", case.name, fonts(pdf) + widths(pdf))
        say("pdf-tagged", case.name, tagged(pdf))
        say("pdf-attachments", case.name, attachments(pdf, case))


if __name__ == "__main__":
    main(*sys.argv[1:])
