//! What is said of a release beside its text: `--set issuer="Ministry of Tides"`.

use super::words;
use crate::release::{
    Condition, ConditionClass, Distribution, Inline, Kind, KindClass, Moment, Release, Withdrawal, is_language_tag,
};
use std::collections::BTreeMap;

/// Fields that override what the text says.
///
/// ```
/// use chancery::parse::Settings;
/// let mut settings = Settings::default();
/// settings.set("language", "ko").unwrap();
/// assert!(settings.set("tide", "high").unwrap_err().to_string().contains("expected one of `title`"));
/// assert!(settings.set("date", "tomorrow").is_err());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings(BTreeMap<&'static str, String>);

/// Why a setting cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SettingError {
    /// There is no such field.
    #[error("unknown key `{key}`, expected one of {}", listed(KEYS))]
    UnknownKey {
        /// As it was given.
        key: String,
    },
    /// The field cannot have this value.
    #[error("`{value}` cannot be `{key}`, expected {expected}")]
    BadValue {
        /// The field.
        key: &'static str,
        /// As it was given.
        value: String,
        /// What it may be.
        expected: String,
    },
}

/// The fields that may be set, by the names that they have in front matter as well.
pub(crate) const KEYS: &[&str] = &[
    "title",
    "subtitle",
    "issuer",
    "co_issuers",
    "on_behalf_of",
    "kind",
    "kind_class",
    "reference",
    "language",
    "date",
    "located",
    "condition",
    "condition_class",
    "embargoed",
    "addressee",
    "correction",
    "withdrawal",
    "withdrawn",
    "distributor",
    "distributed",
    "url",
    "edition_of",
    "classification",
];

const KIND_CLASSES: &[&str] = &[
    "press-release",
    "statement",
    "joint-statement",
    "readout",
    "communique",
    "declaration",
    "resolution",
    "speech",
    "fact-sheet",
    "notice",
    "other",
];

const CONDITION_CLASSES: &[&str] = &["immediate", "embargoed", "check-against-delivery"];

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

impl Settings {
    /// The fields that may be set.
    pub const KEYS: &'static [&'static str] = KEYS;

    /// Sets a field; an empty value says that the release has none.
    ///
    /// # Errors
    /// When there is no such field, or it cannot have this value.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), SettingError> {
        let wanted = if key == "date_published" { "date" } else { key };
        let Some(&key) = KEYS.iter().find(|known| **known == wanted) else {
            return Err(SettingError::UnknownKey { key: key.to_owned() });
        };
        apply(&mut Release::default(), key, value)?;
        self.0.insert(key, value.to_owned());
        Ok(())
    }

    /// The keys that are set, with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(&key, value)| (key, value.as_str()))
    }

    /// Writes the fields over those of `release`.
    pub(super) fn apply_to(&self, release: &mut Release) {
        for (key, value) in self.iter() {
            // `set` refused what cannot be.
            let _ = apply(release, key, value);
        }
    }
}

/// Sets the field `key` of `release`.
pub(super) fn apply(release: &mut Release, key: &'static str, value: &str) -> Result<(), SettingError> {
    let bad = |expected: String| SettingError::BadValue { key, value: value.to_owned(), expected };
    let moment = || match value {
        "" => Ok(None),
        _ => value.parse::<Moment>().map(Some).map_err(|_| bad("a date such as `2031-03-03`".to_owned())),
    };
    let words = Some(value.to_owned()).filter(|value| !value.is_empty());
    match key {
        "title" => release.title = words.map(Inline::Text).into_iter().collect(),
        "subtitle" => release.subtitle = words.map(Inline::Text).into_iter().collect(),
        "issuer" => release.issuer = words,
        "co_issuers" => release.co_issuers = names(value),
        "on_behalf_of" => release.on_behalf_of = words,
        "kind" => {
            let class = |printed: &String| words::kind(printed).unwrap_or_default();
            release.kind = words.map(|printed| Kind { class: class(&printed), printed });
        }
        "kind_class" => {
            let class = class_named(value).ok_or_else(|| bad(format!("one of {}", listed(KIND_CLASSES))))?;
            release.kind.get_or_insert_with(|| Kind { printed: String::new(), class }).class = class;
        }
        "reference" => release.reference = words,
        "language" => {
            let tag = value.is_empty() || is_language_tag(value);
            release.language =
                tag.then_some(words).ok_or_else(|| bad("a language tag such as `en` or `zh-Hant`".to_owned()))?;
        }
        "date" => release.date_published = moment()?,
        "located" => release.located = words,
        "condition" => {
            release.condition =
                words.map(|printed| Condition { class: super::condition::class(&printed), printed, until: None });
        }
        "condition_class" => {
            let expected = || bad(format!("one of {}", listed(CONDITION_CLASSES)));
            let class: ConditionClass = serde_json::from_value(value.into()).map_err(|_| expected())?;
            condition(release, class).class = class;
        }
        "embargoed" if !is_no(value) => {
            // Whatever the end may be: what is under embargo must not go out.
            let condition = condition(release, ConditionClass::Embargoed);
            condition.class = ConditionClass::Embargoed;
            condition.until = None;
            condition.until = value.parse().map(Some).map_err(|_| bad(END.to_owned()))?;
        }
        "addressee" => release.addressee = words,
        "correction" => release.correction = words,
        "withdrawal" if words.is_some() || release.withdrawal.is_some() => {
            withdrawal(release).printed = words.unwrap_or_default();
        }
        "withdrawn" if is_no(value) => release.withdrawal = None,
        "withdrawn" => {
            // Whatever the day may be: what is withdrawn must not go out as if it held.
            let withdrawal = withdrawal(release);
            if !is_yes(value) {
                withdrawal.at = moment()?;
            }
        }
        "distributor" if words.is_some() || release.distribution.is_some() => distribution(release).by = words,
        "distributed" => {
            let at = moment()?;
            if at.is_some() || release.distribution.is_some() {
                distribution(release).at = at;
            }
        }
        "url" => release.url = words,
        "edition_of" => release.edition_of = words,
        "classification" => release.classification = words,
        _ => {}
    }
    Ok(())
}

