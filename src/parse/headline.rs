//! Whether a line that begins like a name tells something: a headline, and nobody's name.
//!
//! ```text
//! El Gobierno aprueba el plan       a verb of headlines; an article behind a word that is no joint
//! Bundesbank senkt Leitzins         a small word between two capitals
//! Banco da Costa amplia horário     small words behind a noun with its capital: a name has one, as in `Affaires étrangères`
//! 해양수산부, 안전대책 발표            a comma, or words behind the office, in Korean
//! 国务院印发行动计划                  a script without spaces: a name ends with what it is
//! ```

use super::inline::{self, is_hangul};
use super::words::{self, Sign};

/// Whether a line tells something. A line in two languages, set apart by ` / `, does where one of them does.
pub(super) fn tells(text: &str) -> bool {
    text.split(" / ").any(tells_in_one)
}

/// Whether a line is a headline that begins with the name of who does something. A motto in Korean tells something, too.
pub(super) fn opens(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().trim_end_matches(',');
    tells(text) && (!first.starts_with(is_hangul) || ends_name(first))
}

fn tells_in_one(text: &str) -> bool {
    let Some(first) = text.chars().find(|letter| letter.is_alphabetic()) else { return false };
    let verb = text.split_whitespace().skip(1).any(|word| words::is(Sign::HeadlineVerb, word.trim_end_matches(',')));
    verb || text.contains('%')
        || if inline::is_unspaced(first) {
            tells_unspaced(text)
        } else if is_hangul(first) {
            tells_korean(text)
        } else {
            is_latin(first) && tells_in_small_words(text)
        }
}

fn is_latin(letter: char) -> bool {
    letter < '\u{250}'
}

/// Whether a name ends here: with what it is, or with an office.
fn ends_name(text: &str) -> bool {
    let last = text.split_whitespace().last().unwrap_or_default();
    words::ends(Sign::InstitutionEnd, last)
        || [Sign::Institution, Sign::Office, Sign::State].iter().any(|&sign| words::before(sign, text).is_some())
}

/// `国务院印发行动计划`, `財務省、税制を改正`; `外交部` and `株式会社北海汽船` are names.
fn tells_unspaced(text: &str) -> bool {
    let katakana = text.contains(|letter: char| ('\u{30A1}'..='\u{30FA}').contains(&letter));
    let hiragana = text.contains(|letter: char| ('\u{3041}'..='\u{3096}').contains(&letter));
    let company = katakana && !hiragana && !text.contains(['、', '，', ',']);
    !company && !ends_name(text)
}

/// `해양수산부, 안전대책 발표`; `해양수산부 장관` and `해양수산부 해양정책실` are names.
fn tells_korean(text: &str) -> bool {
    const MOST_WORDS: usize = 2;
    text.contains(',') || (text.split_whitespace().count() > MOST_WORDS && !ends_name(text))
}

/// What a word is in a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    /// `of`, `des`, `für`.
    Joint,
    /// `aprueba`, `centrale`.
    Small,
    Capital,
}

fn class(word: &str) -> Word {
    let joint = [Sign::NameJoining, Sign::Joining, Sign::And].iter().any(|&sign| words::is(sign, word));
    if joint {
        Word::Joint
    } else if word.starts_with(char::is_lowercase) {
        Word::Small
    } else {
        Word::Capital
    }
}

/// Whether small words stand where no name has any.
fn tells_in_small_words(text: &str) -> bool {
    // Between two joints: whether a noun has its capital, and how many small words follow each other.
    let (mut capital, mut small, mut first) = (false, 0, true);
    for printed in text.split_whitespace() {
        let (elided, word) = without_elision(printed);
        let found = class(word.trim_end_matches([',', ')', '"', '»']));
        let article = words::after(Sign::TheName, printed).is_some_and(|rest| elided || rest.is_empty());
        if small > 0 && article && printed.starts_with(char::is_lowercase) {
            return true;
        }
        if elided || found == Word::Joint {
            (capital, small, first) = (false, 0, false);
        }
        match found {
            Word::Joint => {}
            Word::Small => small += 1,
            Word::Capital if small > 0 && capital => return true,
            Word::Capital => (capital, small) = (true, 0),
        }
        // `Banque centrale européenne`, `Affaires étrangères`, `affaires sociales et familiales`.
        let most = if capital { 1 + usize::from(first) } else { 3 };
        if small > most {
            return true;
        }
        if printed.ends_with(',') {
            (capital, small, first) = (false, 0, false);
        }
    }
    false
}

/// `Économie` of `l'Économie`, and whether something was cut off.
fn without_elision(word: &str) -> (bool, &str) {
    const LONGEST: usize = 5;
    match word.split_once(['\'', '’']) {
        Some((article, noun)) if article.len() <= LONGEST && !noun.is_empty() => (true, noun),
        _ => (false, word),
    }
}

#[cfg(test)]
mod tests {
    use super::tells;

    #[test]
    fn headlines_and_names() {
        for headline in [
            "El Gobierno aprueba el plan de puertos limpios",
            "Le Conseil des marées valide la réforme du pilotage",
            "Banca di Estmere pubblica il bollettino",
            "Ministério da Saúde amplia vacinação no porto",
            "Landesregierung beschließt Plan für Häfen",
            "Bundesbank verschlankt Meldewesen",
            "Банк Эстмера сохранил ключевую ставку",
            "البنك المركزي يبقي سعر الفائدة",
            "国务院印发港口行动计划",
            "海洋省、港の計画を公表",
            "해양조수부, 여객선 대책 발표",
            "해양조수부 여객선 안전 대책 발표",
        ] {
            assert!(tells(headline), "{headline}");
        }
        for name in [
            "Banque centrale européenne",
            "Ministère de l'Europe et des Affaires étrangères",
            "Ministère de la Mer, des Ports et de la Souveraineté industrielle et numérique",
            "Comisión Nacional de los Mercados y la Competencia",
            "Ministero dell'Ambiente e della Sicurezza Energetica",
            "Bundesministerium für wirtschaftliche Zusammenarbeit und Entwicklung",
            "Ministério dos Negócios Estrangeiros",
            "Comité contra la Tortura",
            "Autorità garante della concorrenza e del mercato",
            "Министерство иностранных дел Эстмера",
            "وزارة الشؤون الخارجية والتعاون",
            "国家海洋局新闻办公室",
            "株式会社北海フェリー",
            "해양조수부 해양정책실",
        ] {
            assert!(!tells(name), "{name}");
        }
    }
}
