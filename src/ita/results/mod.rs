//! The result of a year as somebody keeps it, in a workbook or as a pasted text: which figures it has, and what of it is
//! open. Figures that disagree are kept apart, never weighed against each other.

use std::collections::BTreeMap;

use crate::base::grid::Grid;
use crate::ita::catalogue::Catalogue;
use crate::ita::figure::Figure;
use crate::ita::results::label::{Labelled, Reader};
use crate::ita::results::sheet::{Columns, Line, lines};
use crate::ita::results::slot::{Place, Slot};
use crate::ita::results::value::{Read, read};
use crate::ita::score::Score;
use crate::ita::year::FiscalYear;

mod label;
mod sheet;
pub(crate) mod slot;
mod value;

/// What was understood.
#[derive(Debug, Default)]
pub(crate) struct Results {
    /// Each figure with the first place that says it.
    pub figures: BTreeMap<Figure, (Score, Place)>,
    pub doubts: Vec<Doubt>,
}

/// What was not, and is for a person to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// Two figures for the same.
    Disagree(Figure, Vec<(Score, Place)>),
    /// A code that the catalogue does not have.
    Unknown(String, Place),
    /// A code that several instruments have, and nothing near it says of which this is.
    Open(String, Vec<String>, Place),
    /// What stands where the score should.
    NoScore(String, String, Place),
    /// A figure of something that a result has no place for, as a group of items.
    NoPlace(String, Place),
    /// Several columns that may be the score, by their heads.
    Columns(Vec<String>),
    /// A figure with more than two decimals, and what it was rounded to.
    Rounded(String, Score, Place),
    /// All figures are shares of one, as the program that made the file keeps percentages.
    Shares,
}

/// Reads the result of a year.
pub(crate) fn results(grids: &[Grid], catalogue: &Catalogue, year: FiscalYear) -> Results {
    let reader = Reader::new(catalogue);
    let mut found = Found::default();
    for grid in grids.iter().filter(|grid| !grid.sheet.hidden) {
        let lines = lines(grid, |text| reader.code(text, None).is_some());
        let columns = Columns::of(&lines, &reader, year);
        if let Err(heads) = columns.sound() {
            found.doubts.push(Doubt::Columns(heads));
            continue;
        }
        let mut section = Section { instrument: reader.instrument(&grid.sheet.name), ..Section::default() };
        for line in &lines {
            found.line(line, &columns, &reader, &mut section, catalogue);
        }
    }
    found.settled()
}

/// What the lines above say of those below.
#[derive(Default)]
struct Section {
    instrument: Option<String>,
    indicator: Option<String>,
}

#[derive(Default)]
struct Found {
    figures: Vec<(Figure, Score, Place)>,
    doubts: Vec<Doubt>,
}

impl Found {
    /// Takes the figures of one line: each belongs to the label before it, or to the only one.
    fn line(
        &mut self,
        line: &Line,
        columns: &Columns,
        reader: &Reader<'_>,
        section: &mut Section,
        catalogue: &Catalogue,
    ) {
        let beside = line.iter().find_map(|slot| reader.named_instrument(&slot.text));
        let code = |slot: &Slot| reader.code(&slot.text, beside.as_deref().or(section.instrument.as_deref()));
        let coded: Vec<(usize, String)> =
            line.iter().enumerate().filter_map(|(at, slot)| Some((at, code(slot)?))).collect();
        if coded.is_empty() {
            return self.heading(line, columns, reader, section, catalogue);
        }
        for (nth, (at, code)) in coded.iter().enumerate() {
            let from = if nth == 0 { 0 } else { *at };
            let to = coded.get(nth + 1).map_or(line.len(), |(next, _)| *next);
            let slots = line[from..to].iter().enumerate().filter(|(own, _)| from + own != *at).map(|(_, slot)| slot);
            for slot in slots.filter(|slot| columns.is_score(slot.column)) {
                let Some(score) = self.score(slot, code, catalogue) else { continue };
                let near = columns.instrument(slot.column).or(beside.as_deref()).or(section.instrument.as_deref());
                match reader.measured_by(code, near) {
                    Ok(instrument) => {
                        self.figures.push((Figure::Row(instrument, code.clone()), score, slot.place.clone()));
                    }
                    Err(instruments) => self.doubts.push(Doubt::Open(code.clone(), instruments, slot.place.clone())),
                }
            }
        }
    }

