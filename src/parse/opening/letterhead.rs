//! Lines above the title that say what they are by what stands beside them: who writes, over the kind of the text; the
//! address below a name; the number that a service gives; the codes below a number; the motto of a state; whose a decision is.
//!
//! ```text
//! The Hon Jane Roe MP            TNS Number : 4821F          Harbour Council             TIDE 7/31
//! Minister for Tides             Holm Harbour PLC            Quay Square 2, 2517 Holm    CO TI 4
//! MEDIA RELEASE                                              Press release               CONCL 2
//!
//! Republic of Ostmark            DECISION 12/2031
//! Peace – Work – Tides           of the Harbour Council
//! Ministry of Tides              on the protection of seals
//!
//! Hon Jane Roe                   between the title and the text
//! Transport
//! ```

use super::super::dates;
use super::super::headline;
use super::super::inline;
use super::super::institution;
use super::super::masthead::{self, Said, What};
use super::super::words::{self, Sign};
use super::places::{is_sentence, is_silent};
use super::{Unit, aside, sentences};
use crate::read::Line;
use crate::release::{Field, KindClass};

/// Reads such lines, where another is left that may be the title.
pub(super) fn read(units: &mut [Unit]) {
    read_writers(units);
    read_writers_below(units);
    read_statement(units);
    read_whose(units);
    read_motto(units);
    read_by_whom(units);
    read_kind_line(units);
    read_dated_title(units);
    let title = units.iter().position(|unit| unit.heading && is_silent(unit));
    let last = title.or_else(|| units.iter().rposition(|unit| is_silent(unit) && unit.rank() == 0));
    for index in 0..last.unwrap_or(0) {
        if !is_silent(&units[index]) || units[index].heading {
            continue;
        }
        let (above, text) = (&units[..index], units[index].text.as_str());
        let address = (is_address(text) || is_post_box(text)) && above.iter().any(is_named);
        let code = above.last().is_some_and(|above| is_code_below(above, text));
        let said = read_service_number(text).or_else(|| (address || code).then(|| aside(text)));
        units[index].said.extend(said);
    }
}

/// `The Hon Jane Roe MP` over `Minister for Tides`, once or several times, over the kind of the text: who writes it.
fn read_writers(units: &mut [Unit]) {
    const MOST_LINES: usize = 12;
    const FEWEST_LINES: usize = 2;
    const MOST_WORDS: usize = 12;
    let kind_only = |unit: &Unit| matches!(unit.said.as_slice(), [Said { what: What::Kind { .. }, .. }]);
    let Some(kind) = units.iter().take(MOST_LINES).position(kind_only) else { return };
    let writer = |unit: &Unit| has_honorific(&unit.text) && !headline::tells(&unit.text);
    let plain = |unit: &Unit| {
        is_silent(unit)
            && !unit.heading
            && !is_sentence(&unit.text)
            && unit.text.split_whitespace().count() <= MOST_WORDS
    };
    // Each name has the line of an office below it.
    let paired =
        units[..kind].chunk_by(|_, next| !writer(next)).all(|pair| pair.len() >= FEWEST_LINES && writer(&pair[0]));
    if kind == 0 || !paired || !units[..kind].iter().all(plain) {
        return;
    }
    for (index, unit) in units[..kind].iter_mut().enumerate() {
        let (range, name) = (0..unit.text.len(), unit.text.clone());
        let what = match (writer(unit), index) {
            (false, _) => What::Aside,
            (true, 0) => What::Issuer(name),
            (true, _) => What::CoIssuer(name),
        };
        unit.said = vec![Said { range, what }];
    }
}

