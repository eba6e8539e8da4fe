//! The templates and style sheets: the built-in ones, with a folder of yours laid over them.
//!
//! `briefing` is the theme that all others are made from: `communique` and `wire` add a style sheet to it. Names are paths below a theme's folder: `templates/briefing.html`, `styles/print.css`. In a folder of yours the files
//! may also lie flat, told apart by their ending. What you do not bring is the built-in one.

use crate::error::Error;
use crate::input;
use crate::pictures;
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The built-in files.
const BUILT_IN: [(&str, &str); 16] = [
    ("styles/briefing.css", include_str!("../styles/briefing.css")),
    ("styles/communique.css", include_str!("../styles/communique.css")),
    ("styles/print.css", include_str!("../styles/print.css")),
    ("styles/screen.css", include_str!("../styles/screen.css")),
    ("styles/site.css", include_str!("../styles/site.css")),
    ("styles/wire.css", include_str!("../styles/wire.css")),
    ("templates/blocks.html", include_str!("../templates/blocks.html")),
    ("templates/briefing.html", include_str!("../templates/briefing.html")),
    ("templates/briefing.md", include_str!("../templates/briefing.md")),
    ("templates/briefing.pdf.html", include_str!("../templates/briefing.pdf.html")),
    ("templates/head.html", include_str!("../templates/head.html")),
    ("templates/list.html", include_str!("../templates/list.html")),
    ("templates/moved.html", include_str!("../templates/moved.html")),
    ("templates/release.html", include_str!("../templates/release.html")),
    ("templates/search.html", include_str!("../templates/search.html")),
    ("templates/site.html", include_str!("../templates/site.html")),
];

/// The built-in themes, with the sheet that each has besides those of the first.
const THEMES: [(&str, Option<&str>); 3] =
    [("briefing", None), ("communique", Some("styles/communique.css")), ("wire", Some("styles/wire.css"))];

/// The template that is used when none is named.
const DEFAULT_TEMPLATE: &str = "briefing";

/// The templates that only a site needs: those of one page do not wait for them to be read.
const OF_SITES: [&str; 5] = ["list.html", "moved.html", "release.html", "search.html", "site.html"];

/// What a template makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A Markdown file: templates that end in `.md`.
    Markdown,
    /// A web page: templates that end in `.html`, but not in `.pdf.html`.
    Html,
    /// The HTML that is laid out on paper: templates that end in `.pdf.html`.
    Paper,
    /// The pages of a site: those of the web page, and those of its lists.
    Site,
}

impl Target {
    /// What the names of its templates end in.
    pub fn suffix(self) -> &'static str {
        match self {
            Target::Markdown => ".md",
            Target::Html | Target::Site => ".html",
            Target::Paper => ".pdf.html",
        }
    }

    /// Whether a template of this name may be used for this target: paper has the parts of the web page too, so that
    /// what both show alike is written once.
    fn takes(self, name: &str) -> bool {
        match self {
            Target::Markdown => name.ends_with(".md"),
            Target::Html => Target::Site.takes(name) && !is_of_sites(name),
            Target::Paper => name.ends_with(".html") && !is_of_sites(name),
            Target::Site => name.ends_with(".html") && !name.ends_with(Target::Paper.suffix()),
        }
    }
}

/// Where a style sheet is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// In the web page.
    Screen,
    /// On the pages of the PDF.
    Print,
    /// In the web pages of a site.
    Site,
}

impl Medium {
    /// The built-in sheets, in the order in which they apply.
    fn sheets(self) -> &'static [&'static str] {
        match self {
            Medium::Screen => &["styles/briefing.css", "styles/screen.css"],
            Medium::Print => &["styles/briefing.css", "styles/print.css"],
            Medium::Site => &["styles/briefing.css", "styles/screen.css", "styles/site.css"],
        }
    }

    /// Whether a sheet of yours goes here: `….print.css` is for paper only, `….screen.css` for the web page only, any
    /// other for both.
    fn takes(self, name: &str) -> bool {
        match self {
            Medium::Screen | Medium::Site => !name.ends_with("print.css"),
            Medium::Print => !name.ends_with("screen.css"),
        }
    }
}

