//! What a title says of the release: its kind, for whom it speaks, who issues it, its reference in brackets.

use super::super::dates::{self, Printed};
use super::super::headline;
use super::super::inline;
use super::super::institution;
use super::super::words::{self, Sign};
use super::{Claim, Said, What, dated, range_in, read_field, reference, shifted};
use crate::release::KindClass;

/// What a title says, the kind first. `Statement by the High Representative on behalf of the Union on the harbour
/// (PR 12/2031)`.
pub(in crate::parse) fn read(title: &str) -> Vec<Said> {
    let mut said = leading_fields(title);
    let kind = kind(title);
    said.extend(kind.as_ref().map(|&(start, end, class)| {
        let printed = title[start..end].to_owned();
        Said { range: start..end, what: What::Kind { printed, class } }
    }));
    said.extend(counted(title).into_iter().flatten());
    said.extend(on_behalf_of(title));
    if let Some((start, end, class)) = kind {
        said.extend(issuers(title, end, class));
        let name = title[..start].trim_end();
        // `Spokesperson Jane Roe’s Regular Press Conference` is no name, though it begins as one.
        let whose = name.contains("’s ") || name.contains("'s ");
        if !whose && institution::is_plain_name(name) && kind_behind_name(title) == kind {
            said.push(Said { range: 0..name.len(), what: What::Issuer(name.to_owned()) });
        }
    }
    said.extend(bracketed_reference(title));
    said.extend(bracketed_date(title, kind.map(|(.., class)| class)));
    said.extend(kind.and_then(|(_, end, _)| numbered(title, end)));
    said
}

/// The fields that stand before a title on its line: `No: 214, 3 May 2031, Press Release Regarding the Ferry`.
fn leading_fields(title: &str) -> Vec<Said> {
    const MOST_FIELDS: usize = 3;
    let Some(first) = title.split(", ").next() else { return Vec::new() };
    if !read_field(first).iter().any(|said| matches!(said.what, What::Reference(_))) {
        return Vec::new();
    }
    let mut said = Vec::new();
    for part in title.split(", ").take(MOST_FIELDS) {
        let shift = range_in(title, part).start;
        match leading_kind(part).filter(|_| !said.is_empty()) {
            Some((end, class)) => {
                let printed = part[..end].trim_end().to_owned();
                said.push(Said { range: shift..shift + printed.len(), what: What::Kind { printed, class } });
            }
            None => said.extend(shifted(read_field(part), shift)),
        }
    }
    said
}

/// The kind that a title names: at its start, behind a possessive, or at the end where words are not set apart.
fn kind(title: &str) -> Option<(usize, usize, KindClass)> {
    if let Some((end, class)) = leading_kind(title) {
        return Some((0, trim_joint(&title[..end]).len(), class));
    }
    bracketed_kind(title)
        .or_else(|| possessive_kind(title))
        .or_else(|| kind_before_whose(title))
        .or_else(|| kind_behind_name(title))
        .or_else(|| closing_kind(title))
        .or_else(|| last_kind(title))
        .or_else(|| last_kind(before_day(title, &dates::find(title)?)))
}

/// `Harbour Council Press Statement on the Straits`: a kind between the name of who issues it and what it is about; or behind that
/// of the place or the states: `Valorie Declaration on Shelter`, `Norland–Valorie Joint Statement – A Bridge`; or behind capitals:
/// `MFA Press Statement: Visit of the Minister`.
fn kind_behind_name(title: &str) -> Option<(usize, usize, KindClass)> {
    const MOST_STARTS: usize = 8;
    let starts = title.match_indices(' ').map(|(at, _)| at + 1).take(MOST_STARTS);
    starts.filter(|&start| title[start..].starts_with(char::is_uppercase)).find_map(|start| {
        let (end, class) = leading_kind(&title[start..])?;
        let end = start + trim_joint(&title[start..start + end]).len();
        let (name, rest) = (title[..start].trim_end(), title[end..].trim_start());
        let about = words::after(Sign::Topic, rest).is_some();
        let named = about && (institution::is_plain_name(name) || is_name_of_states(name, class));
        let titled =
            rest.starts_with(['–', '—', ':']) && class == KindClass::JointStatement && is_name_of_states(name, class);
        let labelled = rest.starts_with(':') && institution::is_acronym(name) && title[start..end].contains(' ');
        (named || titled || labelled).then_some((start, end, class))
    })
}

