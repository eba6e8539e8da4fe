//! A subset font as objects: a composite font with one descendant, whose codes are the glyphs' indices (ISO 32000-1 9.7.4
//! to 9.7.6 and 9.8).

use super::Subset;
use crate::pdf::draft::{Draft, typed};
use crate::pdf::object::{bytes, dictionary, name};
use lopdf::{Dictionary, Object, ObjectId};
use read_fonts::TableProvider;
use read_fonts::model::Font as Original;

/// The width of a glyph that has none of its own, in thousandths of an em.
const DEFAULT_WIDTH: i64 = 1000;

/// It has letters of the usual sets (ISO 32000-1 table 123).
const NONSYMBOLIC: i64 = 1 << 5;

/// It leans.
const ITALIC: i64 = 1 << 6;

/// What a font is told by where it is not drawn, in thousandths of an em and degrees.
#[derive(Debug, Clone)]
pub(super) struct Description {
    ascent: i64,
    descent: i64,
    cap_height: i64,
    bounds: [i64; 4],
    italic_angle: i64,
    stem_width: i64,
}

/// The program of a font, as a stream has it.
#[derive(Debug, Clone)]
pub(super) enum Program {
    /// A bare `CFF` table, by glyph.
    Cff(Vec<u8>),
    /// The same, in a zlib envelope (RFC 1950).
    PackedCff(&'static [u8]),
    /// A file with a `CFF` table by character identifier. As a bare table, one checker of two takes the widths of its
    /// several private dictionaries for 0.
    OpenType(Vec<u8>),
    /// A file with a `glyf` table.
    TrueType(Vec<u8>),
}

impl Description {
    pub(super) fn of(original: &Original) -> Self {
        let (metrics, per_mille) = (original.metrics(), super::per_mille(original));
        let line = metrics.h_line().unwrap_or_default();
        let bounds = metrics.bounds;
        let cap_height = metrics.cap_height.map_or(line.ascender.to_f64(), |height| height.to_f64());
        let weight = original.tables().os2().map_or(400, |os2| os2.us_weight_class());
        Self {
            ascent: per_mille(line.ascender.to_f64()).round() as i64,
            descent: per_mille(line.descender.to_f64()).round() as i64,
            cap_height: per_mille(cap_height).round() as i64,
            bounds: [
                per_mille(bounds.x_min.to_f64()).floor() as i64,
                per_mille(bounds.y_min.to_f64()).floor() as i64,
                per_mille(bounds.x_max.to_f64()).ceil() as i64,
                per_mille(bounds.y_max.to_f64()).ceil() as i64,
            ],
            italic_angle: original.style_metrics().italic_angle.unwrap_or_default().to_f64().round() as i64,
            // No table says it; this is how it is guessed from the weight, 88 for a regular face and 166 for a bold one.
            stem_width: 50 + (f64::from(weight) / 65.0).powi(2).round() as i64,
        }
    }

    fn dictionary(&self, base: &str) -> Dictionary {
        let flags = NONSYMBOLIC | if self.italic_angle == 0 { 0 } else { ITALIC };
        typed(
            "FontDescriptor",
            [
                ("FontName", name(base)),
                ("Ascent", self.ascent.into()),
                ("Descent", self.descent.into()),
                ("CapHeight", self.cap_height.into()),
                ("ItalicAngle", self.italic_angle.into()),
                ("Flags", flags.into()),
                ("StemV", self.stem_width.into()),
                ("FontBBox", self.bounds.map(Object::from).to_vec().into()),
            ],
        )
    }
}

/// Adds a font; the id is that of its dictionary.
pub(super) fn add(draft: &mut Draft, font: &Subset) -> ObjectId {
    let (key, program) = program(draft, &font.program);
    let mut descriptor = font.description.dictionary(&font.base);
    descriptor.set(key, program);
    let descriptor = draft.add(descriptor);
    let codes = font.codes.in_order();
    let is_outlined_by_points = matches!(font.program, Program::TrueType(_));
    let subtype = if is_outlined_by_points { "CIDFontType2" } else { "CIDFontType0" };
    let system = [("Registry", bytes("Adobe")), ("Ordering", bytes("Identity")), ("Supplement", 0.into())];
    let mut descendant = typed(
        "Font",
        [
            ("BaseFont", name(&font.base)),
            ("Subtype", name(subtype)),
            ("CIDSystemInfo", dictionary(system).into()),
            ("DW", DEFAULT_WIDTH.into()),
            ("FontDescriptor", descriptor.into()),
        ],
    );
    if let Some(first) = codes.first() {
        // Every code has one more than the one before.
        let widths: Vec<Object> = codes.iter().map(|code| i64::from(code.width).into()).collect();
        descendant.set("W", vec![i64::from(first.cid).into(), widths.into()]);
    }
    if is_outlined_by_points {
        descendant.set("CIDToGIDMap", name("Identity"));
    }
    let texts = draft.add_stream(Dictionary::new(), font.texts.to_vec());
    draft.add(typed(
        "Font",
        [
            ("Subtype", name("Type0")),
            ("BaseFont", name(&font.base)),
            ("Encoding", name("Identity-H")),
            ("DescendantFonts", vec![Object::from(descendant)].into()),
            ("ToUnicode", texts.into()),
        ],
    ))
}

/// The program as a stream, and what a descriptor calls it.
fn program(draft: &mut Draft, program: &Program) -> (&'static str, ObjectId) {
    let subtype = |kind: &str| dictionary([("Subtype", name(kind))]);
    match program {
        Program::Cff(table) => ("FontFile3", draft.add_stream(subtype("CIDFontType0C"), table.clone())),
        Program::PackedCff(packed) => {
            let mut entries = subtype("CIDFontType0C");
            entries.set("Filter", name("FlateDecode"));
            ("FontFile3", draft.add_stream(entries, packed.to_vec()))
        }
        Program::OpenType(file) => ("FontFile3", draft.add_stream(subtype("OpenType"), file.clone())),
        Program::TrueType(file) => {
            let entries = dictionary([("Length1", (file.len() as i64).into())]);
            ("FontFile2", draft.add_stream(entries, file.clone()))
        }
    }
}
