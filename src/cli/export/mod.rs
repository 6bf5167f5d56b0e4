//! `prongsai export WHAT FILE`: what the site holds, as a file for people to work with.

use clap::{ArgMatches, Command};

use crate::base::lang::Lang;
use crate::cli::command::{Setting, Subcommand, run_kind, with_kinds};
use crate::cli::exit::{Exit, Stop};

mod check_list;
mod itas;
mod measures;
mod memo;
mod paper;
mod redirects;
mod translations;

pub(super) const COMMAND: Subcommand = Subcommand { name: "export", arguments, run };

static KINDS: &[Subcommand] =
    &[itas::KIND, memo::KIND, measures::KIND, check_list::KIND, translations::KIND, redirects::KIND];

fn arguments(command: Command, lang: Lang) -> Command {
    let about = lang.choose("เขียนข้อมูลของเว็บไซต์เป็นไฟล์ให้คนทำงานต่อ", "writes what the site holds as a file to work with");
    with_kinds(command.about(about), KINDS, lang)
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    run_kind(KINDS, setting, matches)
}
