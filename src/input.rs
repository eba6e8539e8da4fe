//! Reading input: files and streams to [`Source`]s, with a limit.

use crate::error::Error;
use crate::source::Source;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// How large a source may be. The longest treaties with all annexes stay below 20 MiB; beyond this it is a
/// mistake, and reading it would only take the machine's memory.
pub const LIMIT: u64 = 64 * 1024 * 1024;

/// Reads and decodes the text file at `path`.
///
/// # Errors
/// [`Error::Read`], [`Error::TooLarge`], [`Error::NotText`].
pub fn read(path: &Path) -> Result<Source, Error> {
    decode(path.display().to_string(), read_bytes(path)?)
}

/// Reads and decodes the text of a stream, which messages call `name`.
///
/// # Errors
/// As [`read`].
pub fn read_stream(name: &str, stream: impl Read) -> Result<Source, Error> {
    let bytes = bounded(name, stream)?.map_err(|source| Error::Read { path: name.into(), source })?;
    decode(name.to_owned(), bytes)
}

/// Reads the file at `path` as it is.
///
/// # Errors
/// [`Error::Read`], [`Error::TooLarge`].
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = |source| Error::Read { path: path.to_owned(), source };
    let file = File::open(path).map_err(failed)?;
    bounded(&path.display().to_string(), file)?.map_err(failed)
}

fn bounded(name: &str, stream: impl Read) -> Result<io::Result<Vec<u8>>, Error> {
    let mut bytes = Vec::new();
    if let Err(error) = stream.take(LIMIT + 1).read_to_end(&mut bytes) {
        return Ok(Err(error));
    }
    if bytes.len() as u64 > LIMIT {
        Err(Error::TooLarge { name: name.to_owned(), limit: LIMIT })
    } else {
        Ok(Ok(bytes))
    }
}

fn decode(name: String, bytes: Vec<u8>) -> Result<Source, Error> {
    Source::decode(name.clone(), bytes).map_err(|why| Error::NotText { name, why })
}

#[cfg(test)]
mod tests {
    use super::{LIMIT, read_stream};
    use crate::Error;
    use std::io::{Read, repeat};

    #[test]
    fn a_stream_without_end_is_cut_off() {
        let endless = repeat(b'a');
        assert!(matches!(read_stream("<stdin>", endless), Err(Error::TooLarge { .. })));
        assert!(read_stream("<stdin>", repeat(b'a').take(LIMIT)).is_ok());
    }
}
