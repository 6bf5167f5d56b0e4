//! `content/privacy.yaml` as commands write it: what may be published knowingly, with who decided it, when and why.

use std::fmt::Write;
use std::path::Path;

use crate::base::date::Day;
use crate::cli::exit::{Exit, Stop};
use crate::io::replace;

pub(super) const FILE: &str = "content/privacy.yaml";

/// The lists of the file.
pub(super) const ALLOWED: &str = "allowed";
pub(super) const ACCEPTED: &str = "accepted";

/// What a person has decided, which every entry says.
pub(super) struct Decision<'a> {
    pub reason: &'a str,
    pub by: &'a str,
    pub date: Day,
}

impl Decision<'_> {
    /// The line of one entry, of a file below `content/` and what else tells it.
    pub(super) fn entry(&self, file: &str, hash: &str, rule: Option<&str>) -> String {
        let mut entry = format!("  - {{file: {}, hash: '{hash}'", quoted(file));
        if let Some(rule) = rule {
            let _ = write!(entry, ", rule: {rule}");
        }
        let _ = writeln!(entry, ", reason: {}, by: {}, date: {}}}", quoted(self.reason), quoted(self.by), self.date);
        entry
    }
}

/// Writes entries at the head of a list. `text` is what the file holds, `None` where there is none yet; it then gets this
/// key, under which numbers are hashed.
pub(super) fn enter(site: &Path, text: Option<&str>, key: &str, list: &str, entries: &str) -> Result<(), Stop> {
    let text = text.map_or_else(|| empty(key), str::to_owned);
    let text = entered(&text, list, entries).ok_or_else(unreadable)?;
    replace::file(&site.join(FILE), &text).map_err(|error| Stop::disk(&error))
}

/// Two hundred and fifty-six bits from the system.
pub(super) fn random_key() -> Result<String, Stop> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| Stop::disk(&anyhow::anyhow!("{error}")))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

pub(super) fn unreadable() -> Stop {
    Stop::new(
        Exit::Errors,
        format!("อ่าน {FILE} ไม่ได้ สั่ง prongsai check แล้วแก้ไฟล์นั้นก่อน"),
        format!("{FILE} cannot be read: run prongsai check and correct it first"),
    )
}

fn empty(key: &str) -> String {
    format!(
        "# yaml-language-server: $schema=../.schema/privacy.json\n\
         # สิ่งที่จงใจเผยแพร่ ไฟล์นี้ไม่มีเลขจริง คำสั่ง prongsai allow และ prongsai upload เพิ่มรายการให้\n\
         # What is published knowingly. No number stands here; `prongsai allow` and `prongsai upload` add entries.\n\
         # ห้ามเปลี่ยน key: ทุกรายการของเลขจะใช้ไม่ได้ · do not change the key: no entry of a number would fit any more\n\
         key: {key}\n"
    )
}

/// The text of the file with more entries at the head of a list.
fn entered(text: &str, list: &str, entries: &str) -> Option<String> {
    let head = format!("{list}:");
    let mut out = String::new();
    let mut done = false;
    for line in text.lines() {
        let plain = line.split('#').next().unwrap_or(line).trim_end();
        let heads = !done && (plain == head || plain.strip_suffix(" []") == Some(&head));
        out.push_str(if heads { &head } else { line });
        out.push('\n');
        if heads {
            out.push_str(entries);
            done = true;
        }
    }
    if !done && !text.lines().any(|line| line.starts_with(&head)) {
        out.push_str(&format!("{head}\n{entries}"));
        done = true;
    }
    done.then_some(out)
}

/// A text of YAML between single quotes, on one line.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''").split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::{empty, entered, quoted};

    #[test]
    fn entries_come_below_their_list() {
        let text = entered(&empty("k"), "allowed", "  - a\n").unwrap();
        assert!(text.ends_with("key: k\nallowed:\n  - a\n"));
        let both = entered(&text, "accepted", "  - x\n").unwrap();
        assert!(both.ends_with("allowed:\n  - a\naccepted:\n  - x\n"));
        assert!(entered(&both, "allowed", "  - b\n").unwrap().ends_with("allowed:\n  - b\n  - a\naccepted:\n  - x\n"));
        assert_eq!(entered("key: k\n", "allowed", "  - a\n").as_deref(), Some("key: k\nallowed:\n  - a\n"));
        assert_eq!(entered("allowed: [] # none\n", "allowed", "  - a\n").as_deref(), Some("allowed:\n  - a\n"));
        assert_eq!(entered("allowed: [{}]\n", "allowed", "  - a\n"), None);
        assert_eq!(quoted("it's\n a # b"), "'it''s a # b'");
    }
}
