//! The checks of the whole site, beside the preview: they never hold a save up. Only the newest site is checked; those that
//! came and went meanwhile are passed over.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use crate::cli::serve::rebuild::Event;
use crate::pipeline::live::Live;

/// Checks sites in a thread of its own, and tells what it finds as an event.
pub struct Checker(Sender<(u64, Arc<Live>)>);

impl Checker {
    pub fn start(events: Sender<Event>) -> Checker {
        let (sender, sites) = channel();
        std::thread::spawn(move || check(&sites, &events));
        Checker(sender)
    }

    /// Asks for the checks of the site with this number.
    pub fn check(&self, number: u64, live: Arc<Live>) {
        // The thread ends only with the program.
        let _ = self.0.send((number, live));
    }
}

fn check(sites: &Receiver<(u64, Arc<Live>)>, events: &Sender<Event>) {
    while let Ok(first) = sites.recv() {
        let (number, live) = sites.try_iter().last().unwrap_or(first);
        let begun = Instant::now();
        let findings = live.check();
        if events.send(Event::Checked { number, findings, took: begun.elapsed() }).is_err() {
            return;
        }
    }
}
