//! Sheets of Excel: beside what `sheet` reads of every workbook, what a person sees of each cell, what is merged and what is
//! hidden.

use std::collections::HashMap;

use crate::base::document::{Fault, Sheet};
use crate::base::grid::{Area, Cell, Value, column_of, place_of};
use crate::io::inspect::archive::Archive;
use crate::io::inspect::grid::figure::plain;
use crate::io::inspect::grid::format::Format;
use crate::io::inspect::grid::known::known;
use crate::io::inspect::grid::{Gathering, Grids};
use crate::io::inspect::limits::{Budget, MAX_STYLES};
use crate::io::inspect::xml::{Step, attribute, attributes, walk};

/// How the cells of a workbook are shown.
#[derive(Default)]
pub(in crate::io::inspect) struct Styles {
    formats: Vec<Format>,
    /// The format of each style.
    styles: Vec<usize>,
    /// Whether days count from 1904.
    pub late: bool,
}

impl Styles {
    /// Those of a workbook; one that cannot be read has none, and shows figures as they are.
    pub(in crate::io::inspect) fn read(archive: &mut Archive, budget: &mut Budget) -> Result<Styles, Fault> {
        let Some(at) = archive.named("xl/styles.xml") else { return Ok(Styles::default()) };
        let (mut own, mut styles, mut inside) = (Vec::new(), Vec::new(), false);
        if let Some(part) = archive.xml(at, budget)? {
            walk(part, |step| match step {
                Step::Open("numFmt", start) if own.len() < MAX_STYLES => {
                    let id = attribute(start, "numFmtId").and_then(|id| id.parse::<usize>().ok());
                    own.extend(id.zip(attribute(start, "formatCode")));
                }
                Step::Open("cellXfs", _) => inside = true,
                Step::Close("cellXfs") => inside = false,
                Step::Open("xf", start) if inside && styles.len() < MAX_STYLES => {
                    let id = attribute(start, "numFmtId").and_then(|id| id.parse::<usize>().ok());
                    styles.push(id.unwrap_or_default());
                }
                _ => {}
            })?;
        }
        let mut ids: Vec<usize> = styles.clone();
        ids.sort_unstable();
        ids.dedup();
        let own: HashMap<usize, String> = own.into_iter().rev().collect();
        let code = |id: usize| own.get(&id).map_or(known(id), String::as_str);
        let formats = ids.iter().map(|id| Format::new(code(*id))).collect();
        let styles = styles.iter().map(|id| ids.binary_search(id).unwrap_or_default()).collect();
        Ok(Styles { formats, styles, late: false })
    }

    /// The cell of a number in a style.
    fn number(&self, number: f64, style: usize) -> Cell {
        let format = self.styles.get(style).and_then(|at| self.formats.get(*at));
        format.map_or_else(|| plain(number), |format| format.cell(number, self.late))
    }
}

/// What is gathered of one sheet.
pub(in crate::io::inspect) struct SheetGrid<'a> {
    gathering: Gathering,
    styles: &'a Styles,
    row: usize,
    column: usize,
    kind: String,
    style: usize,
    formula: bool,
    value: Option<String>,
    /// Whether a value is being read, and in it how it is read aloud.
    inside: bool,
    aloud: bool,
}

impl<'a> SheetGrid<'a> {
    pub(in crate::io::inspect) fn new(grids: &Grids, sheet: &Sheet, styles: &'a Styles) -> SheetGrid<'a> {
        let gathering = grids.sheet(sheet.clone());
        let kind = String::new();
        SheetGrid {
            gathering,
            styles,
            row: 0,
            column: 0,
            kind,
            style: 0,
            formula: false,
            value: None,
            inside: false,
            aloud: false,
        }
    }

    pub(in crate::io::inspect) fn step(&mut self, step: &Step<'_>, shared: &[String]) {
        let number = |start, name: &str| attribute(start, name).and_then(|number| number.parse::<usize>().ok());
        let hides = |start| attribute(start, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true");
        match step {
            Step::Text(words) if self.inside && !self.aloud && !self.gathering.is_cut() => {
                self.value.get_or_insert_default().push_str(words);
            }
            Step::Open("row", start) => {
                (self.row, self.column) = (number(start, "r").unwrap_or(self.row + 1), 0);
                self.gathering.row(self.row, hides(start));
            }
            Step::Open("c", start) => {
                self.kind.clear();
                self.style = 0;
                for (name, value) in attributes(start) {
                    match name {
                        "r" => self.column = column_of(&value).unwrap_or(self.column),
                        "t" => value.as_ref().clone_into(&mut self.kind),
                        "s" => self.style = value.parse().unwrap_or_default(),
                        _ => {}
                    }
                }
            }
            Step::Open("f", _) => self.formula = true,
            Step::Open("v" | "t", _) => {
                self.inside = true;
                self.value.get_or_insert_default();
            }
            Step::Close("v" | "t") => self.inside = false,
            Step::Open("rPh", _) => self.aloud = true,
            Step::Close("rPh") => self.aloud = false,
            Step::Close("c") => self.end_cell(shared),
            Step::Open("mergeCell", start) => {
                let area = attribute(start, "ref");
                let ends = area.as_deref().and_then(|area| area.split_once(':'));
                if let Some(((top, left), (bottom, right))) = ends.and_then(|(a, b)| place_of(a).zip(place_of(b))) {
                    self.gathering.merged(Area { top, left, bottom, right });
                }
            }
            Step::Open("col", start) if hides(start) => {
                if let Some((from, to)) = number(start, "min").zip(number(start, "max")) {
                    self.gathering.hidden(from.saturating_sub(1), to.saturating_sub(1));
                }
            }
            _ => {}
        }
    }

    pub(in crate::io::inspect) fn end(self) -> Gathering {
        self.gathering
    }

    fn end_cell(&mut self, shared: &[String]) {
        let formula = std::mem::take(&mut self.formula);
        // A formula may come to an empty text.
        if self.gathering.is_cut() {
            return;
        }
        let value = self.value.take().filter(|value| !value.is_empty() || (formula && self.kind == "str"));
        let cell = match (value, &*self.kind) {
            (None, _) if formula => Cell { text: String::new(), value: Value::Unsolved },
            (None, _) => Cell::default(),
            (Some(value), _) if value.is_empty() => Cell::default(),
            (Some(value), "s") => {
                Cell::text(value.trim().parse().ok().and_then(|at: usize| shared.get(at)).cloned().unwrap_or_default())
            }
            (Some(value), "b") => {
                let truth = value.trim() == "1";
                Cell { text: if truth { "TRUE" } else { "FALSE" }.to_owned(), value: Value::Truth(truth) }
            }
            (Some(value), "e") => Cell { text: value, value: Value::Error },
            (Some(value), "" | "n") => match value.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => self.styles.number(number, self.style),
                _ => Cell::text(value),
            },
            (Some(value), _) => Cell::text(value),
        };
        self.gathering.cell(self.column, cell);
        self.column += 1;
    }
}
