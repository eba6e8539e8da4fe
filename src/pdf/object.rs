//! Short ways to write PDF objects.

use lopdf::{Dictionary, Object, StringFormat};

/// A dictionary from its entries, in this order.
pub(super) fn dictionary<const N: usize>(entries: [(&str, Object); N]) -> Dictionary {
    entries.into_iter().collect()
}

/// `/Name`.
pub(super) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// A string of bytes that is not text for people.
pub(super) fn bytes(bytes: impl Into<Vec<u8>>) -> Object {
    Object::String(bytes.into(), StringFormat::Literal)
}

/// A text string (ISO 32000-1 7.9.2.2): ASCII where that is enough, UTF-16 otherwise.
pub(super) fn text(text: &str) -> Object {
    bytes(text_bytes(text))
}

/// The bytes of a text string.
pub(super) fn text_bytes(text: &str) -> Vec<u8> {
    if text.is_ascii() {
        return text.as_bytes().to_vec();
    }
    utf16(text)
}

/// The bytes of a text string as UTF-16, with its byte order mark.
pub(super) fn utf16(text: &str) -> Vec<u8> {
    [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}

/// A number with two decimals: a hundredth of a point is finer than any printer.
pub(super) fn number(points: f32) -> Object {
    Object::Real(rounded(points))
}

/// To a hundredth. What is not a number is 0.
pub(super) fn rounded(points: f32) -> f32 {
    hundredths(points) as f32 / 100.0
}

/// In whole hundredths.
pub(super) fn hundredths(points: f32) -> i32 {
    whole(points * 100.0)
}

/// The nearest whole number, of two the one that is farther from 0. Without a call, which `round` is where a program is to
/// run on every processor of its kind.
#[inline]
pub(super) fn whole(number: f32) -> i32 {
    (number + 0.5_f32.copysign(number)) as i32
}

/// Appends a number of so many parts of one, without what says nothing. Formatting takes four times as long.
pub(super) fn push_decimal(out: &mut Vec<u8>, number: i32, parts: u32) {
    if number < 0 {
        out.push(b'-');
    }
    let (whole, mut rest) = (number.unsigned_abs() / parts, number.unsigned_abs() % parts);
    if whole > 0 || rest == 0 {
        push_whole(out, whole);
    }
    if rest > 0 {
        out.push(b'.');
        let mut part = parts / 10;
        while rest > 0 {
            out.push(b'0' + (rest / part) as u8);
            (rest, part) = (rest % part, part / 10);
        }
    }
}

/// Appends a whole number.
pub(super) fn push_whole(out: &mut Vec<u8>, number: u32) {
    // As many figures as the largest has.
    let mut figures = [b'0'; 10];
    let (mut rest, mut first) = (number, figures.len());
    loop {
        first -= 1;
        figures[first] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(&figures[first..]);
}

/// Appends a number of an operator, with at most so many digits behind the point. What is not a number is 0.
pub(super) fn decimal(out: &mut String, number: f64, digits: usize) {
    let number = if number.is_finite() { number } else { 0.0 };
    let text = format!("{number:.digits$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    out.push_str(if matches!(text, "" | "-0" | "-") { "0" } else { text });
}
