//! Each property that `docs/css.md` names changes the pages: none is only read.

use crate::Source;
use crate::page::css::properties;
use crate::page::font::{FontOptions, Fonts};
use crate::page::{Input, Sheets, lay_out};
use std::collections::BTreeSet;

/// A page of 100 by 200 points, of ten lines, without margins.
const SMALL: &str = "@page { size: 100pt 200pt; margin: 0 } body, p { margin: 0 } body { font: 10pt/20pt serif }";

const TEXT: &str = "<p class=x>The minister, AVATAR office fi 0123, spoke <b>of</b> a well-known representation of
    everything that mattered to those in the room.<p class=y>After it. And some more words on two lines.";
const BOX: &str = "<div class=x><p class=y>One of them</p></div><p>After it.";
const ROW: &str =
    "<div class=x style='display: flex; width: 90pt'><p class=y>One of them, long</p><p class=z>Two</p></div><p>After.";
const TABLE: &str =
    "<table class=x style='border: 1pt solid black'><tr><td class=y>a<td style='border: 3pt solid red'>bb
    <tr><td>c, and much more of it<td>d</table><p>After.";
const LIST: &str = "<ol class=x><li class=y>One<li>Two</ol><p class=z>After.";
/// Seven lines of a page of ten, then four, then four.
const PAGES: &str = "<p>1<br>2<br>3<br>4<br>5<br>6<br>7<p class=x>a<br>b<br>c<br>d<p class=y>e<br>f<br>g<br>h";
const PAGE: &str = "@page { @top-left { content: string(head) counter(page) } }";
const RULED: &str = ".x { border: 2pt solid black }";

/// A property, what it stands in, the rules besides, and the rule that says it.
type Example = (&'static str, &'static str, &'static str, &'static str);

