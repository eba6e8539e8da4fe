//! What stands over a release in our words, in its language: that it is withdrawn, or that it corrects an earlier text.

use super::briefing::{Notice, Withdrawal};
use super::words::Words;
use crate::release::{self, Field, MastheadLine, Release};

/// The notices of a release: a withdrawal always has one, a correction where no printed line says it.
pub(super) fn of(release: &Release, words: &Words) -> Vec<Notice> {
    let given =
        |text: &str, field| Some(text.to_owned()).filter(|text| !text.trim().is_empty() && !prints(release, field));
    let withdrawn = release.withdrawal.as_ref().map(|withdrawal| Notice {
        class: "withdrawn",
        heading: match withdrawal.at.as_ref().map(|at| words.date(at)) {
            Some(date) => words.all()["withdrawn_on"].replace("{date}", &date.words),
            None => words.all()["withdrawn"].clone(),
        },
        text: given(&withdrawal.printed, Field::Withdrawal),
    });
    let unprinted = release.correction.as_ref().filter(|_| !prints(release, Field::Correction));
    let corrected = unprinted.map(|correction| Notice {
        class: "corrected",
        heading: words.all()["corrected"].clone(),
        text: given(correction, Field::Correction),
    });
    withdrawn.into_iter().chain(corrected).collect()
}

/// Whether a line of the masthead says a field.
fn prints(release: &Release, field: Field) -> bool {
    release.masthead.iter().any(|line| matches!(line, MastheadLine::Line { says, .. } if says.contains(&field)))
}

pub(super) fn said(withdrawal: &release::Withdrawal, words: &Words) -> Withdrawal {
    let at = withdrawal.at.as_ref().map(|at| words.date(at));
    Withdrawal { printed: withdrawal.printed.clone(), at }
}
