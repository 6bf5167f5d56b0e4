//! What a part in XML says, whatever it is: its text as people see it, and beside it everything else that could hold a number,
//! the values of attributes, field codes, comments. No list of names is needed to find it, only to join what belongs together.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::events::BytesStart;

use crate::base::candidate::may_hold;
use crate::base::document::{Active, Fault};
use crate::base::national::LENGTH;
use crate::io::inspect::active;
use crate::io::inspect::limits::MAX_TEXT;
use crate::io::inspect::roles::{conceals, is_code, is_known, is_note, is_run, symbol};
use crate::io::inspect::xml::{Step, attribute, attributes, is_resolved, walk};

/// Of what is repeated beside or below each other so many columns are read, and only what is no longer than a piece of a number.
const MAX_COLUMNS: usize = 50;
const PIECE: usize = 4 * LENGTH;

/// The text of a part.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// As people see it: a line for each paragraph, the cells of a row parted by tabs.
    pub shown: String,
    /// What stands beside it, each with the line that it belongs to.
    pub aside: Vec<(usize, String)>,
    /// Whether text was deleted in it and is still kept.
    pub deleted: bool,
    /// The same without what is hidden or white, where there is such text.
    pub seen: Option<Box<Said>>,
    /// Whether it refers to texts that it declares itself.
    pub unresolved: bool,
    /// What in it a computer would run or fetch.
    pub active: Option<Active>,
}

/// Which of two versions of a text is read, where changes are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// With everything that was put in, and nothing that was deleted.
    Now,
    Before,
    /// As it is now, without what is hidden or white. It is read beside that.
    Seen,
}

/// Reads a part.
///
/// # Errors
/// If it is no sound XML, or too large.
pub(super) fn read(part: impl BufRead, version: Version) -> Result<Said, Fault> {
    let (mut reading, mut seen) = (Reading::new(version), None::<Reading>);
    walk(part, |step| {
        reading.step(&step);
        match &mut seen {
            Some(seen) => seen.step(&step),
            // Up to here both are the same.
            None if reading.conceals && version == Version::Now => {
                seen = Some(Reading { version: Version::Seen, ..reading.clone() });
            }
            None => {}
        }
    })?;
    let seen = seen.map(|seen| seen.end().map(Box::new)).transpose()?;
    Ok(Said { seen, ..reading.end()? })
}

/// The line around a note while that is read: the text so far, where the line begins, how many are before it, its cells, and
/// how many elements are open.
#[derive(Clone)]
struct Around {
    shown: String,
    line: usize,
    lines: usize,
    cells: Vec<(usize, Option<String>, usize)>,
    depth: usize,
}

/// A part while it is read.
#[derive(Clone)]
pub(super) struct Reading {
    said: Said,
    version: Version,
    /// The elements that are open: whether each is a run, and whether it has text.
    open: Vec<(bool, bool)>,
    /// Cells that are open: where each began, and the value that it is kept by.
    cells: Vec<(usize, Option<String>, usize)>,
    /// Where the line began, how many are before it, and how large what stands beside has become.
    line: usize,
    lines: usize,
    size: usize,
    /// Elements that hold what is not seen in this version, and field codes.
    hidden: usize,
    /// Whether the run that is read is not seen on the page, and whether any was not.
    concealed: bool,
    conceals: bool,
    codes: usize,
    /// The code of the field and the formula that are read.
    field: String,
    formula: Option<String>,
    /// Which of what stands beside is a code that may go on.
    code: Option<usize>,
    /// The line that waits for the end of a note.
    around: Option<Around>,
    /// How often the row is repeated that is read.
    rows: usize,
    /// Whether it declares texts of its own.
    declares: bool,
}

impl Reading {
    pub(super) fn new(version: Version) -> Reading {
        Reading {
            said: Said::default(),
            version,
            open: Vec::new(),
            cells: Vec::new(),
            line: 0,
            lines: 0,
            size: 0,
            hidden: 0,
            concealed: false,
            conceals: false,
            codes: 0,
            field: String::new(),
            formula: None,
            code: None,
            around: None,
            rows: 1,
            declares: false,
        }
    }

    pub(super) fn step(&mut self, step: &Step<'_>) {
        if self.is_full() {
            return;
        }
        match step {
            Step::Open(name, start) => self.begin(name, start),
            Step::Close(name) => self.close(name),
            Step::Text(words) => self.words(words),
            Step::Aside(words) => {
                self.declares |= words.contains("<!ENTITY");
                // What it declares for attributes may be put together of what it declares otherwise.
                self.said.unresolved |= self.declares && words.contains("<!ATTLIST");
                self.beside((*words).to_owned());
            }
            Step::Reference => self.said.unresolved = true,
        }
    }

