//! What an upload will do, worked out from what the site is and what is known of the host. Touches no network.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::output::{Entry, FEED, Manifest, ROBOTS, SITE_MAP};
use crate::base::path::RelPath;
use crate::io::upload::record::{Journal, Pending, Record};

/// Deletions that nobody has to allow: so many files, and so many of a hundred.
const MOST_DELETIONS: usize = 256;
const MOST_PERCENT: usize = 20;

/// What is known of a host.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub record: Option<Record>,
    pub pending: Option<Pending>,
    pub journal: Journal,
    /// Files of ours that stand on the host, whatever its record says.
    pub found: BTreeSet<RelPath>,
    /// Files that are somebody else's by now, whatever its record says.
    pub foreign: BTreeSet<RelPath>,
}

/// The order of an upload: nothing is public before what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// Styles, images, attachments, data: pages need them.
    Asset,
    /// Pages that no page lies below.
    Page,
    /// Pages that lead to others: home, years, lists.
    Index,
    /// Site maps, feeds, `robots.txt`: they lead robots to all of it.
    Feed,
}

/// One file to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sending {
    pub path: RelPath,
    pub entry: Entry,
    pub stage: Stage,
    /// Whether the host had no file of ours there.
    pub new: bool,
}

/// What an upload will do, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    pub send: Vec<Sending>,
    /// Files of ours that the site no longer has.
    pub remove: Vec<RelPath>,
    /// How many files of ours the host holds.
    pub owned: usize,
    /// Paths whose content on the host is uncertain until this upload ends.
    touched: BTreeSet<RelPath>,
}

/// What an upload does not do by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The host holds another site, by its address.
    OtherSite(String),
    /// More deletions than are allowed.
    TooMany { deletions: usize, allowed: usize },
    /// Files that are not ours stand where pages must go.
    InTheWay(Vec<RelPath>),
}

impl Known {
    /// The address of the site that the host holds.
    pub(crate) fn site(&self) -> Option<&str> {
        let pending = self.pending.as_ref().map(|pending| pending.site.as_str());
        self.record.as_ref().map(|record| record.site.as_str()).or(pending)
    }

    /// Files on the host that prongsai put there, or may have.
    pub(crate) fn owned(&self) -> BTreeSet<&RelPath> {
        let record = self.record.iter().flat_map(|record| record.manifest.0.keys());
        let all = record.chain(self.pending.iter().flat_map(Pending::paths)).chain(&self.found);
        all.filter(|path| !self.foreign.contains(*path)).collect()
    }

    /// The hash of what certainly stands at a path.
    pub(super) fn holds(&self, path: &RelPath) -> Option<&str> {
        if self.foreign.contains(path) {
            return None;
        }
        let touched = |pending: &&Pending| pending.send.contains_key(path) || pending.touched.contains(path);
        match self.pending.as_ref().filter(touched) {
            Some(pending) => self.certain(pending)?.done.get(path).map(String::as_str),
            None => self.record.as_ref()?.manifest.0.get(path).map(|entry| entry.hash.as_str()),
        }
    }

    /// The hash of the temporary copy that has certainly arrived.
    pub(crate) fn arrived(&self, path: &RelPath) -> Option<&str> {
        self.certain(self.pending.as_ref()?)?.sent.get(path).map(String::as_str)
    }

    fn certain(&self, pending: &Pending) -> Option<&Journal> {
        (pending.id == self.journal.id).then_some(&self.journal)
    }
}

impl Plan {
    /// What must happen so that the host holds `site`. `all` sends also what has not changed.
    pub(crate) fn make(site: &Manifest, known: &Known, all: bool) -> Plan {
        let owned = known.owned();
        let folders = folders(site);
        let changed = site.0.iter().filter(|(path, entry)| all || known.holds(path) != Some(&entry.hash));
        let mut send: Vec<Sending> = changed
            .map(|(path, entry)| Sending {
                path: path.clone(),
                entry: entry.clone(),
                stage: stage(path, &folders),
                new: !owned.contains(path),
            })
            .collect();
        send.sort_by_key(order);
        let remove: Vec<RelPath> =
            owned.iter().filter(|path| !site.0.contains_key(**path)).map(|path| (*path).clone()).collect();
        let before = known.pending.iter().flat_map(Pending::paths);
        let touched = before.chain(&remove).filter(|path| !send.iter().any(|own| own.path == **path));
        Plan { touched: touched.cloned().collect(), owned: owned.len(), send, remove }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.send.is_empty() && self.remove.is_empty()
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.send.iter().map(|file| file.entry.size).sum()
    }

    /// What is written to the host before anything changes there.
    pub(crate) fn pending(&self, site: &str, id: &str) -> Pending {
        let send = self.send.iter().map(|file| (file.path.clone(), file.entry.hash.clone())).collect();
        Pending { site: site.to_owned(), id: id.to_owned(), send, touched: self.touched.clone() }
    }

