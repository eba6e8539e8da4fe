//! What the codes of a font stand for, as a `/ToUnicode` CMap (ISO 32000-1 9.10.3, Adobe Technical Note 5411).

use super::Code;
use crate::pdf::by_glyph::ByGlyph;
use std::fmt::Write;

/// As many entries as a section may have.
const MOST_ENTRIES: usize = 100;

const HEAD: &str = "\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
";

const TAIL: &str = "\
endcmap
CMapName currentdict /CMap defineresource pop
end
end
";

/// Codes that follow each other and stand for characters that do.
struct Range<'a> {
    first: u16,
    last: u16,
    text: &'a str,
}

/// The CMap of codes of two bytes, where they are wide, or one.
pub(super) fn cmap(codes: &ByGlyph<Code>, is_wide: bool) -> String {
    let mut ranges: Vec<Range<'_>> = Vec::new();
    for code in codes.in_order() {
        match ranges.last_mut() {
            Some(range) if follows(range, code) => range.last = code.cid,
            _ => ranges.push(Range { first: code.cid, last: code.cid, text: &code.text }),
        }
    }
    // A text of several units is no range: one checker reads it as one character.
    let (ranges, texts): (Vec<_>, Vec<_>) = ranges.into_iter().partition(|range| single(range.text).is_some());
    let figures = if is_wide { 4 } else { 2 };
    let code = |code: u16| format!("<{code:0figures$X}>");
    let mut cmap = format!("{HEAD}{} {}\nendcodespacerange\n", code(0), if is_wide { "<FFFF>" } else { "<FF>" });
    section(&mut cmap, "bfrange", &ranges, |Range { first, last, text }| {
        format!("{} {} {}", code(*first), code(*last), hex(text))
    });
    section(&mut cmap, "bfchar", &texts, |Range { first, text, .. }| format!("{} {}", code(*first), hex(text)));
    cmap + TAIL
}

fn section<'a>(cmap: &mut String, name: &str, ranges: &[Range<'a>], entry: impl Fn(&Range<'a>) -> String) {
    for part in ranges.chunks(MOST_ENTRIES) {
        _ = writeln!(cmap, "{} begin{name}", part.len());
        part.iter().for_each(|range| _ = writeln!(cmap, "{}", entry(range)));
        _ = writeln!(cmap, "end{name}");
    }
}

fn hex(text: &str) -> String {
    let mut hex = String::from("<");
    text.encode_utf16().for_each(|unit| _ = write!(hex, "{unit:04X}"));
    hex + ">"
}

/// The one unit of a text that has no other.
fn single(text: &str) -> Option<u16> {
    let mut units = text.encode_utf16();
    units.next().filter(|_| units.next().is_none())
}

/// Whether a code goes on with a range: only the last byte of code and character may change in one.
fn follows(range: &Range<'_>, code: &Code) -> bool {
    let Some((first, unit)) = single(range.text).zip(single(&code.text)) else { return false };
    let step = code.cid.wrapping_sub(range.first);
    code.cid == range.last.wrapping_add(1)
        && unit == first.wrapping_add(step)
        && code.cid >> 8 == range.first >> 8
        && unit >> 8 == first >> 8
}

#[cfg(test)]
mod tests {
    use super::{ByGlyph, Code, cmap};

    #[test]
    fn characters_that_follow_each_other_are_one_range() {
        let mut codes = ByGlyph::<Code>::new();
        // In another order than that of the glyphs.
        for (cid, text) in [(0x100, "y"), (0xFF, "x"), (5, "c"), (4, "𝔸"), (3, "fi"), (2, "b"), (1, "a")] {
            *codes.entry(0x200 - cid) = Code::new(cid, 500, text.to_owned());
        }
        let narrow = cmap(&codes, false);
        assert!(narrow.contains("\n<00> <FF>\n") && narrow.contains("\n<01> <02> <0061>\n"), "{narrow}");
        let cmap = cmap(&codes, true);
        let entries: Vec<&str> = cmap.lines().skip_while(|line| !line.ends_with("beginbfrange")).collect();
        assert_eq!(
            entries[..10],
            [
                "4 beginbfrange",
                "<0001> <0002> <0061>",
                "<0005> <0005> <0063>",
                "<00FF> <00FF> <0078>",
                "<0100> <0100> <0079>",
                "endbfrange",
                "2 beginbfchar",
                "<0003> <00660069>",
                "<0004> <D835DD38>",
                "endbfchar",
            ]
        );
    }
}
