//! Updates the output folder file by file, where it cannot be exchanged as a whole: a program has a file in it open, a
//! console stands in it, a disk is mounted at it. Each file is replaced in one step. A journal lists what is to be done; a
//! file that is no longer in the stage has been moved, so a start after a cut goes on from there.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use anyhow::Context;

use crate::base::output::{Changes, MANIFEST, Manifest};
use crate::base::path::RelPath;
use crate::io::busy::{self, Patience};
use crate::io::content::same_file;
use crate::io::durable;
use crate::io::output_paths::OutputPaths;
use crate::io::refusal::{Refusal, WriteError, shown};
use crate::io::replace;
use crate::io::stage::copy;
use crate::io::tree::remove_entry;

/// Begins with the changes only when each file may be changed, so that one that stays open leaves the old site.
pub(super) fn update(place: &OutputPaths, changes: &Changes) -> Result<(), WriteError> {
    let mut patience = Patience::for_people();
    for path in changes.write.iter().chain(&changes.remove).map(RelPath::as_str).chain([MANIFEST]) {
        let old = place.out.join(path);
        patience.wait(&old, || busy::ask(&old)).with_context(|| format!("cannot replace {}", shown(&old)))?;
    }
    let path = place.journal();
    let written = File::create(&path).and_then(|mut file| {
        file.write_all(to_text(changes).as_bytes())?;
        file.sync_all()
    });
    written.with_context(|| format!("cannot write {}", shown(&path)))?;
    durable::sync_folder(&place.work());
    end(place)
}

/// Does what the journal lists and is not done yet. What goes comes first, as a file may become a folder.
pub(super) fn end(place: &OutputPaths) -> Result<(), WriteError> {
    let path = place.journal();
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", shown(&path)))?;
    if let Some(changes) = from_text(&text) {
        carry_out(place, &changes)?;
    }
    Patience::for_people()
        .wait(&path, || fs::remove_file(&path))
        .with_context(|| format!("cannot remove {}", shown(&path)))
        .map_err(WriteError::Begun)
}

fn carry_out(place: &OutputPaths, changes: &Changes) -> Result<(), WriteError> {
    let mut patience = Patience::for_people();
    let manifest = place.out.join(MANIFEST);
    if !manifest.exists() {
        bring(place, MANIFEST, &mut patience)?; // or nobody would know the files for ours
    }
    let text = fs::read_to_string(&manifest).with_context(|| format!("cannot read {}", shown(&manifest)))?;
    let known = Manifest::parse(&text).unwrap_or_default();
    // What others have put there since a cut is not ours to change.
    for path in changes.remove.iter().filter(|path| known.0.contains_key(*path)) {
        take_away(&place.out, path, &mut patience).map_err(WriteError::Begun)?;
    }
    for path in &changes.write {
        let (from, to) = (place.stage().join(path.as_str()), place.out.join(path.as_str()));
        let foreign = !known.0.contains_key(path) && to.is_file() && from.is_file();
        if foreign && same_file(&from, &to).map_err(WriteError::Begun)?.is_none() {
            return Err(Refusal::InTheWay(to).into());
        }
        bring(place, path.as_str(), &mut patience)?;
    }
    bring(place, MANIFEST, &mut patience)?;
    durable::sync_folder(&place.out);
    Ok(())
}

/// Removes a file, and the folders above it that have nothing else in them.
fn take_away(out: &Path, path: &RelPath, patience: &mut Patience) -> anyhow::Result<()> {
    let at = out.join(path.as_str());
    // Where a folder is, the file has gone already, and a page has come.
    if fs::symlink_metadata(&at).is_ok_and(|found| !found.is_dir()) {
        let gone = patience.wait(&at, || remove_entry(&at));
        gone.with_context(|| format!("cannot remove {}", shown(&at)))?;
    }
    let folders = Path::new(path.as_str()).ancestors().skip(1).filter(|folder| *folder != Path::new(""));
    let _ = folders.map(|folder| fs::remove_dir(out.join(folder))).find(Result::is_err);
    Ok(())
}

