//! A small site in two versions, uploaded as a person would, and what must hold of the host afterwards.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use super::line::Line;
use super::servers::{Server, authority, host_key};
use crate::support::{code, copy, prongsai, run, said, site};

/// Files by their path.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// Names of ours that no visitor is led to.
const OWN: [&str; 4] = ["prongsai-tmp-", "prongsai-lock", "prongsai-pending", "prongsai-manifest"];

/// Both versions of the site, built once: what is uploaded first, and what replaces it.
pub struct Versions {
    pub old: PathBuf,
    pub new: PathBuf,
    _dir: tempfile::TempDir,
}

pub fn versions() -> &'static Versions {
    static VERSIONS: OnceLock<Versions> = OnceLock::new();
    VERSIONS.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let (old, new) = (dir.path().join("old"), dir.path().join("new"));
        copy(&site("thai-only"), &old);
        let attachment = |text: &str| text.repeat(4000);
        fs::create_dir_all(old.join("content/files")).unwrap();
        fs::write(old.join("content/files/form.txt"), attachment("แบบฟอร์มเดิม")).unwrap();
        fs::write(old.join("content/files/same.txt"), attachment("เหมือนเดิม")).unwrap();
        fs::write(old.join("content/pages/gone.md"), "---\ntitle: เลิกใช้\n---\n## ก\n").unwrap();
        copy(&old, &new);
        fs::write(new.join("content/files/form.txt"), attachment("แบบฟอร์มใหม่กว่า")).unwrap();
        fs::remove_file(new.join("content/pages/gone.md")).unwrap();
        fs::write(new.join("content/pages/added.md"), "---\ntitle: เพิ่ม\n---\n## ก\n").unwrap();
        for site in [&old, &new] {
            let built = run(&["--site", site.to_str().unwrap(), "build"]);
            assert_eq!(code(&built), 0, "{}", said(&built));
        }
        Versions { old, new, _dir: dir }
    })
}

/// One site on its way to one host.
pub struct Trial {
    pub site: PathBuf,
    pub home: PathBuf,
    password: String,
    _dir: tempfile::TempDir,
}

impl Trial {
    /// The old version with a target.
    pub fn new(target: &str, password: &str) -> Trial {
        let dir = tempfile::tempdir().unwrap();
        let trial = Trial {
            site: dir.path().join("site"),
            home: dir.path().join("home"),
            password: password.to_owned(),
            _dir: dir,
        };
        copy(&versions().old, &trial.site);
        fs::create_dir_all(trial.home.join(".ssh")).unwrap();
        trial.aim(target);
        trial
    }

    /// Against a server itself, whose key is known.
    pub fn at(server: &Server) -> Trial {
        let trial = Trial::new(&server.target("127.0.0.1", server.port), &server.password());
        trial.know("127.0.0.1", server.port);
        trial
    }

    /// Writes the target.
    pub fn aim(&self, target: &str) {
        fs::write(self.site.join("content/upload.yaml"), target).unwrap();
    }

    /// Makes the SSH host known.
    pub fn know(&self, host: &str, port: u16) {
        let key = fs::read_to_string(host_key().with_extension("pub")).unwrap();
        let line = format!("[{host}]:{port} {}\n", key.split(' ').take(2).collect::<Vec<_>>().join(" "));
        let path = self.home.join(".ssh/known_hosts");
        let before = fs::read_to_string(&path).unwrap_or_default();
        fs::write(path, before + &line).unwrap();
    }

    /// Puts the new version in the place of the old one, with the same target.
    pub fn renew(&self) {
        let target = fs::read_to_string(self.site.join("content/upload.yaml")).unwrap();
        for part in ["content", "public"] {
            fs::remove_dir_all(self.site.join(part)).unwrap();
            copy(&versions().new.join(part), &self.site.join(part));
        }
        self.aim(&target);
    }

    /// Has the host hold the old version again, and forgets what was sent.
    pub fn restore(&self, server: &Server) {
        for entry in fs::read_dir(&server.root).unwrap() {
            let path = entry.unwrap().path();
            let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        }
        Trial::at(server).upload_well();
    }

