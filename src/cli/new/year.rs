//! `prongsai new year YEAR`: a year from the one before. Drafts the catalogue if there is none and every item that has no
//! file, and tells what the catalogue changed. Run again after the catalogue was corrected, it adds what is new.

use crate::base::lang::{Bilingual, Lang, both};
use crate::base::thai::arabic_digits;
use crate::cli::exit::{Exit, Stop};
use crate::cli::new::draftable::Draftable;
use crate::cli::new::item;
use crate::cli::new::work::Work;
use crate::cli::terminal::tell;
use crate::ita::agency::MenuEntry;
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::{Catalogue, ItemSpec};
use crate::ita::portal::Portal;
use crate::ita::year::FiscalYear;
use crate::pipeline::drafts::item::{Before, file_name, item as draft_item};
use crate::pipeline::drafts::{Draft, catalogue, value};

const NAME: Bilingual<&str> =
    both("ชื่อการประเมิน (เฉพาะปีแรกของเว็บไซต์)", "the name of the assessment (for a site's first year)");

pub(super) const KIND: Draftable = Draftable {
    name: "year",
    about: both("ปีใหม่จากปีก่อน", "a new year from the one before"),
    places: &[("year", both("ปีงบประมาณ พ.ศ.", "the fiscal year, Buddhist era"))],
    options: &[("name", NAME)],
    run,
};

fn run(work: &Work<'_>) -> Result<Exit, Stop> {
    let (portal, sources) = work.portal()?;
    let year = work.year()?;
    let path = format!("content/{year}/catalogue.yaml");
    if portal.is_faulty(&path) {
        return Err(Stop::new(
            Exit::Errors,
            format!("{path} ยังมีข้อผิดพลาด: สั่ง prongsai check แล้วแก้ก่อน"),
            format!("{path} has faults: run `prongsai check` and correct them first"),
        ));
    }
    let earlier = portal.years.range(..year).rev().find(|(_, own)| own.catalogue.is_some());
    let earlier = earlier.and_then(|(_, own)| Some((own, own.catalogue.as_ref()?)));
    let standing = portal.years.get(&year).and_then(|own| Some((own, own.catalogue.as_ref()?)));
    let drafts = match (standing, earlier) {
        (Some((own, catalogue)), _) => {
            if let Some((before, old)) = earlier {
                tell(changes(before.year, old, catalogue).get(work.setting.lang));
            }
            missing(work, &portal, own, catalogue)
        }
        (None, Some((before, old))) => {
            let text = sources.texts.get(&old.path).map_or("", |text| text);
            let catalogue = catalogue::next(&work.drafter, year, before.year, text);
            catalogue.into_iter().chain(carried(work, year, before, old)).collect()
        }
        (None, None) => {
            let name = value::line(&work.ask.text("name", NAME)?);
            catalogue::first(&work.drafter, year, name).into_iter().collect()
        }
    };
    if drafts.is_empty() {
        return Err(Stop::new(
            Exit::Refused,
            format!("ปี {year} มีไฟล์ครบทุกข้อแล้ว"),
            format!("{year} has a file for every item already"),
        ));
    }
    let asked = standing.map(|(_, catalogue)| catalogue);
    let menus = earlier.map(|(before, _)| menu(&portal.agency.menu, before, year, asked)).unwrap_or_default();
    let next = next(&path, standing.is_some());
    let told = Bilingual::each(|lang| format!("{}{}", menus.get(lang), next.get(lang)));
    work.write(&work.setting.site, drafts, told)
}

/// Drafts of the items that a standing catalogue asks for and nobody has begun.
fn missing(work: &Work<'_>, portal: &Portal, own: &Assessment, catalogue: &Catalogue) -> Vec<Draft> {
    let open = catalogue.items().map(|(_, _, spec)| spec).filter(|spec| own.item(&spec.code.value).is_none());
    open.filter_map(|spec| draft_item(&work.drafter, own.year, spec, item::before(portal, own, spec))).collect()
}

