//! What there is to say of a build, as a page can show it.

use super::build::Remarks;
use super::stop::Stop;
use super::verdicts::Verdicts;
use crate::serve::Finding;
use chancery::{Diagnostic, Diagnostics, Severity};
use std::error::Error;

/// Errors and warnings of a build, errors first. Notes are for the terminal.
pub(crate) fn of(remarks: &Remarks, verdicts: &Verdicts) -> Vec<Finding> {
    let failures = remarks.failures.iter().flat_map(of_stop);
    let mut findings: Vec<Finding> = failures.collect();
    for found in &remarks.found {
        findings.extend(of_source(found, &verdicts.judge(&found.items)));
    }
    findings.sort_by_key(|finding| finding.severity != Severity::Error.as_str());
    findings
}

/// What stopped a build.
pub(crate) fn of_stop(stop: &Stop) -> Vec<Finding> {
    if let Some(found) = stop.places() {
        return of_source(found, &found.items);
    }
    let causes = std::iter::successors(stop.source(), |&cause| cause.source()).map(ToString::to_string);
    let message = std::iter::once(stop.to_string()).chain(causes).collect::<Vec<_>>().join(": ");
    vec![Finding { severity: Severity::Error.as_str(), place: None, message, code: None, hint: stop.hint() }]
}

fn of_source(found: &Diagnostics, items: &[Diagnostic]) -> Vec<Finding> {
    let is_shown = |item: &&Diagnostic| item.severity > Severity::Note;
    let finding = |item: &Diagnostic| {
        let at = item.span.map(|span| found.source.line_column(span.start()));
        let at = at.map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
        Finding {
            severity: item.severity.as_str(),
            place: Some(format!("{}{at}", found.source.name())),
            message: item.message.clone(),
            code: Some(item.code),
            hint: item.hint.clone(),
        }
    };
    items.iter().filter(is_shown).map(finding).collect()
}
