//! The page that gets files: an item, a measure, news or a plain page, with its text as it becomes.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::base::thai::{arabic_digits, nearest};
use crate::cli::add::claim::Claim;
use crate::cli::add::shot::Shot;
use crate::cli::ask::Question;
use crate::cli::exit::{Exit, Stop};
use crate::cli::new::item;
use crate::cli::new::work::{Work, begun};
use crate::io::history::Act;
use crate::ita::article::ArticleKind;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;
use crate::pipeline::drafts::Draft;
use crate::pipeline::drafts::item::{file_name, item as draft};
use crate::pipeline::edit::{Change, Value, edited, value};

pub(super) struct Page {
    pub path: RelPath,
    /// Its text as it becomes, with what the file begins with.
    pub text: String,
    /// As it is on the disk; `None` where it has not been begun.
    old: Option<String>,
    /// The folder that its files go to.
    pub folder: String,
    /// What the names of its files begin with: `o12`.
    pub stem: String,
    /// What its catalogue asks, in its order; nothing for other pages.
    pub asks: Option<Vec<(String, String)>>,
    /// Whether it shows pictures by themselves: news and plain pages.
    pub shows: bool,
}

/// What is written of one file.
pub(super) struct Lines {
    pub title: Value,
    /// What else the list of documents says of it: `date`, `language`.
    pub more: Vec<(&'static str, Value)>,
    pub document: Entry,
    /// The same where it is shown as a table too.
    pub table: Option<Entry>,
    /// It is a picture of the page, and no document.
    pub shot: Option<Shot>,
    pub claim: Option<Claim>,
}

/// An entry of a list that names the file.
#[derive(Clone, Default)]
pub(super) struct Entry {
    pub id: String,
    /// Whether the page has it already.
    pub is_there: bool,
}

impl Page {
    /// The page that the command line names.
    pub(super) fn asked(work: &Work<'_>, portal: &Portal) -> Result<Page, Stop> {
        let ask = both(
            "ปีงบประมาณ พ.ศ. เช่น 2569 หรือพิมพ์ ข่าว หรือ หน้า",
            "the fiscal year in the Buddhist era, as 2569, or `news`, or `page`",
        );
        let question = Question { name: "to", ask, otherwise: None };
        let kind = work.ask.answer(&question, |text| match text {
            "news" | "ข่าว" => Ok(Err(ArticleKind::News)),
            "page" | "pages" | "หน้า" => Ok(Err(ArticleKind::Page)),
            "service" | "services" | "บริการ" => Ok(Err(ArticleKind::Service)),
            year => FiscalYear::parse(year).map(Ok).ok_or_else(|| no_place(year)),
        })?;
        match kind {
            Ok(year) => of_item(work, portal, year),
            Err(kind) => of_article(work, portal, kind),
        }
    }

    fn open(site: &Path, path: RelPath, draft: Option<Draft>) -> Result<Page, Stop> {
        let (old, text) = match fs::read_to_string(site.join(path.as_str())) {
            Ok(text) => (Some(text.clone()), text),
            Err(error) if error.kind() == ErrorKind::NotFound => match draft {
                Some(draft) => (None, draft.text),
                None => return Err(Stop::disk(&anyhow::Error::new(error).context(path.to_string()))),
            },
            Err(error) => return Err(Stop::disk(&anyhow::Error::new(error).context(path.to_string()))),
        };
        Ok(Page { path, text, old, folder: "content/files".to_owned(), stem: String::new(), asks: None, shows: false })
    }

    pub(super) fn before(&self) -> &str {
        self.old.as_deref().unwrap_or_default()
    }

    /// Writes what is said of a file into the text.
    pub(super) fn take(&mut self, to: &RelPath, lines: &Lines) -> Result<(), Stop> {
        let Lines { title, more, document, table, shot, claim } = lines;
        let said = value(&self.path, &self.text);
        let refused = |message| Stop { exit: Exit::Refused, message };
        if let Some(shot) = shot {
            let change = shot.change(&self.path.link_to(to));
            self.text = edited(&self.path, &self.text, change.as_slice()).map_err(refused)?;
            return Ok(());
        }
        let evidence = said.as_ref().and_then(|said| said.get(&["evidence".into()]));
        let mut changes = Vec::new();
        let entries = [("document", "documents", Some(document)), ("table", "tables", table.as_ref())];
        let entries = entries.into_iter().filter_map(|(key, list, entry)| Some((key, list, entry?)));
        for (_, list, entry) in entries.clone().filter(|(_, _, entry)| !entry.is_there) {
            let file = Value::text(self.path.link_to(to));
            let mut offered = vec![("id", Value::text(&entry.id)), ("file", file), ("title", title.clone())];
            offered.extend(more.iter().filter(|_| list == "documents").cloned());
            changes.push(Change::Append(vec![list.into()], Value::map(offered)));
        }
        for (key, _, entry) in entries {
            let Some(claim) = claim.as_ref().filter(|claim| !claim.is_made(evidence, key, &entry.id)) else { continue };
            let evidence = Value::map([("requirement", claim.value()), (key, Value::text(&entry.id))]);
            changes.push(Change::Append(vec!["evidence".into()], evidence));
        }
        self.text = edited(&self.path, &self.text, &changes).map_err(refused)?;
        Ok(())
    }

