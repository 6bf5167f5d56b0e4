//! Which files a site may show as tables, as its texts name them. That is asked before any text is parsed, so more names are
//! taken than are meant, and never fewer: a name with odd letters in it makes its text vouch for every file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::grid::{ENDINGS, is_named_as_table};
use crate::base::path::RelPath;

/// The key without which a text names no table, however it is written: `"tables":`, `tables :`.
const KEY: &str = "tables";

/// What parts the name of a file from what stands before it, in a path and in YAML.
const BEFORE: &[char] = &['/', '"', '\'', ':', ',', '{', '[', '\n'];

/// The names of files that may be shown as tables.
#[derive(Debug, Default)]
pub(super) struct Wanted<'a> {
    names: BTreeSet<&'a str>,
    texts: Vec<&'a str>,
}

impl<'a> Wanted<'a> {
    /// What the texts of a site ask for.
    pub(super) fn of(texts: &'a BTreeMap<RelPath, Arc<str>>) -> Wanted<'a> {
        let mut wanted = Wanted::default();
        let pages = texts.iter().filter(|(path, _)| path.ending() == "md" && path.below("content").is_some());
        for (_, text) in pages.filter(|(_, text)| memchr::memmem::find(text.as_bytes(), KEY.as_bytes()).is_some()) {
            wanted.texts.push(text);
            for (at, _) in text.match_indices('.') {
                let rest = &text[at + 1..];
                let starts =
                    |ending: &&&str| rest.get(..ending.len()).is_some_and(|own| own.eq_ignore_ascii_case(ending));
                for end in ENDINGS.iter().filter(starts).map(|ending| at + 1 + ending.len()) {
                    let start = text[..at].rfind(BEFORE).map_or(0, |before| before + 1);
                    wanted.names.insert(text[start..end].trim());
                }
            }
        }
        wanted
    }

    /// Whether a file may be shown as a table.
    pub(super) fn has(&self, path: &RelPath) -> bool {
        let name = path.file_name();
        path.below("content").is_some()
            && is_named_as_table(path)
            && (self.names.contains(name)
                || (name.contains(BEFORE) && self.texts.iter().any(|text| text.contains(name))))
    }
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
        let texts = texts.into_iter().collect();
        let wanted = Wanted::of(&texts);
        for name in
            ["content/files/list.XLSX", "content/x/ราย การ.csv", "content/a,b.ods", "content/d.xls", "content/e.csv"]
        {
            assert!(wanted.has(&path(name)), "{name}");
        }
        for name in ["content/other.xlsx", "content/list.pdf", "themes/list.XLSX"] {
            assert!(!wanted.has(&path(name)), "{name}");
        }
    }
}
