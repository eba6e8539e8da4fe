//! Whole documents through the layout.

mod notes;

use crate::page::document::{Document, Glyph, Item, Mark, TextRun};
use crate::page::font::{FontOptions, Fonts};
use crate::page::{Input, Sheets, lay_out};
use crate::{Error, Source};

/// A page of 200 by 200 points without margins but for a room of 100 points across.
const SMALL: &str = "@page { size: 200pt 200pt; margin: 0 50pt } body, p { margin: 0 }
    body { font: 10pt/20pt serif; orphans: 2; widows: 2 }";

pub(super) fn laid_out(html: &str, css: &str) -> Document {
    try_to_lay_out(html, css).unwrap()
}

fn try_to_lay_out(html: &str, css: &str) -> Result<Document, Error> {
    let fonts = Fonts::new(FontOptions::default());
    let html = Source::new("test.html", format!("<html lang=en><title>T</title><body>{html}"));
    let sheets = [Source::new("small.css", SMALL), Source::new("test.css", css)];
    lay_out(&Input { html: &html, sheets: &Sheets::read(&sheets, &fonts), fonts: &fonts })
        .map(|laid_out| laid_out.document)
}

pub(super) fn runs(document: &Document, page: usize) -> Vec<&TextRun> {
    let runs = document.pages[page].items.iter().filter_map(|item| match item {
        Item::Text(run) => Some(run),
        _ => None,
    });
    runs.collect()
}

fn is_content(run: &&TextRun) -> bool {
    matches!(run.mark, Mark::Content(_))
}

/// The text of the lines of a page, with their places from the top.
fn lines(document: &Document, page: usize) -> Vec<(i32, String)> {
    let mut lines: Vec<(i32, String)> = Vec::new();
    for run in runs(document, page) {
        let y = run.y.round() as i32;
        match lines.last_mut() {
            Some((last, text)) if *last == y => text.push_str(&run.text),
            _ => lines.push((y, run.text.clone())),
        }
    }
    lines
}

pub(super) fn words(document: &Document) -> String {
    let pages = 0..document.pages.len();
    let text: Vec<String> =
        pages.flat_map(|page| runs(document, page)).filter(is_content).map(|run| run.text.clone()).collect();
    text.concat().replace('\u{AD}', "")
}

pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn texts(document: &Document, page: usize) -> Vec<String> {
    lines(document, page).into_iter().map(|(_, text)| text.trim().to_owned()).collect()
}

fn numbered(count: usize) -> String {
    (1..=count).map(|number| format!("<p>p{number}</p>")).collect()
}

#[test]
fn lines_are_as_wide_as_their_column() {
    let text = "The Ministry of Harbours of Borduria welcomes the agreement that was reached yesterday evening.";
    let document = laid_out(&format!("<p>{text}"), "p { text-align: justify; font-size: 6pt }");
    let width = |run: &&TextRun| run.x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>();
    let all = runs(&document, 0);
    for run in &all[..all.len() - 1] {
        assert!((width(run) - 150.0).abs() < 0.01, "{}: {}", run.text, width(run));
        assert!((run.x - 50.0).abs() < 0.01);
    }
    assert_eq!(squeezed(&words(&document)), squeezed(text));
    assert!(all[0].text.ends_with([' ', '\u{AD}']), "a space or hyphen ends a line: {:?}", all[0].text);
}

#[test]
fn pages_are_filled_one_after_the_other() {
    let document = laid_out(&numbered(25), "");
    assert_eq!(document.pages.len(), 3);
    assert_eq!(lines(&document, 0).len(), 10);
    assert_eq!(texts(&document, 2), ["p21", "p22", "p23", "p24", "p25"]);
    assert_eq!(document.pages[1].width, 200.0);
}

#[test]
fn margins_collapse_and_vanish_at_the_top_of_a_page() {
    let document = laid_out(&numbered(6), "p { margin: 30pt 0 10pt } ");
    let ys: Vec<i32> = lines(&document, 0).into_iter().map(|(y, _)| y).collect();
    assert_eq!(ys.windows(2).map(|pair| pair[1] - pair[0]).collect::<Vec<_>>(), [50, 50, 50]);
    assert_eq!(lines(&document, 1)[0].0, ys[0] - 30, "the gap before the fifth is gone");
}

