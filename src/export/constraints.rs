//! What a catalogue asks of the columns of a table, as Table Schema says it (<https://specs.frictionlessdata.io/table-schema/>).
//! Where the evidence holds although a cell is otherwise, as a row that says there was nothing may be, nothing is said.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value, json};

use crate::ita::address::Address;
use crate::ita::agency::Agency;
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::ItemSpec;
use crate::ita::cell_type::CellType;
use crate::ita::covers::Covers;
use crate::ita::document::Proof;
use crate::ita::holds::{Blanks, Equal, TableCheck};
use crate::ita::portal::Portal;
use crate::ita::state;
use crate::ita::table::Table;
use crate::ita::table::set::TableSet;
use crate::ita::year::FiscalYear;

/// A check of a table, the year that it covers, and whether the table passes.
type Check<'a> = (&'a TableCheck, FiscalYear, bool);

/// What is asked at the address of each item.
pub(super) struct Asked<'a>(HashMap<Address, (&'a Assessment, &'a ItemSpec)>);

impl<'a> Asked<'a> {
    pub(super) fn of(portal: &'a Portal) -> Asked<'a> {
        let specs =
            portal.shown().flat_map(|own| own.catalogue.iter().flat_map(|all| all.items()).map(move |it| (own, it)));
        Asked(specs.map(|(own, (_, _, spec))| (Address::item(own.year, &spec.code.value), (own, spec))).collect())
    }

    /// The constraints of each column of a table, in the order of its heads.
    pub(super) fn constraints(&self, agency: &Agency, set: &TableSet<'_>) -> Vec<Map<String, Value>> {
        let checks = self.checks(set);
        (0..set.table.content.heads.len()).map(|column| of_column(set.table, column, &checks, agency)).collect()
    }

    /// The checks of the requirements for which an item offers the table.
    fn checks(&self, set: &TableSet<'_>) -> Vec<Check<'a>> {
        let Some(&(assessment, spec)) = self.0.get(&set.page) else { return Vec::new() };
        let item = assessment.item(&spec.code.value);
        let mut found = Vec::new();
        for requirement in &spec.requirements {
            let Some(check) = requirement.holds.as_ref().and_then(|holds| holds.table.as_ref()) else { continue };
            let own = |proof: &Proof| matches!(proof, Proof::Table(id) if id.value == set.table.id.value);
            let mut offered = item.into_iter().flat_map(|item| item.evidence_for(&requirement.id.value));
            let before = requirement.covers.or(spec.covers) == Some(Covers::PreviousYear);
            let year = if before { assessment.year.previous() } else { Some(assessment.year) };
            if let Some(year) = year.filter(|_| offered.any(|one| own(&one.proof))) {
                found.push((check, year, state::of_requirement(requirement, item).is_met()));
            }
        }
        found
    }
}

fn of_column(table: &Table, column: usize, checks: &[Check<'_>], agency: &Agency) -> Map<String, Value> {
    let head = &table.content.heads[column];
    let cells = || (0..table.height()).map(|row| table.cell(row, column));
    let mut found = Map::new();
    for (check, year, met) in checks {
        let named = |name: &str| table.column(name) == Some(column);
        if is_full(check, named) && (!met || cells().all(|cell| !cell.is_blank())) {
            found.insert("required".into(), json!(true));
        }
        let Some((_, equal)) = check.equal.iter().find(|(name, _)| named(&name.value)) else { continue };
        let allowed: BTreeSet<String> = match equal {
            Equal::Year => [year.to_string()].into(),
            Equal::Text(text) => [text.clone()].into(),
            Equal::Agency => {
                std::iter::once(&agency.name).chain(&agency.short_name).map(|name| name.th.clone()).collect()
            }
        };
        let is_so = cells().all(|cell| cell.is_blank() || allowed.contains(cell.text.trim()));
        if !met || is_so {
            let typed = |text: &String| match head.cells {
                CellType::Number => serde_json::from_str(text).unwrap_or_else(|_| json!(text)),
                _ => json!(text),
            };
            found.insert("enum".into(), json!(allowed.iter().map(typed).collect::<Vec<_>>()));
        }
    }
    found
}

/// Whether no cell of a column may be empty; `named` tells whether a head is the column's.
fn is_full(check: &TableCheck, named: impl Fn(&str) -> bool) -> bool {
    let free = match &check.blanks {
        Blanks::Any => return false,
        Blanks::None => false,
        Blanks::In(heads) => heads.iter().any(|head| named(&head.value)),
    };
    !free && (check.columns.is_empty() || check.columns.iter().any(|head| named(&head.value)))
}
