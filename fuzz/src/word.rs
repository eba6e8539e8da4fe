//! Bytes that are tried to a Word document: nobody finds a valid archive by flipping bits, so most inputs are the XML of
//! its parts, packed here.
//!
//! The first byte says how the others are meant. Parts stand one behind the other, each but the first (`word/document.xml`)
//! below a line with its name: `%% word/numbering.xml`.

mod mend;

use mend::well_formed;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What begins the line that names a part.
const PART: &str = "\n%% ";
/// How many parts are packed: more only cost time.
const MOST_PARTS: usize = 12;

/// The file that `bytes` stand for; none where they stand for no file.
pub fn document(bytes: &[u8]) -> Option<Vec<u8>> {
    let (&first, rest) = bytes.split_first()?;
    match first % 4 {
        0 => Some(rest.to_vec()),
        1 => packed(std::str::from_utf8(rest).ok()?, str::to_owned),
        _ => packed(&String::from_utf8_lossy(rest), well_formed),
    }
}

/// An archive of the parts in `text`, each as `xml` makes it; none where two have one name.
fn packed(text: &str, xml: fn(&str) -> String) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(text.len() + 1024)));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (at, part) in text.split(PART).take(MOST_PARTS).enumerate() {
        let (name, words) =
            if at == 0 { ("word/document.xml", part) } else { part.split_once('\n').unwrap_or((part, "")) };
        archive.start_file(name, stored).ok()?;
        archive.write_all(xml(words).as_bytes()).ok()?;
    }
    archive.finish().ok().map(Cursor::into_inner)
}
