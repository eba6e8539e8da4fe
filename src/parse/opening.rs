//! Where the masthead ends, which of its lines are one (joined.rs), and which of them are the issuer, the title and the
//! subtitle (places.rs).

mod above_headline;
mod below;
mod dialogue;
mod events;
mod floats;
mod joined;
mod letterhead;
mod lines;
mod notices;
mod places;
mod prose;
mod rules;
mod rulings;
mod score;
mod sentences;
mod speakers;
mod text;
mod timed;
mod title_label;
mod towns;

use super::bullets;
use super::condition;
use super::dates;
use super::inline;
use super::institution;
use super::masthead::{self, Said, What};
use super::pieces;
use crate::read::{Block, BlockKind, FieldText, Format, Line};
use crate::release::{ConditionClass, Field};
use crate::source::Span;
use lines::{printed_lines, widest};
use prose::{begins_body, begins_run, is_body, is_led, is_numbered, is_plainly_body};
use speakers::Speakers;
use std::cell::OnceCell;
use text::Body;

/// A line, or a few wrapped ones, that may belong to the masthead.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) lines: Vec<Line>,
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) said: Vec<Said>,
    heading: bool,
    /// Stars are drawn under it: a title, whatever it looks like.
    starred: bool,
    /// Whom to ask: a telephone, a mail address, the lines below `Contact:`.
    contact: bool,
    /// It says its kind and is a title nevertheless: `JOINT STATEMENT` over `by the ministers of …`.
    titled: bool,
    /// The lines with the label before them that says that they are the title: `Subject:`.
    labelled: Option<Vec<Line>>,
    /// The block that it is from, and its first line there.
    block: usize,
    line: usize,
    /// The block that it ends in, and the line behind it there.
    behind: (usize, usize),
    /// What [`institution::rank`] and [`institution::is_plain_name`] say of the text, once they were asked.
    rank: OnceCell<u8>,
    plain_name: OnceCell<bool>,
}

/// What a unit is in the masthead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Line,
    Issuer,
    /// It names one more who issues it.
    CoIssuer,
    Title,
    /// The title once more.
    Repeated,
    Subtitle,
}

/// The masthead, and what is left for the body.
#[derive(Debug, Default)]
pub(super) struct Opening {
    pub(super) units: Vec<(Unit, Place)>,
    pub(super) rest: Vec<Block>,
}

/// A masthead has no more lines than this.
const MOST_UNITS: usize = 24;
/// No more lines of a paragraph are looked at: each unit has a few.
const MOST_LINES: usize = 200;
/// A paragraph that ends with a full stop and is longer than this is prose, in characters.
const LONGEST_LINE: usize = 120;

/// Parts the masthead from the body. `title` is the title that front matter or settings give.
pub(super) fn open(blocks: &[Block], format: Format, title: Option<&str>, page: &[FieldText]) -> Opening {
    let (units, floats) = units(blocks, format);
    let mut units = joined::units(units);
    letterhead::read(&mut units);
    events::tell(&mut units);
    towns::read(&mut units);
    rulings::tell(&mut units);
    timed::tell(&mut units, page);
    let behind = units.last().map_or((0, 0), |last| after(blocks, last));
    sentences::end(&mut units, blocks.get(behind.0..).unwrap_or_default());
    let body_from = units.last().map_or(0, |last| last.behind.0 + 1);
    let body = Body::of(blocks.get(body_from..).unwrap_or_default(), page);
    towns::tell_title(&mut units, &body);
    if title.is_none() {
        notices::tell_title(&mut units);
    }
    let places = match title {
        Some(title) => places::under(&units, title),
        None => places::of(&units, &body),
    };
    let end = units.get(places.len()).map(|unit| (unit.block, unit.line));
    let after_last = units.last().map_or((0, 0), |last| after(blocks, last));
    let end = end.unwrap_or(after_last);
    let rest = floats::before(blocks, &floats, end.0).chain(rest(blocks, end)).collect();
    units.truncate(places.len());
    Opening { units: title_label::restore(units, places), rest }
}

/// What stands behind a unit.
fn after(blocks: &[Block], unit: &Unit) -> (usize, usize) {
    let (block, line) = unit.behind;
    match &blocks[block].kind {
        BlockKind::Paragraph { lines } if line < lines.len() => (block, line),
        _ => (block + 1, 0),
    }
}

/// The blocks from a line on.
fn rest(blocks: &[Block], (block, line): (usize, usize)) -> Vec<Block> {
    let mut rest = blocks.get(block..).unwrap_or_default().to_vec();
    if let Some(Block { span, kind: BlockKind::Paragraph { lines } }) = rest.first_mut().filter(|_| line > 0) {
        lines.drain(..line);
        *span = inline::span(lines).unwrap_or(*span);
    }
    rest
}

