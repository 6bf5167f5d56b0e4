//! Clocks that do not agree: that of this computer, that of whoever holds the lock, and that of the host.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::io::upload::remote::Remote;
use crate::io::upload::session::Session;

/// Clocks that differ by less are taken for right: a host that is slow, times in whole minutes.
const TOLERANCE: i64 = 5 * 60;

/// Seconds since 1970, by the clock of this computer.
pub(super) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// By how many seconds `this` clock is ahead of `other`, if that is worth telling.
pub(super) fn ahead(this: u64, other: u64) -> Option<i64> {
    let difference = i64::try_from(this).unwrap_or(i64::MAX).saturating_sub(i64::try_from(other).unwrap_or(i64::MAX));
    (difference.abs() >= TOLERANCE).then_some(difference)
}

/// When the host says that a file was written, by its own clock; `None` where it does not tell.
pub(super) fn written(session: &mut Session, path: &str) -> Option<u64> {
    session.last(|remote: &mut dyn Remote| remote.written(path)).flatten()
}
