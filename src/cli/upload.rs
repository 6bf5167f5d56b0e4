//! `prongsai upload`: builds, checks, shows what will change on the host, and sends it safely.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::base::lang::Lang;
use crate::base::upload::{Server, Target, TargetKind, has_login};
use crate::cli::exit::{Exit, Stop};
use crate::cli::outcome::{self, Outcome};
use crate::cli::sending::Sending;
use crate::cli::{Setting, Subcommand, argument, build, checked, flag, say, tell};
use crate::io::output_paths::WORK;
use crate::io::upload::engine::{self, Event, Job};
use crate::io::upload::files::Files;
use crate::io::upload::journal::JournalFile;
use crate::io::upload::log::Log;
use crate::io::upload::public_site::LastChanged;
use crate::io::upload::secret::{self, Secret, VARIABLE};
use crate::io::upload::session::Session;
use crate::io::upload::survey::{Choice, Survey, survey};
use crate::io::upload::{htaccess, interrupt, local_path, zip};
use crate::ita::agency::BaseUrl;
use crate::pipeline;

pub const COMMAND: Subcommand = Subcommand { name: "upload", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    let target = ["ปลายทางใน content/upload.yaml", "a target of content/upload.yaml"];
    let count = ["ยอมให้ลบได้กี่ไฟล์", "how many deletions are allowed"];
    build::with_arguments(command, lang)
        .about(lang.choose("ส่งเว็บไซต์ขึ้นโฮสต์อย่างปลอดภัย", "sends the site to its host, safely"))
        .arg(Arg::new("target").value_name("TARGET").help(lang.choose(target[0], target[1])))
        .arg(flag("dry-run", lang, ["บอกแผนโดยไม่แก้อะไรที่โฮสต์", "tells the plan and changes nothing on the host"]))
        .arg(flag("yes", lang, ["ไม่ต้องถามก่อน", "asks nothing"]).short('y'))
        .arg(flag("all", lang, ["ส่งทุกไฟล์ แม้ไม่เปลี่ยน", "sends every file, changed or not"]))
        .arg(flag(
            "check",
            lang,
            ["ไม่ส่ง แต่เทียบเว็บจริงกับที่สร้าง", "sends nothing; compares the public site with what was built"],
        ))
        .arg(argument("max-deletes", "N", lang, count).value_parser(value_parser!(usize)))
        .arg(
            argument("format", "human|json", lang, ["รูปแบบผลลัพธ์", "the form of the result"])
                .value_parser(["human", "json"])
                .default_value("human"),
        )
        // Known only to be refused: what follows it must never be repeated in a message.
        .arg(Arg::new("password").long("password").hide(true).num_args(0..=1).action(ArgAction::Append))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let name = matches.get_one::<String>("target").map(String::as_str);
    if matches.contains_id("password") || name.is_some_and(has_login) {
        return Err(Stop::new(
            Exit::Refused,
            format!("ไม่รับรหัสผ่านบนบรรทัดคำสั่ง เพราะผู้อื่นในเครื่องเห็นได้ ให้พิมพ์เมื่อถูกถาม หรือใส่ในตัวแปร {VARIABLE}"),
            format!(
                "a password on the command line is refused, as others on this computer can read it; type it when asked, or put it into {VARIABLE}"
            ),
        ));
    }
    let sources = crate::io::read::read(&setting.site).map_err(|error| Stop::disk(&error))?;
    let (address, targets) = pipeline::publication(&sources);
    let target = if targets.is_empty() { None } else { Some(choose(&targets, name)?) };
    let built = build::run(setting, matches)?;
    if built != Exit::Done {
        return Ok(built);
    }
    let address = setting.base_url.clone().or(address);
    let (Some(target), Some(address)) = (target, address) else { return Err(no_target()) };
    let out = matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| setting.site.join("public"));
    let mut target = target.clone();
    if !target.kind.needs_login() {
        let place = local_path::in_site(&target.folder, &setting.site);
        apart(&place, &setting.site)?;
        target.folder = place.display().to_string();
    }
    match target.kind {
        _ if matches.get_flag("check") => checked::run(setting, matches, &target, &address, &out),
        TargetKind::Zip => pack(setting, matches, &target, &address, &out),
        _ => send(setting, matches, &target, &address, &out),
    }
}

