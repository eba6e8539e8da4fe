//! Faces to subset fonts: which glyphs are used, their codes, widths and texts.
//!
//! Subset fonts are CID fonts whose codes are the glyph indices of the subset (ISO 32000-1 9.7): of one byte where they fit
//! into it, which makes a page's content half as long.

mod objects;
mod stock;
mod texts;
mod unicode;

use super::by_glyph::ByGlyph;
use super::draft::Draft;
use crate::Error;
use crate::page::document::{Document, FaceId, Glyph, Item, TextRun};
use crate::page::font::Face;
use lopdf::Dictionary;
use objects::{Description, Program};
use read_fonts::model::Font as Original;
use read_fonts::ps::cff::CffFontRef;
use read_fonts::types::{GlyphId, NameId};
use read_fonts::{FontRef, TableProvider};
use std::sync::Arc;
use stock::Stock;
use subsetter::GlyphRemapper;
use texts::glyphs;

/// The fonts of a document, by [`FaceId`].
pub(super) struct Fonts(Vec<Option<Font>>);

/// A face as far as a document uses it.
#[derive(Debug)]
pub(super) struct Font {
    main: Subset,
    /// The glyphs that a subset that was ready does not have.
    more: Option<Subset>,
}

/// A font of some glyphs of a face.
#[derive(Debug, Clone)]
pub(super) struct Subset {
    /// Its name in the pages' resources.
    pub(super) name: String,
    /// The name of the face, with the letters that tell its subsets apart.
    base: String,
    program: Program,
    description: Description,
    codes: Arc<ByGlyph<Code>>,
    /// The first code, and the widths of all from it on.
    widths: (u16, Arc<[u16]>),
    /// Whether a code is two bytes, not one.
    is_wide: bool,
    /// What the codes stand for, as the file says it.
    texts: Data,
}

/// The data of a stream.
#[derive(Debug, Clone)]
struct Data {
    bytes: Arc<[u8]>,
    /// Whether they are in a zlib envelope (RFC 1950).
    is_packed: bool,
}

/// The code that a space has where it can. A viewer widens by the word spacing what has it and is one byte, whatever it
/// stands for (ISO 32000-1 9.3.3).
pub(super) const SPACE: u16 = 32;

/// The last code of one byte.
const LAST_NARROW: usize = 0xFF;

/// A glyph of a subset font.
#[derive(Debug, Clone, Default)]
pub(super) struct Code {
    /// Its code.
    pub(super) cid: u16,
    /// Its advance in thousandths of an em.
    pub(super) width: u16,
    /// The characters it stands for wherever nothing else is said.
    pub(super) text: String,
    /// The same, where it is one letter of ASCII, which is soon compared; otherwise 0.
    letter: u8,
}

impl Code {
    fn new(cid: u16, width: u16, text: String) -> Self {
        let letter = if let [letter @ ..0x80] = text.as_bytes() { *letter } else { 0 };
        Self { cid, width, text, letter }
    }

    /// Whether it stands for the characters of a glyph. One space is as good as another: what is kept together by a no-break
    /// space has been kept together.
    #[inline]
    pub(super) fn says(&self, run: &TextRun, glyph: Glyph) -> bool {
        let (start, end) = glyph.text;
        let is_letter = end == start + 1 && self.letter > 0;
        is_letter && run.text.as_bytes().get(start as usize) == Some(&self.letter) || self.says_all(text_of(run, glyph))
    }

    #[inline(never)]
    fn says_all(&self, text: &str) -> bool {
        let is_space = |text: &str| text.chars().count() == 1 && text.starts_with(char::is_whitespace);
        self.text == text || (is_space(&self.text) && is_space(text))
    }
}

impl Fonts {
    /// Subsets each face to the glyphs that the pages use.
    pub(super) fn embed(document: &Document) -> Result<Self, Error> {
        let used = used(document).into_iter().enumerate();
        let fonts = used.map(|(index, used)| match used.is_empty() {
            true => Ok(None),
            false => Font::embed(index, document, &used).map(Some),
        });
        fonts.collect::<Result<_, _>>().map(Self)
    }

    /// The fonts of the file.
    pub(super) fn subsets(&self) -> impl Iterator<Item = &Subset> {
        self.0.iter().flatten().flat_map(|font| std::iter::once(&font.main).chain(&font.more))
    }

    /// Adds them to a file; gives them by their names.
    pub(super) fn add(&self, draft: &mut Draft) -> Dictionary {
        let mut narrow = None;
        self.subsets().map(|font| (font.name.as_str(), objects::add(draft, font, &mut narrow).into())).collect()
    }

