//! Documents made by hand, as PDF and read back.

use super::content::Content;
use super::font::Fonts;
use super::run::{Pen, Spacing, shown, spans};
use super::{Attachment, Metadata, Relationship, Unreadable, extract, write};
use crate::Error;
use crate::page::document::{
    Area, Artifact, Bookmark, Colour, ContentId, Destination, Document, Element, ElementId, FaceId, Glyph, Image,
    ImageData, ImageId, Item, Kid, ListNumbering, Mark, Page, Role, Scope, Structure, Target, TextRun,
};
use crate::page::font::{FILES, Face};
use read_fonts::types::NameId;
use std::sync::Arc;

const SERIF: FaceId = FaceId(0);
const BOLD: FaceId = FaceId(1);
const MONO: FaceId = FaceId(2);

/// A document that grows.
struct Maker {
    document: Document,
}

impl Maker {
    fn new() -> Self {
        let faces = ["LibertinusSerif-Regular", "LibertinusSerif-Bold", "DejaVuSansMono"].map(|name| {
            let mut all = FILES.iter().filter_map(Face::built_in);
            Arc::new(all.find(|face| post_script_name(face).as_deref() == Some(name)).unwrap())
        });
        let structure =
            Structure { elements: vec![Element { role: Role::Document, ..Element::default() }], contents: vec![] };
        let pages = vec![Page { width: 595.276, height: 841.89, items: Vec::new() }];
        let (title, language) = ("A note from Norland".to_owned(), "en".to_owned());
        let (outline, destinations, images) = (Vec::new(), Vec::new(), Vec::new());
        let faces = faces.to_vec();
        Self { document: Document { title, language, pages, structure, outline, destinations, faces, images } }
    }

    fn element(&mut self, parent: u32, element: Element) -> u32 {
        let structure = &mut self.document.structure;
        let id = structure.elements.len() as u32;
        structure.elements[parent as usize].kids.push(Kid::Element(ElementId(id)));
        structure.elements.push(element);
        id
    }

    fn plain(&mut self, parent: u32, role: Role) -> u32 {
        self.element(parent, Element { role, ..Element::default() })
    }

    fn content(&mut self, element: u32) -> Mark {
        let structure = &mut self.document.structure;
        let content = ContentId(structure.contents.len() as u32);
        structure.contents.push(ElementId(element));
        structure.elements[element as usize].kids.push(Kid::Content(content));
        Mark::Content(content)
    }

    fn item(&mut self, item: Item) {
        self.document.pages.last_mut().unwrap().items.push(item);
    }

    fn text(&mut self, place: (f32, f32), face: FaceId, size: f32, mark: Mark, text: &str) {
        let run = self.run(place, face, size, mark, text);
        self.item(Item::Text(run));
    }

    /// One glyph a character, without kerning.
    fn run(&self, (x, y): (f32, f32), face: FaceId, size: f32, mark: Mark, text: &str) -> TextRun {
        let font = self.document.faces[face.0 as usize].font();
        let (widths, em) = (font.glyph_metrics(), f32::from(font.units_per_em()));
        let glyph = |(at, character): (usize, char)| {
            let shown = if character == '\u{AD}' { '-' } else { character };
            let id = font.charmap().map_unicode(shown).unwrap();
            let text = (at as u32, (at + character.len_utf8()) as u32);
            let advance = widths.h_advance(id) / em * size;
            Glyph { id: id.to_u32() as u16, advance, dx: 0.0, dy: 0.0, text, is_mark: false }
        };
        let glyphs = text.char_indices().map(glyph).collect();
        let (text, colour) = (text.to_owned(), Colour::BLACK);
        TextRun { x, y, face, size, colour, mark, text, glyphs, right_to_left: false }
    }

    /// A paragraph of one line.
    fn line(&mut self, y: f32, parent: u32, role: Role, text: &str) -> u32 {
        let element = self.plain(parent, role);
        let mark = self.content(element);
        self.text((72.0, y), SERIF, 11.0, mark, text);
        element
    }

    /// The content of a paragraph that nothing shows yet.
    fn line_mark(&mut self) -> Mark {
        let paragraph = self.plain(0, Role::P);
        self.content(paragraph)
    }

    fn page(&mut self) {
        self.document.pages.push(Page { width: 595.276, height: 841.89, items: Vec::new() });
    }
}

fn post_script_name(face: &Face) -> Option<String> {
    Some(face.font().names().get(NameId::POSTSCRIPT_NAME)?.english_or_first()?.name().chars().collect())
}

