//! The fields of a release, from what the lines of its masthead, its title, its dateline and its last lines say.

mod dateline;
mod late;

pub(super) use late::date as date_late;

use super::Origins;
use super::condition;
use super::dates::{self, Day, Order, Printed};
use super::evidence;
use super::inline::{self, Words};
use super::institution;
use super::marks::Marks;
use super::masthead::{self, Claim, Said, What};
use super::opening::{self, Place, Unit};
use super::pieces::{Piece, Shape};
use super::settle;
use crate::diagnostic::{Diagnostic, codes};
use crate::read::{FieldText, Line};
use crate::release::{
    Condition, Distribution, Field, Inline, Kind, KindClass, MastheadLine, Moment, Release, Withdrawal, plain_text,
};
use crate::source::Span;

/// Something said, with its place in the source.
type Told = (Said, Span);

/// The printed lines, with the title and the subtitle where they stand.
pub(super) fn read_masthead(units: &[(Unit, Place)], marks: &Marks, release: &mut Release, origins: &mut Origins) {
    for (unit, place) in units {
        let words = Words::Tidied(marks);
        let line = match place {
            Place::Title => {
                // A title that front matter gives as well is the same, without its look.
                release.title = inline::content(&undressed(unit), words);
                if !release.title.is_empty() {
                    origins.push("/title".to_owned(), unit.span);
                }
                MastheadLine::Title
            }
            Place::Subtitle
                if !release.subtitle.is_empty() && release.masthead.last() == Some(&MastheadLine::Subtitle) =>
            {
                release.subtitle.push(Inline::LineBreak {});
                release.subtitle.extend(inline::content(&undressed(unit), words));
                continue;
            }
            Place::Subtitle => {
                release.subtitle = inline::content(&undressed(unit), words);
                origins.push("/subtitle".to_owned(), unit.span);
                MastheadLine::Subtitle
            }
            Place::Line | Place::Issuer | Place::CoIssuer | Place::Repeated => {
                let pointer = format!("/masthead/{}", release.masthead.len());
                origins.push(pointer, unit.span);
                MastheadLine::Line { content: inline::content(&unit.lines, words), says: says(unit, *place) }
            }
        };
        release.masthead.push(line);
    }
}

/// What the dateline says.
pub(super) fn dateline(pieces: &[Piece]) -> Vec<Told> {
    dateline::read(pieces)
}

/// `Port Tide` of `14 June 2031 • Port Tide` is no kind of text where the dateline says that it is the place, and
/// `Norland` of `News release 14 June 2031 Norland` no place where the dateline names another.
pub(super) fn know_places(units: &mut [(Unit, Place)], dateline: &[Told]) {
    let place = dateline.iter().find_map(|(said, _)| match &said.what {
        What::Located(place) => Some(place.to_lowercase()),
        _ => None,
    });
    let Some(place) = place else { return };
    for (unit, _) in units.iter_mut() {
        let beside = |said: &Said| {
            unit.text.get(..said.range.start).is_some_and(|before| before.trim_end().ends_with(char::is_alphanumeric))
        };
        let guess =
            |said: &Said| matches!(&said.what, What::Located(name) if name.to_lowercase() != place) && beside(said);
        unit.said.retain(|said| !guess(said));
    }
    for said in units.iter_mut().flat_map(|(unit, _)| &mut unit.said) {
        let What::Kind { printed, class: KindClass::Other } = &said.what else { continue };
        if printed.to_lowercase() == place {
            said.what = What::Located(printed.clone());
        }
    }
}

/// The fields that a line says.
fn says(unit: &Unit, place: Place) -> Vec<Field> {
    let several = || institution::institutions(&unit.text).len() > 1;
    let by_place: &[Field] = match place {
        Place::Issuer if several() => &[Field::Issuer, Field::CoIssuers],
        Place::Issuer => &[Field::Issuer],
        Place::CoIssuer => &[Field::CoIssuers],
        Place::Repeated => &[Field::Title],
        _ => &[],
    };
    by_place.iter().copied().chain(unit.said.iter().filter_map(|said| said.what.field())).collect()
}

