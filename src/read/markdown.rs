//! Markdown: CommonMark with GFM tables and footnotes, front matter, the few HTML tags that releases carry, and the
//! signs of our own editions.

use super::front_matter;
use super::html;
use super::html_tag::{decode, read_marker};
use super::lines::{self, Inlines, percent_decode};
use super::stress;
use super::{Block, BlockKind, Line, ListItem, MAX_DEPTH, Marker, Row, Run, Style};
use crate::diagnostic::{Diagnostic, codes};
use crate::source::{Source, Span};
use pulldown_cmark::{CodeBlockKind, Event, OffsetIter, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::iter::Peekable;
use std::ops::Range;

/// Reads a Markdown text.
pub(super) fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Vec<Block> {
    let (front, start) = front_matter::read(source, diagnostics);
    let text = &source.text()[start..];
    let is_mdx = text.contains("{/* body");
    let is_ours = is_mdx || text.contains("<!-- body");
    let text = &*if is_ours { Cow::Borrowed(text) } else { stress::settled(text, start, diagnostics) };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let events = Parser::new_ext(text, options).into_offset_iter().peekable();
    let inlines = Inlines::new(text, start);
    let mut reader = Reader { text, base: start, events, inlines, is_mdx, depth: 0, too_deep: None };
    let mut blocks: Vec<Block> = front.into_iter().collect();
    blocks.extend(reader.read_blocks());
    if let Some(span) = reader.too_deep {
        let message = format!("blocks stand more than {MAX_DEPTH} deep in one another");
        diagnostics.push(Diagnostic::warning(codes::TOO_DEEP, span, message));
    }
    reader.inlines.report(diagnostics);
    blocks
}

struct Reader<'a> {
    text: &'a str,
    /// Where `text` starts in the source.
    base: usize,
    events: Peekable<OffsetIter<'a>>,
    inlines: Inlines<'a>,
    /// It is an edition of ours in MDX: `{/* name */}` is a sign, which is words to all other Markdown.
    is_mdx: bool,
    depth: usize,
    /// The first block that stands deeper than it may.
    too_deep: Option<Span>,
}

