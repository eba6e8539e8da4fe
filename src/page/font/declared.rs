//! The faces that style sheets bring along (`@font-face`, CSS Fonts 4, 4): files beside the sheet.

use super::{Face, FaceData, Fonts, Look};
use crate::pictures;
use crate::source::Span;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

/// The size of the largest file that is read, in bytes: more than the largest collections of Han faces have.
const MAX_FILE: u64 = 256 * 1024 * 1024;

/// What one rule says.
#[derive(Debug, Clone)]
pub(crate) struct FontFace {
    pub(crate) family: String,
    pub(crate) look: Look,
    /// The first that is there is the one.
    pub(crate) sources: Vec<FontSource>,
    pub(crate) span: Option<Span>,
}

/// Where a face may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FontSource {
    /// `url()`: a file, from the folder of the sheet.
    File(String),
    /// `local()`: the name of a family of the folders or the system.
    Local(String),
}

/// The faces that the sheets of a document declare.
#[derive(Debug, Clone, Default)]
pub(crate) struct Declared(Vec<DeclaredFace>);

#[derive(Debug, Clone)]
struct DeclaredFace {
    family: String,
    look: Look,
    face: Arc<Face>,
}

/// The same faces under the same names. A file is read once, so that its face is the same.
impl PartialEq for Declared {
    fn eq(&self, other: &Self) -> bool {
        let same = |(one, other): (&DeclaredFace, &DeclaredFace)| {
            one.family == other.family && one.look == other.look && Arc::ptr_eq(&one.face, &other.face)
        };
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(same)
    }
}

impl Declared {
    /// The declared face of a family that is nearest to a look; of two as near, the one declared last.
    pub(super) fn family(&self, name: &str, look: Look) -> Option<Arc<Face>> {
        let of_family = self.0.iter().rev().filter(|one| one.family.eq_ignore_ascii_case(name));
        let nearest = of_family.min_by_key(|one| look.distance(one.look.weight, one.look.italic))?;
        Some(Arc::clone(&nearest.face))
    }

    /// Adds what a rule of a sheet in `folder` declares; else says what stands in the way, and what would help.
    pub(crate) fn add(&mut self, rule: FontFace, folder: Option<&Path>, fonts: &Fonts) -> Result<(), [String; 2]> {
        let mut problem = None;
        for source in &rule.sources {
            match fonts.declared(source, rule.look, folder) {
                Ok(face) => {
                    self.0.push(DeclaredFace { family: rule.family, look: rule.look, face });
                    return Ok(());
                }
                Err(found) => problem = problem.or(Some(found)),
            }
        }
        Err(problem.unwrap_or_else(|| ["names no source".to_owned(), SOURCES.to_owned()]))
    }
}

/// What a rule needs.
const SOURCES: &str = "expected `src: url(\"File.otf\")`, a file beside the style sheet";

impl Fonts {
    fn declared(&self, source: &FontSource, look: Look, folder: Option<&Path>) -> Result<Arc<Face>, [String; 2]> {
        match source {
            FontSource::Local(name) => {
                let found = self.catalogues().find_map(|catalogue| catalogue.family(name, look));
                let hint = "install it, or give its folder with `--font-path`";
                found.ok_or_else(|| [format!("names `{name}`, which no folder has"), hint.to_owned()])
            }
            FontSource::File(address) => {
                let Some(folder) = folder.filter(|_| !address.contains("://") && !address.starts_with("data:")) else {
                    let hint = "save the font beside a style sheet that is a file, and name it there";
                    return Err([format!("names `{address}`, which is no file of a folder"), hint.to_owned()]);
                };
                let name = address.split(['?', '#']).next().unwrap_or_default();
                self.file(folder.join(pictures::decoded(name).unwrap_or_else(|| name.into())))
            }
        }
    }

