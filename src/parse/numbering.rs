//! The numbers of paragraphs by their form: what a line begins with that looks like one.
//!
//! Which of these are numbers is decided by succession, in [`sequence`](super::sequence).

use super::dates::digit;
use super::inline::is_unspaced;
use super::numerals::{self, Class, Numeral};
use super::words::{self, Sign};
use std::ops::Range;

/// What a line begins with that may be a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// How many bytes of the line it takes.
    pub(super) length: usize,
    /// The number alone.
    pub(super) label: String,
    /// What it may mean: `i` is the ninth letter or the first roman number.
    pub(super) readings: Vec<Reading>,
    pub(super) form: Form,
    /// Where its numerals stand, without brackets, words and full stops.
    core: Range<usize>,
}

/// How far the form alone makes a number of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// Nothing sets it off: `4 The`, `Article 4 The`. Only a run of three tells.
    Bare,
    /// It touches the words, or its mark is one of other things too: `4.The`, `4 - The`, `4: The`. Only a run tells.
    Loose,
    /// A mark sets it off: `4.`, `(b)`, `Article 4.`
    Marked,
}

/// One meaning of a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Reading {
    pub(super) style: Style,
    /// The numbers before the last: `[1]` of `1.2`.
    pub(super) prefix: Vec<u32>,
    pub(super) value: u32,
}

impl Reading {
    /// The reading of the number that comes next.
    pub(super) fn next(&self) -> Self {
        Self { value: self.value + 1, ..self.clone() }
    }

    /// The reading of the number that comes before, if it is not the first.
    pub(super) fn before(&self) -> Option<Self> {
        (self.value > 1).then(|| Self { value: self.value - 1, ..self.clone() })
    }
}

impl Candidate {
    /// Whether it may be the first of a sequence, and is no initial.
    pub(super) fn is_first(&self) -> bool {
        self.readings.iter().any(|reading| reading.value == 1 && !reading.style.is_initial())
    }

    /// The same with `length` bytes before it that belong to it.
    pub(super) fn behind(self, length: usize) -> Self {
        let core = self.core.start + length..self.core.end + length;
        Self { length: self.length + length, core, ..self }
    }

    /// How the number `value` of the same sequence would be printed, where `printed` is this one.
    pub(super) fn print_like(&self, printed: &str, reading: &Reading, value: u32) -> Option<String> {
        let core = printed.get(self.core.clone())?;
        let head = core.rfind('.').map_or("", |dot| &core[..=dot]);
        let numeral = reading.style.class.write(value, core)?;
        Some(format!("{}{head}{numeral}{}", &printed[..self.core.start], &printed[self.core.end..]))
    }
}

/// What numbers of one sequence have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Style {
    before: String,
    behind: String,
    class: Class,
    pub(super) depth: usize,
}

impl Style {
    /// Whether a number such as `1.2`, which may be an amount.
    pub(super) fn is_bare_decimal(&self) -> bool {
        self.class == Class::Decimal && self.depth > 0 && self.before.is_empty() && self.behind.is_empty()
    }

    /// Whether one number alone, in figures or Han, with a mark behind it: `4.`, `四、`
    pub(super) fn is_plain(&self) -> bool {
        matches!(self.class, Class::Decimal | Class::Han) && self.depth == 0 && self.before.is_empty()
    }

    /// Whether it counts in figures.
    pub(super) fn is_decimal(&self) -> bool {
        self.class == Class::Decimal
    }

    /// Whether a single letter and a full stop: it may be somebody's initial.
    pub(super) fn is_initial(&self) -> bool {
        self.class.is_cased() && self.before.is_empty() && self.behind == "."
    }

    /// Whether a word stands before its numerals, as in `Article 4`.
    pub(super) fn is_named(&self) -> bool {
        self.before.chars().filter(|letter| letter.is_alphabetic()).count() > 1 && !self.is_glued()
    }

    /// Whether a ring or brackets are of its sign: `①`.
    pub(super) fn is_enclosed(&self) -> bool {
        matches!(self.class, Class::Enclosed(_))
    }

    /// Whether letters stand before its figures, as in `OP4`: they tell a part of the text, which stands in no other.
    pub(super) fn is_glued(&self) -> bool {
        self.before.starts_with(|letter: char| letter.is_ascii_uppercase())
    }

