//! `chancery render`: releases to files.

use super::Exit;
use super::arguments::{PublishingFlags, ReadingFlags, TalkFlags};
use super::destination::{self, Output, Target};
use super::files;
use super::glyphs;
use super::settings::{self, Flags, Settings};
use super::sources::Input;
use super::stdout;
use super::stop::Stop;
use super::voice::Voice;
use chancery::{Diagnostic, Diagnostics, OutputFormat, Parsed, Pictures, Publisher, Source, parse};
use clap::Args;
use std::ffi::OsString;
use std::rc::Rc;
use std::thread;

/// Publishes releases as Markdown, HTML, PDF or JSON
///
/// All formats of a release are made before any of them is written, and a file is replaced whole or not at all. A
/// release that cannot be read or published is reported, and the others are done.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Render {
    /// The releases: text, Markdown, HTML, Word or JSON; `-` is stdin
    #[arg(required = true)]
    input: Vec<OsString>,
    #[command(flatten)]
    publishing: PublishingFlags,
    #[command(flatten)]
    reading: ReadingFlags,
}

const EXAMPLES: &str = "\
Examples:
  All formats, into a folder:
    chancery render tides.txt -f md,html,pdf,json -o public/

  One file, its format told by its ending:
    chancery render tides.txt -o tides.pdf

  Many releases, each beside its source:
    chancery render releases/*.txt -f html

  From stdin to stdout, for a Hugo site:
    chancery render - -f md -o - --profile hugo < tides.txt

Exit status:
  0  done; there may have been warnings
  1  a release has errors, also by --deny, or warnings under --strict; nothing of it is written
  2  could not run: a file cannot be read or written, or the command is wrong";

/// A release to publish.
struct Job {
    input: Input,
    settings: Rc<Settings>,
    outputs: Vec<Output>,
}

pub(crate) fn run(render: Render, talk: TalkFlags, voice: &mut Voice) -> Result<Exit, Stop> {
    let inputs: Vec<Input> = render.input.into_iter().map(Input::from).collect();
    let flags = Flags { talk, reading: render.reading, publishing: render.publishing };
    let jobs = plan(inputs, &flags)?;
    let mut publishers: Vec<(Rc<Settings>, Publisher)> = Vec::new();
    let mut worst = Exit::Done;
    for job in &jobs {
        voice.adopt_settings(&job.settings);
        let known = publishers.iter().position(|(settings, _)| Rc::ptr_eq(settings, &job.settings));
        let index = match known {
            Some(index) => index,
            None => {
                publishers.push((Rc::clone(&job.settings), publisher(job)?));
                publishers.len() - 1
            }
        };
        let publisher = &publishers[index].1;
        let reading = match known {
            Some(_) => read(job),
            None => read_beside(job, publisher),
        };
        match reading.and_then(|reading| publish(job, &reading, publisher, voice)) {
            Ok(exit) => worst = worst.max(exit),
            Err(Stop::ClosedPipe) => return Ok(worst),
            Err(stop) => {
                voice.stop(&stop);
                worst = Exit::Stopped;
            }
        }
    }
    Ok(worst)
}

/// Decides where everything goes, before anything is read or written.
fn plan(inputs: Vec<Input>, flags: &Flags) -> Result<Vec<Job>, Stop> {
    let all_settings = settings::of_inputs(&inputs, flags)?;
    let count = inputs.len();
    let outputs =
        inputs.iter().zip(&all_settings).map(|(input, settings)| destination::outputs(input, count, settings));
    let outputs: Vec<Vec<Output>> = outputs.collect::<Result<_, _>>()?;
    let looks: Vec<_> = all_settings.iter().flat_map(|settings| settings.looks()).collect();
    destination::check_clashes(&inputs, &outputs, &looks)?;
    let jobs = inputs.into_iter().zip(all_settings).zip(outputs);
    Ok(jobs.map(|((input, settings), outputs)| Job { input, settings, outputs }).collect())
}

fn publisher(job: &Job) -> Result<Publisher, Stop> {
    let settings = &job.settings;
    let formats = job.outputs.iter().map(|output| output.format).collect();
    Ok(Publisher::new(settings.theme(&formats)?, settings.fonts()?, settings.profile.value, settings.date.value))
}

/// A release that was read.
struct Reading {
    source: Source,
    parsed: Parsed,
    pictures: Pictures,
    /// What there is to say of it.
    found: Vec<Diagnostic>,
}

/// Reads a release while another thread makes ready what its formats need: half of the time that a short one takes.
fn read_beside(job: &Job, publisher: &Publisher) -> Result<Reading, Stop> {
    let formats: Vec<OutputFormat> = job.outputs.iter().map(|output| output.format).collect();
    thread::scope(|scope| {
        scope.spawn(move || formats.into_iter().for_each(|format| publisher.make_ready(format)));
        read(job)
    })
}

fn read(job: &Job) -> Result<Reading, Stop> {
    let source = job.input.read()?;
    let parsed = parse(&source, &job.settings.parse_options()?);
    let shows_pictures = |output: &Output| matches!(output.format, OutputFormat::Html | OutputFormat::Pdf);
    let (pictures, unread) = match job.outputs.iter().any(shows_pictures) {
        true => Pictures::beside(&job.input.folder(), &parsed.release),
        false => Default::default(),
    };
    let concerns = job.settings.verdicts().concerns(&source, &parsed, job.settings.date.value);
    let found = [parsed.diagnostics.as_slice(), &concerns, &unread].concat();
    Ok(Reading { source, parsed, pictures, found })
}

fn publish(job: &Job, reading: &Reading, publisher: &Publisher, voice: &mut Voice) -> Result<Exit, Stop> {
    let strict = job.settings.strict.value;
    let Reading { source, parsed, pictures, found } = reading;
    let mut exit = voice.say(&Diagnostics { source: source.clone(), items: found.clone() }, strict);
    let mut finished = Vec::new();
    for output in &job.outputs {
        let published = match publisher.publish_with(source, parsed, pictures, output.format) {
            Ok(published) => published,
            Err(error) => match glyphs::missing(&error, source) {
                Some(found) => return Ok(voice.say(&found, strict)),
                None => return Err(error.into()),
            },
        };
        for found in &published.diagnostics {
            exit = exit.max(voice.say(found, strict));
        }
        finished.push((&output.target, published.bytes));
    }
    if exit == Exit::Done {
        write(&finished)?;
    }
    Ok(exit)
}

/// Writes all outputs of a release: first beside their places, then into them.
fn write(finished: &[(&Target, Vec<u8>)]) -> Result<(), Stop> {
    let mut files = Vec::new();
    for (target, bytes) in finished {
        match target {
            Target::Stdout => stdout::write(bytes)?,
            Target::File(path) => files.push((path.as_path(), bytes.as_slice())),
        }
    }
    files::write_all(files.into_iter())
}
