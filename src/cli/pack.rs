//! `prongsai pack FILE.zip`: the site in one file for another computer, without what belongs to this one alone.

use std::fs;
use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::base::lang::{Bilingual, Lang, both};
use crate::base::path::RelPath;
use crate::base::upload::FILE;
use crate::cli::changes::taken;
use crate::cli::command::{Setting, Subcommand};
use crate::cli::exit::{Exit, Stop};
use crate::cli::size;
use crate::cli::terminal::{say, tell};
use crate::io::pack::{HandOn, LeftOut, PackError, Packed, pack};
use crate::io::refusal::shown;
use crate::pipeline;
use crate::pipeline::edit::{self, Change, Step, Value};

/// Parts of the name of a text that may have keys and values.
const TEXTS: &[&str] = &["yaml", "yml", "bak", "old", "orig", "txt", "yaml~", "json", "ini", "conf", "env"];

pub(super) const COMMAND: Subcommand = Subcommand { name: "pack", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    command
        .about(lang.choose(
            "รวมเว็บไซต์เป็นไฟล์เดียวไว้ส่งต่อไปเครื่องอื่น โดยไม่มีรหัสผ่าน",
            "packs the site into one file for another computer, without secrets",
        ))
        .arg(
            Arg::new("file")
                .value_name("FILE.zip")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(lang.choose("ไฟล์ใหม่ที่จะเขียน", "the new file to write")),
        )
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let Some(to) = matches.get_one::<PathBuf>("file") else { return Ok(Exit::Usage) };
    if !to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
        return Err(Exit::Usage.because(both!("{} ต้องลงท้ายด้วย .zip", "the name {} must end in .zip", shown(to))));
    }
    if !setting.site.join("content").is_dir() {
        let site = shown(&setting.site);
        return Err(Exit::Usage.because(both!(
            "{site} ไม่มีโฟลเดอร์ content: สั่งในโฟลเดอร์ของเว็บไซต์",
            "{site} has no folder `content`: run this in a site's folder"
        )));
    }
    let hand_on = |path: &RelPath| {
        let text = || fs::read_to_string(setting.site.join(path.as_str()));
        match path.as_str() == FILE {
            // What cannot be read as a text is not handed on either.
            true => text().map_or(HandOn::No, |text| of_targets(path, &text)),
            false if may_be_targets(path) && text().map_or(true, |text| pipeline::has_secret(path, &text)) => {
                HandOn::No
            }
            false => HandOn::AsItIs,
        }
    };
    let packed = pack(&setting.site, to, hand_on).map_err(|error| match error {
        PackError::Exists => taken(&shown(to)),
        PackError::Refused(refusal) => Stop { exit: Exit::Refused, message: refusal.words() },
        PackError::Failed(error) => Stop::disk(&error),
    })?;
    say(&format!("{}\n", shown(to)))?;
    tell(told(&packed).get(setting.lang));
    Ok(Exit::Done)
}

/// Whether a file is perhaps a copy of the targets, which people make before they edit: it may have their passwords.
fn may_be_targets(path: &RelPath) -> bool {
    let name = path.file_name().to_lowercase();
    let parts: Vec<&str> = name.split('.').skip(1).collect();
    name.starts_with("upload") || parts.iter().any(|part| TEXTS.contains(part))
}

/// The targets without the names of keys of this computer; nothing of them where there is a password.
fn of_targets(path: &RelPath, text: &str) -> HandOn {
    if pipeline::has_secret(path, text) {
        return HandOn::No;
    }
    let value = edit::value(path, text);
    let targets = match value.as_ref().and_then(|value| value.get(&["targets".into()])) {
        Some(Value::Map(targets)) => targets.as_slice(),
        _ => &[],
    };
    let keyed = targets.iter().filter(|(_, target)| matches!(target.get(&["key".into()]), Some(Value::Text(_))));
    let way = |name: &str| vec![Step::from("targets"), Step::from(name), Step::from("key")];
    let changes: Vec<Change> = keyed.map(|(name, _)| Change::Set(way(name), Value::Null)).collect();
    if changes.is_empty() {
        return HandOn::AsItIs;
    }
    match edit::edited(path, text, &changes) {
        Ok(text) => HandOn::Instead(text.into_bytes()),
        Err(_) => HandOn::No,
    }
}

/// What is in the file, what is not, and the way back.
fn told(packed: &Packed) -> Bilingual<String> {
    let (files, size) = (packed.files, size::words(packed.bytes));
    let mut text = both!(
        "รวมแล้ว {files} ไฟล์ {size}\n\
         ไม่ได้ใส่ไว้: รหัสผ่าน, public/ (สั่ง build ได้ใหม่), .prongsai/ (ประวัติ ความจำ และเครื่องหมายของเครื่องนี้)",
        "{files} files, {size}\n\
         left out: passwords, public/ (`build` makes it again), .prongsai/ (history, caches and marks of this computer)"
    );
    for (path, why) in &packed.left_out {
        let Bilingual { th, en } = why_not(*why);
        let left_out = match why {
            LeftOut::KeyNames => both("", ""),
            _ => both("ไม่ได้ใส่ ", "left out "),
        };
        text.th += &format!("\n{}{path}: {th}", left_out.th);
        text.en += &format!("\n{}{path}: {en}", left_out.en);
    }
    text.th += "\nเครื่องใหม่: สั่ง prongsai unpack ตามด้วยชื่อไฟล์นี้";
    text.en += "\nthere: run `prongsai unpack` with this file";
    text
}

fn why_not(why: LeftOut) -> Bilingual<&'static str> {
    match why {
        LeftOut::Link => both("เป็นลิงก์ไปที่อื่นในเครื่องนี้", "it is a link to a place of this computer"),
        LeftOut::Key => both("เป็นกุญแจลับ", "it is a private key"),
        LeftOut::Secret => {
            both("มีรหัสผ่าน ลบรหัสออกแล้วสั่งใหม่ถ้าต้องการส่งไปด้วย", "it has a password; delete that to hand the file on")
        }
        LeftOut::KeyNames => both(
            "ใส่แล้ว แต่ตัดชื่อไฟล์กุญแจ SSH ของเครื่องนี้ออก ใส่ใหม่ที่เครื่องปลายทาง",
            "is in it without the names of SSH keys of this computer; name those of the other one there",
        ),
    }
}
