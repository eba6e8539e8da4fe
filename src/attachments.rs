//! The files that a PDF carries: the source it was made from, byte for byte, and the release as JSON.

use crate::pdf::{Attachment, Relationship};
use crate::read::Format;
use crate::{Release, Source};

/// The name of the embedded JSON.
const MODEL: &str = "release.json";

/// Its name where the source itself has that one.
const OTHER_MODEL: &str = "release.model.json";

/// The attachments of a release that was read from `source` in `format`.
pub(crate) fn of(source: &Source, format: Format, release: &Release) -> Vec<Attachment> {
    let format = of_bytes(source, format);
    let name = source_name(source.name(), format);
    let model = if name == MODEL { OTHER_MODEL } else { MODEL };
    vec![
        Attachment {
            name,
            media_type: media_type(format).to_owned(),
            relationship: Relationship::Source,
            description: "The source of this document".to_owned(),
            bytes: source.bytes().to_vec(),
        },
        Attachment {
            name: model.to_owned(),
            media_type: "application/json".to_owned(),
            relationship: Relationship::Data,
            description: "The release as data".to_owned(),
            bytes: release.to_json().into_bytes(),
        },
    ]
}

/// The format that the bytes are in: a text can be read as any of the others, but none is a Word document unless it is one.
fn of_bytes(source: &Source, format: Format) -> Format {
    if source.is_word() || format == Format::Docx { Format::of(source) } else { format }
}

/// The source's own name without its folders; a name for a stream, which has none.
fn source_name(path: &str, format: Format) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    if name.is_empty() || name.starts_with('<') { format!("release.{}", ending(format)) } else { name.to_owned() }
}

fn ending(format: Format) -> &'static str {
    match format {
        Format::Text => "txt",
        Format::Markdown => "md",
        Format::Html => "html",
        Format::Docx => "docx",
        Format::Json => "json",
    }
}

fn media_type(format: Format) -> &'static str {
    match format {
        Format::Text => "text/plain",
        Format::Markdown => "text/markdown",
        Format::Html => "text/html",
        Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Format::Json => "application/json",
    }
}

#[cfg(test)]
mod tests {
    use super::{of, source_name};
    use crate::read::Format;
    use crate::{Release, Source};

    #[test]
    fn the_source_keeps_its_name() {
        assert_eq!(source_name("releases/tides.txt", Format::Text), "tides.txt");
        assert_eq!(source_name("<stdin>", Format::Json), "release.json");
    }

    #[test]
    fn a_text_is_no_word_document_whatever_it_was_read_as() {
        let files = of(&Source::new("tides.txt", "one"), Format::Docx, &Release::default());
        assert_eq!(files[0].media_type, "text/plain");
    }

    #[test]
    fn two_files_have_two_names() {
        let files = of(&Source::new("release.json", "{}"), Format::Json, &Release::default());
        assert_eq!((files[0].name.as_str(), files[1].name.as_str()), ("release.json", "release.model.json"));
    }
}
