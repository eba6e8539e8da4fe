"""Kills builds at random moments and lets them run out of room: `kills.py CHANCERY OUT [KILLS]`.

A reader who looks at the site all the while must see the old site or the new one, each whole, and the next build must be right
byte for byte. Without KILLS it goes on for as long as a check may take.
"""

import hashlib
import os
import pathlib
import random
import shutil
import subprocess
import sys
import threading
import time

from results import say

SECONDS = 8
SEED = 7
NOW = ["--now", "2031-06-01T00:00:00Z"]
RELEASES = 30
SHARDS = 2


def release(number, thing):
    """A release of a page or two. Its title stays, so that no address moves: where releases were is a source of a site, too."""
    paragraphs = [f"{count}. The {thing} of Lund is open on day {count} of the week.\n" for count in range(1, 4 + number % 30)]
    head = f"Ministry of Tides of the Republic of Vessland\n\n{number % 27 + 1} March 2031 | Press release\n\nThe pier {number} of Lund reopens\n\n"
    return head + "\n".join(paragraphs)


def press(folder, state):
    """Writes the folder of one state: each differs from the others by some releases, or by the settings of all pages."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    title = "Tides" if state < 2 else "Tides and Fish"
    (folder / "chancery.toml").write_text(f'[site]\ntitle = "{title}"\nurl = "https://press.tides.example/"\n', encoding="utf-8")
    for number in range(RELEASES):
        thing = f"pier {number}" + (" again" if number % 10 == state else "")
        (folder / f"{number if number % 7 else number + state}.txt").write_text(release(number, thing), encoding="utf-8")


def contents(folder):
    """The hash of each file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


class State:
    """What a site is built from, and what it must be."""

    def __init__(self, chancery, root, number):
        self.folder = root / f"press-{number}"
        press(self.folder, number)
        self.chancery = chancery
        self.shards = [str(root / f"shard-{number}-{shard}") for shard in range(1, SHARDS + 1)]
        for shard, place in enumerate(self.shards, 1):
            run([chancery, "build", str(self.folder), "--shard", f"{shard}/{SHARDS}", *NOW, "-o", place])
        clean = root / f"clean-{number}"
        shutil.rmtree(clean, ignore_errors=True)
        self.seconds = timed(lambda: run(self.build(clean)))
        self.site = contents(clean)

    def build(self, site, *options):
        return [self.chancery, "build", str(self.folder), "-q", *NOW, "-o", str(site), *options]

    def index(self, site):
        return [self.chancery, "index", *self.shards, "--folder", str(self.folder), "-q", "-o", str(site)]


def timed(work):
    before = time.monotonic()
    work()
    return time.monotonic() - before


