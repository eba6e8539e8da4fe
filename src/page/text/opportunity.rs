//! Where a line may end (Unicode Standard Annex 14).

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakWordOption};

/// The byte positions before which a line may begin, in order, without the start and with the end of the text.
///
/// With `keep_all` only spaces part words, also in Chinese and Japanese (`word-break: keep-all`). Korean words are never
/// parted: they are written with spaces between them, and are as hard to read in two parts as others without a hyphen.
pub(crate) fn opportunities(text: &str, keep_all: bool) -> Vec<usize> {
    let mut options = LineBreakOptions::default();
    options.word_option = keep_all.then_some(LineBreakWordOption::KeepAll);
    // Khmer, Lao, Burmese and Thai need a model; it is costly to set up, and most texts do without.
    let segmenter = if text.is_ascii() || !text.chars().any(is_complex) {
        LineSegmenter::new_for_non_complex_scripts(options)
    } else {
        LineSegmenter::new_auto(options)
    };
    let mut ends = Vec::with_capacity(text.len() / 5);
    let mut start = 0;
    for end in clear_ends(text) {
        if !is_plain(&text[start..end]) {
            ends.extend(segmenter.segment_str(&text[start..end]).map(|at| start + at).filter(|&at| at > start));
        } else {
            ends.push(end);
        }
        start = end;
    }
    if !text.is_ascii() && text.chars().any(is_hangul) {
        ends.retain(|&at| !parts_hangul(text, at));
    }
    ends.retain(|&at| !parts_pair(text, at));
    ends
}

/// Where a line may end whatever stands further left and right: at a space between letters and figures of ASCII. The last is the
/// end of the text. What is between two of them can be looked at by itself.
fn clear_ends(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let is_clear = |&at: &usize| {
        let before = at.checked_sub(2).map_or(b' ', |before| bytes[before]);
        (before.is_ascii_alphanumeric() || matches!(before, b',' | b'.' | b';' | b':'))
            && bytes[at].is_ascii_alphanumeric()
    };
    let behind_spaces = (1..bytes.len()).filter(|&at| bytes[at - 1] == b' ');
    behind_spaces.filter(is_clear).chain((!text.is_empty()).then_some(text.len()))
}

/// Whether a line can only end behind these words: letters and figures of ASCII, perhaps a stop, and a space.
fn is_plain(words: &str) -> bool {
    let word = words.strip_suffix(' ').unwrap_or(words);
    let word = word.strip_suffix([',', '.', ';', ':']).unwrap_or(word);
    word.bytes().all(|letter| letter.is_ascii_alphanumeric())
}

/// Signs of what a figure counts; a line may begin with one behind a space.
const UNIT_SIGNS: [char; 9] = ['%', '‰', '€', '$', '£', '¥', '°', '₩', '₽'];

/// What a figure counts, where it is written short.
const UNITS: [&str; 25] = [
    "km", "m", "cm", "mm", "nm", "kg", "g", "t", "ha", "l", "h", "min", "s", "kW", "MW", "GW", "kWh", "MWh", "GWh",
    "TWh", "Hz", "kHz", "MHz", "am", "pm",
];

/// How long a word is that is written short before a figure, in letters: `paras. 3`.
const LONGEST_SHORT: usize = 5;

/// Whether a line that ends here would part a figure from what it counts or numbers, or a name from its initial: `No. 5`,
/// `§ 12`, `40 km`, `J. Marrow`. That a sentence may end so does no harm: the line ends a word before or after.
fn parts_pair(text: &str, at: usize) -> bool {
    let Some(before) = text[..at].strip_suffix(' ') else { return false };
    if before.ends_with(|last: char| last.is_ascii_alphabetic() || last == ',') {
        return false;
    }
    let is_edge = |letter: char| letter.is_whitespace() || matches!(letter, '(' | '[' | '"' | '“' | '„' | '«');
    let word = before.rsplit(is_edge).next().unwrap_or_default();
    let next = text[at..].split(is_edge).next().unwrap_or_default();
    let Some(first) = next.chars().next() else { return false };
    let short = word.strip_suffix('.').unwrap_or_default();
    let letters = short.chars().count();
    if first.is_numeric() {
        let is_sign = matches!(word, "§" | "§§" | "№" | "Nº" | "nº" | "N°" | "n°");
        let is_money = word.ends_with(['€', '$', '£', '¥', '₩', '₹', '₽']);
        return is_sign || is_money || (1..=LONGEST_SHORT).contains(&letters) && short.chars().all(char::is_alphabetic);
    }
    let is_initial = letters == 1 && short.chars().all(char::is_uppercase);
    let is_counted = word.ends_with(char::is_numeric);
    let unit = next.trim_end_matches([',', ';', ':', ')', '.']);
    let is_unit = UNITS.contains(&unit) || matches!(unit, "a.m" | "p.m") || first_is_unit(next);
    (is_initial && first.is_uppercase()) || (is_counted && is_unit)
}

