//! The checks of the whole site, and then the making of every page of it, beside the preview: they never hold a save up.
//! Only the newest site is checked; those that came and went meanwhile are passed over.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use crate::base::diag::has_errors;
use crate::cli::serve::event::Event;
use crate::pipeline::planned::Planned;

/// Checks sites in a thread of its own, and tells what it finds as events.
pub(super) struct Checker(Sender<(u64, Arc<Planned>)>);

impl Checker {
    pub(super) fn start(events: Sender<Event>) -> Checker {
        let (sender, sites) = channel();
        std::thread::spawn(move || check(&sites, &events));
        Checker(sender)
    }

    /// Asks for the checks of the site with this number.
    pub(super) fn check(&self, number: u64, planned: Arc<Planned>) {
        // The thread ends only with the program.
        let _ = self.0.send((number, planned));
    }
}

fn check(sites: &Receiver<(u64, Arc<Planned>)>, events: &Sender<Event>) -> Option<()> {
    let mut newer = None;
    loop {
        let first = newer.take().map_or_else(|| sites.recv().ok(), Some)?;
        let (number, planned) = sites.try_iter().last().unwrap_or(first);
        let begun = Instant::now();
        let mut findings = planned.check();
        let mut first = findings.clone();
        planned.try_theme(&mut first);
        events.send(Event::Checked { number, findings: first.clone(), took: begun.elapsed() }).ok()?;
        let tried = planned.try_pages(&mut findings, || {
            newer = sites.try_iter().last();
            newer.is_none()
        });
        // Errors that are known already are not told again.
        if tried && (findings != first || !has_errors(&findings)) {
            events.send(Event::Tried { number, findings }).ok()?;
        }
    }
}
