//! Where a release goes: a pattern with slots, and the words of a title as a part of an address.

use super::latin::latin;
use crate::release::Moment;
use std::fmt::Write as _;
use std::str::FromStr;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Where releases go: `/{year}/{month}/{slug}/`.
///
/// ```
/// use chancery::site::Pattern;
/// assert!("/{year}/{slug}/".parse::<Pattern>().is_ok());
/// assert!("/{year}/".parse::<Pattern>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Slot(Slot),
}

/// In which letters words stand in addresses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Letters {
    /// Those of their own script.
    #[default]
    Own,
    /// Latin ones, as far as there is a reading; Han characters are read in Mandarin.
    Latin,
}

impl Letters {
    /// Words as a part of an address.
    pub(super) fn slug(self, text: &str) -> String {
        match self {
            Letters::Own => slug(text),
            Letters::Latin => slug(&latin(text)),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Year,
    Month,
    Day,
    Slug,
    Name,
    Issuer,
    Kind,
    Language,
    Reference,
}

const SLOTS: [(&str, Slot); 9] = [
    ("year", Slot::Year),
    ("month", Slot::Month),
    ("day", Slot::Day),
    ("slug", Slot::Slug),
    ("name", Slot::Name),
    ("issuer", Slot::Issuer),
    ("kind", Slot::Kind),
    ("language", Slot::Language),
    ("reference", Slot::Reference),
];

/// A text that is no [`Pattern`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPattern {
    /// It has a slot that is not known.
    #[error("`{{{0}}}` is no slot: there are year, month, day, slug, name, issuer, kind, language and reference")]
    UnknownSlot(String),
    /// A bracket is not closed.
    #[error("a `{{` is not closed")]
    Open,
    /// It says nothing that tells two releases of one day apart.
    #[error("it has neither `{{slug}}`, `{{name}}` nor `{{reference}}`, which tell two releases of one day apart")]
    Same,
    /// Each release is a folder with a page, so that its other formats lie beside it.
    #[error("it does not begin and end with `/`")]
    NoFolder,
    /// It has a part that leads elsewhere.
    #[error("it has an empty part, `.` or `..`")]
    LeadsElsewhere,
    /// It has a sign that says something else in an address: links would not lead there.
    #[error("it has {0:?}, which is no letter of a path: leave it out")]
    Sign(char),
}

/// What a pattern is filled with.
pub(super) struct Values<'a> {
    pub(super) date: Option<Moment>,
    pub(super) title: &'a str,
    /// The name of the file, without its ending.
    pub(super) name: &'a str,
    pub(super) issuer: Option<&'a str>,
    pub(super) kind: &'a str,
    pub(super) language: &'a str,
    pub(super) reference: Option<&'a str>,
    pub(super) letters: Letters,
}

impl Default for Pattern {
    fn default() -> Self {
        "/{year}/{month}/{slug}/".parse().expect("it is one")
    }
}

impl FromStr for Pattern {
    type Err = BadPattern;

    fn from_str(text: &str) -> Result<Self, BadPattern> {
        let inside = text.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')).ok_or(BadPattern::NoFolder)?;
        if inside.split('/').any(|part| matches!(part, "" | "." | "..")) {
            return Err(BadPattern::LeadsElsewhere);
        }
        // RFC 3986, 3.4, 3.5 and 2.1; browsers take a backslash for a stroke.
        let is_sign = |letter: char| matches!(letter, '?' | '#' | '%' | '\\') || letter.is_control();
        if let Some(sign) = inside.chars().find(|letter| is_sign(*letter)) {
            return Err(BadPattern::Sign(sign));
        }
        let mut parts = Vec::new();
        let mut rest = inside;
        while let Some((before, slot)) = rest.split_once('{') {
            parts.push(Part::Text(before.to_owned()));
            let (name, after) = slot.split_once('}').ok_or(BadPattern::Open)?;
            let known = SLOTS.iter().find(|(known, _)| *known == name);
            let (_, slot) = known.ok_or_else(|| BadPattern::UnknownSlot(name.to_owned()))?;
            parts.push(Part::Slot(*slot));
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        let telling = [Slot::Slug, Slot::Name, Slot::Reference];
        let tells = |part: &Part| telling.iter().any(|slot| *part == Part::Slot(*slot));
        if parts.iter().any(tells) { Ok(Pattern(parts)) } else { Err(BadPattern::Same) }
    }
}

impl Pattern {
    /// The address of a release, without a stroke at its start and with one at its end: `2031/03/the-harbour-is-open/`.
    pub(super) fn fill(&self, values: &Values<'_>) -> String {
        let mut address = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => address.push_str(text),
                Part::Slot(slot) => slot.fill(values, &mut address),
            }
        }
        // A release without a day has no month either.
        let parts: Vec<&str> = address.split('/').filter(|part| !part.is_empty()).collect();
        parts.join("/") + "/"
    }
}

impl Slot {
    fn fill(self, values: &Values<'_>, address: &mut String) {
        let date = values.date.map(|moment| moment.date);
        let slug = |text: &str| values.letters.slug(text);
        let or = |wanted: String| if wanted.is_empty() { slug(values.name) } else { wanted };
        let text = match self {
            Slot::Year => date.map_or_else(|| UNDATED.to_owned(), |date| format!("{:04}", date.year())),
            Slot::Month => date.map(|date| format!("{:02}", date.month())).unwrap_or_default(),
            Slot::Day => date.map(|date| format!("{:02}", date.day())).unwrap_or_default(),
            Slot::Slug => or(slug(values.title)),
            Slot::Name => slug(values.name),
            Slot::Issuer => slug(values.issuer.unwrap_or("other")),
            Slot::Kind => values.kind.to_owned(),
            Slot::Language => slug(values.language),
            Slot::Reference => or(values.reference.map(slug).unwrap_or_default()),
        };
        // Only a day that is not known leaves no part of the address behind.
        let may_lack = matches!(self, Slot::Month | Slot::Day);
        address.push_str(if text.is_empty() && !may_lack { UNNAMED } else { &text });
    }
}

