//! What is read in the place of what was written, where Thai office writing makes the meaning certain: lists numbered by
//! hand, indented paragraphs, headings without a space, rows pasted from a sheet, stars beside Thai punctuation. A text is
//! parsed once as it stands; only what has something to mend is parsed again, and its events keep their places.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::base::bullets::Mark;
use crate::base::edits::Edit;
use crate::base::label::{is_dated, is_label, is_opening, is_signer};
use crate::base::numbered::{Counted, entries, mark};
use crate::base::rows::{Whole, has_columns, rows};
use crate::base::thai::is_thai;

/// An event and the bytes of the body that it comes from.
pub(crate) type Placed<'a> = (Event<'a>, Range<usize>);

/// What reads otherwise than it looks, and whose meaning is not certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Jumble {
    /// Numbered lines that become one paragraph.
    Numbers,
    /// Columns that become words in a row.
    Columns,
}

/// What to mend in the lines of a text, and what in them cannot be mended.
pub(super) fn lines(text: &str, events: &[Placed<'_>]) -> (Vec<Edit>, Vec<(Range<usize>, Jumble)>) {
    let paragraphs = events.iter().filter(|(event, _)| *event == Event::Start(Tag::Paragraph));
    let paragraphs = paragraphs.map(|(_, place)| place.clone()).collect();
    let mut reader = Reader { text, paragraphs, counted: Counted::new(), edits: Vec::new(), jumbles: Vec::new() };
    let mut areas = areas(events).into_iter().peekable();
    let (mut block, mut start) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        while areas.next_if(|area| area.place.end <= start).is_some() {}
        let area = areas.peek().filter(|area| area.place.start < start + line.len());
        let kind = area.map_or(Kind::Open, |area| area.kind);
        let words = line.trim_start_matches(|c| " \t".contains(c) || (c == '>' && kind == Kind::Held));
        let own = Line { start, words: start + line.len() - words.len(), end: start + line.trim_end().len(), kind };
        let closed = words.trim().is_empty() || kind == Kind::Closed;
        // A heading is a block of its own, whatever stands right above or below it.
        let heading =
            !closed && is_heading(words.trim_end()) && (kind != Kind::Open || !is_deep(&text[start..own.words]));
        if closed || heading {
            reader.block(&std::mem::take(&mut block));
        }
        if heading {
            reader.block(&[own]);
        } else if !closed {
            block.push(own);
        }
        start += line.len();
    }
    reader.block(&block);
    notes(text, events, &mut reader.edits);
    deep(text, events, &mut reader.edits);
    reader.edits.sort_by_key(|(place, _)| place.start);
    (reader.edits, reader.jumbles)
}

/// Lines below a table that are no rows: without a bar, to its end.
fn notes(text: &str, events: &[Placed<'_>], edits: &mut Vec<Edit>) {
    let mut note = None;
    for (event, place) in events {
        match event {
            Event::Start(Tag::TableRow) if text[place.clone()].contains('|') => note = None,
            Event::Start(Tag::TableRow) if text[place.clone()].contains(is_thai) => _ = note.get_or_insert(place.start),
            Event::Start(Tag::Table(columns)) if columns.len() > 1 => note = None,
            // Only one that begins its line stands by itself.
            Event::End(TagEnd::Table) => {
                let own = note.take().filter(|at| text[..*at].ends_with('\n'));
                edits.extend(own.map(|at| (at..at, "\n".to_owned())));
            }
            _ => {}
        }
    }
}

/// Paragraphs of a list that stand so far in that they are code: each line loses what makes it one.
fn deep(text: &str, events: &[Placed<'_>], edits: &mut Vec<Edit>) {
    let (mut depth, mut prose) = (0, false);
    for (at, (event, place)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => prose = depth > 0 && is_prose(&events[at + 1..]),
            Event::End(TagEnd::CodeBlock) => prose = false,
            Event::Start(tag) if is_holder(tag) => depth += 1,
            Event::End(
                TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition | TagEnd::DefinitionList,
            ) => depth -= 1,
            // The rest of a tab comes as spaces of its own.
            Event::Text(words) if prose && !words.trim().is_empty() => {
                let before = &text[..place.start];
                let spaces = before.len() - before.trim_end_matches(' ').len();
                let from = place.start - if before.ends_with('\t') { 1 } else { spaces.min(4) };
                edits.push((
                    from..place.start + words.len() - words.trim_start_matches([' ', '\t']).len(),
                    String::new(),
                ));
            }
            _ => {}
        }
    }
}

fn is_holder(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::List(_) | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) | Tag::DefinitionList)
}

