//! The entries of the menu that lead into the year before, moved on to a new year.

use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::cli::ask::{Question, yes_or_no};
use crate::cli::changes::on_disk;
use crate::cli::exit::{Exit, Stop};
use crate::cli::new::work::Work;
use crate::io::history::Act;
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::{Catalogue, ItemSpec};
use crate::ita::year::FiscalYear;
use crate::pipeline::drafts::catalogue::moved_on;
use crate::pipeline::drafts::item::file_name;
use crate::pipeline::edit::{Change, Step, Value, edited, value};

const FILE: &str = "content/agency.yaml";

/// What becomes of the menu.
#[derive(Default)]
pub(super) struct Menu {
    changes: Vec<Change>,
    /// What each line leads to, and will.
    lines: Vec<String>,
}

impl Menu {
    /// The menu of a site for a new year, which may have renumbered its items. An entry whose subject is gone stays.
    pub(super) fn of(sources: &Sources, before: &Assessment, year: FiscalYear, asked: &Catalogue) -> Menu {
        let mut menu = Menu::default();
        let path = RelPath::new(FILE);
        let said = path.and_then(|path| value(&path, sources.texts.get(&path)?));
        if let Some(entries) = said.as_ref().and_then(|said| said.get(&["menu".into()])) {
            menu.walk(entries, &mut vec!["menu".into()], &Years { before, year, asked });
        }
        menu
    }

    fn walk(&mut self, entries: &Value, way: &mut Vec<Step>, years: &Years<'_>) {
        let Value::List(entries) = entries else { return };
        for (at, entry) in entries.iter().enumerate() {
            way.push(Step::At(at));
            self.entry(entry, way, years);
            if let Some(inner) = entry.get(&["entries".into()]) {
                way.push("entries".into());
                self.walk(inner, way, years);
                way.pop();
            }
            way.pop();
        }
    }

    fn entry(&mut self, entry: &Value, way: &[Step], years: &Years<'_>) {
        let Some(Value::Text(old)) = entry.get(&["to".into()]) else { return };
        let Some(new) = years.target(old) else { return };
        self.lines.push(format!("\n  {old} → {new}"));
        let mut set = |keys: &[&str], text: String| {
            let way = way.iter().cloned().chain(keys.iter().map(|key| Step::from(*key))).collect();
            self.changes.push(Change::Set(way, Value::text(text)));
        };
        set(&["to"], new);
        for keys in [&["title"][..], &["title", "th"], &["title", "en"]] {
            let steps: Vec<Step> = keys.iter().map(|key| Step::from(*key)).collect();
            if let Some(Value::Text(title)) = entry.get(&steps) {
                let moved = years.title(title);
                if moved != *title {
                    set(keys, moved);
                }
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Asks whether the lines shall be changed; else they are for a person to change.
    pub(super) fn asked(
        &self,
        work: &Work<'_>,
        year: FiscalYear,
    ) -> Result<(Option<Act>, Option<Bilingual<String>>), Stop> {
        if self.is_empty() {
            return Ok((None, None));
        }
        let lines = self.lines.concat();
        let ask = both!(
            "บรรทัดเมนูใน {FILE} ที่ชี้ไปปีก่อน:{lines}\nเปลี่ยนเป็นของปี {year} เลยหรือไม่ (yes หรือ no)",
            "lines of the menu in {FILE} that lead to the year before:{lines}\nchange them to {year} now? (yes or no)"
        );
        let question = Question { name: "menu", ask: ask.as_str(), otherwise: Some("no".to_owned()) };
        if work.ask.answer(&question, yes_or_no)? {
            return Ok((Some(self.act(work)?), None));
        }
        let told = both!(
            "เมนูยังชี้ไปปีก่อน เมื่อหน้าของปี {year} มีข้อมูลแล้ว เปลี่ยนใน {FILE} หรือสั่ง prongsai new year {year} --menu yes:{lines}",
            "the menu still leads to the year before; once the pages of {year} say something, change it in {FILE}, or run `prongsai new year {year} --menu yes`:{lines}"
        );
        Ok((None, Some(told)))
    }

    fn act(&self, work: &Work<'_>) -> Result<Act, Stop> {
        let path = RelPath::new(FILE).ok_or_else(Stop::bug)?;
        let old = on_disk(&work.setting.site, &path)?;
        let new = edited(&path, &old, &self.changes).map_err(|message| Stop { exit: Exit::Refused, message })?;
        Ok(Act::Replace { path, old: old.into_bytes(), new: new.into_bytes() })
    }
}

/// From which year to which, and what the new one asks.
struct Years<'a> {
    before: &'a Assessment,
    year: FiscalYear,
    asked: &'a Catalogue,
}

impl Years<'_> {
    /// What an entry of the year before leads to in the new one.
    fn target(&self, to: &str) -> Option<String> {
        let old = self.before.year.to_string();
        if !to.split('/').any(|part| part == old) {
            return None;
        }
        let named = |path: &RelPath| path.below("content") == Some(to.trim_start_matches("content/"));
        match self.before.items.iter().find(|item| named(&item.path)) {
            Some(item) => self.renumbered(&item.code.value.to_string()),
            None => Some(to.replace(&old, &self.year.to_string())),
        }
    }

    /// The file, counted from the content, of the item that an old code has become; `None` where the subject is gone.
    fn renumbered(&self, code: &str) -> Option<String> {
        let came = |spec: &&ItemSpec| spec.was.iter().any(|(of, old)| *of == self.before.year && old.value == code);
        let spec = self.asked.items().map(|(_, _, spec)| spec).find(came)?;
        Some(format!("{}/items/{}.md", self.year, file_name(spec.code.value.slug())))
    }

    fn title(&self, title: &str) -> String {
        moved_on(title, self.before.year, self.year.buddhist() - self.before.year.buddhist())
    }
}
