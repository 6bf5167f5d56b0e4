//! A sheet as lines of cells, each with its place, and which of its columns hold the scores.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::grid::{Grid, column_name};
use crate::base::thai::{arabic_digits, normalise, same_words};
use crate::ita::results::label::{Labelled, Reader, heads_codes};
use crate::ita::results::slot::{CellPlace, Slot};
use crate::ita::results::value::is_figure;
use crate::ita::year::FiscalYear;

/// A line of a sheet, without its empty cells.
pub(super) type Line = Vec<Slot>;

/// So many codes beside each other are the heads of a sheet that lies on its side.
const SIDEWAYS: usize = 3;

/// Words of heads over columns that are no score, and over those that are.
const NO_SCORE: &[&str] = &["ลำดับ", "จำนวน", "น้ำหนัก", "ผู้ตอบ", "ผลต่าง", "no", "weight", "count", "order"];
const NEVER: &[&str] = &["เต็ม", "ผลต่าง", "ถ่วงน้ำหนัก", "full", "difference", "weighted"];
/// Heads of the score itself, where a share of it stands beside.
const PLAIN: &[&str] = &["คะแนน", "คะแนนที่ได้", "คะแนนเฉลี่ย", "score"];
const SCORE: &[&str] = &["คะแนน", "ร้อยละ", "ผล", "score", "%", "result", "percent"];

/// The lines of a sheet, merged cells in every place that they cover; with the codes down, also where they stand across.
pub(super) fn lines(grid: &Grid, is_code: impl Fn(&str) -> bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut across = 0;
    for row in grid.rows.iter().filter(|row| !row.hidden) {
        let mut line = Line::new();
        let widest = grid.merged.iter().map(|area| area.right + 1).max().unwrap_or(0).max(row.cells.len());
        for column in (0..widest).filter(|column| !grid.hidden.contains(column)) {
            let own = (row.number, column);
            let area = grid.merged.iter().find(|area| area.holds(own.0, own.1));
            let (number, from) = area.map_or(own, |area| (area.top, area.left));
            let Ok(at) = grid.rows.binary_search_by_key(&number, |row| row.number) else { continue };
            let cell = grid.rows[at].cell(from);
            if !cell.is_blank() {
                let place = CellPlace { sheet: grid.sheet.name.clone(), row: number, column: from };
                line.push(Slot { text: cell.text.trim().to_owned(), value: cell.value, column, place });
            }
        }
        across = across.max(line.iter().filter(|slot| is_code(&slot.text)).count());
        lines.push(line);
    }
    let down: BTreeMap<usize, usize> =
        lines.iter().flatten().filter(|slot| is_code(&slot.text)).fold(BTreeMap::new(), |mut down, slot| {
            *down.entry(slot.column).or_default() += 1;
            down
        });
    if across >= SIDEWAYS && across > down.values().copied().max().unwrap_or(0) { turned(lines) } else { lines }
}

/// The same with rows and columns exchanged.
fn turned(lines: Vec<Line>) -> Vec<Line> {
    let mut columns: BTreeMap<usize, Line> = BTreeMap::new();
    for (number, line) in lines.into_iter().enumerate() {
        for slot in line {
            columns.entry(slot.column).or_default().push(Slot { column: number, ..slot });
        }
    }
    columns.into_values().collect()
}

/// What is known of the columns.
#[derive(Debug, Default)]
pub(super) struct Columns {
    scores: BTreeMap<usize, Head>,
    /// Columns that have figures beside labels, of scores or of something else.
    figures: BTreeSet<usize>,
    /// Columns that have figures in one line, of which only one can be the score.
    rivals: BTreeSet<usize>,
    /// The column whose head says that it has the codes.
    codes: Option<usize>,
}

#[derive(Debug, Default)]
struct Head {
    text: String,
    instrument: Option<String>,
}

