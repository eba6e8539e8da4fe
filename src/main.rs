//! The process edge: arguments in, exit code out.

mod cli;
mod serve;

use std::process::ExitCode;

/// The system's allocator gives memory back and asks for it again many times in the few milliseconds of a release.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run(std::env::args_os()).into()
}
