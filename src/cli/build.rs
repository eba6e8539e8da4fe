//! `chancery build`: a folder of releases to a site.

use super::arguments::{LookFlags, PublishingFlags, ReadingFlags, TalkFlags, output_format};
use super::glyphs;
use super::settings::{self, Flags, Origin, Settings};
use super::stdout;
use super::stop::Stop;
use super::verdicts::{self, Verdicts};
use super::voice::Voice;
use super::{Exit, STACK};
use chancery::site::{Built, Editor, Failure, Site};
use chancery::{Diagnostic, Diagnostics, OutputFormat, Parsed, Publisher, Source, site};
use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use rayon::ThreadPoolBuilder;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Publishes a folder of releases as a site
///
/// Every release below the folder becomes a page with its other formats beside it, and the site has lists of them by
/// year, month, issuer, kind and language, feeds, and a sitemap. It needs no script and no server of its own. A second
/// run writes only what has changed, and the new site takes the place of the old one in one step.
///
/// A release that has errors is reported, and the others are published. One that is under embargo at the moment is in
/// no file of the site. Files and folders whose names begin with `.` or `_` are passed over.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Build {
    /// The folder with the releases; paths and names are those below it
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    folder: PathBuf,
    /// The moment that embargoes are held against, such as 2031-03-03T09:00:00Z; the clock's, where it is not given
    #[arg(long, value_name = "TIME")]
    now: Option<Timestamp>,
    /// How many processors to work on; all of them without it
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Make every file anew, as after the fonts of the system have changed
    #[arg(long)]
    anew: bool,
    /// The formats of each release, with commas between; all of them without it. There is always a web page
    #[arg(long, short, value_name = "FORMAT", value_delimiter = ',', value_parser = output_format(), help_heading = "Publishing")]
    format: Vec<OutputFormat>,
    /// The folder of the site, made if absent; `public` in DIR without it
    ///
    /// Files in it that no build has made stay where they are. A folder for a site is made beside it meanwhile.
    #[arg(long, short, value_name = "DIR", help_heading = "Publishing")]
    output: Option<PathBuf>,
    #[command(flatten)]
    look: LookFlags,
    #[command(flatten)]
    reading: ReadingFlags,
}

const EXAMPLES: &str = "\
Examples:
  Begin a site and build it into public/:
    chancery init press && chancery build press

  From one folder to another, with nothing but the pages and PDFs:
    chancery build releases -o /srv/press -f html,pdf

  As it will be when an embargo has ended:
    chancery build --now 2031-03-03T09:00:00Z -o preview

The site is described by the table [site] of chancery.toml: title, url (without it there are no feeds and no sitemap),
language, address (such as \"/{year}/{month}/{slug}/\") and page-size. Sections [[target]] (kind, output, title, weight) write
the releases for Hugo, Zola, MkDocs, Zensical, Docusaurus, mdBook or Jekyll, too; with -o they are left alone.

Exit status:
  0  done; there may have been warnings
  1  a release has errors, also by --deny, or warnings under --strict, with which nothing is written
  2  could not run: a file cannot be read or written, two releases have one address, or the command is wrong";

/// Where a site goes that nobody has said a place for.
const OUTPUT: &str = "public";

pub(crate) fn run(build: Build, talk: TalkFlags, voice: &mut Voice) -> Result<Exit, Stop> {
    let publishing = PublishingFlags { format: build.format, output: build.output, look: build.look };
    let flags = Flags { talk, reading: build.reading, publishing };
    let settings = settings::of_folder(&build.folder, &flags)?;
    voice.adopt_settings(&settings);
    let config = settings.site_config();
    let formats: BTreeSet<OutputFormat> = config.formats.iter().copied().chain([OutputFormat::Html]).collect();
    let (theme, profile, date) = (settings.theme(&formats)?, settings.profile.value, settings.date.value);
    let publisher = Publisher::new(theme, settings.fonts()?, profile, date);
    if settings.output.value.as_deref() == Some(Path::new("-")) {
        return Err(Stop::SiteToStdout);
    }
    let output = settings.output.value.clone().unwrap_or_else(|| build.folder.join(OUTPUT));
    let passed_over: Vec<PathBuf> =
        settings.looks().chain(settings.theme.value.as_deref()).map(Path::to_owned).collect();
    // Who says another place for the site wants to see it, and not to publish it.
    let all_targets = settings.target.value.as_slice();
    let targets = if settings.output.origin == Origin::CommandLine { &[] } else { all_targets };
    let passed_over: Vec<PathBuf> =
        passed_over.into_iter().chain(all_targets.iter().map(|target| target.output.clone())).collect();
    let editor = Desk { verdicts: settings.verdicts(), strict: settings.strict.value, date };
    let (reading, fingerprint) = (settings.parse_options()?, fingerprint(&settings));
    let site = Site {
        folder: &build.folder,
        output: &output,
        passed_over: &passed_over,
        targets,
        config: &config,
        publisher: &publisher,
        reading: &reading,
        fingerprint: fingerprint.as_bytes(),
        now: build.now.unwrap_or_else(Timestamp::now),
        strict: settings.strict.value,
        anew: build.anew,
        editor: &editor,
    };
    let pool = ThreadPoolBuilder::new().num_threads(build.jobs.map_or(0, usize::from)).stack_size(STACK).build();
    let built = match pool {
        Ok(pool) => pool.install(|| site::build(&site)),
        // A system that gives no more threads has this one.
        Err(_) => site::build(&site),
    }?;
    report(built, &output, &settings, voice)
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

fn report(mut built: Built, output: &Path, settings: &Settings, voice: &mut Voice) -> Result<Exit, Stop> {
    let strict = settings.strict.value;
    let mut exit = Exit::Done;
    for found in &built.diagnostics {
        exit = exit.max(voice.say(found, strict));
    }
    for Failure { source, error } in std::mem::take(&mut built.failures) {
        match source.and_then(|source| glyphs::missing(&error, &source)) {
            Some(found) => _ = voice.say(&found, strict),
            None => voice.stop(&error.into()),
        }
    }
    if !built.refused.is_empty() {
        exit = exit.max(Exit::Faulty);
    }
    if !settings.quiet.value {
        stdout::write(summary(&built, output, strict).as_bytes())?;
    }
    Ok(exit)
}

fn changes(written: usize, removed: usize) -> String {
    match (written, removed) {
        (0, 0) => "nothing has changed".to_owned(),
        (written, 0) => format!("{written} files written"),
        (written, removed) => format!("{written} files written, {removed} removed"),
    }
}

/// What a person wants to know afterwards.
fn summary(built: &Built, output: &Path, strict: bool) -> String {
    let mut text = String::new();
    for (name, until) in &built.held {
        let until = until
            .as_ref()
            .map_or_else(|| "an embargo without an end".to_owned(), |until| format!("an embargo until {until}"));
        _ = writeln!(text, "held back: {name} ({until})");
    }
    for name in &built.refused {
        _ = writeln!(text, "refused: {name}");
    }
    if strict && !built.refused.is_empty() {
        return text + "nothing was written\n";
    }
    let releases = if built.published == 1 { "release" } else { "releases" };
    let own = changes(built.written, built.removed);
    _ = writeln!(text, "{} {releases} in {}: {own}", built.published, output.display());
    for (output, written, removed) in &built.targets {
        _ = writeln!(text, "target {}: {}", output.display(), changes(*written, *removed));
    }
    text
}
