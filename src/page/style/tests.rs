//! Whole documents through the first half of `page`.

use super::{Sheets, tree};
use crate::diagnostic::Diagnostics;
use crate::page::boxes::{BoxContent, BoxNode, BoxTree, Display, Length, ListMarker, MarginText, Style};
use crate::page::document::{Colour, Target};
use crate::page::font::{FontOptions, Fonts};
use crate::source::Source;

fn styled(html: &str, css: &str) -> (BoxTree, Vec<Diagnostics>) {
    let fonts = Fonts::new(FontOptions::default());
    tree(&Source::new("paper.html", html), &Sheets::read(&[Source::new("print.css", css)], &fonts), &fonts)
}

/// The structure without its root's line.
fn structure(html: &str) -> String {
    let (tree, diagnostics) = styled(&format!("<html lang=en><body>{html}"), "");
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    tree.structure.to_text()
}

fn find<'a>(node: &'a BoxNode, anchor: &str) -> Option<&'a BoxNode> {
    if node.anchor.as_deref() == Some(anchor) {
        return Some(node);
    }
    let BoxContent::Children(children) = &node.content else { return None };
    children.iter().find_map(|child| find(child, anchor))
}

/// The style of the element `#x`.
fn style(html: &str, css: &str) -> Style {
    let (tree, _) = styled(&format!("<html lang=en><body>{html}"), css);
    Style::clone(&find(&tree.root, "x").expect("an element #x").style)
}

/// All text of a box, pages as `?`, line breaks as `/`, markers in brackets.
fn text(node: &BoxNode) -> String {
    let marker = match &node.style.list_marker {
        ListMarker::None => String::new(),
        ListMarker::Text { text, .. } => format!("[{text}]"),
    };
    let inside = match &node.content {
        BoxContent::Children(children) => children.iter().map(text).collect(),
        BoxContent::Text { text, .. } => text.clone(),
        BoxContent::TargetPage { anchor, .. } => format!("?{anchor}"),
        BoxContent::LineBreak => "/".into(),
        BoxContent::Image { .. } => "(image)".into(),
    };
    marker + &inside
}

const BRIEFING: &str = r##"<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Harbour  talks</title></head><body>
<header class="letterhead"><p class="issuer">Ministry of <span lang="de">Häfen</span></p>
  <div class="facts"><p class="date"><time>3 March 2031</time></p></div></header>
<h1 id="title">Harbour talks</h1>
<ol class="paragraphs" data-numbering="decimal">
  <li id="p1" class="paragraph"><span class="number" data-tag="Lbl">1.</span><div class="text" data-tag="LBody"><p>The
    ministers met.<a class="noteref" href="#n1" id="r1"><sup>1</sup></a></p>
    <ol class="paragraphs"><li id="p1-a" class="paragraph"><span class="number" data-tag="Lbl">(a)</span><div class="text" data-tag="LBody"><p>In <em>Port</em> <strong>Albany</strong>.</p></div></li></ol>
  </div></li>
</ol>
<section><h3>Figures</h3>
<table><caption>Ships</caption><thead><tr><th>Port<th>Ships</thead><tbody><tr><th>North<td>4<tr><td colspan=2>none</table>
<p>See <a href="https://harbour.example/">the site</a> and <abbr title="Free Port">FP</abbr>.</p>
<ul><li>one<li>two</ul>
<hr>
<figure><img src="a.png" alt="A map"><figcaption>Map</figcaption></figure></section>
<section class="notes"><h2>Notes</h2><ol><li id="n1" data-tag="Note"><span class="number" data-tag="Lbl">1</span> <div>Near the pier. <a href="#r1">back</a></div></li></ol></section>
</body></html>"##;

