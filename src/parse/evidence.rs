//! What a page says of itself beside its text. What is printed wins: this fills what is missing, settles what is
//! doubtful, and where it contradicts the print a warning says so.

use super::Origins;
use super::dates::{self, Day, Order, Printed};
use super::fields::{moment_text, pointer};
use super::institution;
use super::settings;
use super::settle::Settled;
use crate::diagnostic::{Diagnostic, codes};
use crate::read::{Block, BlockKind, FieldText};
use crate::release::{Moment, Release, is_language_tag, plain_text, printed_text};
use jiff::civil::Date;

/// What the page says of itself, and the blocks behind that.
pub(super) fn split(blocks: &[Block]) -> (&[FieldText], &[Block]) {
    match blocks.split_first() {
        Some((Block { kind: BlockKind::Evidence(fields), .. }, rest)) => (fields, rest),
        _ => (&[], blocks),
    }
}

/// The first of the fields that `fits`.
fn first<'a>(fields: &'a [FieldText], name: &str, fits: impl Fn(&str) -> bool) -> Option<&'a FieldText> {
    fields.iter().find(|field| field.name == name && fits(&field.value))
}

/// The language that the page says it has, as a tag.
pub(super) fn language(fields: &[FieldText]) -> Option<FieldText> {
    let fits = |value: &str| {
        let tag = value.replace('_', "-");
        is_language_tag(&tag) && tag.split('-').next().is_some_and(|first| first.len() <= 3)
    };
    let field = first(fields, "language", fits)?;
    Some(FieldText { value: field.value.replace('_', "-"), ..field.clone() })
}

/// Whether two tags are of one language: `en` and `en-GB`.
pub(super) fn same_language(one: &str, other: &str) -> bool {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    primary(one) == primary(other)
}

/// The page's language is not that of the text.
pub(super) fn language_differs(field: &FieldText, found: &str) -> Diagnostic {
    let message = format!("the page says that its language is `{}`, but the text is `{found}`", field.value);
    Diagnostic::warning(codes::PAGE_DATA_DIFFERS, field.span, message)
        .with_hint("the text is believed; `--set language=…` says otherwise")
}

/// How a date in figures is meant, where the page has the same date in another form.
pub(super) fn order(fields: &[FieldText], doubtful: &Printed) -> Option<Settled> {
    let Day::Either { month_first, day_first } = doubtful.day else { return None };
    let dates = fields.iter().filter(|field| matches!(field.name.as_str(), "date" | "time"));
    dates.filter_map(|field| day(&field.value)).find_map(|date| {
        let order = if date == month_first { Order::MonthFirst } else { Order::DayFirst };
        let same = date == month_first || date == day_first;
        same.then(|| Settled { order, evidence: format!("the page's own data say {date}") })
    })
}

fn day(value: &str) -> Option<Date> {
    moment_text(value).parse::<Moment>().ok().map(|moment| moment.date)
}

/// Fills in what the text does not say, and tells what the page says otherwise.
pub(super) fn apply(
    fields: &[FieldText],
    release: &mut Release,
    origins: &mut Origins,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if fields.is_empty() {
        return;
    }
    notices(fields, release, origins);
    title(fields, release, origins, diagnostics);
    date(fields, release, origins, diagnostics);
    let any = |_: &str| true;
    let start: String = printed_text(release).chars().take(WIRE).collect();
    let issuer = |name: &str| !is_wire(name, &start);
    // What stands beside the title over the window may be a part of the site: only an institution issues a text.
    let office = |name: &str| issuer(name) && institution::is_plain_name(name);
    let kind = |value: &str| value.chars().count() <= LONGEST_KIND;
    let missing = [
        ("issuer", release.issuer.is_none(), first(fields, "issuer", issuer).or_else(|| first(fields, "site", office))),
        ("kind", release.kind.is_none(), first(fields, "kind", kind)),
        ("located", release.located.is_none(), first(fields, "located", any)),
        ("url", release.url.is_none(), first(fields, "url", any)),
        ("edition_of", release.edition_of.is_none(), first(fields, "edition_of", any)),
    ];
    for (key, missing, field) in missing {
        if let Some(field) = field.filter(|_| missing) {
            fill(key, field, &field.value, release, origins);
        }
    }
    if release.distribution.is_none() {
        for key in ["distributor", "distributed"] {
            if let Some(field) = first(fields, key, any) {
                fill(key, field, &field.value, release, origins);
            }
        }
    }
}

