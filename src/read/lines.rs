//! The words of one Markdown block: inline events to lines of runs.

use super::html_tag::{self, Tag as HtmlTag};
use super::runs::{self, LeftOut};
use super::{Anchor, Line, Run, Style};
use crate::diagnostic::{Diagnostic, codes};
use crate::source::Span;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

/// Gathers lines, one block after the other.
pub(super) struct Inlines<'a> {
    text: &'a str,
    base: usize,
    lines: Vec<Line>,
    look: Look,
    /// The pictures of the block: the address and the words of each.
    pub(super) pictures: Vec<(String, String)>,
    open_picture: Option<(String, String)>,
    /// How many pictures are open in the words of that one.
    inner_pictures: usize,
    /// Inside the words of a note reference, which its attribute says already.
    in_reference: bool,
    pub(super) left_out: LeftOut,
    /// Tags without a meaning here: how often, and where first.
    dropped: BTreeMap<String, (usize, Span)>,
}

/// How the next words look: how many marks of each kind are open.
#[derive(Default)]
struct Look {
    emphasis: usize,
    strong: usize,
    code: usize,
    superscript: usize,
    links: Vec<Rc<str>>,
}

impl Look {
    fn style(&self) -> Style {
        Style {
            emphasis: self.emphasis > 0,
            strong: self.strong > 0,
            code: self.code > 0,
            superscript: self.superscript > 0,
            link: self.links.last().cloned(),
            footnote: None,
        }
    }
}

impl<'a> Inlines<'a> {
    pub(super) fn new(text: &'a str, base: usize) -> Self {
        Self {
            text,
            base,
            lines: vec![Line::default()],
            look: Look::default(),
            pictures: Vec::new(),
            open_picture: None,
            inner_pictures: 0,
            in_reference: false,
            left_out: LeftOut::default(),
            dropped: BTreeMap::new(),
        }
    }

    /// Ends the block: gives its lines.
    pub(super) fn finish(&mut self) -> Vec<Line> {
        self.look = Look::default();
        self.in_reference = false;
        let mut lines = std::mem::replace(&mut self.lines, vec![Line::default()]);
        if lines.last() == Some(&Line::default())
            && lines.iter().rev().nth(1).is_none_or(|line| line.hard_break.is_none())
        {
            lines.pop();
        }
        lines
    }

    /// Tells what was left out.
    pub(super) fn report(self, diagnostics: &mut Vec<Diagnostic>) {
        for (name, (count, span)) in self.dropped {
            let message = format!("HTML tag `<{name}>` dropped, {count} in all; the text inside stays");
            diagnostics.push(Diagnostic::note(codes::HTML_TAG, span, message));
        }
        self.left_out.report(diagnostics);
    }

    /// Begins the next block with `words` from `start`.
    pub(super) fn prepend(&mut self, words: String, start: usize) {
        let span = Span::new(start, start + words.len());
        self.line().runs.push(Run { span, text: format!("{words} "), style: Style::default() });
    }

