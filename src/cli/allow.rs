//! `prongsai allow FILE`: enters the citizens' numbers of one file in `content/privacy.yaml`, with who allowed it and why.
//! What is written holds no number, only the beginning of its hash under a random key that is made here once.

use std::collections::BTreeSet;
use std::fmt::Write;

use clap::{Arg, ArgMatches, Command};

use crate::base::lang::{Lang, both};
use crate::base::national::Number;
use crate::base::path::RelPath;
use crate::base::personal::{Certainty, find};
use crate::base::source::Sources;
use crate::cli::command::{Setting, Subcommand, argument};
use crate::cli::exit::{Exit, Stop};
use crate::cli::terminal::{say, tell};
use crate::io::replace;
use crate::ita::privacy::{Privacy, hash_key};
use crate::pipeline;

pub(super) const COMMAND: Subcommand = Subcommand { name: "allow", arguments, run };

const FILE: &str = "content/privacy.yaml";

/// The line below which entries stand.
const LIST: &str = "allowed:";

fn arguments(command: Command, lang: Lang) -> Command {
    command
        .about(lang.choose(
            "อนุญาตให้เผยแพร่เลขประจำตัวในไฟล์หนึ่ง ตามที่กฎหมายกำหนด",
            "allows the personal numbers in a file to be published, as the law requires",
        ))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .help(lang.choose("ไฟล์ใน content", "a file of the content")),
        )
        .arg(argument("reason", "TEXT", lang, both("เหตุผลและกฎหมายที่ให้เผยแพร่", "why, and by which law")).required(true))
        .arg(argument("by", "NAME", lang, both("ผู้อนุญาต", "who allows it")).required(true))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let given = |name: &str| matches.get_one::<String>(name).map_or("", String::as_str);
    let sources = crate::io::read::read(&setting.site).map_err(|error| Stop::disk(&error))?;
    let path = named(&sources, given("file"))?;
    let privacy = pipeline::portal(&sources).0.privacy;
    let text = sources.texts.get(FILE).map(|text| text.to_string());
    if text.is_some() && privacy.is_none() {
        return Err(unreadable());
    }
    let key = match &privacy {
        Some(privacy) => privacy.key.clone(),
        None => random_key()?,
    };
    let inside = path.below("content").unwrap_or(path.as_str()).to_owned();
    let tags: BTreeSet<String> = numbers(&sources, &path).into_iter().map(|one| one.tag(&hash_key(&key))).collect();
    let known = |tag: &&String| privacy.as_ref().is_some_and(|privacy| holds(privacy, &inside, tag));
    let new: Vec<&String> = tags.iter().filter(|tag| !known(tag)).collect();
    if new.is_empty() {
        tell(setting.lang.choose("ไม่มีเลขที่ต้องอนุญาตในไฟล์นี้", "this file has no number that needs to be allowed"));
        return Ok(Exit::Done);
    }
    let mut entries = String::new();
    for tag in &new {
        let (reason, by) = (quoted(given("reason")), quoted(given("by")));
        let _ = writeln!(
            entries,
            "  - {{file: {}, hash: '{tag}', reason: {reason}, by: {by}, date: {}}}",
            quoted(&inside),
            setting.today
        );
    }
    let text = text.unwrap_or_else(|| empty(&key));
    let text = entered(&text, &entries).ok_or_else(unreadable)?;
    replace::file(&setting.site.join(FILE), &text).map_err(|error| Stop::disk(&error))?;
    say(&format!("{FILE}\n"))?;
    tell(&setting.lang.choose(format!("เพิ่มแล้ว {} รายการ", new.len()), format!("{} entered", new.len())));
    Ok(Exit::Done)
}

