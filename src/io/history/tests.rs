//! Commands taken back, refused, and cut off.

use std::fs;
use std::path::Path;

use super::{Act, KEPT, NotChanged, RelPath, carry_out, hash_of, list, undo};

fn path(name: &str) -> RelPath {
    RelPath::new(name).unwrap()
}

fn replace(name: &str, old: &str, new: &str) -> Act {
    Act::Replace { path: path(name), old: old.into(), new: new.into() }
}

fn read(root: &Path, name: &str) -> String {
    fs::read_to_string(root.join(name)).unwrap()
}

#[test]
fn commands_are_taken_back_one_after_the_other() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    carry_out(root, "1", "first", &[Act::Create(path("content/a"), b"one".to_vec())]).unwrap();
    let from = root.join("content/a");
    let acts = [
        replace("content/a", "one", "two"),
        Act::Copy { from, to: path("content/new/b"), hash: hash_of(b"two") },
        Act::Move { from: path("content/a"), to: path("content/c") },
    ];
    carry_out(root, "2", "second", &acts[..2]).unwrap();
    carry_out(root, "3", "third", &acts[2..]).unwrap();
    assert_eq!((read(root, "content/c"), read(root, "content/new/b")), ("two".into(), "two".into()));
    assert_eq!(undo(root, false).unwrap().command, "third");
    assert_eq!(undo(root, false).unwrap().command, "second");
    assert_eq!(read(root, "content/a"), "one");
    assert!(!root.join("content/new").exists() && !root.join("content/c").exists());
    assert_eq!(undo(root, false).unwrap().command, "first");
    assert!(matches!(undo(root, false), Err(NotChanged::Nothing)));
    assert_eq!(list(root).unwrap().iter().filter(|record| record.undone).count(), 3);
    assert_eq!(read(root, ".prongsai/.gitignore"), "*\n");
}

#[test]
fn what_a_person_has_changed_since_is_not_taken_back() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let acts = ["content/a", "content/b"].map(|name| Act::Create(path(name), b"x".to_vec()));
    carry_out(root, "1", "new", &acts).unwrap();
    fs::write(root.join("content/b"), "mine").unwrap();
    assert!(matches!(undo(root, false), Err(NotChanged::Changed(path)) if path.as_str() == "content/b"));
    assert_eq!((read(root, "content/a"), read(root, "content/b")), ("x".into(), "mine".into()));
    let stale = [replace("content/b", "x", "y")];
    assert!(matches!(carry_out(root, "2", "edit", &stale), Err(NotChanged::Changed(_))));
    assert_eq!(list(root).unwrap().len(), 1);
}

#[test]
fn all_files_or_none() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    fs::create_dir(root.join("content")).unwrap();
    fs::write(root.join("content/b"), "mine").unwrap();
    let create = |name: &str| Act::Create(path(name), b"x".to_vec());
    let twice = carry_out(root, "1", "new", &[create("content/a/x"), create("content/a/x")]);
    assert!(matches!(twice, Err(NotChanged::Exists(path)) if path.as_str() == "content/a/x"), "two acts on one file");
    let outcome = carry_out(root, "1", "new", &[create("content/a/x"), create("content/b")]);
    assert!(matches!(outcome, Err(NotChanged::Exists(path)) if path.as_str() == "content/b"));
    // A file where a folder should be is met only while writing.
    let acts = [replace("content/b", "mine", "new"), create("content/a/x"), create("content/b/c")];
    assert!(matches!(carry_out(root, "1", "new", &acts), Err(NotChanged::Failed(_))));
    assert!(!root.join("content/a").exists());
    assert_eq!((read(root, "content/b"), list(root).unwrap().len()), ("mine".into(), 0));
}

#[test]
fn what_was_edited_may_stay_while_the_rest_is_taken_back() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let acts = ["content/a", "content/b"].map(|name| Act::Create(path(name), b"x".to_vec()));
    carry_out(root, "1", "new", &acts).unwrap();
    fs::write(root.join("content/b"), "mine").unwrap();
    let files = undo(root, true).unwrap().files;
    assert_eq!(files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), ["content/a"]);
    assert!(!root.join("content/a").exists());
    assert_eq!(read(root, "content/b"), "mine");
    assert!(matches!(undo(root, false), Err(NotChanged::Nothing)));
}