/// `Hon Jane Roe` over `Transport` between the title and the text: who writes it, and for which office.
fn read_writers_below(units: &mut [Unit]) {
    const MOST_LINES: usize = 8;
    const MOST_WORDS: usize = 6;
    const MOST_WORDS_OF_PORTFOLIO: usize = 4;
    let writer = |unit: &Unit| words::after(Sign::Honorific, &unit.text).is_some_and(|rest| rest.starts_with(' '));
    let plain = |unit: &Unit| {
        let ends = unit.text.ends_with(char::is_alphabetic) && !unit.text.contains([':', '|']);
        is_silent(unit) && !unit.heading && ends && unit.text.split_whitespace().count() <= MOST_WORDS
    };
    let Some(first) = units.iter().position(|unit| plain(unit) && writer(unit)) else { return };
    // On our own pages the names stand above the title, and the portfolios below it.
    let marked = units.iter().rposition(|unit| unit.heading && is_silent(unit)).filter(|&title| title > first);
    let first = marked.map_or(first, |title| title + 1);
    let titled = units[..first].iter().any(is_silent);
    let issued = units.iter().any(|unit| unit.said.iter().any(|said| said.what.field() == Some(Field::Issuer)));
    let end = first + units[first..].iter().take_while(|unit| plain(unit) || !unit.said.is_empty()).count();
    let portfolio = |unit: &Unit| unit.text.split_whitespace().count() <= MOST_WORDS_OF_PORTFOLIO;
    if marked.is_some() && !units[first..end].iter().all(portfolio) {
        return;
    }
    let over_text = units.get(end).is_none_or(|unit| is_sentence(&unit.text));
    if !titled || issued || !over_text || end - first > MOST_LINES {
        return;
    }
    for (index, unit) in units[first..end].iter_mut().enumerate().filter(|(_, unit)| unit.said.is_empty()) {
        let (range, name) = (0..unit.text.len(), unit.text.clone());
        let what = match (writer(unit), index) {
            (false, _) => What::Aside,
            (true, 0) if marked.is_none() => What::Issuer(name),
            (true, _) => What::CoIssuer(name),
        };
        unit.said = vec![Said { range, what }];
    }
}

/// `Harbour Press Briefing – 5 March 2031` on the first line is a title with its date and no place, where the date stands
/// below once more or nothing else is left that may be the title.
fn read_dated_title(units: &mut [Unit]) {
    const FEWEST_WORDS: usize = 3;
    let Some((first, below)) = units.split_first_mut() else { return };
    let [Said { what: What::Located(place), range }, Said { what: What::Date(..), range: date }] =
        first.said.as_slice()
    else {
        return;
    };
    let between = first.text.get(range.end..date.start).unwrap_or_default();
    let day = first.text.get(date.clone()).unwrap_or_default();
    let dash = [" – ", " — ", " - "].contains(&between);
    let alone = !below.iter().any(is_silent);
    let again = !day.is_empty() && below.iter().any(|unit| unit.text == day);
    if !first.heading
        && range.start == 0
        && dash
        && place.split_whitespace().count() >= FEWEST_WORDS
        && (alone || again)
    {
        first.said.remove(0);
        first.titled = true;
    }
}

/// `Statement from the Harbour Office on the strike` is the title, where nothing else may be, and no line of its kind.
fn read_statement(units: &mut [Unit]) {
    use KindClass::{Communique, Declaration, JointStatement, Statement};
    let issued = |unit: &Unit| match unit.said.as_slice() {
        [Said { what: What::Kind { class, .. }, .. }, Said { what: What::Issuer(_), range }] => {
            let titled = matches!(class, Communique | Declaration | JointStatement | Statement);
            titled && range.end == unit.text.len()
        }
        _ => false,
    };
    if units.iter().any(sentences::may_be_title) {
        return;
    }
    if let Some(unit) = units.iter_mut().find(|unit| issued(unit)) {
        unit.said.clear();
    }
}