/// An item for each of those of the year before.
fn carried(work: &Work<'_>, year: FiscalYear, before: &Assessment, old: &Catalogue) -> Vec<Draft> {
    let items = old.items().filter_map(|(_, _, spec)| {
        let item = before.item(&spec.code.value);
        draft_item(&work.drafter, year, spec, item.map(|item| Before { year: before.year, spec, item }))
    });
    items.collect()
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
            [] => lines.push(both(format!("  {code} ใหม่: {title}"), format!("  {code} is new: {title}"))),
            [one] if one == code.as_str() => {
                let same = old.item(code).is_some_and(|old| old.title.th == spec.title.th);
                let line = both(format!("  {code} ชื่อใหม่: {title}"), format!("  {code} has a new title: {title}"));
                lines.extend(Some(line).filter(|_| !same));
            }
            many => {
                let many = many.join(", ");
                lines.push(both(
                    format!("  {code} คือ {many} ของปี {before}"),
                    format!("  {code} was {many} in {before}"),
                ));
            }
        }
    }
    let named: Vec<String> = new.items().flat_map(|(_, _, spec)| was(spec)).collect();
    for (_, _, spec) in old.items().filter(|(_, _, spec)| !named.iter().any(|code| code == spec.code.value.as_str())) {
        let (code, title) = (&spec.code.value, &spec.title.th);
        let line =
            both(format!("  {code} ของปี {before} ไม่มีแล้ว: {title}"), format!("  {code} of {before} is gone: {title}"));
        lines.push(line);
    }
    if lines.is_empty() {
        return both(format!("แคตตาล็อกเหมือนปี {before}"), format!("the catalogue is as in {before}"));
    }
    let all = |lang| lines.iter().map(|line| line.get(lang).as_str()).collect::<Vec<_>>().join("\n");
    both(
        format!("แคตตาล็อกเปลี่ยนจากปี {before}:\n{}", all(Lang::Th)),
        format!("the catalogue changed since {before}:\n{}", all(Lang::En)),
    )
}

/// The entries of the menu that name the year before, as lines for the new year, whose items `asked` may have renumbered.
/// A person's own file is never edited.
fn menu(entries: &[MenuEntry], before: &Assessment, year: FiscalYear, asked: Option<&Catalogue>) -> Bilingual<String> {
    let flat = entries.iter().flat_map(|entry| std::iter::once(entry).chain(&entry.entries));
    let (old, new) = (before.year.to_string(), year.to_string());
    let rename = |text: &str| arabic_digits(text).replace(&old, &new);
    let of_year = |entry: &MenuEntry| {
        let to = entry.to.as_ref().filter(|to| to.value.split('/').any(|part| part == old))?;
        let to = match before.items.iter().find(|item| item.path.below("content") == Some(&*to.value)) {
            Some(item) => renumbered(&item.code.value, before, year, asked)?,
            None => rename(&to.value),
        };
        let title = value::both(&rename(&entry.title.th), entry.title.en.as_deref().map(rename).as_deref());
        Some(format!("  - {{title: {title}, to: {}}}\n", value::line(&to)))
    };
    let lines: String = flat.filter_map(of_year).collect();
    if lines.is_empty() {
        return Default::default();
    }
    both(
        format!("บรรทัดเมนูของปี {year} สำหรับ content/agency.yaml (วางเมื่อหน้านั้นมีแล้ว):\n{lines}"),
        format!("menu lines of {year} for content/agency.yaml (paste them once their pages exist):\n{lines}"),
    )
}

/// The file, counted from the content, of the item that an old code has become; `None` where the subject is gone.
fn renumbered(code: &str, before: &Assessment, year: FiscalYear, asked: Option<&Catalogue>) -> Option<String> {
    let came = |spec: &&ItemSpec| spec.was.iter().any(|(of, old)| *of == before.year && old.value == code);
    let same = |spec: &&ItemSpec| spec.code.value.as_str() == code;
    let spec = match asked {
        Some(catalogue) => catalogue.items().map(|(_, _, spec)| spec).find(came),
        None => before.catalogue.as_ref()?.items().map(|(_, _, spec)| spec).find(same),
    };
    Some(format!("{year}/items/{}.md", file_name(spec?.code.value.slug())))
}

fn next(catalogue: &str, stood: bool) -> Bilingual<String> {
    if stood {
        return both(
            "ต่อไป: เติมข้อมูลในไฟล์ใหม่ แล้วสั่ง prongsai check".to_owned(),
            "next: fill in the new files, and run `prongsai check`".to_owned(),
        );
    }
    both(
        format!("ต่อไป: เมื่อมีประกาศ แก้ {catalogue} ให้ตรง แล้วสั่งคำสั่งนี้อีกครั้งเพื่อดูว่าอะไรเปลี่ยนและเพิ่มข้อใหม่"),
        format!(
            "next: once the year is announced, correct {catalogue} and run this again to see what changed and to add new items"
        ),
    )
}
