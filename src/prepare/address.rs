//! Addresses: which may be followed, and how they are written where a machine follows them.

/// What leads somewhere and can run nothing.
pub(crate) const HARMLESS_SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// What no host can have in it (WHATWG URL, 3.2, forbidden host code points), and what browsers take for its end. An
/// address with one of them could lead elsewhere than it seems to.
const NOT_IN_HOSTS: &str = " \"<>\\^`{|}%";

/// The address as it stands in a link, when a reader may be led there: `http`, `https`, `mailto` and `tel` only, so that
/// no text of a release can run anything. Longer ones than servers take (RFC 9110, 4.1) lead nowhere: PDF/A has no room
/// for them. What RFC 3986 has no place for is percent-encoded.
pub(super) fn followable(url: &str) -> Option<String> {
    const LONGEST: usize = 8000;
    let (scheme, rest) = url.split_once(':').filter(|_| url.len() <= LONGEST)?;
    let is_known = HARMLESS_SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme));
    let is_clean = |letter: char| letter == ' ' || !(letter.is_whitespace() || letter.is_control());
    if !is_known || rest.trim_matches(['/', ' ']).is_empty() || !rest.chars().all(is_clean) {
        return None;
    }
    let host_end = rest.strip_prefix("//").map_or(0, |host| host.find(['/', '?', '#']).unwrap_or(host.len()) + 2);
    let (host, path) = rest.split_at(host_end);
    let is_host = is_web(scheme) == (host.len() > 2) && !host.contains(|letter| NOT_IN_HOSTS.contains(letter));
    is_host.then(|| format!("{scheme}:{host}{}", encoded(path)))
}

fn is_web(scheme: &str) -> bool {
    scheme.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http"))
}

/// What stands behind the host, with each character that may not stand there percent-encoded. Letters of other scripts
/// stay (RFC 3987).
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut in_fragment = false;
    for (at, letter) in path.char_indices() {
        let is_wrong = match letter {
            '%' => !is_escape(&path.as_bytes()[at + 1..]),
            '#' => std::mem::replace(&mut in_fragment, true),
            _ => " \"<>\\^`{|}[]".contains(letter),
        };
        match is_wrong {
            true => out.push_str(&format!("%{:02X}", u32::from(letter))),
            false => out.push(letter),
        }
    }
    out
}

/// Whether two hexadecimal digits come next.
fn is_escape(bytes: &[u8]) -> bool {
    bytes.len() >= 2 && bytes[..2].iter().all(u8::is_ascii_hexdigit)
}

/// The address, when it is one of the web.
pub(super) fn web_address(url: &str) -> Option<String> {
    followable(url).filter(|url| is_web(url))
}

/// The picture, when it is in the address itself and cannot run anything (an SVG can).
pub(super) fn picture_data(url: &str) -> Option<String> {
    const KINDS: [&str; 4] =
        ["data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,", "data:image/webp;base64,"];
    let is_base64 = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte));
    KINDS.iter().any(|kind| url.strip_prefix(kind).is_some_and(is_base64)).then(|| url.to_owned())
}

/// A telephone number as a telephone takes it: `+00 1 234` gives `tel:+001234`. Extensions are not dialled.
pub(super) fn dialled(phone: &str) -> Option<String> {
    let plain = phone.chars().all(|letter| letter.is_ascii_digit() || " +-.()/\u{a0}".contains(letter));
    let digits: String = phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
    (plain && digits.len() > 2).then(|| format!("tel:{digits}"))
}

#[cfg(test)]
mod tests {
    use super::{dialled, followable, picture_data, web_address};

    #[test]
    fn only_harmless_addresses_are_followed() {
        for good in
            ["https://tides.example/a?b#c", "MAILTO:press@tides.example", "tel:+001", "https://潮.example/조수%20"]
        {
            assert_eq!(followable(good).as_deref(), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            " javascript:alert(1)",
            "java\nscript:x",
            "data:text/html,x",
            "//x",
            "x",
            "http:",
            "https://",
            "https:x",
            "https://tides.example\\@other.example/",
            "https://a b/",
            "https://a.example/\u{1}",
        ] {
            assert_eq!(followable(bad), None, "{bad}");
        }
        assert_eq!(followable(&format!("https://tides.example/{}", "x".repeat(8000))), None);
        assert_eq!(web_address("mailto:press@tides.example"), None);
        assert_eq!(picture_data("data:image/svg+xml;base64,AAAA"), None);
        assert!(picture_data("data:image/png;base64,AAAA").is_some());
    }

    #[test]
    fn what_an_address_has_no_place_for_is_encoded() {
        let found = followable("https://tides.example/a \"<b>\\`{|}^[1]?5%&6%20#a#b").unwrap();
        assert_eq!(found, "https://tides.example/a%20%22%3Cb%3E%5C%60%7B%7C%7D%5E%5B1%5D?5%25&6%20#a%23b");
    }

    #[test]
    fn telephone_numbers_are_dialled() {
        assert_eq!(dialled("+00 (1) 23-45").as_deref(), Some("tel:+0012345"));
        assert_eq!(dialled("23 45 ext. 6"), None);
    }
}
