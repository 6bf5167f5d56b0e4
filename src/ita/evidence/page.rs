//! Evidence by a page of this site, or by a heading: it is not awaited itself, says something, and nothing in it is still to be
//! written.

use crate::base::prose::Prose;
use crate::base::span::Position;
use crate::ita::body::Body;
use crate::ita::evidence::document;
use crate::ita::evidence::ground::{Found, Ground, Thing};
use crate::ita::evidence::lack::Lack;
use crate::ita::places::Place;

/// What the thing that evidence leads to does not have.
pub(super) fn judge(ground: &Ground<'_>, (thing, anchor): &Found<'_, '_>) -> Option<Lack> {
    match (thing, anchor) {
        (Thing::Page(place), anchor) => of_place(ground, place, anchor.as_deref()),
        (Thing::File(path), _) => document::of_file(ground, path),
        (Thing::Made, _) => None,
    }
}

fn of_place(ground: &Ground<'_>, place: &Place<'_>, anchor: Option<&str>) -> Option<Lack> {
    let name = || place.source().map_or_else(|| format!("/{}", place.address().as_str()), ToString::to_string);
    let body = place.bodies().and_then(|bodies| bodies.th.as_ref());
    if let Some(path) = place.source().filter(|_| place.facts().is_some_and(|facts| facts.awaiting.is_some())) {
        return Some(Lack::PageAwaits(path.clone()));
    }
    if let Some(show) = place.shows().filter(|show| !ground.portal.has(*show)) {
        return Some(Lack::NothingShown(name(), show));
    }
    match (body, anchor) {
        (Some(body), Some(anchor)) => match section(body, anchor) {
            Err(Lack::Unknown) => Some(Lack::NoSuchHeading(anchor.to_owned())),
            other => other.err(),
        },
        (Some(body), None) if body.prose.says || body.prose.leftover.is_some() => leftover(body, &body.prose),
        // A page that is made of data has something, unless it says otherwise; one that is written has what stands beside.
        (None, _) if place.source().is_none_or(|_| place.facts().is_none()) && !place.is_empty(ground.portal) => None,
        _ => (!place.has_more(ground.portal)).then(|| Lack::PageEmpty(name())),
    }
}

/// Holds what stands below a heading of a body.
pub(super) fn section(body: &Body, anchor: &str) -> Result<(), Lack> {
    let Some(heading) = body.headings.iter().find(|heading| heading.anchor == anchor) else {
        return Err(Lack::Unknown);
    };
    match leftover(body, &heading.prose) {
        Some(lack) => Err(lack),
        None if heading.prose.says => Ok(()),
        None => Err(Lack::SectionEmpty(anchor.to_owned())),
    }
}

fn leftover(body: &Body, prose: &Prose) -> Option<Lack> {
    let at = prose.leftover.clone()?;
    let line = Position::of(&body.source, body.range.start + at.start).line;
    let text: String = body.text()[at].split_whitespace().collect::<Vec<_>>().join(" ").chars().take(40).collect();
    Some(Lack::Leftover { file: body.path.clone(), line, text })
}
