//! Who holds the lock on a host. The mark of an owner is that of one site folder on one computer: a copy of the folder, on
//! the same computer or on another, is somebody else.

use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::io::real::real;
use crate::io::refusal::shown;
use crate::io::upload::clock::now;

/// The marks of so many other places are kept.
const PLACES: usize = 7;

const HEADER: &str = "prongsai lock 1";

/// Who uploads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Owner {
    /// Stays the same for this site folder on this computer.
    pub id: String,
    /// The person and the computer, for people.
    pub who: String,
    /// When the lock was taken or renewed, in seconds since 1970, by the owner's own clock.
    pub since: u64,
}

impl Owner {
    /// This site folder on this computer. The work folder keeps a random part of the mark with the place that it was made
    /// for; one that came along with a copy is made anew.
    pub(super) fn here(work: &Path) -> anyhow::Result<Owner> {
        let path = work.join("uploader");
        let place = place(work);
        let kept = fs::read_to_string(&path).unwrap_or_default();
        let mut marks = kept.lines().filter_map(|line| line.trim().split_once(' '));
        let token = match marks.find(|(token, made_for)| *made_for == place && !token.is_empty()) {
            Some((token, _)) => token.to_owned(),
            // A folder that is moved and moved back finds its own mark again.
            None => {
                let token = random_id();
                let others: String = kept.lines().take(PLACES).map(|line| format!("{line}\n")).collect();
                fs::write(&path, format!("{token} {place}\n{others}"))
                    .with_context(|| format!("cannot write {}", shown(&path)))?;
                token
            }
        };
        let id = blake3::hash(format!("{token} {place}").as_bytes()).to_hex()[..32].to_owned();
        let who: String = format!("{}@{}", user(), computer()).chars().filter(|c| !c.is_control()).take(80).collect();
        Ok(Owner { id, who, since: now() })
    }

    pub(super) fn to_text(&self) -> String {
        format!("{HEADER}\nid {}\nwho {}\nsince {}\n", self.id, self.who, self.since)
    }

    pub(super) fn parse(text: &str) -> Option<Owner> {
        let mut lines = text.strip_suffix('\n')?.lines();
        (lines.next()? == HEADER).then_some(())?;
        let mut field = |name: &str| Some(lines.next()?.strip_prefix(name)?.strip_prefix(' ')?.to_owned());
        Some(Owner { id: field("id")?, who: field("who")?, since: field("since")?.parse().ok()? })
    }
}

/// A name that nobody else has.
pub(super) fn random_id() -> String {
    use std::hash::{BuildHasher, RandomState};
    let chance = || RandomState::new().hash_one(now());
    format!("{:016x}{:016x}", chance(), chance())
}

/// What no copy shares: the computer, where the site lies on it, and which folder that is. Only its hash is told.
fn place(work: &Path) -> String {
    let site = work.parent().filter(|site| !site.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let path = real(site).unwrap_or_else(|_| site.to_owned());
    let parts = format!("{}\n{}\n{}", machine(), path.display(), folder(&path));
    blake3::derive_key("prongsai .prongsai/uploader 1", parts.as_bytes())
        .iter()
        .take(16)
        .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// The computer, as its system tells it apart; where it has no number for that, by its name and its user.
fn machine() -> String {
    let numbers = ["/etc/machine-id", "/var/lib/dbus/machine-id"];
    let number = numbers.iter().find_map(|path| fs::read_to_string(path).ok());
    number
        .map(|number| number.trim().to_owned())
        .filter(|number| !number.is_empty())
        .unwrap_or_else(|| format!("{}@{}", user(), computer()))
}

/// One folder, told from another that has stood at the same path before.
#[cfg(unix)]
fn folder(path: &Path) -> String {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).map(|found| format!("{} {}", found.dev(), found.ino())).unwrap_or_default()
}

#[cfg(not(unix))]
fn folder(path: &Path) -> String {
    fs::metadata(path).and_then(|found| found.created()).map(|time| format!("{time:?}")).unwrap_or_default()
}

fn user() -> String {
    variable(["USER", "USERNAME"]).unwrap_or_else(|| "?".to_owned())
}

fn computer() -> String {
    let file = || fs::read_to_string("/etc/hostname").ok().map(|name| name.trim().to_owned());
    variable(["COMPUTERNAME", "HOSTNAME"]).or_else(file).unwrap_or_else(|| "?".to_owned())
}

fn variable(names: [&str; 2]) -> Option<String> {
    names.iter().find_map(|name| std::env::var(name).ok())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Owner;

    #[test]
    fn a_mark_stays_with_its_folder_and_is_made_anew_in_a_copy() {
        let dir = tempfile::tempdir().unwrap();
        let (site, copy) = (dir.path().join("site"), dir.path().join("copy"));
        for folder in [&site, &copy] {
            fs::create_dir_all(folder.join(".prongsai")).unwrap();
        }
        let mark = |folder: &std::path::Path| Owner::here(&folder.join(".prongsai")).unwrap().id;
        let first = mark(&site);
        assert_eq!(mark(&site), first, "it stays");
        fs::copy(site.join(".prongsai/uploader"), copy.join(".prongsai/uploader")).unwrap();
        assert_ne!(mark(&copy), first, "a copy is another");
        assert_eq!(mark(&site), first);
        // The copy takes the place of the first.
        fs::rename(&site, dir.path().join("old")).unwrap();
        fs::create_dir_all(site.join(".prongsai")).unwrap();
        fs::copy(dir.path().join("old/.prongsai/uploader"), site.join(".prongsai/uploader")).unwrap();
        assert_ne!(mark(&site), first, "another folder at the same path");
        fs::rename(&site, dir.path().join("new")).unwrap();
        let moved = mark(&dir.path().join("new"));
        fs::rename(dir.path().join("new"), &site).unwrap();
        let back = mark(&site);
        fs::rename(&site, dir.path().join("new")).unwrap();
        assert_eq!(mark(&dir.path().join("new")), moved, "moved and moved back");
        fs::rename(dir.path().join("new"), &site).unwrap();
        assert_eq!(mark(&site), back);
        fs::write(site.join(".prongsai/uploader"), "0123456789abcdef\n").unwrap();
        assert_ne!(mark(&site), first, "one of an earlier version of the program");
    }
}