pub(super) fn metadata() -> Metadata {
    Metadata {
        title: "Norland & Südmark agree on <fish>".to_owned(),
        author: Some("Foreign Office of Norland".to_owned()),
        language: "en".to_owned(),
        keywords: vec!["fish".to_owned()],
        date: Some("2031-03-03T18:00+01:00".parse().unwrap()),
        attachments: vec![Attachment {
            name: "nóta.txt".to_owned(),
            media_type: "text/plain".to_owned(),
            relationship: Relationship::Source,
            description: "The text it was made from".to_owned(),
            bytes: b"OSLAND, 3 March 2031\r".to_vec(),
        }],
        ..Metadata::default()
    }
}

/// Everything a release can have.
pub(super) fn everything() -> Document {
    let mut maker = Maker::new();
    heading(&mut maker);
    lists(&mut maker);
    table(&mut maker);
    figure(&mut maker);
    links(&mut maker);
    notes(&mut maker);
    oddities(&mut maker);
    two_pages(&mut maker);
    maker.document
}

fn heading(maker: &mut Maker) {
    maker.text((72.0, 40.0), SERIF, 8.0, Mark::Artifact(Artifact::Header), "Foreign Office of Norland");
    maker.text((500.0, 810.0), SERIF, 8.0, Mark::Artifact(Artifact::Footer), "Page 1 of 2");
    let colour = Colour { red: 20, green: 40, blue: 90 };
    maker.item(Item::Fill { area: Area { x: 72.0, y: 90.0, width: 451.0, height: 0.5 }, colour });
    let heading = maker.plain(0, Role::H(1));
    let mark = maker.content(heading);
    maker.text((72.0, 80.0), BOLD, 18.0, mark, "A note from Norland");
    let mut bookmark = Bookmark { title: "A note from Norland".into(), page: 0, y: 66.0, children: vec![] };
    bookmark.children.push(Bookmark { title: "Überblick".into(), page: 1, y: 60.0, children: vec![] });
    maker.document.outline = vec![bookmark.clone(), bookmark];
    for (name, y) in [("p1", 110.0), ("p2", 130.0)] {
        maker.document.destinations.push(Destination { name: name.to_owned(), page: 0, y });
    }
}

fn lists(maker: &mut Maker) {
    let list = |numbering| Element { role: Role::L, list_numbering: Some(numbering), ..Element::default() };
    let outer = maker.element(0, list(ListNumbering::Decimal));
    let mut y = 110.0;
    let mut item = |maker: &mut Maker, list: u32, x: f32, label: &str, text: &str| {
        let item = maker.plain(list, Role::Li);
        let label_element = maker.plain(item, Role::Lbl);
        let mark = maker.content(label_element);
        maker.text((x, y), SERIF, 11.0, mark, label);
        let body = maker.plain(item, Role::LBody);
        let paragraph = maker.plain(body, Role::P);
        let mark = maker.content(paragraph);
        maker.text((x + 24.0, y), SERIF, 11.0, mark, text);
        y += 16.0;
        body
    };
    item(maker, outer, 72.0, "1.", "The first paragraph.");
    let body = item(maker, outer, 72.0, "2.", "The second has two parts:");
    let inner = maker.element(body, list(ListNumbering::LowerAlpha));
    item(maker, inner, 96.0, "(a)", "one of fish,");
    item(maker, inner, 96.0, "(b)", "one of ships.");
}

fn table(maker: &mut Maker) {
    let table = maker.plain(0, Role::Table);
    let caption = maker.plain(table, Role::Caption);
    let mark = maker.content(caption);
    maker.text((72.0, 200.0), SERIF, 9.0, mark, "Catch in tonnes");
    for (row, cells) in [["Year", "Cod"], ["2030", "12"], ["2031", ""]].into_iter().enumerate() {
        let group = maker.plain(table, if row == 0 { Role::THead } else { Role::TBody });
        let tr = maker.plain(group, Role::Tr);
        for (column, text) in cells.into_iter().enumerate() {
            let scope = if row == 0 { Some(Scope::Column) } else { None };
            let role = if row == 0 { Role::Th } else { Role::Td };
            let cell = maker.element(tr, Element { role, scope, ..Element::default() });
            let mark = maker.content(cell);
            if !text.is_empty() {
                maker.text((72.0 + 80.0 * column as f32, 216.0 + 14.0 * row as f32), SERIF, 10.0, mark, text);
            }
        }
    }
}