#[test]
fn no_line_of_a_paragraph_is_left_alone() {
    let four = "one<br>two<br>three<br>four";
    let document = laid_out(&format!("{}<p>{four}", numbered(9)), "");
    assert_eq!(texts(&document, 1), ["one", "two", "three", "four"], "no orphan");
    let document = laid_out(&format!("{}<p>{four}", numbered(7)), "");
    assert_eq!(texts(&document, 1), ["three", "four"], "no widow");
}

#[test]
fn a_heading_stays_with_what_it_heads() {
    let document = laid_out(&format!("{}<h2>Head</h2><p>a<br>b", numbered(8)), "h2 { font-size: 10pt; margin: 0 }");
    assert_eq!(texts(&document, 1), ["Head", "a", "b"]);
    assert_eq!(document.outline[0].page, 1);
}

#[test]
fn forced_breaks_and_named_pages() {
    let css = "section { break-before: page } .r { break-before: right } .wide { page: wide }
        @page wide { size: 400pt 200pt }";
    let document = laid_out("<p>a<section>b</section><p class=r>c<div class=wide><p>d</div><p>e", css);
    let pages: Vec<Vec<String>> = (0..document.pages.len()).map(|page| texts(&document, page)).collect();
    assert_eq!(pages, [vec!["a"], vec!["b"], vec!["c"], vec!["d"], vec!["e"]]);
    let widths: Vec<f32> = document.pages.iter().map(|page| page.width).collect();
    assert_eq!(widths, [200.0, 200.0, 200.0, 400.0, 200.0]);
    let document = laid_out("<p>a<p class=r>c", css);
    assert_eq!(document.pages.len(), 3, "an empty left page");
}

#[test]
fn a_numbered_paragraph_hangs_and_goes_on() {
    let css = "li { display: flex; list-style: none } ol { padding: 0; margin: 0 }
        .number { flex: 0 0 22pt } .text { flex: 1 }";
    let text = "word ".repeat(120);
    let html = format!("<ol><li id=p4><span class=number>4.</span><div class=text><p>{text}</div></ol>");
    let document = laid_out(&html, css);
    assert!(document.pages.len() > 1);
    let first = &runs(&document, 0)[..2];
    assert_eq!((first[0].text.as_str(), first[0].x), ("4.", 50.0));
    assert_eq!((first[1].x, first[1].y), (72.0, first[0].y));
    assert!(runs(&document, 1).iter().all(|run| run.x >= 72.0));
    assert_eq!(document.destinations[0].name, "p4");
    assert_eq!(squeezed(&words(&document)), format!("4.{}", squeezed(&text)));
}

#[test]
fn columns_of_several_lines_are_torn_together() {
    let css = ".row { display: flex; column-gap: 10pt } .row > div { flex: 1 }";
    let lines = |letter: &str| (1..=12).map(|at| format!("{letter}{at}")).collect::<Vec<_>>().join("<br>");
    let html = format!("<p>x<div class=row><div>{}</div><div>{}</div></div><p>y", lines("a"), lines("b"));
    let document = laid_out(&html, css);
    assert_eq!(document.pages.len(), 2);
    assert_eq!(texts(&document, 1), ["a10", "a11", "a12", "b10", "b11", "b12", "y"]);
}

#[test]
fn table_heads_stand_on_every_page_but_are_read_once() {
    let rows: String = (1..=25).map(|row| format!("<tr><td>r{row}<td>s{row}")).collect();
    let html = format!("<table><thead><tr><th>H<th>I<tbody>{rows}</table>");
    let document = laid_out(&html, "table { border-spacing: 0 } td, th { padding: 0 }");
    assert_eq!(document.pages.len(), 3);
    for page in 0..3 {
        let first = runs(&document, page)[0];
        assert_eq!(first.text, "H");
        assert_eq!(is_content(&first), page == 0);
    }
    assert_eq!(words(&document).matches('H').count(), 1);
    assert_eq!(words(&document).matches("r2").count(), 7);
}

