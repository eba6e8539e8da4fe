//! The pictures that an HTML holds itself (`<img src="data:image/png;base64,…">`): from addresses to pixels.
//!
//! PNG files are decoded; JPEG files go into the PDF as they are, without what a camera noted in them (place, owner,
//! device), unless they must be turned or are printed in four colours; an SVG is drawn ([`svg`]). Colours are taken for
//! sRGB. Not supported: GIF, WebP, animation, and pictures that lie elsewhere.

use crate::page::document::{Image, ImageData, ImageId};
use crate::page::svg;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeMap;
use std::fmt;
use std::io::Cursor;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// More pixels than this are a mistake, or an attempt to fill the memory: A4 at 600 dots an inch has 35 million.
const MAX_PIXELS: u64 = 50_000_000;

/// The pictures of a document.
#[derive(Debug, Default)]
pub(crate) struct Pictures {
    /// Each picture once.
    pub(crate) images: Vec<Image>,
    /// For each `<img>`, in order: its picture, or why there is none.
    pub(crate) places: Vec<Result<ImageId, Fault>>,
}

/// Why a picture is not drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Its address says where it lies, and not what it is.
    Elsewhere,
    /// It is neither PNG, JPEG nor SVG.
    Kind,
    /// It is an SVG that has what is not drawn.
    Undrawn(String),
    TooLarge,
    /// What the decoder says.
    Broken(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Elsewhere => f.write_str("it is not in the HTML itself"),
            Fault::Kind => f.write_str("it is neither PNG, JPEG nor SVG"),
            Fault::Undrawn(what) => write!(f, "it has what is not drawn here: {what}"),
            Fault::TooLarge => write!(f, "it has more than {} million pixels", MAX_PIXELS / 1_000_000),
            Fault::Broken(why) => write!(f, "it cannot be decoded ({why})"),
        }
    }
}

/// Reads the pictures at these addresses.
pub(crate) fn read(sources: &[String]) -> Pictures {
    let mut pictures = Pictures::default();
    let mut known: BTreeMap<&str, Result<ImageId, Fault>> = BTreeMap::new();
    for source in sources {
        let place = known.entry(source).or_insert_with(|| {
            let image = inline(source).and_then(|bytes| decode(&bytes))?;
            pictures.images.push(image);
            Ok(ImageId(pictures.images.len() as u32 - 1))
        });
        pictures.places.push(place.clone());
    }
    pictures
}

/// The file that an address holds: `data:image/png;base64,iVBOR…` (RFC 2397).
fn inline(source: &str) -> Result<Vec<u8>, Fault> {
    let (kind, data) = source.strip_prefix("data:").and_then(|rest| rest.split_once(',')).ok_or(Fault::Elsewhere)?;
    let said = kind.strip_suffix(";base64").ok_or(Fault::Kind)?;
    if ![Kind::Png, Kind::Jpeg, Kind::Svg].iter().any(|kind| kind.media_type() == said) {
        return Err(Fault::Kind);
    }
    STANDARD.decode(data.trim()).map_err(|error| Fault::Broken(error.to_string()))
}

/// What a picture file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Png,
    Jpeg,
    Svg,
}

impl Kind {
    /// Told by the first bytes of a file.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', ..] => Some(Kind::Png),
            [0xFF, 0xD8, 0xFF, ..] => Some(Kind::Jpeg),
            _ => svg::is_svg(bytes).then_some(Kind::Svg),
        }
    }

    /// The media type (RFC 2046).
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Kind::Png => "image/png",
            Kind::Jpeg => "image/jpeg",
            Kind::Svg => "image/svg+xml",
        }
    }
}

/// The pixels or outlines of a picture file.
fn decode(bytes: &[u8]) -> Result<Image, Fault> {
    match Kind::of(bytes).ok_or(Fault::Kind)? {
        Kind::Png => png(bytes),
        Kind::Jpeg => jpeg(bytes),
        Kind::Svg => svg::read(bytes),
    }
}

