//! Lines that are rows of a table to people and not to Markdown: pasted from a sheet, or between bars without the line of
//! hyphens below the head. Columns parted otherwise are told.

use crate::base::edits::Edit;
use crate::base::thai::is_numeric;

/// A line and where it begins.
pub(super) type Whole<'a> = (usize, &'a str);

/// What makes a table of lines that stand together.
pub(super) fn rows(lines: &[Whole<'_>]) -> Option<Vec<Edit>> {
    pasted(lines).or_else(|| barred(lines))
}

/// As many cells in each, three at least, or two of which the second is a figure.
fn pasted(lines: &[Whole<'_>]) -> Option<Vec<Edit>> {
    let tabs = |(_, line): &Whole<'_>| line.matches('\t').count();
    let (first, rest) = lines.split_first()?;
    let count = tabs(first);
    let figure =
        |(_, line): &Whole<'_>| line.rsplit('\t').next().is_some_and(|cell| cell.starts_with(char::is_numeric));
    let sheet = count > 1 && !rest.is_empty() || count == 1 && rest.len() > 1 && rest.iter().all(figure);
    let inner = lines.iter().any(|(_, line)| line.trim().contains('\t'));
    if !sheet || !inner || lines.iter().any(|line| tabs(line) != count) {
        return None;
    }
    let mut edits = Vec::new();
    for (at, (start, line)) in lines.iter().enumerate() {
        edits.push((*start..*start, "| ".to_owned()));
        for (sign, c) in line.char_indices().filter(|(_, c)| "\t|".contains(*c)) {
            let new = if c == '|' { "\\|" } else { " | " };
            edits.push((start + sign..start + sign + 1, new.to_owned()));
        }
        let end = start + line.len();
        let below = if at == 0 { "\n".to_owned() + &below(count + 1) } else { String::new() };
        edits.push((end..end, format!(" |{below}")));
    }
    Some(edits)
}

/// Each behind a bar, with as many cells; a line of hyphens of another length is put right.
fn barred(lines: &[Whole<'_>]) -> Option<Vec<Edit>> {
    let cells = |(_, line): &Whole<'_>| bars(line, DRAWN).count() - usize::from(line.trim_end().ends_with('|'));
    let hyphens = |(_, line): &Whole<'_>| line.contains(HYPHENS) && line.chars().all(|c| "|-–—_=: \t".contains(c));
    let (first, rest) = lines.split_first()?;
    let line_below = rest.first().filter(|line| hyphens(line));
    let rest = &rest[usize::from(line_below.is_some())..];
    let sound = |line: &Whole<'_>| line.1.trim_start().starts_with('|') && !hyphens(line);
    if rest.is_empty() || !lines.iter().all(|line| sound(line) || line_below == Some(line)) {
        return None;
    }
    let count = cells(first);
    if count < 2 || rest.iter().any(|line| cells(line) != count) {
        return None;
    }
    let place = |(start, line): &Whole<'_>| *start..start + line.trim_end().len();
    let end = place(first).end;
    let edit = line_below.map_or((end..end, "\n".to_owned() + &below(count)), |own| (place(own), below(count)));
    // Rows that stand further in would be code.
    let indents = lines.iter().filter(|line| Some(*line) != line_below).map(|(start, line)| {
        let indent = line.len() - line.trim_start().len();
        (*start..start + indent, String::new())
    });
    let mut edits: Vec<Edit> = indents.filter(|(place, _)| !place.is_empty()).chain([edit]).collect();
    edits.sort_by_key(|(place, _)| place.start);
    Some(edits)
}

/// What a line below the head is drawn with; Word makes dashes of hyphens.
const HYPHENS: [char; 5] = ['-', '–', '—', '_', '='];

fn below(cells: usize) -> String {
    "|".to_owned() + &"---|".repeat(cells)
}

/// What parts the cells of a table in Markdown, and what people draw for it besides.
pub(crate) const BAR: &[char] = &['|'];
const DRAWN: &[char] = &['|', '｜', '│', '┃'];

/// Where a line has bars that are no part of its text.
pub(crate) fn bars<'t>(line: &'t str, signs: &'t [char]) -> impl Iterator<Item = usize> {
    line.match_indices(signs).map(|(at, _)| at).filter(|at| !line[..*at].ends_with('\\'))
}

/// How many commas or semicolons of a line part cells: no space is behind any.
fn separators(line: &str) -> usize {
    let mut signs = line.match_indices([',', ';']);
    let glued = signs.clone().all(|(at, _)| line[at + 1..].starts_with(|c: char| !c.is_whitespace()));
    if glued { signs.by_ref().count() } else { 0 }
}

/// Whether a line is nothing but figures and amounts.
fn is_amounts(line: &str) -> bool {
    line.chars().all(|c| is_numeric(c) || ",;. ".contains(c))
}

/// Whether lines look like columns, by tabs, wide gaps or bars, and will run together.
pub(super) fn has_columns(lines: &[Whole<'_>]) -> bool {
    let count = |of: &dyn Fn(&str) -> usize| {
        let mut counts = lines.iter().map(|(_, line)| of(line.trim()));
        let first = counts.next().unwrap_or_default();
        if counts.all(|count| count == first) { first } else { 0 }
    };
    let tabbed = lines.iter().filter(|(_, line)| line.trim().contains('\t')).count() > 1;
    let many = |count: usize| count > 1 || count == 1 && lines.len() > 2;
    // What begins with a bar and is no table is told as one.
    let inner = |line: &str| if line.starts_with('|') { 0 } else { bars(line, DRAWN).count() };
    let drawn =
        |(_, line): &Whole<'_>| line.trim().starts_with(['+', '┌', '├']) && line.trim().ends_with(['+', '┐', '┤']);
    let listed = lines.len() > 2 && count(&separators) > 1 && !is_amounts(lines[0].1);
    lines.len() > 1 && (tabbed || many(count(&gaps)) || many(count(&inner)) || lines.iter().any(drawn) || listed)
}

/// How many gaps of three spaces and more are between words.
fn gaps(line: &str) -> usize {
    line.split("   ").filter(|words| !words.trim().is_empty()).count().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::{has_columns, rows};

    fn placed(text: &str) -> Vec<(usize, &str)> {
        let mut start = 0;
        let lines = text.split_inclusive('\n').map(|line| {
            start += line.len();
            (start - line.len(), line.trim_end_matches('\n'))
        });
        lines.collect()
    }

    #[test]
    fn rows_between_bars_need_no_line_below_the_head() {
        for text in [
            "| ก | ข |\n| 1 | 2 |",
            "| ก | ข |\n|---|\n| 1 | 2 |",
            "|ก|ข\n|-|-|-|\n|1|2|\n|3|4|",
            "| ก | ข |\n|–––|–––|\n| 1 | 2 |",
            "| ก | ข |\n|===|===|\n| 1 | 2 |",
        ] {
            assert_eq!(rows(&placed(text)).map(|edits| edits.len()), Some(1), "{text}");
        }
        for text in ["| ก | ข |", "| ก |\n| 1 |", "| ก | ข |\n| 1 | 2 | 3 |", "ก | ข\n1 | 2", "| ก | ข |\n| 1 |\n|---|"]
        {
            assert_eq!(rows(&placed(text)), None, "{text}");
        }
    }

    #[test]
    fn columns_are_told_from_words() {
        for text in [
            "ก\tข\nค\tง",
            "ก   ข   ค\n1   2    3",
            "ก | ข | ค\n1 | 2 | 3",
            "ก    1\nข    2\nค    3",
            "｜ก｜ข｜\n｜1｜2｜",
            "+---+---+\n| ก | ข |\n+---+---+",
            "รายการ,จำนวน,ราคา\nโต๊ะ,5,100\nเก้าอี้,9,50",
            "ก;ข;ค\n1;2;3\n4;5;6",
        ] {
            assert!(has_columns(&placed(text)), "{text}");
        }
        for text in [
            "ก   ข",
            "ก  ข\nค  ง\nจ  ฉ",
            "ก | ข\nค",
            "    ก\n    ข",
            "ก    1\nข    2",
            "1,200,000\n1,300,000\n1,400,000",
            "ก, ข, ค\nง, จ, ฉ\nช, ซ, ฌ",
            "ก,ข,ค\nง\nจ,ฉ,ช",
        ] {
            assert!(!has_columns(&placed(text)), "{text}");
        }
    }
}
