//! `prongsai rename OLD NEW`: moves a page, an attachment or a folder of them, with every link to it and all links in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use clap::{Arg, ArgMatches, Command};

use crate::base::diag::Diagnostic;
use crate::base::lang::{Bilingual, Lang, both};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::thai::nearest;
use crate::cli::changes::{change, exists, on_disk};
use crate::cli::command::{Setting, Subcommand, flag};
use crate::cli::diff::diff;
use crate::cli::exit::{Exit, Stop};
use crate::cli::rename::edited::Edited;
use crate::cli::rename::leading_on::{forwarded, holds_a_number, note, told};
use crate::cli::terminal::{say, tell};
use crate::io::history::{Act, is_one};
use crate::ita::address::Address;
use crate::ita::article::ArticleKind;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;
use crate::pipeline;
use crate::pipeline::retarget::{Moved, retargeted};
use crate::pipeline::translations::english_of;

mod edited;
mod leading_on;

pub(super) const COMMAND: Subcommand = Subcommand { name: "rename", arguments, run };

fn arguments(command: Command, lang: Lang) -> Command {
    let about = both(
        "ย้ายหรือเปลี่ยนชื่อหน้า ไฟล์ หรือโฟลเดอร์ใน content พร้อมทุกลิงก์ที่ชี้มา",
        "moves a page, a file or a folder of the content, with every link to it",
    );
    let place = |name, word, help: Bilingual<&'static str>| {
        Arg::new(name).value_name(word).required(true).help(help.pick(lang))
    };
    command
        .about(about.pick(lang))
        .arg(place("old", "OLD", both("ไฟล์หรือโฟลเดอร์เดิม", "the file or folder")))
        .arg(place("new", "NEW", both("ชื่อหรือที่ใหม่", "its new name or place")))
        .arg(flag("dry-run", lang, both("แสดงสิ่งที่จะเปลี่ยน ไม่เขียนอะไร", "shows what would change, and writes nothing")))
}

fn run(setting: &Setting, matches: &ArgMatches) -> Result<Exit, Stop> {
    let given = |name: &str| matches.get_one::<String>(name).map_or("", String::as_str);
    let sources = setting.sources()?;
    let files = match folder(&sources, given("old")) {
        Some(old) => of_folder(&sources, &old, given("new"))?,
        None => {
            let old = found(&sources, given("old"))?;
            let new = meant(&sources, &old, given("new"))?;
            moves(&sources, &old, &new)
        }
    };
    let taken = |(from, to): &(&RelPath, &RelPath)| {
        fs::symlink_metadata(setting.site.join(to.as_str())).is_ok() && !is_one(&setting.site, from, to)
    };
    if let Some((_, taken)) = files.iter().find(taken) {
        return Err(exists(taken));
    }
    let portal = pipeline::portal(&sources, setting.today).0;
    let mut after = sources.clone();
    for (from, to) in &files {
        after.texts.remove(from).into_iter().for_each(|text| drop(after.texts.insert(to.clone(), text)));
        let files = Arc::make_mut(&mut after.files);
        files.remove(from).into_iter().for_each(|file| drop(files.insert(to.clone(), file)));
    }
    let there = pipeline::portal(&after, setting.today).0;
    let addresses = files.iter().filter_map(|(from, to)| {
        let (before, now) = (address(&portal, from)?, address(&there, to)?);
        (before != now).then(|| (from.clone(), (before, now)))
    });
    let addresses: BTreeMap<RelPath, (String, String)> = addresses.collect();
    let folders =
        |path: &RelPath| sources.texts.keys().chain(sources.files.keys()).any(|own| own.below(path.as_str()).is_some());
    let known = |path: &RelPath| sources.texts.contains_key(path) || sources.files.contains_key(path) || folders(path);
    let moved = Moved {
        files,
        addresses: addresses.values().cloned().collect(),
        base: &portal.agency.base_url.value,
        known: &known,
    };
    let mut texts = texts(setting, &sources, &moved)?;
    let mut files = Vec::new();
    for (from, own) in &addresses {
        let page = texts.iter_mut().find(|page| page.from == *from);
        match page.map(|page| Ok((forwarded(page, &portal, own)?, page))).transpose()? {
            Some((Some(new), page)) => page.new = new,
            _ => files.push((&moved.files[from], own)),
        }
    }
    let shown = pipeline::only_shown(&there);
    let hidden = files.iter().any(|(_, (before, _))| holds_a_number(before));
    files.retain(|(path, (before, _))| !shown.contains(*path) && !holds_a_number(before));
    note(&setting.site, &files, &mut texts)?;
    for own in &texts {
        after.texts.insert(own.to.clone(), Arc::from(own.new.trim_start_matches('\u{FEFF}')));
    }
    refuse(&pipeline::checked(&sources, setting.today).1, &pipeline::checked(&after, setting.today).1, &moved)?;
    if matches.get_flag("dry-run") {
        say(&moved.files.iter().map(|(from, to)| format!("{from} → {to}\n")).collect::<String>())?;
        texts.iter().try_for_each(|own| say(&diff(own.to.as_str(), &own.old, &own.new)))?;
        return Ok(Exit::Done);
    }
    let lines = changed(&moved, &texts);
    change(&setting.site, acts(&setting.site, &moved, texts))?;
    say(&lines)?;
    if !files.is_empty() {
        tell(told(&files).get(setting.lang));
    }
    if hidden {
        tell(setting.lang.choose(
            "ไม่ได้จดที่อยู่เดิมที่มีเลขประจำตัวประชาชน ผู้เปิดที่อยู่นั้นจะไม่พบไฟล์",
            "an old address with a citizen's number is noted nowhere: whoever opens it finds nothing",
        ));
    }
    tell(setting.lang.choose(
        "ต่อไป: สั่ง prongsai check (ย้อนกลับได้ด้วย prongsai undo)",
        "next: run `prongsai check` (`prongsai undo` takes this back)",
    ));
    Ok(Exit::Done)
}

