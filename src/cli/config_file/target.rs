//! The sections `[[target]]` of `chancery.toml`: the folders that documentation generators read.
//!
//! ```toml
//! [[target]]
//! kind = "hugo"
//! output = "../website/content/press"
//! weight = 30
//! ```

use super::{Filed, Reader, Value, span_of};
use chancery::site::{Kind, Target};
use chancery::{Diagnostic, codes};
use std::path::PathBuf;
use toml::de::{DeTable, DeValue};

/// The keys that each may have.
const KEYS: [&str; 4] = ["kind", "output", "title", "weight"];

/// What is said to whoever leaves one out.
const EXAMPLE: &str = "such as `[[target]]` and below it `kind = \"hugo\"` and `output = \"../website/content/press\"`";

impl Reader<'_> {
    pub(super) fn targets(&mut self, value: &Value<'_>) -> Option<Filed<Vec<Target>>> {
        let DeValue::Array(items) = value.get_ref() else {
            return self.expected(value, &format!("sections, {EXAMPLE}"));
        };
        let targets = items.iter().filter_map(|item| match item.get_ref().as_table() {
            Some(table) => self.target(item, table),
            None => self.expected(item, &format!("a section, {EXAMPLE}")),
        });
        let targets: Vec<Target> = targets.collect();
        self.filed(value, targets)
    }

    fn target(&mut self, section: &Value<'_>, table: &DeTable<'_>) -> Option<Target> {
        let (mut kind, mut output, mut title, mut weight) = (None, None, None, None);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "kind" => kind = self.parsed::<Kind>(value, "a generator", &Kind::NAMES.map(|(name, _)| name)),
                "output" => output = self.folder_of_target(value),
                "title" => title = self.text(value).map(|title| title.value),
                "weight" => weight = self.weight(value),
                unknown => self.unknown_key(unknown, span_of(key), &KEYS),
            }
        }
        let has = |key: &str| table.iter().any(|(known, _)| known.get_ref() == key);
        for key in ["kind", "output"].into_iter().filter(|key| !has(key)) {
            let missing = Diagnostic::error(codes::BAD_VALUE, span_of(section), format!("a target lacks its `{key}`"));
            self.found.push(missing.with_hint(EXAMPLE));
        }
        let (kind, output) = (kind?.value, output?);
        if weight.is_some() && !kind.has_weights() {
            let message = format!("`{}` has no weights", kind.name());
            let bad = Diagnostic::error(codes::BAD_VALUE, span_of(section), message);
            self.found.push(bad.with_hint("leave `weight` out: the navigation around the folder is yours"));
        }
        Some(Target { kind, output, title, weight })
    }

    fn folder_of_target(&mut self, value: &Value<'_>) -> Option<PathBuf> {
        let text = self.text(value)?.value;
        let folder = self.folder.join(&text);
        if text.is_empty() || folder.file_name().is_none() {
            return self.expected(value, "a folder");
        }
        Some(folder)
    }

    fn weight(&mut self, value: &Value<'_>) -> Option<u32> {
        let DeValue::Integer(number) = value.get_ref() else { return self.expected(value, "a whole number") };
        match number.to_string().parse() {
            Ok(weight) => Some(weight),
            Err(_) => self.expected(value, "a whole number from 0 on"),
        }
    }
}
