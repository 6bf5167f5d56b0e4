//! What reads otherwise than it looks, and whose meaning nobody but its writer knows: cells beyond the head of a table,
//! numbers that are counted anew, marks of notes that lead nowhere. What is certain is mended in `base::mended`.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use crate::base::diag::Severity::{Note, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, both};
use crate::base::markdown::{Jumble, Placed, texts};
use crate::base::rows::{BAR, bars};
use crate::base::span::Span;
use crate::base::thai::is_mark;

pub(super) static RULES: &[&Rule] =
    &[&MARKDOWN_LIST, &MARKDOWN_TABLE, &MARKDOWN_LINE, &MARKDOWN_FENCE, &MARKDOWN_FOOTNOTE, &MARKDOWN_WORD_CUT];

static MARKDOWN_LIST: Rule = Rule::new(
    "markdown-list",
    Warning,
    both("เลขข้อบนหน้าเว็บตรงกับที่เขียน", "the numbers of a list are those that were written"),
    both(
        "ระเบียบอ้างกันด้วยเลขข้อ เลขที่เปลี่ยนไปทำให้อ้างผิดข้อ",
        "rules are cited by their numbers, and another number is another rule",
    ),
)
.held();

static MARKDOWN_TABLE: Rule = Rule::new(
    "markdown-table",
    Warning,
    both("ทุกแถวของตารางมีช่องเท่าหัวตาราง", "every row of a table has as many cells as its head"),
    both("ช่องที่เกินหัวตารางจะหายไปจากหน้าเว็บ", "cells beyond the head vanish from the page"),
)
.held();

static MARKDOWN_LINE: Rule = Rule::new(
    "markdown-line",
    Warning,
    both("เส้น --- มีบรรทัดว่างอยู่เหนือเส้น", "a line of hyphens has an empty line above it"),
    both("บรรทัดที่อยู่ติดเหนือเส้นจะกลายเป็นหัวข้อ", "what stands right above it becomes a heading"),
);

static MARKDOWN_FENCE: Rule = Rule::new(
    "markdown-fence",
    Warning,
    both("``` ที่เปิดต้องปิด", "what three backticks open, three close"),
    both("ข้อความที่เหลือทั้งหน้าจะขึ้นเป็นตัวพิมพ์ดีดในกรอบ", "the whole rest of the page is shown in a box, in typewriter letters"),
)
.held();

static MARKDOWN_FOOTNOTE: Rule = Rule::new(
    "markdown-footnote",
    Warning,
    both("เครื่องหมายเชิงอรรถกับเชิงอรรถเป็นคู่กัน", "every mark has its footnote, and every footnote its mark"),
    both(
        "ผู้อ่านเห็น [^1] ตามที่พิมพ์ หรืออ่านเชิงอรรถโดยไม่รู้ว่าของข้อความใด",
        "readers see `[^1]` as it was typed, or a note of nothing",
    ),
);

static MARKDOWN_WORD_CUT: Rule = Rule::new(
    "markdown-word-cut",
    Note,
    both("บรรทัดไม่จบกลางคำ", "a line does not end within a word"),
    both("หน้าเว็บจะมีช่องว่างกลางคำ", "the page shows a gap within the word"),
);

/// How far from a bracket its partner may be.
pub(super) const NEAR: usize = 200;

/// Everything of this kind in a text.
pub(super) fn faults(
    text: &str,
    events: &[Placed<'_>],
    jumbles: &[(Range<usize>, Jumble)],
    span: &dyn Fn(Range<usize>) -> Span,
) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> =
        jumbles.iter().map(|(place, jumble)| jumbled(&span(place.clone()), *jumble)).collect();
    let mut reader = Reader { text, span, lists: Vec::new(), columns: None, notes: HashSet::new(), cut: false };
    let marks: HashSet<String> = events.iter().filter_map(|(event, _)| reference(event)).collect();
    for (at, (event, place)) in events.iter().enumerate() {
        findings.extend(match event {
            Event::Start(Tag::List(_)) => {
                reader.lists.push(Vec::new());
                None
            }
            Event::Start(Tag::Item) => {
                reader.item(place);
                None
            }
            Event::End(TagEnd::List(_)) => reader.numbers(),
            Event::Start(Tag::Table(columns)) => {
                reader.columns = Some(columns.len()).filter(|_| reader.has_bars(place));
                None
            }
            Event::Start(Tag::TableRow) => reader.row(place),
            Event::Start(Tag::Heading { level, .. }) => reader.heading(place, *level),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => reader.fence(place),
            Event::Start(Tag::FootnoteDefinition(name)) => reader.note(name, place, &marks),
            Event::SoftBreak => reader.line_end(place, events.get(at + 1)),
            _ => None,
        });
    }
    for run in texts(events) {
        reader.marks(run, &mut findings);
    }
    findings
}