impl Columns {
    /// Finds the columns of the scores by what stands beside codes, and by their heads.
    /// Within a sheet of one instrument a number that begins a line is a code.
    pub(super) fn of(lines: &[Line], reader: &Reader<'_>, of: Option<&str>, year: FiscalYear) -> Columns {
        let numbered = |line: &Line, slot: &Slot| {
            of.is_some() && line.len() > 1 && line[0].column == slot.column && reader.code(&slot.text, of).is_some()
        };
        let is_coded = |line: &Line, slot: &Slot| reader.code(&slot.text, None).is_some() || numbered(line, slot);
        let coded: Vec<&Line> = lines.iter().filter(|line| line.iter().any(|slot| is_coded(line, slot))).collect();
        let of_labels: Vec<&Line> = match coded.is_empty() {
            // What is of the whole may stand above the heads.
            true => labelled(lines, reader, |label| !matches!(label, Labelled::Overall | Labelled::Total))
                .or_else(|| labelled(lines, reader, |_| true))
                .unwrap_or_default(),
            false => coded,
        };
        let first = of_labels.first().and_then(|line| Some(line.first()?.place.row)).unwrap_or(0);
        let mut figures: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for (line, slot) in of_labels.iter().flat_map(|line| line.iter().map(move |slot| (line, slot))) {
            if !is_coded(line, slot) && is_figure(slot) {
                figures.entry(slot.column).or_default().push(&slot.text);
            }
        }
        // A line with one cell is a title, and no head of a column.
        let one = |line: &Line| line.iter().all(|slot| slot.place == line[0].place);
        let overall = |slot: &Slot| matches!(reader.label(&slot.text), Some(Labelled::Overall));
        let of_all = |line: &Line| line.iter().any(is_figure) && line.iter().any(overall);
        let head = |column: usize| {
            let heads = lines.iter().filter(|line| !one(line) && !of_all(line)).flatten();
            let above = heads.filter(|slot| slot.column == column && slot.place.row < first);
            let texts: BTreeSet<&str> = above.filter(|slot| !is_figure(slot)).map(|slot| slot.text.as_str()).collect();
            texts.into_iter().collect::<Vec<_>>().join(" ")
        };
        let above = |line: &&Line| !line.is_empty() && one(line) && line[0].place.row < first;
        let titles: Vec<&str> = lines.iter().filter(above).map(|line| line[0].text.as_str()).collect();
        let mut scores: BTreeMap<usize, Head> = BTreeMap::new();
        let seen = figures.keys().copied().collect();
        for (column, texts) in figures {
            let text = head(column);
            // A title above all columns may name what they are parts of.
            let part = |title: &&str| match text.is_empty() || reader.instrument(title).is_some() {
                true => None,
                false => reader.instrument(&format!("{title} {text}")),
            };
            let instrument = reader.instrument(&text).or_else(|| titles.iter().find_map(part));
            if !counts(&texts) {
                scores.insert(column, Head { text, instrument });
            }
        }
        let no_score = |head: &Head| has(&head.text, NO_SCORE) && !has(&head.text, SCORE) || has(&head.text, NEVER);
        let codes = lines.iter().flatten().find(|slot| heads_codes(&slot.text)).map(|slot| slot.column);
        Columns { scores, figures: seen, rivals: BTreeSet::new(), codes }
            .fewer(|head| !of_another_year(&head.text, year))
            .fewer(|head| !no_score(head))
            .fewer(|head| has(&head.text, SCORE) || head.instrument.is_some())
            .fewer(|head| head.instrument.is_some() || PLAIN.iter().any(|word| same_words(word, &head.text)))
            .judged(&of_labels, reader)
    }

    /// Those that `keep` keeps, if there are several and any is kept.
    fn fewer(mut self, keep: impl Fn(&Head) -> bool) -> Columns {
        if self.scores.len() > 1 && self.scores.values().any(&keep) {
            self.scores.retain(|_, head| keep(head));
        }
        self
    }

    /// Looks for lines with several figures that may be the score.
    fn judged(mut self, lines: &[&Line], reader: &Reader<'_>) -> Columns {
        for line in lines {
            let figure = |slot: &&Slot| is_figure(slot) && reader.code(&slot.text, None).is_none();
            let own: Vec<usize> = line.iter().filter(figure).map(|slot| slot.column).collect();
            let of = |column: &usize| Some((self.scores.get(column)?.instrument.as_deref(), *column));
            let own: Vec<(Option<&str>, usize)> = own.iter().filter_map(of).collect();
            let kinds: BTreeSet<Option<&str>> = own.iter().map(|(instrument, _)| *instrument).collect();
            if own.len() > kinds.len() || (own.len() > 1 && kinds.contains(&None)) {
                self.rivals.extend(own.into_iter().map(|(_, column)| column));
            }
        }
        self
    }

    /// Whether it is plain which column holds what; else the heads of those that may be the score.
    pub(super) fn sound(&self) -> Result<(), Vec<String>> {
        let name = |column: &usize| {
            let head = self.scores.get(column).map_or("", |head| &head.text);
            format!("{} {head}", column_name(*column)).trim().to_owned()
        };
        if self.rivals.is_empty() { Ok(()) } else { Err(self.rivals.iter().map(name).collect()) }
    }

