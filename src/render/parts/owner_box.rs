//! What every page says of itself: whose it is, the time it speaks of, how old it is, and where its facts come from.

use serde::Serialize;

use crate::base::date::Day;
use crate::base::lang::Text;
use crate::ita::assessment::Assessment;
use crate::ita::document::Facts;
use crate::ita::portal::Place;
use crate::ita::year::Period;
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
    let agency = &look.site.portal.agency;
    let known = known(look);
    let period = known.period.or_else(|| known.of.and_then(|of| of.year.period()));
    let own = |pick: fn(&Facts) -> &Option<Text>| known.facts.and_then(|facts| pick(facts).as_ref());
    let owner = own(|facts| &facts.owner).or(known.owner).unwrap_or(&agency.name);
    let source = own(|facts| &facts.source).or(agency.front.source.as_ref());
    let updated = known.facts.and_then(|facts| facts.updated).or(known.updated);
    About {
        owner: look.phrase(owner),
        from: period.map(|period| period.from.to_string()),
        to: period.map(|period| period.to.to_string()),
        updated: updated.map(|day| day.to_string()),
        source: source.map(|text| look.phrase(text)),
    }
}

/// What a place knows of itself.
#[derive(Default)]
struct Known<'p> {
    of: Option<&'p Assessment>,
    facts: Option<&'p Facts>,
    period: Option<Period>,
    owner: Option<&'p Text>,
    updated: Option<Day>,
}

fn known<'p>(look: &Look<'_, 'p>) -> Known<'p> {
    let none = Known::default();
    let scored =
        |of: &'p Assessment| of.scores.as_ref().and_then(|scores| scores.announced.as_ref().map(|day| day.value));
    match look.page.place {
        Place::Item(of, _, _, item) => Known {
            of: Some(of),
            facts: item.map(|item| &*item.facts),
            period: item.and_then(|item| item.period.as_ref()).map(|period| period.value),
            ..none
        },
        Place::Measure(of, measure) => Known {
            of: Some(of),
            facts: Some(&measure.facts),
            period: measure.period.as_ref().map(|period| period.value),
            ..none
        },
        Place::Article(article) => Known { facts: Some(&article.facts), updated: article.date, ..none },
        Place::ScoresOf(of) => Known { of: Some(of), updated: scored(of), ..none },
        Place::Issues(of, analysis) | Place::Issue(of, analysis, _) | Place::Document(of, analysis, _) => {
            let memo = &analysis.memo;
            Known { of: Some(of), owner: memo.office.as_ref(), updated: memo.date, ..none }
        }
        Place::Year(of) | Place::All(of) | Place::Measures(of) | Place::Owners(of) => {
            Known { of: Some(of), updated: newest(of), ..none }
        }
        Place::Scores => Known { updated: look.site.portal.years.values().filter_map(scored).max(), ..none },
        Place::Home | Place::Years | Place::List(_) | Place::Documents(_) | Place::Search => {
            let articles = look.site.portal.articles.iter();
            let articles = articles.filter_map(|article| article.facts.updated.or(article.date)).max();
            Known { updated: look.site.portal.years.values().filter_map(newest).chain(articles).max(), ..none }
        }
    }
}

/// The last change of a year's items and measures.
pub(crate) fn newest(of: &Assessment) -> Option<Day> {
    let items = of.items.iter().filter_map(|item| item.facts.updated);
    items.chain(of.measures.iter().filter_map(|measure| measure.facts.updated)).max()
}