    /// The face of a file, read the first time that it is asked for.
    fn file(&self, path: PathBuf) -> Result<Arc<Face>, [String; 2]> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(face) = files.get(&path) {
            return Ok(Arc::clone(face));
        }
        let bytes = read(&path).map_err(|error| {
            [format!("names `{}`, which cannot be read: {error}", path.display()), SOURCES.to_owned()]
        })?;
        let face = Face::new(FaceData::Loaded(Arc::new(bytes)), 0).map(Arc::new).ok_or_else(|| {
            let hint =
                "expected OpenType or TrueType (`.otf`, `.ttf`); fonts for the web (`.woff2`) are to be unpacked";
            [format!("names `{}`, which is no font that can be embedded", path.display()), hint.to_owned()]
        })?;
        files.insert(path, Arc::clone(&face));
        Ok(face)
    }
}

fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    // Asked first: a pipe would be waited for.
    if !path.metadata()?.is_file() {
        return Err(std::io::Error::new(ErrorKind::InvalidInput, "not a file"));
    }
    let file = File::open(path)?;
    let mut bytes = Vec::new();
    file.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(std::io::Error::new(ErrorKind::InvalidData, "larger than a font is"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use crate::page::font::{FontOptions, Fonts};
    use crate::page::{Input, LaidOut, Sheets, lay_out};
    use crate::source::Source;

    /// Lays Korean out with a sheet that stands beside the fonts of the tests.
    fn laid_out(fonts: &Fonts, rules: &str) -> LaidOut {
        let html = Source::new("test.html", "<html lang=ko><title>T</title><body><p>대한");
        let css = format!("{rules}\nbody {{ font-family: House, serif }}");
        let sheet = Source::new("tests/fonts/house.css", css);
        lay_out(&Input { html: &html, sheets: &Sheets::read(&[sheet], fonts), fonts }).unwrap()
    }

    #[test]
    fn a_sheet_brings_its_font_along() {
        let fonts = Fonts::new(FontOptions::default());
        let rule = "@font-face { font-family: house; font-weight: 400; font-display: swap;
            src: local('No Such'), url(none.otf), url('NotoSerifKR-Sample.otf#x') format('opentype') }";
        let LaidOut { document, diagnostics } = laid_out(&fonts, rule);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let file = std::fs::read("tests/fonts/NotoSerifKR-Sample.otf").unwrap();
        assert_eq!(document.faces.iter().map(|face| face.bytes()).collect::<Vec<_>>(), [file]);
        // The next document of the same run has no such sheet: nothing of the font is left.
        let html = Source::new("test.html", "<html lang=en><title>T</title><body style='font-family: House'><p>plain");
        let plain = lay_out(&Input { html: &html, sheets: &Sheets::default(), fonts: &fonts }).unwrap();
        assert_ne!(plain.document.faces[0].bytes(), document.faces[0].bytes());
    }

    #[test]
    fn a_font_that_is_not_there_is_said_with_its_place() {
        let fonts = Fonts::new(FontOptions { folders: vec!["tests/fonts".into()], system: false });
        let told = |rule: &str| {
            let LaidOut { diagnostics, .. } = laid_out(&fonts, rule);
            let [sheet] = &diagnostics[..] else { panic!("one source: {diagnostics:?}") };
            let [item] = &sheet.items[..] else { panic!("one warning: {diagnostics:?}") };
            assert_eq!(item.code, "css-font-face");
            let (place, hint) = (item.span.expect("a place"), item.hint.as_deref().expect("a hint"));
            assert!(rule.contains(sheet.source.slice(place)) && !hint.is_empty());
            item.message.clone()
        };
        assert!(told("@font-face { font-family: House; src: url(none.otf) }").contains("none.otf"));
        assert!(told("@font-face { font-family: House; src: url(OFL.txt) }").contains("no font"));
        assert!(told("@font-face { font-family: House; src: url(.) }").contains("cannot be read"));
        assert!(told("@font-face { font-family: House; src: url(https://a.example/b.otf) }").contains("a.example"));
        assert!(told("@font-face { font-family: House; src: local(House) }").contains("`House`"));
        assert!(told("@font-face { font-family: House }").contains("names no source"));
        let many = "@font-face { font-family: House; font-weight: 100 900; src: url(NotoSerifKR-Sample.otf) }";
        assert!(told(many).contains("100 900"));
    }
}