#[test]
fn a_briefing_has_the_structure_of_its_elements() {
    let (tree, diagnostics) = styled(BRIEFING, "ol { list-style: none }");
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(tree.title, "Harbour talks");
    let expected = r#"Document
  P
    1 content
    Span lang=de
      1 content
  P
    1 content
  H1 #title
    1 content
  L numbering=Decimal
    LI #p1
      Lbl
        1 content
      LBody
        P
          1 content
          Link #r1
            1 content
        L numbering=LowerAlpha
          LI #p1-a
            Lbl
              1 content
            LBody
              P
                5 content
  Sect
    H2
      1 content
    Table
      Caption
        1 content
      THead
        TR
          TH scope=Column
            1 content
          TH scope=Column
            1 content
      TBody
        TR
          TH scope=Row
            1 content
          TD
            1 content
        TR
          TD columns=2
            1 content
    P
      1 content
      Link
        1 content
      1 content
      Span expansion="Free Port"
        1 content
      1 content
    L numbering=Disc
      LI
        Lbl
          1 content
        LBody
          1 content
      LI
        Lbl
          1 content
        LBody
          1 content
    Figure alt="A map"
      1 content
      Caption
        1 content
  Sect
    H2
      1 content
    Note #n1
      Lbl
        1 content
      1 content
      Link
        1 content
"#;
    assert_eq!(tree.structure.to_text(), expected);
}

#[test]
fn links_bookmarks_and_anchors_are_on_their_boxes() {
    let (tree, _) = styled(BRIEFING, "");
    let reference = find(&tree.root, "r1").and_then(|node| node.link.clone()).expect("a link");
    assert_eq!(reference.target, Target::Destination("n1".into()));
    assert_eq!(find(&tree.root, "title").and_then(|node| node.bookmark.clone()), Some((1, "Harbour talks".into())));
    assert_eq!(&*find(&tree.root, "p1").expect("a paragraph").language, "en");
}

#[test]
fn text_in_a_section_is_a_paragraph_of_its_own() {
    let text = structure("loose <em>words</em><p>one</p>and <a href='/x'>more</a><div>block</div>");
    let expected = "Document\n  P\n    2 content\n  P\n    1 content\n  P\n    1 content\n    Link\n      1 content\n  P\n    1 content\n";
    assert_eq!(text, expected);
}

#[test]
fn headings_do_not_skip_a_level() {
    let text = structure("<h2>a</h2><h4>b</h4><h4>c</h4><h3>d</h3><h1>e</h1>");
    let roles: Vec<_> = text.lines().filter(|line| line.contains('H')).map(str::trim).collect();
    assert_eq!(roles, ["H1", "H2", "H2", "H2", "H1"]);
}

#[test]
fn what_is_hidden_or_decoration_has_no_tags() {
    let text = structure("<p aria-hidden=true>x</p><hr><p hidden>y</p><p data-artifact>z<em>z</em></p><img alt=''>");
    assert_eq!(text, "Document\n");
}

#[test]
fn definition_lists_and_loose_items_are_lists() {
    let text = structure("<dl><dt>Tel.<dd>1<dd>2</dl><div><li>x</div>");
    let roles: Vec<_> = text.split_whitespace().filter(|word| !matches!(*word, "1" | "content")).collect();
    let expected = "Document L numbering=None LI Lbl LBody LBody L LI Lbl LBody";
    assert_eq!(roles.join(" "), expected);
}

#[test]
fn the_cascade_goes_by_origin_specificity_place_and_importance() {
    let red = Colour { red: 255, green: 0, blue: 0 };
    let colour = |css: &str, attribute: &str| style(&format!("<p id=x class=c {attribute}>a"), css).text.colour;
    assert_eq!(colour("#x { color: red } p.c { color: blue } p { color: green }", ""), red);
    assert_eq!(colour("p { color: blue; color: red }", ""), red);
    assert_eq!(colour("p { color: red !important } #x { color: blue }", "style='color: green'"), red);
    assert_eq!(colour("#x { color: blue }", "style='color: red'"), red);
    assert_eq!(colour("body { color: red } p { color: inherit }", ""), red);
    assert_eq!(colour(":root { --a: var(--b); --b: red } p { color: var(--a) }", ""), red);
    assert_eq!(colour("@media screen { p { color: blue } } @media print { p { color: red } }", ""), red);
    let (tree, _) = styled("<html lang=en><style>p { color: red }</style><p id=x>a", "p { color: blue }");
    assert_eq!(find(&tree.root, "x").expect("it").style.text.colour, red, "style elements come last");
}

