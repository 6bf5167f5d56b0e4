//! `prongsai new site DIR`: a complete empty site of an agency of some kind.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::base::lang::{Bilingual, both};
use crate::base::source::Sources;
use crate::base::thai::{is_thai, normalise};
use crate::cli::ask::Question;
use crate::cli::exit::{Exit, Stop};
use crate::cli::new::draftable::Draftable;
use crate::cli::new::work::Work;
use crate::cli::typed::word;
use crate::io::draft::missed;
use crate::io::embedded;
use crate::io::history::Act;
use crate::io::refusal::shown;
use crate::ita::agency::BaseUrl;
use crate::ita::library::Library;
use crate::ita::year::FiscalYear;
use crate::pipeline;
use crate::pipeline::drafts::site::{Plan, ignored, site};
use crate::pipeline::drafts::{Draft, catalogue, value};

const DIR: Bilingual<&str> = both("โฟลเดอร์ของเว็บไซต์ใหม่ (. คือโฟลเดอร์นี้)", "the folder of the new site (. is this one)");
const KIND_OF: Bilingual<&str> = both("ประเภทหน่วยงาน", "the kind of agency");
const NAME: Bilingual<&str> = both("ชื่อเต็มของหน่วยงาน", "the agency's full name in Thai");
const NAME_EN: Bilingual<&str> = both("ชื่อเต็มภาษาอังกฤษ (ไม่มีให้เว้นว่าง)", "its full name in English (may be empty)");
const SHORT: Bilingual<&str> = both("ชื่อย่อ (ไม่มีให้เว้นว่าง)", "its short name in Thai (may be empty)");
const SHORT_EN: Bilingual<&str> = both("ชื่อย่อภาษาอังกฤษ (ไม่มีให้เว้นว่าง)", "its short name in English (may be empty)");
const PLACE: Bilingual<&str> = both("ที่ตั้งหนึ่งบรรทัด (ไม่มีให้เว้นว่าง)", "where it is, in one line (may be empty)");
const PLACE_EN: Bilingual<&str> = both("ที่ตั้งภาษาอังกฤษ (ไม่มีให้เว้นว่าง)", "where it is, in English (may be empty)");
const BASE_URL: Bilingual<&str> = both(
    "ที่อยู่ของเว็บไซต์ เช่น https://www.example.go.th/ (ยังไม่มี เขียนที่อยู่ที่จะขอ แก้ภายหลังได้)",
    "the site's address, as https://www.example.go.th/ (one that will be asked for will do for now)",
);
const YEARS: Bilingual<&str> =
    both("ปีงบประมาณ พ.ศ. หลายปีคั่นด้วย ,", "the fiscal year, Buddhist era; several with commas between");

pub(super) const KIND: Draftable = Draftable {
    name: "site",
    about: both("เว็บไซต์ใหม่ในโฟลเดอร์ว่าง", "a new site in an empty folder"),
    places: &[("dir", both("โฟลเดอร์ (ปกติคือโฟลเดอร์นี้)", "the folder (default: this one)"))],
    options: &[
        ("kind", KIND_OF),
        ("name", NAME),
        ("name-en", NAME_EN),
        ("short-name", SHORT),
        ("short-name-en", SHORT_EN),
        ("place", PLACE),
        ("place-en", PLACE_EN),
        ("base-url", BASE_URL),
        ("years", YEARS),
    ],
    flags: &[("example", both("เว็บไซต์ตัวอย่างที่ครบถ้วนของหน่วยงานสมมติ", "a complete site of a made-up agency, to look at"))],
    run,
};

