use super::{part, part_turned};
use crate::page::font::{FILES, Face};
use crate::page::text::shape::WordGlyph;

fn glyph(id: u16, advance: f32, dx: f32, (start, end): (u32, u32)) -> WordGlyph {
    WordGlyph { id, face: 0, advance, dx, dy: 0.0, start, end, is_mark: false }
}

/// From right to left every letter has a glyph of its own, and every glyph stays where it is.
#[test]
fn turned_clusters_are_letters_one_by_one() {
    let face = Face::built_in(&FILES[0]).unwrap();
    // A glyph's number, or 0 for one that is empty; where it stands; how far the pen moves; its letters.
    let parted = |glyphs: &[WordGlyph], text: &str| -> Vec<(u16, f32, f32, String)> {
        let mut all = glyphs.to_vec();
        part_turned(&mut all, 0, text, &face);
        let mut pen = 0.0;
        let told = all.iter().map(|glyph| {
            let id = if [2, 3, 4, 9].contains(&glyph.id) { glyph.id } else { 0 };
            let told = (id, pen + glyph.dx, glyph.advance, text[glyph.start as usize..glyph.end as usize].to_owned());
            pen += glyph.advance;
            told
        });
        told.collect()
    };
    let one = |id: u16, place: f32, advance: f32, text: &str| (id, place, advance, text.to_owned());
    // A mark on its letter, and the letter before it.
    let marked = [glyph(3, 0.0, 0.25, (2, 6)), glyph(2, 0.5, 0.0, (2, 2)), glyph(4, 0.75, 0.0, (0, 2))];
    let expected = [one(2, 0.0, 0.5, "ء"), one(3, 0.25, 0.0, "\u{64B}"), one(4, 0.5, 0.75, "ا")];
    assert_eq!(parted(&marked, "اءً"), expected);
    // A letter and a mark that are one glyph; a lam-alef; the same with a mark; a joiner before its letter.
    assert_eq!(parted(&[glyph(9, 0.5, 0.0, (0, 4))], "ءً"), [one(9, 0.0, 0.5, "ء"), one(0, 0.5, 0.0, "\u{64B}")]);
    assert_eq!(parted(&[glyph(9, 0.5, 0.0, (0, 4))], "لا"), [one(0, 0.0, 0.0, "ا"), one(9, 0.0, 0.5, "ل")]);
    let marked = [glyph(3, 0.0, 0.125, (0, 6)), glyph(9, 0.5, 0.0, (0, 0))];
    let expected = [one(0, 0.0, 0.0, "ا"), one(3, 0.125, 0.0, "\u{64B}"), one(9, 0.0, 0.5, "ل")];
    assert_eq!(parted(&marked, "لاً"), expected);
    let joiner = [glyph(9, 0.5, 0.0, (0, 5))];
    assert_eq!(parted(&joiner, "\u{200C}خ"), [one(9, 0.0, 0.5, "خ"), one(0, 0.5, 0.0, "\u{200C}")]);
    // What is two glyphs and one letter stays so.
    let two = [glyph(3, 0.0, 0.125, (0, 2)), glyph(9, 0.5, 0.0, (0, 0))];
    assert_eq!(parted(&two, "آ"), [one(3, 0.125, 0.0, "آ"), one(9, 0.0, 0.5, "")]);
}

/// Marks have their letters where each is a glyph; of others it is only known that they are marks.
#[test]
fn marks_are_told_and_have_their_letters() {
    let face = Face::built_in(&FILES[0]).unwrap();
    let texts = |glyphs: &[WordGlyph], text: &str| -> Vec<(String, bool)> {
        let one = |glyph: &WordGlyph| (text[glyph.start as usize..glyph.end as usize].to_owned(), glyph.is_mark);
        glyphs.iter().map(one).collect()
    };
    let told = |all: &[(&str, bool)]| all.iter().map(|(text, mark)| ((*text).to_owned(), *mark)).collect::<Vec<_>>();
    let text = "ที่a";
    let mut thai = [
        glyph(1, 0.5, 0.0, (0, 9)),
        glyph(2, 0.0, -0.1, (0, 0)),
        glyph(3, 0.0, -0.1, (0, 0)),
        glyph(4, 0.5, 0.0, (9, 10)),
    ];
    part(&mut thai, text, &face);
    assert_eq!(texts(&thai, text), told(&[("ท", false), ("\u{E35}", true), ("\u{E48}", true), ("a", false)]));
    // Three letters and two glyphs; a vowel that is drawn before its letter.
    let (conjunct, vowel) = ("र्म", "कि");
    let mut glyphs = [glyph(1, 0.5, 0.0, (0, 9)), glyph(2, 0.0, -0.1, (0, 0))];
    part(&mut glyphs, conjunct, &face);
    assert_eq!(texts(&glyphs, conjunct), told(&[("र्म", false), ("", true)]));
    let mut glyphs = [glyph(1, 0.2, 0.0, (0, 6)), glyph(2, 0.5, 0.0, (0, 0))];
    part(&mut glyphs, vowel, &face);
    assert_eq!(texts(&glyphs, vowel), told(&[("कि", false), ("", false)]));
}
