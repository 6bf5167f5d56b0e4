//! Whether evidence holds: judges, a file a kind, which look at what an item offers and say how far it answers a
//! requirement. The pipeline asks once a run; checks, pages, data and reports read the verdicts in the portal's items.

use rayon::prelude::*;

use crate::base::date::Day;
use crate::base::source::Sources;
use crate::ita::assessment::Assessment;
use crate::ita::evidence::case::Case;
use crate::ita::evidence::ground::Ground;
use crate::ita::evidence::verdict::Verdicts;
use crate::ita::item::Item;
use crate::ita::portal::Portal;

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

/// Judges all that the items of a portal offer on a day, and writes the verdicts into them.
pub(crate) fn judge(portal: &mut Portal, sources: &Sources, today: Day) {
    let verdicts = all(&Ground::new(portal, sources, today));
    for (assessment, verdicts) in portal.years.values_mut().zip(verdicts) {
        assessment.items.iter_mut().zip(verdicts).for_each(|(item, verdicts)| item.verdicts = verdicts);
    }
}

/// The verdicts of every item of every year.
fn all<'a>(ground: &Ground<'a>) -> Vec<Vec<Verdicts>> {
    let of_year = |assessment: &'a Assessment| {
        let specs = assessment.specs();
        let of_item = |item: &'a Item| {
            let spec = specs.get(item.code.value.as_str());
            spec.map(|spec| Case::new(ground, assessment, spec, item).verdicts()).unwrap_or_default()
        };
        assessment.items.iter().map(of_item).collect()
    };
    ground.portal.years.par_iter().map(|(_, assessment)| of_year(assessment)).collect()
}
