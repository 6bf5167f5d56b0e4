//! `prongsai schema NAME`: a JSON Schema for editors, made from the tables that `check` uses.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};

use crate::base::lang::{Lang, both};
use crate::cli::command::{Setting, Subcommand};
use crate::cli::exit::{Exit, Stop};
use crate::cli::terminal::say;
use crate::pipeline;

pub(super) const COMMAND: Subcommand = Subcommand { name: "schema", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    let help = both("ชนิดของไฟล์ ถ้าไม่บอกจะแสดงรายชื่อ", "the kind of file; without it the names are listed");
    command
        .about(lang.choose("JSON Schema สำหรับโปรแกรมแก้ไขข้อความ", "prints a JSON Schema for editors"))
        .arg(Arg::new("name").help(help.pick(lang)).value_parser(PossibleValuesParser::new(pipeline::schema_names())))
}

fn run(_: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let text = match matches.get_one::<String>("name") {
        Some(name) => pipeline::schema(name).unwrap_or_default(),
        None => pipeline::schema_names().map(|name| format!("{name}\n")).collect(),
    };
    say(&text)?;
    Ok(Exit::Done)
}
