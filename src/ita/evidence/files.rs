//! The check that a document is offered in several kinds of files.

use std::collections::BTreeSet;

use crate::base::lang::Text;
use crate::base::path::RelPath;
use crate::base::thai::{normalise, same_words};
use crate::ita::document::{Document, Facts};
use crate::ita::evidence::document;
use crate::ita::evidence::ground::Ground;
use crate::ita::evidence::lack::Lack;

/// A file that an item offers, as a document or as a table.
struct Offered<'a> {
    id: Option<&'a str>,
    title: &'a Text,
    path: &'a RelPath,
}

/// The endings that none of the documents of a requirement, with its likes, is offered in; of the one that lacks the fewest.
pub(super) fn judge<'k>(
    ground: &Ground<'_>,
    facts: &Facts,
    documents: &[&Document],
    endings: impl Iterator<Item = &'k str> + Clone,
) -> Option<Lack> {
    let offered: Vec<Offered<'_>> = offered(ground, facts).collect();
    let lacks = documents.iter().filter_map(|document| {
        let path = document.file.value.as_ref()?;
        let id = document.id.as_ref().map(|id| id.value.as_str());
        let own = Offered { id, title: &document.title, path };
        let there: BTreeSet<String> =
            offered.iter().filter(|other| own.is_like(other)).map(|other| other.path.ending().to_lowercase()).collect();
        let missing: Vec<String> = endings.clone().filter(|one| !there.contains(*one)).map(str::to_owned).collect();
        Some((missing, document))
    });
    // What one requirement names is one document, whatever its files are called.
    let named = || {
        documents.iter().filter_map(|document| document.file.value.as_ref()).map(|path| path.ending().to_lowercase())
    };
    if endings.clone().all(|one| named().any(|own| own == one)) {
        return None;
    }
    let (missing, document) = lacks.min_by_key(|(missing, _)| missing.len())?;
    (!missing.is_empty()).then(|| Lack::Files { document: document.title.th.clone(), missing })
}

/// Every sound file of an item.
fn offered<'a>(ground: &'a Ground<'_>, facts: &'a Facts) -> impl Iterator<Item = Offered<'a>> {
    let documents = facts.documents.iter().filter_map(|document| {
        let id = document.id.as_ref().map(|id| id.value.as_str());
        Some(Offered { id, title: &document.title, path: document.file.value.as_ref()? })
    });
    let tables = facts.tables.iter().filter_map(|table| {
        Some(Offered { id: Some(&table.id.value), title: &table.title, path: table.file.value.as_ref()? })
    });
    documents.chain(tables).filter(|one| document::of_file(ground, one.path).is_none())
}

impl Offered<'_> {
    /// Whether two files are one document in two forms: by their ids, their titles, or the names of their files.
    fn is_like(&self, other: &Offered<'_>) -> bool {
        let stem = |one: &Offered<'_>| {
            let name = one.path.file_name();
            normalise(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
        };
        // An id may end in the kind: `plan-pdf`.
        let id = |one: &Offered<'_>| {
            let id = normalise(one.id?);
            let ending = one.path.ending().to_lowercase();
            Some(id.trim_end_matches(&ending).trim_end_matches(['-', '_']).to_owned()).filter(|id| !id.is_empty())
        };
        same_words(without_kind(&self.title.th), without_kind(&other.title.th))
            || stem(self) == stem(other)
            || id(self).is_some_and(|own| id(other) == Some(own))
    }
}

/// A title without the kind of file in brackets at its end: `รายงาน (PDF)`.
fn without_kind(title: &str) -> &str {
    let title = title.trim();
    title.strip_suffix(')').and_then(|open| open.rsplit_once('(')).map_or(title, |(plain, _)| plain.trim_end())
}
