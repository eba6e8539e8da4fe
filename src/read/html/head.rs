//! What a page says of itself where no reader sees it: JSON-LD, `meta`, Open Graph, `link`, `title`, `lang`.
//!
//! Gives fields by the names of [`Settings::KEYS`](crate::parse::Settings::KEYS), the best evidence for each first; and
//! `window`, what stands over the window of the browser, and `time`, any time that the page marks as one.

use crate::dom::{Dom, NodeId};
use crate::read::FieldText;
use crate::source::{Source, Span};
use serde_json::Value;
use std::collections::BTreeSet;

/// What the head and the data of a page say.
#[derive(Default)]
pub(super) struct Head {
    pub(super) fields: Vec<FieldText>,
    /// What relative addresses are relative to.
    pub(super) base: Option<String>,
}

impl Head {
    /// The title that the page says it has.
    pub(super) fn title(&self) -> Option<&str> {
        let named = |name: &str| self.fields.iter().find(|field| field.name == name);
        named("title").or_else(|| named("window")).map(|field| field.value.as_str())
    }
}

/// The names of `meta` elements, in the order in which they are believed, with the field that they say.
const METAS: [(&str, &str); 27] = [
    ("og:title", "title"),
    ("dcterms.title", "title"),
    ("dc.title", "title"),
    ("twitter:title", "title"),
    ("article:published_time", "date"),
    ("og:article:published_time", "date"),
    ("datepublished", "date"),
    ("dcterms.issued", "date"),
    ("dc.date.issued", "date"),
    ("dcterms.date", "date"),
    ("dc.date", "date"),
    ("citation_publication_date", "date"),
    ("publication_date", "date"),
    ("publish_date", "date"),
    ("pubdate", "date"),
    ("date", "date"),
    ("dcterms.publisher", "issuer"),
    ("dc.publisher", "issuer"),
    ("citation_publisher", "issuer"),
    ("publisher", "issuer"),
    ("og:site_name", "issuer"),
    ("application-name", "issuer"),
    ("dcterms.language", "language"),
    ("dc.language", "language"),
    ("og:url", "url"),
    ("dcterms.identifier", "url"),
    ("content-language", "language"),
];

/// The longest value that is a field, in bytes.
const LONGEST: usize = 2000;

/// Reads what the page says of itself.
pub(super) fn read(dom: &Dom, source: &Source) -> Head {
    let mut reader = Reader { dom, source, head: Head::default() };
    let mut metas = Vec::new();
    let mut rest = Vec::new();
    for id in dom.elements() {
        match dom.name(id).map(|name| &**name) {
            Some("script") => reader.read_json_ld(id),
            Some("meta") => metas.extend(reader.meta(id)),
            Some("html" | "link" | "base" | "time" | "title") => rest.push(id),
            _ => {}
        }
    }
    for id in &rest {
        reader.read_link(*id);
    }
    metas.sort_by_key(|(rank, _)| *rank);
    reader.head.fields.extend(metas.into_iter().map(|(_, field)| field));
    for id in rest {
        reader.read_element(id);
    }
    reader.finish()
}

struct Reader<'a> {
    dom: &'a Dom,
    source: &'a Source,
    head: Head,
}

