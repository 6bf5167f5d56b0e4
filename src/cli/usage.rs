//! Wrong arguments and the frame of the help in Thai. The library that reads the command line speaks English only.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

use crate::base::lang::Lang;
use crate::cli::inspect_attachment;

const FRAME: &str = "{about-with-newline}\nวิธีใช้: {usage}\n\n{all-args}{after-help}";

/// The commands with headings in `lang` around their help.
pub(super) fn framed(command: Command, lang: Lang) -> Command {
    match lang {
        Lang::Th => {
            let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help("แสดงรุ่น");
            let command = command.disable_version_flag(true).arg(version);
            thai(command)
        }
        Lang::En => command,
    }
}

fn thai(command: Command) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("แสดงวิธีใช้");
    let command = command.help_template(FRAME).disable_help_flag(true).disable_help_subcommand(true).arg(help);
    let command = command.subcommand_help_heading("คำสั่ง").mut_subcommands(thai);
    // What the library says of defaults and choices is English; the help of each argument and its name say the same. The
    // order is that in which they were named, those of the whole program last.
    let mut at = 0;
    command.mut_args(|arg| {
        at += 1;
        let last = if arg.get_id() == "help" { 200 } else { 100 };
        let general = arg.is_global_set() || ["help", "version"].contains(&arg.get_id().as_str());
        let arg = arg.display_order(if general { last + at } else { at });
        let heading = if arg.is_positional() { "ระบุ" } else { "ตัวเลือก" };
        let arg = arg.help_heading(heading);
        if arg.get_action().takes_values() { arg.hide_default_value(true).hide_possible_values(true) } else { arg }
    })
}

/// The arguments with `help`, where a command could stand or right behind one, as `--help` of what is named with it:
/// `help new`, `new help item`, `new item help`.
pub(super) fn help_last(mut arguments: Vec<OsString>, whole: &Command) -> Vec<OsString> {
    let (mut command, mut asked, mut at) = (whole, None, 1);
    while let Some(word) = arguments.get(at).map(|word| word.to_string_lossy().into_owned()) {
        let option = word.starts_with('-');
        let of_two = word.strip_prefix("--").is_some_and(|name| {
            let mut known = whole.get_arguments().chain(command.get_arguments());
            known.any(|own| own.get_long() == Some(name) && own.get_action().takes_values())
        });
        let inner = command.get_subcommands().find(|own| own.get_name() == word);
        match inner {
            _ if option => at += if of_two { 2 } else { 1 },
            _ if word == "help" && asked.is_none() => {
                asked = Some(at);
                at += 1;
            }
            Some(inner) => {
                command = inner;
                at += 1;
            }
            None => break,
        }
    }
    if let Some(at) = asked.filter(|_| command.find_subcommand("help").is_none()) {
        arguments.remove(at);
        arguments.push("--help".into());
    }
    arguments
}

/// How a command is written, with the library's own words in Thai.
pub(super) fn in_thai(usage: &str) -> String {
    usage.replace("[OPTIONS]", "[ตัวเลือก]").replace("<COMMAND>", "<คำสั่ง>")
}

/// What is wrong with the arguments and how they are written, in Thai; `None` if nothing is wrong, as when help was asked for.
pub(super) fn wrong(error: &clap::Error) -> Option<String> {
    let told = sentence(error)?;
    let usage = words(error, ContextKind::Usage);
    let usage = usage.trim().trim_start_matches("Usage:").trim();
    let usage = if usage.is_empty() { String::new() } else { format!("\nวิธีใช้: {}", in_thai(usage)) };
    Some(format!("{told}{}{usage}\nดูทั้งหมดด้วย --help", meant(error)))
}

fn sentence(error: &clap::Error) -> Option<String> {
    let of = |kind| words(error, kind);
    let (argument, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    Some(match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return None;
        }
        ErrorKind::UnknownArgument => format!("ไม่รู้จัก {argument}"),
        ErrorKind::InvalidSubcommand => format!("ไม่มีคำสั่ง {}", of(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} ต้องมีค่า"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("“{value}” ใช้กับ {argument} ไม่ได้"),
        ErrorKind::MissingRequiredArgument => format!("ยังขาด {argument}"),
        ErrorKind::MissingSubcommand => "ยังไม่ได้บอกคำสั่ง".to_owned(),
        ErrorKind::ArgumentConflict if of(ContextKind::PriorArg) == argument => format!("{argument} ใช้ได้ครั้งเดียว"),
        ErrorKind::ArgumentConflict => format!("{argument} ใช้พร้อมกับ {} ไม่ได้", of(ContextKind::PriorArg)),
        ErrorKind::NoEquals => format!("{argument} ต้องมี = ก่อนค่า"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("จำนวนค่าของ {argument} ไม่ถูกต้อง")
        }
        ErrorKind::InvalidUtf8 => "มีตัวอักษรที่อ่านไม่ได้ในคำสั่ง".to_owned(),
        _ => "คำสั่งไม่ถูกต้อง".to_owned(),
    })
}

/// What was probably meant, or what may be written there.
fn meant(error: &clap::Error) -> String {
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = suggested.into_iter().map(|kind| words(error, kind)).find(|near| !near.is_empty());
    let known = [ContextKind::ValidValue, ContextKind::ValidSubcommand];
    let known = known.into_iter().map(|kind| words(error, kind)).find(|known| !known.is_empty());
    match (near, known) {
        (Some(near), _) => format!("\nหมายถึง {near} ใช่หรือไม่"),
        (None, Some(known)) => format!("\nที่ใช้ได้คือ {known}"),
        (None, None) => String::new(),
    }
}

/// What the library knows of one kind, without colours.
fn words(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(one)) => one.clone(),
        // What only the program itself calls is no command for people.
        Some(ContextValue::Strings(many)) => {
            let known = many.iter().filter(|one| *one != inspect_attachment::COMMAND.name);
            known.map(String::as_str).collect::<Vec<_>>().join(", ")
        }
        Some(ContextValue::StyledStr(styled)) => styled.to_string(),
        _ => String::new(),
    }
}
