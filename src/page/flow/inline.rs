//! Inline boxes to one paragraph: its text, with white space collapsed, and what each stretch of it looks like.

use super::galley::Event;
use super::{Layout, MAX_DEPTH, events};
use crate::page::boxes::{
    BoxContent, BoxLink, BoxNode, Display, LineHeight, Style, TextStyle, TextTransform, VerticalAlign, WhiteSpace,
};
use crate::page::document::{Artifact, Colour, Item, Mark, Target};
use crate::page::font::{Look, Metrics};
use crate::page::text::{Manner, MannerId};
use std::sync::Arc;

/// What stands in the text for an inline block or an image.
pub(super) const OBJECT: char = '\u{FFFC}';
/// What stands in the text for the margin or padding of an inline box: no line ends at it.
const SPACER: char = '\u{2060}';

/// Characters that end a line wherever they stand, and are not drawn (Unicode Standard Annex 14, class BK).
const LINE_SEPARATOR: char = '\u{2028}';
const PARAGRAPH_SEPARATOR: char = '\u{2029}';

/// How far superscripts are raised and subscripts lowered, of the size around them.
const SUPER: f32 = 0.34;
const SUB: f32 = -0.2;

/// The text of a paragraph and what it is made of.
pub(super) struct Paragraph {
    pub(super) text: String,
    /// In order and without holes.
    pub(super) spans: Vec<Span>,
    pub(super) objects: Vec<Object>,
    /// Where soft hyphens were, in bytes of the text; in order.
    pub(super) soft_hyphens: Vec<u32>,
    /// What is said within it, and where.
    pub(super) events: Vec<(u32, Event)>,
    pub(super) links: Vec<BoxLink>,
    /// Of the block around: alignment, indent, line height.
    pub(super) style: Arc<Style>,
    /// What every line is at least as high and deep as.
    pub(super) strut: Extent,
}

/// A stretch of text that looks the same and is the same in the structure.
#[derive(Clone)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) style: Arc<Style>,
    pub(super) language: Arc<str>,
    pub(super) manner: MannerId,
    pub(super) mark: Mark,
    pub(super) context: Context,
    pub(super) extent: Extent,
    /// Of its face, at its size.
    pub(super) metrics: Metrics,
    pub(super) kind: SpanKind,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum SpanKind {
    Text,
    /// An index of [`Paragraph::objects`].
    Object(usize),
    /// So many points of nothing.
    Spacer(f32),
    Break,
}

/// What a stretch of text has from the inline boxes around it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Context {
    /// An index of [`Paragraph::links`].
    pub(super) link: Option<usize>,
    /// Upwards from the baseline of the line.
    pub(super) raise: f32,
    pub(super) background: Option<Colour>,
    /// The size of the text around, which raising is measured by.
    size: f32,
}

/// How far something reaches above and below the baseline.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Extent {
    pub(super) above: f32,
    pub(super) below: f32,
}

impl Extent {
    pub(super) fn raised(self, by: f32) -> Self {
        Self { above: self.above + by, below: self.below - by }
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self { above: self.above.max(other.above), below: self.below.max(other.below) }
    }
}

/// An inline block or image, laid out: its items are placed from its left end on the baseline.
#[derive(Debug, Clone, Default)]
pub(super) struct Object {
    pub(super) items: Vec<Item>,
    pub(super) events: Vec<Event>,
    pub(super) width: f32,
    pub(super) extent: Extent,
}

/// The extent of a line box of text in a style (half-leading: CSS 2, 10.8.1).
pub(super) fn extent(text: &TextStyle, metrics: Metrics) -> Extent {
    let (above, below) = (metrics.ascent * text.size, metrics.descent * text.size);
    let height = match text.line_height {
        LineHeight::Normal => above + below + metrics.gap * text.size,
        LineHeight::Factor(factor) => factor * text.size,
        LineHeight::Points(points) => points,
    };
    let leading = (height - above - below) / 2.0;
    Extent { above: above + leading, below: below + leading }
}