#[test]
fn cells_span_and_align() {
    let html = "<table><tr><td rowspan=2>tall<td colspan=2>wide<tr><td>b<td>c</table>";
    let document = laid_out(html, "table { border-collapse: collapse } td { border: 1pt solid; padding: 0 2pt }");
    let x = |text: &str| runs(&document, 0).iter().find(|run| run.text == text).map(|run| run.x).unwrap();
    assert!(x("tall") < x("wide") && x("wide") == x("b") && x("b") < x("c"));
    let fills = document.pages[0].items.iter().filter(|item| matches!(item, Item::Fill { .. })).count();
    assert_eq!(fills, 11, "4 of the tall cell, 3 of the wide one, 2 of each of the others");
}

#[test]
fn running_heads_are_artifacts_and_count() {
    let css = "@page { margin: 30pt; @top-left { content: string(t) } @bottom-right { content: counter(page) '/' counter(pages) } }
        p { string-set: t content() }";
    let document = laid_out(&numbered(13), css);
    let furniture = |page: usize| -> Vec<String> {
        runs(&document, page).into_iter().filter(|run| !is_content(run)).map(|run| run.text.clone()).collect()
    };
    assert_eq!(furniture(0), ["p1", "1/2"]);
    assert_eq!(furniture(1), ["p8", "2/2"]);
}

#[test]
fn links_and_page_numbers_in_the_text() {
    let css = ".toc a::after { content: ' ' target-counter(attr(href), page) }";
    let html = format!("<p class=toc><a href='#end'>End</a></p>{}<p id=end>last", numbered(30));
    let document = laid_out(&html, css);
    assert_eq!(texts(&document, 0)[0], "End 4");
    assert!(document.pages[0].items.iter().any(|item| matches!(item, Item::Link { .. })));
    assert_eq!((document.destinations[0].name.as_str(), document.destinations[0].page), ("end", 3));
}

#[test]
fn a_list_marker_stands_outside() {
    let document = laid_out("<ul><li>one<li>two</ul>", "ul { padding-left: 20pt; margin: 0 }");
    let all = runs(&document, 0);
    assert_eq!(all[1].x, 70.0);
    assert!(all[0].x < 70.0 && all[0].y == all[1].y);
}

#[test]
fn right_to_left_text_is_read_in_its_own_order() {
    let document = laid_out("<p dir=rtl>שלום 12 abc עולם", "");
    let all = runs(&document, 0);
    let text: Vec<&str> = all.iter().map(|run| run.text.as_str()).collect();
    assert_eq!(text.concat(), "שלום 12 abc עולם");
    let right_end = all.iter().map(|run| run.x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>());
    assert!((right_end.fold(0.0, f32::max) - 150.0).abs() < 0.01);
    assert!(all[0].x > all.last().unwrap().x, "the first word is on the right");
}

#[test]
fn what_an_image_shows_stands_in_its_place() {
    let source = "x".repeat(5_000);
    let html = format!("<html lang=en><title>T</title><figure><img src={source} alt='A map of the port'></figure>");
    let html = Source::new("test.html", html);
    let fonts = Fonts::new(FontOptions::default());
    let found = lay_out(&Input { html: &html, sheets: &Sheets::default(), fonts: &fonts }).unwrap();
    assert_eq!(words(&found.document), "A map of the port");
    assert_eq!(found.document.structure.to_text(), "Document\n  Figure alt=\"A map of the port\"\n    1 content\n");
    let said = &found.diagnostics[0].items[0].message;
    assert!(said.contains("its `alt` stands there instead") && said.len() < 200, "{said}");
}

#[test]
fn a_word_from_right_to_left_in_two_faces_is_read_in_its_order() {
    let document = laid_out("<p dir=rtl>שלוםس עולם.", "");
    let text: Vec<String> = runs(&document, 0).iter().map(|run| run.text.clone()).collect();
    assert!(text.len() > 1, "the last letter is in another face: {text:?}");
    assert_eq!(text.concat(), "שלוםس עולם.");
}

