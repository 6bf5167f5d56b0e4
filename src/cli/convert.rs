//! `prongsai convert FILE…`: text files in Windows-874, TIS-620 or UTF-16 become UTF-8; the originals stay beside them.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::base::lang::{Lang, both};
use crate::cli::command::{Setting, Subcommand};
use crate::cli::exit::{Exit, Stop};
use crate::cli::terminal::say;
use crate::io::convert::{Converted, convert};
use crate::io::refusal::shown;

pub(super) const COMMAND: Subcommand = Subcommand { name: "convert", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    let about = both(
        "แปลงไฟล์ข้อความเป็น UTF-8 โดยเก็บต้นฉบับไว้ข้างกัน",
        "converts text files to UTF-8 and keeps the originals beside them",
    );
    let help = both("ไฟล์ที่จะแปลง", "the files to convert");
    command.about(about.pick(lang)).arg(
        Arg::new("files")
            .value_name("FILE")
            .help(help.pick(lang))
            .required(true)
            .action(ArgAction::Append)
            .num_args(1..)
            .value_parser(value_parser!(PathBuf)),
    )
}

/// Takes every file in turn and tells what became of it. Ends with the gravest thing that happened: a fault of the disk, then
/// a file that could not be converted.
fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let mut exit = Exit::Done;
    for path in matches.get_many::<PathBuf>("files").into_iter().flatten() {
        // Findings name files below the site's folder; with --site that is not the folder that the command runs in.
        let below = setting.site.join(path);
        let outcome = convert(if path.exists() { path } else { &below });
        say(&format!("{}\n", told(path, &outcome, setting.lang)))?;
        exit = match outcome {
            Ok(Converted::Done { .. } | Converted::Already) => exit,
            Ok(_) if exit == Exit::Disk => exit,
            Ok(_) => Exit::Errors,
            Err(_) => Exit::Disk,
        };
    }
    Ok(exit)
}

fn told(path: &Path, outcome: &std::io::Result<Converted>, lang: Lang) -> String {
    let words = match outcome {
        Ok(Converted::Done { from, original }) => {
            let (name, original) = (from.name(), original.file_name().unwrap_or_default().to_string_lossy());
            lang.choose(
                format!("แปลงจาก {name} เป็น UTF-8 แล้ว ต้นฉบับอยู่ที่ {original}"),
                format!("converted from {name} to UTF-8; the original is {original}"),
            )
        }
        Ok(Converted::Already) => {
            lang.choose("เป็น UTF-8 อยู่แล้ว ไม่ได้เปลี่ยนอะไร", "already UTF-8; nothing was changed").into()
        }
        Ok(Converted::Unknown) => lang
            .choose(
                "ไม่รู้ว่าใช้รหัสใด ไม่ได้เปลี่ยนอะไร เปิดด้วยโปรแกรมที่สร้างไฟล์นี้แล้วบันทึกเป็น UTF-8",
                "unknown encoding; nothing was changed. Open it in the program that made it and save it as UTF-8",
            )
            .into(),
        Ok(Converted::Binary) => {
            lang.choose("ไม่ใช่ไฟล์ข้อความ ไม่ได้เปลี่ยนอะไร", "not a text file; nothing was changed").into()
        }
        Ok(Converted::TooLarge) => {
            lang.choose("ใหญ่เกิน 8 MB ไม่ได้เปลี่ยนอะไร", "more than 8 MB; nothing was changed").into()
        }
        Err(error) => lang.choose(
            format!("แปลงไม่สำเร็จ ไฟล์ยังเหมือนเดิม: {error}"),
            format!("could not be converted, and is unchanged: {error}"),
        ),
    };
    format!("{}: {words}", shown(path))
}
