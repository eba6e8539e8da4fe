//! The codes of what readers and the parser say of a text, each with its meaning in a line.
//!
//! `docs/diagnostics.md` tells of each at length; a test holds it to [`ALL`].

macro_rules! codes {
    ($($name:ident = $code:literal, $meaning:literal;)+) => {
        $(#[doc = $meaning] pub const $name: &str = $code;)+
        /// Every code, with its meaning.
        pub const ALL: &[(&str, &str)] = &[$(($code, $meaning),)+];
    };
}

codes! {
    CONTROL_CHARACTER = "control-character", "A control character that no page can show was left out.";
    HTML_TAG = "html-tag", "HTML tags in Markdown were dropped; their text stays.";
    FRONT_MATTER = "front-matter", "A line of the front matter was not understood.";
    FIELD_IGNORED = "field-ignored", "A field of the front matter has no place in a release, or was given already, and was left out.";
    FIELD_INVALID = "field-invalid", "A field has a value that it cannot have.";
    INVALID_JSON = "invalid-json", "The JSON is not a release.";
    EMPTY_RELEASE = "empty-release", "The source has no text.";
    AMBIGUOUS_DATE = "ambiguous-date", "A date in figures could be read as day and month or month and day.";
    NO_TITLE = "no-title", "No title was found.";
    NUMBER_GAP = "number-gap", "A number is missing in a sequence.";
    NUMBER_REPEATED = "number-repeated", "A number stands twice in a sequence.";
    NUMBER_DISORDER = "number-disorder", "A number is lower than the one before it.";
    NUMBER_START = "number-start", "A sequence of numbers does not begin with the first.";
    REFERENCE_TO_NOTHING = "reference-to-nothing", "The text names a paragraph that is not there.";
    LANGUAGE_UNCERTAIN = "language-uncertain", "The language could not be told with certainty.";
    TABLE_RULES = "table-rules", "The lines that draw a table in plain text were left out; the table draws its own.";
    UNKNOWN_MARKER = "unknown-marker", "A sign of our own editions is not known, or stands where it says nothing.";
    TOO_DEEP = "too-deep", "Blocks stand deeper in one another than a release may have them; they were raised.";
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_code_is_documented() {
        let page = include_str!("../../docs/diagnostics.md");
        for (code, _) in super::ALL {
            assert!(page.contains(&format!("\n## `{code}`\n")), "{code}");
        }
    }
}
