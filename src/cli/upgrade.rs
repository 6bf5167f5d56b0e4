//! `prongsai upgrade`: gives the files of an older site the form that this program writes.

use clap::{ArgMatches, Command};

use crate::base::lang::{Lang, both};
use crate::cli::changes::{change, on_disk};
use crate::cli::command::{Setting, Subcommand, flag};
use crate::cli::diff::diff;
use crate::cli::exit::{Exit, Stop};
use crate::cli::terminal::{say, tell};
use crate::io::history::Act;
use crate::pipeline::format;

pub(super) const COMMAND: Subcommand = Subcommand { name: "upgrade", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    let about = both(
        "ปรับไฟล์ของเว็บไซต์จากรุ่นเก่าให้เป็นรูปแบบของโปรแกรมนี้",
        "gives the files of an older site the form of this program",
    );
    let help = both("แสดงสิ่งที่จะเปลี่ยน ไม่เขียนอะไร", "shows what would change, and writes nothing");
    command.about(about.pick(lang)).arg(flag("dry-run", lang, help))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let lang = setting.lang;
    let sources = setting.sources()?;
    let (mut changed, mut exit) = (Vec::new(), Exit::Done);
    for path in sources.texts.keys().filter(|path| path.below("content").is_some()) {
        let old = on_disk(&setting.site, path)?;
        // One that cannot be read as it should is left to the person who reads its findings.
        match format::upgraded(path, &old) {
            Ok(Some(new)) => changed.push((path.clone(), old, new)),
            Ok(None) => {}
            Err(refusal) => {
                tell(refusal.get(lang));
                exit = Exit::Errors;
            }
        }
    }
    if changed.is_empty() && exit == Exit::Done {
        tell(lang.choose("ทุกไฟล์เป็นรูปแบบปัจจุบันแล้ว", "every file is of today's form"));
    }
    if changed.is_empty() {
        return Ok(exit);
    }
    if matches.get_flag("dry-run") {
        changed.iter().try_for_each(|(path, old, new)| say(&diff(path.as_str(), old, new)))?;
        return Ok(exit);
    }
    let lines: String = changed.iter().map(|(path, ..)| format!("{path}\n")).collect();
    let acts = changed.into_iter().map(|(path, old, new)| Act::Replace { path, old: old.into(), new: new.into() });
    change(&setting.site, acts.collect())?;
    say(&lines)?;
    tell(lang.choose(
        "ต่อไป: สั่ง prongsai check (ย้อนกลับได้ด้วย prongsai undo)",
        "next: run `prongsai check` (`prongsai undo` takes this back)",
    ));
    Ok(exit)
}