    /// The cells of a line that may be its scores: those in the columns of scores or, in a text that has no columns, the only
    /// figure.
    pub(super) fn scores<'l>(&self, line: &'l [Slot], is_label: impl Fn(&Slot) -> bool) -> Vec<&'l Slot> {
        let own: Vec<&Slot> = line.iter().filter(|slot| self.is_score(slot.column) && !is_label(slot)).collect();
        let loose = line.iter().all(|slot| slot.place.sheet.is_empty()) && !own.iter().any(|slot| is_figure(slot));
        let figures: Vec<&Slot> = line.iter().filter(|slot| is_figure(slot) && !is_label(slot)).collect();
        if loose && figures.len() == 1 { figures } else { own }
    }

    /// Whether a figure in this column may be a score.
    pub(super) fn is_score(&self, column: usize) -> bool {
        self.scores.contains_key(&column)
    }

    /// The number in a line where its code should be.
    pub(super) fn numbered<'l>(&self, line: &'l Line) -> Option<&'l Slot> {
        line.iter().find(|slot| Some(slot.column) == self.codes && !self.is_score(slot.column) && is_figure(slot))
    }

    /// Whether the figures of this column are known, and are no scores.
    pub(super) fn is_other(&self, column: usize) -> bool {
        self.figures.contains(&column) && !self.is_score(column)
    }

    /// The instrument that the head of a column names.
    pub(super) fn instrument(&self, column: usize) -> Option<&str> {
        self.scores.get(&column)?.instrument.as_deref()
    }
}

/// The lines with such a label, if there are any.
fn labelled<'l>(lines: &'l [Line], reader: &Reader<'_>, is: impl Fn(&Labelled) -> bool) -> Option<Vec<&'l Line>> {
    let has = |line: &&Line| line.iter().any(|slot| reader.label(&slot.text).is_some_and(|label| is(&label)));
    Some(lines.iter().filter(has).collect::<Vec<_>>()).filter(|own| !own.is_empty())
}

/// The cell that names another year, where nothing but the lines of codes names this one.
pub(super) fn another_year(
    lines: &[Line],
    sheet: &str,
    year: FiscalYear,
    is_code: impl Fn(&str) -> bool,
) -> Option<(String, CellPlace)> {
    let heads = lines.iter().filter(|line| !line.iter().any(|slot| is_code(&slot.text))).flatten();
    let own = (sheet.to_owned(), CellPlace { sheet: sheet.to_owned(), row: 1, column: 0 });
    let texts: Vec<(String, CellPlace)> =
        std::iter::once(own).chain(heads.map(|slot| (slot.text.clone(), slot.place.clone()))).collect();
    match texts.iter().any(|(text, _)| years(text).contains(&year)) {
        true => None,
        false => texts.into_iter().find(|(text, _)| !years(text).is_empty()),
    }
}

fn years(text: &str) -> Vec<FiscalYear> {
    arabic_digits(text).split(|c: char| !c.is_ascii_digit()).filter_map(FiscalYear::parse).collect()
}

/// Whether a text that is no figure holds one, behind the number of its line: any number but a year.
pub(super) fn holds_figure(text: &str) -> bool {
    let digits = arabic_digits(text);
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit() || " .)".contains(c));
    // A number alone is not that of a line: it would be a score if it were not too high.
    let rest = if rest.is_empty() { digits.trim() } else { rest };
    let words = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').map(|word| word.trim_matches('.'));
    let figure = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && FiscalYear::parse(word).is_none();
    !has(text, NO_SCORE) && !has(text, NEVER) && words.into_iter().any(figure)
}

/// Whether figures only count the lines: 1, 2, 3.
fn counts(texts: &[&str]) -> bool {
    let numbers: Vec<Option<usize>> = texts.iter().map(|text| arabic_digits(text).trim().parse().ok()).collect();
    numbers.len() > 1
        && numbers[0] == Some(1)
        && numbers.windows(2).all(|two| matches!(two, [Some(a), Some(b)] if *b == a + 1 || *b == 1 && *a > 1))
}

fn has(head: &str, words: &[&str]) -> bool {
    let head = normalise(head);
    words.iter().any(|word| match word.is_ascii() {
        true => head.split(|c: char| !c.is_ascii_alphanumeric() && c != '%').any(|own| own == *word),
        false => head.contains(&normalise(word)),
    })
}

/// Whether a head names a year, and not this one.
fn of_another_year(head: &str, year: FiscalYear) -> bool {
    let years = years(head);
    !years.is_empty() && !years.contains(&year)
}
