//! Front matter: the fields of our own editions, and those that other tools write.

use super::Origins;
use super::condition;
use super::settings::{self, KEYS};
use super::words::{self, Sign};
use crate::diagnostic::{Diagnostic, codes};
use crate::dom::Dom;
use crate::read::FieldText;
use crate::release::{Condition, ConditionClass, Moment, Release};

/// Whose front matter it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hand {
    /// Ours: what is not a field of a release belongs to the generator it was made for.
    Ours,
    /// Somebody's: what has no place in a release is told.
    Other,
}

/// Sets the fields of `release` that front matter gives.
pub(super) fn apply(
    fields: &[FieldText],
    hand: Hand,
    release: &mut Release,
    origins: &mut Origins,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // `kind` before `kind_class` and the like: in the order of `KEYS`, the exact name before its synonyms.
    let mut found: Vec<(usize, bool, &FieldText)> = Vec::new();
    for field in fields {
        let name = field.name.strip_prefix("params.").or(field.name.strip_prefix("extra.")).unwrap_or(&field.name);
        if hand == Hand::Other && is_login(name, &field.value) {
            diagnostics.push(ignored(field));
            continue;
        }
        match KEYS.iter().position(|known| *known == name) {
            Some(key) => found.push((key, false, field)),
            // Whoever writes it means that the text is held back.
            None if is_embargo(name) => found.push((key_of("embargoed"), true, field)),
            None => match synonym(name, &field.value).filter(|_| hand == Hand::Other) {
                Some(key) => found.push((key, true, field)),
                None if hand == Hand::Other => diagnostics.push(ignored(field)),
                None => {}
            },
        }
    }
    found.sort_by_key(|&(key, synonym, _)| (key, synonym));
    let mut last = None;
    let mut named = "";
    for (key, synonym, field) in found {
        if last == Some(key) && KEYS[key] == "issuer" && field.name == named {
            join_issuer(field, release);
            continue;
        }
        if last == Some(key) && KEYS[key] == "embargoed" {
            set_later(field, hand, release, origins, diagnostics);
            continue;
        }
        if last == Some(key) && !(synonym && refines(field, release)) {
            diagnostics.push(repeated(KEYS[key], field));
            continue;
        }
        if set(KEYS[key], field, hand, release, origins, diagnostics) {
            last = Some(key);
            named = &field.name;
        }
    }
}

/// `embargoed_until`, `Embargo`, `params.embargo.until`, `sperrfrist`: a field that says until when a text is held back.
fn is_embargo(name: &str) -> bool {
    let spaced: String = name.chars().map(|letter| if "_-.".contains(letter) { ' ' } else { letter }).collect();
    name.to_lowercase().contains("embargo") || words::after(Sign::Embargo, &spaced).is_some()
}

fn key_of(name: &str) -> usize {
    KEYS.iter().position(|known| *known == name).unwrap_or_default()
}

/// Of two embargoes the later one holds, and one without an end before all.
fn set_later(
    field: &FieldText,
    hand: Hand,
    release: &mut Release,
    origins: &mut Origins,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let known = release.condition.clone();
    set("embargoed", field, hand, release, origins, diagnostics);
    let new = release.condition.as_ref().and_then(|condition| condition.until);
    let holds_longer = |known: &Condition| match (known.until, new) {
        (None, _) => known.class == ConditionClass::Embargoed,
        (Some(_), None) => false,
        (Some(known), Some(new)) => condition::is_later(&known, &new),
    };
    if known.as_ref().is_some_and(holds_longer) {
        release.condition = known;
    }
}

/// A list of issuers is one line of them.
fn join_issuer(field: &FieldText, release: &mut Release) {
    if let Some(issuer) = release.issuer.as_mut().filter(|_| !field.value.trim().is_empty()) {
        issuer.push_str(", ");
        issuer.push_str(field.value.trim());
    }
}

/// Sets a field; whether its value is one that it can have.
fn set(
    key: &'static str,
    field: &FieldText,
    hand: Hand,
    release: &mut Release,
    origins: &mut Origins,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let value = if matches!(key, "date" | "embargoed" | "withdrawn" | "distributed") {
        moment_text(&field.value)
    } else if hand == Hand::Other && matches!(key, "title" | "subtitle" | "issuer") {
        with_characters(&field.value)
    } else {
        field.value.clone()
    };
    match settings::apply(release, key, &value) {
        Ok(()) if value.is_empty() => false,
        Ok(()) => {
            origins.push(pointer(key).to_owned(), field.span);
            true
        }
        Err(error) => {
            let told = Diagnostic::warning(codes::FIELD_INVALID, field.span, error.to_string());
            let is_held = key == "embargoed";
            let hint = || format!("`{}` holds the release back without an end until it is mended", field.name);
            diagnostics.push(if is_held { told.with_hint(hint()) } else { told });
            // It was set nevertheless.
            is_held
        }
    }
}

