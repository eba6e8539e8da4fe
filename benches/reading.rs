//! How fast texts are read, and that it grows with the text and no faster: `cargo bench --bench reading`.
//!
//! The largest is as large as a source may be (64 MB, `chancery::input::LIMIT`): 100 MB is refused before it is read, since
//! the longest treaties with all annexes stay below 20 MB. The third column of figures that divan prints is the median;
//! the throughput below it should be the same in every row of a format.

use chancery::parse::{Options, parse};
use chancery::{Format, Source};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const MEGABYTE: usize = 1024 * 1024;

/// The sizes, in megabytes.
const SIZES: [usize; 3] = [1, 8, 64];

/// The XML of 64 MB of words is more than a source may have.
const SIZES_OF_WORD: [usize; 3] = [1, 8, 32];

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// The sample that is like what a ministry publishes: two pages.
#[divan::bench]
fn a_seed(bencher: Bencher) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/harbour-talks.txt");
    read(bencher, Format::Text, &std::fs::read_to_string(path).expect("a sample can be read"));
}

#[divan::bench]
fn b_communique_of_100_paragraphs(bencher: Bencher) {
    read(bencher, Format::Text, &communique(Format::Text, 100));
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn c_text(bencher: Bencher, megabytes: usize) {
    read(bencher, Format::Text, &of_size(Format::Text, megabytes));
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn d_markdown(bencher: Bencher, megabytes: usize) {
    read(bencher, Format::Markdown, &of_size(Format::Markdown, megabytes));
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn e_html(bencher: Bencher, megabytes: usize) {
    read(bencher, Format::Html, &page(&of_size(Format::Text, megabytes)));
}

/// The size is that of the words. The archive is unpacked when its text is decoded, and again for its parts.
#[divan::bench(args = SIZES_OF_WORD, sample_count = 3, sample_size = 1)]
fn f_docx(bencher: Bencher, megabytes: usize) {
    let text = of_size(Format::Text, megabytes);
    let bytes = document(&text);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let source = Source::decode("release.docx", black_box(bytes.clone())).expect("a Word document is read");
        parse(&source, &Options::default())
    });
}

fn read(bencher: Bencher, format: Format, text: &str) {
    let source = Source::new("release", text);
    let options = Options { from: Some(format), ..Options::default() };
    bencher.counter(BytesCount::of_str(text)).bench_local(|| parse(black_box(&source), &options));
}

fn of_size(format: Format, megabytes: usize) -> String {
    const PARAGRAPHS: usize = 1000;
    let one = communique(format, PARAGRAPHS);
    communique(format, PARAGRAPHS * megabytes * MEGABYTE / one.len())
}

/// A joint communiqué with so many numbered paragraphs: sections, sub-paragraphs, quotations, dates, cross references.
fn communique(format: Format, paragraphs: usize) -> String {
    let mut text = String::from(
        "Ministry of Tides of Vessland\n\n3 March 2031 | Joint communiqué | Distributed by Tidewire on 04/03/2031 06:05\n\n",
    );
    text.push_str(&heading(format, 1, "Joint communiqué on the harbours of the Northern Straits"));
    text.push_str("PORT LUND, 3 March 2031 — The ministers met at Port Lund and adopted the following text.\n\n");
    for number in 1..=paragraphs {
        if number % 10 == 1 {
            text.push_str(&heading(format, 2, &format!("Harbours of the district number {number}")));
        }
        let _ = writeln!(text, "{}\n", paragraph(number));
    }
    text.push_str("###\n\nMedia contact: Lotte Anders, +00 5550 0162, anders@straits.example\n");
    text
}

/// A web page with the paragraphs of a text, of which the third is the title.
fn page(text: &str) -> String {
    let paragraph = |(index, words): (usize, &str)| {
        let tag = if index == 2 { "h1" } else { "p" };
        format!("<{tag}>{}</{tag}>\n", escaped(words))
    };
    let paragraphs: String = text.split("\n\n").enumerate().map(paragraph).collect();
    format!("<!DOCTYPE html>\n<html lang=\"en\"><title>Communiqué</title><main>\n{paragraphs}</main></html>\n")
}

/// A Word document with the paragraphs of a text.
fn document(text: &str) -> Vec<u8> {
    let paragraph = |words: &str| {
        let words = escaped(words.trim()).replace('\n', " ");
        format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
    };
    let paragraphs: String = text.split("\n\n").map(paragraph).collect();
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // Not compressed: words that repeat themselves would pack so well that the document passes for a bomb.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    archive.start_file("word/document.xml", stored).expect("an archive in memory is written");
    let xml = format!("<w:document xmlns:w=\"w\"><w:body>{paragraphs}</w:body></w:document>");
    archive.write_all(xml.as_bytes()).expect("an archive in memory is written");
    archive.finish().expect("an archive in memory is written").into_inner()
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

fn heading(format: Format, level: usize, words: &str) -> String {
    match format {
        Format::Markdown => format!("{} {words}\n\n", "#".repeat(level)),
        _ => format!("{words}\n\n"),
    }
}

fn paragraph(number: usize) -> String {
    let words = match number % 4 {
        0 => {
            "The ministers agreed that the rates of 2030 shall hold until 1 March 2032:\n\n    (a) for vessels of more than 20 metres;\n\n    (b) for all others, as set out in paragraph 2 above; and"
        }
        1 => {
            "They noted with concern that 21,417 passages were made in the year to the end of March, 3.5 per cent\nmore than in the year before, and that “one vessel in nine still passes without a pilot”, as the\nCouncil of Pilots had said in its report of 6 May 2030."
        }
        2 => {
            "The Minister of Tides, Ms Adela Thornquist, thanked the delegations. She recalled paragraph 1 and said\nthat the harbour belongs to those who use it."
        }
        _ => {
            "The ministers decided\n\n    • to lay the buoys of the eastern channel anew; and\n\n    • to keep the leading lights until 2040."
        }
    };
    format!("{number}. {words}")
}
