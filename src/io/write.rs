//! Writing a site, all or nothing: the whole new tree is built beside the old one, brought to the disk, and exchanged
//! with it. A build that fails or is killed at any moment leaves the old site or the new one, never a mixture. Where a
//! program keeps the folder from being exchanged, each file of it is an old or a new one, and the next start ends it.

use std::path::Path;
use std::time::Duration;

use crate::base::output::{Changes, Manifest, Output};
use crate::io::durable::{self, Durable};
use crate::io::exchange;
use crate::io::lock::Lock;
use crate::io::output_folder;
use crate::io::output_paths::OutputPaths;
use crate::io::plan::Plan;
use crate::io::portable_names;
use crate::io::refusal::WriteError;
use crate::io::stage;
use crate::io::stamp::{self, Stamp};
use crate::io::tree::{self, Tree};

/// What a build did to the output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What was really written and removed; empty when the site on disk was this one already.
    pub changes: Changes,
    /// All files of the site, changed or not, without the manifest.
    pub files: usize,
    /// The part of the time that went into waiting for the disk.
    pub sync: Duration,
}

/// Makes the folder `out` hold `output` and the files of others that were there, and nothing else. `site` is where the
/// files that are copied lie. A site that is there already is not touched. The `stamp` is remembered for the next build.
pub fn write(
    output: &dyn Output,
    site: &Path,
    out: &Path,
    durable: Durable,
    stamp: Option<&Stamp>,
) -> Result<Written, WriteError> {
    let paths = output.paths();
    portable_names::check(&paths)?;
    let mut place = OutputPaths::find(site, out)?;
    output_folder::check(&place)?;

    let _lock = Lock::take(&place)?;
    exchange::recover(&mut place)?;
    let before = output_folder::check(&place)?.unwrap_or_default(); // again: what stands there is certain only now
    let tree = Tree::scan(&place.out)?;
    let plan = Plan::make(&paths, &place, &before, &tree)?;
    match replace(output, &plan, &place, durable) {
        Ok(written) => {
            stamp::remember(&place, stamp);
            let _ = stage::discard(&plan, &place); // should the old site resist, the next build removes it
            Ok(written)
        }
        Err(error @ WriteError::Begun(_)) => Err(error), // the next start goes on
        Err(error) => {
            let _ = tree::remove(&place.stage());
            Err(error)
        }
    }
}

/// What was written to the folder `out` the last time.
pub(crate) fn before(site: &Path, out: &Path) -> Result<Manifest, WriteError> {
    let place = OutputPaths::find(site, out)?;
    Ok(output_folder::check(&place)?.unwrap_or_default())
}

