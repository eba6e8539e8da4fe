//! Custom properties: `var(--name, otherwise)`.

use std::collections::BTreeMap;
use std::sync::Arc;

/// How deep variables may refer to variables; a circle of them ends here.
const MAX_DEPTH: usize = 16;

/// How long a value may become; each variable could double the one before.
const MAX_VALUE: usize = 16 * 1024;

/// The custom properties of an element, by name with the two hyphens.
pub(crate) type Variables = BTreeMap<Arc<str>, Arc<str>>;

/// Why a value with variables cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unresolved {
    Unknown(String),
    /// A circle, or more text than any value needs.
    Endless,
    Syntax,
}

/// Whether there is a `var(` in a value.
pub(crate) fn has_variable(value: &str) -> bool {
    find(value).is_some()
}

/// The value with every `var()` replaced.
pub(crate) fn substitute(value: &str, variables: &Variables) -> Result<String, Unresolved> {
    let mut out = String::with_capacity(value.len());
    expand(value, variables, MAX_DEPTH, &mut out)?;
    Ok(out)
}

fn expand(value: &str, variables: &Variables, depth: usize, out: &mut String) -> Result<(), Unresolved> {
    let Some(left) = depth.checked_sub(1) else { return Err(Unresolved::Endless) };
    let mut rest = value;
    while let Some(at) = find(rest) {
        out.push_str(&rest[..at]);
        let inside = &rest[at + "var(".len()..];
        let end = closing(inside).ok_or(Unresolved::Syntax)?;
        let (name, otherwise) = match inside[..end].split_once(',') {
            Some((name, otherwise)) => (name.trim(), Some(otherwise)),
            None => (inside[..end].trim(), None),
        };
        let found = variables.get(name).map(|value| &**value);
        let text = found.or(otherwise).ok_or_else(|| Unresolved::Unknown(name.to_owned()))?;
        expand(text.trim(), variables, left, out)?;
        if out.len() > MAX_VALUE {
            return Err(Unresolved::Endless);
        }
        rest = &inside[(end + 1).min(inside.len())..];
    }
    out.push_str(rest);
    if out.len() > MAX_VALUE { Err(Unresolved::Endless) } else { Ok(()) }
}

/// Where the next `var(` is that is not in a string.
fn find(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut quote = None;
    let mut at = 0;
    while at < bytes.len() {
        match (quote, bytes[at]) {
            (_, b'\\') => at += 1,
            (Some(open), byte) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, byte @ (b'"' | b'\'')) => quote = Some(byte),
            (None, b'v' | b'V') if is_start(bytes, at) => return Some(at),
            (None, _) => {}
        }
        at += 1;
    }
    None
}

fn is_start(bytes: &[u8], at: usize) -> bool {
    let word = bytes.get(at..at + 4).is_some_and(|word| word.eq_ignore_ascii_case(b"var("));
    let before = at.checked_sub(1).map(|before| bytes[before]);
    word && !before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' || byte >= 0x80)
}

/// Where the parenthesis closes that is open at the start; the end of the text closes all.
fn closing(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    let mut quote = None;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match (quote, byte) {
            (_, b'\\') => escaped = true,
            (Some(mark), byte) if byte == mark => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'(') => open += 1,
            (None, b')') if open == 0 => return Some(at),
            (None, b')') => open -= 1,
            (None, _) => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Unresolved, Variables, has_variable, substitute};

    #[test]
    fn variables_stand_for_their_values() {
        let variables: Variables = [("--a", "navy"), ("--b", "var(--a)"), ("--x", "var(--y)"), ("--y", "1pt var(--x)")]
            .map(|(name, value)| (name.into(), value.into()))
            .into();
        assert_eq!(substitute("1pt solid var(--b)", &variables).unwrap(), "1pt solid navy");
        assert_eq!(substitute("calc(var(--no, (2em)) + 1pt)", &variables).unwrap(), "calc((2em) + 1pt)");
        assert_eq!(substitute("\"var(--a)\"", &variables).unwrap(), "\"var(--a)\"");
        assert_eq!(substitute("var(--no)", &variables), Err(Unresolved::Unknown("--no".into())));
        assert_eq!(substitute("var(--x)", &variables), Err(Unresolved::Endless));
        assert!(!has_variable("--var(x)"));
    }

    #[test]
    fn values_do_not_grow_without_end() {
        let double = |n: usize| (format!("--v{n}").into(), format!("var(--v{m})var(--v{m})", m = n + 1).into());
        let mut variables: Variables = (0..15).map(double).collect();
        variables.insert("--v15".into(), "0123456789".into());
        assert_eq!(substitute("var(--v0)", &variables), Err(Unresolved::Endless));
    }
}
