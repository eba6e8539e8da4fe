//! The form of a word that goes with a number, by the plural rules of the language (Unicode CLDR).

use icu_locale_core::LanguageIdentifier;
use icu_plurals::{PluralCategory, PluralRules};
use std::collections::BTreeMap;

/// A number of things, in each form that the language has for it: `one = "{count} note"`, `other = "{count} notes"`.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Counted(BTreeMap<String, String>);

impl Counted {
    /// `2 notes`.
    pub(super) fn say(&self, count: usize, language: &str) -> String {
        let form = rules(language).map_or(PluralCategory::Other, |rules| rules.category_for(count));
        let text = self.0.get(name(form)).or_else(|| self.0.get(name(PluralCategory::Other)));
        text.map_or_else(|| count.to_string(), |text| text.replace("{count}", &count.to_string()))
    }

    /// The names of the forms there are.
    #[cfg(test)]
    pub(super) fn forms(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }
}

/// The rules of a language; a tag that is none has none.
fn rules(language: &str) -> Option<PluralRules> {
    let tag: LanguageIdentifier = language.parse().ok()?;
    PluralRules::try_new_cardinal((&tag).into()).ok()
}

/// The forms that a language has for whole numbers, by name in the order of the alphabet.
#[cfg(test)]
pub(super) fn forms(language: &str) -> Vec<&'static str> {
    let mut forms: Vec<_> = rules(language).expect("a file is named by a language").categories().map(name).collect();
    forms.sort_unstable();
    forms
}

/// The name of a form in CLDR.
fn name(form: PluralCategory) -> &'static str {
    match form {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}