fn run(work: &Work<'_>) -> Result<Exit, Stop> {
    let question = Question { name: "dir", ask: DIR, otherwise: Some(".".to_owned()) };
    let root = work.setting.site.join(work.ask.answer(&question, |text| Ok(PathBuf::from(text)))?);
    if missed(&root, None).map_err(|error| Stop::disk(&error))?.is_some() {
        let Bilingual { th, en } = match shown(&root).as_str() {
            "." => both!("โฟลเดอร์นี้", "this folder"),
            shown => both!("โฟลเดอร์ {shown} ", "the folder {shown}"),
        };
        return Err(Exit::Refused.because(both!(
            "{th}ไม่ว่าง: เลือกโฟลเดอร์อื่น หรือย้ายสิ่งที่มีอยู่ออกก่อน",
            "{en} is not empty: choose another, or move what is in it away first"
        )));
    }
    if work.ask.matches.get_flag("example") {
        return example(work, &root);
    }
    let carried = embedded::sources().catalogues;
    let library = Library::new(&carried);
    let kind = kind(work, &library)?;
    let given = answers(work)?;
    let years = years(work, &library, kind)?;
    let all: Vec<Draft> = library
        .years(kind)
        .filter_map(|year| {
            let (edition, _) = library.editions(kind, year)?.last_key_value()?;
            catalogue::taken(&work.drafter, year, kind, *edition)
        })
        .collect();
    let texts = all.iter().map(|draft| (draft.path.clone(), draft.text.as_str().into())).collect();
    let sources = Sources { texts, catalogues: carried.clone(), ..Sources::default() };
    let (portal, _) = pipeline::portal(&sources, work.setting.today);
    let own: Vec<FiscalYear> = years.iter().copied().collect();
    let plan = Plan { kind, years: &own, given: &given, carried: &carried, portal: &portal };
    let begun = |draft: &Draft| FiscalYear::of_file(&draft.path).is_some_and(|year| years.contains(&year));
    let drafts = site(&work.drafter, &plan).into_iter().chain(all.into_iter().filter(begun)).collect();
    work.begin(&root, drafts, Vec::new(), next(work, &root, library.years(kind).last()))
}

/// The complete site that the program carries.
fn example(work: &Work<'_>, root: &Path) -> Result<Exit, Stop> {
    if let Some((option, _)) = KIND.options.iter().find(|(name, _)| work.ask.matches.contains_id(name)) {
        return Err(Exit::Usage.because(both!(
            "--{option} ใช้กับ --example ไม่ได้: ตัวอย่างมีข้อมูลของตัวเอง",
            "--{option} does not go with --example, which has its own"
        )));
    }
    let files = embedded::example().into_iter().map(|(path, bytes)| Act::Create(path, bytes.to_vec()));
    let serve = match shown(root).as_str() {
        "." => "prongsai serve --open".to_owned(),
        folder => format!("prongsai --site {} serve --open", word(Path::new(folder))),
    };
    let next = both!(
        "หน่วยงานและข้อมูลทั้งหมดสมมติขึ้น ต่อไป: สั่ง {serve}",
        "the agency and all that it says are made up; next: run `{serve}`"
    );
    work.begin(root, ignored().into_iter().collect(), files.collect(), next)
}

/// The kind by its id, its name or a part of it.
fn kind<'t>(work: &Work<'_>, library: &Library<'t>) -> Result<&'t str, Stop> {
    let names: Vec<(&str, Bilingual<String>)> =
        library.kinds().map(|(kind, about)| (kind, pipeline::kind_name(about.path, about.text))).collect();
    let list = |lang| names.iter().map(|(kind, name)| format!("\n  {kind}: {}", name.get(lang))).collect::<String>();
    let list = Bilingual::each(list);
    // A question with one answer is none.
    if let ([(only, _)], false) = (names.as_slice(), work.ask.matches.contains_id("kind")) {
        return library.kinds().map(|(kind, _)| kind).find(|kind| kind == only).ok_or_else(Stop::bug);
    }
    let asked = both(format!("{}{}", KIND_OF.th, list.th), format!("{}{}", KIND_OF.en, list.en));
    let otherwise = names.first().map(|(kind, _)| (*kind).to_owned());
    let question = Question { name: "kind", ask: asked.as_str(), otherwise };
    work.ask.answer(&question, |text| {
        let wanted = normalise(text);
        let is = |(kind, name): &&(&str, Bilingual<String>)| {
            *kind == text || normalise(&name.th).contains(&wanted) || normalise(&name.en).contains(&wanted)
        };
        let found =
            names.iter().find(is).and_then(|(own, _)| library.kinds().map(|(kind, _)| kind).find(|kind| kind == own));
        found.ok_or_else(|| {
            both(
                format!("ไม่มีประเภท “{text}” ที่มีคือ{}", list.th),
                format!("there is no kind `{text}`; there are:{}", list.en),
            )
        })
    })
}