/// A title that is strong or stressed as a whole says so by its place.
fn undressed(unit: &Unit) -> Vec<Line> {
    let dressed = inline::all(&unit.lines, |style| style.strong) || inline::all(&unit.lines, |style| style.emphasis);
    if dressed { inline::undressed(&unit.lines) } else { unit.lines.clone() }
}

/// Sets the fields that the masthead, the title, the dateline and the tail say; of those that say one, the first.
pub(super) fn read_fields(
    units: &[(Unit, Place)],
    dateline: Vec<Told>,
    pieces: &[Piece],
    page: &[FieldText],
    release: &mut Release,
    origins: &mut Origins,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut said = said_by_lines(units);
    let title = plain_text(&release.title);
    said.extend(dateline.into_iter().filter_map(|told| dateline::own_name(told, &title, pieces)));
    said.extend(said_by_items(pieces));
    let by_title = said_by_title(release, origins);
    said.extend(beside_issuer(by_title, &said));
    if !said.iter().any(|(said, _)| matches!(&said.what, What::Date(date, _) if !date.is_range)) {
        said.extend(dateline::behind_end(pieces));
    }
    // A time beside a day that front matter gives may be of anything.
    if release.date_published.is_some() {
        said.retain(|(said, _)| !matches!(said.what, What::Time(..)));
    }
    let order = settle_order(&said, units, pieces, page, release, diagnostics);
    set_date(&said, order, release, origins, diagnostics);
    tell_crumbs(units, diagnostics);
    said.extend(said_by_tail(pieces));
    if release.date_published.is_none() {
        let closing = said_by_closing(pieces);
        set_date(&closing, order, release, origins, diagnostics);
        said.extend(closing);
    }
    for (said, span) in said {
        set(said.what, order, span, release, origins);
    }
}

/// The place of a part of lines.
fn place(lines: &[Line], span: Span, range: std::ops::Range<usize>) -> Span {
    match lines {
        [line] => inline::span_in(line, range),
        _ => span,
    }
}

/// What the lines of the masthead say, the names of who issues it first.
fn said_by_lines(units: &[(Unit, Place)]) -> Vec<Told> {
    let mut all = Vec::new();
    for (unit, _) in units.iter().filter(|(_, place)| matches!(place, Place::Issuer)) {
        let names = institution::institutions(&unit.text).into_iter().enumerate();
        all.extend(names.map(|(index, name)| {
            // Spaced letters are typography: `国 土 交 通 省`.
            let name = institution::close_letters(name).unwrap_or_else(|| name.to_owned());
            let what = if index == 0 { What::Issuer(name) } else { What::CoIssuer(name) };
            (Said { range: 0..unit.text.len(), what }, unit.span)
        }));
    }
    for (unit, place_of_unit) in units {
        if *place_of_unit == Place::CoIssuer {
            all.push((Said { range: 0..unit.text.len(), what: What::CoIssuer(unit.text.clone()) }, unit.span));
        }
        all.extend(unit.said.iter().map(|said| (said.clone(), place(&unit.lines, unit.span, said.range.clone()))));
    }
    all
}

/// What a list above the text says, whose items are the fields of a masthead: `• Statement`, `• 3 March 2031`.
fn said_by_items(pieces: &[Piece]) -> Vec<Told> {
    const FEWEST: usize = 2;
    const MOST: usize = 8;
    const LONGEST: usize = 80;
    let items = pieces.iter().take(MOST + 1).map_while(|piece| match piece.shape {
        Shape::Item { length, .. } if piece.text.len() <= LONGEST && piece.lines.len() == 1 => Some((piece, length)),
        _ => None,
    });
    let read = items.map(|(piece, length)| {
        let words = piece.text[length.min(piece.text.len())..].trim();
        (piece, words, piece.text.rfind(words).unwrap_or(length), masthead::read(words))
    });
    let items: Vec<_> = read.collect();
    let told = items.iter().filter(|(.., said)| said.iter().any(|said| said.what.field().is_some())).count();
    let dated = items
        .iter()
        .any(|(.., said)| said.iter().any(|said| matches!(said.what, What::Date(_, Claim::Line | Claim::Label))));
    if !(FEWEST..=MOST).contains(&items.len()) || told * 2 < items.len() || told < FEWEST || !dated {
        return Vec::new();
    }
    let mut all = Vec::new();
    for (piece, words, at, said) in items {
        let name = || Said { range: 0..words.len(), what: What::Issuer(words.to_owned()) };
        let said = if said.is_empty() && institution::is_plain_name(words) { vec![name()] } else { said };
        let shifted = |said: &Said| said.range.start + at..said.range.end + at;
        all.extend(said.iter().map(|said| (said.clone(), place(&piece.lines, piece.span, shifted(said)))));
    }
    all
}