fn replace(output: &dyn Output, plan: &Plan, place: &OutputPaths, durable: Durable) -> Result<Written, WriteError> {
    let filled = stage::fill(output, plan, place)?;
    let mut written = Written { changes: Changes::default(), files: plan.paths.len(), sync: Duration::ZERO };
    if filled.is_done(plan.before) {
        return Ok(written);
    }
    written.changes = Changes { write: filled.written.keys().cloned().collect(), remove: plan.remove.clone() };
    stage::finish(filled, plan, place)?;
    if durable == Durable::Yes {
        written.sync = durable::flush(&written.changes, &place.stage())?;
    }
    exchange::exchange(place, &written.changes)?;
    if durable == Durable::Yes {
        durable::sync_folder(&place.parent);
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::time::SystemTime;

    use super::{Durable, Output, WriteError, Written, write};
    use crate::base::diag::{Diagnostic, Rule, Severity};
    use crate::base::lang::both;
    use crate::base::output::{Asset, Changes, MANIFEST, Manifest};
    use crate::base::path::RelPath;
    use crate::base::span::Span;
    use crate::io::refusal::Refusal;
    use crate::io::tree::Tree;

    /// A site's folder with its output folder in it.
    struct Site(tempfile::TempDir);

    impl Site {
        fn new() -> Site {
            Site(tempfile::tempdir().unwrap())
        }

        fn out(&self) -> PathBuf {
            self.0.path().join("public")
        }

        fn write(&self, files: &[(&str, &str)]) -> Result<Written, WriteError> {
            write(&output(files), self.0.path(), &self.out(), Durable::Yes, None)
        }

        fn put(&self, path: &str, text: &str) {
            fs::create_dir_all(self.out().join(path).parent().unwrap()).unwrap();
            fs::write(self.out().join(path), text).unwrap();
        }

        fn text(&self, path: &str) -> Option<String> {
            fs::read_to_string(self.out().join(path)).ok()
        }

        /// The names in the output folder, without the manifest.
        fn names(&self) -> Vec<String> {
            let tree = Tree::scan(&self.out()).unwrap();
            let paths = tree.files.into_keys().chain(tree.empty).map(|path| path.to_str().unwrap().replace('\\', "/"));
            let mut names: Vec<_> = paths.filter(|path| path != MANIFEST).collect();
            names.sort();
            names
        }

        /// What is left beside the output folder.
        fn left(&self) -> Vec<String> {
            let names = fs::read_dir(self.0.path().join(".prongsai")).unwrap();
            let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        }
    }

    fn path(text: &str) -> RelPath {
        RelPath::new(text).unwrap()
    }

    fn output(files: &[(&str, &str)]) -> BTreeMap<RelPath, Asset> {
        files.iter().map(|(name, text)| (path(name), Asset::Bytes(text.as_bytes().to_vec()))).collect()
    }

    /// What tells one file from another of the same name.
    #[cfg(unix)]
    fn identity(path: &Path) -> (u64, SystemTime) {
        let found = fs::metadata(path).unwrap();
        (std::os::unix::fs::MetadataExt::ino(&found), found.modified().unwrap())
    }

    #[cfg(not(unix))]
    fn identity(path: &Path) -> (u64, SystemTime) {
        (0, fs::metadata(path).unwrap().modified().unwrap())
    }

    #[test]
    fn writes_changes_and_removes() {
        let site = Site::new();
        let first = site.write(&[("index.html", "1"), ("a/b/x.html", "1"), ("gone/y.html", "1")]).unwrap();
        assert_eq!((first.files, first.changes.write.len(), first.changes.remove.len()), (3, 3, 0));
        let kept = identity(&site.out().join("a/b/x.html"));

        let second = site.write(&[("index.html", "2"), ("a/b/x.html", "1"), ("n/z.html", "1")]).unwrap();
        let expected = Changes { write: vec![path("index.html"), path("n/z.html")], remove: vec![path("gone/y.html")] };
        assert_eq!(second.changes, expected);
        assert_eq!(site.names(), ["a/b/x.html", "index.html", "n/z.html"]);
        assert_eq!(identity(&site.out().join("a/b/x.html")), kept);
        assert_eq!(site.text("index.html").as_deref(), Some("2"));
        assert_eq!(site.left(), [".gitignore", "public.lock"]);
        let manifest = Manifest::parse(&site.text(MANIFEST).unwrap()).unwrap();
        assert_eq!(manifest.0[&path("index.html")].hash, blake3::hash(b"2").to_hex().to_string());
    }

    #[test]
    fn touches_nothing_when_nothing_changed() {
        let site = Site::new();
        let files = [("index.html", "1"), ("a/x.html", "1")];
        site.write(&files).unwrap();
        site.put("mine.txt", "mine");
        let all = ["", "index.html", "a", "a/x.html", MANIFEST, "mine.txt"];
        let look = || all.map(|path| identity(&site.out().join(path)));
        let before = look();
        let again = site.write(&files).unwrap();
        assert_eq!((again.changes, again.files), (Changes::default(), 2));
        assert_eq!(look(), before);
    }

    #[test]
    fn puts_right_what_was_edited_or_deleted() {
        let site = Site::new();
        let files = [("index.html", "1"), ("a/x.html", "1"), ("b.html", "1")];
        site.write(&files).unwrap();
        site.put("index.html", "!");
        fs::remove_dir_all(site.out().join("a")).unwrap();
        let again = site.write(&files).unwrap();
        assert_eq!(again.changes.write, [path("a/x.html"), path("index.html")]);
        assert_eq!((site.text("index.html").as_deref(), site.text("a/x.html").as_deref()), (Some("1"), Some("1")));
    }

    #[test]
    fn files_of_others_survive() {
        let site = Site::new();
        site.put(".gitignore", "*");
        site.write(&[("index.html", "1"), ("a/x.html", "1")]).unwrap();
        site.put("CNAME", "example.go.th");
        site.put("a/mine.txt", "mine");
        fs::create_dir_all(site.out().join("inbox/empty")).unwrap();
        let kept = identity(&site.out().join("a/mine.txt"));
        site.write(&[("index.html", "2")]).unwrap();
        assert_eq!(site.names(), [".gitignore", "CNAME", "a/mine.txt", "inbox/empty", "index.html"]);
        assert_eq!(identity(&site.out().join("a/mine.txt")), kept);

        site.put("b.html", "mine, too");
        let before = identity(&site.out());
        let refused = site.write(&[("index.html", "3"), ("b.html", "1")]);
        assert!(matches!(refused, Err(WriteError::Refused(Refusal::InTheWay(file))) if file.ends_with("b.html")));
        assert_eq!((identity(&site.out()), site.text("b.html").as_deref()), (before, Some("mine, too")));
        assert_eq!(site.left(), [".gitignore", "public.lock"]);
    }

    #[test]
    fn a_page_becomes_a_folder_and_back() {
        let site = Site::new();
        site.write(&[("a", "1"), ("b/x", "1")]).unwrap();
        site.write(&[("a/x", "1"), ("b", "1")]).unwrap();
        assert_eq!(site.names(), ["a/x", "b"]);
        site.write(&[("a", "1"), ("b/x", "1")]).unwrap();
        assert_eq!(site.names(), ["a", "b/x"]);
    }

    #[test]
    fn a_large_site_is_built_in_the_folders_of_the_last_one() {
        let site = Site::new();
        let names: Vec<String> = (0..1100).map(|n| format!("o{n}/index.html")).collect();
        let with = |first: &'static str, from: usize| -> Vec<(&str, &str)> {
            [("index.html", first)].into_iter().chain(names[from..].iter().map(|name| (name.as_str(), "1"))).collect()
        };
        site.write(&with("1", 0)).unwrap();
        assert_eq!(site.left(), [".gitignore", "public.lock"]);
        for (text, from) in [("2", 1), ("3", 2), ("4", 0)] {
            site.write(&with(text, from)).unwrap();
            assert_eq!((site.names().len(), site.text("index.html").as_deref()), (1101 - from, Some(text)));
            assert_eq!(site.left(), [".gitignore", "public.folders", "public.lock"]);
        }
        let spare = site.0.path().join(".prongsai/public.folders");
        fs::create_dir(spare.join("strange")).unwrap();
        fs::write(spare.join("o5/strange.html"), "").unwrap();
        site.write(&with("5", 0)).unwrap();
        assert_eq!(site.names().len(), 1101);
        site.write(&[("index.html", "6")]).unwrap();
        assert_eq!((site.names().len(), site.left().len()), (1, 2));
    }

    #[test]
    fn attachments_are_copied_from_the_site() {
        let site = Site::new();
        fs::create_dir(site.0.path().join("content")).unwrap();
        fs::write(site.0.path().join("content/plan.pdf"), "plan").unwrap();
        let mut output = output(&[("logo.svg", "logo")]);
        output.insert(path("plan.pdf"), Asset::CopyOf { path: path("content/plan.pdf"), hash: None });
        let build = || write(&output, site.0.path(), &site.out(), Durable::No, None);
        assert_eq!(build().unwrap().changes.write.len(), 2);
        assert_eq!((site.text("plan.pdf").as_deref(), site.text("logo.svg").as_deref()), (Some("plan"), Some("logo")));
        assert_eq!(build().unwrap().changes, Changes::default());

        fs::remove_file(site.0.path().join("content/plan.pdf")).unwrap();
        site.put("logo.svg", "edited");
        assert!(matches!(build(), Err(WriteError::Failed(_))), "the source is gone");
        assert_eq!(
            (site.text("plan.pdf").as_deref(), site.text("logo.svg").as_deref()),
            (Some("plan"), Some("edited"))
        );
        assert_eq!(site.left(), [".gitignore", "public.lock"]);
    }

    /// A site of three pages, two of which cannot be made.
    struct Faulty;

    impl Output for Faulty {
        fn paths(&self) -> Vec<RelPath> {
            ["a.html", "b.html", "c.html"].map(path).to_vec()
        }

        fn make(&self, page: &RelPath) -> Option<Result<Asset, Diagnostic>> {
            let finding = || Diagnostic::new(&FAULT, &Span::file(page), both("ผิด", "wrong"));
            Some(if page.as_str() == "b.html" { Ok(Asset::Bytes(vec![])) } else { Err(finding()) })
        }
    }

    static FAULT: Rule = Rule::new("fault", Severity::Error, both("", ""), both("", ""));

    #[test]
    fn every_fault_is_told_and_the_old_site_stays() {
        let site = Site::new();
        site.write(&[("index.html", "1")]).unwrap();
        let before = identity(&site.out());
        let Err(WriteError::Faulty(faults)) = write(&Faulty, site.0.path(), &site.out(), Durable::Yes, None) else {
            panic!("it was written")
        };
        let mut paths: Vec<&str> = faults.iter().map(|fault| fault.at.path.as_str()).collect();
        paths.sort_unstable();
        assert_eq!(paths, ["a.html", "c.html"]);
        assert_eq!((identity(&site.out()), site.names()), (before, vec!["index.html".to_owned()]));
        assert_eq!(site.left(), [".gitignore", "public.lock"]);
    }

    #[test]
    fn nothing_is_created_for_a_refused_folder() {
        let site = Site::new();
        site.put("thesis.docx", "mine");
        assert!(matches!(site.write(&[("index.html", "1")]), Err(WriteError::Refused(Refusal::NotOurs(..)))));
        assert_eq!((site.names(), site.0.path().join(".prongsai").exists()), (vec!["thesis.docx".to_owned()], false));
    }

    #[cfg(unix)]
    #[test]
    fn links_and_modes_of_others_survive() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let site = Site::new();
        site.write(&[("index.html", "1")]).unwrap();
        site.put("closed/x", "mine");
        symlink("nowhere", site.out().join("link")).unwrap();
        fs::rename(site.out().join("index.html"), site.0.path().join("1.html")).unwrap();
        symlink("../1.html", site.out().join("index.html")).unwrap();
        let mode = |path: &str| fs::metadata(site.out().join(path)).unwrap().permissions().mode() & 0o7777;
        for (path, mode) in [("closed", 0o550), ("", 0o2775)] {
            fs::set_permissions(site.out().join(path), fs::Permissions::from_mode(mode)).unwrap();
        }
        site.write(&[("index.html", "1")]).unwrap();
        assert!(!site.out().join("index.html").is_symlink(), "a link to the same is not the same");
        assert_eq!((mode("closed"), mode("")), (0o550, 0o2775));
        assert_eq!(fs::read_link(site.out().join("link")).unwrap(), Path::new("nowhere"));
        assert_eq!((site.text("index.html").as_deref(), site.left().len()), (Some("1"), 2));
    }
}