#[test]
fn a_background_is_cut_with_its_box() {
    let html = format!("<div>{}</div>", numbered(15));
    let document = laid_out(&html, "div { background: #eee; border: 2pt solid; padding: 5pt 0 }");
    for page in [0, 1] {
        assert!(matches!(document.pages[page].items[0], Item::Fill { .. }), "before its contents");
    }
    let fills =
        |page: usize| document.pages[page].items.iter().filter(|item| matches!(item, Item::Fill { .. })).count();
    assert_eq!((fills(0), fills(1)), (4, 4), "no border where it is cut");
}

#[test]
fn nothing_is_too_long_or_too_deep() {
    let long = "m".repeat(100_000);
    let document = laid_out(&format!("<p>{long}"), "");
    assert_eq!(words(&document).len(), long.len());
    let deep = format!("{}text{}", "<div>".repeat(5_000), "</div>".repeat(5_000));
    assert_eq!(words(&laid_out(&deep, "")), "text");
    let deep = format!("{}text{}", "<em>".repeat(5_000), "</em>".repeat(5_000));
    assert_eq!(words(&laid_out(&deep, "")), "text");
    let deep = "<table><tr><td>a".repeat(300);
    assert_eq!(words(&laid_out(&deep, "")).replace(' ', "").len(), 300);
}

/// Each inline block is laid out to know how wide it is, and then in earnest: one around another must not double the work.
#[test]
fn inline_blocks_in_inline_blocks_take_no_longer_than_their_number() {
    let css = "i { display: inline-block } b { display: inline-flex; display: flex }";
    let document = laid_out(&format!("<p>{}deep{}", "<i>".repeat(60), "</i>".repeat(60)), css);
    assert_eq!(words(&document), "deep");
    let document = laid_out(&format!("<p>{}deep{}", "<i><b>".repeat(30), "</b></i>".repeat(30)), css);
    assert_eq!(words(&document), "deep");
}

#[test]
fn what_cannot_be_set_is_an_error() {
    assert!(matches!(try_to_lay_out("<p>한", ""), Err(Error::MissingGlyphs { .. })));
    assert!(matches!(try_to_lay_out("<p>a", "@page { margin: 100pt }"), Err(Error::PageTooSmall { .. })));
    let tall = laid_out("<p>a<p>b", "p { line-height: 900pt }");
    assert_eq!(tall.pages.len(), 2, "a line taller than a page stands alone");
}

/// A small generator, so that a failure comes again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn html(&mut self, depth: usize, out: &mut String) {
        const TAGS: [&str; 14] = [
            "p",
            "div",
            "em",
            "strong",
            "ul",
            "li",
            "table",
            "tr",
            "td",
            "h2",
            "blockquote",
            "a href=x",
            "code",
            "sup",
        ];
        const WORDS: [&str; 8] = ["a", "harbours", "extraordinary", "1,718", "well-known", "“so”", "ﬁne", "שלום"];
        for _ in 0..self.roll(5) + 1 {
            if depth > 0 && self.roll(3) > 0 {
                let tag = TAGS[self.roll(TAGS.len())];
                const LOOKS: [&str; 7] = [
                    "",
                    "float:footnote",
                    "display:flex",
                    "break-inside:avoid",
                    "display:inline-block",
                    "border:1pt solid",
                    "text-align:justify",
                ];
                *out += &format!("<{tag} style='{}'>", LOOKS[self.roll(LOOKS.len())]);
                self.html(depth - 1, out);
                *out += &format!("</{}>", tag.split(' ').next().unwrap());
            } else {
                for _ in 0..self.roll(30) {
                    *out += WORDS[self.roll(WORDS.len())];
                    *out += " ";
                }
            }
        }
    }
}

