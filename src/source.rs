//! The text of one input file and places in it.
//!
//! Bytes come in, a [`Source`] goes out: decoded, named and able to say which line a place is on.
//! Everything else in the crate carries [`Span`]s (byte ranges of the decoded text); lines and columns
//! are counted here and nowhere else.

use crate::docx;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A byte range of a [`Source`]'s text: `start..end`, with `start <= end`.
///
/// ```
/// use chancery::Span;
/// assert_eq!(Span::new(3, 7).range(), 3..7);
/// assert_eq!(Span::new(3, 7).to(Span::new(9, 12)), Span::new(3, 12));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The bytes from `start` up to `end`.
    ///
    /// # Panics
    /// When `start > end`, or a bound does not fit 32 bits (sources are limited to far less).
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span that ends before it starts");
        let narrow = |at: usize| u32::try_from(at).expect("a span past 4 GiB");
        Self { start: narrow(start), end: narrow(end) }
    }

    /// The empty span at `at`.
    pub fn at(at: usize) -> Self {
        Self::new(at, at)
    }

    /// The first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The span as a range, to slice the text with.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The smallest span that covers this one and `other`.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The part `range` of this span, counted from its start.
    ///
    /// # Panics
    /// When `range` is longer than the span.
    pub fn slice(self, range: Range<usize>) -> Span {
        assert!(self.start() + range.end <= self.end(), "a slice outside its span");
        Span::new(self.start() + range.start, self.start() + range.end)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A place as a person says it: both counted from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// A named text with its original bytes. Cloning is cheap: clones share the text.
///
/// ```
/// use chancery::{Source, Span};
/// let source = Source::decode("note.txt", b"\xEF\xBB\xBFone\ntwo".to_vec()).unwrap();
/// assert_eq!(source.text(), "one\ntwo");
/// assert_eq!(source.line_column(5).line, 2);
/// assert_eq!(source.bytes().len(), 10, "the mark at the start is kept in the bytes");
/// ```
#[derive(Clone)]
pub struct Source(Arc<Inner>);

struct Inner {
    name: String,
    text: String,
    /// Where every line starts, in bytes of `text`.
    lines: Vec<u32>,
    /// How many characters begin before each [`STRIDE`] bytes of `text`, counted when somebody asks for a column: a page
    /// may be one line of megabytes, and every place on it is asked for.
    characters: OnceLock<Vec<u32>>,
    /// The bytes as they were read, where `text` is not the same.
    original: Option<Vec<u8>>,
}

/// So many bytes are counted through for a column.
const STRIDE: usize = 1024;

/// Why bytes are not a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// Not UTF-8, and no byte order mark says what else: the first byte that does not fit.
    Utf8 {
        /// Counted from 0.
        byte: usize,
    },
    /// A byte order mark promises UTF-16, but this byte starts a lone surrogate or is left over.
    Utf16 {
        /// Counted from 0.
        byte: usize,
    },
    /// The first bytes are those of a file format that is not a text.
    Binary {
        /// The format, in words, such as `a PDF file`.
        format: &'static str,
    },
    /// A Word document that cannot be read.
    Word {
        /// What is the matter with it, in words.
        why: &'static str,
    },
    /// Many NUL bytes: some binary format, or UTF-16 without a byte order mark.
    Nul {
        /// The first one, counted from 0.
        byte: usize,
    },
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotText::Utf8 { byte } => write!(f, "is not UTF-8: the byte at offset {byte} does not fit"),
            NotText::Utf16 { byte } => write!(f, "begins as UTF-16, but the byte at offset {byte} does not fit"),
            NotText::Binary { format } => write!(f, "is {format}, not a text"),
            NotText::Word { why } => write!(f, "is a Word document that cannot be read: {why}"),
            NotText::Nul { byte } => write!(f, "is not a text: it has NUL bytes, the first at offset {byte}"),
        }
    }
}

/// How many NULs make a file a binary one rather than a text with a slip in it.
const NULS_OF_A_BINARY: usize = 8;

