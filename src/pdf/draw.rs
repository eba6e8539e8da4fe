//! The items of a page to its content stream, each within marked content (ISO 32000-1 14.6).

use super::content::Content;
use super::font::{Fonts, Part};
use super::image;
use super::object::hundredths;
use super::run::{self, Pen, Spacing};
use crate::page::document::{Area, Artifact, Colour, ContentId, Document, FaceId, ImageId, Item, Mark, Page, TextRun};

/// A page's content.
pub(super) struct Drawn {
    pub(super) content: Vec<u8>,
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
    content: Content,
    marked: Vec<ContentId>,
    /// The marked content that is open.
    open: Option<Mark>,
    in_text: bool,
    /// The start of the line, in hundredths of a point.
    cursor: (i32, i32),
    font: Option<(FaceId, i32)>,
    spacing: Spacing,
    colour: Option<Colour>,
}

impl<'a> Painter<'a> {
    fn new(document: &'a Document, fonts: &'a Fonts, height: f32) -> Self {
        let (content, marked) = (Content::default(), Vec::new());
        let (open, font, colour) = (None, None, None);
        Self {
            document,
            fonts,
            height,
            content,
            marked,
            open,
            in_text: false,
            cursor: (0, 0),
            font,
            spacing: Spacing::default(),
            colour,
        }
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
            self.content.name(font.name(Part::Main)).number(size, 100).operator("Tf");
        }
        self.move_cursor((hundredths(run.x), hundredths(self.height - run.y)));
        let shown = run::shown(run, font);
        self.set_spacing(run::spacing(run, &shown, size as f32 / 100.0, self.spacing));
        let mut pen = Pen::new(font, size, self.spacing);
        for span in run::spans(run, &shown) {
            self.begin_span(run.mark, span.actual.as_deref());
            pen.show(&mut self.content, &run.glyphs[span.glyphs.clone()], &shown[span.glyphs]);
            if span.actual.is_some() {
                self.close();
            }
        }
    }

    /// A text object with axes of its own; its marked contents lie within it.
    fn turned(&mut self, (x, y): (f32, f32), angle: f32, runs: &[TextRun]) {
        self.close();
        if std::mem::take(&mut self.in_text) {
            self.content.operator("ET");
        }
        let (sine, cosine) = angle.to_radians().sin_cos();
        let [sine, cosine] = [sine, cosine].map(|part| (part * 10_000.0).round() as i32);
        let around = (self.height, self.font, self.spacing, self.colour);
        self.content.operator("q");
        [cosine, sine, -sine, cosine].into_iter().for_each(|part| _ = self.content.number(part, 10_000));
        self.content.lengths([x, self.height - y]).operator("cm");
        self.content.operator("BT");
        (self.height, self.cursor) = (0.0, (0, 0));
        runs.iter().for_each(|run| self.show(run));
        self.close();
        self.content.operator("ET");
        self.content.operator("Q");
        (self.height, self.font, self.spacing, self.colour) = around;
    }

    fn fill(&mut self, area: Area, colour: Colour) {
        self.enter(Mark::Artifact(Artifact::Layout), false);
        self.set_colour(colour);
        let y = self.height - area.y - area.height;
        self.content.lengths([area.x, y, area.width, area.height]).operator("re");
        self.content.operator("f");
    }

    fn image(&mut self, area: Area, image: ImageId, mark: Mark) {
        self.enter(mark, false);
        let y = self.height - area.y - area.height;
        self.content.operator("q");
        self.content.lengths([area.width, 0.0, 0.0, area.height, area.x, y]).operator("cm");
        self.content.name(&image::id(image).0).operator("Do");
        self.content.operator("Q");
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
            self.content.operator(if in_text { "BT" } else { "ET" });
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
            self.begin(mark, actual);
        }
    }

    fn begin(&mut self, mark: Mark, actual: Option<&str>) {
        match mark {
            Mark::Artifact(artifact) => self.content.raw(artifact_tag(artifact)),
            Mark::Content(id) => {
                self.marked.push(id);
                let structure = &self.document.structure;
                let element = &structure.elements[structure.contents[id.0 as usize].0 as usize];
                let tag = if actual.is_some() { "Span" } else { element.role.name() };
                self.content.name(tag).raw("<</MCID ");
                self.content.decimal(self.marked.len() as i32 - 1, 1);
                if let Some(text) = actual {
                    self.content.raw("/ActualText");
                    self.content.text(text);
                }
                self.content.raw(">>");
            }
        }
        self.content.operator("BDC");
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.content.operator("EMC");
        }
    }

    /// In the colour space of the output intent, as grey where it is grey.
    fn set_colour(&mut self, colour: Colour) {
        if self.colour == Some(colour) {
            return;
        }
        self.colour = Some(colour);
        let part = |part: u8| (f32::from(part) / 255.0 * 1000.0).round() as i32;
        let Colour { red, green, blue } = colour;
        if red == green && green == blue {
            self.content.number(part(red), 1000).operator("g");
        } else {
            [red, green, blue].into_iter().for_each(|colour| _ = self.content.number(part(colour), 1000));
            self.content.operator("rg");
        }
    }

    fn set_spacing(&mut self, spacing: Spacing) {
        let before = std::mem::replace(&mut self.spacing, spacing);
        if before.letters != spacing.letters {
            self.content.number(spacing.letters, 1000).operator("Tc");
        }
        if before.words != spacing.words {
            self.content.number(spacing.words, 1000).operator("Tw");
        }
    }

    fn move_cursor(&mut self, (x, y): (i32, i32)) {
        let by = [x.saturating_sub(self.cursor.0), y.saturating_sub(self.cursor.1)];
        self.cursor = (x, y);
        by.into_iter().for_each(|by| _ = self.content.number(by, 100));
        self.content.operator("Td");
    }

    fn finish(mut self) -> Drawn {
        self.close();
        if self.in_text {
            self.content.operator("ET");
        }
        Drawn { content: self.content.finish(), marked: self.marked }
    }
}

/// ISO 32000-1 table 330.
fn artifact_tag(artifact: Artifact) -> &'static str {
    match artifact {
        Artifact::Header => "/Artifact <</Type/Pagination/Subtype/Header>>",
        Artifact::Footer => "/Artifact <</Type/Pagination/Subtype/Footer>>",
        Artifact::Pagination => "/Artifact <</Type/Pagination>>",
        Artifact::Watermark => "/Artifact <</Type/Pagination/Subtype/Watermark>>",
        Artifact::Layout => "/Artifact <</Type/Layout>>",
    }
}
