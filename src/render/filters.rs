//! The filters that every format has.

use super::quote::{css_string, json_for_script, quoted};
use crate::prepare::Inline;
use serde::Deserialize;
use tera::{Kwargs, State, Tera, Value};

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("fill", fill);
    tera.register_filter("quoted", quoted_string);
    tera.register_filter("json", json);
    tera.register_filter("plain", plain);
    tera.register_filter("css_string", |text: &str, _: Kwargs, _: &State| Value::safe_string(&css_string(text)));
    tera.register_filter("css_content", css_content);
}

/// `words.permalink | fill(label=item.citation)`: puts values into the `{slots}` of a text. The result is plain text.
fn fill(text: &str, values: Kwargs, _: &State) -> tera::TeraResult<String> {
    const SLOTS: [&str; 3] = ["label", "page", "pages"];
    let mut filled = text.to_owned();
    for slot in SLOTS {
        if let Some(value) = values.get::<Value>(slot)? {
            filled = filled.replace(&format!("{{{slot}}}"), &value.to_string());
        }
    }
    Ok(filled)
}

/// `title | quoted`: a string in double quotes, the same in YAML, TOML and JSON.
fn quoted_string(text: &str, _: Kwargs, _: &State) -> Value {
    Value::safe_string(&quoted(text))
}

/// `content | plain`: the words of marked text, without marks and note references.
fn plain(content: Value, _: Kwargs, _: &State) -> tera::TeraResult<String> {
    let content = Vec::<Inline>::deserialize(&content).map_err(tera::Error::message)?;
    Ok(words_of(&content))
}

/// The words of marked text.
pub(super) fn words_of(content: &[Inline]) -> String {
    let mut words = String::new();
    push_words(content, &mut words);
    words
}

fn push_words(content: &[Inline], words: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => words.push_str(text),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Superscript(content)
            | Inline::Link { content, .. }
            | Inline::Reference { content, .. } => push_words(content, words),
            Inline::LineBreak => words.push(' '),
            Inline::NoteRef { .. } => {}
        }
    }
}

/// `value | json`: JSON that may stand in a `<script>`.
fn json(value: Value, _: Kwargs, _: &State) -> tera::TeraResult<Value> {
    let json = serde_json::to_string(&value).map_err(tera::Error::message)?;
    Ok(Value::safe_string(&json_for_script(&json)))
}

/// `words.page_of | css_content`: a text with `{page}` and `{pages}` as the value of `content` in a style sheet:
/// `"Page " counter(page) " of " counter(pages)`.
fn css_content(text: &str, _: Kwargs, _: &State) -> Value {
    let mut content = String::new();
    for part in text.split_inclusive('}') {
        let slot = [("{page}", "counter(page)"), ("{pages}", "counter(pages)")];
        let found = slot.iter().find_map(|(slot, counter)| Some((part.strip_suffix(slot)?, *counter)));
        let (words, counter) = found.unwrap_or((part, ""));
        for value in [if words.is_empty() { String::new() } else { css_string(words) }, counter.to_owned()] {
            if !value.is_empty() {
                content.push_str(if content.is_empty() { "" } else { " " });
                content.push_str(&value);
            }
        }
    }
    Value::safe_string(if content.is_empty() { "\"\"" } else { &content })
}