impl Source {
    /// A source from a text that is already decoded.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::from_parts(name.into(), text.into(), None)
    }

    /// Decodes UTF-8 (with or without a byte order mark), UTF-16 with one, and Word documents (.docx): their text is what
    /// a person sees, a line a paragraph.
    ///
    /// # Errors
    /// [`NotText`], with the first byte that does not fit.
    pub fn decode(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, NotText> {
        let name = name.into();
        if docx::is_archive(&bytes) {
            let document = docx::open(&bytes).map_err(refused)?;
            return Ok(Self::from_parts(name, document.text, Some(bytes)));
        }
        if let Some(format) = binary_format(&bytes) {
            return Err(NotText::Binary { format });
        }
        match bytes.as_slice() {
            [0xEF, 0xBB, 0xBF, rest @ ..] => {
                let text = utf8(rest, 3)?.to_owned();
                Ok(Self::from_parts(name, text, Some(bytes)))
            }
            [0xFF, 0xFE, rest @ ..] => {
                let text = utf16(rest, u16::from_le_bytes)?;
                Ok(Self::from_parts(name, text, Some(bytes)))
            }
            [0xFE, 0xFF, rest @ ..] => {
                let text = utf16(rest, u16::from_be_bytes)?;
                Ok(Self::from_parts(name, text, Some(bytes)))
            }
            _ => {
                refuse_nuls(&bytes)?;
                let text = String::from_utf8(bytes)
                    .map_err(|error| NotText::Utf8 { byte: error.utf8_error().valid_up_to() })?;
                Ok(Self::from_parts(name, text, None))
            }
        }
    }

    fn from_parts(name: String, text: String, original: Option<Vec<u8>>) -> Self {
        let mut lines = vec![0];
        lines.extend(memchr_lines(&text));
        Self(Arc::new(Inner { name, text, lines, characters: OnceLock::new(), original }))
    }

    /// What to call it in messages: its path as given, or `<stdin>`.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The decoded text, without byte order mark, otherwise untouched.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The bytes as they were read, byte for byte.
    pub fn bytes(&self) -> &[u8] {
        self.0.original.as_deref().unwrap_or(self.0.text.as_bytes())
    }

    /// Whether the bytes are a Word document.
    pub(crate) fn is_word(&self) -> bool {
        self.0.original.as_deref().is_some_and(docx::is_archive)
    }

    /// The text of `span`.
    ///
    /// # Panics
    /// When `span` is out of bounds or cuts a character: then it is another source's span.
    pub fn slice(&self, span: Span) -> &str {
        &self.0.text[span.range()]
    }

    /// The line and column of the byte `at` (clamped to the text).
    pub fn line_column(&self, at: usize) -> LineColumn {
        let at = self.0.text.floor_char_boundary(at.min(self.0.text.len()));
        let line = self.line_index(at);
        let start = self.0.lines[line] as usize;
        LineColumn { line: line + 1, column: self.characters_before(at) - self.characters_before(start) + 1 }
    }

    /// How many characters begin before the byte `at`.
    fn characters_before(&self, at: usize) -> usize {
        let counted = self.0.characters.get_or_init(|| counted(self.0.text.as_bytes()));
        counted[at / STRIDE] as usize + beginning(&self.0.text.as_bytes()[at / STRIDE * STRIDE..at])
    }

    /// The span of the line that holds the byte `at`, without its line end.
    pub fn line_span(&self, at: usize) -> Span {
        let line = self.line_index(at.min(self.0.text.len()));
        let start = self.0.lines[line] as usize;
        let end = self.0.lines.get(line + 1).map_or(self.0.text.len(), |&next| next as usize);
        let content = self.0.text[start..end].trim_end_matches(['\n', '\r']);
        Span::new(start, start + content.len())
    }

    fn line_index(&self, at: usize) -> usize {
        self.0.lines.partition_point(|&start| start as usize <= at) - 1
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({:?}, {} bytes)", self.0.name, self.0.text.len())
    }
}

/// How many characters begin before each stride of a text.
fn counted(text: &[u8]) -> Vec<u32> {
    let mut sum = 0;
    let strides = text.chunks(STRIDE).map(|stride| {
        sum += beginning(stride) as u32;
        sum
    });
    std::iter::once(0).chain(strides).collect()
}

/// How many characters begin in a part of a text: all bytes but those that continue one.
fn beginning(text: &[u8]) -> usize {
    text.iter().filter(|&&byte| (byte as i8) >= -0x40).count()
}

fn memchr_lines(text: &str) -> impl Iterator<Item = u32> {
    let fits = u32::try_from(text.len()).is_ok();
    assert!(fits, "a source past 4 GiB");
    text.match_indices('\n').map(|(at, _)| at as u32 + 1)
}

