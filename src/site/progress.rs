//! How far a build is, for whoever waits for it.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts the releases of a build. It is looked at from another thread; nothing that is written depends on it.
#[derive(Debug, Default)]
pub struct Progress {
    total: AtomicUsize,
    done: AtomicUsize,
}

impl Progress {
    /// How many releases are done, and how many there are: none before they are counted.
    ///
    /// ```
    /// assert_eq!(chancery::site::Progress::default().so_far(), (0, 0));
    /// ```
    pub fn so_far(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    pub(super) fn begin(&self, total: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    pub(super) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}
