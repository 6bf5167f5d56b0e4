//! Hosts that fail: full, closed, lying, busy, strangers. The exit code must be right, nothing torn, no secret told.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::line::{Break, HOST, Line};
use super::servers::{Kind, Server, generate_key, own};
use super::trial::{Tree, Trial, leftovers, public, versions};
use crate::support::{code, copy, said, tree};

/// A small disk, gone when dropped.
struct Disk(tempfile::TempDir);

impl Disk {
    fn new(kilobytes: u32) -> Disk {
        let disk = Disk(tempfile::Builder::new().prefix("prongsai-disk").tempdir().unwrap());
        disk.mount(&format!("size={kilobytes}k,mode=755"));
        disk
    }

    fn grow(&self, kilobytes: u32) {
        self.mount(&format!("remount,size={kilobytes}k"));
    }

    /// Kilobytes that its files take.
    fn used(&self) -> u32 {
        let told = Command::new("df").args(["-k", "--output=used"]).arg(self.0.path()).output().unwrap();
        String::from_utf8_lossy(&told.stdout).lines().last().unwrap().trim().parse().unwrap()
    }

    fn mount(&self, options: &str) {
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(self.0.path()).status();
        assert!(done.unwrap().success(), "tests mount a small disk, which needs root");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

fn old() -> Tree {
    public(tree(&versions().old.join("public")))
}

fn new() -> Tree {
    public(tree(&versions().new.join("public")))
}

/// An upload that must fail with these words, and the host must show the old site.
fn fails(server: &Server, trial: &Trial, exit: i32, words: &str) -> Output {
    let output = trial.upload(&["--yes"]);
    assert_eq!(code(&output), exit, "{:?}: {}", server.kind, said(&output));
    assert!(said(&output).contains(words), "{:?}: {}", server.kind, said(&output));
    assert!(!said(&output).contains(&server.password()), "{:?}: a secret was told", server.kind);
    assert!(public(server.files()) == old(), "{:?}: the public sees a change", server.kind);
    output
}

fn finishes(server: &Server, trial: &Trial) {
    trial.upload_well();
    assert!(public(server.files()) == new(), "{:?}: not the new site", server.kind);
    assert_eq!(leftovers(&server.files()), Vec::<&str>::new(), "{:?}", server.kind);
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    for kind in [Kind::OpenSsh, Kind::Vsftpd, Kind::ProFtpd, Kind::PureFtpd] {
        let disk = Disk::new(5000);
        let server = Server::start_at(kind, Some(disk.0.path()));
        let trial = Trial::at(&server);
        trial.upload_well();
        disk.grow(disk.used() + 60);
        trial.renew();
        fails(&server, &trial, 5, "files/form.txt");
        disk.grow(5000);
        finishes(&server, &trial);
    }
}

#[test]
fn a_folder_that_nobody_may_write_to_leaves_the_old_site() {
    for kind in [Kind::OpenSsh, Kind::Vsftpd, Kind::ProFtpd, Kind::PureFtpd] {
        let server = Server::start(kind);
        let trial = Trial::at(&server);
        trial.upload_well();
        trial.renew();
        let folder = server.root.join("files");
        assert!(Command::new("chown").args(["root"]).arg(&folder).status().unwrap().success());
        let output = fails(&server, &trial, 5, "files/form.txt: permission denied by the host");
        assert!(said(&output).contains("as it was"), "{}", said(&output));
        own(&folder);
        finishes(&server, &trial);
    }
}

/// A server without TLS, behind a line that hears every word.
fn plain() -> (Server, Line, Trial) {
    let server = Server::start(Kind::VsftpdPlain);
    let line = Line::to(&server);
    let trial = Trial::at(&server);
    trial.upload_well();
    trial.renew();
    trial.aim(&server.target(HOST, line.port));
    (server, line, trial)
}

#[test]
fn a_server_that_keeps_less_than_it_says_is_found_out() {
    let (server, line, trial) = plain();
    line.arm(Some((Break::Swallow, 60_000)));
    fails(&server, &trial, 5, "the file on the host is not what was sent");
    line.arm(None);
    finishes(&server, &trial);
}

#[test]
fn answers_that_may_change_are_waited_for() {
    let (server, line, trial) = plain();
    for (command, reply) in [
        ("USER", "421 Too many connections."),
        ("STOR", "425 Can't open data connection."),
        ("STOR", "426 Connection closed; transfer aborted."),
        ("RNTO", "450 File busy."),
        ("DELE", "450 File busy."),
        ("SIZE", "421 Service not available."),
        ("MKD", "450 Try again."),
    ] {
        trial.restore(&server);
        line.arm(None);
        line.answer(command, reply, 2);
        finishes(&server, &trial);
        assert!(line.answered(), "{command} was never asked");
    }
    assert!(!server.settled_logs().concat().contains("MLSD"), "it says that it has none");
}

#[test]
fn answers_that_do_not_change_are_told() {
    let (server, line, trial) = plain();
    for (command, reply, exit, words) in [
        ("STOR", "550 Permission denied.", 5, "550 Permission denied."),
        ("STOR", "552 Quota exceeded.", 5, "no space left"),
        ("STOR", "450 Busy for ever.", 5, "the host is busy"),
        ("PASS", "530 Login incorrect.", 5, "wrong user name or password"),
    ] {
        line.arm(None);
        line.answer(command, reply, 1000);
        fails(&server, &trial, exit, words);
    }
    line.arm(None);
    finishes(&server, &trial);
}

#[test]
fn object_storage_that_is_busy_is_waited_for() {
    for (status, times, exit) in
        [("503 Slow Down", 2, 0), ("500 Internal Server Error", 2, 0), ("503 Slow Down", 1000, 5)]
    {
        let server = Server::start(Kind::Rclone);
        let line = Line::to(&server);
        let trial = Trial::at(&server);
        trial.upload_well();
        trial.renew();
        trial.aim(&server.target(HOST, line.port));
        let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n");
        line.answer("PUT", &answer, times);
        match exit {
            0 => finishes(&server, &trial),
            exit => drop(fails(&server, &trial, exit, "the host is busy")),
        }
    }
}

#[test]
fn a_host_that_is_not_proven_is_refused() {
    let server = Server::start(Kind::ProFtpd);
    let trial = Trial::at(&server);
    let refuses = |trial: &Trial, roots: bool| {
        let mut command = trial.command(&["--yes"]);
        if !roots {
            command.env_remove("SSL_CERT_FILE");
        }
        let output = command.output().unwrap();
        assert_eq!(code(&output), 3, "{}", said(&output));
        assert!(said(&output).contains("could not be verified"), "{}", said(&output));
        assert!(server.files().is_empty());
    };
    refuses(&trial, false);
    trial.aim(&server.target("127.0.0.1", server.port).replace("localhost", "www.example.go.th"));
    refuses(&trial, true);
    let plain = Server::start(Kind::VsftpdPlain);
    let trial = Trial::at(&plain);
    trial.aim(&plain.target("127.0.0.1", plain.port).replace(", insecure: plain-ftp", ""));
    let output = trial.upload(&["--yes"]);
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert!(plain.files().is_empty() && !plain.logs().concat().contains("USER prongsai-test"), "no login without TLS");
    trial.aim(&plain.target("127.0.0.1", plain.port));
    trial.upload_well();
}

#[test]
fn an_ssh_host_is_known_or_asked_about_or_refused() {
    let server = Server::start(Kind::OpenSsh);
    let trial = Trial::at(&server);
    let known = trial.home.join(".ssh/known_hosts");
    let line = fs::read_to_string(&known).unwrap();

    fs::remove_file(&known).unwrap();
    let output = trial.upload(&["--yes"]);
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert!(said(&output).contains("SHA256:") && said(&output).contains("is not in"), "{}", said(&output));

    let other = trial.home.join("other");
    generate_key(&other, "");
    let key = fs::read_to_string(other.with_extension("pub")).unwrap();
    fs::write(&known, format!("[127.0.0.1]:{} {key}", server.port)).unwrap();
    for arguments in [&["--yes"][..], &[]] {
        let output = trial.upload(arguments);
        assert_eq!(code(&output), 3, "{}", said(&output));
        assert!(said(&output).contains("is not the one in"), "{}", said(&output));
    }
    let told = trial.on_a_terminal(&[], &[]);
    assert!(
        told.contains("is not the one in") && !told.contains("trust it?"),
        "a changed key is never asked about: {told}"
    );

    fs::remove_file(&known).unwrap();
    let told = trial.on_a_terminal(&[], &[("trust it?", "n")]);
    assert!(told.contains("SHA256:") && told.contains("was not accepted"), "{told}");
    assert!(!known.exists() && server.files().is_empty());
    let told = trial.on_a_terminal(&[], &[("trust it?", "y"), ("send this?", "y")]);
    assert!(told.contains("changed pages:"), "{told}");
    let learned = fs::read_to_string(&known).unwrap();
    assert!(learned.contains(line.split(' ').nth(2).unwrap().trim()), "{learned}");
    assert!(public(server.files()) == old());
}

#[test]
fn keys_serve_as_passwords_do() {
    let server = Server::start(Kind::OpenSsh);
    for passphrase in ["", "canary-phrase"] {
        let trial = Trial::new("", passphrase);
        trial.know("127.0.0.1", server.port);
        let key = trial.home.join(format!("key{}", passphrase.len()));
        generate_key(&key, passphrase);
        server.admit(&key.with_extension("pub"));
        let target = server.target("127.0.0.1", server.port);
        trial.aim(&target.replace("kind: sftp", &format!("key: {}, kind: sftp", key.display())));
        trial.upload_well();
        let mut command = trial.command(&["--yes", "--all"]);
        let output = command.env("PRONGSAI_PASSWORD", "wrong").output().unwrap();
        let exit = if passphrase.is_empty() { 0 } else { 5 };
        assert_eq!(code(&output), exit, "{}", said(&output));
    }
}

#[test]
fn ctrl_c_leaves_the_old_site_and_the_next_run_goes_on() {
    for kind in [Kind::OpenSsh, Kind::Vsftpd, Kind::Rclone] {
        let server = Server::start(kind);
        let line = Line::to(&server);
        let trial = Trial::at(&server);
        trial.know(HOST, line.port);
        trial.upload_well();
        trial.renew();
        trial.aim(&server.target(HOST, line.port));
        line.arm(Some((Break::Interrupt, 40_000)));
        let output = trial.upload_over(&line);
        assert_eq!((code(&output), output.status.signal()), (5, None), "{kind:?}: {}", said(&output));
        assert!(said(&output).contains("cancelled"), "{kind:?}: {}", said(&output));
        assert!(public(server.files()) == old(), "{kind:?}");
        assert!(!server.files().contains_key("prongsai-lock/owner.txt"), "{kind:?}: the lock was not given back");
        finishes(&server, &trial);
    }
}

/// What has arrived before a break is not sent again, unless it is no longer what was sent.
#[test]
fn what_was_cut_on_the_host_since_it_arrived_is_sent_again() {
    let server = Server::start(Kind::OpenSsh);
    let line = Line::to(&server);
    let trial = Trial::at(&server);
    trial.know(HOST, line.port);
    trial.upload_well();
    trial.renew();
    trial.aim(&server.target(HOST, line.port));
    line.arm(Some((Break::Interrupt, 215_000)));
    let output = trial.upload_over(&line);
    assert_eq!(code(&output), 5, "{}", said(&output));
    let size = fs::metadata(trial.site.join("public/files/form.txt")).unwrap().len();
    let entries = walkdir::WalkDir::new(&server.root).into_iter().flatten().map(walkdir::DirEntry::into_path);
    let ours =
        entries.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().contains("prongsai-tmp-")));
    let arrived = ours.filter(|path| fs::metadata(path).unwrap().len() == size).collect::<Vec<_>>();
    assert_eq!(arrived.len(), 1, "{:?}", server.files().keys());
    fs::File::options().write(true).open(&arrived[0]).unwrap().set_len(size / 2).unwrap();
    finishes(&server, &trial);
}

