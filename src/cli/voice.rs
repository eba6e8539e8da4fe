//! What is said on stderr, and how grave it was.

use super::Exit;
use super::arguments::{Colour, DiagnosticsStyle, TalkFlags};
use super::settings::Settings;
use super::stop::Stop;
use super::verdicts::{self, Verdicts};
use anstream::{AutoStream, ColorChoice};
use chancery::report::{self, Style};
use chancery::{Diagnostic, Diagnostics, Severity, Span};
use std::collections::HashSet;
use std::error::Error;
use std::io::{BufWriter, Stderr, Write, stderr};

/// Speaks on stderr.
pub(crate) struct Voice {
    style: DiagnosticsStyle,
    colour: ColorChoice,
    quiet: bool,
    verdicts: Verdicts,
    /// What was said about sources that many releases share, such as style sheets: it is said once a run.
    said: HashSet<Said>,
    /// What was said in the round before: a build that follows a build says what is new, and errors.
    said_before: HashSet<Said>,
}

/// What makes two diagnostics the same: source, place, code and message.
type Said = (String, Option<Span>, &'static str, String);

impl Voice {
    /// A voice as the command line wants it.
    pub(crate) fn from_flags(flags: &TalkFlags) -> Self {
        let mut voice = Voice {
            style: DiagnosticsStyle::default(),
            colour: ColorChoice::Never,
            quiet: false,
            verdicts: Verdicts::default(),
            said: HashSet::new(),
            said_before: HashSet::new(),
        };
        voice.adopt(
            flags.diagnostics.unwrap_or_default(),
            flags.color.unwrap_or_default(),
            flags.quiet.unwrap_or_default(),
        );
        voice
    }

    fn adopt(&mut self, style: DiagnosticsStyle, colour: Colour, quiet: bool) {
        self.style = style;
        self.quiet = quiet;
        self.colour = match colour {
            Colour::Always => ColorChoice::AlwaysAnsi,
            Colour::Never => ColorChoice::Never,
            Colour::Auto => AutoStream::choice(&stderr()),
        };
    }

    /// Speaks as the settings of the input at hand want it.
    pub(crate) fn adopt_settings(&mut self, settings: &Settings) {
        self.adopt(settings.diagnostics.value, settings.color.value, settings.quiet.value);
        self.verdicts = settings.verdicts();
    }

    /// Says what there is to say about one source, each thing once, and returns what follows from it.
    pub(crate) fn say(&mut self, found: &Diagnostics, strict: bool) -> Exit {
        let name = found.source.name();
        let judged = self.verdicts.judge(&found.items);
        let exit = verdicts::consequence(&judged, strict);
        let new = |item: &Diagnostic| {
            let said = (name.to_owned(), item.span, item.code, item.message.clone());
            let is_known = item.severity < Severity::Error && self.said_before.contains(&said);
            self.said.insert(said) && !is_known
        };
        let mut items: Vec<Diagnostic> = judged.into_iter().filter(new).collect();
        items.retain(|item| {
            !self.quiet || item.severity == Severity::Error || (strict && item.severity == Severity::Warning)
        });
        self.speak(|out, style| report::write(out, &found.source, &items, style));
        exit
    }

    /// Begins another build: what is still so is not said again, but for errors.
    pub(crate) fn begin_round(&mut self) {
        self.said_before = std::mem::take(&mut self.said);
    }

    /// Says what stopped the run.
    pub(crate) fn stop(&mut self, stop: &Stop) {
        match stop.places() {
            Some(found) => drop(self.say(found, false)),
            None => self.error(stop, stop.hint().as_deref()),
        }
    }

    fn error(&self, error: &dyn Error, hint: Option<&str>) {
        self.speak(|out, style| report::write_error(out, error, hint, style));
    }

    fn speak(&self, draw: impl FnOnce(&mut BufWriter<AutoStream<Stderr>>, Style) -> std::io::Result<()>) {
        let style = match self.style {
            DiagnosticsStyle::Human => Style::Human { colour: self.colour != ColorChoice::Never },
            DiagnosticsStyle::Short => Style::Short,
            DiagnosticsStyle::Json => Style::Json,
        };
        let mut out = BufWriter::new(AutoStream::new(stderr(), self.colour));
        // When nobody listens on stderr there is no other way to say so.
        let _ = draw(&mut out, style).and_then(|()| out.flush());
    }
}
