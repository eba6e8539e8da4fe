//! The script that is added to pages on their way out, and what it is told.

use serde::Serialize;

/// Reloads the page when the site has changed, and shows over it what is wrong.
pub(super) const SCRIPT: &str = include_str!("preview.js");

/// So many findings are shown over a page; nobody reads more there, and all are printed.
const MOST: usize = 100;

/// What there is to say of a source, as a person looks for it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Finding {
    /// `error` or `warning`.
    pub(crate) severity: &'static str,
    /// `talks.txt:3:1`, where it has a place.
    pub(crate) place: Option<String>,
    pub(crate) message: String,
    pub(crate) code: Option<&'static str>,
    pub(crate) hint: Option<String>,
}

/// What became of the last build.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    /// Another one when a file of the site is another.
    pub(crate) version: String,
    /// Where the site lies at its host, with strokes at both ends.
    pub(crate) base: String,
    /// Whether the site that is shown is an older one, because it could not be built.
    pub(crate) is_old: bool,
    pub(crate) findings: Vec<Finding>,
}

impl State {
    /// As the script reads it, on one line.
    pub(super) fn to_json(&self) -> String {
        let shown = &self.findings[..self.findings.len().min(MOST)];
        let more = self.findings.len() - shown.len();
        serde_json::json!({ "version": self.version, "old": self.is_old, "findings": shown, "more": more }).to_string()
    }
}

/// The page with the script at its end.
pub(super) fn with_script(html: &[u8], state: &State) -> Vec<u8> {
    // What is no text is not touched: a page of ours is.
    let Ok(html) = std::str::from_utf8(html) else { return html.to_vec() };
    let html = allowing_the_script(html);
    let end = html.rfind("</body>").unwrap_or(html.len());
    let (page, rest) = html.split_at(end);
    let script = super::SCRIPT;
    format!("{page}<script src=\"{script}\" data-version=\"{}\"></script>\n{rest}", state.version).into_bytes()
}

/// The page with a policy (CSP) that lets the script run and ask for news; its other rules stay.
fn allowing_the_script(html: &str) -> String {
    const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
    let Some(start) = html.find(POLICY).map(|at| at + POLICY.len()) else { return html.to_owned() };
    let Some(length) = html[start..].find('"') else { return html.to_owned() };
    let policy = &html[start..start + length];
    let policy = ["script-src", "connect-src"].iter().fold(policy.to_owned(), |policy, rule| allowing(&policy, rule));
    format!("{}{policy}{}", &html[..start], &html[start + length..])
}

/// The policy with `'self'` among the sources of a rule. One that is not there goes by `default-src`.
fn allowing(policy: &str, rule: &str) -> String {
    let named = |name: &str| {
        let rules = policy.split(';').map(str::trim);
        rules.filter_map(|rule| rule.split_once(' ')).find(|(found, _)| found.eq_ignore_ascii_case(name))
    };
    let Some((_, sources)) = named(rule).or_else(|| named("default-src")) else { return policy.to_owned() };
    let sources = sources.split_whitespace().filter(|source| !["'none'", "'self'"].contains(source));
    let sources = sources.chain(["'self'"]).collect::<Vec<_>>().join(" ");
    let is_other = |other: &&str| !other.split(' ').next().is_some_and(|name| name.eq_ignore_ascii_case(rule));
    let others = policy.split(';').map(str::trim).filter(|other| !other.is_empty()).filter(is_other);
    let others: Vec<&str> = others.collect();
    format!("{}; {rule} {sources}", others.join("; "))
}

#[cfg(test)]
mod tests {
    use super::{State, allowing, with_script};

    #[test]
    fn a_policy_lets_the_script_run_and_nothing_else() {
        assert_eq!(
            allowing("default-src 'none'; img-src data:", "script-src"),
            "default-src 'none'; img-src data:; script-src 'self'"
        );
        assert_eq!(
            allowing("script-src https://a.example; img-src data:;", "script-src"),
            "img-src data:; script-src https://a.example 'self'"
        );
        assert_eq!(allowing("img-src data:", "script-src"), "img-src data:");
    }

    #[test]
    fn the_script_stands_at_the_end() {
        let state = State { version: "7-1".into(), ..State::default() };
        let page = String::from_utf8(with_script(b"<p>\xc3\xa9</p></body></html>", &state)).unwrap();
        let script = "<script src=\"/.chancery/preview.js\" data-version=\"7-1\"></script>";
        assert_eq!(page, format!("<p>é</p>{script}\n</body></html>"));
        assert_eq!(with_script(b"\xff", &state), b"\xff");
    }
}
