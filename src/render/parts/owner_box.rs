//! What every page says of itself: whose it is, the time it speaks of, how old it is, and where its facts come from.

use serde::Serialize;

use crate::render::look::{Look, Phrase};

#[derive(Serialize)]
pub(crate) struct About<'a> {
    owner: Phrase<'a>,
    /// The time that the page speaks of; none for pages that belong to no year.
    from: Option<String>,
    to: Option<String>,
    updated: Option<String>,
    source: Option<Phrase<'a>>,
}

pub(crate) fn about<'p>(look: &Look<'_, 'p>) -> About<'p> {
    let (place, agency) = (look.page.place, &look.site.portal.agency);
    let period = place.period();
    let source = place.facts().and_then(|facts| facts.source.as_ref()).or(agency.front.source.as_ref());
    About {
        owner: look.phrase(place.owner().unwrap_or(&agency.name)),
        from: period.map(|period| period.from.to_string()),
        to: period.map(|period| period.to.to_string()),
        updated: place.updated(look.site.portal).map(|day| day.to_string()),
        source: source.map(|text| look.phrase(text)),
    }
}
