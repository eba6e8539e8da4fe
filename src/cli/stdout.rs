//! Writing to stdout.

use super::stop::Stop;
use std::io::{ErrorKind, Write, stdout};

/// Writes all of `bytes` to stdout.
///
/// # Errors
/// [`Stop::ClosedPipe`] when the reader has enough, [`Stop::Stdout`] otherwise.
pub(crate) fn write(bytes: &[u8]) -> Result<(), Stop> {
    let mut out = stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Stop::ClosedPipe,
        _ => Stop::Stdout(error),
    })
}
