"""Publishes every case of the corpus through Spark, two workers and processes of their own: `spark.py PYSPARK CHANCERY OUT`.

PYSPARK is the unpacked source package. The outputs must be those of one `chancery build`, byte for byte, and lines that are
no records must each be one error and take nothing else with them.
"""

import base64
import hashlib
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys

from results import say

FORMATS = ["md", "pdf", "json"]
ENDINGS = [".txt", ".md", ".html", ".docx"]
# The fonts of the repository only, so that every machine checks the same files.
FONTS = ["--font-path", str(pathlib.Path("tests/fonts").resolve()), "--no-system-fonts"]
# Every so many lines one is damaged.
DAMAGED_EVERY = 50
DAMAGED = ['{"id": "cut', "no json", '{"id": 1, "text": 7}', "[]"]


def releases():
    """The name and bytes of each input of the corpus."""
    for path in sorted(pathlib.Path("tests/corpus").glob("*/input.*")):
        if path.suffix in ENDINGS:
            yield path.parent.name + path.suffix, path.read_bytes()


def build(chancery, folder):
    """Builds a site of all releases; gives the hash of each output by release and format, as the manifest leads to it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "chancery.toml").write_text('[site]\naddress = "/{name}/"\n', encoding="utf-8")
    for name, content in releases():
        (folder / name).write_bytes(content)
    command = [chancery, "build", str(folder), "-q", "-f", ",".join(FORMATS), *FONTS]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    if done.returncode not in (0, 1):
        raise SystemExit(f"build ended with {done.returncode}: {done.stderr[-600:]}")
    site = folder / "public"
    sources = json.loads((site / ".chancery.json").read_text(encoding="utf-8"))["sources"]
    hashed = lambda path: hashlib.sha256((site / path).read_bytes()).hexdigest()
    return {name: {format: hashed(path) for format, path in source["files"].items()} for name, source in sources.items()}


def lines():
    """A line for each release, and damaged ones between them."""
    for count, (name, content) in enumerate(releases()):
        if count % DAMAGED_EVERY == 0:
            yield DAMAGED[count // DAMAGED_EVERY % len(DAMAGED)]
        yield json.dumps({"id": name, "name": name, "base64": base64.b64encode(content).decode()})


def session(pyspark, home):
    """A cluster of two workers. Its folder holds what they write, so it is not that of the package."""
    shutil.rmtree(home, ignore_errors=True)
    (home / "python").mkdir(parents=True)
    for link, target in [("jars", "deps/jars"), ("bin", "deps/bin"), ("python/lib", "lib")]:
        (home / link).symlink_to(pyspark / target)
    python_path = [str(pyspark), *map(str, (pyspark / "lib").glob("py4j-*.zip"))]
    os.environ.update(
        SPARK_HOME=str(home),
        SPARK_LOCAL_IP="127.0.0.1",
        PYSPARK_PYTHON=sys.executable,
        PYTHONPATH=":".join(python_path),
        # Three machines that live a few seconds start in half the time.
        JDK_JAVA_OPTIONS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    )
    sys.path[:0] = python_path
    from pyspark import SparkConf, SparkContext

    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.executorEnv.PYTHONPATH": ":".join(python_path),
    }
    conf = SparkConf().setMaster("local-cluster[2,1,1024]").setAppName("chancery").setAll(settings.items())
    return SparkContext(conf=conf)


def hashes(answer):
    """The hash of each output of an answer."""
    decoded = lambda format, text: base64.b64decode(text) if format == "pdf" else text.encode()
    outputs = answer.get("outputs", {})
    return {format: hashlib.sha256(decoded(format, text)).hexdigest() for format, text in outputs.items()}


def stream(context, chancery, records):
    """What Spark answers: of each line its id, the hashes of its outputs, and its error."""
    command = [chancery, "stream", "-j", "1", "-f", ",".join(FORMATS), *FONTS]
    # A status of 1 says that a line was an error, which its answer says too; any other ends the run.
    shell = shlex.join(["sh", "-c", shlex.join(command) + " || [ $? = 1 ]"])
    answers = context.textFile(records.as_uri(), minPartitions=4).pipe(shell, checkCode=True).map(json.loads)
    return answers.map(lambda answer: (answer.get("id"), hashes(answer), answer.get("error"))).collect()


def compare(built, answers):
    """Says a result for each release that `build` has published, and for the damaged lines."""
    answered = {}
    for name, outputs, error in answers:
        answered.setdefault(name if isinstance(name, str) else None, []).append((outputs, error))
    for name, expected in built.items():
        found = answered.get(name, [])
        if len(found) != 1:
            say("spark", name, [f"{len(found)} answers"])
            continue
        outputs, error = found[0]
        differing = [format for format in FORMATS if outputs.get(format) != expected.get(format)]
        say("spark", name, [f"the error {error}"] if error else [f"another {format}" for format in differing])


def compare_lines(answers, sent):
    """Each line has one answer, and those that are damaged have an error and no outputs."""
    names = {name for name, _ in releases()}
    strange = [(outputs, error) for name, outputs, error in answers if name not in names]
    damaged = sum(line in DAMAGED for line in sent)
    problems = [] if len(answers) == len(sent) else [f"{len(sent)} lines, {len(answers)} answers"]
    if len(strange) != damaged or any(outputs or not error for outputs, error in strange):
        problems.append(f"{damaged} damaged lines, and {strange}")
    say("spark", "damaged-lines", problems)


def main(pyspark, chancery, out):
    out = pathlib.Path(out).resolve()
    chancery = str(pathlib.Path(chancery).resolve())
    built = build(chancery, out / "spark-press")
    records = out / "records.jsonl"
    sent = list(lines())
    records.write_text("\n".join(sent) + "\n", encoding="utf-8")
    context = session(pathlib.Path(pyspark).resolve(), out / "spark")
    answers = stream(context, chancery, records)
    context.stop()
    compare(built, answers)
    compare_lines(answers, sent)


main(*sys.argv[1:])
