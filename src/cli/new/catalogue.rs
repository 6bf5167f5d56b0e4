//! `prongsai new catalogue YEAR`: a year's catalogue that goes on from the program's, or with `--whole` all of it. With
//! `--update` it goes over to the newest edition, once a person has seen what that changes.

use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::cli::ask::{Question, yes_or_no};
use crate::cli::changes::change;
use crate::cli::diff::diff;
use crate::cli::exit::{Exit, Stop};
use crate::cli::new::draftable::Draftable;
use crate::cli::new::work::{Work, fill_in};
use crate::cli::terminal::{say, tell};
use crate::io::history::Act;
use crate::ita::library::Library;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;
use crate::pipeline::drafts::{Draft, Drafter, catalogue};
use crate::pipeline::edit::{Change, Step, Value, edited, value};

pub(super) const OF_AGENCY: Bilingual<&str> = both(
    "ประเภทหน่วยงานที่โปรแกรมมีแคตตาล็อก (ไม่มีให้ตอบ none)",
    "the kind of agency whose catalogue the program has (`none` for another)",
);

const TAKE: Bilingual<&str> = both("เปลี่ยนไปใช้ฉบับใหม่หรือไม่ (yes หรือ no)", "go over to the newest edition? (yes or no)");

pub(super) const KIND: Draftable = Draftable {
    name: "catalogue",
    about: both("แคตตาล็อกของปี จากที่โปรแกรมมี", "a year's catalogue, from the program's own"),
    places: &[("year", both("ปีงบประมาณ พ.ศ.", "the fiscal year, Buddhist era"))],
    options: &[("kind", OF_AGENCY), ("take", TAKE)],
    flags: &[
        ("whole", both("เขียนแคตตาล็อกทั้งหมดลงในไฟล์", "writes all of it into the file")),
        ("update", both("ดูว่าฉบับใหม่เปลี่ยนอะไร แล้วเลือกใช้", "shows what the newest edition changes, and takes it")),
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<Exit, Stop> {
    let (portal, sources) = work.portal()?;
    let year = work.year()?;
    let path = RelPath::new(&format!("content/{year}/catalogue.yaml")).ok_or_else(Stop::bug)?;
    let library = Library::new(&sources.catalogues);
    let flag = |name| work.ask.matches.get_flag(name);
    let Some(own) = sources.texts.get(&path) else {
        let Some(mut draft) = taken(work, &portal, &library, year)? else { return Err(none(&library, year)) };
        if flag("whole") {
            draft.text = catalogue::whole(&work.drafter, &path, &draft.text, &library).ok_or_else(Stop::bug)?;
        }
        return work.write(&work.setting.site, vec![draft], fill_in());
    };
    if !(flag("whole") || flag("update")) {
        return Err(Exit::Refused.because(both!(
            "มี {path} อยู่แล้ว: เติม --whole เพื่อเขียนทั้งหมดลงในไฟล์ หรือ --update เพื่อดูว่าฉบับใหม่เปลี่ยนอะไร",
            "{path} is there already: add --whole to write all of it, or --update to see what the newest edition changes"
        )));
    }
    if portal.is_faulty(path.as_str()) {
        return Err(Exit::Errors.because(both!(
            "{path} ยังมีข้อผิดพลาด: สั่ง prongsai check แล้วแก้ก่อน",
            "{path} has faults: run `prongsai check` and correct them first"
        )));
    }
    let new = if flag("whole") {
        named(&path, own)?;
        catalogue::whole(&work.drafter, &path, own, &library).ok_or_else(Stop::bug)?
    } else {
        let Some((new, changes)) = updated(&work.drafter, &path, own, &library)? else {
            tell(
                both("เป็นฉบับล่าสุดที่โปรแกรมมีแล้ว", "it is of the newest edition that the program has")
                    .pick(work.setting.lang),
            );
            return Ok(Exit::Done);
        };
        say(&changes)?;
        let question = Question { name: "take", ask: TAKE, otherwise: Some("no".to_owned()) };
        if !work.ask.answer(&question, yes_or_no)? {
            return Ok(Exit::Done);
        }
        new
    };
    change(
        &work.setting.site,
        vec![Act::Replace { path: path.clone(), old: own.as_bytes().to_vec(), new: new.into_bytes() }],
    )?;
    tell(both!("แก้ {path} แล้ว", "{path} was changed").get(work.setting.lang));
    Ok(Exit::Done)
}

/// The draft of a catalogue that goes on from the program's, where it has one of the year for agencies of this kind.
pub(super) fn taken(
    work: &Work<'_>,
    portal: &Portal,
    library: &Library<'_>,
    year: FiscalYear,
) -> Result<Option<Draft>, Stop> {
    let Some(kind) = kind(work, portal, library)? else { return Ok(None) };
    let newest = library.editions(&kind, year).and_then(|editions| editions.keys().next_back());
    Ok(newest.and_then(|edition| catalogue::taken(&work.drafter, year, &kind, *edition)))
}

/// The kind of agency: that of the site's other catalogues, else what is answered. A site whose catalogues are all its own
/// has none.
fn kind(work: &Work<'_>, portal: &Portal, library: &Library<'_>) -> Result<Option<String>, Stop> {
    let mut catalogues = portal.years.values().rev().filter_map(|own| own.catalogue.as_deref()).peekable();
    let is_first = catalogues.peek().is_none();
    let named = catalogues.find_map(|own| own.from.as_ref()?.value.split_once('/')).map(|(kind, _)| kind.to_owned());
    let given = |name: &str| work.ask.matches.get_one::<String>(name).is_some();
    if named.is_some() || !(is_first && !(work.ask.takes("name") && given("name")) || given("kind")) {
        return Ok(named);
    }
    let kinds: Vec<&str> = library.kinds().map(|(kind, _)| kind).collect();
    let sole = <[_; 1]>::try_from(kinds.as_slice()).map_or("none", |[sole]: [&str; 1]| sole);
    let question = Question { name: "kind", ask: OF_AGENCY, otherwise: Some(sole.to_owned()) };
    work.ask.answer(&question, |text| match text {
        "none" => Ok(None),
        text if kinds.contains(&text) => Ok(Some(text.to_owned())),
        text => {
            let all = kinds.join(", ");
            Err(both!("ไม่มีประเภท “{text}” ที่มีอยู่: {all}", "there is no kind `{text}`; there are: {all}"))
        }
    })
}

/// What a catalogue says that it goes on from, and the edition.
fn named(path: &RelPath, own: &str) -> Result<(String, u32), Stop> {
    let said = |key: &str| match value(path, own)?.get(&[Step::from(key)])? {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    said("from").zip(said("edition").and_then(|edition| edition.trim().parse().ok())).ok_or_else(|| {
        Exit::Refused.because(both!(
            "{path} ไม่ได้ต่อจากแคตตาล็อกของโปรแกรม (ไม่มี from)",
            "{path} does not go on from a catalogue of the program (it has no `from`)"
        ))
    })
}

/// The text of a catalogue that goes on from the newest edition, and what that changes of the whole; `None` where it does.
fn updated(
    drafter: &Drafter,
    path: &RelPath,
    own: &str,
    library: &Library<'_>,
) -> Result<Option<(String, String)>, Stop> {
    let (from, edition) = named(path, own)?;
    let parts = from.split_once('/').and_then(|(kind, year)| library.editions(kind, FiscalYear::parse(year)?));
    let Some(newest) = parts.and_then(|editions| editions.keys().next_back()).filter(|newest| **newest > edition)
    else {
        return Ok(None);
    };
    let set = Change::Set(vec!["edition".into()], Value::text(newest.to_string()));
    let new = edited(path, own, &[set]).map_err(|message| Stop { exit: Exit::Errors, message })?;
    let whole = |text: &str| catalogue::whole(drafter, path, text, library).unwrap_or_default();
    let changes = diff(path.as_str(), &whole(own), &whole(&new));
    Ok(Some((new, changes)))
}

fn none(library: &Library<'_>, year: FiscalYear) -> Stop {
    let all: Vec<String> = library.names().collect();
    let all = all.join(", ");
    Exit::Usage.because(both!(
        "โปรแกรมไม่มีแคตตาล็อกปี {year} ของหน่วยงานประเภทนี้ ที่มีอยู่: {all}",
        "the program has no catalogue of {year} for this kind of agency; there are: {all}"
    ))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::{Drafter, Library, RelPath, updated};
    use crate::base::date::Day;
    use crate::base::lang::Lang;

    fn edition(edition: u32, title: &str) -> Arc<str> {
        let item = format!("{{code: O1, title: {title}}}, {{code: O2, title: ผู้บริหาร}}");
        format!(
            "edition: {edition}\nname: การประเมิน\nstatus: final\nindicators:\n  - id: 9\n    name: การเปิดเผย\n    groups: [{{id: 9.1, name: พื้นฐาน, items: [{item}]}}]\n"
        )
        .into()
    }

    #[test]
    fn what_a_newer_edition_changes_is_shown_and_the_rest_of_the_file_stays() {
        let path = |text| RelPath::new(text).unwrap();
        let files = BTreeMap::from([
            (path("school/2568-1.yaml"), edition(1, "โครงสร้าง")),
            (path("school/2568.yaml"), edition(2, "โครงสร้างและหน้าที่")),
        ]);
        let library = Library::new(&files);
        let drafter = Drafter { lang: Lang::En, today: Day::new(2026, 1, 5).unwrap() };
        let own = "# ของเรา\nfrom: school/2568\nedition: 1  # ฉบับ\nitems: [{code: O2, title: ผู้บริหารโรงเรียน}]\n";
        let file = path("content/2568/catalogue.yaml");
        let (new, changes) = updated(&drafter, &file, own, &library).unwrap().unwrap();
        assert_eq!(new, own.replace("edition: 1", "edition: 2"));
        assert!(
            changes.contains("-           - code: O1\n") || changes.contains("-             title: โครงสร้าง\n"),
            "{changes}"
        );
        assert!(changes.contains("+             title: โครงสร้างและหน้าที่\n"), "{changes}");
        assert!(!changes.contains("- title: ผู้บริหาร"), "{changes}");
        assert!(updated(&drafter, &file, &new, &library).unwrap().is_none());
    }
}
