//! Asks addresses on the Web whether they are there, politely: one visit at a time to a host with a pause between two, a few
//! hosts at once, time limits, no body read, and not again what answered well within a day.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;

use url::Url;

use crate::base::answer::{Answer, Silence};
use crate::io::external::manners::Manners;
use crate::io::external::memory::Memory;
use crate::io::external::visit::Visitor;

pub mod audit;
pub mod manners;
mod memory;
mod visit;

/// What was learned.
#[derive(Debug, Default)]
pub struct Asked {
    /// By the address as it was given. One that is no address of the Web has none.
    pub answers: BTreeMap<String, Answer>,
    /// How many of them were remembered and not asked again.
    pub remembered: usize,
}

/// No host could be found or reached at all: this machine is not on the network.
#[derive(Debug, PartialEq, Eq)]
pub struct Offline;

/// Asks `addresses`, remembering good answers in the work folder of the site at `site`. `told` is called for each answer.
///
/// # Errors
/// If addresses had to be asked and not one of their hosts could be found or reached.
pub fn ask(
    site: &Path,
    addresses: &BTreeSet<String>,
    manners: &Manners,
    told: &(dyn Fn() + Sync),
) -> Result<Asked, Offline> {
    let mut memory = Memory::open(site, manners.keep);
    let mut asked = Asked::default();
    let mut hosts: BTreeMap<String, Vec<(&String, Url)>> = BTreeMap::new();
    for address in addresses {
        if let Some(answer) = memory.answer(address) {
            asked.answers.insert(address.clone(), answer);
            asked.remembered += 1;
            told();
        } else if let Ok(url) = Url::parse(address) {
            hosts.entry(url.host_str().unwrap_or_default().to_owned()).or_default().push((address, url));
        }
    }
    let answers = visit(hosts.into_values().collect(), manners, told);
    let lost = |answer: &Answer| matches!(answer, Answer::NoHost | Answer::Silent(Silence::Unreachable));
    if !answers.is_empty() && answers.values().all(lost) {
        return Err(Offline);
    }
    answers.iter().for_each(|(address, answer)| memory.learn(address, answer));
    memory.save();
    asked.answers.extend(answers);
    Ok(asked)
}

/// Visits all hosts, a few at once.
fn visit(hosts: Vec<Vec<(&String, Url)>>, manners: &Manners, told: &(dyn Fn() + Sync)) -> BTreeMap<String, Answer> {
    let workers = manners.hosts.clamp(1, hosts.len().max(1));
    let waiting = Mutex::new(hosts.into_iter());
    let answers = Mutex::new(BTreeMap::new());
    // A worker that panicked leaves whole values behind: each lock is held for one step only.
    let next = || waiting.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).next();
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(host) = next() {
                    let mut visitor = Visitor::new(manners);
                    for (address, url) in host {
                        let answer = visitor.visit(url);
                        told();
                        let mut answers = answers.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
                        answers.insert(address.clone(), answer);
                    }
                }
            });
        }
    });
    answers.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner())
}
