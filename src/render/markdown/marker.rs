//! Comments that say what Markdown cannot: `<!-- within -->`, `<!-- bullets ["•"] -->`; in MDX `{/* within */}`.

use super::profile::Profile;
use crate::render::quote::json_for_script;
use serde_json::Value;

/// A marker that is a name alone.
pub(super) fn plain(profile: Profile, name: &str) -> String {
    comment(profile, name)
}

/// A marker with a value. In an HTML comment nothing of it can end the comment, in MDX neither.
pub(super) fn with(profile: Profile, name: &str, value: &Value) -> String {
    let json = json_for_script(&value.to_string());
    let json = if profile.is_mdx() { json.replace("*/", "*\\u002f") } else { json };
    // Two braces, or one with a percent sign, stand in strings only.
    let json =
        if profile.runs_text(&json) { json.replace("{{", "\\u007b\\u007b").replace("{%", "\\u007b%") } else { json };
    comment(profile, &format!("{name} {json}"))
}

fn comment(profile: Profile, words: &str) -> String {
    let space = if words.is_empty() { "" } else { " " };
    if profile.is_mdx() { format!("{{/* {words}{space}*/}}") } else { format!("<!-- {words}{space}-->") }
}
