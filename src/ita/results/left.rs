//! What is told of a line because nothing of it was used.

use crate::base::thai::same_words;
use crate::ita::catalogue::Catalogue;
use crate::ita::results::label::Reader;
use crate::ita::results::sheet::{Columns, Line, holds_figure};
use crate::ita::results::slot::{CellPlace, Slot};
use crate::ita::results::value::is_figure;
use crate::ita::year::FiscalYear;

/// A line with a figure of which nothing was used.
pub(super) fn unused(line: &Line, columns: &Columns, reader: &Reader<'_>) -> Option<(String, CellPlace)> {
    let apart = |slot: &Slot| slot.place.sheet.is_empty() || !columns.is_other(slot.column);
    let no_label = |slot: &Slot| reader.code(&slot.text, None).is_none() && FiscalYear::parse(&slot.text).is_none();
    let figure = |slot: &&Slot| match is_figure(slot) {
        true => apart(slot) && no_label(slot),
        false => holds_figure(&slot.text) && reader.label(&slot.text).is_none(),
    };
    let slot = line.iter().find(figure)?;
    let words: Vec<&str> = line.iter().map(|slot| slot.text.as_str()).collect();
    Some((words.join(" "), slot.place.clone()))
}

/// A rating on a line without a code.
pub(super) fn rating(line: &Line, reader: &Reader<'_>, catalogue: &Catalogue) -> Option<(String, CellPlace)> {
    let is = |slot: &&Slot| {
        let words = slot.text.trim().trim_start_matches("ผลการประเมิน").trim_start_matches("ระดับ");
        catalogue.bands.iter().any(|own| same_words(&own.name.th, words))
    };
    let slot = line.iter().find(is)?;
    let coded = line.iter().any(|own| reader.code(&own.text, None).is_some());
    (!coded).then(|| (slot.text.clone(), slot.place.clone()))
}