    /// Whether the numerals are the same, whatever mark closes them.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.before == other.before && self.class == other.class && self.depth == other.depth
    }

    /// Whether the numbers of courts' paragraphs, `[4]`, which look like the marks of notes.
    pub(super) fn is_bracketed(&self) -> bool {
        self.before == "["
    }
}

/// The marks before the first number of a quotation: `"(1) The parties …`
pub(super) const OPENING_MARKS: [char; 4] = ['"', '“', '«', '„'];

/// Reads a number that a format sets apart from its words: `1`, `OP4` and `ア` are numbers only with words behind them.
pub(super) fn read_whole(printed: &str) -> Option<Candidate> {
    let number = printed.strip_prefix(OPENING_MARKS).unwrap_or(printed);
    let behind = ["", " A", "\u{3000}A"];
    let mut readings = behind.iter().filter_map(|words| read(&format!("{number}{words}")));
    let whole = readings.find(|candidate| candidate.length == number.len())?;
    Some(whole.behind(printed.len() - number.len()))
}

/// Reads what `text` begins with: `1.` `1)` `(1)` `[1]` `1º` `1` `(a)` `a.` `(i)` `I.` `A.` `1.1` `①` `§ 3` `OP4`
/// `Article 2` `제1조` `가.` `一、` `أ)`.
pub(super) fn read(text: &str) -> Option<Candidate> {
    let opening = read_opening(text);
    let rest = &text[opening.length..];
    let numeral = numerals::read(rest).or_else(|| numerals::read_ordinal(rest))?;
    let (behind, form) = read_behind(&rest[numeral.length..], &opening, &numeral)?;
    let core = opening.length..opening.length + numeral.length;
    let readings = numeral.meanings.into_iter().map(|(class, mut values)| {
        let value = values.pop().unwrap_or(0);
        // `Article 1er` and `Article 2.` are of one sequence, and so are `1.1` and `1.2.`
        let named = matches!(opening.kind, Kind::Word | Kind::WordBracket);
        // `Article premier` stands over `Article 2`.
        let class = if named && class == Class::Ordinal { Class::Decimal } else { class };
        let same = named || opening.kind == Kind::Glued || (!values.is_empty() && behind == ".");
        let behind = if same { String::new() } else { behind.trim_start().to_owned() };
        let style = Style { before: opening.name.clone(), behind, class, depth: values.len() };
        Reading { style, prefix: values, value }
    });
    let label = match opening.kind {
        Kind::Glued => format!("{}{}", opening.name, label_of(&text[core.clone()])),
        _ => label_of(&text[core.clone()]),
    };
    Some(Candidate { length: core.end + behind.len(), label, readings: readings.collect(), form, core })
}

/// What stands before the numerals.
struct Opening {
    kind: Kind,
    /// As numbers of one sequence have it in common.
    name: String,
    length: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Nothing,
    Bracket,
    Square,
    /// `第`
    Han,
    /// `제`
    Hangul,
    /// `§`, `Article`
    Word,
    /// `المادة (` of `المادة (2)`
    WordBracket,
    /// `OP` of `OP4`
    Glued,
}

fn read_opening(text: &str) -> Opening {
    let signs =
        [("(", Kind::Bracket), ("（", Kind::Bracket), ("[", Kind::Square), ("第", Kind::Han), ("제", Kind::Hangul)];
    for (sign, kind) in signs {
        if let Some(rest) = text.strip_prefix(sign) {
            return Opening { kind, name: sign.to_owned(), length: text.len() - rest.trim_start_matches(' ').len() };
        }
    }
    if let Some(rest) = text.strip_prefix('§') {
        let rest = rest.trim_start_matches([' ', '\u{A0}', '\u{202F}']);
        return Opening { kind: Kind::Word, name: "§".to_owned(), length: text.len() - rest.len() };
    }
    read_word(text).or_else(|| read_glued(text)).unwrap_or(Opening {
        kind: Kind::Nothing,
        name: String::new(),
        length: 0,
    })
}

