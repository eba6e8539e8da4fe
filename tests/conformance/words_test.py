"""The comparison of words is our own, so it is held to account itself: it must pass a true text and fault every false one."""

from words import drawn_problems, pdf_problems, problems, words_lost

MODEL = {
    "title": ["On Harbours"],
    "body": [
        {"paragraph": {"number": {"printed": "1."}, "content": ["The under-secretary has ", {"emphasis": ["reaf"]}, "firmed it."]}},
        {"list": {"items": [{"bullet": "•", "content": ["one boat", {"footnote_ref": {"label": "1"}}, "; and"]}]}},
        {"paragraph": {"number": {"printed": "2."}, "content": ["Harbours are open."]}},
        {"notes": {"notes": [{"printed": "[1]", "label": "1", "content": ["A small one."]}]}},
        {"end_mark": {"printed": "###"}},
    ],
}
PAGES = (
    "Ministry\nOn Harbours\n1. The under-\nsecretary has reaf-\nfirmed it.\n• one boat1; and\nPage 1 of 2\n"
    "\fMinistry\n2. Harbours are open.\nNotes\n[1] A small one. ↩\n###\nPage 2 of 2\n"
)
WITH_HEADINGS = {"title": ["On Harbours"], "body": [{"section": {"heading": {"content": [name]}}} for name in ("Quays", "Dues")]}
CONTENTS = [
    ("contents", True, "On Harbours\nContents\nQuays 1\nDues 2\nQuays\nDues\n"),
    ("contents without a page", False, "On Harbours\nContents\nQuays 1\nDues\nQuays\nDues\n"),
    ("contents without a heading", False, "On Harbours\nContents\nQuays 1\nQuays\nDues\n"),
    ("contents in another order", False, "On Harbours\nContents\nDues 2\nQuays 1\nQuays\nDues\n"),
]
# A page that ends in furniture, before a bullet.
BULLETS = {"title": ["On Harbours"], "body": [{"list": {"items": [{"bullet": "•", "content": [f"boat {name}"]} for name in "ab"]}}]}
BULLETS_PAGES = "On Harbours\nMinistry\nPage 1 of 2\n\f• boat a\n• boat b\n"
# The note at the foot of the page that calls it.
AT_FOOT = PAGES.replace("Notes\n[1] A small one. ↩\n", "").replace("Page 1 of 2", "[1] A small\none.\nPage 1 of 2")
FEET = [
    ("a note at the foot", True, AT_FOOT),
    ("a note at no foot", False, AT_FOOT.replace("[1] A small\none.\n", "")),
    ("a note that lost a word", False, AT_FOOT.replace("A small\none.", "A\none.")),
    ("a text that lost a word beside its note", False, AT_FOOT.replace("are open", "open")),
]
# What is copied from right to left; a mark may stand on the other side of its letter.
ARABIC = {"title": ["سلامة الملاحة"], "body": [{"paragraph": {"number": {"printed": "١."}, "content": ["ابتداءً من اليوم."]}}]}
COPIED = [
    ("words from right to left", True, "\u202bسلامة الملاحة\u202c\n\u202b.١ ابتداًء من اليوم.\u202c\n"),
    ("a word that is turned around", False, "سلامة الملاحة\n.١ ًءادتبا من اليوم.\n"),
    ("a ligature that is turned around", False, "سالمة الملاحة\n.١ ابتداءً من اليوم.\n"),
    ("a word from right to left that is lost", False, "سلامة الملاحة\n.١ ابتداءً اليوم.\n"),
]
FALSE = [
    ("a word is lost", "are open", "open"),
    ("a word is doubled", "are open", "are are open"),
    ("two words are one", "are open", "areopen"),
    ("one word is two", "Harbours are", "Har bours are"),
    ("a number is lost", "2. ", ""),
    ("a note lost its mark", "[1] ", "[2] "),
    ("the end is lost", "###\nPage 2 of 2\n", ""),
    ("lines are swapped", "1. The under-\nsecretary has reaf-\n", "secretary has reaf-\n1. The under-\n"),
    ("something stands in the middle", "• one", "by the way\n• one"),
    ("a lot stands after the end", "###\n", "###\n" + "more\n" * 9),
]


def main():
    found = problems(MODEL, PAGES, edges=1)
    print("FAIL" if found else "ok", "words-test a true text", *found)
    found = problems(BULLETS, BULLETS_PAGES, edges=3)
    print("FAIL" if found else "ok", "words-test a bullet behind furniture", *found)
    for what, is_true, text in CONTENTS:
        found = pdf_problems(WITH_HEADINGS, text, 0, ())
        print("ok" if bool(found) != is_true else "FAIL", "words-test", what)
    for what, is_true, text in COPIED:
        found = words_lost(ARABIC, text)
        print("ok" if bool(found) != is_true else "FAIL", "words-test", what)
    for what, is_true, text in FEET:
        found = drawn_problems(MODEL, text, 1, ())
        print("ok" if bool(found) != is_true else "FAIL", "words-test", what)
    for what, true, false in FALSE:
        assert PAGES.count(true) == 1, what
        found = problems(MODEL, PAGES.replace(true, false), edges=1)
        print("ok" if found else "FAIL", "words-test", what)


main()
