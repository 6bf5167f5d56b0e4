//! The line breaks at many points of an upload, or the program is killed at its requests. Whatever happens: no file is
//! torn under its own name, and the site is whole within two more runs.

use std::process::Command;

use super::line::{BREAKS, Break, HOST, Line};
use super::servers::{ALL, Kind, Server, own};
use super::trial::{Tree, Trial, leftovers, public, versions};
use crate::support::{code, copy, said, tree};

fn all() -> bool {
    std::env::var_os("PRONGSAI_TEST_ALL").is_some()
}

/// A server that holds the old version, as many times as it is asked for.
struct Host {
    server: Server,
    line: Line,
    /// What it holds of the old version, where that is files on a disk.
    old: Option<tempfile::TempDir>,
    trials: usize,
}

impl Host {
    fn new(kind: Kind) -> Host {
        let server = Server::start(kind);
        let line = Line::to(&server);
        let mut host = Host { server, line, old: None, trials: 0 };
        if kind != Kind::Moto {
            host.trial().upload_well();
            let old = tempfile::tempdir().unwrap();
            copy(&host.server.root, old.path());
            host.old = Some(old);
        }
        host
    }

    /// A site in its old version, which the host holds already, about to become the new one over the line.
    fn trial(&mut self) -> Trial {
        self.trials += 1;
        self.line.arm(None);
        let target = |host: &str, port: u16| {
            let target = self.server.target(host, port);
            // Object storage in memory cannot be put back, so each trial has a folder of its own.
            let own = format!("bucket: site, folder: t{}", self.trials);
            if self.server.kind == Kind::Moto { target.replace("bucket: site", &own) } else { target }
        };
        let trial = Trial::new(&target("127.0.0.1", self.server.port), &self.server.password());
        trial.know("127.0.0.1", self.server.port);
        trial.know(HOST, self.line.port);
        match &self.old {
            Some(old) => {
                for entry in std::fs::read_dir(&self.server.root).unwrap() {
                    let _ = Command::new("rm").arg("-rf").arg(entry.unwrap().path()).status();
                }
                copy(old.path(), &self.server.root);
                own(&self.server.root);
            }
            None => trial.upload_well(),
        }
        trial.renew();
        trial.aim(&target(HOST, self.line.port));
        trial
    }

    fn files(&self) -> Tree {
        match self.server.kind {
            Kind::Moto => self.server.files_in(&format!("t{}", self.trials)),
            _ => self.server.files(),
        }
    }

    /// How many bytes and requests the upload has when nothing breaks.
    fn measure(&mut self) -> (u64, u64) {
        let trial = self.trial();
        trial.upload_well();
        whole(&self.files(), "unbroken");
        self.line.seen()
    }

    /// Every file is the old one or the new one; one at most is missing where the host cannot rename over it.
    fn sound(&self, what: &str) {
        let (files, old, new) = (self.files(), expected(&versions().old), expected(&versions().new));
        for (path, bytes) in public(files.clone()) {
            let known = old.get(&path) == Some(&bytes) || new.get(&path) == Some(&bytes);
            assert!(known, "{what}: {path} is torn: {} bytes", bytes.len());
        }
        let gone: Vec<_> = old.keys().filter(|path| !files.contains_key(*path) && new.contains_key(*path)).collect();
        let allowed = usize::from([Kind::OpenSshPlain, Kind::ProFtpdStrict].contains(&self.server.kind));
        assert!(gone.len() <= allowed, "{what}: {gone:?} are gone");
    }

    /// Breaks one upload, and says what is wrong afterwards. The upload that was measured may have asked a busy host once
    /// more than this one had to, or in smaller pieces; then this one is over before its point, and the next breaks within
    /// what this one took.
    fn break_at(&mut self, how: Break, mut at: u64) {
        for _ in 0..4 {
            let Some(seen) = self.broke_at(how, at) else { return };
            at = at.min(seen) * 9 / 10;
        }
        panic!("{how:?}: the line did not break, {at} at last");
    }

    /// Breaks one upload at a point; if it was over before, what it took: bytes, or requests for a kill. Either way the host
    /// holds the new version.
    fn broke_at(&mut self, how: Break, at: u64) -> Option<u64> {
        let what = format!("{:?}: {how:?} at {at}", self.server.kind);
        let trial = self.trial();
        self.line.arm(Some((how, at)));
        let output = trial.upload_over(&self.line);
        let (broke, (bytes, requests)) = (self.line.broke(), self.line.seen());
        assert!(broke || code(&output) == 0, "{what}: {}", said(&output));
        assert!(!said(&output).contains(&self.server.password()), "{what}: a secret was told");
        self.sound(&what);
        for run in 1.. {
            let again = trial.upload(&["--yes"]);
            if code(&again) == 0 {
                break;
            }
            self.sound(&what);
            assert!(run < 2, "{what}: not whole after two more runs: {}", said(&again));
        }
        whole(&self.files(), &what);
        (!broke).then_some(if how == Break::Kill { requests } else { bytes })
    }
}

/// The host holds the new version and nothing else of ours.
fn whole(files: &Tree, what: &str) {
    let (held, wanted) = (public(files.clone()), expected(&versions().new));
    assert_eq!(held.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>(), "{what}");
    let differing: Vec<_> = wanted.keys().filter(|path| held[*path] != wanted[*path]).collect();
    assert!(differing.is_empty(), "{what}: {differing:?} differ");
    assert_eq!(leftovers(files), Vec::<&str>::new(), "{what}");
}

/// A version as a host holds it, without what is made for its kind of server.
fn expected(site: &std::path::Path) -> Tree {
    let mut files = tree(&site.join("public"));
    files.remove("prongsai-manifest.txt");
    files
}

fn break_line(kind: Kind) {
    let mut host = Host::new(kind);
    let (bytes, _) = host.measure();
    let points: Vec<u64> = if all() { (0..25).collect() } else { vec![5] };
    for (turn, how) in BREAKS.into_iter().enumerate() {
        for point in &points {
            // A fixed sample: other points for each way to break.
            let point = if all() { *point } else { (point + turn as u64 * 6) % 25 };
            host.break_at(how, (bytes * (2 * point + 1) / 50).max(1));
        }
    }
}

fn kill(kind: Kind) {
    let mut host = Host::new(kind);
    let (_, requests) = host.measure();
    let stride = if all() { 1 } else { requests.div_ceil(5) as usize };
    for request in (1..=requests).step_by(stride) {
        host.break_at(Break::Kill, request);
    }
}

#[test]
fn openssh() {
    break_line(Kind::OpenSsh);
}

#[test]
fn openssh_that_cannot_rename_over_a_file() {
    break_line(Kind::OpenSshPlain);
    kill(Kind::OpenSshPlain);
}

#[test]
fn proftpd_that_cannot_write_over_a_file() {
    break_line(Kind::ProFtpdStrict);
    kill(Kind::ProFtpdStrict);
}

#[test]
fn vsftpd() {
    break_line(Kind::Vsftpd);
}

#[test]
fn proftpd() {
    break_line(Kind::ProFtpd);
}

#[test]
fn pureftpd() {
    break_line(Kind::PureFtpd);
}

#[test]
fn rclone() {
    break_line(Kind::Rclone);
}

#[test]
fn moto() {
    break_line(Kind::Moto);
}

#[test]
fn a_program_killed_at_a_request_leaves_nothing_torn() {
    let kinds = if all() { ALL.to_vec() } else { vec![Kind::OpenSsh, Kind::ProFtpd, Kind::Rclone] };
    kinds.into_iter().for_each(kill);
}
