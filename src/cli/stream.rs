//! `chancery stream`: releases as JSON Lines in, their outputs as JSON Lines out.
//!
//! One thread reads, all others publish, and the main one writes in the order of the lines. A line is read only when one of
//! the last has been written, so that memory does not grow with what flows through.

use super::arguments::{LookFlags, PublishingFlags, ReadingFlags, TalkFlags, output_format};
use super::settings::{self, Flags, Settings};
use super::sources::Input;
use super::stdout;
use super::stop::Stop;
use super::verdicts::{self, Verdicts};
use super::{Exit, STACK};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chancery::report::{self, Style};
use chancery::{Diagnostics, Error, OutputFormat, Publisher, Source, input, parse};
use clap::Args;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, Read, stdin};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Publishes releases that come as JSON Lines
///
/// Each line of stdin is an object with the members `text`, or `base64` for a Word document; `id`, which is given back;
/// `name`, the name of the file that it would be, such as `tides.md`; and `set`, an object of what the text does not say. For each of
/// them, in their order, a line is written: an object with `id`, `outputs` (`md`, `html` and `json` as text, `pdf` in Base64) and
/// `diagnostics`. A line that cannot be published has `error` instead of outputs, and the others are done.
///
/// This is the form of Spark's pipe, Hadoop streaming, Beam and Ray: docs/scale.md shows them.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Stream {
    /// How many processors to work on; all of them without it
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// The formats of each release, with commas between; all of them without it
    #[arg(long, short, value_name = "FORMAT", value_delimiter = ',', value_parser = output_format(), help_heading = "Publishing")]
    format: Vec<OutputFormat>,
    #[command(flatten)]
    look: LookFlags,
    #[command(flatten)]
    reading: ReadingFlags,
}

const EXAMPLES: &str = "\
Example:
  $ echo '{\"id\":1,\"name\":\"tides.txt\",\"text\":\"Ministry of Tides\\n\\nOn the harbour\\n\\n1. It is open.\"}' | chancery stream -f md
  {\"id\":1,\"outputs\":{\"md\":\"---\\ntitle: …\"},\"diagnostics\":[…]}

Exit status:
  0  done; there may have been warnings
  1  a line could not be published
  2  could not run: the command is wrong, or stdin cannot be read";

/// A line with a release of the largest size in Base64, and the rest of its object.
const LONGEST_LINE: u64 = input::LIMIT / 3 * 4 + 1024 * 1024;

/// So many lines for each thread are on their way at once: one that takes long holds up the others that late.
const WINDOW: usize = 4;

/// A line of stdin.
#[derive(Deserialize)]
struct Record<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    name: Option<String>,
    text: Option<String>,
    base64: Option<String>,
    #[serde(default)]
    set: BTreeMap<String, String>,
}

/// Publishes records.
struct Desk {
    settings: Settings,
    publisher: Publisher,
    formats: Vec<OutputFormat>,
    verdicts: Verdicts,
}

/// A line of stdin that is not empty.
struct Line {
    /// Among those that are answered, from 0.
    number: usize,
    /// Among all lines, from 1.
    printed: usize,
    text: Vec<u8>,
}

/// A line to write, and whether it tells of a release that was published.
type Answer = (Vec<u8>, bool);

pub(crate) fn run(stream: Stream, talk: TalkFlags) -> Result<Exit, Stop> {
    let publishing = PublishingFlags { format: stream.format, output: None, look: stream.look };
    let flags = Flags { talk, reading: stream.reading, publishing };
    let settings = settings::of_input(&Input::Stdin, &flags)?;
    let formats = match settings.format.value.as_slice() {
        [] => OutputFormat::ALL.to_vec(),
        formats => formats.to_vec(),
    };
    let theme = settings.theme(&formats.iter().copied().collect())?;
    let publisher = Publisher::new(theme, settings.fonts()?, settings.profile.value, settings.date.value);
    let verdicts = settings.verdicts();
    let threads = stream.jobs.map(usize::from).or(thread::available_parallelism().ok().map(usize::from)).unwrap_or(1);
    flow(Arc::new(Desk { settings, publisher, formats, verdicts }), threads)
}

/// Lets lines flow from stdin to stdout. The threads are left behind where nobody reads what is written.
fn flow(desk: Arc<Desk>, threads: usize) -> Result<Exit, Stop> {
    let (permit, permits) = mpsc::channel();
    (0..threads * WINDOW).for_each(|_| _ = permit.send(()));
    let (lines, work) = mpsc::channel();
    let (answer, answers) = mpsc::channel::<(usize, Answer)>();
    let reader = thread::spawn(move || {
        let mut stdin = stdin().lock();
        let mut printed = 0;
        for number in 0.. {
            if permits.recv().is_err() {
                break;
            }
            let Some(text) = read_line(&mut stdin, &mut printed)? else { break };
            if lines.send(Line { number, printed, text }).is_err() {
                break;
            }
        }
        Ok(())
    });
    let work = Arc::new(Mutex::new(work));
    for _ in 0..threads {
        let (desk, work, answer) = (Arc::clone(&desk), Arc::clone(&work), answer.clone());
        let publish = move || {
            while let Some(line) = next(&work) {
                let answered = desk.answer(&line);
                if answer.send((line.number, answered)).is_err() {
                    break;
                }
            }
        };
        thread::Builder::new().stack_size(STACK).spawn(publish).map_err(Stop::Stdin)?;
    }
    drop(answer);
    let mut exit = Exit::Done;
    let (mut waiting, mut number) = (BTreeMap::new(), 0);
    for (found, answered) in answers {
        waiting.insert(found, answered);
        while let Some((line, is_published)) = waiting.remove(&number) {
            stdout::write(&line)?;
            exit = exit.max(if is_published { Exit::Done } else { Exit::Faulty });
            _ = permit.send(());
            number += 1;
        }
    }
    match reader.join() {
        Ok(Err(error)) => Err(Stop::Stdin(error)),
        _ => Ok(exit),
    }
}

