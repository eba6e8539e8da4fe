//! Damaged XML to XML that is well formed, so that what was damaged reaches what reads the elements.

/// The same elements and words: tags that close nothing are left out, those that stay open are closed, signs that belong
/// to no tag are escaped.
pub fn well_formed(text: &str) -> String {
    let mut xml = String::with_capacity(text.len() + 64);
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        words(&rest[..at], &mut xml);
        let Some(tag) = Tag::read(&rest[at..]) else {
            xml.push_str("&lt;");
            rest = &rest[at + 1..];
            continue;
        };
        rest = &rest[at + tag.length..];
        match tag.kind {
            Kind::Opens => {
                tag.print(&mut xml, ">");
                open.push(tag.name);
            }
            Kind::Empty => tag.print(&mut xml, "/>"),
            Kind::Closes => {
                if let Some(depth) = open.iter().rposition(|name| *name == tag.name).filter(|&depth| depth > 0) {
                    close(open.drain(depth..), &mut xml);
                }
            }
            Kind::None => {}
        }
    }
    words(rest, &mut xml);
    close(open.drain(..), &mut xml);
    xml
}

fn close<'a>(names: impl DoubleEndedIterator<Item = &'a str>, xml: &mut String) {
    names.rev().for_each(|name| xml.extend(["</", name, ">"]));
}

/// Puts words that stand between tags, with the references that every XML knows.
fn words(text: &str, xml: &mut String) {
    for (at, letter) in text.char_indices() {
        let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"].iter().any(|name| text[at..].starts_with(name));
        match letter {
            '&' if !known => xml.push_str("&amp;"),
            _ => xml.push(letter),
        }
    }
}

struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    kind: Kind,
    length: usize,
}

enum Kind {
    Opens,
    Closes,
    Empty,
    /// An instruction, such as `<?xml …?>`.
    None,
}

impl<'a> Tag<'a> {
    /// Reads the tag at the start of `text`.
    fn read(text: &'a str) -> Option<Self> {
        let inside = text[1..].split('>').next().filter(|inside| !inside.contains('<'))?;
        let length = (inside.len() + 2).min(text.len());
        if inside.starts_with(['?', '!']) {
            return Some(Tag { name: "", attributes: Vec::new(), kind: Kind::None, length });
        }
        let (kind, inside) = match (inside.strip_prefix('/'), inside.strip_suffix('/')) {
            (Some(inside), _) => (Kind::Closes, inside),
            (None, Some(inside)) => (Kind::Empty, inside),
            (None, None) => (Kind::Opens, inside),
        };
        let end = inside.find(char::is_whitespace).unwrap_or(inside.len());
        let name = Some(&inside[..end]).filter(|name| is_name(name))?;
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        let mut rest = &inside[end..];
        while let Some((key, behind)) = rest.split_once("=\"") {
            let (value, behind) = behind.split_once('"').unwrap_or((behind, ""));
            let key = key.trim();
            if is_name(key) && attributes.iter().all(|(known, _)| *known != key) {
                attributes.push((key, value));
            }
            rest = behind;
        }
        Some(Tag { name, attributes, kind, length })
    }

    fn print(&self, xml: &mut String, end: &str) {
        xml.extend(["<", self.name]);
        for (key, value) in &self.attributes {
            xml.extend([" ", key, "=\""]);
            words(value, xml);
            xml.push('"');
        }
        xml.push_str(end);
    }
}

fn is_name(name: &str) -> bool {
    let letters = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b':');
    letters && name.starts_with(|first: char| first.is_ascii_alphabetic()) && !name.ends_with(':')
}
