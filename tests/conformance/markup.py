"""Holds every page against the Nu HTML checker, all in one process: `markup.py VNU_JAR OUT`."""

import json
import subprocess
import sys
from urllib.parse import unquote, urlsplit

from results import cases, say

# The checker takes JSON-LD for a script that a policy blocks. It is a data block: HTML prepares no script from it and asks no
# policy (HTML Standard, 4.12.1.1). That no page has a script that runs is the business of web.mjs.
ALLOWED = "Inline script violates Content Security Policy"


def main(jar, out):
    rendered = cases(out)
    files = [str(case.file("html")) for case in rendered]
    command = ["java", "-Xss2m", "-jar", jar, "--stdout", "--exit-zero-always", "--format", "json", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = {}
    for message in json.loads(done.stdout)["messages"]:
        if message["message"].startswith(ALLOWED):
            continue
        said = f"line {message.get('lastLine', '?')}: {message.get('subType', message['type'])}: {message['message']}"
        found.setdefault(unquote(urlsplit(message.get("url", "")).path), []).append(said)
    for case in rendered:
        say("html", case.name, found.pop(str(case.file("html").resolve()), []))
    for path, messages in found.items():
        say("html", path or "the checker itself", messages)


main(*sys.argv[1:])