/// A folder that is the site's own, or holds it or lies in it, is no host.
fn apart(place: &Path, site: &Path) -> Result<(), Stop> {
    let (Ok(place), Ok(site)) = (place.canonicalize(), site.canonicalize()) else { return Ok(()) };
    if !place.is_dir() || !(place.starts_with(&site) || site.starts_with(&place)) {
        return Ok(());
    }
    let shown = place.display();
    Err(Stop::new(
        Exit::Refused,
        format!("{shown} ทับซ้อนกับโฟลเดอร์ของเว็บไซต์เอง ให้ใช้โฟลเดอร์อื่นใน content/upload.yaml"),
        format!("{shown} overlaps the site's own folder; name another in content/upload.yaml"),
    ))
}

/// The files of a site for a target.
fn files(target: &Target, address: &BaseUrl, out: &Path) -> Result<Files, Stop> {
    let mut files = Files::of(out).map_err(|error| Stop::disk(&error))?;
    if target.server == Server::Apache {
        let settings = htaccess::settings(files.manifest.0.keys(), address.folder());
        settings.into_iter().for_each(|(path, bytes)| files.add(path, bytes));
    }
    Ok(files)
}

/// Writes the whole site into a zip.
fn pack(setting: &Setting, matches: &ArgMatches, target: &Target, address: &BaseUrl, out: &Path) -> Result<Exit, Stop> {
    let files = files(target, address, out)?;
    let bytes = files.manifest.0.values().map(|entry| entry.size).sum();
    let mut outcome = Outcome::new(target, address);
    if !matches.get_flag("dry-run") {
        let bar = Sending::new(bytes);
        let (to, stop) = (Path::new(&target.folder), interrupt::flag());
        let packed = zip::write(&files, &address.join(""), to, &stop, &mut |read| bar.sent(read));
        bar.finish();
        packed.map_err(|fault| Stop::disk(&anyhow::anyhow!("{}: {}", target.folder, fault)))?;
    }
    outcome.pack(&files, bytes);
    tell(&outcome::packed(files.manifest.0.len(), bytes, target, setting.lang));
    if matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        say(&outcome.json())?;
    }
    Ok(Exit::Done)
}

/// The target that is meant: the one that is named, or the only one.
fn choose<'t>(targets: &'t [Target], name: Option<&str>) -> Result<&'t Target, Stop> {
    let names = || targets.iter().map(|target| target.name.as_str()).collect::<Vec<_>>().join(", ");
    match (name, targets) {
        (None, [only]) => Ok(only),
        (None, _) => Err(Stop::new(
            Exit::Usage,
            format!("มีหลายปลายทาง บอกชื่อหนึ่งอย่าง: {}", names()),
            format!("there are several targets; name one of {}", names()),
        )),
        (Some(name), _) => targets.iter().find(|target| target.name == name).ok_or_else(|| {
            Stop::new(
                Exit::Usage,
                format!("ไม่มีปลายทาง “{name}” ใน content/upload.yaml มีแต่ {}", names()),
                format!("content/upload.yaml has no target `{name}`, only {}", names()),
            )
        }),
    }
}

fn no_target() -> Stop {
    Stop::new(
        Exit::Usage,
        "ยังไม่มีปลายทาง สร้างไฟล์ content/upload.yaml ตามตัวอย่างใน docs/upload.th.md",
        "there is no target yet; write content/upload.yaml after the examples in docs/upload.md",
    )
}

fn send(setting: &Setting, matches: &ArgMatches, target: &Target, address: &BaseUrl, out: &Path) -> Result<Exit, Stop> {
    let lang = setting.lang;
    let mut files = files(target, address, out)?;
    let work = setting.site.join(WORK);
    let mut log = Log::open(&work, &target.name).map_err(|error| Stop::disk(&error))?;
    let secret = password(target, lang)?;
    let timeout = Duration::from_secs(target.timeout);
    let stop = interrupt::flag();
    let asks = std::io::stdin().is_terminal() && std::io::stderr().is_terminal() && !matches.get_flag("yes");
    let ask: crate::io::upload::known_hosts::Ask = match (asks, lang) {
        (false, _) => None,
        (true, Lang::Th) => Some(|host, key| trusts(host, key, Lang::Th)),
        (true, Lang::En) => Some(|host, key| trusts(host, key, Lang::En)),
    };
    let connect = Box::new(|| crate::io::upload::open(target, &secret.value, ask));
    let mut session = Session::new(connect, timeout, &stop);
    let choice = Choice { max_deletes: matches.get_one("max-deletes").copied(), all: matches.get_flag("all") };
    let journal = JournalFile::read(&work, &target.name);
    let site = address.join("");
    let mut outcome = Outcome::new(target, address);
    let found = survey(&mut session, &mut files, &site, choice, journal);
    let found = found.map_err(|fault| outcome::fault(&fault, target, &secret))?;
    keep_secret(&secret, target, asks, lang);
    outcome.plan(&found);
    tell(&outcome::plan(&found, target, lang));
    if let Some(refusal) = &found.refusal {
        return Err(outcome::refused(refusal, &site));
    }
    if matches.get_flag("dry-run") {
        return finish(&outcome, matches, lang);
    }
    agree(&found, asks, matches.get_flag("yes"), lang)?;

    let job = Job { site: &site, target: &target.name, files: &files, work: &work, timeout };
    let bar = Sending::new(found.plan.bytes());
    let goes_on = found.known.pending.is_some();
    let done = engine::carry_out(&mut session, &job, &found, &mut |event| {
        if let Event::Sent(bytes) = event {
            bar.sent(bytes);
        }
        outcome.note(event, &secret);
        if let Some((what, detail)) = outcome::log_line(event, &secret) {
            log.line(what, &detail);
        }
    });
    bar.finish();
    if !found.plan.send.is_empty() {
        LastChanged::of(&work, &target.name).remember(outcome.placed(), goes_on);
    }
    match done {
        Ok(()) => finish(&outcome, matches, lang),
        Err(halt) => {
            let stop = outcome::halted(halt, target, &secret);
            outcome.exit = stop.exit;
            finish(&outcome, matches, lang)?;
            Err(stop)
        }
    }
}

