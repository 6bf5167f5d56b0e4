//! `prongsai allow FILE`: enters the citizens' numbers of one file in `content/privacy.yaml`, with who allowed it and why.
//! What is written holds no number, only the beginning of its hash under a random key that is made here once.

use std::collections::BTreeSet;

use clap::{Arg, ArgMatches, Command};

use crate::base::lang::{Lang, both};
use crate::base::national::Number;
use crate::base::path::RelPath;
use crate::base::personal::{Certainty, find};
use crate::base::source::Sources;
use crate::cli::command::{Setting, Subcommand, argument};
use crate::cli::exit::{Exit, Stop};
use crate::cli::privacy_file::{self, ALLOWED, Decision, FILE};
use crate::cli::terminal::{say, tell};
use crate::ita::privacy::{Privacy, hash_key};
use crate::pipeline;

pub(super) const COMMAND: Subcommand = Subcommand { name: "allow", arguments, run };

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
    let [by, reason] = ["by", "reason"].map(|name| privacy_file::given(matches, name));
    let (by, reason) = (by?.unwrap_or_default(), reason?.unwrap_or_default());
    let sources = setting.sources()?;
    let path = named(&sources, matches.get_one::<String>("file").map_or("", String::as_str))?;
    let privacy = pipeline::portal(&sources, setting.today).0.privacy;
    let text = privacy_file::read(&setting.site)?;
    if text.is_some() && privacy.is_none() {
        return Err(privacy_file::unreadable());
    }
    let key = match &privacy {
        Some(privacy) => privacy.key.clone(),
        None => privacy_file::random_key()?,
    };
    let inside = path.below("content").unwrap_or(path.as_str()).to_owned();
    let tags: BTreeSet<String> = numbers(&sources, &path).into_iter().map(|one| one.tag(&hash_key(&key))).collect();
    let known = |tag: &&String| privacy.as_ref().is_some_and(|privacy| holds(privacy, &inside, tag));
    let new: Vec<&String> = tags.iter().filter(|tag| !known(tag)).collect();
    if new.is_empty() {
        tell(setting.lang.choose("ไม่มีเลขที่ต้องอนุญาตในไฟล์นี้", "this file has no number that needs to be allowed"));
        return Ok(Exit::Done);
    }
    let decision = Decision { reason: &reason, by: &by, date: setting.today };
    let entries: String = new.iter().map(|tag| decision.entry(&inside, tag, None)).collect();
    privacy_file::enter(&setting.site, text.as_deref(), &key, ALLOWED, &entries)?;
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
        Exit::Usage.because(both!("ไม่มีไฟล์ {written} ใน content", "there is no file {written} in the content"))
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
