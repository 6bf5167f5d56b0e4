//! A table of a file as a page shows it: its first rows, with the files that hold all of them.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::grid::{Cell, Value};
use crate::base::lang::Lang;
use crate::ita::address::Address;
use crate::ita::open_data::{CellType, Form};
use crate::ita::table::set::TableSet;
use crate::render::look::{Link, Look, Phrase};
use crate::render::parts::searched::Texts;

/// So many rows are shown on a page.
const SHOWN: usize = 200;

/// From so many rows on, what is the same in all of them can be said once.
const SAME: usize = 3;

/// So many bytes of a table's text are searched with its page.
const SEARCHED: usize = 32 << 10;

#[derive(Serialize)]
pub(crate) struct TableView<'a> {
    /// Its anchor on the page.
    id: String,
    title: Phrase<'a>,
    heads: Vec<TableHead<'a>>,
    rows: Vec<Vec<TableCell<'a>>>,
    /// The language of the cells, where that is not the page's.
    lang: Option<&'static str>,
    /// What stands below the last row.
    notes: Vec<&'a str>,
    /// How many rows there are, and how many of them are shown.
    total: usize,
    shown: usize,
    /// All of it: the file that it is from, and its data.
    files: Vec<Link<'a>>,
}

#[derive(Serialize)]
struct TableHead<'a> {
    text: Phrase<'a>,
    /// Whether its cells are figures.
    figures: bool,
    /// What all of its cells are, where they are the same.
    same: Option<Cow<'a, str>>,
}

#[derive(Serialize)]
struct TableCell<'a> {
    text: Cow<'a, str>,
    /// A day, in place of the text.
    day: Option<String>,
    figure: bool,
}

/// The tables of a page.
pub(crate) fn tables<'p>(look: &Look<'_, 'p>, page: &Address) -> Vec<TableView<'p>> {
    look.site.tables.of_page(page).into_iter().map(|set| view(look, set)).collect()
}

/// The table of a page with an id.
pub(crate) fn table<'p>(look: &Look<'_, 'p>, page: &Address, id: &str) -> Option<TableView<'p>> {
    let set = look.site.tables.of_page(page).into_iter().find(|set| set.table.spec.id.value == id)?;
    Some(view(look, set))
}

fn view<'p>(look: &Look<'_, 'p>, set: &TableSet<'p>) -> TableView<'p> {
    let table = &set.table;
    let columns: Vec<usize> = (0..table.heads.len()).collect();
    let heads = columns.iter().map(|at| {
        let head = &table.heads[*at];
        let english = head.english.filter(|_| look.lang() == Lang::En);
        let text = match english {
            Some(english) => Phrase { text: english.into(), lang: None },
            None => Phrase { text: head.text.clone().into(), lang: look.mark(Lang::Th) },
        };
        TableHead { text, figures: table.cells(*at) == CellType::Number, same: same(look, set, *at) }
    });
    let shown = table.rows.len().min(SHOWN);
    let row = |row: usize| columns.iter().map(|at| cell(look, table.cell(row, *at))).collect();
    let file = |form: Form| {
        let title = look.own(&set.file(form));
        Link { title, href: set.address(form), outside: false }
    };
    TableView {
        id: table.spec.anchor(),
        title: look.phrase(&table.spec.title),
        heads: heads.collect(),
        rows: (0..shown).map(row).collect(),
        lang: look.mark(Lang::Th),
        notes: table.notes.clone(),
        total: table.rows.len(),
        shown,
        files: source(look, set).into_iter().chain(Form::ALL.map(file)).collect(),
    }
}

/// What stands in every row of a column; the first one tells the rows apart.
fn same<'p>(look: &Look<'_, 'p>, set: &TableSet<'p>, column: usize) -> Option<Cow<'p, str>> {
    let table = &set.table;
    let text = |row: usize| cell(look, table.cell(row, column)).text;
    let first = (column > 0 && table.rows.len() >= SAME).then(|| text(0)).filter(|text| !text.is_empty())?;
    (1..table.rows.len()).all(|row| text(row) == first).then_some(first)
}

/// The file that a table is from.
fn source<'p>(look: &Look<'_, 'p>, set: &TableSet<'p>) -> Option<Link<'p>> {
    let path = set.table.spec.file.value.as_ref()?;
    let href = look.site.portal.files.get(path)?.clone();
    Some(Link { title: look.own(path.file_name()), href, outside: false })
}

fn cell<'p>(look: &Look<'_, 'p>, cell: &'p Cell) -> TableCell<'p> {
    let text = cell.text.trim();
    match cell.value {
        Value::Day(day) => TableCell { text: text.into(), day: Some(day.to_string()), figure: false },
        Value::Number(_) => TableCell { text: baht(look, text).unwrap_or(text.into()), day: None, figure: true },
        _ => TableCell { text: text.into(), day: None, figure: false },
    }
}

/// An amount of money in the words of the page.
fn baht<'p>(look: &Look<'_, 'p>, text: &str) -> Option<Cow<'p, str>> {
    let amount =
        text.strip_suffix("บาท").map(str::to_owned).or_else(|| text.contains('฿').then(|| text.replace('฿', "")))?;
    Some(look.word("baht").replace("{n}", amount.trim()).into())
}

/// Says the tables of the page: their heads and their first rows, each row by itself.
pub(crate) fn say_tables(texts: &mut Texts<'_, '_, '_>) {
    for set in texts.tables() {
        let table = &set.table;
        let lang = texts.lang();
        texts.heading(table.spec.title.get(lang).0);
        let heads = table.heads.iter().map(|head| head.english.filter(|_| lang == Lang::En).unwrap_or(&head.text));
        texts.add(&heads.collect::<Vec<_>>().join(" "));
        let mut left = SEARCHED;
        for row in &table.rows {
            let cells = row.cells.iter().map(|cell| cell.text.trim()).filter(|text| !text.is_empty());
            let words = cells.collect::<Vec<_>>().join(" ");
            let Some(rest) = left.checked_sub(words.len()) else { break };
            left = rest;
            texts.add(&words);
        }
        table.notes.iter().for_each(|note| texts.add(note));
    }
}
