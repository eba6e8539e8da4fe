"""Walks along the expected words and a text at once, and says where they part.

White space has to be where the words end and nowhere else, but for the ends of lines: there a word may be broken, with or
without a hyphen. Soft hyphens say nothing.
"""

import re
import unicodedata

HYPHENS = "-\u2010"
# What may stand around the words: a letterhead before the title, a colophon or an edition line after the end.
LINES_BEFORE = 24
LINES_AFTER = 6


class Mismatch(Exception):
    pass


def flatten(words):
    """The expected words as steps: a character, ` ` (white space must stand here), `""` (it may), or a tuple of forms."""
    steps = []

    def add(step):
        if step not in (" ", "") or not steps or steps[-1] not in (" ", ""):
            steps.append(step)
        elif step == " " and steps[-1] == "":
            steps[-1] = " "

    for one in words:
        if len(one.forms) > 1:
            add("")
            steps.append(tuple(clean(form) for form in one.forms))
            steps.append("")
            continue
        words = clean(one.forms[0])
        if not one.glued:
            add(" ")
        for character in words:
            add(" " if character.isspace() else character)
        if not one.glued:
            add(" ")
    while steps and steps[0] in (" ", ""):
        steps.pop(0)
    while steps and steps[-1] in (" ", ""):
        steps.pop()
    return steps


def clean(text):
    return unicodedata.normalize("NFC", text.replace("\u00ad", "").replace("\u200b", "").replace("\u2060", ""))


def compare(words, text, edges):
    """Finds the words in `text`; up to `edges` lines at the start and the end of a page may be no words of the model."""
    steps = flatten(words)
    if not steps:
        return
    text = clean(text)
    furthest = None
    # The title may stand in a running head or a letterhead too: take the place from which the most agrees.
    for start in starts(steps, text):
        walk = Walk(steps, text, start, edges)
        if walk.run():
            return
        if furthest is None or walk.step > furthest.step:
            furthest = walk
    if furthest is None:
        raise Mismatch(f"`{readable(steps[:60])}` is nowhere in `{text[:200]!r}`")
    raise Mismatch(furthest.story())


def starts(steps, text):
    """Where the first words could begin."""
    head = []
    for step in steps[:24]:
        if isinstance(step, tuple):
            break
        head.append(r"\s+" if step == " " else r"\s*" if step == "" else re.escape(step) + r"[-\u2010]?\n?")
    matches = [match.start() for match in re.finditer("".join(head), text)]
    return [start for start in matches if sum(1 for line in text[:start].splitlines() if line.strip()) <= LINES_BEFORE]


def readable(steps):
    return "".join(step[0] if isinstance(step, tuple) and step else step or " " for step in steps)


class Walk:
    """One walk: `at` in the text, `step` in the steps."""

    def __init__(self, steps, text, start, edges):
        self.steps, self.text, self.at, self.step, self.edges = steps, text, start, 0, edges
        self.line_starts = {}
        self.skipped = set()

    def run(self):
        while self.step < len(self.steps):
            self.note_line_start()
            if not self.advance() and not self.skip_furniture():
                return False
        return self.little_is_left()

    def little_is_left(self):
        return sum(1 for line in self.text[self.at :].splitlines() if line.strip()) <= LINES_AFTER

    def peek(self):
        return self.text[self.at] if self.at < len(self.text) else ""

    def advance(self):
        want, found = self.steps[self.step], self.peek()
        if isinstance(want, tuple):
            return self.advance_form(want)
        if want in (" ", ""):
            end = self.after_space()
            passed = end > self.at or end == len(self.text) or self.text[max(0, end - 1)].isspace()
            if want == " " and not passed:
                return False
            self.at, self.step = end, self.step + 1
            return True
        if want == found:
            self.at, self.step = self.at + 1, self.step + 1
            return True
        return self.line_break_in_word(found)

    def advance_form(self, forms):
        # A line of several parts may be broken between them.
        lengths = [match.end() - self.at for form in forms if (match := self.spaced(form).match(self.text, self.at))]
        if not lengths:
            return False
        lengths.sort(reverse=True)
        # The longest form, unless what is due next does not follow it.
        length = next((length for length in lengths if self.next_follows(length)), lengths[0])
        self.at, self.step = self.at + length, self.step + 1
        return True

    @staticmethod
    def spaced(form):
        return re.compile(r"\s+".join(map(re.escape, form.split())))

    def next_follows(self, length):
        return self.follows(self.step + 1, self.at + length)

    def follows(self, step, at):
        """Whether the next thing due from `step` on stands at `at`, white space aside."""
        while step < len(self.steps) and self.steps[step] in (" ", ""):
            step += 1
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        if step == len(self.steps):
            return True
        due = self.steps[step]
        if isinstance(due, tuple):
            return any(self.text.startswith(form, at) and self.follows(step + 1, at + len(form)) for form in due)
        return self.text.startswith(due, at)

    def after_space(self):
        end = self.at
        while end < len(self.text) and self.text[end].isspace():
            end += 1
        return end

    def line_break_in_word(self, found):
        """`naviga-` and `tion` on the next line."""
        end = self.at + 1 if found and found in HYPHENS else self.at
        rest = re.compile(r"[ \t]*[\n\f]\s*").match(self.text, end)
        if not rest:
            return False
        self.at = rest.end()
        return True

    def note_line_start(self):
        """Remembers how far the words were when a line began, to come back when the line turns out to be furniture."""
        if self.at > 0 and self.text[self.at - 1] in "\n\f":
            # The first time: what may be left out has been passed by the second.
            self.line_starts.setdefault(self.at, self.step)

    def skip_furniture(self):
        if not self.edges or not self.line_starts:
            return False
        for start in sorted(self.line_starts, reverse=True)[:2]:
            if start in self.skipped or not self.at_page_edge(start):
                continue
            self.skipped.add(start)
            end = re.compile(r"[\n\f]\f*").search(self.text, start)
            self.step = self.line_starts[start]
            self.at = end.end() if end else len(self.text)
            return True
        return False

    def at_page_edge(self, start):
        page_start = self.text.rfind("\f", 0, start) + 1
        page_end = self.text.find("\f", start)
        page_end = len(self.text) if page_end < 0 else page_end
        before = self.text[page_start:start].count("\n")
        after = self.text[start:page_end].rstrip("\n").count("\n") + 1
        return before < self.edges or after <= self.edges

    def story(self):
        said = readable(self.steps[max(0, self.step - 40) : self.step])
        want = readable(self.steps[self.step : self.step + 40])
        return f"after `{said}`\nexpected `{want}`\nfound    {self.text[self.at:self.at + 60]!r}"