fn check_size(width: u64, height: u64) -> Result<(), Fault> {
    if width.saturating_mul(height) > MAX_PIXELS { Err(Fault::TooLarge) } else { Ok(()) }
}

fn png(bytes: &[u8]) -> Result<Image, Fault> {
    let broken = |error: png::DecodingError| Fault::Broken(error.to_string());
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    let mut reader = decoder.read_info().map_err(broken)?;
    let (width, height) = (reader.info().width, reader.info().height);
    check_size(width.into(), height.into())?;
    let size = reader.output_buffer_size().ok_or(Fault::TooLarge)?;
    let mut samples = vec![0; size];
    let frame = reader.next_frame(&mut samples).map_err(broken)?;
    samples.truncate(frame.buffer_size());
    let (pixels, alpha) = match frame.color_type {
        png::ColorType::Rgb => (samples, None),
        png::ColorType::Rgba => parted(&samples, 4, |pixel| [pixel[0], pixel[1], pixel[2]]),
        png::ColorType::GrayscaleAlpha => parted(&samples, 2, |pixel| [pixel[0]; 3]),
        _ => (samples.iter().flat_map(|&grey| [grey; 3]).collect(), None),
    };
    Ok(Image { width, height, data: ImageData::Rgb { pixels, alpha } })
}

/// Colours and opacity apart, the last of `count` samples a pixel; no opacity where all is opaque.
fn parted(samples: &[u8], count: usize, colour: impl Fn(&[u8]) -> [u8; 3]) -> (Vec<u8>, Option<Vec<u8>>) {
    let pixels = samples.chunks_exact(count).flat_map(colour).collect();
    let alpha: Vec<u8> = samples.chunks_exact(count).map(|pixel| pixel[count - 1]).collect();
    (pixels, alpha.iter().any(|&opacity| opacity != u8::MAX).then_some(alpha))
}

fn jpeg(bytes: &[u8]) -> Result<Image, Fault> {
    let mut decoder = JpegDecoder::new(ZCursor::new(bytes));
    decoder.decode_headers().map_err(|error| Fault::Broken(error.to_string()))?;
    let info = decoder.info().ok_or_else(|| Fault::Broken("no frame".to_owned()))?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    check_size(width.into(), height.into())?;
    let turn = decoder.exif().map_or(1, |exif| orientation(exif).unwrap_or(1));
    let components = match decoder.input_colorspace() {
        Some(ColorSpace::Luma) => 1,
        Some(ColorSpace::YCbCr) => 3,
        _ => 4,
    };
    match bare(bytes)? {
        Some(bytes) if turn == 1 && components != 4 => {
            Ok(Image { width, height, data: ImageData::Jpeg { bytes, components } })
        }
        _ => turned(rgb(bytes)?, (width, height), turn),
    }
}

fn rgb(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode().map_err(|error| Fault::Broken(error.to_string()))
}

/// A JPEG file without what its application segments say, but for Adobe's, which says how its colours are meant; nothing
/// where it is not made as it should be.
///
/// # Errors
/// [`Fault::Broken`] where the file ends before its picture does: what is missing would be drawn grey.
fn bare(bytes: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
    const END: [u8; 2] = [0xFF, 0xD9];
    let Some((mut kept, picture)) = segments(bytes) else { return Ok(None) };
    if !picture.windows(2).any(|pair| pair == END) {
        return Err(Fault::Broken("it ends before its picture does".to_owned()));
    }
    kept.extend(picture);
    Ok(Some(kept))
}

/// The segments that are kept, and what follows from the start of the scan on.
fn segments(bytes: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let mut kept = bytes.get(..2)?.to_vec();
    let mut at = 2;
    loop {
        let &[0xFF, marker] = bytes.get(at..at + 2)? else { return None };
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        if marker == 0xDA {
            return Some((kept, &bytes[at..]));
        }
        let is_said_aside = matches!(marker, 0xE0..=0xED | 0xEF | 0xFE);
        let segment = bytes.get(at..at + 2 + length)?;
        if !is_said_aside {
            kept.extend(segment);
        }
        at += segment.len();
    }
}

