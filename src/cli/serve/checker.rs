//! The checks of the whole site, and then the making of every page of it, beside the preview: they never hold a save up.
//! Only the newest site is checked; those that came and went meanwhile are passed over.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use crate::base::diag::has_errors;
use crate::cli::serve::event::Event;
use crate::pipeline::planned::Planned;

/// Checks sites in a thread of its own, and tells what it finds as events.
pub(super) struct Checker {
    sites: Sender<(u64, Arc<Planned>)>,
    /// The number of the site that is wanted.
    wanted: Arc<AtomicU64>,
}

impl Checker {
    pub(super) fn start(events: Sender<Event>) -> Checker {
        let (sender, sites) = channel();
        let wanted = Arc::<AtomicU64>::default();
        let newest = wanted.clone();
        // Threads of their own, as a save would queue behind all that the checks have begun; one core is left to it.
        let threads = rayon::current_num_threads().saturating_sub(1).max(1);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        std::thread::spawn(move || match pool {
            Ok(pool) => pool.install(move || check(&sites, &newest, &events)),
            Err(_) => check(&sites, &newest, &events),
        });
        Checker { sites: sender, wanted }
    }

    /// Says that a site with this number is being put together, and has all cores for it: the pages of those before it are
    /// not made any further.
    pub(super) fn expect(&self, number: u64) {
        self.wanted.store(number, Ordering::Relaxed);
    }

    /// Asks for the checks of the site with this number.
    pub(super) fn check(&self, number: u64, planned: Arc<Planned>) {
        // The thread ends only with the program.
        let _ = self.sites.send((number, planned));
    }
}

fn check(sites: &Receiver<(u64, Arc<Planned>)>, wanted: &AtomicU64, events: &Sender<Event>) -> Option<()> {
    loop {
        let first = sites.recv().ok()?;
        let (number, planned) = sites.try_iter().last().unwrap_or(first);
        let begun = Instant::now();
        let mut findings = planned.check();
        let mut first = findings.clone();
        planned.try_theme(&mut first);
        events.send(Event::Checked { number, findings: first.clone(), took: begun.elapsed() }).ok()?;
        let tried = planned.try_pages(&mut findings, || wanted.load(Ordering::Relaxed) == number);
        // Errors that are known already are not told again.
        if tried && (findings != first || !has_errors(&findings)) {
            events.send(Event::Tried { number, findings }).ok()?;
        }
    }
}
