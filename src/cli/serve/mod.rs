//! `prongsai serve`: the site in the browser while it is edited. Builds in memory, answers each save, and shows every
//! mistake in the page; writes nothing anywhere.

use std::sync::Arc;
use std::sync::mpsc::channel;

use clap::{ArgMatches, Command, value_parser};

use crate::base::lang::Lang;
use crate::cli::exit::{Exit, Stop};
use crate::cli::serve::desk::Desk;
use crate::cli::serve::rebuild::{Event, Rebuilds};
use crate::cli::{Setting, Subcommand, argument, base_url_argument, flag, tell, today_argument};
use crate::io::http::{self, Listening, Port};
use crate::io::read::folder::{FOLDERS, SiteFolder};
use crate::io::watch::watch;
use crate::render::Options;

mod checker;
mod desk;
mod overview;
mod rebuild;
mod state;

pub const COMMAND: Subcommand = Subcommand { name: "serve", arguments, run };

/// Where the preview listens when nobody says otherwise.
const PORT: u16 = 4000;

fn arguments(command: Command, lang: Lang) -> Command {
    let port =
        ["พอร์ต (ปกติ 4000 หรือพอร์ตว่างถัดไป; 0 คือพอร์ตใดก็ได้)", "the port (by default 4000 or the next free one; 0 is any)"];
    let poll = ["ดูไฟล์เป็นระยะแทนการรอระบบแจ้ง", "look at the files again and again instead of waiting for notices"];
    command
        .about(lang.choose("ดูเว็บไซต์ขณะแก้ไข โดยไม่เขียนไฟล์ใด", "shows the site while it is edited, and writes nothing"))
        .arg(argument("port", "N", lang, port).value_parser(value_parser!(u16)))
        .arg(flag("open", lang, ["เปิดเบราว์เซอร์", "open the browser"]))
        .arg(flag("poll", lang, poll))
        .arg(base_url_argument(lang))
        .arg(today_argument(lang))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let listening = listen(matches.get_one::<u16>("port").copied())?;
    let reader = SiteFolder::open(&setting.site).map_err(|error| Stop::disk(&error))?;
    let options = Options { today: setting.today, base_url: setting.base_url.clone() };
    let (sender, events) = channel::<Event>();
    let desk = Arc::new(Desk::new(reader.root(), setting.lang, setting.today, sender.clone()));
    let root = reader.root().to_owned();
    let mut rebuilds = Rebuilds::begin(reader, options, desk.clone(), sender.clone(), setting.lang);
    let address = format!("http://localhost:{}/", listening.port);
    http::serve(listening, desk.clone(), desk.events()).map_err(|error| Stop::disk(&error))?;
    watch(&root, matches.get_flag("poll"), move |notice| sender.send(Event::Notice(notice)).is_ok());
    tell(&greeting(&address, &FOLDERS.map(|folder| root.join(folder).display().to_string()), setting.lang));
    if matches.get_flag("open") && opener::open_browser(&address).is_err() {
        tell(setting.lang.choose(
            "เปิดเบราว์เซอร์ไม่ได้ โปรดเปิดที่อยู่ข้างบนเอง",
            "no browser could be opened; please open the address yourself",
        ));
    }
    rebuilds.run(&events);
    Ok(Exit::Done)
}

/// Takes the port that is asked for, or from the usual one on the next that is free.
fn listen(asked: Option<u16>) -> Result<Listening, Stop> {
    let port = asked.map_or(Port::From(PORT), Port::Only);
    http::listen(port).map_err(|error| {
        let port = asked.unwrap_or(PORT);
        Stop::new(
            Exit::Usage,
            format!("พอร์ต {port} ใช้ไม่ได้ ({error:#}) ใช้พอร์ตอื่น หรือไม่ต้องระบุ --port เพื่อใช้พอร์ตว่าง"),
            format!("port {port} cannot be had ({error:#}); name another, or leave --port out to take a free one"),
        )
    })
}

fn greeting(address: &str, folders: &[String], lang: Lang) -> String {
    let folders = folders.join(", ");
    match lang {
        Lang::Th => {
            format!("ตัวอย่างเว็บไซต์: {address}\nหน้าของผู้ดูแล: {address}_prongsai/\nกำลังดูไฟล์ใน {folders}\nกด Ctrl-C เพื่อหยุด")
        }
        Lang::En => {
            format!("preview: {address}\nfor the webmaster: {address}_prongsai/\nwatching {folders}\nCtrl-C stops it")
        }
    }
}
