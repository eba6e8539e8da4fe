//! A site that is being worked on, shown in a browser.
//!
//! ```text
//! watch ─ something has changed ─▶ the command builds ─ State ─▶ Preview ─ events ─▶ the page: reloads, or tells what is wrong
//! ```
//!
//! http.rs reads requests and writes answers, files.rs finds what is asked for, page.rs adds the script to pages on their way
//! out: no file on disk has it. Only programs on the same machine are answered, and of those no page of another site:
//! what is shown may not be public yet.

mod files;
mod http;
mod page;
mod watch;

pub(crate) use page::{Finding, State};
pub(crate) use watch::{Scope, Watch};

use http::{Answer, Refusal, Request};
use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Where the script asks for news; no release can be there, because no address begins with a full stop.
const EVENTS: &str = "/.chancery/events";

/// Where the script is.
const SCRIPT: &str = "/.chancery/preview.js";

/// So many are answered at once: a browser opens six connections to a host, and each page that is seen keeps one.
const MOST_CONNECTIONS: usize = 128;

/// How often a page that waits for news is looked after: it may have been closed.
const PULSE: Duration = Duration::from_secs(2);

/// How long a request that is refused is waited for to be read.
const LINGER: Duration = Duration::from_millis(200);

/// The same where others wait for their turn.
const BUSY_LINGER: Duration = Duration::from_millis(20);

/// A site as it is shown at the moment.
pub(crate) struct Preview {
    /// The folder of the site.
    root: PathBuf,
    shown: Mutex<Shown>,
    changed: Condvar,
    connections: AtomicUsize,
}

/// A state, and which one it is.
struct Shown {
    number: u64,
    state: State,
}

impl Preview {
    pub(crate) fn new(root: PathBuf, state: State) -> Self {
        Preview {
            root,
            shown: Mutex::new(Shown { number: 0, state }),
            changed: Condvar::new(),
            connections: AtomicUsize::new(0),
        }
    }

    /// Shows another state, in all pages that are open.
    pub(crate) fn show(&self, state: State) {
        let mut shown = self.shown();
        *shown = Shown { number: shown.number + 1, state };
        drop(shown);
        self.changed.notify_all();
    }

    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers one request.
    fn answer(&self, mut stream: TcpStream) -> io::Result<()> {
        let request = match http::read(&mut stream) {
            Ok(request) => request,
            Err(refusal) => return http::refuse(&mut stream, refusal, LINGER),
        };
        match request.path.as_str() {
            EVENTS if !request.is_head => self.tell(&mut stream),
            _ => self.page(&request).write(&mut stream, request.is_head),
        }
    }

    fn page(&self, request: &Request) -> Answer {
        if request.path == SCRIPT {
            return Answer::ok("text/javascript; charset=utf-8", page::SCRIPT.as_bytes().to_vec());
        }
        let state = self.shown().state.clone();
        let answer = files::find(&self.root, &state.base, &request.path);
        if answer.is_page() { answer.map(|html| page::with_script(&html, &state)) } else { answer }
    }

    /// Sends the state at once, and again whenever it changes, as Server-Sent Events (HTML, 9.2), until the page is closed.
    fn tell(&self, stream: &mut TcpStream) -> io::Result<()> {
        http::begin_events(stream)?;
        let mut told: Option<u64> = None;
        loop {
            let is_known = |shown: &mut Shown| Some(shown.number) == told;
            let waited = self.changed.wait_timeout_while(self.shown(), PULSE, is_known);
            let (shown, _) = waited.unwrap_or_else(PoisonError::into_inner);
            let event = (Some(shown.number) != told).then(|| shown.state.to_json());
            told = Some(shown.number);
            drop(shown);
            http::send_event(stream, event.as_deref())?;
        }
    }
}

/// Takes the port that is asked for, or else `usual` or the first free one after it.
pub(crate) fn listen(asked: Option<u16>, usual: u16) -> io::Result<TcpListener> {
    const TRIES: u16 = 20;
    let at = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match asked {
        Some(port) => at(port),
        None => (usual..usual + TRIES).map(at).find(Result::is_ok).unwrap_or_else(|| at(0)),
    }
}

/// Answers requests, each in a thread of its own, as long as the program runs.
pub(crate) fn run(listener: &TcpListener, preview: &Arc<Preview>) {
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // Too many files are open, or the like: that passes.
            thread::sleep(Duration::from_millis(50));
            continue;
        };
        let counted = Counted::new(preview);
        if counted.0.connections.load(Ordering::Relaxed) > MOST_CONNECTIONS {
            // One that is not told knows it by the end of the connection.
            _ = http::refuse(&mut { stream }, Refusal::Busy, BUSY_LINGER);
            continue;
        }
        // Whoever has gone away needs no answer. A system that gives no thread drops the connection.
        let work = move || drop(counted.0.answer(stream));
        if thread::Builder::new().name("answer".to_owned()).spawn(work).is_err() {
            thread::sleep(Duration::from_millis(50));
        }
    }
}

/// A connection that is counted until it ends.
struct Counted(Arc<Preview>);

impl Counted {
    fn new(preview: &Arc<Preview>) -> Self {
        preview.connections.fetch_add(1, Ordering::Relaxed);
        Counted(Arc::clone(preview))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.connections.fetch_sub(1, Ordering::Relaxed);
    }
}