/// What stands for a year where there is none.
pub(super) const UNDATED: &str = "undated";

/// What stands for words that have no letters: `😀`.
const UNNAMED: &str = "untitled";

/// Words as a part of an address: letters and figures of any script in small letters with their marks, composed, and a hyphen
/// for what is between.
fn slug(text: &str) -> String {
    /// File systems take names of 255 bytes, with the ending.
    const LONGEST: usize = 120;
    const MOST_BYTES: usize = 240;
    let mut slug = String::new();
    let mut count = 0;
    // Where the last word that fits has ended.
    let mut fits = 0;
    for letter in text.nfc().flat_map(char::to_lowercase) {
        // An apostrophe is inside its word (`harbour’s`), as are a stress that no letter is composed with, and joiners.
        let inside = matches!(letter, '\'' | '’' | '\u{301}' | '\u{AD}' | '\u{200D}');
        let is_mark = !inside && is_combining_mark(letter) && !slug.is_empty() && !slug.ends_with('-');
        if letter.is_alphanumeric() || is_mark {
            if count == LONGEST || slug.len() + letter.len_utf8() > MOST_BYTES {
                let end = if fits > 0 { fits } else { slug.len() };
                slug.truncate(end);
                return slug;
            }
            slug.push(letter);
            count += usize::from(!is_mark);
        } else if !inside && !slug.is_empty() && !slug.ends_with('-') {
            fits = slug.len();
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// An address as a URI has it: letters beyond ASCII percent-encoded (RFC 3986, 2.1).
pub(super) fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => _ = write!(out, "%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{BadPattern, Letters, Pattern, Values, encoded, slug};

    fn values<'a>(title: &'a str, date: Option<&str>) -> Values<'a> {
        let date = date.map(|date| date.parse().unwrap());
        Values {
            date,
            title,
            name: "tides-3",
            issuer: None,
            kind: "statement",
            language: "en",
            reference: Some("PR 12/31"),
            letters: Letters::Own,
        }
    }

    #[test]
    fn patterns_are_filled() {
        let fill = |pattern: &str, date| pattern.parse::<Pattern>().unwrap().fill(&values("The Harbour’s “End”", date));
        assert_eq!(fill("/{year}/{month}/{slug}/", Some("2031-03-05")), "2031/03/the-harbours-end/");
        assert_eq!(fill("/{year}/{month}/{slug}/", None), "undated/the-harbours-end/");
        assert_eq!(
            fill("/news/{kind}/{year}{month}{day}-{reference}/", Some("2031-03-05")),
            "news/statement/20310305-pr-12-31/"
        );
        assert_eq!("/{slug}/".parse::<Pattern>().unwrap().fill(&values("…", None)), "tides-3/");
        let nameless = Values { name: "😀", issuer: Some("★"), reference: Some("—"), ..values("…", None) };
        let fill = |pattern: &str| pattern.parse::<Pattern>().unwrap().fill(&nameless);
        for pattern in ["/{slug}/", "/{name}/", "/{reference}/"] {
            assert_eq!(fill(pattern), "untitled/");
        }
        assert_eq!(fill("/{issuer}/{month}/{day}-{slug}/"), "untitled/-untitled/");
    }

    #[test]
    fn bad_patterns_say_why() {
        let why = |pattern: &str| pattern.parse::<Pattern>().unwrap_err();
        assert_eq!(why("/{yaer}/"), BadPattern::UnknownSlot("yaer".into()));
        assert_eq!(why("/{slug/"), BadPattern::Open);
        assert_eq!(why("/{year}/"), BadPattern::Same);
        assert_eq!(why("{slug}.html"), BadPattern::NoFolder);
        assert_eq!(why("/../{slug}/"), BadPattern::LeadsElsewhere);
        assert_eq!(why("/q?x/{slug}/"), BadPattern::Sign('?'));
        assert_eq!(why("/%2e%2e/{slug}/").to_string(), "it has '%', which is no letter of a path: leave it out");
    }

    #[test]
    fn slugs_keep_letters_of_any_script() {
        assert_eq!(slug("한-오스트 정상회담: 결과"), "한-오스트-정상회담-결과");
        assert_eq!(slug("  Déclaration — n° 3 "), "déclaration-n-3");
        assert_eq!(Letters::Latin.slug("한-오스트 정상회담: 結果"), "han-oseuteu-jeongsanghoedam-jie-guo");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        // Tone marks and viramas are in their words, and letters are composed whatever keyboard they came from.
        assert_eq!(slug("ผู้นำร่วมประชุม ที่กรุงเทพฯ"), "ผู้นำร่วมประชุม-ที่กรุงเทพฯ");
        assert_eq!(slug("विदेश मंत्री का वक्तव्य"), "विदेश-मंत्री-का-वक्तव्य");
        assert_eq!(slug("De\u{301}claration \u{2764}\u{FE0F} du 3"), "déclaration-du-3");
        assert_eq!(slug("İstanbul"), "i̇stanbul");
        let long = slug(&"harbour ".repeat(30));
        assert!(long.len() <= 140 && long.ends_with("harbour"), "{long}");
        assert_eq!(slug(&"港".repeat(200)).chars().count(), 80);
        assert_eq!(encoded("2031/한/"), "2031/%ED%95%9C/");
    }
}