/// `Article 2`, `Art. 3`, `المادة (2)`
fn read_word(text: &str) -> Option<Opening> {
    let rest = words::after(Sign::Article, text)?;
    let name = abbreviated(text[..text.len() - rest.len()].to_lowercase());
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let behind = rest.trim_start_matches([' ', '\u{A0}', '\u{202F}']);
    let figures = |inside: &&str| inside.starts_with(|letter| digit(letter).is_some());
    if let Some(inside) = behind.strip_prefix(['(', '（']).filter(figures) {
        return Some(Opening { kind: Kind::WordBracket, name, length: text.len() - inside.len() });
    }
    (behind.len() < rest.len()).then(|| Opening { kind: Kind::Word, name, length: text.len() - behind.len() })
}

/// `sec` of `section`: the first of several is often printed in full, and the others are not.
fn abbreviated(name: String) -> String {
    const LENGTH: usize = 3;
    let short: String = name.chars().take(LENGTH).collect();
    if words::is(Sign::Article, &short) { short } else { name }
}

/// The longest letters that are glued to a number: `OP4`, `PP12`.
const LONGEST_GLUED: usize = 3;

fn read_glued(text: &str) -> Option<Opening> {
    let length = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let number = text[length..].starts_with(|letter| digit(letter).is_some());
    (number && (1..=LONGEST_GLUED).contains(&length)).then(|| Opening {
        kind: Kind::Glued,
        name: text[..length].to_owned(),
        length,
    })
}

/// The marks that close a number and set it off, the longest first.
const CLOSING: &[&str] = &[".-", ".–", ".—", ".)", ".", ")", "）", "、", "．", "｡"];
/// The marks that close a number in figures, but other things as well.
const LOOSE: &[&str] = &["º.-", "º.", "º", "°.", "°", "ª.", "ª", "-)", " -", " –", " —", "-", "–", " :", ":"];
/// The marks that close a letter without case, but other things as well.
const DASHES: &[&str] = &[" -", " –", "-", "–"];
/// What closes `Article 1er`, `Article 2.-`, `Article 3 :`, `Artículo 4º.-`, `Artigo 5.º`, `Art. 6o`
const WORD: &[&str] = &[
    "er.", "er", ".-", ".–", ".—", ".º", ".ª", ".", " :", "\u{A0}:", ":", "º.-", "º.–", "º.", "º:", "º", "°.-", "°.–",
    "°.", "°:", "°", "ª.-", "ª.", "ª:", "ª", "o.-", "o.", "o",
];
/// What closes a number that is a word: `PRIMERO.-`
const BEHIND_ORDINAL: &[&str] = &[".-", ".–", ".—", ".", " :", ":"];
const HAN: &[&str] = &["条", "條", "章", "节", "節", "款", "项", "項", "部分", "、", "，"];
const HANGUL: &[&str] = &["조", "항", "장", "절", "호"];

/// The closing mark of a number, as what stands before wants it, and how sure it makes the number.
fn read_behind<'a>(rest: &'a str, opening: &Opening, numeral: &Numeral) -> Option<(&'a str, Form)> {
    let find = |choices: &[&str]| choices.iter().find(|choice| rest.starts_with(**choice)).map(|it| &rest[..it.len()]);
    let after = |mark: &str| &rest[mark.len()..];
    match opening.kind {
        Kind::Nothing => read_plain_behind(rest, numeral),
        Kind::Bracket => find(&[")", "）"]).and_then(|mark| Some((mark, set_off(after(mark), mark, true)?))),
        Kind::Square => {
            let mark = find(&["]"]).filter(|_| is_plain(numeral))?;
            Some((mark, set_off(after(mark), mark, true)?))
        }
        Kind::Word => read_word_behind(rest, 0, opening),
        Kind::WordBracket => read_word_behind(rest, find(&[")", "）"])?.len(), opening),
        Kind::Han => {
            let mark = find(HAN).unwrap_or_default();
            match mark {
                "" => (is_apart(rest) || ends(rest)).then_some(("", Form::Loose)),
                "，" => Some((mark, Form::Loose)),
                "、" => Some((mark, Form::Marked)),
                _ => ordinal(mark, after(mark)),
            }
        }
        // `제1조에 따라` is a sentence: a particle goes on in the word.
        Kind::Hangul => {
            find(HANGUL).and_then(|mark| ordinal(mark, after(mark))).filter(|(_, form)| *form == Form::Marked)
        }
        Kind::Glued => match find(&[".", ":", ")"]).filter(|mark| ends(after(mark))) {
            Some(mark) => Some((mark, Form::Loose)),
            None => begins_words(rest).then_some(("", Form::Bare)),
        },
    }
}

