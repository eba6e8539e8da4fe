//! What no office would send on purpose: it ends soon, names what is wrong, and loses no text.

use super::Room;
use chancery::Source;
use chancery::page::document::{Item, Page};
use chancery::page::font::{FontOptions, Fonts};
use chancery::page::{Input, Sheets, lay_out};

/// A release with something between its title and its last paragraph.
fn with(middle: &str) -> String {
    format!(
        "# Harbour of Lund reopens\n\nThe harbour was opened on 3 March 2031.\n\n{middle}\n\nThe last words stand here.\n"
    )
}

#[test]
fn a_word_without_end_is_divided_and_named() {
    let room = Room::new().file("odd.md", with(&"ab".repeat(50_000)));
    room.run("render odd.md -f pdf").exits(0).says("`ababab").says("wider than a line");
    let short = Room::new()
        .file("odd.md", with("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"));
    assert!(!short.run("render odd.md -f pdf").exits(0).text().contains("wider than a line"));
}

#[test]
fn a_table_of_thousands_of_rows_goes_over_many_pages() {
    let rows: String = (0..2000).map(|row| format!("| quay {row} | {row} |\n")).collect();
    let room = Room::new().file("odd.md", with(&format!("| Quay | Ships |\n| --- | --- |\n{rows}")));
    room.run("render odd.md -f pdf,json").exits(0);
    assert!(room.read("odd.json").contains("quay 1999"));
}

#[test]
fn what_nests_without_end_is_said() {
    let quotes = Room::new().file("odd.md", with(&format!("{}deep", "> ".repeat(500))));
    quotes.run("render odd.md -f md,html,pdf -o out").exits(0).says("too-deep");
    assert!(quotes.read("out/odd.html").contains("deep") && quotes.read("out/odd.html").contains("The last words"));
    let lists = format!("<h1>Harbour</h1>{}deep{}", "<ol><li>a".repeat(500), "</li></ol>".repeat(500));
    let lists = Room::new().file("odd.html", lists);
    lists.run("render odd.html -f md,json,pdf").exits(0);
    assert!(lists.read("odd.json").contains("deep"));
}

#[test]
fn a_style_sheet_of_many_megabytes_is_read_as_far_as_sheets_go() {
    let room = Room::new().file("odd.md", with("")).file("big.css", ".x { color: red }\n".repeat(600_000));
    room.run("render odd.md -f pdf --style big.css").exits(0).says("css-too-large").says("big.css");
}

#[test]
fn a_page_that_is_smaller_than_its_words_holds_them_or_is_refused() {
    let room = Room::new().file("odd.md", with("")).file("small.css", "@page { size: 1in 1in; margin: 1mm }");
    room.run("render odd.md -f pdf --style small.css").exits(0);
    let room = room.file("none.css", "@page { size: 1in 1in; margin: 0.5in }");
    room.run("render odd.md -f pdf --style none.css").exits(2).says("between its margins");
}

#[test]
fn a_picture_of_a_thousand_million_pixels_is_named() {
    // A head is enough to say how large it is.
    let head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x75\x30\0\0\x75\x30\x08\0\0\0\0\x43\x4C\xA7\x66\0\0\0\0IDAT\x35\xAF\x06\x1E";
    let room = Room::new().file("odd.md", with("![The harbour](huge.png)")).file("huge.png", head);
    room.run("render odd.md -f pdf").exits(0).says("not drawn");
}

#[test]
fn a_footnote_that_is_longer_than_a_page_goes_on_at_the_foot_of_the_next() {
    let words = "A note without end. ".repeat(800);
    let html =
        format!("<html lang=en><title>T</title><body><p>Text<span class=n>{words}<b>Its end.</b></span> goes on.");
    let sheet = Source::new("n.css", "@page { size: A5; margin: 1cm } .n { float: footnote }");
    let fonts = Fonts::new(FontOptions::default());
    let (html, sheets) = (Source::new("n.html", html), Sheets::read(&[sheet], &fonts));
    let document = lay_out(&Input { html: &html, sheets: &sheets, fonts: &fonts }).unwrap().document;
    let text = |page: usize| -> String {
        let runs = document.pages[page].items.iter().filter_map(|item| match item {
            Item::Text(run) => Some(run.text.as_str()),
            _ => None,
        });
        runs.collect()
    };
    let bottom = document.pages[0].height - 28.0;
    let low = |page: &Page| {
        page.items
            .iter()
            .flat_map(|item| match item {
                Item::Text(run) => Some(run.y),
                _ => None,
            })
            .fold(0.0, f32::max)
    };
    assert!(document.pages.iter().all(|page| low(page) <= bottom), "nothing stands below the text");
    assert!(document.pages.len() > 3, "{} pages", document.pages.len());
    assert!(text(0).contains("goes"), "{}", text(0));
    let last = text(document.pages.len() - 1);
    assert!(last.contains("Its end."), "{last}");
}