/// What a line is part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The text itself.
    Open,
    /// Code by its indentation alone, and Thai: no program is written in it.
    Indented,
    /// A list, a quotation, a note.
    Held,
    /// Code, a table.
    Closed,
}

struct Area {
    place: Range<usize>,
    kind: Kind,
}

/// The parts of a text that lie side by side, in their order.
fn areas(events: &[Placed<'_>]) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::new();
    for (at, (event, place)) in events.iter().enumerate() {
        let Event::Start(tag) = event else { continue };
        let within = areas.last().is_some_and(|area| place.start < area.place.end);
        let kind = match tag {
            Tag::CodeBlock(CodeBlockKind::Indented) if is_prose(&events[at + 1..]) => Kind::Indented,
            Tag::CodeBlock(_) | Tag::Table(_) | Tag::HtmlBlock => Kind::Closed,
            tag if is_holder(tag) => Kind::Held,
            _ => continue,
        };
        match areas.last_mut().filter(|_| within) {
            // What is closed in a list parts it in two.
            Some(area) if kind == Kind::Closed => {
                let end = std::mem::replace(&mut area.place.end, place.start);
                let kind = area.kind;
                areas.push(Area { place: place.clone(), kind: Kind::Closed });
                areas.push(Area { place: place.end..end.max(place.end), kind });
            }
            Some(_) => {}
            None => areas.push(Area { place: place.clone(), kind }),
        }
    }
    areas
}

/// Whether a block of code has Thai words.
fn is_prose(events: &[Placed<'_>]) -> bool {
    let texts = events.iter().take_while(|(event, _)| *event != Event::End(TagEnd::CodeBlock));
    texts
        .filter_map(|(event, _)| if let Event::Text(text) = event { Some(text) } else { None })
        .any(|t| t.contains(is_thai))
}

struct Line {
    start: usize,
    /// Where its words begin, and where they end.
    words: usize,
    end: usize,
    kind: Kind,
}

struct Reader<'a> {
    text: &'a str,
    /// Where Markdown sees paragraphs, in order.
    paragraphs: Vec<Range<usize>>,
    counted: Counted,
    edits: Vec<Edit>,
    jumbles: Vec<(Range<usize>, Jumble)>,
}

impl Reader<'_> {
    /// Lines without an empty one between them.
    fn block(&mut self, lines: &[Line]) {
        let text = self.text;
        let Some(first) = lines.first() else { return };
        let words = |line: &Line| &text[line.words..line.end];
        let marks: Vec<Option<Mark>> = lines.iter().map(|line| mark(words(line))).collect();
        let place = first.words..first.end;
        let (entries, jumbled) = entries(&marks, &mut self.counted);
        if let Some(entries) = entries {
            return self.list(lines, &marks, &entries);
        }
        let open = |line: &&Line| line.kind != Kind::Held;
        let run = lines.len() > 1 && lines.iter().all(|line| open(&line));
        if run {
            let whole = |line: &Line| (line.start, text[line.start..].lines().next().unwrap_or_default());
            let whole: Vec<Whole<'_>> = lines.iter().map(whole).collect();
            if let Some(edits) = rows(&whole) {
                return self.edits.extend(edits);
            }
            if jumbled {
                self.jumbles.push((place, Jumble::Numbers));
            } else if marks.iter().all(Option::is_none) && has_columns(&whole) {
                self.jumbles.push((place, Jumble::Columns));
            }
        }
        let signer = lines.iter().position(|line| is_signer(words(line))).unwrap_or(lines.len());
        let signed = |at: usize| at >= signer || is_dated(words(&lines[at])) || is_dated(words(&lines[at - 1]));
        let labels = lines.iter().filter(open).filter(|line| is_label(words(line))).count();
        for (at, line) in lines.iter().enumerate() {
            let indent = &text[line.start..line.words];
            // Right below a heading without a space, too, it would be code.
            let begins = at == 0 || words(line).starts_with(is_thai);
            match line.kind {
                // The first line of a paragraph stands further in.
                Kind::Indented | Kind::Open if begins && is_deep(indent) => {
                    self.edits.push((line.start..line.words, "\n".into()))
                }
                Kind::Indented => self.edits.push((line.start..line.words, String::new())),
                // Each line of an address is one, and each below what is signed.
                Kind::Open
                    if at > 0
                        && (labels > 1
                            && (is_label(words(line)) || is_opening(words(&lines[at - 1]), words(line)))
                            || signed(at))
                        && self.joined(&lines[at - 1], line) =>
                {
                    let end = lines[at - 1].end;
                    let gap = text[end..line.start].trim_end_matches(['\n', '\r']);
                    // Two spaces or a stroke did it already.
                    if gap.len() < 2 && !text[..end].ends_with('\\') {
                        self.edits.push((end..end + gap.len(), "\\".into()));
                    }
                }
                _ => {}
            }
            self.heading(line);
            self.task(line);
        }
    }

    /// Whether two lines, one below the other, will be of one paragraph.
    fn joined(&self, above: &Line, line: &Line) -> bool {
        let next = self.paragraphs.partition_point(|place| place.start < above.end);
        above.kind == Kind::Indented || self.paragraphs[..next].last().is_some_and(|place| line.words < place.end)
    }

    /// `##หัวข้อ`, `＃＃ หัวข้อ`, `## หัวข้อ##`, and a space that is none behind the marks of a heading.
    fn heading(&mut self, line: &Line) {
        let words = &self.text[line.words..line.end];
        let rest = words.trim_start_matches(MARKS);
        let title = line.end - rest.trim_start().len();
        let gap = line.end - rest.len()..title;
        let wide = words[..words.len() - rest.len()].contains(MARKS[1]);
        let sound = !wide && !gap.is_empty() && self.text[gap.clone()].chars().all(|c| c == ' ' || c == '\t');
        if is_heading(words) && title < line.end && !sound {
            let level = words.chars().take_while(|c| MARKS.contains(c)).count();
            let (from, marks) = if wide { (line.words, "#".repeat(level)) } else { (gap.start, String::new()) };
            self.edits.push((from..title, marks + " "));
        }
        let end = words.trim_end_matches(MARKS);
        if is_heading(words) && end.len() < words.len() && end.ends_with(is_thai) && title < line.end {
            let at = line.words + end.len();
            self.edits.push((at..at, " ".into()));
        }
    }

    /// `- [] …` and `- [ x ] …`, whose box Markdown does not know.
    fn task(&mut self, line: &Line) {
        let words = &self.text[line.words..line.end];
        let Some(rest) = ["- ", "* ", "+ "].iter().find_map(|sign| words.strip_prefix(sign)) else { return };
        for (typed, meant) in [("[] ", "[ ] "), ("[ x ] ", "[x] "), ("[ X ] ", "[x] "), ("[/] ", "[x] ")] {
            if rest.starts_with(typed) {
                let at = line.end - rest.len();
                self.edits.push((at..at + typed.len(), meant.into()));
            }
        }
    }

    /// Entries that people numbered, as entries that keep what they wrote.
    fn list(&mut self, lines: &[Line], marks: &[Option<Mark>], entries: &[bool]) {
        let mut indents: Vec<usize> = Vec::new();
        for ((line, own), entry) in lines.iter().zip(marks).zip(entries) {
            let Some(own) = own.as_ref().filter(|_| *entry) else {
                if line.kind == Kind::Indented {
                    self.edits.push((line.start..line.words, String::new()));
                }
                continue;
            };
            let indent = &self.text[line.start..line.words];
            let width: usize = indent.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
            indents.retain(|known| *known < width);
            let depth = indents.len().min(8);
            indents.push(width);
            // Within a list or a quotation the indentation says where a line belongs.
            let start = if line.kind == Kind::Held { line.words } else { line.start };
            let before = if line.kind == Kind::Held { String::new() } else { "  ".repeat(depth) };
            // Two signs, so that a list with bullets below a numbered one is a list of its own.
            let (sign, end) = if own.number == 0 { ("- ", own.place.end) } else { ("+ ", 0) };
            self.edits.push((start..line.words + end, before + sign));
            if own.plain && own.number > 0 {
                let sign = line.words + own.place.start;
                self.edits.push((sign..sign, "\\".into()));
            }
        }
    }
}