fn jumbled(at: &Span, jumble: Jumble) -> Diagnostic {
    let (rule, said, hint) = match jumble {
        Jumble::Numbers => (
            &MARKDOWN_LIST,
            both(
                "ข้อเหล่านี้จะต่อกันเป็นย่อหน้าเดียว เพราะเลขไม่ได้เรียงจากข้อแรก",
                "these entries will run together in one paragraph, as they are not numbered in order from the first",
            ),
            both(
                "เรียงเลขตั้งแต่ข้อแรก หรือเว้นบรรทัดว่างระหว่างข้อ",
                "number them in order, or leave an empty line between them",
            ),
        ),
        Jumble::Columns => (
            &MARKDOWN_TABLE,
            both(
                "คอลัมน์ที่คั่นด้วยแท็บ เว้นวรรค | หรือจุลภาค จะต่อกันเป็นย่อหน้าเดียว",
                "columns parted by tabs, spaces, bars or commas will run together in one paragraph",
            ),
            both(
                "เขียนเป็น | ช่อง | ช่อง | โดยมีบรรทัด |---|---| ใต้หัวตาราง ถ้าไม่ใช่ตาราง เว้นบรรทัดว่างระหว่างบรรทัด",
                "write `| cell | cell |` with a line |---|---| below the head; if it is no table, leave an empty line between the lines",
            ),
        ),
    };
    Diagnostic::new(rule, at, said).hint(hint)
}

/// The name of the note that a mark names, in the form in which names are compared.
fn reference(event: &Event<'_>) -> Option<String> {
    if let Event::FootnoteReference(name) = event { Some(name.to_lowercase()) } else { None }
}

struct Reader<'a> {
    text: &'a str,
    span: &'a dyn Fn(Range<usize>) -> Span,
    /// The lists that are open, with the numbers that were written and where.
    lists: Vec<Vec<(usize, Range<usize>)>>,
    /// How many cells a row of the present table has.
    columns: Option<usize>,
    notes: HashSet<String>,
    /// A word that a line's end cuts was told.
    cut: bool,
}

