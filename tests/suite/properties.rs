//! What is always true, tested on every release there is and on faulty copies of each.

use crate::cases::{Case, corpus, samples};
use crate::mutate::{Dice, mutate};
use crate::publish::{html, markdown, publish};
use crate::visible::{difference, lowered, visible};
use crate::web_page::visible_text;
use chancery::parse::Parsed;
use chancery::release::{Moment, Release, plain_text, printed_text};
use chancery::{Error, Format, Source, Span, codes, parse};
use rayon::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
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
    let broken: Vec<_> = everything().iter().flat_map(|case| broken(&case.name, &case.source, true, true)).collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn faulty_releases() {
    let all: Vec<String> = everything().par_iter().flat_map_iter(broken_copies).collect();
    assert!(all.is_empty(), "{all:#?}");
}

/// The properties that do not hold for faulty copies of a release.
fn broken_copies(case: &Case) -> Vec<String> {
    let copy = |copy: u64| {
        let text = mutate(case.source.text(), &mut Dice::new(seed(&case.name) + copy * 1000));
        let source = Source::new(case.source.name(), text);
        broken(&format!("{} (copy {copy})", case.name), &source, copy < PUBLISHED_COPIES, false)
    };
    (0..COPIES).flat_map(copy).collect()
}

/// A release has the same faulty copies whatever other releases there are.
fn seed(name: &str) -> u64 {
    name.bytes().fold(0, |seed: u64, byte| seed.wrapping_mul(31).wrapping_add(byte.into())) % 1_000_000_007
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
const PROPERTIES: [Property; 5] = [
    ("spans lie in the text", spans_in_bounds),
    ("nothing is lost", nothing_lost),
    ("every character stands in its place", nothing_reordered),
    ("JSON reads back", json_reads_back),
    ("Markdown reads back", markdown_reads_back),
];

/// The properties that do not hold for one source. What is wrong, and the text that led to it, is printed.
pub(crate) fn broken(name: &str, source: &Source, published: bool, undamaged: bool) -> Vec<String> {
    let parsed = parse(source, &Default::default());
    let renders: Property = ("every format is written", renders);
    // What a page has around a text is told from it by form; a damaged text may leave too little of that.
    let whole: Property = ("HTML reads back", html_reads_back);
    let properties = PROPERTIES.into_iter().chain(published.then_some(renders)).chain(undamaged.then_some(whole));
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
    match publish(source) {
        Ok(_) => {}
        // What stands for a bullet in one font only has no shape anywhere else, and the PDF says so.
        Err(Error::MissingGlyphs { characters, .. })
            if characters.iter().all(|letter| ('\u{E000}'..='\u{F8FF}').contains(letter)) => {}
        Err(error) => panic!("every release renders: {error}"),
    }
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

/// A web page of ours has the words, the numbers and the fields of the release, whatever it has around them.
fn html_reads_back(_: &Source, parsed: &Parsed) {
    let page = html(&parsed.release).expect("every release renders");
    let again = parse(&Source::new("again.html", page.as_str()), &Default::default()).release;
    let (printed, said) = (with_addresses(&parsed.release), parsed.release.language.is_some());
    same(&format!("the fields, through HTML\n{page}"), &fields(&printed, said), &fields(&again, said));
    same(&format!("the numbers, through HTML\n{page}"), &numbers(&printed), &numbers(&again));
    let [expected, found] = [printed, again].map(|release| body_words(&release));
    same(&format!("the words, through HTML\n{page}"), &expected, &found);
}

/// The fields, one a line. A page must say a language where a text says none.
fn fields(release: &Release, language_said: bool) -> String {
    let Release { issuer, kind, reference, title, subtitle, language, date_published, located, url, .. } = release;
    let language = language.as_ref().filter(|_| language_said);
    let kind = kind.as_ref().map(|kind| &kind.printed);
    let [title, subtitle] = [title, subtitle].map(|words| letters(&plain_text(words)));
    let date = date_published.map(|moment| moment.date);
    format!("{issuer:?}\n{kind:?}\n{reference:?}\n{title}\n{subtitle}\n{language:?}\n{date:?}\n{located:?}\n{url:?}\n")
}

/// The printed numbers of the body in order, one a line.
fn numbers(release: &Release) -> String {
    fn list(value: &Value, found: &mut String) {
        match value {
            Value::Object(fields) => {
                if let Some(printed) = fields.get("number").and_then(|number| number["printed"].as_str()) {
                    *found += &format!("{printed}\n");
                }
                fields.values().for_each(|value| list(value, found));
            }
            Value::Array(values) => values.iter().for_each(|value| list(value, found)),
            _ => {}
        }
    }
    let mut found = String::new();
    list(&serde_json::to_value(&release.body).expect("a body is JSON"), &mut found);
    found
}

/// The release with the address of each picture and link behind its words, as a page prints it where nobody can follow it.
fn with_addresses(release: &Release) -> Release {
    fn print(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                let followed = |url: &&str| ["https:", "http:", "mailto:", "tel:"].iter().any(|it| url.starts_with(it));
                let url = fields.get("url").and_then(Value::as_str).filter(|url| !followed(url));
                if let Some(url) = url.map(|url| format!(" {url} ")) {
                    match (fields.get("alternative").cloned(), fields.get_mut("content")) {
                        (Some(words), _) => {
                            fields["alternative"] = format!("{}{url}", words.as_str().unwrap_or_default()).into();
                        }
                        (None, Some(Value::Array(content))) => content.push(Value::String(url)),
                        // A picture without words shows its address.
                        (None, None) => drop(fields.insert("alternative".to_owned(), url.into())),
                        _ => {}
                    }
                }
                fields.values_mut().for_each(print);
            }
            Value::Array(values) => values.iter_mut().for_each(print),
            _ => {}
        }
    }
    let mut model = serde_json::to_value(release).expect("a release is JSON");
    print(&mut model);
    serde_json::from_value(model).expect("a release with longer words is one")
}

