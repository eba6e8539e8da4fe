//! `chancery watch`: builds a site whenever something has changed.

use super::Exit;
use super::arguments::TalkFlags;
use super::build::{self, Remarks};
use super::config_file;
use super::findings;
use super::plan::{self, Effort, Plan, SiteFlags};
use super::settings::Settings;
use super::stop::Stop;
use super::voice::Voice;
use crate::serve::{Finding, Scope, Watch as Watcher};
use chancery::site;
use clap::Args;
use std::fs;
use std::path::{Path, PathBuf};

/// Builds a site, and builds it again whenever something has changed
///
/// It is `chancery build` that goes on: releases, pictures, theme, style sheets and chancery.toml are watched, and what
/// has changed is written into the site a moment after it was saved. An error is said, and the site stays as it was until
/// it is mended. Ctrl-C ends it.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Watch {
    /// Look for changes again and again, where the system does not tell of them, as in folders of other machines
    #[arg(long)]
    poll: bool,
    /// The folder of the site, made if absent; `public` in DIR without it
    #[arg(long, short, value_name = "DIR", help_heading = "Publishing")]
    output: Option<PathBuf>,
    #[command(flatten)]
    site: SiteFlags,
}

const EXAMPLES: &str = "\
Examples:
  Keep public/ as it should be, for a server that shows it:
    chancery watch press

  A site in a folder that another machine shares:
    chancery watch --poll /mnt/press -o /srv/press

To look at it in a browser that shows each change, run `chancery serve`.

Exit status:
  2  could not run: the folder is not there or cannot be watched, or the command is wrong";

pub(crate) fn run(watch: &Watch, talk: &TalkFlags, voice: &mut Voice) -> Result<Exit, Stop> {
    let work =
        Work { site: &watch.site, output: watch.output.as_deref(), is_preview: false, talk, is_polled: watch.poll };
    work.go_on(voice, |_| Ok(()))
}

/// A site that is built again and again.
pub(crate) struct Work<'a> {
    pub(crate) site: &'a SiteFlags,
    pub(crate) output: Option<&'a Path>,
    /// Whether the site is for the author alone.
    pub(crate) is_preview: bool,
    pub(crate) talk: &'a TalkFlags,
    pub(crate) is_polled: bool,
}

/// What became of one build.
#[derive(Default)]
pub(crate) struct Round {
    /// Whether a file of the site is another.
    pub(crate) has_changed: bool,
    /// Whether the site is as the sources are.
    pub(crate) is_current: bool,
    /// Where the site will lie at its host, where that is known.
    pub(crate) base: Option<String>,
    pub(crate) findings: Vec<Finding>,
}

impl Work<'_> {
    /// Builds now and after each change, and tells what became of it. Ends with an error only.
    pub(crate) fn go_on(
        &self,
        voice: &mut Voice,
        mut tell: impl FnMut(Round) -> Result<(), Stop>,
    ) -> Result<Exit, Stop> {
        if !self.site.folder.is_dir() {
            return Err(Stop::NoFolder { folder: self.site.folder.clone() });
        }
        let mut watcher = Watcher::new(self.is_polled).map_err(Stop::Watch)?;
        let mut scope = self.scope(None);
        loop {
            let settings = plan::settings(self.site, self.output, self.talk);
            match &settings {
                Ok(settings) => scope = self.scope(Some(settings)),
                // Where the settings are wrong, those before say what to watch besides.
                Err(_) => scope.files.extend(config_file::find(&self.site.folder)),
            }
            self.refuse_to_watch_itself(&scope)?;
            // What changes from here on is in the next round, if it is not in this one.
            watcher.look_at(&scope).map_err(Stop::Watch)?;
            tell(self.round(settings, voice)?)?;
            if !watcher.wait() {
                return Err(Stop::WatchEnded);
            }
            voice.begin_round();
        }
    }

    /// Builds once. What is wrong is said, and is no error: it may be mended in the next round.
    fn round(&self, settings: Result<Settings, Stop>, voice: &mut Voice) -> Result<Round, Stop> {
        match settings.and_then(|settings| self.build(settings, voice)) {
            Err(Stop::ClosedPipe) => Err(Stop::ClosedPipe),
            Ok(round) => Ok(round),
            Err(stop) => {
                voice.stop(&stop);
                Ok(Round { findings: findings::of_stop(&stop), ..Round::default() })
            }
        }
    }

    fn build(&self, settings: Settings, voice: &mut Voice) -> Result<Round, Stop> {
        voice.adopt_settings(&settings);
        let plan = Plan::new(self.site, settings)?;
        let effort = if self.is_preview { Effort::Preview } else { Effort::Retell };
        let mut built = plan.run(self.site, effort, site::build)?;
        let remarks = Remarks::of(&mut built);
        let place = if self.is_preview { "the preview".to_owned() } else { plan.output.display().to_string() };
        let is_current = !built.is_kept && (built.refused.is_empty() || !plan.settings.strict.value);
        build::report(&built, &remarks, &plan, &place, is_current, voice)?;
        Ok(Round {
            has_changed: built.written + built.removed > 0,
            is_current,
            base: Some(plan.base()),
            findings: findings::of(&remarks, &plan.settings.verdicts()),
        })
    }

    /// What is watched.
    fn scope(&self, settings: Option<&Settings>) -> Scope {
        let folder = self.site.folder.clone();
        let Some(settings) = settings else {
            return Scope { folders: vec![folder], ..Scope::default() };
        };
        let output = settings.output.value.clone().unwrap_or_else(|| folder.join(plan::OUTPUT));
        let looks = settings.looks().chain(settings.theme.value.as_deref()).map(Path::to_owned);
        let (mut folders, mut files): (Vec<_>, Vec<_>) = looks.partition(|path| path.is_dir());
        folders.push(folder);
        files.extend(settings.file.clone());
        Scope { folders, files, outputs: vec![output] }
    }

    /// A site around its sources would be changed by each build, and build again.
    fn refuse_to_watch_itself(&self, scope: &Scope) -> Result<(), Stop> {
        let Ok(folder) = fs::canonicalize(&self.site.folder) else { return Ok(()) };
        let holds = |output: &&PathBuf| fs::canonicalize(output).is_ok_and(|output| folder.starts_with(output));
        match scope.outputs.iter().find(holds) {
            Some(output) => Err(Stop::WatchesOutput { folder: self.site.folder.clone(), output: output.clone() }),
            None => Ok(()),
        }
    }
}
