//! The model as JSON, and the schema of it.

use super::Release;

impl Release {
    /// The release as JSON: indented, a line feed at the end, fields that say nothing left out.
    pub fn to_json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self).expect("the model has only string keys");
        json.push('\n');
        json
    }

    /// Reads what [`Release::to_json`] wrote, or anybody else by the schema.
    ///
    /// # Errors
    /// With line and column, when the text is not JSON or not a release.
    pub fn from_json(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// The JSON Schema (2020-12) of a release, indented, a line feed at the end.
    pub fn json_schema() -> &'static str {
        include_str!("schema.json")
    }
}

#[cfg(test)]
mod tests {
    use super::Release;

    /// The version of the model's JSON form, named in the schema's `$id`.
    const SCHEMA_ID: &str = "urn:chancery:release:1";

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test writes its expected file anew where it is asked to")]
    fn the_schema_is_that_of_the_types() {
        let mut schema = schemars::schema_for!(Release);
        schema.insert("$id".to_owned(), SCHEMA_ID.into());
        let of_types = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("UPDATE").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/release/schema.json");
            return std::fs::write(path, of_types).unwrap();
        }
        assert_eq!(Release::json_schema(), of_types, "`UPDATE=1 cargo test the_schema` writes it anew");
    }
}