/// Templates and style sheets.
///
/// ```
/// use chancery::theme::{Medium, Target, Theme};
/// let theme = Theme::built_in();
/// assert_eq!(theme.template(Target::Paper).name(), "briefing.pdf.html");
/// assert_eq!(theme.sheets(Medium::Print).len(), 2);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// The sheet of a built-in theme, after those of the briefing.
    sheet: Option<&'static str>,
    /// Your files, by name; they win over the built-in ones.
    overlay: BTreeMap<String, Source>,
    /// The templates that were chosen.
    chosen: BTreeMap<Target, Source>,
    /// Your style sheets, after the built-in ones.
    styles: Vec<Source>,
    /// Your pictures as addresses that hold them, by name: `crest` for `crest.png`.
    pictures: BTreeMap<String, String>,
}

impl Theme {
    /// The built-in theme.
    pub fn built_in() -> Self {
        Self::default()
    }

    /// The names of the built-in themes.
    pub const NAMES: [&str; THEMES.len()] = [THEMES[0].0, THEMES[1].0, THEMES[2].0];

    /// The built-in theme of this name.
    ///
    /// ```
    /// use chancery::theme::{Medium, Theme};
    /// let wire = Theme::named("wire").unwrap();
    /// assert_eq!(wire.sheets(Medium::Print).last().unwrap().name(), "wire.css");
    /// assert!(Theme::named("telegram").is_none());
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        let &(_, sheet) = THEMES.iter().find(|(known, _)| *known == name)?;
        Some(Self { sheet, ..Self::default() })
    }

    /// The built-in theme of this name, or the folder of this path laid over the briefing. A name wins; a folder
    /// of the same name is `./wire`.
    ///
    /// # Errors
    /// [`Error::UnknownTheme`] when it is neither, and those of [`Theme::with_folder`].
    pub fn of(given: &Path) -> Result<Self, Error> {
        match given.to_str().and_then(Self::named) {
            Some(named) => Ok(named),
            None if given.is_dir() => Self::built_in().with_folder(given),
            None => Err(Error::UnknownTheme { name: given.display().to_string() }),
        }
    }

    /// The same, with the files of `folder` laid over it: those in `templates`, `styles` and `pictures`, and those that lie
    /// flat.
    ///
    /// # Errors
    /// [`Error::Read`], [`Error::NotText`] and [`Error::NoPicture`], for the folder or a file in it.
    pub fn with_folder(mut self, folder: &Path) -> Result<Self, Error> {
        for (name, file) in files(folder)? {
            if is_picture(&name) {
                self.add_picture(&name, &file)?;
            } else if let Some(kind) = kind(&name) {
                self.overlay.insert(format!("{kind}/{name}"), input::read(&file)?);
            }
        }
        for kind in ["templates", "styles"].into_iter().filter(|kind| folder.join(kind).is_dir()) {
            for (name, file) in files(&folder.join(kind))? {
                self.overlay.insert(format!("{kind}/{name}"), input::read(&file)?);
            }
        }
        if folder.join("pictures").is_dir() {
            for (name, file) in files(&folder.join("pictures"))?.into_iter().filter(|(name, _)| is_picture(name)) {
                self.add_picture(&name, &file)?;
            }
        }
        Ok(self)
    }

    fn add_picture(&mut self, name: &str, file: &Path) -> Result<(), Error> {
        let held = pictures::address_of(&input::read_bytes(file)?);
        let held = held.ok_or_else(|| Error::NoPicture { path: file.to_owned() })?;
        self.pictures.insert(name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned(), held);
        Ok(())
    }

    /// The pictures, by name, as addresses that hold them.
    pub(crate) fn pictures(&self) -> &BTreeMap<String, String> {
        &self.pictures
    }

    /// The same, with another template for `target`: a file, or the name of a template of the theme (`briefing`).
    ///
    /// # Errors
    /// [`Error::UnknownTemplate`] when it is neither, and those of reading a file.
    pub fn with_template(mut self, target: Target, given: &str) -> Result<Self, Error> {
        let path = Path::new(given);
        let template = if path.is_file() { input::read(path)? } else { self.template_named(target, given)? };
        self.chosen.insert(target, template);
        Ok(self)
    }

    /// The same, with a style sheet more: after the built-in ones, for the web page and for paper, unless its name ends
    /// in `print.css` or `screen.css`.
    ///
    /// # Errors
    /// Those of reading it.
    pub fn with_style(mut self, path: &Path) -> Result<Self, Error> {
        self.styles.push(input::read(path)?);
        Ok(self)
    }

    /// The template that makes `target`.
    pub fn template(&self, target: Target) -> Source {
        let default = if target == Target::Site { "release" } else { DEFAULT_TEMPLATE };
        let built_in = || self.template_named(target, default).expect("each target has a built-in template");
        self.chosen.get(&target).cloned().unwrap_or_else(built_in)
    }

    /// The templates that the template of `target` may include, extend or take components from, by the names they have
    /// in a template: those of the same ending, and for paper those of the web page that have no form of their own for it.
    pub fn partials(&self, target: Target) -> Vec<(String, Source)> {
        let on_paper = |name: &str| name.strip_suffix(".html").map(|stem| format!("{stem}{}", Target::Paper.suffix()));
        let has_other_form = |name: &str| target == Target::Paper && on_paper(name).is_some_and(|own| self.has(&own));
        let names = self.names().filter(|name| target.takes(name) && !has_other_form(name));
        let names = names.filter_map(|name| name.strip_prefix("templates/"));
        names.filter_map(|name| Some((name.to_owned(), self.file(&format!("templates/{name}"))?))).collect()
    }

    /// The style sheets for `medium`, in the order in which they apply.
    pub fn sheets(&self, medium: Medium) -> Vec<Source> {
        let built_in = medium.sheets().iter().copied().chain(self.sheet).filter_map(|name| self.file(name));
        let of_folder = self.overlay.iter().filter(|(name, _)| self.is_further_sheet(name)).map(|(_, sheet)| sheet);
        let further = of_folder.chain(&self.styles).filter(|style| medium.takes(style.name())).cloned();
        built_in.chain(further).collect()
    }

    /// Whether a file of a folder is a style sheet that no built-in one has the name of: it comes behind them.
    fn is_further_sheet(&self, name: &str) -> bool {
        let site = Medium::Site.sheets().iter();
        let mut built_in = site.chain(Medium::Print.sheets()).copied().chain(self.sheet);
        name.starts_with("styles/") && name.ends_with(".css") && !built_in.any(|known| known == name)
    }

    /// All that outputs may depend on, each with its name: files, the templates that were chosen, style sheets, pictures.
    pub(crate) fn parts(&self) -> Vec<(String, String)> {
        let files = self.export().into_iter();
        let chosen = self.chosen.iter().map(|(target, template)| (format!("{target:?}"), template.clone()));
        let styles = self.styles.iter().map(|style| (style.name().to_owned(), style.clone()));
        let texts = files.chain(chosen).chain(styles).map(|(name, source)| (name, source.text().to_owned()));
        let pictures = self.pictures.iter().map(|(name, held)| (name.clone(), held.clone()));
        let sheet = self.sheet.map(|sheet| ("theme".to_owned(), sheet.to_owned()));
        texts.chain(pictures).chain(sheet).collect()
    }

    /// Every file of the theme with its contents, to write out and change.
    pub fn export(&self) -> Vec<(String, Source)> {
        self.names().filter_map(|name| Some((name.to_owned(), self.file(name)?))).collect()
    }

    /// The names of all files, in order, each once.
    fn names(&self) -> impl Iterator<Item = &str> {
        // The sheets of other themes are not of this one.
        let other = |name: &&str| THEMES.iter().any(|(_, sheet)| *sheet == Some(*name)) && self.sheet != Some(*name);
        let built_in = BUILT_IN.iter().map(|&(name, _)| name).filter(|name| !other(name));
        let names = built_in.chain(self.overlay.keys().map(String::as_str));
        names.collect::<BTreeSet<_>>().into_iter()
    }

    fn has(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    fn file(&self, name: &str) -> Option<Source> {
        let built_in = || {
            let &(name, text) = BUILT_IN.iter().find(|&&(known, _)| known == name)?;
            Some(Source::new(name.split_once('/').map_or(name, |(_, file)| file), text))
        };
        self.overlay.get(name).cloned().or_else(built_in)
    }

    fn template_named(&self, target: Target, name: &str) -> Result<Source, Error> {
        self.file(&format!("templates/{name}{}", target.suffix())).ok_or_else(|| {
            let known = self
                .names()
                .filter(|name| target.takes(name))
                .filter_map(|name| name.strip_prefix("templates/")?.strip_suffix(target.suffix()).map(str::to_owned));
            let known = known.collect();
            Error::UnknownTemplate { name: name.to_owned(), known }
        })
    }
}