#[test]
fn selectors_find_their_elements() {
    let html = "<section class=s lang=de><h2>h</h2><p>a<p id=x class='c d' data-k=v>b<p>c</section>";
    let yes = [
        "p.c.d",
        "section > p",
        ".s p",
        "h2 ~ p",
        "p + p",
        "[data-k=v]",
        "p:nth-child(3)",
        ":not(h2)#x",
        ":is(p, h2).c",
        ":where(#x)",
        "section:first-child p.c",
        "p:nth-child(odd)",
        ":lang(de)",
        "p:not(:last-child):not(:first-child)",
        "P",
        "p:nth-of-type(2)",
        "a:hover, p",
    ];
    for selector in yes {
        assert!(style(html, &format!("{selector} {{ orphans: 7 }}")).orphans == 7, "{selector}");
    }
    for selector in ["h2 > p", "p:first-child", "p:hover", ":lang(fr)", "[data-k=w]", "p.e", "h2 + p.c"] {
        assert!(style(html, &format!("{selector} {{ widows: 7 }}")).widows != 7, "{selector}");
    }
}

#[test]
fn children_are_counted_in_long_lists() {
    let html = format!("<html lang=en>{}<p id=x>a<p>b", "<p>a".repeat(500));
    let css = "p:nth-child(501) { orphans: 7 } p:nth-last-child(2) { widows: 7 } p:last-child ~ p { orphans: 8 }";
    let (tree, _) = styled(&html, css);
    let style = &find(&tree.root, "x").expect("it").style;
    assert_eq!((style.orphans, style.widows), (7, 7));
}

#[test]
fn lengths_are_in_points() {
    let css = "html { font-size: 10pt } p { font-size: 1.5em; margin: 1em 2rem 3mm 10%; width: calc(100% - 1em) }";
    let style = style("<p id=x>a", css);
    assert_eq!(style.text.size, 15.0);
    assert_eq!(style.margin.top, Length::points(15.0));
    assert_eq!(style.margin.right, Length::points(20.0));
    assert_eq!(style.margin.left, Length::Sum { fixed: 0.0, percent: 10.0 });
    assert_eq!(style.width, Length::Sum { fixed: -15.0, percent: 100.0 });
}

#[test]
fn small_things_of_styles() {
    let style = |css: &str| style("<div><p id=x>a</p></div>", css);
    assert_eq!(style("p { border: 2pt solid; border-top-style: none }").border.top.width, 0.0);
    assert_eq!(style("p { border: 2pt solid }").border.left.width, 2.0);
    assert_eq!(style("div { display: flex } p { display: inline }").display, Display::Block);
    let sides = style("div { direction: rtl } p { margin-inline: 1pt 2pt; border-inline-start: 3pt solid }");
    assert_eq!((sides.margin.right, sides.margin.left), (Length::points(1.0), Length::points(2.0)));
    assert_eq!(sides.border.right.width, 3.0);
    let border = style("div { direction: rtl } p { border: 3pt solid; border-inline-start: initial }").border;
    assert_eq!((border.right.width, border.left.width), (0.0, 3.0));
    assert!(style("div { text-decoration: underline } p { text-decoration: none }").text.underline);
    let features = style("p { font-variant-numeric: oldstyle-nums; font-feature-settings: 'ss01' }").text.features;
    assert_eq!(&*features, &[*b"onum", *b"ss01"]);
    assert_eq!(style("div { page: annex }").page.as_deref(), Some("annex"));
    assert!(!style("div { page-break-inside: avoid }").avoid_break_inside);
}

#[test]
fn generated_text_counts() {
    let css =
        "body { counter-reset: c } h2 { counter-increment: c } h2::before { content: counter(c, upper-roman) '. ' }
        a::after { content: ' (p. ' target-counter(attr(href), page) ')' } li::marker { content: '– ' }
        ol.n > li::marker { content: counters(list-item, '.') }";
    let html = "<html lang=en><body><h2>a</h2><h2>b</h2><a href='#k' id=k>k</a><ul><li>x</ul><ol class=n start=3><li>y<ol class=n><li>z</ol></ol>";
    let (tree, diagnostics) = styled(html, css);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(text(&tree.root), "I. aII. bk (p. ?k)[– ]x[3]y[3.1]z");
}

