//! What every page says of itself: whose it is, the time it speaks of, how old it is, and where its facts come from.

use serde::Serialize;

use crate::ita::address::Address;
use crate::render::look::{Look, Phrase};

#[derive(Serialize)]
pub(crate) struct About<'a> {
    owner: Phrase<'a>,
    /// The time that the page speaks of; none for pages that belong to no year.
    from: Option<String>,
    to: Option<String>,
    updated: Option<String>,
    source: Option<Phrase<'a>>,
    /// Whether it is a page of the assessment, which owes its source.
    assessed: bool,
}

pub(crate) fn about<'p>(look: &Look<'_, 'p>) -> About<'p> {
    let (place, agency) = (look.page.place, &look.site.portal.agency);
    let period = place.period();
    let assessed = place.address().as_str().starts_with(Address::years().as_str());
    // The common source is that of the assessment: news and services have their own, or none.
    let common = agency.front.source.as_ref().filter(|_| assessed);
    let source = place.facts().and_then(|facts| facts.source.as_ref()).or(common);
    About {
        owner: look.phrase(place.owner().unwrap_or(&agency.name)),
        from: period.map(|period| period.from.to_string()),
        to: period.map(|period| period.to.to_string()),
        updated: place.updated(look.site.portal).map(|day| day.to_string()),
        source: source.map(|text| look.phrase(text)),
        assessed,
    }
}
