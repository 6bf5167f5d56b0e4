//! What is kept of a site that is being edited, so that only what has changed is parsed and compiled again. Each step is
//! the flow's own.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::date::Day;
use crate::base::path::RelPath;
use crate::base::source::{self, Sources};
use crate::base::span::Spanned;
use crate::ita::address::Address;
use crate::ita::evidence::Judged;
use crate::ita::portal::Portal;
use crate::parse;
use crate::parse::Assembled;
use crate::parse::parsed::{File, are_same};
use crate::pipeline::planned::Dress;

/// What is kept from one save to the next: every file of the content as it was parsed, the years as they were put together and
/// judged, and the compiled theme.
#[derive(Default)]
pub(crate) struct Kept {
    files: BTreeMap<RelPath, KeptFile>,
    pub(super) assembled: Assembled,
    judged: Judged,
    outside: Option<Outside>,
    theme: Option<KeptTheme>,
}

/// What verdicts rest on that stands in no year.
struct Outside {
    files: Vec<Arc<File>>,
    attachments: Arc<BTreeMap<RelPath, source::File>>,
    hidden: Vec<Address>,
    today: Day,
}

impl Outside {
    fn is_same(&self, other: &Outside) -> bool {
        are_same(&self.files, &other.files)
            && Arc::ptr_eq(&self.attachments, &other.attachments)
            && (&self.hidden, self.today) == (&other.hidden, other.today)
    }
}

/// A parsed file with the text that it was parsed from, and with what the files of its tables held.
struct KeptFile {
    text: Arc<str>,
    tables: Vec<Option<source::File>>,
    parsed: Arc<File>,
}

/// A compiled theme with the texts that it was compiled from.
struct KeptTheme {
    texts: Vec<(RelPath, Arc<str>)>,
    name: Spanned<String>,
    dress: Dress,
}

impl KeptFile {
    /// Reads the tables again whose files are others by now.
    fn keep_up(&mut self, sources: &Sources) {
        let same = |(file, kept): (&Option<source::File>, &Option<source::File>)| match (file, kept) {
            (Some(file), Some(kept)) => file.is_same_look(kept),
            (file, kept) => file.is_none() && kept.is_none(),
        };
        let tables = self.parsed.tables(sources);
        if !tables.iter().zip(&self.tables).all(same) {
            Arc::make_mut(&mut self.parsed).read_tables(sources);
            self.tables = tables;
        }
    }
}

impl Kept {
    /// The files of the content, each parsed once for each of its texts.
    pub(crate) fn gather(&mut self, sources: &Sources) -> Vec<Arc<File>> {
        let same = |kept: &KeptFile, text: &Arc<str>| Arc::ptr_eq(&kept.text, text) || kept.text == *text;
        let texts = parse::texts(sources);
        let mut new = texts.clone();
        new.retain(|(path, text)| !self.files.get(*path).is_some_and(|kept| same(kept, text)));
        let parsed = parse::files(&new, sources);
        let kept = new.into_iter().zip(parsed).map(|((path, text), parsed)| {
            (path.clone(), KeptFile { text: text.clone(), tables: parsed.tables(sources), parsed })
        });
        self.files.extend(kept);
        if self.files.len() > texts.len() {
            self.files.retain(|path, _| sources.texts.contains_key(path));
        }
        if !self.outside.as_ref().is_some_and(|last| Arc::ptr_eq(&last.attachments, &sources.files)) {
            self.files.par_iter_mut().for_each(|(_, kept)| kept.keep_up(sources));
        }
        self.files.values().map(|kept| kept.parsed.clone()).collect()
    }

    /// The verdicts of the last time, if what stands in no year is as it was.
    pub(super) fn judged(&mut self, portal: &Portal, sources: &Sources, today: Day) -> &mut Judged {
        let files = self.files.values().map(|kept| &kept.parsed).filter(|file| file.year.is_none()).cloned().collect();
        let (attachments, hidden) = (sources.files.clone(), portal.hidden.clone());
        let now = Outside { files, attachments, hidden, today };
        if !self.outside.as_ref().is_some_and(|last| last.is_same(&now)) {
            self.judged = Judged::default();
        }
        self.outside = Some(now);
        &mut self.judged
    }

