//! The options that hold for one input: the command line over `chancery.toml` over the defaults.

use super::arguments::{Colour, DiagnosticsStyle, PublishingFlags, ReadingFlags, TalkFlags};
use super::config_file::{self, ConfigFile, Filed, Values};
use super::nearest::nearest;
use super::sources::{self, Input};
use super::stop::Stop;
use super::verdicts::{self, Verdicts};
use chancery::parse::{self, SettingError};
use chancery::site::{self, Config};
use chancery::theme::Target;
use chancery::{Error, FontOptions, Fonts, Format, OutputFormat, Profile, Theme};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// A value and where it came from.
#[derive(Clone, Debug)]
pub(crate) struct Chosen<T> {
    pub(crate) value: T,
    pub(crate) origin: Origin,
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Default,
    File { path: PathBuf, line: usize },
    CommandLine,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File { path, line } => write!(f, "{}:{line}", path.display()),
            Origin::CommandLine => f.write_str("command line"),
        }
    }
}

/// What the command line says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flags {
    pub(crate) talk: TalkFlags,
    pub(crate) reading: ReadingFlags,
    pub(crate) publishing: PublishingFlags,
}

/// The options that hold for one input.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The `chancery.toml` they are from, where there is one.
    pub(crate) file: Option<PathBuf>,
    pub(crate) from: Chosen<Option<Format>>,
    pub(crate) format: Chosen<Vec<OutputFormat>>,
    pub(crate) output: Chosen<Option<PathBuf>>,
    pub(crate) template: Chosen<Option<String>>,
    pub(crate) style: Chosen<Vec<PathBuf>>,
    pub(crate) theme: Chosen<Option<PathBuf>>,
    pub(crate) profile: Chosen<Profile>,
    pub(crate) date: Chosen<Option<Date>>,
    pub(crate) font_path: Chosen<Vec<PathBuf>>,
    pub(crate) no_system_fonts: Chosen<bool>,
    pub(crate) strict: Chosen<bool>,
    /// Codes of diagnostics.
    pub(crate) deny: Chosen<Vec<String>>,
    pub(crate) allow: Chosen<Vec<String>>,
    pub(crate) diagnostics: Chosen<DiagnosticsStyle>,
    pub(crate) color: Chosen<Colour>,
    pub(crate) quiet: Chosen<bool>,
    /// What `--set` and `[set]` say, key by key.
    pub(crate) set: BTreeMap<String, Chosen<String>>,
    /// What `[site]` says, key by key.
    pub(crate) site: BTreeMap<String, Chosen<String>>,
    /// The sections `[[target]]`.
    pub(crate) target: Chosen<Vec<site::Target>>,
}

/// The settings of each input; inputs below the same `chancery.toml` share theirs.
pub(crate) fn of_inputs(inputs: &[Input], flags: &Flags) -> Result<Vec<Rc<Settings>>, Stop> {
    sources::refuse_stdin_twice(inputs)?;
    let mut known: BTreeMap<Option<PathBuf>, Rc<Settings>> = BTreeMap::new();
    let mut all = Vec::with_capacity(inputs.len());
    for input in inputs {
        let file = config_file::find(&input.folder());
        if !known.contains_key(&file) {
            known.insert(file.clone(), Rc::new(resolve(flags, file.as_deref())?));
        }
        all.push(Rc::clone(&known[&file]));
    }
    Ok(all)
}

/// The settings of a folder.
pub(crate) fn of_folder(folder: &Path, flags: &Flags) -> Result<Settings, Stop> {
    resolve(flags, config_file::find(folder).as_deref())
}

/// The settings of one input.
pub(crate) fn of_input(input: &Input, flags: &Flags) -> Result<Settings, Stop> {
    resolve(flags, config_file::find(&input.folder()).as_deref())
}