const EXAMPLES: &[Example] = &[
    ("align-items", ROW, ".z { font-size: 20pt }", ".x { align-items: end }"),
    ("background", BOX, "", ".x { background: red }"),
    ("background-color", BOX, "", ".x { background-color: red }"),
    ("border", BOX, "", ".x { border: 1pt solid black }"),
    ("border-bottom", BOX, "", ".x { border-bottom: 1pt solid black }"),
    ("border-bottom-color", BOX, RULED, ".x { border-bottom-color: red }"),
    ("border-bottom-style", BOX, RULED, ".x { border-bottom-style: none }"),
    ("border-bottom-width", BOX, RULED, ".x { border-bottom-width: 5pt }"),
    ("border-collapse", TABLE, "", ".x { border-collapse: collapse }"),
    ("border-color", BOX, RULED, ".x { border-color: red }"),
    ("border-inline-end", BOX, "", ".x { border-inline-end: 1pt solid black }"),
    ("border-inline-start", BOX, "", ".x { border-inline-start: 1pt solid black }"),
    ("border-left", BOX, "", ".x { border-left: 1pt solid black }"),
    ("border-left-color", BOX, RULED, ".x { border-left-color: red }"),
    ("border-left-style", BOX, RULED, ".x { border-left-style: none }"),
    ("border-left-width", BOX, RULED, ".x { border-left-width: 5pt }"),
    ("border-right", BOX, "", ".x { border-right: 1pt solid black }"),
    ("border-right-color", BOX, RULED, ".x { border-right-color: red }"),
    ("border-right-style", BOX, RULED, ".x { border-right-style: none }"),
    ("border-right-width", BOX, RULED, ".x { border-right-width: 5pt }"),
    ("border-spacing", TABLE, "", ".x { border-spacing: 9pt }"),
    ("border-style", BOX, RULED, ".x { border-style: double }"),
    ("border-top", BOX, "", ".x { border-top: 1pt solid black }"),
    ("border-top-color", BOX, RULED, ".x { border-top-color: red }"),
    ("border-top-style", BOX, RULED, ".x { border-top-style: none }"),
    ("border-top-width", BOX, RULED, ".x { border-top-width: 5pt }"),
    ("border-width", BOX, RULED, ".x { border-width: 5pt }"),
    ("break-after", BOX, "", ".x { break-after: page }"),
    ("break-before", PAGES, "", ".x { break-before: page }"),
    ("break-inside", PAGES, "", ".x { break-inside: avoid }"),
    ("color", BOX, "", ".x { color: red }"),
    ("column-gap", ROW, "", ".x { column-gap: 20pt }"),
    ("content", BOX, "", ".x::before { content: 'so' }"),
    ("counter-increment", LIST, ".z::before { content: counter(c) }", ".x { counter-increment: c 3 }"),
    ("counter-reset", LIST, ".y::before { content: counter(c) }", ".x { counter-reset: c 3 }"),
    ("counter-set", LIST, ".z::before { content: counter(c) }", ".z { counter-set: c 3 }"),
    ("direction", TEXT, "", ".x { direction: rtl }"),
    ("display", BOX, "", ".y { display: none }"),
    ("flex", ROW, "", ".z { flex: 1 50pt }"),
    ("flex-basis", ROW, "", ".z { flex-basis: 40pt }"),
    ("flex-grow", ROW, "", ".y { flex-grow: 1 } .y { text-align: end }"),
    ("flex-shrink", ROW, ".z { flex-basis: 60pt }", ".z { flex-shrink: 0 }"),
    ("float", TEXT, "", ".x b { float: footnote }"),
    ("font", BOX, "", ".x { font: bold 20pt serif }"),
    ("font-family", BOX, "", ".x { font-family: monospace }"),
    ("font-feature-settings", TEXT, "", ".x { font-feature-settings: 'onum' }"),
    ("font-size", BOX, "", ".x { font-size: 20pt }"),
    ("font-style", BOX, "", ".x { font-style: italic }"),
    ("font-variant", BOX, "", ".x { font-variant: small-caps }"),
    ("font-variant-caps", BOX, "", ".x { font-variant-caps: small-caps }"),
    ("font-variant-numeric", TEXT, "", ".x { font-variant-numeric: oldstyle-nums }"),
    ("font-weight", BOX, "", ".x { font-weight: bold }"),
    ("gap", ROW, "", ".x { gap: 20pt }"),
    ("hanging-punctuation", TEXT, ".x { text-align: end; width: 58pt }", ".x { hanging-punctuation: force-end }"),
    ("height", BOX, "", ".x { height: 50pt }"),
    ("hyphens", TEXT, ".x { width: 50pt; text-align: justify }", ".x { hyphens: auto }"),
    (
        "justify-content",
        ROW,
        ".x { width: 98pt !important } .y { width: 20pt }",
        ".x { justify-content: space-between }",
    ),
    ("letter-spacing", BOX, "", ".x { letter-spacing: 2pt }"),
    ("line-height", BOX, "", ".x { line-height: 3 }"),
    ("list-style", LIST, "", ".x { list-style: none }"),
    ("list-style-type", LIST, "", ".x { list-style-type: upper-roman }"),
    ("margin", BOX, "", ".x { margin: 5pt }"),
    ("margin-block", BOX, "", ".x { margin-block: 5pt }"),
    ("margin-bottom", BOX, "", ".x { margin-bottom: 5pt }"),
    ("margin-inline", BOX, "", ".x { margin-inline: 5pt }"),
    ("margin-inline-end", BOX, ".x { text-align: end }", ".x { margin-inline-end: 5pt }"),
    ("margin-inline-start", BOX, "", ".x { margin-inline-start: 5pt }"),
    ("margin-left", BOX, "", ".x { margin-left: 5pt }"),
    ("margin-right", BOX, ".x { text-align: end }", ".x { margin-right: 5pt }"),
    ("margin-top", BOX, "", ".x { margin-top: 5pt }"),
    ("max-width", TEXT, "", ".x { max-width: 50pt }"),
    ("min-width", ROW, "", ".z { min-width: 60pt }"),
    ("orphans", PAGES, ".x { widows: 1 }", ".x { orphans: 4 }"),
    ("overflow-wrap", TABLE, ".x { width: 20pt }", "td { overflow-wrap: anywhere }"),
    ("padding", BOX, "", ".x { padding: 5pt }"),
    ("padding-block", BOX, "", ".x { padding-block: 5pt }"),
    ("padding-bottom", BOX, "", ".x { padding-bottom: 5pt }"),
    ("padding-inline", BOX, "", ".x { padding-inline: 5pt }"),
    ("padding-inline-end", BOX, ".x { text-align: end }", ".x { padding-inline-end: 5pt }"),
    ("padding-inline-start", BOX, "", ".x { padding-inline-start: 5pt }"),
    ("padding-left", BOX, "", ".x { padding-left: 5pt }"),
    ("padding-right", BOX, ".x { text-align: end }", ".x { padding-right: 5pt }"),
    ("padding-top", BOX, "", ".x { padding-top: 5pt }"),
    ("page", PAGES, "@page wide { margin-top: 20pt }", ".x { page: wide }"),
    ("page-break-after", BOX, "", ".x { page-break-after: always }"),
    ("page-break-before", PAGES, "", ".x { page-break-before: always }"),
    ("page-break-inside", PAGES, "", ".x { page-break-inside: avoid }"),
    ("string-set", BOX, PAGE, ".y { string-set: head content() }"),
    ("table-layout", TABLE, ".x { width: 90pt }", ".x { table-layout: fixed }"),
    ("text-align", TEXT, "", ".x { text-align: center }"),
    ("text-decoration", BOX, "", ".x { text-decoration: underline }"),
    ("text-decoration-line", BOX, "", ".x { text-decoration-line: line-through }"),
    ("text-indent", TEXT, "", ".x { text-indent: 9pt }"),
    ("text-transform", BOX, "", ".x { text-transform: uppercase }"),
    ("text-wrap", "<p class=x>One line of some words and one more", "", ".x { text-wrap: balance }"),
    ("vertical-align", TABLE, "", ".y { vertical-align: bottom }"),
    ("white-space", TEXT, "", ".x { white-space: nowrap }"),
    ("widows", PAGES, ".x { orphans: 1 }", ".x { widows: 3 }"),
    ("width", TEXT, "", ".x { width: 50pt }"),
    ("word-break", "<p class=x>外務省は今日発表した。明日も発表する予定である。", "", ".x { word-break: keep-all }"),
    ("word-spacing", BOX, "", ".x { word-spacing: 5pt }"),
    ("word-wrap", TABLE, ".x { width: 20pt }", "td { word-wrap: anywhere }"),
];

