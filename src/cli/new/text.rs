//! `prongsai new measure|news|page`: pages that people write by hand.

use crate::base::date::Day;
use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::base::thai::arabic_digits;
use crate::cli::ask::Question;
use crate::cli::exit::{Exit, Stop};
use crate::cli::new::draftable::Draftable;
use crate::cli::new::work::{Work, fill_in};
use crate::ita::article::ArticleKind;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;
use crate::pipeline::drafts::{pages, value};

const TITLE: Bilingual<&str> = both("ชื่อเรื่อง", "the title in Thai");
const TITLE_EN: Bilingual<&str> = both("ชื่อเรื่องภาษาอังกฤษ (ไม่มีให้เว้นว่าง)", "the title in English (may be empty)");
const ISSUE: Bilingual<&str> = both(
    "ปีและหมายเลขประเด็นที่มาตรการนี้ตอบ เช่น 2568/1",
    "the year and number of the issue it answers, as 2568/1, for example",
);
const OWNER: Bilingual<&str> = both("ส่วนงานที่รับผิดชอบ (ไม่มีให้เว้นว่าง)", "the division that is responsible (may be empty)");
const DATE: Bilingual<&str> = both("วันที่ของข่าว", "the day of the news");
const SHORT: Bilingual<&str> = both(
    "ชื่อสั้นในที่อยู่เว็บ a–z 0–9 และขีดกลาง เช่น open-house",
    "a short name for the address: a–z, 0–9, hyphens, as open-house",
);
const PATH: Bilingual<&str> = both("ที่อยู่ของหน้า เช่น about/budget", "the page's address, as about/budget");

pub(super) const MEASURE: Draftable = Draftable {
    name: "measure",
    about: both("มาตรการของปี", "a measure of a year"),
    places: &[("year", both("ปีงบประมาณ พ.ศ.", "the fiscal year, Buddhist era"))],
    options: &[("title", TITLE), ("title-en", TITLE_EN), ("issue", ISSUE), ("owner", OWNER)],
    flags: &[],
    run: measure,
};

pub(super) const NEWS: Draftable = Draftable {
    name: "news",
    about: both("ข่าว", "a piece of news"),
    places: &[],
    options: &[("title", TITLE), ("title-en", TITLE_EN), ("date", DATE), ("name", SHORT)],
    flags: &[],
    run: news,
};

pub(super) const PAGE: Draftable = Draftable {
    name: "page",
    about: both("หน้าเว็บทั่วไปหรือบริการ (services/…)", "a plain page, or a service (services/…)"),
    places: &[("path", PATH)],
    options: &[("title", TITLE), ("title-en", TITLE_EN)],
    flags: &[],
    run: page,
};

fn measure(work: &Work<'_>) -> Result<Exit, Stop> {
    let (portal, _) = work.portal()?;
    let year = work.year()?;
    let known = issues(&portal);
    if known.is_empty() {
        return Err(Exit::Usage.because(both(
            "มาตรการต้องตอบประเด็นหนึ่ง แต่ยังไม่มี issues.yaml ของปีใด: สั่ง prongsai new issues ตามด้วยปีที่ประเมินแล้วก่อน",
            "a measure answers an issue, and no year has an issues.yaml yet: run `prongsai new issues` with the year of the result first",
        )));
    }
    let mut given = vec![title(work)?.0];
    let question = Question { name: "issue", ask: ISSUE, otherwise: None };
    let issue = work.ask.answer(&question, |text| find_issue(&known, text))?;
    given.push(("issue", issue));
    if let Some(owner) = work.ask.optional("owner", OWNER)? {
        given.push(("owner", value::line(&owner)));
    }
    let measures = portal.years.get(&year).map(|own| own.measures.as_slice()).unwrap_or_default();
    let path = place(&format!("content/{year}/measures/{}.md", next_id(measures.iter().map(|own| own.id.as_str()))))?;
    work.write(&work.setting.site, vec![pages::measure(&work.drafter, path, &given)], fill_in())
}

fn news(work: &Work<'_>) -> Result<Exit, Stop> {
    work.portal()?;
    let (title, english) = title(work)?;
    let today = value::day(work.setting.today);
    let question = Question { name: "date", ask: DATE, otherwise: Some(today) };
    let day = work.ask.answer(&question, |text| Day::parse(text).map_err(|_| no_day(text)))?;
    // A name that is only a number is as good as any; there may be several news of a day.
    let path = |name: &str| format!("content/news/{}-{name}.md", value::day(day));
    let is_free = |name: &String| !work.setting.site.join(path(name)).exists();
    let own = english.and_then(|title| short_name(&words_of(&title)).ok());
    let otherwise = own.into_iter().chain((1..).map(|at| format!("news-{at}"))).find(is_free);
    let question = Question { name: "name", ask: SHORT, otherwise };
    let name = work.ask.answer(&question, short_name)?;
    let path = place(&path(&name))?;
    let draft = pages::news(&work.drafter, path, &[title, ("date", value::day(day))]);
    work.write(&work.setting.site, vec![draft], fill_in())
}