/// Makes a paragraph of inline boxes.
pub(super) struct Collector<'l, 'a> {
    layout: &'l mut Layout<'a>,
    paragraph: Paragraph,
    /// Whether a space that comes now is one too many.
    at_space: bool,
    /// The width that percentages and inline blocks refer to.
    width: f32,
    depth: usize,
}

impl<'l, 'a> Collector<'l, 'a> {
    pub(super) fn new(layout: &'l mut Layout<'a>, style: &Arc<Style>, language: &Arc<str>, width: f32) -> Self {
        let (_, metrics) = layout.manner(&style.text, language, false);
        let paragraph = Paragraph {
            text: String::new(),
            spans: Vec::new(),
            objects: Vec::new(),
            soft_hyphens: Vec::new(),
            events: Vec::new(),
            links: Vec::new(),
            style: Arc::clone(style),
            strut: extent(&style.text, metrics),
        };
        Self { layout, paragraph, at_space: true, width, depth: 0 }
    }

    /// The paragraph of these boxes; without spans where they have nothing to show.
    pub(super) fn collect(mut self, nodes: &[BoxNode], depth: usize) -> Paragraph {
        self.depth = depth;
        let mut context = Context { size: self.paragraph.style.text.size, ..Context::default() };
        if let Some(link) = &self.layout.link_around {
            self.paragraph.links.push(link.clone());
            context.link = Some(0);
        }
        for node in nodes {
            self.node(node, context);
        }
        self.trim_end();
        self.paragraph
    }

    fn node(&mut self, node: &BoxNode, context: Context) {
        if node.style.display == Display::None {
            return;
        }
        if self.footnote(node) {
            return;
        }
        self.enter(node);
        match &node.content {
            BoxContent::Text { text, mark } => self.text(node, text, *mark, context),
            BoxContent::TargetPage { anchor, mark } => {
                let page = self.layout.page_of(anchor);
                self.text(node, &page, *mark, context);
            }
            BoxContent::LineBreak => self.line_break(node, context),
            BoxContent::Image { image, mark, alternative } => {
                match self.layout.image_object(node, *image, *mark, self.width) {
                    Some(object) => self.object(node, object, context),
                    None => self.text(node, alternative, *mark, context),
                }
            }
            BoxContent::Children(children) => self.children(node, children, context),
        }
    }

    /// A footnote is not in the line: the line says that it belongs there, with the letter before it.
    fn footnote(&mut self, node: &BoxNode) -> bool {
        let Some(number) = node.footnote.filter(|&number| self.layout.footnote(number, node)) else { return false };
        self.note_belongs_here(number);
        true
    }

    /// The footnote that a link calls, if it calls one.
    fn call(&mut self, link: &BoxLink) {
        if let Target::Destination(anchor) = &link.target
            && let Some(&number) = self.layout.linked_notes.get(anchor)
        {
            self.note_belongs_here(number);
        }
    }

    fn note_belongs_here(&mut self, number: u32) {
        let before = self.paragraph.text.char_indices().next_back().map_or(0, |(at, _)| at);
        self.paragraph.events.push((before as u32, Event::Note(number)));
    }

    fn enter(&mut self, node: &BoxNode) {
        let at = self.paragraph.text.len() as u32;
        self.paragraph.events.extend(events(node).map(|event| (at, event)));
    }

    fn children(&mut self, node: &BoxNode, children: &[BoxNode], mut context: Context) {
        if self.depth > MAX_DEPTH {
            return self.flat(children, context);
        }
        if let Some(link) = &node.link {
            self.call(link);
            self.paragraph.links.push(link.clone());
            context.link = Some(self.paragraph.links.len() - 1);
        }
        match node.style.display {
            Display::Inline => self.inline_box(node, children, context),
            Display::InlineBlock => {
                let object = self.layout.inline_block(node, self.width, self.depth + 1);
                self.object(node, object, context);
            }
            // A block inside an inline box: its text stands on lines of its own.
            _ => {
                self.line_break(node, context);
                self.inline_box(node, children, context);
                self.line_break(node, context);
            }
        }
    }

