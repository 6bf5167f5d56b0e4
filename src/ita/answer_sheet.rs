//! The answer sheet of a year: for each item whether it is there, where, by which way and in which words. Only facts; the
//! forms of the paper are in `export::papers`.

use crate::base::date::Day;
use crate::base::lang::{Lang, Text};
use crate::base::source::Sources;
use crate::ita::agency::BaseUrl;
use crate::ita::assessment::Assessment;
use crate::ita::document::Evidence;
use crate::ita::evidence::lack::Lack;
use crate::ita::leads::Leads;
use crate::ita::places::item::ItemPlace;
use crate::ita::places::kind::PageKind;
use crate::ita::portal::Portal;
use crate::ita::progress::State;
use crate::ita::readiness::{Answer, Readiness, Standing, readiness};
use crate::ita::table::set::Tables;
use crate::ita::way::{Way, way};
use crate::ita::year::FiscalYear;

/// The sheet of one year, in the order of its catalogue.
pub(crate) struct AnswerSheet<'a> {
    pub portal: &'a Portal,
    pub assessment: &'a Assessment,
    pub rows: Vec<Row<'a>>,
}

/// What is answered of one item.
pub(crate) struct Row<'a> {
    pub standing: Standing<'a>,
    /// The absolute address of its page.
    pub address: String,
    /// What else is evidence, each address once.
    pub further: Vec<Further<'a>>,
    pub way: Option<Way<'a>>,
    /// The addresses of the last sheet that this one has no more.
    pub gone: Vec<String>,
    /// Whether the last sheet has not all of its addresses; never without a last one.
    pub changed: bool,
}

/// A further address, with the evidence that names it first.
pub(crate) struct Further<'a> {
    pub address: String,
    pub evidence: &'a Evidence,
}

/// The sheet of a year whose pages are public; `None` for any other. Its ways are those of the pages of a language.
pub(crate) fn answer_sheet<'a>(
    portal: &'a Portal,
    sources: &'a Sources,
    base_url: &BaseUrl,
    (year, today): (FiscalYear, Day),
    lang: Lang,
) -> Option<AnswerSheet<'a>> {
    let places = portal.places();
    let leads = Leads::new(portal, &places, &Tables::of(portal, &places));
    portal.shown().find(|own| own.year == year)?;
    let Readiness { assessment, items, .. } = readiness(portal, sources, year, today)?;
    let rows = items.into_iter().map(|standing| row(portal, &leads, base_url, assessment, standing, lang));
    Some(AnswerSheet { portal, assessment, rows: rows.collect() })
}

fn row<'a>(
    portal: &'a Portal,
    leads: &Leads<'a>,
    base_url: &BaseUrl,
    assessment: &'a Assessment,
    standing: Standing<'a>,
    lang: Lang,
) -> Row<'a> {
    let Standing { group, spec, item, .. } = standing;
    let place = ItemPlace { assessment, group, spec, item };
    let own = base_url.join(place.address().as_str());
    let mut further: Vec<Further<'_>> = Vec::new();
    let there = item.into_iter().flat_map(|item| item.evidence.iter().map(move |one| (item, one)));
    for (item, evidence) in there.filter(|(_, evidence)| evidence.there) {
        let Some((href, outside)) = leads.proof(item, &evidence.proof, Lang::Th) else { continue };
        let address = if outside { href } else { base_url.join(&href) };
        // What stands on its own page is there already.
        let known = address.split('#').next() == Some(&*own) || further.iter().any(|one| one.address == address);
        if !known {
            further.push(Further { address, evidence });
        }
    }
    let now: Vec<&str> = std::iter::once(&*own).chain(further.iter().map(|one| &*one.address)).collect();
    let last = assessment.answered.as_ref();
    let before = last.and_then(|last| last.item(spec.code.value.as_str()));
    let before = before.map(|item| item.addresses.iter().map(|address| &*address.value).collect::<Vec<_>>());
    let before = before.unwrap_or_default();
    let gone = before.iter().filter(|old| !now.contains(old)).map(|old| (*old).to_owned()).collect();
    let changed = last.is_some() && now.iter().any(|address| !before.contains(address));
    Row { way: way(portal, leads, &place, lang), standing, address: own, further, gone, changed }
}

impl<'a> Row<'a> {
    /// Every address, that of its page first.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.address).chain(self.further.iter().map(|one| &*one.address))
    }

    /// Whether an address differs from the last sheet.
    pub(crate) fn is_changed(&self) -> bool {
        self.changed || !self.gone.is_empty()
    }

    /// The words of the answer, and whether they are only a draft, taken from the summary.
    pub(crate) fn explanation(&self) -> Option<(&'a Text, bool)> {
        let item = self.standing.item?;
        let written = item.answer.as_ref().map(|text| (text, false));
        written.or_else(|| Some((item.facts.summary.as_ref()?, true)))
    }

    /// The requirements that are not met, with what is wanting.
    pub(crate) fn short(&self) -> impl Iterator<Item = &Answer<'a>> {
        self.standing.answers.iter().filter(|answer| !answer.state.is_settled())
    }

    /// How many requirements are settled.
    pub(crate) fn settled(&self) -> usize {
        self.standing.answers.len() - self.short().count()
    }

    /// Whether all that its file claims is so: nothing that is offered falls short.
    pub(crate) fn holds(&self) -> bool {
        let Some(item) = self.standing.item else { return true };
        let short = |state: State| state == State::Short;
        let wanting = item.verdicts.reasons.iter().any(|one| one.reason.lack != Lack::ItemAwaits);
        let whole = self.standing.verdict().is_some_and(|verdict| short(verdict.state));
        !wanting && !whole && !self.standing.answers.iter().any(|answer| short(answer.state))
    }
}