/// What the title says where no line does.
fn said_by_title(release: &Release, origins: &Origins) -> Vec<Told> {
    let title = plain_text(&release.title);
    let span = origins.get("/title").unwrap_or(Span::at(0));
    masthead::read_title(&title).into_iter().map(|said| (said, span)).collect()
}

/// Where a line names who issues the text, the first of several names in the title issues it as well; a name that the
/// line has in it, `Ministry of Tides of Norland`, does not.
fn beside_issuer(mut by_title: Vec<Told>, said: &[Told]) -> Vec<Told> {
    let issuer = said.iter().find_map(|(said, _)| match &said.what {
        What::Issuer(name) => Some(name),
        _ => None,
    });
    let several = by_title.iter().any(|(said, _)| matches!(said.what, What::CoIssuer(_)));
    for (said, _) in by_title.iter_mut().filter(|_| several) {
        let What::Issuer(name) = &said.what else { continue };
        if issuer.is_some_and(|issuer| !issuer.contains(name.as_str())) {
            said.what = What::CoIssuer(name.clone());
        }
    }
    by_title
}

/// So many pieces at the end may say fields.
const LAST: usize = 16;

/// `Issued by: Ministry of Tides`, `Press release number: 24-431` among the last lines.
fn said_by_tail(pieces: &[Piece]) -> Vec<Told> {
    const LONGEST: usize = 160;
    const MOST_LINES: usize = 16;
    let short = |piece: &&Piece| {
        let listed = (2..=MOST_LINES).contains(&piece.lines.len());
        (listed || piece.text.len() <= LONGEST) && matches!(piece.shape, Shape::Words(None))
    };
    let tail = pieces.iter().skip(1).rev().take(LAST).filter(short);
    let first = |read: fn(&str) -> Option<Said>| {
        let mut told = tail.clone().flat_map(|piece| &piece.lines).filter_map(move |line| {
            let said = read(&inline::line_text(line))?;
            let span = inline::span_in(line, said.range.clone());
            Some((said, span))
        });
        told.next().map(|one| (one, told.next().is_none()))
    };
    let issuer = first(masthead::read_issuer_behind).map(|(issuer, _)| issuer);
    // Two are those of other texts.
    let reference = first(masthead::read_reference_behind).filter(|(_, alone)| *alone).map(|(reference, _)| reference);
    let reference = reference.or_else(|| dateline::number_behind_end(pieces));
    issuer.into_iter().chain(reference).collect()
}

/// `Ministry of Tides` and `3 March 2031`, or `Port Tide, 3 March 2031`, where a notice ends: its only date.
fn said_by_closing(pieces: &[Piece]) -> Vec<Told> {
    const LAST: usize = 3;
    let last = pieces.iter().skip(1).rev().take(LAST).filter(|piece| matches!(piece.shape, Shape::Words(None)));
    let lines: Vec<(&Line, bool)> =
        last.flat_map(|piece| piece.lines.iter().enumerate().rev().map(|(index, line)| (line, index == 0))).collect();
    let own = |said: &Said| match &said.what {
        What::Date(..) => true,
        // `Ends/Wednesday, 14 May`.
        What::Located(place) => !place.contains('/'),
        _ => false,
    };
    let names = |line: &Line| {
        let text = inline::line_text(line);
        institution::is_plain_name(text.trim()) || !masthead::read(text.trim()).is_empty()
    };
    let dated = lines.iter().enumerate().find_map(|(index, &(line, first))| {
        let said = masthead::read(inline::line_text(line).trim());
        let date = said.iter().any(|said| matches!(&said.what, What::Date(_, Claim::Line)));
        // The last line of a sentence may be a date.
        let apart = first || lines.get(index + 1).is_some_and(|(above, _)| names(above));
        (date && apart && said.iter().all(own)).then_some((index, line, said))
    });
    let Some((index, line, said)) = dated else { return Vec::new() };
    let mut told: Vec<Told> = said.into_iter().map(|said| (said.clone(), inline::span_in(line, said.range))).collect();
    told.extend(lines.get(index + 1).and_then(|(line, _)| {
        let name = inline::line_text(line).trim().to_owned();
        let named = institution::is_plain_name(&name);
        let said = Said { range: 0..name.len(), what: What::Issuer(name) };
        named.then(|| (said.clone(), inline::span_in(line, said.range)))
    }));
    told
}

