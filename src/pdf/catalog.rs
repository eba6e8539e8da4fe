//! The document catalogue (ISO 32000-1 7.7.2): language, colours, and how a viewer begins.

use super::Metadata;
use super::draft::{Draft, typed};
use super::object::{bytes, dictionary, name, text};
use crate::page::document::Document;

/// A language tag for a document that says none ("undetermined").
const NO_LANGUAGE: &str = "und";

/// Adds what belongs to no page.
pub(super) fn add(draft: &mut Draft, document: &Document, metadata: &Metadata) {
    let profile = draft.add_stream(dictionary([("N", 3.into())]), typst_assets::icc::S_RGB_V4.to_vec());
    let intent = typed(
        "OutputIntent",
        [
            ("S", name("GTS_PDFA1")),
            ("OutputConditionIdentifier", text("sRGB")),
            ("Info", text("sRGB IEC61966-2.1")),
            ("DestOutputProfile", profile.into()),
        ],
    );
    let labels = dictionary([("Nums", vec![0.into(), dictionary([("S", name("D"))]).into()].into())]);
    let catalog = &mut draft.catalog;
    catalog.set("Type", "Catalog");
    catalog.set("Lang", bytes(language(document, metadata)));
    catalog.set("ViewerPreferences", dictionary([("DisplayDocTitle", true.into())]));
    catalog.set("OutputIntents", vec![intent.into()]);
    catalog.set("PageLabels", labels);
}

/// The language of the whole: as the metadata say, else as the pages do.
pub(super) fn language<'a>(document: &'a Document, metadata: &'a Metadata) -> &'a str {
    let said = [metadata.language.as_str(), document.language.as_str()];
    said.into_iter().find(|language| !language.is_empty()).unwrap_or(NO_LANGUAGE)
}
