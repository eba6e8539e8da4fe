"""Measures every tool that is installed on the same releases, and prints the tables of docs/performance.md."""

import shutil
import sys
import tempfile
from pathlib import Path

import inputs
from measure import measure

CHROMIUM_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --no-pdf-header-footer"
).split()


def tools(chancery):
    """Name, program, and the command that makes the PDF `out` of the input whose path has no ending."""
    return [
        ("chancery, PDF/UA-1 and PDF/A-3a", chancery, lambda path, out: ["render", f"{path}.txt", "--no-system-fonts", "-o", out]),
        (
            "Typst, PDF/UA-1, no system fonts",
            "typst",
            lambda path, out: ["compile", "--pdf-standard", "ua-1", "--ignore-system-fonts", f"{path}.typ", out],
        ),
        ("WeasyPrint, PDF/UA-1", "weasyprint", lambda path, out: ["-q", "--pdf-variant", "pdf/ua-1", f"{path}.html", out]),
        ("Chromium", "chromium", lambda path, out: [*CHROMIUM_FLAGS, f"--print-to-pdf={out}", f"file://{path}.html"]),
    ]


def table(name, words, runs, chancery, folder):
    print(f"\n| `{name}`, {words:,} words, one process | median ms | min | max | CPU ms | peak MiB | kB | × chancery |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    first = None
    for label, program, arguments in tools(chancery):
        found = shutil.which(program)
        if not found:
            print(f"| {label} | not installed |||||||")
            continue
        path, out = folder / "in" / name, folder / "out"
        cost = measure(lambda to: [found, *arguments(path, f"{to}/out.pdf")], runs, out)
        written = out / "out.pdf"
        if cost.status != {0} or not written.is_file():
            print(f"| {label} | failed with status {sorted(cost.status)} |||||||")
            continue
        first = cost.median if program == chancery else first
        figures = [cost.median, min(cost.wall), max(cost.wall), cost.cpu, cost.peak, written.stat().st_size / 1000]
        print(f"| {label} | " + " | ".join(f"{one:.1f}" for one in figures) + f" | {times(cost.median, first)} |")


def times(median, first):
    return f"{median / first:.1f}" if first else "–"


def main(chancery, runs):
    with tempfile.TemporaryDirectory(prefix="chancery-compare-") as folder:
        folder = Path(folder)
        for name, words in inputs.write(folder / "in").items():
            table(name, words, int(runs), str(Path(chancery).resolve()), folder)


main(*sys.argv[1:])
