//! The way in: the agency's colour can be read, its units hang together, and what is for its staff stays with them.

use crate::base::colour::Colour;
use crate::base::date::Day;
use crate::base::diag::Severity::{Error, Note};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Lang, both};
use crate::base::span::{Span, Spanned};
use crate::check::family::{Family, Subject};
use crate::check::unknown::unknown_of;
use crate::ita::ids::Ids;
use crate::ita::people::Unit;
use crate::ita::portal::Portal;
use crate::ita::written::written;

pub(super) const FAMILY: Family = Family { rules: &[&ACCENT_CONTRAST, &UNIT_CIRCLE, &STAFF_LINK, &NOTICE_OVER], apply };

static ACCENT_CONTRAST: Rule = Rule::new(
    "accent-contrast",
    Error,
    both("สีของหน่วยงานอ่านออกบนพื้นขาว", "the agency's colour can be read on white"),
    both(
        "ผู้สูงอายุและผู้มีสายตาเลือนรางต้องอ่านเมนูและลิงก์ได้",
        "old people and people with low vision must be able to read menus and links",
    ),
);

static UNIT_CIRCLE: Rule = Rule::new(
    "unit-circle",
    Error,
    both("ส่วนงานไม่ขึ้นต่อกันเป็นวง", "no unit stands under itself"),
    both("แผนผังที่วนเป็นวงวาดไม่ได้", "a chart that goes round in a circle cannot be drawn"),
);

static STAFF_LINK: Rule = Rule::new(
    "staff-link-public",
    Error,
    both("ลิงก์แบบสอบถามของบุคลากรไม่อยู่บนหน้าสาธารณะ", "a link for staff is on no public page"),
    both("คนนอกที่ตอบแบบวัดภายในทำให้ผลการประเมินใช้ไม่ได้", "outsiders who answer the staff survey spoil its result"),
);

static NOTICE_OVER: Rule = Rule::new(
    "notice-over",
    Note,
    both("ประกาศที่หัวหน้าเว็บยังไม่หมดเวลา", "a notice at the head of pages is not over"),
    both("ประกาศที่หมดเวลาไม่แสดงแล้ว และไม่มีใครต้องใช้", "one that is over is shown no more, and nobody needs it"),
);

/// The least contrast of text (WCAG 2.2 AA).
const READABLE: f64 = 4.5;

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let portal = subject.portal;
    let mut findings: Vec<Diagnostic> = portal.agency.front.accent.iter().filter_map(pale).collect();
    findings.extend(units(&portal.agency.units));
    findings.extend(staff(portal));
    let over = portal.agency.front.notices.iter().filter(|notice| notice.is_over(subject.today));
    findings.extend(over.map(|notice| no_more(&notice.until)));
    findings
}

fn no_more(until: &Spanned<Day>) -> Diagnostic {
    let said = both(
        format!("ประกาศนี้หมดเวลาเมื่อ {} จึงไม่แสดงแล้ว", until.value.in_words(Lang::Th)),
        format!("this notice was over on {}, and is shown no more", until.value.in_words(Lang::En)),
    );
    Diagnostic::new(&NOTICE_OVER, &until.span, said)
        .hint(both("ลบประกาศนี้ หรือเปลี่ยน until", "delete it, or change `until`"))
}

fn pale(accent: &Spanned<Colour>) -> Option<Diagnostic> {
    let contrast = accent.value.contrast(Colour::WHITE);
    if contrast >= READABLE {
        return None;
    }
    let (colour, better) = (accent.value, accent.value.readable(Colour::WHITE, READABLE, Colour::BLACK));
    let said = both!(
        "สี {colour} ตัดกับสีขาวเพียง {contrast:.2} ต่อ 1 ต้องอย่างน้อย {READABLE} ต่อ 1",
        "{colour} has a contrast of only {contrast:.2} to 1 with white; {READABLE} to 1 is needed"
    );
    let finding = Diagnostic::new(&ACCENT_CONTRAST, &accent.span, said);
    Some(finding.hint(both!("ใช้ {better} หรือสีที่เข้มกว่า", "use {better}, or a darker colour")))
}

fn units(units: &[Unit]) -> Vec<Diagnostic> {
    let known = Ids::new(units.iter().map(|unit| unit.id.value.as_str()));
    let under = units.iter().filter_map(|unit| unit.under.as_ref());
    let mut findings =
        unknown_of(&known, under, both("ส่วนงาน", "unit"), both("เพิ่มส่วนงานนั้นใน units", "add that unit to `units`"));
    let above = |id: &str| units.iter().find(|unit| unit.id.value == id)?.under.as_ref().map(|id| id.value.as_str());
    for unit in units {
        let mut up = above(&unit.id.value);
        for _ in 0..units.len() {
            let Some(id) = up else { break };
            if id == unit.id.value {
                findings.push(circle(unit));
                break;
            }
            up = above(id);
        }
    }
    findings
}

fn circle(unit: &Unit) -> Diagnostic {
    let (id, at) = (&unit.id.value, unit.under.as_ref().map_or(&unit.id.span, |under| &under.span));
    Diagnostic::new(&UNIT_CIRCLE, at, both!("ส่วนงาน {id} ขึ้นต่อตัวเอง", "the unit `{id}` stands under itself"))
        .hint(both("ลบ under ของส่วนงานที่อยู่บนสุด", "remove `under` from the unit that is at the top"))
}

/// Public links to what a banner for staff leads to, or to what the catalogue of a year says is not for the public.
fn staff(portal: &Portal) -> Vec<Diagnostic> {
    let front = &portal.agency.front;
    let secret: Vec<&str> = front
        .banners
        .iter()
        .filter(|banner| banner.staff)
        .filter_map(|banner| Some(address(&banner.to.as_ref()?.value)))
        .collect();
    let not_public = portal.not_public();
    let for_staff = |to: &str| secret.contains(&address(to)) || not_public.within(to.as_bytes()).is_some();
    let shown = written(portal).filter(|link| for_staff(link.target));
    shown.map(|link| public(link.at)).collect()
}

fn public(at: &Span) -> Diagnostic {
    let said = both(
        "ลิงก์นี้มีไว้สำหรับบุคลากรเท่านั้น แต่หน้านี้เป็นหน้าสาธารณะ",
        "this link is for the agency's staff, and everyone can see this page",
    );
    Diagnostic::new(&STAFF_LINK, at, said)
        .hint(both("ลบลิงก์นี้ แล้วส่งให้บุคลากรทางอื่น", "remove it here, and give it to the staff in another way"))
}

/// What two spellings of one address have in common.
fn address(written: &str) -> &str {
    let written = written.trim().trim_end_matches('/');
    written.split_once("://").map_or(written, |(_, rest)| rest)
}
