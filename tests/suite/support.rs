//! What tests share: folders of their own, the program as a process, and snapshots that update themselves.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use prongsai::base::source::Sources;
use prongsai::io::inspect::inspector::Inspector;

/// The root of the checkout, which is itself a site.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of a small site of `tests/sites`.
pub fn site(name: &str) -> PathBuf {
    root().join("tests/sites").join(name)
}

/// Sites of `tests/sites` that are meant to be refused: they hold errors, and no page is made of them.
const REFUSED: &[&str] = &["memorandum"];

/// The names of the small sites that build, in their order.
pub fn small_sites() -> Vec<String> {
    let entries = std::fs::read_dir(root().join("tests/sites")).expect("tests/sites is there");
    let entries = entries.map(|entry| entry.expect("tests/sites can be listed")).filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !REFUSED.contains(&name.as_str()));
    names.sort();
    names
}

/// A folder that is gone after the test.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder can be made")
}

/// A copy of the content of a test site, in a folder of its own.
pub fn content_of(name: &str) -> tempfile::TempDir {
    let place = folder();
    copy(&site(name).join("content"), &place.path().join("content"));
    place
}

/// The program with a fixed day, without the environment's own language, and without a folder to remember anything by.
pub fn prongsai(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_prongsai"));
    command.args(arguments).env("SOURCE_DATE_EPOCH", "1767600000").env("LANG", "C.UTF-8");
    // A file, in which no folder can be made.
    let (variable, nowhere) =
        if cfg!(windows) { ("LOCALAPPDATA", r"C:\Windows\win.ini") } else { ("XDG_CACHE_HOME", "/dev/null") };
    command.env(variable, nowhere);
    command
}

/// Runs the program to its end.
pub fn run(arguments: &[&str]) -> Output {
    prongsai(arguments).output().expect("the program starts")
}

/// The exit code of a run; a killed run has none.
pub fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

/// What a run said on stderr.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What a terminal shows while these lines are typed at the program, started in a folder. It speaks Thai unless told otherwise.
#[cfg(target_os = "linux")]
pub fn on_a_terminal(place: &Path, arguments: &[&str], typed: &str) -> String {
    typed_at(Path::new(env!("CARGO_BIN_EXE_prongsai")), place, arguments, typed)
}

/// The same of a program that stands elsewhere.
#[cfg(target_os = "linux")]
pub fn typed_at(program: &Path, place: &Path, arguments: &[&str], typed: &str) -> String {
    use std::io::Write as _;
    use std::process::Stdio;

    // In quotes: the checkout may stand in a folder with a space.
    let program = program.to_string_lossy();
    let words = std::iter::once(&*program).chain(arguments.iter().copied());
    let command = words.map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ");
    // What waits for an answer that nobody gives is ended.
    let mut child = Command::new("timeout")
        .args(["120", "script", "-qec", &command, "/dev/null"])
        .current_dir(place)
        .env("SOURCE_DATE_EPOCH", "1767600000")
        .env("PRONGSAI_LANG", "th")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("`script` of util-linux gives a terminal");
    let mut typing = child.stdin.take().expect("a pipe");
    typing.write_all(typed.as_bytes()).expect("it listens");
    // The input stays open until the end, as a person's keyboard does.
    let output = child.wait_with_output().expect("it ends");
    drop(typing);
    String::from_utf8_lossy(&output.stdout).replace('\r', "")
}

/// Reads a site as the program does; nothing is remembered of its attachments.
pub fn read(folder: &Path) -> anyhow::Result<Sources> {
    prongsai::io::read::read(folder, inspector())
}

/// Who reads attachments: the program, for that of the test is another.
pub fn inspector() -> Inspector {
    Inspector::new(Path::new(env!("CARGO_BIN_EXE_prongsai")))
}

/// Copies a folder with all that is in it, but what prongsai keeps there for itself.
pub fn copy(from: &Path, to: &Path) {
    let own = |entry: &walkdir::DirEntry| entry.file_name() == ".prongsai";
    for entry in walkdir::WalkDir::new(from).sort_by_file_name().into_iter().filter_entry(|entry| !own(entry)) {
        let entry = entry.expect("the folder can be walked");
        let target = to.join(entry.path().strip_prefix(from).expect("entries lie below the folder"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&target).expect("a folder can be made");
        } else {
            std::fs::copy(entry.path(), &target).expect("a file can be copied");
        }
    }
}

/// Every file below a folder with its bytes, by its path with `/`; the lock of a build is no part of it.
pub fn tree(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .filter_map(|entry| {
            let bytes = match std::fs::read(entry.path()) {
                // A server may still be at work in the folder: what goes meanwhile is not there.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
                read => read.unwrap_or_default(),
            };
            let path = entry.path().strip_prefix(folder).expect("entries lie below the folder");
            let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            Some((parts.join("/"), bytes))
        })
        .collect()
}

/// Where a text differs from the one that is kept of it, a file of `tests/`. `UPDATE=1` keeps it; read the difference.
pub fn differs(kept: &str, now: &str) -> Option<String> {
    let path = root().join("tests").join(kept);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(&path, now).expect("a text can be kept");
    }
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let mut lines = before.lines().chain(std::iter::repeat("")).zip(now.lines().chain([""])).enumerate();
    let (at, (before_line, line)) = lines.find(|(_, (before, now))| before != now).unwrap_or_default();
    (before != now).then(|| format!("tests/{kept}:{}: was {before_line:?}, is {line:?}", at + 1))
}

/// How long something takes. Anything may have to wait on a busy machine: what takes longer than `most` is done again, and
/// the quickest of three times counts.
pub fn quickest(most: Duration, mut action: impl FnMut()) -> Duration {
    let mut least = Duration::MAX;
    for _ in 0..3 {
        let begun = Instant::now();
        action();
        least = least.min(begun.elapsed());
        if least <= most {
            break;
        }
    }
    least
}

/// Makes a name that leads to a file or a folder.
pub fn symlink(to: impl AsRef<Path>, link: impl AsRef<Path>) -> std::io::Result<()> {
    #[cfg(windows)]
    return std::os::windows::fs::symlink_file(to, link);
    #[cfg(not(windows))]
    std::os::unix::fs::symlink(to, link)
}

/// Whether Windows cannot even make this case: `tests/windows.txt` says why.
pub fn beyond_windows(case: &str) -> bool {
    cfg!(windows) && include_str!("../windows.txt").lines().any(|line| line.split('\t').next() == Some(case))
}
