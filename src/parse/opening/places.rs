//! Which lines of a masthead are the issuer, the title and the subtitle: a choice by what speaks for each.
//!
//! ```text
//! title     what a format marks as one; else the silent line that the most speaks for: it stands behind lines that say
//!           something, is strong, of several words, no sentence; against it that it is a name
//! issuer    the line before the title that is most like a name: an institution, else what the text calls by that
//!           name, an office, a state; else the first. Where none is before the title, an institution below it
//! co-issuer a line beside it with the same word: two ministries
//! ```

use super::super::headline;
use super::super::inline;
use super::super::institution;
use super::super::marks;
use super::super::masthead::{Said, What};
use super::super::tail;
use super::super::words::{self, Sign};
use super::score::{is_quoted, score};
use super::{Body, Place, Unit, below, letterhead, title_label};
use crate::release::{Field, KindClass};

/// The places of the units where the title is known: lines that say something, the title again, a deck.
pub(super) fn under(units: &[Unit], title: &str) -> Vec<Place> {
    let mut places = Vec::new();
    let same = |text: &str| letters(text).eq(letters(title));
    // What stands above the heading that is the title, such as the way through a site, is no text.
    let printed = units.iter().position(|unit| unit.heading && same(&unit.text));
    for (index, unit) in units.iter().enumerate() {
        let deck = inline::all(&unit.lines, |style| style.emphasis) && !places.contains(&Place::Subtitle);
        // Lines before the title's repetition, or before a line that says something, name the issuer.
        let named = |more: &Unit| same(&more.text) || !more.said.is_empty();
        let names = unit.rank() > 1;
        let issuer =
            index == 0 && names && !unit.heading && units.get(1).is_some_and(named) && !places.contains(&Place::Issuer);
        places.push(if same(&unit.text) && !places.contains(&Place::Title) {
            Place::Title
        } else if !unit.said.is_empty() {
            Place::Line
        } else if deck && index + 1 == units.len() {
            Place::Subtitle
        } else if issuer {
            Place::Issuer
        } else if printed.is_some_and(|title| index < title) {
            Place::Line
        } else {
            return places;
        });
    }
    places
}

/// What two prints of a title have in common, whatever marks stand in them.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| letter.is_alphanumeric())
}

/// A name may be printed again in capitals.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|name| letters(name).flat_map(char::to_lowercase));
    one.eq(other)
}

/// `HARBOUR AUTHORITY` of `Harbour Authority of Ostmark`: a name as it is printed for short.
fn is_shorter_name(name: &str, short: &str) -> bool {
    let [name, short] = [name, short].map(|name| name.to_lowercase());
    name.strip_prefix(short.trim()).is_some_and(|rest| rest.starts_with(' '))
}

/// The places of the units where the title must be found among them.
pub(super) fn of(units: &[Unit], body: &Body) -> Vec<Place> {
    let title = choose_title(units, body);
    let issuer = choose_issuer(units, title, body);
    let mut places: Vec<Place> = Vec::new();
    for (index, unit) in units.iter().enumerate() {
        let place = place(units, index, title, issuer, body);
        let further = places.last() == Some(&Place::Subtitle) && is_same_deck(&units[index - 1], unit);
        let subtitle = place.is_none() && (further || !places.contains(&Place::Subtitle));
        let more = |title: usize| below::goes_on(units, title, index) || is_before_date(units, title, index);
        let goes_on = || title.filter(|&title| title < index && more(title)).map(|_| Place::Line);
        let deck = || subtitle.then(|| subtitle_under(units, index, title, further, body)).flatten();
        let Some(place) = place.or_else(deck).or_else(goes_on) else { break };
        places.push(place);
    }
    places
}

