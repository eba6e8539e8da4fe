//! One release on its way into a site: read, judged, and published in the formats that nothing else of the site changes.

use super::config::Config;
use super::embargo::{self, Hold};
use super::manifest::{self, Digest, File, Manifest};
use super::place;
use super::sources::{self, Found};
use super::tree::{Aside, Tree};
use super::{Failure, Site};
use crate::diagnostic::{Diagnostics, codes};
use crate::error::Error;
use crate::parse::{Origins, Parsed, parse};
use crate::pictures::Pictures;
use crate::pipeline::OutputFormat;
use crate::prepare::{Briefing, Prepared};
use crate::source::Source;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A release that may be seen.
pub(super) struct Entry {
    /// Its name; the text is not kept, since there may be many thousands.
    pub(super) source: Source,
    /// The model, without where its parts are in the text and what is said of them.
    pub(super) parsed: Parsed,
    pub(super) briefing: Briefing,
    pub(super) digest: Digest,
    pub(super) key: Digest,
    pub(super) embargo: Option<Timestamp>,
    /// The addresses of the pictures that it shows, or would if they were there.
    pub(super) shown: Vec<String>,
    pub(super) files: Vec<Made>,
    /// What it shows, where a shard is built, whose index draws its page.
    pub(super) pictures: Pictures,
}

impl Entry {
    /// What a manifest says of it, where its page is at `address` and its files are at these paths.
    pub(super) fn listed(&self, address: String, files: BTreeMap<String, String>) -> manifest::Release {
        let pictures = self.shown.clone();
        manifest::Release { source: self.digest, address, key: self.key, embargo: self.embargo, pictures, files }
    }
}

/// A file of a release in one format.
pub(super) struct Made {
    pub(super) format: OutputFormat,
    pub(super) content: Content,
}

/// What a file holds.
pub(super) enum Content {
    New(Aside),
    /// What stands at a path of the tree that is there.
    Kept(String, File),
    /// What a shard has in a file.
    OfShard(PathBuf, File),
}

/// What became of a release.
pub(super) struct Outcome {
    pub(super) name: String,
    pub(super) entry: Option<Box<Entry>>,
    /// Whether it is held back, and until when, as printed.
    pub(super) is_held: bool,
    pub(super) until: Option<String>,
    pub(super) diagnostics: Vec<Diagnostics>,
    pub(super) failure: Option<Failure>,
}

impl Outcome {
    pub(super) fn is_refused(&self) -> bool {
        self.entry.is_none() && !self.is_held
    }

    fn refused(name: &str, diagnostics: Vec<Diagnostics>, failure: Option<Failure>) -> Self {
        Outcome { name: name.to_owned(), entry: None, is_held: false, until: None, diagnostics, failure }
    }
}

/// What is said of a release that is held back: what keeps it longer than it may be meant.
const OF_EMBARGOES: [&str; 5] = [
    codes::FIELD_INVALID,
    codes::EMBARGO_END,
    codes::EMBARGO_AND_IMMEDIATE,
    codes::STRAY_EMBARGO,
    codes::AMBIGUOUS_DATE,
];

/// The folder that a release lies in, with what it shows.
pub(super) fn around(site: &Site<'_>, name: &str) -> PathBuf {
    let path = site.folder.join(name);
    path.parent().unwrap_or(site.folder).to_owned()
}

/// A release that was read and may be seen.
pub(super) struct Judged {
    source: Source,
    parsed: Parsed,
    briefing: Briefing,
    digest: Digest,
    key: Digest,
    embargo: Option<Timestamp>,
    pictures: Pictures,
    said: Diagnostics,
}

impl Judged {
    /// The address that its page will have.
    pub(super) fn address(&self, config: &Config) -> String {
        place::address(config, &self.parsed.release, &self.briefing, self.source.name())
    }

    /// Its file.
    pub(super) fn name(&self) -> &str {
        self.source.name()
    }
}

/// A release that may be seen, or what became of it where it may not.
pub(super) type Judgement = Result<Box<Judged>, Box<Outcome>>;

/// What takes releases as far as they go without the others.
#[derive(Clone, Copy)]
pub(super) struct Work<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) found: &'a Found,
    /// What the tree that is there was made from.
    pub(super) before: &'a Manifest,
    pub(super) made: Digest,
    pub(super) tree: &'a Tree,
    /// Whether a shard is built, whose index needs the pictures.
    pub(super) is_shard: bool,
}

