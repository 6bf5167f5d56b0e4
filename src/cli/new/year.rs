//! `prongsai new year YEAR`: a year from the one before. Drafts the catalogue if there is none and every item that has no
//! file, and tells what the catalogue changed. Run again after the catalogue was corrected, it adds what is new.

use crate::base::lang::{Bilingual, Lang, both};
use crate::base::source::Sources;
use crate::cli::exit::{Exit, Stop};
use crate::cli::new::catalogue::taken;
use crate::cli::new::draftable::Draftable;
use crate::cli::new::menu::Menu;
use crate::cli::new::work::Work;
use crate::cli::new::{carried, item};
use crate::cli::terminal::tell;
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::{Catalogue, ItemSpec};
use crate::ita::library::Library;
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;
use crate::pipeline;
use crate::pipeline::drafts::item::item as draft_item;
use crate::pipeline::drafts::{Draft, catalogue, value};

const NAME: Bilingual<&str> =
    both("ชื่อการประเมิน (เมื่อไม่มีปีก่อนให้คัดลอก)", "the name of the assessment (where no year before is there to copy)");

const MENU: Bilingual<&str> = both(
    "yes: เปลี่ยนบรรทัดเมนูของปีก่อนใน agency.yaml เป็นของปีนี้",
    "yes: the lines of the menu that lead to the year before are changed to this one",
);

pub(super) const KIND: Draftable = Draftable {
    name: "year",
    about: both("ปีใหม่จากปีก่อน", "a new year from the one before"),
    places: &[("year", both("ปีงบประมาณ พ.ศ.", "the fiscal year, Buddhist era"))],
    options: &[("name", NAME), ("kind", crate::cli::new::catalogue::OF_AGENCY), ("menu", MENU)],
    flags: &[],
    run,
};

fn run(work: &Work<'_>) -> Result<Exit, Stop> {
    let (portal, mut sources) = work.portal()?;
    let year = work.year()?;
    let path = format!("content/{year}/catalogue.yaml");
    if portal.is_faulty(&path) {
        return Err(faulty(&path));
    }
    let before = portal.years.range(..year).rev().find(|(_, own)| own.catalogue.is_some()).map(|(before, _)| *before);
    let stood = portal.years.get(&year).is_some_and(|own| own.catalogue.is_some());
    let (begun, moved) = if stood { (None, Vec::new()) } else { catalogue_of(work, &portal, &sources, year, before)? };
    let is_from = begun.as_ref().is_some_and(|draft| draft.text.contains("\nfrom: "));
    put(&mut sources, begun.as_slice());
    // The site as it is with that catalogue.
    let (portal, _) = pipeline::portal(&sources, work.setting.today);
    let Some((own, catalogue)) = portal.years.get(&year).and_then(|own| Some((own, own.catalogue.as_deref()?))) else {
        return Err(Stop::bug());
    };
    let earlier =
        before.and_then(|before| portal.years.get(&before)).and_then(|own| Some((own, own.catalogue.as_deref()?)));
    if let Some((before, old)) = earlier.filter(|_| stood || is_from) {
        tell(changes(before.year, old, catalogue).get(work.setting.lang));
    }
    let mut drafts: Vec<Draft> = begun.into_iter().chain(missing(work, &portal, own, catalogue)).collect();
    let menu = earlier.map(|(before, _)| Menu::of(&sources, before, year, catalogue)).unwrap_or_default();
    if drafts.is_empty() && menu.is_empty() {
        return Err(Exit::Refused.because(both!("ปี {year} มีไฟล์ครบทุกข้อแล้ว", "{year} has a file for every item already")));
    }
    let mut told: Vec<Bilingual<String>> = moved_on(&drafts, &path, &moved).into_iter().collect();
    if let Some((before, _)) = earlier {
        let (measures, ended) = if stood { Default::default() } else { carried::measures(work, year, before) };
        drafts.extend(measures);
        put(&mut sources, &drafts);
        told.extend(carried::left_out(
            &pipeline::portal(&sources, work.setting.today).0,
            year,
            before,
            &drafts,
            &ended,
        ));
    }
    let (act, by_hand) = menu.asked(work, year)?;
    told.extend(by_hand);
    told.push(next(&path, stood || is_from));
    let told = Bilingual::each(|lang| told.iter().map(|part| part.get(lang).as_str()).collect::<Vec<_>>().join("\n"));
    work.write_with(&work.setting.site, drafts, act, told)
}

fn faulty(path: &str) -> Stop {
    Exit::Errors.because(both!(
        "{path} ยังมีข้อผิดพลาด: สั่ง prongsai check แล้วแก้ก่อน",
        "{path} has faults: run `prongsai check` and correct them first"
    ))
}

