//! Bullets, and the other signs that are drawn and not read.

/// The signs that are bullets, in the order in which they stand under one another where indentation does not say it.
const RANKS: [&str; 5] = ["□■◇◆◈▣◎❖★☆☞", "•●▶▷►▸➢➤➔→✓✔▲△▼▽⦁◉", "○◦❍ㅇo⚬◯", "-–—▪▫◾∙·・‣⁃*+°", "※⁎"];

/// The signs that are bullets only with others like them, or at the start of a paragraph: dashes, stars, letters.
const DASHES: &str = "-–—*+·o°→";

/// Reads the bullet that a line begins with; gives how long it is.
pub(super) fn read(text: &str) -> Option<(String, usize)> {
    let first = text.chars().next()?;
    let length = first.len_utf8();
    let rest = &text[length..];
    // `・完成予想図` has its bullet without a space.
    let spaced = (rest.starts_with(char::is_whitespace) || first == '・') && !rest.trim().is_empty();
    let bullet = spaced && (is_private(first) || RANKS.iter().any(|signs| signs.contains(first)));
    (bullet && !super::tail::is_end_mark(text) && !is_rule(text)).then(|| (first.to_string(), length))
}

/// Whether a sign at the start of a line can only be a bullet.
pub(super) fn is_certain(bullet: &str) -> bool {
    !bullet.contains(|sign| DASHES.contains(sign))
}

/// The signs of symbol fonts, which stand where word processors had a bullet.
fn is_private(sign: char) -> bool {
    ('\u{E000}'..='\u{F8FF}').contains(&sign)
}

/// How deep a bullet stands among others: `□` over `○` over `-`.
pub(super) fn rank(bullet: &str) -> usize {
    RANKS.iter().position(|signs| bullet.chars().all(|sign| signs.contains(sign))).unwrap_or(1)
}

/// Whether a line is drawn across the page with signs: `* * *`, `-----`.
pub(super) fn is_rule(text: &str) -> bool {
    let mut signs = text.chars().filter(|letter| !letter.is_whitespace());
    let Some(first) = signs.next() else { return false };
    let drawn = matches!(first, '*' | '-' | '–' | '—' | '_' | '=' | '~' | '·' | '＊' | '‾' | '─' | '━');
    // `. . . . .`; three stops are words left out.
    let fewest = if first == '.' { 4 } else { 2 };
    (drawn || first == '.') && signs.clone().count() >= fewest && signs.all(|letter| letter == first)
}

#[cfg(test)]
mod tests {
    use super::{is_certain, is_rule, rank, read};

    #[test]
    fn bullets_have_a_space_behind_them() {
        assert_eq!(read("- one").map(|(bullet, _)| bullet).as_deref(), Some("-"));
        assert_eq!(read("※ 참고").map(|(_, length)| length), Some(3));
        for text in ["-30-", "- 30 -", "*bold*", "– ENDS –", "* * *", "over", "-"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(is_rule("-----") && is_rule("* * *") && !is_rule("- 30 -") && !is_rule("--"));
        assert!(is_rule(". . . . .") && !is_rule("..."));
        assert!(is_certain("▲") && !is_certain("–"));
        assert!(rank("□") < rank("○") && rank("•") < rank("o") && rank("ㅇ") < rank("-"));
    }
}
