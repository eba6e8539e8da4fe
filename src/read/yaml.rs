//! The YAML that front matter is written in: `key: value`, quoted and folded values, lists, maps in maps and in lists.
//!
//! Anchors, tags and lists in lists are not supported: no generator's page needs them, and what is not understood is
//! told, never guessed.

use super::FieldText;
use crate::source::Span;

/// How deep maps may stand in one another.
const MAX_DEPTH: usize = 8;

/// A value, and where it ends.
struct Value {
    text: String,
    span: Span,
}

/// The fields of a front matter, and the spans of lines that were not understood.
pub(super) fn read(text: &str, base: usize) -> (Vec<FieldText>, Vec<Span>) {
    let mut reader = Reader { text, base, at: 0, fields: Vec::new(), strange: Vec::new() };
    reader.read_map("", 0);
    (reader.fields, reader.strange)
}

struct Reader<'a> {
    text: &'a str,
    /// Where `text` starts in the source.
    base: usize,
    at: usize,
    fields: Vec<FieldText>,
    strange: Vec<Span>,
}

impl<'a> Reader<'a> {
    /// The line at the cursor, without its end.
    fn line(&self) -> Option<&'a str> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        Some(rest[..rest.find('\n').unwrap_or(rest.len())].trim_end_matches('\r'))
    }

    fn skip_line(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.find('\n').map_or(rest.len(), |end| end + 1);
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.base + start, self.base + end)
    }

    /// Reads the lines of a map that stand at `indent` or deeper; inner names are `outer.inner`.
    fn read_map(&mut self, outer: &str, indent: usize) {
        while let Some(line) = self.line() {
            let words = line.trim_start();
            let depth = line.len() - words.len();
            if words.is_empty() || words.starts_with('#') {
                self.skip_line();
            } else if depth < indent {
                return;
            } else if !self.read_field(outer, depth) {
                let span = self.span(self.at + depth, self.at + line.trim_end().len());
                self.strange.push(span);
                self.skip_line();
            }
        }
    }

    /// Reads `key: value` at the cursor.
    fn read_field(&mut self, outer: &str, depth: usize) -> bool {
        let Some(line) = self.line() else { return false };
        let Some(colon) = key_end(line) else { return false };
        let key = line[..colon].trim().trim_matches(['"', '\'']).to_owned();
        let name = if outer.is_empty() { key } else { format!("{outer}.{key}") };
        let space = line[colon + 1..].len() - line[colon + 1..].trim_start().len();
        let value_at = self.at + colon + 1 + space;
        let value = line[colon + 1..].trim().to_owned();
        if value.is_empty() || value.starts_with('#') {
            self.skip_line();
            self.read_nested(&name, depth);
            return true;
        }
        if value.starts_with('[') && self.read_flow(&name, value_at) {
            return true;
        }
        if value.starts_with('{') && self.read_flow_map(&name, value_at) {
            return true;
        }
        let value = self.read_value(value_at, depth);
        self.push(&name, value);
        true
    }

    /// Reads `{embargoed: 2031-03-05, draft: no}` on one line, in which nothing else stands; whether it is such a map.
    fn read_flow_map(&mut self, name: &str, start: usize) -> bool {
        let line = self.text[start..].lines().next().unwrap_or_default();
        let Some(inside) = line.trim_end().strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
            return false;
        };
        let pair = |pair: &'a str| {
            let colon = key_end(pair).filter(|_| !pair.contains(['{', '[', '#']))?;
            Some((pair[..colon].trim().trim_matches(['"', '\'']), pair[colon + 1..].trim()))
        };
        let Some(pairs) = inside.split(',').map(pair).collect::<Option<Vec<_>>>() else { return false };
        for (key, value) in pairs {
            let at = value.as_ptr() as usize - self.text.as_ptr() as usize;
            let text = value.trim_matches(['"', '\'']).to_owned();
            let value = Value { text, span: self.span(at, at + value.len()) };
            self.push(&format!("{name}.{key}"), value);
        }
        self.skip_line();
        true
    }

    fn push(&mut self, name: &str, value: Value) {
        self.fields.push(FieldText { name: name.to_owned(), value: value.text, span: value.span });
    }

    /// Reads `[one, "two"]`, which may go on over lines; whether it ends like one.
    fn read_flow(&mut self, name: &str, start: usize) -> bool {
        let Some((items, end)) = flow_items(&self.text[start..]) else { return false };
        let line_end = self.text[start + end..].find('\n').map_or(self.text.len(), |at| start + end + at);
        let behind = self.text[start + end..line_end].trim();
        if !(behind.is_empty() || behind.starts_with('#')) {
            return false;
        }
        for (text, range) in items {
            let span = self.span(start + range.start, start + range.end);
            self.push(name, Value { text, span });
        }
        self.at = start + end;
        self.skip_line();
        true
    }

    /// Reads what stands under `key:`, a list or a map.
    fn read_nested(&mut self, name: &str, depth: usize) {
        while let Some(line) = self.line() {
            let words = line.trim_start();
            let indent = line.len() - words.len();
            if words.is_empty() || words.starts_with('#') {
                self.skip_line();
            } else if indent >= depth && (words.starts_with("- ") || words == "-") {
                let start = self.at + indent + 1 + (words[1..].len() - words[1..].trim_start().len());
                let item = words[1..].trim_start();
                if key_end(item).is_some() && !item.starts_with(['"', '\'']) && may_nest(name) {
                    self.read_item_map(name, start, indent);
                    continue;
                }
                let value = self.read_value(start, indent);
                self.push(name, value);
            } else if indent > depth && may_nest(name) {
                self.read_map(name, depth + 1);
                return;
            } else {
                return;
            }
        }
    }

    /// Reads `- key: value` with the keys below it.
    fn read_item_map(&mut self, name: &str, start: usize, indent: usize) {
        let column = start - self.at;
        self.at = start;
        if !self.read_field(name, column) {
            self.skip_line();
        }
        while let Some(line) = self.line() {
            let words = line.trim_start();
            let deeper = line.len() - words.len() > indent;
            if words.starts_with('#') {
                self.skip_line();
                continue;
            }
            if words.is_empty()
                || !deeper
                || words.starts_with("- ")
                || !self.read_field(name, line.len() - words.len())
            {
                return;
            }
        }
    }

    /// Reads the value that starts at `start`, over lines that are indented deeper than `depth`.
    fn read_value(&mut self, start: usize, depth: usize) -> Value {
        let first = self.text[start..].chars().next().unwrap_or('\n');
        match first {
            '"' | '\'' => self.read_quoted(start, first),
            '|' | '>' if self.is_block_head(start) => self.read_block(start, depth, first),
            _ => self.read_plain(start, depth),
        }
    }

    /// Whether nothing but `|`, `>-` and the like stands on the line from `start` on.
    fn is_block_head(&self, start: usize) -> bool {
        let line = self.text[start..].lines().next().unwrap_or_default();
        without_comment(&line[1..]).chars().all(|letter| matches!(letter, '+' | '-' | '1'..='9'))
    }

    /// Reads `plain words`, with what goes on in deeper lines.
    fn read_plain(&mut self, start: usize, depth: usize) -> Value {
        let line_end = |at: usize| self.text[at..].find('\n').map_or(self.text.len(), |end| at + end);
        let mut end = line_end(start);
        let mut text = without_comment(&self.text[start..end]).to_owned();
        self.at = start;
        self.skip_line();
        while let Some(line) = self.line() {
            let words = line.trim();
            let deeper = line.len() - line.trim_start().len() > depth;
            if !deeper || words.is_empty() {
                break;
            }
            text.push(' ');
            text.push_str(without_comment(words));
            end = self.at + line.trim_end().len();
            self.skip_line();
        }
        Value { text, span: self.span(start, end.min(self.text.len())) }
    }

    /// Reads a quoted value, which may go on over lines.
    fn read_quoted(&mut self, start: usize, quote: char) -> Value {
        let body = &self.text[start + 1..];
        let end = quoted_end(body, quote);
        let inside = &body[..end];
        let text = if quote == '"' { unescape(&fold(inside, true)) } else { fold(inside, false).replace("''", "'") };
        let end = (start + 1 + end + 1).min(self.text.len());
        self.at = end;
        let rest = self.line().unwrap_or_default();
        let space = rest.len() - rest.trim_start().len();
        if !rest.trim().is_empty() && !rest.trim_start().starts_with('#') {
            self.strange.push(self.span(end + space, end + rest.trim_end().len()));
        }
        self.skip_line();
        Value { text, span: self.span(start, end) }
    }

    /// Reads the lines under `|` (kept) or `>` (folded).
    fn read_block(&mut self, start: usize, depth: usize, style: char) -> Value {
        self.at = start;
        self.skip_line();
        let mut lines: Vec<&str> = Vec::new();
        let mut end = start + 1;
        let text = self.text;
        while let Some(line) = self.line() {
            let deeper = line.len() - line.trim_start().len() > depth;
            if !deeper && !line.trim().is_empty() {
                break;
            }
            lines.push(text[self.at..self.at + line.len()].trim());
            end = self.at + line.len();
            self.skip_line();
        }
        let joined = lines.join(if style == '|' { "\n" } else { " " });
        Value { text: joined.trim_end().to_owned(), span: self.span(start, end) }
    }
}