fn figure(maker: &mut Maker) {
    let alternative = Some("A red square".to_owned());
    let figure = maker.element(0, Element { role: Role::Figure, alternative, ..Element::default() });
    let mark = maker.content(figure);
    let pixels = [200, 30, 30].repeat(16);
    let data = ImageData::Rgb { pixels, alpha: Some(vec![128; 16]) };
    maker.document.images.push(Image { width: 4, height: 4, data });
    let area = Area { x: 300.0, y: 190.0, width: 60.0, height: 60.0 };
    maker.item(Item::Image { area, image: ImageId(0), mark });
}

fn links(maker: &mut Maker) {
    let paragraph = maker.line(280.0, 0, Role::P, "See the page of the ");
    let link = maker.plain(paragraph, Role::Link);
    let mark = maker.content(link);
    let mut target = Target::Uri("https://norland.example/ü?a=b c".to_owned());
    for (x, y, text) in [(170.0, 280.0, "Foreign"), (72.0, 294.0, "Office")] {
        maker.text((x, y), SERIF, 11.0, mark, text);
        let area = Area { x, y: y - 9.0, width: 40.0, height: 12.0 };
        let description = "Foreign Office, https://norland.example/".to_owned();
        maker.item(Item::Link { area, target: target.clone(), element: ElementId(link), description });
    }
    let link = maker.plain(paragraph, Role::Link);
    let mark = maker.content(link);
    maker.text((120.0, 294.0), SERIF, 11.0, mark, "paragraph 1");
    target = Target::Destination("p1".to_owned());
    let area = Area { x: 120.0, y: 285.0, width: 60.0, height: 12.0 };
    let description = "paragraph 1".to_owned();
    maker.item(Item::Link { area, target, element: ElementId(link), description });
}

fn notes(maker: &mut Maker) {
    for y in [700.0, 714.0] {
        let id = Some("n1".to_owned());
        let note = maker.element(0, Element { role: Role::Note, id, ..Element::default() });
        let label = maker.plain(note, Role::Lbl);
        let mark = maker.content(label);
        maker.text((72.0, y), SERIF, 8.0, mark, "1");
        let paragraph = maker.plain(note, Role::P);
        let mark = maker.content(paragraph);
        maker.text((84.0, y), SERIF, 8.0, mark, "Of the third of March.");
    }
    maker.plain(0, Role::P);
}

fn oddities(maker: &mut Maker) {
    maker.line(330.0, 0, Role::P, "A well-known, two-way word that is hyphen\u{AD}");
    let paragraph = maker.plain(0, Role::P);
    let language = Some("ar".to_owned());
    let span = maker.element(paragraph, Element { role: Role::Span, language, ..Element::default() });
    let mark = maker.content(span);
    let mut run = maker.run((72.0, 346.0), MONO, 11.0, mark, "مالس");
    (run.text, run.right_to_left) = ("سلام".to_owned(), true);
    run.glyphs.iter_mut().rev().zip((0..).step_by(2)).for_each(|(glyph, at)| glyph.text = (at, at + 2));
    maker.item(Item::Text(run));
    let code = maker.line(362.0, 0, Role::P, "A ligature, raised, mono: ");
    let mark = maker.content(code);
    let mut run = maker.run((210.0, 362.0), SERIF, 11.0, mark, "fsh e\u{301}x");
    run.text = "fishéx ".to_owned();
    for (glyph, text) in run.glyphs.iter_mut().zip([(0, 2), (2, 3), (3, 4), (4, 4), (4, 6), (6, 6), (6, 7)]) {
        glyph.text = text;
        glyph.dy = if text == (6, 6) { 2.0 } else { 0.0 };
    }
    maker.item(Item::Text(run));
    maker.text((270.0, 362.0), MONO, 9.0, mark, "let fish = 1; // two words");
}

fn two_pages(maker: &mut Maker) {
    let paragraph = maker.plain(0, Role::P);
    let mark = maker.content(paragraph);
    maker.text((72.0, 680.0), SERIF, 11.0, mark, "This paragraph begins on a page ");
    maker.page();
    maker.text((72.0, 40.0), SERIF, 8.0, Mark::Artifact(Artifact::Header), "Foreign Office of Norland");
    maker.text((72.0, 80.0), SERIF, 11.0, mark, "and ends on the next.");
}

#[test]
fn the_same_bytes_twice() {
    let first = write(&everything(), &metadata()).unwrap();
    assert_eq!(first, write(&everything(), &metadata()).unwrap());
    assert!(first.len() < 40_000, "{} bytes", first.len());
}