fn page(work: &Work<'_>) -> Result<Exit, Stop> {
    work.portal()?;
    let question = Question { name: "path", ask: PATH, otherwise: None };
    let file = work.ask.answer(&question, file)?;
    let draft = pages::article(&work.drafter, place(&file)?, &[title(work)?.0]);
    work.write(&work.setting.site, vec![draft], fill_in())
}

/// The title as a draft has it, and what it is in English.
fn title(work: &Work<'_>) -> Result<((&'static str, String), Option<String>), Stop> {
    let th = work.ask.text("title", TITLE)?;
    let english = work.ask.optional("title-en", TITLE_EN)?;
    Ok((("title", value::bilingual(both(&th, english.as_deref().unwrap_or_default()))), english))
}

/// The first words of an English title, as they may stand in an address.
fn words_of(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.take(WORDS).collect::<Vec<_>>().join("-")
}

/// So many words of a title make the name of its file.
const WORDS: usize = 5;

/// Every issue as a measure names it.
fn issues(portal: &Portal) -> Vec<String> {
    let analyses = portal.years.values().filter_map(|own| Some((own.year, own.analysis.as_ref()?)));
    analyses.flat_map(|(year, own)| own.issues.iter().map(move |issue| format!("{year}/{}", issue.id.value))).collect()
}

fn find_issue(known: &[String], text: &str) -> Result<String, Bilingual<String>> {
    let plain = arabic_digits(text);
    let own = plain.split_once('/').and_then(|(year, id)| Some(format!("{}/{}", FiscalYear::parse(year)?, id.trim())));
    own.filter(|own| known.contains(own)).ok_or_else(|| {
        let all = known.join(", ");
        both!("ไม่มีประเด็น “{text}” ที่มีอยู่: {all}", "there is no issue `{text}`; there are: {all}")
    })
}

/// The id after the highest of the form `m07`.
fn next_id<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let highest = ids.filter_map(|id| id.strip_prefix('m')?.parse::<u32>().ok()).max().unwrap_or(0);
    format!("m{:02}", highest + 1)
}

fn short_name(text: &str) -> Result<String, Bilingual<String>> {
    let name = text.to_lowercase().replace([' ', '_'], "-");
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    Some(name).filter(|name| name.chars().all(plain) && name.contains(|c: char| c != '-')).ok_or_else(|| no_name(text))
}

/// The file of a page or a service by its address, also when it was written as its file.
fn file(text: &str) -> Result<String, Bilingual<String>> {
    let path = text.trim_start_matches("content/").trim_end_matches(".md").trim_matches('/');
    let kind = [ArticleKind::Service, ArticleKind::Page].into_iter().find_map(|kind| {
        let rest = path.strip_prefix(kind.folder())?.strip_prefix('/')?;
        Some((kind, rest))
    });
    let (kind, path) = kind.unwrap_or((ArticleKind::Page, path));
    let parts: Result<Vec<String>, _> = path.split('/').map(short_name).collect();
    Ok(format!("content/{}/{}.md", kind.folder(), parts?.join("/")))
}

fn place(path: &str) -> Result<RelPath, Stop> {
    RelPath::new(path).ok_or_else(Stop::bug)
}

fn no_name(text: &str) -> Bilingual<String> {
    both!(
        "“{text}” ใช้เป็นที่อยู่เว็บไม่ได้: ใช้ a–z, 0–9 และขีดกลาง",
        "`{text}` cannot become an address: use letters a–z, digits and hyphens"
    )
}

fn no_day(text: &str) -> Bilingual<String> {
    both!(
        "“{text}” ไม่ใช่วันที่ในปฏิทิน: เขียนปีสี่หลัก เช่น 2569-01-05 หรือ 5 มกราคม 2569",
        "`{text}` is no day of the calendar: write the year with four digits, as 2569-01-05 or 5 มกราคม 2569"
    )
}

#[cfg(test)]
mod tests {
    use super::{file, next_id, short_name, words_of};

    #[test]
    fn names_become_addresses() {
        assert_eq!(short_name("Open House").as_deref(), Ok("open-house"));
        assert!(short_name("เปิดบ้าน").is_err() && short_name("-").is_err() && short_name("a/b").is_err());
        assert_eq!(file("content/pages/about/Budget.md").as_deref(), Ok("content/pages/about/budget.md"));
        assert_eq!(file("/services/birth/").as_deref(), Ok("content/services/birth.md"));
        assert_eq!(words_of("Dog & cat vaccines: free at 5 places"), "Dog-cat-vaccines-free-at");
        assert!(short_name(&words_of("เปิดบ้าน")).is_err());
        assert!(file("../x").is_err() && file("").is_err() && file("a//b").is_err());
    }

    #[test]
    fn ids_go_on() {
        assert_eq!(next_id(["m01", "m09", "plan"].into_iter()), "m10");
        assert_eq!(next_id(std::iter::empty()), "m01");
    }
}