    fn inline_box(&mut self, node: &BoxNode, children: &[BoxNode], mut context: Context) {
        let style = &node.style;
        context.raise += match style.vertical_align {
            VerticalAlign::Super => SUPER * context.size,
            VerticalAlign::Sub => SUB * context.size,
            VerticalAlign::Raise(points) => points,
            VerticalAlign::Baseline | VerticalAlign::Top | VerticalAlign::Middle | VerticalAlign::Bottom => 0.0,
        };
        context.size = style.text.size;
        context.background = style.background.or(context.background);
        let side = |margin: Option<f32>, padding: Option<f32>, border: f32| {
            margin.unwrap_or(0.0) + padding.unwrap_or(0.0) + border
        };
        let (margin, padding, width) = (style.margin, style.padding, self.width);
        self.spacer(
            node,
            side(margin.left.resolve(width), padding.left.resolve(width), style.border.left.width),
            context,
        );
        self.depth += 1;
        for child in children {
            self.node(child, context);
        }
        self.depth -= 1;
        self.spacer(
            node,
            side(margin.right.resolve(width), padding.right.resolve(width), style.border.right.width),
            context,
        );
    }

    /// The text of boxes that are nested too deep to be laid out one in the other.
    fn flat(&mut self, children: &[BoxNode], context: Context) {
        let mut stack: Vec<&BoxNode> = children.iter().rev().collect();
        while let Some(node) = stack.pop() {
            match &node.content {
                BoxContent::Children(children) => {
                    self.enter(node);
                    stack.extend(children.iter().rev());
                }
                _ => self.node(node, context),
            }
        }
    }

    fn text(&mut self, node: &BoxNode, text: &str, mark: Mark, context: Context) {
        let start = self.paragraph.text.len();
        let style = &node.style.text;
        match style.transform {
            TextTransform::None => self.append(text, style.white_space),
            TextTransform::Uppercase => self.append(&text.to_uppercase(), style.white_space),
            TextTransform::Lowercase => self.append(&text.to_lowercase(), style.white_space),
            TextTransform::Capitalize => self.append(&capitalised(text), style.white_space),
        }
        self.span(start, node, mark, context, SpanKind::Text);
    }

    /// Appends text as `white-space` says: collapsed, or as it is.
    fn append(&mut self, text: &str, white_space: WhiteSpace) {
        let keep_spaces = matches!(white_space, WhiteSpace::Pre | WhiteSpace::PreWrap);
        let keep_lines = keep_spaces || white_space == WhiteSpace::PreLine;
        let Paragraph { text: out, soft_hyphens, .. } = &mut self.paragraph;
        out.reserve(text.len());
        let mut rest = text;
        loop {
            // Nearly all of nearly every text: words of ASCII with one space between them.
            let plain = plain_words(rest, self.at_space);
            if plain > 0 {
                out.push_str(&rest[..plain]);
                self.at_space = rest.as_bytes()[plain - 1] == b' ' && !keep_spaces;
                rest = &rest[plain..];
            }
            let Some(letter) = rest.chars().next() else { break };
            rest = &rest[letter.len_utf8()..];
            match letter {
                LINE_SEPARATOR | PARAGRAPH_SEPARATOR => {
                    out.push('\n');
                    self.at_space = !keep_spaces;
                }
                '\n' if keep_lines => {
                    out.push('\n');
                    self.at_space = true;
                }
                ' ' | '\t' | '\n' | '\r' | '\u{C}' => {
                    if keep_spaces {
                        out.push(if letter == '\t' { '\t' } else { ' ' });
                    } else if !self.at_space {
                        out.push(' ');
                    }
                    self.at_space = !keep_spaces;
                }
                '\u{AD}' => soft_hyphens.push(out.len() as u32),
                // Placeholders of ours, and control characters, which no font draws.
                OBJECT | SPACER => {}
                _ if letter.is_control() => {}
                _ => {
                    out.push(letter);
                    self.at_space = false;
                }
            }
        }
    }

