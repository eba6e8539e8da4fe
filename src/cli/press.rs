//! What `build` and `index` share: a press office with its settings, and what is said of a site that was built.

use super::glyphs;
use super::settings::{self, Flags, Settings};
use super::stdout;
use super::stop::Stop;
use super::verdicts::{self, Verdicts};
use super::voice::Voice;
use super::{Exit, STACK};
use chancery::site::{Built, Config, Editor, Failure, Site};
use chancery::{Diagnostic, Diagnostics, Error, OutputFormat, Parsed, Publisher, Source, parse};
use jiff::Timestamp;
use jiff::civil::Date;
use rayon::ThreadPoolBuilder;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// All that a site is made with, besides its releases.
pub(super) struct Press {
    pub(super) settings: Settings,
    /// The folder with the releases.
    folder: PathBuf,
    /// The folder of the site.
    output: PathBuf,
    /// Files and folders that are no releases.
    passed_over: Vec<PathBuf>,
    config: Config,
    publisher: Publisher,
    reading: parse::Options,
    fingerprint: String,
    desk: Desk,
}

/// Where a site goes that nobody has said a place for.
const OUTPUT: &str = "public";

impl Press {
    /// That of a folder.
    pub(super) fn of(folder: &Path, flags: &Flags) -> Result<Self, Stop> {
        let settings = settings::of_folder(folder, flags)?;
        let config = settings.site_config();
        let formats: BTreeSet<OutputFormat> = config.formats.iter().copied().chain([OutputFormat::Html]).collect();
        let (theme, profile, date) = (settings.theme(&formats)?, settings.profile.value, settings.date.value);
        let output = settings.output.value.clone().unwrap_or_else(|| folder.join(OUTPUT));
        refuse_stdout(&output)?;
        Ok(Press {
            folder: folder.to_owned(),
            output,
            passed_over: settings.looks().chain(settings.theme.value.as_deref()).map(Path::to_owned).collect(),
            publisher: Publisher::new(theme, settings.fonts()?, profile, date),
            reading: settings.parse_options()?,
            fingerprint: fingerprint(&settings),
            desk: Desk { verdicts: settings.verdicts(), strict: settings.strict.value, date },
            config,
            settings,
        })
    }

    /// Lets what is built go to another folder than the site's.
    pub(super) fn move_to(&mut self, output: PathBuf) -> Result<(), Stop> {
        refuse_stdout(&output)?;
        self.passed_over.push(std::mem::replace(&mut self.output, output));
        Ok(())
    }

    /// The site, as it is at a moment.
    pub(super) fn site(&self, now: Timestamp) -> Site<'_> {
        Site {
            folder: &self.folder,
            output: &self.output,
            passed_over: &self.passed_over,
            config: &self.config,
            publisher: &self.publisher,
            reading: &self.reading,
            fingerprint: self.fingerprint.as_bytes(),
            now,
            strict: self.settings.strict.value,
            anew: false,
            editor: &self.desk,
        }
    }

    /// Says what there is to say of what was built, and what follows from it.
    pub(super) fn report(&self, mut built: Built, is_written: bool, voice: &mut Voice) -> Result<Exit, Stop> {
        let strict = self.settings.strict.value;
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
        if !self.settings.quiet.value {
            stdout::write(summary(&built, &self.output, is_written).as_bytes())?;
        }
        Ok(exit)
    }
}

fn refuse_stdout(output: &Path) -> Result<(), Stop> {
    if output == Path::new("-") { Err(Stop::SiteToStdout) } else { Ok(()) }
}

/// Runs `work` on so many processors, or on all of them.
pub(super) fn on_processors<T: Send>(
    jobs: Option<u16>,
    work: impl FnOnce() -> Result<T, Error> + Send,
) -> Result<T, Stop> {
    let pool = ThreadPoolBuilder::new().num_threads(jobs.map_or(0, usize::from)).stack_size(STACK).build();
    let done = match pool {
        Ok(pool) => pool.install(work),
        // A system that gives no more threads has this one.
        Err(_) => work(),
    };
    done.map_err(Stop::from)
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

/// What a person wants to know afterwards.
fn summary(built: &Built, output: &Path, is_written: bool) -> String {
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
    if !is_written {
        return text + "nothing was written\n";
    }
    let releases = if built.published == 1 { "release" } else { "releases" };
    let changes = match (built.written, built.removed) {
        (0, 0) => "nothing has changed".to_owned(),
        (written, 0) => format!("{written} files written"),
        (written, removed) => format!("{written} files written, {removed} removed"),
    };
    _ = writeln!(text, "{} {releases} in {}: {changes}", built.published, output.display());
    text
}