fn utf8(bytes: &[u8], offset: usize) -> Result<&str, NotText> {
    std::str::from_utf8(bytes).map_err(|error| NotText::Utf8 { byte: offset + error.valid_up_to() })
}

/// Decodes what follows a UTF-16 byte order mark.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, NotText> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    let mut at = 2;
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let letter = decoded.map_err(|_| NotText::Utf16 { byte: at })?;
        at += letter.len_utf16() * 2;
        text.push(letter);
    }
    if rest.is_empty() { Ok(text) } else { Err(NotText::Utf16 { byte: at }) }
}

/// The first bytes of the files of old Office programs, which also wrap new documents that are encrypted.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0";

fn old_office_format(bytes: &[u8]) -> &'static str {
    /// The folder of such a file stands near its start or end.
    const LOOKED_AT: usize = 1024 * 1024;
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let holds = |part: &[u8]| part.windows(name.len()).any(|window| window == name);
    let end = bytes.len().saturating_sub(LOOKED_AT);
    let encrypted = holds(&bytes[..bytes.len().min(LOOKED_AT)]) || holds(&bytes[end..]);
    if encrypted { "a document with a password" } else { "an old Word document (.doc)" }
}

fn refused(why: docx::Refused) -> NotText {
    match why {
        docx::Refused::Other(format) => NotText::Binary { format },
        docx::Refused::Damaged(why) => NotText::Word { why },
    }
}

/// The formats that people hand over by mistake, by their first bytes.
fn binary_format(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(OLE) {
        return Some(old_office_format(bytes));
    }
    const FORMATS: [(&[u8], &str); 5] = [
        (b"%PDF-", "a PDF file"),
        (b"\x89PNG", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"\x7FELF", "a program"),
    ];
    FORMATS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, format)| format)
}

fn refuse_nuls(bytes: &[u8]) -> Result<(), NotText> {
    let mut nuls = bytes.iter().enumerate().filter(|&(_, &byte)| byte == 0).map(|(at, _)| at);
    let Some(first) = nuls.next() else { return Ok(()) };
    if nuls.nth(NULS_OF_A_BINARY - 2).is_some() { Err(NotText::Nul { byte: first }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::{NotText, Source, Span};

    #[test]
    fn utf16_is_read_by_its_mark() {
        let source = Source::decode("a", vec![0xFE, 0xFF, 0x00, 0x41, 0xD5, 0x5C]).unwrap();
        assert_eq!(source.text(), "A한");
        assert_eq!(source.bytes().len(), 6);
    }

    #[test]
    fn what_is_not_text_says_where() {
        let decode = |bytes: &[u8]| Source::decode("a", bytes.to_vec()).unwrap_err();
        assert_eq!(decode(b"abc\xFFd"), NotText::Utf8 { byte: 3 });
        assert_eq!(decode(b"\xEF\xBB\xBFa\xFF"), NotText::Utf8 { byte: 4 });
        assert_eq!(decode(b"\xFF\xFEa\0b"), NotText::Utf16 { byte: 4 });
        assert_eq!(decode(b"\xFF\xFE\x00\xD8"), NotText::Utf16 { byte: 2 });
        assert_eq!(decode(&[b'a', 0, 0, 0, 0, 0, 0, 0, 0]), NotText::Nul { byte: 1 });
        assert!(matches!(decode(b"%PDF-1.7"), NotText::Binary { .. }));
    }

    #[test]
    fn lines_and_columns_count_characters() {
        let source = Source::new("a", "né\r\nzwei\n");
        assert_eq!(source.line_column(3).column, 3);
        assert_eq!(source.line_column(6).line, 2);
        assert_eq!(source.slice(source.line_span(0)), "né");
        assert_eq!(source.slice(source.line_span(6)), "zwei");
        assert_eq!(source.line_span(10), Span::at(10));
    }

    #[test]
    fn columns_far_out_on_a_line() {
        let source = Source::new("a", format!("1\n{}", "aé한😀".repeat(1000)));
        assert_eq!(source.line_column(2 + 10 * 999).column, 4 * 999 + 1);
        assert_eq!(source.line_column(2 + 10 * 999 + 4).column, 4 * 999 + 3);
        assert_eq!(source.line_column(usize::MAX).column, 4001);
    }
}