/// What a heading begins with, and the same as keyboards for Chinese have it.
const MARKS: [char; 2] = ['#', '＃'];

/// Whether Markdown takes what stands so far in for code.
fn is_deep(indent: &str) -> bool {
    indent.contains('\t') || indent.len() > 3
}

/// A heading, also one without the space behind its marks; but one mark before a word is that of a subject.
fn is_heading(words: &str) -> bool {
    let rest = words.trim_start_matches(MARKS);
    let level = words.chars().take_while(|c| MARKS.contains(c)).count();
    let glued = rest.starts_with(|c: char| !c.is_whitespace());
    (1..=6).contains(&level) && (!glued || level > 1 && rest.contains(is_thai))
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Options, Parser};

    use super::lines;
    use crate::base::edits::Mended;

    /// The text as it is read, and how much in it cannot be mended.
    fn read(text: &str) -> (String, usize) {
        let events: Vec<_> = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter().collect();
        let (edits, jumbles) = lines(text, &events);
        (Mended::new(text, &edits).map_or(text.to_owned(), |mended| mended.text), jumbles.len())
    }

    #[test]
    fn lines_of_an_address_break_within_their_paragraph_alone() {
        let (own, broken) = ("โทร: 1\nอีเมล: a@b.th", "โทร: 1\\\nอีเมล: a@b.th");
        let aboves = ["## ติดต่อ\n", "---\n", "ก\n===\n", "[ก]: a.md\n", "| ก |\n|---|\n\n", "```\nก\n```\n"];
        let belows = ["", "\n## ฝ่าย: คลัง", "\n***\n", "\n- ฝ่าย: คลัง\n", "\n```\nฝ่าย: คลัง\n```"];
        for (above, below) in aboves.iter().flat_map(|above| belows.map(|below| (above, below))) {
            assert_eq!(read(&format!("{above}{own}{below}")).0, format!("{above}{broken}{below}"));
        }
        assert_eq!(read(&format!("##ติดต่อ\n{own}\n##ฝ่าย: คลัง")).0, format!("## ติดต่อ\n{broken}\n## ฝ่าย: คลัง"));
        assert_eq!(read(&format!("อบต. ก\n{own}")).0, format!("อบต. ก\\\n{broken}"));
        assert_eq!(read(&format!("    อบต. ก\n{own}")).0, format!("\nอบต. ก\\\n{broken}"));
        assert_eq!(read("สอบถามได้ทุกวัน\nโทร: 1").0, "สอบถามได้ทุกวัน\nโทร: 1", "one label is a sentence yet");
    }

    #[test]
    fn a_heading_without_a_space_is_one_above_anything() {
        for (below, read_as) in [
            ("๑. สัญชาติไทย\n๒. อายุ", "+ ๑. สัญชาติไทย\n+ ๒. อายุ"),
            ("\t(1) ก\n\t(2) ข", "+ (1) ก\n+ (2) ข"),
            ("ก\tข\tค\n1\t2\t3", "| ก | ข | ค |\n|---|---|---|\n| 1 | 2 | 3 |"),
            ("\tข้อความ", "\nข้อความ"),
        ] {
            assert_eq!(read(&format!("##คุณสมบัติ\n{below}")), (format!("## คุณสมบัติ\n{read_as}"), 0), "{below}");
        }
        assert_eq!(read("๑. ก\n๒. ข\n##ค\n๑. ง\n๒. จ").0, "+ ๑. ก\n+ ๒. ข\n## ค\n+ ๑. ง\n+ ๒. จ");
        assert_eq!(read("## ก\nก\tข\tค\n1\t2\t3").0, "## ก\n| ก | ข | ค |\n|---|---|---|\n| 1 | 2 | 3 |");
        assert!(["#ก", "####### ก", "##a", "## ก", "##"].iter().all(|text| read(text).0 == *text));
    }
}
