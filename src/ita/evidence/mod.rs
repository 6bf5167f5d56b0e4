//! Whether evidence holds: judges, a file a kind, which look at what an item offers and say how far it answers a
//! requirement. The pipeline asks once a run; checks, pages, data and reports read the verdicts in the portal's items.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::date::Day;
use crate::base::source::Sources;
use crate::ita::assessment::Assessment;
use crate::ita::evidence::case::Case;
use crate::ita::evidence::ground::{Ground, Things};
use crate::ita::evidence::verdict::Verdicts;
use crate::ita::item::Item;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;

pub(crate) mod address;
mod case;
mod data;
mod data_words;
mod document;
mod files;
mod ground;
mod kinds;
pub mod lack;
pub mod misfit;
mod months;
pub(crate) mod named_year;
mod page;
mod post;
mod rows;
pub(crate) mod signature;
mod substance;
mod table;
mod table_words;
pub(crate) mod time;
pub mod verdict;
pub(crate) mod words;

/// The years as they were judged, by what they were before.
#[derive(Default)]
pub(crate) struct Judged(BTreeMap<FiscalYear, JudgedYear>);

struct JudgedYear {
    before: Arc<Assessment>,
    after: Arc<Assessment>,
    /// Whether its verdicts rest on other years too.
    beyond: bool,
}

impl Judged {
    /// A year as it was judged, if nothing that its verdicts rest on can be another.
    fn of(&self, year: FiscalYear, assessment: &Arc<Assessment>) -> Option<&Arc<Assessment>> {
        let known = self.0.get(&year).filter(|known| !known.beyond && Arc::ptr_eq(&known.before, assessment));
        known.map(|known| &known.after)
    }
}

/// Judges all that the items of a portal offer on a day, and writes the verdicts into them. Of what is kept, years that are the
/// same are taken; whoever keeps them has seen to it that what stands in no year is the same too.
pub(crate) fn judge(portal: &mut Portal, sources: &Sources, today: Day, mut kept: Option<&mut Judged>) {
    let known = |year: &FiscalYear, own: &Arc<Assessment>| kept.as_ref().and_then(|kept| kept.of(*year, own)).cloned();
    let known: BTreeMap<_, _> =
        portal.years.iter().filter_map(|(year, own)| Some((*year, known(year, own)?))).collect();
    let things = Arc::new(Things::new(portal, sources, today));
    let open = portal.years.par_iter().filter(|(year, _)| !known.contains_key(year));
    let verdicts: Vec<_> = open.map(|(year, own)| (*year, of_year(&Ground::of(*year, &things), own))).collect();
    drop(things);
    portal.years.extend(known);
    for (year, (verdicts, beyond)) in verdicts {
        let Some(assessment) = portal.years.get_mut(&year) else { continue };
        let before = kept.is_some().then(|| assessment.clone());
        Arc::make_mut(assessment).items.iter_mut().zip(verdicts).for_each(|(item, verdicts)| item.verdicts = verdicts);
        if let (Some(kept), Some(before)) = (&mut kept, before) {
            kept.0.insert(year, JudgedYear { before, after: assessment.clone(), beyond });
        }
    }
}

/// The verdicts of every item of a year, and whether they rest on other years too.
fn of_year(ground: &Ground<'_>, assessment: &Assessment) -> (Vec<Verdicts>, bool) {
    let specs = assessment.specs();
    let of_item = |item: &Item| {
        let spec = specs.get(item.code.value.as_str());
        spec.map(|spec| Case::new(ground, assessment, spec, item).verdicts()).unwrap_or_default()
    };
    (assessment.items.iter().map(of_item).collect(), ground.is_beyond())
}
