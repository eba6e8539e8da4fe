//! The package: a zip archive with parts, and the relationships that lead from one to another (ISO/IEC 29500-2).
//!
//! Nothing outside the archive is ever read, and no more of it than fits its size.

use super::Refused;
use super::xml::Tree;
use std::cell::Cell;
use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// How many files an archive may hold.
const MOST_ENTRIES: usize = 4096;
/// How much all parts together may unpack to.
const MOST_UNPACKED: u64 = 96 * 1024 * 1024;
/// How many times the size of the archive that may be: the XML of long tables comes to about 30.
const MOST_RATIO: u64 = 50;
/// This much is little at any ratio.
const LITTLE: u64 = 8 * 1024 * 1024;

/// The main document, where nothing says where it is.
const MAIN: &str = "word/document.xml";
/// How the type of the relationship to it ends.
const OFFICE_DOCUMENT: &str = "officeDocument";

/// An open package.
pub(super) struct Package<'a> {
    archive: RefCell<ZipArchive<Cursor<&'a [u8]>>>,
    left: Cell<u64>,
}

/// Where a part leads, by the relationships' names.
#[derive(Debug, Default)]
pub(super) struct Relationships(HashMap<String, Relationship>);

/// One way out of a part.
#[derive(Debug)]
pub(super) struct Relationship {
    /// What it is for: the last word of its type, such as `header`.
    pub(super) kind: String,
    /// A part's name, or an address where it is `external`.
    pub(super) target: String,
    pub(super) external: bool,
}

impl<'a> Package<'a> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refused> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refused::Damaged("the archive is damaged"))?;
        let budget = (bytes.len() as u64).saturating_mul(MOST_RATIO).clamp(LITTLE, MOST_UNPACKED);
        if archive.len() > MOST_ENTRIES {
            return Err(Refused::Damaged("the archive holds more files than any document"));
        }
        Ok(Package { archive: RefCell::new(archive), left: Cell::new(budget) })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, part: &str) -> bool {
        self.archive.borrow().index_for_name(part).is_some()
    }

    /// The name of the main document.
    pub(super) fn main(&self) -> Result<String, Refused> {
        let ways = self.relationships("");
        let name = ways.part(OFFICE_DOCUMENT).unwrap_or(MAIN);
        if !self.has(name) || !name.starts_with("word/") {
            return Err(Refused::Other(self.other_format()));
        }
        Ok(name.to_owned())
    }

    /// What an archive is that holds no Word document.
    fn other_format(&self) -> &'static str {
        if self.has("content.xml") && self.has("mimetype") {
            "an OpenDocument file"
        } else if self.has("xl/workbook.xml") {
            "an Excel workbook"
        } else if self.has("ppt/presentation.xml") {
            "a PowerPoint presentation"
        } else {
            "a zip archive without a Word document in it"
        }
    }

    /// The text of a part.
    fn text(&self, part: &str) -> Result<String, Refused> {
        let mut archive = self.archive.borrow_mut();
        let file = archive.by_name(part).map_err(|_| Refused::Damaged("a part of it cannot be unpacked"))?;
        let limit = self.left.get();
        let mut bytes = Vec::new();
        file.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| Refused::Damaged("a part of it cannot be unpacked"))?;
        if bytes.len() as u64 > limit {
            return Err(Refused::Damaged("it unpacks to more than any document holds"));
        }
        self.left.set(self.left.get() - bytes.len() as u64);
        decode(bytes).ok_or(Refused::Damaged("a part of it is not UTF-8"))
    }

    /// The XML of a part.
    pub(super) fn tree(&self, part: &str) -> Result<Tree, Refused> {
        Tree::read(&self.text(part)?).map_err(|fault| Refused::Damaged(fault.words()))
    }

    /// Where `part` leads; nowhere, where that cannot be read.
    pub(super) fn relationships(&self, part: &str) -> Relationships {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let base = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let Ok(tree) = self.tree(&format!("{base}_rels/{name}.rels")) else { return Relationships::default() };
        let ways = tree.root().children().filter_map(|way| {
            let external = way.attribute("TargetMode") == Some("External");
            let target = way.attribute("Target")?;
            let target = if external { target.to_owned() } else { resolve(folder, target)? };
            let kind = way.attribute("Type")?.rsplit('/').next().unwrap_or_default().to_owned();
            Some((way.attribute("Id")?.to_owned(), Relationship { kind, target, external }))
        });
        Relationships(ways.collect())
    }
}

impl Relationships {
    /// The relationship of this name.
    pub(super) fn get(&self, id: &str) -> Option<&Relationship> {
        self.0.get(id)
    }

    /// The part that the first relationship of this kind leads to.
    pub(super) fn part(&self, kind: &str) -> Option<&str> {
        let inside = self.0.values().filter(|way| way.kind == kind && !way.external);
        inside.map(|way| way.target.as_str()).min()
    }
}

/// The part that `target` names, seen from `folder`; none where it lies outside the archive.
fn resolve(folder: &str, target: &str) -> Option<String> {
    let absolute = target.strip_prefix('/');
    let mut names: Vec<&str> = match absolute {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|name| !name.is_empty()).collect(),
    };
    for name in absolute.unwrap_or(target).split('/') {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()?),
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

/// UTF-8, or UTF-16 with a byte order mark: what XML parts are written in.
fn decode(bytes: Vec<u8>) -> Option<String> {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].as_chunks::<2>().0.iter().map(|&pair| unit(pair)).collect();
        String::from_utf16(&units).ok()
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        _ => String::from_utf8(bytes).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_stay_in_the_archive() {
        assert_eq!(resolve("word", "media/a.png").as_deref(), Some("word/media/a.png"));
        assert_eq!(resolve("word", "/word/header1.xml").as_deref(), Some("word/header1.xml"));
        assert_eq!(resolve("word", "../customXml/item.xml").as_deref(), Some("customXml/item.xml"));
        assert_eq!(resolve("word", "../../etc/passwd"), None);
    }
}
