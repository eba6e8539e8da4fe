//! What is embedded in a PDF of ours, back out of it.

use super::attach::relationship;
use super::{Attachment, Relationship};
use lopdf::{Dictionary, Document, LoadOptions, Object, decode_text_string};
use std::fmt;

/// The most that all files together, and any other stream, may unpack to: far more than any release, far less than the
/// memory of a small machine.
const MAX_UNPACKED: usize = 64 * 1024 * 1024;

/// More files than we ever embed.
const MAX_FILES: usize = 64;

/// The header stands within this many bytes (ISO 32000-1 annex H.3).
const HEADER_WITHIN: usize = 1024;

/// Why nothing comes out of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It does not begin as a PDF does.
    NotPdf,
    /// It begins as a PDF, but its objects cannot be read.
    Damaged,
    /// It is a PDF without associated files.
    NothingEmbedded,
    /// An embedded file is larger than any release.
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::NotPdf => f.write_str("is not a PDF"),
            Unreadable::Damaged => f.write_str("is a damaged PDF"),
            Unreadable::NothingEmbedded => f.write_str("is a PDF with nothing embedded"),
            Unreadable::TooLarge { limit } => {
                write!(f, "has an embedded file of more than {} MiB", limit / (1024 * 1024))
            }
        }
    }
}

impl std::error::Error for Unreadable {}

/// The files embedded in a PDF, in their order. Their names are without folders, fit to be written to one.
///
/// # Errors
/// [`Unreadable`], with the reason.
///
/// ```
/// use chancery::pdf::{Unreadable, extract};
/// assert_eq!(extract(b"FOR RELEASE AT NOON"), Err(Unreadable::NotPdf));
/// ```
pub fn extract(pdf: &[u8]) -> Result<Vec<Attachment>, Unreadable> {
    extract_within(pdf, MAX_UNPACKED)
}

fn extract_within(pdf: &[u8], limit: usize) -> Result<Vec<Attachment>, Unreadable> {
    let head = &pdf[..pdf.len().min(HEADER_WITHIN)];
    if !head.windows(5).any(|window| window == b"%PDF-") {
        return Err(Unreadable::NotPdf);
    }
    let options = LoadOptions { max_decompressed_size: Some(MAX_UNPACKED), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(pdf, options).map_err(|_| Unreadable::Damaged)?;
    let catalog = document.catalog().map_err(|_| Unreadable::Damaged)?;
    let files =
        catalog.get_deref(b"AF", &document).and_then(Object::as_array).map_err(|_| Unreadable::NothingEmbedded)?;
    if files.is_empty() {
        return Err(Unreadable::NothingEmbedded);
    }
    let mut attachments = Vec::new();
    let mut left = limit;
    for file in files.iter().take(MAX_FILES) {
        let attachment = attachment(&document, file, left).map_err(|error| match error {
            lopdf::Error::Decompress(_) => Unreadable::TooLarge { limit },
            _ => Unreadable::Damaged,
        })?;
        left -= attachment.bytes.len().min(left);
        attachments.push(attachment);
    }
    Ok(attachments)
}

fn attachment(document: &Document, file: &Object, limit: usize) -> lopdf::Result<Attachment> {
    let file = document.dereference(file)?.1.as_dict()?;
    let embedded = document.dereference(file.get(b"EF")?.as_dict()?.get(b"F")?)?.1.as_stream()?;
    let bytes = embedded.get_plain_content_with_limit(limit)?;
    let name_of =
        |entries: &Dictionary, key: &[u8]| entries.get(key).and_then(Object::as_name).ok().map(<[u8]>::to_vec);
    let media_type = name_of(&embedded.dict, b"Subtype").unwrap_or_default();
    let relationship = name_of(file, b"AFRelationship").and_then(|name| relationship(&name));
    Ok(Attachment {
        name: file_name(&text_of(file, b"UF").or_else(|| text_of(file, b"F")).unwrap_or_default()),
        media_type: String::from_utf8_lossy(&media_type).into_owned(),
        relationship: relationship.unwrap_or(Relationship::Supplement),
        description: text_of(file, b"Desc").unwrap_or_default(),
        bytes,
    })
}

fn text_of(entries: &Dictionary, key: &[u8]) -> Option<String> {
    decode_text_string(entries.get(key).ok()?).ok()
}

/// The last part of a path, as a name that stays in the folder it is written to, whatever the system: a PDF made to harm
/// cannot say where a file goes.
fn file_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = match name.as_bytes() {
        [drive, b':', ..] if drive.is_ascii_alphabetic() => &name[2..],
        _ => name,
    };
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    match name.as_str() {
        "" | "." | ".." => "attachment".to_owned(),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::{Unreadable, extract_within, file_name};
    use crate::pdf::tests::{everything, metadata};
    use crate::pdf::write;

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let mut metadata = metadata();
        metadata.attachments[0].bytes = vec![b' '; 100_000];
        let pdf = write(&everything(), &metadata).unwrap();
        assert!(pdf.len() < 50_000);
        assert_eq!(extract_within(&pdf, 99_999), Err(Unreadable::TooLarge { limit: 99_999 }));
        assert!(extract_within(&pdf, 100_000).is_ok());
    }

    #[test]
    fn a_name_stays_in_its_folder() {
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name("C:\\note.txt"), "note.txt");
        assert_eq!(file_name("C:note.txt"), "note.txt");
        assert_eq!(file_name("..\\a.txt"), "a.txt");
        for none in ["a/..", "..", "a/", "C:"] {
            assert_eq!(file_name(none), "attachment");
        }
        assert_eq!(file_name("Talks: outcome.txt"), "Talks: outcome.txt");
    }
}