/// How a picture is to be turned, 1 to 8 (Exif 2.3, tag 0x0112), in a TIFF header and its first directory.
fn orientation(exif: &[u8]) -> Option<u16> {
    const TAG: u16 = 0x0112;
    let is_little = exif.starts_with(b"II");
    let short = |at: usize| {
        let bytes: [u8; 2] = exif.get(at..at + 2)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes: [u8; 4] = exif.get(at..at + 4)?.try_into().ok()?;
        Some(if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) } as usize)
    };
    let directory = long(4)?;
    let entries = (0..usize::from(short(directory)?)).map(|entry| directory + 2 + 12 * entry);
    let found = entries.take_while(|&entry| entry + 12 <= exif.len()).find(|&entry| short(entry) == Some(TAG))?;
    short(found + 8).filter(|turn| (1..=8).contains(turn))
}

/// Pixels turned and mirrored as the camera was held.
fn turned(pixels: Vec<u8>, (width, height): (u32, u32), turn: u16) -> Result<Image, Fault> {
    let (wide, high) = (width as usize, height as usize);
    if pixels.len() != wide * high * 3 {
        return Err(Fault::Broken("fewer pixels than it says".to_owned()));
    }
    let lies = turn >= 5;
    let (new_wide, new_high) = if lies { (high, wide) } else { (wide, high) };
    let mut out = Vec::with_capacity(pixels.len());
    for y in 0..new_high {
        for x in 0..new_wide {
            let (from_x, from_y) = match turn {
                2 => (wide - 1 - x, y),
                3 => (wide - 1 - x, high - 1 - y),
                4 => (x, high - 1 - y),
                5 => (y, x),
                6 => (y, high - 1 - x),
                7 => (wide - 1 - y, high - 1 - x),
                8 => (wide - 1 - y, x),
                _ => (x, y),
            };
            let at = (from_y * wide + from_x) * 3;
            out.extend(&pixels[at..at + 3]);
        }
    }
    let (width, height) = (new_wide as u32, new_high as u32);
    Ok(Image { width, height, data: ImageData::Rgb { pixels: out, alpha: None } })
}

#[cfg(test)]
mod tests {
    use super::{Fault, check_size, decode, read};
    use crate::page::document::{Image, ImageData, ImageId};
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    /// 32 by 16 pixels, blue on the left and red on the right, to be turned to the right, from a camera that says who it is.
    const TURNED: &str = "/9j/4AAQSkZJRgABAQAAAQABAAD/4QA4RXhpZgAATU0AKgAAAAgAAgEPAAIAAAAKAAAAJgESAAMAAAABAAYAAAAAAABTZWNyZXRj\
     YW0A/9sAQwAbEhQXFBEbFxYXHhwbIChCKyglJShROj0wQmBVZWRfVV1baniZgWpxkHNbXYW1hpCeo6utq2eAvMm6pseZqKuk/9sA\
     QwEcHh4oIyhOKytOpG5dbqSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk/8AAEQgAEAAg\
     AwEiAAIRAQMRAf/EABYAAQEBAAAAAAAAAAAAAAAAAAAEBf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAWAQEBAQAAAAAAAAAAAAAA\
     AAAFAwb/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwDGAOpKwGaOv//Z";

    /// 4 by 3 grey pixels, with a comment.
    const GREY: &str = "/9j/4AAQSkZJRgABAQAAAQABAAD//gAHYnkgbWX/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKra\
     rYqMyP/L2u71////m8H////6/+b9//j/wAALCAADAAQBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAABP/EABQQAQAAAAAAAAAAAAAA\
     AAAAAAD/2gAIAQEAAD8AO//Z";

    fn png(width: u32, height: u32, kind: png::ColorType, samples: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(kind);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header().unwrap().write_image_data(samples).unwrap();
        bytes
    }