/// The closing mark behind `Article 2`, or behind `المادة (2)`, whose bracket takes `closed` bytes of it.
fn read_word_behind<'a>(rest: &'a str, closed: usize, opening: &Opening) -> Option<(&'a str, Form)> {
    let behind = &rest[closed..];
    let mark = WORD.iter().find(|mark| behind.strip_prefix(**mark).is_some_and(ends));
    // `§ 3a`: the figures go on, and are no number of their own.
    let stroke = opening.name == "§" && (ends(behind) || behind.starts_with('('));
    match mark {
        Some(mark) => Some((&rest[..closed + mark.len()], Form::Marked)),
        // `Article 2 of the Treaty` is a sentence; a number has its line, or a dash, to itself.
        None if is_apart(behind) || stroke => Some((&rest[..closed], Form::Marked)),
        None => begins_words(behind).then_some((&rest[..closed], Form::Bare)),
    }
}

/// The closing mark where nothing stands before the numerals.
fn read_plain_behind<'a>(rest: &'a str, numeral: &Numeral) -> Option<(&'a str, Form)> {
    let &(class, ref values) = numeral.meanings.first()?;
    let find = |choices: &[&str]| choices.iter().find(|choice| rest.starts_with(**choice)).map(|it| &rest[..it.len()]);
    if matches!(class, Class::Enclosed(_)) {
        return Some((find(&["."]).unwrap_or_default(), Form::Marked));
    }
    if class == Class::Ordinal {
        // `First: the harbour` may head a passage; only a run tells.
        let mark = find(BEHIND_ORDINAL).filter(|mark| ends(&rest[mark.len()..]) || mark.ends_with(['-', '–', '—']))?;
        return Some((mark, Form::Loose));
    }
    if let Some(mark) = find(CLOSING) {
        // `U.S.` is no letter before a sentence, `1.1The` no number.
        let may_touch = !(class.is_cased() && mark == ".") && values.len() == 1;
        return Some((mark, set_off(&rest[mark.len()..], mark, may_touch)?));
    }
    let loose = match class {
        Class::Decimal if values.len() == 1 => LOOSE,
        Class::Letters { .. } if !class.is_cased() => DASHES,
        _ => &[],
    };
    if let Some(mark) = find(loose).filter(|mark| begins_words(&rest[mark.len()..])) {
        return Some((mark, Form::Loose));
    }
    let wide = rest.starts_with(['\u{3000}', '\t']) || rest.starts_with("  ");
    match class {
        Class::Decimal if values.len() > 1 => ends(rest).then_some(("", Form::Marked)),
        Class::Decimal if begins_with_figures(rest) => Some(("", Form::Loose)),
        Class::Decimal => begins_words(rest).then_some(("", if wide { Form::Loose } else { Form::Bare })),
        Class::Han => begins_words(rest).then_some(("", Form::Loose)),
        Class::Letters { .. } if rest.starts_with('\u{3000}') => Some(("", Form::Loose)),
        _ => None,
    }
}

/// How sure the mark makes a number, with `after` behind it: it stands alone, or it touches words.
fn set_off(after: &str, mark: &str, may_touch: bool) -> Option<Form> {
    let wide = mark.chars().next_back().is_some_and(is_unspaced);
    if wide || ends(after) {
        return Some(Form::Marked);
    }
    let letter = after.chars().next()?;
    let words = letter.is_alphabetic() && (!letter.is_lowercase() || mark == ")");
    (words && may_touch).then_some(Form::Loose)
}

/// `제1조(목적)` and `第一条 …` head what follows; `第一条港口…` may begin a sentence.
fn ordinal<'a>(mark: &'a str, after: &str) -> Option<(&'a str, Form)> {
    let headed = ends(after) || after.starts_with(['(', '（', '【', '：', ':', '．', '.']);
    Some((mark, if headed { Form::Marked } else { Form::Bare }))
}

fn ends(after: &str) -> bool {
    after.is_empty() || after.starts_with(char::is_whitespace)
}

fn is_apart(rest: &str) -> bool {
    rest.trim_start().is_empty() || rest.trim_start().starts_with(['–', '—', '-'])
}

/// Whether white space and then words follow that may begin a sentence.
fn begins_words(rest: &str) -> bool {
    let words = rest.trim_start().trim_start_matches(['"', '“', '«', '„', '‘', '「', '(', '*']);
    rest.starts_with(char::is_whitespace)
        && words.starts_with(|letter: char| letter.is_alphabetic() && !letter.is_lowercase())
}

