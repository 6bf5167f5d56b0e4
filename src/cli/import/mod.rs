//! `prongsai import WHAT FILE`: what somebody has in a spreadsheet, into the content. Shows what it understood, and asks.

use clap::{ArgMatches, Command};

use crate::base::lang::Lang;
use crate::cli::command::{Setting, Subcommand};
use crate::cli::exit::{Exit, Stop};

mod file;
mod scores;
mod translations;
mod understood;

pub(super) const COMMAND: Subcommand = Subcommand { name: "import", arguments, run };

static KINDS: &[Subcommand] = &[scores::KIND, translations::KIND];

fn arguments(command: Command, lang: Lang) -> Command {
    let about = lang.choose(
        "นำข้อมูลจากตารางหรือข้อความเข้าเนื้อหา แสดงสิ่งที่เข้าใจแล้วถามก่อนเขียน",
        "takes a spreadsheet or a text into the content; shows what it understood and asks",
    );
    let command = command.about(about).subcommand_required(true).arg_required_else_help(true);
    KINDS.iter().fold(command, |command, kind| command.subcommand((kind.arguments)(Command::new(kind.name), lang)))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let Some((name, own)) = matches.subcommand() else { return Ok(Exit::Usage) };
    let Some(kind) = KINDS.iter().find(|kind| kind.name == name) else { return Ok(Exit::Usage) };
    (kind.run)(setting, own)
}