impl Work<'_> {
    /// Judges one release and publishes it.
    pub(super) fn make(&self, name: &str) -> Result<Outcome, Error> {
        self.publish(self.judge(name, self.read(name)))
    }

    pub(super) fn read(&self, name: &str) -> Result<Source, Error> {
        self.found.refuse_other_settings(self.site, name)?;
        sources::read(self.site.folder, name)
    }

    /// Whether a release may be seen.
    pub(super) fn judge(&self, name: &str, read: Result<Source, Error>) -> Judgement {
        let site = self.site;
        let source = read.map_err(|error| self.unread(name, error))?;
        let parsed = parse(&source, site.reading);
        let hold = embargo::of(&parsed.release);
        if hold.holds(site.now) {
            let until = embargo::printed_end(&parsed.release);
            let mut items = [parsed.diagnostics.as_slice(), &site.editor.concerns(&source, &parsed)].concat();
            items.retain(|said| OF_EMBARGOES.contains(&said.code));
            let said = Diagnostics { source, items };
            // What a site that is strict does not accept keeps it from being written, though nobody would see the release.
            let is_held = site.editor.accepts(&said);
            let said = if said.items.is_empty() { Vec::new() } else { vec![said] };
            return Err(Box::new(Outcome { is_held, until, ..Outcome::refused(name, said, None) }));
        }
        let (pictures, unread) = Pictures::beside(&around(site, name), &parsed.release);
        let Prepared { briefing, diagnostics } = site.publisher.prepare(&parsed, &pictures);
        let items = [&parsed.diagnostics, &site.editor.concerns(&source, &parsed), &unread, &diagnostics];
        let said = Diagnostics { source: source.clone(), items: items.map(Vec::as_slice).concat() };
        if !site.editor.accepts(&said) {
            return Err(Box::new(Outcome::refused(name, vec![said], None)));
        }
        let digest = Digest::of([source.bytes()]);
        let key = manifest::key(self.made, digest, &pictures);
        // The briefing has them too.
        let pictures = if self.is_shard { pictures } else { Pictures::default() };
        let embargo = match hold {
            Hold::Until(end) => Some(end),
            Hold::None | Hold::Open => None,
        };
        Ok(Box::new(Judged { source, parsed, briefing, digest, key, embargo, pictures, said }))
    }

    /// What is wrong with all files of a folder is said of the first one.
    fn unread(&self, name: &str, error: Error) -> Box<Outcome> {
        let is_said = matches!(error, Error::OtherSettings { .. }) && !self.found.is_first_below_settings(name);
        let failure = (!is_said).then_some(Failure { source: None, error });
        Box::new(Outcome::refused(name, Vec::new(), failure))
    }

    /// Publishes a release that may be seen.
    pub(super) fn publish(&self, judgement: Judgement) -> Result<Outcome, Error> {
        let outcome = judgement.map_or_else(|outcome| Ok(*outcome), |judged| self.published(*judged));
        self.site.progress.step();
        outcome
    }

    /// Publishes a release in the formats that nothing else of the site changes. Files are kept where the tree has them
    /// from the same source.
    fn published(&self, judged: Judged) -> Result<Outcome, Error> {
        let Work { site, before, tree, .. } = self;
        let Judged { source, parsed, briefing, digest, key, embargo, pictures, said } = judged;
        let name = source.name();
        let mut diagnostics = vec![said];
        let mut files = Vec::new();
        for &format in &site.config.formats {
            let kept = before.file(name, key, format).filter(|(path, file)| !site.anew && tree.has(path, *file));
            let content = match kept {
                Some((path, file)) => Content::Kept(path.to_owned(), file),
                None => match site.publisher.publish_briefing(&source, &parsed, &briefing, format) {
                    Ok(published) => {
                        diagnostics.extend(published.diagnostics);
                        Content::New(tree.set_aside(&published.bytes)?)
                    }
                    Err(error) => {
                        let name = name.to_owned();
                        let failure = Failure { source: Some(source), error };
                        return Ok(Outcome::refused(&name, diagnostics, Some(failure)));
                    }
                },
            };
            files.push(Made { format, content });
        }
        let shown = Pictures::shown(&parsed.release).into_iter().map(str::to_owned).collect();
        let source = Source::new(name, "");
        let parsed = Parsed { diagnostics: Vec::new(), origins: Origins::default(), ..parsed };
        diagnostics.retain(|found| !found.items.is_empty());
        let refused = Outcome::refused(source.name(), diagnostics, None);
        let entry = Entry { source, briefing, parsed, digest, key, embargo, shown, files, pictures };
        Ok(Outcome { entry: Some(Box::new(entry)), ..refused })
    }
}