/// A value with its place.
type Placed = (String, std::ops::Range<usize>);

/// Whether the map under the field `name` is not too deep.
fn may_nest(name: &str) -> bool {
    name.matches('.').count() < MAX_DEPTH
}

/// The items of the list `[one, "two"]` at the start of `text`, each with its place, and where the list ends.
fn flow_items(text: &str) -> Option<(Vec<Placed>, usize)> {
    /// No list of a front matter is longer, in bytes.
    const LONGEST: usize = 8192;
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let mut items = Vec::new();
    let mut at = 1;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        let first = text[at..].chars().next()?;
        match first {
            ']' => return Some((items, at + 1)),
            ',' => at += 1,
            '[' | '{' => return None,
            '"' | '\'' => {
                let length = quoted_end(&text[at + 1..], first);
                let inside = &text[at + 1..at + 1 + length];
                let value = if first == '"' { unescape(inside) } else { inside.replace("''", "'") };
                let end = (at + length + 2).min(text.len());
                items.push((value, at..end));
                at = end;
            }
            _ => {
                let length = text[at..].find([',', ']'])?;
                let words = text[at..at + length].trim_end();
                items.push((words.split_whitespace().collect::<Vec<_>>().join(" "), at..at + words.len()));
                at += length;
            }
        }
    }
}