impl<'a> Reader<'a> {
    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    /// Reads blocks up to the end of what holds them.
    fn read_blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut raised = 0;
        self.depth += 1;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) if raised == 0 => break,
                Event::End(_) => raised -= 1,
                Event::Start(tag) if self.depth >= MAX_DEPTH && holds_blocks(&tag) => {
                    raised += 1;
                    self.too_deep.get_or_insert(Span::new(self.base + range.start, self.base + range.end));
                    if tag == Tag::Item {
                        let marker = self.item_marker(&range);
                        self.inlines.prepend(marker, self.base + range.start);
                    }
                }
                Event::Start(tag) => self.read_block(tag, range, &mut blocks),
                Event::Rule => blocks.push(Block { span: self.span(&range), kind: BlockKind::Break }),
                other => self.read_loose(other, range, &mut blocks),
            }
        }
        self.depth -= 1;
        blocks
    }

    /// Reads the block that `tag` opens, to its end.
    fn read_block(&mut self, tag: Tag<'a>, range: Range<usize>, blocks: &mut Vec<Block>) {
        let span = self.span(&range);
        let kind = match tag {
            Tag::Paragraph => return self.read_paragraph(range, blocks),
            Tag::Heading { level, .. } => {
                // The sign for no words, as MDX has it, is words to Markdown.
                let empty = self.is_mdx && self.text[range.clone()].trim_end().ends_with("# {/* empty */}");
                let lines = self.read_lines();
                if let Some(rule) = rule_under_prose(&self.text[range.clone()], &lines) {
                    let (above, below) =
                        (range.start..range.start + rule.start, range.start + rule.start..range.start + rule.end);
                    push_paragraph(blocks, self.span(&above), lines);
                    return blocks.push(Block { span: self.span(&below), kind: BlockKind::Break });
                }
                if let Some(line) = self.end_mark(&range) {
                    blocks.push(Block { span, kind: BlockKind::Paragraph { lines: vec![line] } });
                    return;
                }
                BlockKind::Heading { level: level as u8, lines: if empty { Vec::new() } else { lines } }
            }
            Tag::BlockQuote(_) => quote(self.read_blocks()),
            Tag::CodeBlock(kind) => self.read_code(&kind),
            Tag::HtmlBlock => return self.read_html(span, blocks),
            Tag::List(first) => self.read_list(first.is_some()),
            Tag::Item => quote(self.read_blocks()),
            Tag::FootnoteDefinition(label) => {
                let label = percent_decode(&label);
                BlockKind::Note { printed: label.clone(), label, blocks: self.read_blocks() }
            }
            Tag::Table(_) => self.read_table(),
            other => return self.read_loose(Event::Start(other), range, blocks),
        };
        blocks.push(Block { span, kind });
    }

    /// `###`, `# # #`: a heading of nothing but its own marks is the mark of an end, as it is printed.
    fn end_mark(&self, range: &Range<usize>) -> Option<Line> {
        const FEWEST: usize = 3;
        let marks = self.text[range.clone()].trim();
        let all = marks.chars().all(|letter| letter == '#' || letter == ' ');
        let start = range.start + self.text[range.clone()].find('#')?;
        let run = Run { span: Span::new(start, start + marks.len()), text: marks.to_owned(), style: Style::default() };
        (all && marks.matches('#').count() >= FEWEST).then(|| Line { runs: vec![run], ..Line::default() })
    }

    /// Reads a paragraph: words, pictures alone, or a sign of ours as MDX has it.
    fn read_paragraph(&mut self, range: Range<usize>, blocks: &mut Vec<Block>) {
        let span = self.span(&range);
        let marker = self.mdx_marker(range);
        self.inlines.pictures.clear();
        let lines = self.read_lines();
        if let Some(marker) = marker {
            return blocks.push(Block { span, kind: BlockKind::Marker(marker) });
        }
        let pictures = self.inlines.only_pictures(&lines);
        if pictures.is_empty() {
            return push_paragraph(blocks, span, lines);
        }
        let figure =
            |(url, alternative)| Block { span, kind: BlockKind::Figure { url, alternative, caption: Vec::new() } };
        blocks.extend(pictures.into_iter().map(figure));
    }

    /// Reads words that stand in a list item or cell without a paragraph of their own.
    fn read_loose(&mut self, first: Event<'a>, range: Range<usize>, blocks: &mut Vec<Block>) {
        let mut whole = range.clone();
        self.inlines.take(first, range);
        while let Some((event, range)) = self.events.next_if(|(event, _)| is_inline(event)) {
            whole.end = whole.end.max(range.end);
            self.inlines.take(event, range);
        }
        let lines = self.inlines.finish();
        let span = self.span(&whole);
        match self.mdx_marker(whole) {
            Some(marker) => blocks.push(Block { span, kind: BlockKind::Marker(marker) }),
            None => push_paragraph(blocks, span, lines),
        }
    }

    /// Reads words up to the end of the block that holds them.
    fn read_lines(&mut self) -> Vec<Line> {
        while let Some((event, range)) = self.events.next_if(|(event, _)| is_inline(event)) {
            self.inlines.take(event, range);
        }
        self.events.next();
        self.inlines.finish()
    }

    /// A sign of ours as MDX has it, `{/* name */}`.
    fn mdx_marker(&self, range: Range<usize>) -> Option<Marker> {
        let verbatim = self.text[range].trim();
        (self.is_mdx && verbatim.starts_with("{/*")).then(|| read_marker(verbatim)).flatten()
    }

    fn read_code(&mut self, kind: &CodeBlockKind<'_>) -> BlockKind {
        let mut text = String::new();
        for (event, range) in self.events.by_ref() {
            match event {
                Event::Text(words) => text.push_str(&self.inlines.without_controls(&words, range)),
                Event::End(_) => break,
                _ => {}
            }
        }
        if matches!(kind, CodeBlockKind::Indented) {
            text.truncate(text.trim_end_matches('\n').len());
        } else if text.ends_with('\n') {
            text.pop();
        }
        // One small word behind the fence names a language; others are words of the text.
        if let CodeBlockKind::Fenced(words) = kind
            && words.contains(|letter: char| letter.is_whitespace() || letter.is_uppercase() || !letter.is_ascii())
        {
            text = format!("{words}\n{text}");
        }
        BlockKind::Preformatted { text }
    }

    /// Reads raw HTML: a comment that is a sign of ours, or tags with words between them.
    fn read_html(&mut self, span: Span, blocks: &mut Vec<Block>) {
        let mut html = String::new();
        let mut places = Vec::new();
        for (event, range) in self.events.by_ref() {
            match event {
                Event::Html(text) | Event::Text(text) => {
                    places.push((html.len(), range.start));
                    html.push_str(&text);
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        match read_marker(&html) {
            Some(marker) => blocks.push(Block { span, kind: BlockKind::Marker(marker) }),
            None => match preformatted(&html) {
                Some(text) => {
                    let range = span.start() - self.base..span.end() - self.base;
                    let text = self.inlines.without_controls(&text, range);
                    blocks.push(Block { span, kind: BlockKind::Preformatted { text } });
                }
                None => self.read_tags(&html, &places, span, blocks),
            },
        }
    }

    /// Reads raw HTML that is no sign: as a part of a page where it is one, else its words and the few tags known here.
    fn read_tags(&mut self, html: &str, places: &[(usize, usize)], span: Span, blocks: &mut Vec<Block>) {
        let base = self.base;
        let place = |at: usize| base + lines::place(places, at);
        let room = self.depth == 1;
        match room.then(|| html::read_part(html, place, &mut self.inlines.left_out)).flatten() {
            Some(found) => blocks.extend(found),
            None => {
                self.inlines.take_html(html, places);
                let lines = self.inlines.finish();
                push_paragraph(blocks, span, lines);
            }
        }
    }

    fn read_list(&mut self, ordered: bool) -> BlockKind {
        let mut items: Vec<ListItem> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let marker = self.item_marker(&range);
                    items.push(ListItem { marker, blocks: self.read_blocks() });
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        if ordered {
            count_lazy_numbers(&mut items);
        }
        BlockKind::List { items }
    }

    /// The bullet or number of an item as the source has it.
    fn item_marker(&self, range: &Range<usize>) -> String {
        let item = self.text[range.clone()].trim_start();
        item[..item.find(char::is_whitespace).unwrap_or(item.len())].to_owned()
    }

    fn read_table(&mut self) -> BlockKind {
        let (mut header, mut rows): (Vec<Row>, Vec<Row>) = (Vec::new(), Vec::new());
        let mut row = Row::new();
        let mut end = 0;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    row.push(self.read_lines());
                    end = range.end;
                }
                Event::End(TagEnd::TableHead) => header.push(std::mem::take(&mut row)),
                Event::End(TagEnd::TableRow) => {
                    row.extend(self.cells_too_many(end..range.end));
                    rows.push(std::mem::take(&mut row));
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        BlockKind::Table { caption: Vec::new(), header, rows }
    }

    /// The cells of a row behind those that the header has room for: Markdown has no event for them.
    fn cells_too_many(&mut self, range: Range<usize>) -> Vec<Vec<Line>> {
        let Some(rest) = self.text.get(range.clone()).map(|rest| rest.trim_end().trim_end_matches('|')) else {
            return Vec::new();
        };
        let mut cells = Vec::new();
        let mut at = range.start;
        for part in rest.split('|') {
            let words = part.trim();
            let start = at + part.len() - part.trim_start().len();
            at += part.len() + 1;
            if !words.is_empty() || !cells.is_empty() {
                self.inlines.take(Event::Text(words.into()), start..start + words.len());
                cells.push(self.inlines.finish());
            }
        }
        cells
    }
}

/// The text of a `<pre>` that holds no other tag. The first line end in one is not of it (HTML Standard, 4.4.3).
fn preformatted(html: &str) -> Option<String> {
    let inside = html.trim_end().strip_prefix("<pre>")?.strip_suffix("</pre>")?;
    (!inside.contains('<')).then(|| decode(inside.strip_prefix('\n').unwrap_or(inside)))
}

fn quote(blocks: Vec<Block>) -> BlockKind {
    BlockKind::Quote { blocks, attribution: Vec::new() }
}

/// The line of dashes under a paragraph that only becomes a heading because no blank line stands between them.
fn rule_under_prose(verbatim: &str, lines: &[Line]) -> Option<Range<usize>> {
    /// The words of a heading are not longer, in characters.
    const LONGEST_HEADING: usize = 160;
    /// A heading of so many words is no sentence that ends.
    const LONGEST_SENTENCE: usize = 60;
    let whole = verbatim.trim_end();
    let start = whole.rfind('\n')? + 1;
    let rule = whole[start..].trim_start_matches([' ', '>', '\t']);
    if rule.is_empty() || !rule.bytes().all(|byte| byte == b'-') {
        return None;
    }
    let words: String = lines.iter().flat_map(|line| &line.runs).map(|run| run.text.as_str()).collect();
    let length = words.chars().count();
    let ends = words.trim_end().ends_with(['.', ';', ',', '。', '!']);
    let sentence = ends && (length > LONGEST_SENTENCE || lines.len() > 1);
    let inside =
        words.match_indices(". ").any(|(at, _)| words[..at].chars().rev().take(3).all(char::is_lowercase) && at > 3);
    let prose = sentence || (inside && length > LONGEST_SENTENCE) || length > LONGEST_HEADING;
    prose.then_some(start..whole.len())
}

fn push_paragraph(blocks: &mut Vec<Block>, span: Span, lines: Vec<Line>) {
    if lines.iter().any(|line| !line.runs.is_empty() || line.hard_break.is_some() || line.anchor.is_some()) {
        blocks.push(Block { span, kind: BlockKind::Paragraph { lines } });
    }
}

/// A list whose every number is the same counts for itself, as Markdown prints it: `1.` `1.` `1.` is 1, 2, 3.
fn count_lazy_numbers(items: &mut [ListItem]) {
    let Some(first) = items.first().map(|item| item.marker.clone()) else { return };
    let lazy = items.len() > 1 && items.iter().all(|item| item.marker == first);
    let digits = first.trim_end_matches(['.', ')']);
    let (true, Ok(start)) = (lazy, digits.parse::<u64>()) else { return };
    for (number, item) in (start..).zip(items) {
        item.marker = format!("{number}{}", &first[digits.len()..]);
    }
}

fn holds_blocks(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::FootnoteDefinition(_))
}

fn is_inline(event: &Event<'_>) -> bool {
    let tag = |end: TagEnd| matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image);
    match event {
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }) => true,
        Event::End(end) => tag(*end),
        Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => true,
        Event::SoftBreak | Event::HardBreak => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::read::{Block, BlockKind, Line};
    use crate::source::Source;

    fn blocks(text: &str) -> Vec<BlockKind> {
        let blocks = read(&Source::new("a.md", text), &mut Vec::new());
        blocks.into_iter().map(|Block { kind, .. }| kind).collect()
    }

    fn words(lines: &[Line]) -> String {
        lines.iter().flat_map(|line| &line.runs).map(|run| run.text.as_str()).collect()
    }

    #[test]
    fn anchors_and_escapes() {
        let found = blocks("<a id=\"p4\" data-number=\"Article 2\"></a>Article 2 a \\* &amp; <sup>2</sup>b");
        let [BlockKind::Paragraph { lines }] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(words(lines), "Article 2 a * & 2b");
        assert_eq!(lines[0].anchor.as_ref().unwrap().number.as_deref(), Some("Article 2"));
        assert!(lines[0].runs.iter().any(|run| run.style.superscript && run.text == "2"));
    }

    #[test]
    fn signs_of_our_editions() {
        let found = blocks("# T\n\n<!-- body {\"a\":1} -->\n\n- x\n\n  <!-- within -->\n\n{/* end-mark */}");
        assert!(
            matches!(&found[1], BlockKind::Marker(marker) if marker.name == "body" && marker.argument == "{\"a\":1}")
        );
        assert!(matches!(&found[3], BlockKind::Paragraph { .. }), "MDX is none of this edition");
        let mdx = blocks("# T\n\n{/* body */}\n\n{/* end-mark */}");
        assert!(matches!(&mdx[2], BlockKind::Marker(marker) if marker.name == "end-mark"));
        let BlockKind::List { items } = &found[2] else { panic!("{found:?}") };
        assert!(matches!(items[0].blocks[1].kind, BlockKind::Marker(_)));
    }

    #[test]
    fn the_words_of_a_picture_are_whole() {
        let found = blocks("![the basin ![with its lock](y.png)\nand <img alt='the wall'>](x.png)");
        let [BlockKind::Figure { url, alternative, .. }] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((url.as_str(), alternative.as_str()), ("x.png", "the basin with its lock and the wall"));
    }

    #[test]
    fn html_keeps_its_words() {
        let found = blocks("<div>\n<u>One &amp; two</u>\n<p>three");
        let [BlockKind::Paragraph { lines }] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(words(lines), "One & twothree");
        assert!(lines.len() > 1);
    }

    #[test]
    fn a_comment_without_an_end_is_words() {
        let found = blocks("<!-- which have none;\n\n2. The <a id=p1></a>rest");
        let [BlockKind::Paragraph { lines }] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(words(lines), "<!-- which have none;2. The rest");
    }

    #[test]
    fn tables_and_lists_of_html_are_such() {
        let text = "Words\n\n<table>\n<tr><td>One &amp; two</td>\n<td>three</td></tr></table>";
        let source = Source::new("a.md", text);
        let found = read(&source, &mut Vec::new());
        let BlockKind::Table { rows, .. } = &found[1].kind else { panic!("{found:?}") };
        assert_eq!(words(&rows[0][0]), "One & two");
        assert_eq!(source.slice(rows[0][1][0].runs[0].span), "three");
    }

    #[test]
    fn depth_is_limited_and_nothing_lost() {
        let found = blocks(&format!("{}deep", "> ".repeat(500)));
        let mut kind = &found[0];
        let mut depth = 0;
        while let BlockKind::Quote { blocks, .. } = kind {
            (kind, depth) = (&blocks[0].kind, depth + 1);
        }
        assert!(depth <= crate::read::MAX_DEPTH);
        assert!(matches!(kind, BlockKind::Paragraph { lines } if words(lines) == "deep"), "{kind:?}");
    }
}