fn resolve(flags: &Flags, file: Option<&Path>) -> Result<Settings, Stop> {
    let file = file.map(config_file::read).transpose()?;
    let path = file.as_ref().map(|file| file.path.clone());
    let Values {
        from: from_format,
        format,
        output,
        template,
        style,
        theme,
        profile,
        date,
        font_path,
        no_system_fonts,
        set,
        site,
        target,
        strict,
        deny,
        allow,
        diagnostics,
        color,
        quiet,
    } = file.map(|ConfigFile { values, .. }| values).unwrap_or_default();
    let Flags { talk, reading, publishing } = flags;
    let from = Layers { path: path.clone() };
    let settings = Settings {
        from: from.choose_optional(reading.from, from_format),
        format: from.choose(list(&publishing.format), format),
        output: from.choose_optional(publishing.output.clone(), output),
        template: from.choose_optional(publishing.look.template.clone(), template),
        style: from.choose(list(&publishing.look.style), style),
        theme: from.choose_optional(publishing.look.theme.clone(), theme),
        profile: from.choose(publishing.look.profile, profile),
        date: from.choose_optional(reading.date, date),
        font_path: from.choose(list(&publishing.look.font_path), font_path),
        no_system_fonts: from.choose(publishing.look.no_system_fonts, no_system_fonts),
        strict: from.choose(reading.strict, strict),
        deny: from.choose(list(&reading.deny), deny),
        allow: from.choose(list(&reading.allow), allow),
        diagnostics: from.choose(talk.diagnostics, diagnostics),
        color: from.choose(talk.color, color),
        quiet: from.choose(talk.quiet, quiet),
        set: from.choose_each(&reading.set, set),
        site: from.choose_each(&[], site),
        target: from.choose(None, target),
        file: path,
    };
    settings.parse_options()?;
    [("deny", &settings.deny), ("allow", &settings.allow)]
        .iter()
        .try_for_each(|(option, codes)| known(option, codes))?;
    Ok(settings)
}

/// Every code is one. Those of a file were looked at when it was read.
fn known(option: &'static str, codes: &Chosen<Vec<String>>) -> Result<(), Stop> {
    match codes.value.iter().find(|code| !verdicts::is_code(code)) {
        Some(code) => Err(Stop::UnknownCode { option, code: code.clone() }),
        None => Ok(()),
    }
}

/// A list that was given; an empty one says nothing.
fn list<T: Clone + PartialEq>(items: &[T]) -> Option<Vec<T>> {
    let mut unique = Vec::new();
    for item in items {
        if !unique.contains(item) {
            unique.push(item.clone());
        }
    }
    (!unique.is_empty()).then_some(unique)
}

/// Chooses between what the command line and the file say.
struct Layers {
    path: Option<PathBuf>,
}

impl Layers {
    fn choose<T: Default>(&self, said: Option<T>, filed: Option<Filed<T>>) -> Chosen<T> {
        match (said, filed) {
            (Some(value), _) => Chosen { value, origin: Origin::CommandLine },
            (None, Some(filed)) => self.filed(filed),
            (None, None) => Chosen { value: T::default(), origin: Origin::Default },
        }
    }

    fn choose_optional<T>(&self, said: Option<T>, filed: Option<Filed<T>>) -> Chosen<Option<T>> {
        self.choose(said.map(Some), filed.map(|Filed { value, line }| Filed { value: Some(value), line }))
    }

    fn choose_each(
        &self,
        said: &[(String, String)],
        filed: Vec<(String, Filed<String>)>,
    ) -> BTreeMap<String, Chosen<String>> {
        let filed = filed.into_iter().map(|(key, filed)| (key, self.filed(filed)));
        let said = said.iter().cloned();
        let said = said.map(|(key, value)| (key, Chosen { value, origin: Origin::CommandLine }));
        filed.chain(said).collect()
    }

    fn filed<T>(&self, Filed { value, line }: Filed<T>) -> Chosen<T> {
        Chosen { value, origin: Origin::File { path: self.path.clone().unwrap_or_default(), line } }
    }
}

impl Settings {
    /// The template and the style sheets that are files.
    pub(crate) fn looks(&self) -> impl Iterator<Item = &Path> {
        let template = self.template.value.as_deref().map(Path::new);
        template.into_iter().chain(self.style.value.iter().map(PathBuf::as_path))
    }

