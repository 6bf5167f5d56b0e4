//! The command line: one short file a command. Machine output on stdout, messages on stderr.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::base::date::Day;
use crate::base::lang::{Bilingual, Lang};
use crate::base::mask::mask;
use crate::cli::exit::{Exit, Stop};
use crate::ita::agency::BaseUrl;

mod allow;
mod ask;
mod build;
mod check;
mod clock;
mod convert;
mod exit;
mod explain;
mod external;
mod new;
mod progress;
pub mod report;
mod schema;
mod serve;
mod size;
mod status;
mod summary;
mod upload;
mod usage;

/// What every command is told.
struct Setting {
    lang: Lang,
    site: PathBuf,
    today: Day,
    base_url: Option<BaseUrl>,
}

/// One command: its name, its arguments with their help, and what it does.
struct Subcommand {
    name: &'static str,
    arguments: fn(Command, Lang) -> Command,
    run: fn(&Setting, &ArgMatches) -> Result<Exit, Stop>,
}

/// Every command, in the order of the help. Each stands in a file of its own.
static COMMANDS: &[Subcommand] = &[
    build::COMMAND,
    serve::COMMAND,
    check::COMMAND,
    status::COMMAND,
    new::COMMAND,
    convert::COMMAND,
    schema::COMMAND,
    allow::COMMAND,
    upload::COMMAND,
];

/// Runs the command that the arguments name, and tells how it ended.
pub fn run() -> ExitCode {
    let lang = language();
    let outcome = std::panic::catch_unwind(|| dispatch(lang)).unwrap_or(Err(Stop::bug()));
    match outcome {
        Ok(exit) => exit.into(),
        Err(stop) => {
            tell(stop.message.get(lang));
            stop.exit.into()
        }
    }
}

fn dispatch(lang: Lang) -> Result<Exit, Stop> {
    let matches = match command(lang).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            match usage::wrong(&error).filter(|_| lang == Lang::Th) {
                Some(words) => tell(&words),
                None => drop(error.print()),
            }
            return Ok(if error.use_stderr() { Exit::Usage } else { Exit::Done });
        }
    };
    if let Some(&jobs) = matches.get_one::<usize>("jobs") {
        // A pool that was made already stays; the output is the same with any number of threads.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    let Some((name, own)) = matches.subcommand() else { return Ok(Exit::Usage) };
    let Some(subcommand) = COMMANDS.iter().find(|command| command.name == name) else { return Ok(Exit::Usage) };
    (subcommand.run)(&setting(lang, &matches, own)?, own)
}

fn setting(lang: Lang, matches: &ArgMatches, own: &ArgMatches) -> Result<Setting, Stop> {
    let site = matches.get_one::<PathBuf>("site").cloned().unwrap_or_else(|| PathBuf::from("."));
    if !site.is_dir() {
        let shown = site.display();
        return Err(Stop::new(Exit::Usage, format!("ไม่มีโฟลเดอร์ {shown}"), format!("no such folder: {shown}")));
    }
    let today = match own.try_get_one::<String>("today").ok().flatten() {
        Some(text) => Day::parse(text).map_err(|_| not_a(text, "วันที่ เช่น 2569-01-05", "a date such as 2569-01-05"))?,
        None => clock::today()?,
    };
    let base_url = match own.try_get_one::<String>("base-url").ok().flatten() {
        Some(text) => Some(BaseUrl::parse(text).ok_or_else(|| {
            not_a(text, "ที่อยู่เว็บ เช่น https://www.example.go.th/", "an address such as https://www.example.go.th/")
        })?),
        None => None,
    };
    Ok(Setting { lang, site, today, base_url })
}

fn not_a(text: &str, th: &str, en: &str) -> Stop {
    Stop::new(Exit::Usage, format!("“{text}” ไม่ใช่{th}"), format!("`{text}` is not {en}"))
}

/// The language of messages: `--lang`, else the system's.
fn language() -> Lang {
    let arguments: Vec<String> = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let given = arguments.iter().enumerate().find_map(|(at, argument)| match argument.strip_prefix("--lang") {
        Some("") => arguments.get(at + 1).map(String::as_str),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    });
    let system = || sys_locale::get_locale().filter(|locale| locale.starts_with("th"));
    given.and_then(Lang::from_tag).unwrap_or_else(|| if system().is_some() { Lang::Th } else { Lang::En })
}

/// A line on stderr, without any national number that a path or a quotation in it may have. Whether anybody reads it does
/// not change how the command ends.
fn tell(line: &str) {
    let _ = writeln!(anstream::stderr(), "{}", mask(line));
}

/// Output on stdout. A reader that has seen enough, as `head`, is no fault.
fn say(text: &str) -> Result<(), Stop> {
    match anstream::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Stop::disk(&anyhow::Error::from(error))),
        _ => Ok(()),
    }
}

/// The commands with their help in one language.
pub fn command(lang: Lang) -> Command {
    let whole = Command::new("prongsai")
        .version(env!("CARGO_PKG_VERSION"))
        .about(lang.choose(
            "สร้างเว็บไซต์ความโปร่งใสสองภาษาจากไฟล์ Markdown และ YAML",
            "Compiles Markdown and YAML into a bilingual transparency portal",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            argument(
                "site",
                "DIR",
                lang,
                Bilingual::new("โฟลเดอร์ของเว็บไซต์ (ปกติคือโฟลเดอร์นี้)", "site folder (default: the current one)"),
            )
            .global(true)
            .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            argument(
                "lang",
                "th|en",
                lang,
                Bilingual::new("ภาษาของข้อความ (ปกติตามระบบ)", "language of messages (default: the system's)"),
            )
            .global(true)
            .value_parser(["th", "en"]),
        )
        .arg(
            argument("jobs", "N", lang, Bilingual::new("จำนวนงานที่ทำพร้อมกัน", "number of threads"))
                .global(true)
                .value_parser(value_parser!(usize)),
        );
    let whole =
        COMMANDS.iter().fold(whole, |whole, own| whole.subcommand((own.arguments)(Command::new(own.name), lang)));
    usage::framed(whole, lang)
}

/// `--name VALUE` with its help.
fn argument(name: &'static str, value: &'static str, lang: Lang, help: Bilingual<&'static str>) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help.pick(lang))
}

/// `--name`, which is given or not, with its help.
fn flag(name: &'static str, lang: Lang, help: Bilingual<&'static str>) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help.pick(lang))
}

/// `--base-url`, for commands that render pages.
fn base_url_argument(lang: Lang) -> Arg {
    let help = Bilingual::new("ที่อยู่ของเว็บไซต์แทนค่าใน agency.yaml", "site address, instead of the one in agency.yaml");
    argument("base-url", "URL", lang, help)
}

/// `--today`, for commands whose result depends on the day.
fn today_argument(lang: Lang) -> Arg {
    let help = Bilingual::new("วันที่ที่ใช้แทนวันนี้ เช่น 2569-01-05", "date to use as today, such as 2569-01-05");
    argument("today", "DATE", lang, help)
}
