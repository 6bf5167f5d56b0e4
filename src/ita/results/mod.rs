//! The result of a year as somebody keeps it, in a workbook or as a pasted text: which figures it has, and what of it is
//! open. Figures that disagree are kept apart, never weighed against each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::grid::{Grid, Value};
use crate::ita::catalogue::Catalogue;
use crate::ita::figure::Figure;
use crate::ita::results::label::{Labelled, Reader};
use crate::ita::results::left::{rating, unused};
use crate::ita::results::sheet::{Columns, Line, another_year, lines};
use crate::ita::results::slot::{CellPlace, Slot};
use crate::ita::results::value::{Read, is_figure, read};
use crate::ita::score::Score;
use crate::ita::year::FiscalYear;

mod label;
mod left;
mod sheet;
pub(crate) mod slot;
mod value;

/// What was understood.
#[derive(Debug, Default)]
pub(crate) struct Results {
    /// Each figure with the first place that says it.
    pub figures: BTreeMap<Figure, (Score, CellPlace)>,
    pub doubts: Vec<Doubt>,
}

/// What was not, and is for a person to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// Two figures for the same.
    Disagree(Figure, Vec<(Score, CellPlace)>),
    /// A code that the catalogue does not have.
    Unknown(String, CellPlace),
    /// A code that several instruments have, and nothing near it says of which this is.
    Open(String, Vec<String>, CellPlace),
    /// What stands where the score should.
    NoScore(String, String, CellPlace),
    /// A figure of something that a result has no place for, as a group of items.
    NoPlace(String, CellPlace),
    /// A line with a figure, of which nothing was understood.
    Unused(String, CellPlace),
    /// A rating, which a person writes.
    Rating(String, CellPlace),
    /// Words that name another year.
    Year(String, CellPlace),
    /// Several columns that may be the score, by their heads.
    Columns(Vec<String>),
    /// A figure with more than two decimals, and what it was rounded to.
    Rounded(String, Score, CellPlace),
    /// All figures are shares of one, as the program that made the file keeps percentages.
    Shares,
    /// No figure is above this one, far below the full score: they are of another scale.
    Scale(Score),
}

/// Reads the result of a year.
pub(crate) fn results(grids: &[Grid], catalogue: &Catalogue, year: FiscalYear) -> Results {
    let rows = grids.iter().flat_map(|grid| &grid.rows);
    let reader = Reader::new(catalogue, rows.flat_map(|row| &row.cells).map(|cell| cell.text.as_str()));
    let mut found = Found::default();
    for grid in grids.iter().filter(|grid| !grid.sheet.hidden) {
        let lines = joined(lines(grid, |text| reader.code(text, None).is_some()), &reader);
        let other = another_year(&lines, &grid.sheet.name, year, |text| reader.code(text, None).is_some());
        found.doubts.extend(other.map(|(text, place)| Doubt::Year(text, place)));
        let near = reader.instrument(&grid.sheet.name);
        let columns = Columns::of(&lines, &reader, near.as_deref(), year);
        if let Err(heads) = columns.sound() {
            found.doubts.push(Doubt::Columns(heads));
            continue;
        }
        let mut section = Section { instrument: near, ..Section::default() };
        for line in &lines {
            let before = (found.figures.len(), found.doubts.len());
            found.line(line, &columns, &reader, &mut section, catalogue);
            if before == (found.figures.len(), found.doubts.len()) {
                let left = unused(line, &columns, &reader);
                found.doubts.extend(left.map(|(text, place)| Doubt::Unused(text, place)));
            }
            let rating = rating(line, &reader, catalogue);
            found.doubts.extend(rating.map(|(text, place)| Doubt::Rating(text, place)));
        }
    }
    found.settled(catalogue.full)
}

/// The lines of a pasted text, in which a figure may stand below the code and the words that it is of.
fn joined(lines: Vec<Line>, reader: &Reader<'_>) -> Vec<Line> {
    let named = |line: &Line| {
        line.iter().any(|slot| reader.code(&slot.text, None).is_some() || reader.label(&slot.text).is_some())
    };
    let figure = |line: &Line| line.len() == 1 && is_figure(&line[0]);
    let mut all: Vec<Line> = Vec::new();
    // How many lines back the name stands that has no figure yet.
    let mut open: Option<usize> = None;
    for line in lines {
        let pasted = line.iter().all(|slot| slot.place.sheet.is_empty());
        open = match open {
            Some(at) if pasted && figure(&line) => {
                let column = all[at].last().map_or(0, |slot| slot.column + 1);
                all[at].extend(line.into_iter().map(|slot| Slot { column, ..slot }));
                open = None;
                continue;
            }
            _ if named(&line) => Some(all.len()).filter(|_| pasted && !line.iter().any(is_figure)),
            Some(at) if all.len() - at > WORDS => None,
            open => open,
        };
        all.push(line);
    }
    all
}