/// Those that take only what they do anyway, so that usual style sheets are read without a warning.
const WITHOUT_EFFECT: &[&str] = &["flex-direction", "flex-wrap", "list-style-position"];

#[test]
fn each_property_changes_the_pages() {
    let fonts = Fonts::new(FontOptions { folders: vec!["tests/fonts".into()], system: false });
    let pages = |html: &str, css: &str| {
        let html = Source::new("test.html", format!("<html lang=en><title>T</title><body>{html}"));
        let sheets = [Source::new("test.css", format!("{SMALL} {css}"))];
        format!(
            "{:?}",
            lay_out(&Input { html: &html, sheets: &Sheets::read(&sheets, &fonts), fonts: &fonts })
                .unwrap()
                .document
                .pages
        )
    };
    for &(name, html, css, rule) in EXAMPLES {
        assert!(rule.contains(&format!("{name}:")), "the example of {name}");
        assert!(pages(html, css) != pages(html, &format!("{css} {rule}")), "`{name}` changes nothing");
    }
}

#[test]
fn each_property_has_an_example() {
    let shown: BTreeSet<&str> =
        EXAMPLES.iter().map(|example| example.0).chain(WITHOUT_EFFECT.iter().copied()).collect();
    let known: BTreeSet<&str> = properties::all().map(|property| property.name).collect();
    assert_eq!(shown, known);
}