fn named(sources: &Sources, written: &str) -> Result<RelPath, Stop> {
    let written = written.replace('\\', "/");
    let written = written.trim_start_matches("./");
    let path = RelPath::new(written).filter(|path| path.below("content").is_some());
    let path = path.or_else(|| RelPath::new(&format!("content/{written}")));
    let known = |path: &RelPath| sources.texts.contains_key(path) || sources.files.contains_key(path);
    path.filter(known).ok_or_else(|| {
        Stop::new(
            Exit::Usage,
            format!("ไม่มีไฟล์ {written} ใน content"),
            format!("there is no file {written} in the content"),
        )
    })
}

/// The citizens' numbers of a file.
fn numbers(sources: &Sources, path: &RelPath) -> BTreeSet<Number> {
    let sure = |certainty: Certainty| certainty == Certainty::Sure;
    let text = sources.texts.get(path).map(|text| find(text)).unwrap_or_default();
    let inspected = sources.files.get(path).and_then(|file| file.inspected.as_deref());
    let planted = inspected.into_iter().flat_map(|inspected| &inspected.numbers);
    let planted = planted.filter(|planted| sure(planted.certainty)).map(|planted| planted.number);
    text.into_iter().filter(|hit| sure(hit.certainty)).map(|hit| hit.number).chain(planted).collect()
}

fn holds(privacy: &Privacy, inside: &str, tag: &str) -> bool {
    privacy.allowed.iter().any(|entry| entry.file.value == inside && entry.hash.value == tag)
}

/// Two hundred and fifty-six bits from the system.
fn random_key() -> Result<String, Stop> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| Stop::disk(&anyhow::anyhow!("{error}")))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn empty(key: &str) -> String {
    format!(
        "# yaml-language-server: $schema=../.schema/privacy.json\n\
         # เลขประจำตัวประชาชนที่จงใจเผยแพร่ตามกฎหมาย ไฟล์นี้ไม่มีเลขจริง เพิ่มรายการด้วยคำสั่ง prongsai allow ไฟล์\n\
         # Citizens' numbers that are published knowingly. No number stands here; `prongsai allow FILE` adds an entry.\n\
         # ห้ามเปลี่ยน key: ทุกรายการจะใช้ไม่ได้ · do not change the key: no entry would fit any more\n\
         key: {key}\n{LIST}\n"
    )
}

/// The text of the file with more entries at the head of its list.
fn entered(text: &str, entries: &str) -> Option<String> {
    let mut out = String::new();
    let mut done = false;
    for line in text.lines() {
        let plain = line.split('#').next().unwrap_or(line).trim_end();
        let heads = !done && (plain == LIST || plain == "allowed: []");
        out.push_str(if heads { LIST } else { line });
        out.push('\n');
        if heads {
            out.push_str(entries);
            done = true;
        }
    }
    if !done && !text.lines().any(|line| line.starts_with(LIST)) {
        out.push_str(&format!("{LIST}\n{entries}"));
        done = true;
    }
    done.then_some(out)
}

/// A text of YAML between single quotes, on one line.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''").split_whitespace().collect::<Vec<_>>().join(" "))
}

fn unreadable() -> Stop {
    Stop::new(
        Exit::Errors,
        format!("อ่าน {FILE} ไม่ได้ สั่ง prongsai check แล้วแก้ไฟล์นั้นก่อน"),
        format!("{FILE} cannot be read: run prongsai check and correct it first"),
    )
}

#[cfg(test)]
mod tests {
    use super::{empty, entered, quoted};

    #[test]
    fn entries_come_below_the_list() {
        let text = entered(&empty("k"), "  - a\n").unwrap();
        assert!(text.ends_with("key: k\nallowed:\n  - a\n"));
        assert!(entered(&text, "  - b\n").unwrap().ends_with("allowed:\n  - b\n  - a\n"));
        assert_eq!(entered("key: k\n", "  - a\n").as_deref(), Some("key: k\nallowed:\n  - a\n"));
        assert_eq!(entered("allowed: [] # none\n", "  - a\n").as_deref(), Some("allowed:\n  - a\n"));
        assert_eq!(entered("allowed: [{}]\n", "  - a\n"), None);
        assert_eq!(quoted("it's\n a # b"), "'it''s a # b'");
    }
}