/// The full scores of other results, and the least of one that these are far from.
const SCALES: &[&str] = &["4", "5", "10"];
const FAR: &str = "20";

/// So many lines of words may stand between a code and its figure.
const WORDS: usize = 2;

/// What the lines above say of those below.
#[derive(Default)]
struct Section {
    instrument: Option<String>,
    indicator: Option<String>,
}

impl Section {
    /// The figure that a label is of; what it says of the lines below is kept.
    fn takes(&mut self, label: &Labelled, reader: &Reader<'_>) -> Option<Figure> {
        match label {
            Labelled::Instrument(id) => {
                (self.instrument, self.indicator) = (Some(id.clone()), None);
                Some(Figure::Instrument(id.clone()))
            }
            Labelled::Indicator(id) => {
                self.indicator = Some(id.clone());
                self.of_indicator(id, reader)
            }
            Labelled::Overall => Some(Figure::Overall),
            Labelled::Total => match self.indicator.take() {
                Some(id) => self.of_indicator(&id, reader),
                None => Some(self.instrument.take().map_or(Figure::Overall, Figure::Instrument)),
            },
            Labelled::Group | Labelled::Unknown => None,
        }
    }

    /// An indicator, unless it is within one of several instruments: a part of it, which no result prints.
    fn of_indicator(&mut self, id: &str, reader: &Reader<'_>) -> Option<Figure> {
        let own = reader.instruments_of(id);
        match own.as_slice() {
            [one] => self.instrument = Some(one.clone()),
            many if self.instrument.as_ref().is_some_and(|instrument| many.contains(instrument)) => return None,
            _ => {}
        }
        Some(Figure::Indicator(id.to_owned()))
    }
}

