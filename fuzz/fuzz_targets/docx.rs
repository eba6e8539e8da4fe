#![no_main]

use chancery::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| chancery_fuzz::read(bytes, Format::Docx));