/// What a unit is, but for a subtitle; nothing where the body begins.
fn place(units: &[Unit], index: usize, title: Option<usize>, issuer: Option<usize>, body: &Body) -> Option<Place> {
    const FEW_WORDS: usize = 2;
    let unit = &units[index];
    let before_title = title.is_some_and(|title| index < title);
    let repeats = |title: usize| letters(&units[title].text).eq(letters(&unit.text));
    let peer = |issuer: usize| {
        let name = &units[issuer].text;
        let again = is_same_name(name, &unit.text) || is_shorter_name(name, &unit.text);
        let named = body.publisher(&unit.text) == Some(false);
        unit.said.is_empty() && !again && (named || institution::are_peers(&units[issuer].text, &unit.text))
    };
    if Some(index) == title {
        Some(Place::Title)
    } else if Some(index) == issuer {
        Some(Place::Issuer)
    } else if title.is_some_and(|title| repeats(title) && !unit.contact) {
        Some(Place::Repeated)
    } else if issuer.is_some_and(peer) && (before_title || issuer.is_some_and(|issuer| issuer + 1 == index)) {
        Some(Place::CoIssuer)
    } else if before_title || !unit.said.is_empty() || is_path(&unit.text) {
        Some(Place::Line)
    } else {
        // Without a title, the names of a letterhead are all there is.
        let letterhead = title.is_none() && (unit.rank() > 0 || issuer.is_some_and(|issuer| index < issuer));
        // Between the title and the date, an office is of the masthead, and a word or two.
        let dated = || units.get(index + 1).is_some_and(|next| !next.said.is_empty());
        let below = |title: usize| units[title + 1..index].iter().all(|unit| !unit.said.is_empty());
        let few = || title.is_some_and(below) && count_words(&unit.text) <= FEW_WORDS;
        // Who heads an institution signs what stands above.
        let signed = institution::is_officer(&unit.text) && title.is_some_and(below);
        let passed = is_silent(unit) && !unit.heading && ((is_office(&unit.text) || few()) && dated() || signed);
        (letterhead || passed).then_some(Place::Line)
    }
}

/// Whether a line stands between the title and the first date, among short lines: `Jane Roe, spokesperson` over `Port
/// Tide`, `3 March 2031`.
fn is_before_date(units: &[Unit], title: usize, index: usize) -> bool {
    const MOST_LINES: usize = 3;
    const MOST_WORDS: usize = 6;
    let date = |unit: &Unit| {
        let dates = |said: &Said| matches!(said.what, What::Date(..));
        !unit.said.is_empty() && unit.said.iter().all(dates)
    };
    let dated = |unit: &Unit| unit.said.iter().any(|said| said.what.field() == Some(Field::DatePublished));
    let short = |unit: &Unit| {
        is_silent(unit) && !unit.heading && count_words(&unit.text) <= MOST_WORDS && !is_sentence(&unit.text)
    };
    let town = |unit: &Unit| matches!(unit.said.as_slice(), [Said { what: What::Located(_), .. }]);
    let mut below = units[index..].iter().take(MOST_LINES + 1).skip_while(|unit| short(unit) || town(unit));
    // Where a date stands above already, only the same day once more.
    let first = |date: &Unit| units[..index].iter().all(|unit| !dated(unit) || unit.text.contains(&date.text));
    // Below a quotation, who said it, and when.
    title < index
        && short(&units[index])
        && !units[title..=index].iter().any(|unit| below::is_quotation(&unit.text))
        && below.next().is_some_and(|unit| date(unit) && first(unit))
}

