//! Where paragraphs begin: behind blank lines, and where none stand, by the form of the lines.

use super::{Raw, TAB};
use crate::read::digit;

/// Lines of a text that wraps its lines are about as wide as this, at least, in columns.
const NARROWEST_PAGE: usize = 45;
/// Nobody wraps lines that are wider.
const WIDEST_PAGE: usize = 125;
/// A line of a letterhead or address is not wider.
const SHORT_LINE: usize = 80;
/// A last line is narrower than this part of the page.
const LAST_LINE: f32 = 0.85;
/// A line of its own that is a sentence is not narrower, in columns.
const SENTENCE: usize = 30;
/// A first line is set in by so many columns.
const FIRST_LINE: usize = 2;
/// So many lines show how a text is spaced.
const FEWEST_LINES: usize = 6;
/// Lines as long as these, in columns, and as a part of the widest, would be full in a text that wraps them.
const LONG_LINE: usize = 60;
const LONG: f32 = 0.6;
/// So many long lines that end a sentence show that each is a paragraph.
const FEWEST_SENTENCES: usize = 2;
/// So many sentences that go on behind a blank line show that it parts nothing.
const FEWEST_CUTS: usize = 2;

/// Columns are told by gaps as wide as this.
const GAP: &str = "   ";

/// How a text is set.
struct Page {
    /// The width that lines were wrapped at, where they were.
    width: usize,
    /// Every paragraph is one line.
    unwrapped: bool,
}

