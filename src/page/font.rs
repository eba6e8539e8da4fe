//! Faces and where they come from: the built-in ones, folders that were named, the system.
//!
//! Nothing is read before it is needed: a built-in face when text is set in it, folders and then the system when a
//! character or a family that is named is not built in.

mod catalogue;
mod declared;
mod package;

pub(crate) use declared::{Declared, FontFace, FontSource};
pub(crate) use package::packages_for;

use crate::page::text::Cache;
use catalogue::Catalogue;
use harfrust::font::Blob;
use harfrust::{Font, Script};
use libdeflater::Decompressor;
use read_fonts::{FontRef, TableProvider};
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// One face of a font file: its bytes and its place in a collection.
#[derive(Clone)]
pub struct Face {
    data: FaceData,
    index: u32,
    font: Font,
    metrics: Metrics,
    /// Which characters of ASCII it has, a bit each; nearly all that is asked for.
    ascii: u128,
}

/// The bytes of a font file.
#[derive(Clone)]
enum FaceData {
    BuiltIn(&'static [u8]),
    Loaded(Arc<Vec<u8>>),
}

/// The measures of a face, in ems.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Metrics {
    /// Above the baseline.
    pub(crate) ascent: f32,
    /// Below the baseline, positive.
    pub(crate) descent: f32,
    /// Between lines, where `line-height` is `normal`.
    pub(crate) gap: f32,
    pub(crate) x_height: f32,
    /// The top of the underline, upwards from the baseline, and its thickness.
    pub(crate) underline: (f32, f32),
}

impl Face {
    fn new(data: FaceData, index: u32) -> Option<Self> {
        let blob = match &data {
            FaceData::BuiltIn(bytes) => Blob::Static(bytes),
            FaceData::Loaded(bytes) => Blob::Shared(Arc::clone(bytes) as Arc<dyn AsRef<[u8]> + Send + Sync>),
        };
        let font = Font::new(blob, index)?;
        if let FaceData::Loaded(bytes) = &data
            && FontRef::from_index(bytes, index).is_ok_and(|font| !has_outlines(&font))
        {
            return None;
        }
        let metrics = Metrics::of(&font);
        let charmap = font.charmap();
        let has = |byte: &u8| charmap.map_unicode(char::from(*byte)).is_some();
        let ascii = (0..128).filter(has).fold(0, |bits, byte| bits | 1 << byte);
        Some(Self { data, index, font, metrics, ascii })
    }

    /// A face that is part of the program.
    pub(crate) fn built_in(file: &File) -> Option<Self> {
        let data = match file.unpacked {
            None => FaceData::BuiltIn(file.bytes),
            Some(size) => {
                let mut bytes = vec![0; size];
                Decompressor::new().zlib_decompress(file.bytes, &mut bytes).ok()?;
                FaceData::Loaded(Arc::new(bytes))
            }
        };
        Self::new(data, 0)
    }

    /// The whole font file (OpenType, TrueType or a collection).
    pub fn bytes(&self) -> &[u8] {
        match &self.data {
            FaceData::BuiltIn(bytes) => bytes,
            FaceData::Loaded(bytes) => bytes,
        }
    }

    /// Which face of a collection; 0 in a file of one face.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// The parsed face, to shape with.
    pub(crate) fn font(&self) -> &Font {
        &self.font
    }

    pub(crate) fn metrics(&self) -> Metrics {
        self.metrics
    }

    pub(crate) fn covers(&self, letter: char) -> bool {
        match letter {
            '\0'..='\x7F' => self.ascii >> u32::from(letter) & 1 == 1,
            _ => self.font.charmap().map_unicode(letter).is_some(),
        }
    }
}

/// Whether the glyphs of a font are drawn by outlines, and not all of them pictures: only those can be embedded.
fn has_outlines(font: &FontRef<'_>) -> bool {
    font.glyf().is_ok() || font.cff().is_ok()
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Face({} bytes, index {})", self.bytes().len(), self.index)
    }
}

