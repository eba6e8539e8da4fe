//! The ruling that a court's press release tells of: `Urteil vom 12. Juni 2031 – III ZR 44/31` below `Pressemitteilung`.

use super::super::masthead::{Said, What};
use super::{Unit, aside};
use crate::release::KindClass;

/// A ruling and its day say nothing of the release where its kind, or its number, stands above them.
pub(super) fn tell(units: &mut [Unit]) {
    let released = |said: &Said| matches!(said.what, What::Kind { class: KindClass::PressRelease, .. });
    let Some(first) = units.iter().position(|unit| unit.said.iter().any(released)) else { return };
    for unit in units.iter_mut().skip(first + 1).filter(|unit| !unit.heading && is_ruling(&unit.said)) {
        unit.said = vec![aside(&unit.text)];
    }
}

/// A decision and its day, with its number or without.
fn is_ruling(said: &[Said]) -> bool {
    let [kind, rest @ ..] = said else { return false };
    let dated = |said: &Said| matches!(said.what, What::Date(..));
    let number = |said: &Said| matches!(said.what, What::Reference(_));
    matches!(kind.what, What::Kind { class: KindClass::Resolution, .. })
        && rest.iter().any(dated)
        && rest.iter().all(|said| dated(said) || number(said))
}