/// `　5月12日、…`: an ideographic space, and words that begin with a figure.
fn begins_with_figures(rest: &str) -> bool {
    let Some(words) = rest.strip_prefix('\u{3000}') else { return false };
    let figures = words.trim_start_matches(|letter: char| digit(letter).is_some());
    figures.len() < words.len() && figures.starts_with(is_unspaced)
}

/// Whether one number in figures.
fn is_plain(numeral: &Numeral) -> bool {
    matches!(numeral.meanings.as_slice(), [(Class::Decimal, values)] if values.len() == 1)
}

/// The label of a number: figures of every script as plain ones, other numerals as they are.
fn label_of(core: &str) -> String {
    let figures = core.starts_with(|letter| digit(letter).is_some());
    if !figures && let Some(value) = numerals::value_in_words(core) {
        return value.to_string();
    }
    let mut letters = core.chars();
    if let (Some(only), None) = (letters.next(), letters.next())
        && let Some((_, value)) = numerals::enclosed(only)
    {
        return value.to_string();
    }
    core.chars().map(|letter| digit(letter).and_then(|value| char::from_digit(value, 10)).unwrap_or(letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Form, read};

    #[test]
    fn numbers_have_labels() {
        for (printed, expected) in [
            ("4.", "4"),
            ("(b)", "b"),
            ("[12]", "12"),
            ("제3조", "3"),
            ("٤.", "4"),
            ("①", "1"),
            ("Article 2", "2"),
            ("Art. 2.-", "2"),
            ("Article 1er", "1"),
            ("1.2.3", "1.2.3"),
            ("一、", "一"),
            ("§ 3", "3"),
            ("OP4.", "OP4"),
            ("ب)", "ب"),
            ("б)", "б"),
            ("§ 1º", "1"),
            ("Artículo 1º.-", "1"),
            ("Artigo 2.º", "2"),
            ("المادة (3):", "3"),
            ("المادة الثالثة:", "3"),
            ("المادة الثانية عشرة:", "12"),
            ("Article premier.", "1"),
            ("SEGUNDO.-", "2"),
            ("參、", "3"),
        ] {
            let candidate = read(printed).unwrap_or_else(|| panic!("{printed}"));
            assert_eq!((candidate.label.as_str(), candidate.length), (expected, printed.len()), "{printed}");
        }
    }

    #[test]
    fn forms_say_how_sure_they_are() {
        for (text, expected) in [
            ("4. The", Form::Marked),
            ("4.The", Form::Loose),
            ("4.- The", Form::Marked),
            ("4 - The", Form::Loose),
            ("4º El", Form::Loose),
            ("٤- فتح", Form::Loose),
            ("4 The", Form::Bare),
            ("４　港", Form::Loose),
            ("OP4 Decides", Form::Bare),
            ("Article 4 The", Form::Bare),
            ("第一，开放", Form::Loose),
            ("第一条　港口", Form::Marked),
            ("第一条规定", Form::Bare),
            ("제1조(목적) 이", Form::Marked),
        ] {
            assert_eq!(read(text).map(|candidate| candidate.form), Some(expected), "{text}");
        }
    }

    #[test]
    fn words_are_not_numbers() {
        for words in [
            "1718 Committee",
            "2031. A year",
            "A 2",
            "In 2031",
            "Article 2 of the Treaty",
            "1.5m",
            "so.",
            "(see below)",
            "12 ships",
            "3-year plan",
            "10:30 Opening",
            "U.S. ships",
            "1st of May",
            "제1조에 따라",
            "§ 3a Der",
            "Primero se crea",
            "Section (1)(a) of",
        ] {
            assert_eq!(read(words), None, "{words}");
        }
    }

    #[test]
    fn the_next_number_is_printed_alike() {
        for (printed, next) in [("(b)", "(c)"), ("1.2.", "1.3."), ("٤-", "٥-"), ("제3조", "제4조"), ("OP4.", "OP5.")]
        {
            let candidate = read(&format!("{printed} Words")).unwrap();
            let reading = &candidate.readings[0];
            assert_eq!(candidate.print_like(printed, reading, reading.value + 1).as_deref(), Some(next));
        }
    }
}
