//! What stands in Thai only, where a site has English pages too. A missing translation is counted, never an error.

use crate::base::lang::{Bilingual, Lang, Text};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::ita::agency::Agency;
use crate::ita::article::Article;
use crate::ita::body::Bodies;
use crate::ita::catalogue::ItemSpec;
use crate::ita::document::{Facts, Proof};
use crate::ita::item::Item;
use crate::ita::measure::Measure;

/// The name under which a body without English is listed; every other name is a key of the front matter.
pub(crate) const BODY: &str = "body";

/// A text, or a whole body, without English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untranslated {
    /// The key that it stands under, as `title` or `documents`; [`BODY`] for the body.
    pub key: &'static str,
    /// Where the Thai stands.
    pub at: Span,
}

/// Whether a site has pages in English at all.
pub(crate) fn wanted(agency: &Agency) -> bool {
    agency.languages.contains(&Lang::En)
}

/// What an item's page shows in Thai only, its catalogue's words included.
pub(crate) fn of_item(spec: &ItemSpec, item: Option<&Item>) -> Vec<Untranslated> {
    let asked = spec.requirements.iter().map(|one| &one.text).chain(spec.requirements_note.as_ref());
    let mut found: Vec<Untranslated> = text("title", Some(&spec.title)).into_iter().collect();
    found.extend(asked.filter_map(|one| text("requirements", Some(one))));
    if let Some(item) = item {
        found.extend(facts(&item.facts));
        for evidence in item.evidence.iter() {
            found.extend(text("evidence", evidence.note.as_ref()));
            found.extend(reason(&evidence.proof));
        }
        found.extend(body(&item.path, &item.bodies));
    }
    found
}

pub(crate) fn of_measure(measure: &Measure) -> Vec<Untranslated> {
    let mut found: Vec<Untranslated> = text("title", Some(&measure.title)).into_iter().collect();
    found.extend(facts(&measure.facts));
    for step in &measure.steps {
        found.extend(text("steps", Some(&step.text)));
        found.extend(step.evidence.as_ref().and_then(reason));
    }
    found.extend(body(&measure.path, &measure.bodies));
    found
}

pub(crate) fn of_article(article: &Article) -> Vec<Untranslated> {
    let mut found: Vec<Untranslated> = text("title", Some(&article.title)).into_iter().collect();
    found.extend(facts(&article.facts));
    found.extend(body(&article.path, &article.bodies));
    found
}

fn facts(facts: &Facts) -> Vec<Untranslated> {
    let named = [("owner", &facts.owner), ("summary", &facts.summary), ("awaiting", &facts.awaiting)];
    let texts = named.into_iter().filter_map(|(key, one)| text(key, one.as_ref()));
    texts.chain(facts.documents.iter().filter_map(|document| text("documents", Some(&document.title)))).collect()
}

fn reason(proof: &Proof) -> Option<Untranslated> {
    match proof {
        Proof::NotApplicable(reason) => text("evidence", Some(reason)),
        _ => None,
    }
}

fn text(key: &'static str, text: Option<&Text>) -> Option<Untranslated> {
    let text = text.filter(|text| text.en.is_none())?;
    Some(Untranslated { key, at: text.span.clone() })
}

fn body(path: &RelPath, Bilingual { th, en }: &Bodies) -> Option<Untranslated> {
    let written = |body: &Option<_>| body.as_ref().is_some_and(|body: &crate::ita::body::Body| !body.is_blank());
    (written(th) && !written(en)).then(|| Untranslated { key: BODY, at: Span::file(path) })
}
