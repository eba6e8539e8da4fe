"""Makes the fonts beside this file anew; see README.md."""

import json
import pathlib
import re
import subprocess
import sys

here = pathlib.Path(__file__).parent
root = here.parent.parent
fonts = pathlib.Path(sys.argv[1])
words = root / "src/prepare/words"
CJK = "opentype/noto/NotoSerifCJK-Regular.ttc"
HAN = "\u3000-\u303f\u3041-\u30ff\u3400-\u9fff\uff00-\uffef①-⑳㈠-㈩“”‘’…—"

# Name, file, its number in the file, the characters it holds, the languages whose texts they are from (None: all).
FONTS = [
    ("NotoSerifKR-Sample.otf", CJK, 1, "\u3131-\u318e가-힣※○□", None),
    ("NotoSerifJP-Sample.otf", CJK, 0, HAN, ["ja"]),
    ("NotoSerifSC-Sample.otf", CJK, 2, HAN, ["zh", "zh-Hans", None]),
    ("NotoSerifTC-Sample.otf", CJK, 3, HAN, ["zh-Hant"]),
    ("NotoNaskhArabic-Sample.ttf", "truetype/noto/NotoNaskhArabic-Regular.ttf", 0, "\u0600-\u06ff\u200c\u200d", None),
    ("NotoSerifThai-Sample.ttf", "truetype/noto/NotoSerifThai-Regular.ttf", 0, "\u0e00-\u0e7f", None),
]
# Words of a Korean masthead that tests use besides the samples, and a sign of page titles in texts of other languages.
ALSO = {None: "가나다라마년월일오전후문서번호제조항쪽전체주석성명공동보도자료외교부끝대변인담당연락처붙임배포즉시시각｜"}


def language(file: pathlib.Path) -> str | None:
    if file.suffix == ".toml":
        return file.stem
    release = file.parent / "release.json"
    return json.loads(release.read_text(encoding="utf-8")).get("language") if release.exists() else None


def text(file: pathlib.Path) -> str:
    expected = file.parent / "release.json"
    return file.read_bytes().decode("utf-8", "replace") + (expected.read_text(encoding="utf-8") if expected.exists() else "")


inputs = [file for file in (root / "samples").iterdir() if file.is_file()]
inputs += sorted((root / "tests/corpus").glob("*/input.*")) + sorted(words.glob("*.toml"))
texts = [(language(file), text(file)) for file in inputs] + list(ALSO.items())
for name, file, number, holds, languages in FONTS:
    own = [text for tag, text in texts if languages is None or tag in languages]
    characters = sorted({character for text in own for character in re.findall(f"[{holds}]", text)})
    if "\u0e33" in characters:  # drawn as its ring and its stroke
        characters += ["\u0e32", "\u0e4d"]
    if "\u200c" in characters:  # what is drawn empty, as whole fonts have it
        characters += ["\u200b"]
    features = "--layout-features=" if file == CJK else "--layout-features=*"
    tables = "vhea,vmtx,VORG,BASE,DSIG" + (",GSUB,GPOS" if file == CJK else "")
    subprocess.run(
        [
            sys.executable, "-m", "fontTools.subset", str(fonts / file),
            f"--font-number={number}", "--text=" + "".join(characters), features, "--no-hinting", "--desubroutinize",
            "--name-IDs=0,1,2,3,4,5,6,13,14", f"--drop-tables+={tables}", f"--output-file={here / name}",
        ],
        check=True,
    )