/// For each line, whether a paragraph begins with it.
pub(super) fn beginnings(lines: &mut [Raw<'_>]) -> Vec<bool> {
    let page = page(lines);
    let double = !page.unwrapped && is_double_spaced(lines, &page);
    let mut begins = Vec::with_capacity(lines.len());
    let mut is_wrapped = false;
    // The last line at the margin.
    let mut margin = None;
    for index in 0..lines.len() {
        let line = &lines[index];
        let above = index.checked_sub(1).map(|above| &lines[above]);
        let own = match above {
            None => true,
            _ if line.parts => true,
            Some(above) if line.page => !goes_over_page(above, line, &page),
            Some(above) if double && line.blanks == 1 => !goes_on(above, line, &page),
            Some(_) if line.blanks > 0 => true,
            Some(above) if (is_row(above) || is_set_in_by_tabs(above)) && is_row(line) => false,
            Some(above) if line.set_in && is_before_first(above, line, &page) => true,
            Some(above) if above.set_in && margin.is_some_and(|at| begins[at] && is_next(&lines[at], line)) => true,
            Some(above) if page.unwrapped => {
                above.width > SHORT_LINE
                    || line.width > SHORT_LINE
                    || above.words.ends_with(['.', '!', '?', '。'])
                    || is_over_sentence(lines, index)
            }
            Some(above) => is_last(above, line, &page, is_wrapped) || is_first(lines, index, &begins),
        };
        is_wrapped = is_full(line, &page) || (is_wrapped && !own);
        margin = if line.set_in { margin } else { Some(index) };
        begins.push(own);
    }
    begins
}

/// Tells how a text is set.
fn page(lines: &[Raw<'_>]) -> Page {
    let is_prose =
        |line: &&Raw<'_>| line.words.bytes().filter(|byte| *byte == b' ').count() > 4 || !line.words.is_ascii();
    let widths = || lines.iter().filter(is_prose).map(|line| line.width);
    let wide = widths().filter(|width| *width > WIDEST_PAGE).count();
    let unwrapped = wide > 0 && wide * 8 >= widths().count();
    let widest = widths().filter(|width| *width <= WIDEST_PAGE).max().unwrap_or(0);
    Page { width: widest, unwrapped: unwrapped || ends_in_sentences(lines, widest) }
}

/// Whether every long line with another directly below ends a sentence: nobody's lines are full just there.
fn ends_in_sentences(lines: &[Raw<'_>], widest: usize) -> bool {
    let long = |line: &Raw<'_>| line.width >= LONG_LINE && line.width as f32 >= LONG * widest as f32;
    let above = || lines.windows(2).filter(|pair| pair[1].blanks == 0 && long(&pair[0])).map(|pair| pair[0].words);
    above().count() >= FEWEST_SENTENCES && above().all(ends_full)
}

/// Whether a blank line stands after every line, also where a sentence goes on.
fn is_double_spaced(lines: &[Raw<'_>], page: &Page) -> bool {
    if lines.len() < FEWEST_LINES || page.width < NARROWEST_PAGE {
        return false;
    }
    let pairs = || lines.windows(2);
    let close = pairs().filter(|pair| pair[1].blanks == 0).count();
    let cut = || pairs().filter(|pair| pair[1].blanks == 1 && is_cut(&pair[0], page));
    let count = cut().filter(|pair| continues(pair[1].words)).count();
    // Hardly any two lines stand close, and sentences go on behind blank lines.
    close * 10 <= lines.len() && count >= FEWEST_CUTS && count * 2 >= cut().count()
}

/// Whether a line is full, and its sentence is not at its end.
fn is_cut(line: &Raw<'_>, page: &Page) -> bool {
    line.width as f32 >= LAST_LINE * page.width as f32
        && line.words.ends_with(|letter: char| letter.is_alphanumeric() || letter == ',')
}

/// Whether words may go on in a sentence: they begin with a small letter, or one of a script that has no capitals.
fn continues(words: &str) -> bool {
    words.starts_with(|letter: char| letter.is_alphabetic() && !letter.is_uppercase()) && !begins_item(words)
}

/// Whether a line goes on in the words of the line above, with a blank line between them.
fn goes_on(above: &Raw<'_>, line: &Raw<'_>, page: &Page) -> bool {
    let full = is_full(above, page);
    let begins = line.indent >= above.indent + FIRST_LINE || begins_item(line.words);
    full && !begins && !(ends_sentence(above.words) && is_narrower(above, line, page))
}

/// Whether the first word of `line` would have had room behind `above`.
fn is_narrower(above: &Raw<'_>, line: &Raw<'_>, page: &Page) -> bool {
    let first: usize = line.words.split_whitespace().next().unwrap_or_default().chars().count();
    above.width + 1 + first < page.width
}

/// Whether the words of a page go on over on the next.
fn goes_over_page(above: &Raw<'_>, line: &Raw<'_>, page: &Page) -> bool {
    let full = is_full(above, page) && above.width >= NARROWEST_PAGE;
    let small = line.words.starts_with(char::is_lowercase);
    let divided = above.words.ends_with(['-', ',', '\u{AD}']);
    !ends_sentence(above.words) && !begins_item(line.words) && (small || divided || (full && !page.unwrapped))
}

/// Whether `above` is the last line of its paragraph: a sentence ends in it that had room to go on. `is_wrapped` says
/// that a full line stands in the paragraph; without one, the line behind it must look like prose.
fn is_last(above: &Raw<'_>, line: &Raw<'_>, page: &Page, is_wrapped: bool) -> bool {
    let prose = is_wrapped || is_full(line, page) || (line.width >= SENTENCE && ends_full(line.words));
    page.width >= NARROWEST_PAGE
        && !is_full(above, page)
        && ends_full(above.words)
        && begins_sentence(line.words)
        && is_narrower(above, line, page)
        && prose
}

/// Whether a few words stand between two sentences, as a heading does: nobody's line is full there.
fn is_over_sentence(lines: &[Raw<'_>], index: usize) -> bool {
    const LONGEST: usize = 50;
    let [before, above, line] = &lines[index.saturating_sub(2)..=index] else { return false };
    let proper = |words: &str| words.starts_with(char::is_uppercase);
    above.width <= LONGEST
        && proper(above.words)
        && above.words.ends_with(|letter: char| letter.is_alphanumeric() || letter == ')')
        && line.width >= SENTENCE
        && proper(line.words)
        && line.words.ends_with('.')
        && ends_full(before.words)
}

/// Whether a line reaches about as far as lines do on this page.
fn is_full(line: &Raw<'_>, page: &Page) -> bool {
    line.width as f32 >= LAST_LINE * page.width as f32
}

/// Whether a line ends with a full stop, not only with a colon.
fn ends_full(words: &str) -> bool {
    ends_sentence(words) && !words.ends_with([':', '：', ';'])
}

/// Whether a line is set in as the first of a paragraph, and the lines above it are not.
fn is_first(lines: &[Raw<'_>], index: usize, begins: &[bool]) -> bool {
    let (above, line) = (&lines[index - 1], &lines[index]);
    let next = lines.get(index + 1).filter(|next| next.blanks == 0);
    let set_in = |other: &Raw<'_>| line.indent >= other.indent + FIRST_LINE;
    // The second line of a paragraph whose first hangs out is no first line.
    let hangs = begins[index - 1] && next.is_none_or(|next| next.indent >= line.indent);
    set_in(above) && !hangs && ends_sentence(above.words) && next.is_none_or(set_in) && begins_sentence(line.words)
}

/// Whether a line that is set in by an ideographic space begins a paragraph behind `above`: that is less far in, and
/// ended on purpose.
fn is_before_first(above: &Raw<'_>, line: &Raw<'_>, page: &Page) -> bool {
    let short = (above.width as f32) < LAST_LINE * page.width as f32;
    line.indent > above.indent && (short || page.unwrapped) && !above.words.ends_with(['、', '，', ','])
}

/// Whether a line at the margin, behind lines that are set in, is the next of its kind: `２　場所` behind `１　日時`, or
/// `答：` behind `問：`.
fn is_next(before: &Raw<'_>, line: &Raw<'_>) -> bool {
    const LONGEST_LABEL: usize = 12;
    let label = |line: &Raw<'_>| line.words.ends_with('：') && line.width <= LONGEST_LABEL;
    let counted = || number(before.words).is_some_and(|value| number(line.words) == value.checked_add(1));
    line.indent == before.indent && !line.set_in && (label(before) && label(line) || counted())
}

/// The figures that a line begins with, with a bracket before them or without.
fn number(words: &str) -> Option<u32> {
    const MOST_FIGURES: usize = 3;
    let words = words.trim_start_matches(['(', '（', '第']);
    let figures = words.chars().map_while(digit);
    (1..=MOST_FIGURES).contains(&figures.clone().count()).then(|| figures.fold(0, |value, figure| value * 10 + figure))
}

/// Whether a line has columns: wide gaps, or tabs, in two places.
fn is_row(line: &Raw<'_>) -> bool {
    line.words.split(GAP).filter(|cell| !cell.trim().is_empty()).count() > 2 || line.words.matches('\t').count() > 1
}

/// Whether a few words stand so far in that the first columns of a row may be empty before them.
fn is_set_in_by_tabs(line: &Raw<'_>) -> bool {
    line.indent >= 2 * TAB && line.indent.is_multiple_of(TAB)
}

/// How wide words are, in columns.
pub(super) fn width(words: &str) -> usize {
    if words.is_ascii() {
        return words.len();
    }
    words.chars().map(|letter| if is_wide(letter) { 2 } else { 1 }).sum()
}

fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFD}')
}

/// Whether a line ends where a sentence does.
pub(super) fn ends_sentence(words: &str) -> bool {
    let bare = words.trim_end_matches(['"', '”', '’', '\'', ')', '»', '」', '』', '）', '“', ']']);
    bare.ends_with(['.', '!', '?', ':', ';', '。', '！', '？', '：', '؟', '…'])
}

fn begins_sentence(words: &str) -> bool {
    let bare =
        words.trim_start_matches(['"', '“', '‘', '\'', '«', '„', '(', '「', '『', '（', '[', '¿', '¡', ' ', '\u{A0}']);
    !bare.starts_with(char::is_lowercase) && !bare.starts_with(['-', '–', '—', ',', '.'])
}

/// Whether a line begins with a bullet or a short number.
fn begins_item(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    let bullet = first.chars().count() == 1 && !first.starts_with(char::is_alphanumeric);
    let number = first.chars().count() <= 6
        && first.ends_with(['.', ')', '）'])
        && first.starts_with(|letter: char| letter.is_ascii_digit() || letter == '(');
    first.len() < words.len() && (bullet || number)
}
