//! Who signed a text, where and when, by the form of a line.
//!
//! ```text
//! Done at Port Tide, 3 March 2031      Fait à Port Tide, le 3 mars 2031      Port Tide, 3 March 2031
//! (signed) Jane Roe                    For the Ministry of Tides:            gez. Jane Roe
//! Jane Roe                             only beside one of these
//! Minister of Tides
//! ```

use super::dates;
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
    if is_dated(line) {
        return Some(Says::Dated);
    }
    let few = line.chars().count() <= LONGEST_NAME && line.split_whitespace().count() <= MOST_WORDS;
    let short = few && !line.ends_with([';', '?', '!', '。']) && (!line.ends_with('.') || is_abbreviated(line));
    if short && party(line) {
        return Some(Says::Party);
    }
    let figures = line.chars().any(char::is_numeric);
    let capital = !line.starts_with(char::is_lowercase) && line.starts_with(|c: char| c.is_alphabetic());
    let label = line.contains([':', '：', '@']);
    (short && !figures && capital && !label && !is_of_page(line)).then_some(Says::Name)
}

/// `Share`, `Last updated`: a line of a page, or the label of another date.
fn is_of_page(line: &str) -> bool {
    matches!(masthead::read(line).first(), Some(said) if matches!(said.what, What::Crumb | What::Aside))
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
    line.len() <= LONGEST && (words::after(Sign::Done, line.trim()).is_some() || signer(line.trim()).is_some())
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
    let bare = line.trim_start_matches(['(', '[', '（']);
    let rest = words::after(Sign::Signed, line).or_else(|| words::after(Sign::Signed, bare))?;
    // `Signed in May, the treaty…` is a sentence: a bracket, a stop or a colon stands behind the word.
    let phrase = &line[..line.len() - rest.len()];
    let closed =
        rest.starts_with([')', ']', '.', ':', '：', '）', '/']) || phrase.ends_with([')', '/', '）', '.', ']']);
    let name = rest.trim_start_matches([')', ']', '.', ':', '：', '）', '/', ' ', '\u{A0}', ',']).trim();
    (closed && name.chars().count() <= LONGEST_NAME && !name.ends_with(['.', ';'])).then_some(name)
}

/// `For the Ministry of Tides:`, `Pour le gouvernement de la Côte`.
fn party(line: &str) -> bool {
    words::after(Sign::Party, line).is_some_and(|rest| rest.trim_start().starts_with(|c: char| !c.is_lowercase()))
        || words::after(Sign::Party, line).is_some() && line.ends_with([':', '：'])
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
        names.extend(lines.iter().map(String::as_str).find(|line| says(line) == Some(Says::Name)));
    }
    if let [name] = names.as_slice() {
        signature.name = Some((*name).to_owned());
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
    use super::{Says, says, signature};
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
            "Done at last, they went home.",
            "12 ships",
            "A nominee, of Westerly, to be keeper of the lights",
        ] {
            assert_eq!(says(line), None, "{line}");
        }
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