/// A folder of pages, services or attachments, counted from the content or from the site; none that the site is made of.
fn folder(sources: &Sources, text: &str) -> Option<RelPath> {
    let inside = plain(text);
    let inside = inside.trim_end_matches('/');
    let parts: Vec<&str> = inside.split('/').collect();
    let movable = match parts.as_slice() {
        ["pages" | "services" | "files", _, ..] => true,
        [year, "files", _, ..] => FiscalYear::parse(year).is_some(),
        _ => false,
    };
    let path = RelPath::new(&format!("content/{inside}")).filter(|_| movable)?;
    let file = sources.texts.contains_key(&path) || sources.files.contains_key(&path);
    let mut all = sources.texts.keys().chain(sources.files.keys());
    (!file && all.any(|own| own.below(path.as_str()).is_some())).then_some(path)
}

/// Every file of a folder with its new path: in the same folder unless another is named.
fn of_folder(sources: &Sources, old: &RelPath, text: &str) -> Result<BTreeMap<RelPath, RelPath>, Stop> {
    let inside = plain(text);
    let own = inside.trim_end_matches('/');
    let path = if is_place(own) { format!("content/{own}") } else { format!("{}/{own}", old.folder()) };
    let new = RelPath::new(&path).filter(|new| new != old && new.below(old.as_str()).is_none() && !own.is_empty());
    let new = new.ok_or_else(|| unfit(old, text))?;
    let all = sources.texts.keys().chain(sources.files.keys());
    let moves = all.filter_map(|from| {
        let rest = from.below(old.as_str())?;
        Some((from.clone(), RelPath::new(&format!("{new}/{rest}"))?))
    });
    Ok(moves.collect())
}

fn unfit(old: &RelPath, text: &str) -> Stop {
    Exit::Usage.because(both!("“{text}” ใช้เป็นชื่อใหม่ของ {old} ไม่ได้", "`{text}` cannot be the new name of {old}"))
}