    /// The font of a face that is used.
    pub(super) fn get(&self, face: FaceId) -> Option<&Font> {
        self.0[face.0 as usize].as_ref()
    }
}

/// The characters of a glyph.
#[inline]
pub(super) fn text_of(run: &TextRun, glyph: Glyph) -> &str {
    run.text.get(glyph.text.0 as usize..glyph.text.1 as usize).unwrap_or_default()
}

/// The glyphs of each face that the pages use.
fn used(document: &Document) -> Vec<ByGlyph<()>> {
    let mut used = vec![ByGlyph::new(); document.faces.len()];
    for run in runs(document) {
        let used = &mut used[run.face.0 as usize];
        run.glyphs.iter().for_each(|glyph| _ = used.entry(glyph.id));
    }
    used
}

fn runs(document: &Document) -> impl Iterator<Item = &TextRun> {
    document.pages.iter().flat_map(|page| &page.items).flat_map(Item::runs)
}

/// Of so many glyphs, at most one may be one that a subset which is ready does not have.
const RARELY: usize = 3;

impl Font {
    fn embed(index: usize, document: &Document, used: &ByGlyph<()>) -> Result<Self, Error> {
        let (name, face) = (format!("f{index}"), &document.faces[index]);
        if let Some(stock) = Stock::of(face) {
            let ready = stock.subset(face);
            let lacks = |glyph| ready.code(glyph).is_none();
            let missing = used.iter().filter(|(glyph, ())| lacks(*glyph)).count();
            if missing * RARELY <= used.len() {
                let others = || stock.others(face, glyphs(document, index, lacks));
                let more = (missing > 0).then(others).transpose()?;
                let more = more.map(|more| Subset { name: format!("{name}x"), ..more });
                return Ok(Self { main: Subset { name, ..ready.clone() }, more });
            }
        }
        let whole = Subset::new(index, face, glyphs(document, index, |_| true))?;
        Ok(Self { main: Subset { name, ..whole }, more: None })
    }

    /// One of its fonts.
    fn subset(&self, part: Part) -> &Subset {
        match part {
            Part::Main => &self.main,
            Part::More => self.more.as_ref().unwrap_or(&self.main),
        }
    }

    /// The name of one of its fonts.
    pub(super) fn name(&self, part: Part) -> &str {
        &self.subset(part).name
    }

    /// Whether codes are two bytes in one of its fonts.
    pub(super) fn is_wide(&self, part: Part) -> bool {
        self.subset(part).is_wide
    }

    /// A glyph of the face, and the font that has it.
    #[inline]
    pub(super) fn code(&self, glyph: u16) -> Option<(Part, &Code)> {
        match self.main.code(glyph) {
            Some(code) => Some((Part::Main, code)),
            None => Some((Part::More, self.more.as_ref()?.code(glyph)?)),
        }
    }
}

/// One of the fonts of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Main,
    More,
}

impl Subset {
    /// Of these glyphs, with their texts; it has no name yet.
    fn new(index: usize, face: &Face, glyphs: Vec<(u16, String)>) -> Result<Self, Error> {
        let original = face.font();
        let mut remapper = GlyphRemapper::new();
        let in_place = with_space_in_its_place(glyphs).into_iter();
        let codes = codes(original, in_place.map(|(glyph, text)| (glyph, remapper.remap(glyph), text)));
        let base = base_name(face, index, &codes);
        let subset = subsetter::subset(face.bytes(), face.index(), &remapper)
            .map_err(|source| Error::Font { name: base.clone(), source })?;
        let program = match cff_table(&subset) {
            None => Program::TrueType(subset),
            Some(_) if is_cid_keyed(original) => Program::OpenType(subset),
            Some(table) => Program::Cff(table.into()),
        };
        Ok(Self::of(original, base, program, codes))
    }

    fn of(original: &Original, base: String, program: Program, codes: ByGlyph<Code>) -> Self {
        let is_wide = codes.len() > LAST_NARROW;
        let texts = Data { bytes: unicode::cmap(&codes, is_wide).into_bytes().into(), is_packed: false };
        let (name, description) = (String::new(), Description::of(original));
        // Every code has one more than the one before.
        let in_order = codes.in_order();
        let first = in_order.first().map_or(0, |code| code.cid);
        let widths = (first, in_order.iter().map(|code| code.width).collect());
        Self { name, base, program, description, codes: Arc::new(codes), widths, is_wide, texts }
    }

    /// With its data packed, for one that many documents have.
    fn packed(mut self) -> Self {
        self.texts.pack();
        if let Program::Cff(table) = &mut self.program {
            table.pack();
        }
        self
    }

