//! `content/privacy.yaml` as commands write it: what may be published knowingly, with who decided it, when and why.

use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use clap::ArgMatches;

use crate::base::date::Day;
use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::base::reason::is_reason;
use crate::cli::changes::change;
use crate::cli::exit::{Exit, Stop};
use crate::io::history::Act;
use crate::ita::evidence::signature::is_nobody;
use crate::ita::privacy::SIGNATURE;

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

/// The `by` or the `reason` that the command line gives.
pub(super) fn given(matches: &ArgMatches, name: &str) -> Result<Option<String>, Stop> {
    let text = matches.get_one::<String>(name).map(|text| meant(name, text.trim()));
    text.transpose().map_err(|message| Stop { exit: Exit::Usage, message })
}

/// A `by` or `reason` that was written for this, and not copied from our own message.
pub(super) fn meant(name: &str, text: &str) -> Result<String, Bilingual<String>> {
    let Bilingual { th, en } =
        if name == "by" { both("ชื่อ", "name") } else { both("เหตุผล", "reason") };
    let copied = |sign: &str| sign.split('"').any(|part| part.eq_ignore_ascii_case(text));
    if text.is_empty() {
        return Err(both!("{th} (--{name}) ว่างเปล่า", "the {en} (--{name}) is empty"));
    }
    let says = if name == "by" { !is_nobody(text) } else { is_reason(text) };
    if !says || copied(SIGNATURE.th) || copied(SIGNATURE.en) {
        return Err(both!("ให้เขียน{th}จริง ไม่ใช่ {text}", "write your {en}, not {text}"));
    }
    Ok(text.to_owned())
}

/// What the file holds; `None` where there is none.
pub(super) fn read(site: &Path) -> Result<Option<String>, Stop> {
    match fs::read_to_string(site.join(FILE)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Stop::disk(&anyhow::Error::new(error).context(FILE))),
    }
}

/// Writes entries at the head of a list. `text` is what the file holds, `None` where there is none yet; it then gets this
/// key, under which numbers are hashed.
pub(super) fn enter(site: &Path, text: Option<&str>, key: &str, list: &str, entries: &str) -> Result<(), Stop> {
    let begun = text.map_or_else(|| empty(key), str::to_owned);
    let new = entered(&begun, list, entries).ok_or_else(unreadable)?.into_bytes();
    let path = RelPath::new(FILE).ok_or_else(Stop::bug)?;
    let act = match text {
        Some(old) => Act::Replace { path, old: old.as_bytes().to_vec(), new },
        None => Act::Create(path, new),
    };
    change(site, vec![act])
}

/// Two hundred and fifty-six bits from the system.
pub(super) fn random_key() -> Result<String, Stop> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| Stop::disk(&anyhow::anyhow!("{error}")))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

