//! What is always true, tested on every release there is and on faulty copies of each.

use crate::cases::{Case, corpus, samples};
use crate::mutate::{Dice, mutate};
use crate::publish::{markdown, publish};
use chancery::release::Release;
use chancery::{Source, Span, parse};
use serde_json::Value;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Faulty copies of each release: enough to try every fault, few enough for an unoptimised build.
const COPIES: u64 = 24;
/// Of these, how many go all the way to pages, which takes longest.
const PUBLISHED_COPIES: u64 = 3;

fn everything() -> Vec<Case> {
    corpus().into_iter().chain(samples()).collect()
}

#[test]
fn good_releases() {
    for case in everything() {
        holds(&case.name, &case.source, true);
    }
}

#[test]
fn faulty_releases() {
    for (at, case) in everything().iter().enumerate() {
        for copy in 0..COPIES {
            let mut dice = Dice::new(at as u64 * 1000 + copy);
            let text = mutate(case.source.text(), &mut dice);
            let source = Source::new(case.source.name(), text);
            holds(&format!("{} (copy {copy})", case.name), &source, copy < PUBLISHED_COPIES);
        }
    }
}

#[test]
fn same_bytes_twice() {
    for case in everything() {
        let [one, other] = [(), ()].map(|()| publish(&case.source).expect("every release renders"));
        assert_eq!(one, other, "{}", case.name);
    }
}

/// Checks one source; a failure or a panic prints the text that led to it.
fn holds(name: &str, source: &Source, published: bool) {
    let all = || {
        let parsed = parse(source, &Default::default());
        for diagnostic in &parsed.diagnostics {
            diagnostic.span.inspect(|span| in_bounds(source, *span));
        }
        origins_resolve(source, &parsed);
        nothing_lost(source, &parsed);
        reads_back(&parsed.release);
        if published {
            publish(source).expect("every release renders");
        }
    };
    if let Err(panic) = catch_unwind(AssertUnwindSafe(all)) {
        eprintln!("--- {name}\n{}\n---", source.text());
        std::panic::resume_unwind(panic);
    }
}

fn in_bounds(source: &Source, span: Span) {
    assert!(source.text().get(span.range()).is_some(), "{span:?} is no range of the text");
}

/// Every origin is of a field that is there, and lies in the text.
fn origins_resolve(source: &Source, parsed: &parse::Parsed) {
    let model = serde_json::to_value(&parsed.release).expect("a release is JSON");
    for (pointer, span) in parsed.origins.iter() {
        assert!(model.pointer(pointer).is_some(), "an origin of `{pointer}`, which is not in the model");
        in_bounds(source, span);
    }
}

fn reads_back(release: &Release) {
    let json = release.to_json();
    assert_eq!(&Release::from_json(&json).expect("our JSON is read"), release, "through JSON");
    let text = markdown(release).expect("every release renders");
    let again = parse(&Source::new("again.md", text.as_str()), &Default::default()).release;
    assert_eq!(again.to_json(), json, "through Markdown:\n{text}");
}

/// Every word of the source is in the model as often as in the source, or lies where a diagnostic says that it was left out.
fn nothing_lost(source: &Source, parsed: &parse::Parsed) {
    let mut kept = BTreeMap::new();
    let model = serde_json::to_value(&parsed.release).expect("a release is JSON");
    count_strings(&model, &mut kept);
    let mut text = source.text().to_owned();
    for diagnostic in parsed.diagnostics.iter().filter(|diagnostic| diagnostic.code.starts_with("left-out")) {
        if let Some(span) = diagnostic.span {
            text.replace_range(span.range(), &" ".repeat(span.end() - span.start()));
        }
    }
    let mut due = BTreeMap::new();
    count_words(&without_markup(source.name(), &text), &mut due);
    for (word, count) in due {
        let found = kept.get(&word).copied().unwrap_or(0);
        assert!(found >= count, "`{word}` is {count} times in the source and {found} times in the model");
    }
}

/// Names of fields and tags are no words of a release.
fn without_markup(name: &str, text: &str) -> String {
    if !name.ends_with(".md") {
        return text.to_owned();
    }
    let mut in_fields = text.starts_with("---\n");
    let mut kept = String::new();
    for (at, line) in text.lines().enumerate() {
        in_fields &= at == 0 || line != "---";
        let value = if in_fields { line.split_once(": ").map_or("", |(_, value)| value) } else { line };
        // Raw HTML and entities are read, not kept letter by letter.
        if !value.contains(['<', '&']) {
            kept.push_str(value);
        }
        kept.push('\n');
    }
    kept
}

fn count_strings(value: &Value, words: &mut BTreeMap<String, usize>) {
    match value {
        Value::String(text) => count_words(text, words),
        Value::Array(values) => values.iter().for_each(|value| count_strings(value, words)),
        Value::Object(fields) => fields.values().for_each(|value| count_strings(value, words)),
        _ => {}
    }
}

fn count_words(text: &str, words: &mut BTreeMap<String, usize>) {
    for word in text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_owned()).or_default() += 1;
    }
}
