//! The fields of a release above the text: where each generator looks for them, and the rest in the body's marker.

use super::marker;
use super::profile::Profile;
use crate::prepare::{Briefing, Date, Inline, MastheadPart};
use crate::render::filters::words_of;
use crate::render::quote::quoted;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// A line of front matter.
struct Entry {
    key: &'static str,
    value: String,
    /// Whether the generator reads it at the top; otherwise it is ours.
    is_theirs: bool,
}

/// The front matter with its fences and a blank line after it; nothing for a profile that has none. `more` are lines of it
/// that a generator wants besides.
pub(super) fn write(briefing: &Briefing, profile: Profile, more: &str) -> String {
    let entries = entries(briefing, profile);
    let lines = |theirs: bool, print: fn(&Entry) -> String| -> String {
        entries.iter().filter(|entry| entry.is_theirs == theirs).map(print).collect()
    };
    match profile {
        Profile::Mdbook => String::new(),
        Profile::Zola => {
            let (theirs, ours) = (lines(true, toml), lines(false, toml));
            let table = if ours.is_empty() { "" } else { "\n[extra]\n" };
            format!("+++\n{theirs}{more}{table}{ours}+++\n\n")
        }
        Profile::Hugo => {
            let (theirs, ours) = (lines(true, yaml), lines(false, |entry| format!("  {}", yaml(entry))));
            let table = if ours.is_empty() { "" } else { "params:\n" };
            format!("---\n{theirs}{more}{table}{ours}---\n\n")
        }
        Profile::Jekyll => {
            format!("---\n{}{more}render_with_liquid: false\n---\n\n", entries.iter().map(yaml).collect::<String>())
        }
        _ => format!("---\n{}{more}---\n\n", entries.iter().map(yaml).collect::<String>()),
    }
}

fn yaml(entry: &Entry) -> String {
    let value = if is_plain_in_yaml(&entry.value) { entry.value.clone() } else { quoted(&entry.value) };
    format!("{}: {value}\n", entry.key)
}

fn toml(entry: &Entry) -> String {
    format!("{} = {}\n", entry.key, quoted(&entry.value))
}

/// Whether YAML 1.1 and 1.2 both read a value as that text without quotes. A date is one that they read as a date.
fn is_plain_in_yaml(value: &str) -> bool {
    const TAKEN: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_date = value.len() == 10 && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let starts_plain = value.starts_with(char::is_alphabetic) && !value.ends_with(' ');
    let is_plain = |letter: char| letter.is_alphanumeric() || " -_/.,()'".contains(letter);
    is_date || (starts_plain && value.chars().all(is_plain) && !TAKEN.contains(&value.to_ascii_lowercase().as_str()))
}

fn entries(briefing: &Briefing, profile: Profile) -> Vec<Entry> {
    let iso = |date: &Option<Date>| date.as_ref().map(|date| date.iso.clone());
    let kind = briefing.kind.as_ref();
    let condition = briefing.condition.as_ref();
    let distribution = briefing.distribution.as_ref();
    let withdrawal = briefing.withdrawal.as_ref();
    let has_description = !matches!(profile, Profile::Commonmark | Profile::Gfm | Profile::Mdbook);
    let description = (has_description && !briefing.description.is_empty()).then(|| briefing.description.clone());
    let all = [
        ("title", Some(words_of(&briefing.title)), true),
        ("date", briefing.date.as_ref().map(|date| precise(date, profile)), true),
        ("description", description, true),
        ("subtitle", Some(words_of(&briefing.subtitle)), false),
        ("issuer", briefing.issuer.clone(), false),
        ("co_issuers", Some(briefing.co_issuers.join("; ")), false),
        ("on_behalf_of", briefing.on_behalf_of.clone(), false),
        ("kind", kind.map(|kind| kind.printed.clone()), false),
        ("kind_class", kind.map(|kind| name(&kind.class)), false),
        ("reference", briefing.reference.clone(), false),
        ("language", briefing.language_stated.then(|| briefing.language.clone()), false),
        ("located", briefing.located.clone(), false),
        ("condition", condition.map(|condition| condition.printed.clone()), false),
        ("condition_class", condition.map(|condition| name(&condition.class)), false),
        ("embargoed", condition.and_then(|condition| iso(&condition.until)), false),
        ("addressee", briefing.addressee.clone(), false),
        ("correction", briefing.correction.clone(), false),
        ("withdrawal", withdrawal.map(|withdrawal| withdrawal.printed.clone()), false),
        ("withdrawn", withdrawal.and_then(|withdrawal| iso(&withdrawal.at)), false),
        ("distributor", distribution.and_then(|distribution| distribution.by.clone()), false),
        ("distributed", distribution.and_then(|distribution| iso(&distribution.at)), false),
        ("url", briefing.url.clone(), false),
        ("edition_of", briefing.edition_of.clone(), false),
        ("classification", briefing.classification.clone(), false),
    ];
    let said = |(key, value, is_theirs): (&'static str, Option<String>, bool)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(Entry { key, value, is_theirs })
    };
    all.into_iter().filter_map(said).collect()
}

/// A date as the generators want it: to the second where it has a time (RFC 3339), which is the same moment.
fn precise(date: &Date, profile: Profile) -> String {
    let is_strict = matches!(profile, Profile::Hugo | Profile::Zola | Profile::Jekyll);
    let Some((day, time)) = date.iso.split_once('T').filter(|_| is_strict) else { return date.iso.clone() };
    let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let seconds = if time[..zone].len() == "18:00".len() { ":00" } else { "" };
    format!("{day}T{}{seconds}{}", &time[..zone], &time[zone..])
}

