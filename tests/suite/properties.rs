//! What is always true, tested on every release there is and on faulty copies of each.

use crate::cases::{Case, corpus, samples};
use crate::mutate::{Dice, mutate};
use crate::publish::{markdown, publish};
use chancery::parse::Parsed;
use chancery::release::{Release, printed_text};
use chancery::{Source, Span, codes, parse};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Faulty copies of each release: enough to try every fault, few enough for an unoptimised build.
const COPIES: u64 = 40;
/// Of these, how many go all the way to pages, which takes longest.
const PUBLISHED_COPIES: u64 = 10;

fn everything() -> Vec<Case> {
    corpus().into_iter().chain(samples()).collect()
}

#[test]
fn good_releases() {
    let broken: Vec<_> = everything().iter().flat_map(|case| broken(&case.name, &case.source, true)).collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn faulty_releases() {
    let mut all = Vec::new();
    for (at, case) in everything().iter().enumerate() {
        for copy in 0..COPIES {
            let text = mutate(case.source.text(), &mut Dice::new(at as u64 * 1000 + copy));
            let source = Source::new(case.source.name(), text);
            all.extend(broken(&format!("{} (copy {copy})", case.name), &source, copy < PUBLISHED_COPIES));
        }
    }
    assert!(all.is_empty(), "{all:#?}");
}

#[test]
fn same_bytes_twice() {
    for case in everything() {
        let [one, other] = [(), ()].map(|()| publish(&case.source).expect("every release renders"));
        assert!(one == other, "{} comes out different the second time", case.name);
    }
}

/// What is to hold, in words, and the test of it.
type Property = (&'static str, fn(&Source, &Parsed));

/// What holds for every source.
const PROPERTIES: [Property; 4] = [
    ("spans lie in the text", spans_in_bounds),
    ("nothing is lost", nothing_lost),
    ("JSON reads back", json_reads_back),
    ("Markdown reads back", markdown_reads_back),
];

/// The properties that do not hold for one source. What is wrong, and the text that led to it, is printed.
fn broken(name: &str, source: &Source, published: bool) -> Vec<String> {
    let parsed = parse(source, &Default::default());
    let renders: Property = ("every format is written", renders);
    let properties = PROPERTIES.into_iter().chain(published.then_some(renders));
    let fails = |property: &fn(&Source, &Parsed)| catch_unwind(AssertUnwindSafe(|| property(source, &parsed))).is_err();
    let broken: Vec<_> =
        properties.filter(|(_, property)| fails(property)).map(|(what, _)| format!("{name}: {what}")).collect();
    if !broken.is_empty() {
        writeln!(std::io::stderr(), "--- {broken:?}\n{:?}\n---", source.text()).expect("stderr can be written");
    }
    broken
}

fn spans_in_bounds(source: &Source, parsed: &Parsed) {
    for diagnostic in &parsed.diagnostics {
        diagnostic.span.inspect(|span| in_bounds(source, *span));
    }
    let model = serde_json::to_value(&parsed.release).expect("a release is JSON");
    for (pointer, span) in parsed.origins.iter() {
        assert!(model.pointer(pointer).is_some(), "an origin of `{pointer}`, which is not in the model");
        in_bounds(source, span);
    }
}

fn renders(source: &Source, _: &Parsed) {
    publish(source).expect("every release renders");
}

fn in_bounds(source: &Source, span: Span) {
    assert!(source.text().get(span.range()).is_some(), "{span:?} is no range of the text");
}

fn json_reads_back(_: &Source, parsed: &Parsed) {
    let json = parsed.release.to_json();
    let again = Release::from_json(&json).expect("our JSON is read");
    same("through JSON", &json, &again.to_json());
    assert_eq!(again, parsed.release);
}

fn markdown_reads_back(_: &Source, parsed: &Parsed) {
    let text = markdown(&parsed.release).expect("every release renders");
    let again = parse(&Source::new("again.md", text.as_str()), &Default::default()).release;
    same(&format!("through Markdown\n{text}"), &parsed.release.to_json(), &again.to_json());
}

/// Both texts are equal; what is said of a difference is the first line.
fn same(how: &str, expected: &str, found: &str) {
    let difference = expected.lines().zip(found.lines()).position(|(one, other)| one != other);
    let line = |text: &str, at: usize| text.lines().skip(at.saturating_sub(2)).take(6).collect::<Vec<_>>().join("\n");
    let at = difference.unwrap_or_else(|| expected.lines().count().min(found.lines().count()));
    assert!(expected == found, "{how}\nexpected, line {}\n{}\nfound\n{}", at + 1, line(expected, at), line(found, at));
}

/// The diagnostics that name something of the source as left out.
const LEFT_OUT: &[&str] = &[
    codes::CONTROL_CHARACTER,
    codes::FIELD_IGNORED,
    codes::FIELD_INVALID,
    codes::FRONT_MATTER,
    codes::HTML_TAG,
    codes::TABLE_RULES,
];

/// Every word of the source is in the model as often as in the source, or lies where a diagnostic says that it was left out.
fn nothing_lost(source: &Source, parsed: &Parsed) {
    let mut kept = BTreeMap::new();
    let model = serde_json::to_value(&parsed.release).expect("a release is JSON");
    count_strings(&model, &mut kept);
    // A word that changes its look, or becomes a link, in its middle is still one.
    let mut printed = BTreeMap::new();
    count_words(&printed_text(&parsed.release), &mut printed);
    for (word, count) in printed {
        kept.entry(word).and_modify(|known| *known = count.max(*known)).or_insert(count);
    }
    let mut text = source.text().to_owned();
    for diagnostic in parsed.diagnostics.iter().filter(|diagnostic| LEFT_OUT.contains(&diagnostic.code)) {
        if let Some(span) = diagnostic.span {
            let unsaid = if diagnostic.code == codes::CONTROL_CHARACTER { "\u{0}" } else { " " };
            text.replace_range(span.range(), &unsaid.repeat(span.end() - span.start()));
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
    let heading = text.lines().find_map(|line| line.strip_prefix("# ")).map(letters);
    let mut kept = String::new();
    for (at, line) in text.lines().enumerate() {
        in_fields &= at == 0 || line != "---";
        let value = match line.split_once(": ") {
            // The title of the front matter and the same words as a heading are one title.
            Some(("title", value)) if in_fields && heading == Some(letters(value)) => "",
            Some((name, value)) if in_fields && !name.starts_with('#') => value,
            _ if in_fields => "",
            _ => line,
        };
        // Raw HTML and entities are read, not kept letter by letter.
        if !value.contains(['<', '&']) {
            kept.push_str(value);
        }
        kept.push('\n');
    }
    kept
}

fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
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
    // A word goes on where a character that nobody sees stands in it.
    let unseen = |character: &char| (character.is_control() && !character.is_whitespace()) || *character == '\u{ad}';
    let seen: String = text.chars().filter(|character| !unseen(character)).collect();
    // Where words have no spaces between them, lines are joined without one: there each character counts.
    let apart: String = seen.chars().fold(String::new(), |mut apart, character| {
        match is_unspaced(character) {
            true => apart.extend([' ', character, ' ']),
            false => apart.push(character),
        }
        apart
    });
    for word in apart.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_owned()).or_default() += 1;
    }
}

/// Han and kana.
fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}
