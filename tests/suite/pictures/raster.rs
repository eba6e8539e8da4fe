//! Pages of a PDF as pictures, for as much of PDF as chancery writes: filled and stroked paths, clips, text in fonts of
//! two-byte codes, images and forms. Fonts are read and paths drawn by other libraries than those that write the file.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::HashMap;
use tiny_skia::{Color, FillRule, Mask, Paint, Path, PathBuilder, Pixmap, PixmapPaint, Stroke, StrokeDash, Transform};

/// Draws a page, the first of which is 1, with so many pixels a point.
pub(crate) fn draw(pdf: &[u8], page: u32, scale: f32) -> Pixmap {
    let document = Document::load_mem(pdf).expect("a PDF of ours can be read");
    let page = *document.get_pages().get(&page).expect("the PDF has this page");
    let dict = document.get_dictionary(page).expect("a page is a dictionary");
    let [width, height] = size(&document, page);
    let mut canvas = Canvas {
        pixmap: Pixmap::new((width * scale).ceil() as u32, (height * scale).ceil() as u32).expect("a page has a size"),
        document: &document,
        fonts: HashMap::new(),
    };
    canvas.pixmap.fill(Color::WHITE);
    let resources = resolve(&document, dict.get(b"Resources").expect("a page has resources"));
    let content = document.get_page_content(page);
    let state = State { matrix: Transform::from_row(scale, 0.0, 0.0, -scale, 0.0, height * scale), ..State::default() };
    canvas.run(&content, resources.as_dict().expect("resources are a dictionary"), state);
    canvas.pixmap
}

fn size(document: &Document, page: ObjectId) -> [f32; 2] {
    let mut at = page;
    loop {
        let dict = document.get_dictionary(at).expect("a page is a dictionary");
        if let Ok(media) = dict.get(b"MediaBox") {
            let media = numbers(resolve(document, media).as_array().expect("a box is an array"));
            return [media[2] - media[0], media[3] - media[1]];
        }
        at = dict.get(b"Parent").and_then(Object::as_reference).expect("a page has a size");
    }
}

fn resolve<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).map_or(object, |(_, object)| object)
}

fn numbers(objects: &[Object]) -> Vec<f32> {
    objects.iter().map(|object| object.as_float().expect("a number")).collect()
}

/// A font as it is embedded: its outlines by code, and how far each goes, in thousandths.
struct Font {
    bytes: Vec<u8>,
    bare: bool,
    /// Whether a code is two bytes.
    is_wide: bool,
    widths: HashMap<u16, f32>,
    default_width: f32,
}

#[derive(Clone)]
struct State {
    matrix: Transform,
    fill: Color,
    stroke: Color,
    width: f32,
    dash: Option<StrokeDash>,
    clip: Option<Mask>,
    font: Option<(Vec<u8>, f32)>,
    spacing: f32,
    word_spacing: f32,
    rise: f32,
}

impl Default for State {
    fn default() -> Self {
        Self {
            matrix: Transform::identity(),
            fill: Color::BLACK,
            stroke: Color::BLACK,
            width: 1.0,
            dash: None,
            clip: None,
            font: None,
            spacing: 0.0,
            word_spacing: 0.0,
            rise: 0.0,
        }
    }
}

struct Canvas<'a> {
    pixmap: Pixmap,
    document: &'a Document,
    fonts: HashMap<ObjectId, Font>,
}

