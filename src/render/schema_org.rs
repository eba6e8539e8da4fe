//! The release as schema.org sees it, for search engines: a `NewsArticle` as JSON-LD.

use super::filters::words_of;
use crate::prepare::{Briefing, Date};
use serde_json::{Map, Value, json};

/// The JSON-LD of a briefing; only what the release says.
pub(super) fn article(briefing: &Briefing) -> Map<String, Value> {
    let organisation = |name: &String| json!({ "@type": "Organization", "name": name });
    let authors = || {
        let all: Vec<Value> = briefing.issuer.iter().chain(&briefing.co_issuers).map(organisation).collect();
        if all.len() > 1 { json!(all) } else { json!(all.first()) }
    };
    let text = |text: &Option<String>| text.as_ref().map(|text| json!(text));
    let iso = |date: &Option<Date>| date.as_ref().map(|date| json!(date.iso));
    let distribution = briefing.distribution.as_ref();
    let members = [
        ("@context", Some(json!("https://schema.org"))),
        ("@type", Some(json!("NewsArticle"))),
        ("headline", Some(json!(briefing.name))),
        ("alternativeHeadline", (!briefing.subtitle.is_empty()).then(|| json!(words_of(&briefing.subtitle)))),
        ("description", (!briefing.description.is_empty()).then(|| json!(briefing.description))),
        ("inLanguage", Some(json!(briefing.language))),
        ("genre", briefing.kind.as_ref().map(|kind| json!(kind.printed))),
        ("identifier", text(&briefing.reference)),
        ("datePublished", iso(&briefing.date)),
        ("author", briefing.issuer.as_ref().map(|_| authors())),
        ("publisher", briefing.issuer.as_ref().map(|_| authors())),
        ("audience", briefing.addressee.as_ref().map(|name| json!({ "@type": "Audience", "audienceType": name }))),
        ("correction", text(&briefing.correction)),
        ("creativeWorkStatus", briefing.withdrawal.as_ref().map(|_| json!("Withdrawn"))),
        ("expires", briefing.withdrawal.as_ref().and_then(|withdrawal| iso(&withdrawal.at))),
        (
            "exampleOfWork",
            briefing.edition_of.as_ref().map(|name| json!({ "@type": "CreativeWork", "identifier": name })),
        ),
        ("locationCreated", briefing.located.as_ref().map(|name| json!({ "@type": "Place", "name": name }))),
        ("sdPublisher", distribution.and_then(|distribution| distribution.by.as_ref()).map(organisation)),
        ("sdDatePublished", distribution.and_then(|distribution| iso(&distribution.at))),
        ("url", text(&briefing.canonical)),
    ];
    members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}
