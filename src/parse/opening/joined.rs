//! Lines of a masthead that belong together, whatever blocks they stand in.
//!
//! ```text
//! JOINT STATEMENT                                  MINISTÈRE                      Published: 3 March 2031
//! by the Ministers of Ostmark and Westmark         DE LA MER ET DES PORTS         Topic: tides and floods
//! ```

use super::super::inline;
use super::super::institution;
use super::super::masthead::{self, Said, What};
use super::super::pieces;
use super::super::words::{self, Sign};
use super::{Unit, places};
use crate::release::KindClass;

/// The units with those joined that are one line in several.
pub(super) fn units(units: Vec<Unit>) -> Vec<Unit> {
    let mut joined: Vec<Unit> = Vec::with_capacity(units.len());
    let titles = unspaced_titles(&units);
    for (index, unit) in units.into_iter().enumerate() {
        if let Some(above) = joined.last_mut().filter(|_| titles.iter().any(|title| title.contains(&index))) {
            append(above, unit);
            continue;
        }
        let byline = joined.last().is_some_and(|above| is_byline(above, &unit) || is_title_of_states(above, &unit));
        match joined.last_mut().filter(|above| byline || is_rest_of_name(above, &unit)) {
            Some(above) => {
                append(above, unit);
                above.titled |= byline;
            }
            None => joined.push(unit),
        }
    }
    tell_labels(&mut joined);
    joined
}

fn append(above: &mut Unit, unit: Unit) {
    above.lines.extend(unit.lines);
    above.text = inline::text(&above.lines).trim().to_owned();
    (above.rank, above.plain_name) = Default::default();
    above.span = above.span.to(unit.span);
    above.behind = unit.behind;
}

/// `by the Ministers of Ostmark and Westmark`, `on the harbour` below a kind that such titles begin with.
fn is_byline(above: &Unit, unit: &Unit) -> bool {
    use KindClass::{Communique, Declaration, JointStatement, Readout, Statement};
    const LONGEST: usize = 240;
    let kind = above.said.last().is_some_and(|said| match &said.what {
        What::Kind { class, .. } => {
            matches!(class, Communique | Declaration | JointStatement | Readout | Statement)
                && said.range.end == above.text.len()
        }
        _ => false,
    });
    let text = unit.text.as_str();
    let by = || [Sign::By, Sign::Of].iter().any(|&sign| words::after(sign, text).is_some());
    // `DEPARTMENT OF TIDES` is a name, and its first word a label elsewhere.
    let issued =
        || !unit.is_plain_name() && words::after(Sign::Issuer, text).is_some_and(|rest| !rest.starts_with([':', '：']));
    let about = || words::after(Sign::Topic, text).is_some() && goes_on(&above.text, text);
    let silent = unit.said.is_empty() || matches!(unit.said.as_slice(), [Said { what: What::Issuer(_), .. }]);
    let plain = silent && !unit.contact && !unit.heading && text.len() <= LONGEST && !pieces::ends_clause(text);
    // `СОВМЕСТНОЕ ЗАЯВЛЕНИЕ` over `министров …`, in one paragraph.
    let of = || unit.block == above.block && text.starts_with(char::is_lowercase);
    kind && plain && text.contains(' ') && (by() || issued() || about() || of())
}

/// `关于深化合作的联合声明` directly below `东岸共和国和北岸王国`: names, and what their text is called.
fn is_title_of_states(above: &Unit, unit: &Unit) -> bool {
    let silent = |unit: &Unit| unit.said.is_empty() && !unit.contact && !unit.heading;
    let text = unit.text.as_str();
    let unspaced = |text: &str| text.chars().all(|letter| inline::is_unspaced(letter) && letter != '。');
    let called = || {
        masthead::read_title(text).iter().any(|said| {
            matches!(said.what, What::Kind { class: KindClass::JointStatement | KindClass::Communique, .. })
                && said.range.end == text.len()
        })
    };
    above.block == unit.block
        && silent(above)
        && silent(unit)
        && unspaced(&above.text)
        && unspaced(text)
        && words::after(Sign::Topic, text).is_some()
        && institution::parties(&above.text).len() > 1
        && called()
}

