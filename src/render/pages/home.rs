//! The home page: four doors, the newest news, where the assessment stands (its score, what is published of the newest
//! year, what comes next), and the ways to reach the agency.

use serde::Serialize;

use crate::ita::address::Address;
use crate::ita::article::ArticleKind;
use crate::ita::assessment::Assessment;
use crate::ita::contact::ContactKind;
use crate::ita::front::Banner;
use crate::ita::life::Phase;
use crate::ita::places::Place;
use crate::ita::places::home::HomePlace;
use crate::ita::places::measures::MeasuresPlace;
use crate::render::look::{Link, Look, Phrase};
use crate::render::pages::view::PageView;
use crate::render::parts::article_rows::{ArticleRow, article_rows};
use crate::render::parts::contacts::{ContactView, contacts, known};
use crate::render::parts::frame::{self, Frame};
use crate::render::parts::score_rows::{ScoreRow, score_row};
use crate::render::parts::searched::Texts;
use crate::render::parts::year_row::{self, YearRow};
use crate::render::press::Press;
use crate::render::theme::Rendered;

/// How many news the home page shows.
const NEWS: usize = 3;

/// How many years stand in its strip.
const YEARS: usize = 5;

#[derive(Serialize)]
struct Home<'a> {
    page: Frame<'a>,
    doors: Vec<Door>,
    banners: Vec<BannerView<'a>>,
    /// The last with a published overall score, newest first.
    years: Vec<ScoreRow<'a>>,
    /// The newest of them.
    latest: Option<ScoreRow<'a>>,
    news: Vec<ArticleRow<'a>>,
    services: Vec<ArticleRow<'a>>,
    /// The newest year that is asked for items, if it is told how many are there.
    going: Option<YearRow<'a>>,
    /// The newest year's measures.
    coming: Option<Coming<'a>>,
    contacts: Vec<ContactView<'a>>,
    /// The telephone and the hours, where they are known.
    reach: Vec<ContactView<'a>>,
}

/// What a year's measures are to bring.
#[derive(Serialize)]
struct Coming<'a> {
    year: i16,
    measures: Link<'a>,
    count: usize,
    steps: usize,
    done: usize,
    /// The last day of all of them.
    until: Option<String>,
}

/// One of the main ways into the site; the theme has its words.
#[derive(Serialize)]
pub(super) struct Door {
    name: &'static str,
    href: String,
}

#[derive(Serialize)]
struct BannerView<'a> {
    text: Option<Phrase<'a>>,
    link: Link<'a>,
}

impl<'p> PageView<'p> for HomePlace<'p> {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        press.page("home", look, &home(look))
    }

    fn say(&self, texts: &mut Texts<'_, '_, 'p>) {
        texts.texts(&self.agency.place);
    }
}

fn home<'p>(look: &Look<'_, 'p>) -> Home<'p> {
    let years = || look.site.portal.years.values().map(|own| &**own).rev().filter(|assessment| assessment.is_listed());
    let is_scored = |own: &&Assessment| own.scores.as_ref().is_some_and(|scores| scores.overall.is_some());
    // A year without a figure is a gap in the strip, but does not begin or end it.
    let results = years().filter(|own| own.scores.is_some());
    let mut strip: Vec<&Assessment> = results.skip_while(|own| !is_scored(own)).take(YEARS).collect();
    strip.truncate(strip.iter().rposition(is_scored).map_or(0, |last| last + 1));
    let measured = years().find(|assessment| !assessment.measures.is_empty());
    Home {
        page: frame::of_home(look).described(look.site.portal.agency.place.as_ref().map(|text| look.phrase(text))),
        doors: doors(look),
        banners: look.site.portal.agency.front.banners.iter().filter_map(|one| banner(look, one)).collect(),
        years: strip.iter().map(|assessment| score_row(look, assessment)).collect(),
        latest: strip.first().map(|assessment| score_row(look, assessment)),
        news: article_rows(look, ArticleKind::News).take(NEWS).collect(),
        services: article_rows(look, ArticleKind::Service).collect(),
        going: look.site.portal.newest().filter(|own| own.is_counted()).map(|own| year_row::row(look, own)),
        coming: measured.map(|assessment| coming(look, assessment)),
        contacts: contacts(look),
        reach: known(look, &[ContactKind::Phone, ContactKind::Hours]),
    }
}

fn coming<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment) -> Coming<'p> {
    let measures = &assessment.measures;
    let (steps, open) = measures
        .iter()
        .fold((0, 0), |(steps, open), measure| (steps + measure.steps.len(), open + measure.open_steps()));
    Coming {
        year: assessment.year.buddhist(),
        measures: look.page_link(&MeasuresPlace { assessment }),
        count: measures.len(),
        steps,
        done: steps - open,
        until: measures.iter().filter_map(|one| Some(one.period.as_ref()?.value.to)).max().map(|day| day.to_string()),
    }
}

/// Transparency leads to the newest year that has items.
pub(super) fn doors(look: &Look<'_, '_>) -> Vec<Door> {
    let years = look.site.portal.newest().map_or_else(Address::years, |assessment| Address::year(assessment.year));
    let section = |kind: ArticleKind| look.href(&Address::section(kind.folder()));
    let doors = [
        ("transparency", Some(look.href(&years))),
        ("services", Some(section(ArticleKind::Service))),
        ("news", Some(section(ArticleKind::News))),
        ("contact", frame::contact(look).map(|link| link.href)),
    ];
    doors.into_iter().filter_map(|(name, href)| Some(Door { name, href: href? })).collect()
}

/// A banner as visitors see it: never one for the staff, and none that leads to a page where nothing is yet, or
/// that is over.
fn banner<'p>(look: &Look<'_, 'p>, banner: &'p Banner) -> Option<BannerView<'p>> {
    let to = banner.to.as_ref().filter(|_| !banner.staff)?;
    let link = look.link_to(look.phrase(&banner.title), &to.span.path, &to.value, true)?;
    let inside = look.site.place_at(&link.href).filter(|_| !link.outside);
    let over = |place: &Place<'_>| matches!(place.phase(), Phase::Over(_));
    let empty = inside.is_some_and(|place| place.is_empty(look.site.portal) || over(&place));
    (!empty).then(|| BannerView { text: banner.text.as_ref().map(|text| look.phrase(text)), link })
}
