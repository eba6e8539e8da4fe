use super::{Cache, Manner};
use crate::page::font::{FontOptions, Fonts, Look};

fn manner(right_to_left: bool) -> Manner {
    Manner {
        families: vec!["serif".to_owned()].into(),
        look: Look { weight: 400, italic: false },
        features: Vec::new().into(),
        language: "en".into(),
        right_to_left,
    }
}

#[test]
fn a_word_is_shaped_once_and_its_glyphs_own_its_letters() {
    let fonts = Fonts::new(FontOptions::default());
    let mut cache = Cache::default();
    let serif = cache.manner(&manner(false), &fonts);
    let id = cache.shape("affair", serif, &fonts);
    assert_eq!(id, cache.shape("affair", serif, &fonts));
    let word = cache.word(id);
    let owned: Vec<(u32, u32)> = word.glyphs.iter().map(|glyph| (glyph.start, glyph.end)).collect();
    assert_eq!(owned.first(), Some(&(0, 1)));
    assert_eq!(owned.last().unwrap().1, 6);
    assert!(owned.windows(2).all(|pair| pair[0].1 == pair[1].0), "{owned:?}");
    assert!(word.width > 1.5 && word.width < 4.0, "{}", word.width);
    assert!(word.missing.is_empty());
}

#[test]
fn a_mark_that_the_face_of_its_letter_lacks_is_in_another() {
    let folders = vec![std::path::PathBuf::from("tests/fonts")];
    let fonts = Fonts::new(FontOptions { folders, system: false });
    let mut cache = Cache::default();
    let serif = cache.manner(&manner(true), &fonts);
    let id = cache.shape("ل\u{301}و", serif, &fonts);
    let word = cache.word(id);
    assert!(word.missing.is_empty(), "{:?}", word.missing);
    assert!(word.glyphs.iter().all(|glyph| glyph.id != 0), "{:?}", word.glyphs);
}

#[test]
fn marks_stand_in_the_face_of_their_script() {
    let folders = vec![std::path::PathBuf::from("tests/fonts")];
    let fonts = Fonts::new(FontOptions { folders, system: false });
    let mut cache = Cache::default();
    let faces = |cache: &mut Cache, text: &str, language: &str| -> Vec<u16> {
        let own = cache.manner(&Manner { language: language.into(), ..manner(language == "ar") }, &fonts);
        let id = cache.shape(text, own, &fonts);
        assert!(cache.word(id).missing.is_empty(), "{text}");
        let mut glyphs = cache.word(id).glyphs.clone();
        glyphs.sort_by_key(|glyph| glyph.start);
        glyphs.iter().map(|glyph| glyph.face).collect()
    };
    let arabic = faces(&mut cache, "و", "ar")[0];
    assert_eq!(faces(&mut cache, "31،", "ar").last(), Some(&arabic));
    let chinese = faces(&mut cache, "的", "zh-Hans")[0];
    assert_eq!(faces(&mut cache, "“的”", "zh-Hans"), [chinese; 3]);
    let [latin, ..] = faces(&mut cache, "“a”", "zh-Hans")[..] else { panic!() };
    assert_ne!(latin, chinese);
}

#[test]
fn what_no_face_has_is_named() {
    let fonts = Fonts::new(FontOptions::default());
    let mut cache = Cache::default();
    let serif = cache.manner(&manner(false), &fonts);
    let id = cache.shape("a한b", serif, &fonts);
    assert_eq!(cache.word(id).missing, ['한']);
    let arrow = cache.shape("a\u{2713}", serif, &fonts);
    let faces: Vec<u16> = cache.word(arrow).glyphs.iter().map(|glyph| glyph.face).collect();
    assert!(faces.len() == 2 && faces[0] != faces[1]);
}

#[test]
fn text_that_is_taken_apart_needs_no_more_than_what_it_makes() {
    assert_eq!(super::composed("\u{1112}\u{1161}\u{11AB}"), ['한']);
    assert_eq!(super::composed("e\u{302}\u{301}"), ['ế']);
    let fonts = Fonts::new(FontOptions::default());
    let mut cache = Cache::default();
    let serif = cache.manner(&manner(false), &fonts);
    for text in ["e\u{301}", "\u{1EBF}", "a\u{2011}b", "a\u{2060}\u{FEFF}\u{200D}\u{61C}\u{2066}b\u{FE0F}"] {
        let id = cache.shape(text, serif, &fonts);
        assert!(cache.word(id).missing.is_empty(), "{text:?}");
    }
}

#[test]
fn right_to_left_glyphs_come_in_visual_order() {
    let fonts = Fonts::new(FontOptions::default());
    let mut cache = Cache::default();
    let serif = cache.manner(&manner(true), &fonts);
    let id = cache.shape("שלום", serif, &fonts);
    let glyphs = &cache.word(id).glyphs;
    assert!(glyphs.windows(2).all(|pair| pair[0].start > pair[1].start));
    assert_eq!(glyphs.last().unwrap().start, 0);
}
