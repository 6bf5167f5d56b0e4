//! The elements of XML and their attributes as the rows of a table, as `json` does it.

use crate::base::document::Fault;
use crate::io::inspect::rows::{Entry, Rows, bare};
use crate::io::inspect::xml::{Step, attributes, walk};

/// An element while it is read.
#[derive(Default)]
struct Element {
    name: String,
    words: String,
    inside: Entry,
    /// How many elements are in it, and whether they all have one name.
    count: usize,
    first: String,
    mixed: bool,
}

/// The rows of a text in XML.
///
/// # Errors
/// If it is no sound XML.
pub(super) fn rows(text: &str) -> Result<Rows, Fault> {
    let (mut rows, mut open): (Rows, Vec<Element>) = (Rows::default(), Vec::new());
    walk(text.as_bytes(), |step| match step {
        Step::Open(name, start) => {
            let mut own = Entry::default();
            for (name, value) in attributes(start) {
                add(&mut own, name, &value);
            }
            rows.extend(own.keys.contains('\t').then_some(own));
            open.push(Element { name: name.to_owned(), ..Element::default() });
        }
        Step::Text(words) => {
            if let Some(own) = open.last_mut().filter(|own| own.count == 0) {
                own.words.push_str(words);
            }
        }
        Step::Close(_) => {
            let Some(own) = open.pop() else { return };
            let is_list = own.count > 1 && !own.mixed;
            let name = if is_list { format!("{}\t", own.name) } else { String::new() };
            if own.count > 1 {
                rows.add(Entry { is_list, name, ..own.inside });
            }
            if let Some(above) = open.last_mut() {
                above.mixed |= above.count > 0 && above.first != own.name;
                above.count += 1;
                add(&mut above.inside, &own.name, own.words.trim());
                above.first = own.name;
            }
        }
        Step::Aside(_) | Step::Reference => {}
    })?;
    Ok(rows)
}

fn add(entry: &mut Entry, key: &str, value: &str) {
    entry.keys.push_str(bare(key));
    entry.keys.push('\t');
    entry.values.extend(value.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
    entry.values.push('\t');
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn elements_and_attributes_are_rows() {
        let text = "<r><p a='1' b='2'/><q><x>3</x><y>4</y></q><l><d>5</d><d>6</d></l></r>";
        assert_eq!(rows(text).ok().map(|rows| rows.text).as_deref(), Some("\na\tb\n1\t2\n\nx\ty\n3\t4\n\nl\t5\t6\n"));
    }
}
