//! Feeds of the newest releases: Atom (RFC 4287) and JSON Feed 1.1, of all of them and of each issuer.

use super::Site;
use super::lists::List;
use super::pages::{names, url};
use super::place::Place;
use super::tree::Tree;
use crate::error::Error;
use crate::prepare::Notice;
use crate::release::Moment;
use crate::xml::escape;
use jiff::civil::Time;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// How many releases a feed has. Readers ask again within days.
const LENGTH: usize = 50;

/// Writes the feeds, where the site has an address: a feed names its entries by theirs.
pub(super) fn write(site: &Site<'_>, places: &[Place], lists: &[List], tree: &Tree) -> Result<(), Error> {
    let Some(root) = &site.config.url else { return Ok(()) };
    lists.par_iter().filter(|list| list.has_feeds()).try_for_each(|list| {
        let newest: Vec<Feeding<'_>> =
            list.places.iter().take(LENGTH).filter_map(|&index| Feeding::of(site, &places[index])).collect();
        let at = |file: &str| url(site, &format!("{}{file}", list.address)).unwrap_or_else(|| root.clone());
        let head = Head {
            title: if list.address.is_empty() {
                list.title.clone()
            } else {
                format!("{} – {}", list.title, site.config.title)
            },
            page: at(""),
            atom: at("feed.xml"),
            json: at("feed.json"),
        };
        tree.add(&format!("{}feed.xml", list.address), atom(site, &head, &newest).as_bytes())?;
        tree.add(&format!("{}feed.json", list.address), json_feed(site, &head, &newest).as_bytes())
    })
}

struct Head {
    title: String,
    page: String,
    atom: String,
    json: String,
}

/// A release as a feed has it.
struct Feeding<'a> {
    place: &'a Place,
    url: String,
    /// RFC 3339: without a time the start of the day, and without a zone UTC, since a feed must have both.
    published: Option<String>,
    /// That it corrects an earlier text, and its first words.
    summary: String,
    /// With the mark of one that is withdrawn before it.
    title: String,
    /// When it was last changed, as far as the release says: its withdrawal counts.
    updated: Option<String>,
}

impl<'a> Feeding<'a> {
    fn of(site: &Site<'_>, place: &'a Place) -> Option<Self> {
        let briefing = &place.entry.briefing;
        let notice = |notice: &Notice| match &notice.text {
            Some(text) if notice.class != "corrected" => format!("{}: {text}\n", notice.heading),
            Some(_) => String::new(),
            None => format!("{}\n", notice.heading),
        };
        let notices: String = briefing.notices.iter().map(notice).collect();
        let correction = briefing.correction.as_ref().map(|correction| format!("{correction}\n")).unwrap_or_default();
        let summary = format!("{notices}{correction}{}", briefing.description);
        let published = place.date().map(|moment| whole(&moment));
        let release = &place.entry.parsed.release;
        let withdrawn = release.withdrawal.as_ref().and_then(|withdrawal| withdrawal.at);
        let mark = briefing.withdrawal.as_ref().and_then(|_| briefing.words.get("withdrawn"));
        Some(Feeding {
            place,
            url: url(site, &place.address)?,
            updated: withdrawn.map(|moment| whole(&moment)).or_else(|| published.clone()),
            published,
            summary,
            title: mark.map(|mark| format!("[{mark}] ")).unwrap_or_default() + &briefing.name,
        })
    }

    fn authors(&self) -> impl Iterator<Item = &str> {
        let briefing = &self.place.entry.briefing;
        briefing.issuer.iter().chain(&briefing.co_issuers).map(String::as_str)
    }

    fn title(&self) -> &str {
        &self.title
    }
}

fn whole(moment: &Moment) -> String {
    let time = moment.time.unwrap_or(Time::midnight());
    let zone = Moment { offset: Some(moment.offset.unwrap_or(jiff::tz::Offset::UTC)), time: Some(time), ..*moment }
        .to_string();
    // A moment is as precise as its print; a feed wants seconds.
    let (minute, zone) = zone.split_at("2031-03-03T18:00".len());
    if zone.starts_with(':') { format!("{minute}{zone}") } else { format!("{minute}:00{zone}") }
}

/// What a feed has that holds nothing dated: it must have some day.
const LONG_AGO: &str = "1970-01-01T00:00:00Z";

fn atom(site: &Site<'_>, head: &Head, newest: &[Feeding<'_>]) -> String {
    // The newest release is the first, but one that was withdrawn since may be older. Days before times compare as they are written.
    let updated = newest.iter().filter_map(|entry| entry.updated.as_deref()).max().unwrap_or(LONG_AGO);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<id>{1}</id>\n\
         <title>{2}</title>\n<updated>{updated}</updated>\n<link rel=\"alternate\" type=\"text/html\" href=\"{1}\"/>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{3}\"/>\n",
        escape(&site.config.language),
        escape(&head.page),
        escape(&head.title),
        escape(&head.atom),
    );
    for entry in newest {
        let published = entry.published.as_deref().unwrap_or(LONG_AGO);
        let updated = entry.updated.as_deref().unwrap_or(published);
        let (address, title) = (escape(&entry.url), escape(entry.title()));
        _ = write!(
            xml,
            "<entry xml:lang=\"{}\">\n<id>{address}</id>\n<title>{title}</title>\n<published>{published}</published>\n\
             <updated>{updated}</updated>\n<link rel=\"alternate\" type=\"text/html\" href=\"{address}\"/>\n",
            escape(entry.place.language()),
        );
        for file in &entry.place.files {
            let href = url(site, &file.path).unwrap_or_default();
            let media = names(file.format).1;
            _ = writeln!(xml, "<link rel=\"alternate\" type=\"{media}\" href=\"{}\"/>", escape(&href));
        }
        let authors: Vec<&str> = entry.authors().collect();
        let authors = if authors.is_empty() { vec![site.config.title.as_str()] } else { authors };
        authors.iter().for_each(|name| _ = writeln!(xml, "<author><name>{}</name></author>", escape(name)));
        _ = write!(xml, "<summary>{}</summary>\n</entry>\n", escape(&entry.summary));
    }
    xml + "</feed>\n"
}

fn json_feed(site: &Site<'_>, head: &Head, newest: &[Feeding<'_>]) -> String {
    let item = |entry: &Feeding<'_>| {
        let authors: Vec<Value> = entry.authors().map(|name| json!({ "name": name })).collect();
        let attachments: Vec<Value> = entry
            .place
            .files
            .iter()
            .map(|file| json!({ "url": url(site, &file.path), "mime_type": names(file.format).1 }))
            .collect();
        let mut item = json!({
            "id": entry.url,
            "url": entry.url,
            "title": entry.title(),
            "content_text": entry.summary,
            "language": entry.place.language(),
            "authors": authors,
            "attachments": attachments,
        });
        if let Some(published) = &entry.published {
            item["date_published"] = json!(published);
        }
        if entry.updated != entry.published {
            item["date_modified"] = json!(entry.updated);
        }
        item
    };
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.page,
        "feed_url": head.json,
        "language": site.config.language,
        "items": newest.iter().map(item).collect::<Vec<_>>(),
    });
    format!("{feed:#}\n")
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn moments_are_whole() {
        for (printed, expected) in [
            ("2031-03-03", "2031-03-03T00:00:00Z"),
            ("2031-03-03T18:00", "2031-03-03T18:00:00Z"),
            ("2031-03-03T18:00:12+09:00", "2031-03-03T18:00:12+09:00"),
        ] {
            assert_eq!(whole(&printed.parse().unwrap()), expected);
        }
    }
}
