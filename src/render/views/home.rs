//! The home page.

use serde::Serialize;

use crate::ita::address::Address;
use crate::ita::article::Kind;
use crate::ita::portal::Place;
use crate::render::views::article::{ArticleRow, ContactView, contacts, rows};
use crate::render::views::frame::{Frame, frame};
use crate::render::views::score::{ScoreRow, score_row};
use crate::render::views::title::title;
use crate::render::views::{Link, Look};

/// How many news the home page shows.
const NEWS: usize = 5;

#[derive(Serialize)]
pub struct Home<'a> {
    page: Frame<'a>,
    /// Newest first.
    years: Vec<ScoreRow<'a>>,
    /// The newest year with a published overall score.
    latest: Option<ScoreRow<'a>>,
    news: Vec<ArticleRow<'a>>,
    services: Vec<ArticleRow<'a>>,
    /// The newest year's measures.
    measures: Option<Link<'a>>,
    contacts: Vec<ContactView<'a>>,
}

pub fn home<'p>(look: &Look<'_, 'p>) -> Home<'p> {
    let years = || look.site.portal.years.values().rev();
    let scored = years().find(|of| of.scores.as_ref().is_some_and(|scores| scores.overall.is_some()));
    let measured = years().find(|of| !of.measures.is_empty());
    Home {
        page: frame(look, Vec::new()).described(look.site.portal.agency.place.as_ref().map(|text| look.phrase(text))),
        years: years().map(|of| score_row(look, of)).collect(),
        latest: scored.map(|of| score_row(look, of)),
        news: rows(look, Kind::News).into_iter().take(NEWS).collect(),
        services: rows(look, Kind::Service),
        measures: measured.map(|of| look.link(title(look, Place::Measures(of)), &Address::measures(of.year))),
        contacts: contacts(look),
    }
}