    /// The line, from 1, by which the page says that its evidence is awaited.
    pub(super) fn awaiting(&self) -> Option<usize> {
        let said = value(&self.path, &self.text)?;
        said.get(&["awaiting".into()]).filter(|said| **said != Value::Null)?;
        self.text.lines().position(|line| line.starts_with("awaiting:")).map(|above| above + 1)
    }

    pub(super) fn act(self, site: &Path) -> Vec<Act> {
        let Page { path, text, old, .. } = self;
        match old {
            Some(old) if old == text => Vec::new(),
            Some(old) => vec![Act::Replace { path, old: old.into_bytes(), new: text.into_bytes() }],
            None => begun(site, vec![Draft { path, text }]),
        }
    }
}

/// The item of a year, begun from its catalogue where nobody has.
fn of_item(work: &Work<'_>, portal: &Portal, year: FiscalYear) -> Result<Page, Stop> {
    let (assessment, catalogue) = item::of_year(portal, year)?;
    let ask = both("รหัสข้อ เช่น O12 หรือรหัสมาตรการ เช่น m01", "the item's number, as O12, or a measure's, as m01");
    let named = work.ask.answer(&Question { name: "name", ask, otherwise: None }, |text| {
        let measure = assessment.measures.iter().find(|own| own.id.eq_ignore_ascii_case(&arabic_digits(text)));
        measure.map_or_else(|| item::find(catalogue, text).map(Ok), |own| Ok(Err(own)))
    })?;
    let folder = format!("content/{year}/files");
    let spec = match named {
        Ok(spec) => spec,
        Err(own) => {
            let page = Page::open(&work.setting.site, own.path.clone(), None)?;
            return Ok(Page { folder, stem: own.id.clone(), ..page });
        }
    };
    let begun = draft(&work.drafter, year, spec, item::before(portal, assessment, spec)).ok_or_else(Stop::bug)?;
    let path = assessment.item(&spec.code.value).map_or_else(|| begun.path.clone(), |own| own.path.clone());
    let lang = work.setting.lang;
    let asks = spec.requirements.iter().map(|own| (own.id.value.clone(), own.text.get(lang).0.to_owned()));
    let page = Page::open(&work.setting.site, path, Some(begun))?;
    let stem = file_name(spec.code.value.slug());
    Ok(Page { folder, stem, asks: Some(asks.collect()), ..page })
}

/// A page or news that is there.
fn of_article(work: &Work<'_>, portal: &Portal, kind: ArticleKind) -> Result<Page, Stop> {
    let ask = both("ชื่อสั้นหรือไฟล์ของหน้านั้น", "the short name or the file of the page");
    let question = Question { name: "name", ask, otherwise: None };
    let (path, name) = work.ask.answer(&question, |text| article(portal, kind, text))?;
    let page = Page::open(&work.setting.site, path, None)?;
    let stem = name.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("home").to_owned();
    Ok(Page { stem, shows: true, ..page })
}

fn article(portal: &Portal, kind: ArticleKind, text: &str) -> Result<(RelPath, String), Bilingual<String>> {
    let plain = arabic_digits(&text.replace('\\', "/"));
    let plain =
        plain.trim_start_matches("content/").trim_end_matches(".md").trim_end_matches("index").trim_matches('/');
    let (kind, plain) = match ArticleKind::ALL.into_iter().find(|kind| plain.split('/').next() == Some(kind.folder())) {
        Some(own) => (own, plain[own.folder().len()..].trim_start_matches('/')),
        None => (kind, plain),
    };
    // News go by what follows their date too.
    let is = |name: &str| name == plain || short(kind, name) == plain;
    let mut found = portal.articles(kind).filter(|own| is(&own.name));
    match (found.next(), found.next()) {
        (Some(own), None) => Ok((own.path.clone(), short(kind, &own.name).to_owned())),
        (Some(one), Some(other)) => {
            let (one, other) = (&one.path, &other.path);
            Err(both!(
                "“{text}” มีหลายหน้า: {one}, {other} ให้เขียนชื่อเต็ม",
                "`{text}` may be {one} or {other}: write the whole name"
            ))
        }
        (None, _) => {
            let near = nearest(plain, portal.articles(kind).map(|own| short(kind, &own.name)));
            let near = near.map(|near| format!(" ({near}?)")).unwrap_or_default();
            let new = if kind == ArticleKind::News { "news" } else { "page" };
            Err(both!(
                "ไม่มีหน้า “{text}”{near} เริ่มหน้าใหม่ด้วย prongsai new {new}",
                "there is no page `{text}`{near}; begin one with `prongsai new {new}`"
            ))
        }
    }
}

/// The name of a page; that of news without its date.
fn short(kind: ArticleKind, name: &str) -> &str {
    if kind == ArticleKind::News { name.get(11..).unwrap_or(name) } else { name }
}

fn no_place(text: &str) -> Bilingual<String> {
    both!(
        "“{text}” ไม่ใช่ปีงบประมาณ พ.ศ. เช่น 2569 และไม่ใช่ ข่าว (news) หรือ หน้า (page)",
        "`{text}` is neither a Buddhist fiscal year such as 2569, nor `news`, nor `page`"
    )
}
