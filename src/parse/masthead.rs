//! The lines before the body: what each says by its form.
//!
//! ```text
//! 08/07/2024 | Press release | Distributed by Public on 08/08/2024 03:21     a bar of fields
//! FOR IMMEDIATE RELEASE                                                        a release line
//! Ref. No. PR/12(2031)                                                         a label and its value
//! Berlin, 3 March 2031                                                         place and date
//! CORRECTION: replaces the release of 3 March                                  a notice
//! Photo: the harbour at dawn                                                   an aside: known, but no field
//! ```

mod bar;
mod dated;
mod dateline;
mod label;
mod reference;
mod title;
mod withdrawal;

pub(super) use bar::read;
pub(super) use dated::is_town;
pub(super) use dateline::{DASHES, read as read_dateline};
pub(super) use label::{is_label, is_other_date, read_label_alone};
pub(super) use reference::is_bare_number;
pub(super) use title::{day_of_title, is_kind_line, kind_before_whose, leading_kind, read as read_title};

use super::condition;
use super::dates::{self, Printed};
use super::institution;
use super::words::{self, Sign};
use crate::release::{ConditionClass, Field, KindClass};
use jiff::civil::Time;
use jiff::tz::Offset;
use std::ops::Range;

/// What a part of a line says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    /// Where in the line.
    pub(super) range: Range<usize>,
    pub(super) what: What,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    Issuer(String),
    CoIssuer(String),
    OnBehalfOf(String),
    Kind {
        printed: String,
        class: KindClass,
    },
    Reference(String),
    Date(Printed, Claim),
    /// The time of the release, its day being said elsewhere.
    Time(Time, Option<Offset>),
    Located(String),
    Condition {
        printed: String,
        class: ConditionClass,
        until: Option<Printed>,
    },
    Addressee(String),
    Correction(String),
    Withdrawal {
        printed: String,
        at: Option<Printed>,
    },
    Distribution {
        by: Option<String>,
        at: Option<Printed>,
    },
    /// A label whose value stands on the next line.
    Label(Field),
    /// What is known and is no field of a release: the day of an update, the caption of a photograph.
    Aside,
    /// What a page shows around a release: `Share`, `Print`.
    Crumb,
}

/// How plainly a date says that it is the release's own; the plainest is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Claim {
    /// The last of several days: more likely of what the release tells of.
    Range,
    Dateline,
    Line,
    Label,
}

impl What {
    /// The field, where it is one of a release.
    pub(super) fn field(&self) -> Option<Field> {
        let field = match self {
            What::Issuer(_) => Field::Issuer,
            What::CoIssuer(_) => Field::CoIssuers,
            What::OnBehalfOf(_) => Field::OnBehalfOf,
            What::Kind { .. } => Field::Kind,
            What::Reference(_) => Field::Reference,
            What::Date(..) | What::Time(..) => Field::DatePublished,
            What::Located(_) => Field::Located,
            What::Condition { .. } => Field::Condition,
            What::Addressee(_) => Field::Addressee,
            What::Correction(_) => Field::Correction,
            What::Withdrawal { .. } => Field::Withdrawal,
            What::Distribution { .. } => Field::Distribution,
            What::Label(field) => *field,
            What::Aside | What::Crumb => return None,
        };
        Some(field)
    }

    /// A date, as plain as the days it names.
    fn date(date: Printed, claim: Claim) -> Self {
        let claim = if date.is_range { Claim::Range } else { claim };
        What::Date(date, claim)
    }
}

/// Whether a line between paragraphs is a field or a caption, and so no heading: `Photo: the harbour`, `3 March 2031`.
pub(super) fn is_field(text: &str) -> bool {
    read(text).iter().any(|said| !matches!(said.what, What::Kind { .. } | What::Crumb))
}

/// Reads a line behind the text that says who issued it: `Issued by: Ministry of Tides`, `SOURCE Ahl Cables, Inc.`
pub(super) fn read_issuer_behind(line: &str) -> Option<Said> {
    const MOST_WORDS: usize = 8;
    let named = |said: &Said| matches!(&said.what, What::Issuer(name) if institution::rank(name) > 0);
    let labelled = || {
        let name = words::after(Sign::Issuer, line)?.trim();
        let label = line[..line.len() - name.len()].trim_end();
        let capitals = label.len() > 3 && label.chars().all(char::is_uppercase);
        let proper = name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase);
        let short = name.split_whitespace().count() <= MOST_WORDS;
        (capitals && proper && short).then(|| Said { range: range_in(line, name), what: What::Issuer(name.to_owned()) })
    };
    read(line).into_iter().find(named).or_else(labelled)
}

