//! Front matter: the fields between `---` (YAML) or `+++` (TOML) at the head of a Markdown file.

use super::runs::{LeftOut, is_control};
use super::{Block, BlockKind, FieldText, yaml};
use crate::diagnostic::{Diagnostic, codes};
use crate::source::{Source, Span};
use std::collections::BTreeSet;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads the front matter; gives where the text behind it starts.
pub(super) fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> (Option<Block>, usize) {
    let Some(found) = find(source.text()) else { return (None, 0) };
    let inside = &source.text()[found.inside.clone()];
    let (mut fields, strange) = match found.fence {
        "+++" => read_toml(inside, found.inside.start),
        _ => yaml::read(inside, found.inside.start),
    };
    diagnostics.extend(strange.into_iter().map(|span| {
        Diagnostic::warning(codes::FRONT_MATTER, span, "this is not a field of the front matter")
            .with_hint("write `name: value`, with quotes around a value that has a colon or a hash in it")
    }));
    let mut left_out = LeftOut::default();
    fields.iter_mut().for_each(|field| leave_out_controls(field, source, &mut left_out));
    left_out.report(diagnostics);
    let span = Span::new(found.start, found.end);
    (Some(Block { span, kind: BlockKind::Fields(fields) }), found.end)
}

/// Leaves out the control characters that stand in a value unescaped, as in the text.
fn leave_out_controls(field: &mut FieldText, source: &Source, left_out: &mut LeftOut) {
    let printed = source.slice(field.span);
    let mut controls = BTreeSet::new();
    for (at, letter) in printed.char_indices().filter(|&(_, letter)| is_control(letter)) {
        left_out.add_at(field.span.start() + at, letter);
        controls.insert(letter);
    }
    field.value.retain(|letter| !controls.contains(&letter));
}

struct Found {
    fence: &'static str,
    start: usize,
    inside: std::ops::Range<usize>,
    end: usize,
}

fn find(text: &str) -> Option<Found> {
    let start = text.len() - text.trim_start().len();
    let fence = ["---", "+++"].into_iter().find(|fence| text[start..].starts_with(fence))?;
    let first = start + text[start..].find('\n')? + 1;
    if text[start..first].trim_end() != fence {
        return None;
    }
    let mut at = first;
    for line in text[first..].split_inclusive('\n') {
        let end = at + line.len();
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            return Some(Found { fence, start, inside: first..at, end });
        }
        at = end;
    }
    None
}

/// The fields of a TOML front matter, and where it is none.
fn read_toml(text: &str, base: usize) -> (Vec<FieldText>, Vec<Span>) {
    let mut fields = Vec::new();
    let (table, faults) = DeTable::parse_recoverable(text);
    collect_table("", table.get_ref(), base, MAX_DEPTH, &mut fields);
    fields.sort_by_key(|field| field.span.start());
    let place = |at: usize| base + text.floor_char_boundary(at);
    let strange = faults.iter().map(|fault| fault.span().unwrap_or(0..text.len()));
    (fields, strange.map(|range| Span::new(place(range.start), place(range.end))).collect())
}

/// The fields of a table in which others may stand `room` deep.
fn collect_table(outer: &str, table: &DeTable<'_>, base: usize, room: usize, fields: &mut Vec<FieldText>) {
    for (key, value) in table {
        match value.get_ref() {
            DeValue::Table(inner) if room > 0 => {
                collect_table(&inner_name(outer, key.get_ref()), inner, base, room - 1, fields)
            }
            DeValue::Array(items) => items.iter().for_each(|item| match item.get_ref() {
                DeValue::Table(inner) if room > 0 => {
                    collect_table(&inner_name(outer, key.get_ref()), inner, base, room - 1, fields);
                }
                _ => fields.push(toml_field(outer, key.get_ref(), item, base)),
            }),
            _ => fields.push(toml_field(outer, key.get_ref(), value, base)),
        }
    }
}

/// How deep tables may stand in one another.
const MAX_DEPTH: usize = 8;

/// `outer.key`.
fn inner_name(outer: &str, key: &str) -> String {
    if outer.is_empty() { key.to_owned() } else { format!("{outer}.{key}") }
}

fn toml_field(outer: &str, key: &str, value: &Spanned<DeValue<'_>>, base: usize) -> FieldText {
    let name = inner_name(outer, key);
    let text = match value.get_ref() {
        DeValue::String(text) => text.clone().into_owned(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::Array(_) | DeValue::Table(_) => String::new(),
    };
    let range = value.span();
    FieldText { name, value: text, span: Span::new(base + range.start, base + range.end) }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::read::BlockKind;
    use crate::source::Source;

    #[test]
    fn yaml_and_toml_give_the_same_fields() {
        let yaml = "---\ntitle: One\nextra:\n  issuer: \"A\"\n---\nText";
        let toml = "+++\ntitle = \"One\"\n[extra]\nissuer = 'A'\n+++\nText";
        for text in [yaml, toml] {
            let source = Source::new("a.md", text);
            let (block, rest) = read(&source, &mut Vec::new());
            let Some(BlockKind::Fields(fields)) = block.map(|block| block.kind) else { panic!("no fields") };
            let names: Vec<_> = fields.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect();
            assert_eq!(names, [("title", "One"), ("extra.issuer", "A")]);
            assert_eq!(&text[rest..], "Text");
        }
    }

    #[test]
    fn tables_in_tables_and_lists() {
        let toml = "+++\ndate = 2031-11-30T09:00:00Z\n[[authors]]\nname = 'A'\n[[authors]]\nname = 'B'\n[extra.contact]\n\
                    email = 'c'\n+++\n";
        let (block, _) = read(&Source::new("a.md", toml), &mut Vec::new());
        let Some(BlockKind::Fields(fields)) = block.map(|block| block.kind) else { panic!("no fields") };
        let names: Vec<_> = fields.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect();
        let expected = [
            ("date", "2031-11-30T09:00:00Z"),
            ("authors.name", "A"),
            ("authors.name", "B"),
            ("extra.contact.email", "c"),
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn a_fault_costs_its_own_field_only() {
        let source = Source::new("a.md", "+++\ntitle = \"One\"\nkind = é é\nissuer = 'A'\n+++\n");
        let mut told = Vec::new();
        let Some(BlockKind::Fields(fields)) = read(&source, &mut told).0.map(|block| block.kind) else { panic!() };
        assert!(["title", "issuer"].iter().all(|name| fields.iter().any(|field| field.name == *name)), "{fields:?}");
        assert!(!told.is_empty());
    }

    #[test]
    fn names_that_are_empty_are_no_way_further_down() {
        for (fence, deep) in [("+++", format!("[{}\"\"]\nx = 1", "\"\".".repeat(60))), ("---", nested("\"\"", 20_000))]
        {
            let source = Source::new("a.md", format!("{fence}\n{deep}\n{fence}\n"));
            assert!(read(&source, &mut Vec::new()).0.is_some());
        }
    }

    /// Names, each one column deeper than the one before.
    fn nested(name: &str, lines: usize) -> String {
        (0..lines).map(|depth| format!("{}{name}:\n", " ".repeat(depth % 500))).collect()
    }

    #[test]
    fn a_line_across_the_page_is_no_front_matter() {
        assert!(read(&Source::new("a.md", "---\n\nText"), &mut Vec::new()).0.is_none());
    }
}
