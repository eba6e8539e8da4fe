//! Who signed a text, where and when, by the form of a line.
//!
//! ```text
//! Done at Port Tide, 3 March 2031      Fait à Port Tide, le 3 mars 2031      Port Tide, 3 March 2031
//! (signed) Jane Roe                    For the Ministry of Tides:            gez. Jane Roe
//! Jane Roe                             only beside one of these
//! Minister of Tides                    and, at the very end, over or below an office
//! Yours sincerely,                     before the name of who writes a letter
//! ```

use super::dates;
use super::institution;
use super::masthead::{self, What};
use super::words::{self, Sign};
use crate::release::{Inline, Signature, plain_text};

/// The longest line of a signature, in bytes.
const LONGEST: usize = 240;
/// The longest name or office, in characters and in words.
const LONGEST_NAME: usize = 70;
const MOST_WORDS: usize = 8;

/// What a line of a signature says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// `Done at Port Tide, 3 March 2031`
    Done,
    /// `Port Tide, 3 March 2031`
    Dated,
    /// `(signed) Jane Roe`
    Signed,
    /// `For the Ministry of Tides:`
    Party,
    /// `Yours sincerely,`
    Valediction,
    /// `Jane Roe`: only beside another line of a signature.
    Name,
}

/// What a line of a signature says, if it may be one.
pub(super) fn says(line: &str) -> Option<Says> {
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST {
        return None;
    }
    if is_done(line) {
        return Some(Says::Done);
    }
    if signer(line).is_some() {
        return Some(Says::Signed);
    }
    if is_valediction(line) {
        return Some(Says::Valediction);
    }
    if is_dated(line) {
        return Some(Says::Dated);
    }
    let few = line.chars().count() <= LONGEST_NAME && line.split_whitespace().count() <= MOST_WORDS;
    let short = few && !line.ends_with([';', '?', '!', '。']) && (!line.ends_with('.') || is_abbreviated(line));
    if short && party(line) {
        return Some(Says::Party);
    }
    let figures = line.chars().any(char::is_numeric);
    let bare = undressed(line);
    let capital = !bare.starts_with(char::is_lowercase) && bare.starts_with(|c: char| c.is_alphabetic());
    let label = line.contains([':', '：', '@']);
    (short && !figures && capital && !label && !is_of_page(line)).then_some(Says::Name)
}

/// `Share`, `Last updated`: a line of a page, or the label of another date; `PRESS RELEASE` begins a text.
fn is_of_page(line: &str) -> bool {
    let other = |what: &What| matches!(what, What::Crumb | What::Aside | What::Kind { .. });
    matches!(masthead::read(line).first(), Some(said) if other(&said.what))
}

/// A line without the brackets or quotation marks around it: `(Information and Strategy)`, `“Jane Roe”`.
fn undressed(line: &str) -> &str {
    const PAIRS: [(char, char); 3] = [('(', ')'), ('“', '”'), ('"', '"')];
    let inside = |(open, close)| line.strip_prefix(open)?.strip_suffix(close);
    PAIRS.into_iter().find_map(inside).map_or(line, str::trim)
}

/// `Yours sincerely,`
fn is_valediction(line: &str) -> bool {
    words::is(Sign::Valediction, line.trim_end_matches(','))
}

/// Whether lines without a date are who signs: a person, and over or below them their office.
pub(super) fn is_signer(lines: &[&str]) -> bool {
    const MOST_LINES: usize = 4;
    let [first, rest @ ..] = lines else { return false };
    let office_below = || is_person(first) && rest.iter().any(|line| has_post(line));
    let office_above = || has_post(first) && rest.last().is_some_and(|line| is_person(line));
    (2..=MOST_LINES).contains(&lines.len())
        && (office_below() || office_above())
        // `Jane Roe – chief of the pilots` is of a list.
        && lines.iter().all(|line| matches!(says(line), Some(Says::Name)) && ![" – ", " — ", " - "].iter().any(|dash| line.contains(dash)))
}

/// `Jane Roe`, `JANE ROE, OBE`, `Dr. J. van Roe`: a few words with capitals, none of them of an office.
pub(super) fn is_person(line: &str) -> bool {
    const MOST_WORDS: usize = 5;
    const LONGEST_SMALL: usize = 3;
    let line = undressed(line.trim());
    let name = words::after(Sign::Honorific, line).map_or(line, str::trim_start);
    let name = name.split([',', '，']).next().unwrap_or_default().trim();
    let joint = |letter: char| matches!(letter, '.' | '-' | '’' | '\'' | '‑');
    let word = |word: &str| {
        let small = word.starts_with(char::is_lowercase) && word.chars().count() <= LONGEST_SMALL;
        (small || word.starts_with(|first: char| first.is_alphabetic() && !first.is_lowercase()))
            && word.chars().all(|letter| letter.is_alphabetic() || joint(letter))
    };
    let count = name.split_whitespace().count();
    let initials = count == 1 && name.matches('.').count() > 1;
    ((2..=MOST_WORDS).contains(&count) || initials)
        && name.split_whitespace().all(word)
        && !name.starts_with(char::is_lowercase)
        && !has_post(name)
        && institution::rank(name) == 0
}

