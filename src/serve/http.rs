//! As much of HTTP/1.1 (RFC 9112) as a browser on the same machine needs: one request a connection, GET and HEAD.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// A request line and its fields are no longer than that.
const MOST_BYTES: usize = 16 * 1024;

/// A request has no more fields than that.
const MOST_FIELDS: usize = 100;

/// A request is whole after this time.
const PATIENCE: Duration = Duration::from_secs(5);

/// A reader takes what is written within this time.
const WRITE_PATIENCE: Duration = Duration::from_secs(10);

/// What is asked for.
#[derive(Debug, PartialEq)]
pub(super) struct Request {
    /// The path as it was sent, without the query.
    pub(super) path: String,
    pub(super) is_head: bool,
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Refusal {
    Malformed,
    TooSlow,
    TooLong,
    Method,
    /// The name of another host: a page elsewhere asks through a name that leads here (DNS rebinding).
    Stranger,
    Busy,
}

impl Refusal {
    fn answer(self) -> Answer {
        let (status, words) = match self {
            Refusal::Malformed => ("400 Bad Request", "this is no request of HTTP/1.1"),
            Refusal::TooSlow => ("408 Request Timeout", "the request did not come to its end in time"),
            Refusal::TooLong => ("431 Request Header Fields Too Large", "the request is too long"),
            Refusal::Method => ("405 Method Not Allowed", "only GET and HEAD are answered"),
            Refusal::Stranger => {
                ("403 Forbidden", "only requests to localhost are answered: open http://localhost and the port")
            }
            Refusal::Busy => ("503 Service Unavailable", "too many connections: close some pages"),
        };
        let further = if self == Refusal::Method { "Allow: GET, HEAD\r\n".to_owned() } else { String::new() };
        Answer { status, media: "text/plain; charset=utf-8", further, body: format!("{words}\n").into_bytes() }
    }
}

/// What is answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: &'static str,
    pub(super) media: &'static str,
    /// Further fields, each with its end of line.
    pub(super) further: String,
    pub(super) body: Vec<u8>,
}

/// Fields of every answer: nothing is kept, nothing is guessed, no page of another site may show or read it.
const ALWAYS: &str = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\
                      Cross-Origin-Resource-Policy: same-origin\r\nX-Frame-Options: SAMEORIGIN\r\n";

impl Answer {
    pub(super) fn ok(media: &'static str, body: Vec<u8>) -> Self {
        Answer { status: "200 OK", media, further: String::new(), body }
    }

    pub(super) fn redirect(location: &str) -> Self {
        let further = format!("Location: {location}\r\n");
        Answer { status: "307 Temporary Redirect", media: "text/plain; charset=utf-8", further, body: Vec::new() }
    }

    pub(super) fn is_page(&self) -> bool {
        self.media.starts_with("text/html")
    }

    /// The same with another body.
    pub(super) fn map(self, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Self {
        Answer { body: change(self.body), ..self }
    }

    pub(super) fn write(&self, stream: &mut impl Write, is_head: bool) -> io::Result<()> {
        let Answer { status, media, further, body } = self;
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {length}\r\n{ALWAYS}{further}Connection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(if is_head { &[] } else { body })?;
        stream.flush()
    }
}

/// Reads a request, in bounded time and room.
#[expect(clippy::disallowed_methods, reason = "a request has an end in time; nothing that is answered depends on it")]
pub(super) fn read(stream: &mut TcpStream) -> Result<Request, Refusal> {
    _ = stream.set_nodelay(true);
    _ = stream.set_write_timeout(Some(WRITE_PATIENCE));
    let end = Instant::now() + PATIENCE;
    let (mut bytes, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() || stream.set_read_timeout(Some(left)).is_err() {
            return Err(Refusal::TooSlow);
        }
        match stream.read(&mut piece) {
            Ok(0) => return Err(Refusal::Malformed),
            Ok(count) => bytes.extend_from_slice(&piece[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return Err(Refusal::TooSlow),
        }
        if let Some(request) = parse(&bytes)? {
            return Ok(request);
        }
        if bytes.len() > MOST_BYTES {
            return Err(Refusal::TooLong);
        }
    }
}

/// A request, once it is whole.
fn parse(bytes: &[u8]) -> Result<Option<Request>, Refusal> {
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut request = httparse::Request::new(&mut fields);
    match request.parse(bytes) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => return Err(Refusal::TooLong),
        Err(_) => return Err(Refusal::Malformed),
    }
    let mut hosts = request.headers.iter().filter(|field| field.name.eq_ignore_ascii_case("host"));
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err(Refusal::Malformed) };
    if !std::str::from_utf8(host.value).is_ok_and(is_here) {
        return Err(Refusal::Stranger);
    }
    let is_head = match request.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return Err(Refusal::Method),
    };
    let target = request.path.unwrap_or_default();
    let path = target.split(['?', '#']).next().unwrap_or_default();
    if !path.starts_with('/') {
        return Err(Refusal::Malformed);
    }
    Ok(Some(Request { path: path.to_owned(), is_head }))
}

