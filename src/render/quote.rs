//! Strings in the quotes of other languages.

/// A string in double quotes that YAML 1.2, TOML 1.0 and JSON all read back the same.
///
/// What YAML does not print (C0, C1, the byte order mark, line separators) is written `\uXXXX`, which all three know.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ if is_unprintable(letter) => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

fn is_unprintable(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// JSON that may stand in a `<script>` element or an HTML comment: no `<`, `>` or `&`, and no line separators.
pub(super) fn json_for_script(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out
}

/// A CSS string that may stand in a `<style>` element (CSS Syntax 3, 4.3.5).
pub(super) fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' | '<' | '>' | '&' => out.push_str(&format!("\\{:x} ", u32::from(letter))),
            _ if letter.is_control() => out.push_str(&format!("\\{:x} ", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// A style sheet that may stand in a `<style>` element: nothing in it ends the element.
pub(super) fn css_for_style(css: &str) -> String {
    let lower = css.to_ascii_lowercase();
    let mut out = String::with_capacity(css.len());
    let mut at = 0;
    for (end, _) in lower.match_indices("</") {
        out.push_str(&css[at..end]);
        out.push_str("<\\/");
        at = end + 2;
    }
    out + &css[at..]
}

#[cfg(test)]
mod tests {
    use super::{css_for_style, css_string, json_for_script, quoted};

    #[test]
    fn quoted_strings_read_back_in_three_languages() {
        let text = "a \"b\" \\ \n\t\u{7f}\u{85}\u{2028}\u{feff} 한 #: {{x}}";
        let written = quoted(text);
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        assert_eq!(toml::from_str::<toml::Table>(&format!("a = {written}")).unwrap()["a"].as_str(), Some(text));
    }

    #[test]
    fn nothing_ends_its_element() {
        assert_eq!(json_for_script("\"</script>\""), "\"\\u003c/script\\u003e\"");
        assert_eq!(css_for_style("a{content:'</STYLE>'}"), "a{content:'<\\/STYLE>'}");
        assert_eq!(css_string("a\"</b"), "\"a\\22 \\3c /b\"");
    }
}