    fn rgb(image: &Image) -> (&[u8], Option<&[u8]>) {
        match &image.data {
            ImageData::Rgb { pixels, alpha } => (pixels, alpha.as_deref()),
            ImageData::Jpeg { .. } | ImageData::Drawing(_) => panic!("no pixels"),
        }
    }

    #[test]
    fn png_files_become_colours_and_opacity() {
        let opaque = decode(&png(1, 1, png::ColorType::Rgba, &[1, 2, 3, 255])).unwrap();
        assert_eq!(rgb(&opaque), (&[1, 2, 3][..], None));
        let glass = decode(&png(2, 1, png::ColorType::GrayscaleAlpha, &[9, 255, 7, 80])).unwrap();
        assert_eq!(rgb(&glass), (&[9, 9, 9, 7, 7, 7][..], Some(&[255, 80][..])));
        let grey = decode(&png(1, 2, png::ColorType::Grayscale, &[5, 6])).unwrap();
        assert_eq!((rgb(&grey).0, grey.width, grey.height), (&[5, 5, 5, 6, 6, 6][..], 1, 2));
    }

    #[test]
    fn jpeg_files_stay_files_without_what_the_camera_says() {
        let image = decode(&STANDARD.decode(GREY).unwrap()).unwrap();
        let ImageData::Jpeg { bytes, components: 1 } = &image.data else { panic!("{image:?}") };
        assert!(!bytes.windows(5).any(|words| words == b"by me") && bytes.ends_with(&[0xFF, 0xD9]));
        assert_eq!((image.width, image.height), (4, 3));
        let whole = STANDARD.decode(GREY).unwrap();
        let told = "it ends before its picture does".to_owned();
        assert_eq!(decode(&whole[..whole.len() - 2]).unwrap_err(), Fault::Broken(told));
    }

    #[test]
    fn a_picture_stands_as_the_camera_was_held() {
        let image = decode(&STANDARD.decode(TURNED).unwrap()).unwrap();
        assert_eq!((image.width, image.height), (16, 32));
        let is_blue = |x: usize, y: usize| rgb(&image).0[(y * 16 + x) * 3 + 2] > 128;
        assert_eq!([is_blue(3, 3), is_blue(12, 3), is_blue(3, 28), is_blue(12, 28)], [true, true, false, false]);
    }

    #[test]
    fn a_picture_is_read_once_and_what_is_none_says_why() {
        let address = format!("data:image/png;base64,{}", STANDARD.encode(png(1, 1, png::ColorType::Rgb, &[1, 2, 3])));
        let mut broken = png(9, 9, png::ColorType::Grayscale, &[0; 81]);
        broken.truncate(50);
        let inline = |bytes: Vec<u8>| format!("data:image/png;base64,{}", STANDARD.encode(bytes));
        let sources = [
            address.clone(),
            "crest.png".to_owned(),
            address,
            "data:image/svg+xml;base64,AAAA".to_owned(),
            "data:image/png;base64,AAAA".to_owned(),
            inline(broken),
        ];
        let found = read(&sources);
        assert_eq!(found.images.len(), 1);
        assert_eq!(found.places[0], found.places[2]);
        assert_eq!(found.places[..2], [Ok(ImageId(0)), Err(Fault::Elsewhere)]);
        assert_eq!(found.places[3..5], [Err(Fault::Kind), Err(Fault::Kind)]);
        assert!(matches!(&found.places[5], Err(Fault::Broken(_))), "{:?}", found.places[5]);
        assert_eq!((check_size(30_000, 1_000), check_size(60_000, 1_000)), (Ok(()), Err(Fault::TooLarge)));
    }

    #[test]
    fn damaged_files_are_told_and_nothing_panics() {
        for file in
            [STANDARD.decode(TURNED).unwrap(), STANDARD.decode(GREY).unwrap(), png(3, 3, png::ColorType::Rgb, &[7; 27])]
        {
            for at in 0..file.len() {
                let mut damaged = file.clone();
                damaged[at] ^= 0x55;
                _ = decode(&damaged);
                _ = decode(&file[..at]);
            }
        }
    }
}