    /// The pictures of the block, where they are all there is in `lines`.
    pub(super) fn only_pictures(&mut self, lines: &[Line]) -> Vec<(String, String)> {
        let seen = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).count();
        let pictures = std::mem::take(&mut self.pictures);
        let shown =
            |(url, alternative): &(String, String)| seen(if alternative.is_empty() { url } else { alternative });
        let words: usize = lines.iter().flat_map(|line| &line.runs).map(|run| seen(&run.text)).sum();
        if words == pictures.iter().map(shown).sum::<usize>() { pictures } else { Vec::new() }
    }

    /// Takes one inline event.
    pub(super) fn take(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag, &range),
            Event::Text(words) => self.words(&words, range, self.look.style()),
            Event::Code(words) => {
                let style = Style { code: true, ..self.look.style() };
                self.words(&words, code_range(self.text, &words, range), style);
            }
            Event::InlineHtml(html) => self.take_tag(&html, range),
            Event::FootnoteReference(label) => self.reference(percent_decode(&label), range),
            Event::SoftBreak if self.open_picture.is_none() => self.lines.push(Line::default()),
            Event::SoftBreak | Event::HardBreak => self.hard_break(),
            _ => {}
        }
    }

    fn open(&mut self, tag: Tag<'a>) {
        match tag {
            Tag::Emphasis => self.look.emphasis += 1,
            Tag::Strong => self.look.strong += 1,
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                self.look.links.push(format!("mailto:{dest_url}").into())
            }
            Tag::Link { dest_url, .. } => self.look.links.push(Rc::from(&*dest_url)),
            // To a picture, one in its words is words.
            Tag::Image { .. } if self.open_picture.is_some() => self.inner_pictures += 1,
            Tag::Image { dest_url, .. } => self.open_picture = Some((dest_url.into_string(), String::new())),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Emphasis => self.look.emphasis = self.look.emphasis.saturating_sub(1),
            TagEnd::Strong => self.look.strong = self.look.strong.saturating_sub(1),
            TagEnd::Link => drop(self.look.links.pop()),
            TagEnd::Image if self.inner_pictures > 0 => self.inner_pictures -= 1,
            TagEnd::Image => self.close_picture(range),
            _ => {}
        }
    }

    /// A picture among words is a link with its own words; one alone becomes a figure.
    fn close_picture(&mut self, range: &Range<usize>) {
        let Some((url, alternative)) = self.open_picture.take() else { return };
        let words = if alternative.is_empty() { url.clone() } else { alternative.clone() };
        let style = Style { link: Some(Rc::from(url.as_str())), ..self.look.style() };
        self.words(&words, range.clone(), style);
        self.pictures.push((url, alternative));
    }

    fn line(&mut self) -> &mut Line {
        if self.lines.is_empty() {
            self.lines.push(Line::default());
        }
        let last = self.lines.len() - 1;
        &mut self.lines[last]
    }

    fn words(&mut self, words: &str, range: Range<usize>, style: Style) {
        if self.in_reference {
            return;
        }
        if let Some((_, alternative)) = &mut self.open_picture {
            let mut shown = Vec::new();
            runs::push_verbatim(&mut shown, words, self.base + range.start, &style, &mut self.left_out);
            return alternative.extend(shown.iter().map(|run| run.text.as_str()));
        }
        let span = Span::new(self.base + range.start, self.base + range.end);
        if self.text[range.clone()] == *words {
            let last = self.lines.len() - 1;
            runs::push_verbatim(&mut self.lines[last].runs, words, span.start(), &style, &mut self.left_out);
        } else if !words.is_empty() {
            let text = self.without_controls(words, range);
            self.line().runs.push(Run { span, text, style });
        }
    }

    /// Words from `range`, which may differ from what stands there (entities, code over lines), without control characters.
    pub(super) fn without_controls(&mut self, words: &str, range: Range<usize>) -> String {
        if !words.contains(runs::is_control) {
            return words.to_owned();
        }
        let printed = &self.text[range.clone()];
        let entity = printed.find('&').unwrap_or(0);
        let mut raw = printed.char_indices().filter(|&(_, letter)| runs::is_control(letter));
        for letter in words.chars().filter(|&letter| runs::is_control(letter)) {
            let at = raw.next().map_or(entity, |(at, _)| at);
            self.left_out.add_at(self.base + range.start + at, letter);
        }
        words.chars().filter(|&letter| !runs::is_control(letter)).collect()
    }

    fn reference(&mut self, label: String, range: Range<usize>) {
        let span = Span::new(self.base + range.start, self.base + range.end);
        let style = Style { footnote: Some(label.clone()), ..self.look.style() };
        self.line().runs.push(Run { span, text: label, style });
    }

    fn hard_break(&mut self) {
        if let Some((_, alternative)) = &mut self.open_picture {
            return alternative.push(' ');
        }
        let style = self.look.style();
        self.line().hard_break = Some(style);
        self.lines.push(Line::default());
    }

    /// Takes a tag that stands among words.
    fn take_tag(&mut self, html: &str, range: Range<usize>) {
        let Some(tag) = html_tag::read_tag(html) else { return };
        match (tag.name.as_str(), tag.closes) {
            ("br", _) => self.hard_break(),
            ("a", false) => self.open_anchor(&tag),
            ("a", true) => drop(self.look.links.pop()),
            ("img", false) if tag.attribute("alt").is_some_and(|words| !words.trim().is_empty()) => {
                let attribute = |name: &str| tag.attribute(name).unwrap_or_default();
                let words = attribute("alt").split_whitespace().collect::<Vec<_>>().join(" ");
                match &mut self.open_picture {
                    Some((_, outer)) => outer.push_str(&words),
                    None => {
                        self.open_picture = Some((attribute("src").trim().to_owned(), words));
                        self.close_picture(&range);
                    }
                }
            }
            ("sup", false) => match tag.attribute("data-note") {
                Some(label) => {
                    self.reference(label.to_owned(), range);
                    self.in_reference = true;
                }
                None => self.look.superscript += 1,
            },
            ("sup", true) if self.in_reference => self.in_reference = false,
            (name, closes) => self.mark(name, closes, range),
        }
    }

    /// A tag that only says how words look, or nothing that is known here.
    fn mark(&mut self, name: &str, closes: bool, range: Range<usize>) {
        let count = match name {
            "em" | "i" => &mut self.look.emphasis,
            "strong" | "b" => &mut self.look.strong,
            "code" => &mut self.look.code,
            "sup" => &mut self.look.superscript,
            _ if closes => return,
            _ => {
                let span = Span::new(self.base + range.start, self.base + range.end);
                self.dropped.entry(name.to_owned()).or_insert((0, span)).0 += 1;
                return;
            }
        };
        *count = if closes { count.saturating_sub(1) } else { *count + 1 };
    }

    /// `<a id="p4">` at the start of a line says that a number follows; `<a href>` is a link.
    ///
    /// Two forms are our own editions': `<a href="#p4" data-ref="">` stands around words that name a paragraph and is no
    /// link of the text, `<a data-url="…">` is a link of the text that nobody should follow.
    fn open_anchor(&mut self, tag: &HtmlTag) {
        if tag.attribute("data-ref").is_some() {
            return;
        }
        if let Some(url) = tag.attribute("data-url").or(tag.attribute("href")) {
            self.look.links.push(url.into());
        } else if tag.attribute("id").or(tag.attribute("name")).is_some() && self.line().runs.is_empty() {
            let number = tag.attribute("data-number").map(str::to_owned);
            let label = tag.attribute("data-label").map(str::to_owned);
            self.line().anchor = Some(Anchor { number, label });
        }
    }

    /// Takes a block of raw HTML; `places` says where its pieces start, in `html` and in the text.
    pub(super) fn take_html(&mut self, html: &str, places: &[(usize, usize)]) {
        let last_comment = html.rfind("-->").unwrap_or(0);
        let (mut at, mut close) = (0, html.find('>').unwrap_or(html.len()));
        while at < html.len() {
            let rest = &html[at..];
            if close < at {
                close = rest.find('>').map_or(html.len(), |end| at + end);
            }
            let length = piece_length(rest, close - at, at < last_comment);
            let piece = &rest[..length];
            if piece.starts_with("<!--") && piece.ends_with("-->") {
                // A comment is not printed; one without an end is words.
            } else if let Some(tag) = html_tag::read_tag(piece) {
                if is_block(&tag.name) {
                    self.lines.push(Line::default());
                }
                let start = place(places, at);
                self.take_tag(piece, start..start + 1);
            } else {
                self.html_words(piece, at, places);
            }
            at += length;
        }
        self.lines.retain(|line| !line.runs.is_empty() || line.hard_break.is_some() || line.anchor.is_some());
        self.line();
    }

    /// Takes the words between two tags, line by line.
    fn html_words(&mut self, words: &str, mut at: usize, places: &[(usize, usize)]) {
        for (number, line) in words.split_inclusive('\n').enumerate() {
            if number > 0 {
                self.lines.push(Line::default());
            }
            // What sets a further line in may be the rest of a tab, which stands in the text only as a whole.
            let words = if number > 0 { line.trim_start_matches([' ', '\t']) } else { line };
            let printed = words.trim_end_matches(['\n', '\r']);
            if !printed.trim().is_empty() {
                let start = place(places, at + line.len() - words.len());
                let decoded = html_tag::decode(printed);
                self.words(&decoded, start..start + printed.len(), self.look.style());
            }
            at += line.len();
        }
    }
}