/// Whether some word of a line begins the name of an office: `Deputy Director`.
pub(super) fn has_post(line: &str) -> bool {
    let starts = line.char_indices().filter(|&(at, letter)| {
        letter.is_alphabetic() && !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '-')
    });
    line.len() <= LONGEST && starts.into_iter().any(|(at, _)| words::after(Sign::Post, &line[at..]).is_some())
}

/// `3 March 2031` without a place.
pub(super) fn is_bare_date(line: &str) -> bool {
    says(line) == Some(Says::Dated)
        && !masthead::read(line.trim()).iter().any(|said| matches!(said.what, What::Located(_)))
}

/// `Done at Port Tide, 3 March 2031`
pub(super) fn is_done(line: &str) -> bool {
    let line = line.trim();
    line.len() <= LONGEST && words::after(Sign::Done, line).is_some() && dates::find(line).is_some()
}

/// `JANE ROE JR.`: the stop is the last word's.
fn is_abbreviated(line: &str) -> bool {
    const LONGEST: usize = 3;
    line.trim_end_matches('.').rsplit(' ').next().is_some_and(|last| last.chars().count() <= LONGEST)
}

/// Whether a line begins as a signature does: `Done at …`, `(signed) …`.
pub(super) fn may_begin(line: &str) -> bool {
    let line = line.trim();
    line.len() <= LONGEST
        && (words::after(Sign::Done, line).is_some() || signer(line).is_some() || is_valediction(line))
}

/// `Port Tide, 3 March 2031` and no word more.
fn is_dated(line: &str) -> bool {
    const LONGEST_DATED: usize = 100;
    if line.len() > LONGEST_DATED || line.contains(['|', ':', '：']) || !dates::has_figures(line) {
        return false;
    }
    // `On 1 January 2032.` is a sentence.
    if line.ends_with('.') && words::after(Sign::On, line).is_some_and(|rest| rest.starts_with(' ')) {
        return false;
    }
    let said = masthead::read(line);
    let dated = said.iter().any(|said| matches!(said.what, What::Date(..)));
    let other = said.iter().any(|said| !matches!(said.what, What::Date(..) | What::Located(_)));
    dated && !other
}

/// Who signed: ` Jane Roe` behind `(signed)`.
fn signer(line: &str) -> Option<&str> {
    if is_signed_in_brackets(line) {
        return Some("");
    }
    let bare = line.trim_start_matches(['(', '[', '（', '.', '…', '_']);
    let rest = words::after(Sign::Signed, line).or_else(|| words::after(Sign::Signed, bare))?;
    // `Signed in May, the treaty…` is a sentence: a bracket, a stop or a colon stands behind the word.
    let phrase = &line[..line.len() - rest.len()];
    let closed =
        rest.starts_with([')', ']', '.', '…', ':', '：', '）', '/']) || phrase.ends_with([')', '/', '）', '.', ']']);
    let name = rest.trim_start_matches([')', ']', '.', '…', ':', '：', '）', '/', ' ', '\u{A0}', ',', '_']).trim();
    (closed && name.chars().count() <= LONGEST_NAME && !name.ends_with(['.', ';'])).then_some(name)
}

/// `(Original signed)`
fn is_signed_in_brackets(line: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let inside = line.strip_prefix('(').and_then(|line| line.strip_suffix(')'));
    inside.is_some_and(|inside| {
        inside.split_whitespace().count() <= MOST_WORDS && words::before(Sign::Signed, inside).is_some()
    })
}

/// `For the Ministry of Tides:`, `Pour le gouvernement de la Côte`.
fn party(line: &str) -> bool {
    const INSTITUTION: u8 = 3;
    // `За Министерство морских дел Остмарка` begins with a capital behind the first word only.
    let named = || line.split_once(' ').is_some_and(|(_, name)| institution::rank(name) == INSTITUTION);
    words::after(Sign::Party, line).is_some_and(|rest| {
        rest.trim_start().starts_with(|c: char| !c.is_lowercase()) || line.ends_with([':', '：']) || named()
    })
}