    /// The templates and styles to publish in `formats` with.
    pub(crate) fn theme(&self, formats: &BTreeSet<OutputFormat>) -> Result<Theme, Stop> {
        let mut theme = self.theme.value.as_deref().map_or_else(|| Ok(Theme::built_in()), Theme::of)?;
        if let Some(template) = &self.template.value {
            let targets = template_targets(template, formats)?;
            // One in `chancery.toml` is for the runs that it fits.
            if self.template.origin == Origin::CommandLine && !used(&targets, formats) {
                let formats: Vec<String> = formats.iter().map(OutputFormat::to_string).collect();
                return Err(Stop::TemplateUnused { template: template.clone(), formats: formats.join(", ") });
            }
            for target in targets {
                theme = theme.with_template(target, template)?;
            }
        }
        for file in &self.style.value {
            theme = theme.with_style(file)?;
        }
        Ok(theme)
    }

    /// A site has templates of its own for pages of the web. One of `chancery.toml` is for other runs.
    pub(crate) fn refuse_template_of_page(&self, formats: &BTreeSet<OutputFormat>) -> Result<(), Stop> {
        let Some(template) = &self.template.value else { return Ok(()) };
        let is_for_page = template_targets(template, formats)? == [Target::Html];
        match self.template.origin {
            Origin::CommandLine if is_for_page => Err(Stop::TemplateOfNoSite { template: template.clone() }),
            _ => Ok(()),
        }
    }

    /// The fonts to publish with. A folder of fonts that cannot be read is an error: the text would be set in others.
    pub(crate) fn fonts(&self) -> Result<Fonts, Stop> {
        for folder in &self.font_path.value {
            fs::read_dir(folder).map_err(|source| Error::Read { path: folder.clone(), source })?;
        }
        Ok(Fonts::new(FontOptions { folders: self.font_path.value.clone(), system: !self.no_system_fonts.value }))
    }

    /// What a site is called and where things go in it. What is wrong was told when the file was read.
    pub(crate) fn site_config(&self) -> Config {
        let mut config = Config::default();
        for (key, value) in &self.site {
            _ = config_file::set_of_site(&mut config, key, &value.value);
        }
        if !self.format.value.is_empty() {
            let further = self.format.value.iter().copied().filter(|format| *format != OutputFormat::Html);
            config.formats = further.collect();
        }
        config
    }

    /// What becomes of diagnostics by their codes.
    pub(crate) fn verdicts(&self) -> Verdicts {
        Verdicts::new(&self.deny, &self.allow)
    }

    /// How to read a release. What the command line says comes last: two keys may be names of one field.
    pub(crate) fn parse_options(&self) -> Result<parse::Options, Stop> {
        let mut options = parse::Options { from: self.from.value, ..parse::Options::default() };
        let mut set: Vec<_> = self.set.iter().collect();
        set.sort_by_key(|(_, chosen)| chosen.origin == Origin::CommandLine);
        for (key, Chosen { value, .. }) in set {
            options.settings.set(key, value).map_err(|why| setting_error(key, value, why))?;
        }
        Ok(options)
    }
}

/// What a template is for: a file says it by its ending, a name is for all formats that are asked for.
fn template_targets(template: &str, formats: &BTreeSet<OutputFormat>) -> Result<Vec<Target>, Stop> {
    let targets: Vec<Target> = formats.iter().filter_map(|format| format.target()).collect();
    if !Path::new(template).is_file() {
        return Ok(targets);
    }
    // The longest ending first: that of paper ends in that of the web.
    let by_ending = [Target::Paper, Target::Html, Target::Markdown];
    match by_ending.into_iter().find(|target| template.ends_with(target.suffix())) {
        Some(target) => Ok(vec![target]),
        None if targets.len() == 1 => Ok(targets),
        None => Err(Stop::TemplateForWhat { template: template.to_owned() }),
    }
}

fn used(targets: &[Target], formats: &BTreeSet<OutputFormat>) -> bool {
    formats.iter().filter_map(|format| format.target()).any(|target| targets.contains(&target))
}

fn setting_error(key: &str, value: &str, why: SettingError) -> Stop {
    match why {
        SettingError::UnknownKey { key } => {
            let known = parse::Settings::KEYS;
            Stop::UnknownSetting { nearest: nearest(&key, known).map(str::to_owned), key, known: known.join(", ") }
        }
        why => Stop::BadSetting { key: key.to_owned(), value: value.to_owned(), why },
    }
}
