//! How wide the columns of a paper's table are: each has room for what must not be broken, such as a code or a day, and the
//! rest goes to those with most to say.

use crate::base::thai::is_mark;
use crate::export::papers::paper::{Block, Cell, Table};

/// How wide a letter is, more or less, and what surrounds the text of a cell, in twentieths of a point.
const LETTER: usize = 135;
pub(super) const PADDING: usize = 230;

/// So much is kept on one line: of what has no-break spaces, of a word, and of Thai, which has no spaces and is broken between
/// its words; and of anything where not all columns have what they need.
const KEPT: usize = 3000;
const WORD: usize = 2000;
const THAI: usize = 1150;
const LEAST: usize = 900;
/// What a bar needs, what is needed to write in, and how many letters a column counts for that is empty.
const BAR: usize = 1000;
const HAND: usize = 1150;
const BLANK: usize = 40;
/// So many letters of what a column says count, so that one long text does not take all.
const MOST: usize = 600;

/// The widths of the columns, `whole` together.
pub(super) fn widths(table: &Table, whole: usize) -> Vec<usize> {
    let count = table.rows.iter().map(|row| row.iter().map(|cell| cell.span.max(1)).sum()).max().unwrap_or(1).max(1);
    let (mut needs, mut said) = (vec![0; count], vec![0; count]);
    for (row, at) in table.rows.iter().zip(0..) {
        let mut from = 0;
        for cell in row {
            if cell.span <= 1 && from < count {
                let own = unbroken(cell);
                // Heads are bold.
                let own = if at < table.heads { own + own / 5 } else { own };
                let bar = if cell.bar.is_some() { BAR } else { 0 };
                needs[from] = own.max(bar).max(needs[from]);
                if at >= table.heads {
                    said[from] = letters(cell).max(bar / LETTER).max(said[from]).min(MOST);
                }
            }
            from += cell.span.max(1);
        }
    }
    for (need, said) in needs.iter_mut().zip(&mut said).filter(|(_, said)| **said == 0) {
        (*need, *said) = ((*need).max(HAND), BLANK);
    }
    let fits = needs.iter().map(|need| need + PADDING).sum::<usize>() <= whole;
    let kept: Vec<usize> = needs.iter().map(|need| PADDING + if fits { *need } else { (*need).min(LEAST) }).collect();
    let (rest, all) = (whole.saturating_sub(kept.iter().sum()), said.iter().sum::<usize>().max(1));
    let mut widths: Vec<usize> = kept.iter().zip(&said).map(|(kept, said)| kept + rest * said / all).collect();
    let sum: usize = widths.iter().sum();
    if let Some(widest) = widths.iter_mut().max() {
        *widest = (*widest + whole).saturating_sub(sum).max(LETTER);
    }
    widths
}

/// How many lines the fullest cell of a row takes, at least.
pub(super) fn lines(row: &[Cell], widths: &[usize]) -> usize {
    let mut from = 0;
    let each = row.iter().map(|cell| {
        let span = cell.span.max(1);
        let width: usize = widths.iter().skip(from).take(span).sum();
        from += span;
        let fits = (width.saturating_sub(PADDING) / LETTER).max(1);
        let lines = |block: &Block| text(block).lines().map(|line| count(line).div_ceil(fits).max(1)).sum::<usize>();
        cell.blocks.iter().map(lines).sum::<usize>()
    });
    each.max().unwrap_or(1)
}

fn text(block: &Block) -> String {
    match block {
        Block::Text(_, runs) => runs.iter().map(|run| run.text.as_str()).collect(),
        Block::Table(_) | Block::NewPage => String::new(),
    }
}

/// Marks above and below letters take no room.
fn count(text: &str) -> usize {
    text.chars().filter(|c| !is_mark(*c)).count()
}

fn letters(cell: &Cell) -> usize {
    cell.blocks.iter().map(|block| count(&text(block))).sum()
}

/// How much room the longest stretch of a cell needs that must stand on one line.
fn unbroken(cell: &Cell) -> usize {
    let is_thai = |c: char| matches!(c, 'ก'..='๎');
    let width = |c: char| match c {
        _ if is_mark(c) => 0,
        'a'..='z' => 118,
        'A'..='Z' => 300,
        '๐'..='๙' => 172,
        '(' | ')' | '.' | ',' | '\u{a0}' => 80,
        _ => 150,
    };
    let word = |word: &str| {
        let wide: usize = word.chars().map(width).sum();
        match word {
            _ if word.contains('\u{a0}') => wide.min(KEPT),
            _ if word.contains(is_thai) => wide.min(THAI),
            _ => wide.min(WORD),
        }
    };
    let own = |block: &Block| text(block).split([' ', '\n', '\t', '-', '/']).map(word).max().unwrap_or(0);
    cell.blocks.iter().map(own).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::papers::paper::Run;

    fn table(rows: &[&[&str]]) -> Table {
        let cell = |text: &&str| Cell::of(vec![Run::plain(*text)]);
        Table { heads: 1, rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(), ..Table::default() }
    }

    #[test]
    fn codes_and_days_have_room_and_the_rest_goes_where_most_is_said() {
        let long = "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ ".repeat(8);
        let own = widths(&table(&[&["ข้อ", "เรื่อง", "วัน", "ส่ง"], &["O๑๖", &long, "๓๑\u{a0}มีนาคม\u{a0}๒๕๖๙", ""]]), 9071);
        assert_eq!(own.iter().sum::<usize>(), 9071);
        assert!(own[0] >= 3 * 172 + PADDING, "the code is broken: {own:?}");
        assert!(own[2] >= 14 * LETTER + PADDING, "the day is broken: {own:?}");
        assert!(own[3] >= HAND + PADDING, "nothing can be written: {own:?}");
        assert!(own[1] > own[2] && own[1] > own[3], "the text has the most: {own:?}");
    }

    #[test]
    fn lines_are_counted_as_a_narrow_column_breaks_them() {
        let row = [Cell::of(vec![Run::plain("ก".repeat(50))]), Cell::of(vec![Run::plain("a\nb\n\nc")])];
        assert_eq!(lines(&row, &[10 * LETTER + PADDING, 5000]), 5);
        assert_eq!(lines(&row, &[50 * LETTER + PADDING, 5000]), 4);
    }
}