/// `%`, `€,`, `°C`; but not the `$` of `$5`.
fn first_is_unit(next: &str) -> bool {
    next.starts_with(UNIT_SIGNS) && !next.contains(char::is_numeric)
}

/// Whether a line that ends here would end within a Korean word, or between one and what it is a particle of.
fn parts_hangul(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text[..at].chars().next_back(), text[at..].chars().next()) else { return false };
    let closes = |letter: char| {
        letter.is_alphanumeric() || ")]}\"'\u{2019}\u{201D}\u{300D}\u{300F}\u{3009}\u{300B}%".contains(letter)
    };
    (is_hangul(after) && closes(before)) || (is_hangul(before) && after.is_alphanumeric())
}

fn is_hangul(letter: char) -> bool {
    matches!(letter as u32, 0x1100..=0x11FF | 0x3130..=0x318F | 0xA960..=0xA97F | 0xAC00..=0xD7FF)
}

/// Whether a character is of a script that writes no spaces between words.
fn is_complex(letter: char) -> bool {
    matches!(letter as u32, 0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x19E0..=0x19FF | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F)
}

#[cfg(test)]
mod tests {
    use super::opportunities;

    #[test]
    fn figures_stay_with_what_they_count_and_names_with_their_initials() {
        for pair in [
            "No. 5",
            "(para. 4",
            "§ 12",
            "40 km",
            "10.30 a.m.",
            "12.5 MW,",
            "J. Marrow",
            "Sept. 3",
            "№ 7",
            "3 t.",
            "US$ 5",
            "37,5 %",
            "12 °C.",
        ] {
            assert_eq!(opportunities(pair, false), [pair.len()], "{pair}");
        }
        for free in ["room 5", "plainly. 5", "40 ships", "met. The", "km 40", "5 $6", "A Marrow", "J. marrow"] {
            assert_eq!(opportunities(free, false).len(), 2, "{free}");
        }
    }

    #[test]
    fn words_by_themselves_give_what_the_whole_text_gives() {
        let pieces = [
            "the",
            "2031",
            "12.5",
            "well-known",
            "(a",
            "b)",
            "“so”",
            "x,",
            "y.",
            "—",
            "-",
            "$5",
            "a/b",
            "é",
            "외교부",
            "務",
            "%",
            "",
            ":",
        ];
        let segmenter = icu_segmenter::LineSegmenter::new_for_non_complex_scripts(Default::default());
        for one in pieces {
            for two in pieces {
                for three in pieces {
                    let text = format!("{one} {two} {three}");
                    let mut whole: Vec<usize> = segmenter.segment_str(&text).filter(|&at| at > 0).collect();
                    whole.retain(|&at| !super::parts_hangul(&text, at) && !super::parts_pair(&text, at));
                    assert_eq!(opportunities(&text, false), whole, "{text}");
                }
            }
        }
    }

    #[test]
    fn lines_end_at_spaces_hyphens_and_between_ideographs() {
        assert_eq!(opportunities("well-known (a b)", false), [5, 11, 14, 16]);
        assert_eq!(opportunities("外務省", false), [3, 6, 9]);
        assert_eq!(opportunities("외교부 발표", false), [10, 16]);
        assert_eq!(opportunities("약속(協)을 지키다", false), [6, 15, 24]);
        assert!(opportunities("กระทรวงการต่างประเทศ", false).len() > 2);
    }
}
