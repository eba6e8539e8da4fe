//! A Word document from its parts: as little XML as Word itself would open.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A document that is being made.
#[derive(Default)]
pub(crate) struct Word {
    body: String,
    notes: String,
    note_count: usize,
    ways: String,
    way_count: usize,
    parts: Vec<(String, String)>,
    section: String,
    styles: String,
    numbering: String,
}

/// Words of XML text.
pub(crate) fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// A run of plain words.
pub(crate) fn run(words: &str) -> String {
    look("", words)
}

/// A run with properties, such as `<w:b/>`.
pub(crate) fn look(properties: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(words))
}

/// A paragraph with properties, such as `<w:pStyle w:val="Titel"/>`.
pub(crate) fn paragraph(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

/// A paragraph of plain words.
pub(crate) fn plain(words: &str) -> String {
    paragraph("", &run(words))
}

/// A cell of a table.
pub(crate) fn cell(properties: &str, blocks: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>")
}

/// A row of a table.
pub(crate) fn row(properties: &str, cells: &[String]) -> String {
    format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.concat())
}

/// A field with its code and what it comes to.
pub(crate) fn field(code: &str, result: &str) -> String {
    let sign = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = format!("<w:r><w:instrText xml:space=\"preserve\"> {} </w:instrText></w:r>", escape(code));
    [sign("begin"), code, sign("separate"), run(result), sign("end")].concat()
}

impl Word {
    /// Adds XML to the body.
    pub(crate) fn raw(mut self, xml: &str) -> Self {
        self.body.push_str(xml);
        self
    }

    /// Adds a paragraph of plain words.
    pub(crate) fn p(self, words: &str) -> Self {
        self.raw(&plain(words))
    }

    /// Adds a paragraph in a style.
    pub(crate) fn styled(self, style: &str, words: &str) -> Self {
        self.raw(&paragraph(&format!("<w:pStyle w:val=\"{style}\"/>"), &run(words)))
    }

    /// Adds a paragraph of a list.
    pub(crate) fn listed(self, list: u32, level: u32, words: &str) -> Self {
        let place = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        self.raw(&paragraph(&place, &run(words)))
    }

    /// Adds an empty paragraph.
    pub(crate) fn blank(self) -> Self {
        self.raw("<w:p/>")
    }

    /// Adds a footnote, and gives the run that refers to it.
    pub(crate) fn footnote(&mut self, runs: &str) -> String {
        self.note_count += 1;
        let id = self.note_count;
        let mark = "<w:r><w:footnoteRef/></w:r>";
        let _ = write!(self.notes, "<w:footnote w:id=\"{id}\">{}</w:footnote>", paragraph("", &[mark, runs].concat()));
        format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>")
    }

    /// Adds words that lead to an address outside, and gives them.
    pub(crate) fn link(&mut self, url: &str, words: &str) -> String {
        let id = self.way("hyperlink", url, " TargetMode=\"External\"");
        format!("<w:hyperlink r:id=\"{id}\">{}</w:hyperlink>", run(words))
    }

    /// Adds a header or footer (`name`) of a kind: `first`, `default`, `even`.
    pub(crate) fn margin(mut self, name: &str, kind: &str, blocks: &str) -> Self {
        let part = format!("{name}{}.xml", self.way_count);
        let id = self.way(name, &part, "");
        let _ = write!(self.section, "<w:{name}Reference w:type=\"{kind}\" r:id=\"{id}\"/>");
        let root = if name == "header" { "hdr" } else { "ftr" };
        self.parts.push((format!("word/{part}"), element(root, blocks)));
        if kind == "first" && !self.section.contains("titlePg") {
            self.section.push_str("<w:titlePg/>");
        }
        self
    }

    /// Sets the styles: pairs of an id, a name that Word knows, and properties.
    pub(crate) fn styles(mut self, styles: &[(&str, &str, &str)]) -> Self {
        for (id, name, more) in styles {
            let _ = write!(
                self.styles,
                "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{more}</w:style>"
            );
        }
        self
    }

    /// Adds a list, numbered from 1: for each level its format and text.
    pub(crate) fn list(mut self, levels: &[(&str, &str, &str)]) -> Self {
        let id = self.numbering.matches("<w:abstractNum ").count();
        let _ = write!(self.numbering, "<w:abstractNum w:abstractNumId=\"{id}\">");
        for (at, (format, text, more)) in levels.iter().enumerate() {
            let _ = write!(
                self.numbering,
                "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
                 <w:lvlText w:val=\"{text}\"/>{more}</w:lvl>"
            );
        }
        self.numbering.push_str("</w:abstractNum>");
        self.num(id, "")
    }

    /// Adds another list of the definition `definition`, with what it has of its own.
    pub(crate) fn num(mut self, definition: usize, more: &str) -> Self {
        let id = self.numbering.matches("<w:num ").count() + 1;
        let _ =
            write!(self.numbering, "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{definition}\"/>{more}</w:num>");
        self
    }

    fn way(&mut self, kind: &str, target: &str, more: &str) -> String {
        self.way_count += 1;
        let id = format!("rId{}", self.way_count);
        let target = escape(target);
        let _ = write!(self.ways, "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"{more}/>");
        id
    }

    /// The file.
    pub(crate) fn bytes(mut self) -> Vec<u8> {
        let mut parts = std::mem::take(&mut self.parts);
        for (kind, xml) in [
            ("styles", element("styles", &self.styles)),
            ("numbering", element("numbering", &self.numbering)),
            ("footnotes", element("footnotes", &self.notes)),
        ] {
            self.way(kind, &format!("{kind}.xml"), "");
            parts.push((format!("word/{kind}.xml"), xml));
        }
        let body = format!("<w:body>{}<w:sectPr>{}</w:sectPr></w:body>", self.body, self.section);
        let main = format!("<Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>");
        parts.push(("word/document.xml".to_owned(), element("document", &body)));
        parts.push(("word/_rels/document.xml.rels".to_owned(), relationships(&self.ways)));
        parts.push(("_rels/.rels".to_owned(), relationships(&main)));
        pack(&parts)
    }
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn element(name: &str, inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:{name} \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"{OFFICE}\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:v=\"urn:schemas-microsoft-com:vml\">{inside}</w:{name}>"
    )
}

fn relationships(ways: &str) -> String {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{ways}</Relationships>"
    )
}

/// Packs parts, the same way every time.
pub(crate) fn pack(parts: &[(String, String)]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" \
        ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let types = ("[Content_Types].xml".to_owned(), types.to_owned());
    for (name, text) in [&types].into_iter().chain(parts) {
        archive.start_file(name.as_str(), options).expect("a part can be added");
        archive.write_all(text.as_bytes()).expect("a part can be written");
    }
    archive.finish().expect("an archive can be finished").into_inner()
}
