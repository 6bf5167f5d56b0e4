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
    let parted = line.trim().contains(char::is_whitespace);
    let letters: Vec<char> = line.trim().chars().collect();
    let mut out = String::new();
    for (at, &c) in letters.iter().enumerate() {
        let digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|c| c.is_numeric());
        let decimal = parted && digit(at.checked_sub(1)) && digit(Some(at + 1));
        let wide = c.is_whitespace() && letters.get(at + 1).is_some_and(|next| next.is_whitespace());
        // A figure begins or ends a cell without any sign.
        let figure = c.is_whitespace() && (is_figure(&letters[at + 1..], true) || is_figure(&letters[..at], false));
        match c {
            ',' if !decimal => out.push('\n'),
            '=' | '→' => out.push('\n'),
            ':' if !(digit(at.checked_sub(1)) && digit(Some(at + 1))) => out.push('\n'),
            _ if wide || figure => out.push('\n'),
            _ => out.push(c),
        }
    }
    Box::new(out.split('\n').filter(|cell| !cell.trim().is_empty()).map(str::to_owned).collect::<Vec<_>>().into_iter())
}

/// Whether the word at the beginning, or at the end, of some letters is a figure.
fn is_figure(letters: &[char], first: bool) -> bool {
    let whole: String = letters.iter().collect();
    let word = if first { whole.split_whitespace().next() } else { whole.split_whitespace().next_back() };
    let word = word.unwrap_or_default().trim_end_matches('%');
    let point = |c: char| ".,·".contains(c);
    word.starts_with(char::is_numeric)
        && word.ends_with(char::is_numeric)
        && word.chars().all(|c| c.is_numeric() || point(c))
        && word.contains(point)
        || word.len() >= 2 && first && is_last(&whole) && word.chars().all(char::is_numeric)
}

/// Whether nothing stands behind the first word but the word for scores.
fn is_last(text: &str) -> bool {
    text.split_whitespace().skip(1).all(|word| word == "คะแนน")
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
            ("O 1   โครงสร้าง   100", vec!["O 1", "โครงสร้าง", "100"]),
            ("คะแนนรวม 99.64 คะแนน", vec!["คะแนนรวม", "99.64", "คะแนน"]),
        ] {
            let grid = grid(line);
            let own: Vec<&str> = grid.rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
            assert_eq!(own, cells, "{line}");
        }
        let rows: Vec<usize> = grid("a\n\n b").rows.iter().map(|row| row.number).collect();
        assert_eq!(rows, [1, 3]);
    }
}