/// `of the Harbour Council`, `ПРЕЗИДЕНТА РЕСПУБЛИКИ …` between a decision and the line that says what it is on.
fn read_whose(units: &mut [Unit]) {
    use KindClass::Resolution;
    let kind = |unit: &Unit| matches!(unit.said.first(), Some(Said { what: What::Kind { class: Resolution, .. }, .. }));
    let Some(decision) = units.iter().position(kind) else { return };
    let mut silent = (decision + 1..units.len()).filter(|&index| units[index].said.is_empty());
    let (Some(whose), Some(on)) = (silent.next(), silent.next()) else { return };
    let plain = |unit: &Unit| is_silent(unit) && !unit.heading && !is_sentence(&unit.text);
    let titles = |unit: &Unit| is_silent(unit) && !is_sentence(&unit.text);
    let begins = |index: usize, sign| words::after(sign, &units[index].text).is_some();
    let capitals = || !units[whose].text.contains(char::is_lowercase) && units[whose].text.contains(char::is_uppercase);
    let between = whose == decision + 1 && (begins(whose, Sign::Of) || capitals());
    if between && plain(&units[whose]) && titles(&units[on]) && begins(on, Sign::Topic) && !begins(whose, Sign::Topic) {
        units[whose].said = vec![read_name(&units[whose].text).unwrap_or_else(|| aside(&units[whose].text))];
    }
}

/// `Harbour Council` of `of the Harbour Council`.
fn read_name(text: &str) -> Option<Said> {
    const INSTITUTION: u8 = 3;
    let rest = words::after(Sign::Of, text)?.trim_start();
    let name = words::after(Sign::TheName, rest).map_or(rest, str::trim_start);
    let start = text.len() - name.len();
    (institution::rank(name) == INSTITUTION)
        .then(|| Said { range: start..text.len(), what: What::Issuer(name.to_owned()) })
}

/// `BY THE PRESIDENT OF OSTMARK` directly over the kind of the text, or below its day in capitals.
fn read_by_whom(units: &mut [Unit]) {
    let kind = |unit: &Unit| matches!(unit.said.as_slice(), [Said { what: What::Kind { .. }, .. }]);
    let by = |unit: &Unit| is_silent(unit) && !unit.heading && words::after(Sign::By, &unit.text).is_some();
    let capitals = |unit: &Unit| !unit.text.contains(char::is_lowercase);
    let told = |index: usize| !units[index - 1].said.is_empty() && capitals(&units[index]);
    let whose = |index: usize| by(&units[index]) && !is_sentence(&units[index].text);
    let found = (1..units.len()).find(|&index| whose(index) && (units.get(index + 1).is_some_and(kind) || told(index)));
    if let Some(unit) = found.and_then(|whose| units.get_mut(whose)) {
        unit.said = vec![aside(&unit.text)];
    }
}

/// `STATEMENT BY SECRETARY JANE ROE` above the date of a letterhead that has its title in a paragraph of its own.
fn read_kind_line(units: &mut [Unit]) {
    let date = |unit: &Unit| matches!(unit.said.as_slice(), [Said { what: What::Date(..), .. }]);
    let line = |unit: &Unit| is_silent(unit) && !unit.heading && masthead::is_kind_line(&unit.text);
    let within = |three: &[Unit]| !three[0].said.is_empty() && line(&three[1]) && date(&three[2]);
    let Some(found) = units.windows(3).position(within).map(|above| above + 1) else { return };
    let title = |unit: &Unit| unit.block > units[found].block && sentences::may_be_title(unit);
    if units[found..].iter().any(title) {
        let kind = |said: &Said| matches!(said.what, What::Kind { .. });
        units[found].said = masthead::read_title(&units[found].text).into_iter().filter(kind).collect();
    }
}

/// The motto below the name of a state, or, with each of its words on a line, below any name.
fn read_motto(units: &mut [Unit]) {
    let word = |line: &Line| {
        let text = inline::line_text(line);
        text.trim().starts_with(char::is_uppercase) && !text.trim().contains(char::is_whitespace)
    };
    let stacked = |unit: &Unit| unit.lines.len() > 1 && unit.lines.iter().all(word);
    let found = units.windows(2).position(|pair| {
        let state = pair[0].rank() == 1 && is_silent(&pair[0]) && is_motto(&pair[1].text);
        state || (pair[0].rank() > 0 && stacked(&pair[1]))
    });
    if let Some(unit) = found.and_then(|above| units.get_mut(above + 1)).filter(|unit| is_silent(unit) && !unit.heading)
    {
        unit.said = vec![aside(&unit.text)];
    }
}

