//! The command line: one short file a command. Machine output on stdout, messages on stderr.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::base::date::Day;
use crate::base::lang::Lang;
use crate::cli::exit::{Exit, Stop};
use crate::ita::agency::BaseUrl;

mod build;
mod check;
mod clock;
mod exit;
mod progress;
mod report;
mod summary;

/// What every command is told.
struct Setting {
    lang: Lang,
    site: PathBuf,
    today: Day,
    base_url: Option<BaseUrl>,
}

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
            let _ = error.print();
            return Ok(if error.use_stderr() { Exit::Usage } else { Exit::Done });
        }
    };
    if let Some(&jobs) = matches.get_one::<usize>("jobs") {
        // A pool that was made already stays; the output is the same with any number of threads.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    match matches.subcommand() {
        Some(("build", own)) => build::run(&setting(lang, &matches, own)?, own),
        Some(("check", own)) => check::run(&setting(lang, &matches, own)?, own),
        _ => Ok(Exit::Usage),
    }
}

fn setting(lang: Lang, matches: &ArgMatches, own: &ArgMatches) -> Result<Setting, Stop> {
    let site = matches.get_one::<PathBuf>("site").cloned().unwrap_or_else(|| PathBuf::from("."));
    if !site.is_dir() {
        let shown = site.display();
        return Err(Stop::new(Exit::Usage, format!("ไม่มีโฟลเดอร์ {shown}"), format!("there is no folder {shown}")));
    }
    let today = match own.get_one::<String>("today") {
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

/// A line on stderr. Whether anybody reads it does not change how the command ends.
fn tell(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
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
    let say = |th: &'static str, en: &'static str| match lang {
        Lang::Th => th,
        Lang::En => en,
    };
    let today = Arg::new("today")
        .long("today")
        .value_name("DATE")
        .help(say("วันที่ของการสร้าง เช่น 2569-01-05 (ปกติใช้วันนี้)", "the day of the build, as 2569-01-05 (by default today)"));
    Command::new("prongsai")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say(
            "สร้างเว็บไซต์ความโปร่งใสสองภาษาจากไฟล์ Markdown และ YAML",
            "Compiles Markdown and YAML into a bilingual transparency portal",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            Arg::new("site")
                .long("site")
                .global(true)
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help(say("โฟลเดอร์ของเว็บไซต์ (ปกติคือโฟลเดอร์นี้)", "the site's folder (by default this one)")),
        )
        .arg(
            Arg::new("lang")
                .long("lang")
                .global(true)
                .value_name("th|en")
                .value_parser(["th", "en"])
                .help(say("ภาษาของข้อความ (ปกติตามระบบ)", "the language of messages (by default the system's)")),
        )
        .arg(
            Arg::new("jobs")
                .long("jobs")
                .global(true)
                .value_name("N")
                .value_parser(value_parser!(usize))
                .help(say("จำนวนงานที่ทำพร้อมกัน", "how many threads work at once")),
        )
        .subcommand(
            Command::new("build")
                .about(say("สร้างเว็บไซต์ลงใน public/", "builds the site into public/"))
                .arg(Arg::new("out").long("out").value_name("DIR").value_parser(value_parser!(PathBuf)).help(say(
                    "โฟลเดอร์ผลลัพธ์ (ปกติคือ public ในเว็บไซต์)",
                    "the output folder (by default public/ in the site)",
                )))
                .arg(
                    Arg::new("base-url").long("base-url").value_name("URL").help(say(
                        "ที่อยู่ของเว็บไซต์แทนค่าใน agency.yaml",
                        "the site's address instead of that in agency.yaml",
                    )),
                )
                .arg(today.clone()),
        )
        .subcommand(
            Command::new("check")
                .about(say("ตรวจเนื้อหาโดยไม่เขียนอะไร", "checks the content and writes nothing"))
                .arg(
                    Arg::new("format")
                        .long("format")
                        .value_name("human|short")
                        .value_parser(["human", "short"])
                        .default_value("human")
                        .help(say("รูปแบบรายงาน", "the form of the report")),
                )
                .arg(Arg::new("explain").long("explain").value_name("CODE").help(say("อธิบายกฎ", "explains a rule")))
                .arg(
                    Arg::new("deny-warnings")
                        .long("deny-warnings")
                        .action(clap::ArgAction::SetTrue)
                        .help(say("ถือว่าคำเตือนเป็นข้อผิดพลาด", "takes warnings for errors")),
                )
                .arg(today),
        )
}
