//! What a reader sees of a page: its text without tags, by html5ever's tokenizer alone and none of our own code.

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, StartTag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::{Cell, RefCell};

/// The text of a page, a space where an element stands on lines of its own.
pub(crate) fn visible_text(html: &str) -> String {
    let tokenizer = Tokenizer::new(Seen::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.text.into_inner()
}

/// The name of a tag, and its attributes.
pub(crate) type Tag = (String, Vec<(String, String)>);

/// The start tags of a page, with their attributes.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let tokenizer = Tokenizer::new(Tags::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

#[derive(Default)]
struct Tags(RefCell<Vec<Tag>>);

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        if let TagToken(tag) = token
            && tag.kind == StartTag
        {
            let attribute = |one: &html5ever::Attribute| (one.name.local.to_string(), one.value.to_string());
            self.0.borrow_mut().push((tag.name.to_string(), tag.attrs.iter().map(attribute).collect()));
            match &*tag.name {
                "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
                "style" => return TokenSinkResult::RawData(RawKind::Rawtext),
                "title" => return TokenSinkResult::RawData(RawKind::Rcdata),
                _ => {}
            }
        }
        TokenSinkResult::Continue
    }
}

#[derive(Default)]
struct Seen {
    text: RefCell<String>,
    /// In an element whose text nobody sees.
    unseen: Cell<bool>,
    /// In a `template`, which no page shows.
    template: Cell<bool>,
}

const INLINE: [&str; 24] = [
    "a", "abbr", "b", "big", "cite", "code", "dfn", "em", "font", "i", "ins", "del", "kbd", "mark", "s", "samp",
    "small", "span", "strong", "sub", "sup", "u", "var", "wbr",
];

impl TokenSink for Seen {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            CharacterTokens(text) if !self.unseen.get() && !self.template.get() => {
                self.text.borrow_mut().push_str(&text);
            }
            TagToken(tag) => {
                let name = &*tag.name;
                if name == "template" {
                    self.template.set(tag.kind == StartTag);
                }
                self.unseen.set(false);
                if !INLINE.contains(&name) {
                    self.text.borrow_mut().push(' ');
                }
                let raw = match name {
                    _ if tag.kind != StartTag => None,
                    "script" => Some(RawKind::ScriptData),
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
                    "title" | "textarea" => Some(RawKind::Rcdata),
                    _ => None,
                };
                if let Some(kind) = raw {
                    self.unseen.set(name != "xmp");
                    return TokenSinkResult::RawData(kind);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