/// The words of the body in order, one a line.
fn body_words(release: &Release) -> String {
    let body = Release { body: release.body.clone(), ..Release::default() };
    printed_text(&body)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .fold(String::new(), |words, word| words + word + "\n")
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
    codes::DRAWN_SIGNS,
    codes::FIELD_IGNORED,
    codes::FIELD_INVALID,
    codes::FRONT_MATTER,
    codes::FURNITURE,
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
    count_parts(&printed_text(&parsed.release), &mut printed);
    for (word, count) in printed {
        kept.entry(word).and_modify(|known| *known = count.max(*known)).or_insert(count);
    }
    let mut text = source.text().to_owned();
    // A line of Markdown with a tag is known by the tag's first sign, and is not compared.
    let known = |code| code == codes::HTML_TAG && source.name().ends_with(".md");
    let left_out = |code| LEFT_OUT.contains(&code) && !known(code);
    for diagnostic in parsed.diagnostics.iter().filter(|diagnostic| left_out(diagnostic.code)) {
        if let Some(span) = diagnostic.span {
            let unsaid = if diagnostic.code == codes::CONTROL_CHARACTER { "\u{0}" } else { " " };
            text.replace_range(span.range(), &unsaid.repeat(span.end() - span.start()));
        }
    }
    // One diagnostic tells of all control characters. In plain text, a form feed ends a page instead.
    if !source.name().ends_with(".txt") && parsed.diagnostics.iter().any(|told| told.code == codes::CONTROL_CHARACTER) {
        text = text.replace(['\u{b}', '\u{c}'], "\u{0}");
    }
    let text = without_markup(source.name(), &text);
    let mut due = BTreeMap::new();
    let letters = letters(&printed_text(&parsed.release));
    if parsed.diagnostics.iter().any(|diagnostic| diagnostic.code == codes::LOST_BREAKS) {
        // Words that touch in the source do not in the model.
        let spaced = |text: &str| text.chars().flat_map(|letter| [letter, ' ']).collect::<String>();
        count_words(&spaced(&text), &mut due);
        kept.clear();
        count_words(&spaced(&model.to_string()), &mut kept);
    } else {
        count_words(&text, &mut due);
    }
    for (word, count) in due {
        let mut found = kept.get(&word).copied().unwrap_or(0);
        if found < count && matches!(Format::of(source), Format::Html | Format::Docx) {
            // A tag that stands where none may be parts no words, and the mark of a note may touch a mark in its words.
            found = letters.matches(word.as_str()).count();
        }
        assert!(found >= count, "`{word}` is {count} times in the source and {found} times in the model");
    }
}

/// The visible characters of the source are those of the model, in order. Plain text shows what it is; in other
/// formats, fields and markup say more than they show, and the words alone are compared.
fn nothing_reordered(source: &Source, parsed: &Parsed) {
    if Format::of(source) != Format::Text {
        return;
    }
    let expected = visible(source, parsed).expect("plain text shows what it is");
    if let Some(difference) = difference(&expected, &printed_text(&parsed.release)) {
        panic!("{difference}");
    }
}

/// Names of fields and tags are no words of a release.
fn without_markup(name: &str, text: &str) -> String {
    if name.ends_with(".html") {
        return visible_text(text);
    }
    if !name.ends_with(".md") {
        return text.to_owned();
    }
    let mut in_fields = text.starts_with("---\n") && text.contains("\n---\n");
    let below = text.split_once("\n---\n").map_or("", |(_, below)| below);
    let titles: BTreeSet<String> = below.lines().map(letters).collect();
    let mut kept = String::new();
    for (at, line) in text.lines().enumerate() {
        in_fields &= at == 0 || line != "---";
        let value = match line.split_once(": ") {
            // The title of the front matter and the same words on a line of the text are one title.
            Some(("title", value)) if in_fields && titles.contains(&letters(value)) => "",
            Some((name, value)) if in_fields && !name.starts_with('#') => value,
            _ if in_fields => "",
            _ => line,
        };
        // One moment can be written in several ways: `09:30:00+00:00` is `09:30Z`.
        let moment = in_fields.then(|| value.trim_matches(['"', '\'']).parse::<Moment>().ok()).flatten();
        let value = moment.map_or_else(|| value.to_owned(), |moment| moment.to_string());
        // Raw HTML and entities are read, not kept letter by letter.
        if !value.contains(['<', '&']) {
            kept.push_str(&value);
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

/// A soft hyphen at the end of a line joins the parts of a word, which the source has on two lines.
fn count_parts(text: &str, words: &mut BTreeMap<String, usize>) {
    let in_words = |word: &&str| word.trim_matches('\u{ad}').contains('\u{ad}');
    for word in text.split(char::is_whitespace).filter(in_words) {
        word.split('\u{ad}').for_each(|part| count_words(part, words));
    }
}

fn count_words(text: &str, words: &mut BTreeMap<String, usize>) {
    // A word goes on where a character that nobody sees stands in it.
    let unseen = |character: &char| (character.is_control() && !character.is_whitespace()) || *character == '\u{ad}';
    let seen: String = text.chars().filter(|character| !unseen(character)).map(lowered).collect();
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

/// Han and kana, and numbers in circles and brackets, which need no space behind them.
fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{2460}'..='\u{24ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}
