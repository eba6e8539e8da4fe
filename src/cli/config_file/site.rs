//! The table `[site]` of `chancery.toml`: what `chancery build` makes of a folder.
//!
//! ```toml
//! [site]
//! title = "Ministry of Tides: press releases"
//! url = "https://press.tides.example/"
//! address = "/{year}/{month}/{slug}/"
//! ```

use super::{Reader, Value, span_of};
use chancery::site::{Config, Letters, Pattern};
use chancery::{Diagnostic, codes};
use toml::de::DeValue;

/// The keys it may have.
const KEYS: [&str; 6] = ["title", "url", "language", "address", "slug", "page-size"];

/// A page of a list with more would be no page.
const MOST_ON_A_PAGE: usize = 500;

impl Reader<'_> {
    pub(super) fn site(&mut self, value: &Value<'_>) {
        let Some(table) = value.get_ref().as_table() else {
            self.expected::<()>(value, "a table, such as `[site]` and `title = \"Ministry of Tides\"` below it");
            return;
        };
        for (key, value) in table {
            if !KEYS.contains(&key.get_ref().as_ref()) {
                self.unknown_key(key.get_ref(), span_of(key), &KEYS);
                continue;
            }
            let text = match value.get_ref() {
                DeValue::Integer(number) => self.filed(value, number.to_string()),
                _ => self.text(value),
            };
            let Some(text) = text else { continue };
            match set(&mut Config::default(), key.get_ref(), &text.value) {
                Ok(()) => self.values.site.push((key.get_ref().to_string(), text)),
                Err(message) => self.found.push(Diagnostic::error(codes::BAD_VALUE, span_of(value), message)),
            }
        }
    }
}

/// Takes a value over; says what is wrong with it.
pub(crate) fn set(config: &mut Config, key: &str, value: &str) -> Result<(), String> {
    match key {
        "title" if value.trim().is_empty() => return Err("a site has a title".to_owned()),
        "title" => config.title = value.to_owned(),
        "url" => config.url = Some(address(value)?),
        "language" if chancery::release::is_language_tag(value) => config.language = value.to_owned(),
        "language" => return Err(format!("expected a language tag such as `en` or `zh-Hant`, found `{value}`")),
        "address" => config.address = value.parse::<Pattern>().map_err(|why| why.to_string())?,
        "slug" => {
            config.letters = match value {
                "own" => Letters::Own,
                "latin" => Letters::Latin,
                _ => return Err(format!("expected `own` or `latin`, found `{value}`")),
            };
        }
        _ => {
            let size = value.parse().ok().filter(|size| (1..=MOST_ON_A_PAGE).contains(size));
            config.page_size =
                size.ok_or_else(|| format!("expected a number from 1 to {MOST_ON_A_PAGE}, found `{value}`"))?;
        }
    }
    Ok(())
}

/// The address of a site, with a stroke at its end.
fn address(url: &str) -> Result<String, String> {
    let host = ["https://", "http://"].iter().find_map(|scheme| url.strip_prefix(scheme)).unwrap_or_default();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~/:[]%".contains(letter);
    if host.is_empty() || host.starts_with('/') || !host.chars().all(is_plain) {
        return Err(format!("expected an address such as `https://press.tides.example/`, found `{url}`"));
    }
    Ok(format!("{}/", url.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::{address, set};
    use chancery::site::Config;

    #[test]
    fn values_are_taken_over_or_say_why_not() {
        let mut config = Config::default();
        set(&mut config, "url", "https://tides.example/press").unwrap();
        set(&mut config, "page-size", "5").unwrap();
        assert_eq!((config.url.as_deref(), config.page_size), (Some("https://tides.example/press/"), 5));
        for (key, value) in [
            ("title", " "),
            ("url", "tides.example"),
            ("language", "!"),
            ("address", "/x/"),
            ("slug", "greek"),
            ("page-size", "0"),
        ] {
            assert!(set(&mut config, key, value).is_err(), "{key}");
        }
        assert!(address("https://tides.example/?a").is_err() && address("https:///a").is_err());
    }
}
