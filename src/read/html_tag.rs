//! The few HTML tags that stand in Markdown, and comments that are signs of our own editions.

use super::Marker;

/// A tag as it stands in the source.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Tag {
    pub(super) closes: bool,
    /// In lower case.
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
}

impl Tag {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Reads `<a id="p4">`: the whole of `html` is one tag.
pub(super) fn read_tag(html: &str) -> Option<Tag> {
    let inside = html.strip_prefix('<')?.strip_suffix('>')?;
    let (closes, inside) = match inside.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, inside),
    };
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inside.len());
    let name = inside[..end].to_ascii_lowercase();
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
    starts.then(|| Tag { closes, name, attributes: read_attributes(&inside[end..]) })
}

fn read_attributes(mut text: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    loop {
        text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = text.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(text.len());
        if end == 0 {
            return attributes;
        }
        let name = text[..end].to_ascii_lowercase();
        let (value, rest) = read_value(text[end..].trim_start());
        // HTML and CommonMark know no NUL: both read it as the sign of a character that was lost.
        attributes.push((name, decode(value).replace('\0', "\u{FFFD}")));
        text = rest;
    }
}

/// Reads `="value"`, with any quotes or none; gives what follows too.
fn read_value(text: &str) -> (&str, &str) {
    let Some(text) = text.strip_prefix('=') else { return ("", text) };
    let text = text.trim_start();
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at(end)
}

/// The characters behind the references (`&amp;`, `&#8211;`) in HTML text. Names other than the commonest stay.
pub(super) fn decode(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((letter, length)) => {
                words.push(letter);
                rest = &rest[length..];
            }
            None => {
                words.push('&');
                rest = &rest[1..];
            }
        }
    }
    words.push_str(rest);
    words
}

/// The character that the reference at the start of `text` stands for, and how long the reference is.
fn reference(text: &str) -> Option<(char, usize)> {
    /// Longer than `&#x10FFFF;`, the longest that is read.
    const LONGEST: usize = 12;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let number = |digits: &str, radix| char::from_u32(u32::from_str_radix(digits, radix).ok()?);
    let letter = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "ndash" => '–',
        "mdash" => '—',
        "rsquo" => '’',
        "lsquo" => '‘',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        _ => match name.strip_prefix('#')? {
            hex if hex.starts_with(['x', 'X']) => number(&hex[1..], 16)?,
            decimal => number(decimal, 10)?,
        },
    };
    Some((letter, end + 1))
}

/// Reads `<!-- name JSON -->`, or in MDX `{/* name JSON */}`, where the whole of `text` is one.
pub(super) fn read_marker(text: &str) -> Option<Marker> {
    let text = text.trim();
    let comment = text.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
    // Words between two comments are none.
    let of_mdx = || text.strip_prefix("{/*")?.strip_suffix("*/}").filter(|inside| !inside.contains("*/}"));
    let inside = comment.or_else(of_mdx)?.trim();
    if inside.contains("-->") {
        return None;
    }
    let (closes, inside) = match inside.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, inside),
    };
    let (name, argument) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    Some(Marker { closes, name: name.to_owned(), argument: argument.trim().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{decode, read_marker, read_tag};

    #[test]
    fn tags_give_their_attributes() {
        let tag = read_tag("<A id='p4' data-number=\"Article &quot;2&quot;\" hidden/>").unwrap();
        assert_eq!(tag.name, "a");
        assert_eq!(tag.attribute("id"), Some("p4"));
        assert_eq!(tag.attribute("data-number"), Some("Article \"2\""));
        assert_eq!(tag.attribute("hidden"), Some(""));
        assert!(read_tag("</a>").unwrap().closes);
        assert_eq!(read_tag("<3>"), None);
    }

    #[test]
    fn a_nul_is_a_lost_character() {
        let tag = read_tag("<a href='t\0.html'>").unwrap();
        assert_eq!(tag.attribute("href"), Some("t\u{FFFD}.html"));
    }

    #[test]
    fn references_are_decoded_and_others_stay() {
        assert_eq!(decode("a &amp; b &#x41; &foo; &"), "a & b A &foo; &");
    }

    #[test]
    fn markers_have_a_name_and_an_argument() {
        let marker = read_marker("<!-- notes [[\"1.\", \"1\"]] -->").unwrap();
        assert_eq!((marker.name.as_str(), marker.argument.as_str()), ("notes", "[[\"1.\", \"1\"]]"));
        assert!(read_marker("{/* /notes */}").unwrap().closes);
        assert_eq!(read_marker("<!-- -->").unwrap().name, "");
        assert_eq!(read_marker("{/* a */} The lock is open. {/* b */}"), None);
    }
}
