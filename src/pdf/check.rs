//! Whether a document holds what it refers to, so that nothing after this needs to ask.

use crate::Error;
use crate::page::document::{
    Bookmark, ContentId, Document, ElementId, Image, ImageData, Item, Kid, Mark, Page, TextRun,
};

/// Headings have six levels; deeper bookmarks are refused rather than followed.
const MAX_BOOKMARK_DEPTH: usize = 32;

/// Refuses a document with references to nowhere, or with a structure that is not a tree.
pub(super) fn check(document: &Document) -> Result<(), Error> {
    known("page", 0, document.pages.len())?;
    known("structure element", 0, document.structure.elements.len())?;
    check_structure(document)?;
    document.images.iter().enumerate().try_for_each(check_image)?;
    document.pages.iter().try_for_each(|page| check_page(document, page))?;
    for destination in &document.destinations {
        known("page", destination.page, document.pages.len())?;
    }
    check_bookmarks(&document.outline, document.pages.len(), 0)
}

fn known(what: &'static str, index: usize, len: usize) -> Result<(), Error> {
    if index < len { Ok(()) } else { Err(Error::Dangling { what, index }) }
}

/// Parents come before children, and all but the root have one place: then it is a tree.
fn check_structure(document: &Document) -> Result<(), Error> {
    let structure = &document.structure;
    let mut placed_elements = vec![false; structure.elements.len()];
    let mut placed_contents = vec![false; structure.contents.len()];
    placed_elements[0] = true;
    for (parent, element) in structure.elements.iter().enumerate() {
        for kid in &element.kids {
            match *kid {
                Kid::Content(ContentId(content)) => {
                    place("content", content as usize, &mut placed_contents)?;
                    let is_here = structure.contents[content as usize].0 as usize == parent;
                    known("content", content as usize, if is_here { placed_contents.len() } else { 0 })?;
                }
                Kid::Element(ElementId(id)) if id as usize <= parent => place("element", id as usize, &mut [])?,
                Kid::Element(ElementId(id)) => place("element", id as usize, &mut placed_elements)?,
            }
        }
    }
    let lost = placed_elements.iter().chain(&placed_contents).position(|placed| !placed);
    lost.map_or(Ok(()), |index| known("place in the structure for", index, 0))
}

/// Takes the one place that a part of the structure has.
fn place(what: &'static str, index: usize, placed: &mut [bool]) -> Result<(), Error> {
    known(what, index, placed.len())?;
    known(what, index, if std::mem::replace(&mut placed[index], true) { 0 } else { placed.len() })
}

/// As many samples as its size says.
fn check_image((index, image): (usize, &Image)) -> Result<(), Error> {
    let ImageData::Rgb { pixels, alpha } = &image.data else { return Ok(()) };
    let is_whole =
        |bytes: &[u8], depth: u128| bytes.len() as u128 == u128::from(image.width) * u128::from(image.height) * depth;
    let is_whole = is_whole(pixels, 3) && alpha.as_ref().is_none_or(|alpha| is_whole(alpha, 1));
    known("whole image", index, if is_whole { usize::MAX } else { 0 })
}

fn check_page(document: &Document, page: &Page) -> Result<(), Error> {
    for item in &page.items {
        item.runs().iter().try_for_each(|run| check_run(document, run))?;
        match item {
            Item::Text(_) | Item::Turned { .. } | Item::Fill { .. } => {}
            Item::Image { image, mark, .. } => {
                known("image", image.0 as usize, document.images.len())?;
                check_mark(document, *mark)?;
            }
            Item::Link { element, .. } => {
                known("structure element", element.0 as usize, document.structure.elements.len())?;
            }
        }
    }
    Ok(())
}

fn check_run(document: &Document, run: &TextRun) -> Result<(), Error> {
    known("face", run.face.0 as usize, document.faces.len())?;
    check_mark(document, run.mark)?;
    let is_ascii = run.text.is_ascii();
    for glyph in &run.glyphs {
        let (start, end) = (glyph.text.0 as usize, glyph.text.1 as usize);
        // Between letters of one byte all places are.
        let is_there =
            if is_ascii { start <= end && end <= run.text.len() } else { run.text.get(start..end).is_some() };
        if !is_there {
            return Err(Error::Dangling { what: "character at byte", index: start });
        }
    }
    Ok(())
}

fn check_mark(document: &Document, mark: Mark) -> Result<(), Error> {
    match mark {
        Mark::Content(content) => known("content", content.0 as usize, document.structure.contents.len()),
        Mark::Artifact(_) => Ok(()),
    }
}

fn check_bookmarks(bookmarks: &[Bookmark], pages: usize, depth: usize) -> Result<(), Error> {
    known("level of bookmarks", depth, MAX_BOOKMARK_DEPTH)?;
    for bookmark in bookmarks {
        known("page", bookmark.page, pages)?;
        check_bookmarks(&bookmark.children, pages, depth + 1)?;
    }
    Ok(())
}