/// The file that is meant, counted from the content or from the site.
fn found(sources: &Sources, text: &str) -> Result<RelPath, Stop> {
    let inside = plain(text);
    let inside = inside.trim_end_matches('/');
    let has = |path: &RelPath| sources.texts.contains_key(path) || sources.files.contains_key(path);
    let names = [inside.to_owned(), format!("{inside}.md"), format!("{inside}/index.md")];
    let path = names.iter().filter_map(|name| RelPath::new(&format!("content/{name}"))).find(has);
    let path = path.filter(|path| !path.as_str().ends_with(".en.md") && path.as_str() != "content/agency.yaml");
    let english = RelPath::new(&format!("content/{inside}")).filter(|own| inside.ends_with(".en.md") && has(own));
    if let Some(english) = english {
        let thai = english.as_str().replace(".en.md", ".md");
        return Err(Exit::Usage.because(both!(
            "{english} ย้ายไปพร้อมไฟล์ภาษาไทย: ใช้ {thai} แทน",
            "{english} goes with its Thai file: name {thai} instead"
        )));
    }
    path.ok_or_else(|| {
        if inside == "agency.yaml" {
            return Exit::Usage.because(both(
                "agency.yaml เปลี่ยนชื่อไม่ได้ เพราะเว็บอ่านไฟล์นี้ตามชื่อ",
                "agency.yaml cannot be renamed, as the site is read by its name",
            ));
        }
        let all = sources.texts.keys().chain(sources.files.keys()).filter_map(|path| path.below("content"));
        if all.clone().any(|own| own.strip_prefix(inside).is_some_and(|rest| rest.starts_with('/'))) {
            return Exit::Usage.because(both!(
                "โฟลเดอร์ {inside} เปลี่ยนชื่อไม่ได้ เพราะเว็บวางไว้ตามชื่อนี้ ให้ระบุไฟล์หรือโฟลเดอร์ที่อยู่ข้างใน",
                "the folder {inside} cannot be renamed, as the site is laid out by its name; name a file or folder in it"
            ));
        }
        let near = nearest(inside, all).map(|near| format!(" ({near}?)")).unwrap_or_default();
        Exit::Usage.because(both!(
            "ไม่มีหน้าหรือไฟล์ {inside} ใน content{near}",
            "there is no page or file {inside} in the content{near}"
        ))
    })
}

/// The new path: in the same folder unless a folder is named, with the same ending unless one is.
fn meant(sources: &Sources, old: &RelPath, text: &str) -> Result<RelPath, Stop> {
    let inside = plain(text);
    let folder = |name: &str| {
        sources.texts.keys().chain(sources.files.keys()).any(|path| path.below(&format!("content/{name}")).is_some())
    };
    let name = old.file_name();
    let own = inside.trim_end_matches('/');
    let path = match () {
        () if inside.ends_with('/') || (!own.is_empty() && folder(own)) => format!("content/{own}/{name}"),
        () if inside.contains('/') && is_place(&inside) => format!("content/{inside}"),
        // As `about/units` for a page.
        () if inside.contains('/') => {
            let kind = old.below("content").and_then(|own| own.split('/').next()).unwrap_or_default();
            format!("content/{kind}/{inside}")
        }
        () => format!("{}/{inside}", old.folder()),
    };
    let last = path.rsplit('/').next().unwrap_or_default();
    let path = if last.contains('.') { path } else { format!("{path}.{}", old.ending()) };
    let same = |path: &RelPath| path.ending().eq_ignore_ascii_case(old.ending()) && path != old;
    RelPath::new(&path).filter(same).ok_or_else(|| unfit(old, text))
}

/// Whether a path begins with a folder that the content may have.
fn is_place(inside: &str) -> bool {
    let first = inside.split('/').next().unwrap_or_default();
    first == "files" || FiscalYear::parse(first).is_some() || ArticleKind::ALL.iter().any(|kind| kind.folder() == first)
}

fn plain(text: &str) -> String {
    let text = text.trim().replace('\\', "/");
    let text = text.trim_start_matches("./").trim_start_matches('/');
    text.strip_prefix("content/").unwrap_or(text).to_owned()
}

/// The file with its English beside it.
fn moves(sources: &Sources, old: &RelPath, new: &RelPath) -> BTreeMap<RelPath, RelPath> {
    let twin = english_of(old).filter(|path| sources.texts.contains_key(path)).zip(english_of(new));
    // The captions of a film stand beside it under its name.
    let films =
        pipeline::captions(old).zip(pipeline::captions(new)).filter(|(from, _)| sources.files.contains_key(from));
    [(old.clone(), new.clone())].into_iter().chain(twin).chain(films).collect()
}

/// The address of a page or of an attachment; `None` for items, which go by their code, and for data.
fn address(portal: &Portal, path: &RelPath) -> Option<String> {
    let article = portal.articles.iter().find(|own| own.path == *path);
    let article = article.map(|own| Address::article(own.kind, &own.name).as_str().to_owned());
    let measure = || {
        let (year, own) = portal
            .years
            .values()
            .find_map(|year| Some((year.year, year.measures.iter().find(|own| own.path == *path)?)))?;
        Some(Address::measure(year, &own.id).as_str().to_owned())
    };
    article.or_else(|| portal.files.get(path).cloned()).or_else(measure)
}