/// Whether an author is the name by which somebody signs on to a site: `admin`, `press-office`.
fn is_login(name: &str, value: &str) -> bool {
    let author = name.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("author"));
    let of_login = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-_.@".contains(letter);
    author && !value.is_empty() && value.chars().all(of_login)
}

/// A value with its character references as characters, as exports of sites have them in their titles: `&#8211;`.
fn with_characters(value: &str) -> String {
    let refers = value.split('&').skip(1).any(|rest| {
        let name = rest.split(';').next().filter(|name| name.len() < rest.len()).unwrap_or_default();
        let name = name.strip_prefix('#').unwrap_or(name);
        (2..=8).contains(&name.len()) && name.chars().all(|letter| letter.is_ascii_alphanumeric())
    });
    if !refers || value.contains('<') {
        return value.to_owned();
    }
    let dom = Dom::parse(value);
    dom.root().map_or_else(|| value.to_owned(), |root| dom.text(root))
}

/// Whether a time of publication says more of the day that `date` gave.
fn refines(field: &FieldText, release: &Release) -> bool {
    let Ok(moment) = moment_text(&field.value).parse::<Moment>() else { return false };
    release
        .date_published
        .is_some_and(|known| known.time.is_none() && known.date == moment.date && moment.time.is_some())
}

/// A moment without the fractions of a second, and with its offset as RFC 3339 has it.
pub(super) fn moment_text(value: &str) -> String {
    let value = value.trim();
    if value.parse::<Moment>().is_ok() {
        return value.to_owned();
    }
    let whole = without_fraction(value);
    let whole = timestamp(&whole).unwrap_or(whole);
    let alone = |date: &super::dates::Printed| {
        let (before, behind) = (&whole[..date.range.start], &whole[date.range.end..]);
        let apart = !before.ends_with(|letter: char| letter.is_alphabetic() || letter == ')');
        apart && !before.contains(char::is_numeric) && !behind.contains(char::is_alphanumeric)
    };
    let date = super::dates::find(&whole).filter(alone);
    match date.and_then(|date| date.moment(None)) {
        Some(moment) => moment.to_string(),
        None => value.to_owned(),
    }
}

