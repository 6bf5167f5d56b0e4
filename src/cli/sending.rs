//! The bar of an upload: how much has been sent, how fast, and how long it will still take. Only on a terminal.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

pub struct Sending(ProgressBar);

impl Sending {
    /// A bar for so many bytes.
    pub fn new(bytes: u64) -> Sending {
        let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {bytes}/{total_bytes} {bytes_per_sec} {eta}") {
            bar.set_style(style);
        }
        if std::io::stderr().is_terminal() && bytes > 0 {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        Sending(bar)
    }

    pub fn sent(&self, bytes: u64) {
        self.0.set_position(bytes);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}
