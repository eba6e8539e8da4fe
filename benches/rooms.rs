//! Each room by itself, and the whole way to a PDF, on a short and a long release: `cargo bench`.

use chancery::prepare::{self, Prepared};
use chancery::theme::Medium;
use chancery::{
    FontOptions, Fonts, OutputFormat, Profile, Publisher, Release, Source, Theme, page, parse, pdf, render,
};
use divan::{Bencher, black_box};
use std::sync::LazyLock;

const SAMPLES: [&str; 2] = ["harbour-talks", "joint-report"];

/// Fonts are looked up once a process, as in a batch.
static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::new(FontOptions { folders: Vec::new(), system: false }));
static THEME: LazyLock<Theme> = LazyLock::new(Theme::built_in);

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

fn source(name: &str) -> Source {
    let path = format!("{}/samples/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    Source::decode(name, std::fs::read(path).expect("a sample can be read")).expect("a sample is a text")
}

fn release(name: &str) -> Release {
    parse(&source(name), &Default::default()).release
}

fn prepared(name: &str) -> Prepared {
    prepare::prepare(&release(name), &prepare::Options::default())
}

fn paper(prepared: &Prepared) -> Source {
    let html = render::paper(&prepared.briefing, &THEME).expect("the built-in template renders");
    Source::new("briefing.pdf.html", html)
}

fn lay_out(html: &Source) -> page::LaidOut {
    static SHEETS: LazyLock<page::Sheets> = LazyLock::new(|| page::Sheets::read(&THEME.sheets(Medium::Print), &FONTS));
    let input = page::Input { html, sheets: &SHEETS, fonts: &FONTS };
    page::lay_out(&input).expect("a sample can be laid out")
}

fn write(document: &page::document::Document) -> Vec<u8> {
    pdf::write(document, &pdf::Metadata::default()).expect("a laid-out sample can be written")
}

#[divan::bench(args = SAMPLES)]
fn a_parse(bencher: Bencher, name: &str) {
    let source = source(name);
    bencher.bench_local(|| parse(black_box(&source), &Default::default()));
}

#[divan::bench(args = SAMPLES)]
fn b_prepare(bencher: Bencher, name: &str) {
    let release = release(name);
    bencher.bench_local(|| prepare::prepare(black_box(&release), &prepare::Options::default()));
}

#[divan::bench(args = SAMPLES)]
fn c_json(bencher: Bencher, name: &str) {
    let release = release(name);
    bencher.bench_local(|| black_box(&release).to_json());
}

#[divan::bench(args = SAMPLES)]
fn d_markdown(bencher: Bencher, name: &str) {
    let briefing = prepared(name).briefing;
    bencher.bench_local(|| render::markdown(black_box(&briefing), &THEME, Profile::default()));
}

#[divan::bench(args = SAMPLES)]
fn e_html(bencher: Bencher, name: &str) {
    let briefing = prepared(name).briefing;
    bencher.bench_local(|| render::html(black_box(&briefing), &THEME));
}

#[divan::bench(args = SAMPLES)]
fn f_paper(bencher: Bencher, name: &str) {
    let prepared = prepared(name);
    bencher.bench_local(|| paper(black_box(&prepared)));
}

#[divan::bench(args = SAMPLES)]
fn g_lay_out(bencher: Bencher, name: &str) {
    let html = paper(&prepared(name));
    bencher.bench_local(|| lay_out(black_box(&html)));
}

#[divan::bench(args = SAMPLES)]
fn h_write_pdf(bencher: Bencher, name: &str) {
    let document = lay_out(&paper(&prepared(name))).document;
    bencher.bench_local(|| write(black_box(&document)));
}

#[divan::bench(args = SAMPLES)]
fn i_text_to_pdf(bencher: Bencher, name: &str) {
    let source = source(name);
    let fonts = Fonts::new(FontOptions { folders: Vec::new(), system: false });
    let publisher = Publisher::new(Theme::built_in(), fonts, Profile::default(), None);
    bencher.bench_local(|| {
        let parsed = parse(black_box(&source), &Default::default());
        publisher.publish(&source, &parsed, OutputFormat::Pdf)
    });
}
