//! The items of a page to drawing operations, each within marked content (ISO 32000-1 14.6).

use super::font::Fonts;
use super::image;
use super::object::{hundredths, rounded, utf16};
use super::run::{self, Pen};
use crate::page::document::{Area, Artifact, Colour, ContentId, Document, FaceId, ImageId, Item, Mark, Page, TextRun};
use printpdf::{
    Color, CurTransMat, DictItem, FontId, Greyscale, Op, PaintMode, PdfFontHandle, Point, Pt, Rect, Rgb, WindingOrder,
    XObjectTransform,
};
use std::collections::BTreeMap;

/// A page's operations.
pub(super) struct Drawn {
    pub(super) ops: Vec<Op>,
    /// What its marked contents are, by their ids (`/MCID`).
    pub(super) marked: Vec<ContentId>,
}

/// Draws a page.
pub(super) fn page(document: &Document, fonts: &Fonts, page: &Page) -> Drawn {
    let mut painter = Painter::new(document, fonts, page.height);
    for item in &page.items {
        match item {
            Item::Text(run) => painter.text(run),
            Item::Turned { x, y, angle, runs } => painter.turned((*x, *y), *angle, runs),
            Item::Fill { area, colour } => painter.fill(*area, *colour),
            Item::Image { area, image, mark } => painter.image(*area, *image, *mark),
            Item::Link { .. } => {}
        }
    }
    painter.finish()
}

/// The graphics state of a page that is being drawn.
struct Painter<'a> {
    document: &'a Document,
    fonts: &'a Fonts,
    height: f32,
    drawn: Drawn,
    /// The marked content that is open.
    open: Option<Mark>,
    in_text: bool,
    /// The start of the line, in hundredths of a point.
    cursor: (i32, i32),
    font: Option<(FaceId, i32)>,
    /// Between characters, in thousandths of a point.
    spacing: i32,
    colour: Option<Colour>,
}

impl<'a> Painter<'a> {
    fn new(document: &'a Document, fonts: &'a Fonts, height: f32) -> Self {
        let drawn = Drawn { ops: Vec::new(), marked: Vec::new() };
        let (open, font, colour) = (None, None, None);
        Self { document, fonts, height, drawn, open, in_text: false, cursor: (0, 0), font, spacing: 0, colour }
    }

    fn text(&mut self, run: &TextRun) {
        if self.fonts.get(run.face).is_some() {
            self.enter(run.mark, true);
            self.show(run);
        }
    }

    /// Shows a run in the text object that is open.
    fn show(&mut self, run: &TextRun) {
        let Some(font) = self.fonts.get(run.face) else { return };
        // A hundredth of a point is the least that can be written; nothing divides by 0.
        let size = hundredths(run.size).max(1);
        self.set_colour(run.colour);
        if self.font != Some((run.face, size)) {
            self.font = Some((run.face, size));
            let handle = PdfFontHandle::External(FontId(font.name.clone()));
            self.push(Op::SetFont { font: handle, size: Pt(size as f32 / 100.0) });
        }
        self.move_cursor((hundredths(run.x), hundredths(self.height - run.y)));
        let size = size as f32 / 100.0;
        self.set_spacing(run::spacing(run, size, font).unwrap_or(self.spacing));
        let mut pen = Pen::new(size, self.spacing);
        for span in run::spans(run, font) {
            self.begin_span(run.mark, span.actual.as_deref());
            self.drawn.ops.extend(pen.show(&run.glyphs[span.glyphs], font));
            if span.actual.is_some() {
                self.close();
            }
        }
    }

    /// A text object with axes of its own; its marked contents lie within it.
    fn turned(&mut self, (x, y): (f32, f32), angle: f32, runs: &[TextRun]) {
        self.close();
        if std::mem::take(&mut self.in_text) {
            self.push(Op::EndTextSection);
        }
        let (sine, cosine) = angle.to_radians().sin_cos();
        let [sine, cosine] = [sine, cosine].map(|part| (part * 10_000.0).round() / 10_000.0);
        let around = (self.height, self.font, self.spacing, self.colour);
        self.push(Op::SaveGraphicsState);
        let origin = [x, self.height - y].map(rounded);
        let matrix = CurTransMat::Raw([cosine, sine, -sine, cosine, origin[0], origin[1]]);
        self.push(Op::SetTransformationMatrix { matrix });
        self.push(Op::StartTextSection);
        (self.height, self.cursor) = (0.0, (0, 0));
        runs.iter().for_each(|run| self.show(run));
        self.close();
        self.push(Op::EndTextSection);
        self.push(Op::RestoreGraphicsState);
        (self.height, self.font, self.spacing, self.colour) = around;
    }

