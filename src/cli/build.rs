//! `chancery build`: a folder of releases to a site.

use super::Exit;
use super::arguments::TalkFlags;
use super::glyphs;
use super::plan::{self, Effort, Plan, SiteFlags};
use super::stdout;
use super::stop::Stop;
use super::voice::Voice;
use chancery::Diagnostics;
use chancery::site::{self, Built, Failure, Shard};
use clap::Args;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Publishes a folder of releases as a site
///
/// Every release below the folder becomes a page with its other formats beside it, and the site has lists of them by
/// year, month, issuer, kind and language, a search, feeds, and a sitemap. It needs no server of its own, and a script for the search alone. A second
/// run writes only what has changed, and the new site takes the place of the old one in one step.
///
/// A release that has errors is reported, and the others are published. One that is under embargo at the moment is in
/// no file of the site. Files and folders whose names begin with `.` or `_` are passed over.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Build {
    /// Make every file anew, as after the fonts of the system have changed
    #[arg(long)]
    anew: bool,
    /// Build one part of the releases, the K-th of N, for `chancery index` to make a site of all parts
    ///
    /// It goes to `shards/K-of-N` in DIR without --output. Each release is in one part, by the name of its file, so that
    /// machines need not speak with each other. All of them must be given the same --now.
    #[arg(long, value_name = "K/N", requires = "now")]
    shard: Option<Shard>,
    /// The folder of the site, made if absent; `public` in DIR without it
    ///
    /// Files in it that no build has made stay where they are. A folder for a site is made beside it meanwhile.
    #[arg(long, short, value_name = "DIR", help_heading = "Publishing")]
    output: Option<PathBuf>,
    #[command(flatten)]
    site: SiteFlags,
}

const EXAMPLES: &str = "\
Examples:
  Begin a site and build it into public/:
    chancery init press && chancery build press

  From one folder to another, with nothing but the pages and PDFs:
    chancery build releases -o /srv/press -f html,pdf

  As it will be when an embargo has ended:
    chancery build --now 2031-03-03T09:00:00Z -o preview

  On eight machines with a shared folder, and then on one:
    chancery build releases --shard 3/8 --now 2031-03-03T09:00:00Z
    chancery index releases/shards/*-of-8 --folder releases

The site is described by the table [site] of chancery.toml: title, url (without it there are no feeds and no sitemap),
language, address (such as \"/{year}/{month}/{slug}/\"), slug (own or latin) and page-size.
A release whose address has changed leaves a page at the old one; moved.toml in DIR lists them: keep it.
Sections [[target]] (kind, output, title, weight) write the releases for Hugo, Zola, MkDocs, Zensical, Docusaurus, mdBook or
Jekyll, too; with -o they are left alone.

Exit status:
  0  done; there may have been warnings
  1  a release has errors, also by --deny, or warnings under --strict, with which nothing is written
  2  could not run: a file cannot be read or written, two releases have one address, or the command is wrong";

/// Where shards go that nobody has said a place for.
const SHARDS: &str = "shards";

pub(crate) fn run(build: Build, talk: TalkFlags, voice: &mut Voice) -> Result<Exit, Stop> {
    // Where a shard goes says nothing of where the site is, which is no release.
    let (output, of_shard) = if build.shard.is_some() { (None, build.output) } else { (build.output, None) };
    let settings = plan::settings(&build.site, output.as_deref(), &talk)?;
    voice.adopt_settings(&settings);
    let mut plan = Plan::new(&build.site, settings)?;
    if let Some(shard) = build.shard {
        let own = || build.site.folder.join(SHARDS).join(format!("{}-of-{}", shard.number(), shard.of()));
        plan.move_to(of_shard.unwrap_or_else(own))?;
    }
    let effort = if build.anew { Effort::Anew } else { Effort::Changes };
    let mut built = plan.run(&build.site, effort, |site| match build.shard {
        Some(shard) => site::build_shard(site, shard),
        None => site::build(site),
    })?;
    let remarks = Remarks::of(&mut built);
    // A shard is written all the same, and tells the index what it has refused.
    let is_written = built.refused.is_empty() || !plan.settings.strict.value || build.shard.is_some();
    report(&built, &remarks, &plan, &plan.output.display().to_string(), is_written, voice)
}

/// What there is to say of the releases of a build.
pub(crate) struct Remarks {
    /// With their places.
    pub(crate) found: Vec<Diagnostics>,
    /// What keeps releases from being published.
    pub(crate) failures: Vec<Stop>,
}

impl Remarks {
    pub(crate) fn of(built: &mut Built) -> Self {
        let mut remarks = Remarks { found: std::mem::take(&mut built.diagnostics), failures: Vec::new() };
        for Failure { source, error } in std::mem::take(&mut built.failures) {
            match source.and_then(|source| glyphs::missing(&error, &source)) {
                Some(found) => remarks.found.push(found),
                None => remarks.failures.push(error.into()),
            }
        }
        remarks
    }
}

/// Says what there is to say of a build into `place`.
pub(crate) fn report(
    built: &Built,
    remarks: &Remarks,
    plan: &Plan,
    place: &str,
    is_written: bool,
    voice: &mut Voice,
) -> Result<Exit, Stop> {
    let strict = plan.settings.strict.value;
    let said = remarks.found.iter().map(|found| voice.say(found, strict));
    let exit = said.fold(Exit::Done, Exit::max);
    remarks.failures.iter().for_each(|failure| voice.stop(failure));
    if !plan.settings.quiet.value {
        stdout::write(summary(built, place, is_written).as_bytes())?;
    }
    Ok(if built.refused.is_empty() { exit } else { exit.max(Exit::Faulty) })
}

fn changes(written: usize, removed: usize) -> String {
    match (written, removed) {
        (0, 0) => "nothing has changed".to_owned(),
        (written, 0) => format!("{written} files written"),
        (written, removed) => format!("{written} files written, {removed} removed"),
    }
}

/// What a person wants to know afterwards.
fn summary(built: &Built, place: &str, is_written: bool) -> String {
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
    let own = changes(built.written, built.removed);
    _ = writeln!(text, "{} {releases} in {place}: {own}", built.published);
    for (output, written, removed) in &built.targets {
        _ = writeln!(text, "target {}: {}", output.display(), changes(*written, *removed));
    }
    text
}
