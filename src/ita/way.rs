//! The way from the home page to the page of an item, click by click, as the public menu gives it. A heading of the menu that
//! must be opened first counts as a click, as it does to a person.

use crate::base::lang::Lang;
use crate::ita::address::Address;
use crate::ita::leads::Leads;
use crate::ita::menu::{Shown, shown};
use crate::ita::places::item::ItemPlace;
use crate::ita::places::kind::{PageKind, Title};
use crate::ita::places::year;
use crate::ita::portal::Portal;

/// More clicks than these an assessor is not asked for.
pub(crate) const MOST: usize = 2;

/// The word of the theme by which the home page leads to the newest year.
const DOOR: &str = "door_transparency";

#[derive(Clone, Debug)]
pub(crate) struct Way<'a> {
    pub steps: Vec<Step<'a>>,
    /// Whether the menu leads there, and not only the home page.
    pub by_menu: bool,
}

/// What is clicked.
#[derive(Clone, Debug)]
pub(crate) struct Step<'a> {
    pub title: Title<'a>,
    /// Where it leads, relative to the root of the site; a heading of the menu only opens.
    pub to: Option<String>,
}

impl Way<'_> {
    pub(crate) fn clicks(&self) -> usize {
        self.steps.len()
    }
}

/// The way to an item: the menu's where that is short enough, else the shortest. `None` where nothing leads there.
pub(crate) fn way<'a>(portal: &'a Portal, leads: &Leads<'a>, place: &ItemPlace<'a>, lang: Lang) -> Option<Way<'a>> {
    let year = place.assessment.year;
    let step = |title: Title<'a>, address: Address| Step { title, to: Some(address.in_lang(lang)) };
    let item = step(place.title(), place.address());
    let hub = step(year::title(year), Address::year(year));
    let mut ways: Vec<Way<'_>> = Vec::new();
    for mut steps in of_menu(&shown(leads, &portal.agency.menu, lang)) {
        let end = steps.last().and_then(|step| step.to.as_ref()?.split('#').next().map(str::to_owned));
        let Some(end) = end else { continue };
        if Some(&end) == item.to.as_ref() {
            // The menu's own words lead there.
        } else if Some(&end) == hub.to.as_ref() {
            steps.push(item.clone());
        } else if end == Address::years().in_lang(lang) {
            steps.extend([hub.clone(), item.clone()]);
        } else {
            continue;
        }
        ways.push(Way { steps, by_menu: true });
    }
    let menu = ways.iter().min_by_key(|way| way.clicks()).cloned();
    let by_menu = menu.is_some();
    let door = portal.newest().is_some_and(|newest| newest.year == year);
    let home = door.then(|| Way { steps: vec![step(Title::Word(DOOR), Address::year(year)), item], by_menu });
    menu.into_iter().chain(home).min_by_key(|way| way.clicks().max(MOST))
}

/// Every way that the menu gives: a heading with entries below it opens, and leads on by them.
fn of_menu<'a>(menu: &[Shown<'a>]) -> Vec<Vec<Step<'a>>> {
    let link = |entry: &Shown<'a>| {
        let (href, _) = entry.target.as_ref().filter(|(_, outside)| !outside)?;
        Some(Step { title: Title::Text(&entry.own.title), to: Some(href.clone()) })
    };
    let of_entry = |entry: &Shown<'a>| -> Vec<Vec<Step<'a>>> {
        if entry.entries.is_empty() {
            return link(entry).map(|own| vec![own]).into_iter().collect();
        }
        let opens = Step { title: Title::Text(&entry.own.title), to: None };
        let below = std::iter::once(entry).chain(&entry.entries).filter_map(link);
        below.map(|own| vec![opens.clone(), own]).collect()
    };
    menu.iter().flat_map(of_entry).collect()
}
