//! What generators want differently.

use super::super::Site;
use super::super::place::Place;
use super::Target;
use super::folders::Folder;
use crate::prepare::{Inline, SiteWords};
use crate::render::Renderer;
use serde_json::Value;

/// Files, by their names.
pub(super) type Files = Vec<(String, String)>;

/// What one generator wants.
pub(super) struct Form {
    pub(super) page: Page,
    /// Lines of a page's front matter besides the fields of the release.
    pub(super) more: fn(&Making<'_>, &Place) -> String,
    /// How one page leads to another: from the folder of the one to the file of the other.
    pub(super) link: fn(&Making<'_>, from: &str, to: &str) -> String,
    /// The files of a folder, by their names in it.
    pub(super) folder: fn(&Making<'_>, &Folder<'_>) -> Files,
    /// The files of the whole.
    pub(super) whole: fn(&Making<'_>, &[Folder<'_>]) -> Files,
}

/// Where the text of a release goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// `2031/03/harbour/index.md`, with what belongs to it in its folder.
    InFolder,
    /// `2031/03/harbour.md`, with what belongs to it beside it.
    File,
}

/// A target that is being made.
pub(super) struct Making<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) target: &'a Target,
    pub(super) title: &'a str,
    pub(super) form: Form,
    pub(super) renderer: &'a Renderer,
    /// All releases, the newest first.
    pub(super) places: &'a [Place],
}

/// The names that have a meaning for a generator; a page so called gets a `_` at its end, which no address has.
const TAKEN: [&str; 3] = ["index", "readme", "summary"];

impl Making<'_> {
    /// The folder of a release's text and of what belongs to it, and the name that these have there.
    pub(super) fn at<'p>(&self, place: &'p Place) -> (&'p str, String) {
        let (folder, name) = parted(&place.address);
        match self.form.page {
            Page::InFolder => (&place.address, name.to_owned()),
            Page::File if TAKEN.contains(&name) || parted(folder).1 == name => (folder, format!("{name}_")),
            Page::File => (folder, name.to_owned()),
        }
    }

    /// The path of a release's text.
    pub(super) fn file(&self, place: &Place) -> String {
        let (folder, name) = self.at(place);
        match self.form.page {
            Page::InFolder => format!("{folder}index.md"),
            Page::File => format!("{folder}{name}.md"),
        }
    }

    /// A line of Markdown.
    pub(super) fn line(&self, content: &[Inline]) -> String {
        self.renderer.markdown_line(content)
    }

    /// A line of Markdown with nothing but these words.
    pub(super) fn words(&self, text: &str) -> String {
        self.line(&[Inline::Text(text.to_owned())])
    }

    /// A link from a page of a folder to a file.
    pub(super) fn link(&self, from: &str, to: &str, words: &str) -> Inline {
        link((self.form.link)(self, from, to), words)
    }

    /// The lists that a folder's page has: of the folders in it and of its releases.
    pub(super) fn list(&self, folder: &Folder<'_>) -> String {
        let words = SiteWords::of(&self.site.config.language);
        let of_folders =
            folder.folders.iter().map(|(path, title)| vec![self.link(&folder.path, &format!("{path}index.md"), title)]);
        let newest = if folder.path.is_empty() {
            self.places.iter().take(self.site.config.page_size)
        } else {
            [].iter().take(0)
        };
        let of_places =
            folder.pages.iter().copied().chain(newest.filter(|place| !parted(&place.address).0.is_empty())).map(
                |place| {
                    let day = place.date().map(|moment| format!(", {}", words.day(moment.date).words));
                    let link = self.link(&folder.path, &self.file(place), &place.entry.briefing.name);
                    std::iter::once(link).chain(day.map(Inline::Text)).collect()
                },
            );
        let list = |items: Vec<Vec<Inline>>| -> String {
            items.iter().map(|item| format!("- {}\n", self.line(item))).collect()
        };
        let lists = [list(of_places.collect()), list(of_folders.collect())];
        lists.into_iter().filter(|list| !list.is_empty()).collect::<Vec<_>>().join("\n<!-- -->\n\n")
    }

    /// The names of the folders around the target, from the one that a generator reads on: `docs/press` of
    /// `site/content/docs/press` where that is `content`; the target's own name where there is none of that name.
    pub(super) fn below(&self, root: &str) -> Vec<String> {
        let parts: Vec<String> =
            super::settled(&self.target.output).iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let start = parts.iter().rposition(|part| part == root).map_or(parts.len() - 1, |at| at + 1);
        parts[start..].to_vec()
    }
}

pub(super) fn link(url: String, words: &str) -> Inline {
    Inline::Link { url, href: None, content: vec![Inline::Text(words.to_owned())] }
}

/// The folder and the name of an address: `2031/03/` and `harbour` of `2031/03/harbour/`.
pub(super) fn parted(address: &str) -> (&str, &str) {
    let address = address.strip_suffix('/').unwrap_or(address);
    address.rfind('/').map_or(("", address), |stroke| address.split_at(stroke + 1))
}

/// The way from a folder to a path, both from the root.
pub(super) fn relative(from: &str, to: &str) -> String {
    let same = from.split_inclusive('/').zip(to.split_inclusive('/')).take_while(|(one, other)| one == other);
    let same: usize = same.map(|(part, _)| part.len()).sum();
    let up = from[same..].matches('/').count();
    match (up, &to[same..]) {
        (0, "") => "./".to_owned(),
        (up, rest) => "../".repeat(up) + rest,
    }
}

/// A link to the page's folder, as generators want it that give pages addresses ending in a stroke.
pub(super) fn to_folder(_: &Making<'_>, from: &str, to: &str) -> String {
    relative(from, to.strip_suffix("index.md").unwrap_or(to))
}

/// A link to the page's file, which the generator makes one to its page.
pub(super) fn to_file(_: &Making<'_>, from: &str, to: &str) -> String {
    relative(from, to)
}

/// Nothing besides.
pub(super) fn nothing(_: &Making<'_>, _: &[Folder<'_>]) -> Files {
    Files::new()
}

/// A text in double quotes, which JSON, YAML and TOML read back the same.
pub(super) fn quoted(text: &str) -> String {
    crate::render::quoted(text)
}

/// `title: "…"` for a release whose text has none, so that the navigation has words for it.
pub(super) fn title_of_untitled(place: &Place, sign: &str) -> String {
    let briefing = &place.entry.briefing;
    if briefing.title.is_empty() { format!("title{sign}{}\n", quoted(&briefing.name)) } else { String::new() }
}

/// JSON with its end of line.
pub(super) fn json(value: &Value) -> String {
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use super::{parted, relative};

    #[test]
    fn ways_lead_from_folder_to_file() {
        assert_eq!(relative("2031/03/", "2031/04/b.md"), "../04/b.md");
        assert_eq!(relative("2031/03/a/", "2031/03/a-ko/"), "../a-ko/");
        assert_eq!(relative("", "2031/index.md"), "2031/index.md");
        assert_eq!(relative("2031/", "2031/"), "./");
        assert_eq!(parted("2031/03/harbour/"), ("2031/03/", "harbour"));
        assert_eq!(parted("harbour/"), ("", "harbour"));
    }
}
