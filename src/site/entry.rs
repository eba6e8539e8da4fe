//! One release on its way into a site: read, judged, and published in the formats that nothing else of the site changes.

use super::embargo::{self, Hold};
use super::manifest::{Digest, File, Manifest};
use super::tree::{Aside, Tree};
use super::{Failure, Site};
use crate::diagnostic::{Diagnostics, codes};
use crate::error::Error;
use crate::parse::{Origins, Parsed, parse};
use crate::pictures::Pictures;
use crate::pipeline::OutputFormat;
use crate::prepare::Briefing;
use crate::source::Source;
use jiff::Timestamp;
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
    pub(super) files: Vec<Made>,
    /// What it shows, where a shard is built, whose index draws its page.
    pub(super) pictures: Pictures,
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

/// Takes one release as far as it goes without the others. Files are kept where the tree has them from the same source.
pub(super) fn make(
    site: &Site<'_>,
    name: &str,
    read: Result<Source, Error>,
    before: &Manifest,
    made: Digest,
    tree: &Tree,
) -> Result<Outcome, Error> {
    let source = match read {
        Ok(source) => source,
        Err(error) => return Ok(Outcome::refused(name, Vec::new(), Some(Failure { source: None, error }))),
    };
    let parsed = parse(&source, site.reading);
    let hold = embargo::of(&parsed.release);
    if hold.holds(site.now) {
        let until = embargo::printed_end(&parsed.release);
        let mut items = [parsed.diagnostics.as_slice(), &site.editor.concerns(&source, &parsed)].concat();
        items.retain(|said| OF_EMBARGOES.contains(&said.code));
        let said = if items.is_empty() { Vec::new() } else { vec![Diagnostics { source, items }] };
        return Ok(Outcome { is_held: true, until, ..Outcome::refused(name, said, None) });
    }
    let folder = site.folder.join(name);
    let (pictures, unread) = Pictures::beside(folder.parent().unwrap_or(site.folder), &parsed.release);
    let prepared = site.publisher.prepare(&parsed, &pictures);
    let said = [parsed.diagnostics.as_slice(), &site.editor.concerns(&source, &parsed), &unread, &prepared.diagnostics];
    let mut diagnostics = vec![Diagnostics { source: source.clone(), items: said.concat() }];
    if !site.editor.accepts(&diagnostics[0]) {
        return Ok(Outcome::refused(name, diagnostics, None));
    }
    let digest = Digest::of([source.bytes()]);
    let shown: Vec<&[u8]> = pictures.addresses().flat_map(|(name, held)| [name.as_bytes(), held.as_bytes()]).collect();
    let key = Digest::of([made.bytes(), digest.bytes()].into_iter().chain(shown));
    let mut files = Vec::new();
    for &format in &site.config.formats {
        let kept = before.file(name, key, format).filter(|(path, _)| !site.anew && tree.has(path));
        let content = match kept {
            Some((path, file)) => Content::Kept(path.to_owned(), file),
            None => match site.publisher.publish_briefing(&source, &parsed, &prepared.briefing, format) {
                Ok(published) => {
                    diagnostics.extend(published.diagnostics);
                    Content::New(tree.set_aside(&published.bytes)?)
                }
                Err(error) => {
                    let failure = Failure { source: Some(source), error };
                    return Ok(Outcome::refused(name, diagnostics, Some(failure)));
                }
            },
        };
        files.push(Made { format, content });
    }
    let embargo = match hold {
        Hold::Until(end) => Some(end),
        Hold::None | Hold::Open => None,
    };
    let source = Source::new(name, "");
    let parsed = Parsed { diagnostics: Vec::new(), origins: Origins::default(), ..parsed };
    diagnostics.retain(|found| !found.items.is_empty());
    let entry = Entry { source, briefing: prepared.briefing, parsed, digest, key, embargo, files, pictures };
    Ok(Outcome { entry: Some(Box::new(entry)), ..Outcome::refused(name, diagnostics, None) })
}
