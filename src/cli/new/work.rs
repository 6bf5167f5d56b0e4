//! What every kind of draft works with: the answers, the portal as it is, and the writing of new files.

use std::ops::RangeInclusive;

use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::cli::ask::{Asker, Question};
use crate::cli::changes::change;
use crate::cli::command::Setting;
use crate::cli::exit::{Exit, Stop};
use crate::cli::terminal::{say, tell};
use crate::io::history::Act;
use crate::io::refusal::shown;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;
use crate::pipeline;
use crate::pipeline::drafts::{Draft, Drafter, schema_for};

/// What each kind works with.
pub(crate) struct Work<'a> {
    pub setting: &'a Setting,
    pub ask: Asker<'a>,
    pub drafter: Drafter,
}

impl Work<'_> {
    /// The portal as it is, with its sources; a draft does not wait until everything else is right.
    pub(crate) fn portal(&self) -> Result<(Portal, Sources), Stop> {
        let site = &self.setting.site;
        if !site.join("content").is_dir() {
            let shown = site.display();
            return Err(Exit::Usage.because(both!(
                "{shown} ไม่มีโฟลเดอร์ content: สั่งในโฟลเดอร์ของเว็บไซต์ หรือเริ่มเว็บไซต์ด้วย prongsai new site",
                "{shown} has no folder `content`: run this in a site's folder, or begin one with `prongsai new site`"
            )));
        }
        let sources = self.setting.sources()?;
        Ok((pipeline::portal(&sources, self.setting.today).0, sources))
    }

    /// A year, with Arabic or Thai digits.
    pub(crate) fn year(&self) -> Result<FiscalYear, Stop> {
        let question =
            Question {
                name: "year", ask: both("ปีงบประมาณ พ.ศ.", "the fiscal year, Buddhist era"), otherwise: None
            };
        let now = FiscalYear::of(self.setting.today).map(FiscalYear::buddhist);
        self.ask.answer(&question, |text| {
            let year = FiscalYear::parse(text).ok_or_else(|| no_year(text))?;
            // A site may have begun what is far; nobody begins it by a slip of the finger.
            let begun = || self.setting.site.join(format!("content/{year}")).is_dir();
            match now.filter(|now| !NEAR.contains(&(year.buddhist() - now)) && !begun()) {
                None => Ok(year),
                Some(now) => Err(far(text, now)),
            }
        })
    }

    /// Writes the drafts with the schemas that they name, and tells their paths. `next` is what to do then.
    pub(crate) fn write(
        &self,
        root: &std::path::Path,
        drafts: Vec<Draft>,
        next: Bilingual<String>,
    ) -> Result<Exit, Stop> {
        self.write_with(root, drafts, None, next)
    }

    /// The same with another change of the site.
    pub(crate) fn write_with(
        &self,
        root: &std::path::Path,
        drafts: Vec<Draft>,
        act: Option<Act>,
        next: Bilingual<String>,
    ) -> Result<Exit, Stop> {
        let changed = act.iter().flat_map(Act::paths).cloned();
        let paths: Vec<RelPath> = drafts.iter().map(|draft| draft.path.clone()).chain(changed).collect();
        change(root, begun(root, drafts).into_iter().chain(act).collect())?;
        self.told(root, &paths)?;
        tell(next.get(self.setting.lang));
        Ok(Exit::Done)
    }

    /// The same for a whole site, of whose files the folders are told; `files` are such as no draft can be.
    pub(crate) fn begin(
        &self,
        root: &std::path::Path,
        drafts: Vec<Draft>,
        files: Vec<Act>,
        next: Bilingual<String>,
    ) -> Result<Exit, Stop> {
        let mut folders: Vec<(RelPath, usize)> = Vec::new();
        for path in drafts.iter().map(|draft| &draft.path).chain(files.iter().flat_map(Act::paths)) {
            let folder = RelPath::new(path.folder()).unwrap_or_else(|| path.clone());
            match folders.iter_mut().find(|(own, _)| *own == folder) {
                Some((_, count)) => *count += 1,
                None => folders.push((folder, 1)),
            }
        }
        change(root, begun(root, drafts).into_iter().chain(files).collect())?;
        folders.sort();
        let files = self.setting.lang.choose("ไฟล์", "files");
        let line = |(path, count): &(RelPath, usize)| format!("{} ({count} {files})\n", of(root, path));
        say(&folders.iter().map(line).collect::<String>())?;
        tell(next.get(self.setting.lang));
        Ok(Exit::Done)
    }

    fn told(&self, root: &std::path::Path, paths: &[RelPath]) -> Result<(), Stop> {
        let lines: String = paths.iter().map(|path| format!("{}\n", of(root, path))).collect();
        say(&lines)
    }
}

/// A file of the site for people: in the site's own folder as content writes it, else as the system writes a path.
fn of(root: &std::path::Path, path: &RelPath) -> String {
    if root == std::path::Path::new(".") { path.to_string() } else { shown(&root.join(path.as_str())) }
}

/// What makes the drafts, with the schemas that they name.
pub(in crate::cli) fn begun(root: &std::path::Path, drafts: Vec<Draft>) -> Vec<Act> {
    let mut schemas: Vec<Draft> = drafts.iter().filter_map(|draft| schema_for(&draft.path)).collect();
    // A schema that stands there already is as good: it belongs to the program, and may be newer.
    schemas.retain(|schema| !root.join(schema.path.as_str()).exists());
    schemas.sort_by(|a, b| a.path.cmp(&b.path));
    schemas.dedup_by(|a, b| a.path == b.path);
    drafts.into_iter().chain(schemas).map(|own| Act::Create(own.path, own.text.into_bytes())).collect()
}

/// How many years from this one may be begun.
const NEAR: RangeInclusive<i16> = -15..=2;

/// What to do after a file was begun.
pub(crate) fn fill_in() -> Bilingual<String> {
    both!("ต่อไป: เปิดไฟล์ เติมข้อมูล แล้วสั่ง prongsai check", "next: open the file, fill it in, and run `prongsai check`")
}

fn far(text: &str, now: i16) -> Bilingual<String> {
    let (first, last) = (now + NEAR.start(), now + NEAR.end());
    both!(
        "ปี {text} ห่างจากปีนี้เกินไป: เริ่มได้ตั้งแต่ปี {first} ถึง {last} ตรวจตัวเลข และวันที่ของเครื่อง",
        "{text} is far from this year: {first} to {last} can be begun. Check the number, and the date of this computer"
    )
}

fn no_year(text: &str) -> Bilingual<String> {
    both!(
        "“{text}” ไม่ใช่ปีงบประมาณ พ.ศ. เช่น 2569 (ถ้าเป็นปี ค.ศ. ให้บวก 543)",
        "`{text}` is not a Buddhist fiscal year such as 2569 (add 543 to a year of the common era)"
    )
}
