//! Tables: with bars where the reader knows them, as HTML otherwise.

use super::inline::{Place, Writer, block};
use super::marker;
use super::profile::Profile;
use crate::prepare::{Cell, Table};
use serde_json::json;
use std::collections::BTreeSet;

/// The lines of a table, with the marker that says what bars cannot.
pub(super) fn write(table: &Table, profile: Profile, notes: &BTreeSet<String>) -> Vec<String> {
    let mut parts = Vec::new();
    if !table.caption.is_empty() {
        parts.push(marker::plain(profile, "caption"));
        let mut caption = Writer::new(profile, Place::Paragraph, "").with_notes(notes);
        caption.push_all(&table.caption);
        parts.push(caption.finish());
    }
    let columns = table.columns.max(1);
    let even = table.header.iter().chain(&table.rows).all(|row| row.len() == columns);
    if table.header.len() != 1 || !even {
        let mut shape = json!({ "header": table.header.len() });
        if !even {
            shape["columns"] = table.header.iter().chain(&table.rows).map(Vec::len).collect();
        }
        parts.push(marker::with(profile, "table", &shape));
    }
    parts.push(bars(table, columns, profile, notes));
    parts
}

fn bars(table: &Table, columns: usize, profile: Profile, notes: &BTreeSet<String>) -> String {
    let empty = Vec::new();
    let (first, more) = table.header.split_first().unwrap_or((&empty, &[]));
    let mut lines = vec![row(first, columns, profile, notes), "| --- ".repeat(columns) + "|"];
    let padded = |cells: &[Cell]| columns.min(MOST_PADDED.max(cells.len()));
    lines.extend(more.iter().chain(&table.rows).map(|cells| row(cells, padded(cells), profile, notes)));
    lines.join("\n")
}

/// Short rows get empty cells up to so many; readers add those that are missing.
const MOST_PADDED: usize = 100;

fn row(cells: &[Cell], columns: usize, profile: Profile, notes: &BTreeSet<String>) -> String {
    let mut line = String::from("|");
    for index in 0..columns {
        let words = match cells.get(index) {
            Some(cell) => cell_words(cell, profile, notes),
            None => String::new(),
        };
        line.push_str(&format!(" {words} |"));
    }
    line
}

fn cell_words(cell: &Cell, profile: Profile, notes: &BTreeSet<String>) -> String {
    if cell.content.is_empty() {
        return block(&[], profile, Place::Cell);
    }
    let mut writer = Writer::new(profile, Place::Cell, "").with_notes(notes);
    writer.push_all(&cell.content);
    writer.finish()
}
