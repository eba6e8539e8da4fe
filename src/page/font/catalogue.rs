//! The faces of folders and of the system, in an order that does not depend on the file system's.

use super::{Face, FaceData, Look};
use fontdb::{Database, Source, Style};
use harfrust::Script;
use read_fonts::{FontRef, TableProvider};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Faces that are known by name; their files are read when one is chosen.
pub(super) struct Catalogue {
    database: Database,
    entries: Vec<Entry>,
    /// The files that were read: the faces of a collection share theirs.
    files: Mutex<BTreeMap<PathBuf, Arc<Vec<u8>>>>,
}

struct Entry {
    id: fontdb::ID,
    family: String,
    other_names: Vec<String>,
    path: PathBuf,
    index: u32,
    weight: u16,
    italic: bool,
    face: OnceLock<Option<Arc<Face>>>,
}

impl Catalogue {
    pub(super) fn of_folders(folders: &[PathBuf]) -> Self {
        let mut database = Database::new();
        for folder in folders {
            database.load_fonts_dir(folder);
        }
        Self::new(database)
    }

    pub(super) fn of_system() -> Self {
        let mut database = Database::new();
        database.load_system_fonts();
        Self::new(database)
    }

    fn new(database: Database) -> Self {
        let mut entries: Vec<Entry> = database.faces().filter_map(Entry::new).collect();
        entries.sort_by(|a, b| a.order().cmp(&b.order()));
        entries.dedup_by(|a, b| a.path == b.path && a.index == b.index);
        Self { database, entries, files: Mutex::default() }
    }

    /// The face of a family, by name, nearest to `look`.
    pub(super) fn family(&self, name: &str, look: Look) -> Option<Arc<Face>> {
        let of_family = self.entries.iter().filter(|entry| entry.is_named(name));
        self.load(of_family.min_by_key(|entry| look.distance(entry.weight, entry.italic))?)
    }

    /// The best face that has `letter`: of the variant for `language`, a serif rather than not, nearest to `look`.
    pub(super) fn covering(&self, letter: char, script: Script, look: Look, language: &str) -> Option<Arc<Face>> {
        let variant = han_variant(script, language);
        let mut ranked: Vec<&Entry> = self.entries.iter().collect();
        // A stable sort, so that equals stay in the order of their names.
        ranked.sort_by_cached_key(|entry| (entry.rank(variant), look.distance(entry.weight, entry.italic)));
        ranked.into_iter().filter(|entry| self.has(entry, letter)).find_map(|entry| self.load(entry))
    }

    fn has(&self, entry: &Entry, letter: char) -> bool {
        match entry.face.get() {
            Some(face) => face.as_ref().is_some_and(|face| draws(face.bytes(), face.index(), letter)),
            None => self.database.with_face_data(entry.id, |data, index| draws(data, index, letter)).unwrap_or(false),
        }
    }

    fn load(&self, entry: &Entry) -> Option<Arc<Face>> {
        let read = || Face::new(FaceData::Loaded(self.file(&entry.path)?), entry.index).map(Arc::new);
        entry.face.get_or_init(read).clone()
    }

    fn file(&self, path: &PathBuf) -> Option<Arc<Vec<u8>>> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = files.get(path) {
            return Some(Arc::clone(bytes));
        }
        let bytes = Arc::new(std::fs::read(path).ok()?);
        files.insert(path.clone(), Arc::clone(&bytes));
        Some(bytes)
    }
}

/// Whether a face has a letter, and draws it by an outline: what is a picture, as in many fonts of emoji, cannot be embedded.
fn draws(data: &[u8], index: u32, letter: char) -> bool {
    let Ok(font) = FontRef::from_index(data, index) else { return false };
    let glyph = font.cmap().ok().and_then(|cmap| cmap.map_codepoint(letter)).filter(|glyph| glyph.to_u32() != 0);
    let Some(glyph) = glyph else { return false };
    let is_drawn = match (font.glyf(), font.loca(None)) {
        (Ok(glyf), Ok(loca)) => loca.get_glyf(glyph, &glyf).is_ok_and(|outline| outline.is_some()),
        _ => font.cff().is_ok(),
    };
    is_drawn || letter.is_whitespace()
}