/// The catalogue that the year begins with: the program's, else that of the year before, else an empty one; and the lines
/// in which a year was moved on.
fn catalogue_of(
    work: &Work<'_>,
    portal: &Portal,
    sources: &Sources,
    year: FiscalYear,
    before: Option<FiscalYear>,
) -> Result<(Option<Draft>, Vec<usize>), Stop> {
    let library = Library::new(&sources.catalogues);
    if let Some(draft) = taken(work, portal, &library, year)? {
        return Ok((Some(draft), Vec::new()));
    }
    let old = before.and_then(|before| Some((before, portal.years.get(&before)?.catalogue.as_deref()?)));
    if let Some((before, old)) = old {
        let text = sources.texts.get(&old.path).map_or("", |text| text);
        let (draft, moved) = catalogue::next(&work.drafter, year, before, text, &library).ok_or_else(Stop::bug)?;
        return Ok((Some(draft), moved));
    }
    let name = value::line(&work.ask.text("name", NAME)?);
    Ok((catalogue::first(&work.drafter, year, name), Vec::new()))
}

/// Puts drafts among the sources, as if they stood in the site.
fn put(sources: &mut Sources, drafts: &[Draft]) {
    sources.texts.extend(drafts.iter().map(|draft| (draft.path.clone(), draft.text.as_str().into())));
}

/// The lines of a drafted catalogue in which a year was moved on.
fn moved_on(drafts: &[Draft], path: &str, moved: &[usize]) -> Option<Bilingual<String>> {
    let text = &drafts.iter().find(|draft| draft.path.as_str() == path)?.text;
    let lines: Vec<&str> = text.lines().collect();
    let shown = moved.iter().filter_map(|at| Some(format!("\n  {path}:{at}: {}", lines.get(at - 1)?.trim())));
    let shown: String = shown.collect();
    (!shown.is_empty()).then(|| {
        both!(
            "เลื่อนปีในบรรทัดเหล่านี้ ตรวจกับประกาศทุกบรรทัด:{shown}",
            "years were moved on in these lines; hold each against the announcement:{shown}"
        )
    })
}

/// Drafts of the items that a catalogue asks for and nobody has begun.
fn missing(work: &Work<'_>, portal: &Portal, own: &Assessment, catalogue: &Catalogue) -> Vec<Draft> {
    let open = catalogue.items().map(|(_, _, spec)| spec).filter(|spec| own.item(&spec.code.value).is_none());
    open.filter_map(|spec| draft_item(&work.drafter, own.year, spec, item::before(portal, own, spec))).collect()
}

/// What a catalogue changed, by its `was`, in both languages: a line for each change.
fn changes(before: FiscalYear, old: &Catalogue, new: &Catalogue) -> Bilingual<String> {
    let mut lines: Vec<Bilingual<String>> = Vec::new();
    let was = |spec: &ItemSpec| -> Vec<String> {
        spec.was.iter().filter(|(year, _)| *year == before).map(|(_, code)| code.value.clone()).collect()
    };
    for (_, _, spec) in new.items() {
        let (code, codes, title) = (&spec.code.value, was(spec), &spec.title.th);
        match codes.as_slice() {
            [] => lines.push(both!("  {code} ใหม่: {title}", "  {code} is new: {title}")),
            [one] if one == code.as_str() => {
                let same = old.item(code).is_some_and(|old| old.title.th == spec.title.th);
                let line = both!("  {code} ชื่อใหม่: {title}", "  {code} has a new title: {title}");
                lines.extend(Some(line).filter(|_| !same));
            }
            many => {
                let many = many.join(", ");
                lines.push(both!("  {code} คือ {many} ของปี {before}", "  {code} was {many} in {before}"));
            }
        }
    }
    let named: Vec<String> = new.items().flat_map(|(_, _, spec)| was(spec)).collect();
    for (_, _, spec) in old.items().filter(|(_, _, spec)| !named.iter().any(|code| code == spec.code.value.as_str())) {
        let (code, title) = (&spec.code.value, &spec.title.th);
        let line = both!("  {code} ของปี {before} ไม่มีแล้ว: {title}", "  {code} of {before} is gone: {title}");
        lines.push(line);
    }
    if lines.is_empty() {
        return both!("แคตตาล็อกเหมือนปี {before}", "the catalogue is as in {before}");
    }
    let all = |lang| lines.iter().map(|line| line.get(lang).as_str()).collect::<Vec<_>>().join("\n");
    both(
        format!("แคตตาล็อกเปลี่ยนจากปี {before}:\n{}", all(Lang::Th)),
        format!("the catalogue changed since {before}:\n{}", all(Lang::En)),
    )
}

fn next(catalogue: &str, stood: bool) -> Bilingual<String> {
    if stood {
        return both!(
            "ต่อไป: เติมข้อมูลในไฟล์ใหม่ แล้วสั่ง prongsai check",
            "next: fill in the new files, and run `prongsai check`"
        );
    }
    both!(
        "ต่อไป: เมื่อมีประกาศ แก้ {catalogue} ให้ตรง แล้วสั่งคำสั่งนี้อีกครั้งเพื่อดูว่าอะไรเปลี่ยนและเพิ่มข้อใหม่",
        "next: once the year is announced, correct {catalogue} and run this again to see what changed and to add new items"
    )
}
