//! The lines of a text that is a table, read once from its beginning to its end: for a place in it the heading of its column; and
//! the ends of any text.

/// The rows of a table, in Markdown between lines, in other texts between tabs.
pub(crate) struct Lines<'a> {
    text: &'a str,
    /// Where the next line begins that was not looked at.
    next: usize,
    line: Line<'a>,
    /// The line above the first row of the table that the line belongs to, by the border of its cells.
    first: [Option<&'a str>; 2],
}

/// A line, how many borders were counted in it up to a place, and what of the headings stands at that border and after it.
#[derive(Default)]
struct Line<'a> {
    words: &'a str,
    counted: usize,
    borders: [usize; 2],
    headings: [(usize, &'a str); 2],
}

/// What parts cells. A line of Markdown may hold tabs too.
const BORDERS: [char; 2] = ['|', '\t'];

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Lines<'a> {
        Lines { text, next: 0, line: Line::default(), first: [None; 2] }
    }

    /// The heading of the column that byte `at` stands in, if it stands in a table below its first row. Places are asked in
    /// their order.
    pub(crate) fn heading(&mut self, at: usize) -> Option<&'a str> {
        while self.next <= at && self.next < self.text.len() {
            self.step();
        }
        let line = &mut self.line;
        let seen = &self.text.as_bytes()[line.counted..at.max(line.counted)];
        for byte in seen {
            line.borders[0] += usize::from(*byte == b'|');
            line.borders[1] += usize::from(*byte == b'\t');
        }
        line.counted = at.max(line.counted);
        let border = (0..BORDERS.len()).find(|&border| line.borders[border] > 0)?;
        let first = self.first[border].filter(|first| first.as_ptr() != line.words.as_ptr())?;
        let (column, headings) = &mut line.headings[border];
        if *column == 0 {
            *headings = first;
        }
        while *column < line.borders[border] {
            (*column, *headings) = (*column + 1, headings.split_once(BORDERS[border])?.1);
        }
        headings.split(BORDERS[border]).next()
    }

    fn step(&mut self) {
        let start = self.next;
        let words = self.text[start..].split('\n').next().unwrap_or_default();
        for (first, border) in self.first.iter_mut().zip(BORDERS) {
            *first = if words.contains(border) { first.or(Some(words)) } else { None };
        }
        self.line = Line { words, counted: start, ..Line::default() };
        self.next = start + words.len() + 1;
    }
}

/// What stands after the last line break.
pub(crate) fn line_at_end(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or(text)
}

/// The last characters of a text.
pub(crate) fn tail(text: &str, count: usize) -> &str {
    &text[text.len() - text.chars().rev().take(count).map(char::len_utf8).sum::<usize>()..]
}

/// The first characters of a text.
pub(crate) fn head(text: &str, count: usize) -> &str {
    &text[..text.chars().take(count).map(char::len_utf8).sum()]
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn columns_have_the_headings_of_their_table() {
        let text = "ก | ข\n\n| ชื่อ | เลข |\n|---|---|\n| ก | 1 | 2 |\nx\ta\ny\t3\n";
        let mut lines = Lines::new(text);
        let at = |digit: char| text.find(digit).unwrap();
        assert_eq!(lines.heading(at('1')), Some(" เลข "));
        assert_eq!(lines.heading(at('2')), Some(""));
        assert_eq!(lines.heading(at('3')), Some("a"));
        assert_eq!(Lines::new("1|2").heading(2), None);
    }
}
