//! `prongsai new KIND`: first drafts that pass `check` and say in comments what to fill in. Asks on a terminal, never
//! replaces a file, and ends by telling the paths and the next step.

use clap::{Arg, ArgMatches, Command};

use crate::base::lang::Lang;
use crate::cli::ask::Asker;
use crate::cli::command::{Setting, Subcommand, argument, flag};
use crate::cli::exit::{Exit, Stop};
use crate::cli::new::draftable::Draftable;
use crate::cli::new::work::Work;
use crate::pipeline::drafts::Drafter;

mod carried;
mod catalogue;
mod draftable;
pub(super) mod item;
mod menu;
mod points;
pub(super) mod result;
mod site;
mod text;
pub(super) mod work;
mod year;

pub(super) const COMMAND: Subcommand = Subcommand { name: "new", arguments, run };

static KINDS: &[Draftable] = &[
    site::KIND,
    year::KIND,
    catalogue::KIND,
    item::KIND,
    result::SCORES,
    result::ISSUES,
    text::MEASURE,
    text::NEWS,
    text::PAGE,
];

fn arguments(command: Command, lang: Lang) -> Command {
    let about = lang
        .choose("เริ่มไฟล์ใหม่ที่ผ่านการตรวจและบอกว่าต้องเติมอะไร", "begins a file that passes check and says what to fill in");
    let command = command.about(about).subcommand_required(true).arg_required_else_help(true);
    KINDS.iter().fold(command, |command, kind| {
        let own = Command::new(kind.name).about(kind.about.pick(lang));
        let places = kind.places.iter().map(|(name, help)| Arg::new(*name).help(help.pick(lang)));
        let options = kind.options.iter().map(|(name, help)| argument(name, "TEXT", lang, *help));
        let flags = kind.flags.iter().map(|(name, help)| flag(name, lang, *help));
        command.subcommand(own.args(places.chain(options).chain(flags)))
    })
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let Some((name, own)) = matches.subcommand() else { return Ok(Exit::Usage) };
    let Some(kind) = KINDS.iter().find(|kind| kind.name == name) else { return Ok(Exit::Usage) };
    let (lang, today) = (setting.lang, setting.today);
    (kind.run)(&Work {
        setting,
        ask: Asker { lang, matches: own, places: kind.places.iter().map(|(name, _)| *name).collect() },
        drafter: Drafter { lang, today },
    })
}
