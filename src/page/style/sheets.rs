//! Style sheets, read once and used for many documents.

use crate::diagnostic::codes;
use crate::page::css::sheet::{Sheet, parse};
use crate::page::css::warnings::{Warnings, excerpt};
use crate::page::font::{Declared, Fonts};
use crate::source::Source;
use std::path::Path;

/// The style sheets of documents, the weakest first; `style` elements and attributes of a document are stronger.
///
/// ```
/// use chancery::Source;
/// use chancery::page::Sheets;
/// use chancery::page::font::{FontOptions, Fonts};
/// let fonts = Fonts::new(FontOptions::default());
/// let sheets = Sheets::read(&[Source::new("print.css", "@page { size: A5; margin: 15mm }")], &fonts);
/// # let _ = sheets;
/// ```
#[derive(Debug, Default)]
pub struct Sheets {
    pub(super) sources: Vec<Source>,
    pub(super) read: Vec<ReadSheet>,
    /// The faces that they bring along.
    pub(super) faces: Declared,
}

/// A sheet, with what was not understood in it.
#[derive(Debug)]
pub(super) struct ReadSheet {
    pub(super) sheet: Sheet,
    pub(super) warnings: Warnings,
}

impl Sheets {
    /// Reads sheets, with the files of the faces that they declare. What is not understood is told of each document that
    /// is laid out with them.
    pub fn read(sources: &[Source], fonts: &Fonts) -> Self {
        let mut faces = Declared::default();
        let read = sources.iter().map(|source| {
            let folder = Path::new(source.name()).parent();
            ReadSheet::new(source.text(), 0, folder, &mut faces, fonts)
        });
        let read = read.collect();
        Self { sources: sources.to_vec(), read, faces }
    }
}

impl ReadSheet {
    /// Reads a sheet that starts at `offset` of its source; the files that it names are looked for in `folder`.
    pub(super) fn new(text: &str, offset: usize, folder: Option<&Path>, faces: &mut Declared, fonts: &Fonts) -> Self {
        let mut warnings = Warnings::default();
        let mut sheet = parse(text, offset, &mut warnings);
        for face in std::mem::take(&mut sheet.faces) {
            let (family, span) = (face.family.clone(), face.span);
            if let Err([problem, hint]) = faces.add(face, folder, fonts) {
                let message = format!("`@font-face` for `{}` {problem}", excerpt(&family));
                warnings.warn(codes::CSS_FONT_FACE, span, message, hint);
            }
        }
        Self { sheet, warnings }
    }
}
