//! The values of JSON as the rows of a table: a number that is split over two of them is seen as in the cells of a row. What is
//! no sound JSON is read as far as it looks like it.

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

    fn add(&mut self, own: Entry) {
        let (keys, values) = (own.keys.trim_end_matches('\t'), own.values.strip_suffix('\t').unwrap_or(&own.values));
        if values.is_empty() {
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

/// A list or an entry while it is read.
struct Entry {
    is_list: bool,
    name: String,
    keys: String,
    values: String,
    line: usize,
}

/// As deep as this; what is deeper belongs to the entry around it.
const DEEPEST: usize = 200;

/// The longest key that is kept.
const LONGEST: usize = 120;

/// The rows of a text in JSON.
pub(super) fn rows(text: &str) -> Rows {
    let (mut rows, mut open): (Rows, Vec<Entry>) = (Rows::default(), Vec::new());
    let (mut key, mut rest, mut line) = (String::new(), text, 0);
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '{' | '[' => {
                let name = std::mem::take(&mut key);
                let name = if first == '[' && !name.is_empty() { format!("{name}\t") } else { String::new() };
                let entry = Entry { is_list: first == '[', name, keys: String::new(), values: String::new(), line };
                if open.len() < DEEPEST {
                    open.push(entry);
                }
                1
            }
            '}' | ']' => {
                rows.extend(open.pop());
                1
            }
            '"' => {
                let (word, length) = quoted(rest);
                let is_key = rest[length..].trim_start().starts_with(':');
                line += word.matches('\n').count();
                if is_key {
                    key = plain(&word[..word.floor_char_boundary(LONGEST)]);
                } else {
                    value(&mut open, &mut key, &plain(word));
                }
                length
            }
            '\n' => {
                line += 1;
                1
            }
            _ if first.is_alphanumeric() || first == '-' => {
                let end = rest.find(|c: char| c.is_whitespace() || ",:{}[]\"".contains(c)).unwrap_or(rest.len());
                value(&mut open, &mut key, &rest[..end]);
                end
            }
            _ => first.len_utf8(),
        };
        rest = &rest[length..];
    }
    while let Some(own) = open.pop() {
        rows.add(own);
    }
    rows
}

impl Extend<Entry> for Rows {
    fn extend<T: IntoIterator<Item = Entry>>(&mut self, entries: T) {
        entries.into_iter().for_each(|own| self.add(own));
    }
}

fn value(open: &mut [Entry], key: &mut String, word: &str) {
    let key = std::mem::take(key);
    if let Some(own) = open.last_mut() {
        if !own.is_list {
            own.keys.push_str(&key);
            own.keys.push('\t');
        }
        own.values.push_str(word);
        own.values.push('\t');
    }
}

/// What stands between the quotes that a text begins with, and how long it is with them.
fn quoted(text: &str) -> (&str, usize) {
    let mut escaped = false;
    let end = text[1..].find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    let end = end.map_or(text.len(), |end| end + 1);
    (&text[1..end], (end + 1).min(text.len()))
}

/// A word on one line and in one cell.
fn plain(word: &str) -> String {
    word.replace(['\n', '\r', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn lists_and_entries_are_rows() {
        let text = "{\"name\": \"ก\",\n \"cid\": [1, 1001], \"all\": [{\"a\": \"x\\\"y\", \"b\": 2}, {\"a\": true, \"b\": null}]}";
        let rows = rows(text);
        assert_eq!(rows.text, "cid\t1\t1001\n\na\tb\nx\\\"y\t2\ntrue\tnull\n\nname\nก\n");
        assert_eq!((rows.line(3), rows.line(rows.text.len() - 2)), (1, 0));
        assert_eq!(super::rows("[1, [2, \"3").text, "2\t3\n1\n");
    }
}