/// What is asked of the agency, as YAML values.
fn answers(work: &Work<'_>) -> Result<Vec<(&'static str, String)>, Stop> {
    let with_english = |thai: &str, name, ask| -> Result<String, Stop> {
        let english = work.ask.optional(name, ask)?.unwrap_or_default();
        Ok(value::bilingual(both(thai, &english)))
    };
    let name = work.ask.text("name", NAME)?;
    let mut given = vec![("format", "1".to_owned()), ("name", with_english(&name, "name-en", NAME_EN)?)];
    let pairs = [
        ("short_name", "short-name", SHORT, "short-name-en", SHORT_EN),
        ("place", "place", PLACE, "place-en", PLACE_EN),
    ];
    for (key, name, ask, name_en, ask_en) in pairs {
        if let Some(thai) = work.ask.optional(name, ask)? {
            given.push((key, with_english(&thai, name_en, ask_en)?));
        }
    }
    let question = Question { name: "base-url", ask: BASE_URL, otherwise: None };
    let url = work.ask.answer(&question, |text| {
        let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        BaseUrl::parse(&whole).filter(|_| text.contains('.')).ok_or_else(|| no_url(text))
    })?;
    given.push(("base_url", url.join("")));
    Ok(given)
}

/// The years to begin with: the newest that the program has a catalogue of, unless others are named.
fn years(work: &Work<'_>, library: &Library<'_>, kind: &str) -> Result<BTreeSet<FiscalYear>, Stop> {
    let known: Vec<FiscalYear> = library.years(kind).collect();
    let list = known.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let otherwise = known.last().map(ToString::to_string);
    let question = Question { name: "years", ask: YEARS, otherwise };
    work.ask.answer(&question, |text| {
        let parts = text.split([',', ' ']).filter(|part| !part.is_empty());
        let year = |part: &str| FiscalYear::parse(part).filter(|year| known.contains(year));
        let missing =
            parts.clone().find(|part| year(part).is_none()).or(parts.clone().next().is_none().then_some(text));
        match missing {
            None => Ok(parts.filter_map(year).collect()),
            Some(missing) => Err(both!(
                "โปรแกรมมีแคตตาล็อกของปี {list} ไม่มี “{missing}”",
                "the program has the catalogues of {list}, not of `{missing}`"
            )),
        }
    })
}

fn next(work: &Work<'_>, root: &Path, newest: Option<FiscalYear>) -> Bilingual<String> {
    let folder = PathBuf::from(shown(root));
    let here = folder == Path::new(".");
    let site = if here { String::new() } else { format!("--site {} ", word(&folder)) };
    let this = FiscalYear::of(work.setting.today);
    let late = newest.zip(this).filter(|(newest, this)| newest < this);
    let late = late.map(|(newest, this)| {
        both!(
            "ปีงบประมาณ {this} เริ่มแล้ว แต่รายการข้อของปีนั้นยังไม่ออก ล่าสุดที่มีคือปี {newest} เมื่อออกแล้วสั่ง prongsai {site}new year {this}\n",
            "fiscal year {this} has begun, but its list of items is not out yet, so the newest is {newest}; once it is, run `prongsai {site}new year {this}`\n"
        )
    });
    let late = late.unwrap_or_default();
    let guide = if here { PathBuf::new() } else { folder }.join("content").join("คู่มือ.md");
    let guide = shown(&guide);
    both(
        format!("{}ต่อไป: อ่าน {guide} แล้วสั่ง prongsai {site}serve --open", late.th),
        format!("{}next: read {guide}, or content/README.md, and run `prongsai {site}serve --open`", late.en),
    )
}

fn no_url(text: &str) -> Bilingual<String> {
    if text.contains(is_thai) {
        return both!(
            "“{text}” มีอักษรไทย: ใช้ชื่อโดเมนแบบ xn--… ที่ผู้ให้บริการโดเมนแจ้งไว้",
            "`{text}` has Thai letters: write the domain as xn--…, as its registrar tells it"
        );
    }
    both!(
        "“{text}” ไม่ใช่ที่อยู่เว็บ เช่น https://www.example.go.th/",
        "`{text}` is not an address such as https://www.example.go.th/"
    )
}