    fn line_break(&mut self, node: &BoxNode, context: Context) {
        let start = self.paragraph.text.len();
        if start == 0 && !matches!(node.content, BoxContent::LineBreak) {
            return;
        }
        self.paragraph.text.push('\n');
        self.at_space = true;
        self.span(start, node, Mark::Artifact(Artifact::Layout), context, SpanKind::Break);
    }

    fn object(&mut self, node: &BoxNode, object: Object, context: Context) {
        let start = self.paragraph.text.len();
        self.paragraph.text.push(OBJECT);
        self.paragraph.objects.push(object);
        self.at_space = false;
        let kind = SpanKind::Object(self.paragraph.objects.len() - 1);
        self.span(start, node, Mark::Artifact(Artifact::Layout), context, kind);
    }

    fn spacer(&mut self, node: &BoxNode, width: f32, context: Context) {
        if width != 0.0 {
            let start = self.paragraph.text.len();
            self.paragraph.text.push(SPACER);
            self.span(start, node, Mark::Artifact(Artifact::Layout), context, SpanKind::Spacer(width));
        }
    }

    fn span(&mut self, start: usize, node: &BoxNode, mark: Mark, context: Context, kind: SpanKind) {
        let end = self.paragraph.text.len();
        if start == end {
            return;
        }
        let (manner, metrics) = self.layout.manner(&node.style.text, &node.language, false);
        let extent = extent(&node.style.text, metrics);
        self.paragraph.spans.push(Span {
            start,
            end,
            style: Arc::clone(&node.style),
            language: Arc::clone(&node.language),
            manner,
            mark,
            context,
            extent,
            metrics,
            kind,
        });
    }

    /// Takes away the space that the last line would end with.
    fn trim_end(&mut self) {
        let Some(last) = self.paragraph.spans.iter().rposition(|span| !matches!(span.kind, SpanKind::Spacer(_))) else {
            return;
        };
        let span = &self.paragraph.spans[last];
        let white_space = span.style.text.white_space;
        let collapses = matches!(white_space, WhiteSpace::Normal | WhiteSpace::NoWrap | WhiteSpace::PreLine);
        let is_end = last + 1 == self.paragraph.spans.len();
        if collapses && is_end && span.kind == SpanKind::Text && self.paragraph.text.ends_with(' ') {
            self.paragraph.text.pop();
            self.paragraph.spans[last].end -= 1;
            if self.paragraph.spans[last].start == self.paragraph.spans[last].end {
                self.paragraph.spans.pop();
            }
        }
    }
}

/// What text in a style is shaped by.
pub(super) fn manner(text: &TextStyle, language: &Arc<str>, right_to_left: bool) -> Manner {
    Manner {
        families: Arc::clone(&text.families),
        look: Look { weight: text.weight, italic: text.italic },
        features: Arc::clone(&text.features),
        language: Arc::clone(language),
        right_to_left,
    }
}

fn capitalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_word = false;
    for letter in text.chars() {
        if in_word || !letter.is_alphabetic() {
            out.push(letter);
        } else {
            out.extend(letter.to_uppercase());
        }
        in_word = letter.is_alphanumeric() || (in_word && matches!(letter, '\'' | '\u{2019}'));
    }
    out
}

/// How many bytes of a text are letters of ASCII with one space between words, none where one stands before it.
fn plain_words(text: &str, mut at_space: bool) -> usize {
    let is_plain = |byte: &&u8| {
        let is_space = **byte == b' ';
        let fits = matches!(**byte, b'!'..=b'~') || (is_space && !at_space);
        at_space = is_space;
        fits
    };
    text.as_bytes().iter().take_while(is_plain).count()
}