/// Where the colon behind a key stands.
fn key_end(line: &str) -> Option<usize> {
    let colon = line.match_indices(':').map(|(at, _)| at).find(|&at| {
        let next = line[at + 1..].chars().next();
        next.is_none_or(char::is_whitespace)
    })?;
    let key = line[..colon].trim();
    let plain = !key.trim_matches(['"', '\'']).is_empty()
        && !key.starts_with(['-', '[', '{', '&', '*', '!', '|', '>', '%', '@', '`']);
    plain.then_some(colon)
}

/// A plain value without the comment behind it.
fn without_comment(value: &str) -> &str {
    value.find(" #").map_or(value, |at| &value[..at]).trim()
}

/// Where the closing quote stands.
fn quoted_end(body: &str, quote: char) -> usize {
    let mut letters = body.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter == '\\' && quote == '"' {
            letters.next();
        } else if letter == quote {
            if quote == '\'' && letters.peek().is_some_and(|&(_, next)| next == '\'') {
                letters.next();
            } else {
                return at;
            }
        }
    }
    body.len()
}

/// Folds the lines of a quoted value: a line end is a space, unless it is escaped.
fn fold(inside: &str, escapes: bool) -> String {
    let mut lines = inside.split('\n').map(|line| line.trim_end_matches('\r'));
    let mut text = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        if escapes && text.ends_with('\\') && !text.ends_with("\\\\") {
            text.pop();
        } else {
            text.truncate(text.trim_end().len());
            text.push(' ');
        }
        text.push_str(line.trim_start());
    }
    text
}

