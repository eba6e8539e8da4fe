//! Boxes to pages: lines, blocks, rows and tables into galleys, galleys into pages.
//!
//! A [`BoxTree`](crate::page::boxes::BoxTree) comes in, a [`Document`](crate::page::document::Document) goes out. First
//! everything is laid out at its width, in columns as tall as they need to be (`galley`); then the columns are cut
//! into pages (`paginate`), and the margins of the pages are filled (`margin_box`). What refers to page numbers in
//! the text is laid out once more when they are known.
//!
//! Not supported: floats (but for footnotes), positioned boxes, several columns, and first pages of another
//! width than the rest.

mod atoms;
mod block;
mod decor;
#[cfg(test)]
mod each_property;
mod flex;
mod foot;
mod galley;
mod hanging;
mod inline;
mod lines;
mod margin_box;
mod marker;
mod measure;
mod outline;
mod page_box;
mod paginate;
mod run;
mod table;
#[cfg(test)]
mod tests;

use crate::diagnostic::{Diagnostic, codes};
use crate::error::Error;
use crate::map::HashMap;
use crate::page::boxes::{BoxLink, BoxNode, BoxTree, TextStyle};
use crate::page::css::warnings::excerpt;
use crate::page::document::{Area, Document, FaceId, Image, ImageData, ImageId, Item, Mark};
use crate::page::font::{Face, Fonts, Metrics, packages_for};
use crate::page::pictures::{self, Pictures};
use crate::page::text::{Cache, MannerId, WordId};
use crate::source::Span as Place;
use galley::{Builder, Event, Galley, Slab};
use inline::{Extent, Object, manner};
use page_box::PageBoxes;
use paginate::Paginated;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Boxes that are nested deeper are laid out as the text they hold: the layout of a box in a box is a call in a call.
const MAX_DEPTH: usize = 100;

/// Wider than any line: the measure of what is not to be broken.
const AMPLE: f32 = 1e5;

/// How large a pixel of a picture is, in points (CSS Values 4, 6.2: 96 to an inch).
const PIXEL: f32 = 0.75;

/// How often page numbers within the text may change their own places.
const MAX_PASSES: usize = 4;

/// What layout gives: the document, and what was doubtful.
pub(super) struct Flowed {
    pub(super) document: Document,
    pub(super) warnings: Vec<Diagnostic>,
}

/// Lays out a styled document.
pub(super) fn flow(tree: BoxTree, fonts: &Fonts) -> Result<Flowed, Error> {
    let mut cache = fonts.take_cache();
    cache.begin(tree.faces.clone());
    let pictures = pictures::read(&tree.images);
    let mut layout = Layout::new(cache, fonts, &pictures);
    let paged = layout.passes(&tree);
    let Layout { cache, missing, used, warnings, .. } = layout;
    fonts.give_cache(cache);
    let paged = paged?;
    if !missing.is_empty() {
        let characters: Vec<char> = missing.into_iter().collect();
        let packages = packages_for(&characters);
        return Err(Error::MissingGlyphs { characters, packages });
    }
    let document = Document {
        title: tree.title,
        language: tree.language,
        pages: paged.pages,
        structure: tree.structure,
        outline: outline::nested(paged.bookmarks),
        destinations: outline::sorted(paged.destinations),
        faces: used,
        images: pictures.images,
    };
    Ok(Flowed { document, warnings })
}

/// Which paragraph of a document it is, at what width and place: where its boxes are, as they stay there from pass to pass.
type ParagraphKey = (*const BoxNode, usize, u32, u32);

