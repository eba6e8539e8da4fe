//! HTML: a saved page or a part of one.
//!
//! What comes in: a source. What goes out: the blocks of the release in it, with what the page says of itself before
//! them. html5ever parses as browsers do; what a browser would not show, and what is of the page and not of the text
//! (navigation, buttons to share it), is left out and told. Style sheets are not read, but for `style` attributes.

mod address;
mod apart;
mod behind;
mod counter;
mod deck;
mod figure;
mod flow;
mod furniture;
mod head;
mod list;
mod look;
mod moved;
mod notes;
mod notice;
mod panel;
mod said;
mod table;
mod weight;
mod word;
mod writer;

use super::{Block, BlockKind, FieldText, MAX_DEPTH};
use crate::diagnostic::{Diagnostic, codes};
use crate::dom::{Dom, NodeData, NodeId};
use crate::read::runs::{self, LeftOut};
use crate::source::{Source, Span};
use furniture::{Furniture, Why};
use notes::Notes;
use weight::Weights;
use writer::{Look, Told, Writer};

/// Reads a page.
pub(super) fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Vec<Block> {
    let dom = Dom::parse_with_places(source.text());
    let mut head = head::read(&dom, source);
    let weights = Weights::of(&dom);
    let mut furniture = furniture::find(&dom, &weights, head.title());
    notice::take(&dom, &mut furniture, &mut head.fields);
    let notes = notes::find(&dom, &weights);
    let base = head.base.as_deref();
    let page = Page { dom: &dom, weights: &weights, furniture: &furniture, notes, base, is_part: false };
    let mut writer = Writer::new(&page);
    if let Some(root) = dom.root() {
        writer.children(root, &Look::default());
        writer.flush();
    }
    raise_title(&mut writer.blocks, head.title());
    tell(source, &page, writer.told, diagnostics);
    head.fields.extend(page.furniture.told.iter().map(|&(id, _)| {
        let value = dom.words_start(id, LEFT_OUT).split_whitespace().collect::<Vec<_>>().join(" ");
        FieldText { name: FieldText::LEFT_OUT.to_owned(), value, span: dom.node(id).span }
    }));
    let evidence = Block { span: Span::at(0), kind: BlockKind::Evidence(head.fields) };
    std::iter::once(evidence).chain(writer.blocks).collect()
}

/// Reads a part of a page that stands in a text of another format; `place` says where a byte of it stands there.
///
/// Nothing is left out but what nobody sees; `None` where a reader of pages would not show all that stands there.
pub(super) fn read_part(html: &str, place: impl Fn(usize) -> usize, left_out: &mut LeftOut) -> Option<Vec<Block>> {
    const WHOLE: [&str; 8] = ["table", "ul", "ol", "dl", "figure", "blockquote", "section", "details"];
    const UNSEEN: [&str; 10] =
        ["\0", "<!--", "<script", "<style", "<title", "<textarea", "<select", "<template", "<iframe", "<plaintext"];
    let small = html.to_ascii_lowercase();
    let count = |sign: &str| small.matches(sign).count();
    let whole =
        |name: &str| count(&format!("<{name}")) > 0 && count(&format!("<{name}")) <= count(&format!("</{name}>"));
    let closed = count("<") == count(">");
    if !closed || !WHOLE.iter().any(|name| whole(name)) || UNSEEN.iter().any(|sign| small.contains(sign)) {
        return None;
    }
    let dom = Dom::parse_with_places(html);
    let weights = Weights::of(&dom);
    let furniture = Furniture::none(&dom);
    let notes = notes::find(&dom, &weights);
    let page = Page { dom: &dom, weights: &weights, furniture: &furniture, notes, base: None, is_part: true };
    let mut writer = Writer::new(&page);
    writer.children(dom.root()?, &Look::default());
    writer.flush();
    let mut blocks = writer.blocks;
    let moved = |span: Span| Span::new(place(span.start()), place(span.end()).max(place(span.start())));
    moved::blocks(&mut blocks, &moved);
    left_out.join(writer.told.controls, moved);
    Some(blocks)
}

/// Makes the first heading of what is the page's title word for word, a heading of a lower rank or a paragraph, where
/// the page has no first heading.
fn raise_title(blocks: &mut [Block], title: Option<&str>) {
    /// The title stands among so many blocks.
    const FIRST: usize = 24;
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let Some(title) = title.map(letters).filter(|title| !title.is_empty()) else { return };
    let first = blocks.len().min(FIRST);
    let blocks = &mut blocks[..first];
    let ranks = |rank: u8| move |block: &Block| matches!(block.kind, BlockKind::Heading { level, .. } if level == rank);
    if blocks.iter().any(ranks(1)) {
        return;
    }
    let is_title = |block: &Block| match &block.kind {
        BlockKind::Heading { lines, .. } => letters(&flow::text(lines)) == title,
        _ => false,
    };
    if let Some(at) = blocks.iter().position(is_title) {
        raise_heading(&mut blocks[..=at]);
        return;
    }
    if blocks.iter().any(ranks(2)) {
        return;
    }
    for block in blocks {
        if let BlockKind::Paragraph { lines } = &mut block.kind
            && letters(&flow::text(lines)) == title
        {
            block.kind = BlockKind::Heading { level: 1, lines: std::mem::take(lines) };
            return;
        }
    }
}