impl Reader<'_> {
    fn push(&mut self, name: &str, value: &str, around: Span) {
        self.head.fields.extend(self.field(name, value, around));
    }

    fn field(&self, name: &str, value: &str, around: Span) -> Option<FieldText> {
        let words = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = !words.is_empty() && words.len() <= LONGEST && !words.contains(char::is_control);
        fits.then(|| FieldText { name: name.to_owned(), value: words, span: self.place(value.trim(), around) })
    }

    /// Where a value stands in an element; the element where it is written in another way there.
    fn place(&self, value: &str, around: Span) -> Span {
        match self.source.slice(around).find(value) {
            Some(at) => around.slice(at..at + value.len()),
            None => around,
        }
    }

    /// A field that a `meta` says, and how far down the list it stands.
    fn meta(&self, id: NodeId) -> Option<(usize, FieldText)> {
        let attribute = |name: &str| self.dom.attribute(id, name);
        let name = ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(attribute)?.to_ascii_lowercase();
        let rank = METAS.iter().position(|(known, _)| *known == name)?;
        let value = attribute("content")?;
        let field = METAS[rank].1;
        let fits = field != "url" || is_web(value);
        Some((rank, self.field(field, value, self.dom.node(id).span)?)).filter(|_| fits)
    }

    /// `link rel=canonical` and `base`.
    fn read_link(&mut self, id: NodeId) {
        let Some(href) = self.dom.attribute(id, "href") else { return };
        let canonical = self.dom.is(id, "link")
            && self.dom.attribute(id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
        if canonical && is_web(href) {
            self.push("url", href, self.dom.node(id).span);
        } else if self.dom.is(id, "base") && is_web(href) {
            self.head.base.get_or_insert_with(|| href.to_owned());
        }
    }

    fn read_element(&mut self, id: NodeId) {
        let span = self.dom.node(id).span;
        match self.dom.name(id).map(|name| &**name) {
            Some("html") => {
                let language = self.dom.attribute(id, "lang").or(self.dom.attribute(id, "xml:lang"));
                let tag_end = self.source.slice(span).find('>').map_or(span.end(), |end| span.start() + end);
                if let Some(language) = language.map(str::to_owned) {
                    self.push("language", &language, Span::new(span.start(), tag_end.max(span.start())));
                }
            }
            Some("title") => {
                let title = self.dom.text(id);
                self.push("window", &title, span);
            }
            Some("time") => {
                let published = self.dom.attribute(id, "pubdate").is_some()
                    || self.dom.attribute(id, "itemprop").is_some_and(|name| name.contains("datePublished"));
                let name = if published { "date" } else { "time" };
                if let Some(value) = self.dom.attribute(id, "datetime").map(str::to_owned) {
                    self.push(name, &value, span);
                }
            }
            _ => {}
        }
    }

    /// The first article of a script of JSON-LD.
    fn read_json_ld(&mut self, id: NodeId) {
        let kind = self.dom.attribute(id, "type").unwrap_or_default();
        if !kind.trim().to_ascii_lowercase().starts_with("application/ld+json") {
            return;
        }
        let span = self.dom.node(id).span;
        let Ok(value) = serde_json::from_str::<Value>(&self.dom.text(id)) else { return };
        let Some(article) = article(&value, 0) else { return };
        let text = |pointer: &str| article.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        let organisation = |role: &str| {
            let one = article.get(role)?;
            let one = one.as_array().and_then(|all| all.first()).unwrap_or(one);
            // An author of no type is whoever put the text on the page.
            let person = one.get("@type").map_or(role == "author", |kind| kind == "Person");
            one.get("name").and_then(Value::as_str).or(one.as_str()).filter(|_| !person).map(str::to_owned)
        };
        // Several that issue a text together are a list.
        let several = article.get("publisher").and_then(Value::as_array).filter(|all| all.len() > 1);
        let named = |one: &Value| one.get("name").and_then(Value::as_str).map(str::to_owned);
        let organisations: Vec<String> = several.into_iter().flatten().filter_map(named).collect();
        let found = [
            ("title", text("/headline").or_else(|| text("/name"))),
            ("subtitle", text("/alternativeHeadline")),
            ("date", text("/datePublished")),
            ("language", text("/inLanguage").or_else(|| text("/inLanguage/alternateName"))),
            ("kind", text("/genre")),
            ("located", text("/locationCreated/name")),
            ("issuer", organisation("sourceOrganization")),
            ("issuer", organisation("publisher")),
            ("issuer", organisation("author")),
            ("edition_of", text("/exampleOfWork/identifier")),
            ("distributor", text("/sdPublisher/name")),
            ("distributed", text("/sdDatePublished")),
            ("url", text("/url").or_else(|| text("/mainEntityOfPage/@id")).or_else(|| text("/mainEntityOfPage"))),
        ];
        for name in organisations {
            self.push("publisher", &name, span);
        }
        for (name, value) in found {
            let fits = |value: &String| name != "url" || is_web(value);
            if let Some(value) = value.filter(fits) {
                self.push(name, &value, span);
            }
        }
    }

    /// What stands over the window beside the first heading: `Title | Ministry of Tides`, `Ministry of Tides - Title`.
    fn site_beside_title(&self) -> Option<(String, Span)> {
        const SIGNS: [char; 10] = ['|', '｜', '_', '-', '–', '—', '·', '•', ':', '»'];
        let window = self.head.fields.iter().find(|field| field.name == "window")?;
        let heading = self.dom.elements().find(|&id| self.dom.is(id, "h1"))?;
        let heading = self.dom.text(heading).split_whitespace().collect::<Vec<_>>().join(" ");
        let set_apart = |letter: char| SIGNS.contains(&letter) || letter.is_whitespace();
        let behind = window.value.strip_prefix(heading.as_str()).filter(|rest| rest.trim_start().starts_with(SIGNS));
        let before = || window.value.strip_suffix(heading.as_str()).filter(|rest| rest.trim_end().ends_with(SIGNS));
        let site = behind.or_else(before).filter(|_| !heading.is_empty())?.trim_matches(set_apart);
        (!site.is_empty()).then(|| (site.to_owned(), window.span))
    }

    /// Takes the site's name off the titles, and gives what was found.
    fn finish(mut self) -> Head {
        let site_beside_title = self.site_beside_title();
        let fields = &self.head.fields;
        let site: BTreeSet<String> =
            fields.iter().filter(|field| field.name == "issuer").map(|field| letters(&field.value)).collect();
        let printed: String =
            self.dom.elements().filter(|&id| self.dom.is(id, "h1")).map(|id| self.dom.text(id)).collect();
        let printed: String = letters(&printed).chars().take(LONGEST_TITLE).collect();
        for field in self.head.fields.iter_mut().filter(|field| matches!(field.name.as_str(), "title" | "window")) {
            let title = without_site(&field.value, &site, &printed).to_owned();
            if title.len() < field.value.len() {
                let place = self.source.slice(field.span).find(&title);
                field.span = place.map_or(field.span, |at| field.span.slice(at..at + title.len()));
                field.value = title;
            }
        }
        // `Tidal Union - Tidal Union` is one name.
        for field in self.head.fields.iter_mut().filter(|field| field.name == "issuer") {
            if let Some((name, again)) = field.value.split_once(" - ")
                && name == again
            {
                field.value.truncate(name.len());
            }
        }
        if let Some((site, place)) = site_beside_title {
            self.push("site", &site, place);
        }
        // A title that a template made up for a text without one is none.
        if self.dom.elements().any(|id| self.dom.attribute(id, "data-untitled").is_some()) {
            self.head.fields.retain(|field| !matches!(field.name.as_str(), "title" | "window"));
        }
        let url = self.head.fields.iter().find(|field| field.name == "url").map(|field| field.value.clone());
        self.head.base = self.head.base.take().or(url);
        self.head
    }
}