/// The lines up to the first that can only be of the body, and the pictures among them.
fn units(blocks: &[Block], format: Format) -> (Vec<Unit>, Vec<usize>) {
    let floats = floats::find(blocks);
    let mut units = lines_of_masthead(blocks, format, &floats);
    floats::end(&mut units, &floats);
    (units, floats)
}

fn lines_of_masthead(blocks: &[Block], format: Format, floats: &[usize]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let widest = widest(blocks);
    let speakers = Speakers::of(blocks);
    for (index, block) in blocks.iter().enumerate().filter(|(index, _)| !floats.contains(index)) {
        let (lines, heading) = match &block.kind {
            BlockKind::Paragraph { lines } => (lines, false),
            // A heading that the format numbers is not the title.
            BlockKind::Heading { lines, .. }
                if !is_anchored(lines)
                    && (!units.iter().any(Unit::is_title_heading) || below::is_deck(blocks, index, &units)) =>
            {
                (lines, true)
            }
            // A comment is no text.
            BlockKind::Marker(_) => continue,
            BlockKind::Break if rules::is_within(&units, &blocks[index..], 0) => continue,
            _ => break,
        };
        // A text without blank lines has its letterhead in one paragraph with the body.
        let glued = !heading && is_body(lines) && !is_notice(lines, &units);
        if glued && !(format == Format::Text && begins_masthead(lines)) {
            break;
        }
        let deck = !heading && above_headline::is_deck(blocks, index, &units);
        let mut contact = false;
        let last_line = lines.len();
        let lines = &lines[..last_line.min(MOST_LINES)];
        for range in printed_lines(lines, format, heading, widest) {
            let whole = &lines[range.clone()];
            let label = if heading { None } else { title_label::cut(whole) };
            let lines = label.clone().unwrap_or_else(|| whole.to_vec());
            let text = inline::text(&lines).trim().to_owned();
            let said = read_unit(&lines, &text, heading);
            // `Press release` below the telephone of a letterhead.
            contact &= !said.iter().any(|said| matches!(said.what, What::Kind { .. }));
            contact |= !heading && is_contact(&text);
            let prose = glued && label.is_none() && (is_body(&lines) || range.end == last_line);
            let starts_dialogue = |units: &[Unit]| {
                said.is_empty() && units.iter().any(places::is_silent) && dialogue::begins(&text, &blocks[index + 1..])
            };
            let numbered = || is_numbered(&text, &said) || (said.is_empty() && begins_run(&text, &blocks[index..]));
            let text_begins = !heading
                && !contact
                && (numbered() || begins_body(&text, &said) || starts_dialogue(&units) || is_led(&units, &text));
            let drawn = bullets::is_rule(&text) && rules::is_within(&units, &blocks[index..], range.end);
            let ends = units.len() == MOST_UNITS || prose;
            let titled = units.iter().any(places::is_silent);
            let headed = || units.iter().any(|unit| places::is_silent(unit) && unit.rank() == 0);
            let spoken = || !heading && !contact && speakers.begin(&text, headed);
            let plainly = said.is_empty() && ((titled && is_plainly_body(&text)) || spoken());
            if ends || plainly || (text_begins && !drawn && !deck && !is_title_underlined(&mut units, index, &text)) {
                return read_pairs(units);
            }
            let span = inline::span(&lines).unwrap_or(block.span);
            let said_contact = (contact || name_telephones(&text)) && said.is_empty() && !heading;
            let passed = deck || bullets::is_rule(&text) || (said.is_empty() && rules::says_for_short(&text, &units));
            let said = if passed { vec![aside(&text)] } else { said };
            units.push(Unit {
                lines,
                text,
                span,
                said,
                heading,
                starred: false,
                contact: said_contact,
                titled: false,
                labelled: label.is_some().then(|| whole.to_vec()),
                block: index,
                line: range.start,
                behind: (index, range.end),
                rank: OnceCell::new(),
                plain_name: OnceCell::new(),
            });
        }
    }
    read_pairs(units)
}

/// Whether a line holds nothing but what a page shows around a release: its buttons, the way through the site.
pub(super) fn is_crumb(unit: &Unit) -> bool {
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).count();
    let crumbs = unit.said.iter().filter(|said| said.what == What::Crumb);
    let all: usize = crumbs.map(|said| unit.text.get(said.range.clone()).map_or(0, letters)).sum();
    places::is_path(&unit.text) || (all > 0 && all == letters(&unit.text))
}

