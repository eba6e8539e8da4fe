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

    /// Whether there is something in `text` that is run even in code: `{{ … }}`, `{% … %}`.
    pub(super) fn runs_text(self, text: &str) -> bool {
        matches!(self, Profile::Hugo | Profile::Zola) && (text.contains("{{") || text.contains("{%"))
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
