//! `chancery build`: a folder of releases to a site.

use super::Exit;
use super::arguments::{LookFlags, PublishingFlags, ReadingFlags, TalkFlags, output_format};
use super::press::{Press, on_processors};
use super::settings::Flags;
use super::stop::Stop;
use super::voice::Voice;
use chancery::OutputFormat;
use chancery::site::{self, Shard, Site};
use clap::Args;
use jiff::Timestamp;
use std::path::PathBuf;

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
    /// Build one part of the releases, the K-th of N, for `chancery index` to make a site of all parts
    ///
    /// It goes to `shards/K-of-N` in DIR without --output. Each release is in one part, by the name of its file, so that
    /// machines need not speak with each other. All of them must be given the same --now.
    #[arg(long, value_name = "K/N", requires = "now")]
    shard: Option<Shard>,
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

  On eight machines with a shared folder, and then on one:
    chancery build releases --shard 3/8 --now 2031-03-03T09:00:00Z
    chancery index releases/shards/*-of-8 --folder releases

The site is described by the table [site] of chancery.toml: title, url (without it there are no feeds and no sitemap),
language, address (such as \"/{year}/{month}/{slug}/\") and page-size.

Exit status:
  0  done; there may have been warnings
  1  a release has errors, also by --deny, or warnings under --strict, with which nothing is written
  2  could not run: a file cannot be read or written, two releases have one address, or the command is wrong";

/// Where shards go that nobody has said a place for.
const SHARDS: &str = "shards";

pub(crate) fn run(build: Build, talk: TalkFlags, voice: &mut Voice) -> Result<Exit, Stop> {
    // Where a shard goes says nothing of where the site is, which is no release.
    let (output, of_shard) = if build.shard.is_some() { (None, build.output) } else { (build.output, None) };
    let publishing = PublishingFlags { format: build.format, output, look: build.look };
    let flags = Flags { talk, reading: build.reading, publishing };
    let mut press = Press::of(&build.folder, &flags)?;
    voice.adopt_settings(&press.settings);
    if let Some(shard) = build.shard {
        let own = || build.folder.join(SHARDS).join(format!("{}-of-{}", shard.number(), shard.of()));
        press.move_to(of_shard.unwrap_or_else(own))?;
    }
    let site = Site { anew: build.anew, ..press.site(build.now.unwrap_or_else(Timestamp::now)) };
    let built = on_processors(build.jobs, || match build.shard {
        Some(shard) => site::build_shard(&site, shard),
        None => site::build(&site),
    })?;
    // A shard is written all the same, and tells the index what it has refused.
    let is_written = built.refused.is_empty() || !site.strict || build.shard.is_some();
    press.report(built, is_written, voice)
}