    /// Runs the program on a terminal of its own: waits for each question, then answers it.
    pub fn on_a_terminal(&self, arguments: &[&str], answers: &[(&str, &str)]) -> String {
        let command = self.command(arguments);
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        let line = words.map(|word| format!("'{}'", word.to_string_lossy())).collect::<Vec<_>>().join(" ");
        // What waits for an answer that nobody gives is ended.
        let mut script = Command::new("timeout");
        script.args(["120", "script", "-qec", &line, "/dev/null"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        for (name, value) in command.get_envs() {
            script.env(name, value.unwrap_or_default());
        }
        if self.password.is_empty() {
            script.env_remove("PRONGSAI_PASSWORD");
        }
        let mut running = script.spawn().expect("script is part of Debian");
        let (mut stdin, mut stdout) = (running.stdin.take().unwrap(), running.stdout.take().unwrap());
        let (mut told, mut seen, mut buffer) = (Vec::new(), 0, [0; 1000]);
        let mut answers = answers.iter();
        let mut next = answers.next();
        while let Ok(read @ 1..) = stdout.read(&mut buffer) {
            told.extend_from_slice(&buffer[..read]);
            let text = String::from_utf8_lossy(&told[seen..]).into_owned();
            if let Some((_, answer)) = next.filter(|(question, _)| text.contains(question)) {
                seen = told.len();
                if text.contains("password") {
                    self.wait_until_unseen();
                }
                stdin.write_all(format!("{answer}\n").as_bytes()).unwrap();
                next = answers.next();
            }
        }
        let _ = running.wait();
        assert!(next.is_none(), "never asked {next:?}: {}", String::from_utf8_lossy(&told));
        String::from_utf8_lossy(&told).into_owned()
    }

    /// Waits until the terminal shows no more what is typed, as a person does who reads the question first.
    fn wait_until_unseen(&self) {
        let site = self.site.to_str().unwrap();
        let unseen = || {
            let running = fs::read_dir("/proc").unwrap().filter_map(Result::ok).map(|entry| entry.path());
            let mut own = running.filter(|path| {
                let shown = fs::read(path.join("cmdline")).unwrap_or_default();
                String::from_utf8_lossy(&shown).contains(site)
            });
            own.any(|path| {
                let Ok(terminal) = fs::read_link(path.join("fd/0")) else { return false };
                let output = Command::new("stty").arg("-F").arg(terminal).arg("-a").output().unwrap();
                String::from_utf8_lossy(&output.stdout).contains("-echo ")
            })
        };
        for _ in 0..500 {
            if unseen() {
                return;
            }
            std::thread::park_timeout(std::time::Duration::from_millis(10));
        }
        panic!("the terminal shows what is typed");
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        self.command_in("en", arguments)
    }

    /// Uploads with messages in Thai.
    pub fn in_thai(&self, arguments: &[&str]) -> Output {
        self.command_in("th", arguments).output().unwrap()
    }

    fn command_in(&self, lang: &str, arguments: &[&str]) -> Command {
        let mut command = prongsai(&["--lang", lang, "--site", self.site.to_str().unwrap(), "upload"]);
        command.args(arguments).env("HOME", &self.home).env("SSL_CERT_FILE", &authority().roots);
        command.env("PRONGSAI_PASSWORD", &self.password).stdin(std::process::Stdio::null());
        command
    }

    pub fn upload(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Uploads over a line, which may end it.
    pub fn upload_over(&self, line: &Line) -> Output {
        let program = self.command(&["--yes"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        line.watch(program.id());
        program.wait_with_output().unwrap()
    }

    /// Uploads, which must end well.
    pub fn upload_well(&self) {
        let output = self.upload(&["--yes"]);
        assert_eq!(code(&output), 0, "{}", said(&output));
    }
}

/// The files that visitors can be led to; settings of the Web server are tested by themselves.
pub fn public(mut files: Tree) -> Tree {
    files.retain(|path, _| {
        !path.ends_with(".htaccess") && !path.split('/').any(|part| OWN.iter().any(|own| part.starts_with(own)))
    });
    files
}

/// Names of ours that are left besides the record.
pub fn leftovers(files: &Tree) -> Vec<&str> {
    files.keys().map(String::as_str).filter(|path| OWN[..3].iter().any(|own| path.contains(own))).collect()
}
