"""Renders every sample in every theme, and every case of the corpus, in all formats: `render.py CHANCERY [WORD...] OUT`."""

import json
import pathlib
import subprocess
import sys

from results import say

FORMATS = ["md", "html", "pdf", "json"]
THEMES = ["briefing", "communique", "wire"]
# The fonts of the repository only, so that every machine checks the same files.
FONTS = ["--font-path", "tests/fonts", "--no-system-fonts"]


def inputs(words):
    samples = sorted(path for path in pathlib.Path("samples").iterdir() if path.is_file())
    corpus = sorted(pathlib.Path("tests/corpus").glob("*/input.*"))
    in_themes = [(f"{path.stem}-{theme}", path, theme) for path in samples for theme in THEMES]
    for name, path, theme in in_themes + [(path.parent.name, path, THEMES[0]) for path in corpus]:
        if not words or any(word in name for word in words):
            yield name, path, theme


def refused(path):
    """Whether the corpus expects errors of this input: then nothing of it is published."""
    expected = path.with_name("diagnostics.txt")
    return expected.is_file() and ": error: " in expected.read_text(encoding="utf-8")


def render(chancery, path, theme, folder):
    """Renders one input; gives what went wrong."""
    command = [chancery, "render", str(path), "-f", ",".join(FORMATS), "-o", str(folder), "--theme", theme, *FONTS]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    if done.returncode:
        return [f"status {done.returncode}: {done.stderr.strip()[-600:]}"]
    missing = [ending for ending in FORMATS if not (folder / f"{path.stem}.{ending}").is_file()]
    return [f"no {ending} was written: {done.stderr.strip()[-600:]}" for ending in missing]


def main(chancery, *rest):
    *words, out = rest
    entries = []
    for name, path, theme in inputs(words):
        if refused(path):
            continue
        folder = pathlib.Path(out) / name
        problems = render(chancery, path, theme, folder)
        say("render", name, problems)
        if not problems:
            entries.append({"name": name, "input": str(path.resolve()), "stem": f"{name}/{path.stem}"})
    (pathlib.Path(out) / "cases.json").write_text(json.dumps(entries, indent=1), encoding="utf-8")


main(*sys.argv[1:])