/// What our own pages say over the text: that it is withdrawn, when and why, or what it corrects.
fn notices(fields: &[FieldText], release: &mut Release, origins: &mut Origins) {
    let any = |_: &str| true;
    if let Some(field) = first(fields, "withdrawn", any) {
        let withdrawal = release.withdrawal.get_or_insert_default();
        let at = dates::find(&field.value).and_then(|date| date.moment(None));
        withdrawal.at = withdrawal.at.or(at);
        origins.push("/withdrawal".to_owned(), field.span);
    }
    let reason = first(fields, "withdrawal", any);
    if let Some((withdrawal, reason)) =
        release.withdrawal.as_mut().zip(reason).filter(|(one, _)| one.printed.is_empty())
    {
        withdrawal.printed.clone_from(&reason.value);
    }
    if let Some(field) = first(fields, "correction", any).filter(|_| release.correction.is_none()) {
        fill("correction", field, &field.value, release, origins);
    }
}

/// The longest name of a kind, in characters.
const LONGEST_KIND: usize = 60;

/// A wire names itself within so many characters.
const WIRE: usize = 1000;

/// Whether the text names the page's publisher as the wire that carries it: `/Tidewire/`, `(Tidewire)`.
fn is_wire(name: &str, start: &str) -> bool {
    [('/', '/'), ('(', ')'), ('[', ']')].iter().any(|(open, close)| {
        let mut parts = start.split(*open).skip(1).filter_map(|part| part.split(*close).next());
        parts.any(|part| part.trim().eq_ignore_ascii_case(name))
    })
}

fn fill(key: &'static str, field: &FieldText, value: &str, release: &mut Release, origins: &mut Origins) {
    if settings::apply(release, key, value).is_ok() {
        origins.push(pointer(key).to_owned(), field.span);
    }
}

fn title(fields: &[FieldText], release: &mut Release, origins: &mut Origins, diagnostics: &mut Vec<Diagnostic>) {
    let said = first(fields, "title", |_| true);
    let Some(field) = said.or(first(fields, "window", |_| true)) else { return };
    let printed = plain_text(&release.title);
    if printed.is_empty() && !release.body.is_empty() {
        fill("title", field, &field.value, release, origins);
        release.masthead.insert(0, crate::release::MastheadLine::Title);
    } else if said.is_some() && !printed.is_empty() && !alike(&printed, &field.value) {
        let message = format!("the page says that its title is `{}`, but another is printed", field.value);
        let hint = "the printed title is believed";
        diagnostics.push(Diagnostic::warning(codes::PAGE_DATA_DIFFERS, field.span, message).with_hint(hint));
    }
}

fn date(fields: &[FieldText], release: &mut Release, origins: &mut Origins, diagnostics: &mut Vec<Diagnostic>) {
    let fits = |value: &str| day(value).is_some();
    let times: Vec<&FieldText> = fields.iter().filter(|field| field.name == "time" && fits(&field.value)).collect();
    let only = times.first().filter(|first| times.iter().all(|other| day(&other.value) == day(&first.value)));
    let Some(field) = first(fields, "date", fits).or(only.copied()) else { return };
    let Ok(said) = moment_text(&field.value).parse::<Moment>() else { return };
    match release.date_published {
        None => fill("date", field, &said.to_string(), release, origins),
        // The day may be another one where the page counts in another zone.
        Some(printed) if far(printed.date, said.date) => {
            let message =
                format!("the page says that it was published on {}, but printed is {}", said.date, printed.date);
            let hint = "the printed date is believed; `--set date=YYYY-MM-DD` says otherwise";
            diagnostics.push(Diagnostic::warning(codes::PAGE_DATA_DIFFERS, field.span, message).with_hint(hint));
        }
        Some(_) => {}
    }
}

fn far(one: Date, other: Date) -> bool {
    one.until(other).map_or(true, |span| span.get_days().abs() > 1)
}

/// Whether two titles say the same: one holds the other, or most of its words.
fn alike(one: &str, other: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (one_letters, other_letters) = (letters(one), letters(other));
    if one_letters.contains(&other_letters) || other_letters.contains(&one_letters) {
        return true;
    }
    let words = |text: &str| text.split_whitespace().map(letters).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let (one, other) = (words(one), words(other));
    let single = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
    // A script without spaces has no words to compare.
    let (one, other) =
        if one.len().min(other.len()) < 3 { (single(&one_letters), single(&other_letters)) } else { (one, other) };
    let shared = one.iter().filter(|word| other.contains(word)).count();
    shared * 2 >= one.len().min(other.len())
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn titles_that_say_the_same() {
        assert!(alike("New harbour opened", "Ministry of Tides: new harbour opened"));
        assert!(alike("The ministers met in the new harbour", "Ministers met in the harbour of Ahlmouth"));
        assert!(!alike("The ministers met in the new harbour", "Tide tables for all of next year"));
    }
}
