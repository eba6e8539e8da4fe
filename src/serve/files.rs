//! Which file of the site an address leads to.

use super::http::Answer;
use std::fs;
use std::path::{Path, PathBuf};

/// What is shown before there has been a page: the script tells the rest.
const NOTHING_YET: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
    <title>No site yet</title>\n</head>\n<body>\n<main>\n<h1>No site yet</h1>\n\
    <p>The site could not be built. This page shows it as soon as it can.</p>\n</main>\n</body>\n</html>\n";

/// Answers with the file at `path`, an address as it was sent, of the site in `root`, which lies at `base` of its host.
pub(super) fn find(root: &Path, base: &str, path: &str) -> Answer {
    if !root.join("index.html").is_file() {
        let body = NOTHING_YET.as_bytes().to_vec();
        return Answer { status: "503 Service Unavailable", ..Answer::ok("text/html; charset=utf-8", body) };
    }
    if base != "/" && (path == "/" || path == base.trim_end_matches('/')) {
        return Answer::redirect(base);
    }
    let below = path.strip_prefix(base).and_then(decoded);
    match below.and_then(|below| place(root, &below)) {
        Some(Place::File(file)) => match fs::read(&file) {
            Ok(bytes) => Answer::ok(media(&file), bytes),
            Err(_) => not_found(root),
        },
        // A second stroke at the beginning would make the rest the name of a host.
        Some(Place::Folder) => Answer::redirect(&format!("/{}/", path.trim_matches('/'))),
        None => not_found(root),
    }
}

fn not_found(root: &Path) -> Answer {
    let body = fs::read(root.join("404.html")).unwrap_or_else(|_| b"not found\n".to_vec());
    Answer { status: "404 Not Found", ..Answer::ok("text/html; charset=utf-8", body) }
}

/// What an address is.
enum Place {
    File(PathBuf),
    /// A folder that was asked for without the stroke at its end.
    Folder,
}

/// The place below `root`, unless there is none or it is hidden or outside.
fn place(root: &Path, below: &str) -> Option<Place> {
    let (folder, name) = below.rsplit_once('/').unwrap_or(("", below));
    let parts =
        || folder.split('/').filter(|_| !folder.is_empty()).chain([name].into_iter().filter(|name| !name.is_empty()));
    // An empty part is another address of the same page; one that begins with a full stop leads up, or is hidden; a
    // reverse stroke or a colon leads elsewhere on Windows.
    if parts().any(|part| part.is_empty() || part.starts_with('.') || part.contains(['\\', ':', '\0'])) {
        return None;
    }
    let root = fs::canonicalize(root).ok()?;
    let path = parts().fold(root.clone(), |path, part| path.join(part));
    let path = if name.is_empty() { path.join("index.html") } else { path };
    let path = fs::canonicalize(path).ok().filter(|path| path.starts_with(&root))?;
    match path.metadata().ok()? {
        file if file.is_file() => Some(Place::File(path)),
        folder if folder.is_dir() && path.join("index.html").is_file() => Some(Place::Folder),
        _ => None,
    }
}

/// An address without its percent signs (RFC 3986, 2.1), where it is UTF-8.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
        bytes.push(if byte == b'%' { u8::try_from(digit()? * 16 + digit()?).ok()? } else { byte });
    }
    String::from_utf8(bytes).ok()
}

fn media(file: &Path) -> &'static str {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "pdf" => "application/pdf",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{decoded, find};
    use std::fs;

    #[test]
    fn percent_signs_are_read() {
        assert_eq!(decoded("a%20b/%E6%96%B0").as_deref(), Some("a b/新"));
        for bad in ["%", "%4", "%zz", "%ff", "%+1"] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
    }

    #[test]
    fn addresses_lead_to_files_of_the_site_only() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        fs::create_dir_all(root.join("a b")).unwrap();
        fs::write(folder.path().join("secret.html"), "secret").unwrap();
        for name in ["index.html", "404.html", "a b/index.html", ".chancery.json"] {
            fs::write(root.join(name), name).unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink("../secret.html", root.join("link.html")).unwrap();
        let status = |path: &str| find(&root, "/", path).status[..3].to_owned();
        assert_eq!(status("/"), "200");
        assert_eq!(status("/a%20b/"), "200");
        assert_eq!(find(&root, "/", "/a%20b").further, "Location: /a%20b/\r\n");
        for path in [
            "/../secret.html",
            "/%2e%2e/secret.html",
            "/%2e%2e%2fsecret.html",
            "/a%20b/..%5c..%5csecret.html",
            "/.chancery.json",
            "/link.html",
            "//a%20b/",
            "/index.html/",
            "/%00",
        ] {
            assert_eq!(status(path), "404", "{path}");
        }
        assert_eq!(find(&root, "/press/", "/").further, "Location: /press/\r\n");
        assert_eq!(find(&root, "/press/", "/press/a%20b/").body, b"a b/index.html");
        assert!(find(&root, "/press/", "/a%20b/").status.starts_with("404"));
    }
}
