//! A line of a masthead that is a town and where it lies, beside a line that is a date: `Vienna, Austria` over
//! `18 April 2031`.

use super::super::inline;
use super::super::masthead::{self, Said, What};
use super::super::words::{self, Sign};
use super::{Body, Unit};
use crate::release::{Field, KindClass};

/// Reads such a line, where another is left that may be the title.
pub(super) fn read(units: &mut [Unit]) {
    read_of_order(units);
    let located = units.iter().flat_map(|unit| &unit.said).any(|said| said.what.field() == Some(Field::Located));
    if located {
        return;
    }
    let dated = |index: Option<usize>| index.and_then(|index| units.get(index)).is_some_and(is_date);
    let town = (0..units.len()).find(|&index| {
        let unit = &units[index];
        let plain =
            unit.said.is_empty() && !unit.heading && !unit.contact && !inline::all(&unit.lines, |style| style.strong);
        // The time may stand between the date and the town.
        let above = index.checked_sub(1).filter(|&above| !is_time(&units[above])).or(index.checked_sub(2));
        let beside = dated(above) || dated(Some(index + 1));
        plain
            && beside
            && masthead::is_town(&unit.text)
            && (0..units.len()).any(|other| other != index && is_title(&units[other]))
    });
    if let Some(unit) = town.and_then(|town| units.get_mut(town)) {
        unit.said = vec![Said { range: 0..unit.text.len(), what: What::Located(unit.text.clone()) }];
    }
}

/// `ПОРТ-ТАЙД` between the date of an order and what it is about: a word or two in capitals.
fn read_of_order(units: &mut [Unit]) {
    const MOST_WORDS: usize = 2;
    use KindClass::Resolution;
    let order = |unit: &Unit| unit.said.iter().any(|said| matches!(said.what, What::Kind { class: Resolution, .. }));
    let dated = |unit: &Unit| unit.said.iter().any(|said| matches!(said.what, What::Date(..)));
    let subject = |unit: &Unit| unit.said.is_empty() && words::after(Sign::Topic, &unit.text).is_some();
    let town = (1..units.len().saturating_sub(1)).find(|&index| {
        let unit = &units[index];
        let capitals = |letter: char| letter.is_uppercase() || letter == '-' || letter == ' ';
        let short =
            unit.said.is_empty() && unit.text.split(' ').count() <= MOST_WORDS && unit.text.chars().all(capitals);
        short && dated(&units[index - 1]) && subject(&units[index + 1]) && units[..index].iter().any(order)
    });
    if let Some(unit) = town.and_then(|town| units.get_mut(town)) {
        unit.said = vec![Said { range: 0..unit.text.len(), what: What::Located(unit.text.clone()) }];
    }
}

/// `Outcomes of the Plenary, 5–7 March 2031` is what a text is called, where nothing else can be and it begins with a
/// dateline of its own, or the days are several.
pub(super) fn tell_title(units: &mut [Unit], body: &Body) {
    const FEWEST_WORDS: usize = 3;
    let called = |unit: &Unit| match unit.said.as_slice() {
        [Said { what: What::Located(place), .. }, Said { what: What::Date(date, _), .. }] => {
            let town = place.split([',', '(']).next().unwrap_or_default();
            let small = |word: &str| word.starts_with(char::is_lowercase);
            town.split_whitespace().count() >= FEWEST_WORDS
                && town.split_whitespace().any(small)
                && (date.is_range || masthead::read_dateline(body.start.trim_start(), |_| false).is_some())
        }
        _ => false,
    };
    let Some(found) = units.iter().position(called) else { return };
    if !units.iter().any(is_title) {
        units[found].said.clear();
    }
}

/// A line that says nothing but a date.
fn is_date(unit: &Unit) -> bool {
    unit.said.len() == 1 && matches!(unit.said[0].what, What::Date(..))
}

/// A line that says nothing but a time: `13:20`.
fn is_time(unit: &Unit) -> bool {
    unit.said.len() == 1 && matches!(unit.said[0].what, What::Time(..))
}

/// Whether a line may be the title: it says nothing, or is of a kind whose texts have no other name.
fn is_title(unit: &Unit) -> bool {
    use KindClass::{Communique, Declaration, JointStatement, Resolution};
    let kind = |said: &Said| {
        matches!(&said.what, What::Kind { class: Communique | Declaration | JointStatement | Resolution, .. })
    };
    let silent = unit.said.is_empty() && !unit.contact && !unit.is_plain_name();
    unit.heading || silent || unit.said.iter().any(kind)
}
