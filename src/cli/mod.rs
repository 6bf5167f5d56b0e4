//! The command line: one short file a command. Machine output on stdout, messages on stderr.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Command, value_parser};

use crate::base::lang::{Lang, both};
use crate::cli::command::{Setting, Subcommand, argument};
use crate::cli::exit::{Exit, Stop};
use crate::cli::terminal::{say, tell};
use crate::io::busy;

mod add;
mod allow;
mod ask;
mod audit;
mod build;
mod changes;
mod check;
mod clock;
mod command;
mod convert;
mod diff;
mod exit;
mod explain;
mod export;
mod external;
mod files;
mod gone;
mod import;
mod inspect_attachment;
mod language;
mod menu;
mod new;
mod pack;
mod privacy_file;
mod progress;
mod rename;
pub mod report;
mod schema;
mod serve;
mod size;
mod status;
mod summary;
mod terminal;
mod typed;
mod undo;
mod unpack;
mod upgrade;
mod upload;
mod usage;
mod waiting;

/// Every command, in the order of the help. Each stands in a file of its own.
static COMMANDS: &[Subcommand] = &[
    build::COMMAND,
    serve::COMMAND,
    check::COMMAND,
    status::COMMAND,
    audit::COMMAND,
    new::COMMAND,
    add::COMMAND,
    rename::COMMAND,
    undo::COMMAND,
    import::COMMAND,
    export::COMMAND,
    upgrade::COMMAND,
    convert::COMMAND,
    schema::COMMAND,
    allow::COMMAND,
    upload::COMMAND,
    pack::COMMAND,
    unpack::COMMAND,
    inspect_attachment::COMMAND,
];

/// Runs the command that the arguments name, or shows the menu where they name none.
pub fn run() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    if let Some(files) = menu::dropped(&arguments) {
        return menu::run(files).into();
    }
    let lang = language::language(None);
    let outcome = std::panic::catch_unwind(|| dispatch(arguments, lang)).unwrap_or(Err(Stop::bug()));
    match outcome {
        Ok(exit) => exit.into(),
        Err(stop) => {
            tell(stop.message.get(lang));
            stop.exit.into()
        }
    }
}

fn dispatch(arguments: Vec<OsString>, lang: Lang) -> Result<Exit, Stop> {
    let whole = command(lang);
    let arguments = usage::help_last(arguments, &whole);
    let matches = match whole.try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => {
            match usage::wrong(&error).filter(|_| lang == Lang::Th) {
                Some(words) => tell(&words),
                None if error.use_stderr() => tell(error.render().ansi().to_string().trim_end()),
                None if lang == Lang::Th => say(&usage::in_thai(&error.render().ansi().to_string()))?,
                None => drop(error.print()),
            }
            return Ok(if error.use_stderr() { Exit::Usage } else { Exit::Done });
        }
    };
    if let Some(&jobs) = matches.get_one::<usize>("jobs") {
        // A pool that was made already stays; the output is the same with any number of threads.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    busy::told_by(move |path| tell(&waiting::waiting(path, lang)));
    let Some((name, own)) = matches.subcommand() else { return Ok(Exit::Usage) };
    let Some(subcommand) = COMMANDS.iter().find(|command| command.name == name) else { return Ok(Exit::Usage) };
    (subcommand.run)(&Setting::of(lang, &matches, own)?, own)
}

/// The commands with their help in one language.
pub fn command(lang: Lang) -> Command {
    let whole = Command::new("prongsai")
        // Not the name of its file, which differs from system to system.
        .bin_name("prongsai")
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
                both("โฟลเดอร์ของเว็บไซต์ (ปกติคือโฟลเดอร์นี้)", "site folder (default: the current one)"),
            )
            .global(true)
            .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            argument(
                "lang",
                "th|en",
                lang,
                both("ภาษาของข้อความ (ปกติตามระบบ)", "language of messages (default: the system's)"),
            )
            .global(true)
            .value_parser(["th", "en"]),
        )
        .arg(
            argument("jobs", "N", lang, both("จำนวนงานที่ทำพร้อมกัน", "number of threads"))
                .global(true)
                .value_parser(value_parser!(usize)),
        );
    let whole =
        COMMANDS.iter().fold(whole, |whole, own| whole.subcommand((own.arguments)(Command::new(own.name), lang)));
    usage::framed(whole, lang)
}