#[test]
fn footnotes_have_their_numbers() {
    let html = "<html lang=en><p>Ships<span class=f>Of any flag.</span> and docks<span class=f>New ones.</span>";
    let (tree, diagnostics) =
        styled(html, ".f { float: footnote } .f::footnote-marker { content: counter(footnote) ') ' }");
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(text(&tree.root), "Ships11) Of any flag. and docks22) New ones.");
    let roles: Vec<_> = tree.structure.to_text().lines().map(|line| line.trim().to_owned()).collect();
    let call = ["Reference", "Link", "1 content"];
    let note = ["Note #note-1", "Lbl", "Link", "1 content", "1 content", "1 content"];
    assert_eq!((&roles[3..6], &roles[6..12]), (&call.map(str::to_owned)[..], &note.map(str::to_owned)[..]));
}

#[test]
fn a_link_that_is_a_reference_is_both() {
    let (tree, diagnostics) = styled("<html lang=en><p><a id=x href=#n data-tag=Reference>1</a>", "");
    assert_eq!(diagnostics[0].items[0].code, "html-broken-link");
    assert_eq!(tree.structure.to_text(), "Document\n  P\n    Reference #x\n      Link\n        1 content\n");
    assert!(find(&tree.root, "x").is_some_and(|node| node.link.is_some()));
}

#[test]
fn running_heads_come_from_the_text() {
    let css = "@page { size: A4 landscape; margin: 2cm; margin-left: 1in; font-size: 8pt;
          @top-left { content: string(issuer); color: navy } @bottom-right { content: 'Page ' counter(page) '/' counter(pages) } }
        @page :first { @top-left { content: none } @bottom-right { content: 'first' } }
        .issuer { string-set: issuer content(), kind 'K ' attr(data-k) }";
    let (tree, diagnostics) = styled("<html lang=en><p class=issuer data-k=v>The  <b>Port</b>\n Office", css);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let BoxContent::Children(children) = &tree.root.content else { panic!("no children") };
    let strings = [("issuer".to_owned(), "The Port Office".to_owned()), ("kind".to_owned(), "K v".to_owned())];
    assert_eq!(children[0].strings, strings);
    let [all, first] = &tree.page_rules[..] else { panic!("two rules") };
    assert_eq!(all.size.map(|(width, _)| width.round()), Some(842.0));
    assert_eq!(all.margin.left, Some(Length::points(72.0)));
    assert_eq!(all.boxes[0].content, Some(vec![MarginText::String("issuer".into())]));
    assert_eq!(all.boxes[1].content.as_ref().map(Vec::len), Some(4));
    assert!(first.first && first.margin.top.is_none());
    assert_eq!(first.boxes[0].content, None);
    assert_eq!(first.boxes[1].style.text.size, 8.0, "the general rule applies to first pages too");
}

#[test]
fn what_is_not_understood_is_said_where_it_is() {
    let css = "p { colour: red; color: 12pt; transition: all; margin: 1em 2em }\np::first-line { color: red }\n\
        @import url(x);\n@supports (a: b) { p { color: red } }\nq { width: var(--none) }\np { ; color }\n\
        @page :blank { margin: 0 }\n@page { size: huge }\n< p { color: red }";
    let (_, diagnostics) = styled("<html lang=en><p><q>a", css);
    let [sheet] = &diagnostics[..] else { panic!("one source: {diagnostics:?}") };
    let told: Vec<_> = sheet
        .items
        .iter()
        .map(|item| {
            let span = item.span.expect("a place");
            (item.code, sheet.source.line_column(span.start()).line, sheet.source.slice(span))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("css-unknown-property", 1, "colour: red"),
            ("css-unsupported-value", 1, "color: 12pt"),
            ("css-unknown-property", 1, "transition: all"),
            ("css-unsupported-selector", 2, "p::first-line"),
            ("css-unsupported-at-rule", 3, "@import url(x)"),
            ("css-unsupported-at-rule", 4, "@supports (a: b)"),
            ("css-unsupported-value", 5, "width: var(--none)"),
            ("css-syntax", 6, "color"),
            ("css-unsupported-selector", 7, ":blank"),
            ("css-unsupported-value", 8, "huge"),
            ("css-syntax", 9, "< p"),
        ]
    );
    assert_eq!(sheet.items[0].hint.as_deref(), Some("did you mean `color`?"));
}

