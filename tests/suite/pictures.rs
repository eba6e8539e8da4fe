//! Pages as pictures, beside those in `tests/pictures/`: `UPDATE=1 cargo test pictures` draws them anew. The PDF is read by
//! other libraries than those that wrote it, so that what is seen here is what a reader would see.

mod raster;

use crate::cases::{self, Case};
use crate::publish;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use tiny_skia::Pixmap;

/// A release with a theme and a page: the built-in themes, every script that is set, notes, tables, what is drawn.
const PAGES: [(&str, &str, u32); 16] = [
    ("harbour-talks", "briefing", 1),
    ("harbour-talks", "wire", 1),
    ("joint-report", "briefing", 1),
    ("joint-report", "briefing", 3),
    ("joint-report", "communique", 1),
    ("joint-report", "communique", 2),
    ("korean-masthead", "briefing", 1),
    ("arabic-statement", "briefing", 1),
    ("chinese-simplified-communique", "communique", 1),
    ("japanese-press-release", "briefing", 1),
    ("korean-release", "wire", 1),
    ("russian-statement", "communique", 1),
    ("tables-in-plain-text", "briefing", 1),
    ("tail-footnotes-under-a-rule", "briefing", 1),
    ("thai-without-vocabulary", "briefing", 1),
    ("drawn", "briefing", 1),
];

/// Pixels a point: a page of A4 has 358 by 506.
const SCALE: f32 = 0.6;

/// Levels of grey: enough to see a letter move, few enough to keep the files small.
const LEVELS: u32 = 16;

/// Processors round the edge of a letter a little differently.
const LEVELS_APART: u8 = 1;

#[test]
#[expect(clippy::disallowed_methods, reason = "a test runner has no arguments of its own")]
fn pages_look_as_they_did() {
    let update = std::env::var_os("UPDATE").is_some();
    let folder = cases::root().join("tests/pictures");
    let mut said = String::new();
    for (release, theme, page) in PAGES {
        let name = format!("{release}.{theme}.{page}.png");
        let expected = folder.join(&name);
        let pdf = publish::pdf_in_theme(&source(release, &folder), theme, &folder);
        let found = Picture::of(&raster::draw(&pdf, page, SCALE));
        if update {
            found.write(&expected);
        } else if !Picture::read(&expected).is_like(&found) {
            let beside = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&name);
            found.write(&beside);
            let _ = writeln!(said, "{} looks otherwise now: {}", expected.display(), beside.display());
        }
    }
    assert!(said.is_empty(), "{said}look at both; `UPDATE=1 cargo test pictures` takes the new ones over");
}

fn source(release: &str, folder: &Path) -> chancery::Source {
    let drawn = folder.join(release).with_extension("md");
    let named = |case: &Case| case.name.split('.').next() == Some(release);
    let found = cases::samples().into_iter().chain(cases::corpus()).find(named).map(|case| case.source);
    found.unwrap_or_else(|| cases::case(drawn.clone(), drawn).source)
}

/// A picture in levels of grey, row by row.
#[derive(PartialEq)]
struct Picture {
    width: u32,
    height: u32,
    levels: Vec<u8>,
}

impl Picture {
    fn of(page: &Pixmap) -> Self {
        let level = |pixel: &tiny_skia::PremultipliedColorU8| {
            let grey =
                (u32::from(pixel.red()) * 30 + u32::from(pixel.green()) * 59 + u32::from(pixel.blue()) * 11) / 100;
            (grey * LEVELS / 256) as u8
        };
        Self { width: page.width(), height: page.height(), levels: page.pixels().iter().map(level).collect() }
    }

    fn is_like(&self, other: &Self) -> bool {
        let mut pairs = self.levels.iter().zip(&other.levels);
        (self.width, self.height) == (other.width, other.height)
            && pairs.all(|(one, other)| one.abs_diff(*other) <= LEVELS_APART)
    }

    /// Two pixels a byte.
    fn write(&self, path: &Path) {
        let row = |row: &[u8]| row.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect::<Vec<u8>>();
        let packed: Vec<u8> = self.levels.chunks(self.width as usize).flat_map(row).collect();
        let file = fs::File::create(path).expect("a picture can be written");
        let mut encoder = png::Encoder::new(file, self.width, self.height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(&packed))
            .expect("a picture can be written");
    }

    fn read(path: &Path) -> Self {
        let file = fs::File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut reader = png::Decoder::new(std::io::BufReader::new(file)).read_info().expect("a PNG");
        let mut packed = vec![0; reader.output_buffer_size().expect("a small picture")];
        let info = reader.next_frame(&mut packed).expect("a PNG");
        let row =
            |row: &[u8]| row.iter().flat_map(|two| [two >> 4, two & 15]).take(info.width as usize).collect::<Vec<u8>>();
        let levels = packed.chunks(info.line_size).flat_map(row).collect();
        Self { width: info.width, height: info.height, levels }
    }
}
