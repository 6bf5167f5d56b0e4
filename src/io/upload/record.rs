//! What is written down about an upload: on the host what it holds of ours (`Record`) and what is being changed just now
//! (`Pending`), and here how far that has come (`Journal`). Pure text and back.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::base::output::Manifest;
use crate::base::path::RelPath;

const RECORD: &str = "prongsai upload 1";
const PENDING: &str = "prongsai pending 1";
/// The last line of a whole `Pending`.
const END: &str = "end";

/// What a host holds of ours. Stands there in the place of the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    /// The address of the site that was uploaded.
    pub site: String,
    pub manifest: Manifest,
}

/// What an upload that has begun may have changed. Until it ends, nobody can say what the host holds at these paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pending {
    pub site: String,
    /// Tells one upload from another.
    pub id: String,
    /// The hash that each file is to have.
    pub send: BTreeMap<RelPath, String>,
    /// Files to be deleted, and all that earlier uploads may have changed and never finished.
    pub touched: BTreeSet<RelPath>,
}

/// How far an upload has come, kept on this computer. It is true as long as the host still holds the `Pending` of that id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Journal {
    pub id: String,
    /// Files whose temporary copy has arrived whole, with their hash.
    pub sent: BTreeMap<RelPath, String>,
    /// Files that stand under their own name, with their hash.
    pub done: BTreeMap<RelPath, String>,
    /// Temporary names that a write was cut at: the host may make the file yet, when nobody needs it any more.
    pub late: BTreeSet<RelPath>,
}

/// One step that is written down as soon as it is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Sent,
    Done,
    Late,
}

impl Record {
    pub(crate) fn to_text(&self) -> String {
        format!("{RECORD}\nsite {}\n{}", self.site, self.manifest.to_text())
    }

    /// `None` if it is something else or was cut short.
    pub(crate) fn parse(text: &str) -> Option<Record> {
        let rest = text.strip_prefix(RECORD)?.strip_prefix("\nsite ")?;
        let (site, manifest) = rest.split_once('\n')?;
        Some(Record { site: site.to_owned(), manifest: Manifest::parse(manifest)? })
    }
}

impl Pending {
    pub(crate) fn to_text(&self) -> String {
        let mut text = format!("{PENDING}\nsite {}\nid {}\n", self.site, self.id);
        for (path, hash) in &self.send {
            let _ = writeln!(text, "{hash} {path}");
        }
        for path in &self.touched {
            let _ = writeln!(text, "- {path}");
        }
        text + END + "\n"
    }

    /// `None` if it is something else or was cut short.
    pub(crate) fn parse(text: &str) -> Option<Pending> {
        let rest = text.strip_prefix(PENDING)?.strip_prefix("\nsite ")?;
        let (site, rest) = rest.split_once("\nid ")?;
        let (id, rest) = rest.split_once('\n')?;
        let mut pending = Pending { site: site.to_owned(), id: id.to_owned(), ..Pending::default() };
        for line in rest.strip_suffix("end\n")?.lines() {
            let (hash, path) = line.split_once(' ')?;
            let path = RelPath::new(path)?;
            match hash {
                "-" => drop(pending.touched.insert(path)),
                hash => drop(pending.send.insert(path, hash.to_owned())),
            }
        }
        Some(pending)
    }

    /// Every path that may have been changed.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &RelPath> {
        self.send.keys().chain(&self.touched)
    }
}

impl Journal {
    /// The first line; each step adds one.
    pub(crate) fn head(id: &str) -> String {
        format!("id {id}\n")
    }

    pub(crate) fn line(mark: Mark, path: &RelPath, hash: &str) -> String {
        let word = match mark {
            Mark::Sent => "sent",
            Mark::Done => "done",
            Mark::Late => "late",
        };
        format!("{word} {hash} {path}\n")
    }

    pub(crate) fn to_text(&self) -> String {
        let lines = |mark, of: &BTreeMap<RelPath, String>| -> String {
            of.iter().map(|(path, hash)| Journal::line(mark, path, hash)).collect()
        };
        let late: String = self.late.iter().map(|path| Journal::line(Mark::Late, path, "-")).collect();
        Journal::head(&self.id) + &lines(Mark::Sent, &self.sent) + &lines(Mark::Done, &self.done) + &late
    }

    /// Reads as many whole lines as there are: the last one may have been cut.
    pub(crate) fn parse(text: &str) -> Journal {
        let mut journal = Journal::default();
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        for line in whole.lines() {
            match line.splitn(3, ' ').collect::<Vec<_>>().as_slice() {
                ["id", id] => journal.id = (*id).to_owned(),
                [word, hash, path] => {
                    let Some(path) = RelPath::new(path) else { continue };
                    match *word {
                        "sent" => drop(journal.sent.insert(path, (*hash).to_owned())),
                        "done" => drop(journal.done.insert(path, (*hash).to_owned())),
                        "late" => drop(journal.late.insert(path)),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        journal
    }
}

#[cfg(test)]
mod tests {
    use super::{Journal, Mark, Pending, Record, RelPath};
    use crate::base::output::{Entry, Manifest};

    fn path(text: &str) -> RelPath {
        RelPath::new(text).unwrap()
    }

    #[test]
    fn records_are_read_back_whole_or_not_at_all() {
        let manifest = Manifest([(path("a b.html"), Entry { size: 3, hash: "a".repeat(64) })].into());
        let record = Record { site: "https://www.example.go.th/".to_owned(), manifest };
        let text = record.to_text();
        assert_eq!(Record::parse(&text), Some(record));
        assert!((0..text.len()).all(|end| Record::parse(&text[..end]).is_none_or(|cut| cut.manifest.0.is_empty())));
    }

    #[test]
    fn a_pending_upload_is_read_back_whole_or_not_at_all() {
        let pending = Pending {
            site: "https://www.example.go.th/".to_owned(),
            id: "x1".to_owned(),
            send: [(path("a/index.html"), "a".repeat(64))].into(),
            touched: [path("end"), path("old.html")].into(),
        };
        let text = pending.to_text();
        assert_eq!(Pending::parse(&text), Some(pending));
        assert!((0..text.len()).all(|end| Pending::parse(&text[..end]).is_none()));
    }

    #[test]
    fn a_journal_loses_only_the_line_that_was_cut() {
        let text = Journal::head("x1")
            + &Journal::line(Mark::Sent, &path("a"), "h1")
            + &Journal::line(Mark::Late, &path("t"), "-")
            + &Journal::line(Mark::Done, &path("b c"), "h2");
        let journal = Journal::parse(&text);
        assert_eq!(Journal::parse(&journal.to_text()), journal);
        assert_eq!((journal.id.as_str(), journal.sent.len(), journal.done.len(), journal.late.len()), ("x1", 1, 1, 1));
        assert_eq!(Journal::parse(&text[..text.len() - 1]).done.len(), 0);
    }
}