/// What is laid out with, and what is gathered on the way.
struct Layout<'a> {
    fonts: &'a Fonts,
    pictures: &'a Pictures,
    cache: Cache,
    /// The document's number of a face of the cache.
    face_ids: Vec<Option<FaceId>>,
    /// The faces of the document.
    used: Vec<Arc<Face>>,
    missing: BTreeSet<char>,
    warnings: Vec<Diagnostic>,
    /// The footnotes, by their numbers.
    notes: BTreeMap<u32, Galley>,
    /// The numbers of those that links call, by their anchors.
    linked_notes: BTreeMap<String, u32>,
    in_note: bool,
    has_nested_notes: bool,
    /// The images of the HTML that are not drawn, and those that are drawn larger than they are.
    left_out: BTreeSet<u32>,
    enlarged: BTreeSet<u32>,
    /// The first word that is longer than words are and was divided for want of room.
    divided: Option<String>,
    /// Anchors that are referred to by page, and are nowhere.
    unknown: BTreeSet<String>,
    /// The pages that anchors were on in the pass before.
    targets: BTreeMap<String, usize>,
    /// How many times the page of an anchor was asked for.
    pages_asked: usize,
    /// The paragraphs of the pass before, for the next one: those in which no page stands.
    kept: Option<HashMap<ParagraphKey, Vec<Slab>>>,
    /// How wide the inline blocks of this pass want to be. To know it is to lay out what is in them, which is done again in
    /// earnest: without this, each one around another would double the work.
    inline_blocks: HashMap<*const BoxNode, (f32, f32)>,
    boxes: PageBoxes,
    /// The named page that the flow has come to, and the one that boxes here are on unless they say otherwise.
    page: Option<String>,
    page_around: Option<String>,
    in_column: bool,
    /// The block around that is a link.
    link_around: Option<BoxLink>,
}

impl<'a> Layout<'a> {
    fn new(cache: Cache, fonts: &'a Fonts, pictures: &'a Pictures) -> Self {
        Self {
            fonts,
            pictures,
            cache,
            face_ids: Vec::new(),
            used: Vec::new(),
            missing: BTreeSet::new(),
            warnings: Vec::new(),
            notes: BTreeMap::new(),
            linked_notes: BTreeMap::new(),
            in_note: false,
            has_nested_notes: false,
            left_out: BTreeSet::new(),
            enlarged: BTreeSet::new(),
            divided: None,
            unknown: BTreeSet::new(),
            targets: BTreeMap::new(),
            pages_asked: 0,
            kept: None,
            inline_blocks: HashMap::default(),
            boxes: PageBoxes::default(),
            page: None,
            page_around: None,
            in_column: false,
            link_around: None,
        }
    }

    /// Lays the document out until the page numbers in its text are those of its pages.
    fn passes(&mut self, tree: &BoxTree) -> Result<Paginated, Error> {
        self.boxes = PageBoxes::new(&tree.page_rules);
        self.linked_notes.clone_from(&tree.linked_notes);
        self.kept = Some(HashMap::default());
        let mut paged = self.pass(tree)?;
        for _ in 1..MAX_PASSES {
            let targets = paged.destinations.iter().rev().map(|place| (place.name.clone(), place.page)).collect();
            if self.pages_asked == 0 || self.targets == targets {
                break;
            }
            self.targets = targets;
            paged = self.pass(tree)?;
        }
        self.kept = None;
        margin_box::fill(self, tree, &mut paged);
        self.warn(tree);
        Ok(paged)
    }

    /// Says what the document asks for and does not get.
    fn warn(&mut self, tree: &BoxTree) {
        if self.has_nested_notes {
            let message = "a footnote stands within a footnote: it is set in its text".to_owned();
            self.warnings.push(warning(message, "let `float` hold for the outer one only"));
        }
        self.warn_of_pictures(tree);
        if let Some(word) = &self.divided {
            let message = format!("`{word}` is wider than a line, and is divided between any two letters");
            self.warnings.push(warning(message, "look whether a space is missing, or set soft hyphens in it"));
        }
        for anchor in &self.unknown {
            let message = format!("there is no `{anchor}` to give the page of");
            self.warnings.push(warning(message, "give the element that is meant this `id`"));
        }
        if !self.boxes.are_equally_wide() {
            let message =
                "the pages differ in the width of their text: all are set as wide as the narrower of the left and right ones".to_owned();
            self.warnings
                .push(warning(message, "give `:first`, `:left` and `:right` the same width between their margins"));
        }
    }

