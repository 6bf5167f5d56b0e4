//! A file on its way into the site: what it is, where it goes, and what is asked about it.

use std::path::{Path, PathBuf};

use crate::base::date::Day;
use crate::base::document::{FileKind, Inspected, Layer};
use crate::base::grid::ENDINGS;
use crate::base::lang::{Bilingual, both};
use crate::base::names::latin;
use crate::base::path::RelPath;
use crate::base::source::{File, Sources};
use crate::cli::add::claim;
use crate::cli::add::page::{Entry, Lines, Page};
use crate::cli::add::shot::{Shot, Spot};
use crate::cli::ask::{Question, some_text, yes_or_no};
use crate::cli::exit::Stop;
use crate::cli::new::work::Work;
use crate::cli::terminal::tell;
use crate::io::history::Act;
use crate::io::inspect::inspector::NotRead;
use crate::io::read::file::relative;
use crate::io::real::real;
use crate::ita::portal::Portal;
use crate::pipeline::edit::{Step, Value, value};

pub(super) struct Incoming {
    pub from: PathBuf,
    pub to: RelPath,
    pub file: File,
    pub lines: Lines,
    /// Whether others come with it.
    pub several: bool,
    /// Where it stands below the root of the site, if it does.
    inside: Option<RelPath>,
}

impl Incoming {
    /// Looks at a file, before anything is asked about it.
    pub(super) fn look(
        work: &Work<'_>,
        from: &Path,
        page: &Page,
        portal: &Portal,
        sources: &Sources,
    ) -> Result<Incoming, Stop> {
        let site = &work.setting.site;
        let failed = |error: std::io::Error| Stop::disk(&anyhow::Error::new(error).context(from.display().to_string()));
        let (root, whole) = (real(site).map_err(failed)?, real(from).map_err(failed)?);
        let inside = relative(&root, &whole).filter(|path| path.below("content").is_some());
        let there = inside.clone().filter(|path| portal.files.contains_key(path));
        let to = match &there {
            Some(path) => path.clone(),
            None => target(&folder(page, from), &own_name(page, from, sources))?,
        };
        let table = ENDINGS.contains(&to.ending());
        let found = work.setting.inspector().inspect(&whole, &to, table).map_err(|error| match error {
            NotRead::Failed(error) => failed(error),
            NotRead::Changed => failed(std::io::ErrorKind::Interrupted.into()),
        })?;
        // The same bytes once in the site are enough for two pages.
        let same = |(path, own): &(&RelPath, &File)| {
            let hash = own.inspected.as_ref().and_then(|found| found.hash.as_ref());
            hash.is_some() && hash == found.hash.as_ref() && portal.files.contains_key(*path)
        };
        let twin = sources.files.iter().find(same).map(|(path, _)| path.clone()).filter(|_| inside.is_none());
        let (to, inside) = match twin {
            Some(twin) => {
                let (name, lang) = (from.display(), work.setting.lang);
                tell(&lang.choose(
                    format!("{name} มีอยู่แล้วที่ {twin} จึงใช้ไฟล์นั้น"),
                    format!("{name} is there already as {twin}, which is used"),
                ));
                (twin.clone(), Some(twin))
            }
            None => (to, inside),
        };
        let size = whole.metadata().map_err(failed)?.len();
        let file = File { size, embedded: None, inspected: Some(found) };
        let table = table.then(Entry::default);
        let lines =
            Lines { title: Value::Null, more: Vec::new(), document: Entry::default(), table, shot: None, claim: None };
        Ok(Incoming { from: from.to_owned(), to, file, lines, several: false, inside })
    }

    /// Whether it is an attachment of the site already.
    pub(super) fn is_there(&self) -> bool {
        self.inside.as_ref() == Some(&self.to)
    }

