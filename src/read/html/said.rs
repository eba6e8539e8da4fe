//! What is said in a part of a page, whatever its class is: sentences, words of somebody, addresses; and links that
//! are words of a sentence.

use super::look;
use crate::dom::{Dom, NodeData, NodeId};

/// Fewer words are no sentence.
const FEWEST: usize = 3;

/// The words that stand directly in a block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Own {
    /// How much of them is no link, in bytes.
    pub(super) text: usize,
    /// How many words that is; two letters of a script without spaces are one.
    words: usize,
    /// The block begins with a quotation mark.
    quoted: bool,
    begun: bool,
    /// The words so far end as a sentence does.
    ended: bool,
    /// They are of the site: `© 2031`.
    claimed: bool,
}

impl Own {
    /// Takes the next text of the block.
    pub(super) fn take(&mut self, text: &str, linked: bool) {
        let words = text.trim();
        if words.is_empty() {
            return;
        }
        self.quoted |= !self.begun && words.starts_with(['“', '„', '«', '‹', '「', '『', '"', '”']);
        self.begun = true;
        self.ended = ends_sentence(words);
        self.claimed |= words.contains('©');
        if !linked && self.words < FEWEST {
            let wide = words.chars().filter(|&letter| letter >= '\u{3040}' && letter.is_alphabetic()).count();
            let spaced = words.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
            self.words += spaced.max(wide / 2);
        }
        if !linked {
            self.text += words.split_whitespace().map(str::len).sum::<usize>();
        }
    }

    /// Whether somebody says something in it outside its links, and not only a label of the page stands there.
    pub(super) fn says(&self) -> bool {
        self.words >= FEWEST && !self.claimed && (self.ended || self.quoted)
    }
}

/// Whether words end with a full stop. A question or a call is what a page asks of its readers: `Was this useful?`
fn ends_sentence(words: &str) -> bool {
    let words = words.trim_end_matches(['”', '"', '’', '\'', '»', '›', '」', '』', ')', '）', ' ', '\u{A0}']);
    let stop = words.ends_with(['.', '。', '｡', '।', '۔', '։', '።']);
    stop && !words.ends_with("..")
}

/// Whether a text shows the address of a mailbox or the number of a telephone.
pub(super) fn shows_address(text: &str) -> bool {
    const FEWEST: usize = 7;
    const LONGEST: usize = 200;
    if text.len() > LONGEST {
        return false;
    }
    let mailbox = text.split_once('@').is_some_and(|(name, host)| {
        let host = host.split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ',', ';', ')']);
        name.ends_with(char::is_alphanumeric) && host.contains('.')
    });
    let figures = |run: &str| {
        let run = run.trim();
        run.bytes().filter(u8::is_ascii_digit).count() >= FEWEST && run.contains([' ', '-', '.', '\u{A0}', '+'])
    };
    let telephone = || {
        let of_number =
            |letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | '\u{A0}' | '+' | '-' | '.' | '(' | ')');
        text.split(|letter: char| !of_number(letter)).any(figures)
    };
    mailbox || (telephone() && !super::weight::names_day(text))
}

/// Whether the words of a block run on through an inline element, so that it is one of them: `See <a>the order</a>.`
///
/// Words of the page about a button do not: `Share: <a>Copy</a>`, `<a>Print</a> | <a>Save</a>`.
pub(super) fn runs_through(dom: &Dom, id: NodeId) -> bool {
    let before = beside(dom, id, |id| dom.node(id).previous, |id| dom.node(id).last_child);
    let behind = beside(dom, id, |id| dom.node(id).next, |id| dom.node(id).first_child);
    let (before, behind) = (before.trim_end(), behind.trim_start());
    let word = |letter: char| letter.is_alphanumeric();
    let led = before.ends_with(|letter| word(letter) || matches!(letter, ',' | '(' | '（' | '“' | '„' | '«' | '「'));
    let stop = ['.', ',', ';', ')', '?', '!', '”', '»', '。', '，', '、', '；', '）', '」', '،', '؛', '।', '۔'];
    let followed = behind.starts_with(|letter| word(letter) || stop.contains(&letter));
    // A sentence may begin with its link.
    let begun = before.is_empty() && behind.starts_with(word) && ends_sentence(behind.trim_end());
    (led && followed) || begun
}

/// The text next to an inline element in the block around it.
fn beside(
    dom: &Dom,
    id: NodeId,
    next: impl Fn(NodeId) -> Option<NodeId>,
    into: impl Fn(NodeId) -> Option<NodeId>,
) -> &str {
    /// No word stands further away.
    const STEPS: usize = 16;
    let mut at = id;
    let mut inside = false;
    for _ in 0..STEPS {
        let step = if inside { into(at) } else { None };
        let Some(node) = step.or_else(|| next(at)) else {
            let Some(parent) = dom.node(at).parent.filter(|&parent| !look::is_block(dom, parent)) else { break };
            (at, inside) = (parent, false);
            continue;
        };
        match &dom.node(node).data {
            NodeData::Text(text) if !text.trim().is_empty() => return text,
            NodeData::Element { .. } if look::is_block(dom, node) || dom.is(node, "br") || dom.is(node, "a") => break,
            _ => {}
        }
        (at, inside) = (node, true);
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::{Own, runs_through, shows_address};
    use crate::dom::Dom;

    #[test]
    fn sentences_and_words_of_somebody_are_said() {
        let says = |text: &str| {
            let mut own = Own::default();
            own.take(text, false);
            own.says()
        };
        for text in ["The order lists three ports.", "“Night traffic feeds the islands”", "夜間の入港を認める。"]
        {
            assert!(says(text), "{text}");
        }
        for text in ["Share this page", "Was this page useful?", "Read the whole text...", "© 2031 Office of Ports."] {
            assert!(!says(text), "{text}");
        }
    }

    #[test]
    fn addresses_are_no_days_and_no_names() {
        for text in ["Press: p@h.example", "+00 5550 0141", "Tel. 0555-0141-22"] {
            assert!(shows_address(text), "{text}");
        }
        for text in ["@harbour", "2031-05-12 10:15", "1,204,233 views", "Hits: 12345678"] {
            assert!(!shows_address(text), "{text}");
        }
    }

    #[test]
    fn links_in_sentences() {
        let runs = |html: &str| {
            let dom = Dom::parse(html);
            let link = dom.elements().find(|&id| dom.is(id, "a")).unwrap();
            runs_through(&dom, link)
        };
        for html in
            ["<p>See <a>the order</a>.", "<p>Made in March (<b><a>31/44</a></b>).", "<p><a>The order</a> holds."]
        {
            assert!(runs(html), "{html}");
        }
        for html in [
            "<p>Share: <a>Copy</a>",
            "<p><a>Print</a> | <a>Save</a>",
            "<p>Print<br><a>Save</a><br>Top",
            "<p><a>Print</a> this page",
            "<p>Size 【<a>S</a> <a>M</a>】",
        ] {
            assert!(!runs(html), "{html}");
        }
    }
}