/// The next line to publish.
fn next(work: &Mutex<Receiver<Line>>) -> Option<Line> {
    work.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// The next line that is not empty; of one that is too long its beginning, which is no JSON. `printed` counts all lines.
fn read_line(stdin: &mut impl BufRead, printed: &mut usize) -> std::io::Result<Option<Vec<u8>>> {
    loop {
        *printed += 1;
        let mut line = Vec::new();
        let read = stdin.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        if read as u64 == LONGEST_LINE && !line.ends_with(b"\n") {
            skip_line(stdin)?;
        }
        if !line.trim_ascii().is_empty() {
            return Ok(Some(line));
        }
    }
}

fn skip_line(stdin: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let there = stdin.fill_buf()?;
        let end = there.iter().position(|byte| *byte == b'\n');
        let length = end.map_or(there.len(), |end| end + 1);
        stdin.consume(length);
        if end.is_some() || length == 0 {
            return Ok(());
        }
    }
}

impl Desk {
    fn answer(&self, line: &Line) -> Answer {
        let record: Result<Record<'_>, _> = serde_json::from_slice(&line.text);
        let (id, published) = match record {
            Ok(record) => {
                let id = record.id.and_then(|id| serde_json::from_str(id.get()).ok()).unwrap_or(Value::Null);
                (id, self.publish(record))
            }
            Err(error) => (Value::Null, Err(json!({ "message": format!("line {}: {error}", line.printed) }))),
        };
        let mut object = Map::new();
        object.insert("id".to_owned(), id);
        let is_published = published.is_ok();
        match published {
            Ok(members) => object.extend(members),
            Err(error) => _ = object.insert("error".to_owned(), error),
        }
        let mut line = Value::Object(object).to_string().into_bytes();
        line.push(b'\n');
        (line, is_published)
    }

    /// The outputs of a record and what there is to say of it, or why there are none.
    fn publish(&self, record: Record<'_>) -> Result<Map<String, Value>, Value> {
        let failed = |message: &str| json!({ "message": message });
        let name = record.name.unwrap_or_else(|| "release".to_owned());
        let source = match (record.text, record.base64) {
            (Some(text), None) => Source::decode(&name, text.into_bytes()),
            (None, Some(base64)) => {
                let bytes = STANDARD.decode(base64).map_err(|error| failed(&format!("`base64`: {error}")))?;
                Source::decode(&name, bytes)
            }
            _ => return Err(failed("a line has either `text` or `base64`")),
        };
        let source = source.map_err(|why| told(&Error::NotText { name: name.clone(), why }))?;
        if source.bytes().len() as u64 > input::LIMIT {
            return Err(told(&Error::TooLarge { name, limit: input::LIMIT }));
        }
        let mut options = self.settings.parse_options().map_err(|stop| failed(&stop.to_string()))?;
        for (key, value) in &record.set {
            options.settings.set(key, value).map_err(|why| failed(&format!("`set`: {why}")))?;
        }
        let parsed = parse(&source, &options);
        let concerns = self.verdicts.concerns(&source, &parsed, self.settings.date.value);
        let items = [parsed.diagnostics.as_slice(), &concerns].concat();
        let mut found = vec![Diagnostics { source: source.clone(), items }];
        let mut outputs = Map::new();
        for &format in &self.formats {
            let published = self.publisher.publish(&source, &parsed, format).map_err(|error| told(&error))?;
            found.extend(published.diagnostics);
            outputs.insert(format.extension().to_owned(), held(published.bytes));
        }
        let (diagnostics, exit) = self.say(found);
        if exit != Exit::Done {
            return Err(json!({ "message": "the release has errors", "diagnostics": diagnostics }));
        }
        let members = [("outputs", Value::Object(outputs)), ("diagnostics", Value::Array(diagnostics))];
        Ok(members.map(|(name, value)| (name.to_owned(), value)).into_iter().collect())
    }

    /// What there is to say, each thing once, and what follows from it.
    fn say(&self, found: Vec<Diagnostics>) -> (Vec<Value>, Exit) {
        let mut lines: Vec<String> = Vec::new();
        let mut exit = Exit::Done;
        for Diagnostics { source, items } in found {
            let judged = self.verdicts.judge(&items);
            exit = exit.max(verdicts::consequence(&judged, self.settings.strict.value));
            let mut drawn = Vec::new();
            // Memory takes all that is written to it.
            _ = report::write(&mut drawn, &source, &judged, Style::Json);
            for line in String::from_utf8_lossy(&drawn).lines() {
                if !lines.iter().any(|known| known == line) {
                    lines.push(line.to_owned());
                }
            }
        }
        (lines.iter().filter_map(|line| serde_json::from_str(line).ok()).collect(), exit)
    }
}

/// Bytes as a string of JSON: text as it is, others in Base64.
fn held(bytes: Vec<u8>) -> Value {
    match String::from_utf8(bytes) {
        Ok(text) if !text.starts_with("%PDF-") => Value::String(text),
        Ok(text) => Value::String(STANDARD.encode(text)),
        Err(error) => Value::String(STANDARD.encode(error.as_bytes())),
    }
}

fn told(error: &Error) -> Value {
    let mut drawn = Vec::new();
    _ = report::write_error(&mut drawn, error, None, Style::Json);
    serde_json::from_slice(&drawn).unwrap_or_else(|_| json!({ "message": error.to_string() }))
}
