//! The door of whoever double-clicks the program or drops files on it: a menu that calls the commands, in a window that stays
//! open after each. It knows nothing that they do not.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::base::lang::{Bilingual, Lang, both};
use crate::base::thai::arabic_digits;
use crate::cli::ask::{line, somebody_answers};
use crate::cli::exit::Exit;
use crate::cli::language::language;
use crate::cli::terminal::tell;
use crate::io::near::sites_near;
use crate::io::refusal::shown;

/// What can be chosen, in the order of the work: what it is called, and the command.
const CHOICES: &[(Bilingual<&str>, &[&str])] = &[
    (both("ดูเว็บไซต์", "look at the site"), PREVIEW),
    (both("เพิ่มเอกสาร", "add documents"), &["add"]),
    (both("ตรวจ", "check"), &["check"]),
    (both("สร้าง", "build"), &["build"]),
    (both("ส่งขึ้นโฮสต์", "upload"), &["upload"]),
    (START, NEW),
];

/// It ends only with its program.
const PREVIEW: &[&str] = &["serve", "--open"];
const NEW: &[&str] = &["new", "site"];
const START: Bilingual<&str> = both("เริ่มเว็บใหม่", "begin a new site");
const CLOSE: Bilingual<&str> = both("ปิด", "close");
const CANNOT: Bilingual<&str> = both("เปิดโปรแกรมไม่ได้", "the program could not be started");

/// What the program was started with, if that is what a double-click or dropped files give it: nothing, or files alone.
pub(super) fn dropped(arguments: &[OsString]) -> Option<&[OsString]> {
    let files = arguments.get(1..)?;
    let is_file = |own: &OsString| Path::new(own).is_absolute() && Path::new(own).exists();
    (somebody_answers(false) && files.iter().all(is_file)).then_some(files)
}

/// Shows the menu until it is closed. Dropped files are added as soon as there is a site.
pub(super) fn run(mut files: &[OsString]) -> Exit {
    let Some(mut site) = site(language(None)) else { return Exit::Done };
    loop {
        let lang = language(site.as_deref());
        if let Some(site) = site.as_deref().filter(|_| !files.is_empty()) {
            let words = std::mem::take(&mut files).iter().flat_map(|file| ["--file".into(), file.clone()]);
            perform(of(site, &["add"]).into_iter().chain(words).collect(), lang);
        }
        let choices = if site.is_some() { CHOICES } else { &CHOICES[CHOICES.len() - 1..] };
        tell("");
        match &site {
            Some(site) => tell(&format!("prongsai · {}", shown(site))),
            None => tell(lang.choose(
                "prongsai · ยังไม่มีเว็บไซต์ในโฟลเดอร์นี้หรือข้างโปรแกรม",
                "prongsai · there is no site in this folder or beside the program yet",
            )),
        }
        if !files.is_empty() {
            tell(lang.choose("ไฟล์ที่วางจะเพิ่มให้เมื่อเริ่มเว็บแล้ว", "the dropped files are added once a site is begun"));
        }
        let names: Vec<&str> = choices.iter().map(|(name, _)| name.pick(lang)).collect();
        let Some(chosen) = choose(&names, lang) else { return Exit::Done };
        let command = choices[chosen].1;
        match &site {
            Some(site) if command == PREVIEW => preview(site, lang),
            Some(site) if command != NEW => perform(of(site, command), lang),
            _ => perform(command.iter().map(OsString::from).collect(), lang),
        }
        if command == NEW {
            // The one that is open stays if nobody wants another.
            site = self::site(lang).flatten().or(site);
        }
    }
}

/// Runs a command as if it had been typed, in this window.
fn perform(arguments: Vec<OsString>, lang: Lang) {
    if program(arguments).status().is_err() {
        tell(CANNOT.pick(lang));
    }
}

fn program(arguments: Vec<OsString>) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap_or_default());
    command.args(arguments);
    command
}

/// The site to work on, where there is one: asked for where there are several. `None` if nobody wants any.
fn site(lang: Lang) -> Option<Option<PathBuf>> {
    let here = std::env::current_dir().unwrap_or_default();
    let beside = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.to_owned()));
    let mut sites = sites_near(std::iter::once(here).chain(beside));
    if sites.len() < 2 {
        return Some(sites.pop());
    }
    tell(lang.choose("มีหลายเว็บไซต์ เลือกหนึ่ง", "there are several sites; choose one"));
    let names: Vec<String> = sites.iter().map(|site| shown(site)).collect();
    let chosen = choose(&names.iter().map(String::as_str).collect::<Vec<_>>(), lang)?;
    Some(Some(sites.swap_remove(chosen)))
}

/// Asks for one of several by its number; `None` to close.
fn choose(names: &[&str], lang: Lang) -> Option<usize> {
    for (nth, name) in names.iter().enumerate() {
        tell(&format!("  {}  {name}", nth + 1));
    }
    tell(&format!("  0  {}", CLOSE.pick(lang)));
    loop {
        let typed = answer(lang.choose("พิมพ์เลขแล้วกด Enter", "type a number and press Enter"))?;
        match arabic_digits(&typed).parse() {
            Ok(0) => return None,
            Ok(number) if number <= names.len() => return Some(number - 1),
            _ => tell(&match lang {
                Lang::Th => format!("พิมพ์เลข 0 ถึง {}", names.len()),
                Lang::En => format!("type a number from 0 to {}", names.len()),
            }),
        }
    }
}

/// A line that is typed after a question; `None` at the end.
fn answer(question: &str) -> Option<String> {
    tell(question);
    line().ok().flatten()
}

fn of(site: &Path, command: &[&str]) -> Vec<OsString> {
    let site = [OsString::from("--site"), site.as_os_str().to_owned()];
    site.into_iter().chain(command.iter().map(OsString::from)).collect()
}

/// Shows the site in the browser until Enter is pressed.
fn preview(site: &Path, lang: Lang) {
    let started = program(of(site, PREVIEW)).stdin(Stdio::null()).spawn();
    let end = |mut child: Child| child.kill().and_then(|()| child.wait());
    tell(lang.choose("กด Enter เมื่อดูเสร็จ", "press Enter when you have seen enough"));
    let _ = line();
    if started.and_then(end).is_err() {
        tell(CANNOT.pick(lang));
    }
}
