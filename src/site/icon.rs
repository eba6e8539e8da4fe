//! The picture that browsers show beside the name of a page: `icon.png` or `icon.svg` of the theme, or else a sign of ours.

use super::Site;
use super::tree::Tree;
use crate::error::Error;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// What the theme calls it.
const NAME: &str = "icon";

/// Numbered lines.
const SIGN: &str = concat!(
    r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="#1d3557"/>"##,
    r##"<path d="M6 9h4M14 9h12M6 16h4M14 16h12M6 23h4M14 23h8" stroke="#fff" stroke-width="3"/></svg>"##,
    "\n"
);

/// Where it lies in the site.
pub(super) fn path(site: &Site<'_>) -> String {
    let ending = own(site).map_or("svg", |(media, _)| match media {
        "image/svg+xml" => "svg",
        "image/jpeg" => "jpg",
        _ => "png",
    });
    format!("assets/icon.{ending}")
}

/// Writes it.
pub(super) fn write(site: &Site<'_>, tree: &Tree) -> Result<(), Error> {
    let own = own(site).and_then(|(_, content)| STANDARD.decode(content).ok());
    tree.add(&path(site), own.as_deref().unwrap_or(SIGN.as_bytes()))
}

/// That of the theme: its media type, and its content in base 64.
fn own<'a>(site: &Site<'a>) -> Option<(&'a str, &'a str)> {
    let address = site.publisher.renderer().theme().pictures().get(NAME)?;
    address.strip_prefix("data:")?.split_once(";base64,")
}
