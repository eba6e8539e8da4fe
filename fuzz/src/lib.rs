//! What holds for every input, checked cheaply enough to try thousands a second.

mod word;

use chancery::parse::{Options, Parsed, parse};
use chancery::prepare::{self, prepare};
use chancery::{
    Error, FontOptions, Fonts, Format, OutputFormat, Profile, Publisher, Release, Source, Span, Theme, lint, render,
};
use std::sync::LazyLock;

/// Reads bytes as `format`: nothing panics, spans lie in the text, the model reads back from its JSON.
pub fn read(bytes: &[u8], format: Format) {
    if let Some(source) = decode(bytes, format) {
        check(&source, &parsed(&source, format));
    }
}

/// Goes the whole way, from bytes to every output, in fonts that are built in: what Markdown and JSON say reads back.
pub fn publish(bytes: &[u8]) {
    static PUBLISHER: LazyLock<Publisher> = LazyLock::new(|| {
        let fonts = Fonts::new(FontOptions { folders: Vec::new(), system: false });
        Publisher::new(Theme::built_in(), fonts, Profile::default(), None)
    });
    // The first byte says which reader, so that one corpus serves all of them.
    let Some((&first, bytes)) = bytes.split_first() else { return };
    let format = FORMATS[usize::from(first) % FORMATS.len()];
    let Some(source) = decode(bytes, format) else { return };
    let parsed = parsed(&source, format);
    check(&source, &parsed);
    for output in OutputFormat::ALL {
        match PUBLISHER.publish(&source, &parsed, output) {
            Ok(_) | Err(Error::MissingGlyphs { .. } | Error::TooManyPages { .. }) => {}
            Err(error) => panic!("{output} is not written: {error}"),
        }
    }
    markdown_reads_back(&parsed.release);
}

/// The formats that are read.
const FORMATS: [Format; 5] = [Format::Text, Format::Markdown, Format::Html, Format::Docx, Format::Json];

fn decode(bytes: &[u8], format: Format) -> Option<Source> {
    let name = match format {
        Format::Markdown => "fuzzed.md",
        Format::Html => "fuzzed.html",
        Format::Docx => return Source::decode("fuzzed.docx", word::document(bytes)?).ok(),
        Format::Json => "fuzzed.json",
        _ => "fuzzed.txt",
    };
    Source::decode(name, bytes.to_vec()).ok()
}

fn parsed(source: &Source, format: Format) -> Parsed {
    parse(source, &Options { from: Some(format), ..Options::default() })
}

fn check(source: &Source, parsed: &Parsed) {
    let in_bounds = |span: Span| assert!(source.text().get(span.range()).is_some(), "{span:?} is no range of the text");
    let said =
        parsed.diagnostics.iter().chain(&lint(source, parsed, None)).filter_map(|said| said.span).collect::<Vec<_>>();
    said.into_iter().for_each(in_bounds);
    parsed.origins.iter().for_each(|(_, span)| in_bounds(span));
    let json = parsed.release.to_json();
    let again = Release::from_json(&json).expect("our JSON is read");
    assert!(again == parsed.release, "JSON reads back as something else");
}

fn markdown_reads_back(release: &Release) {
    let briefing = prepare(release, &prepare::Options::default()).briefing;
    let text = render::markdown(&briefing, &Theme::built_in(), Profile::default()).expect("every release renders");
    let again = parse(&Source::new("again.md", text.as_str()), &Options::default()).release;
    assert!(again.to_json() == release.to_json(), "Markdown reads back as something else:\n{text}");
}