impl Unit {
    /// How much the text looks like the name of who issues it.
    fn rank(&self) -> u8 {
        *self.rank.get_or_init(|| institution::rank(&self.text))
    }

    /// Whether the text is the name of an institution and can be nothing else.
    fn is_plain_name(&self) -> bool {
        *self.plain_name.get_or_init(|| institution::is_plain_name_of_rank(&self.text, self.rank()))
    }

    /// A heading that is more than the kind of the release, the name of who issues it, or the way through a site.
    fn is_title_heading(&self) -> bool {
        const OFFICE: u8 = 2;
        let names = self.rank() >= OFFICE || places::is_path(&self.text);
        self.heading && self.said.is_empty() && (!names || self.starred)
    }
}

/// What a line says; of a heading only that it is the kind, with its number or day, or an embargo.
fn read_unit(lines: &[Line], text: &str, heading: bool) -> Vec<Said> {
    let kind_only = |said: &Vec<Said>| {
        let field = |said: &Said| matches!(said.what, What::Kind { .. } | What::Reference(_) | What::Date(..));
        matches!(said.first(), Some(Said { what: What::Kind { .. }, .. })) && said.iter().all(field)
    };
    // Several spaces set fields and spaced letters apart, which `text` has no more.
    let printed = match lines {
        [line] => inline::line_text(line).trim().to_owned(),
        _ => text.to_owned(),
    };
    let said = masthead::read(&printed);
    let embargo = |said: &Vec<Said>| {
        let ends =
            |said: &Said| matches!(said.what, What::Condition { class: ConditionClass::Embargoed, until: Some(_), .. });
        said.len() == 1 && said.iter().all(ends)
    };
    if heading { Some(said).filter(|said| kind_only(said) || embargo(said)).unwrap_or_default() } else { said }
}

/// `… is embargoed until` over `8:30 a.m. Friday, April 5, 2031`.
fn read_open_embargo(label: &mut Unit, value: &Unit) {
    // Where the day stands with words that are not understood, nobody knows its hour.
    let dated = value.said.iter().any(|said| matches!(said.what, What::Date(..)));
    let day = dated.then(|| dates::find_until(&value.text)).flatten();
    let day = day.filter(|day| day.time.is_some() || condition::is_understood(&value.text));
    let is_timed = |day: &dates::Printed| day.time.is_some();
    for said in &mut label.said {
        if let What::Condition { printed, class: ConditionClass::Embargoed, until: until @ None } = &mut said.what
            && (condition::is_open(printed) || condition::is_bare(printed) && day.as_ref().is_some_and(is_timed))
        {
            until.clone_from(&day);
        }
    }
}

/// A label on a line of its own says what the next line is.
fn read_pairs(mut units: Vec<Unit>) -> Vec<Unit> {
    for index in 1..units.len() {
        let [label, value] = &mut units[index - 1..=index] else { break };
        read_open_embargo(label, value);
        // `Last updated` over `5 March 2031`.
        let day = matches!(value.said.as_slice(), [Said { what: What::Date(..), .. }]);
        if day && masthead::is_other_date(&label.text) && dates::find(&label.text).is_none() {
            value.said = vec![aside(&value.text)];
            continue;
        }
        let label_only = label.said.is_empty()
            || matches!(label.said.as_slice(), [Said { what: What::Condition { until: None, .. }, .. }]);
        if label.heading || value.heading || !label_only {
            continue;
        }
        // `Embargo:` over `None, for immediate release`.
        if !label.said.is_empty() && says_immediate(value) {
            label.said = vec![Said { range: 0..label.text.len(), what: What::Label(Field::Condition) }];
            continue;
        }
        if !may_end(label, value) {
            continue;
        }
        let Some((field, said)) = masthead::read_label_alone(&label.text, &value.text) else { continue };
        label.said = vec![Said { range: 0..label.text.len(), what: What::Label(field) }];
        label.contact = false;
        value.said = said;
        value.contact = false;
    }
    units
}

/// Whether the day of a line may be the end of an embargo over it: `Under embargo` over `3 March 2031 | Statement` has none.
fn may_end(label: &Unit, value: &Unit) -> bool {
    let day = value.said.iter().find_map(|said| match &said.what {
        What::Date(date, _) => Some(date),
        _ => None,
    });
    let Some(day) = day.filter(|_| !label.said.is_empty()) else { return true };
    let says_until = label.text.trim_end().ends_with([':', '：']) || condition::is_open(&label.text);
    day.time.is_some() || (says_until && value.said.len() == 1)
}

