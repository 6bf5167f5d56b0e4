//! Attachments are read by processes of their own, which can do no harm; what they say is remembered; and what they have read
//! is what is published.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use prongsai::base::date::Day;
use prongsai::base::document::{Fault, Inspected, Unread};
use prongsai::io::durable::Durable;
use prongsai::io::inspect::bytes_of;
use prongsai::io::inspect::inspector::Inspector;
use prongsai::io::read::read;
use prongsai::io::write::write;
use prongsai::ita::options::Options;
use prongsai::pipeline;

use crate::paper;
use crate::preview::LATE;
use crate::support::{code, copy, folder, inspector, prongsai, run, said, site};

const PROGRAM: &str = env!("CARGO_BIN_EXE_prongsai");

/// Made up; its check digit holds.
const NUMBER: &str = "1100100000000";

/// A small site with these attachments.
fn with(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let place = folder();
    copy(&site("hospital"), place.path());
    fs::create_dir_all(place.path().join("content/files")).unwrap();
    for (name, bytes) in files {
        fs::write(place.path().join("content/files").join(name), bytes).unwrap();
    }
    place
}

/// What was found in the attachments of a site.
fn found(site: &Path, inspector: Inspector) -> BTreeMap<String, Inspected> {
    let sources = read(site, inspector).unwrap();
    let files = sources.files.iter().filter_map(|(path, file)| Some((path.as_str(), file.inspected.as_ref()?)));
    files.map(|(path, inspected)| (path.rsplit('/').next().unwrap().to_owned(), (**inspected).clone())).collect()
}

/// A program that stands in for prongsai.
#[cfg(unix)]
fn script(place: &Path, text: &str) -> PathBuf {
    let (written, path) = (place.join("program.sh"), place.join("program"));
    fs::write(&written, format!("#!/bin/sh\n{text}\n")).unwrap();
    install(&written, &path);
    path
}

/// Copies a program. Another process does it: a child that another test starts at this moment would have what this one
/// writes open for a moment, and until then the system starts nothing of it.
#[cfg(unix)]
fn install(from: &Path, to: &Path) {
    assert!(Command::new("install").args(["-m", "755"]).arg(from).arg(to).status().unwrap().success());
}

/// A worker, asked by hand.
pub struct Worker(Child);

impl Worker {
    pub fn start() -> Worker {
        let mut command = Command::new(PROGRAM);
        command.arg("inspect-attachment").env_clear().stdin(Stdio::piped()).stdout(Stdio::piped());
        Worker(command.spawn().unwrap())
    }

    /// Sends a file and takes the answer; `None` if the worker dies of it.
    pub fn ask(&mut self, bytes: &[u8], ending: &str) -> Option<Inspected> {
        let input = self.0.stdin.as_mut()?;
        input.write_all(format!("{} {ending}\n", bytes.len()).as_bytes()).ok()?;
        input.write_all(bytes).ok()?;
        let mut line = String::new();
        BufReader::with_capacity(1, self.0.stdout.as_mut()?).read_line(&mut line).ok()?;
        serde_json::from_str(&line).ok()
    }

