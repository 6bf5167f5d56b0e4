//! The page of one item: what is asked, what is there, what it was in other years, and what it belongs to.

use serde::Serialize;

use crate::ita::address::Address;
use crate::ita::catalogue::ItemSpec;
use crate::ita::document::{Evidence, Proof};
use crate::ita::issue::Issue;
use crate::ita::item::Item;
use crate::ita::open_data::Set;
use crate::ita::places::item::ItemPlace;
use crate::ita::places::measure::MeasurePlace;
use crate::ita::progress::Completeness;
use crate::ita::state;
use crate::ita::year::FiscalYear;
use crate::render::look::{FactsView, Link, Look, Phrase};
use crate::render::markdown::{self, BodyView};
use crate::render::pages::view::PageView;
use crate::render::parts::exhibits::{Exhibit, exhibits};
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::open_data::data;
use crate::render::parts::requirements::{GroupView, groups};
use crate::render::parts::searched::Texts;
use crate::render::parts::standing::{Standing, standing};
use crate::render::parts::table::say_tables;
use crate::render::parts::year_row::elsewhere;
use crate::render::press::Press;
use crate::render::theme::Rendered;

#[derive(Serialize)]
struct ItemView<'a> {
    page: Frame<'a>,
    year: i16,
    code: &'a str,
    title: Phrase<'a>,
    group: Phrase<'a>,
    /// The time that the data must cover, in words of the catalogue.
    asked_period: Option<Phrase<'a>>,
    /// The time that the agency's data covers.
    from: Option<String>,
    to: Option<String>,
    standing: Standing,
    /// Whether it is told how far it is answered.
    counted: bool,
    /// Where the documents of a closed year were published.
    elsewhere: Option<Link<'a>>,
    exhibits: Vec<Exhibit<'a>>,
    requirements: Vec<GroupView<'a>>,
    requirements_note: Option<Phrase<'a>>,
    /// The same subject in the year before, where this year's evidence is awaited.
    stand_in: Option<YearLink<'a>>,
    facts: Option<FactsView<'a>>,
    body: Option<BodyView>,
    score: Option<String>,
    scores: Option<String>,
    issues: Vec<Link<'a>>,
    measures: Vec<Link<'a>>,
    earlier: Vec<YearLink<'a>>,
    later: Vec<YearLink<'a>>,
    data: Vec<Link<'a>>,
}

/// The same subject in another year.
#[derive(Serialize)]
struct YearLink<'a> {
    year: i16,
    code: &'a str,
    title: Phrase<'a>,
    href: String,
}

impl<'p> PageView<'p> for ItemPlace<'p> {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        press.page("item", look, &item(look, self))
    }

    fn say(&self, texts: &mut Texts<'_, '_, 'p>) {
        let ItemPlace { assessment: _, group, spec, item } = *self;
        let ItemSpec {
            code: _,
            title: _,
            period,
            was: _,
            covers: _,
            requirements,
            requirements_note,
            sources: _,
            releases: _,
        } = spec;
        let facts = item.map(|item| &*item.facts);
        texts.texts(facts.and_then(|facts| facts.summary.as_ref()));
        texts.texts(requirements.iter().map(|one| &one.text));
        texts.texts(requirements_note.iter().chain(period));
        texts.text(&group.name);
        let Some(Item { path: _, code: _, period: _, facts, evidence, bodies, answer: _, verdicts: _ }) = item else {
            return;
        };
        for Evidence { requirements: _, proof, note, checked: _, span: _, there: _ } in evidence.iter() {
            if let Proof::NotApplicable(reason) = proof {
                texts.text(reason);
            }
            texts.texts(note);
        }
        texts.facts(facts);
        texts.body(bodies);
        say_tables(texts);
    }
}

