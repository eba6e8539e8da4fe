"""Builds a folder of releases and its targets: `press.py CHANCERY OUT [WORD...]`; all cases of the corpus with the word `all`."""

import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
FONTS = ["--font-path", "tests/fonts", "--no-system-fonts"]

# Numbers and what belongs to them, tables, notes, quotations, contacts, code, pictures, many scripts, signs of every dialect.
CASES = [
    "addresses-touching-words", "arabic-communique-over-two-lines", "bullets-of-many-kinds", "chinese-release-with-its-number",
    "contacts-and-boilerplate", "every-special-character", "figures-at-line-starts", "html-figures-and-captions",
    "html-footnotes-and-definitions", "html-hostile", "japanese-items-with-rings", "joint-statement-of-three-states", "judgment-paragraphs",
    "korean-articles", "markdown-everything", "markdown-signs-that-are-words", "numbered-headings-and-notes", "quotations",
    "references-under-headings", "resolution-clauses", "russian-statement", "sub-paragraphs", "tables-in-plain-text",
    "tail-escaped-marks", "tail-footnotes-under-a-rule", "tail-markdown-marks", "thai-without-vocabulary", "title-only",
    "two-links-to-one-address", "word-boxes-and-fields", "word-tables", "written-stray-brackets",
]

# Each generator with the folder that a target goes to in its site.
OUTPUTS = {
    "hugo": "content/press", "zola": "content/press", "mkdocs": "docs/press", "zensical": "docs/press",
    "docusaurus": "docs/press", "mdbook": "src", "jekyll": "press",
}


def settings():
    lines = ['format = ["html", "pdf", "json"]', "[site]", 'title = "Press: all"', 'address = "/{year}/{month}/{name}-{language}/"']
    for kind, output in OUTPUTS.items():
        lines += ["[[target]]", f'kind = "{kind}"', f'output = "../sites/{kind}/{output}"']
    return "\n".join(lines) + "\n"


def inputs(words):
    for folder in sorted(pathlib.Path("tests/corpus").iterdir()):
        found = sorted(folder.glob("input.*"))
        chosen = folder.name in CASES if not words else "all" in words or any(word in folder.name for word in words)
        if found and chosen:
            yield folder.name, found[0]
    for path in [*sorted(HERE.joinpath("texts").iterdir()), pathlib.Path("tests/pictures/drawn.md")]:
        yield path.stem, path


def main(chancery, out, *words):
    out = pathlib.Path(out)
    shutil.copytree(HERE / "sites", out / "sites")
    press = out / "press"
    press.mkdir()
    for name, path in inputs(words):
        (press / f"{name}{path.suffix}").write_bytes(path.read_bytes())
    shutil.copy("tests/pictures/tonnage.svg", press)
    press.joinpath("chancery.toml").write_text(settings(), encoding="utf-8")
    built = subprocess.run([chancery, "build", press, *FONTS, "-q"], capture_output=True, text=True, timeout=300)
    # A case that the corpus expects errors of is refused, and the others are published.
    if built.returncode not in (0, 1):
        sys.exit(built.stderr[-2000:])


if __name__ == "__main__":
    main(*sys.argv[1:])
