//! Where a line may end (Unicode Standard Annex 14).

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakWordOption};

/// The byte positions before which a line may begin, in order, without the start and with the end of the text.
///
/// With `keep_all` only spaces part words, also in Korean, Chinese and Japanese (`word-break: keep-all`).
pub(crate) fn opportunities(text: &str, keep_all: bool) -> Vec<usize> {
    let mut options = LineBreakOptions::default();
    options.word_option = keep_all.then_some(LineBreakWordOption::KeepAll);
    // Khmer, Lao, Burmese and Thai need a model; it is costly to set up, and most texts do without.
    let segmenter = if text.chars().any(is_complex) {
        LineSegmenter::new_auto(options)
    } else {
        LineSegmenter::new_for_non_complex_scripts(options)
    };
    segmenter.segment_str(text).filter(|&at| at > 0).collect()
}

/// Whether a character is of a script that writes no spaces between words.
fn is_complex(letter: char) -> bool {
    matches!(letter as u32, 0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x19E0..=0x19FF | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F)
}

#[cfg(test)]
mod tests {
    use super::opportunities;

    #[test]
    fn lines_end_at_spaces_hyphens_and_between_ideographs() {
        assert_eq!(opportunities("well-known (a b)", false), [5, 11, 14, 16]);
        assert_eq!(opportunities("外務省", false), [3, 6, 9]);
        assert_eq!(opportunities("외교부 발표", true), [10, 16]);
        assert!(opportunities("กระทรวงการต่างประเทศ", false).len() > 2);
    }
}
