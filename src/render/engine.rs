//! Tera with the templates of one format, and its errors as ours.

use super::filters;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::error::Error;
use crate::prepare::Briefing;
use crate::source::{Source, Span};
use crate::theme::{Target, Theme};
use std::cell::Cell;
use std::collections::BTreeMap;
use tera::{Context, ErrorKind, EscapeFn, Kwargs, State, Tera, TeraResult};

/// The templates of one format, parsed.
#[derive(Debug)]
pub(super) struct Engine {
    tera: Tera,
    /// The template to render.
    main: String,
    /// What was parsed, to say where an error is.
    sources: BTreeMap<String, Source>,
}

impl Engine {
    /// The engine for `target`; `filters` adds the ones that this format alone has.
    pub(super) fn new(
        theme: &Theme,
        target: Target,
        escape: EscapeFn,
        filters: impl FnOnce(&mut Tera),
    ) -> Result<Self, Error> {
        let mut tera = Tera::default();
        tera.autoescape_on([""]);
        tera.set_escape_fn(escape);
        filters::register(&mut tera);
        tera.register_function("range", range);
        let pictures = theme.pictures().clone();
        tera.register_function("picture", move |values: Kwargs, _: &State| {
            Ok(pictures.get(&values.must_get::<String>("name")?).cloned())
        });
        filters(&mut tera);
        let main = theme.template(target);
        let mut sources: BTreeMap<String, Source> = theme.partials(target).into_iter().collect();
        let is_main = |(name, source): (&String, &Source)| (source.name() == main.name()).then(|| name.clone());
        let name = sources.iter().find_map(is_main).unwrap_or_else(|| main.name().to_owned());
        sources.insert(name.clone(), main);
        let added = tera.add_raw_templates(sources.iter().map(|(name, source)| (name, source.text())));
        let engine = Engine { tera, main: name, sources };
        match added {
            Ok(()) => Ok(engine),
            Err(error) => Err(engine.place(&error)),
        }
    }

    /// Renders `briefing`, with what a format adds to it.
    pub(super) fn render(&self, briefing: &Briefing, more: impl FnOnce(&mut Context)) -> Result<String, Error> {
        let mut context = Context::from_serialize(briefing).expect("a briefing has only string keys");
        more(&mut context);
        self.render_other(&self.main, &context)
    }

    /// Renders another template than the main one.
    pub(super) fn render_other(&self, name: &str, context: &Context) -> Result<String, Error> {
        LEFT_TO_COUNT.set(MOST_COUNTED);
        self.tera.render(name, context).map_err(|error| self.place(&error))
    }

    /// An error of Tera with its place in our sources.
    fn place(&self, error: &tera::Error) -> Error {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let range = &report.span().range;
                self.at(report.filename(), Span::new(range.start, range.end.max(range.start)), report.message())
            }
            _ => self.read_report(&error.to_string()),
        }
    }

    fn at(&self, name: &str, span: Span, message: &str) -> Error {
        let source =
            self.sources.get(name).or_else(|| self.sources.get(&self.main)).expect("the main template is there");
        Error::Template(Box::new(Diagnostics { source: source.clone(), items: vec![diagnostic(span, message)] }))
    }

    /// Reads the place out of a message: Tera reports unknown filters and components of a set of templates as text only,
    /// `error: Unknown filter …`, and on the next line ` --> blocks.html:3:7`.
    fn read_report(&self, report: &str) -> Error {
        let line = |prefix: &str| report.lines().find_map(|line| line.trim_start().strip_prefix(prefix));
        let message = line("error: ").unwrap_or_else(|| report.lines().next().unwrap_or_default());
        let place = line("--> ").and_then(|place| {
            let (rest, column) = place.rsplit_once(':')?;
            let (name, line) = rest.rsplit_once(':')?;
            let source = self.sources.get(name)?;
            Some((name, byte_at(source.text(), line.parse().ok()?, column.parse().ok()?)))
        });
        let (name, byte) = place.unwrap_or((&self.main, 0));
        self.at(name, Span::at(byte), message)
    }
}

/// How many numbers `range` gives in one rendering, all calls together: a loop in a loop must end.
const MOST_COUNTED: usize = 10_000;

thread_local! {
    /// What is left of them. A template is rendered from its start to its end on one thread, and an engine is used on
    /// many at once.
    static LEFT_TO_COUNT: Cell<usize> = const { Cell::new(MOST_COUNTED) };
}

/// `range(end=3)`: 0, 1, 2; also from `start` and in steps of `step_by`.
fn range(values: Kwargs, _: &State) -> TeraResult<Vec<i64>> {
    let start = values.get::<i64>("start")?.unwrap_or_default();
    let end = values.must_get::<i64>("end")?;
    let step = values.get::<i64>("step_by")?.unwrap_or(1);
    let step = usize::try_from(step).ok().filter(|&step| step > 0);
    let step = step.ok_or_else(|| tera::Error::message("`step_by` of `range` is not above 0"))?;
    let numbers: Vec<i64> = (start..end).step_by(step).take(MOST_COUNTED + 1).collect();
    let left = LEFT_TO_COUNT.get().checked_sub(numbers.len());
    let left =
        left.ok_or_else(|| tera::Error::message(format!("`range` has given more than {MOST_COUNTED} numbers")))?;
    LEFT_TO_COUNT.set(left);
    Ok(numbers)
}

/// The byte at a line and column, both counted from 1.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    text[start..].char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(at, _)| start + at)
}

/// What Tera says, in the manner of all our messages: what is there instead goes into the hint.
fn diagnostic(span: Span, message: &str) -> Diagnostic {
    match message.split_once(". ") {
        Some((message, hint)) => {
            Diagnostic::error(codes::TEMPLATE, span, in_our_words(message)).with_hint(in_our_words(hint))
        }
        None => Diagnostic::error(codes::TEMPLATE, span, in_our_words(message)),
    }
}

/// Messages in the manner of all of ours: lower case, no full stop.
fn in_our_words(message: &str) -> String {
    let mut letters = message.trim_end_matches('.').chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}
