//! The direction of text (Unicode Standard Annex 9).

use std::ops::Range;
use unicode_bidi::{Level, ParagraphBidiInfo};

/// The embedding level of every byte, or `None` where all is from left to right. The `turned` stretches, in order, are in the
/// other direction for themselves (isolates: `dir` on an element in a line).
pub(crate) fn levels(text: &str, right_to_left: bool, turned: &[Range<usize>]) -> Option<Vec<u8>> {
    // The letters before U+0590 begin with lesser bytes.
    let may = || text.bytes().any(|byte| byte > 0xD5) && text.chars().any(may_turn);
    if !right_to_left && turned.is_empty() && !may() {
        return None;
    }
    let base = if right_to_left { Level::rtl() } else { Level::ltr() };
    let of = |text: &str| -> Vec<u8> {
        ParagraphBidiInfo::new(text, Some(base)).levels.iter().map(|level| level.number()).collect()
    };
    if turned.is_empty() {
        return Some(of(text));
    }
    let mut marked = String::with_capacity(text.len() + turned.len() * 2 * SIGN);
    let mut kept = Vec::with_capacity(turned.len() * 2 + 1);
    let mut at = 0;
    let ends = turned.iter().flat_map(|range| [(range.start, TURN[usize::from(right_to_left)]), (range.end, BACK)]);
    for (end, sign) in ends.chain([(text.len(), "")]) {
        kept.push(marked.len()..marked.len() + end - at);
        marked += &text[at..end];
        marked += sign;
        at = end;
    }
    let levels = of(&marked);
    Some(kept.into_iter().flat_map(|range| levels[range].iter().copied()).collect())
}

/// Begins a stretch from right to left, and one from left to right.
const TURN: [&str; 2] = ["\u{2067}", "\u{2066}"];

/// Ends it.
const BACK: &str = "\u{2069}";

/// So many bytes has each of these.
const SIGN: usize = BACK.len();

/// Whether a character is, or asks for, text from right to left.
fn may_turn(letter: char) -> bool {
    matches!(letter as u32, 0x590..=0x8FF | 0x200F | 0x202B | 0x202E | 0x2067 | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

/// From left to right, which of the pieces of a line comes: rule L2 on the levels of the pieces.
pub(crate) fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let highest = levels.iter().copied().max().unwrap_or(0);
    let Some(lowest_odd) = levels.iter().copied().filter(|level| level % 2 == 1).min() else { return order };
    for level in (lowest_odd..=highest).rev() {
        let mut start = 0;
        while start < order.len() {
            // What was reversed before stays within its stretch, so the levels may be read through the order.
            let stretch = order[start..].iter().take_while(|&&place| levels[place] >= level).count();
            order[start..start + stretch].reverse();
            start += stretch.max(1);
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::{levels, visual_order};
    use std::slice;

    #[test]
    fn numbers_in_hebrew_keep_their_order() {
        assert_eq!(visual_order(&[0, 1, 2, 1, 0]), [0, 3, 2, 1, 4]);
        assert_eq!(visual_order(&[1, 2, 2, 1]), [3, 1, 2, 0]);
        assert_eq!(visual_order(&[0, 0]), [0, 1]);
    }

    #[test]
    fn plain_text_needs_no_levels() {
        assert_eq!(levels("plain", false, &[]), None);
        assert_eq!(levels("a א", false, &[]).unwrap(), [0, 0, 1, 1]);
    }

    #[test]
    fn a_turned_stretch_is_set_for_itself() {
        assert_eq!(levels("א 3 May", true, &[]).unwrap(), [1, 1, 1, 2, 1, 2, 2, 2]);
        assert_eq!(levels("א 3 May", true, slice::from_ref(&(3..8))).unwrap(), [1, 1, 1, 2, 2, 2, 2, 2]);
        assert_eq!(levels("a b c", false, slice::from_ref(&(2..3))).unwrap(), [0, 0, 2, 0, 0]);
    }
}
