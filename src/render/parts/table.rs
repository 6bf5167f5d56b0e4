//! A table of a file as a page shows it: its first rows, with the files that hold all of them.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::grid::{Cell, Value};
use crate::base::lang::Lang;
use crate::ita::address::Address;
use crate::ita::cell_type::CellType;
use crate::ita::open_data::Form;
use crate::ita::table::set::TableSet;
use crate::ita::table::{Head, Table};
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
    let set = look.site.tables.of_page(page).into_iter().find(|set| set.table.id.value == id)?;
    Some(view(look, set))
}

fn view<'p>(look: &Look<'_, 'p>, set: &TableSet<'p>) -> TableView<'p> {
    let table = set.table;
    let heads = table.content.heads.iter().enumerate().map(|(at, head)| {
        let text = match head.english.as_deref().filter(|_| look.lang() == Lang::En) {
            Some(english) => Phrase { text: english.into(), lang: None },
            None => Phrase { text: head.text.as_str().into(), lang: look.mark(Lang::Th) },
        };
        TableHead { text, figures: head.cells == CellType::Number, same: same(look, table, at) }
    });
    let shown = table.height().min(SHOWN);
    let money: Vec<bool> = table.content.heads.iter().map(Head::is_money).collect();
    let row = |row: usize| table.cells(row).zip(&money).map(|(own, money)| cell(look, own, *money)).collect();
    let file = |form: Form| {
        let title = look.own(&set.file(form));
        Link { title, href: set.address(form), outside: false }
    };
    let releases = set.releases.iter().map(|_| {
        let href = set.releases_address();
        let name = href.rsplit('/').next().unwrap_or_default();
        Link { title: look.own(name), href, outside: false }
    });
    TableView {
        id: table.anchor(),
        title: look.phrase(&table.title),
        heads: heads.collect(),
        rows: (0..shown).map(row).collect(),
        lang: look.mark(Lang::Th),
        notes: table.content.notes.iter().map(String::as_str).collect(),
        total: table.height(),
        shown,
        files: source(look, set).into_iter().chain(Form::ALL.map(file)).chain(releases).collect(),
    }
}

/// What stands in every row of a column; the first one tells the rows apart.
fn same<'p>(look: &Look<'_, 'p>, table: &'p Table, column: usize) -> Option<Cow<'p, str>> {
    let text = |row: usize| table.cell(row, column).text.trim();
    let first = (column > 0 && table.height() >= SAME).then(|| text(0)).filter(|text| !text.is_empty())?;
    (1..table.height())
        .all(|row| text(row) == first)
        .then(|| cell(look, table.cell(0, column), table.content.heads[column].is_money()).text)
}

/// The file that a table is from.
fn source<'p>(look: &Look<'_, 'p>, set: &TableSet<'p>) -> Option<Link<'p>> {
    let path = set.table.file.value.as_ref()?;
    let href = look.site.portal.files.get(path)?.clone();
    Some(Link { title: look.own(path.file_name()), href, outside: false })
}

fn cell<'p>(look: &Look<'_, 'p>, cell: &'p Cell, money: bool) -> TableCell<'p> {
    let text = cell.text.trim();
    match cell.value {
        Value::Number(_) if money && let Some(text) = grouped(text) => {
            TableCell { text: text.into(), day: None, figure: true }
        }
        Value::Day(day) => TableCell { text: text.into(), day: Some(day.to_string()), figure: false },
        Value::Number(_) => TableCell { text: baht(look, text).unwrap_or(text.into()), day: None, figure: true },
        _ => TableCell { text: text.into(), day: None, figure: false },
    }
}

/// A bare amount of money as it is written: `8000000.5` as `8,000,000.50`.
fn grouped(text: &str) -> Option<String> {
    let (whole, part) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = whole.len() > 3 && digits(whole) && part.is_none_or(|part| digits(part) && part.len() <= 2);
    plain.then(|| {
        let mut all = String::new();
        for (at, digit) in whole.chars().enumerate() {
            all.extend((at > 0 && (whole.len() - at) % 3 == 0).then_some(','));
            all.push(digit);
        }
        part.map_or(all.clone(), |part| format!("{all}.{part:0<2}"))
    })
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
        let table = set.table;
        let lang = texts.lang();
        texts.heading(table.title.get(lang).0);
        let english = |head: &'_ Head| head.english.clone().filter(|_| lang == Lang::En);
        let heads = table.content.heads.iter().map(|head| english(head).unwrap_or_else(|| head.text.clone()));
        texts.add(&heads.collect::<Vec<_>>().join(" "));
        let mut left = SEARCHED;
        for row in table.rows() {
            let cells = row.cells.iter().map(|cell| cell.text.trim()).filter(|text| !text.is_empty());
            let words = cells.collect::<Vec<_>>().join(" ");
            let Some(rest) = left.checked_sub(words.len()) else { break };
            left = rest;
            texts.add(&words);
        }
        table.content.notes.iter().for_each(|note| texts.add(note));
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn bare_amounts_are_grouped() {
        let shown = ["8000000", "1250.5", "498000.25", "999", "1,250", "1234.567", "-5000", ""].map(grouped);
        let shown = shown.map(Option::unwrap_or_default);
        assert_eq!(shown, ["8,000,000", "1,250.50", "498,000.25", "", "", "", "", ""]);
    }
}
