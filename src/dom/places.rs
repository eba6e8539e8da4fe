//! Where in the source the parser is, token by token.

use super::NodeId;
use crate::source::Span;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{CharacterTokens, NullCharacterToken, ParseError, Token};
use std::collections::VecDeque;
use std::ops::Range;

/// A stretch of a text node, and where it comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    /// Its first byte in the text of the node.
    pub(crate) at: usize,
    /// How many bytes it has there; as many as `span` where the source has them as they are.
    pub(crate) length: usize,
    pub(crate) span: Span,
}

/// The pieces that `html` is fed in: each ends before `<` or `&`, or behind `>` or the end of a reference.
pub(super) fn pieces(html: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        let bytes = html.as_bytes().get(start..).filter(|bytes| !bytes.is_empty())?;
        let end = start + piece_length(bytes);
        let piece = start..end;
        start = end;
        Some(piece)
    })
}

fn piece_length(bytes: &[u8]) -> usize {
    if bytes[0] == b'&' {
        return reference_length(bytes);
    }
    let found = bytes[1..].iter().position(|byte| matches!(byte, b'<' | b'&' | b'>'));
    match found.map(|at| at + 1) {
        _ if bytes[0] == b'>' => 1,
        Some(at) if bytes[at] == b'>' => at + 1,
        Some(at) => at,
        None => bytes.len(),
    }
}

/// How long the reference at the start of `bytes` is: `&amp;`, `&#8211;`, `&copy`, or a lone `&`.
fn reference_length(bytes: &[u8]) -> usize {
    let name = bytes[1..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
    1 + name + usize::from(bytes.get(1 + name) == Some(&b';'))
}

/// Follows the tokens through the source. Does nothing where there is no source.
#[derive(Default)]
pub(super) struct Places {
    html: Option<StrTendril>,
    /// How far tokens have come.
    cursor: usize,
    /// How far the source was fed.
    fed: usize,
    token: Range<usize>,
    /// The characters of the token, and how many of them have a node already.
    characters: StrTendril,
    used: usize,
    /// Characters that the tree builder keeps back in a table until it has seen what follows.
    kept_back: VecDeque<(StrTendril, Span)>,
    stretches: Vec<(NodeId, Stretch)>,
}

impl Places {
    pub(super) fn new(html: StrTendril) -> Self {
        Self { html: Some(html), ..Self::default() }
    }

    pub(super) fn begin_piece(&mut self, end: usize) {
        self.fed = end;
    }

    /// The place of the token.
    pub(super) fn token(&self) -> Span {
        Span::new(self.token.start, self.token.end)
    }

    /// Takes note of a token before the tree builder sees it.
    pub(super) fn take(&mut self, token: &Token) {
        let Some(html) = self.html.clone() else { return };
        if matches!(token, ParseError(_)) {
            return;
        }
        if self.characters.is_empty() {
            self.kept_back.clear();
        } else if self.used < self.characters.len() {
            let span = self.token();
            self.kept_back.push_back((std::mem::take(&mut self.characters), span));
        }
        let start = self.cursor;
        let end = match token {
            CharacterTokens(text) => end_of(text, &html[..self.fed.max(start)], start),
            NullCharacterToken => (start + 1).min(self.fed.max(start)),
            _ => self.fed.max(start),
        };
        self.token = start..end;
        self.cursor = end;
        self.used = 0;
        match token {
            CharacterTokens(text) => self.characters = text.clone(),
            _ => self.characters.clear(),
        }
    }

    /// Notes that `text` went into a node, at the byte `at` of it.
    pub(super) fn put(&mut self, node: NodeId, at: usize, text: &StrTendril) {
        if self.html.is_none() {
            return;
        }
        let span = self.place_of(text);
        let length = text.len();
        match self.stretches.last_mut() {
            // What goes on where the last stretch ended goes on in it.
            Some((last, stretch))
                if *last == node
                    && stretch.at + stretch.length == at
                    && stretch.span.end() == span.start()
                    && stretch.length == stretch.span.end() - stretch.span.start()
                    && length == span.end() - span.start() =>
            {
                stretch.length += length;
                stretch.span = stretch.span.to(span);
            }
            _ => self.stretches.push((node, Stretch { at, length, span })),
        }
    }

    /// Where a text comes from: the token's characters, or those that were kept back.
    fn place_of(&mut self, text: &StrTendril) -> Span {
        if let Some(at) = self.characters.get(self.used..).and_then(|rest| rest.find(&**text)) {
            let start = self.used + at;
            self.used = start + text.len();
            let verbatim = self.token.len() == self.characters.len();
            return if verbatim { self.token().slice(start..self.used) } else { self.token() };
        }
        let found = self.kept_back.iter().position(|(kept, _)| **kept == **text);
        match found {
            Some(index) => {
                let span = self.kept_back[index].1;
                self.kept_back.drain(..=index);
                span
            }
            None => self.token(),
        }
    }

    /// The source, where there is one, and all stretches in the order of the nodes.
    pub(super) fn finish(mut self) -> (Option<StrTendril>, Vec<(NodeId, Stretch)>) {
        self.stretches.sort_by_key(|(node, stretch)| (*node, stretch.at));
        (self.html, self.stretches)
    }
}

/// Where the characters `text` end that begin at `start`.
fn end_of(text: &str, fed: &str, start: usize) -> usize {
    let rest = &fed[start..];
    // `&amp;` gives the sign that it begins with.
    let ampersand = ["&amp", "&AMP", "&#38", "&#x26", "&#X26"].iter().any(|name| rest.starts_with(name));
    if ampersand || (rest.starts_with('&') && text != "&") {
        start + reference_length(rest.as_bytes())
    } else if rest.starts_with(text) {
        start + text.len()
    } else if rest.starts_with("\r\n") {
        start + 2
    } else if rest.starts_with('\r') {
        start + 1
    } else {
        fed.len()
    }
}
