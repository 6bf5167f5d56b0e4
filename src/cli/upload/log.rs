//! What `upload.log` says of an event: what happened, and to what.

use crate::io::upload::engine::{Event, Failure};
use crate::io::upload::secret::Secret;

/// The two parts of a line.
pub(super) fn line(event: Event<'_>, secret: &Secret) -> Option<(&'static str, String)> {
    match event {
        Event::Placed(file) => {
            let what = if file.new { "new" } else { "changed" };
            Some((what, format!("{} {} {}", file.path, file.entry.size, file.entry.hash)))
        }
        Event::Removed(path) => Some(("deleted", path.to_string())),
        Event::Recorded => Some(("complete", String::new())),
        Event::Failed(Failure { path, fault }) => {
            Some(("failed", format!("{path} {} {}", fault.cause.name(), secret.mask(&fault.text))))
        }
        Event::Sent(_) | Event::Clock(_) | Event::Gap => None,
    }
}