/// Whether a field `Host` is a name of this machine: `localhost:8031`, `127.0.0.1`, `[::1]:8031`.
fn is_here(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.to_ascii_lowercase();
    ["localhost", "127.0.0.1", "[::1]"].contains(&name.as_str()) || name.ends_with(".localhost")
}

/// Refuses a request that may not have been read to its end. To close a connection with words in it that nobody has read
/// resets it, and the answer may be lost (RFC 9112, 9.6): so they are read for a moment.
pub(super) fn refuse(stream: &mut TcpStream, refusal: Refusal, patience: Duration) -> io::Result<()> {
    const MOST_READS: usize = 16;
    stream.set_write_timeout(Some(patience))?;
    stream.set_read_timeout(Some(patience))?;
    refusal.answer().write(stream, false)?;
    stream.shutdown(Shutdown::Write)?;
    let mut piece = [0; 4096];
    for _ in 0..MOST_READS {
        if stream.read(&mut piece)? == 0 {
            break;
        }
    }
    Ok(())
}

/// Begins an answer that goes on until the reader goes away.
pub(super) fn begin_events(stream: &mut impl Write) -> io::Result<()> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{ALWAYS}Connection: close\r\n\r\nretry: 500\n\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.flush()
}

/// Sends one event, or a sign of life. The data are one line.
pub(super) fn send_event(stream: &mut impl Write, data: Option<&str>) -> io::Result<()> {
    let text = data.map_or_else(|| ":\n\n".to_owned(), |data| format!("data: {data}\n\n"));
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

#[cfg(test)]
mod tests {
    use super::{Refusal, Request, is_here, parse};

    #[test]
    fn names_of_this_machine_are_known() {
        for host in ["localhost", "LOCALHOST:8031", "127.0.0.1:1", "[::1]:8031", "[::1]", "press.localhost:80"] {
            assert!(is_here(host), "{host}");
        }
        for host in
            ["", "tides.example", "localhost.tides.example:8031", "127.0.0.1.tides.example", "::1x", "notlocalhost"]
        {
            assert!(!is_here(host), "{host}");
        }
    }

    #[test]
    fn requests_are_read_or_refused() {
        let read = |text: &str| parse(text.replace('\n', "\r\n").as_bytes());
        let page = Request { path: "/a%20b/".to_owned(), is_head: false };
        assert_eq!(read("GET /a%20b/?q#x HTTP/1.1\nHost: localhost\n\n"), Ok(Some(page)));
        assert_eq!(read("GET / HTTP/1.1\nHost: local"), Ok(None));
        assert_eq!(read("GET / HTTP/1.1\n\n"), Err(Refusal::Malformed));
        assert_eq!(read("GET / HTTP/1.1\nHost: localhost\nHost: localhost\n\n"), Err(Refusal::Malformed));
        assert_eq!(read("GET http://localhost/ HTTP/1.1\nHost: localhost\n\n"), Err(Refusal::Malformed));
        assert_eq!(read("POST / HTTP/1.1\nHost: localhost\n\n"), Err(Refusal::Method));
        assert_eq!(read("GET / HTTP/1.1\nHost: tides.example\n\n"), Err(Refusal::Stranger));
        let many = format!("GET / HTTP/1.1\n{}\n", "a: b\n".repeat(101));
        assert_eq!(read(&many), Err(Refusal::TooLong));
    }
}
