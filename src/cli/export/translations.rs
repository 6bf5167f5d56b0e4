//! `prongsai export translations FILE.xlsx`: every text of the site that has no English, for somebody to fill in.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::base::lang::{Lang, both};
use crate::cli::changes::taken;
use crate::cli::command::{Setting, Subcommand};
use crate::cli::exit::{Exit, Stop};
use crate::cli::terminal::{say, tell};
use crate::io::refusal::shown;
use crate::io::replace;
use crate::ita::translation::wanted;
use crate::pipeline;
use crate::pipeline::translations::{self, Form};

pub(super) const KIND: Subcommand = Subcommand { name: "translations", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    command
        .about(lang.choose("ข้อความที่ยังไม่มีภาษาอังกฤษ เป็นตารางให้เติม", "the texts without English, as a sheet to fill in"))
        .arg(
            Arg::new("file")
                .value_name("FILE.xlsx")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(lang.choose("ไฟล์ใหม่ที่จะเขียน .xlsx หรือ .csv", "the new file to write, .xlsx or .csv")),
        )
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let Some(to) = matches.get_one::<PathBuf>("file") else { return Ok(Exit::Usage) };
    let form = Form::of(&to.extension().unwrap_or_default().to_string_lossy()).ok_or_else(|| {
        Exit::Usage.because(both("ชื่อไฟล์ต้องลงท้ายด้วย .xlsx หรือ .csv", "the file's name must end with .xlsx or .csv"))
    })?;
    let sources = setting.sources()?;
    let portal = pipeline::portal(&sources, setting.today).0;
    if !wanted(&portal.agency) {
        return Err(Exit::Refused.because(both(
            "เว็บไซต์นี้มีภาษาไทยภาษาเดียว (languages ใน agency.yaml)",
            "this site is in Thai only (`languages` of agency.yaml)",
        )));
    }
    let list = translations::list(&sources, &portal);
    let sheet = translations::sheet(&list, form, setting.lang).ok_or_else(Stop::bug)?;
    if to.symlink_metadata().is_ok() {
        let to = shown(to);
        return Err(taken(&to));
    }
    replace::create(to, &mut sheet.bytes.as_slice()).map_err(|error| Stop::disk(&error))?;
    say(&format!("{}\n", shown(to)))?;
    let (rows, long) = (sheet.rows, &sheet.too_long);
    tell(&setting.lang.choose(
        format!("ข้อความที่ยังไม่มีภาษาอังกฤษ {rows} รายการ เติมช่องภาษาอังกฤษ แล้วสั่ง prongsai import translations ตามด้วยไฟล์นี้"),
        format!("texts without English: {rows}; fill in the last column, then run `prongsai import translations` with this file"),
    ));
    for path in long {
        tell(&setting.lang.choose(
            format!("{path}: เนื้อหายาวเกินช่องของตาราง เขียนคำแปลในไฟล์ .en.md ข้างกันเอง"),
            format!("{path}: its text is too long for a cell; write the translation into the file .en.md beside it"),
        ));
    }
    Ok(Exit::Done)
}
