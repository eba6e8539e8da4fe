//! The content of a page, operator by operator (ISO 32000-1 7.8.2 and annex A).

use super::object::{hundredths, push_decimal};
use std::fmt::Write as _;

/// A content stream that grows.
///
/// Apart from `printpdf`'s operations, which are made one by one, turned into `lopdf`'s and then written: a seventh of the
/// time that a short release takes.
#[derive(Debug)]
pub(super) struct Content(Vec<u8>);

/// About as much as a full page has, so that one need not grow.
const USUAL_BYTES: usize = 16 * 1024;

impl Default for Content {
    fn default() -> Self {
        Content(Vec::with_capacity(USUAL_BYTES))
    }
}

impl Content {
    /// Writes an operator whose operands, if it has any, stand before it.
    pub(super) fn operator(&mut self, name: &str) {
        self.raw(name);
        self.0.push(b'\n');
    }

    /// Writes an operand, a number of so many parts of one.
    #[inline]
    pub(super) fn number(&mut self, number: i32, parts: u32) -> &mut Self {
        self.decimal(number, parts);
        self.0.push(b' ');
        self
    }

    /// Writes lengths in points as operands, to a hundredth.
    pub(super) fn lengths<const N: usize>(&mut self, lengths: [f32; N]) -> &mut Self {
        lengths.into_iter().for_each(|length| _ = self.number(hundredths(length), 100));
        self
    }

    /// Writes a name of letters and figures as an operand.
    pub(super) fn name(&mut self, name: &str) -> &mut Self {
        self.0.push(b'/');
        self.raw(name);
        self.0.push(b' ');
        self
    }

    /// Writes what is no operator and needs no space behind it.
    #[inline]
    pub(super) fn raw(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    /// A number of so many parts of one, without what says nothing.
    pub(super) fn decimal(&mut self, number: i32, parts: u32) {
        push_decimal(&mut self.0, number, parts);
    }

    /// A byte of a code within a literal string (ISO 32000-1 7.3.4.2). A raw CR would be read as LF.
    #[inline]
    pub(super) fn code_byte(&mut self, byte: u8) {
        match byte {
            b'(' | b')' | b'\\' => self.0.extend([b'\\', byte]),
            b'\r' => self.0.extend_from_slice(b"\\r"),
            _ => self.0.push(byte),
        }
    }

    /// A text string (ISO 32000-1 7.9.2.2) in UTF-16.
    pub(super) fn text(&mut self, text: &str) {
        let mut string = String::from("<FEFF");
        text.encode_utf16().for_each(|unit| _ = write!(string, "{unit:04X}"));
        string.push('>');
        self.raw(&string);
    }

    /// The stream.
    pub(super) fn finish(self) -> Vec<u8> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Content;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let written = |number, parts| {
            let mut content = Content::default();
            content.number(number, parts).operator("x");
            String::from_utf8(content.finish()).unwrap()
        };
        let hundredths = [(0, "0"), (100, "1"), (-100, "-1"), (5, ".05"), (-50, "-.5"), (123_456, "1234.56")];
        for (number, text) in hundredths {
            assert_eq!(written(number, 100), format!("{text} x\n"));
        }
        assert_eq!(written(-15, 1000), "-.015 x\n");
        assert_eq!(written(i32::MIN, 100), "-21474836.48 x\n");
        assert_eq!(written(-27, 1), "-27 x\n");
    }

    #[test]
    fn a_code_ends_no_string() {
        let mut content = Content::default();
        [0x28, 0x29, 0x5C, 0x0D].into_iter().for_each(|byte| content.code_byte(byte));
        assert_eq!(content.finish(), b"\\(\\)\\\\\\r");
    }
}
