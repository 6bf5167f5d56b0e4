//! The pages of the site: a file a kind, with what its template sees and what is searched of it. The same kind's address,
//! title and facts are in the file of the same name in `ita/places/`. Templates never see domain types.

use serde::Serialize;

use crate::base::lang::Lang;
use crate::base::output::NOT_FOUND;
use crate::ita::places::Place;
use crate::render::look::Look;
use crate::render::page::Page;
use crate::render::pages::view::PageView;
use crate::render::parts::frame::{self, Frame};
use crate::render::parts::searched::{self, Entry};
use crate::render::press::Press;
use crate::render::site::Site;
use crate::render::theme::Rendered;

mod analysis;
mod article;
mod documents;
mod home;
mod issue;
mod issues;
mod item;
mod list;
mod measure;
mod measures;
mod report;
mod scores;
mod search;
mod view;
mod year;
mod year_scores;
mod years;

/// How a place is seen and found.
fn view<'l, 'p>(place: &'l Place<'p>) -> &'l (dyn PageView<'p> + 'l) {
    match place {
        Place::Home(place) => place,
        Place::Years(place) => place,
        Place::Year(place) => place,
        Place::WholeYear(place) => place,
        Place::Item(place) => place,
        Place::Issues(place) => place,
        Place::Issue(place) => place,
        Place::Analysis(place) => place,
        Place::Measures(place) => place,
        Place::Owners(place) => place,
        Place::Measure(place) => place,
        Place::Report(place) => place,
        Place::Scores(place) => place,
        Place::YearScores(place) => place,
        Place::List(place) => place,
        Place::Article(place) => place,
        Place::Documents(place) => place,
        Place::Search(place) => place,
    }
}

/// Makes a page.
pub(crate) fn page<'p>(press: &Press<'_, '_>, site: &Site<'p>, page: &Page<'p>) -> Rendered {
    view(&page.place).html(&Look::new(site, page), press)
}

/// The title of a page, as plain text.
pub(crate) fn title_of<'p>(site: &Site<'p>, page: &Page<'p>) -> String {
    Look::new(site, page).title(page.place.title()).text.into_owned()
}

/// What is searched of a page.
pub(crate) fn entry<'p>(site: &Site<'p>, page: &Page<'p>) -> Entry {
    searched::entry(&Look::new(site, page), |texts| view(&page.place).say(texts))
}

/// The page for addresses that do not exist. It is served from anywhere, so its links begin at the folder of the site.
pub(crate) fn not_found(press: &Press<'_, '_>, site: &Site<'_>, lang: Lang) -> Rendered {
    let page = Page::home(site.portal, lang);
    let look = Look::new(site, &page);
    let mut frame = frame::of_home(&look);
    frame.title = look.own(&look.word("not_found_title"));
    frame.root = site.base_url.folder().to_owned();
    frame.canonical = None;
    frame.alternates.clear();
    let root = frame.root.clone();
    press.at("404", lang, &root, NOT_FOUND, &NotFound { page: frame })
}

#[derive(Serialize)]
struct NotFound<'a> {
    page: Frame<'a>,
}
