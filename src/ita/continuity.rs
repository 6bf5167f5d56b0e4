//! What an item had in the year before that it lacks now. `was:` of the catalogue says which items it was then.

use crate::base::lang::Lang;
use crate::base::thai::normalise;
use crate::ita::body::in_lang;
use crate::ita::catalogue::{ItemSpec, Requirement};
use crate::ita::document::{Document, Evidence, Proof};
use crate::ita::item::Item;
use crate::ita::portal::Portal;
use crate::ita::state::of_requirement;
use crate::ita::year::FiscalYear;

/// The same subject in an earlier year.
#[derive(Clone, Copy, Debug)]
pub struct Earlier<'a> {
    pub year: FiscalYear,
    pub spec: &'a ItemSpec,
    pub item: &'a Item,
}

/// Something of the earlier year that is not here now.
#[derive(Clone, Debug)]
pub struct Lost<'a> {
    pub from: Earlier<'a>,
    pub what: Had<'a>,
}

/// What the earlier year had.
#[derive(Clone, Copy, Debug)]
pub enum Had<'a> {
    /// A file of its own.
    Item,
    Owner,
    /// An English body.
    English,
    /// An answer to a requirement that is worded alike in both years.
    Requirement(&'a Requirement),
    /// A document; no document of this year has the same id, or the same title but for digits.
    Document(&'a Document),
    /// Evidence of another kind, where this year has none at all.
    Evidence(&'a Evidence),
}

/// The items that `spec` was in the last year before `year` for which the content has any of them.
pub(crate) fn before<'a>(portal: &'a Portal, year: FiscalYear, spec: &ItemSpec) -> Vec<Earlier<'a>> {
    let named = spec.was.iter().filter(|(before, _)| *before < year);
    let known: Vec<Earlier<'_>> = named
        .filter_map(|(before, code)| {
            let assessment = portal.years.get(before)?;
            let (_, _, spec) =
                assessment.catalogue.as_deref()?.items().find(|(_, _, spec)| spec.code.value.as_str() == code.value)?;
            Some(Earlier { year: *before, spec, item: assessment.item(&spec.code.value)? })
        })
        .collect();
    let newest = known.iter().map(|earlier| earlier.year).max();
    known.into_iter().filter(|earlier| Some(earlier.year) == newest).collect()
}

/// What the items of `earlier` had that `item` lacks.
pub(crate) fn lost<'a>(earlier: &[Earlier<'a>], spec: &ItemSpec, item: Option<&Item>) -> Vec<Lost<'a>> {
    let mut lost = Vec::new();
    for &from in earlier {
        let Some(item) = item else {
            lost.push(Lost { from, what: Had::Item });
            continue;
        };
        let mut had = facts(from.item, item);
        let answers = answers(from, spec, item);
        had.extend(if answers.is_empty() { evidence(from.item, item) } else { answers });
        lost.extend(had.into_iter().map(|what| Lost { from, what }));
    }
    lost
}

fn facts<'a>(then: &'a Item, now: &Item) -> Vec<Had<'a>> {
    let english = |item: &Item| in_lang(&item.bodies, Lang::En).is_some_and(|(_, lang)| lang == Lang::En);
    let mut had = Vec::new();
    if then.facts.owner.is_some() && now.facts.owner.is_none() {
        had.push(Had::Owner);
    }
    if english(then) && !english(now) {
        had.push(Had::English);
    }
    let kept = |old: &Document| now.facts.documents.iter().any(|new| alike(old, new));
    had.extend(then.facts.documents.iter().filter(|old| !kept(old)).map(Had::Document));
    had
}

/// Evidence for which no single requirement can be named. Documents are held against each other by themselves.
fn evidence<'a>(then: &'a Item, now: &Item) -> Vec<Had<'a>> {
    let other = |evidence: &&Evidence| !matches!(evidence.proof, Proof::Document(_));
    if now.evidence.is_empty() { then.evidence.iter().filter(other).map(Had::Evidence).collect() } else { Vec::new() }
}

fn answers<'a>(then: Earlier<'a>, spec: &ItemSpec, now: &Item) -> Vec<Had<'a>> {
    let open = spec.requirements.iter().filter(|one| !of_requirement(one, Some(now)).is_settled());
    let open: Vec<String> = open.map(|one| wording(&one.text.th)).collect();
    let met = then.spec.requirements.iter().filter(|one| of_requirement(one, Some(then.item)).is_met());
    met.filter(|one| open.contains(&wording(&one.text.th))).map(Had::Requirement).collect()
}

/// The document of another year: years and rounds in its name do not count.
fn alike(old: &Document, new: &Document) -> bool {
    let id = |document: &Document| document.id.as_ref().map(|id| wording(&id.value)).filter(|id| !id.is_empty());
    id(old).is_some_and(|old| id(new) == Some(old)) || wording(&old.title.th) == wording(&new.title.th)
}

/// A text without digits and spaces, in its normal form.
fn wording(text: &str) -> String {
    normalise(text).chars().filter(|c| !c.is_numeric() && !c.is_whitespace()).collect()
}