/// Whether a few words with capitals, and no headline, may stand before a kind: `G7`, `Valorie`, `Norland and Valorie`.
fn is_name_of_states(name: &str, class: KindClass) -> bool {
    let most_words = match class {
        KindClass::JointStatement => 5,
        KindClass::Declaration => 2,
        KindClass::Statement => 1,
        _ => return false,
    };
    let capital = |word: &str| word.starts_with(char::is_uppercase) || words::is(Sign::And, word);
    let mut all = name.split_whitespace();
    all.clone().count() <= most_words && all.all(capital) && !name.ends_with([':', ',']) && !headline::tells(name)
}

/// `[보도자료] 항구 개항`: a kind in brackets before the title.
fn bracketed_kind(title: &str) -> Option<(usize, usize, KindClass)> {
    const BRACKETS: [(char, char); 3] = [('[', ']'), ('【', '】'), ('<', '>')];
    let inside = |(open, close)| title.strip_prefix(open).and_then(|text: &str| text.split_once(close));
    let (kind, _) = BRACKETS.into_iter().find_map(inside)?;
    let start = range_in(title, kind).start;
    Some((start, start + kind.len(), words::kind(kind)?))
}

/// `Port Tide Declaration of the Council of Ministers`: a kind behind a name of a few words, and whose it is.
pub(in crate::parse) fn kind_before_whose(title: &str) -> Option<(usize, usize, KindClass)> {
    use KindClass::{Communique, Declaration, JointStatement};
    const MOST_WORDS: usize = 3;
    let starts = title.match_indices(' ').map(|(at, _)| at + 1).take(MOST_WORDS);
    starts.filter(|&start| title[start..].starts_with(char::is_uppercase)).find_map(|start| {
        let (length, class) = leading_kind(&title[start..])?;
        let whose =
            words::after(Sign::Of, title[start + length..].trim_start()).is_some_and(|rest| rest.starts_with(' '));
        let named = title[..start].split_whitespace().all(|word| !word.starts_with(char::is_lowercase));
        let kind = matches!(class, Communique | Declaration | JointStatement);
        (kind && whose && named).then_some((start, start + length, class))
    })
}

/// A kind without the colon behind it.
fn trim_joint(kind: &str) -> &str {
    kind.trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, ':' | ',' | '：'))
}

/// The kind that a text begins with, and the byte behind it: `Joint Statement on the harbour`, `FACT SHEET: …`.
pub(in crate::parse) fn leading_kind(text: &str) -> Option<(usize, KindClass)> {
    const MOST_ENDS: usize = 8;
    if !words::may_begin_kind(text) {
        return None;
    }
    let ends = text.char_indices().filter(|(_, letter)| letter.is_whitespace() || ":,–—：(-/".contains(*letter));
    let ends: Vec<usize> = ends.map(|(at, _)| at).take(MOST_ENDS).chain([text.len()]).collect();
    ends.into_iter().rev().find_map(|end| Some((end, words::kind(&text[..end])?)))
}

/// `G7 Leaders' Statement on …`, `Chair’s Summary`.
fn possessive_kind(title: &str) -> Option<(usize, usize, KindClass)> {
    const SIGNS: [&str; 8] = ["'s ", "’s ", "s' ", "s’ ", "'s\u{A0}", "’s\u{A0}", "s'\u{A0}", "s’\u{A0}"];
    const MOST_BEFORE: usize = 3;
    let found = SIGNS.iter().filter_map(|sign| Some(title.find(sign)? + sign.len()));
    found.filter(|&start| title[start..].starts_with(char::is_uppercase)).find_map(|start| {
        let (end, class) = leading_kind(&title[start..])?;
        let end = start + trim_joint(&title[start..start + end]).len();
        // `Joint Leaders’ Statement` is one kind.
        let before = title[..start].trim_end().rmatch_indices(' ').take(MOST_BEFORE).map(|(at, _)| at + 1);
        let wider = before.filter_map(|at| Some((at, words::kind(&title[at..end].replace('\u{A0}', " "))?))).last();
        Some(wider.map_or((start, end, class), |(at, class)| (at, end, class)))
    })
}

