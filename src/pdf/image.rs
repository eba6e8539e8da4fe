//! Images as external objects (ISO 32000-1 8.9.5).

use super::drawing;
use crate::page::document::{Document, Image, ImageData, ImageId};
use printpdf::{DictItem, ExternalStream, ExternalXObject, XObject, XObjectId};
use std::collections::BTreeMap;

/// The name of an image in the pages' resources.
pub(super) fn id(image: ImageId) -> XObjectId {
    XObjectId(format!("i{}", image.0))
}

/// The images of a document, under their names.
pub(super) fn objects(document: &Document) -> impl Iterator<Item = (XObjectId, XObject)> {
    document.images.iter().enumerate().map(|(index, image)| {
        let stream = stream(image);
        (id(ImageId(index as u32)), XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None }))
    })
}

fn stream(image: &Image) -> ExternalStream {
    match &image.data {
        ImageData::Jpeg { bytes, components } => {
            let space = if *components == 1 { "DeviceGray" } else { "DeviceRGB" };
            let mut stream = samples(image, space, bytes.clone());
            stream.dict.insert("Filter".to_owned(), name("DCTDecode"));
            stream
        }
        ImageData::Drawing(shapes) => form(drawing::content(image, shapes)),
        ImageData::Rgb { pixels, alpha } => {
            let mut stream = samples(image, "DeviceRGB", pixels.clone());
            if let Some(alpha) = alpha {
                let mask = samples(image, "DeviceGray", alpha.clone());
                stream.dict.insert("SMask".to_owned(), DictItem::Stream { stream: mask });
            }
            stream
        }
    }
}

/// One unit wide and high; what lies outside is not seen.
fn form(content: Vec<u8>) -> ExternalStream {
    let unit = [0, 0, 1, 1].map(DictItem::Int).to_vec();
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Form")),
        ("BBox".to_owned(), DictItem::Array(unit)),
        ("Resources".to_owned(), DictItem::Dict { map: BTreeMap::new() }),
    ]);
    ExternalStream { dict, content, compress: false }
}

fn samples(image: &Image, space: &str, content: Vec<u8>) -> ExternalStream {
    let dict = BTreeMap::from([
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(image.width.into())),
        ("Height", DictItem::Int(image.height.into())),
        ("ColorSpace", name(space)),
        ("BitsPerComponent", DictItem::Int(8)),
    ]);
    let dict = dict.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    ExternalStream { dict, content, compress: false }
}

fn name(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}
