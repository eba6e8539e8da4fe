//! The pictures that lie beside a release: from the addresses in its text to files, as outputs that stand alone need them.

use crate::diagnostic::{Diagnostic, codes};
use crate::error::Error;
use crate::input;
use crate::page::pictures::Kind;
use crate::release::{Block, Release};
use crate::source::Span;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

/// How large a picture may be. A photograph of 24 million pixels has about 10 MiB; web pages with more are not read.
const LIMIT: usize = 20 * 1024 * 1024;

/// How large all pictures of a release may be together.
const LIMIT_OF_ALL: usize = 64 * 1024 * 1024;

/// Pictures, by the addresses that the text gives them.
#[derive(Clone, Debug, Default)]
pub struct Pictures(BTreeMap<String, String>);

impl Pictures {
    /// Reads the PNG, JPEG and SVG files that `release` shows from `folder` and the folders in it, and says which it cannot.
    ///
    /// Only files below `folder` are read, so that a release from elsewhere cannot show what lies there. Addresses of the
    /// web are not fetched.
    pub fn beside(folder: &Path, release: &Release) -> (Self, Vec<Diagnostic>) {
        Self::at(folder, &Self::shown(release))
    }

    /// The addresses of the pictures that `release` shows and that could lie beside it.
    pub(crate) fn shown(release: &Release) -> Vec<&str> {
        let mut addresses = BTreeSet::new();
        gather(&release.body, &mut addresses);
        addresses.into_iter().filter(|address| place(address).is_some()).collect()
    }

    /// Reads the pictures at these addresses, and says which it cannot.
    pub(crate) fn at(folder: &Path, addresses: &[impl AsRef<str>]) -> (Self, Vec<Diagnostic>) {
        let mut pictures = BTreeMap::new();
        let mut diagnostics = Vec::new();
        let mut left = LIMIT_OF_ALL;
        for address in addresses.iter().map(AsRef::as_ref) {
            let Some(place) = place(address) else { continue };
            let held = read(&folder.join(place), left).and_then(|bytes| {
                left -= bytes.len();
                address_of(&bytes).ok_or_else(|| "it is neither PNG, JPEG nor SVG".to_owned())
            });
            match held {
                Ok(held) => drop(pictures.insert(address.to_owned(), held)),
                Err(why) => diagnostics.push(unread(address, &why)),
            }
        }
        (Self(pictures), diagnostics)
    }

    /// Pictures that were read before, by their addresses in the text.
    pub(crate) fn of(held: impl Iterator<Item = (String, String)>) -> Self {
        Self(held.collect())
    }

    /// All of them: the address that the text gives, and the one that holds the picture.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(address, held)| (address.as_str(), held.as_str()))
    }

    /// The picture at an address of the text, as an address that holds it: `data:image/png;base64,…`.
    pub(crate) fn get(&self, address: &str) -> Option<&str> {
        self.0.get(address).map(String::as_str)
    }
}

/// The addresses of all figures.
fn gather<'r>(blocks: &'r [Block], addresses: &mut BTreeSet<&'r str>) {
    let mut waiting = vec![blocks];
    while let Some(blocks) = waiting.pop() {
        for block in blocks {
            if let Block::Figure(figure) = block {
                addresses.insert(&figure.url);
            }
            waiting.extend(block.children());
        }
    }
}

/// The path below the release's folder that an address names: `photos/crane%201.jpg`. Nothing for an address of the web, and
/// for one that leads out of the folder.
fn place(address: &str) -> Option<PathBuf> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_web = path.contains(':') || path.starts_with("//");
    if is_web || path.is_empty() || path.contains('\\') {
        return None;
    }
    let path = PathBuf::from(decoded(path)?);
    path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)).then_some(path)
}

/// Percent-encoded bytes as what they stand for (RFC 3986, 2.1).
pub(crate) fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains('\0'))
}

/// A picture file as an address that holds it; nothing where it is neither PNG, JPEG nor SVG.
pub(crate) fn address_of(bytes: &[u8]) -> Option<String> {
    let kind = Kind::of(bytes)?.media_type();
    Some(format!("data:{kind};base64,{}", STANDARD.encode(bytes)))
}

/// The bytes of a file that is no larger than what is left for pictures.
fn read(path: &Path, left: usize) -> Result<Vec<u8>, String> {
    // A pipe would be waited for.
    if path.metadata().is_ok_and(|found| !found.is_file()) {
        return Err("it is not a file".to_owned());
    }
    let bytes = input::read_bytes(path).map_err(|error| match error {
        Error::Read { source, .. } => source.to_string(),
        other => other.to_string(),
    })?;
    if bytes.len() > LIMIT.min(left) {
        return Err(format!("it is larger than {} MiB, or all together are", LIMIT / (1024 * 1024)));
    }
    Ok(bytes)
}

fn unread(address: &str, why: &str) -> Diagnostic {
    let message = format!("the picture `{address}` is not shown: {why}");
    Diagnostic::warning(codes::PICTURE_NOT_READ, Span::at(0), message)
        .without_span()
        .with_hint("put it beside the release, as PNG, JPEG or SVG; its words and its address stand there instead")
}

#[cfg(test)]
mod tests {
    use super::{Pictures, place};
    use crate::release::{Block, Figure, Quote, Release};
    use std::path::Path;

    #[test]
    fn only_what_lies_below_the_folder_is_read() {
        assert_eq!(place("a.png").as_deref(), Some(Path::new("a.png")));
        assert_eq!(place("./photos/the%20crane.jpg?v=2#x").as_deref(), Some(Path::new("./photos/the crane.jpg")));
        let elsewhere =
            ["/etc/a.png", "../a.png", "a/../../b.png", "%2e%2e/a.png", "%2Fetc/a.png", "C:\\a.png", "a\\b.png"];
        let web = [
            "https://works.example/a.png",
            "//works.example/a.png",
            "data:image/png;base64,AAAA",
            "",
            "#a",
            "a%0",
            "a%00",
        ];
        for address in elsewhere.iter().chain(&web) {
            assert_eq!(place(address), None, "{address}");
        }
    }

    #[test]
    fn pictures_are_told_by_their_bytes_and_missing_ones_are_said() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.jpg"), b"\x89PNG\r\n\x1a\n").unwrap();
        std::fs::write(folder.path().join("b.png"), b"a text").unwrap();
        let figure = |url: &str| Block::Figure(Figure { url: url.into(), ..Figure::default() });
        let quoted = Block::Quote(Quote { blocks: vec![figure("a.jpg"), figure("a.jpg")], attribution: Vec::new() });
        let body = vec![quoted, figure("b.png"), figure("c.png"), figure("https://works.example/d.png")];
        let (pictures, said) = Pictures::beside(folder.path(), &Release { body, ..Release::default() });
        assert_eq!(pictures.get("a.jpg"), Some("data:image/png;base64,iVBORw0KGgo="));
        assert_eq!((pictures.get("b.png"), said.len()), (None, 2));
        assert!(said[0].message.contains("b.png") && said[1].message.contains("c.png"), "{said:?}");
    }
}
