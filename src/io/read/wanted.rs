//! Which files a site may show as tables, as its texts name them. That is asked before any text is parsed, so more names are
//! taken than are meant, and never fewer: a name with odd letters in it makes its text vouch for every file.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use crate::base::grid::{ENDINGS, is_named_as_table};
use crate::base::path::RelPath;

/// The key without which a text names no table, however it is written: `"tables":`, `tables :`.
const KEY: &str = "tables";

/// What parts the name of a file from what stands before it, in a path and in YAML.
const BEFORE: &[char] = &['/', '"', '\'', ':', ',', '{', '[', '\n'];

/// The names of files that may be shown as tables.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// How many places name each.
    names: BTreeMap<String, usize>,
    /// The texts that name any.
    texts: BTreeMap<RelPath, Arc<str>>,
}

impl Wanted {
    /// Takes note of what the text at a path asks for by now. Tells whether it is something else than before.
    pub(super) fn note(&mut self, path: &RelPath, text: Option<&Arc<str>>) -> bool {
        let is_page = path.ending() == "md" && path.below("content").is_some();
        let asks = |text: &&Arc<str>| is_page && memchr::memmem::find(text.as_bytes(), KEY.as_bytes()).is_some();
        let text = text.filter(asks);
        let old = self.texts.remove(path);
        let (before, now) = (old.as_deref().map(names), text.map(|text| names(text)));
        let is_other = before != now;
        for name in before.into_iter().flatten() {
            if let Entry::Occupied(mut count) = self.names.entry(name.to_owned()) {
                match count.get() {
                    1 => drop(count.remove()),
                    _ => *count.get_mut() -= 1,
                }
            }
        }
        for name in now.into_iter().flatten() {
            *self.names.entry(name.to_owned()).or_default() += 1;
        }
        self.texts.extend(text.map(|text| (path.clone(), text.clone())));
        is_other
    }

    /// Whether a file may be shown as a table.
    pub(super) fn has(&self, path: &RelPath) -> bool {
        let name = path.file_name();
        path.below("content").is_some()
            && is_named_as_table(path)
            && (self.names.contains_key(name)
                || (name.contains(BEFORE) && self.texts.values().any(|text| text.contains(name))))
    }
}

/// The names in a text that could be those of tables.
fn names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for (at, _) in text.match_indices('.') {
        let rest = &text[at + 1..];
        let starts = |ending: &&&str| rest.get(..ending.len()).is_some_and(|own| own.eq_ignore_ascii_case(ending));
        for end in ENDINGS.iter().filter(starts).map(|ending| at + 1 + ending.len()) {
            let start = text[..at].rfind(BEFORE).map_or(0, |before| before + 1);
            names.push(text[start..end].trim());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::Wanted;
    use crate::base::path::RelPath;

    #[test]
    fn the_files_that_a_text_names_as_tables_are_wanted() {
        let path = |path: &str| RelPath::new(path).unwrap();
        let page = |name: &str, text: &str| (path(name), text.into());
        let texts = [
            page(
                "content/a.md",
                "tables:\n  - {id: a, file: ../files/o12/list.XLSX}\n  - file: \"x/ราย การ.csv\" # บันทึก\n",
            ),
            page("content/b.md", "tables:\n  - file: 'a,b.ods'\n"),
            page("content/d.md", "\"tables\": [{file: d.xls}]\n"),
            page("content/e.md", "tables :\n  - file: e.csv\n"),
            page("content/c.md", "documents:\n  - file: other.xlsx\n"),
        ];
        let mut wanted = Wanted::default();
        for (path, text) in &texts {
            assert!(wanted.note(path, Some(text)) != (path.file_name() == "c.md"), "{path}");
            assert!(!wanted.note(path, Some(text)), "{path}: the same again");
        }
        for name in
            ["content/files/list.XLSX", "content/x/ราย การ.csv", "content/a,b.ods", "content/d.xls", "content/e.csv"]
        {
            assert!(wanted.has(&path(name)), "{name}");
        }
        for name in ["content/other.xlsx", "content/list.pdf", "themes/list.XLSX"] {
            assert!(!wanted.has(&path(name)), "{name}");
        }
        assert!(wanted.note(&path("content/e.md"), None) && !wanted.has(&path("content/e.csv")));
        assert!(wanted.note(&path("content/d.md"), Some(&"tables: []".into())) && !wanted.has(&path("content/d.xls")));
        assert!(wanted.has(&path("content/a,b.ods")), "the others are as before");
        assert!(texts.iter().filter(|(path, _)| wanted.note(path, None)).count() == 3);
        assert!(wanted.names.is_empty() && wanted.texts.is_empty(), "what no text names is forgotten: {wanted:?}");
    }
}
