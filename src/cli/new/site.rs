//! `prongsai new site DIR`: a small complete site for any agency.

use std::path::PathBuf;

use crate::base::lang::{Bilingual, both};
use crate::cli::ask::Question;
use crate::cli::exit::{Exit, Stop};
use crate::cli::new::draftable::Draftable;
use crate::cli::new::work::Work;
use crate::io::draft::is_free;
use crate::ita::agency::BaseUrl;
use crate::pipeline::drafts::site::site;
use crate::pipeline::drafts::value;

const NAME: Bilingual<&str> = both("ชื่อเต็มของหน่วยงาน", "the agency's full name in Thai");
const NAME_EN: Bilingual<&str> = both("ชื่อเต็มภาษาอังกฤษ (ไม่มีให้เว้นว่าง)", "its full name in English (may be empty)");
const SHORT: Bilingual<&str> = both("ชื่อย่อ (ไม่มีให้เว้นว่าง)", "its short name in Thai (may be empty)");
const SHORT_EN: Bilingual<&str> = both("ชื่อย่อภาษาอังกฤษ (ไม่มีให้เว้นว่าง)", "its short name in English (may be empty)");
const PLACE: Bilingual<&str> = both("ที่ตั้งหนึ่งบรรทัด (ไม่มีให้เว้นว่าง)", "where it is, in one line (may be empty)");
const PLACE_EN: Bilingual<&str> = both("ที่ตั้งภาษาอังกฤษ (ไม่มีให้เว้นว่าง)", "where it is, in English (may be empty)");
const BASE_URL: Bilingual<&str> =
    both("ที่อยู่ของเว็บไซต์ เช่น https://www.example.go.th/", "the site's address, as https://www.example.go.th/");

pub(super) const KIND: Draftable = Draftable {
    name: "site",
    about: both("เว็บไซต์ใหม่ในโฟลเดอร์ว่าง", "a new site in an empty folder"),
    places: &[("dir", both("โฟลเดอร์", "the folder"))],
    options: &[
        ("name", NAME),
        ("name-en", NAME_EN),
        ("short-name", SHORT),
        ("short-name-en", SHORT_EN),
        ("place", PLACE),
        ("place-en", PLACE_EN),
        ("base-url", BASE_URL),
    ],
    run,
};

fn run(work: &Work<'_>) -> Result<Exit, Stop> {
    let root = PathBuf::from(work.ask.text("dir", both("โฟลเดอร์ของเว็บไซต์ใหม่", "the folder of the new site"))?);
    if !is_free(&root).map_err(|error| Stop::disk(&error))? {
        let shown = root.display();
        return Err(Stop::new(
            Exit::Refused,
            format!("โฟลเดอร์ {shown} ไม่ว่าง: เลือกโฟลเดอร์อื่น"),
            format!("the folder {shown} is not empty: choose another"),
        ));
    }
    let mut given =
        vec![("name", value::both(&work.ask.text("name", NAME)?, work.ask.optional("name-en", NAME_EN)?.as_deref()))];
    let pairs = [
        ("short_name", "short-name", SHORT, "short-name-en", SHORT_EN),
        ("place", "place", PLACE, "place-en", PLACE_EN),
    ];
    for (key, name, ask, name_en, ask_en) in pairs {
        if let Some(th) = work.ask.optional(name, ask)? {
            given.push((key, value::both(&th, work.ask.optional(name_en, ask_en)?.as_deref())));
        }
    }
    let question = Question { name: "base-url", ask: BASE_URL, otherwise: None };
    let url = work.ask.answer(&question, |text| BaseUrl::parse(text).ok_or_else(|| no_url(text)))?;
    given.push(("base_url", url.join("")));
    let shown = root.display();
    let next = both(
        format!(
            "ต่อไป: เติม content/agency.yaml แล้วสั่ง prongsai --site {shown} check และ prongsai --site {shown} new year …"
        ),
        format!(
            "next: fill in content/agency.yaml, then run `prongsai --site {shown} check` and `prongsai --site {shown} new year …`"
        ),
    );
    work.write(&root, site(&work.drafter, &given), next)
}

fn no_url(text: &str) -> Bilingual<String> {
    both(
        format!("“{text}” ไม่ใช่ที่อยู่เว็บ เช่น https://www.example.go.th/"),
        format!("`{text}` is not an address such as https://www.example.go.th/"),
    )
}