def run(command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if done.returncode:
        raise SystemExit(f"{command} ended with {done.returncode}: {done.stderr[-600:]}")


class Reader(threading.Thread):
    """Reads all of a site again and again, as a person with a browser does."""

    def __init__(self, site, old, new):
        super().__init__()
        self.site, self.old, self.new = site, old, new
        self.problems, self.over, self.times = [], False, 0

    def read(self, name):
        try:
            return hashlib.sha256((self.site / name).read_bytes()).hexdigest()
        except FileNotFoundError:
            return None

    def run(self):
        while not self.over:
            first = self.read(".chancery.json")
            seen = {name: self.read(name) for name in self.old.keys() | self.new.keys()}
            self.times += 1
            is_still = first == self.read(".chancery.json")
            strange = [name for name, found in seen.items() if found not in (self.old.get(name), self.new.get(name))]
            whole = [{name: found for name, found in seen.items() if found} == site for site in (self.old, self.new)]
            if strange or (is_still and not any(whole)):
                self.problems.append(f"half a site is seen: {strange[:3]}")


def kill(command, seconds):
    """Starts a command and kills it after so long; says whether it was still running."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True


def left_behind(root):
    return [path.name for path in root.iterdir() if ".chancery-" in path.name and not path.name.endswith("-lock")]


def round_of_kills(dice, root, states, old):
    """Kills one build of the site, which has the state `old`; gives the new state, what was seen, and what is wrong."""
    site = root / "public"
    new = dice.choice([state for state in states if state is not old])
    if dice.random() < 0.1:
        shutil.rmtree(site)
        before = {}
    else:
        before = old.site
    command = dice.choice([new.build(site), new.build(site), new.build(site, "--anew"), new.index(site)])
    reader = Reader(site, before, new.site)
    reader.start()
    was_killed = kill(command, dice.random() * new.seconds * 1.2)
    reader.over = True
    reader.join()
    problems, now = reader.problems, contents(site)
    if now not in (before, new.site):
        problems.append("half a site is left")
    run(dice.choice([new.build(site), new.index(site)]))
    if contents(site) != new.site:
        problems.append("the next build is not right")
    problems += [f"{name} is left behind" for name in left_behind(root)]
    seen = {"killed": was_killed, "new": now == new.site, "read": reader.times}
    return new, seen, problems


def kills(chancery, root, rounds):
    """Kills builds, so many or until the time is up."""
    dice = random.Random(SEED)
    states = [State(chancery, root, number) for number in range(3)]
    run(states[0].build(root / "public"))
    state, seen, problems, end = states[0], [], [], time.monotonic() + SECONDS
    total = lambda what: sum(int(one[what]) for one in seen)
    while total("killed") < rounds if rounds else time.monotonic() < end:
        state, what, wrong = round_of_kills(dice, root, states, state)
        seen.append(what)
        problems += wrong
    print(f"    {len(seen)} rounds, {total('killed')} killed, {total('new')} with the new site, read {total('read')} times")
    say("kills", "builds", problems or ([] if total("killed") else ["no build was killed"]))
    return states


def fill(folder, free):
    """Leaves so many bytes free."""
    filler = folder / "filler"
    filler.unlink(missing_ok=True)
    there = os.statvfs(folder)
    with open(filler, "wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(there.f_bavail * there.f_frsize - free, 1))


def full(root, states, rounds):
    """Builds where there is too little room, of a file system of 16 MB."""
    small = root / "small"
    small.mkdir(exist_ok=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(small)], capture_output=True).returncode:
        say("kills", "disk-full-is-not-tried-without-the-right-to-mount", [])
        return
    try:
        say("kills", "disk-full", rounds_of_little_room(small, states, rounds))
    finally:
        subprocess.run(["umount", str(small)], check=True)


def rounds_of_little_room(small, states, rounds):
    dice, problems, old, stopped = random.Random(SEED), [], states[0], 0
    site = small / "public"
    run(old.build(site))
    needed = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    for _ in range(rounds):
        new = dice.choice([state for state in states if state is not old])
        fill(small, dice.randrange(needed))
        command = dice.choice([new.build(site), new.build(site, "--anew"), new.index(site)])
        reader = Reader(site, old.site, new.site)
        reader.start()
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        reader.over = True
        reader.join()
        problems += reader.problems
        expected = new.site if done.returncode == 0 else old.site
        stopped += done.returncode != 0
        if contents(site) != expected:
            problems.append(f"half a site is left with status {done.returncode}")
        if done.returncode and (done.returncode != 2 or "hint: what was there before is untouched" not in done.stderr):
            problems.append(f"it said {done.stderr[-300:]}")
        (small / "filler").unlink()
        problems += [f"{name} is left behind" for name in left_behind(small)]
        run(new.build(site))
        if contents(site) != new.site:
            problems.append("the next build is not right")
        old = new
    print(f"    {rounds} rounds with little room, {stopped} stopped")
    return problems or ([] if stopped else ["there was room enough"])


def main(chancery, out, rounds="0"):
    root = pathlib.Path(out).resolve() / "kills"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    states = kills(str(pathlib.Path(chancery).resolve()), root, int(rounds))
    full(root, states, int(rounds) or 6)


main(*sys.argv[1:])