impl Metrics {
    fn of(font: &Font) -> Self {
        let em = f32::from(font.units_per_em());
        let ems = |units: f64| units as f32 / em;
        let line = font.metrics().h_line();
        let underline = font.style_metrics().underline;
        Self {
            ascent: line.map_or(0.8, |line| ems(line.ascender.to_f64())),
            descent: line.map_or(0.2, |line| -ems(line.descender.to_f64())),
            gap: line.map_or(0.0, |line| ems(line.line_gap.to_f64())),
            x_height: font.metrics().x_height.map_or(0.5, |height| ems(height.to_f64())),
            underline: underline
                .map_or((-0.1, 0.05), |stroke| (ems(stroke.position.to_f64()), ems(stroke.thickness.to_f64()))),
        }
    }
}

/// A family that is in the binary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    LibertinusSerif,
    DejaVuSansMono,
}

impl Family {
    /// The built-in family a CSS name stands for. There is no sans serif, so the serif is taken.
    fn named(name: &str) -> Option<Self> {
        const NAMES: [(&str, Family); 8] = [
            ("libertinus serif", Family::LibertinusSerif),
            ("serif", Family::LibertinusSerif),
            ("sans-serif", Family::LibertinusSerif),
            ("system-ui", Family::LibertinusSerif),
            ("ui-serif", Family::LibertinusSerif),
            ("dejavu sans mono", Family::DejaVuSansMono),
            ("monospace", Family::DejaVuSansMono),
            ("ui-monospace", Family::DejaVuSansMono),
        ];
        NAMES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|&(_, family)| family)
    }
}

/// A font file of one face in the binary.
pub(crate) struct File {
    bytes: &'static [u8],
    /// Its size, where it is in a zlib envelope (RFC 1950): a face that few releases need.
    unpacked: Option<usize>,
}

impl File {
    /// Whether a face is this one as it lies in the binary, which one that was packed does not.
    pub(crate) fn is_of(&self, face: &Face) -> bool {
        std::ptr::eq(self.bytes.as_ptr(), face.bytes().as_ptr())
    }
}

/// The files of the built-in faces, in the order of [`BUILT_IN`]; the build script takes them from `typst-assets`.
pub(crate) static FILES: [File; 10] = include!(concat!(env!("OUT_DIR"), "/faces.rs"));

/// A built-in face; a test holds it to its file.
struct BuiltIn {
    family: Family,
    weight: u16,
    italic: bool,
}

const fn built_in(family: Family, weight: u16, italic: bool) -> BuiltIn {
    BuiltIn { family, weight, italic }
}

const BUILT_IN: [BuiltIn; 10] = [
    built_in(Family::LibertinusSerif, 400, false),
    built_in(Family::LibertinusSerif, 700, false),
    built_in(Family::LibertinusSerif, 400, true),
    built_in(Family::LibertinusSerif, 700, true),
    built_in(Family::LibertinusSerif, 600, false),
    built_in(Family::LibertinusSerif, 600, true),
    built_in(Family::DejaVuSansMono, 700, false),
    built_in(Family::DejaVuSansMono, 700, true),
    built_in(Family::DejaVuSansMono, 400, true),
    built_in(Family::DejaVuSansMono, 400, false),
];

/// Where faces may come from besides the binary.
///
/// ```
/// use chancery::page::font::{FontOptions, Fonts};
/// let fonts = Fonts::new(FontOptions { folders: vec!["fonts".into()], system: false });
/// # let _ = fonts;
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FontOptions {
    /// Folders with font files, searched before the system's, with all that is below them.
    pub folders: Vec<PathBuf>,
    /// Whether the fonts that are installed may be used.
    pub system: bool,
}

/// How a face is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Look {
    pub(crate) weight: u16,
    pub(crate) italic: bool,
}

