//! The file while it is put together: the objects that `printpdf` made, and what is added to them.

use super::font::Fonts;
use super::image;
use super::object::{dictionary, name, number};
use crate::page::document::{Document, Page};
use lopdf::{Dictionary, Object, ObjectId, Stream};
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};

/// Objects, with the ids of those that more is added to.
pub(super) struct Draft {
    objects: lopdf::Document,
    /// In the order of the document's pages.
    pub(super) pages: Vec<ObjectId>,
    /// The document catalogue.
    pub(super) catalog: Dictionary,
    /// Its `/Names`.
    pub(super) names: Dictionary,
    /// The information dictionary.
    pub(super) information: Option<ObjectId>,
}

impl Draft {
    /// Has `printpdf` write images and pages, takes over its objects, and adds the pages' contents and the fonts.
    pub(super) fn from_printpdf(document: &Document, fonts: &Fonts, contents: Vec<Vec<u8>>) -> Self {
        let mut pdf = PdfDocument::new("");
        for (id, object) in image::objects(document) {
            pdf.resources.xobjects.map.insert(id, object);
        }
        pdf.pages = document.pages.iter().map(pdf_page).collect();
        let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
        let mut draft = Self::take_over(pdf.to_lopdf_document(&options, &mut Vec::new()));
        draft.tidy_pages(document, fonts);
        contents.into_iter().enumerate().for_each(|(page, content)| draft.fill_page(page, content));
        draft
    }

    /// Keeps the objects, and leaves the catalogue, the information dictionary and the `/ID` behind: we write our own,
    /// and `printpdf` takes the `/ID` from a counter of the process.
    fn take_over(mut objects: lopdf::Document) -> Self {
        let pages: Vec<_> = objects.get_pages().into_values().collect();
        let mut catalog = Dictionary::new();
        for key in [b"Root".as_slice(), b"Info"] {
            let removed = objects.trailer.remove(key).and_then(|id| objects.objects.remove(&id.as_reference().ok()?));
            if let Some(Object::Dictionary(removed)) = removed
                && let Ok(tree) = removed.get(b"Pages")
            {
                catalog.set("Pages", tree.clone());
            }
        }
        Self { objects, pages, catalog, names: Dictionary::new(), information: None }
    }

    /// Gives all pages one resource dictionary, and nothing that says what is the default.
    fn tidy_pages(&mut self, document: &Document, fonts: &Fonts) {
        let mut shared = None;
        for (index, page) in document.pages.iter().enumerate() {
            let id = self.pages[index];
            let Some(entry) = self.page_mut(index) else { continue };
            for key in [b"TrimBox".as_slice(), b"CropBox", b"Annots"] {
                entry.remove(key);
            }
            entry.set("MediaBox", vec![0.into(), 0.into(), number(page.width), number(page.height)]);
            let Some(resources) = entry.remove(b"Resources").and_then(|id| id.as_reference().ok()) else { continue };
            let shared = *shared.get_or_insert_with(|| self.share_resources(resources, fonts));
            if resources != shared {
                self.objects.objects.remove(&resources);
            }
            if let Some(entry) = self.dictionary_mut(id) {
                entry.set("Resources", shared);
            }
        }
    }

    /// Gives a page its content.
    fn fill_page(&mut self, page: usize, content: Vec<u8>) {
        let stream = self.page_mut(page).and_then(|page| page.get(b"Contents").ok()?.as_reference().ok());
        match stream {
            Some(id) => self.set(id, Stream::new(Dictionary::new(), content)),
            None => {
                let id = self.add_stream(Dictionary::new(), content);
                if let Some(page) = self.page_mut(page) {
                    page.set("Contents", id);
                }
            }
        }
    }

    /// Leaves images in a resource dictionary, where there are any, and adds the fonts.
    fn share_resources(&mut self, id: ObjectId, fonts: &Fonts) -> ObjectId {
        let fonts = fonts.add(self);
        let Some(resources) = self.dictionary_mut(id) else { return id };
        let parts = std::mem::take(resources);
        for (key, part) in &parts {
            let Some(Object::Dictionary(part)) =
                part.as_reference().ok().and_then(|id| self.objects.objects.remove(&id))
            else {
                continue;
            };
            if !part.is_empty()
                && let Some(resources) = self.dictionary_mut(id)
            {
                resources.set(key.clone(), part);
            }
        }
        if let Some(resources) = self.dictionary_mut(id).filter(|_| !fonts.is_empty()) {
            resources.set("Font", fonts);
        }
        id
    }

    /// Adds an object.
    pub(super) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        self.objects.add_object(object)
    }

    /// Adds a stream that is compressed when the file is written.
    pub(super) fn add_stream(&mut self, dictionary: Dictionary, content: Vec<u8>) -> ObjectId {
        self.add(Stream::new(dictionary, content))
    }

    /// An id for an object that is [`set`](Self::set) later.
    pub(super) fn reserve(&mut self) -> ObjectId {
        self.objects.new_object_id()
    }

    /// Gives a reserved id its object.
    pub(super) fn set(&mut self, id: ObjectId, object: impl Into<Object>) {
        self.objects.set_object(id, object);
    }

    /// The dictionary of a page, by its place in the document.
    pub(super) fn page_mut(&mut self, page: usize) -> Option<&mut Dictionary> {
        self.dictionary_mut(self.pages[page])
    }

    /// An object that is a dictionary.
    pub(super) fn dictionary_mut(&mut self, id: ObjectId) -> Option<&mut Dictionary> {
        self.objects.get_dictionary_mut(id).ok()
    }

    /// All objects by their ids, and what the trailer says of them.
    pub(super) fn finish(mut self) -> (lopdf::Document, Dictionary) {
        if !self.names.is_empty() {
            self.catalog.set("Names", self.names);
        }
        let mut trailer = dictionary([("Root", self.objects.add_object(self.catalog).into())]);
        if let Some(information) = self.information {
            trailer.set("Info", information);
        }
        (self.objects, trailer)
    }

    /// Where on a page something is, as an explicit destination: `/XYZ` at the left edge, with the zoom as it is.
    pub(super) fn place(&self, document: &Document, page: usize, y: f32) -> Object {
        let top = document.pages[page].height - y;
        vec![self.pages[page].into(), "XYZ".into(), 0.into(), number(top), 0.into()].into()
    }
}

fn pdf_page(page: &Page) -> PdfPage {
    let sheet = Rect::from_wh(Pt(page.width), Pt(page.height));
    PdfPage { media_box: sheet.clone(), trim_box: sheet.clone(), crop_box: sheet, ops: Vec::new() }
}

/// A dictionary as an object of its type.
pub(super) fn typed<const N: usize>(kind: &str, entries: [(&str, Object); N]) -> Dictionary {
    let mut all = dictionary([("Type", name(kind))]);
    entries.into_iter().for_each(|(key, value)| all.set(key, value));
    all
}