/// `한-오스트 정상회담 공동성명`, `关于港口的联合声明`: the kind is the last word.
pub(super) fn closing_kind(title: &str) -> Option<(usize, usize, KindClass)> {
    const FEWEST: usize = 2;
    const MOST: usize = 8;
    let title = title.trim_end();
    if !title.chars().last().is_some_and(|letter| inline::is_unspaced(letter) || inline::is_hangul(letter)) {
        return None;
    }
    let starts: Vec<usize> = title.char_indices().rev().take(MOST).map(|(at, _)| at).collect();
    let mut starts = starts.into_iter().enumerate().filter(|&(index, _)| index + 1 >= FEWEST).map(|(_, at)| at).rev();
    starts.find_map(|start| {
        // Korean sets words apart: half a word is no kind.
        let whole = !title[start..].starts_with(inline::is_hangul) || start == 0 || title[..start].ends_with(' ');
        let class = words::kind(&title[start..]).filter(|_| whole && !title[start..].starts_with(' '))?;
        Some((start, title.len(), class))
    })
}

/// `Straits Ministerial Meeting 2031 Joint Statement`, where the words before it are a name. One word may be of the name
/// (`Emergency Declaration`), but for a communiqué.
fn last_kind(title: &str) -> Option<(usize, usize, KindClass)> {
    use KindClass::{Communique, Declaration, JointStatement, Other};
    let title = title.trim_end();
    let (start, class) = words_of_kind(title)?;
    let (before, last) = title.split_at(start);
    let several = last.contains([' ', '\u{A0}']);
    let sure = class == Communique || matches!(class, Declaration | JointStatement | Other) && several;
    let names = !before.trim_end().ends_with([':', ',', '–', '—', '-']) && !headline::tells(before.trim_end());
    (sure && names && last.starts_with(char::is_uppercase)).then_some((start, title.len(), class))
}

/// `MEDIA STATEMENT BY THE MINISTER OF TIDES`: a kind and whose, without what it is about.
pub(in crate::parse) fn is_kind_line(text: &str) -> bool {
    const MOST_WORDS: usize = 12;
    let rest = leading_kind(text).map(|(end, _)| text[end..].trim());
    let whose = |rest: &str| words::after(Sign::By, rest).or_else(|| words::after(Sign::Of, rest)).is_some();
    rest.is_some_and(|rest| whose(rest) && until_topic(rest).len() == rest.len())
        && text.split_whitespace().count() <= MOST_WORDS
}

/// `the Union` of `on behalf of the Union on the harbour`.
fn on_behalf_of(title: &str) -> Option<Said> {
    let (at, _) = title.char_indices().find(|&(at, _)| {
        let starts = at == 0 || title[..at].ends_with([' ', ',', '(']);
        starts && words::after(Sign::OnBehalf, &title[at..]).is_some()
    })?;
    let rest = words::after(Sign::OnBehalf, &title[at..])?.trim_start();
    let name = until_topic(rest);
    (!name.is_empty()).then(|| Said { range: range_in(title, name), what: What::OnBehalfOf(name.to_owned()) })
}

/// The words up to those that say what it is about: `on`, `regarding`, `:`.
fn until_topic(text: &str) -> &str {
    let stop = text.char_indices().find(|&(at, letter)| {
        let word = text[..at].ends_with(char::is_whitespace) && words::after(Sign::Topic, &text[at..]).is_some();
        let mark = matches!(letter, ':' | ';' | '(' | '–' | '—' | '：');
        // `Foreign Ministers of Ostmark, Westmark and Südmark`, but `…Union, 3 March 2031`.
        let dated = letter == ',' && text[at + 1..].trim_start().starts_with(|next: char| next.is_ascii_digit());
        word || mark || dated
    });
    text[..stop.map_or(text.len(), |(at, _)| at)]
        .trim_end_matches(|letter: char| letter.is_whitespace() || letter == ',')
}

