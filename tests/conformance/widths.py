"""Holds the widths that a PDF says of its glyphs against its fonts, read by fontTools: a text of wrong widths lies askew."""

import io

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont

# Widths in the PDF are whole numbers; those of the font may not be.
ROUNDING = 1.0


def widths(pdf):
    """What is wrong, one line a font."""
    with pikepdf.open(pdf) as document:
        # A name such as `/f0` is the same font on every page.
        fonts = {name: font for page in document.pages for name, font in page.Resources.get("/Font", {}).items()}
        return [problem for font in fonts.values() for problem in font_problems(font)]


def font_problems(font):
    descendant = font.DescendantFonts[0]
    said, real = declared(descendant.W), embedded(descendant.FontDescriptor)
    wrong = [cid for cid in said if abs(said[cid] - real.get(cid, -1)) > ROUNDING]
    problem = [f"glyph {cid} is {real.get(cid)} wide, not {said[cid]}" for cid in wrong[:1]]
    return [f"{font.BaseFont}: {what} ({len(wrong)} in all)" for what in problem]


def declared(array):
    """The width of each CID (ISO 32000-1 9.7.4.3)."""
    found, at = {}, 0
    while at < len(array):
        first = int(array[at])
        if isinstance(array[at + 1], pikepdf.Array):
            found.update({first + place: float(width) for place, width in enumerate(array[at + 1])})
            at += 2
        else:
            found.update({cid: float(array[at + 2]) for cid in range(first, int(array[at + 1]) + 1)})
            at += 3
    return found


def embedded(descriptor):
    """The width of each CID, in thousandths of an em, as the font program has it."""
    if "/FontFile2" in descriptor:
        return of_tables(descriptor.FontFile2.read_bytes())
    stream = descriptor.FontFile3
    return (of_tables if stream.Subtype == "/OpenType" else of_compact)(stream.read_bytes())


def of_tables(data):
    font = TTFont(io.BytesIO(data))
    em = font["head"].unitsPerEm
    return {glyph: font["hmtx"][name][0] * 1000 / em for glyph, name in enumerate(font.getGlyphOrder())}


def of_compact(data):
    """A bare CFF font: its CIDs are in its charset, or are its glyphs where it has names instead."""
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    font = fonts[0]
    found = {}
    for glyph, name in enumerate(font.charset):
        outline = font.CharStrings[name]
        outline.draw(NullPen())
        cid = int(name.removeprefix("cid")) if hasattr(font, "ROS") and name.startswith("cid") else glyph
        found[cid] = outline.width * font.FontMatrix[0] * 1000
    return found
