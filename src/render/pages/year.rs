//! The hub of one year, and the year on one page.

use serde::Serialize;

use crate::base::lang::Text;
use crate::ita::address::Address;
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::{Indicator, ItemSpec};
use crate::ita::open_data::Set;
use crate::ita::places::year::{WholeYearPlace, YearPlace};
use crate::ita::progress::Completeness;
use crate::ita::state;
use crate::render::look::{Link, Look, Phrase};
use crate::render::pages::view::PageView;
use crate::render::parts::frame::{Frame, frame};
use crate::render::parts::open_data::data;
use crate::render::parts::requirements::{GroupView, groups};
use crate::render::parts::searched::Texts;
use crate::render::parts::standing::{Standing, standing};
use crate::render::parts::year_row::{self, YearRow};
use crate::render::press::Press;
use crate::render::theme::Rendered;

#[derive(Serialize)]
struct Year<'a> {
    page: Frame<'a>,
    year: i16,
    name: Phrase<'a>,
    provisional: bool,
    working_translation: bool,
    note: Option<Phrase<'a>>,
    row: YearRow<'a>,
    all: String,
    indicators: Vec<IndicatorView<'a>>,
    data: Vec<Link<'a>>,
}

#[derive(Serialize)]
struct IndicatorView<'a> {
    id: &'a str,
    name: Phrase<'a>,
    groups: Vec<ItemGroup<'a>>,
}

#[derive(Serialize)]
struct ItemGroup<'a> {
    id: &'a str,
    anchor: String,
    name: Phrase<'a>,
    items: Vec<ItemRow<'a>>,
    /// How many of its items are complete.
    complete: usize,
}

/// One item in a list. `requirements` only where the whole year is shown.
#[derive(Serialize)]
struct ItemRow<'a> {
    code: &'a str,
    /// The code as a part of an address or an id.
    slug: &'a str,
    title: Phrase<'a>,
    href: String,
    standing: Standing,
    summary: Option<Phrase<'a>>,
    updated: Option<String>,
    requirements: Vec<GroupView<'a>>,
}

impl<'p> PageView<'p> for YearPlace<'p> {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        press.page("year", look, &view(look, self.assessment, false))
    }

    fn say(&self, texts: &mut Texts<'_, '_, 'p>) {
        let catalogue = self.assessment.catalogue.iter();
        texts.texts(catalogue.flat_map(|own| [Some(&own.name), own.note.as_ref()]).flatten());
    }
}

impl<'p> PageView<'p> for WholeYearPlace<'p> {
    fn html(&self, look: &Look<'_, 'p>, press: &Press<'_, '_>) -> Rendered {
        press.page("all", look, &view(look, self.assessment, true))
    }

    fn say(&self, _: &mut Texts<'_, '_, 'p>) {
        // A list of what other pages say.
    }
}

fn view<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment, whole: bool) -> Year<'p> {
    let catalogue = assessment.catalogue.as_deref();
    let phrase = |text: Option<&'p Text>| text.map(|text| look.phrase(text));
    Year {
        page: frame(look).described(phrase(catalogue.map(|catalogue| &catalogue.name))),
        year: assessment.year.buddhist(),
        name: phrase(catalogue.map(|catalogue| &catalogue.name)).unwrap_or_else(|| look.own("")),
        provisional: catalogue.is_some_and(|catalogue| catalogue.provisional),
        working_translation: catalogue.is_some_and(|catalogue| catalogue.working_translation),
        note: phrase(catalogue.and_then(|catalogue| catalogue.note.as_ref())),
        row: year_row::row(look, assessment),
        all: look.href(&Address::all(assessment.year)),
        indicators: indicators(look, assessment, whole),
        data: data(look, assessment, &Set::ALL),
    }
}

fn indicators<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment, whole: bool) -> Vec<IndicatorView<'p>> {
    let indicators = assessment.catalogue.iter().flat_map(|catalogue| &catalogue.indicators);
    let with_items = indicators.filter(|indicator| indicator.groups.iter().any(|group| !group.items.is_empty()));
    let is_complete =
        |spec: &&ItemSpec| state::of_item(spec, assessment.item(&spec.code.value)) == Completeness::Complete;
    let view = |indicator: &'p Indicator| IndicatorView {
        id: &indicator.id.value,
        name: look.phrase(&indicator.name),
        groups: indicator
            .groups
            .iter()
            .map(|group| ItemGroup {
                id: &group.id.value,
                anchor: group.anchor(),
                name: look.phrase(&group.name),
                items: group.items.iter().map(|spec| item_row(look, assessment, spec, whole)).collect(),
                complete: group.items.iter().filter(is_complete).count(),
            })
            .collect(),
    };
    with_items.map(view).collect()
}

fn item_row<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment, spec: &'p ItemSpec, whole: bool) -> ItemRow<'p> {
    let item = assessment.item(&spec.code.value);
    let facts = item.map(|item| &item.facts);
    ItemRow {
        code: spec.code.value.as_str(),
        slug: spec.code.value.slug(),
        title: look.phrase(&spec.title),
        href: look.href(&Address::item(assessment.year, &spec.code.value)),
        standing: standing(spec, item),
        summary: facts.and_then(|facts| facts.summary.as_ref()).map(|text| look.phrase(text)),
        updated: facts.and_then(|facts| facts.updated).map(|day| day.to_string()),
        requirements: if whole { groups(look, spec, item, &[]) } else { Vec::new() },
    }
}
