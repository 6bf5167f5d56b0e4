//! `prongsai upload`: builds, checks, shows what will change on the host, and sends it safely.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::base::lang::{Lang, both};
use crate::base::source::Sources;
use crate::base::upload::{Target, TargetKind, has_login};
use crate::cli::build;
use crate::cli::command::{Setting, Subcommand, argument, flag};
use crate::cli::exit::{Exit, Stop};
use crate::cli::privacy_file;
use crate::cli::upload::request::UploadRequest;
use crate::io::real::real;
use crate::io::refusal::tidy;
use crate::io::upload::local_path;
use crate::io::upload::secret::VARIABLE;
use crate::ita::agency::BaseUrl;
use crate::pipeline;

mod acceptance;
mod failure;
mod list;
mod log;
mod plan;
mod public_site;
mod question;
mod request;
mod result;
mod send;
mod zip;

pub(super) const COMMAND: Subcommand = Subcommand { name: "upload", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    let target = both("ปลายทางใน content/upload.yaml", "a target of content/upload.yaml");
    let count = both("ยอมให้ลบได้กี่ไฟล์", "how many deletions are allowed");
    build::with_arguments(command, lang)
        .about(lang.choose("ส่งเว็บไซต์ขึ้นโฮสต์อย่างปลอดภัย", "sends the site to its host, safely"))
        .arg(Arg::new("target").value_name("TARGET").help(target.pick(lang)))
        .arg(flag("dry-run", lang, both("บอกแผนโดยไม่แก้อะไรที่โฮสต์", "tells the plan and changes nothing on the host")))
        .arg(flag("yes", lang, both("ไม่ต้องถามก่อน", "asks nothing")).short('y'))
        .arg(flag("all", lang, both("ส่งทุกไฟล์ แม้ไม่เปลี่ยน", "sends every file, changed or not")))
        .arg(flag(
            "check",
            lang,
            both("ไม่ส่ง แต่เทียบเว็บจริงกับที่สร้าง", "sends nothing; compares the public site with what was built"),
        ))
        .arg(flag(
            "accept",
            lang,
            both("รับรองว่ามีผู้ดูสิ่งที่กันการอัปโหลดไว้แล้ว", "accepts what keeps the site back, as looked at"),
        ))
        .arg(
            argument("by", "NAME", lang, both("ผู้ที่ดูแล้ว (ใช้กับ --accept)", "who looked at it (with --accept)"))
                .requires("accept"),
        )
        .arg(
            argument(
                "reason",
                "TEXT",
                lang,
                both("เหตุผลที่เผยแพร่ได้ (ใช้กับ --accept)", "why it may go out (with --accept)"),
            )
            .requires("accept"),
        )
        .arg(argument("max-deletes", "N", lang, count).value_parser(value_parser!(usize)))
        .arg(
            argument("format", "human|json", lang, both("รูปแบบผลลัพธ์", "the form of the result"))
                .value_parser(["human", "json"])
                .default_value("human"),
        )
        // Known only to be refused: what follows it must never be repeated in a message.
        .arg(Arg::new("password").long("password").hide(true).num_args(0..=1).action(ArgAction::Append))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let name = matches.get_one::<String>("target").map(String::as_str);
    if matches.contains_id("password") || name.is_some_and(has_login) {
        return Err(password_on_the_command_line());
    }
    for name in ["by", "reason"] {
        privacy_file::given(matches, name)?;
    }
    let built = build::build(setting, matches, None, |sources| destination(sources, name))?;
    if built.errors > 0 {
        return Err(errors(built.errors));
    }
    let (target, address, allowed) = built.seen;
    let Some(mut target) = target else { return Err(no_target()) };
    let Some(address) = setting.base_url.clone().or(address) else { return Err(no_target()) };
    if !target.kind.needs_login() {
        let place = local_path::in_site(&target.folder, &setting.site);
        apart(&place, &setting.site)?;
        target.folder = tidy(&place);
    }
    let request = UploadRequest {
        lang: setting.lang,
        site: &setting.site,
        out: matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| setting.site.join("public")),
        target,
        address,
        allowed,
        redirects: built.redirects,
        dry_run: matches.get_flag("dry-run"),
        sure: matches.get_flag("yes"),
        all: matches.get_flag("all"),
        max_deletes: matches.get_one("max-deletes").copied(),
        json: matches.get_one::<String>("format").is_some_and(|format| format == "json"),
    };
    if matches.get_flag("check") {
        return public_site::check(&request);
    }
    let safe = acceptance::settle(&request, &built.held, setting, matches)?;
    let done = match request.target.kind {
        TargetKind::Zip => zip::pack(&request),
        _ => send::send(&request),
    };
    // What was only told would have been refused.
    if safe { done } else { done.map(|exit| if exit == Exit::Done { Exit::Refused } else { exit }) }
}

