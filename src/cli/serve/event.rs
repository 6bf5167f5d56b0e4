//! What the preview waits for.

use std::time::Duration;

use crate::base::diag::Diagnostic;
use crate::io::watch::Notice;

pub(super) enum Event {
    Notice(Notice),
    /// The checks of the site with this number are done.
    Checked {
        number: u64,
        findings: Vec<Diagnostic>,
        took: Duration,
    },
    /// Every page of that site was made once; these are all findings that there are.
    Tried {
        number: u64,
        findings: Vec<Diagnostic>,
    },
}
