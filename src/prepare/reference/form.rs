//! How a language names paragraphs: the `[references]` of its file in `prepare/words/`, which `docs/languages.md` explains.

use serde::Deserialize;
use std::sync::OnceLock;

/// How a language names paragraphs. Words are in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::prepare) struct Form {
    /// The kinds of things that are numbered.
    pub(super) units: Vec<Unit>,
    /// What stands between two numbers: ` and `.
    pub(super) joins: Vec<String>,
    /// What follows a number when the paragraph is of a text named after it: ` of `.
    #[serde(default)]
    pub(super) of: Vec<String>,
    /// How the name of this release begins: `this `.
    #[serde(default)]
    pub(super) own: Vec<String>,
    /// What follows a number when the paragraph is of this release: ` above`.
    #[serde(default)]
    pub(super) here: Vec<String>,
    /// How the words for other texts begin, or end where the script has no spaces: `resolution`.
    #[serde(default)]
    pub(super) others: Vec<String>,
    /// Words for texts that may be another, where they stand right before: `the Declaration, paragraph 4`.
    #[serde(default)]
    pub(super) texts: Vec<String>,
    /// What stands before a paragraph of another text: `its`.
    #[serde(default)]
    pub(super) before: Vec<String>,
    /// What makes another word of a number and its sign: `階` behind `第4段`.
    #[serde(default)]
    pub(super) never_behind: Vec<String>,
    /// How many words may stand between a number and the other text that it is of, without a word for `of`:
    /// `пункт 4 указанной резолюции`.
    #[serde(default)]
    pub(super) words_between: usize,
    /// What [`Form::patterns`] gives.
    #[serde(skip)]
    patterns: OnceLock<Vec<Pattern>>,
}

/// A kind of thing that is numbered: paragraphs, articles.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Unit {
    /// What is printed in its numbers: `article` in `Article 2`. Without it, plain numbers are meant.
    pub(super) printed: Vec<String>,
    /// Whether a heading with a plain number may be meant: `section II`.
    pub(super) headings: bool,
    /// Whether it often means something else, so that a number that is not there is no fault: `point 3`.
    pub(super) doubtful: bool,
    /// The words around one number, `#`: `paragraph #`, `第#段`.
    pub(super) one: Vec<String>,
    /// The words around one number or several: `paragraphs #`.
    pub(super) many: Vec<String>,
    /// What must follow, where the words alone say too little.
    pub(super) then: Vec<String>,
}

/// What a number is the number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::prepare) enum Family {
    /// A paragraph with a plain number.
    Paragraph,
    /// A heading with a plain number.
    Heading,
    /// What is printed with the words of this unit of the [`Form`].
    Named(usize),
}

impl Form {
    /// The unit that `printed`, a number with its words, is of: `Article 2`.
    pub(in crate::prepare) fn named(&self, printed: &str) -> Option<Family> {
        let printed = printed.to_lowercase();
        let has_word = |unit: &Unit| unit.printed.iter().any(|word| printed.contains(word.as_str()));
        self.units.iter().position(has_word).map(Family::Named)
    }

    /// What a unit's numbers are the numbers of.
    pub(super) fn family(&self, unit: usize) -> Family {
        if self.units[unit].printed.is_empty() { Family::Paragraph } else { Family::Named(unit) }
    }

    /// The words around a number, the longest first.
    pub(super) fn patterns(&self) -> &[Pattern] {
        self.patterns.get_or_init(|| {
            let mut patterns: Vec<Pattern> = self.units.iter().enumerate().flat_map(patterns_of).collect();
            patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.before.len() + pattern.behind.len()));
            patterns
        })
    }
}

fn patterns_of((unit, words): (usize, &Unit)) -> Vec<Pattern> {
    let all = words.one.iter().map(|words| (words, false)).chain(words.many.iter().map(|words| (words, true)));
    let pattern = |(words, is_plural): (&String, bool)| {
        let (before, behind) = words.split_once('#')?;
        Some(Pattern { unit, is_plural, before: before.to_owned(), behind: behind.to_owned() })
    };
    all.filter_map(pattern).collect()
}

/// The words around a number.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) unit: usize,
    pub(super) is_plural: bool,
    pub(super) before: String,
    pub(super) behind: String,
}
