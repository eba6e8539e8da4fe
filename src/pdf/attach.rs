//! Embedded files (ISO 32000-1 7.11.4), associated with the document (ISO 19005-3 annex E).

use super::draft::{Draft, typed};
use super::object::{bytes, dictionary, name, text, text_bytes};
use super::{Attachment, Relationship};
use crate::release::Moment;
use lopdf::{Object, ObjectId};
use std::collections::BTreeMap;

/// Adds the files. Of two with one name the last counts, as in a folder.
pub(super) fn add(draft: &mut Draft, attachments: &[Attachment], date: Option<Moment>) {
    if attachments.is_empty() {
        return;
    }
    let mut files: Vec<Object> = Vec::new();
    let mut tree: BTreeMap<Vec<u8>, ObjectId> = BTreeMap::new();
    for attachment in attachments {
        let file = add_file(draft, attachment, date);
        files.push(file.into());
        tree.insert(text_bytes(&attachment.name), file);
    }
    let names = tree.into_iter().flat_map(|(name, file)| [bytes(name), file.into()]).collect::<Vec<_>>();
    let tree = draft.add(dictionary([("Names", names.into())]));
    draft.names.set("EmbeddedFiles", tree);
    draft.catalog.set("AF", files);
}

fn add_file(draft: &mut Draft, attachment: &Attachment, date: Option<Moment>) -> ObjectId {
    let mut parameters = dictionary([("Size", (attachment.bytes.len() as i64).into())]);
    if let Some(date) = date {
        parameters.set("ModDate", bytes(pdf_date(date)));
    }
    let entries = typed("EmbeddedFile", [("Subtype", name(&attachment.media_type)), ("Params", parameters.into())]);
    let content = draft.add_stream(entries, attachment.bytes.clone());
    let specification = typed(
        "Filespec",
        [
            ("F", bytes(ascii_name(&attachment.name))),
            ("UF", text(&attachment.name)),
            ("Desc", text(&attachment.description)),
            ("AFRelationship", name(relationship_name(attachment.relationship))),
            ("EF", dictionary([("F", content.into()), ("UF", content.into())]).into()),
        ],
    );
    draft.add(specification)
}

/// For readers from before Unicode.
fn ascii_name(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_graphic() || c == ' ' { c } else { '_' }).collect()
}

/// As `D:20310303180000+01'00'` (ISO 32000-1 7.9.4), as far as it is known.
fn pdf_date(moment: Moment) -> String {
    let mut date = moment.date.strftime("D:%Y%m%d").to_string();
    let (Some(time), Some(offset)) = (moment.time, moment.offset) else { return date };
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    date.push_str(&time.strftime("%H%M%S").to_string());
    date.push_str(&format!("{sign}{:02}'{:02}'", minutes.abs() / 60, minutes.abs() % 60));
    date
}

fn relationship_name(relationship: Relationship) -> &'static str {
    match relationship {
        Relationship::Source => "Source",
        Relationship::Data => "Data",
        Relationship::Alternative => "Alternative",
        Relationship::Supplement => "Supplement",
    }
}

/// The relationship of a name, where it is one of ours.
pub(super) fn relationship(name: &[u8]) -> Option<Relationship> {
    let all = [Relationship::Source, Relationship::Data, Relationship::Alternative, Relationship::Supplement];
    all.into_iter().find(|known| relationship_name(*known).as_bytes() == name)
}
