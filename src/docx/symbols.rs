//! The signs of Word's symbol fonts, whose characters are private to the font: `U+F0B7` in Symbol is a bullet.

/// The sign that `letter` is in `font`; `letter` itself where the font is none of these or the sign is not known.
pub(super) fn sign(font: &str, letter: char) -> char {
    let code = match letter as u32 {
        code @ 0xF020..=0xF0FF => code - 0xF000,
        code @ 0x20..=0xFF => code,
        _ => return letter,
    };
    let table = match font.to_ascii_lowercase().as_str() {
        "symbol" => SYMBOL,
        "wingdings" => WINGDINGS,
        "wingdings 2" => WINGDINGS_2,
        "wingdings 3" => WINGDINGS_3,
        "webdings" => WEBDINGS,
        _ => return letter,
    };
    table.iter().find(|(known, _)| *known == code).map_or(letter, |&(_, sign)| sign)
}

const SYMBOL: &[(u32, char)] = &[
    (0x2A, '∗'),
    (0x2D, '−'),
    (0x41, 'Α'),
    (0x42, 'Β'),
    (0x44, 'Δ'),
    (0x47, 'Γ'),
    (0x4C, 'Λ'),
    (0x50, 'Π'),
    (0x53, 'Σ'),
    (0x57, 'Ω'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x63, 'χ'),
    (0x64, 'δ'),
    (0x65, 'ε'),
    (0x66, 'φ'),
    (0x67, 'γ'),
    (0x68, 'η'),
    (0x6C, 'λ'),
    (0x6D, 'μ'),
    (0x70, 'π'),
    (0x71, 'θ'),
    (0x72, 'ρ'),
    (0x73, 'σ'),
    (0x74, 'τ'),
    (0x77, 'ω'),
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xA8, '♦'),
    (0xAC, '←'),
    (0xAD, '↑'),
    (0xAE, '→'),
    (0xAF, '↓'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB2, '″'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBA, '≡'),
    (0xBB, '≈'),
    (0xBC, '…'),
    (0xBE, '—'),
    (0xD2, '®'),
    (0xD3, '©'),
    (0xD4, '™'),
    (0xD6, '√'),
    (0xDE, '⇒'),
    (0xE5, '∑'),
    (0xF0, '•'),
];

const WINGDINGS: &[(u32, char)] = &[
    (0x22, '✂'),
    (0x28, '☎'),
    (0x29, '✆'),
    (0x2A, '✉'),
    (0x46, '☞'),
    (0x4A, '☺'),
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x73, '⬧'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '⬥'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA0, '▪'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xE0, '→'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

const WINGDINGS_2: &[(u32, char)] =
    &[(0x4F, '✗'), (0x50, '✓'), (0x51, '☒'), (0x52, '☑'), (0x97, '●'), (0x98, '●'), (0xA2, '■'), (0xA3, '□')];

const WINGDINGS_3: &[(u32, char)] =
    &[(0x7D, '▶'), (0x84, '▶'), (0xC6, '▶'), (0x70, '▲'), (0x71, '▼'), (0x74, '◀'), (0x75, '▶')];

const WEBDINGS: &[(u32, char)] = &[(0x34, '▶'), (0x3D, '■'), (0x6E, '●'), (0x61, '✓'), (0x67, '■')];

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn bullets_of_symbol_fonts_are_bullets() {
        assert_eq!(sign("Symbol", '\u{F0B7}'), '•');
        assert_eq!(sign("Wingdings", '\u{F0A7}'), '▪');
        assert_eq!(sign("Wingdings", '\u{D8}'), '➢');
        assert_eq!(sign("Courier New", 'o'), 'o');
        assert_eq!(sign("Symbol", '\u{F001}'), '\u{F001}');
    }
}
