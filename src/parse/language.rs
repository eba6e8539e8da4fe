//! The language of a text: by its script, by letters that only some languages have, by common words from the files in
//! `words/`, and then by whatlang. Paragraphs are told one by one, so that a quotation does not change the language of the
//! text around it.

use super::contacts;
use super::script;
use super::words::{self, Sign};
use std::collections::BTreeMap;
use whatlang::{Detector, Lang, detect};

/// So many characters tell the language; more only take time.
const SAMPLE: usize = 1500;
/// Fewer letters tell nothing where many languages share them.
const FEWEST_LETTERS: usize = 20;
/// So many lines of a masthead are looked at in doubt.
const MOST_LINES: usize = 12;
/// A longer line is prose, in bytes, whatever numbers are in it.
const LONGEST_ADDRESS: usize = 300;
/// Fewer votes of words tell nothing.
const FEWEST_VOTES: usize = 2;

/// What is known of the language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Found {
    Certain(&'static str),
    Likely(&'static str),
    Unknown,
}

/// Tells the language of a text by its paragraphs, a BCP 47 tag; in doubt, by the lines of its masthead as well.
pub(super) fn tell<'a>(paragraphs: impl Iterator<Item = &'a str>, masthead: impl Iterator<Item = &'a str>) -> Found {
    let mut weights: Vec<(&'static str, usize)> = Vec::new();
    let mut rest = Sample::default();
    let mut left = SAMPLE;
    for paragraph in paragraphs {
        let sample: String = paragraph.chars().take(left).collect();
        left -= sample.chars().count();
        let letters = script::letters(&sample);
        match script::language(&letters).or_else(|| by_words(&sample)) {
            Some(tag) => add(&mut weights, tag, letters.all),
            None => rest.push(&sample),
        }
        if left == 0 {
            break;
        }
    }
    join_japanese(&mut weights);
    if let Some(tag) = settled(&weights, rest.most_letters()) {
        return Found::Certain(tag);
    }
    let told: usize = weights.iter().map(|&(_, weight)| weight).sum();
    let (guess, letters) = rest.tell(told, masthead);
    match guess {
        Found::Certain(tag) => add(&mut weights, tag, letters),
        // What is sure of a part is surer than a guess at the rest.
        Found::Likely(_) if told * 3 < letters => return guess,
        _ => {}
    }
    heaviest(&weights).map_or(Found::Unknown, Found::Certain)
}

/// The language that is the heaviest whatever the rest is in, which has at most so many letters.
fn settled(weights: &[(&'static str, usize)], letters: usize) -> Option<&'static str> {
    let tag = heaviest(weights)?;
    let weight = |tag: &str| weights.iter().find(|(known, _)| *known == tag).map_or(0, |&(_, weight)| weight);
    let others = weights.iter().filter(|(other, _)| *other != tag).map(|&(_, weight)| weight);
    let most = others.max().unwrap_or(0) + letters;
    (most * 5 < weight(tag) * 4).then_some(tag)
}

/// Headings in Japanese often have Han alone, and look Chinese; one paragraph in so many with kana tells what they are.
fn join_japanese(weights: &mut Vec<(&'static str, usize)>) {
    const ONE_IN: usize = 3;
    let is_han = |tag: &str| tag == "ja" || tag.starts_with("zh");
    let all: usize = weights.iter().filter(|(tag, _)| is_han(tag)).map(|&(_, weight)| weight).sum();
    if weights.iter().any(|&(tag, weight)| tag == "ja" && weight * ONE_IN >= all) {
        weights.retain(|(tag, _)| *tag == "ja" || !is_han(tag));
        weights.iter_mut().filter(|(tag, _)| *tag == "ja").for_each(|(_, weight)| *weight = all);
    }
}

/// What no paragraph tells by itself.
#[derive(Default)]
struct Sample {
    text: String,
    /// How to reach somebody: names and addresses, which say little.
    addresses: String,
}

impl Sample {
    fn push(&mut self, text: &str) {
        for line in text.lines() {
            let kind = if is_address(line) { &mut self.addresses } else { &mut self.text };
            kind.extend([line, "\n"]);
        }
    }

    /// At most as many letters as say what [`Self::tell`] tells, where something else has been told.
    fn most_letters(&self) -> usize {
        self.text.chars().count()
    }

    /// The language, and how many letters say so.
    fn tell<'a>(mut self, told: usize, masthead: impl Iterator<Item = &'a str>) -> (Found, usize) {
        if self.text.is_empty() && told == 0 {
            self.text = self.addresses;
        }
        let count = script::letters(&self.text).all;
        let detected = if count < FEWEST_LETTERS { Found::Unknown } else { by_detection(&self.text) };
        masthead.take(MOST_LINES).for_each(|line| self.text.extend([line, "\n"]));
        let letters = script::letters(&self.text);
        if let Some(tag) = script::language(&letters).filter(|_| count >= FEWEST_LETTERS) {
            return (Found::Certain(tag), count);
        }
        let detected = match detected {
            Found::Likely(tag) if script::lacks_marks(&letters, tag) => Found::Likely("ru"),
            _ => detected,
        };
        let mut votes = Votes::default();
        votes.count(&self.text);
        (votes.decide(detected), count)
    }
}

/// Whether a line says how to reach somebody.
fn is_address(line: &str) -> bool {
    line.len() <= LONGEST_ADDRESS && (words::after(Sign::Contact, line).is_some() || contacts::says_how(line))
}

/// What the words of a short text say of its language: its common words, and those that releases are known by.
#[derive(Default)]
struct Votes {
    all: BTreeMap<&'static str, usize>,
}

impl Votes {
    fn count(&mut self, text: &str) {
        for word in words_of(text) {
            words::common(word).for_each(|language| *self.all.entry(language).or_default() += 2);
            words::known(word).for_each(|language| *self.all.entry(language).or_default() += 1);
        }
    }

    /// Weighs the words against what is detected by the letters.
    fn decide(&self, detected: Found) -> Found {
        /// So many votes are sure, where no other language has half as many.
        const SURE: usize = 6;
        let most = self.all.values().copied().max().unwrap_or(0);
        let of = |tag: &str| self.all.get(tag).copied().unwrap_or(0);
        let mut first = self.all.iter().filter(|(_, votes)| **votes == most).map(|(tag, _)| *tag);
        match (detected, first.next(), first.next()) {
            _ if most < FEWEST_VOTES => detected,
            (Found::Certain(tag) | Found::Likely(tag), ..) if of(tag) == most && most > FEWEST_VOTES => {
                Found::Certain(tag)
            }
            (_, Some(tag), None) => {
                let second = self.all.iter().filter(|(other, _)| **other != tag).map(|(_, votes)| *votes).max();
                let sure = most >= SURE && second.is_none_or(|second| 2 * second <= most);
                // Of another language no words are known.
                let other = |tag| !words::has_common(tag);
                match detected {
                    _ if sure => Found::Certain(tag),
                    Found::Certain(tag) | Found::Likely(tag) if other(tag) => detected,
                    _ => Found::Likely(tag),
                }
            }
            _ => detected,
        }
    }
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty())
}

fn add(weights: &mut Vec<(&'static str, usize)>, tag: &'static str, letters: usize) {
    match weights.iter_mut().find(|(known, _)| *known == tag) {
        Some((_, weight)) => *weight += letters,
        None => weights.push((tag, letters)),
    }
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
    for word in words_of(text) {
        count += 1;
        words::common(word).for_each(|language| *hits.entry(language).or_default() += 1);
    }
    let (&language, &most) = hits.iter().max_by_key(|(_, hits)| **hits)?;
    let second = hits.iter().filter(|(other, _)| **other != language).map(|(_, &hits)| hits).max().unwrap_or(0);
    (most >= FEWEST && most * ONE_IN >= count && most >= 3 * second).then_some(language)
}

/// Languages that are written without a sign over any letter, or that releases are known in; of a short text without such
/// signs, the others are a wrong guess.
const PLAIN: [Lang; 9] =
    [Lang::Eng, Lang::Fra, Lang::Spa, Lang::Deu, Lang::Ita, Lang::Por, Lang::Nld, Lang::Ind, Lang::Lat];

fn by_detection(sample: &str) -> Found {
    let Some(info) = detect(sample) else { return Found::Unknown };
    let doubtful = !info.is_reliable() && sample.is_ascii();
    let guess = if doubtful { Detector::with_allowlist(PLAIN.to_vec()).detect(sample) } else { None };
    let reliable = info.is_reliable();
    match tag(guess.unwrap_or(info).lang()) {
        Some(tag) if reliable && !has_twin(tag) => Found::Certain(tag),
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
        tell(text.lines(), std::iter::empty())
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
    fn a_few_words_and_names_tell_the_language() {
        for (text, masthead, language) in [
            ("Dockers vote to strike\nDockers at Lund have voted to strike.\nJonas Weil T: 020 7555 0101", "", "en"),
            (
                "Harbour strike ends\nContact: Marta Silva, Rua do Porto 12, Lisboa, marta@tides.example",
                "Press release",
                "en",
            ),
            ("Lotsenboot gestohlen\nUnbekannte stahlen ein Lotsenboot. Hinweise nimmt das Kommissariat 12.", "", "de"),
            (
                "Les dockers cessent la grève.\nContact presse : John Smith, press@tides.example",
                "Avis aux médias",
                "fr",
            ),
            ("Visita de la ministra Clara Moen", "Convocatoria de prensa\n12 de marzo", "es"),
            ("Traghetti Nord apre una nuova linea Norport-Lund.", "", "it"),
            ("Valória condena ataque contra embaixada.", "Nota à imprensa nº 12", "pt"),
            ("Порт закрыт. Суда стоят на рейде.", "", "ru"),
            ("Министр посетил порт. Павел Марин", "", "ru"),
            ("Министърът откри кея в пристанището.", "", "bg"),
            ("De havenarbeiders van Norport staken niet meer. De veerboten varen weer.", "", "nl"),
            ("Ministern invigde i dag en ny kaj i hamnen. Den är öppen för alla fartyg.", "", "sv"),
        ] {
            let found = tell(text.lines(), masthead.lines());
            assert!(matches!(found, Found::Certain(tag) | Found::Likely(tag) if tag == language), "{text} {found:?}");
        }
        assert_eq!(told("港湾工事完了報告書提出\n岸壁の利用開始について\n安全管理計画"), Found::Certain("ja"));
    }

    #[test]
    fn a_quotation_does_not_change_the_language() {
        let text = "The ministers met in the new harbour and agreed that the tide tables are shared.\n\
            „Wir haben uns im neuen Hafen getroffen und einen Plan beschlossen“, sagte er.\n\
            The talks will be resumed in the spring, and the results are to be made public by the end of the year.";
        assert_eq!(told(text), Found::Certain("en"));
    }
}
