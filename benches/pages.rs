//! What a page costs, from one page to a thousand: `cargo bench --bench pages`. Each is timed by the page, so the figures are level
//! where no step looks at all pages for each of them.

use chancery::{FontOptions, Fonts, OutputFormat, Profile, Publisher, Source, Theme, parse};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

const PAGES: [usize; 4] = [1, 10, 100, 1000];

/// As many of the paragraphs below as fill a page of the briefing.
const PARAGRAPHS_A_PAGE: usize = 12;

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

#[divan::bench(args = PAGES, sample_count = 5, sample_size = 1)]
fn text_to_pdf(bencher: Bencher, pages: usize) {
    let source = Source::new("report.txt", report(pages * PARAGRAPHS_A_PAGE));
    let fonts = Fonts::new(FontOptions { folders: Vec::new(), system: false });
    let publisher = Publisher::new(Theme::built_in(), fonts, Profile::default(), None);
    bencher.counter(ItemsCount::new(pages)).bench_local(|| {
        let parsed = parse(black_box(&source), &Default::default());
        publisher.publish(&source, &parsed, OutputFormat::Pdf).expect("a report is published")
    });
}

fn report(paragraphs: usize) -> String {
    let mut text = "Ministry of Tides\n\nReport\n\n3 March 2031\n\nReport on the Harbours of the Straits\n".to_owned();
    for number in 1..=paragraphs {
        text.push_str(&format!(
            "\n{number}. The keepers of harbour {number} recorded {} passages in the year, {} more than in the year before. The ministers \
             took note of their report, and asked that the lights be looked after as paragraph {} says.\n",
            900 + number * 7 % 1000,
            number * 13 % 100,
            number.div_ceil(2)
        ));
    }
    text
}