/// Who issues `Joint Statement by Ostmark and Westmark on …`; of `Statement by the Minister of Tides` the person.
fn issuers(title: &str, kind_end: usize, class: KindClass) -> Vec<Said> {
    let rest = title[kind_end..].trim_start();
    let by = words::after(Sign::By, rest);
    let joint = class == KindClass::JointStatement;
    let Some(names) = by.or_else(|| words::after(Sign::Of, rest).filter(|_| joint)) else { return Vec::new() };
    let names = names.trim_start();
    let behalf = names
        .char_indices()
        .find(|&(at, _)| names[..at].ends_with([' ', ',']) && words::after(Sign::OnBehalf, &names[at..]).is_some());
    let names = until_topic(&names[..behalf.map_or(names.len(), |(at, _)| at)]);
    let parties = if joint { institution::parties(names) } else { vec![names] };
    // `the Presidents and Ministers of the States` are offices, as are `Außenministerinnen und Außenminister von …`.
    let offices = by.is_none() && parties.len() > 1 && !parties[0].contains(' ') && parties[1..].iter().any(is_office);
    let says_who = !offices
        && match class {
            KindClass::Statement | KindClass::JointStatement | KindClass::Declaration => {
                by.is_some() || parties.len() > 1
            }
            // `Readout from the Round Table on …` is from nobody.
            KindClass::Readout => {
                by.is_some()
                    && !names.contains('’')
                    && names.split_whitespace().any(|word| words::is(Sign::Office, word))
            }
            _ => false,
        };
    let named = |name: &&str| {
        let bare = words::after(Sign::TheName, name).map_or(*name, str::trim_start);
        bare.starts_with(|letter: char| letter.is_alphabetic() && !letter.is_lowercase())
    };
    if !says_who || names.is_empty() || !parties.iter().all(named) {
        return Vec::new();
    }
    let say = |(index, name): (usize, &str)| {
        let what = if index == 0 { What::Issuer(name.to_owned()) } else { What::CoIssuer(name.to_owned()) };
        Said { range: range_in(title, name), what }
    };
    parties.into_iter().enumerate().map(say).collect()
}

/// `the Ministers of the States`, but not `the Republic of Südmark`.
fn is_office(party: &&str) -> bool {
    let of = |(at, _)| words::after(Sign::Of, &party[at + 1..]).is_some_and(|rest| rest.starts_with(' '));
    institution::rank(party) == 0 && party.match_indices(' ').any(of)
}

/// Who issues it, the kind and the number of `潮汐部公告〔2031〕第12号`.
pub(super) fn counted(title: &str) -> Option<Vec<Said>> {
    let (name, said) = kind_and_number(title, title.find(['〔', '（', '[', '(', '第'])?)?;
    (!name.is_empty()).then(|| issued(name, institution::rank(name) == 3, said))
}

/// A line that is nothing but a kind and its number, whose Korean form has a name before it: `プレスリリース第123号`,
/// `조석부 공고 제2031-5호`, `潮汐部新聞稿 第12號`.
pub(super) fn counted_line(text: &str) -> Option<Vec<Said>> {
    let cut = text.find('第').or_else(|| Some(text.find(" 제")? + 1))?;
    let (name, said) = kind_and_number(text, cut)?;
    // `潮汐部公告〔2031〕第12号` is a title, `潮汐部新聞稿 第12號` stands above one.
    let release = matches!(said[0].what, What::Kind { class: KindClass::PressRelease, .. });
    let named = (release || text[cut..].starts_with('제')) && institution::rank(name) == 3;
    (named || name.is_empty()).then(|| issued(name, named, said))
}

/// The kind that ends before a number, and the number, which begins at `cut`; and what stands before them.
fn kind_and_number(text: &str, cut: usize) -> Option<(&str, [Said; 2])> {
    let (before, number) = (text[..cut].trim_end(), &text[cut..]);
    let (start, end, class) = closing_kind(before).filter(|_| reference::is_reference(number))?;
    let kind = Said { range: start..end, what: What::Kind { printed: before[start..end].to_owned(), class } };
    let reference = Said { range: range_in(text, number), what: What::Reference(number.to_owned()) };
    Some((before[..start].trim_end(), [kind, reference]))
}

/// Puts the name at the start before what else is said, where it is that of an institution.
fn issued(name: &str, named: bool, said: [Said; 2]) -> Vec<Said> {
    let issuer = named.then(|| Said { range: 0..name.len(), what: What::Issuer(name.to_owned()) });
    issuer.into_iter().chain(said).collect()
}

/// `12 (2031)` of `Resolution 12 (2031)`.
fn numbered(title: &str, kind_end: usize) -> Option<Said> {
    let rest = title[kind_end..].trim();
    let number = words::after(Sign::Reference, rest).map_or(rest, |rest| rest.trim_start_matches(['.', ':', ' ']));
    let is_number = reference::is_reference(number) || reference::is_number(number);
    is_number.then(|| Said { range: range_in(title, number), what: What::Reference(number.to_owned()) })
}