#[test]
fn what_was_attached_comes_out() {
    let pdf = write(&everything(), &metadata()).unwrap();
    assert_eq!(extract(&pdf).unwrap(), metadata().attachments);
    let bare = write(&everything(), &Metadata::default()).unwrap();
    assert_eq!(extract(&bare), Err(Unreadable::NothingEmbedded));
    assert_eq!(extract(&pdf[..pdf.len() / 2]), Err(Unreadable::Damaged));
    assert_eq!(extract(b"GIF89a"), Err(Unreadable::NotPdf));
}

#[test]
fn a_reference_to_nothing_is_an_error() {
    let mut document = everything();
    document.faces.pop();
    let error = write(&document, &metadata()).unwrap_err();
    assert!(matches!(error, Error::Dangling { what: "face", index: 2 }), "{error}");
    let mut document = everything();
    document.structure.elements[1].kids.push(Kid::Element(ElementId(0)));
    assert!(matches!(write(&document, &metadata()), Err(Error::Dangling { what: "element", index: 0 })));
}

/// What a `TJ` shows, in codes of one byte.
enum InTj {
    Offset(f64),
    Code(u16),
}

impl InTj {
    /// Reads the only operator of a content.
    fn read(content: &[u8]) -> Vec<Self> {
        let content = lopdf::content::Content::decode(content).unwrap();
        let [operation] = content.operations.as_slice() else { panic!("{content:?}") };
        let items = operation.operands[0].as_array().unwrap();
        let shown = |item: &lopdf::Object| match item {
            lopdf::Object::String(codes, _) => codes.iter().map(|&code| InTj::Code(code.into())).collect(),
            offset => vec![InTj::Offset(f64::from(offset.as_float().unwrap()))],
        };
        assert_eq!(operation.operator, "TJ");
        items.iter().flat_map(shown).collect()
    }
}

/// Glyphs stand where they should, to a thousandth of an em, however long the line.
#[test]
fn a_line_does_not_drift() {
    // The code of a space is 32 in a font that is ready alone, and in one that has as many other glyphs.
    let short = "All work and no play. ".repeat(20);
    let long = "The five boxing wizards jump quickly, 1 2 3 4 5 6 7 8 9 0 ".repeat(9);
    for (face, text, is_spaced) in [(MONO, &short, false), (MONO, &long, true), (SERIF, &short, true)] {
        line_holds(face, text, is_spaced);
    }
}

fn line_holds(face: FaceId, text: &str, is_spaced: bool) {
    let mut maker = Maker::new();
    let mark = maker.line_mark();
    let mut run = maker.run((0.0, 0.0), face, 10.3, mark, text);
    for (index, glyph) in run.glyphs.iter_mut().enumerate() {
        glyph.advance += (index % 7) as f32 * 0.013;
    }
    maker.item(Item::Text(run.clone()));
    let fonts = Fonts::embed(&maker.document).unwrap();
    let font = fonts.get(face).unwrap();
    let mut content = Content::default();
    let codes = shown(&run, font);
    Pen::new(font, 1030, Spacing { letters: 30, words: 400 }).show(&mut content, &run.glyphs, &codes);
    let (mut at, mut target, mut glyphs, mut is_space) = (0.0, 0.0, run.glyphs.iter(), false);
    for item in InTj::read(&content.finish()) {
        match item {
            InTj::Offset(offset) => at -= offset,
            InTj::Code(code) => {
                let glyph = glyphs.next().unwrap();
                assert_eq!(code, font.code(glyph.id).unwrap().1.cid);
                assert!((at - target * 1000.0 / 10.3).abs() < 1.0, "{at} for {target}");
                at += f64::from(font.code(glyph.id).unwrap().1.width) + 30.0 / 10.3;
                // As viewers do (ISO 32000-1 9.3.3).
                at += if code == 32 { 400.0 / 10.3 } else { 0.0 };
                is_space |= code == 32 && run.text[glyph.text.0 as usize..].starts_with(' ');
                target += f64::from(glyph.advance);
            }
        }
    }
    assert_eq!((glyphs.count(), is_space), (0, is_spaced));
}

