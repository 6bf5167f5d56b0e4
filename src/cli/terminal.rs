//! What a command says: messages on stderr, results on stdout.

use std::io::Write;

use crate::base::mask::mask;
use crate::cli::exit::Stop;
use crate::cli::typed::typed;
use crate::io::real::without_prefix;

/// A line on stderr, without any national number that a path or a quotation in it may have, and with paths as people know
/// them. Whether anybody reads it does not change how the command ends.
pub(super) fn tell(line: &str) {
    let _ = writeln!(anstream::stderr(), "{}", mask(&typed(&without_prefix(line))));
}

/// Output on stdout, masked in the same way. A reader that has seen enough, as `head`, is no fault.
pub(super) fn say(text: &str) -> Result<(), Stop> {
    match anstream::stdout().write_all(mask(text).as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Stop::disk(&anyhow::Error::from(error))),
        _ => Ok(()),
    }
}