pub(super) fn unreadable() -> Stop {
    Exit::Errors.because(both!(
        "อ่าน {FILE} ไม่ได้ สั่ง prongsai check แล้วแก้ไฟล์นั้นก่อน",
        "{FILE} cannot be read: run prongsai check and correct it first"
    ))
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

/// The text of the file with more entries at the head of a list, or in the place of those that accepted what was there
/// before. Comments and ends of lines stay as they are.
fn entered(text: &str, list: &str, entries: &str) -> Option<String> {
    let head = format!("{list}:");
    let eol = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut left: Vec<&str> = entries.lines().collect();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for line in &mut lines {
        let Some(old) = accepts(line) else { continue };
        let Some(at) = left.iter().position(|new| accepts(new) == Some(old)) else { continue };
        *line = format!("{}{}", left.remove(at), line.rsplit_once('}').map_or("", |(_, comment)| comment));
    }
    let plain = |line: &str| line.split('#').next().unwrap_or(line).trim_end().to_owned();
    let own = |line: &String| [head.clone(), format!("{head} []")].contains(&plain(line));
    let at = match lines.iter().position(own) {
        Some(at) => at,
        None if lines.iter().any(|line| line.starts_with(&head)) => return None,
        None => {
            lines.push(head.clone());
            lines.len() - 1
        }
    };
    lines[at] = lines[at].replacen(" []", "", 1);
    lines.splice(at + 1..at + 1, left.into_iter().map(str::to_owned));
    Some(lines.into_iter().map(|line| line + eol).collect())
}

/// The file and the rule of an acceptance, as `Decision::entry` writes it.
fn accepts(line: &str) -> Option<(&str, &str)> {
    let (file, rest) = line.trim_start().strip_prefix("- {file: ")?.split_once(", hash: '")?;
    let (rule, _) = rest.split_once("', rule: ")?.1.split_once(", reason: ")?;
    Some((file, rule))
}

/// A text of YAML between single quotes, on one line.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''").split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{FILE, empty, entered, meant, quoted, read};

    #[test]
    fn entries_come_below_their_list() {
        let text = entered(&empty("k"), "allowed", "  - a\n").unwrap();
        assert!(text.ends_with("key: k\nallowed:\n  - a\n"));
        let both = entered(&text, "accepted", "  - x\n").unwrap();
        assert!(both.ends_with("allowed:\n  - a\naccepted:\n  - x\n"));
        assert!(entered(&both, "allowed", "  - b\n").unwrap().ends_with("allowed:\n  - b\n  - a\naccepted:\n  - x\n"));
        assert_eq!(entered("key: k\n", "allowed", "  - a\n").as_deref(), Some("key: k\nallowed:\n  - a\n"));
        let kept = "allowed: # none\r\n  - a\r\nkey: k\r\n";
        assert_eq!(entered("allowed: [] # none\r\nkey: k\r\n", "allowed", "  - a\n").as_deref(), Some(kept));
        assert_eq!(entered("allowed: [{}]\n", "allowed", "  - a\n"), None);
        let entry =
            |hash| format!("  - {{file: 'a', hash: '{hash}', rule: r, reason: 'x', by: 'y', date: 2026-01-05}}\n");
        let old = format!("accepted:\n{}{}", entry("1"), entry("2").replace("rule: r", "rule: s"));
        let remarked = |text: String| text.replacen("}\n", "} # ปลัดดูแล้ว\n", 1);
        let left = format!("accepted:\n{}{}", remarked(entry("3")), entry("2").replace("rule: r", "rule: s"));
        let old = remarked(old);
        assert_eq!(entered(&old, "accepted", &entry("3")), Some(left), "what was accepted before is replaced");
        assert_eq!(quoted("it's\n a # b"), "'it''s a # b'");
    }

    #[test]
    fn only_a_file_that_is_not_there_is_none() {
        let site = tempfile::tempdir().unwrap();
        assert!(read(site.path()).is_ok_and(|text| text.is_none()));
        fs::create_dir(site.path().join("content")).unwrap();
        fs::write(site.path().join(FILE), b"key: \xFF\n").unwrap();
        assert!(read(site.path()).is_err(), "what cannot be read would be overwritten");
    }

    #[test]
    fn what_our_own_messages_print_is_no_name() {
        for text in ["…", "...", "-", "ชื่อ", "NAME", "x", "admin", "ระบบ", "ผู้ดูแลระบบ"]
        {
            assert!(meant("by", text).unwrap_err().en.contains("write your name"), "{text}");
        }
        for text in ["…", "เหตุผล", "REASON", "x", "ok", "ไม่มี", "ทดสอบ"] {
            assert!(meant("reason", text).unwrap_err().en.contains("write your reason"), "{text}");
        }
        assert!(["ประกาศรายชื่อตามกฎหมาย", "read every page"].iter().all(|text| meant("reason", text).is_ok()));
        assert!(meant("by", "").unwrap_err().th.contains("ว่างเปล่า"));
        assert!(
            ["ปลัด", "Somsri N.", "อ่านแล้ว…", "นักวิชาการคอมพิวเตอร์", "นายสมชาย ผู้ดูแลระบบ"]
                .iter()
                .all(|text| meant("by", text).is_ok())
        );
    }
}