#[test]
fn two_uploads_at_once_are_one_upload() {
    let server = Server::start(Kind::ProFtpd);
    let line = Line::to(&server);
    let trial = Trial::at(&server);
    trial.upload_well();
    trial.renew();
    let other = Trial::at(&server);
    other.renew();
    trial.aim(&server.target(HOST, line.port).replace("timeout: 2", "timeout: 60"));
    // The first is held up in the middle of a file.
    line.arm(Some((Break::Hold, 60_000)));
    let mut command = trial.command(&["--yes"]);
    let first = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    line.wait_until_held();
    let second = other.upload(&["--yes"]);
    assert_eq!(code(&second), 6, "{}", said(&second));
    assert!(said(&second).contains("is uploading"), "{}", said(&second));
    let third = trial.upload(&["--yes"]);
    assert_eq!(code(&third), 6, "from the same site: {}", said(&third));
    // A copy of the site, with all that the program keeps in it, is somebody else.
    let twin = Trial::at(&server);
    fs::remove_dir_all(&twin.site).unwrap();
    copy(&trial.site, &twin.site);
    twin.aim(&server.target("127.0.0.1", server.port));
    let fourth = twin.upload(&["--yes"]);
    assert_eq!(code(&fourth), 6, "from a copy of the site: {}", said(&fourth));
    line.release();
    let first = first.wait_with_output().unwrap();
    assert_eq!(code(&first), 0, "{}", said(&first));
    assert!(public(server.files()) == new());
}