#[test]
fn no_word_is_lost_whatever_the_boxes() {
    const NUMBERS: &str = "::footnote-call { content: '•' } ::footnote-marker { content: '•' }";
    for seed in 0..120 {
        let mut dice = Dice(seed);
        let mut html = String::new();
        dice.html(5, &mut html);
        let document = laid_out(&html, NUMBERS);
        let mut wanted: Vec<char> = source_text(&html).chars().filter(|letter| !letter.is_whitespace()).collect();
        let mut found: Vec<char> = words(&document).chars().filter(|letter| !letter.is_whitespace()).collect();
        found.retain(|letter| !matches!(letter, '•' | '◦' | '▪'));
        wanted.sort_unstable();
        found.sort_unstable();
        assert!(wanted == found, "seed {seed}: {} and {} of {html}", wanted.len(), found.len());
        for page in 0..document.pages.len() {
            runs(&document, page).iter().for_each(|run| check(run));
        }
        assert_eq!(document.pages, laid_out(&html, NUMBERS).pages, "seed {seed}");
    }
}

/// Every glyph's letters are letters of the run, and together they are all of them.
fn check(run: &TextRun) {
    let mut owned: Vec<(u32, u32)> = run.glyphs.iter().map(|glyph: &Glyph| glyph.text).collect();
    owned.retain(|(start, end)| start != end);
    owned.sort_unstable();
    let mut at = 0;
    for (start, end) in owned {
        assert_eq!(start, at, "{run:?}");
        at = end;
    }
    assert_eq!(at as usize, run.text.len());
    assert!(run.x.is_finite() && run.y.is_finite());
}

fn source_text(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => text.push(letter),
            _ => {}
        }
    }
    text
}

#[test]
fn the_end_of_a_line_is_white_space_of_the_text() {
    let document = laid_out("<pre>one\ntwo</pre><p>three<br>four</p><p>five\u{2028}six", "");
    assert_eq!(words(&document), "one\ntwothree\nfourfive\nsix");
    assert_eq!(texts(&document, 0).len(), 6);
}

#[test]
fn a_short_line_is_not_torn_apart() {
    let document =
        laid_out("<p>on https://harbours.example/and/their/dues", "p { text-align: justify; hyphens: none }");
    let first = runs(&document, 0)[0];
    let width: f32 = first.glyphs.iter().map(|glyph| glyph.advance).sum();
    assert!(first.text.starts_with("on") && width < 100.0, "{} {width}", first.text);
}

/// 40 by 20 red pixels.
fn picture() -> String {
    use base64::Engine as _;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 40, 20);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&[200, 0, 0].repeat(800)).unwrap();
    format!("data:image/png;base64,{}", base64::engine::general_purpose::STANDARD.encode(bytes))
}

#[test]
fn pictures_keep_their_proportions_and_fit_the_page() {
    let size = |style: &str| {
        let document = laid_out(&format!("<figure><img src='{}' alt=red style='{style}'></figure>", picture()), "");
        let images = document.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
            Item::Image { area, .. } => Some((area.width, area.height)),
            _ => None,
        });
        let all: Vec<_> = images.collect();
        assert_eq!((document.images.len(), all.len(), document.pages.len()), (1, 1, 1));
        all[0]
    };
    assert_eq!(size(""), (30.0, 15.0));
    assert_eq!(size("width: 20pt"), (20.0, 10.0));
    assert_eq!(size("height: 5pt"), (10.0, 5.0));
    assert_eq!(size("width: 50pt; height: 10pt"), (40.0, 10.0), "the figure is 40 points wide");
    assert_eq!(size("width: 10pt; height: 900pt").1, 200.0);
}

#[test]
fn a_tab_is_a_wide_space_that_is_copied() {
    let document = laid_out("<pre>Day\tLow", "pre { white-space: pre-wrap; margin: 0 }");
    assert_eq!(words(&document), "Day Low");
    let space = runs(&document, 0)[0].glyphs.iter().map(|glyph| glyph.advance).fold(0.0, f32::max);
    assert!(space > 15.0, "{space}");
}

/// What fills a row beside something wide has room for its words.
#[test]
fn a_box_that_fills_a_row_holds_its_words() {
    let css = "div { display: flex } i { display: block; flex: 1 } b { display: block; flex: 0 0 auto; width: 90% }";
    let of = |inner: &str| laid_out(&format!("<div>{inner}</div>"), css);
    let document = of("<i>Administration of tides</i><b>x</b>");
    assert!(texts(&document, 0)[0].starts_with("Administration"));
}
