//! The language of a text: by its script, by letters that only some languages have, by common words from the files in
//! `words/`, and then by whatlang. Paragraphs are told one by one, so that a quotation does not change the language of the
//! text around it.

use super::script;
use super::words;
use std::collections::BTreeMap;
use whatlang::{Lang, detect};

/// So many characters tell the language; more only take time.
const SAMPLE: usize = 1500;
/// Fewer letters tell nothing where many languages share them.
const FEWEST_LETTERS: usize = 20;

/// What is known of the language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Found {
    Certain(&'static str),
    Likely(&'static str),
    Unknown,
}

/// Tells the language of a text by its paragraphs, a BCP 47 tag.
pub(super) fn tell<'a>(paragraphs: impl Iterator<Item = &'a str>) -> Found {
    let mut weights: Vec<(&'static str, usize)> = Vec::new();
    let mut rest = Sample::default();
    let mut left = SAMPLE;
    for paragraph in paragraphs {
        let sample: String = paragraph.chars().take(left).collect();
        left -= sample.chars().count();
        let letters = script::letters(&sample);
        match script::language(&letters).or_else(|| by_words(&sample)) {
            Some(tag) => add(&mut weights, tag, letters.all),
            None => rest.push(&sample, letters.all),
        }
        if left == 0 {
            break;
        }
    }
    let guess = if rest.letters < FEWEST_LETTERS { Found::Unknown } else { by_detection(&rest.text) };
    if let Found::Certain(tag) | Found::Likely(tag) = guess {
        add(&mut weights, tag, rest.letters);
    }
    match (heaviest(&weights), guess) {
        (Some(tag), Found::Likely(guess)) if tag == guess && !told(&weights, tag, rest.letters) => Found::Likely(tag),
        (Some(tag), _) => Found::Certain(tag),
        (None, _) => Found::Unknown,
    }
}

/// What is left for whatlang.
#[derive(Default)]
struct Sample {
    text: String,
    letters: usize,
}

impl Sample {
    fn push(&mut self, text: &str, letters: usize) {
        self.text.push_str(text);
        self.text.push('\n');
        self.letters += letters;
    }
}

fn add(weights: &mut Vec<(&'static str, usize)>, tag: &'static str, letters: usize) {
    match weights.iter_mut().find(|(known, _)| *known == tag) {
        Some((_, weight)) => *weight += letters,
        None => weights.push((tag, letters)),
    }
}

/// Whether more than a guess speaks for `tag`.
fn told(weights: &[(&'static str, usize)], tag: &str, guessed: usize) -> bool {
    weights.iter().any(|&(known, weight)| known == tag && weight > guessed)
}

/// The language of most of the text; of a text in two languages, the one that comes first.
fn heaviest(weights: &[(&'static str, usize)]) -> Option<&'static str> {
    let most = weights.iter().map(|&(_, weight)| weight).max()?;
    weights.iter().find(|&&(_, weight)| weight > 0 && weight * 5 >= most * 4).map(|&(tag, _)| tag)
}

/// The language whose common words the text has, where no other comes near.
fn by_words(text: &str) -> Option<&'static str> {
    /// One common word in so many, and so many at the least.
    const ONE_IN: usize = 7;
    const FEWEST: usize = 3;
    let mut hits: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut count = 0;
    for word in text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()) {
        count += 1;
        words::common(word).for_each(|language| *hits.entry(language).or_default() += 1);
    }
    let (&language, &most) = hits.iter().max_by_key(|(_, hits)| **hits)?;
    let second = hits.iter().filter(|(other, _)| **other != language).map(|(_, &hits)| hits).max().unwrap_or(0);
    (most >= FEWEST && most * ONE_IN >= count && most >= 3 * second).then_some(language)
}

fn by_detection(sample: &str) -> Found {
    let Some(info) = detect(sample) else { return Found::Unknown };
    match tag(info.lang()) {
        Some(tag) if info.is_reliable() && !has_twin(tag) => Found::Certain(tag),
        Some(tag) => Found::Likely(tag),
        None => Found::Unknown,
    }
}

/// Whether a language is so near to another that only its readers tell them apart.
fn has_twin(tag: &str) -> bool {
    matches!(tag, "hr" | "sr" | "nb" | "da" | "id" | "cs" | "sk")
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

    fn told(text: &str) -> Found {
        tell(text.lines())
    }

    #[test]
    fn languages_by_script_and_words() {
        for (text, language) in [
            ("바다부는 오늘 새 항구를 열었다.", "ko"),
            ("本日、新しい港を開きました。", "ja"),
            ("今天新港口正式开放。", "zh-Hans"),
            ("今天新港口正式開放。", "zh-Hant"),
            ("中央委員會", "zh-Hant"),
            ("اجتمع الوزراء في الميناء الجديد", "ar"),
            ("وزیران در بندر جدید گفتگو کردند", "fa"),
            ("Министры встретились в новом порту, чтобы обсудить сотрудничество.", "ru"),
            ("Міністри зустрілися в новому порту, щоб обговорити співпрацю.", "uk"),
            ("Министри су се састали у новој луци и разговарали о сарадњи.", "sr"),
            ("รัฐมนตรีพบกันที่ท่าเรือใหม่", "th"),
            ("Οι υπουργοί συναντήθηκαν στο νέο λιμάνι", "el"),
            ("השרים נפגשו בנמל החדש", "he"),
            ("The ministers met in the new harbour and agreed on it.", "en"),
            ("Les ministres se sont réunis dans le nouveau port et ont adopté une feuille de route.", "fr"),
            ("Los ministros se reunieron en el nuevo puerto y acordaron una hoja de ruta con el banco.", "es"),
            ("Die Minister haben sich im neuen Hafen getroffen und einen Plan für das Jahr beschlossen.", "de"),
        ] {
            assert_eq!(told(text), Found::Certain(language), "{text}");
        }
        let portuguese = "Os ministros reuniram-se no novo porto e decidiram que as tabelas das marés serão partilhadas entre todos os portos da costa, o que não é novidade.";
        assert!(matches!(told(portuguese), Found::Certain("pt") | Found::Likely("pt")), "{:?}", told(portuguese));
        assert_eq!(told("1 2 3"), Found::Unknown);
        assert_eq!(told("Harbour"), Found::Unknown);
    }

    #[test]
    fn a_quotation_does_not_change_the_language() {
        let text = "The ministers met in the new harbour and agreed that the tide tables are shared.\n\
            „Wir haben uns im neuen Hafen getroffen und einen Plan beschlossen“, sagte er.\n\
            The talks will be resumed in the spring, and the results are to be made public by the end of the year.";
        assert_eq!(told(text), Found::Certain("en"));
    }
}
