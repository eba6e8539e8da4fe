//! The visible characters of a source, by a reading of its markup that shares nothing with ours: comrak for Markdown
//! and html5ever's tokeniser for the HTML in it.

use chancery::codes;
use chancery::parse::Parsed;
use chancery::{Format, Source};
use comrak::nodes::{AstNode, ListDelimType, ListType, NodeValue};
use comrak::{Arena, Options, parse_document};
use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer};
use std::cell::RefCell;

/// The diagnostics that name something of the source as left out, but for tags, which this reading knows itself.
const LEFT_OUT: &[&str] = &[
    codes::CONTROL_CHARACTER,
    codes::DRAWN_SIGNS,
    codes::FIELD_IGNORED,
    codes::FIELD_INVALID,
    codes::FRONT_MATTER,
    codes::FURNITURE,
    codes::LOOSE_STRESS,
    codes::TABLE_RULES,
];

/// The characters that a page shows, without white space, in order.
pub(crate) fn characters(text: &str) -> Vec<char> {
    text.chars().filter(|&character| is_seen(character)).map(lowered).collect()
}

/// A raised figure that refers to a note is a reference, and raised by that: `cent²` is `cent2`.
pub(crate) fn lowered(character: char) -> char {
    let raised = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == character);
    raised.and_then(|figure| char::from_digit(figure as u32, 10)).unwrap_or(character)
}

/// Neither white space nor one of the characters that say nothing by themselves.
fn is_seen(character: char) -> bool {
    !(character.is_whitespace() || character.is_control() || matches!(character, '\u{AD}' | '\u{FEFF}'))
}

/// The source's text with blanks where a diagnostic says that something was left out.
fn said_to_be_kept(source: &Source, parsed: &Parsed) -> String {
    let mut text = source.text().to_owned();
    for diagnostic in parsed.diagnostics.iter().filter(|diagnostic| LEFT_OUT.contains(&diagnostic.code)) {
        if let Some(span) = diagnostic.span {
            let unsaid = match diagnostic.code {
                // A word goes on where a control character stood in it.
                codes::CONTROL_CHARACTER => "\u{0}".repeat(span.end() - span.start()),
                codes::LOOSE_STRESS => without_stars(source.slice(span)),
                codes::TABLE_RULES => without_rules(source.slice(span)),
                codes::DRAWN_SIGNS if source.slice(span).starts_with('>') => without_signs(source.slice(span)),
                _ => " ".repeat(span.end() - span.start()),
            };
            text.replace_range(span.range(), &unsaid);
        }
    }
    text
}

/// A quotation without the `>` before its lines; blanks in their place.
fn without_signs(quotation: &str) -> String {
    let bare = |line: &str| match line.trim_start().strip_prefix('>') {
        Some(rest) => " ".repeat(line.len() - rest.len()) + rest,
        None => line.to_owned(),
    };
    quotation.split_inclusive('\n').map(bare).collect()
}

/// Words of Markdown without the stars that are not escaped; in their place something that is no white space.
fn without_stars(words: &str) -> String {
    words.replace("\\*", "\u{0}").replace('*', "\u{1}").replace('\u{0}', "\\*")
}

/// A table without the bars and dashes that draw it; blanks in their place.
fn without_rules(table: &str) -> String {
    let is_rule = |line: &str| line.chars().all(|character| " |-+=:\r\n".contains(character));
    let blank = |line: &str| if is_rule(line) { " ".repeat(line.len()) } else { line.replace('|', " ") };
    table.split_inclusive('\n').map(blank).collect()
}

/// The visible text of a source below its front matter; `None` for a format that is the model already.
pub(crate) fn visible(source: &Source, parsed: &Parsed) -> Option<String> {
    let kept = said_to_be_kept(source, parsed);
    match Format::of(source) {
        Format::Text => Some(kept),
        Format::Markdown => Some(of_markdown(without_front_matter(&kept))),
        _ => None,
    }
}

/// What stands below `---` … `---`.
fn without_front_matter(text: &str) -> &str {
    let Some(rest) = text.strip_prefix("---\n") else { return text };
    rest.split_once("\n---\n").map_or(text, |(_, below)| below)
}

fn of_markdown(text: &str) -> String {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    let arena = Arena::new();
    let mut html = String::new();
    print(parse_document(&arena, text, &options), &mut html);
    of_html(&html)
}

/// The text as HTML: words escaped, printed markers of lists as words, HTML as it is.
fn print<'a>(node: &'a AstNode<'a>, html: &mut String) {
    match &node.data.borrow().value {
        NodeValue::Text(words) => html.push_str(&escaped(words)),
        NodeValue::Code(code) => html.push_str(&escaped(&code.literal)),
        NodeValue::CodeBlock(code) => html.push_str(&escaped(&code.literal)),
        NodeValue::HtmlInline(tag) => html.push_str(tag),
        NodeValue::HtmlBlock(block) => html.push_str(&block.literal),
        NodeValue::Item(list) => {
            let closing = if list.delimiter == ListDelimType::Paren { ')' } else { '.' };
            match list.list_type {
                ListType::Bullet => html.push(char::from(list.bullet_char)),
                ListType::Ordered => html.push_str(&format!("{}{closing}", list.start)),
            }
            html.push(' ');
        }
        NodeValue::FootnoteReference(note) => html.push_str(&escaped(&note.name)),
        NodeValue::FootnoteDefinition(note) => html.push_str(&escaped(&format!("{} ", note.name))),
        _ => {}
    }
    node.children().for_each(|child| print(child, html));
    html.push(if node.data.borrow().value.block() { '\n' } else { ' ' });
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

/// The characters of HTML, tags and comments removed.
fn of_html(html: &str) -> String {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Words::default(), Default::default());
    while let TokenizerResult::Script(_) = tokenizer.feed(&input) {}
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

#[derive(Default)]
struct Words(RefCell<String>);

impl TokenSink for Words {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(words) => self.0.borrow_mut().push_str(&words),
            Token::TagToken(tag) => {
                let alternative = tag.attrs.iter().find(|attribute| &*attribute.name.local == "alt");
                self.0.borrow_mut().push_str(alternative.map_or("", |alternative| &alternative.value));
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// The first place where two texts differ in what they show, with what stands around it in both.
pub(crate) fn difference(expected: &str, found: &str) -> Option<String> {
    const AROUND: usize = 40;
    let [expected, found] = [characters(expected), characters(found)];
    let same = expected.iter().zip(&found).take_while(|(one, other)| one == other).count();
    if same == expected.len() && same == found.len() {
        return None;
    }
    let around = |characters: &[char]| {
        let range = same.saturating_sub(AROUND)..(same + AROUND).min(characters.len());
        characters.get(range).unwrap_or_default().iter().collect::<String>()
    };
    Some(format!("after {same} characters\n  expected …{}…\n  found    …{}…", around(&expected), around(&found)))
}