/// Reads the escapes of a double-quoted value.
fn unescape(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            words.push(letter);
            continue;
        }
        match letters.next() {
            Some('n') => words.push('\n'),
            Some('t') => words.push('\t'),
            Some('r') => words.push('\r'),
            Some('0') => words.push('\0'),
            Some('_') => words.push('\u{A0}'),
            Some('N') => words.push('\u{85}'),
            Some('L') => words.push('\u{2028}'),
            Some('P') => words.push('\u{2029}'),
            Some('e') => words.push('\u{1B}'),
            Some('x') => words.extend(code_point(&mut letters, 2)),
            Some('u') => words.extend(code_point(&mut letters, 4)),
            Some('U') => words.extend(code_point(&mut letters, 8)),
            Some(other) => words.push(other),
            None => {}
        }
    }
    words
}

fn code_point(letters: &mut std::str::Chars<'_>, digits: usize) -> Option<char> {
    let rest = letters.as_str();
    let code = rest.get(..digits)?;
    *letters = rest[digits..].chars();
    char::from_u32(u32::from_str_radix(code, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::read;

    fn fields(text: &str) -> Vec<(String, String)> {
        read(text, 0).0.into_iter().map(|field| (field.name, field.value)).collect()
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn values_in_their_dresses() {
        assert_eq!(fields("a: one # two\nb: 'it''s'"), [pair("a", "one"), pair("b", "it's")]);
        let folded = "t: \"A \\u2019 b\\\n  \\ c\\_d\"\nu: x\n  y";
        assert_eq!(fields(folded), [pair("t", "A ’ b c\u{A0}d"), pair("u", "x y")]);
        assert_eq!(fields("t: >- one\n  two"), [pair("t", ">- one two")]);
        assert_eq!(fields("t: |\n  one\n  two\nu: 1"), [pair("t", "one\ntwo"), pair("u", "1")]);
    }

    #[test]
    fn nesting_and_lists() {
        assert_eq!(fields("params:\n  issuer: A: B\nx: y"), [pair("params.issuer", "A: B"), pair("x", "y")]);
        assert_eq!(fields("tags:\n- a\n- b"), [pair("tags", "a"), pair("tags", "b")]);
        assert_eq!(fields("tags: [a, \"b, c\"] # x"), [pair("tags", "a"), pair("tags", "b, c")]);
        assert_eq!(fields("tags: [\n  a b,\n  'c'\n]\nx: y"), [pair("tags", "a b"), pair("tags", "c"), pair("x", "y")]);
        let maps = "authors:\n  - name: A\n    role: b\n  - name: C\nx:\n  y:\n    z: 1\n  w: 2\nv: 3";
        let expected = [
            pair("authors.name", "A"),
            pair("authors.role", "b"),
            pair("authors.name", "C"),
            pair("x.y.z", "1"),
            pair("x.w", "2"),
            pair("v", "3"),
        ];
        assert_eq!(fields(maps), expected);
    }

    #[test]
    fn comments_end_no_list() {
        assert_eq!(fields("tags:\n  # all\n  - a\n# more\n  - b"), [pair("tags", "a"), pair("tags", "b")]);
        let maps = "authors:\n  - name: A\n    # role: none\n    role: b";
        assert_eq!(fields(maps), [pair("authors.name", "A"), pair("authors.role", "b")]);
    }

    #[test]
    fn what_is_not_understood_is_told() {
        let (fields, strange) = read("a: 1\n???\nb: 2", 10);
        assert_eq!((fields.len(), strange[0].range()), (2, 15..18));
        let (fields, strange) = read("a: \"1\" b: 2", 0);
        assert_eq!((fields.len(), strange[0].range()), (1, 7..11));
    }
}