    fn warn_of_pictures(&mut self, tree: &BoxTree) {
        let source = |image: &u32| excerpt(tree.images.get(*image as usize).map_or("", String::as_str));
        for image in &self.left_out {
            let why = match self.pictures.places.get(*image as usize) {
                Some(Err(fault)) => fault.to_string(),
                _ => continue,
            };
            let message =
                format!("the image `{}` is not drawn, because {why}; its `alt` stands there instead", source(image));
            self.warnings.push(warning(message, "say in `alt`, or in the text, what it shows"));
        }
        for image in &self.enlarged {
            let message = format!("the image `{}` is drawn larger than its pixels", source(image));
            self.warnings.push(warning(message, "give it a smaller `width`, or use a picture with more pixels"));
        }
    }

    fn pass(&mut self, tree: &BoxTree) -> Result<Paginated, Error> {
        self.page = None;
        self.page_around = None;
        self.notes.clear();
        self.inline_blocks.clear();
        let width = self.boxes.content_width(None)?;
        let galley = self.galley(std::slice::from_ref(&tree.root), width);
        let notes = foot::Notes::new(std::mem::take(&mut self.notes));
        paginate::paginate(galley, notes, &self.boxes, tree.root.style.text.right_to_left)
    }

    /// The galley of boxes that stand by themselves.
    fn galley(&mut self, nodes: &[BoxNode], width: f32) -> Galley {
        let mut builder = Builder::default();
        if let Some(first) = nodes.first() {
            let parent = block::Parent { style: &first.style, language: &first.language };
            block::children(self, &mut builder, parent, nodes, block::Room { x: 0.0, width, depth: 0 });
        }
        builder.finish()
    }

    /// The galley of a column beside others, in which no page can be named.
    fn column(&mut self, fill: impl FnOnce(&mut Self, &mut Builder)) -> Galley {
        let was_in_column = std::mem::replace(&mut self.in_column, true);
        let mut builder = Builder::default();
        fill(self, &mut builder);
        self.in_column = was_in_column;
        builder.finish()
    }

    /// Lays out a footnote, as wide as the page; one within another is not one.
    fn footnote(&mut self, number: u32, node: &BoxNode) -> bool {
        if self.in_note {
            self.has_nested_notes = true;
            return false;
        }
        // What is measured before it is laid out is met twice.
        if !self.notes.contains_key(&number) {
            let width = self.boxes.content_width(self.page_around.as_deref()).unwrap_or(AMPLE);
            let link_around = self.link_around.take();
            self.in_note = true;
            let galley = self.column(|layout, builder| {
                block::block(layout, builder, node, block::Room { x: 0.0, width, depth: 0 });
            });
            self.in_note = false;
            self.link_around = link_around;
            self.notes.insert(number, galley);
        }
        true
    }

    /// The page an anchor is on, counted from 1, as far as it is known.
    fn page_of(&mut self, anchor: &str) -> String {
        self.pages_asked += 1;
        if let Some(page) = self.targets.get(anchor) {
            return (page + 1).to_string();
        }
        // In the first pass none is known, and most have one digit.
        let is_first = self.targets.is_empty();
        if !is_first {
            self.unknown.insert(anchor.to_owned());
        }
        if is_first { "0" } else { "?" }.to_owned()
    }

    fn manner(&mut self, text: &TextStyle, language: &Arc<str>, right_to_left: bool) -> (MannerId, Metrics) {
        let id = self.cache.manner(&manner(text, language, right_to_left), self.fonts);
        let metrics = self.cache.face(self.cache.primary(id)).metrics();
        (id, metrics)
    }

    fn shape(&mut self, letters: &str, manner: MannerId) -> WordId {
        let id = self.cache.shape(letters, manner, self.fonts);
        let missing = &self.cache.word(id).missing;
        if !missing.is_empty() {
            self.missing.extend(missing);
        }
        id
    }