    /// What must be asked before: whether the host is ours, and the deletions meant. `allowed` is what the person allows.
    pub(crate) fn refusal(&self, site: &str, known: &Known, allowed: Option<usize>) -> Option<Refusal> {
        if let Some(other) = known.site().filter(|other| *other != site) {
            return Some(Refusal::OtherSite(other.to_owned()));
        }
        let usual = MOST_DELETIONS.min(self.owned * MOST_PERCENT / 100);
        let (deletions, allowed) = (self.remove.len(), allowed.unwrap_or(usual));
        (deletions > allowed).then_some(Refusal::TooMany { deletions, allowed })
    }

    /// Folders that may be empty once the files are deleted, those below first.
    pub(crate) fn emptied(&self, site: &Manifest) -> Vec<String> {
        let kept = folders(site);
        let mut emptied: Vec<String> = Vec::new();
        for path in &self.remove {
            emptied.extend(above(path).filter(|folder| !kept.contains_key(*folder)).map(str::to_owned));
        }
        emptied.sort_by(|a, b| b.cmp(a));
        emptied.dedup();
        emptied
    }
}

/// The folders that the files need, those above first.
pub(crate) fn needed_folders<'p>(paths: impl Iterator<Item = &'p RelPath>) -> Vec<String> {
    let folders: BTreeSet<&str> = paths.flat_map(above).collect();
    folders.into_iter().map(str::to_owned).collect()
}

/// The folders above a path, the nearest first.
fn above(path: &RelPath) -> impl Iterator<Item = &str> {
    let all = path.as_str();
    all.rmatch_indices('/').map(|(slash, _)| &all[..slash])
}

/// Every folder of the site, and how many pages lie below it.
fn folders(site: &Manifest) -> BTreeMap<&str, usize> {
    let mut folders = BTreeMap::new();
    for path in site.0.keys() {
        for folder in above(path).chain([""]) {
            *folders.entry(folder).or_default() += usize::from(is_page(path));
        }
    }
    folders
}

fn is_page(path: &RelPath) -> bool {
    path.as_str().ends_with(".html")
}

fn stage(path: &RelPath, folders: &BTreeMap<&str, usize>) -> Stage {
    let feeds = [SITE_MAP, FEED, ROBOTS];
    match path.file_name() {
        name if feeds.contains(&name) => Stage::Feed,
        "index.html" if folders.get(path.folder()).is_some_and(|pages| *pages > 1) => Stage::Index,
        name if name.ends_with(".html") => Stage::Page,
        _ => Stage::Asset,
    }
}

/// Index pages come from below to the top, so that a page that leads to new ones comes after them.
fn order(file: &Sending) -> impl Ord + use<> {
    let depth = file.path.as_str().matches('/').count();
    let up = if file.stage == Stage::Index { usize::MAX - depth } else { 0 };
    (file.stage, up, file.path.clone())
}

#[cfg(test)]
mod tests {
    use super::{Entry, Known, Manifest, Pending, Plan, Record, Refusal, RelPath, needed_folders};

    const SITE: &str = "https://www.example.go.th/";

    fn path(text: &str) -> RelPath {
        RelPath::new(text).unwrap()
    }

    fn hash(letter: &str) -> String {
        letter.repeat(64)
    }

    fn manifest(files: &[(&str, &str)]) -> Manifest {
        let entry = |(name, letter): &(&str, &str)| (path(name), Entry { size: 10, hash: hash(letter) });
        Manifest(files.iter().map(entry).collect())
    }

    fn uploaded(files: &[(&str, &str)]) -> Known {
        let record = Record { site: SITE.to_owned(), manifest: manifest(files) };
        Known { record: Some(record), ..Known::default() }
    }

    fn sent(plan: &Plan) -> Vec<&str> {
        plan.send.iter().map(|file| file.path.as_str()).collect()
    }

    #[test]
    fn what_a_page_needs_comes_before_it_and_what_leads_to_it_after() {
        let files = [
            "index.html",
            "en/index.html",
            "404.html",
            "sitemap.xml",
            "en/feed.xml",
            "robots.txt",
            "style.1.css",
            "files/2568/a.pdf",
            "data/x.json",
            "ita/index.html",
            "ita/2568/index.html",
            "ita/2568/o1/index.html",
        ];
        let site = manifest(&files.map(|name| (name, "a")));
        let plan = Plan::make(&site, &Known::default(), false);
        assert_eq!(
            sent(&plan),
            [
                "data/x.json",
                "files/2568/a.pdf",
                "style.1.css",
                "404.html",
                "en/index.html",
                "ita/2568/o1/index.html",
                "ita/2568/index.html",
                "ita/index.html",
                "index.html",
                "en/feed.xml",
                "robots.txt",
                "sitemap.xml",
            ]
        );
        assert_eq!((plan.bytes(), plan.send.iter().all(|file| file.new)), (120, true));
    }