#[test]
fn a_record_that_leads_out_of_the_site_is_damaged() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("site");
    carry_out(&root, "1", "new", &[Act::Create(path("content/a"), b"x".to_vec())]).unwrap();
    let record = root.join(".prongsai/history/00001/record.json");
    let text = fs::read_to_string(&record).unwrap();
    for outside in ["../b", "/etc/b", "content/../../b"] {
        fs::write(&record, text.replace("content/a", outside)).unwrap();
        assert!(matches!(undo(&root, true), Err(NotChanged::Failed(_))), "{outside}");
    }
    assert!(root.join("content/a").exists());
}

#[test]
fn a_copy_is_what_was_looked_at() {
    let dir = tempfile::tempdir().unwrap();
    let (root, from) = (dir.path().join("site"), dir.path().join("a.pdf"));
    fs::create_dir(&root).unwrap();
    fs::write(&from, "other").unwrap();
    let act = Act::Copy { from, to: path("content/a.pdf"), hash: hash_of(b"seen") };
    assert!(matches!(carry_out(&root, "1", "add", &[act]), Err(NotChanged::Changed(_))));
    assert!(!root.join("content/a.pdf").exists());
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_site() {
    let dir = tempfile::tempdir().unwrap();
    let (root, out) = (dir.path().join("site"), dir.path().join("out"));
    fs::create_dir_all(root.join("content")).unwrap();
    fs::create_dir(&out).unwrap();
    fs::write(out.join("a"), "mine").unwrap();
    std::os::unix::fs::symlink(&out, root.join("content/ext")).unwrap();
    fs::write(root.join("content/b"), "x").unwrap();
    let acts = [
        Act::Create(path("content/ext/new"), Vec::new()),
        replace("content/ext/a", "mine", "theirs"),
        Act::Move { from: path("content/b"), to: path("content/ext/b") },
    ];
    for act in acts {
        assert!(matches!(carry_out(&root, "1", "x", &[act]), Err(NotChanged::Outside(_))));
    }
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(out.join("a")).unwrap(), "mine");
}

#[test]
fn of_many_commands_at_once_each_sees_what_the_other_did() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    fs::create_dir(root.join("content")).unwrap();
    fs::write(root.join("content/a"), "old").unwrap();
    let outcomes: Vec<bool> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..8)
            .map(|at| scope.spawn(move || carry_out(root, "1", "x", &[replace("content/a", "old", &at.to_string())])))
            .collect();
        runs.into_iter().map(|run| run.join().unwrap().is_ok()).collect()
    });
    assert_eq!(outcomes.iter().filter(|done| **done).count(), 1);
}

#[test]
fn the_oldest_commands_are_let_go() {
    let dir = tempfile::tempdir().unwrap();
    for at in 0..=KEPT {
        carry_out(dir.path(), "1", &at.to_string(), &[Act::Create(path(&format!("a{at}")), Vec::new())]).unwrap();
    }
    let kept = list(dir.path()).unwrap();
    assert_eq!((kept.len(), kept.last().unwrap().command.as_str()), (KEPT, "1"));
}

#[cfg(unix)]
#[test]
fn others_may_read_new_files() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    carry_out(dir.path(), "1", "new", &[Act::Create(path("a"), Vec::new())]).unwrap();
    fs::write(dir.path().join("plain"), "").unwrap();
    let mode = |name: &str| fs::metadata(dir.path().join(name)).unwrap().permissions().mode();
    assert_eq!(mode("a"), mode("plain"));
}

#[test]
fn folders_that_were_there_before_stay() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    fs::create_dir_all(root.join("content/files")).unwrap();
    let act = |name: &str| Act::Create(path(name), b"x".to_vec());
    carry_out(root, "1", "new", &[act("content/files/a"), act("content/2569/items/b")]).unwrap();
    undo(root, false).unwrap();
    assert!(root.join("content/files").is_dir() && !root.join("content/2569").exists());
}
