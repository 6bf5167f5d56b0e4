//! Data as the rows of a table: a number that is split over two values is seen as in the cells of a row.

/// Rows, with the line of the data that each comes from.
#[derive(Default)]
pub(super) struct Rows {
    /// A line for each list and for each entry with its keys above, parted by tabs.
    pub text: String,
    /// Where a row begins, and its line, from 0.
    lines: Vec<(usize, usize)>,
    /// The keys of the row before: what has the same ones is the same table.
    heads: String,
}

impl Rows {
    /// The line of the data that byte `at` of the text comes from.
    pub(super) fn line(&self, at: usize) -> usize {
        let row = self.lines.partition_point(|(start, _)| *start <= at);
        row.checked_sub(1).map_or(0, |row| self.lines[row].1)
    }

    pub(super) fn add(&mut self, own: Entry) {
        let (keys, values) = (own.keys.trim_end_matches('\t'), own.values.strip_suffix('\t').unwrap_or(&own.values));
        if values.trim().is_empty() {
            return;
        }
        if self.heads != keys || own.is_list != self.heads.is_empty() {
            self.text.push('\n');
            if !own.is_list {
                self.text.push_str(keys);
                self.text.push('\n');
            }
            keys.clone_into(&mut self.heads);
        }
        self.lines.push((self.text.len(), own.line));
        // The name of a list stands beside it.
        self.text.push_str(&own.name);
        self.text.push_str(values);
        self.text.push('\n');
    }
}

/// A key without the figure that tells it from its neighbours: `cid1` and `cid2` are pieces of one.
pub(super) fn bare(key: &str) -> &str {
    let bare = key.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '_' | '-' | ' '));
    if bare.is_empty() { key } else { bare }
}

/// A list or an entry while it is read.
#[derive(Default)]
pub(super) struct Entry {
    pub is_list: bool,
    /// With a tab, if it has one.
    pub name: String,
    /// Each with a tab behind it.
    pub keys: String,
    pub values: String,
    pub line: usize,
}

impl Extend<Entry> for Rows {
    fn extend<T: IntoIterator<Item = Entry>>(&mut self, entries: T) {
        entries.into_iter().for_each(|own| self.add(own));
    }
}
