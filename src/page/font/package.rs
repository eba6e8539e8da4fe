//! Which package brings a font for a character.

use harfrust::Script;

/// The Debian packages that have fonts for `letters`, joined by blanks and each named once.
///
/// `한` needs `fonts-noto-cjk`; Arabic, Devanagari and most others are in `fonts-noto-core`.
pub(crate) fn packages_for(letters: &[char]) -> String {
    let mut packages: Vec<&str> = letters.iter().map(|&letter| package_for(letter)).collect();
    packages.sort_unstable();
    packages.dedup();
    packages.join(" ")
}

fn package_for(letter: char) -> &'static str {
    let script = harfrust::unicode::script(letter as u32);
    let cjk = [Script::HAN, Script::HANGUL, Script::HIRAGANA, Script::KATAKANA, Script::BOPOMOFO];
    let of_cjk_blocks = matches!(letter as u32, 0x2E80..=0x303F | 0x31C0..=0x33FF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF);
    if cjk.contains(&script) || of_cjk_blocks {
        "fonts-noto-cjk"
    } else if matches!(letter as u32, 0x1F300..=0x1FAFF | 0x2600..=0x27BF) {
        "fonts-symbola"
    } else {
        "fonts-noto-core"
    }
}

#[cfg(test)]
mod tests {
    use super::packages_for;

    #[test]
    fn a_script_has_its_package() {
        assert_eq!(packages_for(&['한', '字', 'ع']), "fonts-noto-cjk fonts-noto-core");
    }
}
