//! A site as the command line and `chancery.toml` want it: what `build`, `index`, `watch` and `serve` share.

use super::STACK;
use super::arguments::{LookFlags, PublishingFlags, ReadingFlags, TalkFlags, output_format};
use super::settings::{self, Flags, Origin, Settings};
use super::stop::Stop;
use super::verdicts::{self, Verdicts};
use super::{Exit, progress};
use chancery::site::{Config, Editor, Progress, Site, Target};
use chancery::{Diagnostic, Diagnostics, Error, OutputFormat, Parsed, Publisher, Source, parse};
use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What to build a site of, and how.
#[derive(Args, Clone, Debug)]
pub(crate) struct SiteFlags {
    /// The folder with the releases; paths and names are those below it
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub(crate) folder: PathBuf,
    /// The moment that embargoes are held against, such as 2031-03-03T09:00:00Z; the clock's, where it is not given
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<Timestamp>,
    /// How many processors to work on; all of them without it
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// The formats of each release, with commas between; all of them without it. There is always a web page
    #[arg(long, short, value_name = "FORMAT", value_delimiter = ',', value_parser = output_format(), help_heading = "Publishing")]
    pub(crate) format: Vec<OutputFormat>,
    #[command(flatten)]
    pub(crate) look: LookFlags,
    #[command(flatten)]
    pub(crate) reading: ReadingFlags,
}

/// Where a site goes that nobody has said a place for.
pub(crate) const OUTPUT: &str = "public";

/// How much of a site is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effort {
    /// What has changed; nothing is said of releases that are published and have not.
    Changes,
    /// What has changed; everything is said again.
    Retell,
    /// The same, for the author alone.
    Preview,
    /// Every file.
    Anew,
}

/// A site that can be built.
pub(crate) struct Plan {
    pub(crate) settings: Settings,
    pub(crate) output: PathBuf,
    /// Files and folders that are no releases: the theme, the template, the style sheets, the folders of targets.
    pub(crate) looks: Vec<PathBuf>,
    targets: Vec<Target>,
    config: Config,
    publisher: Publisher,
    reading: parse::Options,
    fingerprint: String,
    editor: Desk,
}

/// The settings of the folder. `output` is what the command line says.
pub(crate) fn settings(flags: &SiteFlags, output: Option<&Path>, talk: &TalkFlags) -> Result<Settings, Stop> {
    let SiteFlags { folder, format, look, reading, .. } = flags.clone();
    let publishing = PublishingFlags { format, output: output.map(Path::to_owned), look };
    settings::of_folder(&folder, &Flags { talk: talk.clone(), reading, publishing })
}

impl Plan {
    pub(crate) fn new(flags: &SiteFlags, settings: Settings) -> Result<Self, Stop> {
        let config = settings.site_config();
        let formats: BTreeSet<OutputFormat> = config.formats.iter().copied().chain([OutputFormat::Html]).collect();
        settings.refuse_template_of_page(&formats)?;
        let date = settings.date.value;
        let publisher = Publisher::new(settings.theme(&formats)?, settings.fonts()?, settings.profile.value, date);
        let output = settings.output.value.clone().unwrap_or_else(|| flags.folder.join(OUTPUT));
        refuse_stdout(&output)?;
        let targets = settings.target.value.iter().map(|target| target.output.as_path());
        let looks = settings.looks().chain(settings.theme.value.as_deref());
        // Who says another place for the site wants to see it, and not to publish it.
        let is_elsewhere = settings.output.origin == Origin::CommandLine;
        Ok(Plan {
            output,
            looks: looks.chain(targets).map(Path::to_owned).collect(),
            targets: if is_elsewhere { Vec::new() } else { settings.target.value.clone() },
            config,
            publisher,
            reading: settings.parse_options()?,
            fingerprint: fingerprint(&settings),
            editor: Desk { verdicts: settings.verdicts(), strict: settings.strict.value, date },
            settings,
        })
    }

    /// Lets what is built go to another folder than the site's.
    pub(crate) fn move_to(&mut self, output: PathBuf) -> Result<(), Stop> {
        refuse_stdout(&output)?;
        self.looks.push(std::mem::replace(&mut self.output, output));
        Ok(())
    }

    /// The path at the host where the site will be, with strokes at both ends: `/press/`.
    pub(crate) fn base(&self) -> String {
        let host_and_path = self.config.url.as_deref().and_then(|url| url.split_once("://"));
        let path = host_and_path.and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
        format!("/{path}")
    }

    /// Does what is to be done with the site on all processors, and shows how far it is where a person waits for it.
    pub(crate) fn run<T: Send>(
        &self,
        flags: &SiteFlags,
        effort: Effort,
        work: impl FnOnce(&Site<'_>) -> Result<T, Error> + Send,
    ) -> Result<T, Error> {
        let progress = Progress::default();
        let site = Site {
            folder: &flags.folder,
            output: &self.output,
            passed_over: &self.looks,
            targets: &self.targets,
            config: &self.config,
            publisher: &self.publisher,
            reading: &self.reading,
            fingerprint: self.fingerprint.as_bytes(),
            now: flags.now.unwrap_or_else(Timestamp::now),
            strict: self.settings.strict.value,
            anew: effort == Effort::Anew,
            retell: matches!(effort, Effort::Retell | Effort::Preview),
            is_preview: effort == Effort::Preview,
            progress: &progress,
            editor: &self.editor,
        };
        let pool = pool(flags.jobs);
        progress::shown(&progress, self.settings.quiet.value, || match &pool {
            Some(pool) => pool.install(|| work(&site)),
            None => work(&site),
        })
    }
}

fn refuse_stdout(output: &Path) -> Result<(), Stop> {
    if output == Path::new("-") { Err(Stop::SiteToStdout) } else { Ok(()) }
}

/// The processors to work on. A system that gives no more threads has the one that asks.
fn pool(jobs: Option<u16>) -> Option<ThreadPool> {
    ThreadPoolBuilder::new().num_threads(jobs.map_or(0, usize::from)).stack_size(STACK).build().ok()
}

/// What of the settings outputs depend on, besides the theme and the site itself.
fn fingerprint(settings: &Settings) -> String {
    let mut all = format!("{:?} {:?} ", settings.from.value, settings.date.value);
    settings.set.iter().for_each(|(key, chosen)| _ = write!(all, "{key}={:?} ", chosen.value));
    _ = write!(
        all,
        "{} {:?} {}",
        settings.profile.value.name(),
        settings.font_path.value,
        settings.no_system_fonts.value
    );
    all
}

/// Judges releases as `render` does.
struct Desk {
    verdicts: Verdicts,
    strict: bool,
    date: Option<Date>,
}

impl Editor for Desk {
    fn concerns(&self, source: &Source, parsed: &Parsed) -> Vec<Diagnostic> {
        self.verdicts.concerns(source, parsed, self.date)
    }

    fn accepts(&self, said: &Diagnostics) -> bool {
        verdicts::consequence(&self.verdicts.judge(&said.items), self.strict) == Exit::Done
    }

    fn standard(&self) -> String {
        format!("{:?} {:?}", self.verdicts, self.date)
    }
}
