//! The menu as visitors see it: without entries that lead nowhere yet, or to what is over.

use crate::base::lang::Lang;
use crate::ita::agency::MenuEntry;
use crate::ita::leads::Leads;
use crate::ita::life::Phase;
use crate::ita::places::Place;

/// An entry that is shown.
pub(crate) struct Shown<'a> {
    pub own: &'a MenuEntry,
    /// Where it leads, and whether that is outside the site.
    pub target: Option<(String, bool)>,
    pub entries: Vec<Shown<'a>>,
}

pub(crate) fn shown<'a>(leads: &Leads<'a>, entries: &'a [MenuEntry], lang: Lang) -> Vec<Shown<'a>> {
    entries.iter().filter_map(|own| entry(leads, own, lang)).collect()
}

/// Nothing where neither it nor one below it leads to a page that is public, not over, and has something to say; an item
/// stays in the menu while it is awaited, since its address is known to whoever assesses it.
fn entry<'a>(leads: &Leads<'a>, own: &'a MenuEntry, lang: Lang) -> Option<Shown<'a>> {
    let is_empty =
        |place: &Place<'_>| place.source().is_some() && place.answer().is_none() && place.is_empty(leads.portal);
    let leaves_out = |href: &str| {
        leads.place_at(href).is_some_and(|place| matches!(place.phase(), Phase::Over(_)) || is_empty(&place))
    };
    let target = own.to.as_ref().and_then(|to| leads.href(&to.span.path, &to.value, true, lang));
    let target = target.filter(|(href, outside)| *outside || !leaves_out(href));
    let entries = shown(leads, &own.entries, lang);
    let bare = own.to.is_none() && own.entries.is_empty();
    (bare || target.is_some() || !entries.is_empty()).then_some(Shown { own, target, entries })
}