/// All faces there are. Cheap to make; shared between documents and threads.
pub struct Fonts {
    options: FontOptions,
    built_in: [OnceLock<Option<Arc<Face>>>; BUILT_IN.len()],
    folders: OnceLock<Catalogue>,
    system: OnceLock<Catalogue>,
    /// The face that answered last, by script, language and look: it is asked first.
    answers: Mutex<BTreeMap<Question, Arc<Face>>>,
    /// The faces of the files that style sheets name.
    files: Mutex<BTreeMap<PathBuf, Arc<Face>>>,
    /// Shaped words that earlier documents have left.
    caches: Mutex<Vec<Cache>>,
}

/// What a fallback face depends on besides the character.
type Question = ([u8; 4], String, Look);

impl Fonts {
    /// The built-in faces, and what `options` adds. Reads nothing yet.
    pub fn new(options: FontOptions) -> Self {
        Self {
            options,
            built_in: Default::default(),
            folders: OnceLock::new(),
            system: OnceLock::new(),
            answers: Mutex::default(),
            files: Mutex::default(),
            caches: Mutex::default(),
        }
    }

    /// The face for most of a text: of the first family that exists, else the built-in serif.
    pub(crate) fn face(&self, families: &[String], look: Look, declared: &Declared) -> Option<Arc<Face>> {
        let found = families.iter().find_map(|name| declared.family(name, look).or_else(|| self.family(name, look)));
        found.or_else(|| self.built_in(Family::LibertinusSerif, look))
    }

    fn family(&self, name: &str, look: Look) -> Option<Arc<Face>> {
        match Family::named(name) {
            Some(family) => self.built_in(family, look),
            None => self.catalogues().find_map(|catalogue| catalogue.family(name, look)),
        }
    }

    /// A face for a character that the first one lacks, in the variant that `language` wants.
    pub(crate) fn fallback(
        &self,
        letter: char,
        families: &[String],
        look: Look,
        language: &str,
        declared: &Declared,
    ) -> Option<Arc<Face>> {
        let of_sheet = families.iter().find_map(|name| declared.family(name, look).filter(|face| face.covers(letter)));
        of_sheet.or_else(|| self.known_fallback(letter, families, look, language))
    }

    fn known_fallback(&self, letter: char, families: &[String], look: Look, language: &str) -> Option<Arc<Face>> {
        let script = script_of(letter);
        let question = (script.tag().to_be_bytes(), language.to_owned(), look);
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(face) = answers.get(&question).filter(|face| face.covers(letter)) {
            return Some(Arc::clone(face));
        }
        let face = self.search(letter, script, families, look, language)?;
        answers.insert(question, Arc::clone(&face));
        Some(face)
    }

    fn search(
        &self,
        letter: char,
        script: Script,
        families: &[String],
        look: Look,
        language: &str,
    ) -> Option<Arc<Face>> {
        let covering = |face: &Arc<Face>| face.covers(letter);
        let listed = families.iter().find_map(|name| self.family(name, look).filter(covering));
        // The monospaced face has many symbols; for letters it would look odd, so there it comes last.
        let symbols = || self.built_in(Family::DejaVuSansMono, look).filter(covering);
        let elsewhere = || self.catalogues().find_map(|catalogue| catalogue.covering(letter, script, look, language));
        // Letters that the bold or italic lacks, where there is no other font: Hebrew is in the regular only.
        let plain = || self.built_in(Family::LibertinusSerif, Look { weight: 400, italic: false }).filter(covering);
        if matches!(script, Script::COMMON | Script::INHERITED) {
            listed.or_else(symbols).or_else(elsewhere).or_else(plain)
        } else {
            listed.or_else(elsewhere).or_else(plain).or_else(symbols)
        }
    }

    fn built_in(&self, family: Family, look: Look) -> Option<Arc<Face>> {
        let places = 0..BUILT_IN.len();
        let place = places.filter(|&place| BUILT_IN[place].family == family).min_by_key(|&place| {
            let face = &BUILT_IN[place];
            look.distance(face.weight, face.italic)
        })?;
        let load = || Face::built_in(&FILES[place]).map(Arc::new);
        self.built_in[place].get_or_init(load).clone()
    }