/// `Peace – Work – Tides`: two or more single words between dashes.
pub(super) fn is_motto(text: &str) -> bool {
    const MOST_WORDS: usize = 5;
    [" – ", " - ", " — "].iter().any(|dash| {
        let capital = |word: &str| word.starts_with(char::is_uppercase) && !word.contains(char::is_whitespace);
        (2..=MOST_WORDS).contains(&text.split(dash).count()) && text.split(dash).all(capital)
    })
}

fn has_honorific(text: &str) -> bool {
    words::after(Sign::Honorific, text).is_some_and(|rest| rest.starts_with(' '))
        || words::before(Sign::Honorific, text).is_some_and(|name| name.ends_with(' '))
}

/// `TNS Number : 4821F`: capitals, the word for a number, and one that has figures.
fn read_service_number(text: &str) -> Option<Said> {
    const MOST_CAPITALS: usize = 5;
    const LONGEST: usize = 24;
    let (label, number) = text.split_once(':')?;
    let number = number.trim();
    let (service, word) = label.trim().split_once(' ')?;
    let capitals =
        (2..=MOST_CAPITALS).contains(&service.len()) && service.bytes().all(|byte| byte.is_ascii_uppercase());
    let proper = |letter: char| letter.is_ascii_alphanumeric() || "-/.".contains(letter);
    let figures = number.contains(|letter: char| letter.is_ascii_digit());
    let numbered = figures && number.len() <= LONGEST && number.chars().all(proper);
    let start = text.len() - number.len();
    (capitals && numbered && words::is(Sign::Reference, word.trim()))
        .then(|| Said { range: start..text.len(), what: What::Reference(number.to_owned()) })
}

fn is_named(unit: &Unit) -> bool {
    const OFFICE: u8 = 2;
    unit.rank() >= OFFICE || unit.said.iter().any(|said| said.what.field() == Some(Field::Issuer))
}

/// `Tide Hall, Quay Square 2, 2517 KJ Holm`: the number of a house, and a postcode before a town. Below the name of an
/// institution it is no title.
pub(super) fn is_address(text: &str) -> bool {
    const MOST_HOUSE: usize = 4;
    const FEWEST_POSTCODE: usize = 4;
    if !text.contains(',') || is_sentence(text) {
        return false;
    }
    let figures = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty();
    let parts = || text.split(',').map(str::trim);
    let house = |part: &str| {
        let last = part.rsplit_once(' ').map(|(_, last)| last);
        last.is_some_and(|last| figures(last) && last.len() <= MOST_HOUSE)
    };
    let postcode = |part: &str| {
        let town = part.split_once(' ').filter(|(code, _)| figures(code) && code.len() >= FEWEST_POSTCODE);
        town.is_some_and(|(_, town)| town.starts_with(char::is_uppercase))
    };
    parts().any(house) && parts().any(postcode) && !headline::tells(text) && dates::find(text).is_none()
}

/// `P.O. Box 30510-00100`: the words for a box, and its number.
fn is_post_box(text: &str) -> bool {
    words::after(Sign::Address, text).is_some_and(|rest| {
        rest.starts_with(' ') && rest.trim_start().starts_with(|letter: char| letter.is_ascii_digit())
    })
}

/// `CO TI 4`, `CONCL 2` below a number, or below another such line: in capitals, and short.
fn is_code_below(above: &Unit, text: &str) -> bool {
    const LONGEST: usize = 5;
    const MOST_WORDS: usize = 4;
    let code = |text: &str| {
        let capitals =
            |word: &str| word.len() <= LONGEST && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        let last = text.split_whitespace().last().unwrap_or_default();
        let count = text.split_whitespace().count();
        (2..=MOST_WORDS).contains(&count)
            && text.split_whitespace().all(capitals)
            && last.bytes().all(|byte| byte.is_ascii_digit())
            && !text.starts_with(|letter: char| letter.is_ascii_digit())
    };
    let numbered = above.said.iter().any(|said| matches!(said.what, What::Reference(_)));
    let further = code(&above.text) && matches!(above.said.as_slice(), [Said { what: What::Aside, .. }]);
    code(text) && (numbered || further)
}