/// Reads a signature from its words. What was not said for certain is left out.
pub(super) fn signature(content: Vec<Inline>) -> Signature {
    let lines: Vec<String> = content
        .split(|inline| *inline == Inline::LineBreak {})
        .map(|line| plain_text(line).trim().to_owned())
        .collect();
    let mut signature = Signature { content, ..Signature::default() };
    let mut names: Vec<&str> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        match says(line) {
            Some(Says::Done | Says::Dated) => read_place(line, &mut signature),
            Some(Says::Signed) => match signer(line) {
                Some("") => names.extend(lines.get(index + 1).map(String::as_str)),
                name => names.extend(name),
            },
            _ => {}
        }
    }
    if names.is_empty() && lines.iter().filter(|line| says(line) == Some(Says::Party)).count() < 2 {
        let name = |line: &&str| says(line) == Some(Says::Name);
        let named = lines.iter().map(String::as_str).filter(name);
        // `Minister of Tides` may stand over the name.
        names.extend(named.clone().find(|line| is_person(line)).or_else(|| named.clone().next()));
    }
    if let [name] = names.as_slice() {
        signature.name = Some(undressed(name).to_owned());
    }
    signature
}

/// The place and the date of `Done at Port Tide, on 3 March 2031`.
fn read_place(line: &str, signature: &mut Signature) {
    let Some(date) = dates::find(line) else { return };
    // `5–7 March 2031` are the days of a meeting.
    signature.date = signature.date.or_else(|| date.moment(None).filter(|_| !date.is_range));
    let Some(before) = line.get(..date.range.start) else { return };
    let behind = words::after(Sign::Done, before).unwrap_or(before);
    let place = behind.split([',', '，']).next().unwrap_or_default().trim();
    let place = match place.rsplit_once(' ') {
        Some((place, last)) if words::is(Sign::On, last) => place,
        _ => place,
    };
    let small = words::is(Sign::On, place) || words::weekday(place).is_some();
    let named = place.chars().any(char::is_alphabetic) && !small && place.len() <= 60;
    if named && signature.place.is_none() {
        signature.place = Some(place.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::{Says, is_signer, says, signature};
    use crate::release::Inline;

    #[test]
    fn lines_of_signatures() {
        for line in [
            "Done at Port Tide, 3 March 2031",
            "Fait à Port-Marée, le 3 mars 2031",
            "Geschehen zu Ahlmünde am 3. März 2031",
        ] {
            assert_eq!(says(line), Some(Says::Done), "{line}");
        }
        for line in ["(signed) Jane Roe", "gez. Jane Roe", "/s/ Jane Roe", "Signed: Jane Roe", "(signé)"] {
            assert_eq!(says(line), Some(Says::Signed), "{line}");
        }
        assert_eq!(says("Port Tide, 3 March 2031"), Some(Says::Dated));
        assert_eq!(says("For the Ministry of Tides:"), Some(Says::Party));
        for line in [
            "Signed in May, the treaty is in force.",
            "PRESS RELEASE",
            "Done at last, they went home.",
            "12 ships",
            "A nominee, of Westerly, to be keeper of the lights",
        ] {
            assert_eq!(says(line), None, "{line}");
        }
    }

    #[test]
    fn a_person_and_an_office_sign() {
        for lines in [["Jane Roe", "Chief of Police"], ["Le procureur de la République,", "Jean MARTIN"]] {
            assert!(is_signer(&lines), "{lines:?}");
        }
        for lines in
            [["Port Tide", "Ministry of Tides"], ["Head of press", "Ministry of Tides"], ["Jane Roe", "Ben Okada"]]
        {
            assert!(!is_signer(&lines), "{lines:?}");
        }
        assert_eq!(says("Yours sincerely,"), Some(Says::Valediction));
        assert_eq!(says("….signed….."), Some(Says::Signed));
        assert_eq!(says("(Original signed)"), Some(Says::Signed));
        assert_eq!(says("(Information and Strategy)"), Some(Says::Name));
    }

    #[test]
    fn place_date_and_name_are_understood() {
        let lines = ["Done at Port Tide, on 3 March 2031", "(signed) Jane Roe", "Minister of Tides"];
        let content = lines.map(|line| vec![Inline::text(line)]).join(&Inline::LineBreak {});
        let read = signature(content);
        assert_eq!(read.place.as_deref(), Some("Port Tide"));
        assert_eq!(read.date.map(|date| date.to_string()).as_deref(), Some("2031-03-03"));
        assert_eq!(read.name.as_deref(), Some("Jane Roe"));
    }
}