#[test]
fn clocks_that_do_not_agree_are_told() {
    let (server, line, trial) = plain();
    trial.aim(&server.target(HOST, line.port));
    line.answer("MDTM", "213 20200101000000", 99);
    let output = trial.upload(&["--yes"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(said(&output).contains("days ahead of the host's"), "{}", said(&output));
    // By our clock the lock is old. Our clock is wrong, and by the host's it is new.
    let lock = "prongsai lock 1\nid somebody-else\nwho officer@office\nsince 1577836000\n";
    fs::create_dir(server.root.join("prongsai-lock")).unwrap();
    fs::write(server.root.join("prongsai-lock/owner.txt"), lock).unwrap();
    own(&server.root);
    let output = trial.upload(&["--yes", "--all"]);
    assert_eq!(code(&output), 6, "{}", said(&output));
    assert_eq!(fs::read_to_string(server.root.join("prongsai-lock/owner.txt")).unwrap(), lock);
}

/// The places that a secret is planted in, each a run of the program; nothing that it leaves may hold the secret.
#[test]
fn a_secret_is_found_nowhere() {
    const CANARY: &str = "Canary5Secret";
    let (server, line, trial) = plain();
    let s3 = Server::start(Kind::Rclone);
    let good = server.target("127.0.0.1", server.port);
    let file = |text: &str| format!("{good}\n{text}\n");
    let in_file = [
        file(&format!("password: {CANARY}")),
        good.replace("user: ", &format!("password: {CANARY}, user: ")),
        good.replace("user: ", &format!("user: me:{CANARY}@host, users: ")),
        good.replace("host: 127.0.0.1", &format!("host: ftp://me:{CANARY}@127.0.0.1")),
        file(&format!("  - secret-key: \"{CANARY}")),
        good.replace("user: ", &format!("user: \"me:{CANARY}\", users: ")),
        good.replace("user: prongsai-test", &format!("user: \"me\\x3a{CANARY}\"")),
        format!("targets:\n  web:\n    kind: sftp\n    host: h\n    user:\n      me:{CANARY}\n"),
    ];
    let arguments: [&[&str]; 3] =
        [&["--password", CANARY], &[&format!("--password={CANARY}")], &[&format!("ftp://me:{CANARY}@127.0.0.1/www")]];
    let mut told = Vec::new();
    let mut keep = |what: &str, exit: i32, output: Output| {
        assert_eq!(code(&output), exit, "{what}: {}", said(&output));
        told.push((what.to_owned(), [output.stdout, output.stderr].concat()));
    };
    for (at, text) in in_file.iter().enumerate() {
        trial.aim(text);
        for format in ["human", "json"] {
            keep(&format!("file {at}"), 1, trial.upload(&["--yes", "--format", format]));
        }
        let check = crate::support::run(&["--site", trial.site.to_str().unwrap(), "check"]);
        keep(&format!("check {at}"), 1, check);
    }
    trial.aim(&good);
    for arguments in arguments {
        keep("argument", 3, trial.upload(arguments));
    }
    // From the environment, wrong, to a host that repeats it, on a line that anybody hears.
    trial.aim(&server.target(HOST, line.port));
    let with = |trial: &Trial| {
        let mut command = trial.command(&["--yes", "--format", "json"]);
        command.env("PRONGSAI_PASSWORD", CANARY).env("RUST_BACKTRACE", "full").env("RUST_LOG", "trace");
        command.output().unwrap()
    };
    line.answer("PASS", &format!("530 PASS {CANARY} is wrong."), 9);
    keep("echo of the host", 5, with(&trial));
    line.arm(None);
    keep("wrong password", 5, with(&trial));
    trial.aim(&s3.target("127.0.0.1", s3.port));
    keep("wrong key of object storage", 5, with(&trial));
    let ssh = Server::start(Kind::OpenSsh);
    trial.aim(&ssh.target("127.0.0.1", ssh.port));
    trial.know("127.0.0.1", ssh.port);
    keep("wrong password of ssh", 5, with(&trial));
    // Typed on a terminal.
    trial.aim(&server.target("127.0.0.1", server.port));
    let typed = Trial::new(&server.target("127.0.0.1", server.port), "");
    let told_there = typed.on_a_terminal(&[], &[("password for", CANARY)]);
    assert!(told_there.contains("failed"), "{told_there}");
    told.push(("terminal".to_owned(), told_there.into_bytes()));
    for (what, text) in told {
        assert!(!String::from_utf8_lossy(&text).contains(CANARY), "{what}: {}", String::from_utf8_lossy(&text));
    }
    for site in [&trial.site, &typed.site] {
        let mut files = tree(site);
        files.remove("content/upload.yaml");
        let holds = |bytes: &[u8]| bytes.windows(CANARY.len()).any(|part| part == CANARY.as_bytes());
        let found: Vec<_> = files.iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path).collect();
        assert!(found.is_empty(), "{found:?}");
    }
    assert!(fs::read_to_string(trial.site.join(".prongsai/upload.log")).is_ok());
}

/// What the system shows of a running program.
#[test]
fn a_secret_is_not_among_the_arguments_that_others_see() {
    let (server, line, trial) = plain();
    trial.aim(&server.target(HOST, line.port).replace("timeout: 2", "timeout: 60"));
    line.arm(Some((Break::Hold, 60_000)));
    let mut command = trial.command(&["--yes"]);
    let program = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    line.wait_until_held();
    let shown = fs::read(Path::new("/proc").join(program.id().to_string()).join("cmdline")).unwrap();
    let shown = String::from_utf8_lossy(&shown).into_owned();
    line.release();
    assert!(program.wait_with_output().unwrap().status.success());
    assert!(shown.contains("upload") && !shown.contains(&server.password()), "{shown}");
}
