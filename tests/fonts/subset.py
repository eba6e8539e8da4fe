"""Makes NotoSerifKR-Sample.otf anew; see README.md beside this file."""

import pathlib
import re
import subprocess
import sys

# Words of a masthead that tests use besides the samples.
ALSO = "가나다라마년월일오전후문서번호제조항쪽전체주석성명공동보도자료외교부끝대변인담당연락처붙임배포즉시시각"

here = pathlib.Path(__file__).parent
root = here.parent.parent
inputs = [file for file in (root / "samples").iterdir() if file.is_file()] + list((root / "tests/corpus").glob("*/release.json"))
inputs.append(root / "src/prepare/words/ko.toml")  # what chancery itself adds to a Korean page
texts = [ALSO] + [file.read_text(encoding="utf-8") for file in sorted(inputs)]
korean = "\u3131-\u318e가-힣※○□"
characters = sorted({character for text in texts for character in re.findall(f"[{korean}]", text)})
subprocess.run(
    [
        sys.executable, "-m", "fontTools.subset", sys.argv[1],
        "--font-number=1", "--text=" + "".join(characters), "--layout-features=", "--no-hinting", "--desubroutinize",
        "--name-IDs=0,1,2,3,4,5,6,13,14", "--drop-tables+=vhea,vmtx,VORG,BASE,GSUB,GPOS,DSIG",
        f"--output-file={here / 'NotoSerifKR-Sample.otf'}",
    ],
    check=True,
)