    /// Takes a line without a code: a heading, a total, or a code that nobody knows.
    fn heading(
        &mut self,
        line: &Line,
        columns: &Columns,
        reader: &Reader<'_>,
        section: &mut Section,
        catalogue: &Catalogue,
    ) {
        let Some((label, slot)) = line.iter().find_map(|slot| Some((reader.label(&slot.text)?, slot))) else { return };
        let name = slot.text.clone();
        let of = match &label {
            Labelled::Instrument(id) => {
                (section.instrument, section.indicator) = (Some(id.clone()), None);
                Some(Figure::Instrument(id.clone()))
            }
            Labelled::Indicator(id) => {
                section.indicator = Some(id.clone());
                let own = reader.instruments_of(id);
                if let [one] = own.as_slice() {
                    section.instrument = Some(one.clone());
                }
                // Within one of several instruments it is a part of the indicator, which no result prints.
                let is_part = own.len() > 1 && section.instrument.is_some();
                (!is_part).then(|| Figure::Indicator(id.clone()))
            }
            Labelled::Overall => Some(Figure::Overall),
            Labelled::Total => match (section.indicator.take(), &section.instrument) {
                (Some(id), own) if own.is_none() || reader.instruments_of(&id).len() == 1 => {
                    Some(Figure::Indicator(id))
                }
                (Some(_), _) => None,
                (None, Some(_)) => section.instrument.take().map(Figure::Instrument),
                (None, None) => Some(Figure::Overall),
            },
            Labelled::Group | Labelled::Unknown => None,
        };
        for slot in line.iter().filter(|own| own.place != slot.place && columns.is_score(own.column)) {
            let Some(score) = self.score(slot, &name, catalogue) else { continue };
            let place = slot.place.clone();
            match (&of, columns.instrument(slot.column)) {
                // A total below the columns of several instruments.
                (Some(Figure::Overall), Some(own)) => {
                    self.figures.push((Figure::Instrument(own.to_owned()), score, place));
                }
                (Some(_), Some(_)) | (None, _) if label != Labelled::Unknown => {
                    self.doubts.push(Doubt::NoPlace(name.clone(), place));
                }
                (Some(figure), _) => self.figures.push((figure.clone(), score, place)),
                (None, _) => self.doubts.push(Doubt::Unknown(name.clone(), place)),
            }
        }
    }

    fn score(&mut self, slot: &Slot, label: &str, catalogue: &Catalogue) -> Option<Score> {
        let (score, rounded) = match read(slot) {
            Read::Nothing => return None,
            Read::Score(score) => (score, false),
            Read::Rounded(score) => (score, true),
            Read::Other => {
                self.doubts.push(Doubt::NoScore(label.to_owned(), slot.text.clone(), slot.place.clone()));
                return None;
            }
        };
        if score > catalogue.full {
            self.doubts.push(Doubt::NoScore(label.to_owned(), slot.text.clone(), slot.place.clone()));
            return None;
        }
        if rounded {
            self.doubts.push(Doubt::Rounded(slot.text.clone(), score, slot.place.clone()));
        }
        Some(score)
    }

    /// Each figure once; where two disagree, none.
    fn settled(self) -> Results {
        let mut said: BTreeMap<Figure, Vec<(Score, Place)>> = BTreeMap::new();
        for (figure, score, place) in self.figures {
            let own = said.entry(figure).or_default();
            if !own.iter().any(|(known, _)| *known == score) {
                own.push((score, place));
            }
        }
        let mut results = Results { figures: BTreeMap::new(), doubts: self.doubts };
        let one = Score::parse("1").unwrap_or(Score::FULL);
        if said.len() > 2 && said.values().flatten().all(|(score, _)| *score <= one) {
            results.doubts.push(Doubt::Shares);
            return results;
        }
        for (figure, mut own) in said {
            match own.len() {
                1 => drop(own.pop().map(|only| results.figures.insert(figure, only))),
                _ => results.doubts.push(Doubt::Disagree(figure, own)),
            }
        }
        results
    }
}