    /// The folders' faces, then the system's; each is read when it is asked for.
    fn catalogues(&self) -> impl Iterator<Item = &Catalogue> {
        [Self::of_folders, Self::of_system].into_iter().filter_map(move |catalogue| catalogue(self))
    }

    fn of_folders(&self) -> Option<&Catalogue> {
        let folders = &self.options.folders;
        (!folders.is_empty()).then(|| self.folders.get_or_init(|| Catalogue::of_folders(folders)))
    }

    fn of_system(&self) -> Option<&Catalogue> {
        self.options.system.then(|| self.system.get_or_init(Catalogue::of_system))
    }

    /// The shaped words of an earlier document, or none.
    pub(crate) fn take_cache(&self) -> Cache {
        self.caches.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    pub(crate) fn give_cache(&self, cache: Cache) {
        self.caches.lock().unwrap_or_else(PoisonError::into_inner).push(cache);
    }
}

/// The script of a character, or that beside whose letters it stands: the Arabic comma is no letter.
fn script_of(letter: char) -> Script {
    match letter as u32 {
        0x600..=0x6FF => Script::ARABIC,
        0x964..=0x965 => Script::DEVANAGARI,
        0x3000..=0x303F | 0xFF00..=0xFFEF => Script::HAN,
        other => harfrust::unicode::script(other),
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fonts").field("options", &self.options).finish_non_exhaustive()
    }
}

impl Look {
    /// How far a face is from this look: the slant matters more than the weight, and of two weights equally far the
    /// one on the same side of regular is nearer (CSS Fonts 4, 5.2).
    fn distance(self, weight: u16, italic: bool) -> u32 {
        let slant = if self.italic == italic { 0 } else { 10_000 };
        let wrong_side = u32::from((self.weight > 500) != (weight > 500));
        slant + 2 * u32::from(self.weight.abs_diff(weight)) + wrong_side
    }
}

#[cfg(test)]
mod tests {
    use super::{BUILT_IN, Declared, FILES, Face, Family, FontOptions, Fonts, Look};
    use read_fonts::{FontRef, TableProvider};

    const REGULAR: Look = Look { weight: 400, italic: false };

    #[test]
    fn built_in_faces_are_where_they_are_thought_to_be() {
        for (face, file) in BUILT_IN.iter().zip(&FILES) {
            let built_in = Face::built_in(file).unwrap();
            let font = FontRef::from_index(built_in.bytes(), 0).unwrap();
            let os2 = font.os2().unwrap();
            assert_eq!(os2.us_weight_class(), face.weight);
            let name = font.name().unwrap();
            let family = name.name_record().iter().find(|record| record.name_id().to_u16() == 1).unwrap();
            let family = family.string(name.string_data()).unwrap().to_string();
            let wanted = if face.family == Family::LibertinusSerif { "Libertinus Serif" } else { "DejaVu Sans Mono" };
            assert!(family.starts_with(wanted), "{family}");
        }
    }

    #[test]
    fn families_are_found_by_their_css_names() {
        let fonts = Fonts::new(FontOptions::default());
        let face = |name: &str, look| fonts.face(&[name.to_owned()], look, &Declared::default()).unwrap();
        assert!(std::sync::Arc::ptr_eq(&face("monospace", REGULAR), &face("DejaVu Sans Mono", REGULAR)));
        assert!(std::sync::Arc::ptr_eq(&face("No Such Family", REGULAR), &face("serif", REGULAR)));
        let semibold = Look { weight: 600, italic: false };
        assert!(!std::sync::Arc::ptr_eq(&face("serif", REGULAR), &face("serif", semibold)));
        let metrics = face("serif", REGULAR).metrics();
        assert!(metrics.ascent > 0.5 && metrics.descent > 0.1 && metrics.x_height > 0.3);
    }

    #[test]
    fn symbols_need_no_font_of_the_system() {
        let fonts = Fonts::new(FontOptions::default());
        assert!(fonts.fallback('\u{2713}', &[], REGULAR, "en", &Declared::default()).is_some());
        assert!(fonts.fallback('한', &[], REGULAR, "ko", &Declared::default()).is_none());
    }
}