fn aside(text: &str) -> Said {
    Said { range: 0..text.len(), what: What::Aside }
}

/// Whether `line` is drawn with stars under the title, `********`, about as long as it is; that is then a heading.
/// Other signs are drawn under the headings of sections, too.
fn is_title_underlined(units: &mut [Unit], block: usize, line: &str) -> bool {
    let Some((above, before)) = units.split_last_mut() else { return false };
    let (length, width) = (line.chars().count(), above.text.chars().count());
    let stars = bullets::is_rule(line) && line.starts_with(['*', '＊']) && !line.contains(' ');
    let first = before.iter().all(|unit| !unit.said.is_empty() || unit.is_plain_name());
    let drawn = stars && first && above.block == block && above.said.is_empty() && length * 2 >= width;
    above.heading |= drawn;
    above.starred |= drawn;
    drawn
}

fn says_immediate(unit: &Unit) -> bool {
    let immediate = |said: &Said| matches!(said.what, What::Condition { class: ConditionClass::Immediate, .. });
    unit.said.first().is_some_and(immediate)
}

/// Whether a line is whom to ask: `Contact: Jane Roe`, a telephone, a mail or web address.
fn is_contact(text: &str) -> bool {
    const LONGEST: usize = 120;
    const FEWEST_FIGURES: usize = 7;
    let figures = text.chars().filter(char::is_ascii_digit).count();
    let telephone = figures >= FEWEST_FIGURES
        && text.chars().all(|letter| !letter.is_alphabetic() || letter.is_ascii_alphabetic())
        && text.split(|letter: char| letter.is_alphabetic()).any(is_telephone)
        && super::dates::find(text).is_none();
    let address = text.contains('@') || text.starts_with("www.") || text.starts_with("http");
    text.len() <= LONGEST
        && (super::tail::is_contact_line(text)
            || super::tail::group(text) == Some(super::tail::Group::Contacts)
            || telephone
            || address)
}

/// `박서준(044-999-4510) 나은지(044-999-4512)`: whom to ask, with their numbers; one alone may be beside who issues it.
fn name_telephones(text: &str) -> bool {
    let inside = text.split('(').skip(1).filter_map(|behind| behind.split_once(')'));
    inside.filter(|(inside, _)| is_telephone(inside)).count() > 1
}

/// `+99 55 123 456`: figures in groups.
fn is_telephone(text: &str) -> bool {
    const FEWEST_FIGURES: usize = 7;
    let figures = text.chars().filter(char::is_ascii_digit).count();
    let bare = text.trim_matches([' ', ':', '.', ',', '|']);
    figures >= FEWEST_FIGURES
        && bare.starts_with(['+', '(', '0'])
        && bare.chars().all(|letter| letter.is_ascii_digit() || " +-()./\u{A0}".contains(letter))
}

/// Whether the format says that a number begins in some line.
fn is_anchored(lines: &[Line]) -> bool {
    lines.iter().any(|line| line.anchor.is_some())
}

/// Whether a paragraph above the title says what it puts right or that it is withdrawn, `This release replaces the one of 3 March.`, or has a line
/// that does among lines that are no prose.
fn is_notice(lines: &[Line], units: &[Unit]) -> bool {
    let corrects = |text: &str| {
        matches!(masthead::read(text).as_slice(), [Said { what: What::Correction(_) | What::Withdrawal { .. }, .. }])
    };
    let named = |unit: &Unit| unit.is_plain_name() || !unit.text.contains(char::is_alphabetic);
    let letterhead = |unit: &Unit| !unit.said.is_empty() || named(unit) || letterhead::is_address(&unit.text);
    let first = units.iter().all(letterhead);
    let rest = || lines.iter().filter(|line| !corrects(&inline::line_text(line))).cloned().collect::<Vec<_>>();
    let corrected = || {
        let rest = rest();
        corrects(&inline::text(lines)) || (rest.len() < lines.len() && !is_body(&rest))
    };
    first && !is_anchored(lines) && lines.len() <= MOST_LINES && corrected()
}

/// Whether the first of several lines says something or names who issues the text.
fn begins_masthead(lines: &[Line]) -> bool {
    let [first, second, ..] = lines else { return false };
    let text = inline::line_text(first);
    let says = |text: &str| !masthead::read(text.trim()).is_empty();
    // A title over its date.
    let titled =
        || text.chars().count() <= LONGEST_LINE && !pieces::ends_clause(&text) && says(&inline::line_text(second));
    !is_anchored(lines) && (institution::is_plain_name(&text) || says(&text) || titled())
}