impl Canvas<'_> {
    /// Runs the operators of a page or form.
    fn run(&mut self, content: &[u8], resources: &Dictionary, mut state: State) {
        let mut saved = Vec::new();
        let mut path = PathBuilder::new();
        let mut clip = None;
        let (mut line, mut text) = (Transform::identity(), Transform::identity());
        for operation in Content::decode(content).expect("a content of ours can be read").operations {
            let found = &operation.operands;
            match operation.operator.as_str() {
                "q" => saved.push(state.clone()),
                "Q" => state = saved.pop().expect("states are balanced"),
                "cm" => state.matrix = state.matrix.pre_concat(transform(found)),
                "w" => state.width = numbers(found)[0],
                "d" => state.dash = dash(found),
                "g" | "rg" => state.fill = colour(found),
                "G" | "RG" => state.stroke = colour(found),
                "m" => with(&mut path, found, |path, n| path.move_to(n[0], n[1])),
                "l" => with(&mut path, found, |path, n| path.line_to(n[0], n[1])),
                "c" => with(&mut path, found, |path, n| path.cubic_to(n[0], n[1], n[2], n[3], n[4], n[5])),
                "h" => path.close(),
                "re" => with(&mut path, found, |path, n| {
                    path.move_to(n[0], n[1]);
                    path.line_to(n[0] + n[2], n[1]);
                    path.line_to(n[0] + n[2], n[1] + n[3]);
                    path.line_to(n[0], n[1] + n[3]);
                    path.close();
                }),
                "W" => clip = Some(FillRule::Winding),
                "W*" => clip = Some(FillRule::EvenOdd),
                painted @ ("f" | "f*" | "S" | "n") => {
                    if let Some(path) = std::mem::take(&mut path).finish() {
                        let rule = if painted == "f*" { FillRule::EvenOdd } else { FillRule::Winding };
                        match painted {
                            "S" => self.stroke(&path, &state),
                            "n" => {}
                            _ => self.fill(&path, rule, &state),
                        }
                        if let Some(rule) = clip.take() {
                            state.clip = Some(self.clipped(&path, rule, &state));
                        }
                    }
                }
                "BT" => (line, text) = (Transform::identity(), Transform::identity()),
                "Tf" => state.font = Some((name(&found[0]), found[1].as_float().expect("a size"))),
                "Tc" => state.spacing = numbers(found)[0],
                "Tw" => state.word_spacing = numbers(found)[0],
                "Ts" => state.rise = numbers(found)[0],
                "Td" => {
                    let moved = numbers(found);
                    line = line.pre_translate(moved[0], moved[1]);
                    text = line;
                }
                "Tm" => (line, text) = (transform(found), transform(found)),
                "TJ" => text = self.show(found[0].as_array().expect("TJ has an array"), resources, &state, text),
                "Do" => self.object(&name(&found[0]), resources, &state),
                "BDC" | "BMC" | "EMC" | "ET" | "J" | "j" | "M" => {}
                other => panic!("`{other}` is not drawn in these tests"),
            }
        }
    }

    fn fill(&mut self, path: &Path, rule: FillRule, state: &State) {
        self.pixmap.fill_path(path, &paint(state.fill), rule, state.matrix, state.clip.as_ref());
    }

    fn stroke(&mut self, path: &Path, state: &State) {
        let stroke = Stroke { width: state.width, dash: state.dash.clone(), ..Stroke::default() };
        self.pixmap.stroke_path(path, &paint(state.stroke), &stroke, state.matrix, state.clip.as_ref());
    }

    fn clipped(&self, path: &Path, rule: FillRule, state: &State) -> Mask {
        let Some(mut mask) = state.clip.clone() else {
            let mut mask = Mask::new(self.pixmap.width(), self.pixmap.height()).expect("a page has a size");
            mask.fill_path(path, rule, true, state.matrix);
            return mask;
        };
        mask.intersect_path(path, rule, true, state.matrix);
        mask
    }

    /// Shows text; gives where it ends.
    fn show(&mut self, items: &[Object], resources: &Dictionary, state: &State, mut text: Transform) -> Transform {
        let (name, size) = state.font.clone().expect("text has a font");
        let id = self.font(&name, resources);
        for item in items {
            if let Ok(adjust) = item.as_float() {
                text = text.pre_translate(-adjust / 1000.0 * size, 0.0);
                continue;
            }
            let bytes = if self.fonts[&id].is_wide { 2 } else { 1 };
            for code in item.as_str().expect("text is a string").chunks(bytes) {
                let word = if code == b" " { state.word_spacing } else { 0.0 };
                let code = code.iter().fold(0, |code, byte| code << 8 | u16::from(*byte));
                let font = &self.fonts[&id];
                let em = size / font.units();
                let matrix = state.matrix.pre_concat(text).pre_translate(0.0, state.rise).pre_scale(em, em);
                let outline = font.outline(code);
                let advance = font.widths.get(&code).copied().unwrap_or(font.default_width) / 1000.0 * size;
                if let Some(outline) = outline {
                    let clip = state.clip.as_ref();
                    self.pixmap.fill_path(&outline, &paint(state.fill), FillRule::Winding, matrix, clip);
                }
                text = text.pre_translate(advance + state.spacing + word, 0.0);
            }
        }
        text
    }

    fn font(&mut self, name: &[u8], resources: &Dictionary) -> ObjectId {
        let fonts = resolve(self.document, resources.get(b"Font").expect("there are fonts"));
        let fonts = fonts.as_dict().expect("fonts are a dictionary");
        let id = fonts.get(name).and_then(Object::as_reference).expect("a font is an object");
        let document = self.document;
        self.fonts.entry(id).or_insert_with(|| Font::read(document, id));
        id
    }

    fn object(&mut self, name: &[u8], resources: &Dictionary, state: &State) {
        let objects = resolve(self.document, resources.get(b"XObject").expect("there are objects"));
        let object = objects.as_dict().and_then(|objects| objects.get(name)).expect("the object is there");
        let stream = resolve(self.document, object).as_stream().expect("an object is a stream");
        let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form") {
            self.run(&content, &Dictionary::new(), state.clone());
            return;
        }
        let length = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).expect("an image has a size") as u32;
        let (width, height) = (length(b"Width"), length(b"Height"));
        let mask = stream.dict.get(b"SMask").ok().map(|mask| {
            let mask = resolve(self.document, mask).as_stream().expect("a mask is a stream");
            mask.decompressed_content().unwrap_or_else(|_| mask.content.clone())
        });
        let mut image = Pixmap::new(width, height).expect("an image has a size");
        for (index, pixel) in image.pixels_mut().iter_mut().enumerate() {
            let alpha = mask.as_ref().map_or(255, |mask| mask[index]);
            let [red, green, blue] = [0, 1, 2].map(|part| content[index * 3 + part]);
            *pixel = tiny_skia::ColorU8::from_rgba(red, green, blue, alpha).premultiply();
        }
        let unit = Transform::from_row(1.0 / width as f32, 0.0, 0.0, -1.0 / height as f32, 0.0, 1.0);
        let matrix = state.matrix.pre_concat(unit);
        let quality = PixmapPaint { quality: tiny_skia::FilterQuality::Bilinear, ..PixmapPaint::default() };
        self.pixmap.draw_pixmap(0, 0, image.as_ref(), &quality, matrix, state.clip.as_ref());
    }
}

