//! A bar on the terminal for whoever waits for a build.

use anstream::stream::IsTerminal;
use chancery::site::Progress;
use std::io::{self, Write, stderr};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How long a build is waited for before there is a bar, and how often it is drawn.
const TICK: Duration = Duration::from_millis(150);

/// How many signs the bar has.
const WIDTH: usize = 30;

/// Does `work`, and draws on stderr how far it is, where that is a terminal. Afterwards nothing is left of the bar.
pub(crate) fn shown<T>(progress: &Progress, quiet: bool, work: impl FnOnce() -> T) -> T {
    if quiet || !stderr().is_terminal() {
        return work();
    }
    thread::scope(|scope| {
        let (done, is_done) = mpsc::channel::<()>();
        let drawing = thread::Builder::new().spawn_scoped(scope, move || draw(progress, &is_done));
        let result = work();
        drop(done);
        // The words that follow come after the bar is gone. A system without threads has no bar.
        drop(drawing.map(thread::ScopedJoinHandle::join));
        result
    })
}

fn draw(progress: &Progress, is_done: &mpsc::Receiver<()>) {
    let mut is_drawn = false;
    while is_done.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
        let (done, total) = progress.so_far();
        if total > 0 {
            is_drawn = true;
            // When the terminal has gone away nobody waits.
            _ = print(&format!("\r{}\x1b[K", bar(done, total)));
        }
    }
    if is_drawn {
        _ = print("\r\x1b[K");
    }
}

fn print(text: &str) -> io::Result<()> {
    let mut out = stderr().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// `[##############                ] 120 of 250 releases`; those that are done wait for their pages and lists.
fn bar(done: usize, total: usize) -> String {
    let full = WIDTH * done.min(total) / total.max(1);
    let then = if done >= total { ", now the pages" } else { "" };
    format!("[{}{}] {done} of {total} releases{then}", "#".repeat(full), " ".repeat(WIDTH - full))
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn a_bar_fills_and_never_overflows() {
        assert_eq!(bar(0, 4), format!("[{}] 0 of 4 releases", " ".repeat(30)));
        assert_eq!(bar(2, 4), format!("[{}{}] 2 of 4 releases", "#".repeat(15), " ".repeat(15)));
        assert_eq!(bar(5, 4), format!("[{}] 5 of 4 releases, now the pages", "#".repeat(30)));
    }
}