/// Every text of the content that changes or moves.
fn texts(setting: &Setting, sources: &Sources, moved: &Moved<'_>) -> Result<Vec<Edited>, Stop> {
    let mut edited = Vec::new();
    for from in sources.texts.keys().filter(|path| path.below("content").is_some()) {
        let old = on_disk(&setting.site, from)?;
        let bare = old.trim_start_matches('\u{FEFF}');
        let new = format!("{}{}", &old[..old.len() - bare.len()], retargeted(moved, from, bare));
        let to = moved.files.get(from).unwrap_or(from).clone();
        let new = advised(new, from, &to);
        if new != old || to != *from {
            edited.push(Edited { from: from.clone(), to, old, new });
        }
    }
    Ok(edited)
}

/// A text whose comments name the file of its English, which goes with it.
fn advised(text: String, from: &RelPath, to: &RelPath) -> String {
    let Some((old, new)) = english_of(from).zip(english_of(to)).filter(|(old, new)| old != new) else { return text };
    let (old, new) = (format!(" {} ", old.file_name()), format!(" {} ", new.file_name()));
    if !text.contains(&old) {
        return text;
    }
    let line = |line: &str| if line.starts_with('#') { line.replace(&old, &new) } else { line.to_owned() };
    // What stands below the front matter is the person's.
    let end = text.find("\n---").unwrap_or(0);
    text[..end].split_inclusive('\n').map(line).collect::<String>() + &text[end..]
}

/// Refuses what breaks the site. A fault that stood before may name what it is about by its new path.
fn refuse(before: &[Diagnostic], after: &[Diagnostic], moved: &Moved<'_>) -> Result<(), Stop> {
    let now = |path: &RelPath| moved.files.get(path).unwrap_or(path).clone();
    let anew = |text: &str| {
        moved.files.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old.as_str(), new.as_str()))
    };
    let old = |finding: &Diagnostic| {
        let same = |own: &&Diagnostic| own.rule == finding.rule && now(&own.at.path) == finding.at.path;
        let said =
            |own: &Diagnostic| own.message() == finding.message() || anew(&own.message().en) == finding.message().en;
        before.iter().filter(same).any(said)
            || before.iter().any(|own| own.rule == finding.rule && own.message() == finding.message())
    };
    let Some(finding) = after.iter().find(|finding| finding.is_error() && !old(finding)) else { return Ok(()) };
    let (path, help) = (&finding.at.path, finding.help());
    let Bilingual { th, en } = finding.message();
    Err(Exit::Refused.because(both(
        format!("ไม่ได้ย้าย: {path}: {th}\nวิธีแก้: {} [{}]", help.th, finding.rule.code),
        format!("nothing was moved: {path}: {en}\nhelp: {} [{}]", help.en, finding.rule.code),
    )))
}

fn acts(site: &Path, moved: &Moved<'_>, texts: Vec<Edited>) -> Vec<Act> {
    let is_text = |path: &RelPath| texts.iter().any(|own| own.from == *path);
    let files = moved.files.iter().filter(|(from, _)| !is_text(from));
    let mut acts: Vec<Act> = files.map(|(from, to)| Act::Move { from: from.clone(), to: to.clone() }).collect();
    for Edited { from, to, old, new } in texts {
        if from == to {
            acts.push(Act::Replace { path: to, old: old.into(), new: new.into() });
        } else if is_one(site, &from, &to) {
            acts.push(Act::Move { from, to: to.clone() });
            acts.push(Act::Replace { path: to, old: old.into(), new: new.into() });
        } else {
            acts.push(Act::Create(to, new.into()));
            acts.push(Act::Remove { path: from, old: old.into() });
        }
    }
    acts
}

/// The files that were moved, then those whose links were changed.
fn changed(moved: &Moved<'_>, texts: &[Edited]) -> String {
    let files = moved.files.iter().map(|(from, to)| format!("{from} → {to}\n"));
    files.chain(texts.iter().filter(|own| own.from == own.to).map(|own| format!("{}\n", own.to))).collect()
}