fn is_web(url: &str) -> bool {
    let url = url.trim();
    ["https://", "http://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// The first thing in JSON-LD that is an article or says when it was published.
fn article(value: &Value, depth: usize) -> Option<&Value> {
    /// Deeper than any page nests its things.
    const DEEPEST: usize = 4;
    if depth > DEEPEST {
        return None;
    }
    if let Value::Array(all) = value {
        return all.iter().find_map(|one| article(one, depth + 1));
    }
    let kind = value.get("@type");
    let named = |kind: &Value| {
        let name = kind.as_str().unwrap_or_default();
        ["Article", "PressRelease", "BlogPosting", "Report", "SpecialAnnouncement"]
            .iter()
            .any(|end| name.ends_with(end))
    };
    let is_article = kind.is_some_and(|kind| named(kind) || kind.as_array().is_some_and(|all| all.iter().any(named)));
    if is_article || (value.get("headline").is_some() && value.get("datePublished").is_some()) {
        return Some(value);
    }
    ["@graph", "mainEntity"].iter().find_map(|name| article(value.get(name)?, depth + 1))
}

/// The headings of a page that its titles are held against are not longer, in letters.
const LONGEST_TITLE: usize = 2000;

/// What two prints of a name have in common.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A title without the name of the site before or behind it: `Title | Ministry of Tides`. `site` has the letters of its
/// names, `printed` those of the headings.
fn without_site<'a>(title: &'a str, site: &BTreeSet<String>, printed: &str) -> &'a str {
    let is_site = |part: &str| site.contains(&letters(part));
    for sign in [" | ", "｜", " - ", " – ", " — ", " :: ", " • ", " · ", " » ", " « ", " ‹ "] {
        if let Some((head, tail)) = title.rsplit_once(sign) {
            let said = !printed.is_empty() && printed.contains(&letters(head)) && !printed.contains(&letters(title));
            if is_site(tail) || matches!(sign, " | " | "｜") || said {
                return head.trim();
            }
        }
        if let Some((head, tail)) = title.split_once(sign)
            && (is_site(head) || (!printed.is_empty() && printed == letters(tail)))
        {
            return tail.trim();
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::{letters, read, without_site};
    use crate::dom::Dom;
    use crate::source::Source;
    use std::collections::BTreeSet;

    #[test]
    fn titles_lose_the_name_of_the_site() {
        let (site, none) = (BTreeSet::from([letters("Ministry of Tides")]), BTreeSet::new());
        assert_eq!(without_site("New harbour - Ministry of Tides", &site, ""), "New harbour");
        assert_eq!(without_site("New harbour | Home", &none, ""), "New harbour");
        assert_eq!(without_site("新港開港｜潮汐省", &none, ""), "新港開港");
        assert_eq!(without_site("New harbour - opened", &none, ""), "New harbour - opened");
        assert_eq!(without_site("Gov.tides: x - New harbour", &none, &letters("New harbour")), "New harbour");
    }

    #[test]
    fn data_of_a_page_have_places() {
        let html = "<html lang=en><meta property='og:site_name' content='Tides'><script type='application/ld+json'>\
            {\"@graph\":[{\"@type\":[\"NewsArticle\"],\"headline\":\"A &amp; B\",\"datePublished\":\"2031-03-03\"}]}</script>";
        let source = Source::new("a.html", html);
        let head = read(&Dom::parse_with_places(html), &source);
        let found: Vec<_> = head.fields.iter().map(|field| (field.name.as_str(), source.slice(field.span))).collect();
        assert_eq!(found, [("title", "A &amp; B"), ("date", "2031-03-03"), ("issuer", "Tides"), ("language", "en")]);
    }
}
