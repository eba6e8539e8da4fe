//! What becomes of a diagnostic by its code: `--deny` makes it an error, `--allow` hides it.

use super::Exit;
use super::nearest::nearest;
use super::settings::{Chosen, Origin};
use chancery::{Diagnostic, Parsed, Severity, Source, codes, lint};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The codes that are denied, and those that are allowed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Verdicts {
    denied: BTreeSet<String>,
    allowed: BTreeSet<String>,
}

impl Verdicts {
    /// What is denied wins over what is allowed, but the command line over the file.
    pub(crate) fn new(deny: &Chosen<Vec<String>>, allow: &Chosen<Vec<String>>) -> Self {
        let mut denied: BTreeSet<String> = deny.value.iter().cloned().collect();
        let mut allowed: BTreeSet<String> = allow.value.iter().cloned().collect();
        if allow.origin == Origin::CommandLine && deny.origin != Origin::CommandLine {
            denied.retain(|code| !allowed.contains(code));
        } else {
            allowed.retain(|code| !denied.contains(code));
        }
        Verdicts { denied, allowed }
    }

    /// The diagnostic as it is to be said; `None` where it is hidden. An error cannot be hidden: nothing can be published.
    fn apply(&self, mut diagnostic: Diagnostic) -> Option<Diagnostic> {
        if self.denied.contains(diagnostic.code) {
            diagnostic.severity = Severity::Error;
        }
        let hidden = self.allowed.contains(diagnostic.code) && diagnostic.severity < Severity::Error;
        (!hidden).then_some(diagnostic)
    }

    /// What is to be said of these, as it is to be said.
    pub(crate) fn judge(&self, items: &[Diagnostic]) -> Vec<Diagnostic> {
        items.iter().cloned().filter_map(|item| self.apply(item)).collect()
    }

    /// What `check` says of the text that keeps it from being published, or should; matters of style are left to `check`.
    pub(crate) fn concerns(&self, source: &Source, parsed: &Parsed, today: Option<Date>) -> Vec<Diagnostic> {
        let linted = lint(source, parsed, today).into_iter();
        linted.filter(|diagnostic| self.concerns_publication(diagnostic)).collect()
    }

    /// Whether `diagnostic` concerns publication: a warning, or a note that is denied.
    fn concerns_publication(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.severity > Severity::Note || self.denied.contains(diagnostic.code)
    }
}

/// What follows from what was judged.
pub(crate) fn consequence(judged: &[Diagnostic], strict: bool) -> Exit {
    match judged.iter().map(|item| item.severity).max() {
        Some(Severity::Error) => Exit::Faulty,
        Some(Severity::Warning) if strict => Exit::Faulty,
        _ => Exit::Done,
    }
}

/// Whether a diagnostic can have this code.
pub(crate) fn is_code(code: &str) -> bool {
    codes::ALL.iter().any(|(known, _)| *known == code)
}

/// What to say to somebody who gave a code that is none.
pub(crate) fn hint(code: &str) -> String {
    let known: Vec<&str> = codes::ALL.iter().map(|&(code, _)| code).collect();
    match nearest(code, &known) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "a diagnostic ends with its code in brackets; docs/diagnostics.md lists all".to_owned(),
    }
}