impl Entry {
    fn new(info: &fontdb::FaceInfo) -> Option<Self> {
        let (Source::File(path) | Source::SharedFile(path, _)) = &info.source else { return None };
        let mut names = info.families.iter().map(|(name, _)| name.clone());
        Some(Self {
            id: info.id,
            family: names.next()?,
            other_names: names.collect(),
            path: path.clone(),
            index: info.index,
            weight: info.weight.0,
            italic: info.style != Style::Normal,
            face: OnceLock::new(),
        })
    }

    fn order(&self) -> (&str, u16, bool, &PathBuf, u32) {
        (&self.family, self.weight, self.italic, &self.path, self.index)
    }

    fn is_named(&self, name: &str) -> bool {
        let mut names = std::iter::once(&self.family).chain(&self.other_names);
        names.any(|known| known.eq_ignore_ascii_case(name))
    }

    /// How well the family suits running text with the built-in serif; less is better.
    fn rank(&self, variant: Option<&str>) -> (bool, bool, bool, bool) {
        const SERIFS: [&str; 10] =
            ["Serif", "Naskh", "Mincho", "Song", "Ming", "Batang", "Myeongjo", "Times", "Tinos", "Libertinus"];
        const ODD: [&str; 10] =
            ["Mono", "Emoji", "Symbol", "Math", "Display", "Kufi", "Nastaliq", "Condensed", "Last Resort", "UI"];
        let has_word = |word: &&str| self.family.contains(*word);
        let other_variant = variant.is_some_and(|variant| !self.family.ends_with(variant));
        let sans = !SERIFS.iter().any(has_word) || self.family.contains("Sans");
        (ODD.iter().any(has_word), other_variant, sans, !self.family.starts_with("Noto"))
    }
}

/// How the families of a character's country end: one character of Han is drawn differently in each.
fn han_variant(script: Script, language: &str) -> Option<&'static str> {
    let language = language.to_ascii_lowercase();
    let is = |tag: &str| language.strip_prefix(tag).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    match script {
        Script::HANGUL => Some("KR"),
        Script::HIRAGANA | Script::KATAKANA => Some("JP"),
        Script::BOPOMOFO => Some("TC"),
        Script::HAN | Script::COMMON if is("ko") => Some("KR"),
        Script::HAN | Script::COMMON if is("ja") => Some("JP"),
        Script::HAN | Script::COMMON if is("zh-hk") || is("zh-hant-hk") => Some("HK"),
        Script::HAN | Script::COMMON if is("zh-tw") || is("zh-hant") || is("zh-mo") => Some("TC"),
        Script::HAN => Some("SC"),
        Script::COMMON if is("zh") => Some("SC"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, han_variant};
    use crate::page::font::Look;
    use harfrust::Script;
    use std::fs;

    /// As a font of coloured emoji has none.
    #[test]
    fn a_font_without_outlines_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let regular = Look { weight: 400, italic: false };
        let found = || {
            let catalogue = Catalogue::of_folders(&[folder.path().to_owned()]);
            let covering = catalogue.covering('대', Script::HANGUL, regular, "ko").is_some();
            (covering, catalogue.family("Noto Serif CJK KR", regular).is_some())
        };
        let mut font = fs::read("tests/fonts/NotoSerifKR-Sample.otf").unwrap();
        fs::write(folder.path().join("font.otf"), &font).unwrap();
        assert_eq!(found(), (true, true));
        let outlines = font.windows(4).position(|tag| tag == b"CFF ").unwrap();
        font[outlines + 3] = b'X';
        fs::write(folder.path().join("font.otf"), &font).unwrap();
        assert_eq!(found(), (false, false));
    }

    #[test]
    fn the_language_picks_the_variant_of_han() {
        assert_eq!(han_variant(Script::HAN, "ko-KR"), Some("KR"));
        assert_eq!(han_variant(Script::HAN, "ja"), Some("JP"));
        assert_eq!(han_variant(Script::HAN, "zh-Hant"), Some("TC"));
        assert_eq!(han_variant(Script::HAN, "en"), Some("SC"));
        assert_eq!(han_variant(Script::HANGUL, "en"), Some("KR"));
        assert_eq!(han_variant(Script::ARABIC, "ar"), None);
    }
}