/// The day that a text of its kind is called by: `Minister’s Press Conference on 3 March 2031`, `Communiqué of the Council
/// of Ministers of 3 March 2031`, `2031年3月3日外交部记者会`; not `Statement on the fire of 3 March`, nor a day to come.
pub(in crate::parse) fn day_of_title(title: &str) -> Option<Printed> {
    use KindClass::{FactSheet, Notice, PressRelease, Resolution};
    let date = dates::find(title).filter(|date| !date.is_range)?;
    let told = |class: KindClass| !matches!(class, FactSheet | Notice | PressRelease | Resolution);
    let behind = title[date.range.end..].trim_matches([' ', ')', '.']);
    if date.range.start == 0 {
        return closing_kind(behind).filter(|&(.., class)| told(class)).map(|_| date);
    }
    let head = before_day(title, &date);
    let held = || {
        let (end, class) = leading_kind(head)?;
        let body = words::after(Sign::Of, head[end..].trim_start()).unwrap_or(&head[end..]).trim();
        let whose = body.is_empty() || institution::rank(body) > 0 && until_topic(body).len() == body.len();
        whose.then_some(class)
    };
    let class = words_of_kind(head).map(|(_, class)| class).or_else(held)?;
    (behind.is_empty() && told(class)).then_some(date)
}

/// What stands before the day in a title, but for small words.
fn before_day<'a>(title: &'a str, date: &Printed) -> &'a str {
    let mut head = title[..date.range.start].trim_end_matches([' ', ',', '(', '–', '-', ':']);
    while let Some((before, _)) = head.rsplit_once(' ').filter(|(_, last)| dated::is_small(last)) {
        head = before.trim_end_matches([' ', ',']);
    }
    head
}

/// The kind that the last words of a text are, and where they begin.
fn words_of_kind(text: &str) -> Option<(usize, KindClass)> {
    const MOST_WORDS: usize = 3;
    let spaces = text.rmatch_indices([' ', '\u{A0}']).take(MOST_WORDS);
    let starts: Vec<usize> = spaces.map(|(at, space)| at + space.len()).collect();
    starts.into_iter().rev().find_map(|start| Some((start, words::kind(&text[start..].replace('\u{A0}', " "))?)))
}

/// `(3 March 2031)`, `(Port Tide, 3 March 2031)` at the end of a title, where nothing else says the day.
fn bracketed_date(title: &str, kind: Option<KindClass>) -> Vec<Said> {
    bracketed_day(title, kind).unwrap_or_default()
}

fn bracketed_day(title: &str, kind: Option<KindClass>) -> Option<Vec<Said>> {
    use KindClass::{Communique, Declaration, JointStatement};
    let open = title.trim_end().strip_suffix([')', '）'])?;
    let (start, bracket) = open.rmatch_indices(['(', '（']).next()?;
    let from = start + bracket.len();
    let inside = &open[from..];
    let date = dates::find(inside).filter(|date| date.range.end == inside.len())?;
    let day = |date: Printed| Said { range: from + date.range.start..open.len(), what: What::Date(date, Claim::Range) };
    if date.range.start == 0 {
        return Some(vec![day(date)]);
    }
    // The days of a meeting with its place may be to come, but for the text that it closes with.
    let closing = matches!(kind, Some(Communique | Declaration | JointStatement));
    let placed = (closing || !date.is_range) && inside[..date.range.start].contains([',', '，', '、']);
    let said = dated::read(inside).filter(|_| placed)?;
    // `mar, 24 apr 2031` has the day of the week.
    let place = said.into_iter().find(|said| match &said.what {
        What::Located(place) => !place.starts_with(char::is_lowercase),
        _ => false,
    })?;
    Some(shifted(vec![place], from).chain([day(date)]).collect())
}

/// `(PR 12/2031)` at the end of a title.
fn bracketed_reference(title: &str) -> Option<Said> {
    let open = title.trim_end().strip_suffix([')', ']'])?;
    let start = open.rfind(['(', '['])?;
    let inside = open[start + 1..].trim();
    let inside = words::after(Sign::Reference, inside).map_or(inside, |rest| rest.trim_start_matches(['.', ':', ' ']));
    let is_reference = reference::is_reference(inside) && inside.contains(['/', '-']) && inside.len() > 4;
    is_reference.then(|| Said { range: range_in(title, inside), what: What::Reference(inside.to_owned()) })
}
