//! The values of JSON as the rows of a table: a number that is split over two of them is seen as in the cells of a row. What is
//! no sound JSON is read as far as it looks like it.

use crate::io::inspect::rows::{Entry, Rows, bare};

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

fn value(open: &mut [Entry], key: &mut String, word: &str) {
    let key = std::mem::take(key);
    if let Some(own) = open.last_mut() {
        if !own.is_list {
            own.keys.push_str(bare(&key));
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
        assert_eq!(super::rows("{\"cid1\": 1, \"cid_2\": 2, \"3\": 3}").text, "\ncid\tcid\t3\n1\t2\t3\n");
        assert_eq!(super::rows("[1, [2, \"3").text, "2\t3\n1\n");
    }
}
