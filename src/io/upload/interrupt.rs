//! Ctrl-C: the first asks the upload to stop where it does no harm, the second ends the program at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The exit code of a program that Ctrl-C has ended, as shells know it.
const KILLED: i32 = 130;

/// A flag that is set by Ctrl-C. Where no handler can be set, it stays down and Ctrl-C ends the program as ever.
pub(crate) fn flag() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    let set = flag.clone();
    let _ = ctrlc::set_handler(move || {
        if set.swap(true, Ordering::SeqCst) {
            std::process::exit(KILLED);
        }
    });
    flag
}