/// The target that is meant, the site's address, and the files with numbers that are allowed, as the content names them.
fn destination(sources: &Sources, name: Option<&str>) -> Result<Destination, Stop> {
    let (address, targets, allowed) = pipeline::publication(sources);
    let target = if targets.is_empty() { None } else { Some(choose(&targets, name)?.clone()) };
    Ok((target, address, allowed))
}

type Destination = (Option<Target>, Option<BaseUrl>, BTreeSet<String>);

/// The target that is meant: the one that is named, or the only one.
fn choose<'t>(targets: &'t [Target], name: Option<&str>) -> Result<&'t Target, Stop> {
    let names = || targets.iter().map(|target| target.name.as_str()).collect::<Vec<_>>().join(", ");
    match (name, targets) {
        (None, [only]) => Ok(only),
        (None, _) => Err(Exit::Usage.because(both!(
            "มีหลายปลายทาง บอกชื่อหนึ่งอย่าง: {}",
            "there are several targets; name one of {}",
            names()
        ))),
        (Some(name), _) => targets.iter().find(|target| target.name == name).ok_or_else(|| {
            Exit::Usage.because(both!(
                "ไม่มีปลายทาง “{name}” ใน content/upload.yaml มีแต่ {}",
                "content/upload.yaml has no target `{name}`, only {}",
                names()
            ))
        }),
    }
}

/// A folder that is the site's own, or holds it or lies in it, is no host.
fn apart(place: &Path, site: &Path) -> Result<(), Stop> {
    let (Ok(place), Ok(site)) = (real(place), real(site)) else { return Ok(()) };
    if !place.is_dir() || !(place.starts_with(&site) || site.starts_with(&place)) {
        return Ok(());
    }
    let shown = place.display();
    Err(Exit::Refused.because(both!(
        "{shown} ทับซ้อนกับโฟลเดอร์ของเว็บไซต์เอง ให้ใช้โฟลเดอร์อื่นใน content/upload.yaml",
        "{shown} overlaps the site's own folder; choose another in content/upload.yaml"
    )))
}

/// The last line, so that nobody takes what only waits to be accepted for all that is in the way.
fn errors(count: usize) -> Stop {
    let en = if count == 1 { "1 error" } else { &format!("{count} errors") };
    Exit::Errors
        .because(both!("ยังไม่ได้ส่งอะไร ต้องแก้ข้อผิดพลาด {count} จุดข้างบนก่อน", "nothing was sent; mend the {en} above first"))
}

fn no_target() -> Stop {
    Exit::Usage.because(both(
        "ยังไม่มีปลายทาง เขียนใต้ targets: ใน content/upload.yaml เช่น  web: {kind: ftp, host: ชื่อเครื่อง, user: ชื่อผู้ใช้, folder: public_html}",
        "there is no upload target yet; write it below `targets:` in content/upload.yaml, as  web: {kind: ftp, host: HOST, user: USER, folder: public_html}",
    ))
}

fn password_on_the_command_line() -> Stop {
    Exit::Refused.because(both!(
        "ไม่รับรหัสผ่านบนบรรทัดคำสั่ง เพราะผู้อื่นในเครื่องเห็นได้ ให้พิมพ์เมื่อถูกถาม หรือใส่ในตัวแปร {VARIABLE}",
        "passwords are not accepted on the command line, where others on this computer can read them; type it when asked, or set {VARIABLE}"
    ))
}