/// `further` says that the line goes on with a subtitle above it.
fn subtitle_under(units: &[Unit], index: usize, title: Option<usize>, further: bool, body: &Body) -> Option<Place> {
    let unit = &units[index];
    let title = title.filter(|&title| index > title)?;
    let deck = inline::all(&unit.lines, |style| style.emphasis);
    let said = body.subtitle.as_ref().is_some_and(|said| said.contains(unit.text.trim()));
    if said && unit.said.is_empty() {
        return Some(Place::Subtitle);
    }
    let told = || units[title + 1..index].iter().all(|unit| !unit.said.is_empty());
    // Below the date, too, where no further line of its kind is a heading of the text.
    // `First: the state of the harbour` is a heading.
    let label = unit.text.split_whitespace().next().is_some_and(|first| first.ends_with([':', '：']));
    let under_date =
        || !body.has_sections && !label && told() && units.get(index + 1).is_none_or(|next| is_sentence(&next.text));
    let motto = || told() && is_quoted(&unit.text);
    let close = index == title + 1 || deck || further || motto() || under_date();
    let is_deck = is_silent(unit) && (is_subtitle(unit, &units[title], body) || is_summary(units, index));
    (close && !unit.contact && is_deck).then_some(Place::Subtitle)
}

/// Whether a line goes on with the deck above it: in the same paragraph, or in emphasis as well.
fn is_same_deck(above: &Unit, unit: &Unit) -> bool {
    let deck = |unit: &Unit| inline::all(&unit.lines, |style| style.emphasis);
    above.block == unit.block || (deck(above) && deck(unit))
}

/// A sentence between the title and the lines that say who issued it and when.
fn is_summary(units: &[Unit], index: usize) -> bool {
    let says = |field| move |unit: &Unit| unit.said.iter().any(|said| said.what.field() == Some(field));
    let told = |next: &Unit| says(Field::Issuer)(next) || says(Field::DatePublished)(next);
    const FEWEST_WORDS: usize = 3;
    let whole = count_words(&units[index].text) >= FEWEST_WORDS && !units[index].text.ends_with([':', '：']);
    whole && units.get(index + 1).is_some_and(told)
}

/// A line that says nothing by its form, and so may be a name or the title.
pub(super) fn is_silent(unit: &Unit) -> bool {
    let words = unit.text.contains(char::is_alphanumeric);
    (unit.said.is_empty() || unit.titled) && words && !unit.contact && !is_path(&unit.text)
}

/// The unit that is the title.
fn choose_title(units: &[Unit], body: &Body) -> Option<usize> {
    if let Some(heading) = units.iter().position(Unit::is_title_heading) {
        return Some(heading);
    }
    if let Some(labelled) = title_label::choose(units) {
        return Some(labelled);
    }
    let silent: Vec<usize> = (0..units.len()).filter(|&index| is_silent(&units[index])).collect();
    let alone = !silent.iter().any(|&index| may_be_title(&units[index]));
    let above = |named: usize| silent.iter().all(|&index| index < named || !may_be_title(&units[index]));
    let own = |heading| units.iter().position(|unit| unit.heading == heading && is_text_of_its_kind(unit, alone));
    if let Some(named) = own(true).or_else(|| own(false)).filter(|&named| above(named)) {
        return Some(named);
    }
    if let [only] = silent.as_slice() {
        return Some(*only).filter(|_| is_lone_title(units, *only, body));
    }
    let scores = silent.iter().map(|&index| (index, score(units, &silent, index, body)));
    let best = scores.fold(None, |best: Option<(usize, i32)>, (index, score)| match best {
        Some((_, highest)) if highest >= score => best,
        _ => Some((index, score)),
    });
    let heading = || units.iter().position(|unit| unit.heading);
    best.map(|(index, _)| index).filter(|&index| !is_letterhead_only(units, &silent, index)).or_else(heading)
}

/// Whether a silent line may be a title where a kind stands beside it: it is no name, and no sentence.
fn may_be_title(unit: &Unit) -> bool {
    let strong = inline::all(&unit.lines, |style| style.strong);
    // A title in capitals may end with a stop; a script without capitals has none that could say so.
    let capitals = unit.text.contains(char::is_uppercase) && !unit.text.contains(char::is_lowercase);
    let sentence = is_sentence(&unit.text) && !capitals;
    const STATE: u8 = 1;
    unit.heading || strong || !(unit.is_plain_name() || unit.rank() == STATE || sentence)
}

