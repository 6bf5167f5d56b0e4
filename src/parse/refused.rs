//! Keys that people bring along from other systems, with the reason why no site has them and what to do instead.

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::both;
use crate::base::span::Span;

pub(super) static RULES: &[&Rule] = &[&THIRD_PARTY];

static THIRD_PARTY: Rule = Rule::new(
    "third-party",
    Error,
    both("หน้าเว็บไม่เรียกโปรแกรมของผู้อื่น", "no page calls programs of others"),
    both(
        "ผู้อื่นจะรู้ว่าประชาชนคนใดอ่านอะไร ซึ่งต้องขอความยินยอมตามกฎหมายคุ้มครองข้อมูลส่วนบุคคล และหน้าเว็บช้าลง",
        "they would learn who reads what, for which the law on personal data asks consent, and pages become slower",
    ),
);

/// Names of counters of visitors, in small letters without hyphens and lines.
const COUNTERS: &[&str] = &[
    "analytics",
    "googleanalytics",
    "googletagmanager",
    "tagmanager",
    "gtag",
    "gtm",
    "ga",
    "ga4",
    "ua",
    "tracking",
    "trackingid",
    "tracker",
    "matomo",
    "piwik",
    "plausible",
    "umami",
    "cloudflareanalytics",
    "clarity",
    "hotjar",
    "histats",
    "truehits",
    "statcounter",
    "counter",
    "visitorcounter",
    "pixel",
    "metapixel",
    "facebookpixel",
    "fbpixel",
];

/// Names of programs and frames of others.
const PROGRAMS: &[&str] = &[
    "script",
    "scripts",
    "javascript",
    "customjs",
    "headhtml",
    "customhtml",
    "embed",
    "embeds",
    "iframe",
    "widget",
    "chatwidget",
    "livechat",
];

/// The finding for a key that no record has, where it stands for something of others.
pub(super) fn refused(key: &str, at: &Span) -> Option<Diagnostic> {
    let plain = key.to_lowercase().replace(['-', '_', ' '], "");
    let (what, hint) = if COUNTERS.contains(&plain.as_str()) {
        (
            both("บริการนับผู้เข้าชมของผู้อื่น", "a counter of others"),
            both(
                "ลบช่องนี้ แล้วดูจำนวนผู้เข้าชมจาก log ของโฮสต์ เช่น AWStats หรือ Webalizer ใน cPanel และ Raw Access ใน DirectAdmin",
                "delete this key; the host's own logs tell how many came, as AWStats or Webalizer in cPanel do, or the \
                 raw logs in DirectAdmin",
            ),
        )
    } else if PROGRAMS.contains(&plain.as_str()) {
        (
            both("โปรแกรมหรือกรอบของผู้อื่น", "a program or a frame of others"),
            both(
                "ลบช่องนี้ แล้วใส่ลิงก์ไปยังบริการนั้นแทน เช่น ใน contacts, menu หรือ footer",
                "delete this key, and lead to that service by a link, as in `contacts`, `menu` or `footer`",
            ),
        )
    } else {
        return None;
    };
    let said =
        both(format!("“{key}” คือ{} ซึ่งหน้าเว็บไม่ใช้", what.th), format!("`{key}` is {}, which no page has", what.en));
    Some(Diagnostic::new(&THIRD_PARTY, at, said).hint(hint))
}