    /// The words and the theme that a site names, made by `dress` once for each of their texts.
    pub(crate) fn dress(&mut self, sources: &Sources, name: &Spanned<String>, dress: impl FnOnce() -> Dress) -> Dress {
        let texts = sources.texts.iter().filter(|(path, _)| path.below("themes").is_some());
        let texts: Vec<_> = texts.map(|(path, text)| (path.clone(), text.clone())).collect();
        let kept = self.theme.take().filter(|kept| kept.texts == texts && kept.name == *name);
        let kept = self.theme.insert(kept.unwrap_or_else(|| KeptTheme { texts, name: name.clone(), dress: dress() }));
        kept.dress.clone()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Kept;
    use crate::base::date::Day;
    use crate::base::path::RelPath;
    use crate::base::source::{File, Sources};
    use crate::ita::year::FiscalYear;
    use crate::pipeline::{checked, read};

    const AGENCY: &str = "name: ก\nbase_url: https://a.example/\n";
    const CATALOGUE: &str = "name: ก\nstatus: final\nindicators: [{id: 1, name: ก, groups: [{id: 1.1, name: ก, items: [\
        {code: O1, title: ก, requirements: [{id: a, text: ก}]}, {code: O2, title: ข, requirements: [{id: a, text: ก}]}]}]}]\n";
    const TEXT: &str = "องค์การบริหารส่วนตำบลเปิดเผยแผนดำเนินงานและผลการใช้จ่ายงบประมาณให้ประชาชนตรวจดูได้ทุกวัน\n";

    fn item(code: &str, page: &str) -> String {
        format!("---\ncode: {code}\nevidence: [{{requirement: a, page: {page}}}]\n---\n{TEXT}")
    }

    fn path(text: &str) -> RelPath {
        RelPath::new(text).expect("a path")
    }

    fn year(year: i16) -> FiscalYear {
        FiscalYear::parse(&year.to_string()).expect("a year")
    }

    /// 2567 rests on itself and an article, 2568 on a page of 2567 too.
    fn sources() -> Sources {
        let news = format!("---\ntitle: ข่าว\ndate: 2567-01-05\n---\n{TEXT}");
        let texts = [
            ("content/agency.yaml", AGENCY.to_owned()),
            ("content/2567/catalogue.yaml", CATALOGUE.to_owned()),
            ("content/2568/catalogue.yaml", CATALOGUE.to_owned()),
            ("content/2567/items/o1.md", item("O1", "/news/2567-01-05-a/")),
            ("content/2567/items/o2.md", item("O2", "/news/2567-01-05-a/")),
            ("content/2568/items/o1.md", item("O1", "/ita/2567/o2/")),
            ("content/2568/items/o2.md", item("O2", "/news/2567-01-05-b/")),
            ("content/news/2567-01-05-a.md", news),
        ];
        let texts = texts.into_iter().map(|(name, text)| (path(name), text.into())).collect();
        Sources { texts, ..Sources::default() }
    }

    #[test]
    fn a_year_is_kept_until_something_changes_that_it_rests_on() {
        let day = |day| Day::new(2024, 6, day).expect("a day");
        let (mut sources, mut today, mut kept) = (sources(), day(1), Kept::default());
        let mut last = read(&sources, today, Some(&mut kept)).0;
        let mut step = |what: &str, same: &[i16], sources: &Sources, today| {
            let told = |findings: &[_]| format!("{findings:#?}");
            let (portal, findings) = read(sources, today, Some(&mut kept));
            let (fresh, expected) = read(sources, today, None);
            assert_eq!(told(&findings), told(&expected), "{what}");
            for (own, other) in portal.years.values().zip(fresh.years.values()) {
                let verdicts = |items: &[crate::ita::item::Item]| {
                    let one = |item: &crate::ita::item::Item| format!("{}: {:#?}", item.path, item.verdicts);
                    items.iter().map(one).collect::<String>()
                };
                assert_eq!(verdicts(&own.items), verdicts(&other.items), "{what}");
            }
            let is_same = |of: i16| Arc::ptr_eq(&portal.years[&year(of)], &last.years[&year(of)]);
            let kept: Vec<i16> = [2567, 2568].into_iter().filter(|of| is_same(*of)).collect();
            assert_eq!(kept, same, "{what}");
            last = portal;
        };
        let write = |sources: &mut Sources, name: &str, text: String| sources.texts.insert(path(name), text.into());
        step("nothing", &[2567], &sources, today);
        write(&mut sources, "content/2568/items/o2.md", item("O2", "/news/2567-01-05-a/"));
        step("a file of 2568", &[2567], &sources, today);
        write(&mut sources, "content/2567/items/o2.md", "---\ncode: O2\nawaiting: รอ\n---\n".to_owned());
        step("a file of 2567, which 2568 rests on", &[], &sources, today);
        assert!(checked(&sources, today).1.iter().any(|finding| finding.at.path == path("content/2568/items/o1.md")));
        write(&mut sources, "content/2568/items/o1.md", item("O1", "/news/2567-01-05-a/"));
        step("the same without", &[2567], &sources, today);
        write(&mut sources, "content/2567/items/o2.md", item("O2", "/news/2567-01-05-a/"));
        step("2567 alone", &[2568], &sources, today);
        write(&mut sources, "content/news/2567-01-05-a.md", "---\ntitle: ข่าว\ndate: 2567-01-05\n---\n".to_owned());
        step("the article of both", &[], &sources, today);
        step("nothing again", &[2567, 2568], &sources, today);
        let file = File { size: 1, embedded: None, inspected: None };
        Arc::make_mut(&mut sources.files).insert(path("content/2567/files/a.pdf"), file);
        step("an attachment", &[], &sources, today);
        write(&mut sources, "content/2567/items/o1.en.md", "Words\n".to_owned());
        step("an English text", &[2568], &sources, today);
        write(&mut sources, "content/2569/items/o1.en.md", "Words\n".to_owned());
        step("an English text of no page", &[2567, 2568], &sources, today);
        write(&mut sources, "content/2569/measures/m01.md", "---\ntitle: ก\n---\n".to_owned());
        step("a name that all years may use", &[], &sources, today);
        today = day(2);
        step("a day", &[], &sources, today);
    }
}