/// The day of the release: what says so most plainly, the first of several; the days of a meeting, `5–7 March`, are none.
fn set_date(
    said: &[Told],
    order: Option<Order>,
    release: &mut Release,
    origins: &mut Origins,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let dates = said.iter().filter_map(|(said, span)| match &said.what {
        What::Date(date, claim) if !date.is_range => Some((date.moment(order)?, *claim, *span)),
        _ => None,
    });
    let dates: Vec<(Moment, Claim, Span)> = dates.collect();
    let Some(&(moment, claim, span)) = dates.iter().rev().max_by_key(|(_, claim, _)| *claim) else { return };
    if release.date_published.is_none() {
        release.date_published = Some(moment);
        origins.push("/date_published".to_owned(), span);
        let own = |other: &&(Moment, Claim, Span)| other.1 > Claim::Range && other.0.date != moment.date;
        if let Some((other, _, place)) = dates.iter().find(own).filter(|_| claim > Claim::Range) {
            diagnostics.push(date_conflict(moment, *other, *place));
        }
    }
    // The same day printed again with its time says more.
    let known = release.date_published.filter(|known| known.time.is_none());
    let precise =
        known.and_then(|known| dates.iter().find(|(other, ..)| other.date == known.date && other.time.is_some()));
    if let Some((other, _, span)) = precise {
        release.date_published = Some(*other);
        origins.push("/date_published".to_owned(), *span);
    }
}

/// Two dates that both say they are the release's own.
fn date_conflict(taken: Moment, other: Moment, place: Span) -> Diagnostic {
    let message = format!("the release is dated {} and here {}", taken.date, other.date);
    let hint = format!("{} was taken; make the dates agree, or pass `--set date=YYYY-MM-DD`", taken.date);
    Diagnostic::warning(codes::DATE_CONFLICT, place, message).with_hint(hint)
}

/// The buttons of a page in the masthead stay, as nobody can know that they are none of its words.
fn tell_crumbs(units: &[(Unit, Place)], diagnostics: &mut Vec<Diagnostic>) {
    for (unit, _) in units.iter().filter(|(unit, place)| *place == Place::Line && opening::is_crumb(unit)) {
        let message = "this line looks like a part of the page around the release";
        let hint = "it was kept as a line of the masthead; take it out of the source if it is none";
        diagnostics.push(Diagnostic::note(codes::PAGE_REMAINS, unit.span, message).with_hint(hint));
    }
}

