//! `chancery schema`: the JSON Schema of a release.

use super::Exit;
use super::stdout;
use super::stop::Stop;
use chancery::Release;

pub(crate) fn run() -> Result<Exit, Stop> {
    stdout::write(Release::json_schema().as_bytes())?;
    Ok(Exit::Done)
}
