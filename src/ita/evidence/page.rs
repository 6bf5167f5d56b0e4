//! Evidence by a page of this site, or by a heading: it is not awaited itself, says something, and nothing in it is still to be
//! written.

use crate::base::date::Day;
use crate::base::prose::Prose;
use crate::base::span::Position;
use crate::base::thai::same_words;
use crate::ita::article::{Article, ArticleKind, Show};
use crate::ita::body::Body;
use crate::ita::contact::Contact;
use crate::ita::document::{Facts, Proof};
use crate::ita::evidence::address;
use crate::ita::evidence::document;
use crate::ita::evidence::ground::{Found, Ground, Thing};
use crate::ita::evidence::lack::Lack;
use crate::ita::evidence::table;
use crate::ita::item::Item;
use crate::ita::life::Phase;
use crate::ita::places::Place;
use crate::ita::places::kind::Title;
use crate::ita::table::Table;

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
    if let Some(path) = place.source().filter(|_| !place.phase().is_published()) {
        return Some(Lack::Unpublished(path.clone(), place.phase()));
    }
    if place.leads_on() {
        return Some(Lack::LeadsOn(name()));
    }
    if let Some(item) = place.answer().filter(|item| anchor.is_none() && !rests_on_more(ground, item)) {
        return Some(Lack::RestsOnItems(item.path.clone()));
    }
    // What a page of complaints shows may be the channels of all agencies; its own may stand in its body.
    let shows = place.shows().filter(|show| *show != Show::Complaints);
    if let Some(show) = shows.filter(|show| !has(ground, *show)) {
        return Some(Lack::NothingShown(name(), show));
    }
    match (body, anchor) {
        (Some(body), Some(anchor)) => match section(body, anchor) {
            Err(Lack::Unknown) => Some(Lack::NoSuchHeading(anchor.to_owned())),
            other => other.err(),
        },
        (Some(body), None) if is_its_title(place, body) => Some(Lack::PageEmpty(name())),
        (Some(body), None) if body.prose.tells() || body.prose.leftover.is_some() => leftover(body, &body.prose),
        // A page that is made of data has something, unless it says otherwise; one that is written has what stands beside.
        (None, _) if place.source().is_none_or(|_| place.facts().is_none()) && !place.is_empty(ground.whole()) => None,
        _ => (!has_more(ground, place)).then(|| Lack::PageEmpty(name())),
    }
}

/// Whether a body says its page's title and nothing else.
fn is_its_title(place: &Place<'_>, body: &Body) -> bool {
    match place.title() {
        Title::Text(title) => same_words(body.text().trim().trim_start_matches('#'), &title.th),
        _ => false,
    }
}

/// Whether an item offers anything but pages of items, so that no two of them prove each other.
fn rests_on_more(ground: &Ground<'_>, item: &Item) -> bool {
    let is_item = |thing: Thing<'_, '_>| matches!(thing, Thing::Page(place) if place.answer().is_some());
    item.evidence.iter().any(|one| match &one.proof {
        Proof::Page(to) => ground.named(to).is_some_and(|(thing, _)| !is_item(thing)),
        Proof::Url(url) => match address::judge(ground, url) {
            Ok(found) => !found.is_some_and(|(thing, _)| is_item(thing)),
            Err(_) => false,
        },
        Proof::Document(_) | Proof::Table(_) | Proof::Section(_) => true,
        Proof::NotApplicable(_) => false,
    })
}

/// Whether something stands in a page beside its body.
fn has_more(ground: &Ground<'_>, place: &Place<'_>) -> bool {
    let shows = place.shows().is_some_and(|show| has(ground, show));
    shows || place.has_more() || place.facts().is_some_and(|facts| has_files(ground, facts))
}

/// Whether a page offers a document or a table that is there and has something in it.
pub(super) fn has_files(ground: &Ground<'_>, facts: &Facts) -> bool {
    let rows = |spec: &Table| table::unread(spec).is_none();
    facts.documents.iter().any(|own| document::is_sound(ground, own)) || facts.tables.iter().any(rows)
}

/// Whether the site has anything of what a page shows: people, a contact with a value, news that say something.
fn has(ground: &Ground<'_>, show: Show) -> bool {
    let agency = &ground.portal.agency;
    let documents = |facts: &Facts| facts.documents.iter().any(|own| document::is_sound(ground, own));
    match show {
        Show::People => !agency.people.is_empty(),
        Show::Contact => agency.contacts.iter().any(Contact::has_value),
        Show::Documents => ground.places().iter().filter_map(|place| place.facts()).any(documents),
        Show::News => news(ground, |_| true) > 0,
        Show::Services => {
            ground.portal.articles(ArticleKind::Service).filter(is_public).any(|service| says(ground, service))
        }
        Show::Years => !ground.portal.years.is_empty(),
        Show::Units => !agency.units.is_empty(),
        Show::Complaints => agency.complaints().any(Contact::has_value),
        Show::Data => true,
    }
}

/// How many news say something and have come, within a time or at all.
pub(super) fn news(ground: &Ground<'_>, takes: impl Fn(Day) -> bool) -> usize {
    let has_come = |news: &&Article| news.date.is_some_and(|day| day <= ground.today && takes(day));
    ground
        .portal
        .articles(ArticleKind::News)
        .filter(is_public)
        .filter(has_come)
        .filter(|news| says(ground, news))
        .count()
}

fn is_public(article: &&Article) -> bool {
    article.life.phase == Phase::Public
}

/// Whether an article is not awaited and has anything to show.
fn says(ground: &Ground<'_>, article: &Article) -> bool {
    let body = article.bodies.th.as_ref();
    let written = body.is_some_and(|body| body.prose.says) || article.has_fields();
    article.facts.awaiting.is_none() && (written || has_files(ground, &article.facts))
}

/// Holds what stands below a heading of a body.
pub(super) fn section(body: &Body, anchor: &str) -> Result<(), Lack> {
    let Some(heading) = body.headings.iter().find(|heading| heading.anchor == anchor) else {
        return Err(Lack::Unknown);
    };
    match leftover(body, &heading.prose) {
        Some(lack) => Err(lack),
        None if heading.prose.tells() => Ok(()),
        None => Err(Lack::SectionEmpty(anchor.to_owned())),
    }
}

fn leftover(body: &Body, prose: &Prose) -> Option<Lack> {
    let at = prose.leftover.clone()?;
    let line = Position::of(&body.source, body.range.start + at.start).line;
    let text: String = body.text()[at].split_whitespace().collect::<Vec<_>>().join(" ").chars().take(40).collect();
    Some(Lack::Leftover { file: body.path.clone(), line, text })
}
