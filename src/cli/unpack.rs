//! `prongsai unpack FILE.zip [FOLDER]`: a site that was packed elsewhere, into a folder of its own.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::base::lang::Lang;
use crate::cli::command::{Setting, Subcommand};
use crate::cli::exit::{Exit, Stop};
use crate::cli::terminal::{say, tell};
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
    let own = || PathBuf::from(from.file_stem().unwrap_or(from.as_os_str()));
    let to = matches.get_one::<PathBuf>("folder").cloned().unwrap_or_else(own);
    let files = unpack(from, &to).map_err(|error| stop(error, from))?;
    say(&format!("{}\n", shown(&to)))?;
    tell(&setting.lang.choose(
        format!("แตกแล้ว {files} ไฟล์ ต่อไป: เปิดโฟลเดอร์นี้ สั่ง prongsai check แล้วสั่ง prongsai build"),
        format!("{files} files; next: go to this folder, run `prongsai check`, then `prongsai build`"),
    ));
    Ok(Exit::Done)
}

fn stop(error: UnpackError, from: &Path) -> Stop {
    let zip = shown(from);
    let refused = |th: String, en: String| {
        Stop::new(Exit::Refused, format!("{zip}: {th} ไม่ได้เขียนอะไร"), format!("{zip}: {en}; nothing was written"))
    };
    match error {
        UnpackError::NotASite => refused(
            "ไม่ใช่ไฟล์ที่ prongsai pack ทำ หรือไฟล์เสีย".into(),
            "not a file that `prongsai pack` has made, or damaged".into(),
        ),
        UnpackError::NotEmpty(path) => {
            let path = shown(&path);
            Stop::new(
                Exit::Refused,
                format!("โฟลเดอร์ไม่ว่าง มี {path}: เลือกโฟลเดอร์ใหม่"),
                format!("the folder is not empty, it has {path}: choose a new one"),
            )
        }
        UnpackError::Outside(name) => {
            refused(format!("“{name}” ไม่ใช่ไฟล์ของเว็บไซต์"), format!("`{name}` is no file of a site"))
        }
        UnpackError::NotAFile(name) => refused(format!("“{name}” เป็นลิงก์"), format!("`{name}` is a link")),
        UnpackError::Locked(name) => refused(format!("“{name}” ถามรหัสผ่าน"), format!("`{name}` asks for a password")),
        UnpackError::Bomb(name) => {
            refused(format!("“{name}” ใหญ่ผิดปกติเมื่อแตกออก"), format!("`{name}` grows beyond all measure"))
        }
        UnpackError::Refused(refusal) => {
            let words = refusal.words();
            refused(words.th, words.en)
        }
        UnpackError::Failed(error) => Stop::disk(&error),
    }
}
