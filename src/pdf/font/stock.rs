//! Subsets that are ready: of the built-in serif faces, what a text in English is set with.
//!
//! To subset a face and to pack it takes a quarter of the time that a short release takes. Most releases need no glyph
//! beyond ASCII, the quotation marks, dashes and ligatures, or a few letters: for these the subset of all of them is made
//! beforehand and lies beside this file, packed as well as it can be. It makes a file some 5 kB larger for each face. The few
//! other letters are a font of their own; where they are many, the face is subset as any other.
//!
//! `NAME.glyphs` has a line for each glyph, in the order of their codes: its index in the face, a space, its text.

use super::objects::Program;
use super::{Data, Subset, base_name, codes};
use crate::error::Error;
use crate::page::font::{FILES, Face};
use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// A subset that is ready.
pub(super) struct Stock {
    /// The place of its face in [`FILES`].
    face: usize,
    glyphs: &'static str,
    packed: &'static [u8],
    /// As a document has it, once one has asked.
    subset: OnceLock<Subset>,
    /// The fonts of other glyphs that documents have asked for: mostly the same letters, from one release to the next.
    others: Mutex<BTreeMap<Glyphs, Subset>>,
}

/// Glyphs with their texts.
type Glyphs = Vec<(u16, String)>;

/// As many fonts of other glyphs are kept for each face. One of a few letters has about a kilobyte, and a table as long as the
/// face has glyphs.
const MOST_OTHERS: usize = 256;

macro_rules! stock {
    ($face:literal, $name:literal) => {
        Stock {
            face: $face,
            glyphs: include_str!(concat!("stock/", $name, ".glyphs")),
            packed: include_bytes!(concat!("stock/", $name, ".cff.zlib")),
            subset: OnceLock::new(),
            others: Mutex::new(BTreeMap::new()),
        }
    };
}

static STOCK: [Stock; 4] = [stock!(0, "regular"), stock!(1, "bold"), stock!(2, "italic"), stock!(3, "bold-italic")];

impl Stock {
    /// What there is of a face.
    pub(super) fn of(face: &Face) -> Option<&'static Self> {
        STOCK.iter().find(|stock| FILES[stock.face].is_of(face))
    }

    /// What is ready of its face, without its name in a document.
    pub(super) fn subset(&self, face: &Face) -> &Subset {
        self.subset.get_or_init(|| self.unpack(face))
    }

    /// Other glyphs of its face, as a font of their own without its name in a document.
    pub(super) fn others(&self, face: &Face, glyphs: Glyphs) -> Result<Subset, Error> {
        let known = || self.others.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(subset) = known().get(&glyphs) {
            return Ok(subset.clone());
        }
        let subset = Subset::new(self.face, face, glyphs.clone())?.packed();
        let mut others = known();
        if others.len() < MOST_OTHERS {
            others.insert(glyphs, subset.clone());
        }
        Ok(subset)
    }

    fn unpack(&self, face: &Face) -> Subset {
        let original = face.font();
        let glyphs = listed(self.glyphs).zip(1..).map(|((glyph, text), cid)| (glyph, cid, text.to_owned()));
        let codes = codes(original, glyphs);
        let program = Program::Cff(Data { bytes: self.packed.into(), is_packed: true });
        Subset::of(original, base_name(face, self.face, &codes), program, codes).packed()
    }
}

/// The glyphs of a list, with their texts.
fn listed(glyphs: &'static str) -> impl Iterator<Item = (u16, &'static str)> {
    glyphs.lines().filter_map(|line| line.split_once(' ')).filter_map(|(glyph, text)| Some((glyph.parse().ok()?, text)))
}

#[cfg(test)]
mod tests {
    use super::{STOCK, listed};
    use crate::Source;
    use crate::page::font::{FILES, Face, FontOptions, Fonts};
    use crate::page::{Input, Sheets, lay_out};
    use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};
    use std::io::{Read, Write};
    use std::{env, fs};
    use subsetter::GlyphRemapper;

    const NAMES: [&str; 4] = ["regular", "bold", "italic", "bold-italic"];

    /// What the text of a release in English is made of; the last words have the ligatures.
    const SPECIMEN: &str = " !\"#$%&amp;'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz|\
        – — ‘ ’ “ ” … • · § fi fl ff ffi ffl ft Qu";

    /// The glyphs of the specimen in each face, as our own pages have them, in the order of their texts.
    fn glyphs_of_specimen() -> Vec<Vec<(u16, String)>> {
        let text = format!("<p>{SPECIMEN}<p><b>{SPECIMEN}</b><p><i>{SPECIMEN}</i><p><b><i>{SPECIMEN}</i></b>");
        let html = Source::new("specimen.html", format!("<html lang=en>{text}"));
        let sheet = Source::new("specimen.css", "body { font-family: serif; hyphens: none }");
        let fonts = Fonts::new(FontOptions::default());
        let document =
            lay_out(&Input { html: &html, sheets: &Sheets::read(&[sheet], &fonts), fonts: &fonts }).unwrap().document;
        let of_face = |place: usize| {
            let face = document.faces.iter().position(|face| FILES[place].is_of(face)).unwrap();
            let mut glyphs = super::super::texts::glyphs(&document, face, |_| true);
            // The letters of ASCII last, so that the code of a space is 32.
            glyphs.sort_by_cached_key(|(glyph, text)| (text.is_ascii() && text.len() == 1, text.clone(), *glyph));
            super::super::with_space_in_its_place(glyphs)
        };
        (0..4).map(of_face).collect()
    }

    /// `UPDATE=1` writes the files anew.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test is told by the environment what to do")]
    fn what_is_ready_is_what_the_faces_give() {
        for (place, glyphs) in glyphs_of_specimen().into_iter().enumerate() {
            let mut remapper = GlyphRemapper::new();
            glyphs.iter().for_each(|(glyph, _)| _ = remapper.remap(*glyph));
            let file = subsetter::subset(Face::built_in(&FILES[place]).unwrap().bytes(), 0, &remapper).unwrap();
            let table = super::super::cff_table(&file).unwrap();
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/pdf/font/stock");
            if env::var_os("UPDATE").is_some() {
                let list: String = glyphs.iter().map(|(glyph, text)| format!("{glyph} {text}\n")).collect();
                fs::write(format!("{folder}/{}.glyphs", NAMES[place]), list).unwrap();
                let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
                packer.write_all(&table).unwrap();
                fs::write(format!("{folder}/{}.cff.zlib", NAMES[place]), packer.finish().unwrap()).unwrap();
                continue;
            }
            let stock = &STOCK[place];
            let found: Vec<_> = listed(stock.glyphs).map(|(glyph, text)| (glyph, text.to_owned())).collect();
            assert_eq!(found, glyphs);
            let mut unpacked = Vec::new();
            ZlibDecoder::new(stock.packed).read_to_end(&mut unpacked).unwrap();
            assert!(unpacked == table, "{}: UPDATE=1 makes it anew", NAMES[place]);
        }
    }
}
