//! The model's own JSON, from whatever hand.

use crate::diagnostic::{Diagnostic, codes};
use crate::read::{LeftOut, is_control};
use crate::release::{Block, Release};
use crate::source::{Source, Span};
use serde_json::Value;

/// Reads a release. A text that is not one is kept as it stands, with the error's place.
pub(super) fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Release {
    let error = match Release::from_json(source.text()) {
        Ok(release) => return without_controls(source, release, diagnostics),
        Err(error) => error,
    };
    let line = source.text().split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let at = source.text().floor_char_boundary((line + error.column().saturating_sub(1)).min(source.text().len()));
    let end = source.text()[at..].chars().next().map_or(at, |letter| at + letter.len_utf8());
    let words = error.to_string();
    let message = words.split(" at line ").next().unwrap_or(&words).to_owned();
    let hint = "`chancery schema` prints what a release looks like in JSON";
    diagnostics.push(Diagnostic::error(codes::INVALID_JSON, Span::new(at, end), message).with_hint(hint));
    let mut text = source.text().trim_end().to_owned();
    let mut left_out = LeftOut::default();
    text.char_indices().filter(|&(_, letter)| is_control(letter)).for_each(|(at, letter)| left_out.add_at(at, letter));
    left_out.report(diagnostics);
    text.retain(|letter| !is_control(letter));
    let body = if text.is_empty() { Vec::new() } else { vec![Block::Preformatted { text }] };
    Release { body, ..Release::default() }
}

/// Control characters stand in JSON as `\u0000`, `\b` or `\f`: no page can show them, and no format but JSON keeps them.
fn without_controls(source: &Source, release: Release, diagnostics: &mut Vec<Diagnostic>) -> Release {
    let text = source.text();
    let escapes = ["\\u00", "\\b", "\\f", "\u{7f}"].into_iter().filter_map(|escape| text.find(escape)).min();
    let may_have = escapes.is_some() || text.contains(|letter| ('\u{80}'..='\u{9f}').contains(&letter));
    let Some(mut value) = may_have.then(|| serde_json::to_value(&release).ok()).flatten() else { return release };
    let mut left_out = LeftOut::default();
    clean(&mut value, &mut |letter| left_out.add(Span::at(escapes.unwrap_or(0)), letter));
    left_out.report(diagnostics);
    serde_json::from_value(value).unwrap_or(release)
}

/// Takes the control characters out of every string. As deep as JSON is read, 128 levels.
fn clean(value: &mut Value, tell: &mut impl FnMut(char)) {
    match value {
        Value::String(text) => {
            text.chars().filter(|&letter| is_control(letter)).for_each(&mut *tell);
            text.retain(|letter| !is_control(letter));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| clean(value, tell)),
        Value::Object(values) => values.values_mut().for_each(|value| clean(value, tell)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::{Options, parse};
    use crate::{Format, Source};

    #[test]
    fn control_characters_are_left_out_and_told() {
        let given = r#"{"title": ["a\u0000b\fc"], "body": [{"paragraph": {"content": ["x\u0085y"]}}]}"#;
        let options = Options { from: Some(Format::Json), ..Options::default() };
        for (text, kept) in [(given, r#"{"title":["abc"],"body":[{"paragraph":{"content":["xy"]}}]}"#), ("x\0y", "")] {
            let parsed = parse(&Source::new("a.json", text), &options);
            let said = parsed.diagnostics.iter().filter(|said| said.code == "control-character").count();
            assert_eq!(said, 1, "{text}");
            let json = parsed.release.to_json();
            let squeezed: String = json.split_whitespace().collect();
            assert!(kept.is_empty() && json.contains("\"xy\"") || squeezed == kept, "{json}");
        }
    }
}
