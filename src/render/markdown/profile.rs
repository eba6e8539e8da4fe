//! Who will read the Markdown.

use std::str::FromStr;

/// Who will read the Markdown, and so which of its forms may be used.
///
/// ```
/// use chancery::render::Profile;
/// assert_eq!("hugo".parse::<Profile>().unwrap(), Profile::Hugo);
/// assert_eq!(Profile::default().name(), "gfm");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// CommonMark and nothing more: tables and notes as HTML.
    Commonmark,
    /// What GitHub shows.
    #[default]
    Gfm,
    /// Hugo: our fields under `params`; its goldmark must allow raw HTML for the anchors (`unsafe = true`).
    Hugo,
    /// Zola: TOML, our fields under `extra`.
    Zola,
    /// MkDocs, Zensical.
    Mkdocs,
    /// Docusaurus: the text is MDX.
    Docusaurus,
    /// mdBook: no front matter.
    Mdbook,
    /// Jekyll with kramdown.
    Jekyll,
}

/// A name that no profile has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no profile `{found}`, known are: {}", Profile::ALL.map(Profile::name).join(", "))]
pub struct UnknownProfile {
    found: String,
}

impl Profile {
    /// All of them.
    pub const ALL: [Profile; 8] = [
        Profile::Commonmark,
        Profile::Gfm,
        Profile::Hugo,
        Profile::Zola,
        Profile::Mkdocs,
        Profile::Docusaurus,
        Profile::Mdbook,
        Profile::Jekyll,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Profile::Commonmark => "commonmark",
            Profile::Gfm => "gfm",
            Profile::Hugo => "hugo",
            Profile::Zola => "zola",
            Profile::Mkdocs => "mkdocs",
            Profile::Docusaurus => "docusaurus",
            Profile::Mdbook => "mdbook",
            Profile::Jekyll => "jekyll",
        }
    }

    /// Whether `{` and `<` are code, and comments are `{/* … */}`.
    pub(super) fn is_mdx(self) -> bool {
        self == Profile::Docusaurus
    }

    /// Whether the text has tables and footnotes of its own.
    pub(super) fn has_extensions(self) -> bool {
        self != Profile::Commonmark
    }

    /// Whether a bar anywhere makes a table.
    pub(super) fn has_loose_tables(self) -> bool {
        self == Profile::Jekyll
    }

    /// Whether there is something in `text` that is run even in code: `{{ … }}`, `{% … %}`, `{{#include … }}`, and in
    /// Zensical `#!py` at the start of code.
    pub(super) fn runs_text(self, text: &str) -> bool {
        match self {
            Profile::Hugo | Profile::Zola => text.contains("{{") || text.contains("{%"),
            Profile::Mdbook => text.contains("{{#"),
            Profile::Mkdocs => text.contains("#!"),
            _ => false,
        }
    }

    /// Whether a backslash takes the meaning of a letter away; before others it stands for itself.
    pub(super) fn escapes(self, letter: char) -> bool {
        match self {
            Profile::Mkdocs => "\\`*_{}[]()>#+-.!".contains(letter),
            Profile::Jekyll => "\\.*_+`<>()[]{}#!:|\"'$=-~".contains(letter),
            _ => true,
        }
    }

    /// Whether letters of the text stand for others: `(c)` for ©, `:smile:`, `==so==`. Zensical does so without being asked.
    pub(super) fn has_signs(self) -> bool {
        self == Profile::Mkdocs
    }

    /// Whether a bar parts the cells of a table in code, too, and a backslash before it would be seen.
    pub(super) fn has_bars_in_code(self) -> bool {
        matches!(self, Profile::Mkdocs | Profile::Jekyll)
    }

    /// Whether a footnote can be called so: for kramdown a word of ASCII.
    pub(super) fn takes_label(self, label: &str) -> bool {
        let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        self != Profile::Jekyll || (!label.is_empty() && label.chars().all(is_word))
    }

    /// How far the blocks of an item of a list are set in.
    pub(super) fn indent(self) -> usize {
        if self == Profile::Mkdocs { 4 } else { 2 }
    }

    /// Whether the title is a heading of the text; others print the front matter's.
    pub(super) fn prints_title(self) -> bool {
        !matches!(self, Profile::Hugo | Profile::Zola | Profile::Jekyll)
    }
}

impl FromStr for Profile {
    type Err = UnknownProfile;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Profile::ALL.into_iter().find(|profile| profile.name() == name);
        found.ok_or_else(|| UnknownProfile { found: name.to_owned() })
    }
}
