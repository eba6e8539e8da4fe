//! Finds the words that name a paragraph of the same release: `paragraph 4`, `paras. 12 (b) and 14`.
//!
//! ```text
//! mention = word space item (join item)*      further items only after a plural word
//! item    = label ( space? "(" letters ")" )*
//! label   = digits ("." digits)*
//! ```
//! A mention of another text's paragraph is left alone: `paragraph 4 of resolution 12`, `article 41, paragraph 4`.
//! A language is a [`Form`] in a file of its own.

mod english;

use std::ops::Range;

/// Words that name a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// Where in the text.
    pub(super) range: Range<usize>,
    /// The labels of the paragraph, from the outermost: `["12", "b"]`.
    pub(super) labels: Vec<String>,
}

/// How a language names paragraphs. Words are in lower case.
struct Form {
    /// Words for one paragraph.
    singular: &'static [&'static str],
    /// Words for several.
    plural: &'static [&'static str],
    /// What stands between two numbers.
    joins: &'static [&'static str],
    /// What follows a number when the paragraph is of a text named after it.
    of: &'static [&'static str],
    /// The beginnings of that text's name when it is this release.
    own: &'static [&'static str],
}

/// The mentions in a text, in order.
pub(super) fn mentions(language: &str, text: &str) -> Vec<Mention> {
    let primary = language.split('-').next().unwrap_or_default();
    match primary.to_ascii_lowercase().as_str() {
        "en" => Finder { form: &english::FORM, text }.all(),
        _ => Vec::new(),
    }
}

struct Finder<'a> {
    form: &'a Form,
    text: &'a str,
}

impl Finder<'_> {
    fn all(&self) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(digit) = self.text[at..].find(|letter: char| letter.is_ascii_digit()) {
            at += digit;
            let Some(word) = self.word_before(at) else {
                at = self.after_digits(at);
                continue;
            };
            let (mentions, end) = self.mention(at, word.is_plural);
            if !self.is_elsewhere(word.start, end) {
                let from_word = |(index, mut mention): (usize, Mention)| {
                    if index == 0 {
                        mention.range.start = word.start;
                    }
                    mention
                };
                found.extend(mentions.into_iter().enumerate().map(from_word));
            }
            at = end;
        }
        found
    }

    fn after_digits(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        at + rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len())
    }

    /// The word for a paragraph that ends before the number at `at`.
    fn word_before(&self, at: usize) -> Option<Word> {
        let before = self.text[..at].strip_suffix([' ', '\u{a0}'])?;
        let ends_with = |word: &&&str| {
            let start = before.len().checked_sub(word.len());
            start.and_then(|start| before.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
        };
        let plural = self.form.plural.iter().find(ends_with);
        let word = plural.or_else(|| self.form.singular.iter().find(ends_with))?;
        let start = before.len() - word.len();
        let stands_alone = !before[..start].ends_with(|letter: char| letter.is_alphanumeric() || letter == '-');
        stands_alone.then_some(Word { start, is_plural: plural.is_some() })
    }

    /// The items from the digit at `at`, and where the last one ends.
    fn mention(&self, at: usize, is_plural: bool) -> (Vec<Mention>, usize) {
        let mut mentions = vec![self.item(at)];
        let mut end = mentions[0].range.end;
        while let Some(next) = self.after_join(end).filter(|_| is_plural) {
            let item = self.item(next);
            end = item.range.end;
            mentions.push(item);
        }
        (mentions, end)
    }

    /// Where the next number stands, when only a join is between.
    fn after_join(&self, end: usize) -> Option<usize> {
        let rest = &self.text[end..];
        let joins = |join: &&&str| {
            rest.strip_prefix(**join).is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
        };
        self.form.joins.iter().find(joins).map(|join| end + join.len())
    }

    /// Reads `12`, `1.2`, `12 (b)`, `12(b)(ii)`.
    fn item(&self, start: usize) -> Mention {
        let mut end = self.after_digits(start);
        while self.text[end..].starts_with('.') && self.text[end + 1..].starts_with(|next: char| next.is_ascii_digit())
        {
            end = self.after_digits(end + 1);
        }
        let mut labels = vec![self.text[start..end].to_owned()];
        while let Some((label, length)) = bracketed(&self.text[end..]) {
            labels.push(label.to_owned());
            end += length;
        }
        Mention { range: start..end, labels }
    }

    /// Whether the words around a mention say that it is a paragraph of another text.
    fn is_elsewhere(&self, start: usize, end: usize) -> bool {
        let before = self.text[..start].trim_end_matches([' ', ',', '\u{a0}']);
        let follows_a_number =
            before.len() < start && before.ends_with(|letter: char| letter.is_ascii_digit() || letter == ')');
        let after: String = self.text[end..].chars().take(LONGEST_OF).collect::<String>().to_lowercase();
        let of = self.form.of.iter().find_map(|of| after.strip_prefix(of));
        let of_another = of.is_some_and(|text| !self.form.own.iter().any(|own| text.starts_with(own)));
        follows_a_number || of_another
    }
}

/// How much of the text behind a mention is looked at: enough for the longest `of` and the longest name of one's own.
const LONGEST_OF: usize = 32;

/// A word for a paragraph.
struct Word {
    start: usize,
    is_plural: bool,
}

/// How long a label in brackets may be: `(xviii)` is the longest in use, a year in brackets is no label.
const LONGEST_LABEL: usize = 5;

/// Reads ` (b)` or `(ii)`: the label and the length with its brackets.
fn bracketed(text: &str) -> Option<(&str, usize)> {
    let spaces = text.len() - text.trim_start_matches([' ', '\u{a0}']).len();
    let inner = text[spaces..].strip_prefix('(')?;
    let (label, _) = inner.split_once(')')?;
    let is_label =
        !label.is_empty() && label.len() <= LONGEST_LABEL && label.bytes().all(|byte| byte.is_ascii_lowercase());
    is_label.then_some((label, spaces + label.len() + 2))
}

#[cfg(test)]
mod tests {
    use super::mentions;

    fn found(text: &str) -> Vec<(String, String)> {
        let found = mentions("en-GB", text);
        found.into_iter().map(|mention| (text[mention.range].to_owned(), mention.labels.join("/"))).collect()
    }

    fn pair(words: &str, labels: &str) -> (String, String) {
        (words.to_owned(), labels.to_owned())
    }

    #[test]
    fn names_of_paragraphs_are_found() {
        assert_eq!(found("See paragraph 4 above."), [pair("paragraph 4", "4")]);
        assert_eq!(found("Para. 12 (b)(ii), however"), [pair("Para. 12 (b)(ii)", "12/b/ii")]);
        assert_eq!(found("paragraphs 3 to 5 and 7.1"), [pair("paragraphs 3", "3"), pair("5", "5"), pair("7.1", "7.1")]);
        assert_eq!(found("paragraph 4, 5 ships"), [pair("paragraph 4", "4")]);
        assert_eq!(found("paragraph 4 of this statement"), [pair("paragraph 4", "4")]);
        assert_eq!(found("paragraph 4 (2024)"), [pair("paragraph 4", "4")]);
    }

    #[test]
    fn paragraphs_of_other_texts_are_left_alone() {
        for text in [
            "paragraph 4 of resolution 12 (2031)",
            "Article 41, paragraph 4",
            "resolution 12 (2031), paragraph 4",
            "sub-paragraph 4",
            "the 4 paragraphs",
            "paragraph 4 of the Charter",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