pub(super) fn has_unspaced(text: &str) -> bool {
    text.chars().any(inline::is_unspaced)
}

/// `Resolution 12 (2031)`, or `JOINT STATEMENT` where nothing else can be the title: such texts have no other name.
fn is_text_of_its_kind(unit: &Unit, alone: bool) -> bool {
    use KindClass::{Communique, Declaration, JointStatement, Resolution, Statement};
    if alone && (is_counted(unit) || is_dated_kind(unit)) {
        return true;
    }
    let Some(Said { range, what: What::Kind { class, .. } }) = unit.said.first() else { return false };
    let numbered = unit.said.len() == 2 && matches!(unit.said[1].what, What::Reference(_)) && *class == Resolution;
    let whole = alone && unit.said.len() == 1 && *range == (0..unit.text.len());
    (whole || numbered) && matches!(class, Communique | Declaration | JointStatement | Resolution | Statement)
}

/// `조석부 고시 제2031-12호`: a kind that such a text has with its number, and whose.
fn is_counted(unit: &Unit) -> bool {
    use KindClass::{Notice, Resolution};
    let kind = |said: &Said| matches!(said.what, What::Kind { class: Notice | Resolution, .. });
    let number = |said: &Said| matches!(said.what, What::Reference(_));
    let named = |said: &Said| matches!(said.what, What::Issuer(_));
    unit.said.iter().any(kind)
        && unit.said.iter().any(number)
        && unit.said.iter().all(|said| kind(said) || number(said) || named(said))
}

/// `Communiqué du Conseil des ministres du 12 mars 2031`: a kind and its day in one phrase.
fn is_dated_kind(unit: &Unit) -> bool {
    let [Said { range, what: What::Kind { .. } }, Said { range: day, what: What::Date(..) }] = unit.said.as_slice()
    else {
        return false;
    };
    let between = unit.text.get(range.end..day.start).unwrap_or_default();
    let joint = !between.is_empty() && between.chars().all(|letter| letter.is_alphabetic() || letter.is_whitespace());
    range.start == 0 && day.end == unit.text.len() && joint && between.contains(char::is_alphabetic)
}

/// Nothing but names, and none behind lines that say something: a text whose body begins below its letterhead.
fn is_letterhead_only(units: &[Unit], silent: &[usize], title: usize) -> bool {
    let name = |&index: &usize| units[index].rank() == 1 || units[index].is_plain_name();
    let behind = silent.first().is_some_and(|&first| units[first..title].iter().any(|unit| !unit.said.is_empty()));
    silent.iter().all(name) && !(behind && units[title].rank() == 3)
}

/// Whether the one silent line is the title: `The harbour is open.` alone is a text without one, and a ministry over a
/// date is who issues it.
fn is_lone_title(units: &[Unit], index: usize, body: &Body) -> bool {
    const FEW_WORDS: usize = 2;
    let unit = &units[index];
    let told = units.len() > 1 || !body.is_empty();
    let sentence = is_sentence(&unit.text) && unit.text.split_whitespace().count() > FEW_WORDS;
    let named = told && unit.is_plain_name() && !unit.heading;
    (!sentence || (told && !body.is_empty())) && !named
}

/// The words of a line; two signs of a script without spaces count as one.
pub(super) fn count_words(text: &str) -> usize {
    let unspaced = text.chars().filter(|&letter| inline::is_unspaced(letter)).count();
    text.split_whitespace().count().max(unspaced / 2)
}

/// Whether a line ends as titles do: `Foreign Ministers' Meeting Communiqué`, `港の計画について`.
pub(super) fn is_titled(text: &str) -> bool {
    use KindClass::{Communique, Declaration, JointStatement, Statement};
    let last = text.split_whitespace().last().filter(|last| last.len() < text.len());
    let kind = last.and_then(words::kind);
    matches!(kind, Some(Communique | Declaration | JointStatement | Statement))
        || words::before(Sign::AboutBehind, text).is_some()
}

