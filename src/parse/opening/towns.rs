//! A line of a masthead that is a town and where it lies, beside a line that is a date: `Vienna, Austria` over
//! `18 April 2031`.

use super::super::inline;
use super::super::masthead::{self, Said, What};
use super::Unit;
use crate::release::{Field, KindClass};

/// Reads such a line, where another is left that may be the title.
pub(super) fn read(units: &mut [Unit]) {
    let located = units.iter().flat_map(|unit| &unit.said).any(|said| said.what.field() == Some(Field::Located));
    if located {
        return;
    }
    let dated = |index: Option<usize>| index.and_then(|index| units.get(index)).is_some_and(is_date);
    let town = (0..units.len()).find(|&index| {
        let unit = &units[index];
        let plain =
            unit.said.is_empty() && !unit.heading && !unit.contact && !inline::all(&unit.lines, |style| style.strong);
        let beside = dated(index.checked_sub(1)) || dated(Some(index + 1));
        plain
            && beside
            && masthead::is_town(&unit.text)
            && (0..units.len()).any(|other| other != index && is_title(&units[other]))
    });
    if let Some(unit) = town.and_then(|town| units.get_mut(town)) {
        unit.said = vec![Said { range: 0..unit.text.len(), what: What::Located(unit.text.clone()) }];
    }
}

/// A line that says nothing but a date.
fn is_date(unit: &Unit) -> bool {
    unit.said.len() == 1 && matches!(unit.said[0].what, What::Date(..))
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