/// Makes the last of the blocks the first heading; those above it are of a letterhead.
fn raise_heading(blocks: &mut [Block]) {
    let Some((title, above)) = blocks.split_last_mut() else { return };
    if let BlockKind::Heading { level, .. } = &mut title.kind {
        *level = 1;
    }
    for block in above {
        if let BlockKind::Heading { lines, .. } = &mut block.kind {
            block.kind = BlockKind::Paragraph { lines: std::mem::take(lines) };
        }
    }
}

/// A page and what is known of it.
struct Page<'a> {
    dom: &'a Dom,
    weights: &'a Weights,
    furniture: &'a Furniture,
    notes: Notes,
    /// What relative addresses are relative to.
    base: Option<&'a str>,
    /// It is a part of a text of another format, above which no site has its banner.
    is_part: bool,
}

impl Page<'_> {
    /// Whether an element is part of the release.
    fn is_kept(&self, id: NodeId) -> bool {
        !self.furniture.is(id) && !look::is_code(self.dom, id)
    }

    /// Whether an element holds most of the prose of the page.
    fn is_most(&self, id: NodeId) -> bool {
        let all = self.dom.root().map_or(0, |root| self.weights.get(root).prose);
        all > 0 && self.weights.get(id).prose * 2 > all
    }

    /// The control characters in a text, and where the source has them.
    fn controls(&self, text: NodeId) -> impl Iterator<Item = (Span, char)> {
        let words = match &self.dom.node(text).data {
            NodeData::Text(words) => &words[..],
            _ => "",
        };
        self.dom.stretches(text).flat_map(move |stretch| {
            let exact = stretch.length == stretch.span.end() - stretch.span.start();
            let letters = words[stretch.at..stretch.at + stretch.length].char_indices();
            letters.filter(|&(_, letter)| runs::is_control(letter)).map(move |(at, letter)| {
                (if exact { stretch.span.slice(at..at + letter.len_utf8()) } else { stretch.span }, letter)
            })
        })
    }

    /// Where the text in an element stands.
    fn text_span(&self, id: NodeId) -> Span {
        let stretches = self.dom.walk(id).flat_map(|id| self.dom.stretches(id)).map(|stretch| stretch.span);
        stretches.reduce(Span::to).unwrap_or(self.dom.node(id).span)
    }
}

/// How many characters of what is left out are looked through.
const LEFT_OUT: usize = 200;

/// How many characters of what is left out are told.
const TOLD: usize = 60;

fn tell(source: &Source, page: &Page<'_>, told: Told, diagnostics: &mut Vec<Diagnostic>) {
    let mut last: Option<(Span, Why, String)> = None;
    for &(id, why) in &page.furniture.told {
        let (span, words) = (page.dom.node(id).span, page.dom.words_start(id, 2 * TOLD));
        match &mut last {
            // Neighbours are one.
            Some((before, reason, text)) if *reason == why && is_blank(source, *before, span) => {
                *before = before.to(span);
                text.push(' ');
                text.push_str(&words);
            }
            _ => {
                diagnostics.extend(last.take().map(|(span, why, words)| left_out(span, why, &words)));
                last = Some((span, why, words));
            }
        }
    }
    diagnostics.extend(last.map(|(span, why, words)| left_out(span, why, &words)));
    for span in told.banners {
        let message = "a picture above all words, such as the logo of a site, was left out";
        diagnostics.push(Diagnostic::note(codes::FURNITURE, span, message));
    }
    for span in told.unsafe_links {
        let message = "this link would run a script or open a page of its own; its words stay, without the link";
        diagnostics.push(Diagnostic::warning(codes::UNSAFE_LINK, span, message));
    }
    if let Some(span) = told.too_deep.or(page.dom.cut.then_some(Span::at(0))) {
        let message = format!("blocks stand more than {MAX_DEPTH} deep in one another");
        diagnostics.push(Diagnostic::warning(codes::TOO_DEEP, span, message));
    }
    let mut controls = told.controls;
    tell_nuls(source, &mut controls);
    controls.report(diagnostics);
}

/// The parser drops NUL wherever it stands.
fn tell_nuls(source: &Source, controls: &mut LeftOut) {
    for (at, _) in source.text().match_indices('\0') {
        controls.add_at(at, '\0');
    }
}

fn left_out(span: Span, why: Why, words: &str) -> Diagnostic {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = match words.char_indices().nth(TOLD) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    };
    let what = match why {
        Why::Hidden => "text that the page hides was left out",
        Why::Around => "part of the page, not of the release, was left out",
    };
    Diagnostic::note(codes::FURNITURE, span, format!("{what}: `{shown}`"))
}

