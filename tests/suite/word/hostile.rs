//! Word documents that somebody made to do harm, and files that only look like one.

use super::builder::{Word, pack};
use super::releases;
use crate::mutate::Dice;
use crate::properties::broken;
use chancery::{NotText, Source, parse};
use std::io::{Cursor, Read};
use zip::ZipArchive;

fn refused(bytes: Vec<u8>) -> String {
    Source::decode("a.docx", bytes).expect_err("it is refused").to_string()
}

fn document(xml: &str) -> Vec<u8> {
    pack(&[("word/document.xml".to_owned(), xml.to_owned())])
}

#[test]
fn bombs_are_refused() {
    let bomb = format!("<w:document><w:body>{}</w:body></w:document>", " ".repeat(200 * 1024 * 1024));
    assert!(refused(document(&bomb)).contains("unpacks to more"));
    let deep = format!("<w:document><w:body>{}", "<w:sdt>".repeat(100_000));
    assert!(refused(document(&deep)).contains("deeper"));
    let entity =
        "<!DOCTYPE d [<!ENTITY a 'x'>]><w:document><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>";
    assert!(refused(document(entity)).contains("document type"));
}

#[test]
fn damaged_files_are_refused() {
    let whole = Word::default().p("The harbour is open.").bytes();
    assert!(matches!(Source::decode("a.docx", whole[..whole.len() / 2].to_vec()), Err(NotText::Word { .. })));
    assert!(refused(document("<w:document><w:body><w:p>")).contains("damaged"));
    assert!(refused(document("<w:document/>")).contains("no text"));
    assert!(refused(pack(&[])).contains("without a Word document"));
    assert!(refused(pack(&[("xl/workbook.xml".into(), String::new())])).contains("Excel"));
}

#[test]
fn a_damaged_margin_is_told() {
    let whole = Word::default().margin("footer", "default", "").p("The harbour is open.").bytes();
    let mut parts = unpack(&whole);
    parts.iter_mut().filter(|(name, _)| name.contains("footer")).for_each(|(_, xml)| xml.truncate(40));
    let source = Source::decode("a.docx", pack(&parts)).expect("the rest can be read");
    let parsed = parse(&source, &Default::default());
    let told = parsed.diagnostics.iter().filter(|one| one.message.contains("footer0.xml")).count();
    assert_eq!(told, 1, "{:?}", parsed.diagnostics);
}

#[test]
fn of_two_documents_in_one_file_it_is_always_the_same_that_is_read() {
    let (one, other) = (Word::default().p("One."), Word::default().p("Other."));
    let mut parts = unpack(&one.bytes());
    let more = unpack(&other.bytes()).into_iter().find(|(name, _)| name == "word/document.xml");
    parts.extend(more.map(|(_, xml)| ("word/second.xml".to_owned(), xml)));
    for (_, xml) in parts.iter_mut().filter(|(name, _)| name == "_rels/.rels") {
        let again = xml.find("<Relationship ").map(|at| xml[at..].replace("rId1", "rId2")).unwrap_or_default();
        *xml = xml.replace("</Relationships>", &again.replace("document.xml", "second.xml"));
    }
    for _ in 0..10 {
        assert_eq!(Source::decode("a.docx", pack(&parts)).expect("it can be read").text(), "One.\n");
    }
}

#[test]
fn a_password_is_told() {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    assert!(refused(bytes.clone()).contains("old Word document"));
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(refused(bytes).contains("password"));
}

/// Faulty copies of each document.
const COPIES: u64 = 40;

#[test]
fn faulty_documents_keep_what_always_holds() {
    let mut all = Vec::new();
    for (at, (name, word)) in releases::all().into_iter().enumerate() {
        let parts = unpack(&word.bytes());
        for copy in 0..COPIES {
            let mut dice = Dice::new(at as u64 * 1000 + copy);
            let faulty: Vec<_> =
                parts.iter().map(|(name, xml)| (name.clone(), without_pieces(xml, &mut dice))).collect();
            // What is no XML any more is refused, and that is well.
            if let Ok(source) = Source::decode(name, pack(&faulty)) {
                all.extend(broken(&format!("{name} (copy {copy})"), &source, false, false));
            }
        }
    }
    assert!(all.is_empty(), "{all:#?}");
}

fn unpack(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a document is an archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let mut text = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).expect("a part").read_to_string(&mut text).expect("a part is UTF-8");
        text
    };
    names.iter().filter(|name| !name.starts_with('[')).map(|name| (name.clone(), text(name))).collect()
}

/// XML without some of its empty elements, or with an element in an odd place.
fn without_pieces(xml: &str, dice: &mut Dice) -> String {
    let mut pieces: Vec<&str> = xml.split_inclusive('>').collect();
    for _ in 0..dice.below(4) {
        let at = dice.below(pieces.len());
        if pieces[at].ends_with("/>") {
            pieces.remove(at);
        }
    }
    const ODD: &[&str] = &[
        "<w:fldChar w:fldCharType=\"begin\"/>",
        "<w:fldChar w:fldCharType=\"end\"/>",
        "<w:tab/>",
        "<w:br/>",
        "<w:p/>",
        "<w:tbl/>",
        "<w:tc/>",
        "<w:del/>",
        "<w:vMerge/>",
        "<w:footnoteReference w:id=\"1\"/>",
        "<w:numPr><w:numId w:val=\"1\"/></w:numPr>",
        "<w:t>\u{AD} \u{a0}</w:t>",
        "<w:r><w:t>1.</w:t></w:r>",
        "<w:sectPr/>",
        "<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>",
        "<w:vanish/>",
        "<w:rPr><w:del/></w:rPr>",
        "<w:tr><w:tc/></w:tr>",
        "<w:gridSpan w:val=\"999999\"/>",
        "<w:t>&#x7;&#x2028;&#xC;</w:t>",
    ];
    for _ in 0..=dice.below(3) {
        let at = (1 + dice.below(pieces.len())).min(pieces.len() - 1);
        pieces.insert(at, ODD[dice.below(ODD.len())]);
    }
    pieces.concat()
}