#[derive(Default)]
struct Found {
    figures: Vec<(Figure, Score, CellPlace)>,
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
        let within = line.iter().enumerate().find_map(|(at, slot)| Some((at, reader.within(&slot.text)?)));
        let own = within.as_ref().map(|(_, (instrument, _))| instrument.as_str());
        let near = own.or(beside.as_deref()).or(section.instrument.as_deref());
        let mut coded: Vec<(usize, String)> =
            line.iter().enumerate().filter_map(|(at, slot)| Some((at, reader.code(&slot.text, None)?))).collect();
        if coded.is_empty() {
            coded.extend(within.iter().map(|(at, (_, code))| (*at, code.clone())));
        }
        if coded.is_empty() {
            // A number alone may be a code where no score stands.
            let bare = line.iter().enumerate().filter(|(_, slot)| !columns.is_score(slot.column));
            coded.extend(bare.filter_map(|(at, slot)| Some((at, reader.code(&slot.text, near)?))).next());
        }
        if coded.is_empty() {
            // A number that is no code of the catalogue does not make the score one of the whole instrument.
            let unknown = columns.numbered(line).zip(line.iter().find(|slot| columns.is_score(slot.column)));
            return match unknown {
                Some((number, score)) => self.doubts.push(Doubt::Unknown(number.text.clone(), score.place.clone())),
                None => self.heading(line, columns, reader, section, catalogue),
            };
        }
        let before = (self.figures.len(), self.doubts.len());
        for (nth, (at, code)) in coded.iter().enumerate() {
            let from = if nth == 0 { 0 } else { *at };
            let to = coded.get(nth + 1).map_or(line.len(), |(next, _)| *next);
            let is_label = |slot: &Slot| coded.iter().any(|(at, _)| line[*at].place == slot.place);
            let scores = columns.scores(&line[from..to], is_label);
            // Of several codes beside each other in a text each has its own figure, or none is certain.
            if scores.is_empty() && coded.len() > 1 && line[*at].place.sheet.is_empty() {
                let words: Vec<&str> = line.iter().map(|slot| slot.text.as_str()).collect();
                self.doubts.push(Doubt::NoScore(code.clone(), words.join(" "), line[*at].place.clone()));
            }
            for slot in scores {
                let Some(score) = self.score(slot, code, catalogue) else { continue };
                let near = columns.instrument(slot.column).or(near);
                match reader.measured_by(code, near) {
                    Ok(instrument) => {
                        self.figures.push((Figure::Row(instrument, code.clone()), score, slot.place.clone()));
                    }
                    Err(instruments) => self.doubts.push(Doubt::Open(code.clone(), instruments, slot.place.clone())),
                }
            }
        }
        // A code of a pasted text in whose line nothing is a figure.
        let last = line.last().filter(|last| last.place.sheet.is_empty() && read(last) != Read::Nothing);
        if let ([(_, code)], Some(last), true) =
            (coded.as_slice(), last, before == (self.figures.len(), self.doubts.len()))
        {
            let words: Vec<&str> = line.iter().map(|slot| slot.text.as_str()).collect();
            self.doubts.push(Doubt::NoScore(code.clone(), words.join(" "), last.place.clone()));
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
        let labels: Vec<(Labelled, &Slot)> =
            line.iter().filter_map(|slot| Some((reader.label(&slot.text)?, slot))).collect();
        let instruments =
            labels.iter().filter(|(label, _)| matches!(label, Labelled::Instrument(_))).map(|(own, _)| own);
        let heads = instruments.collect::<BTreeSet<_>>().len() > 1;
        // The heads of several columns say nothing of the lines below.
        let Some((label, named)) = labels.first().filter(|_| !heads) else {
            if !heads {
                self.unnamed(line, columns);
            }
            return;
        };
        let (name, of) = (&named.text, section.takes(label, reader));
        let mut figures = columns.scores(line, |slot| slot.place == named.place);
        figures.retain(|slot| is_figure(slot) || slot.value == Value::Unsolved);
        if figures.is_empty() && *label == Labelled::Overall {
            // Beside its label, apart from the table.
            let apart = |slot: &&Slot| is_figure(slot) && slot.column > named.column && !columns.is_other(slot.column);
            figures = line.iter().filter(apart).collect();
            figures.truncate(if figures.len() == 1 { 1 } else { 0 });
        }
        for slot in figures {
            let Some(score) = self.score(slot, name, catalogue) else { continue };
            let (place, column) = (slot.place.clone(), columns.instrument(slot.column));
            let total = matches!(label, Labelled::Total | Labelled::Overall);
            match (&of, column) {
                // A total below the columns of several instruments.
                (Some(Figure::Overall | Figure::Instrument(_)), Some(own)) if total => {
                    self.figures.push((Figure::Instrument(own.to_owned()), score, place));
                }
                (Some(figure), None) => self.figures.push((figure.clone(), score, place)),
                _ if *label == Labelled::Unknown => self.doubts.push(Doubt::Unknown(name.clone(), place)),
                _ => self.doubts.push(Doubt::NoPlace(name.clone(), place)),
            }
        }
    }

    /// Tells a figure beside words that name nothing.
    fn unnamed(&mut self, line: &Line, columns: &Columns) {
        let words = line.iter().find(|slot| matches!(read(slot), Read::Other));
        let figure =
            |slot: &&Slot| columns.is_score(slot.column) && matches!(read(slot), Read::Score(_) | Read::Rounded(_));
        if let (Some(words), Some(slot)) = (words, line.iter().find(figure)) {
            self.doubts.push(Doubt::Unknown(words.text.clone(), slot.place.clone()));
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
    fn settled(self, full: Score) -> Results {
        let mut said: BTreeMap<Figure, Vec<(Score, CellPlace)>> = BTreeMap::new();
        for (figure, score, place) in self.figures {
            let own = said.entry(figure).or_default();
            if !own.iter().any(|(known, _)| *known == score) {
                own.push((score, place));
            }
        }
        let mut results = Results { figures: BTreeMap::new(), doubts: self.doubts };
        let one = Score::parse("1").unwrap_or(Score::FULL);
        let all = || said.values().flatten().map(|(score, _)| *score);
        // Nought alone is a score as any.
        let parts =
            all().any(|score| score > Score::NONE && score < one) || said.len() > 2 && all().any(|own| own == one);
        if parts && all().all(|score| score <= one) {
            results.doubts.push(Doubt::Shares);
            return results;
        }
        let scale = SCALES.iter().filter_map(|top| Score::parse(top).ok()).find(|top| all().all(|own| own <= *top));
        if let Some(top) = scale.filter(|_| said.len() > 2 && all().any(|own| own > one))
            && full > Score::parse(FAR).unwrap_or(full)
        {
            results.doubts.push(Doubt::Scale(top));
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

#[cfg(test)]
mod tests;
