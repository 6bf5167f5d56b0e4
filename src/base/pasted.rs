//! A pasted text as rows of cells: what people copy from a web page, a PDF or a sheet. Cells are parted by tabs, else by bars
//! or semicolons, else by wide spaces or commas, else by spaces.

use crate::base::grid::{Cell, Grid, Row, Sheet};

/// The rows of a text, by their lines.
pub(crate) fn grid(text: &str) -> Grid {
    let rows = text.lines().enumerate().map(|(at, line)| Row {
        number: at + 1,
        hidden: false,
        cells: cells(line.trim_start_matches('\u{FEFF}')).map(|cell| Cell::text(cell.trim())).collect(),
    });
    let sheet = Sheet { name: String::new(), hidden: false };
    Grid { sheet, rows: rows.filter(|row| !row.is_blank()).collect(), merged: vec![], hidden: vec![], cut: false }
}

fn cells(line: &str) -> Box<dyn Iterator<Item = String> + '_> {
    let by = |sign: char| Box::new(line.split(sign).map(str::to_owned));
    if let Some(sign) = ['\t', '|', ';'].into_iter().find(|sign| line.contains(*sign)) {
        return by(sign);
    }
    // A comma between digits may be that of a decimal where something else parts the cells.
    let line = line.trim();
    let parted = line.contains(char::is_whitespace);
    let words: Vec<&str> = line.split_whitespace().collect();
    // What a score is out of, or is to reach, is none.
    let other = |at: usize| at > 0 && OUT_OF.contains(&words[at - 1]);
    // The words at the end that are figures, or the word for scores: nothing else stands behind a figure without a point.
    let ends = |at: &usize| [SCORE].iter().chain(OUT_OF).any(|word| *word == words[*at]) || is_number(words[*at]);
    let last = words.len() - (0..words.len()).rev().take_while(ends).count();
    let mut out = String::new();
    let mut at = 0;
    let mut rest = line;
    while let Some(word) = rest.split_whitespace().next() {
        let gap = rest.len() - rest.trim_start().len();
        // A figure begins or ends a cell without any sign, as does a wide space.
        let said = at > 1 && is_number(word) && (words[at - 1] == GOT || words.get(at + 1) == Some(&SCORE));
        let figure = is_decimal(word) || said || at >= last && is_whole(word);
        let ended = at > 1 && words[at - 1] == SCORE && is_number(words[at - 2]);
        let parts = at > 0 && (rest[..gap].chars().count() > 1 || figure || ended || is_decimal(words[at - 1]));
        if !other(at) && !OUT_OF.contains(&word) {
            out.push_str(if at == 0 {
                ""
            } else if parts {
                "\n"
            } else {
                " "
            });
            letters(word, parted, &mut out);
        }
        rest = &rest[gap + word.len()..];
        at += 1;
    }
    Box::new(out.split('\n').filter(|cell| !cell.trim().is_empty()).map(str::to_owned).collect::<Vec<_>>().into_iter())
}

/// The word for scores, which may stand behind one, and what stands before one.
const SCORE: &str = "คะแนน";
const GOT: &str = "ได้";

/// What stands before a full score, or one to reach.
const OUT_OF: &[&str] = &["จาก", "เต็ม", "คะแนนเต็ม", "เป้าหมาย", "of", "target"];

/// A word with an end of a cell for each sign that parts cells.
fn letters(word: &str, parted: bool, out: &mut String) {
    let mut before = None;
    let mut all = word.chars().peekable();
    while let Some(c) = all.next() {
        let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
        let within = digit(before) && digit(all.peek().copied());
        match c {
            ',' if !(parted && within) => out.push('\n'),
            '=' | '→' => out.push('\n'),
            ':' if !within => out.push('\n'),
            _ => out.push(c),
        }
        before = Some(c);
    }
}

/// Whether a word is a figure, whatever stands beside it.
fn is_decimal(word: &str) -> bool {
    is_number(word) && word.contains(point)
}

/// Whether a word is a figure if nothing but figures stands behind it: not one digit, which may be a part of a code.
fn is_whole(word: &str) -> bool {
    is_number(word) && (word.trim_end_matches('%').chars().count() > 1 || ["0", "๐"].contains(&word))
}

fn is_number(word: &str) -> bool {
    let word = word.trim_end_matches('%');
    word.starts_with(char::is_numeric)
        && word.ends_with(char::is_numeric)
        && word.chars().all(|c| c.is_numeric() || point(c))
}

fn point(c: char) -> bool {
    ".,·".contains(c)
}

#[cfg(test)]
mod tests {
    use super::grid;

    #[test]
    fn lines_become_cells() {
        for (line, cells) in [
            ("i1\t97.78", vec!["i1", "97.78"]),
            ("| O1 | โครงสร้าง | 100 |", vec!["", "O1", "โครงสร้าง", "100", ""]),
            ("i๑ เจ้าหน้าที่ปฏิบัติงาน ๙๗.๗๘", vec!["i๑ เจ้าหน้าที่ปฏิบัติงาน", "๙๗.๗๘"]),
            ("97,78 i2", vec!["97,78", "i2"]),
            ("i2,97.78", vec!["i2", "97.78"]),
            ("O12 = 100", vec!["O12", "100"]),
            ("ข้อ i3: 100 %", vec!["ข้อ i3", "100 %"]),
            ("ข้อ O1 100", vec!["ข้อ O1", "100"]),
            ("ข้อ O7 ได้ 50 คะแนน", vec!["ข้อ O7 ได้", "50 คะแนน"]),
            ("i2 50 60", vec!["i2", "50", "60"]),
            ("O5 โครงสร้าง ได้ 50 จาก 100", vec!["O5 โครงสร้าง ได้", "50"]),
            ("O6 แผน 0 คะแนน เต็ม 100", vec!["O6 แผน", "0 คะแนน"]),
            ("i1 คะแนน 90 เป้าหมาย 85", vec!["i1 คะแนน", "90"]),
            ("O5 ได้ 0 คะแนน เพราะไม่พบใน 30", vec!["O5 ได้", "0 คะแนน", "เพราะไม่พบใน", "30"]),
            ("O7 เผยแพร่จาก 3 ช่องทาง 100", vec!["O7 เผยแพร่จาก 3 ช่องทาง", "100"]),
            ("O2 0", vec!["O2", "0"]),
            ("O 1", vec!["O 1"]),
            ("O 1   โครงสร้าง   100", vec!["O 1", "โครงสร้าง", "100"]),
            ("คะแนนรวม 99.64 คะแนน", vec!["คะแนนรวม", "99.64", "คะแนน"]),
        ] {
            let grid = grid(line);
            let own: Vec<&str> = grid.rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
            assert_eq!(own, cells, "{line}");
        }
        assert_eq!(grid(&"1 ".repeat(200_000)).rows.len(), 1, "in a time that grows with the text");
        let rows: Vec<usize> = grid("a\n\n b").rows.iter().map(|row| row.number).collect();
        assert_eq!(rows, [1, 3]);
    }
}
