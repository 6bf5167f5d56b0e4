//! The pages of the site: a file a kind, each with what its template sees. Templates never see domain types.

use serde::Serialize;

use crate::base::lang::Lang;
use crate::ita::article::Kind;
use crate::ita::portal::Place;
use crate::render::look::Look;
use crate::render::page::Page;
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::searched::{self, Entry};
use crate::render::parts::title::title;
use crate::render::press::Press;
use crate::render::site::Site;
use crate::render::theme::Rendered;

pub(crate) mod analysis;
pub(crate) mod article;
pub(crate) mod documents;
mod home;
pub(crate) mod issue;
pub(crate) mod item;
pub(crate) mod measure;
pub(crate) mod score;
mod search;
mod year;

/// Makes the view of a page and renders it.
pub(crate) fn page(press: &Press<'_, '_>, site: &Site<'_>, page: &Page<'_>) -> Rendered {
    let look = Look { site, page };
    match page.place {
        Place::Home => press.page("home", &look, &home::home(&look)),
        Place::Years => press.page("years", &look, &year::years(&look)),
        Place::Year(of) => press.page("year", &look, &year::year(&look, of)),
        Place::All(of) => press.page("all", &look, &year::all(&look, of)),
        Place::Item(of, group, spec, item) => press.page("item", &look, &item::item(&look, of, group, spec, item)),
        Place::Scores => press.page("scores", &look, &score::all(&look)),
        Place::ScoresOf(of) => press.page("score-year", &look, &score::of_year(&look, of)),
        Place::Issues(of, analysis) => press.page("issues", &look, &issue::issues(&look, of, analysis)),
        Place::Issue(of, analysis, one) => press.page("issue", &look, &issue::issue(&look, of, analysis, one)),
        Place::Document(of, analysis, year) => {
            press.page("analysis", &look, &analysis::document(&look, of, analysis, year))
        }
        Place::Owners(of) => press.page("measures", &look, &measure::owners(&look, of)),
        Place::Measures(of) => press.page("measures", &look, &measure::measures(&look, of)),
        Place::Measure(of, one) => press.page("measure", &look, &measure::measure(&look, of, one)),
        Place::List(kind) => press.page("list", &look, &article::list(&look, kind)),
        Place::Article(one) if one.kind == Kind::News => press.page("news", &look, &article::article(&look, one)),
        Place::Article(one) => press.page("page", &look, &article::article(&look, one)),
        Place::Documents(order) => press.page("documents", &look, &documents::documents(&look, order)),
        Place::Search => press.page("search", &look, &search::search(&look, press)),
    }
}

/// The title of a page, as plain text.
pub(crate) fn title_of(site: &Site<'_>, page: &Page<'_>) -> String {
    title(&Look { site, page }, page.place).text.into_owned()
}

/// What is searched of a page.
pub(crate) fn entry(site: &Site<'_>, page: &Page<'_>) -> Entry {
    searched::entry(&Look { site, page })
}

/// The page for addresses that do not exist. It is served from anywhere, so its links begin at the folder of the site.
pub(crate) fn not_found(press: &Press<'_, '_>, site: &Site<'_>, lang: Lang) -> Rendered {
    let page = Page { place: Place::Home, lang, previous: None, next: None };
    let look = Look { site, page: &page };
    let mut frame = frame(&look, Vec::new());
    frame.title = look.own(&look.word("not_found_title"));
    frame.root = site.base_url.folder().to_owned();
    frame.canonical = None;
    frame.alternates.clear();
    let root = frame.root.clone();
    press.at("404", lang, &root, NOWHERE, &NotFound { page: frame })
}

/// The address of a page that no menu leads to.
const NOWHERE: &str = "404.html";

#[derive(Serialize)]
struct NotFound<'a> {
    page: Frame<'a>,
}