    /// What was read.
    ///
    /// # Errors
    /// If it was too large.
    pub(super) fn end(mut self) -> Result<Said, Fault> {
        self.end_field();
        self.end_note();
        if self.is_full() { Err(Fault::Bomb) } else { Ok(self.said) }
    }

    /// Whether a computer would run or fetch something of what was read so far.
    pub(super) fn is_active(&self) -> bool {
        self.said.active.is_some()
    }

    fn is_full(&self) -> bool {
        self.said.shown.len() + self.size > MAX_TEXT
    }

    fn begin(&mut self, name: &str, start: &BytesStart<'_>) {
        if is_note(name) && self.around.is_none() && (self.said.shown.len() > self.line || !self.cells.is_empty()) {
            self.begin_note();
        }
        self.open.push((is_run(name), false));
        self.hidden += usize::from(self.hides(name));
        self.codes += usize::from(is_code(name));
        self.said.deleted |= matches!(name, "delText" | "del" | "moveFrom");
        if conceals(name, start) {
            (self.concealed, self.conceals) = (true, true);
        }
        self.said.unresolved |= self.declares && !is_resolved(start);
        self.said.active = self.said.active.take().or_else(|| active::element(name, start));
        match name {
            "fldChar" => self.end_field(),
            _ if is_formula(name) => self.formula = Some(String::new()),
            "tab" => self.said.shown.push(' '),
            "s" if self.said.shown.len() > self.line => self.said.shown.push(' '),
            "br" | "line-break" => self.end_line(),
            "noBreakHyphen" => self.said.shown.push('-'),
            // A letter of a font of symbols, kept by its code.
            "sym" => self.said.shown.extend(attribute(start, "char").and_then(|code| symbol(&code))),
            "table-row" => self.rows = times(start, "number-rows-repeated"),
            "tc" | "table-cell" | "covered-table-cell" | "td" | "th" => {
                let value = attribute(start, "value").or_else(|| attribute(start, "string-value"));
                self.cells.push((self.said.shown.len(), value, times(start, "number-columns-repeated")));
            }
            _ => {}
        }
        // All of an element together: the name of a variable stands beside its value.
        let leads = |(name, value): (&str, Cow<'_, str>)| name != "Type" && may_lead(&value);
        let holds = may_hold(start) && attributes(start).any(|(_, value)| may_hold(&value));
        if holds || (may_lead(start) && attributes(start).any(leads)) {
            let all = attributes(start).filter(|(_, value)| !value.trim().is_empty());
            let line = |(name, value): (&str, Cow<'_, str>)| {
                if name == "id" { value.into_owned() } else { format!("{name}: {value}") }
            };
            self.beside(all.map(line).collect::<Vec<_>>().join("\n"));
        }
    }

    fn hides(&self, name: &str) -> bool {
        match self.version {
            Version::Now | Version::Seen => matches!(name, "delText" | "del" | "moveFrom"),
            Version::Before => matches!(name, "ins" | "moveTo"),
        }
    }

    fn words(&mut self, words: &str) {
        if let Some(formula) = &mut self.formula {
            formula.push_str(words);
        }
        let concealed = self.concealed && self.version == Version::Seen;
        if self.hidden > 0 || concealed || (words.trim().is_empty() && words.contains('\n')) {
            return;
        }
        if self.codes > 0 {
            let line = self.lines;
            self.size += 2 * words.len();
            self.field.push_str(words);
            match self.code.and_then(|at| self.said.aside.get_mut(at)).filter(|(at, _)| *at == line) {
                Some((_, code)) => code.push_str(words),
                None => {
                    self.code = Some(self.said.aside.len());
                    self.beside(words.to_owned());
                }
            }
            return;
        }
        // What begins with this text and is no run ends the line before.
        let begun = self.open.iter_mut().rev().take_while(|(_, text)| !*text);
        let parted = begun.fold(false, |parted, (run, text)| {
            *text = true;
            parted || !*run
        });
        if parted && self.cells.is_empty() {
            self.end_line();
        }
        self.said.shown.push_str(words);
    }

    fn close(&mut self, name: &str) {
        self.hidden -= usize::from(self.hides(name)).min(self.hidden);
        self.codes -= usize::from(is_code(name)).min(self.codes);
        self.concealed &= !matches!(name, "r" | "pPr");
        let (run, text) = self.open.pop().unwrap_or_default();
        if self.around.as_ref().is_some_and(|around| around.depth == self.open.len()) {
            return self.end_note();
        }
        if name == "p" {
            self.end_field();
        } else if is_formula(name) {
            let runs = self.formula.take().is_some_and(|own| active::formula(&own));
            self.said.active = self.said.active.take().or(runs.then_some(Active::Macros));
        }
        match name {
            "tc" | "table-cell" | "covered-table-cell" | "td" | "th" => self.end_cell(),
            "tr" | "table-row" => {
                let row = self.said.shown.trim_end_matches('\t').len();
                self.said.shown.truncate(row.max(self.line));
                self.end_row();
            }
            "p" | "h" if self.cells.is_empty() => {
                self.said.shown.push('\n');
                self.line = self.said.shown.len();
                self.lines += 1;
            }
            _ if run || !text => {}
            _ if !self.cells.is_empty() => self.said.shown.push(' '),
            _ => {
                if !is_known(name) && may_hold(&self.said.shown[self.line..]) {
                    self.said.shown.insert_str(self.line, &format!("{name}: "));
                }
                self.end_line();
            }
        }
    }

    /// A cell shows its value in some form; where digits were lost in that, the value counts.
    fn end_cell(&mut self) {
        let Some((start, value, times)) = self.cells.pop() else { return };
        let shown = &mut self.said.shown;
        shown.truncate(shown.trim_end_matches(' ').len().max(start));
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let digits: String = shown[start..].chars().filter(|c| !matches!(c, ',' | ' ')).collect();
            if !digits.contains(&*value) {
                shown.truncate(start);
                shown.push_str(&value);
            }
        }
        let repeated = times > 1 && shown.len() - start <= PIECE;
        let piece = if repeated { shown[start..].to_owned() } else { String::new() };
        shown.push('\t');
        // What is repeated beyond a few columns is the empty rest of a sheet.
        for _ in 1..times.min(MAX_COLUMNS) {
            shown.push_str(&piece);
            shown.push('\t');
        }
        if !self.cells.is_empty() {
            shown.truncate(shown.trim_end_matches('\t').len().max(start));
            shown.push(' ');
        }
    }

