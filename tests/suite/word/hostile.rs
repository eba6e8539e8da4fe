//! Word documents that somebody made to do harm, and files that only look like one.

use super::builder::{Word, pack};
use chancery::{NotText, Source};

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
fn a_password_is_told() {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    assert!(refused(bytes.clone()).contains("old Word document"));
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(refused(bytes).contains("password"));
}
