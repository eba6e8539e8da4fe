"""What the checkers in Python share: which cases there are, and how a result is said."""

import json
import pathlib


class Case:
    """One rendered input: `case.file("pdf")` is its PDF."""

    def __init__(self, out, entry):
        self.name = entry["name"]
        self.input = pathlib.Path(entry["input"])
        self.stem = pathlib.Path(out) / entry["stem"]

    def file(self, ending):
        return pathlib.Path(f"{self.stem}.{ending}")

    def model(self):
        return json.loads(self.file("json").read_text(encoding="utf-8"))


def cases(out):
    """The cases that `render.py` has rendered into the folder `out`."""
    entries = json.loads((pathlib.Path(out) / "cases.json").read_text(encoding="utf-8"))
    return [Case(out, entry) for entry in entries]


def say(check, case, problems):
    """Prints the result of one check of one case; no problem is a pass."""
    problems = list(problems)
    print("FAIL" if problems else "ok", check, case)
    for problem in problems[:8]:
        print("    " + problem.replace("\n", "\n    "))
    if len(problems) > 8:
        print(f"    and {len(problems) - 8} more")
