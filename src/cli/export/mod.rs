//! `prongsai export WHAT FILE`: what the site holds, as a file for people to work with.

use clap::{ArgMatches, Command};

use crate::base::lang::Lang;
use crate::cli::command::{Setting, Subcommand};
use crate::cli::exit::{Exit, Stop};

mod translations;

pub(super) const COMMAND: Subcommand = Subcommand { name: "export", arguments, run };

static KINDS: &[Subcommand] = &[translations::KIND];

fn arguments(command: Command, lang: Lang) -> Command {
    let about = lang.choose("เขียนข้อมูลของเว็บไซต์เป็นไฟล์ให้คนทำงานต่อ", "writes what the site holds as a file to work with");
    let command = command.about(about).subcommand_required(true).arg_required_else_help(true);
    KINDS.iter().fold(command, |command, kind| command.subcommand((kind.arguments)(Command::new(kind.name), lang)))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let Some((name, own)) = matches.subcommand() else { return Ok(Exit::Usage) };
    let Some(kind) = KINDS.iter().find(|kind| kind.name == name) else { return Ok(Exit::Usage) };
    (kind.run)(setting, own)
}
