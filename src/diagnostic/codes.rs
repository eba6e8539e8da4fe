//! The codes of all diagnostics, each with its meaning in a line.
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
    FURNITURE = "furniture", "Something that is of the page and not of the release was left out.";
    UNSAFE_LINK = "unsafe-link", "A link that would run a script was left out; its words stay.";
    PAGE_DATA_DIFFERS = "page-data-differs", "What a page says of itself contradicts what is printed on it.";
    INVALID_JSON = "invalid-json", "The JSON is not a release.";
    EMPTY_RELEASE = "empty-release", "The source has no text.";
    AMBIGUOUS_DATE = "ambiguous-date", "A date in figures could be read as day and month or month and day.";
    DATE_CONFLICT = "date-conflict", "Two dates say that they are the release's own.";
    PAGE_REMAINS = "page-remains", "A line before or behind the text looks like a part of the page around the release.";
    NO_TITLE = "no-title", "No title was found.";
    NUMBER_GAP = "number-gap", "A number is missing in a sequence.";
    NUMBER_REPEATED = "number-repeated", "A number stands twice in a sequence.";
    NUMBER_DISORDER = "number-disorder", "A number is lower than the one before it.";
    NUMBER_START = "number-start", "A sequence of numbers does not begin with the first.";
    REFERENCE_TO_NOTHING = "reference-to-nothing", "The text names a paragraph that is not there.";
    NOTE_MISSING = "note-missing", "The text refers to a note that is not there.";
    NOTE_UNUSED = "note-unused", "Nothing in the text refers to a note.";
    LANGUAGE_UNCERTAIN = "language-uncertain", "The language could not be told with certainty.";
    TABLE_RULES = "table-rules", "The lines that draw a table in plain text were left out; the table draws its own.";
    DRAWN_SIGNS = "drawn-signs", "Signs that only draw a heading or quotation in plain text were left out.";
    LOOSE_STRESS = "loose-stress", "White space stands between words of Markdown and the signs that stress them.";
    LOST_BREAKS = "lost-breaks", "Paragraphs or lines run on in one; where the breaks are certain, they were put back.";
    UNKNOWN_MARKER = "unknown-marker", "A sign of our own editions is not known, or stands where it says nothing.";
    TOO_DEEP = "too-deep", "Blocks stand deeper in one another than a release may have them; they were raised.";
    DATES_DISAGREE = "dates-disagree", "Two dates of a release contradict each other.";
    WEEKDAY_DISAGREES = "weekday-disagrees", "A date is not the weekday that stands beside it.";
    DATE_IN_FUTURE = "date-in-future", "A release is dated later than today.";
    EMBARGO_END = "embargo-end", "An embargo does not say exactly when it ends.";
    EDITIONS_ALIKE = "editions-alike", "Two editions of a text have the same language.";
    EDITIONS_DIFFER = "editions-differ", "The editions of a text in several languages have different numbered paragraphs.";
    FOLDER_NOT_READ = "folder-not-read", "A folder with releases is a link or too deep, and a site is made without them.";
    MOVED = "moved", "The list of old addresses, `moved.toml`, cannot be read, or leads to a file that is not there.";
    STRAY_EMBARGO = "stray-embargo", "An embargo stands where none is looked for.";
    EMBARGO_AND_IMMEDIATE = "embargo-and-immediate", "A release is under embargo and for immediate release.";
    PLACEHOLDER = "placeholder", "Something that was meant to be filled in was left in.";
    HEADING_WITHOUT_TEXT = "heading-without-text", "No text stands under a heading.";
    EMPTY_ITEM = "empty-item", "An item of a list, or a numbered paragraph, has no text.";
    PICTURE_NOT_READ = "picture-not-read", "A picture that the text shows could not be read, or is no PNG, JPEG or SVG.";
    FIGURE_WITHOUT_ALT = "figure-without-alt", "Nothing says what a picture shows.";
    NO_DATE = "no-date", "No date of release was found.";
    NO_ISSUER = "no-issuer", "Nothing says who issues the release.";
    LONG_TITLE = "long-title", "The title is longer than 200 characters.";
    TITLE_IN_CAPITALS = "title-in-capitals", "The title is in capitals.";
    MIXED_QUOTES = "mixed-quotes", "Straight and curly quotation marks or apostrophes stand in one text.";
    UNBALANCED_QUOTATION = "unbalanced-quotation", "A quotation mark has no other half.";
    DOUBLE_SPACE = "double-space", "Two spaces stand between two words.";
    SPACE_BEFORE_PUNCTUATION = "space-before-punctuation", "A space stands before a comma or a full stop.";
    REPEATED_WORD = "repeated-word", "A word stands twice in a row.";
    LINK_WITHOUT_MEANING = "link-without-meaning", "The words of a link do not say where it leads.";
    TABLE_WITHOUT_HEADER = "table-without-header", "A table has no row of headers.";
    MIXED_NUMBERS = "mixed-numbers", "The numbers of one sequence are dressed differently.";
    TRACKED_CHANGES = "tracked-changes", "A Word document has changes that nobody accepted or rejected.";
    HIDDEN_TEXT = "hidden-text", "Hidden words of a Word document were left out.";
    COMMENTS = "comments", "Comments of a Word document were left out.";
    PICTURE = "picture", "A picture of a Word document was left out.";
    PART_UNREAD = "part-unread", "A part of a Word document could not be read.";
    MOJIBAKE = "mojibake", "Characters look as if the text was decoded wrongly.";
    PRIVATE_USE = "private-use", "A character means something in one font only.";
    HYPHENATED = "hyphenated", "A word is divided over the end of a line.";
    MISSING_GLYPH = "missing-glyph", "No font has a character of the release.";
    TEMPLATE = "template", "A template has a mistake, or asks for something that is not there.";
    UNSUPPORTED_ON_PAPER = "unsupported-on-paper", "The HTML for paper asks for something that the PDF does not do.";
    HTML_NO_LANGUAGE = "html-no-language", "The HTML for paper does not say its language.";
    HTML_BROKEN_LINK = "html-broken-link", "A link in the HTML for paper leads to an element that is not there.";
    HTML_UNKNOWN_TAG = "html-unknown-tag", "A `data-tag` in the HTML for paper is no structure type of PDF.";
    HTML_IMAGE_WITHOUT_ALT = "html-image-without-alt", "An image in the HTML for paper does not say what it shows.";
    HTML_TOO_DEEP = "html-too-deep", "The HTML for paper is nested too deep, or too large.";
    CSS_SYNTAX = "css-syntax", "A style sheet is not CSS at this place.";
    CSS_UNKNOWN_PROPERTY = "css-unknown-property", "The PDF does not know a property.";
    CSS_UNSUPPORTED_VALUE = "css-unsupported-value", "The PDF does not know a value of a property.";
    CSS_UNSUPPORTED_SELECTOR = "css-unsupported-selector", "The PDF does not know a selector.";
    CSS_UNSUPPORTED_AT_RULE = "css-unsupported-at-rule", "The PDF does not know an at-rule.";
    CSS_FONT_FACE = "css-font-face", "A style sheet declares a font that is not there.";
    CSS_TOO_LARGE = "css-too-large", "A style sheet is larger than is read.";
    CSS_MANY_WARNINGS = "css-many-warnings", "A style sheet has more that is not understood than is listed.";
    TOML_SYNTAX = "toml-syntax", "`chancery.toml` is not TOML at this place.";
    UNKNOWN_KEY = "unknown-key", "`chancery.toml` has a key that means nothing.";
    BAD_VALUE = "bad-value", "`chancery.toml` gives a key a value that it cannot have.";
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_codes_and_the_page_about_them_agree() {
        let page = include_str!("../../docs/diagnostics.md");
        let told: Vec<_> = page.lines().filter_map(|line| line.strip_prefix("## `")?.strip_suffix('`')).collect();
        let codes: Vec<_> = super::ALL.iter().map(|&(code, _)| code).collect();
        for code in &codes {
            assert!(told.contains(code), "{code} is not documented");
        }
        for code in &told {
            assert!(codes.contains(code), "{code} is no code");
        }
    }
}
