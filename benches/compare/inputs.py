"""The same releases in the language of every competitor, made from `samples/`."""

import html
import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
REFERENCE = re.compile(r"\[(\d+)\]")


@dataclass
class Text:
    """A release as a list of `(kind, label, content)`: kinds are heading, number, sub, bullet, note, table, plain."""

    issuer: str
    facts: str
    title: str
    blocks: list


def read(path):
    paragraphs = [part.strip("\n") for part in path.read_text(encoding="utf-8").strip().split("\n\n")]
    facts = next(at for at, part in enumerate(paragraphs) if " | " in part)
    title = " ".join(paragraphs[facts + 1].split())
    blocks = [block(part) for part in paragraphs[facts + 2 :]]
    return Text(paragraphs[0], paragraphs[facts], title, blocks)


def block(part):
    if part.startswith("|"):
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.split("\n")]
        return "table", "", [rows[0]] + rows[2:]
    line = " ".join(part.split())
    for kind, mark in (("number", r"(\d+)\. "), ("sub", r"\(([a-z]+)\) "), ("bullet", "(•) "), ("note", r"\[(\d+)\] ")):
        found = re.match(mark, line)
        if found:
            return kind, found[1], line[found.end() :]
    short = len(line) < 70 and not line.endswith((".", ":", "”"))
    return ("heading" if short and "@" not in line else "plain"), "", line


def longer(text, times):
    """The body `times` over, numbered on; notes and what follows them once."""
    end = next(at for at, one in enumerate(text.blocks) if one[0] == "note")
    body, tail = text.blocks[:end], text.blocks[end:]
    step = max(int(label) for kind, label, _ in body if kind == "number")
    blocks = []
    for count in range(times):
        for kind, label, content in body:
            if kind == "number":
                label = str(int(label) + count * step)
            if count and isinstance(content, str):
                content = REFERENCE.sub("", content)
            blocks.append((kind, label, content))
    return Text(text.issuer, text.facts, text.title, blocks + tail)


PRINTED = {"number": "{}. ", "sub": "({}) ", "bullet": "{} ", "note": "[{}] "}


def as_text(text):
    parts = [text.issuer, text.facts, text.title]
    for kind, label, content in text.blocks:
        if kind == "table":
            lines = ["| " + " | ".join(row) + " |" for row in content]
            parts.append("\n".join([lines[0], "|" + "---|" * len(content[0]), *lines[1:]]))
        else:
            parts.append(PRINTED.get(kind, "").format(label) + content)
    return "\n\n".join(parts) + "\n"


def as_html(text):
    def words(content):
        return REFERENCE.sub(r'<sup><a href="#n\1">\1</a></sup>', html.escape(content, quote=False))

    style = (HERE / "page.css").read_text(encoding="utf-8")
    parts = [
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
        f"<title>{html.escape(text.title)}</title><style>\n{style}</style></head><body>",
        f'<p class="issuer">{html.escape(text.issuer)}</p><p class="facts">{html.escape(text.facts)}</p>',
        f"<h1>{html.escape(text.title)}</h1>",
    ]
    for kind, label, content in text.blocks:
        if kind == "heading":
            parts.append(f"<h2>{words(content)}</h2>")
        elif kind == "table":
            cell = '<th scope="col">{}</th>', "<td>{}</td>"
            rows = ["<tr>" + "".join(cell[at > 0].format(html.escape(one)) for one in row) + "</tr>" for at, row in enumerate(content)]
            parts.append(f"<table><thead>{rows[0]}</thead><tbody>{''.join(rows[1:])}</tbody></table>")
        elif kind == "plain":
            parts.append(f"<p>{words(content)}</p>")
        else:
            anchor = f' id="{kind[0]}{label}"' if kind in ("number", "note") else ""
            mark = PRINTED[kind].format(label).strip("[] ")
            parts.append(f'<p class="{kind}"{anchor}><span class="mark">{mark}</span> {words(content)}</p>')
    return "\n".join(parts) + "</body></html>\n"


def as_typst(text):
    notes = {label: content for kind, label, content in text.blocks if kind == "note"}

    def escape(content):
        return re.sub(r"([\\#$*_`<>@\[\]~])", r"\\\1", content).replace("//", "/\\/")

    def words(content):
        pieces = REFERENCE.split(content)
        return "".join(f"#footnote[{escape(notes[one])}]" if at % 2 else escape(one) for at, one in enumerate(pieces))

    def quoted(content):
        return '"' + content.replace("\\", "\\\\").replace('"', '\\"') + '"'

    parts = [f'#import "release.typ": *\n#show: release.with({quoted(text.title)}, {quoted(text.issuer)}, {quoted(text.facts)})']
    for kind, label, content in text.blocks:
        if kind == "heading":
            parts.append("== " + words(content))
        elif kind == "table":
            cells = ", ".join(f"[{escape(cell)}]" for row in content[1:] for cell in row)
            header = ", ".join(f"[*{escape(cell)}*]" for cell in content[0])
            parts.append(f"#table(columns: {len(content[0])}, table.header({header}), {cells})")
        elif kind == "plain":
            parts.append(words(content))
        elif kind != "note":
            mark = {"number": f"{label}. ", "sub": "   + ", "bullet": "   - "}[kind]
            parts.append(mark + words(content))
    return "\n\n".join(parts) + "\n"


def write(folder):
    """Writes `short` and `long` in every language into `folder`; gives their names and how many words they have."""
    folder.mkdir(parents=True, exist_ok=True)
    short = read(Path("samples/harbour-talks.txt"))
    long = longer(read(Path("samples/joint-report.txt")), 4)
    (folder / "release.typ").write_text((HERE / "release.typ").read_text(encoding="utf-8"), encoding="utf-8")
    counts = {}
    for name, text in (("short", short), ("long", long)):
        for ending, writer in (("txt", as_text), ("html", as_html), ("typ", as_typst)):
            (folder / f"{name}.{ending}").write_text(writer(text), encoding="utf-8")
        counts[name] = len(as_text(text).split())
    return counts
