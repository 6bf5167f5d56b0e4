//! `prongsai undo`: takes the last command back that changed the content. `--list` shows what may be taken back.

use clap::{ArgMatches, Command};

use crate::base::lang::{Lang, both};
use crate::cli::changes::refused;
use crate::cli::command::{Setting, Subcommand, flag};
use crate::cli::exit::{Exit, Stop};
use crate::cli::terminal::{say, tell};
use crate::io::history::{NotChanged, Record, list, undo};

pub(super) const COMMAND: Subcommand = Subcommand { name: "undo", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    let about = both("ย้อนคำสั่งล่าสุดที่แก้ไฟล์ใน content", "takes the last command back that changed files of the content");
    let help = both("แสดงคำสั่งที่เก็บไว้ ล่าสุดอยู่บน", "lists the commands that are kept, the last one first");
    let leave =
        both("คงไฟล์ที่ถูกแก้หลังคำสั่งนั้นไว้ แล้วย้อนไฟล์อื่น", "leaves files that were edited since, and takes the others back");
    command.about(about.pick(lang)).arg(flag("list", lang, help)).arg(flag("leave-edited", lang, leave))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let (site, lang) = (&setting.site, setting.lang);
    if matches.get_flag("list") {
        let records = list(site).map_err(|error| Stop::disk(&error))?;
        if records.is_empty() {
            tell(lang.choose("ยังไม่มีคำสั่งที่เก็บไว้", "no command is kept yet"));
        }
        records.iter().try_for_each(|record| say(&line(record, lang)))?;
        return Ok(Exit::Done);
    }
    let record = undo(site, matches.get_flag("leave-edited")).map_err(|error| match error {
        NotChanged::Changed(path) => Exit::Refused.because(both!(
            "{path} ถูกแก้หลังคำสั่งนั้น จึงไม่ได้ย้อน: เติม --leave-edited เพื่อคงไฟล์นี้ไว้แล้วย้อนไฟล์อื่น",
            "{path} was edited after that command, so nothing was taken back: add --leave-edited to leave it and take the others back"
        )),
        other => refused(other),
    })?;
    let files: String = record.files.iter().map(|file| format!("{}\n", file.path)).collect();
    say(&files)?;
    let Record { command, time, files, .. } = &record;
    tell(&match files.is_empty() {
        true => lang.choose(
            format!("ทุกไฟล์ของคำสั่งนี้ถูกแก้ภายหลัง จึงคงไว้ทั้งหมด: {command} ({time})"),
            format!("every file of this command was edited since, and all were left: {command} ({time})"),
        ),
        false => lang.choose(format!("ย้อนแล้ว: {command} ({time})"), format!("taken back: {command} ({time})")),
    });
    Ok(Exit::Done)
}

fn line(record: &Record, lang: Lang) -> String {
    let undone = if record.undone { lang.choose(" (ย้อนแล้ว)", " (taken back)") } else { "" };
    let count = record.files.len();
    let files = lang.choose(format!("{count} ไฟล์"), format!("{count} {}", if count == 1 { "file" } else { "files" }));
    format!("{}  {}  {files}{undone}\n", record.time, record.command)
}