    /// The document's number of a face of the cache.
    fn face_id(&mut self, number: u16) -> FaceId {
        let place = usize::from(number);
        if self.face_ids.len() <= place {
            self.face_ids.resize(place + 1, None);
        }
        *self.face_ids[place].get_or_insert_with(|| {
            self.used.push(Arc::clone(self.cache.face(number)));
            FaceId(self.used.len() as u32 - 1)
        })
    }

    /// An image in a line, at its own size (a pixel is 0.75 points) or as wide as its style says; `None` where it is not
    /// drawn.
    fn image_object(&mut self, node: &BoxNode, place: ImageId, mark: Mark, reference: f32) -> Option<Object> {
        let pictures = self.pictures;
        let Some((&id, image)) = pictures
            .places
            .get(place.0 as usize)
            .and_then(|found| found.as_ref().ok())
            .and_then(|id| Some((id, pictures.images.get(id.0 as usize)?)))
        else {
            self.left_out.insert(place.0);
            return None;
        };
        let (width, height) = self.image_size(node, image, reference);
        let has_pixels = !matches!(image.data, ImageData::Drawing(_));
        if has_pixels && width > image.width as f32 * PIXEL + 0.5 {
            self.enlarged.insert(place.0);
        }
        let area = Area { x: 0.0, y: -height, width, height };
        let items = vec![Item::Image { area, image: id, mark }];
        Some(Object { items, events: Vec::new(), width, extent: Extent { above: height, below: 0.0 } })
    }

    /// An image keeps its proportions, unless its style says both sides; it is no wider than `reference` and no taller
    /// than a page.
    fn image_size(&self, node: &BoxNode, image: &Image, reference: f32) -> (f32, f32) {
        let (own_width, own_height) = (image.width as f32 * PIXEL, image.height as f32 * PIXEL);
        let style = &node.style;
        let ratio = own_height / own_width.max(0.001);
        let said_height = style.height.resolve(0.0).filter(|&height| height > 0.0);
        let said_width = style.width.resolve(reference);
        let width = said_width.or(said_height.map(|height| height / ratio.max(0.001))).unwrap_or(own_width);
        let most = style.max_width.and_then(|most| most.resolve(reference)).unwrap_or(f32::INFINITY);
        let width = width.min(most).min(reference).max(0.0);
        let height = said_height.filter(|_| said_width.is_some()).unwrap_or(width * ratio);
        let page = self.boxes.content_height(self.page_around.as_deref()).unwrap_or(height);
        let shrunk = (page / height.max(0.001)).min(1.0);
        (width * shrunk, height * shrunk)
    }

    /// An inline block: as wide as it says, else as its contents want.
    fn inline_block(&mut self, node: &BoxNode, reference: f32, depth: usize) -> Object {
        let style = &node.style;
        let left = style.margin.left.resolve(reference).unwrap_or(0.0);
        let right = style.margin.right.resolve(reference).unwrap_or(0.0);
        let width = block::outer_width(self, node, reference, depth);
        let galley = self.column(|layout, builder| {
            block::framed(layout, builder, node, block::Room { x: left, width, depth });
        });
        let height = galley.height();
        let baseline = galley.last_baseline().unwrap_or(height);
        let mut events = Vec::new();
        let mut items = paginate::whole(galley, &mut events);
        galley::translate(&mut items, 0.0, -baseline);
        let extent = Extent { above: baseline, below: height - baseline };
        Object { items, events, width: left + width + right, extent }
    }
}

fn warning(message: String, hint: &str) -> Diagnostic {
    Diagnostic::warning(codes::UNSUPPORTED_ON_PAPER, Place::at(0), message).without_span().with_hint(hint)
}

/// Events that a box has by itself: its anchor, its bookmark, the strings it sets.
fn events(node: &BoxNode) -> impl Iterator<Item = Event> {
    let anchor = node.anchor.iter().map(|anchor| Event::Anchor(anchor.clone()));
    let bookmark = node.bookmark.iter().map(|(level, title)| Event::Bookmark(*level, title.clone()));
    let strings = node.strings.iter().map(|(name, value)| Event::String(name.clone(), value.clone()));
    anchor.chain(bookmark).chain(strings)
}
