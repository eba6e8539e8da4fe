//! The XMP metadata (ISO 16684-1), with the claims to PDF/A-3a and PDF/UA-1.
//!
//! The information dictionary beside it says the same, for viewers and search engines that know nothing else.

use super::Metadata;
use super::catalog::language;
use super::draft::{Draft, typed};
use super::object::{name, text};
use crate::page::document::Document;
use crate::release::Moment;
use crate::xml::escape;
use lopdf::Dictionary;
use std::fmt::Write;

/// Who made the file.
const PRODUCER: &str = concat!("chancery ", env!("CARGO_PKG_VERSION"));

/// PDF/UA wants a title of every document.
const NO_TITLE: &str = "Untitled";

const HEAD: &str = "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>
<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">
<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
";

/// PDF/A knows no `pdfuaid`: the schema is described in the file (ISO 19005-3 6.6.2.3).
const TAIL: &str = "</rdf:Description>
<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end=\"r\"?>";

/// Adds the metadata stream and the information dictionary.
pub(super) fn add(draft: &mut Draft, document: &Document, metadata: &Metadata) {
    let information = information(document, metadata);
    draft.information = Some(draft.add(information));
    let xmp = packet(document, metadata).into_bytes();
    let stream = draft.add_stream(typed("Metadata", [("Subtype", name("XML"))]), xmp);
    draft.catalog.set("Metadata", stream);
}

/// The title of the whole: as the metadata say, else as the pages do.
fn title<'a>(document: &'a Document, metadata: &'a Metadata) -> &'a str {
    let said = [metadata.title.as_str(), document.title.as_str()];
    said.into_iter().find(|title| !title.trim().is_empty()).unwrap_or(NO_TITLE)
}

/// ISO 32000-1 14.3.3, without dates, which it would write in another notation than XMP.
fn information(document: &Document, metadata: &Metadata) -> Dictionary {
    let keywords = (!metadata.keywords.is_empty()).then(|| metadata.keywords.join(", "));
    let entries = [
        ("Title", Some(title(document, metadata))),
        ("Author", metadata.author.as_deref()),
        ("Subject", metadata.subject.as_deref()),
        ("Keywords", keywords.as_deref()),
        ("Creator", Some(PRODUCER)),
        ("Producer", Some(PRODUCER)),
    ];
    entries.into_iter().filter_map(|(key, value)| Some((key, text(value?)))).collect()
}

fn packet(document: &Document, metadata: &Metadata) -> String {
    let mut xmp = HEAD.to_owned();
    alternative(&mut xmp, "dc:title", title(document, metadata));
    list(&mut xmp, "dc:creator", "Seq", metadata.author.as_slice());
    if let Some(subject) = &metadata.subject {
        alternative(&mut xmp, "dc:description", subject);
    }
    list(&mut xmp, "dc:language", "Bag", &[language(document, metadata)]);
    list(&mut xmp, "dc:subject", "Bag", &metadata.keywords);
    if let Some(identifier) = &metadata.identifier {
        simple(&mut xmp, "dc:identifier", identifier);
    }
    if !metadata.keywords.is_empty() {
        simple(&mut xmp, "pdf:Keywords", &metadata.keywords.join(", "));
    }
    simple(&mut xmp, "pdf:Producer", PRODUCER);
    simple(&mut xmp, "xmp:CreatorTool", PRODUCER);
    if let Some(date) = metadata.date.map(xmp_date) {
        simple(&mut xmp, "xmp:CreateDate", &date);
        simple(&mut xmp, "xmp:ModifyDate", &date);
    }
    xmp.push_str(TAIL);
    xmp
}

fn simple(xmp: &mut String, property: &str, value: &str) {
    _ = writeln!(xmp, "<{property}>{}</{property}>", escape(value));
}

/// A text that could be there in several languages.
fn alternative(xmp: &mut String, property: &str, value: &str) {
    let value = escape(value);
    _ = writeln!(xmp, "<{property}><rdf:Alt><rdf:li xml:lang=\"x-default\">{value}</rdf:li></rdf:Alt></{property}>");
}

fn list(xmp: &mut String, property: &str, kind: &str, values: &[impl AsRef<str>]) {
    if values.is_empty() {
        return;
    }
    let items: String = values.iter().map(|value| format!("<rdf:li>{}</rdf:li>", escape(value.as_ref()))).collect();
    _ = writeln!(xmp, "<{property}><rdf:{kind}>{items}</rdf:{kind}></{property}>");
}

/// To the minute where the offset is known; XMP has no time without one.
fn xmp_date(moment: Moment) -> String {
    match moment.offset {
        Some(_) => moment.to_string(),
        None => moment.date.to_string(),
    }
}
