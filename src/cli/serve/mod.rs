//! `prongsai serve`: the site in the browser while it is edited. Builds in memory, answers each save, and shows every
//! mistake in the page; writes nothing anywhere.

use std::io::{ErrorKind, IsTerminal};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;

use clap::{ArgMatches, Command, value_parser};

use crate::base::lang::{Bilingual, Lang, both};
use crate::cli::command::{Setting, Subcommand, argument, base_url_argument, flag, today_argument};
use crate::cli::exit::{Exit, Stop};
use crate::cli::serve::event::Event;
use crate::cli::serve::preview::Preview;
use crate::cli::serve::rebuild::Rebuilds;
use crate::cli::terminal::tell;
use crate::io::http::{self, Listening, Port};
use crate::io::read::file::FOLDERS;
use crate::io::read::folder::SiteFolder;
use crate::io::refusal::shown;
use crate::io::watch::watch;
use crate::ita::options::Options;

mod check_list;
mod checker;
mod event;
mod itas;
mod overview;
mod preview;
mod rebuild;
mod state;

pub(super) const COMMAND: Subcommand = Subcommand { name: "serve", arguments, run };

/// Where the preview listens when nobody says otherwise.
const PORT: u16 = 4000;

fn arguments(command: Command, lang: Lang) -> Command {
    let port = both(
        format!("พอร์ต (ปกติ {PORT} หรือพอร์ตว่างถัดไป; 0 คือพอร์ตใดก็ได้)"),
        format!("port to listen on (default: {PORT} or the next free one; 0 for any)"),
    );
    let poll = both("ดูไฟล์เป็นระยะแทนการรอระบบแจ้ง", "poll for changes instead of waiting for file notifications");
    command
        .about(lang.choose("ดูเว็บไซต์ขณะแก้ไข โดยไม่เขียนไฟล์ใด", "previews the site while you edit it; writes nothing"))
        .arg(argument("port", "N", lang, port).value_parser(value_parser!(u16)))
        .arg(flag("open", lang, both("เปิดเบราว์เซอร์", "opens the browser")))
        .arg(flag("poll", lang, poll))
        .arg(base_url_argument(lang))
        .arg(today_argument(lang))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let listening = listen(matches.get_one::<u16>("port").copied())?;
    let reader = SiteFolder::open(&setting.site, setting.inspector()).map_err(|error| Stop::disk(&error))?;
    let options = Options { today: setting.today, base_url: setting.base_url.clone() };
    let (sender, events) = channel::<Event>();
    let preview = Arc::new(Preview::new(reader.root(), setting.lang, setting.today));
    let root = reader.root().to_owned();
    let mut rebuilds = Rebuilds::begin(reader, options, preview.clone(), sender.clone(), setting.lang);
    let address = format!("http://localhost:{}/", listening.port);
    let pages = preview.events();
    http::serve(listening, preview.clone(), pages.clone());
    let notices = move |notice| sender.send(Event::Notice(notice)).is_ok();
    watch(&root, matches.get_flag("poll"), move || pages.is_open(), notices);
    tell(&greeting(&address, &folders(&root), setting.lang));
    // The menu, which keeps the keyboard to itself, says how it is ended there.
    if std::io::stdin().is_terminal() {
        tell(setting.lang.choose("กด Ctrl-C เพื่อหยุด", "press Ctrl-C to stop"));
    }
    if matches.get_flag("open") && opener::open_browser(&address).is_err() {
        tell(setting.lang.choose(
            "เปิดเบราว์เซอร์ไม่ได้ โปรดเปิดที่อยู่ข้างบนเอง",
            "could not open a browser; please open the address yourself",
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
        let Bilingual { th, en } = match error.downcast_ref::<std::io::Error>().map(std::io::Error::kind) {
            Some(ErrorKind::AddrInUse) => both!("พอร์ต {port} ถูกใช้อยู่", "port {port} is in use"),
            _ => both!("ใช้พอร์ต {port} ไม่ได้ ({error:#})", "cannot listen on port {port} ({error:#})"),
        };
        Exit::Usage.because(both!(
            "{th} ใช้พอร์ตอื่น หรือไม่ต้องระบุ --port เพื่อใช้พอร์ตว่าง",
            "{en}; choose another, or leave --port out to use a free one"
        ))
    })
}

/// The folders that are watched, of those that are there.
fn folders(root: &Path) -> Vec<String> {
    FOLDERS
        .iter()
        .map(|folder| root.join(folder))
        .filter(|folder| folder.is_dir())
        .map(|folder| shown(&folder))
        .collect()
}

fn greeting(address: &str, folders: &[String], lang: Lang) -> String {
    let folders = folders.join(", ");
    match lang {
        Lang::Th => {
            format!("ตัวอย่างเว็บไซต์: {address}\nหน้าของผู้ดูแล: {address}_prongsai/\nกำลังดูไฟล์ใน {folders}")
        }
        Lang::En => {
            format!("preview: {address}\noverview: {address}_prongsai/\nwatching {folders}")
        }
    }
}