fn is_of_sites(name: &str) -> bool {
    OF_SITES.iter().any(|known| name.rsplit('/').next() == Some(*known))
}

fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("png" | "jpg" | "jpeg" | "svg"))
}

/// The folder in a theme for a file of this name.
fn kind(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "css" => Some("styles"),
        "html" | "md" => Some("templates"),
        _ => None,
    }
}

/// The files in a folder, by their names in it.
fn files(folder: &Path) -> Result<BTreeMap<String, PathBuf>, Error> {
    let failed = |source| Error::Read { path: folder.to_owned(), source };
    let entries = folder.read_dir().map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    let files = entries.into_iter().filter(|entry| entry.path().is_file());
    Ok(files.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path())).collect())
}

#[cfg(test)]
mod tests {
    use super::{Medium, Target, Theme};
    use crate::error::Error;

    #[test]
    fn a_folder_is_laid_over_the_built_in_files() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("styles")).unwrap();
        std::fs::write(folder.path().join("styles/print.css"), "p { color: red }").unwrap();
        std::fs::write(folder.path().join("briefing.html"), "flat").unwrap();
        std::fs::write(folder.path().join("README"), "not a file of a theme").unwrap();
        let theme = Theme::built_in().with_folder(folder.path()).unwrap();
        assert_eq!(theme.sheets(Medium::Print)[1].text(), "p { color: red }");
        assert_eq!(theme.template(Target::Html).text(), "flat");
        assert_eq!(theme.template(Target::Paper).name(), "briefing.pdf.html");
        assert_eq!(theme.export().len(), Theme::built_in().export().len());
    }

    #[test]
    fn paper_has_the_parts_of_the_web_page_but_for_those_with_a_form_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["note.html", "note.pdf.html", "seal.html"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let theme = Theme::built_in().with_folder(folder.path()).unwrap();
        let names = |target| theme.partials(target).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(
            names(Target::Paper),
            ["blocks.html", "briefing.pdf.html", "head.html", "note.pdf.html", "seal.html"]
        );
        assert_eq!(names(Target::Html), ["blocks.html", "briefing.html", "head.html", "note.html", "seal.html"]);
    }

    #[test]
    fn styles_go_where_their_names_say() {
        let folder = tempfile::tempdir().unwrap();
        let mut theme = Theme::built_in();
        for name in ["house.css", "a.print.css", "a.screen.css"] {
            let path = folder.path().join(name);
            std::fs::write(&path, "").unwrap();
            theme = theme.with_style(&path).unwrap();
        }
        let names = |medium| theme.sheets(medium)[2..].iter().map(|sheet| sheet.name().to_owned()).collect::<Vec<_>>();
        assert!(
            names(Medium::Print).iter().all(|name| !name.ends_with("screen.css")) && names(Medium::Print).len() == 2
        );
        assert!(
            names(Medium::Screen).iter().all(|name| !name.ends_with("print.css")) && names(Medium::Screen).len() == 2
        );
    }

    #[test]
    fn pictures_are_named_by_their_stems_and_told_by_their_bytes() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("pictures")).unwrap();
        std::fs::write(folder.path().join("pictures/seal.JPG"), b"\xFF\xD8\xFF\xE0").unwrap();
        std::fs::write(folder.path().join("crest.png"), b"\x89PNG\r\n\x1a\n").unwrap();
        let theme = Theme::built_in().with_folder(folder.path()).unwrap();
        let held: Vec<_> = theme.pictures().iter().map(|(name, held)| format!("{name} {held}")).collect();
        assert_eq!(held, ["crest data:image/png;base64,iVBORw0KGgo=", "seal data:image/jpeg;base64,/9j/4A=="]);
        std::fs::write(folder.path().join("crest.png"), "a text").unwrap();
        let error = Theme::built_in().with_folder(folder.path()).unwrap_err();
        assert!(matches!(error, Error::NoPicture { path } if path.ends_with("crest.png")));
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let error = Theme::built_in().with_folder("/nowhere/theme".as_ref()).unwrap_err();
        assert!(matches!(error, Error::Read { path, .. } if path.ends_with("theme")));
    }
}