impl Reader<'_> {
    fn item(&mut self, place: &Range<usize>) {
        let own = &self.text[place.clone()];
        let digits = own.len() - own.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        // `1.2 …` is a part's number, which stands in the text: the page counts nothing there.
        let counted =
            own[digits..].strip_prefix(['.', ')']).is_some_and(|rest| !rest.starts_with(|c: char| !c.is_whitespace()));
        let number = own[..digits].parse().ok().filter(|_| counted);
        if let (Some(list), Some(number)) = (self.lists.last_mut(), number) {
            list.push((number, place.start..place.start + digits));
        }
    }

    /// The first number that the page counts otherwise. Who writes one number everywhere leaves the counting to the page.
    fn numbers(&mut self) -> Option<Diagnostic> {
        let list = self.lists.pop()?;
        let first = list.first()?.0;
        let same = list.iter().all(|(number, _)| *number == first);
        let counted = |at: usize| first.saturating_add(at);
        let (at, (number, place)) =
            list.iter().enumerate().find(|(at, (number, _))| !same && *number != counted(*at))?;
        let shown = counted(at);
        let said = both!(
            "หน้าเว็บจะขึ้นเลข {shown} ที่ข้อนี้ ซึ่งเขียนไว้เป็น {number}",
            "the page will show {shown} here, where {number} is written"
        );
        let finding = Diagnostic::new(&MARKDOWN_LIST, &(self.span)(place.clone()), said);
        Some(finding.hint(both!(
            "แก้เลขให้เรียงกัน ข้อที่เลิกใช้ให้คงไว้ เช่น {shown}. (ยกเลิก)",
            "number them in order; keep an entry that no longer holds, as `{shown}. (repealed)`"
        )))
    }

    /// Whether a table was written as one: the line below its head has nothing but hyphens.
    fn has_bars(&self, place: &Range<usize>) -> bool {
        let below = self.text[place.clone()].lines().nth(1).unwrap_or_default();
        below.contains('-') && below.chars().all(|c| "|-: \t>".contains(c))
    }

    fn row(&self, place: &Range<usize>) -> Option<Diagnostic> {
        let (row, columns) = (self.text[place.clone()].trim(), self.columns?);
        let bars: Vec<usize> = bars(row, BAR).collect();
        let edges = usize::from(row.starts_with('|'))
            + usize::from(bars.last().is_some_and(|at| *at > 0 && at + 1 == row.len()));
        let cells = (bars.len() + 1).saturating_sub(edges);
        // What is beyond the head and empty is no loss.
        let lost = bars.get(columns - 1 + usize::from(row.starts_with('|'))).map_or("", |at| &row[*at..]);
        let lost = lost.chars().any(|c| c != '|' && !c.is_whitespace());
        if cells == columns || (cells > columns && !lost) {
            return None;
        }
        let at = (self.span)(place.start..place.start + row.len());
        let s = if cells == 1 { "" } else { "s" };
        let said = both!("แถวนี้มี {cells} ช่อง แต่หัวตารางมี {columns}", "this row has {cells} cell{s}, the head {columns}");
        Some(match cells > columns {
            true => {
                let Bilingual { th, en } = said;
                let said = both!("{th} ช่องที่เกินจะไม่ขึ้นบนหน้าเว็บ", "{en}: what is beyond is not shown");
                Diagnostic::new(&MARKDOWN_TABLE, &at, said).hint(both(
                    "เพิ่มคอลัมน์ที่หัวตารางและบรรทัด |---| ถ้า | เป็นส่วนของข้อความ เขียน \\|",
                    "add a column to the head and to the line |---|; a bar that belongs to the text is written \\|",
                ))
            }
            false => Diagnostic::new(&MARKDOWN_TABLE, &at, said).hint(both(
                "เติม | ให้ครบทุกช่อง ช่องว่างก็ต้องมี ถ้าเป็นหมายเหตุใต้ตาราง เว้นบรรทัดว่างก่อน",
                "write a bar for every cell, an empty one too; leave an empty line above a note below the table",
            )),
        })
    }

    fn heading(&self, place: &Range<usize>, level: HeadingLevel) -> Option<Diagnostic> {
        let own = self.text[place.clone()].trim_end();
        let lined = level == HeadingLevel::H2 && !own.starts_with('#') && own.ends_with('-');
        // Facts between two lines of hyphens are a front matter in the wrong place, which is told as one.
        let front = self.text[..place.start].trim_end().ends_with("---") && own.contains(':');
        let line = own.lines().next().filter(|_| lined && !front && own.contains('\n'))?;
        let said = both(
            "บรรทัดนี้จะกลายเป็นหัวข้อ เพราะมี --- อยู่ติดข้างใต้",
            "this line becomes a heading: a line of hyphens is right below it",
        );
        let finding =
            Diagnostic::new(&MARKDOWN_LINE, &(self.span)(place.start..place.start + line.trim_end().len()), said);
        Some(finding.hint(both(
            "เว้นบรรทัดว่างเหนือ --- ถ้าเป็นหัวข้อ เขียน ## นำหน้าแทน",
            "leave an empty line above the hyphens; a heading is written with ## before it",
        )))
    }

    fn fence(&self, place: &Range<usize>) -> Option<Diagnostic> {
        let own = self.text[place.clone()].trim_end();
        let sign = own.chars().next()?;
        let fence = own.len() - own.trim_start_matches(sign).len();
        let last = own.lines().skip(1).last().unwrap_or_default().trim_start_matches([' ', '\t', '>']);
        let closed = last.len() >= fence && last.chars().all(|c| c == sign);
        (!closed).then(|| {
            let said = both("ตรงนี้เปิดกรอบไว้แล้วไม่ปิด", "this opens a box that nothing closes");
            let finding = Diagnostic::new(&MARKDOWN_FENCE, &(self.span)(place.start..place.start + fence), said);
            let fence = &own[..fence];
            finding.hint(both!(
                "เขียน {fence} อีกบรรทัดหนึ่งที่ท้ายกรอบ หรือลบบรรทัดนี้",
                "write {fence} on a line where the box ends, or delete this one"
            ))
        })
    }

    fn note(&mut self, name: &str, place: &Range<usize>, marks: &HashSet<String>) -> Option<Diagnostic> {
        let at = (self.span)(place.start..place.start + name.len() + "[^]:".len());
        let key = name.to_lowercase();
        let marked = marks.contains(&key);
        if !self.notes.insert(key) {
            let said = both!(
                "มีเชิงอรรถ [^{name}] อยู่แล้ว อันนี้จะไม่ขึ้นบนหน้าเว็บ",
                "there is a footnote [^{name}] already; this one is not shown"
            );
            return Some(
                Diagnostic::new(&MARKDOWN_FOOTNOTE, &at, said)
                    .hint(both("ตั้งชื่ออื่น หรือรวมเป็นเชิงอรรถเดียว", "give it another name, or make one note of both")),
            );
        }
        (!marked).then(|| {
            let said = both!("ไม่มีข้อความใดอ้างเชิงอรรถ [^{name}]", "nothing refers to the footnote [^{name}]");
            Diagnostic::new(&MARKDOWN_FOOTNOTE, &at, said).hint(both!(
                "เขียน [^{name}] หลังข้อความที่อธิบาย หรือลบเชิงอรรถ",
                "write [^{name}] behind the words that it explains, or delete the note"
            ))
        })
    }

    /// Told once: where one line of a text from a PDF cuts a word, most do.
    fn line_end(&mut self, place: &Range<usize>, next: Option<&Placed<'_>>) -> Option<Diagnostic> {
        let before = self.text[..place.start].trim_end().chars().next_back().is_some_and(|c| ('เ'..='ไ').contains(&c));
        let after = next.and_then(|(_, place)| self.text[place.start..].chars().next());
        let after = after.is_some_and(|c| is_mark(c) || "ะาำๅ".contains(c));
        if self.cut || !(before || after) {
            return None;
        }
        self.cut = true;
        let said =
            both("บรรทัดนี้จบกลางคำ หน้าเว็บจะมีช่องว่างกลางคำ", "this line ends within a word, where the page shows a gap");
        let finding = Diagnostic::new(&MARKDOWN_WORD_CUT, &(self.span)(place.start..place.start), said);
        Some(finding.hint(both(
            "ต่อสองบรรทัดเป็นบรรทัดเดียว แล้วดูบรรทัดอื่นของหน้านี้ด้วย",
            "join the two lines, and look at the others of this page",
        )))
    }

    /// Marks of notes that are not there: `[^1]`.
    fn marks(&self, run: Range<usize>, findings: &mut Vec<Diagnostic>) {
        let text = self.text;
        for at in
            text[run.clone()].match_indices('[').map(|(at, _)| run.start + at).filter(|at| !text[..*at].ends_with('\\'))
        {
            // A name is short: no need to look through the whole text from every bracket.
            let name: String = text[at + 1..run.end].chars().take(NEAR).take_while(|c| *c != ']').collect();
            let end = at + name.len() + 2;
            if !text[..run.end].get(end - 1..).is_some_and(|rest| rest.starts_with(']')) {
                continue;
            }
            if let Some(name) =
                name.strip_prefix('^').filter(|name| !name.is_empty() && !name.contains(char::is_whitespace))
            {
                let said = both!("ไม่มีเชิงอรรถ [^{name}]", "there is no footnote [^{name}]");
                let finding = Diagnostic::new(&MARKDOWN_FOOTNOTE, &(self.span)(at..end), said);
                findings.push(finding.hint(both!(
                    "เขียน [^{name}]: ข้อความ ไว้ท้ายหน้า",
                    "write `[^{name}]: its text` at the end of the page"
                )));
            }
        }
    }
}
