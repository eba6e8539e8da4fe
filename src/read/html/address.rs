//! Where links lead: whole addresses from relative ones, and none that could run anything.

/// Where `href` leads, from a page at `base`. Nothing for what stays in the page, and for what is no address of a text.
pub(super) fn resolve(href: &str, base: Option<&str>) -> Option<String> {
    // Browsers read addresses without these (WHATWG URL, 4.4): `java\nscript:` is one scheme.
    let href: String = href.trim().chars().filter(|letter| !letter.is_control()).collect();
    if href.is_empty() || href.starts_with('#') || is_dangerous(&href) {
        return None;
    }
    if has_scheme(&href) {
        return Some(href);
    }
    Some(base.and_then(|base| join(base, &href)).unwrap_or(href))
}

/// Whether an address would run a script or brings its own page.
pub(super) fn is_dangerous(href: &str) -> bool {
    let scheme: String = href.trim().chars().filter(|letter| !letter.is_control()).take(12).collect();
    let scheme = scheme.to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:", "file:", "blob:", "about:"].iter().any(|bad| scheme.starts_with(bad))
}

fn has_scheme(href: &str) -> bool {
    let end = href.find(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.')));
    href.starts_with(|letter: char| letter.is_ascii_alphabetic()) && end.is_some_and(|end| href[end..].starts_with(':'))
}

/// `relative` as it is meant on the page `base`.
fn join(base: &str, relative: &str) -> Option<String> {
    let (scheme, rest) = base.split_once("://")?;
    let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(host_end);
    let path = &path[..path.find(['?', '#']).unwrap_or(path.len())];
    if let Some(other) = relative.strip_prefix("//") {
        return Some(format!("{scheme}://{other}"));
    }
    if relative.starts_with('?') {
        return Some(format!("{scheme}://{host}{path}{relative}"));
    }
    if relative.starts_with('/') {
        return Some(format!("{scheme}://{host}{relative}"));
    }
    let (words, query) = relative.split_at(relative.find(['?', '#']).unwrap_or(relative.len()));
    let mut parts: Vec<&str> = path.split('/').skip(1).collect();
    parts.pop();
    for part in words.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(format!("{scheme}://{host}/{}{query}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn addresses_are_made_whole() {
        let base = Some("https://tides.example/en/news/1.html?x=y");
        let at = |href| resolve(href, base).unwrap_or_default();
        assert_eq!(at("../annex.pdf"), "https://tides.example/en/annex.pdf");
        assert_eq!(at("/a?b"), "https://tides.example/a?b");
        assert_eq!(at("//other.example/c"), "https://other.example/c");
        assert_eq!(at("mailto:press@tides.example"), "mailto:press@tides.example");
        assert_eq!(resolve("annex.pdf", None).unwrap(), "annex.pdf");
        for href in
            ["#top", "", " JavaScript:alert(1)", "java\nscript:alert(1)", "\u{1}javascript:x", "data:text/html,x"]
        {
            assert_eq!(at(href), "", "{href:?}");
        }
    }
}
