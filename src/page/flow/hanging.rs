//! Marks that hang in the margin, so that the edge of the text looks straight (`hanging-punctuation`, CSS Text 3, 9.2).

use super::atoms::{Atom, Kind, measure};
use super::inline::Paragraph;
use crate::page::text::Cache;

/// The stops and commas of 9.2.
const STOPS: [char; 17] = [
    ',', '.', '\u{60C}', '\u{6D4}', '、', '。', '，', '．', '\u{FE50}', '\u{FE51}', '\u{FE52}', '｡', '､', '։', '।',
    '።', '፣',
];

/// Opening and closing brackets and quotation marks: what is before a word at its start, and behind it at its end.
const OPENING: [char; 15] = ['"', '\'', '“', '‘', '„', '‚', '«', '‹', '(', '[', '「', '『', '（', '《', '〈'];
const CLOSING: [char; 14] = ['"', '\'', '”', '’', '“', '»', '›', ')', ']', '」', '』', '）', '》', '〉'];

/// How far the line hangs over its start that begins with `first`, the paragraph's first atom.
pub(super) fn over_start(cache: &Cache, paragraph: &Paragraph, first: &Atom) -> f32 {
    let letter = paragraph.text[first.start..first.end].chars().next();
    let Some(letter) = letter.filter(|letter| paragraph.style.text.hanging.first && OPENING.contains(letter)) else {
        return 0.0;
    };
    width(cache, paragraph, first, (first.start, first.start + letter.len_utf8()))
}

/// How far a line hangs over its end whose last atom but for spaces is `last`. `ends` says that it is the paragraph's
/// last line.
pub(super) fn over_end(cache: &Cache, paragraph: &Paragraph, last: &Atom, ends: bool) -> f32 {
    let hanging = paragraph.style.text.hanging;
    // Most words end with a letter.
    if paragraph.text.as_bytes()[..last.end].last().is_some_and(u8::is_ascii_alphanumeric) {
        return 0.0;
    }
    let Some(letter) = paragraph.text[last.start..last.end].chars().next_back() else { return 0.0 };
    if !(hanging.end && STOPS.contains(&letter) || hanging.last && ends && CLOSING.contains(&letter)) {
        return 0.0;
    }
    width(cache, paragraph, last, (last.end - letter.len_utf8(), last.end))
}

/// The width of some letters of an atom, by their bytes in the text.
fn width(cache: &Cache, paragraph: &Paragraph, atom: &Atom, (start, end): (usize, usize)) -> f32 {
    let (word, from) = match atom.kind {
        Kind::Word(word) => (word, atom.start),
        Kind::Part { word, whole } => (word, whole.0),
        Kind::Space(_) | Kind::Tab(_) | Kind::Object(_) | Kind::Spacer | Kind::Break => return 0.0,
    };
    measure(cache, word, &paragraph.spans[atom.span], Some((start - from, end - from)))
}

#[cfg(test)]
mod tests {
    use crate::page::document::TextRun;
    use crate::page::flow::tests::{laid_out, runs, squeezed, words};

    #[test]
    fn stops_and_quotation_marks_hang_in_the_margin() {
        let text =
            "“One two, three four, five six, seven eight, nine ten, eleven, twelve, more, still more, and the end.”";
        let set = |css: &str| {
            let css = format!("body {{ text-align: justify; hanging-punctuation: {css} }}");
            let document = laid_out(&format!("<p>{text}"), &css);
            assert_eq!(squeezed(&words(&document)), squeezed(text));
            runs(&document, 0).into_iter().cloned().collect::<Vec<_>>()
        };
        let ends = |runs: &[TextRun]| -> Vec<(String, f32)> {
            let end = |run: &TextRun| run.x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>();
            runs.iter().map(|run| (run.text.trim_end().to_owned(), end(run))).collect()
        };
        for (_, end) in ends(&set("none")) {
            assert!(end < 150.1, "{end}");
        }
        let hanging = set("first force-end");
        assert!(hanging[0].x < 49.0, "the first mark is left of the text: {}", hanging[0].x);
        let (with, without): (Vec<_>, Vec<_>) = ends(&hanging).into_iter().partition(|(text, _)| text.ends_with(','));
        assert!(!with.is_empty() && with.iter().all(|(_, end)| *end > 151.0), "{with:?}");
        assert!(without.iter().all(|(_, end)| *end < 150.1), "{without:?}");
        // From right to left, the end is the left one.
        let css = "body { direction: rtl; text-align: justify; hanging-punctuation: force-end }";
        let document = laid_out("<p>One two, three four, five six, seven eight, nine ten, eleven, twelve.", css);
        assert!(runs(&document, 0).iter().any(|run| run.x < 49.0));
    }
}