    fn fill(&mut self, area: Area, colour: Colour) {
        self.enter(Mark::Artifact(Artifact::Layout), false);
        self.set_colour(colour);
        let y = self.height - area.y - area.height;
        let [x, y, width, height] = [area.x, y, area.width, area.height].map(|length| Pt(rounded(length)));
        let (mode, winding_order) = (Some(PaintMode::Fill), Some(WindingOrder::NonZero));
        self.push(Op::DrawRectangle { rectangle: Rect { x, y, width, height, mode, winding_order } });
    }

    fn image(&mut self, area: Area, image: ImageId, mark: Mark) {
        self.enter(mark, false);
        let y = self.height - area.y - area.height;
        let [x, y, width, height] = [area.x, y, area.width, area.height].map(rounded);
        self.push(Op::SaveGraphicsState);
        self.push(Op::SetTransformationMatrix { matrix: CurTransMat::Raw([width, 0.0, 0.0, height, x, y]) });
        let transform = XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
        self.push(Op::UseXobject { id: image::id(image), transform });
        self.push(Op::RestoreGraphicsState);
    }

    /// Opens the marked content of an item, inside or outside a text object. Marked contents and text objects may
    /// not overlap, so one ends with the other.
    fn enter(&mut self, mark: Mark, in_text: bool) {
        if self.open != Some(mark) || self.in_text != in_text {
            self.close();
        }
        if self.in_text != in_text {
            self.in_text = in_text;
            self.cursor = (0, 0);
            self.push(if in_text { Op::StartTextSection } else { Op::EndTextSection });
        }
        if !in_text {
            self.begin_span(mark, None);
        }
    }

    /// Opens marked content that is not yet. What has a text of its own (`/ActualText`) is not nested in other
    /// content, because some readers lose what follows within it.
    fn begin_span(&mut self, mark: Mark, actual: Option<&str>) {
        if actual.is_some() {
            self.close();
        }
        if self.open.is_none() {
            self.open = Some(mark);
            let op = self.begin(mark, actual);
            self.push(op);
        }
    }

    fn begin(&mut self, mark: Mark, actual: Option<&str>) -> Op {
        let (tag, mut properties) = match mark {
            Mark::Artifact(artifact) => ("Artifact", artifact_properties(artifact)),
            Mark::Content(content) => {
                self.drawn.marked.push(content);
                let structure = &self.document.structure;
                let element = &structure.elements[structure.contents[content.0 as usize].0 as usize];
                (element.role.name(), vec![("MCID", DictItem::Int(self.drawn.marked.len() as i64 - 1))])
            }
        };
        let actual = actual.filter(|_| matches!(mark, Mark::Content(_)));
        properties.extend(actual.map(|text| ("ActualText", DictItem::String { data: utf16(text), literal: false })));
        let tag = if actual.is_some() { "Span" } else { tag }.to_owned();
        let map = properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<BTreeMap<_, _>>();
        Op::BeginMarkedContentWithProperties { tag, properties: DictItem::Dict { map } }
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.push(Op::EndMarkedContent);
        }
    }

    fn set_colour(&mut self, colour: Colour) {
        if self.colour != Some(colour) {
            self.colour = Some(colour);
            self.push(Op::SetFillColor { col: device_colour(colour) });
        }
    }

    fn set_spacing(&mut self, spacing: i32) {
        if self.spacing != spacing {
            self.spacing = spacing;
            self.push(Op::SetCharacterSpacing { multiplier: spacing as f32 / 1000.0 });
        }
    }

    fn move_cursor(&mut self, (x, y): (i32, i32)) {
        let by = |to: i32, from: i32| Pt(to.saturating_sub(from) as f32 / 100.0);
        let pos = Point { x: by(x, self.cursor.0), y: by(y, self.cursor.1) };
        self.cursor = (x, y);
        self.push(Op::SetTextCursor { pos });
    }

    fn finish(mut self) -> Drawn {
        self.close();
        if self.in_text {
            self.push(Op::EndTextSection);
        }
        self.drawn
    }

    fn push(&mut self, op: Op) {
        self.drawn.ops.push(op);
    }
}

/// ISO 32000-1 table 330.
fn artifact_properties(artifact: Artifact) -> Vec<(&'static str, DictItem)> {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    match artifact {
        Artifact::Header => vec![("Type", name("Pagination")), ("Subtype", name("Header"))],
        Artifact::Footer => vec![("Type", name("Pagination")), ("Subtype", name("Footer"))],
        Artifact::Pagination => vec![("Type", name("Pagination"))],
        Artifact::Watermark => vec![("Type", name("Pagination")), ("Subtype", name("Watermark"))],
        Artifact::Layout => vec![("Type", name("Layout"))],
    }
}

/// In the colour space of the output intent, as grey where it is grey.
fn device_colour(colour: Colour) -> Color {
    let part = |part: u8| (f32::from(part) / 255.0 * 1000.0).round() / 1000.0;
    if colour.red == colour.green && colour.green == colour.blue {
        return Color::Greyscale(Greyscale::new(part(colour.red), None));
    }
    Color::Rgb(Rgb::new(part(colour.red), part(colour.green), part(colour.blue), None))
}