/// A tag is no longer than this, so that a text full of `<` is still read in one go.
const LONGEST_TAG: usize = 4096;

/// How long the tag, comment or stretch of words at the start of `html` is. `close` is where the next `>` stands,
/// `comments` says whether any comment ends behind.
fn piece_length(html: &str, close: usize, comments: bool) -> usize {
    let found = if html.starts_with("<!--") {
        comments.then(|| html.find("-->")).flatten().map(|end| end + 3)
    } else if html.starts_with('<') {
        let short = close < LONGEST_TAG.min(html.len());
        short.then_some(close + 1).filter(|&end| html_tag::read_tag(&html[..end]).is_some())
    } else {
        html.find('<')
    };
    let first = html.chars().next().map_or(0, char::len_utf8);
    found.unwrap_or_else(|| html[first..].find('<').map_or(html.len(), |end| first + end))
}

/// Where the byte `at` of a block of HTML stands in the text.
pub(super) fn place(places: &[(usize, usize)], at: usize) -> usize {
    let index = places.partition_point(|&(start, _)| start <= at);
    let (start, place) = places[index.max(1) - 1];
    place + (at - start)
}

/// Whether an element stands on lines of its own.
fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 20] = [
        "p",
        "div",
        "tr",
        "td",
        "th",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "section",
        "blockquote",
        "figure",
        "figcaption",
        "caption",
    ];
    BLOCKS.contains(&name)
}

/// The range of the words inside the backticks of code.
fn code_range(text: &str, words: &str, range: Range<usize>) -> Range<usize> {
    match text[range.clone()].find(words) {
        Some(at) => range.start + at..range.start + at + words.len(),
        None => range,
    }
}

/// The label of a note as it is, where our editions wrote it with `%5D` and the like.
pub(super) fn percent_decode(label: &str) -> String {
    let mut bytes = Vec::with_capacity(label.len());
    let mut rest = label.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| label.to_owned())
}