/// Whether nothing stands between two places.
fn is_blank(source: &Source, before: Span, behind: Span) -> bool {
    let between = source.text().get(before.end()..behind.start());
    before.end() <= behind.end() && between.is_none_or(|text| text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::{flow, read};
    use crate::read::{Block, BlockKind};
    use crate::source::Source;

    pub(super) fn blocks(html: &str) -> Vec<BlockKind> {
        let found = read(&Source::new("a.html", html), &mut Vec::new());
        found.into_iter().skip(1).map(|Block { kind, .. }| kind).collect()
    }

    fn printed(html: &str) -> Vec<String> {
        let print = |kind: BlockKind| match kind {
            BlockKind::Paragraph { lines } => flow::text(&lines),
            BlockKind::Heading { level, lines } => format!("h{level} {}", flow::text(&lines)),
            BlockKind::List { items } => items.iter().map(|item| item.marker.as_str()).collect::<Vec<_>>().join(" "),
            BlockKind::Note { printed, label, .. } => format!("note {printed} {label}"),
            other => format!("{other:?}"),
        };
        blocks(html).into_iter().map(print).collect()
    }

    #[test]
    fn breaks_and_blocks_part_paragraphs() {
        let found = printed(
            "One<br>more<br><br>Two<div>Three<span style='display:block'>Four</span></div>&nbsp;<p>&nbsp;</p>Five",
        );
        assert_eq!(found, ["One more", "Two", "Three", "Four", "Five"]);
    }

    #[test]
    fn fields_that_touch_are_set_apart() {
        let bar = "<div class=m><span>Press release</span><span>3 March 2031</span></div>";
        assert_eq!(printed(bar), ["Press release\t3 March 2031"]);
        let word = "<p class=m><span>Mc</span><span>allister</span> <span>A</span><span>Bridge</span></p>";
        assert_eq!(printed(word), ["Mcallister ABridge"]);
    }

    #[test]
    fn a_deck_is_a_heading_beside_the_title() {
        let prose = "<p>The harbour opened today, and so did the pier with all of its cranes and its lights.</p>";
        let deck = format!("<main><div><h1>Harbour open</h1><h2>Pier, too</h2></div>{prose}</main>");
        assert_eq!(printed(&deck)[..2], ["h1 Harbour open", "Pier, too"]);
        let section = format!("<main><h1>Harbour open</h1><h2>Pier, too</h2>{prose}</main>");
        assert_eq!(printed(&section)[..2], ["h1 Harbour open", "h2 Pier, too"]);
    }

    #[test]
    fn lists_print_their_numbers() {
        assert_eq!(printed("<ol start=3 type=a><li>x<li value=7>y</ol>"), ["c. g."]);
        assert_eq!(printed("<ol reversed><li>x<li>y</ol>"), ["2. 1."]);
        assert_eq!(printed("<ul><li>x</ul>"), ["•"]);
        assert_eq!(printed("<ol><li>(1) x<li>(2) y</ol>"), ["(1) x", "(2) y"]);
        assert_eq!(printed("<ol><li><span>4.</span> x<li><span>5.</span> y</ol>"), ["4. 5."]);
    }

    #[test]
    fn what_nobody_writes_is_read_in_one_go() {
        let pages = [
            format!("{}deep{}", "<div>".repeat(100_000), "</div>".repeat(100_000)),
            format!("<p>{} deep", "<".repeat(100_000)),
            format!("<p title=\"{}\">deep", "x".repeat(1_000_000)),
            format!("{}deep", "<ol><li>".repeat(10_000)),
            format!("{}deep", "<table><tr><td rowspan=9999 colspan=9999>".repeat(300)),
            format!("{}deep", "<div hidden>".repeat(1_000)),
            format!("<p>{}deep", "&amp".repeat(50_000)),
        ];
        for page in pages {
            let found = printed(&page).join(" ");
            assert!(found.contains("deep") || format!("{:?}", blocks(&page)).contains("deep"), "{}", &page[..40]);
        }
    }

    #[test]
    fn notes_of_word_processors() {
        let html = "<p>The text<a href='#_ftn1' name='_ftnref1'><sup>[1]</sup></a> goes on.</p>\
            <div id=ftn1><p><a href='#_ftnref1' name='_ftn1'><sup>[1]</sup></a> See there.</p></div>";
        assert_eq!(printed(html), ["The text[1] goes on.", "note [1] 1"]);
    }

    #[test]
    fn lists_of_word_processors() {
        let item = |level, number| {
            format!(
                "<p style='mso-list:l0 level{level} lfo1'><![if !x]><span style='mso-list:Ignore'>{number}<span>&nbsp;</span></span><![endif]>Words</p>"
            )
        };
        let found = blocks(&format!("{}{}{}", item(1, "1."), item(2, "(a)"), item(1, "2.")));
        let [BlockKind::List { items }] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((items[0].marker.as_str(), items[1].marker.as_str(), items[0].blocks.len()), ("1.", "2.", 2));
    }
}
