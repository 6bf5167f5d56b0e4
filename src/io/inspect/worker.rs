//! The process that reads attachments, `prongsai inspect-attachment`: files come by standard input, each a line with its
//! length and the ending of its name, and whether its sheets are wanted, and then its bytes; each is answered by a line of JSON.

use std::io::{self, BufRead, ErrorKind, Read, Write};

use crate::io::inspect::confinement::Limits;
use crate::io::inspect::{MAX_READ, whole};

/// The command that this process is.
pub(crate) const COMMAND: &str = "inspect-attachment";

/// Before the ending of a file whose sheets are wanted.
const GRIDS: &str = "#";

/// The head of a file that is sent.
pub(super) fn head(size: u64, ending: &str, grids: bool) -> String {
    // An ending is a part of a name, which may hold anything.
    let ending: String = ending.chars().filter(|c| c.is_alphanumeric()).collect();
    let grids = if grids { GRIDS } else { "" };
    format!("{size} {grids}{ending}\n")
}

/// Answers until nothing more is asked.
///
/// # Errors
/// If the pipe breaks, or what comes is no file.
pub(crate) fn serve() -> io::Result<()> {
    // A reader's panic says something of the file, not of prongsai: it is answered, not printed.
    std::panic::set_hook(Box::new(|_| {}));
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let limits = Limits::set();
    let mut line = String::new();
    loop {
        line.clear();
        if input.by_ref().take(1024).read_line(&mut line)? == 0 {
            return Ok(());
        }
        let head =
            line.trim_end_matches('\n').split_once(' ').and_then(|(size, ending)| Some((size.parse().ok()?, ending)));
        let (size, ending) = head.filter(|(size, _)| *size <= MAX_READ).ok_or(ErrorKind::InvalidData)?;
        limits.set_for(size);
        let mut bytes = vec![0; usize::try_from(size).map_err(|_| ErrorKind::InvalidData)?];
        input.read_exact(&mut bytes)?;
        serde_json::to_writer(&mut output, &whole(bytes, ending.trim_start_matches(GRIDS), ending.starts_with(GRIDS)))?;
        output.write_all(b"\n")?;
        output.flush()?;
    }
}
