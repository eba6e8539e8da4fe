//! The language of a text, by its script and then by whatlang.

use whatlang::{Lang, detect};

/// So many characters tell the language; more only take time.
const SAMPLE: usize = 1500;
/// Fewer letters tell nothing.
const FEWEST_LETTERS: usize = 20;

/// What is known of the language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Found {
    Certain(&'static str),
    Likely(&'static str),
    Unknown,
}

/// Tells the language of `text`, a BCP 47 tag.
pub(super) fn tell(text: &str) -> Found {
    let sample: String = text.chars().take(SAMPLE).collect();
    let count = |test: fn(char) -> bool| sample.chars().filter(|&letter| test(letter)).count();
    let letters = count(char::is_alphabetic);
    if letters == 0 {
        return Found::Unknown;
    }
    let hangul = count(|letter| matches!(letter, '\u{AC00}'..='\u{D7A3}'));
    let kana = count(|letter| matches!(letter, '\u{3041}'..='\u{30FA}'));
    let han = count(|letter| matches!(letter, '\u{4E00}'..='\u{9FFF}'));
    if hangul * 3 > letters {
        Found::Certain("ko")
    } else if kana * 10 > letters && kana + han > letters / 3 {
        Found::Certain("ja")
    } else if han * 3 > letters {
        Found::Certain("zh")
    } else if letters < FEWEST_LETTERS {
        Found::Unknown
    } else {
        by_words(&sample)
    }
}

fn by_words(sample: &str) -> Found {
    let Some(info) = detect(sample) else { return Found::Unknown };
    match tag(info.lang()) {
        Some(tag) if info.is_reliable() => Found::Certain(tag),
        Some(tag) => Found::Likely(tag),
        None => Found::Unknown,
    }
}

/// The BCP 47 tag of a language (its two letters where it has them).
fn tag(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Deu => "de",
        Lang::Rus => "ru",
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Ukr => "uk",
        Lang::Pol => "pl",
        Lang::Tur => "tr",
        Lang::Pes => "fa",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Urd => "ur",
        Lang::Vie => "vi",
        Lang::Tha => "th",
        Lang::Ind => "id",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Bul => "bg",
        Lang::Ell => "el",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Cat => "ca",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        Lang::Aze => "az",
        Lang::Uzb => "uz",
        Lang::Bel => "be",
        Lang::Mkd => "mk",
        Lang::Lat => "la",
        Lang::Epo => "eo",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Found, tell};

    #[test]
    fn languages_by_script_and_words() {
        assert_eq!(tell("바다부는 오늘 새 항구를 열었다."), Found::Certain("ko"));
        assert_eq!(tell("本日、新しい港を開きました。"), Found::Certain("ja"));
        assert_eq!(tell("今天新港口正式开放。"), Found::Certain("zh"));
        let english = "The ministers met in the new harbour and agreed that the tide tables should be shared between all the ports of the coast.";
        assert_eq!(tell(english), Found::Certain("en"));
        assert_eq!(tell("1 2 3"), Found::Unknown);
    }
}