    #[inline]
    fn code(&self, glyph: u16) -> Option<&Code> {
        self.codes.get(glyph)
    }
}

impl Data {
    fn pack(&mut self) {
        if !self.is_packed
            && let Some(packed) = super::write::pack(&self.bytes)
        {
            *self = Self { bytes: packed.into(), is_packed: true };
        }
    }
}

impl From<Vec<u8>> for Data {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes: bytes.into(), is_packed: false }
    }
}

/// In an order in which a space has the code [`SPACE`], if there are as many. Codes begin with 0 for the glyph 0, of what is
/// not in the face, whether it is used or not.
fn with_space_in_its_place(mut glyphs: Vec<(u16, String)>) -> Vec<(u16, String)> {
    if let Some(space) = glyphs.iter().position(|(_, text)| text == " ") {
        let space = glyphs.remove(space);
        let before = usize::from(SPACE) - usize::from(glyphs.iter().all(|(glyph, _)| *glyph != 0));
        glyphs.insert(glyphs.len().min(before), space);
    }
    glyphs
}

/// The name of a subset of a face: its PostScript name behind six letters that tell it from its other subsets (ISO 32000-1
/// 9.6.4).
fn base_name(face: &Face, index: usize, codes: &ByGlyph<Code>) -> String {
    let name = post_script_name(face.font()).unwrap_or_else(|| format!("face-{index}"));
    format!("{}+{name}", subset_tag(&name, codes))
}

/// The `CFF` table of a font file that has one.
fn cff_table(file: &[u8]) -> Option<Vec<u8>> {
    Some(FontRef::new(file).ok()?.cff().ok()?.offset_data().as_bytes().to_vec())
}

/// From the font's own units to thousandths of an em.
fn per_mille(original: &Original) -> impl Fn(f64) -> f64 {
    let em = f64::from(original.units_per_em());
    move |units| units * 1000.0 / em
}

/// Glyphs with their codes and texts.
fn codes(original: &Original, glyphs: impl Iterator<Item = (u16, u16, String)>) -> ByGlyph<Code> {
    let (widths, per_mille) = (original.glyph_metrics(), per_mille(original));
    let mut codes = ByGlyph::<Code>::new();
    for (glyph, cid, text) in glyphs {
        let width = per_mille(widths.h_advance_exact(GlyphId::from(glyph)).to_f64()).round() as u16;
        *codes.entry(glyph) = Code::new(cid, width, text);
    }
    codes
}

/// Whether its `CFF` table is CID-keyed; [`Original::is_cid_keyed`] speaks of tables that are a file of their own.
fn is_cid_keyed(original: &Original) -> bool {
    let table = original.tables().cff();
    table.is_ok_and(|cff| CffFontRef::new_cff(cff.offset_data().as_bytes(), 0, None).is_ok_and(|font| font.is_cid()))
}

/// Its PostScript name, as far as it is fit for a PDF name.
fn post_script_name(font: &Original) -> Option<String> {
    let name = font.names().get(NameId::POSTSCRIPT_NAME)?.english_or_first()?;
    let name: String = name.name().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    (!name.is_empty()).then_some(name)
}

/// Six capital letters that tell subsets of a face apart (ISO 32000-1 9.6.4): the same glyphs, the same letters.
fn subset_tag(name: &str, codes: &ByGlyph<Code>) -> String {
    let glyphs = codes.iter().map(|(glyph, _)| u64::from(glyph));
    let mut hash = super::write::hash(name.bytes().map(u64::from).chain(glyphs));
    let letter = |_| {
        let letter = b'A' + (hash % 26) as u8;
        hash /= 26;
        char::from(letter)
    };
    (0..6).map(letter).collect()
}

impl ByGlyph<Code> {
    /// In the order of the codes.
    fn in_order(&self) -> Vec<&Code> {
        let mut codes: Vec<_> = self.iter().map(|(_, code)| code).collect();
        codes.sort_unstable_by_key(|code| code.cid);
        codes
    }
}

#[cfg(test)]
mod tests {
    use super::is_cid_keyed;
    use crate::page::font::{Declared, FILES, Face, FontOptions, Fonts, Look};

    #[test]
    fn a_table_in_a_font_file_may_be_cid_keyed() {
        let fonts = Fonts::new(FontOptions { folders: vec!["tests/fonts".into()], system: false });
        let look = Look { weight: 400, italic: false };
        let korean = fonts.face(&["Noto Serif CJK KR".to_owned()], look, &Declared::default()).unwrap();
        assert!(is_cid_keyed(korean.font()));
        assert!(FILES.iter().filter_map(Face::built_in).all(|face| !is_cid_keyed(face.font())));
    }
}