#[test]
fn what_has_no_place_there_is_said_too() {
    let css = "li::marker { color: red } @page { padding: 1pt; font-size: 8pt; @top-left { content: attr(x) } }
        p::before { content: string(x) }";
    let (_, diagnostics) = styled("<html lang=en>", css);
    let told: Vec<_> = diagnostics[0].items.iter().map(|item| &*item.message).collect();
    let expected = [
        "the property `color` is not supported in `::marker`",
        "the property `padding` is not supported in `@page`",
        "`attr(x)` is not a value that `content` takes",
        "`string(x)` is not a value that `content` takes",
    ];
    assert_eq!(told, expected);
}

#[test]
fn warnings_about_the_html_point_into_it() {
    let html =
        "<html lang=en><style>p { colour: red }</style><p style='color: 1pt; width: var(--no)'>a<p data-tag=X><img>";
    let (_, diagnostics) = styled(html, "");
    let [page] = &diagnostics[..] else { panic!("one source: {diagnostics:?}") };
    let mut spans: Vec<_> = page.items.iter().map(|item| item.span.map(|span| page.source.slice(span))).collect();
    spans.sort();
    assert_eq!(spans, [None, None, Some("color: 1pt"), Some("colour: red"), Some("width: var(--no)")]);
}

#[test]
fn the_built_in_sheet_is_understood() {
    let mut warnings = super::Warnings::default();
    super::parse(include_str!("../css/ua.css"), 0, &mut warnings);
    assert!(warnings.finish().is_empty());
}

/// A generator that needs no crate (Marsaglia's xorshift).
fn noise(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

#[test]
fn nothing_panics() {
    let css = "p{color:red;margin:calc(1em + 2%)}@page :first{@top-left{content:counter(page)}}a::after{content:attr(x)\"\\'}/*é*/--v:var(--v);:is(:not(li>p,[a~=b]))@media print";
    let html = "<p class=x style=\"color:var(--a)\"><table><td colspan=9><svg><li></p>&amp;é<a href=#x><b><i></b><style>p{}</style><dl><dt><figure><img alt=1>";
    let mut seed = 0x9E37_79B9_7F4A_7C15;
    let mut shuffled = |text: &str| {
        let chars: Vec<char> = text.chars().collect();
        let mut out = String::new();
        for _ in 0..12 {
            let from = noise(&mut seed) as usize % chars.len();
            let to = (from + noise(&mut seed) as usize % 24).min(chars.len());
            out.extend(&chars[from..to]);
        }
        out
    };
    for _ in 0..3000 {
        let (html, css) = (shuffled(html), shuffled(css));
        let (tree, diagnostics) = styled(&html, &css);
        let _ = (text(&tree.root), tree.structure.to_text());
        for one in diagnostics {
            for item in one.items {
                item.span.map(|span| one.source.slice(span));
            }
        }
    }
}

#[test]
fn large_input_is_bounded() {
    let deep = format!("<html lang=en>{}x", "<div><p><b>".repeat(500));
    let (tree, diagnostics) = styled(&deep, &format!("a{}", ":not(a".repeat(500)));
    assert_eq!(text(&tree.root), "x");
    assert!(diagnostics.iter().any(|one| one.items.iter().any(|item| item.code == "html-too-deep")));
    let (_, diagnostics) = styled("<html lang=en>", &"p { colour: red } ".repeat(600_000));
    let codes: Vec<_> = diagnostics[0].items.iter().map(|item| item.code).collect();
    assert_eq!(codes, ["css-unknown-property", "css-too-large", "css-too-large"]);
}