    /// Asks what is to be known of it.
    pub(super) fn ask(&mut self, work: &Work<'_>, page: &Page, sources: &Sources) -> Result<(), Stop> {
        if self.is_picture(work, page)? {
            self.name_it(work, sources)?;
            let ask = both("คำบรรยายภาพ (ไม่มีให้เว้นว่าง)", "what the picture shows, in words (may be empty)");
            let th = work.ask.optional("title", ask)?;
            let place = Spot::of(&page.path, &page.text, &self.to, self.several);
            let en = work.ask.matches.get_one::<String>("title-en");
            let caption = th.map(|th| match en {
                Some(en) => Value::map([("th", Value::text(th)), ("en", Value::text(en))]),
                None => Value::text(th),
            });
            tell(&place.words(&self.to).pick(work.setting.lang));
            self.lines.shot = Some(Shot { place, caption });
            return Ok(());
        }
        let name = self.from.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let ask = both!("ชื่อเอกสารของ {name}", "the title of {name} in Thai");
        let question = Question { name: "title", ask: ask.as_str(), otherwise: Some(title(&name)) };
        let th = work.ask.answer(&question, some_text)?;
        let en =
            work.ask.optional("title-en", both("ชื่อภาษาอังกฤษ (ไม่มีให้เว้นว่าง)", "its title in English (may be empty)"))?;
        self.lines.title = match en {
            Some(en) => Value::map([("th", Value::text(th)), ("en", Value::text(en))]),
            None => Value::text(th),
        };
        self.name_it(work, sources)?;
        self.name(page);
        if !self.lines.document.is_there {
            self.lines.more = self.more(work, page)?;
        }
        // One that stands is shown already.
        if self.lines.table.as_ref().is_some_and(|table| !table.is_there) {
            let ask = both("แสดงเป็นตารางบนหน้าด้วยหรือไม่ (yes หรือ no)", "show it as a table on the page too (yes or no)");
            let question = Question { name: "table", ask, otherwise: Some("yes".to_owned()) };
            let wanted = work.ask.answer(&question, yes_or_no)?;
            self.lines.table = self.lines.table.take().filter(|_| wanted);
        }
        self.unused(work);
        self.lines.claim = claim::asked(work, page.asks.as_deref())?;
        Ok(())
    }

    /// Asks what it is called on the site.
    fn name_it(&mut self, work: &Work<'_>, sources: &Sources) -> Result<(), Stop> {
        if self.is_there() {
            return Ok(());
        }
        let default = self.to.file_name().to_owned();
        let ask = both("ชื่อไฟล์บนเว็บ", "its name on the site");
        let ending = self.to.ending().to_owned();
        let question = Question { name: "as", ask, otherwise: Some(default.clone()) };
        let folder = self.to.folder().to_owned();
        let free = |path: RelPath| {
            let taken = path.file_name() != default && sources.files.contains_key(&path);
            if taken { Err(stands(&path)) } else { Ok(path) }
        };
        self.to = work.ask.answer(&question, |text| typed(&folder, text, &ending).and_then(free))?;
        Ok(())
    }

    /// Whether it becomes a picture of the page: one that pages can show, of news or a plain page, unless a person says no.
    fn is_picture(&self, work: &Work<'_>, page: &Page) -> Result<bool, Stop> {
        let shown = |found: &Inspected| matches!(found.picture, Some(Ok(_)));
        if !page.shows || !self.file.inspected.as_deref().is_some_and(shown) {
            return Ok(false);
        }
        let ask = both(
            "แสดงเป็นภาพของหน้านี้หรือไม่ (yes หรือ no: เป็นเอกสารให้ดาวน์โหลด)",
            "show it as a picture of the page (yes, or no: a document to download)",
        );
        let question = Question { name: "picture", ask, otherwise: Some("yes".to_owned()) };
        work.ask.answer(&question, yes_or_no)
    }

