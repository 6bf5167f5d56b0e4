//! `prongsai unpack FILE.zip [FOLDER]`: a site that was packed elsewhere, into a folder of its own.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::base::lang::{Bilingual, Lang, both};
use crate::cli::command::{Setting, Subcommand};
use crate::cli::exit::{Exit, Stop};
use crate::cli::terminal::{say, tell};
use crate::cli::typed::word;
use crate::io::refusal::shown;
use crate::io::unpack::{UnpackError, unpack};

pub(super) const COMMAND: Subcommand = Subcommand { name: "unpack", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    let file = |name: &'static str| Arg::new(name).value_parser(value_parser!(PathBuf));
    command
        .about(
            lang.choose(
                "แตกไฟล์ที่ pack รวมไว้เป็นเว็บไซต์ในโฟลเดอร์ใหม่",
                "unpacks a site that `pack` has made into a new folder",
            ),
        )
        .arg(
            file("file")
                .value_name("FILE.zip")
                .required(true)
                .help(lang.choose("ไฟล์ที่ pack รวมไว้", "the file that `pack` has made")),
        )
        .arg(file("folder").value_name("FOLDER").help(
            lang.choose("โฟลเดอร์ใหม่หรือว่าง (ปกติชื่อเดียวกับไฟล์)", "a new or empty folder (default: named as the file)"),
        ))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let Some(from) = matches.get_one::<PathBuf>("file") else { return Ok(Exit::Usage) };
    // A file without an ending has the name of its folder.
    let own = || match from.extension() {
        Some(_) => PathBuf::from(from.file_stem().unwrap_or(from.as_os_str())),
        None => PathBuf::from(format!("{}-site", from.file_name().unwrap_or_default().display())),
    };
    let to = matches.get_one::<PathBuf>("folder").cloned().unwrap_or_else(own);
    let files = unpack(from, &to).map_err(|error| stop(error, from))?;
    say(&format!("{}\n", shown(&to)))?;
    let site = word(&PathBuf::from(shown(&to)));
    tell(&setting.lang.choose(
        format!("แตกแล้ว {files} ไฟล์ ต่อไป: สั่ง prongsai --site {site} check แล้ว prongsai --site {site} build หรือคัดลอกโปรแกรมนี้ไปวางในโฟลเดอร์นั้น"),
        format!("{files} files; next: run `prongsai --site {site} check`, then `prongsai --site {site} build`, or copy this program into that folder"),
    ));
    Ok(Exit::Done)
}

fn stop(error: UnpackError, from: &Path) -> Stop {
    let zip = shown(from);
    let refused = |why: Bilingual<String>| {
        let Bilingual { th, en } = why;
        Exit::Refused.because(both!("{zip}: {th} ไม่ได้เขียนอะไร", "{zip}: {en}; nothing was written"))
    };
    match error {
        UnpackError::NotASite => refused(both!(
            "ไม่ใช่ไฟล์ที่ prongsai pack ทำ หรือไฟล์เสีย ขอไฟล์ใหม่จากเครื่องเดิม",
            "not a file that `prongsai pack` has made, or damaged; ask for it again"
        )),
        UnpackError::NotEmpty(path) => {
            let path = shown(&path);
            let other = PathBuf::from(format!("{}-2", from.file_stem().unwrap_or_default().display()));
            Exit::Refused.because(both!(
                "โฟลเดอร์ไม่ว่าง มี {path}: ระบุโฟลเดอร์ใหม่ต่อท้าย เช่น prongsai unpack {} {}",
                "the folder is not empty, it has {path}: name a new one, as `prongsai unpack {} {}`",
                word(from),
                word(&other)
            ))
        }
        UnpackError::Outside(name) => refused(both!(
            "“{name}” ไม่ใช่ไฟล์ของเว็บไซต์ รวมใหม่ด้วย prongsai pack ที่เครื่องเดิม",
            "`{name}` is no file of a site; make it again with `prongsai pack`"
        )),
        UnpackError::NotAFile(name) => refused(both!(
            "“{name}” เป็นลิงก์ รวมใหม่ด้วย prongsai pack ที่เครื่องเดิม",
            "`{name}` is a link; make it again with `prongsai pack`"
        )),
        UnpackError::Locked(name) => refused(both!(
            "“{name}” ถามรหัสผ่าน รวมใหม่โดยไม่ใส่รหัส",
            "`{name}` asks for a password; make it again without one"
        )),
        UnpackError::Bomb(name) => refused(both!(
            "“{name}” ใหญ่ผิดปกติเมื่อแตกออก ขอไฟล์ใหม่จากเครื่องเดิม",
            "`{name}` grows beyond all measure; ask for the file again"
        )),
        UnpackError::Refused(refusal) => refused(refusal.words()),
        UnpackError::Failed(error) => Stop::disk(&error),
    }
}