/// The name of a class in the model.
fn name(class: &impl Serialize) -> String {
    serde_json::to_value(class).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The marker between the head and the body: the shape of the masthead, and the fields that the front matter cannot hold.
pub(super) fn body_marker(briefing: &Briefing, profile: Profile) -> String {
    let mut members = Map::new();
    let shape = masthead(briefing);
    if !shape.is_empty() {
        members.insert("masthead".to_owned(), Value::Array(shape));
    }
    let is_said = profile.prints_title() || is_plain_text(&briefing.title);
    let is_hard = !is_said || words_of(&briefing.title).is_empty();
    if is_hard && !briefing.title.is_empty() {
        members.insert("title".to_owned(), model(&briefing.title));
    }
    let all = profile == Profile::Mdbook;
    members.extend(
        fields(briefing).into_iter().filter(|(_, _, is_hard)| all || *is_hard).map(|(key, value, _)| (key, value)),
    );
    if members.is_empty() {
        marker::plain(profile, "body")
    } else {
        marker::with(profile, "body", &Value::Object(members))
    }
}

/// The typed fields as the model's JSON has them, each with whether front matter cannot hold it (a text that is empty).
fn fields(briefing: &Briefing) -> Vec<(String, Value, bool)> {
    let mut fields = Vec::new();
    let mut push = |key: &str, value: Value, is_hard: bool| fields.push((key.to_owned(), value, is_hard));
    let texts = [
        ("issuer", &briefing.issuer),
        ("on_behalf_of", &briefing.on_behalf_of),
        ("addressee", &briefing.addressee),
        ("correction", &briefing.correction),
        ("reference", &briefing.reference),
        ("located", &briefing.located),
        ("url", &briefing.url),
        ("edition_of", &briefing.edition_of),
        ("classification", &briefing.classification),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            push(key, json!(text), text.is_empty());
        }
    }
    if !briefing.co_issuers.is_empty() {
        push("co_issuers", json!(briefing.co_issuers), !briefing.co_issuers.iter().all(|name| is_list_item(name)));
    }
    if briefing.language_stated {
        push("language", json!(briefing.language), briefing.language.is_empty());
    }
    if let Some(date) = &briefing.date {
        push("date_published", json!(date.iso), false);
    }
    if let Some(kind) = &briefing.kind {
        push("kind", json!(kind), kind.printed.is_empty());
    }
    if let Some(condition) = &briefing.condition {
        let mut value = json!({ "printed": condition.printed, "class": condition.class });
        if let Some(until) = &condition.until {
            value["until"] = json!(until.iso);
        }
        push("condition", value, condition.printed.is_empty());
    }
    if let Some(withdrawal) = &briefing.withdrawal {
        let mut value = json!({ "printed": withdrawal.printed });
        if let Some(at) = &withdrawal.at {
            value["at"] = json!(at.iso);
        }
        push("withdrawal", value, withdrawal.printed.is_empty() && withdrawal.at.is_none());
    }
    if let Some(distribution) = &briefing.distribution {
        let mut value = Map::new();
        value.extend(distribution.by.as_ref().map(|by| ("by".to_owned(), json!(by))));
        value.extend(distribution.at.as_ref().map(|at| ("at".to_owned(), json!(at.iso))));
        let is_hard = distribution.by.as_deref() == Some("") || value.is_empty();
        push("distribution", Value::Object(value), is_hard);
    }
    fields
}

/// Whether a name is itself again when a list of names is taken apart at its semicolons.
fn is_list_item(name: &str) -> bool {
    !name.is_empty() && name.trim() == name && !name.contains(';')
}

/// `[["issuer"], "title"]`: what each line of the masthead is.
fn masthead(briefing: &Briefing) -> Vec<Value> {
    let mut shape = Vec::new();
    for part in &briefing.masthead {
        match part {
            MastheadPart::Title { stated: true } => shape.push(json!("title")),
            MastheadPart::Subtitle { stated: true } => shape.push(json!("subtitle")),
            MastheadPart::Lines { lines, .. } => shape.extend(lines.iter().map(|line| json!(line.says))),
            _ => {}
        }
    }
    shape
}

fn is_plain_text(content: &[Inline]) -> bool {
    matches!(content, [Inline::Text(_)])
}

/// Text as the model's JSON has it.
fn model(content: &[Inline]) -> Value {
    let mut out = Vec::new();
    push_model(content, &mut out);
    Value::Array(out)
}

fn push_model(content: &[Inline], out: &mut Vec<Value>) {
    for inline in content {
        match inline {
            Inline::Text(text) => push_model_text(text, out),
            Inline::Emphasis(content) => out.push(json!({ "emphasis": model(content) })),
            Inline::Strong(content) => out.push(json!({ "strong": model(content) })),
            Inline::Superscript(content) => out.push(json!({ "superscript": model(content) })),
            Inline::Code(text) => out.push(json!({ "code": text })),
            Inline::Link { url, content, .. } => out.push(json!({ "link": { "url": url, "content": model(content) } })),
            Inline::Reference { content, .. } => push_model(content, out),
            Inline::NoteRef { label, .. } => out.push(json!({ "footnote_ref": { "label": label } })),
            Inline::LineBreak => out.push(json!({ "line_break": {} })),
        }
    }
}

/// Text that a reference of ours had cut is one again.
fn push_model_text(text: &str, out: &mut Vec<Value>) {
    match out.last_mut() {
        Some(Value::String(before)) => before.push_str(text),
        _ => out.push(json!(text)),
    }
}
