//! What a site is called and where things go in it.

use super::address::{Letters, Pattern};
use crate::pipeline::OutputFormat;

/// What a site is called and where things go in it: the table `[site]` of `chancery.toml`.
#[derive(Clone, Debug)]
pub struct Config {
    /// Its name.
    pub title: String,
    /// The address that it will have, with a stroke at its end; without it there are no feeds and no sitemap, which name
    /// pages by their whole address.
    pub url: Option<String>,
    /// The language of its lists, a BCP 47 tag.
    pub language: String,
    /// Where a release goes.
    pub address: Pattern,
    /// In which letters words stand in addresses.
    pub letters: Letters,
    /// How many releases a page of a list has.
    pub page_size: usize,
    /// The formats besides the web page.
    pub formats: Vec<OutputFormat>,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            title: "Press releases".to_owned(),
            url: None,
            language: "en".to_owned(),
            address: Pattern::default(),
            letters: Letters::default(),
            page_size: 20,
            formats: vec![OutputFormat::Markdown, OutputFormat::Pdf, OutputFormat::Json],
        }
    }
}