    /// Asks for the day of a document where the page gives those of others, and for the language of one without Thai.
    fn more(&self, work: &Work<'_>, page: &Page) -> Result<Vec<(&'static str, Value)>, Stop> {
        let said = value(&page.path, &page.text);
        let documents = said.as_ref().and_then(|said| said.get(&[Step::from("documents")]));
        let dated =
            matches!(documents, Some(Value::List(all)) if all.iter().any(|own| own.get(&["date".into()]).is_some()));
        let found = self.file.inspected.as_ref();
        let foreign = found.is_some_and(|found| found.layer == Layer::Foreign && self.lines.table.is_none());
        let date = both("วันที่ของเอกสาร เช่น 2568-10-01 (ไม่ทราบให้เว้นว่าง)", "its date, as 2568-10-01 (may be empty)");
        let language = both(
            "เอกสารนี้ไม่มีภาษาไทย เป็นภาษาอะไร เช่น en (เป็นภาษาไทยให้เว้นว่าง)",
            "it has no Thai: which language is it in, as en (empty if it is Thai)",
        );
        let mut more = Vec::new();
        for (name, ask, wanted) in [("date", date, dated), ("language", language, foreign)] {
            if wanted || work.ask.matches.contains_id(name) {
                let question = Question { name, ask, otherwise: Some(String::new()) };
                let told = work.ask.answer(&question, |text| sound(name, text))?;
                more.extend(told.map(|told| (name, Value::text(told))));
            }
        }
        Ok(more)
    }

    /// Tells of options that change nothing, since what they name stands already.
    fn unused(&self, work: &Work<'_>) {
        let lang = work.setting.lang;
        let is_given = |name: &str| work.ask.matches.contains_id(name);
        if self.is_there() && is_given("as") {
            tell(&lang.choose(
                format!("ไม่ได้ใช้ --as: ไฟล์อยู่ในเว็บแล้ว เปลี่ยนชื่อด้วย prongsai rename \"{}\" ชื่อใหม่", self.to),
                format!("--as was not used: the file is there; `prongsai rename \"{}\" NAME` names it anew", self.to),
            ));
        }
        if self.lines.document.is_there && self.lines.table.as_ref().is_none_or(|table| table.is_there) {
            ["title", "title-en"].into_iter().filter(|name| is_given(name)).for_each(|name| {
                tell(&lang.choose(
                    format!("ไม่ได้ใช้ --{name}: หน้านี้มีชื่อเอกสารนี้แล้ว แก้ที่ title ในไฟล์ของหน้า"),
                    format!("--{name} was not used: the page has a title for it; change `title` in the page's file"),
                ));
            });
        }
    }

    /// Finds its ids: those of the entries which name it already, else one that no other has.
    fn name(&mut self, page: &Page) {
        let said = value(&page.path, &page.text);
        let entries = |list: &str| match said.as_ref().and_then(|said| said.get(&[Step::from(list)])) {
            Some(Value::List(entries)) => entries.clone(),
            _ => Vec::new(),
        };
        let text = |entry: &Value, key: &str| match entry.get(&[Step::from(key)]) {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        };
        let names =
            |entry: &&Value| text(entry, "file").and_then(|file| page.path.resolve(&file)) == Some(self.to.clone());
        let (documents, tables) = (entries("documents"), entries("tables"));
        let ids: Vec<String> = documents.iter().chain(&tables).filter_map(|entry| text(entry, "id")).collect();
        let stem = self.to.file_name().rsplit_once('.').map_or(self.to.file_name(), |(stem, _)| stem);
        let stem = stem.strip_prefix(&format!("{}-", page.stem)).unwrap_or(stem).to_lowercase();
        let new = free(&stem, |id| !ids.iter().any(|own| own == id));
        let entry = |list: &[Value]| match list.iter().find(names).and_then(|entry| text(entry, "id")) {
            Some(id) => Entry { id, is_there: true },
            None => Entry { id: new.clone(), is_there: false },
        };
        (self.lines.document, self.lines.table) =
            (entry(&documents), self.lines.table.as_ref().map(|_| entry(&tables)));
    }

    /// What brings it in.
    pub(super) fn act(&self) -> Option<Act> {
        let (from, to) = (self.from.clone(), self.to.clone());
        match &self.inside {
            Some(inside) if *inside == to => None,
            // What was dropped into the content by hand, under a name that no address can have.
            Some(inside) => Some(Act::Move { from: inside.clone(), to }),
            None => {
                let hash = self.file.inspected.as_ref().and_then(|own| own.hash.clone()).unwrap_or_default();
                Some(Act::Copy { from, to, hash })
            }
        }
    }
}