/// Moves a file of the stage to its place, unless that is done.
fn bring(place: &OutputPaths, path: &str, patience: &mut Patience) -> Result<(), WriteError> {
    let (from, to) = (place.stage().join(path), place.out.join(path));
    if fs::symlink_metadata(&from).is_err() {
        return Ok(());
    }
    let _ = fs::remove_dir(&to); // an empty folder where a page goes
    let moved = replace::make_folder_of(&to).and_then(|()| Ok(patience.wait(&to, || rename_over(&from, &to))?));
    moved.with_context(|| format!("cannot replace {}", shown(&to))).map_err(WriteError::Begun)
}

fn rename_over(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {
            // A name of its own, which the next start takes again.
            let near = to.with_file_name(NEAR);
            let _ = fs::remove_file(&near);
            copy(from, &near, &fs::symlink_metadata(from)?)?;
            File::options().write(true).open(&near)?.sync_all()?;
            fs::rename(&near, to)?;
            fs::remove_file(from)
        }
        Err(_) if busy::unprotect(to) => fs::rename(from, to),
        done => done,
    }
}

/// The name beside its place of a file that cannot be moved there but must be copied, from another disk.
const NEAR: &str = ".prongsai-new";

const WRITE: &str = "write ";
const REMOVE: &str = "remove ";
const END: &str = "end\n";

fn to_text(changes: &Changes) -> String {
    let write = changes.write.iter().map(|path| format!("{WRITE}{path}\n"));
    let remove = changes.remove.iter().map(|path| format!("{REMOVE}{path}\n"));
    write.chain(remove).chain([END.to_owned()]).collect()
}

