//! `prongsai export redirects FILE`: the old addresses of the pages, as rules of the web server, for hosts that prongsai does
//! not write the settings of.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::base::lang::{Lang, both};
use crate::base::redirect::Form;
use crate::cli::command::{Setting, Subcommand, base_url_argument, today_argument};
use crate::cli::exit::{Exit, Stop};
use crate::cli::terminal::{say, tell};
use crate::io::refusal::shown;
use crate::io::replace;
use crate::pipeline;

pub(super) const KIND: Subcommand = Subcommand { name: "redirects", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    command
        .about(
            lang.choose(
                "ที่อยู่เดิม (aliases) เป็นกฎของเว็บเซิร์ฟเวอร์",
                "the old addresses (`aliases`) as rules of a web server",
            ),
        )
        .arg(Arg::new("file").value_name("FILE").required(true).value_parser(value_parser!(PathBuf)).help(lang.choose(
            "ไฟล์ใหม่: ชื่อลงท้าย .conf สำหรับ nginx, _redirects สำหรับ Netlify, .htaccess สำหรับ Apache",
            "the new file: NAME.conf for nginx, _redirects for Netlify and the like, .htaccess for Apache",
        )))
        .arg(base_url_argument(lang))
        .arg(today_argument(lang))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let Some(to) = matches.get_one::<PathBuf>("file") else { return Ok(Exit::Usage) };
    let form = Form::of(&to.file_name().unwrap_or_default().to_string_lossy()).ok_or_else(|| {
        Exit::Usage.because(both(
            "ชื่อไฟล์บอกชนิดของเซิร์ฟเวอร์: redirects.conf (nginx), _redirects (Netlify) หรือ .htaccess (Apache)",
            "the file's name tells the server: redirects.conf (nginx), _redirects (Netlify) or .htaccess (Apache)",
        ))
    })?;
    let portal = pipeline::portal(&setting.sources()?, setting.today).0;
    let redirects = pipeline::redirects(&portal);
    if to.symlink_metadata().is_ok() {
        let to = shown(to);
        return Err(Exit::Refused.because(both!(
            "มี {to} อยู่แล้ว ไม่เขียนทับ: ใช้ชื่ออื่น",
            "{to} is there already and was not replaced: choose another name"
        )));
    }
    let address = setting.base_url.as_ref().unwrap_or(&portal.agency.base_url.value);
    let text = form.text(&redirects, address.folder());
    replace::create(to, &mut text.as_bytes()).map_err(|error| Stop::disk(&error))?;
    say(&format!("{}\n", shown(to)))?;
    let count = redirects.len();
    tell(&setting.lang.choose(
        format!("ที่อยู่เดิม {count} ที่ ส่งไฟล์นี้ให้ผู้ดูแลโฮสต์ใส่ในการตั้งค่าของเว็บ"),
        format!("{count} old addresses; give this file to whoever sets up the host"),
    ));
    Ok(Exit::Done)
}
