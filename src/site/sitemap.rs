//! What machines that go through the site ask for first: a sitemap (sitemaps.org 0.9, with the editions of a text as
//! `hreflang`), and where it is.

use super::Site;
use super::lists::{ARCHIVE, List};
use super::pages::url;
use super::place::Place;
use super::tree::Tree;
use crate::error::Error;
use crate::xml::escape;
use std::fmt::Write as _;

/// A sitemap may have no more addresses (sitemaps.org): the newest releases come first, and robots find the others by
/// the lists.
const MOST: usize = 50_000;

/// Writes both, where the site has an address.
pub(super) fn write(site: &Site<'_>, places: &[Place], lists: &[List], tree: &Tree) -> Result<(), Error> {
    let Some(map) = url(site, "sitemap.xml") else { return tree.add("robots.txt", b"User-agent: *\nAllow: /\n") };
    tree.add("robots.txt", format!("User-agent: *\nAllow: /\n\nSitemap: {map}\n").as_bytes())?;
    let mut xml =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
                   xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
            .to_owned();
    let releases = places.iter().take(MOST).map(|place| (place.address.clone(), Some(place)));
    let of_lists =
        lists.iter().flat_map(|list| list.addresses(site)).chain([ARCHIVE.to_owned()]).map(|address| (address, None));
    for (address, place) in releases.chain(of_lists).take(MOST) {
        let Some(address) = url(site, &address) else { continue };
        _ = write!(xml, "<url><loc>{}</loc>", escape(&address));
        if let Some(place) = place {
            place.date().iter().for_each(|moment| _ = write!(xml, "<lastmod>{}</lastmod>", moment.date));
            for &edition in &place.editions {
                let (language, href) =
                    (places[edition].language(), url(site, &places[edition].address).unwrap_or_default());
                _ = write!(
                    xml,
                    "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                    escape(language),
                    escape(&href)
                );
            }
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    tree.add("sitemap.xml", xml.as_bytes())
}
