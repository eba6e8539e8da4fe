//! `chancery index`: the site of all shards.

use super::Exit;
use super::arguments::{LookFlags, ReadingFlags, TalkFlags, output_format};
use super::build::{self, Remarks};
use super::plan::{self, Effort, Plan, SiteFlags};
use super::stdout;
use super::stop::Stop;
use super::voice::Voice;
use chancery::OutputFormat;
use chancery::site::{ShardError, Shards};
use clap::Args;
use std::path::PathBuf;

/// Makes a site of the shards that `build --shard` has built
///
/// The site is byte for byte the one that one `chancery build` makes. The folders of all shards are named, in any order;
/// the releases themselves are not needed. The settings must be those that the shards were built with: chancery.toml, the
/// theme, and the options of the command line.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Index {
    /// The folders of the shards
    #[arg(value_name = "SHARD", required = true)]
    shards: Vec<PathBuf>,
    /// The folder that the shards were built from, of which chancery.toml is read; this one without it
    #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true)]
    folder: PathBuf,
    /// How many processors to work on; all of them without it
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// The formats of each release, with commas between, as they were given to the shards
    #[arg(long, short, value_name = "FORMAT", value_delimiter = ',', value_parser = output_format(), help_heading = "Publishing")]
    format: Vec<OutputFormat>,
    /// The folder of the site, made if absent; `public` in the folder without it
    #[arg(long, short, value_name = "DIR", help_heading = "Publishing")]
    output: Option<PathBuf>,
    #[command(flatten)]
    look: LookFlags,
    #[command(flatten)]
    reading: ReadingFlags,
}

const EXAMPLES: &str = "\
Examples:
  The shards of the folder press, into press/public:
    chancery index press/shards/*-of-8 --folder press

  Shards that were brought together from elsewhere:
    cd press && chancery index ../collected/*/ -o /srv/press

Exit status:
  0  done; there may have been warnings
  1  a release was refused, by its shard, which has said why, or by --strict, with which nothing is written then
  2  could not run: a shard is missing or damaged, or does not belong to the others, or two releases have one address";

pub(crate) fn run(index: Index, talk: TalkFlags, voice: &mut Voice) -> Result<Exit, Stop> {
    let Index { shards, folder, jobs, format, output, look, reading } = index;
    let shards = Shards::open(&shards)?;
    let flags = SiteFlags { folder, now: Some(shards.now()), jobs, format, look, reading };
    let settings = plan::settings(&flags, output.as_deref(), &talk)?;
    voice.adopt_settings(&settings);
    let plan = Plan::new(&flags, settings)?;
    let mut built = plan.run(&flags, Effort::Changes, |site| shards.index(site))?;
    let remarks = Remarks::of(&mut built);
    let refused = shards.refused();
    if refused > 0 && !plan.settings.quiet.value {
        let releases = if refused == 1 { "release" } else { "releases" };
        stdout::write(format!("refused in the shards, which say why: {refused} {releases}\n").as_bytes())?;
    }
    let is_written = !plan.settings.strict.value || (refused == 0 && built.refused.is_empty());
    let exit = build::report(&built, &remarks, &plan, &plan.output.display().to_string(), is_written, voice)?;
    Ok(if refused > 0 { exit.max(Exit::Faulty) } else { exit })
}

/// The way out where shards do not make a site.
pub(super) fn hint(error: &ShardError) -> String {
    let build = "`chancery build --shard`";
    match error {
        ShardError::NoShard { .. } => {
            format!("name the folders that {build} has made; a run that was stopped has made none, so run it again")
        }
        ShardError::Missing { .. } => format!("build them with {build}, and name the folders of all"),
        ShardError::Twice { .. } => {
            "name one of them; two machines that were given one number have left another out".to_owned()
        }
        ShardError::Unlike { .. } => {
            format!("build all shards again, with {build} K/N of one N and one `--now`, of files that stay as they are")
        }
        ShardError::OtherSettings { .. } => {
            "say with `--folder` where its chancery.toml is, and give the options that it was built with".to_owned()
        }
        ShardError::OtherVersion { .. } => "build all shards with one version".to_owned(),
        ShardError::Damaged { .. } => {
            format!(
                "copy the folder of the shard again, with the file `.chancery.json`, or run {build} again with `--anew`"
            )
        }
        ShardError::IntoShard { .. } => "name another folder with `-o`".to_owned(),
    }
}