/// Reads a line behind the text that is the issuer's number for it and nothing else: `Press release number: 24-431`,
/// `(Release ID: 2031057)`, `PR/31/1432`.
pub(super) fn read_reference_behind(line: &str) -> Option<Said> {
    if !dates::has_figures(line) {
        return None;
    }
    // `(Release ID: 2031057) Visitors: 456`
    let opened = line.trim().strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let bare = opened.map_or(line.trim(), |(inside, _)| inside.trim());
    let said = read(bare);
    let all = said.iter().all(|said| matches!(said.what, What::Reference(_) | What::Kind { .. }));
    let [.., Said { range, what: What::Reference(number) }] = said.as_slice() else { return None };
    let labelled = range.len() < bare.len();
    let proper = if labelled {
        reference::is_reference(number) || reference::is_long(number)
    } else {
        reference::is_symbol(number)
    };
    let from = range_in(line, bare).start;
    (all && proper).then(|| Said { range: range.start + from..range.end + from, what: What::Reference(number.clone()) })
}

/// The longest line that is read, in bytes: longer ones are prose.
const LONGEST: usize = 400;

fn shifted(said: Vec<Said>, by: usize) -> impl Iterator<Item = Said> {
    said.into_iter().map(move |said| Said { range: said.range.start + by..said.range.end + by, what: said.what })
}

/// Where `part`, a slice of `text`, stands in it.
fn range_in(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    start..start + part.len()
}

/// What one field says.
fn read_field(text: &str) -> Vec<Said> {
    let whole = |what| vec![Said { range: 0..text.len(), what }];
    if let Some(rest) = words::after(Sign::Distributed, text) {
        return whole(read_distribution(rest));
    }
    if let Some((class, until)) = condition::read(text) {
        let printed = text.trim().to_owned();
        let mut said = whole(What::Condition { printed, class, until });
        if class == ConditionClass::Immediate {
            said.extend(
                dates::find(text).map(|date| Said { range: date.range.clone(), what: What::date(date, Claim::Line) }),
            );
        }
        return said;
    }
    if is_correction(text) {
        return whole(What::Correction(text.trim().to_owned()));
    }
    if withdrawal::is_withdrawal(text) {
        return whole(What::Withdrawal { printed: text.trim().to_owned(), at: dates::find(text) });
    }
    if let Some(class) = read_kind(text) {
        return whole(What::Kind { printed: text.trim_end_matches([':', ' ']).to_owned(), class });
    }
    let invokes = || words::is(Sign::Invocation, text);
    if label::is_aside(text) || words::is(Sign::Status, reference::undressed(text)) || invokes() {
        return whole(What::Aside);
    }
    let said = read_kind_and_more(text).or_else(|| label::read(text)).or_else(|| dated::read(text));
    let said = said.or_else(|| dated::read_with_kind(text)).or_else(|| dated::read_with_office(text));
    let said = said.or_else(|| dated::read_with_reference(text)).or_else(|| title::counted_line(text));
    if let Some(said) = said {
        return said;
    }
    if reference::is_reference(text) && title::counted(text).is_none() {
        return whole(What::Reference(text.to_owned()));
    }
    if is_addressed(text)
        || words::is(Sign::Addressee, text)
        || words::is(Sign::Addressee, &text.replace('\u{3000}', ""))
    {
        return whole(What::Addressee(text.trim().to_owned()));
    }
    if is_crumb(text) { whole(What::Crumb) } else { Vec::new() }
}

/// `各県知事　殿`: a name, a space, and what stands behind whom a letter goes to.
fn is_addressed(text: &str) -> bool {
    const LONGEST: usize = 40;
    let name = words::without_end(Sign::AddresseeEnd, text.trim_end()).filter(|_| text.chars().count() <= LONGEST);
    name.is_some_and(|name| name.ends_with(char::is_whitespace))
}

/// `Press release`, in two languages `보도자료 / Press release`, in brackets, or spaced `P R E S S  R E L E A S E`.
pub(super) fn read_kind(text: &str) -> Option<KindClass> {
    const DRESS: [char; 16] = ['[', ']', '(', ')', '【', '】', '「', '」', '『', '』', '<', '>', '«', '»', '*', '"'];
    let text = text.trim().trim_matches(DRESS);
    let together = close_letters(text);
    let text = together.as_deref().unwrap_or(text);
    let mut classes = text.split(['/', '·']).map(words::kind);
    let first = classes.next()??;
    classes.all(|class| class.is_some()).then_some(first)
}