/// Whether a line is somebody's name rather than a title.
pub(super) fn is_name(unit: &Unit, body: &Body) -> bool {
    unit.rank() > 0 || institution::is_acronym(&unit.text) || body.mentions(&unit.text)
}

/// The unit that names who issues it.
fn choose_issuer(units: &[Unit], title: Option<usize>, body: &Body) -> Option<usize> {
    let end = title.unwrap_or(units.len());
    let names = |index: usize| match units[index].rank() {
        _ if body.publisher(&units[index].text) == Some(true) => 6,
        3 => 5,
        _ if institution::is_acronym(&units[index].text) || body.mentions(&units[index].text) => 4,
        rank => rank,
    };
    let silent = (0..end).filter(|&index| is_silent(&units[index]) && !is_address(&units[index].text));
    let best = silent.clone().max_by_key(|&index| (names(index), std::cmp::Reverse(index)));
    let named = best.filter(|&index| names(index) > 0);
    let below = || {
        let title = title?;
        let dated = |index: usize| units.get(index + 1).is_some_and(|next| !next.said.is_empty());
        let named = |index: usize| match units[index].rank() {
            2 => dated(index) && !body.has_site,
            rank => rank == 3,
        };
        let silent = |&index: &usize| is_silent(&units[index]) && named(index);
        (title + 1..units.len()).take_while(|&index| !units[index].said.is_empty() || silent(&index)).find(silent)
    };
    // Where the page says whose it is, a line that nothing speaks for is no name: `News and stories`.
    let proper = best.filter(|&index| title.is_some() && !body.has_site && is_proper(&units[index].text));
    // An office below a name is of that name.
    let office = named.filter(|&index| names(index) == 2 && index > 0 && title.is_some());
    let letterhead =
        office.filter(|_| units.first().is_some_and(|first| is_silent(first) && is_over_office(&first.text)));
    letterhead
        .map(|_| 0)
        .or(named)
        .or_else(below)
        .or(proper)
        .or_else(|| is_name_over_kind(units, title, body).then_some(0))
}

/// `PRÉFET DE LA CÔTE-DU-NORD` over `Bureau de la communication`: a few words with their capitals.
fn is_over_office(text: &str) -> bool {
    is_name_like(text) && is_proper(text)
}

/// A few words that tell nothing.
fn is_name_like(text: &str) -> bool {
    const MOST_WORDS: usize = 8;
    const FEWEST_WORDS: usize = 2;
    let plain = text.chars().all(|letter| letter.is_alphabetic() || " -’'&\u{A0}".contains(letter));
    plain && (FEWEST_WORDS..=MOST_WORDS).contains(&text.split_whitespace().count()) && !headline::tells(text)
}

/// `Phares sans frontières` directly over a kind that stands alone, with the title below.
fn is_name_over_kind(units: &[Unit], title: Option<usize>, body: &Body) -> bool {
    let [name, kind, ..] = units else { return false };
    let alone =
        matches!(kind.said.as_slice(), [Said { range, what: What::Kind { .. } }] if range.len() == kind.text.len());
    alone
        && title.is_some_and(|title| title > 1)
        && !body.has_site
        && is_silent(name)
        && !name.heading
        && is_name_like(&name.text)
}

/// `Available languages:` is nobody's name.
pub(super) fn is_label(text: &str) -> bool {
    text.ends_with([':', '：'])
}

