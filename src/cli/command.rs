//! What a command is, what it is told, and the arguments that several of them share.

use std::path::PathBuf;

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::base::date::Day;
use crate::base::lang::{Bilingual, Lang, both};
use crate::base::source::Sources;
use crate::cli::clock;
use crate::cli::exit::{Exit, Stop};
use crate::io::inspect::inspector::{Inspector, own_folder};
use crate::ita::agency::BaseUrl;

/// What every command is told.
pub(crate) struct Setting {
    pub lang: Lang,
    pub site: PathBuf,
    pub today: Day,
    pub base_url: Option<BaseUrl>,
}

/// One command: its name, its arguments with their help, and what it does.
pub(crate) struct Subcommand {
    pub name: &'static str,
    pub arguments: fn(Command, Lang) -> Command,
    pub run: fn(&Setting, &ArgMatches) -> Result<Exit, Stop>,
}

impl Setting {
    /// What the arguments of the program and of one command say.
    pub(crate) fn of(lang: Lang, matches: &ArgMatches, own: &ArgMatches) -> Result<Setting, Stop> {
        let site = matches.get_one::<PathBuf>("site").cloned().unwrap_or_else(|| PathBuf::from("."));
        if !site.is_dir() {
            let shown = site.display();
            return Err(Exit::Usage.because(both!("ไม่มีโฟลเดอร์ {shown}", "no such folder: {shown}")));
        }
        let today = match own.try_get_one::<String>("today").ok().flatten() {
            Some(text) => {
                Day::parse(text).map_err(|_| not_a(text, both("วันที่ เช่น 2569-01-05", "a date such as 2569-01-05")))?
            }
            None => clock::today()?,
        };
        let base_url = match own.try_get_one::<String>("base-url").ok().flatten() {
            Some(text) => Some(BaseUrl::parse(text).ok_or_else(|| {
                not_a(
                    text,
                    both("ที่อยู่เว็บ เช่น https://www.example.go.th/", "an address such as https://www.example.go.th/"),
                )
            })?),
            None => None,
        };
        Ok(Setting { lang, site, today, base_url })
    }
}

impl Setting {
    /// Reads the site, with its attachments.
    pub(crate) fn sources(&self) -> Result<Sources, Stop> {
        crate::io::read::read(&self.site, self.inspector()).map_err(|error| Stop::disk(&error))
    }

    /// Who reads the attachments of the site.
    pub(crate) fn inspector(&self) -> Inspector {
        let program = std::env::current_exe().unwrap_or_default();
        Inspector::remembering(&program, &self.site, own_folder().as_deref())
    }
}

/// A command of several kinds, each with a name and arguments of its own behind it.
pub(crate) fn with_kinds(command: Command, kinds: &[Subcommand], lang: Lang) -> Command {
    let command = command.subcommand_required(true).arg_required_else_help(true);
    kinds.iter().fold(command, |command, kind| command.subcommand((kind.arguments)(Command::new(kind.name), lang)))
}

/// Runs the kind that was named, by what its own arguments say.
pub(crate) fn run_kind(kinds: &[Subcommand], setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let named = matches.subcommand().and_then(|(name, own)| Some((kinds.iter().find(|kind| kind.name == name)?, own)));
    named.map_or(Ok(Exit::Usage), |(kind, own)| (kind.run)(&Setting::of(setting.lang, own, own)?, own))
}

/// `--name VALUE` with its help.
pub(crate) fn argument(
    name: &'static str,
    value: &'static str,
    lang: Lang,
    help: Bilingual<impl Into<StyledStr>>,
) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help.pick(lang).into())
}

/// `--name`, which is given or not, with its help.
pub(crate) fn flag(name: &'static str, lang: Lang, help: Bilingual<&'static str>) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help.pick(lang))
}

/// `--base-url`, for commands that render pages.
pub(crate) fn base_url_argument(lang: Lang) -> Arg {
    let help = both("ที่อยู่ของเว็บไซต์แทนค่าใน agency.yaml", "site address, instead of the one in agency.yaml");
    argument("base-url", "URL", lang, help)
}

/// `--today`, for commands whose result depends on the day.
pub(crate) fn today_argument(lang: Lang) -> Arg {
    let help = both("วันที่ที่ใช้แทนวันนี้ เช่น 2569-01-05", "date to use as today, such as 2569-01-05");
    argument("today", "DATE", lang, help)
}

fn not_a(text: &str, what: Bilingual<&str>) -> Stop {
    let Bilingual { th, en } = what;
    Exit::Usage.because(both!("“{text}” ไม่ใช่{th}", "`{text}` is not {en}"))
}