/// `PRESS RELEASE` of `P R E S S  R E L E A S E`: words are set apart by more space than letters.
fn close_letters(text: &str) -> Option<String> {
    const FEWEST_LETTERS: usize = 5;
    if let Some(closed) = institution::close_letters(text) {
        return Some(closed);
    }
    let is_spaced = text.split_whitespace().all(|letter| letter.chars().nth(1).is_none());
    if !is_spaced || text.split_whitespace().count() < FEWEST_LETTERS {
        return None;
    }
    let words: Vec<String> = text.split("  ").map(|word| word.split_whitespace().collect()).collect();
    let spaced = words.iter().filter(|word| !word.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
    Some(words::kind_without_spaces(&spaced).map_or(spaced, str::to_owned))
}

/// ` Public on 08/08/2024 03:21`: who, and when.
fn read_distribution(rest: &str) -> What {
    let rest = rest.trim_start_matches([':', ' ']);
    let at = dates::find(rest);
    let name = at.as_ref().map_or(rest, |at| &rest[..at.range.start]).trim_end_matches([' ', ',', '(']);
    let name = match name.rsplit_once(' ') {
        Some((name, last)) if words::is(Sign::On, last) => name,
        _ => name,
    };
    let name = name.trim().trim_end_matches([',', '.']);
    What::Distribution { by: (!name.is_empty()).then(|| name.to_owned()), at }
}

/// `CORRECTION`, `Corrected version – replaces the release of 3 March`, `ERRATUM: …`; not `Correction of the timetable`.
fn is_correction(text: &str) -> bool {
    let bare = text.trim_matches(|letter: char| matches!(letter, '*' | '[' | ']' | '(' | ')' | '-' | '–' | ' '));
    let Some(rest) = words::after(Sign::Correction, bare) else { return false };
    let phrase = &bare[..bare.len() - rest.len()];
    rest.trim().is_empty()
        || rest.trim_start().starts_with([':', '–', '—', '-', '(', ',', '：'])
        || phrase.contains(' ')
}

/// `Share`, `Print | Email`: each word is one that a page has on its buttons.
fn is_crumb(text: &str) -> bool {
    const MOST_WORDS: usize = 10;
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || "|/,•·-+".contains(letter))
        .filter(|word| !word.is_empty())
        .collect();
    let all = !words.is_empty() && words.len() <= MOST_WORDS && words.iter().all(|word| words::is(Sign::Crumb, word));
    let labelled = words::after(Sign::Crumb, text).is_some_and(|rest| rest.starts_with([':', '：']));
    // `Hits 1234`
    let figures = |word: &str| word.len() > 2 && word.chars().all(|letter| letter.is_ascii_digit());
    let counted = matches!(words[..], [word, count] if figures(count) && words::is(Sign::Crumb, word));
    all || counted || labelled || words::is(Sign::Crumb, text)
}

/// `Press release No. 12/31`, `Press release, 3 March 2031`, `Pressemitteilung Nr. 45 vom 3. März 2031`.
fn read_kind_and_more(text: &str) -> Option<Vec<Said>> {
    let (mut cut, class) = title::leading_kind(text)?;
    // In a second language: `보도자료 / Press release`.
    if let Some(second) = text[cut..].trim_start().strip_prefix('/').map(str::trim_start)
        && let Some((end, _)) = title::leading_kind(second)
    {
        cut = text.len() - second.len() + end;
    }
    let printed = text[..cut].trim_end_matches([':', ',', ' ']);
    // `STATEMENT/31/1234`: the kind is a part of the number.
    if text[cut..].starts_with('/') && reference::is_number_of_kind(text, cut) {
        let kind = What::Kind { printed: printed.to_owned(), class };
        let number = What::Reference(text.to_owned());
        return Some(vec![Said { range: 0..cut, what: kind }, Said { range: 0..text.len(), what: number }]);
    }
    let rest = text[cut..].trim_start_matches([',', '–', '—', '-', ':', '：', ' ', '|', '\u{A0}']);
    if rest.is_empty() {
        return None;
    }
    let more = label::read(rest).or_else(|| dated::read(rest)).or_else(|| read_reference_and_date(rest));
    let more = more.or_else(|| dated::read_with_reference(rest))?;
    let mut said = vec![Said { range: 0..printed.len(), what: What::Kind { printed: printed.to_owned(), class } }];
    said.extend(shifted(more, text.len() - rest.len()));
    Some(said)
}

/// `(2031) 021`, `45/31`, `45/31 of 3 March 2031`.
fn read_reference_and_date(text: &str) -> Option<Vec<Said>> {
    let date = dates::find(text).filter(|date| text[date.range.end..].trim_matches([' ', ')', '.']).is_empty());
    let head = date.as_ref().map_or(text, |date| &text[..date.range.start]).trim_end();
    let head = match head.rsplit_once(' ') {
        Some((head, last)) if words::is(Sign::On, last) => head,
        _ => head,
    };
    let head = reference::undressed(head.trim_end_matches([',', '–', '-', '(', ' ', ':']));
    let marked = reference::marked(head);
    let numbered = reference::is_reference(head) || reference::is_number(head) || reference::is_parted(head);
    let head = marked.or(Some(head).filter(|_| numbered))?;
    let mut said = vec![Said { range: range_in(text, head), what: What::Reference(head.to_owned()) }];
    said.extend(date.map(|date| Said { range: date.range.clone(), what: What::date(date, Claim::Line) }));
    Some(said)
}

#[cfg(test)]
mod tests;