    #[test]
    fn only_what_changed_is_sent_and_only_ours_is_deleted() {
        let known = uploaded(&[("a.html", "a"), ("b.html", "a"), ("old/x.html", "a")]);
        let site = manifest(&[("a.html", "a"), ("b.html", "b"), ("c.html", "a")]);
        let plan = Plan::make(&site, &known, false);
        assert_eq!((sent(&plan), &plan.remove), (vec!["b.html", "c.html"], &vec![path("old/x.html")]));
        assert_eq!(plan.send.iter().map(|file| file.new).collect::<Vec<_>>(), [false, true]);
        assert_eq!(plan.emptied(&site), ["old"]);
        assert_eq!(sent(&Plan::make(&site, &known, true)).len(), 3);
        assert!(
            Plan::make(&manifest(&[("a.html", "a"), ("b.html", "a"), ("old/x.html", "a")]), &known, false).is_empty()
        );
    }

    #[test]
    fn an_upload_that_was_cut_is_taken_up_where_it_ended() {
        let site = manifest(&[("a.html", "b"), ("b.html", "b"), ("c.html", "b"), ("d.html", "a")]);
        let mut known = uploaded(&[("a.html", "a"), ("b.html", "a"), ("d.html", "a"), ("e.html", "a")]);
        let first = Plan::make(&site, &known, false);
        known.pending = Some(first.pending(SITE, "1"));
        let done = |names: &[&str]| names.iter().map(|name| (path(name), hash("b"))).collect();
        known.journal.id = "1".to_owned();
        known.journal.sent = done(&["a.html", "b.html"]);
        known.journal.done = done(&["a.html"]);
        let again = Plan::make(&site, &known, false);
        assert_eq!(sent(&again), ["b.html", "c.html"]);
        assert_eq!((known.arrived(&path("b.html")), known.arrived(&path("c.html"))), (Some(&*hash("b")), None));
        assert_eq!(again.remove, [path("e.html")], "deletions come last, so they are still to do");

        known.journal.id = "another".to_owned();
        assert_eq!(sent(&Plan::make(&site, &known, false)), ["a.html", "b.html", "c.html"], "nothing is certain");
        let back = manifest(&[("a.html", "a"), ("b.html", "a"), ("d.html", "a"), ("e.html", "a")]);
        let plan = Plan::make(&back, &known, false);
        assert_eq!(sent(&plan), ["a.html", "b.html", "e.html"], "the old content is not certain either");
        assert_eq!(plan.remove, [path("c.html")], "it may have arrived");
    }

    #[test]
    fn what_was_never_finished_stays_uncertain_for_the_next() {
        let site = manifest(&[("a.html", "b")]);
        let pending = Pending { site: SITE.to_owned(), id: "1".to_owned(), ..Pending::default() };
        let pending = Pending { send: [(path("a.html"), hash("b")), (path("x.html"), hash("b"))].into(), ..pending };
        let known = Known { pending: Some(pending), ..uploaded(&[("a.html", "a")]) };
        let next = Plan::make(&site, &known, false).pending(SITE, "2");
        assert_eq!(next.paths().collect::<Vec<_>>(), [&path("a.html"), &path("x.html")]);
    }

    #[test]
    fn deletions_have_a_limit() {
        let many: Vec<String> = (0..2000).map(|n| format!("p{n}.html")).collect();
        let files: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "a")).collect();
        let refusal = |before: usize, gone: usize, allowed| {
            let known = uploaded(&files[..before]);
            Plan::make(&manifest(&files[gone..before]), &known, false).refusal(SITE, &known, allowed)
        };
        assert_eq!(refusal(100, 20, None), None);
        assert_eq!(refusal(100, 21, None), Some(Refusal::TooMany { deletions: 21, allowed: 20 }));
        assert_eq!(refusal(2000, 256, None), None);
        assert_eq!(refusal(2000, 257, None), Some(Refusal::TooMany { deletions: 257, allowed: 256 }));
        assert_eq!(refusal(2000, 257, Some(257)), None);
        assert_eq!(refusal(100, 1, Some(0)), Some(Refusal::TooMany { deletions: 1, allowed: 0 }));
    }

    #[test]
    fn another_site_is_refused() {
        let known = uploaded(&[("a.html", "a")]);
        let plan = Plan::make(&manifest(&[("a.html", "b")]), &known, false);
        let refusal = plan.refusal("https://other.example.go.th/", &known, None);
        assert_eq!(refusal, Some(Refusal::OtherSite(SITE.to_owned())));
        let cut = Known { pending: Some(plan.pending(SITE, "1")), ..Known::default() };
        assert_eq!(cut.site(), Some(SITE), "also when its first upload was never finished");
    }

    #[test]
    fn folders_are_made_from_the_top() {
        let paths = [path("b/c/d.html"), path("a.html"), path("b/x.html")];
        assert_eq!(needed_folders(paths.iter()), ["b", "b/c"]);
    }
}