fn set(what: What, order: Option<Order>, span: Span, release: &mut Release, origins: &mut Origins) {
    let published = release.date_published;
    let moment = |date: &Printed| date.moment(order).or_else(|| date.moment_near(published?.date));
    let pointer = match what {
        What::Issuer(name) if release.issuer.is_none() => {
            release.issuer = Some(name);
            "/issuer"
        }
        What::CoIssuer(name) if release.issuer.as_ref() != Some(&name) && !release.co_issuers.contains(&name) => {
            release.co_issuers.push(name);
            "/co_issuers"
        }
        What::OnBehalfOf(name) if release.on_behalf_of.is_none() => {
            release.on_behalf_of = Some(name);
            "/on_behalf_of"
        }
        What::Kind { printed, class } if release.kind.is_none() => {
            // Spaced letters are typography: `P R E S S   R E L E A S E`.
            let words = || printed.split_whitespace().collect::<Vec<_>>().join(" ");
            let printed = institution::close_letters(&printed).unwrap_or_else(words);
            release.kind = Some(Kind { printed, class });
            "/kind"
        }
        What::Reference(printed) if release.reference.is_none() => {
            release.reference = Some(printed);
            "/reference"
        }
        What::Time(time, offset) => {
            let Some(published) = release.date_published.as_mut().filter(|moment| moment.time.is_none()) else {
                return;
            };
            (published.time, published.offset) = (Some(time), offset);
            return;
        }
        What::Located(place) if release.located.is_none() => {
            release.located = Some(place);
            "/located"
        }
        What::Condition { printed, class, until } => {
            let said = Condition { printed, class, until: until.as_ref().and_then(moment) };
            if release.condition.as_ref().is_some_and(|known| !condition::outweighs(&said, known)) {
                return;
            }
            release.condition = Some(said);
            "/condition"
        }
        What::Addressee(name) if release.addressee.is_none() => {
            release.addressee = Some(name);
            "/addressee"
        }
        What::Correction(printed) if release.correction.is_none() => {
            release.correction = Some(printed);
            "/correction"
        }
        What::Withdrawal { printed, at } if release.withdrawal.is_none() => {
            let at = at.as_ref().and_then(moment);
            release.withdrawal = Some(Withdrawal { printed, at });
            "/withdrawal"
        }
        What::Distribution { by, at } if release.distribution.is_none() => {
            let at = at.as_ref().and_then(moment);
            release.distribution = Some(Distribution { by, at });
            "/distribution"
        }
        _ => return,
    };
    origins.push(pointer.to_owned(), span);
}

/// The date in what is said.
fn date_in(what: &What) -> Option<&Printed> {
    match what {
        What::Date(date, _) => Some(date),
        What::Condition { until, .. } => until.as_ref(),
        What::Distribution { at, .. } | What::Withdrawal { at, .. } => at.as_ref(),
        _ => None,
    }
}

/// Settles how dates in figures are read, and tells by what evidence.
fn settle_order(
    said: &[Told],
    units: &[(Unit, Place)],
    pieces: &[Piece],
    page: &[FieldText],
    release: &Release,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Order> {
    let dates: Vec<(&Printed, Span)> =
        said.iter().filter_map(|(said, span)| Some((date_in(&said.what)?, *span))).collect();
    let (doubtful, span) = dates.iter().find(|(date, _)| matches!(date.day, Day::Either { .. }))?;
    let body = beginning(pieces);
    // `Last updated: 17/03/2031` is no date of the release, and shows how its dates are written.
    let aside = |unit: &Unit| unit.said.iter().any(|said| said.what == What::Aside);
    let asides: Vec<Printed> =
        units.iter().filter(|(unit, _)| aside(unit)).flat_map(|(unit, _)| dates::find_all(&unit.text)).collect();
    let all: Vec<&Printed> = dates.iter().map(|(date, _)| *date).chain(&asides).collect();
    let settled = evidence::order(page, doubtful);
    match settled.or_else(|| settle::settle(&all, &body, release.language.as_deref())) {
        Some(settled) => {
            let read = doubtful.moment(Some(settled.order)).map(|moment| moment.date.to_string()).unwrap_or_default();
            let message = format!("this date could be read two ways; it is {read}, because {}", settled.evidence);
            diagnostics.push(Diagnostic::note(codes::AMBIGUOUS_DATE, *span, message));
            Some(settled.order)
        }
        None => {
            let message = "this date could be read two ways, and nothing in the text says which is meant";
            let hint = "write the month as a word, or pass `--set date=YYYY-MM-DD`";
            diagnostics.push(Diagnostic::warning(codes::AMBIGUOUS_DATE, *span, message).with_hint(hint));
            None
        }
    }
}

/// The first words of the text: evidence stands near its start.
fn beginning(pieces: &[Piece]) -> String {
    const LOOKED_AT: usize = 100_000;
    let mut body = String::new();
    for piece in pieces {
        if body.len() + piece.text.len() > LOOKED_AT {
            break;
        }
        body.push_str(&piece.text);
        body.push('\n');
    }
    body
}

#[cfg(test)]
mod tests;