/// A timestamp of YAML as RFC 3339 has it: `2031-3-4 9:00 +1` is `2031-03-04T09:00:00+01:00`.
fn timestamp(value: &str) -> Option<String> {
    let (date, rest) = value.split_once(['T', 't', ' ']).unwrap_or((value, ""));
    let numbers =
        |text: &str, sign: char| -> Option<Vec<u32>> { text.split(sign).map(|part| part.parse().ok()).collect() };
    let [year @ 1000..=9999, month, day] = numbers(date, '-')?[..] else { return None };
    let date = format!("{year}-{month:02}-{day:02}");
    let rest = rest.trim();
    if rest.is_empty() {
        return Some(date);
    }
    let end = rest.find(|letter: char| !(letter.is_ascii_digit() || letter == ':')).unwrap_or(rest.len());
    let (hour, minute, second) = match numbers(&rest[..end], ':')?[..] {
        [hour, minute] => (hour, minute, 0),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    let zone = zone(rest[end..].trim())?;
    Some(format!("{date}T{hour:02}:{minute:02}:{second:02}{zone}"))
}

/// `Z`, `+1`, `+0100` or `+01:00` as `Z` or `+01:00`; nothing as nothing.
fn zone(text: &str) -> Option<String> {
    if matches!(text, "" | "Z" | "z") {
        return Some(text.to_uppercase());
    }
    let sign = text.chars().next().filter(|sign| matches!(sign, '+' | '-'))?;
    let figures: String = text[1..].chars().filter(|letter| *letter != ':').collect();
    let number = figures.parse::<u32>().ok()?;
    let (hours, minutes) = if figures.len() <= 2 { (number, 0) } else { (number / 100, number % 100) };
    Some(format!("{sign}{hours:02}:{minutes:02}"))
}

/// `18:00:00Z` of `18:00:00.000Z`.
fn without_fraction(value: &str) -> String {
    let point = value.find(':').and_then(|colon| Some(colon + value[colon..].find('.')?));
    let Some(point) = point else { return value.to_owned() };
    [&value[..point], value[point + 1..].trim_start_matches(|letter: char| letter.is_ascii_digit())].concat()
}

/// The field that another tool calls `name`, where `value` may be one of it.
fn synonym(name: &str, value: &str) -> Option<usize> {
    let is_web = || value.starts_with("https://") || value.starts_with("http://");
    let key = match name.to_ascii_lowercase().as_str() {
        // Archives name by it where a text is from: the page, or whose it is.
        "source" if is_web() => "url",
        "source" => "issuer",
        "headline" => "title",
        "subheading" | "deck" => "subtitle",
        "publisher" | "author" | "authors" | "organization" | "organisation" | "publisher.name" | "author.name"
        | "authors.name" | "organization.name" => "issuer",
        "genre" => "kind",
        "ref" | "identifier" | "release_number" | "number" => "reference",
        "lang" | "locale" | "inlanguage" => "language",
        "published" | "published_time" | "publishdate" | "datepublished" | "date_published" | "pubdate" => "date",
        "place" | "location" => "located",
        "translationkey" | "translation_key" => "edition_of",
        "source_url" | "canonical" | "canonical_url" | "permalink" | "link" => "url",
        _ => return None,
    };
    KEYS.iter().position(|known| *known == key)
}

fn ignored(field: &FieldText) -> Diagnostic {
    let message = format!("the field `{}` has no place in a release and was left out: `{}`", field.name, field.value);
    Diagnostic::note(codes::FIELD_IGNORED, field.span, message)
}

fn repeated(key: &str, field: &FieldText) -> Diagnostic {
    let message = format!("the {key} is given more than once; this was left out: `{}`", field.value);
    Diagnostic::note(codes::FIELD_IGNORED, field.span, message)
}

/// Where a field stands in the model.
pub(super) fn pointer(key: &str) -> &'static str {
    match key {
        "title" => "/title",
        "subtitle" => "/subtitle",
        "issuer" => "/issuer",
        "co_issuers" => "/co_issuers",
        "on_behalf_of" => "/on_behalf_of",
        "kind" => "/kind",
        "kind_class" => "/kind/class",
        "reference" => "/reference",
        "language" => "/language",
        "date" => "/date_published",
        "located" => "/located",
        "condition" => "/condition",
        "condition_class" => "/condition/class",
        "embargoed" => "/condition/until",
        "addressee" => "/addressee",
        "correction" => "/correction",
        "withdrawal" => "/withdrawal/printed",
        "withdrawn" => "/withdrawal/at",
        "distributor" => "/distribution/by",
        "distributed" => "/distribution/at",
        "url" => "/url",
        "edition_of" => "/edition_of",
        _ => "/classification",
    }
}

#[cfg(test)]
mod tests {
    use super::{is_login, moment_text, with_characters};

    #[test]
    fn what_sites_export() {
        assert_eq!(with_characters("Ports &#8211; and &amp; ships"), "Ports – and & ships");
        assert_eq!(with_characters("Ports & ships; lamps"), "Ports & ships; lamps");
        assert!(is_login("author", "press-office") && is_login("author.name", "admin"));
        assert!(!is_login("author", "Harbour Office") && !is_login("issuer", "ecb") && !is_login("author", "港務局"));
    }

    #[test]
    fn timestamps_of_front_matter() {
        for (value, expected) in [
            ("2031-03-03", "2031-03-03"),
            ("2031-3-4", "2031-03-04"),
            ("2031-03-04 14:00:00 +0100", "2031-03-04T14:00+01:00"),
            ("2031-3-4 9:00 +1", "2031-03-04T09:00+01:00"),
            ("2031-03-04t14:00:00.5Z", "2031-03-04T14:00Z"),
            ("2031-03-04 14:00", "2031-03-04T14:00"),
            ("March 4, 2031", "2031-03-04"),
            ("soon", "soon"),
        ] {
            assert_eq!(
                moment_text(value)
                    .parse::<crate::release::Moment>()
                    .map(|moment| moment.to_string())
                    .unwrap_or(value.into()),
                expected
            );
        }
    }
}
