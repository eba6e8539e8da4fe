//! A subset font as objects: a composite font with one descendant, whose codes are the glyphs' indices (ISO 32000-1 9.7.4
//! to 9.7.6 and 9.8).

use super::{Data, Subset};
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
    Cff(Data),
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

/// Codes of one byte are the indices of the glyphs (ISO 32000-1 9.7.5.4, Adobe Technical Note 5014); for two there is
/// `Identity-H`.
const NARROW: &str = "\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo 3 dict dup begin
/Registry (Adobe) def
/Ordering (Identity) def
/Supplement 0 def
end def
/CMapName /OneByteIdentity-H def
/CMapType 1 def
/WMode 0 def
1 begincodespacerange
<00> <FF>
endcodespacerange
1 begincidrange
<00> <FF> 0
endcidrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
";

/// Adds a font; the id is that of its dictionary. `narrow` is that of the CMap for codes of one byte, once a font has it.
pub(super) fn add(draft: &mut Draft, font: &Subset, narrow: &mut Option<ObjectId>) -> ObjectId {
    let (key, program) = program(draft, &font.program);
    let mut descriptor = font.description.dictionary(&font.base);
    descriptor.set(key, program);
    let descriptor = draft.add(descriptor);
    let is_outlined_by_points = matches!(font.program, Program::TrueType(_));
    let subtype = if is_outlined_by_points { "CIDFontType2" } else { "CIDFontType0" };
    let mut descendant = typed(
        "Font",
        [
            ("BaseFont", name(&font.base)),
            ("Subtype", name(subtype)),
            ("CIDSystemInfo", system()),
            ("DW", DEFAULT_WIDTH.into()),
            ("FontDescriptor", descriptor.into()),
        ],
    );
    let (first, widths) = &font.widths;
    let widths: Vec<Object> = widths.iter().map(|&width| i64::from(width).into()).collect();
    descendant.set("W", vec![i64::from(*first).into(), widths.into()]);
    if is_outlined_by_points {
        descendant.set("CIDToGIDMap", name("Identity"));
    }
    let encoding = match font.is_wide {
        true => name("Identity-H"),
        false => (*narrow.get_or_insert_with(|| add_narrow(draft))).into(),
    };
    let texts = add_data(draft, Dictionary::new(), &font.texts);
    draft.add(typed(
        "Font",
        [
            ("Subtype", name("Type0")),
            ("BaseFont", name(&font.base)),
            ("Encoding", encoding),
            ("DescendantFonts", vec![Object::from(descendant)].into()),
            ("ToUnicode", texts.into()),
        ],
    ))
}

/// The characters of a font's glyphs are in no order that anyone knows but the font.
fn system() -> Object {
    dictionary([("Registry", bytes("Adobe")), ("Ordering", bytes("Identity")), ("Supplement", 0.into())]).into()
}

fn add_narrow(draft: &mut Draft) -> ObjectId {
    let entries = [("CMapName", name("OneByteIdentity-H")), ("CIDSystemInfo", system()), ("WMode", 0.into())];
    draft.add_stream(typed("CMap", entries), NARROW.as_bytes().to_vec())
}

fn add_data(draft: &mut Draft, mut entries: Dictionary, data: &Data) -> ObjectId {
    if data.is_packed {
        entries.set("Filter", name("FlateDecode"));
    }
    draft.add_stream(entries, data.bytes.to_vec())
}

/// The program as a stream, and what a descriptor calls it.
fn program(draft: &mut Draft, program: &Program) -> (&'static str, ObjectId) {
    let subtype = |kind: &str| dictionary([("Subtype", name(kind))]);
    match program {
        Program::Cff(table) => ("FontFile3", add_data(draft, subtype("CIDFontType0C"), table)),
        Program::OpenType(file) => ("FontFile3", draft.add_stream(subtype("OpenType"), file.clone())),
        Program::TrueType(file) => {
            let entries = dictionary([("Length1", (file.len() as i64).into())]);
            ("FontFile2", draft.add_stream(entries, file.clone()))
        }
    }
}
