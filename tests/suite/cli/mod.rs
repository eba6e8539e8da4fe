//! The command line, run as a person runs it.

mod bad_input;
mod check;
mod config;
mod extract;
mod extremes;
mod help;
mod hostile;
mod kept;
mod look;
mod messages;
mod outputs;
mod read;
mod room;
mod serve;
mod shard;
mod site;
mod stream;
mod target;

use room::{Ran, Room};

/// A release without anything doubtful in it.
const TIDES: &str = "\
Ministry of Tides of the Republic of Vessland

3 March 2031 | Press release

Harbour of Lund reopens after repairs

1. The harbour of Lund was opened again on March 3 by the Minister of Tides.

2. The repairs took eleven months and were carried out by the Harbour Works of Vessland.
";
