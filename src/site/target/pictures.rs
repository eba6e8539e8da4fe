//! The pictures of a release as files beside its page.

use super::Kind;
use crate::prepare::{Block, Briefing, Figure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Gives each picture that was found a file beside the page, `harbour-1.png`, and gives names and content of the files.
/// Names are new, because those that a text uses may lead into folders.
pub(super) fn lay_beside(briefing: &mut Briefing, name: &str, kind: Kind) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    each(&mut briefing.blocks, &mut |figure| match figure.data.as_deref().and_then(file) {
        Some((ending, bytes)) => {
            let file = format!("{name}-{}.{ending}", files.len() + 1);
            figure.url = format!("./{file}");
            files.push((file, bytes));
        }
        // Docusaurus stops at a picture that it does not find, unless it is told not to look (`pathname:`).
        None if kind == Kind::Docusaurus && !figure.url.contains(':') => {
            figure.url = format!("pathname:///{}", figure.url.trim_start_matches(['.', '/']));
        }
        None => {}
    });
    files
}

/// The ending and the content of a picture in an address that holds it.
fn file(data: &str) -> Option<(&'static str, Vec<u8>)> {
    let (kind, bytes) = data.strip_prefix("data:image/")?.split_once(";base64,")?;
    let ending = match kind {
        "png" => "png",
        "jpeg" => "jpg",
        "svg+xml" => "svg",
        _ => return None,
    };
    Some((ending, STANDARD.decode(bytes).ok()?))
}

fn each(blocks: &mut [Block], change: &mut impl FnMut(&mut Figure)) {
    for block in blocks {
        match block {
            Block::Figure(figure) => change(figure),
            Block::Section(section) => each(&mut section.blocks, change),
            Block::Paragraphs { items, .. } => items.iter_mut().for_each(|item| each(&mut item.blocks, change)),
            Block::List { items } => items.iter_mut().for_each(|item| each(&mut item.blocks, change)),
            Block::Notes { items, .. } => items.iter_mut().for_each(|item| each(&mut item.blocks, change)),
            Block::Paragraph { blocks, .. } | Block::Quote { blocks, .. } | Block::Boilerplate { blocks, .. } => {
                each(blocks, change);
            }
            _ => {}
        }
    }
}
