//! The open data beside a page, and all of it with what its columns mean.

use serde::Serialize;

use crate::ita::assessment::Assessment;
use crate::ita::open_data::{CATALOGUE, Column, DataSet, Form, PACKAGE, Set};
use crate::render::look::{Link, Look, Phrase};

/// A set of data with its files.
#[derive(Serialize)]
pub(crate) struct SetView<'a> {
    name: &'static str,
    title: Phrase<'a>,
    text: Phrase<'a>,
    files: Vec<Link<'a>>,
    columns: Vec<ColumnView<'a>>,
}

#[derive(Serialize)]
struct ColumnView<'a> {
    name: &'static str,
    /// `string`, `integer`, `number`, `date` or `boolean`.
    kind: &'static str,
    text: Phrase<'a>,
}

/// The files of these sets, of one year.
pub(crate) fn data<'p>(look: &Look<'_, 'p>, assessment: &'p Assessment, sets: &[Set]) -> Vec<Link<'p>> {
    let own = look.site.data.iter().filter(|own| own.assessment.is_some_and(|year| year.year == assessment.year));
    own.filter(|own| sets.contains(&own.set)).flat_map(|own| files(look, own)).collect()
}

/// The files of a set that belongs to no year.
pub(crate) fn of_site<'p>(look: &Look<'_, 'p>, set: Set) -> Vec<Link<'p>> {
    let own = look.site.data.iter().filter(|own| own.assessment.is_none() && own.set == set);
    own.flat_map(|own| files(look, own)).collect()
}

/// Every set that the site has, each with its files of all years, the newest first.
pub(crate) fn sets<'p>(look: &Look<'_, 'p>) -> Vec<SetView<'p>> {
    let view = |set: Set| {
        let own = look.site.data.iter().rev().filter(|own| own.set == set);
        let files: Vec<Link> = own.flat_map(|own| files(look, own)).collect();
        let word = |key: String| look.own(&look.word(&key));
        (!files.is_empty()).then(|| SetView {
            name: set.word(),
            title: word(format!("dataset_{}_name", set.word())),
            text: word(format!("dataset_{}_text", set.word())),
            files,
            columns: (look.site.columns)(set).into_iter().map(|own| column(look, own)).collect(),
        })
    };
    Set::ALL.into_iter().filter_map(view).collect()
}

/// The files that describe all of them for programs.
pub(crate) fn about<'p>(look: &Look<'_, 'p>) -> Vec<Link<'p>> {
    let there = !look.site.data.is_empty() || !look.site.tables.all().is_empty();
    let link = |address: &str| {
        let name = address.rsplit('/').next().unwrap_or_default();
        Link { title: look.own(name), href: address.to_owned(), outside: false }
    };
    [PACKAGE, CATALOGUE].into_iter().filter(|_| there).map(link).collect()
}

fn files<'p>(look: &Look<'_, 'p>, own: &DataSet<'_>) -> Vec<Link<'p>> {
    let link = |form: Form| Link { title: look.own(&own.file(form)), href: own.address(form), outside: false };
    Form::ALL.map(link).into()
}

fn column<'p>(look: &Look<'_, 'p>, own: Column) -> ColumnView<'p> {
    let text = look.own(&look.word(&own.description()));
    ColumnView { name: own.name, kind: own.cells.word(), text }
}