/// `None` for a journal that was cut short: nothing was done yet.
fn from_text(text: &str) -> Option<Changes> {
    let lines = text.strip_suffix(END)?;
    let all = |what| lines.split('\n').filter_map(move |line| RelPath::new(line.strip_prefix(what)?)).collect();
    Some(Changes { write: all(WRITE), remove: all(REMOVE) })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{
        Changes, MANIFEST, Manifest, OutputPaths, Refusal, RelPath, WriteError, end, from_text, to_text, update,
    };
    use crate::base::output::Entry;
    use crate::io::tree::Tree;

    fn paths(paths: &[&str]) -> Vec<RelPath> {
        paths.iter().map(|path| RelPath::new(path).unwrap()).collect()
    }

    fn put(at: &Path, files: &[(&str, &str)]) {
        for (path, text) in files {
            fs::create_dir_all(at.join(path).parent().unwrap()).unwrap();
            fs::write(at.join(path), text).unwrap();
        }
    }

    fn manifest(at: &Path, files: &[&str]) {
        let entry = Entry { size: 1, hash: blake3::hash(b"").to_hex().to_string() };
        let manifest = Manifest(paths(files).into_iter().map(|path| (path, entry.clone())).collect());
        fs::write(at.join(MANIFEST), manifest.to_text()).unwrap();
    }

    /// A site with a file of somebody else, and the stage of the next one: pages change, go, come, become folders and back.
    fn begun(dir: &Path) -> (OutputPaths, Changes) {
        let place = OutputPaths::find(dir, &dir.join("public")).unwrap();
        put(&place.out, &[("a", "1"), ("b/x", "1"), ("gone/deep/y", "1"), ("same", "1"), ("mine/z", "m")]);
        manifest(&place.out, &["a", "b/x", "gone/deep/y", "same"]);
        put(&place.stage(), &[("a/x", "2"), ("b", "2"), ("new/deep/y", "2"), ("same", "1")]);
        manifest(&place.stage(), &["a/x", "b", "new/deep/y", "same"]);
        let changes =
            Changes { write: paths(&["a/x", "b", "new/deep/y"]), remove: paths(&["a", "b/x", "gone/deep/y"]) };
        (place, changes)
    }

    fn is_new(place: &OutputPaths) {
        let tree = Tree::scan(&place.out).unwrap();
        let mut names: Vec<_> = tree.files.keys().map(|path| path.display().to_string().replace('\\', "/")).collect();
        names.sort();
        assert_eq!(names, ["a/x", "b", "mine/z", "new/deep/y", MANIFEST, "same"]);
        let text = |path: &str| fs::read_to_string(place.out.join(path)).unwrap();
        assert_eq!(["a/x", "b", "mine/z", "new/deep/y", "same"].map(text), ["2", "2", "m", "2", "1"]);
        assert!(Manifest::parse(&text(MANIFEST)).unwrap().0.contains_key("b"));
        assert!(tree.empty.is_empty() && !place.journal().exists());
    }

    #[test]
    fn what_differs_is_replaced_and_the_rest_is_not_touched() {
        let dir = tempfile::tempdir().unwrap();
        let (place, changes) = begun(dir.path());
        let time = |path: &str| fs::metadata(place.out.join(path)).unwrap().modified().unwrap();
        let before = ["same", "mine/z"].map(time);
        update(&place, &changes).unwrap();
        is_new(&place);
        assert_eq!(["same", "mine/z"].map(time), before);
    }

    #[test]
    fn a_start_goes_on_from_every_step() {
        for done in 0..=4 {
            let dir = tempfile::tempdir().unwrap();
            let (place, changes) = begun(dir.path());
            // As many files as that had gone when it was cut off.
            let part =
                Changes { write: changes.write.iter().take(done).cloned().collect(), remove: changes.remove.clone() };
            if done > 0 {
                let last = fs::read(place.stage().join(MANIFEST)).unwrap();
                let first = fs::read(place.out.join(MANIFEST)).unwrap();
                update(&place, &part).unwrap();
                if done < 4 {
                    fs::write(place.out.join(MANIFEST), first).unwrap();
                    fs::write(place.stage().join(MANIFEST), last).unwrap();
                }
            }
            fs::write(place.journal(), to_text(&changes)).unwrap();
            end(&place).unwrap();
            is_new(&place);
        }
    }

    #[test]
    fn what_others_put_there_since_the_cut_stays() {
        let dir = tempfile::tempdir().unwrap();
        let (place, changes) = begun(dir.path());
        fs::write(place.journal(), to_text(&changes)).unwrap();
        put(&place.out, &[("new/deep/y", "theirs")]);
        assert!(matches!(end(&place), Err(WriteError::Refused(Refusal::InTheWay(at))) if at.ends_with("new/deep/y")));
        assert_eq!(fs::read_to_string(place.out.join("new/deep/y")).unwrap(), "theirs");
        fs::remove_file(place.out.join("new/deep/y")).unwrap();
        end(&place).unwrap();
        is_new(&place);
    }

    #[test]
    fn what_others_put_where_a_file_has_gone_stays() {
        let dir = tempfile::tempdir().unwrap();
        let (place, changes) = begun(dir.path());
        update(&place, &changes).unwrap();
        // Cut off when only the journal was left.
        fs::write(place.journal(), to_text(&changes)).unwrap();
        put(&place.out, &[("gone/deep/y", "theirs")]);
        end(&place).unwrap();
        assert_eq!(fs::read_to_string(place.out.join("gone/deep/y")).unwrap(), "theirs");
    }

    #[test]
    fn a_site_without_a_manifest_gets_it_first() {
        let dir = tempfile::tempdir().unwrap();
        let (place, changes) = begun(dir.path());
        fs::remove_file(place.out.join(MANIFEST)).unwrap();
        fs::create_dir(place.out.join("new")).unwrap();
        fs::write(place.out.join("new/deep"), "theirs").unwrap(); // where a folder must be
        assert!(matches!(update(&place, &changes), Err(WriteError::Begun(_))));
        assert!(place.out.join(MANIFEST).exists() && place.journal().exists());
    }

    #[test]
    fn a_journal_that_was_cut_short_has_changed_nothing() {
        let changes = Changes { write: paths(&["a b", "ก"]), remove: paths(&["c"]) };
        let text = to_text(&changes);
        assert_eq!(from_text(&text), Some(changes));
        assert!((0..text.len()).filter_map(|end| text.get(..end)).all(|cut| from_text(cut).is_none()));
    }
}
