//! The model as JSON, and the schema of it.

use super::Release;

/// The version of the model's JSON form, named in the schema's `$id`.
const SCHEMA_ID: &str = "urn:chancery:release:1";

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
    pub fn json_schema() -> String {
        let mut schema = schemars::schema_for!(Release);
        schema.insert("$id".to_owned(), SCHEMA_ID.into());
        let mut json = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
        json.push('\n');
        json
    }
}