/// Letters that the subset which is ready lacks are a font of their own where they are few.
#[test]
fn a_few_other_letters_have_a_font_of_their_own() {
    let fonts = |text: &str| {
        let mut maker = Maker::new();
        maker.line(72.0, 0, Role::P, text);
        let fonts = Fonts::embed(&maker.document).unwrap();
        fonts.subsets().map(|subset| subset.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(fonts("The harbour of Poznań is open"), ["f0", "f0x"]);
    assert_eq!(fonts("Порт открыт"), ["f0"]);
    let mut maker = Maker::new();
    let mark = maker.line_mark();
    let run = maker.run((0.0, 0.0), SERIF, 11.0, mark, "abcdeńa");
    maker.item(Item::Text(run.clone()));
    let fonts = Fonts::embed(&maker.document).unwrap();
    let mut content = Content::default();
    let font = fonts.get(SERIF).unwrap();
    Pen::new(font, 1100, Spacing::default()).show(&mut content, &run.glyphs, &shown(&run, font));
    let operations = lopdf::content::Content::decode(&content.finish()).unwrap().operations;
    let operators: Vec<_> = operations.iter().map(|operation| operation.operator.as_str()).collect();
    assert_eq!(operators, ["TJ", "Tf", "TJ", "Tf", "TJ"]);
}

/// The hyphen at the end of a line is a soft one, however often the same glyph is a true one; a ligature is read as its
/// letters, and a no-break space as a space.
#[test]
fn glyphs_say_what_they_stand_for() {
    let mut maker = Maker::new();
    let mark = maker.line_mark();
    let run = maker.run((0.0, 0.0), SERIF, 11.0, mark, "a-b c-d\u{A0}e\u{AD}");
    maker.item(Item::Text(run.clone()));
    let fonts = Fonts::embed(&maker.document).unwrap();
    let font = fonts.get(SERIF).unwrap();
    let spans = |run: &TextRun| -> Vec<_> {
        spans(run, &shown(run, font)).into_iter().map(|span| (span.glyphs, span.actual)).collect()
    };
    assert_eq!(spans(&run), [(0..9, None), (9..10, Some("\u{AD}".to_owned()))]);
    let mut clusters = run.clone();
    clusters.glyphs[1].text = (1, 3);
    clusters.glyphs[2].text = (3, 3);
    assert_eq!(spans(&clusters)[1], (1..3, Some("-b".to_owned())));
}

/// Letters with marks are told as words; where a glyph stands for several letters, of no more than has to be.
#[test]
fn clusters_are_told_where_readers_need_it() {
    let mut maker = Maker::new();
    let mark = maker.line_mark();
    let mut run = maker.run((0.0, 0.0), SERIF, 11.0, mark, "no e\u{301}lan e\u{301}t end");
    run.glyphs.iter_mut().for_each(|glyph| glyph.is_mark = run.text[glyph.text.0 as usize..].starts_with('\u{301}'));
    maker.item(Item::Text(run.clone()));
    let fonts = Fonts::embed(&maker.document).unwrap();
    let font = fonts.get(SERIF).unwrap();
    let spans = |run: &TextRun| -> Vec<_> {
        spans(run, &shown(run, font)).into_iter().map(|span| (span.glyphs, span.actual)).collect()
    };
    let told = |word: &str| Some(word.to_owned());
    assert_eq!(
        spans(&run),
        [(0..3, None), (3..8, told("e\u{301}lan")), (8..9, None), (9..12, told("e\u{301}t")), (12..16, None)]
    );
    // A glyph of two letters and a mark; what ends with a mark takes the next letter with it.
    run.glyphs[3].text.1 = run.glyphs[4].text.1;
    run.glyphs[4].text.0 = run.glyphs[4].text.1;
    assert_eq!(spans(&run)[1..4], [(3..6, told("e\u{301}l")), (6..9, None), (9..12, told("e\u{301}t"))]);
    // So does a word in which something is raised.
    run.glyphs[4].dy = 1.0;
    assert_eq!(spans(&run)[1], (3..8, told("e\u{301}lan")));
    run.right_to_left = true;
    assert_eq!(spans(&run)[1..3], [(3..5, told("e\u{301}")), (5..16, None)]);
}

/// A glyph that the face does not have.
#[test]
fn a_font_that_cannot_be_embedded_is_an_error() {
    let mut maker = Maker::new();
    let mark = maker.line_mark();
    let mut run = maker.run((0.0, 0.0), SERIF, 11.0, mark, "a");
    run.glyphs[0].id = u16::MAX;
    maker.item(Item::Text(run));
    assert!(matches!(write(&maker.document, &metadata()), Err(Error::Font { .. })));
}

/// Damaged files are refused or read, but nothing worse happens.
#[test]
fn damage_is_survived() {
    let pdf = write(&everything(), &metadata()).unwrap();
    for round in 0..300_usize {
        let mut damaged = pdf.clone();
        for hit in 0..8 {
            let at = (round * 7919 + hit * 104_729) % damaged.len();
            damaged[at] = damaged[at].wrapping_add((round + hit) as u8 | 1);
        }
        _ = extract(&damaged);
        _ = extract(&damaged[..damaged.len() * round / 300]);
    }
}
