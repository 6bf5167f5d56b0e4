//! The values of a form's fields that stand beside each other: a number may have a field for each digit or for each part, and is
//! searched as in the cells of a row.

use lopdf::{Dictionary, Object};

use crate::base::cues::Words as Cues;
use crate::base::thai::is_numeric;
use crate::io::inspect::pdf::Reader;
use crate::io::inspect::pdf::words::text;

/// Longer values are no piece of a number; they are searched by themselves.
const LONGEST: usize = 64;

/// So many fields of lists that are named by their number are looked at.
const MOST: usize = 20_000;

impl Reader<'_> {
    /// Searches every list of fields; `shown` is how the pages begin: what announces a number there does so for the fields.
    pub(super) fn fields(&mut self, shown: &str) {
        let lists = std::mem::take(&mut self.notes.fields);
        if !self.notes.has_values {
            return;
        }
        let cues: Vec<&str> = shown.lines().filter(|line| Cues::new(line).announce()).take(1).collect();
        let mut left = MOST;
        for mut list in lists {
            if let [only @ Object::Reference(_)] = &list[..]
                && let Some(Object::Array(fields)) = self.objects.resolved(Some(only), usize::MAX)
            {
                list = fields;
            }
            let (mut names, mut row) = (cues.concat(), String::new());
            for field in list.into_iter().take(left) {
                left -= 1;
                let Some(Object::Dictionary(field)) = self.objects.resolved(Some(&field), usize::MAX) else { continue };
                let Some(value) = self.string(&field, b"V").filter(|value| value.len() <= LONGEST) else { continue };
                if row.is_empty() {
                    for name in [b"TU".as_slice(), b"T"].iter().filter_map(|key| self.string(&field, key)) {
                        names.push('\n');
                        // The figure in a name is the place of the digit.
                        names.extend(name.chars().filter(|c| !is_numeric(*c)));
                    }
                }
                row.push_str(value.trim());
                row.push('\t');
            }
            self.words.row(&row, &names);
        }
    }

    /// A text of a field.
    fn string(&self, field: &Dictionary, key: &[u8]) -> Option<String> {
        match self.objects.resolved(field.get(key).ok(), usize::MAX)? {
            Object::String(bytes, _) => Some(text(&bytes).into_owned()),
            _ => None,
        }
    }
}