/// `Straits Ferries`: each word with its capital, as names have it. `Latest news` is of a site.
fn is_proper(text: &str) -> bool {
    const FEWEST_WORDS: usize = 2;
    let capital = |word: &str| word.contains(char::is_uppercase) || !word.contains(char::is_lowercase);
    !text.contains([':', '：', '|', '｜'])
        && !letterhead::is_motto(text)
        && !text.contains(char::is_numeric)
        && (text.split_whitespace().count() >= FEWEST_WORDS || has_unspaced(text))
        && !headline::tells(text)
        && !text.split_whitespace().any(|word| words::kind(word).is_some() || words::is(Sign::By, word))
        && text.split_whitespace().all(|word| capital(word) || words::is(Sign::NameJoining, word))
}

/// `12 Quay Road`.
fn is_address(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_digit())
}

/// `Home > News > Press releases`, `Home/News/Item/The harbour is open`: the way through a site.
pub(super) fn is_path(text: &str) -> bool {
    const FEWEST_STROKES: usize = 2;
    let first = text.split('/').next().unwrap_or_default();
    let strokes = text.matches('/').count() >= FEWEST_STROKES && words::is(Sign::Crumb, first.trim());
    // `« Mer propre »` is a quotation.
    let quoted = |sign: char, before: &str| sign == '»' && before.contains('«');
    let is_step = |(at, sign): (usize, char)| {
        let (before, behind) = (&text[..at], &text[at + sign.len_utf8()..]);
        ">›»→".contains(sign) && before.ends_with(' ') && behind.starts_with(' ') && !quoted(sign, before)
    };
    strokes || text.char_indices().any(is_step)
}

pub(super) fn is_sentence(text: &str) -> bool {
    let text = without_aside(marks::without_last(text));
    let last = text.split_whitespace().last().unwrap_or_default();
    let latin = last.starts_with(|letter: char| letter.is_uppercase() || letter.is_lowercase());
    let bare = last.trim_end_matches('.');
    // `Inc.`, `a.m.`, but `for us.`
    let capital = bare.starts_with(char::is_uppercase);
    let abbreviation = latin && (bare.contains('.') || (capital && bare.chars().count() <= 3));
    (text.ends_with('.') && !abbreviation) || text.ends_with(['。', '!', ':'])
}

/// `The claim is rejected. [rejected]`: a sentence before a bracket.
fn without_aside(text: &str) -> &str {
    let open = if text.ends_with(']') { text.rfind(" [") } else { None };
    open.map(|open| text[..open].trim_end()).filter(|before| before.ends_with(['.', '。'])).unwrap_or(text)
}

/// The line under a title: more than a word or two, and no sentence.
fn is_subtitle(unit: &Unit, title: &Unit, body: &Body) -> bool {
    const FEWEST_WORDS: usize = 4;
    let text = &unit.text;
    let deck = inline::all(&unit.lines, |style| style.emphasis);
    let capitals = !text.chars().any(char::is_lowercase) && title.text.chars().any(char::is_lowercase);
    // `主文` heads a passage.
    const FEWEST_LETTERS: usize = 4;
    let unspaced = text.chars().filter(|&letter| inline::is_unspaced(letter)).count() >= FEWEST_LETTERS;
    let long = text.split_whitespace().count() >= FEWEST_WORDS || unspaced;
    // Where the text has no headings, a strong line is none either.
    let strong = inline::all(&unit.lines, |style| style.strong && !style.emphasis) && body.has_headings;
    let name = institution::is_plain_name(text) || is_office(text);
    // `【 결정의 주요 내용 】` heads a passage.
    let framed = text.starts_with('【') && text.ends_with('】') || text.starts_with('<') && text.ends_with('>');
    let plain = !is_sentence(text) && !is_section(text) && !name && !framed;
    (deck && !is_label(text)) || (long && plain && !capitals && !strong)
}

/// `Office of the Spokesperson`, `Press Office`.
fn is_office(text: &str) -> bool {
    const OFFICE: u8 = 2;
    institution::rank(text) == OFFICE
}

/// `Notes to editors`, `Background to the talks`: what begins a section.
fn is_section(text: &str) -> bool {
    tail::group(text).is_some() || words::after(Sign::Background, text).is_some()
}