impl Font {
    fn read(document: &Document, id: ObjectId) -> Self {
        let get = |dict: &Dictionary, key: &[u8]| resolve(document, dict.get(key).expect("a font is whole")).clone();
        let dict = document.get_dictionary(id).expect("a font is a dictionary");
        let descendants = get(dict, b"DescendantFonts");
        let descendant = resolve(document, &descendants.as_array().expect("one font")[0]).clone();
        let descendant = descendant.as_dict().expect("a font is a dictionary");
        let descriptor = get(descendant, b"FontDescriptor");
        let descriptor = descriptor.as_dict().expect("a descriptor is a dictionary");
        let file = get(descriptor, if descriptor.has(b"FontFile3") { b"FontFile3" } else { b"FontFile2" });
        let file = file.as_stream().expect("a font is a stream");
        let bytes = file.decompressed_content().unwrap_or_else(|_| file.content.clone());
        // An OpenType font begins with the name of its kind, a bare CFF with its version.
        let bare = bytes.starts_with(&[1, 0]);
        let default_width = descendant.get(b"DW").and_then(Object::as_float).unwrap_or(1000.0);
        let widths = widths(get(descendant, b"W").as_array().expect("widths are an array"));
        let is_wide = dict.get(b"Encoding").and_then(Object::as_name).is_ok_and(|name| name == b"Identity-H");
        Self { bytes, bare, is_wide, widths, default_width }
    }

    fn units(&self) -> f32 {
        // A bare CFF has 1000 units to an em but where its matrix says otherwise.
        match self.bare {
            true => ttf_parser::cff::Table::parse(&self.bytes).map_or(1000.0, |cff| 1.0 / cff.matrix().sx),
            false => f32::from(ttf_parser::Face::parse(&self.bytes, 0).expect("a font").units_per_em()),
        }
    }

    fn outline(&self, code: u16) -> Option<Path> {
        let glyph = ttf_parser::GlyphId(code);
        let mut outline = Outline(PathBuilder::new());
        if self.bare {
            ttf_parser::cff::Table::parse(&self.bytes).expect("a font").outline(glyph, &mut outline).ok()?;
        } else {
            ttf_parser::Face::parse(&self.bytes, 0).expect("a font").outline_glyph(glyph, &mut outline)?;
        }
        outline.0.finish()
    }
}

/// `[1 [500 510] 7 9 480]`: widths one by one, or one for several codes.
fn widths(items: &[Object]) -> HashMap<u16, f32> {
    let mut widths = HashMap::new();
    let mut items = items.iter();
    while let Some(first) = items.next() {
        let first = first.as_i64().expect("a code") as u16;
        match items.next().expect("a width") {
            Object::Array(list) => {
                widths.extend((first..).zip(numbers(list)));
            }
            last => {
                let width = items.next().expect("a width").as_float().expect("a width");
                widths.extend((first..=last.as_i64().expect("a code") as u16).map(|code| (code, width)));
            }
        }
    }
    widths
}

struct Outline(PathBuilder);

impl ttf_parser::OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

fn with(path: &mut PathBuilder, operands: &[Object], draw: impl Fn(&mut PathBuilder, &[f32])) {
    draw(path, &numbers(operands));
}

fn name(object: &Object) -> Vec<u8> {
    object.as_name().expect("a name").to_vec()
}

fn transform(operands: &[Object]) -> Transform {
    let found = numbers(operands);
    Transform::from_row(found[0], found[1], found[2], found[3], found[4], found[5])
}

fn colour(operands: &[Object]) -> Color {
    let found = numbers(operands);
    let [red, green, blue] = if found.len() == 1 { [found[0]; 3] } else { [found[0], found[1], found[2]] };
    Color::from_rgba(red, green, blue, 1.0).expect("a colour is from 0 to 1")
}

fn dash(operands: &[Object]) -> Option<StrokeDash> {
    StrokeDash::new(numbers(operands[0].as_array().expect("dashes")), operands[1].as_float().expect("an offset"))
}

fn paint(colour: Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(colour);
    paint
}