/// The lines that go on with the one above them in a title without spaces: `潮汐部关于印发港口` over `灯塔方案的通知`. It says what
/// it is about in its first line, and what it is called in its last.
fn unspaced_titles(units: &[Unit]) -> Vec<std::ops::RangeInclusive<usize>> {
    const MOST_LINES: usize = 4;
    const LONGEST: usize = 60;
    let plain = |unit: &Unit| {
        let unspaced = unit.text.chars().all(|letter| inline::is_unspaced(letter) && letter != '。');
        unspaced && unit.said.is_empty() && !unit.contact && !unit.heading && unit.text.chars().count() <= LONGEST
    };
    let called = |unit: &Unit| {
        let kind = |said: &Said| matches!(said.what, What::Kind { .. }) && said.range.end == unit.text.len();
        masthead::read_title(&unit.text).iter().any(kind)
    };
    let about = |text: &str| text.char_indices().any(|(at, _)| words::after(Sign::Topic, &text[at..]).is_some());
    let last = |first: usize| {
        let block = units[first].block;
        let lines = units[first..].iter().take(MOST_LINES).take_while(|unit| unit.block == block && plain(unit));
        lines.enumerate().skip(1).find(|(_, unit)| called(unit)).map(|(at, _)| first + at)
    };
    let begins = |&first: &usize| plain(&units[first]) && about(&units[first].text) && !called(&units[first]);
    let mut titles: Vec<std::ops::RangeInclusive<usize>> = Vec::new();
    for first in (0..units.len()).filter(begins) {
        let above = titles.last().is_some_and(|title| title.contains(&first));
        titles.extend(last(first).filter(|_| !above).map(|last| first + 1..=last));
    }
    titles
}

/// Whether a line begins as one that goes on: in small letters, or both are in capitals.
fn goes_on(above: &str, text: &str) -> bool {
    let capitals = |text: &str| !text.contains(char::is_lowercase);
    text.starts_with(char::is_lowercase) || (capitals(above) && capitals(text))
}

/// `DE LA MER ET DES PORTS` below `MINISTÈRE`.
fn is_rest_of_name(above: &Unit, unit: &Unit) -> bool {
    const INSTITUTION: u8 = 3;
    let text = unit.text.as_str();
    // `EN` alone is the language of a page.
    let joins = |sign: &Sign| words::after(*sign, text).is_some_and(|rest| rest.contains(char::is_alphanumeric));
    let joint = [Sign::NameJoining, Sign::And].iter().any(joins);
    let silent = |unit: &Unit| unit.said.is_empty() && !unit.contact && !unit.heading;
    let whole = || institution::rank(&format!("{} {text}", above.text)) == INSTITUTION;
    silent(above) && silent(unit) && joint && goes_on(&above.text, text) && above.rank() == INSTITUTION && whole()
}

/// `Topic: tides and floods` among lines with labels, above a line that can be the title or between two of them, is of them
/// though its label is not known.
fn tell_labels(units: &mut [Unit]) {
    for index in 0..units.len() {
        let unit = &units[index];
        let beside = |other: &Unit| other.block == unit.block && !other.said.is_empty() && has_label(&other.text);
        let title =
            |other: &Unit| other.labelled.is_some() || (other.block > unit.behind.0 && places::is_silent(other));
        let label = places::is_silent(unit) && !unit.heading && has_label(&unit.text);
        let below = &units[index + 1..];
        let between = || units[..index].iter().any(beside) && below.iter().any(beside);
        if label && units.iter().any(beside) && (below.iter().any(title) || between()) {
            let range = 0..units[index].text.len();
            units[index].said = vec![Said { range, what: What::Aside }];
        }
    }
}

/// `Part of: news`.
fn has_label(text: &str) -> bool {
    const MOST_WORDS: usize = 3;
    let label = text.split_once(": ").or_else(|| text.split_once('：')).map(|(label, _)| label);
    label.is_some_and(|label| label.split_whitespace().count() <= MOST_WORDS)
}