    /// A line of what Linux tells of the process.
    #[cfg(target_os = "linux")]
    pub fn told(&self, file: &str, name: &str) -> String {
        let text = fs::read_to_string(format!("/proc/{}/{file}", self.0.id())).unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_worker_takes_many_files() {
    let sentence = format!("เลขประจำตัวประชาชน {NUMBER}");
    let files: [(Vec<u8>, &str); 5] = [
        (sentence.clone().into_bytes(), "txt"),
        (format!("ชื่อ,เลขประจำตัวประชาชน\nก,{NUMBER}\n").into_bytes(), "csv"),
        (paper::pdf(&[&sentence]), "pdf"),
        (paper::docx(&paper::paragraphs(&sentence), &[]), "docx"),
        (Vec::new(), ""),
    ];
    let mut worker = Worker::start();
    for (bytes, ending) in files {
        let found = worker.ask(&bytes, ending).unwrap();
        assert_eq!(found.numbers.len(), usize::from(!bytes.is_empty()), "{ending}");
        assert_eq!(found, bytes_of(bytes, ending));
    }
}

/// Landlock takes files and the network from a thread, and the worker has asked for it.
#[cfg(target_os = "linux")]
#[test]
fn a_worker_may_open_nothing() {
    use prongsai::io::inspect::confinement::forbid_files;
    let listening = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listening.local_addr().unwrap();
    let place = folder();
    let path = place.path().join("x");
    fs::write(&path, "x").unwrap();
    assert!(fs::read(&path).is_ok() && std::net::TcpStream::connect(address).is_ok());
    let forbidden = std::thread::spawn(move || {
        if !forbid_files() {
            return None; // a kernel without Landlock
        }
        let opened = [fs::read(&path).err(), fs::write(&path, "y").err(), fs::read_dir("/").err()];
        Some((opened.map(|error| error.map(|error| error.kind())), std::net::TcpStream::connect(address).is_ok()))
    });
    let mut worker = Worker::start();
    worker.ask(b"x", "txt").unwrap();
    if let Some((opened, connected)) = forbidden.join().unwrap() {
        assert_eq!(opened, [Some(std::io::ErrorKind::PermissionDenied); 3]);
        assert!(!connected, "the network is closed too, from Linux 6.7 on");
        assert_eq!(worker.told("status", "NoNewPrivs:"), "1");
    }
    assert_eq!(worker.told("status", "Threads:"), "1", "Landlock holds the thread that asks for it");
    for limit in ["Max open files", "Max core file size", "Max file size", "Max processes"] {
        assert!(worker.told("limits", limit).starts_with("0 0"), "{limit}: {}", worker.told("limits", limit));
    }
    let memory = worker.told("limits", "Max address space");
    let bounds: Vec<u64> = memory.split(' ').filter_map(|number| number.parse().ok()).collect();
    assert!(bounds[0] < 512 << 20 && bounds[1] < 1 << 30, "{memory}");
    let seconds = worker.told("limits", "Max cpu time");
    assert!(seconds.split(' ').next().unwrap().parse::<u64>().unwrap() <= 10, "{seconds}");
}

#[cfg(target_os = "linux")]
/// What reading a file may take is counted anew for each, by its size.
#[cfg(target_os = "linux")]
#[test]
fn a_worker_has_the_memory_and_the_time_that_its_file_is_worth() {
    let mut worker = Worker::start();
    let mut limits = |size: usize| {
        assert!(worker.ask(&vec![b'a'; size], "txt").is_some());
        ["Max address space", "Max cpu time"].map(|name| {
            let told = worker.told("limits", name);
            told.split(' ')
                .next()
                .and_then(|soft| soft.parse::<usize>().ok())
                .unwrap_or_else(|| panic!("{name}: {told}"))
        })
    };
    let [small, seconds] = limits(1);
    assert!(seconds <= 12, "{seconds}");
    assert_eq!(limits(1_000_001)[0], small + 3_000_000);
    assert_eq!(limits(1)[0], small);
}

#[cfg(unix)]
#[test]
fn a_worker_is_told_nothing_of_the_environment() {
    let place = with(&[("a.txt", b"x")]);
    let program = script(place.path(), "/bin/cat /proc/$$/environ > \"$0.environ\"; echo \"$*\" > \"$0.arguments\"");
    found(place.path(), Inspector::new(&program));
    assert!(std::env::vars_os().next().is_some());
    assert_eq!(fs::read_to_string(program.with_extension("environ")).unwrap(), "");
    assert_eq!(fs::read_to_string(program.with_extension("arguments")).unwrap().trim(), "inspect-attachment");
}

/// However it ends, the file is never clean.
#[cfg(unix)]
#[test]
fn the_death_of_a_worker_is_a_finding() {
    let place = with(&[("a.txt", b"x")]);
    let starved = "echo 'memory allocation of 5 bytes failed' >&2; kill -ABRT $$";
    let ends = [
        ("exit 0", Fault::Broken),
        ("read -r head; exit 0", Fault::Broken),
        ("read -r head; kill -SEGV $$", Fault::Broken),
        ("read -r head; kill -KILL $$", Fault::Slow),
        ("read -r head; kill -XCPU $$", Fault::Slow),
        (starved, Fault::Bomb),
        ("read -r head; echo nonsense; exec /bin/sleep 600", Fault::Broken),
        ("read -r head; exec /bin/sleep 600", Fault::Slow),
    ];
    for (text, fault) in ends {
        let program = script(place.path(), text);
        let begun = Instant::now();
        let found = &found(place.path(), Inspector::new(&program))["a.txt"];
        assert_eq!((found.fault, &found.unread[..]), (Some(fault), &[Unread::Whole][..]), "{text}");
        assert!(found.hash.is_some() && begun.elapsed() < LATE, "{text}: {:?}", begun.elapsed());
    }
    let found = found(place.path(), Inspector::new(&place.path().join("no such program")));
    assert_eq!((found["a.txt"].fault, &found["a.txt"].unread[..]), (Some(Fault::Unstarted), &[Unread::Whole][..]));
}

/// A file is not blamed for what the one before it did: the first process answers one file and dies at the next.
#[cfg(unix)]
#[test]
fn a_worker_that_dies_is_replaced() {
    let names: Vec<String> = (0..8).map(|at| format!("{at}.txt")).collect();
    let text = format!("เลขประจำตัวประชาชน {NUMBER} ");
    let texts: Vec<String> = (0..8).map(|at| format!("{text}{at}")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().zip(&texts).map(|(name, text)| (&**name, text.as_bytes())).collect();
    let place = with(&files);
    let fake = serde_json::to_string(&Inspected { pages: Some(4711), ..Inspected::default() }).unwrap();
    let program = script(
        place.path(),
        &format!(
            "if [ -e \"$0.once\" ]; then exec '{PROGRAM}' \"$@\"; fi\n: > \"$0.once\"\nread -r size ending\n\
             /usr/bin/head -c \"$size\" > /dev/null\necho '{fake}'\nread -r size ending\nkill -SEGV $$"
        ),
    );
    let found = found(place.path(), Inspector::new(&program));
    let by_name = |name: &String| &found[name];
    let faked = names.iter().map(by_name).filter(|found| found.pages == Some(4711)).count();
    let read = names.iter().map(by_name).filter(|found| found.numbers.len() == 1 && found.fault.is_none()).count();
    assert!(faked <= 2 && faked + read == 8, "{faked} {read}");
}

/// A PDF of eight kilobytes whose page has four million operators.
fn greedy() -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    for _ in 0..4000 {
        encoder.write_all(&b"q\n".repeat(1000)).unwrap();
    }
    let content = encoder.finish().unwrap();
    let mut bytes = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>\nendobj\n".to_vec();
    bytes.extend(format!("4 0 obj\n<< /Length {} /Filter /FlateDecode >>\nstream\n", content.len()).into_bytes());
    bytes.extend(content);
    bytes.extend(b"\nendstream\nendobj\ntrailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n");
    bytes
}

/// The most that each process of a run had in memory, in kilobytes, looked at while it runs: the program, and its children.
#[cfg(target_os = "linux")]
pub fn peaks(mut command: Command) -> (std::process::Output, u64, Vec<u64>) {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let id = child.id();
    let waiting = std::thread::spawn(move || child.wait_with_output().unwrap());
    let told = |text: &str, name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().trim_end_matches(" kB").parse::<u64>().ok()
    };
    let (mut own, mut children) = (0, BTreeMap::new());
    while !waiting.is_finished() {
        for entry in fs::read_dir("/proc").unwrap().filter_map(Result::ok) {
            let Ok(process) = entry.file_name().to_string_lossy().parse::<u32>() else { continue };
            let Ok(text) = fs::read_to_string(entry.path().join("status")) else { continue };
            let most = told(&text, "VmHWM:").unwrap_or(0);
            if process == id {
                own = most.max(own);
            } else if told(&text, "PPid:") == Some(u64::from(id)) {
                let peak = children.entry(process).or_insert(0);
                *peak = most.max(*peak);
            }
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    (waiting.join().unwrap(), own, children.into_values().collect())
}

/// The program and the process that reads a file have 128 MB and three times the file together.
#[cfg(target_os = "linux")]
#[test]
fn six_small_files_that_ask_for_much_get_little() {
    let greedy = greedy();
    assert!(greedy.len() < 10_000, "{}", greedy.len());
    let names: Vec<String> = (0..6).map(|at| format!("{at}.pdf")).collect();
    // Each is a file of its own: the same bytes are read once.
    let files: Vec<Vec<u8>> = (0..6).map(|at| [&greedy[..], format!("% {at}\n").as_bytes()].concat()).collect();
    let place = with(&names.iter().zip(&files).map(|(name, bytes)| (&**name, &**bytes)).collect::<Vec<_>>());
    let begun = Instant::now();
    let path = place.path().to_str().unwrap();
    let (output, own, children) = peaks(prongsai(&["--site", path, "--lang", "en", "check", "--format", "short"]));
    let most = children.iter().max().copied().unwrap_or(0);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!children.is_empty(), "no process was seen");
    let allowed = (128 << 10) + 3 * greedy.len() as u64 / 1024;
    assert!(own + most <= allowed, "{own} kB and {children:?} kB");
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    let told = |name: &String| {
        let lines = text.lines().filter(|line| line.contains(name.as_str()));
        lines
            .filter(|line| line.contains("scan") || line.contains("unreadable") || line.contains("not-searched"))
            .count()
    };
    assert!(names.iter().all(|name| told(name) > 0), "{text}");
}

/// A program that counts how often it is started.
#[cfg(unix)]
fn counting(place: &Path) -> (PathBuf, impl Fn() -> usize) {
    let program = script(place, &format!("echo >> \"$0.starts\"; exec '{PROGRAM}' \"$@\""));
    let starts = program.with_extension("starts");
    (program, move || fs::read_to_string(&starts).unwrap_or_default().lines().count())
}

#[cfg(unix)]
#[test]
fn an_unchanged_file_is_not_read_again() {
    let place = with(&[("a.txt", "ประกาศ".as_bytes()), ("b.pdf", &paper::pdf(&["ประกาศ"]))]);
    let (own, site) = (folder(), place.path());
    let tools = folder();
    let (program, starts) = counting(tools.path());
    let look = || found(site, Inspector::remembering(&program, site, Some(own.path())));
    let kept = site.join(".prongsai/inspected.txt");
    let first = look();
    let begun = starts();
    assert!((1..=2).contains(&begun), "{begun}");

    assert_eq!(look(), first, "known by its bytes");
    std::thread::sleep(Duration::from_millis(2100));
    assert_eq!(look(), first, "known by its bytes, and its look learned");
    assert_eq!(look(), first, "known by its look");
    fs::copy(site.join("content/files/a.txt"), site.join("content/files/c.txt")).unwrap();
    assert_eq!(look()["c.txt"], first["a.txt"], "a copy");
    assert_eq!(starts(), begun);

    // With another ending it is another file; with other bytes too, whatever its time.
    let time = fs::metadata(site.join("content/files/c.txt")).unwrap().modified().unwrap();
    let plain = format!("เลขประจำตัวประชาชน {NUMBER}");
    fs::write(site.join("content/files/c.txt"), &plain).unwrap();
    fs::File::options().write(true).open(site.join("content/files/c.txt")).unwrap().set_modified(time).unwrap();
    assert_eq!(look()["c.txt"].numbers.len(), 1);
    assert_eq!(starts(), begun + 1);
    let text = fs::read_to_string(&kept).unwrap();
    assert!(text.contains("a.txt") && text.contains("b.pdf"), "{text}");
    assert!(!text.contains("c.txt") && !text.contains(NUMBER), "no number comes to the disk: {text}");
    assert_eq!(look()["c.txt"].numbers.len(), 1, "and it is found again");

    fs::remove_file(site.join("content/files/a.txt")).unwrap();
    look();
    assert!(!fs::read_to_string(&kept).unwrap().contains("a.txt"), "what is gone is forgotten");
    // Another build of the program finds other things.
    script(tools.path(), &fs::read_to_string(&program).unwrap());
    let before = starts();
    look();
    assert!(starts() > before);
}

/// What this user's prongsai has not written itself counts for nothing.
#[cfg(unix)]
#[test]
fn a_memory_that_was_tampered_with_is_ignored() {
    let plain = format!("เลขประจำตัวประชาชน {NUMBER}");
    let place = with(&[("a.txt", "ประกาศ".as_bytes()), ("b.txt", plain.as_bytes())]);
    let (own, other, site) = (folder(), folder(), place.path());
    let program = Path::new(PROGRAM);
    let look = |own: &Path| found(site, Inspector::remembering(program, site, Some(own)));
    let kept = site.join(".prongsai/inspected.txt");
    let first = look(own.path());
    assert_eq!(first["b.txt"].numbers.len(), 1);
    let good = fs::read_to_string(&kept).unwrap();
    let (mark, lines) = good.split_once('\n').unwrap();
    let clean = lines.lines().find(|line| line.contains("a.txt")).unwrap();
    let forged = clean
        .replace("a.txt", "b.txt")
        .replace(first["a.txt"].hash.as_ref().unwrap(), first["b.txt"].hash.as_ref().unwrap());
    for (what, text) in [
        ("a line more", format!("{mark}\n{lines}{forged}\n")),
        ("a line more, unmarked", format!("\n{lines}{forged}\n")),
        ("cut short", good[..good.len() / 2].to_owned()),
        ("nothing", String::new()),
        ("nonsense", "\0\u{FEFF}{{{{\n[1]\n".repeat(1000)),
    ] {
        fs::write(&kept, text).unwrap();
        assert_eq!(look(own.path()), first, "{what}");
    }
    fs::remove_file(&kept).unwrap();
    fs::create_dir(&kept).unwrap();
    assert_eq!(look(own.path()), first, "a folder in its place");
    fs::remove_dir(&kept).unwrap();
    assert_eq!(look(other.path()), first, "another user");
    assert_ne!(fs::read_to_string(&kept).unwrap().split_once('\n').unwrap().0, mark);
}

fn build(site: &Path) -> std::process::Output {
    run(&["--site", site.to_str().unwrap(), "--lang", "en", "build"])
}

/// The bytes that are published are those that were inspected, or none.
#[test]
fn a_file_that_is_swapped_after_it_was_inspected_is_not_published() {
    let big = 65 << 20;
    let place = with(&[("plan.txt", b"harmless"), ("large.mp4", b"\0\0\0\x20ftypisom")]);
    let (root, out) = (place.path(), place.path().join("public"));
    let [plan, large] = ["plan.txt", "large.mp4"].map(|name| root.join("content/files").join(name));
    fs::File::options().write(true).open(&large).unwrap().set_len(big).unwrap();
    let page = root.join("content/pages/about.md");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text + "\n[แผน](../files/plan.txt) [ภาพ](../files/large.mp4)\n").unwrap();
    let options = Options { today: Day::parse("2569-01-05").unwrap(), base_url: None };
    let sources = read(root, inspector()).unwrap();
    let built = pipeline::build(&sources, &options);
    let output = built.output().unwrap_or_else(|| panic!("{:?}", built.findings));
    let publish = || write(output, root, &out, Durable::No, None);
    publish().unwrap();
    let published = out.join(output.paths().iter().find(|path| path.as_str().ends_with("plan.txt")).unwrap().as_str());
    assert_eq!(fs::read(&published).unwrap(), b"harmless");

    for (path, bytes) in [(&plan, &b"harmful!"[..]), (&large, b"MZ\0\x20ftypisom")] {
        let before = fs::read(path).unwrap();
        let time = fs::metadata(path).unwrap().modified().unwrap();
        let swap = |bytes: &[u8], time: SystemTime| {
            let mut file = fs::File::options().write(true).open(path).unwrap();
            file.write_all(bytes).unwrap();
            file.set_modified(time).unwrap();
        };
        swap(bytes, time);
        // What stands there is still what was inspected: there is nothing to do.
        publish().unwrap();
        fs::remove_file(out.join("index.html")).unwrap();
        fs::remove_dir_all(out.join(published.parent().unwrap())).unwrap();
        let error = format!("{:?}", publish().unwrap_err());
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(error.contains("Faulty") && error.contains("file-unreadable") && error.contains(name), "{error}");
        assert!(!out.join("index.html").exists() && !published.exists(), "all stays as it was");
        fs::write(path, before).unwrap();
        publish().unwrap();
        assert_eq!(fs::read(&published).unwrap(), b"harmless");
    }
}

/// A file that cannot be read while it is inspected and can be when it would be copied: an error, and nothing is remembered.
#[cfg(unix)]
#[test]
fn a_file_that_could_not_be_read_is_not_published() {
    use std::os::unix::fs::PermissionsExt;
    let place = with(&[("plan.txt", b"harmless")]);
    // Root reads everything: the program runs as somebody else then, who has it and the site.
    let program = place.path().join("prongsai-program");
    install(Path::new(PROGRAM), &program);
    let open = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    open(place.path(), 0o777);
    let root = place.path().join("site");
    fs::create_dir(&root).unwrap();
    fs::rename(place.path().join("content"), root.join("content")).unwrap();
    let is_root = fs::metadata(place.path()).map(|found| std::os::unix::fs::MetadataExt::uid(&found)).unwrap() == 0;
    if is_root {
        assert!(Command::new("chown").args(["-R", "65534:65534"]).arg(&root).status().unwrap().success());
    }
    let build = || {
        let own = ["--reuid=65534", "--regid=65534", "--clear-groups"];
        let mut command = if is_root { Command::new("setpriv") } else { Command::new(&program) };
        if is_root {
            command.args(own).arg(&program);
        }
        let command = command.args(["--lang", "en", "--site"]).arg(&root).arg("build");
        let output = command.env("XDG_CACHE_HOME", root.join("cache")).env("SOURCE_DATE_EPOCH", "1767600000").output();
        output.unwrap()
    };
    let plan = root.join("content/files/plan.txt");
    let first = build();
    assert_eq!(code(&first), 0, "{}", said(&first));
    assert!(said(&build()).contains("nothing has changed"), "{}", said(&build()));

    fs::remove_dir_all(root.join("cache")).unwrap();
    open(&plan, 0o000);
    for _ in 0..2 {
        let refused = build();
        assert_eq!(code(&refused), 1, "{}", said(&refused));
        assert!(
            said(&refused).contains("file-unreadable") && said(&refused).contains("plan.txt"),
            "{}",
            said(&refused)
        );
    }
    open(&plan, 0o644);
    let again = build();
    assert_eq!(code(&again), 0, "{}", said(&again));
}

/// A build in which the readers could not be started is not remembered, and says so.
#[test]
fn what_was_not_read_this_time_is_read_the_next() {
    let place = with(&[("plan.txt", format!("เลขประจำตัวประชาชน {NUMBER}").as_bytes())]);
    let sources = read(place.path(), Inspector::new(Path::new("/no such program"))).unwrap();
    let options = Options { today: Day::parse("2569-01-05").unwrap(), base_url: None };
    let findings = pipeline::check(sources, &options).findings;
    let own: Vec<_> = findings.iter().filter(|finding| finding.at.path.as_str().ends_with("plan.txt")).collect();
    assert!(own.iter().any(|finding| finding.message().en.contains("could not be started")), "{own:?}");
    let output = build(place.path());
    assert!(said(&output).contains("plan.txt") && code(&output) == 1, "{}", said(&output));
}
