//! `prongsai import WHAT FILE`: what somebody has in a spreadsheet, into the content. Shows what it understood, and asks.

use clap::{ArgMatches, Command};

use crate::base::lang::Lang;
use crate::cli::command::{Setting, Subcommand, run_kind, with_kinds};
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
    with_kinds(command.about(about), KINDS, lang)
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    run_kind(KINDS, setting, matches)
}