/// What may be the end of an embargo.
const END: &str = "a moment such as `2031-03-05T18:00+01:00`, or `false` where there is no embargo";

/// What YAML and its writers say where something is not so; a template whose value is missing leaves nothing, or null.
fn is_no(value: &str) -> bool {
    ["", "false", "no", "off", "null", "~"].iter().any(|word| value.trim().eq_ignore_ascii_case(word))
}

fn is_yes(value: &str) -> bool {
    ["true", "yes", "on"].iter().any(|word| value.trim().eq_ignore_ascii_case(word))
}

/// The names of `Harbour Board; Pilots' Guild`.
fn names(list: &str) -> Vec<String> {
    list.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn class_named(name: &str) -> Option<KindClass> {
    serde_json::from_value(name.into()).ok()
}

fn condition(release: &mut Release, class: ConditionClass) -> &mut Condition {
    release.condition.get_or_insert_with(|| Condition { printed: String::new(), class, until: None })
}

fn withdrawal(release: &mut Release) -> &mut Withdrawal {
    release.withdrawal.get_or_insert_with(Withdrawal::default)
}

fn distribution(release: &mut Release) -> &mut Distribution {
    release.distribution.get_or_insert_with(Distribution::default)
}

#[cfg(test)]
mod tests {
    use super::Settings;
    use crate::release::{ConditionClass, KindClass, Release};

    #[test]
    fn settings_override_the_text() {
        let mut settings = Settings::default();
        settings.set("kind", "Statement").unwrap();
        settings.set("distributed", "2031-03-03T18:00").unwrap();
        settings.set("embargoed", "2031-03-04").unwrap();
        settings.set("withdrawn", "2031-03-05").unwrap();
        settings.set("withdrawal", "The figures were wrong.").unwrap();
        let mut release = Release::default();
        settings.apply_to(&mut release);
        assert_eq!(release.kind.unwrap().class, KindClass::Statement);
        assert_eq!(release.distribution.unwrap().at.unwrap().to_string(), "2031-03-03T18:00");
        assert!(release.condition.unwrap().until.is_some());
        let withdrawal = release.withdrawal.unwrap();
        assert_eq!(withdrawal.at.unwrap().to_string(), "2031-03-05");
        assert_eq!(withdrawal.printed, "The figures were wrong.");
    }

    #[test]
    fn what_is_embargoed_is_so_whatever_is_said_of_its_end() {
        for value in ["true", "yes", "next week", "2031-02-30"] {
            let mut release = Release::default();
            let refused = super::apply(&mut release, "embargoed", value).unwrap_err().to_string();
            assert!(refused.contains(value) && refused.contains("`false`"), "{refused}");
            let condition = release.condition.unwrap();
            assert_eq!((condition.class, condition.until), (ConditionClass::Embargoed, None));
            assert!(Settings::default().set("embargoed", value).is_err());
        }
        for value in ["", "null", "~", "False", "no", "NO"] {
            let mut release = Release::default();
            super::apply(&mut release, "embargoed", value).unwrap();
            assert_eq!(release.condition, None, "{value}");
        }
        let mut release = Release::default();
        super::apply(&mut release, "condition", "For immediate release").unwrap();
        super::apply(&mut release, "embargoed", "2031-03-05").unwrap();
        assert_eq!(release.condition.unwrap().class, ConditionClass::Embargoed);
    }

    #[test]
    fn what_is_withdrawn_is_so_whatever_is_said_of_the_day() {
        for (value, is_good) in [("true", true), ("yes", true), ("4 March", false)] {
            let mut release = Release::default();
            assert_eq!(super::apply(&mut release, "withdrawn", value).is_ok(), is_good);
            assert_eq!(release.withdrawal.unwrap().at, None);
        }
        for value in ["false", "False", "no", "No", "null", "~", ""] {
            let mut release = Release::default();
            super::apply(&mut release, "withdrawn", value).unwrap();
            assert!(release.withdrawal.is_none(), "{value}");
        }
    }
}