fn item<'p>(look: &Look<'_, 'p>, place: &ItemPlace<'p>) -> ItemView<'p> {
    let ItemPlace { assessment, group, spec, item } = *place;
    let code = spec.code.value.as_str();
    let heading = look.phrase(&spec.title);
    let period = item.and_then(|item| item.period.as_ref()).map(|period| period.value);
    let exhibits = exhibits(look, spec, item);
    let earlier = look.site.earlier(assessment.year, spec);
    let row = assessment.row(&[], code);
    let issues = issues(look, assessment.year, spec);
    let facts = item.map(|item| look.facts(&item.facts));
    let description = facts.as_ref().and_then(|facts| facts.summary.clone()).or_else(|| Some(heading.clone()));
    ItemView {
        page: frame(look).described(description),
        year: assessment.year.buddhist(),
        code,
        title: heading,
        group: look.phrase(&group.name),
        asked_period: spec.period.as_ref().map(|text| look.phrase(text)),
        from: period.map(|period| period.from.to_string()),
        to: period.map(|period| period.to.to_string()),
        standing: standing(spec, item),
        counted: assessment.is_counted(),
        elsewhere: elsewhere(look, assessment),
        requirements: groups(look, spec, item, &exhibits),
        requirements_note: spec.requirements_note.as_ref().map(|text| look.phrase(text)),
        exhibits,
        stand_in: stand_in(look, spec, item, &earlier),
        facts,
        body: item.and_then(|item| markdown::body(look, &item.bodies)),
        score: row.and_then(|(_, row)| row.value()).map(|score| score.to_string()),
        scores: assessment.scores.as_ref().map(|_| look.href(&Address::scores_of(assessment.year))),
        measures: measures(look, &issues),
        issues: issues.iter().map(|(year, issue)| issue_link(look, *year, issue)).collect(),
        earlier: earlier.into_iter().map(|(year, spec)| year_link(look, year, spec)).collect(),
        later: later(look, assessment.year, code),
        data: data(look, assessment, &[Set::Items, Set::Requirements]),
    }
}

/// What to read while the evidence of this year is awaited: that of the year before.
fn stand_in<'p>(
    look: &Look<'_, 'p>,
    spec: &ItemSpec,
    item: Option<&Item>,
    earlier: &[(FiscalYear, &'p ItemSpec)],
) -> Option<YearLink<'p>> {
    let &(year, before) = earlier.first().filter(|_| state::of_item(spec, item) == Completeness::Awaiting)?;
    let answer = look.site.portal.years.get(&year)?.item(&before.code.value);
    (state::of_item(before, answer) != Completeness::Awaiting).then(|| year_link(look, year, before))
}

/// The issues that an item belongs to: those of its own year, or of the nearest year in which it was analysed.
fn issues<'p>(look: &Look<'_, 'p>, year: FiscalYear, spec: &'p ItemSpec) -> Vec<(FiscalYear, &'p Issue)> {
    let own = std::iter::once((year, spec)).chain(look.site.earlier(year, spec));
    let mut found: Vec<(FiscalYear, &Issue)> = Vec::new();
    for (year, spec) in own {
        if found.first().is_some_and(|(first, _)| *first != year) {
            break;
        }
        for issue in look.site.issues(year, spec.code.value.as_str()) {
            if !found.iter().any(|(_, known)| known.id == issue.id) {
                found.push((year, issue));
            }
        }
    }
    found
}

fn issue_link<'p>(look: &Look<'_, 'p>, year: FiscalYear, issue: &'p Issue) -> Link<'p> {
    let title = look.phrase(&issue.title);
    let text = format!("{}. {} ({year})", issue.id.value, title.text);
    look.link(Phrase { text: text.into(), lang: title.lang }, &Address::issue(year, &issue.id.value))
}

fn measures<'p>(look: &Look<'_, 'p>, issues: &[(FiscalYear, &'p Issue)]) -> Vec<Link<'p>> {
    let answers = issues.iter().flat_map(|(year, issue)| look.site.measures(*year, &issue.id.value));
    answers.map(|(assessment, measure)| look.page_link(&MeasurePlace { assessment, measure })).collect()
}

fn later<'p>(look: &Look<'_, 'p>, year: FiscalYear, code: &str) -> Vec<YearLink<'p>> {
    let later = look.site.later(year, code).iter();
    later.filter_map(|(year, code)| Some(year_link(look, *year, look.site.spec(*year, code)?))).collect()
}

fn year_link<'p>(look: &Look<'_, 'p>, year: FiscalYear, spec: &'p ItemSpec) -> YearLink<'p> {
    YearLink {
        year: year.buddhist(),
        code: spec.code.value.as_str(),
        title: look.phrase(&spec.title),
        href: look.href(&Address::item(year, &spec.code.value)),
    }
}