/// A day or a language as it was typed, if it is one; nothing for an empty answer.
fn sound(name: &str, text: &str) -> Result<Option<String>, Bilingual<String>> {
    let tag = || text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
    match name {
        _ if text.is_empty() => Ok(None),
        "date" if Day::parse(text).is_err() => {
            Err(both!("“{text}” ไม่ใช่วันที่ เช่น 2568-10-01", "`{text}` is no day, as 2568-10-01"))
        }
        "language" if !tag() => Err(both!("“{text}” ไม่ใช่ภาษา เช่น en", "`{text}` is no language, as en")),
        _ => Ok(Some(text.to_owned())),
    }
}

/// The name that a file gets: of the page and what is Latin in its own, else of what it is.
fn own_name(page: &Page, from: &Path, sources: &Sources) -> String {
    let ending = from.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let own = latin(&title(&from.file_name().unwrap_or_default().to_string_lossy()));
    let own = own.strip_prefix(&format!("{}-", page.stem)).unwrap_or(&own).to_owned();
    let word = match FileKind::of_ending(&ending) {
        Some(FileKind::Image) if page.shows => "picture",
        _ if ENDINGS.contains(&ending.as_str()) => "list",
        _ => "doc",
    };
    let own = match own.contains(|c: char| c.is_ascii_alphabetic()) {
        true => own,
        false if own.is_empty() => word.to_owned(),
        false => format!("{word}-{own}"),
    };
    let path = |own: &str| format!("{}-{own}.{ending}", page.stem);
    let folder = folder(page, from);
    let there = |own: &str| {
        let path = RelPath::new(&format!("{folder}/{}", path(own)));
        path.is_some_and(|path| sources.files.contains_key(&path))
    };
    path(&free(&own, |own| !there(own)))
}

/// `name`, else `name-2` and so on, the first that is free.
fn free(name: &str, is_free: impl Fn(&str) -> bool) -> String {
    let numbered = (2_u32..).map(|number| format!("{name}-{number}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| is_free(name)).unwrap_or_default()
}

fn target(folder: &str, name: &str) -> Result<RelPath, Stop> {
    RelPath::new(&format!("{folder}/{name}")).ok_or_else(Stop::bug)
}

/// The folder that a file goes to: a picture into that of the page's album, if that is one.
fn folder(page: &Page, from: &Path) -> String {
    let ending = from.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let is_picture = page.shows && FileKind::of_ending(&ending) == Some(FileKind::Image);
    let album = is_picture.then(|| Spot::folder(&page.path, &page.text)).flatten();
    album.map_or_else(|| page.folder.clone(), |album| album.to_string())
}

/// The file that a person's own name for it means.
fn typed(folder: &str, text: &str, ending: &str) -> Result<RelPath, Bilingual<String>> {
    let name = text.to_lowercase();
    let name = if name.ends_with(&format!(".{ending}")) { name } else { format!("{name}.{ending}") };
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let sound = name.chars().all(plain) && name.starts_with(|c: char| c.is_ascii_alphanumeric());
    RelPath::new(&format!("{folder}/{name}")).filter(|_| sound).ok_or_else(|| {
        both!(
            "“{text}” ใช้เป็นชื่อไฟล์บนเว็บไม่ได้: ใช้ a–z, 0–9, จุด และขีดกลาง ไม่มีช่องว่าง",
            "`{text}` cannot be a file's name on the site: use letters a–z, digits, dots and hyphens, no spaces"
        )
    })
}

fn stands(path: &RelPath) -> Bilingual<String> {
    both!("มี {path} อยู่แล้ว: ใช้ชื่ออื่น", "{path} is there already: choose another name")
}

/// A title from the name of a file.
fn title(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words = stem.replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    // What the explorer adds to a copy.
    let copy =
        words.rsplit_once(" (").filter(|(_, rest)| rest.trim_end_matches(')').bytes().all(|b| b.is_ascii_digit()));
    copy.map_or(words.as_str(), |(words, _)| words).to_owned()
}
