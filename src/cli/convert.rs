//! `prongsai convert FILE…`: text files in Windows-874, TIS-620 or UTF-16 become UTF-8; the originals stay beside them.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::base::lang::{Lang, both};
use crate::cli::changes::change;
use crate::cli::command::{Setting, Subcommand};
use crate::cli::exit::{Exit, Stop};
use crate::cli::files::{at_home, expanded};
use crate::cli::terminal::say;
use crate::io::complaint::complaint_in;
use crate::io::convert::{Looked, Text, look};
use crate::io::history::Act;
use crate::io::read::file::relative;
use crate::io::real::real;
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

/// Looks at every file, changes those that can be, and tells what became of each. Ends with the gravest thing that happened: a
/// fault of the disk, then a file that could not be converted.
fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    // Findings name files below the site's folder; with --site that is not the folder that the command runs in.
    let words = matches.get_many::<PathBuf>("files").into_iter().flatten();
    let words = words.map(|word| at_home(word));
    let words = words.map(|word| if word.exists() { word } else { setting.site.join(word) });
    // A file that is named twice is one file.
    let mut seen = HashSet::new();
    let files = words.flat_map(|word| {
        let found = expanded(&word);
        if found.is_empty() { vec![word] } else { found }
    });
    let files = files.filter(|path| seen.insert(real(path).unwrap_or_else(|_| path.clone())));
    let look = |path: PathBuf| {
        let looked = look(&path).map_err(|error| match error.kind() {
            // What Windows says of wildcards, which no file fitted.
            ErrorKind::InvalidFilename => ErrorKind::NotFound.into(),
            _ => error,
        });
        (path, looked.map_err(anyhow::Error::new))
    };
    let mut looked: Vec<(PathBuf, anyhow::Result<Looked>)> = files.map(look).collect();
    let root = real(&setting.site).map_err(|error| Stop::disk(&anyhow::Error::new(error)))?;
    let mut acts = Vec::new();
    for (_, outcome) in &mut looked {
        let Ok(Looked::Text(text)) = outcome else { continue };
        let inside = |path: &Path| relative(&root, path).filter(|path| path.below("content").is_some());
        match (inside(&text.path), inside(&text.original)) {
            (Some(path), Some(original)) => {
                acts.push(Act::Create(original, text.old.clone()));
                acts.push(Act::Replace { path, old: text.old.clone(), new: text.new.clone().into_bytes() });
            }
            _ => {
                if let Err(error) = text.write() {
                    *outcome = Err(error);
                }
            }
        }
    }
    if !acts.is_empty() {
        change(&setting.site, acts)?;
    }
    let mut exit = Exit::Done;
    for (path, outcome) in &looked {
        let path = path.strip_prefix(&setting.site).unwrap_or(path);
        say(&format!("{}\n", told(path, outcome, setting.lang)))?;
        exit = match outcome {
            Ok(Looked::Text(_) | Looked::Already) => exit,
            Ok(_) if exit == Exit::Disk => exit,
            Ok(_) => Exit::Errors,
            Err(_) => Exit::Disk,
        };
    }
    Ok(exit)
}

fn told(path: &Path, outcome: &anyhow::Result<Looked>, lang: Lang) -> String {
    let words = match outcome {
        Ok(Looked::Text(Text { from, original, .. })) => {
            let (name, original) = (from.name(), original.file_name().unwrap_or_default().to_string_lossy());
            lang.choose(
                format!("แปลงจาก {name} เป็น UTF-8 แล้ว ต้นฉบับอยู่ที่ {original}"),
                format!("converted from {name} to UTF-8; the original is {original}"),
            )
        }
        Ok(Looked::Already) => {
            lang.choose("เป็น UTF-8 อยู่แล้ว ไม่ได้เปลี่ยนอะไร", "already UTF-8; nothing was changed").into()
        }
        Ok(Looked::Unknown) => lang
            .choose(
                "ไม่รู้ว่าใช้รหัสใด ไม่ได้เปลี่ยนอะไร เปิดด้วยโปรแกรมที่สร้างไฟล์นี้แล้วบันทึกเป็น UTF-8",
                "unknown encoding; nothing was changed. Open it in the program that made it and save it as UTF-8",
            )
            .into(),
        Ok(Looked::Binary) => lang.choose("ไม่ใช่ไฟล์ข้อความ ไม่ได้เปลี่ยนอะไร", "not a text file; nothing was changed").into(),
        Ok(Looked::TooLarge) => lang.choose("ใหญ่เกิน 8 MB ไม่ได้เปลี่ยนอะไร", "more than 8 MB; nothing was changed").into(),
        Err(error) => {
            let why = complaint_in(error).map_or_else(|| format!("{error:#}"), |why| why.pick(lang));
            lang.choose(
                format!("แปลงไม่สำเร็จ ไฟล์ยังเหมือนเดิม: {why}"),
                format!("could not be converted, and is unchanged: {why}"),
            )
        }
    };
    format!("{}: {words}", shown(path))
}