fn finish(outcome: &Outcome, matches: &ArgMatches, lang: Lang) -> Result<Exit, Stop> {
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => say(&outcome.json())?,
        _ if matches.get_flag("dry-run") || outcome.exit != Exit::Done => {}
        _ => tell(&outcome.human(lang)),
    }
    Ok(outcome.exit)
}

fn password(target: &Target, lang: Lang) -> Result<Secret, Stop> {
    let shown = target.shown();
    let prompt = match lang {
        Lang::Th => format!("รหัสผ่านของ {shown}: "),
        Lang::En => format!("password for {shown}: "),
    };
    Secret::find(target, &prompt).ok_or_else(|| {
        Stop::new(
            Exit::Usage,
            format!("ไม่มีรหัสผ่านของ {shown} ให้ใส่ในตัวแปร {VARIABLE} หรือสั่งงานในหน้าต่างที่พิมพ์ตอบได้"),
            format!("there is no password for {shown}; put it into {VARIABLE}, or run this in a terminal"),
        )
    })
}

/// Offers to keep a password that a person has typed and that was right.
fn keep_secret(secret: &Secret, target: &Target, asks: bool, lang: Lang) {
    if asks && secret.from == secret::From::Person && target.kind != TargetKind::PlainFtp && Secret::can_keep(target) {
        let question = ["เก็บรหัสผ่านไว้ในที่เก็บรหัสของเครื่องนี้ไหม", "keep the password in this computer's keyring?"];
        if yes(question, lang) && !secret.keep(target) {
            tell(lang.choose("เก็บไม่สำเร็จ", "it could not be kept"));
        }
    }
}

fn agree(found: &Survey, asks: bool, sure: bool, lang: Lang) -> Result<(), Stop> {
    if sure || (found.plan.is_empty() && found.strangers.is_empty()) {
        return Ok(());
    }
    if !asks {
        return Err(Stop::new(
            Exit::Refused,
            "ยังไม่ได้ส่งอะไร ถ้าแผนนี้ถูกต้อง ให้สั่งอีกครั้งโดยเติม --yes",
            "nothing was sent; if this plan is right, run it again with --yes",
        ));
    }
    match yes(["ส่งตามแผนนี้ไหม", "send this?"], lang) {
        true => Ok(()),
        false => Err(Stop::new(Exit::Refused, "ยังไม่ได้ส่งอะไร", "nothing was sent")),
    }
}

fn trusts(host: &str, fingerprint: &str, lang: Lang) -> bool {
    let th = format!("ยังไม่รู้จักโฮสต์ {host}\nลายนิ้วมือของกุญแจ: {fingerprint}\nถามผู้ให้บริการว่าตรงกันไหม ถ้าตรง จะเชื่อถือโฮสต์นี้ไหม");
    let en = format!(
        "the host {host} is not known yet\nits key's fingerprint is {fingerprint}\nask the host's people whether that is right; trust it?"
    );
    yes([&th, &en], lang)
}

/// Asks a question on the terminal. Anything but a clear yes is a no.
fn yes(question: [&str; 2], lang: Lang) -> bool {
    let mut err = anstream::stderr();
    let _ = write!(err, "{} [y/N] ", lang.choose(question[0], question[1]));
    let _ = err.flush();
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    read.is_ok() && ["y", "yes", "ใช่"].contains(&answer.trim().to_lowercase().as_str())
}