    fn end_field(&mut self) {
        let code = std::mem::take(&mut self.field);
        self.said.active = self.said.active.take().or_else(|| active::field(&code));
    }

    /// A row as often as it is repeated, if it is one of few digits.
    fn end_row(&mut self) {
        let times = std::mem::replace(&mut self.rows, 1);
        let own = self.line;
        self.end_line();
        if times > 1 && self.cells.is_empty() && self.line - own <= PIECE {
            let row = self.said.shown[own..self.line].trim_end().to_owned();
            for _ in 1..times.min(LENGTH) {
                self.said.shown.push_str(&row);
                self.end_line();
            }
        }
    }

    fn begin_note(&mut self) {
        // The line counts as long as it waits.
        self.size += self.said.shown.len();
        self.around = Some(Around {
            shown: std::mem::take(&mut self.said.shown),
            line: std::mem::take(&mut self.line),
            lines: self.lines,
            cells: std::mem::take(&mut self.cells),
            depth: self.open.len(),
        });
    }

    fn end_note(&mut self) {
        let Some(Around { shown, line, lines, cells, .. }) = self.around.take() else { return };
        self.size -= shown.len();
        let note = std::mem::replace(&mut self.said.shown, shown);
        (self.line, self.lines, self.cells) = (line, lines, cells);
        self.beside(note);
    }

    fn end_line(&mut self) {
        if !self.cells.is_empty() {
            self.said.shown.push(' ');
        } else if self.said.shown.len() > self.line {
            self.said.shown.push('\n');
            self.line = self.said.shown.len();
            self.lines += 1;
        }
    }

    fn beside(&mut self, words: String) {
        self.size += words.len() + size_of::<(usize, String)>();
        self.said.aside.push((self.lines, words));
    }
}

/// How often a cell or a row stands on the page.
fn times(start: &BytesStart<'_>, name: &str) -> usize {
    attribute(start, name).and_then(|times| times.parse().ok()).unwrap_or(1)
}

/// Whether a text may have the address of a host.
fn may_lead(text: &str) -> bool {
    text.contains('.') && text.contains(['/', '%'])
}

/// What workbooks calculate: in cells, names, rules and lists to choose from.
fn is_formula(name: &str) -> bool {
    matches!(name, "f" | "definedName" | "formula" | "formula1" | "formula2")
}

#[cfg(test)]
mod tests {
    use super::{Version, read};

    #[test]
    fn what_parts_lines_and_words_on_a_page_parts_them_here() {
        let shown = |xml: &str| read(xml.as_bytes(), Version::Now).unwrap().shown;
        assert_eq!(shown("<p><r>ก<br/>ข</r><r>ค</r></p>"), "ก\nขค\n");
        assert_eq!(shown("<p>ก<tab/>ข<s/>ค<noBreakHyphen/>ง<line-break/>จ</p>"), "ก ข ค-ง\nจ\n");
    }
}
