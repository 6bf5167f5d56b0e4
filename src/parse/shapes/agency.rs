//! `agency.yaml`.

use crate::base::lang::both;
use crate::base::thai::is_thai;
use crate::parse::shape::Shape::{
    self, BaseUrl, Choice, Colour, Count, Date, File, Flag, Id, Line, List, Record, Slug, Target, Text, Url, Year,
};
use crate::parse::shape::{Form, STAFF_NOTE, may, needs};
use crate::parse::shapes::holds::CONTACT_KIND;

pub(crate) const AGENCY: Shape = Record(&[
    may("format", Count).means(both(
        "รูปแบบของไฟล์ในเว็บไซต์ prongsai upgrade เขียนให้",
        "the form of the site's files; `prongsai upgrade` writes it",
    )),
    needs("name", Text).means(both("ชื่อเต็มของหน่วยงาน", "the agency's full name")),
    may("short_name", Text).means(both("ชื่อย่อ", "its short name")),
    may("place", Text).means(both("ที่ตั้งหนึ่งบรรทัด แสดงใต้ชื่อ", "where it is, in one line, shown under the name")),
    needs("base_url", BaseUrl)
        .means(both("ที่อยู่ของเว็บไซต์นี้ มีโฟลเดอร์ต่อท้ายได้", "the address of this site; a folder at its end is allowed")),
    may("languages", List(&Choice(&["th", "en"])))
        .means(both("ภาษาของหน้าเว็บ ปกติสองภาษา", "the languages of the pages, both by default")),
    may("lang", Choice(&["th", "en"])).means(both(
        "ภาษาของข้อความที่โปรแกรมบอก ปกติตามเครื่อง",
        "the language of what prongsai says, the computer's by default",
    )),
    may("legacy", List(&Line))
        .means(both(
            "ต้นของที่อยู่บนโฮสต์นี้ที่โปรแกรมอื่นให้บริการ เช่น /webboard/ ลิงก์ไปที่นั่นไม่ถือว่าเสีย",
            "beginnings of addresses on this host that another program serves, as /webboard/; links there are not dead",
        ))
        .like("[/webboard/]"),
    may("synonyms", List(&Shape::Form(&SYNONYMS)))
        .means(both(
            "คำที่ค้นหาแทนกันได้ แต่ละคำไม่มีช่องว่าง เช่น น้ำประปา = ประปา",
            "words that are searched as one, each without a space, as rubbish = waste",
        ))
        .like("[น้ำประปา = ประปา]"),
    may("unbroken", List(&Shape::Form(&UNBROKEN)))
        .means(both(
            "ชื่อที่ไม่ให้ตัดขึ้นบรรทัดใหม่กลางคำ เช่น ชื่อตำบล",
            "names that no line of a page shall break, as the name of the place",
        ))
        .like("[บ้านใหม่]"),
    may("theme", Id).means(both("ชื่อโฟลเดอร์ใน themes", "the name of a folder in themes")).like("default"),
    may("ocid_prefix", Shape::Form(&OCID_PREFIX)).means(both(
        "รหัสนำหน้าที่ Open Contracting ออกให้หน่วยงาน ทำให้ตารางจัดซื้อจัดจ้างมีไฟล์ OCDS ด้วย",
        "the prefix that Open Contracting registered for the agency; tables of purchases are then offered as OCDS too",
    )),
    may("licence", LICENCE).means(both("เงื่อนไขการนำข้อมูลไปใช้ต่อ", "on what terms others may use the data")),
    may("contacts", List(&CONTACT)).means(both(
        "ช่องทางติดต่อ แสดงในหน้าที่มี show: contact",
        "ways to reach the agency, shown by a page with `show: contact`",
    )),
    may("accent", Colour).means(both(
        "สีของหน่วยงาน เช่น \"#0b4f66\" ต้องอ่านออกบนพื้นขาว",
        "the agency's colour, as \"#0b4f66\"; must be readable on white",
    )),
    may("logo", File).means(both("ไฟล์ตราของหน่วยงาน", "a file with the agency's seal")).like("png"),
    may("report", Target).means(both("ที่ที่ผู้อ่านแจ้งข้อผิดพลาด", "where readers report a fault")),
    may("source", Text).means(both(
        "ที่มาของข้อมูลในหน้าของการประเมินที่ไม่ระบุที่มาเอง",
        "where the facts come from, on pages of the assessment that name no source of their own",
    )),
    may("digits", Choice(&["arabic", "thai"]))
        .means(both("เลขในเอกสารทางการ: arabic หรือ thai", "the digits of official documents: arabic or thai")),
    may("attachments", List(&ATTACHMENT)).means(both(
        "ชนิดไฟล์แนบที่เผยแพร่ได้นอกจากชนิดที่รู้จัก",
        "kinds of attachments that may be published beside the known ones",
    )),
    may("orphans", Choice(&["tell", "refuse"])).means(both(
        "ไฟล์ใน files ที่ไม่มีหน้าใดอ้างถึง: tell บอกให้ทราบ refuse ไม่ยอมสร้างเว็บ",
        "a file in `files` that no page names: tell tells it, refuse builds nothing",
    )),
    may("banners", List(&BANNER)).means(both("ป้ายทางลัดที่หน้าแรก", "ways in that the home page shows")),
    may("notices", List(&NOTICE))
        .means(both("ประกาศที่หัวของทุกหน้า จนถึงวันสุดท้ายที่ระบุ", "what every page says at its head, until a last day")),
    may("footer", List(&FOOTER)).means(both("ลิงก์หรือข้อความที่ท้ายทุกหน้า", "links or sentences at the foot of every page")),
    may("menu", List(&MENU)).means(both("เมนูของเว็บไซต์", "the site's menu")),
    may("moved", List(&MOVED)).means(both(
        "ไฟล์แนบที่ย้ายไปแล้ว ผู้เปิดที่อยู่เดิมไปถึงที่อยู่ใหม่ prongsai rename เขียนให้",
        "attachments that were moved, so that their old addresses lead on; `prongsai rename` writes it",
    )),
    may("tags", List(&TAG)).means(both(
        "เรื่องของข่าว ข่าวเลือกด้วย tags แต่ละเรื่องมีหน้าและฟีดของตัวเอง",
        "what news are about, for their `tags`; each has a page and a feed of its own",
    )),
    may("deadlines", List(&DEADLINE)).means(both(
        "กำหนดวันของการประเมิน prongsai status นับวันให้",
        "what is due when; `prongsai status` counts the days",
    )),
]);

/// The search looks for each word by itself.
const UNBROKEN: Form = Form {
    fits: |written| (2..=30).contains(&written.chars().count()) && written.chars().all(is_thai),
    pattern: "[\u{e01}-\u{e4e}]{2,30}",
    what: both("ชื่อที่ไม่ให้ตัดกลางคำ", "a name that no line shall break"),
    help: both(
        "เขียนชื่อเป็นอักษรไทยไม่เกิน 30 ตัว ไม่มีช่องว่าง เช่น บ้านใหม่",
        "write a name of at most 30 Thai letters without a space, as บ้านใหม่",
    ),
};

const SYNONYMS: Form = Form {
    fits: |written| {
        let word =
            |word: &str| !word.trim().is_empty() && !word.trim().contains(|c: char| c.is_whitespace() || c == ';');
        written.contains('=') && written.split('=').all(word)
    },
    pattern: r"[^\s=;]+(?:\s*=\s*[^\s=;]+)+",
    what: both("คำที่ค้นหาแทนกันได้", "words that are searched as one"),
    help: both(
        "เขียนคำที่ไม่มีช่องว่างสองคำขึ้นไป คั่นด้วย = เช่น น้ำประปา = ประปา",
        "write two words or more, each without a space, with = between them: rubbish = waste",
    ),
};

/// Six letters and digits; in the registry most have both, and a row of one letter is an example.
const OCID_PREFIX: Form = Form {
    fits: |written| {
        let own = written.strip_prefix("ocds-").unwrap_or_default().as_bytes();
        let plain = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        own.len() == 6 && own.iter().all(plain) && own.iter().any(|byte| *byte != own[0])
    },
    pattern: "ocds-[a-z0-9]{6}",
    what: both("รหัสนำหน้าของ Open Contracting", "a prefix that Open Contracting registered"),
    help: both(
        "ใส่รหัสที่ขอจาก open-contracting.org เช่น ocds-213czf ถ้ายังไม่ได้ขอ ไม่ต้องใส่",
        "give what open-contracting.org registered for the agency, as ocds-213czf; leave the key out until then",
    ),
};

const MOVED: Shape = Record(&[
    needs("from", Line).means(both("ที่อยู่เดิมบนเว็บ เช่น /files/plan.pdf", "the address that it had, as /files/plan.pdf")),
    needs("to", File).means(both("ไฟล์นั้นในที่ใหม่", "the file, where it is now")).like("pdf"),
]);

const TAG: Shape = Record(&[
    needs("id", Slug).means(both("ชื่อย่อในที่อยู่เว็บ เช่น event", "its name in the address, as event")).like("event"),
    needs("title", Text).means(both("ชื่อเรื่อง เช่น กิจกรรม", "what readers see, as Events")),
]);

const DEADLINE: Shape = Record(&[
    needs("year", Year).means(both("ปีงบประมาณที่กำหนดนี้เป็นของปีนั้น", "the fiscal year that it belongs to")),
    needs("date", Date).means(both("วันสุดท้าย", "the last day")),
    may("title", Text).means(both("สิ่งที่ต้องทำให้เสร็จ", "what must be done by then")),
]);

const LICENCE: Shape = Record(&[
    needs("name", Text).means(both("ชื่อเงื่อนไข", "the name of the licence")),
    may("url", Url).means(both("ที่อยู่ของข้อความเต็ม", "the address of its full text")),
]);

const CONTACT: Shape = Record(&[
    may("kind", CONTACT_KIND).means(both("ชนิดของช่องทาง ตามที่แคตตาล็อกถาม", "what it is, as a catalogue asks for it")),
    needs("label", Text).means(both("ชื่อช่องทาง เช่น โทรศัพท์", "what it is, as Telephone")),
    may("value", Text).means(both("ข้อมูล ถ้ายังไม่ทราบให้ใส่ null", "the number or address; null while it is awaited")),
    may("url", Target).means(both(
        "ที่อยู่เมื่อกด โทรศัพท์ อีเมล LINE และ Facebook ไม่ต้องใส่ถ้า value บอกอยู่แล้ว",
        "where it leads; not needed where the value of a telephone, e-mail, LINE or Facebook tells it",
    )),
    may("picture", File).means(both("ภาพแผนที่ที่วาดเอง", "a drawing of the way there")).like("png"),
    may("hotline", Flag).means(both("true: แสดงเด่นที่หน้าแรก", "true: shown large on the home page")),
    STAFF_NOTE,
]);

const MENU: Shape = Record(&[
    needs("title", Text).means(both("คำในเมนู", "the words in the menu")),
    may("to", Target)
        .means(both("หน้าที่จะไป: ไฟล์ใน content หรือที่อยู่", "where it leads: a file of the content or an address")),
    may("entries", List(&MENU_ENTRY)).means(both("เมนูย่อยหนึ่งชั้น", "one level of entries below it")),
]);

const MENU_ENTRY: Shape = Record(&[
    needs("title", Text).means(both("คำในเมนู", "the words in the menu")),
    needs("to", Target)
        .means(both("หน้าที่จะไป: ไฟล์ใน content หรือที่อยู่", "where it leads: a file of the content or an address")),
]);

const NOTICE: Shape = Record(&[
    needs("text", Text).means(both("ข้อความของประกาศ หนึ่งประโยค", "what it says, in a sentence")),
    may("to", Target).means(both("หน้าที่บอกรายละเอียด", "the page with the details")),
    may("from", Date).means(both("วันแรกที่แสดง", "the first day")),
    needs("until", Date).means(both("วันสุดท้ายที่แสดง", "the last day")),
]);

const FOOTER: Shape = Record(&[
    needs("title", Text).means(both("คำของลิงก์ หรือข้อความ", "the words of the link, or the sentence")),
    may("to", Target).means(both("หน้าที่จะไป ถ้าเป็นข้อความไม่ต้องใส่", "where it leads; a sentence has none")),
]);

const ATTACHMENT: Shape = Record(&[
    needs("ending", Line).means(both("นามสกุลไฟล์ เช่น dwg", "the ending of its name, as dwg")),
    needs("reason", Text).means(both("เหตุผลที่ต้องเผยแพร่ไฟล์ชนิดนี้", "why files of this kind are published")),
]);

const BANNER: Shape = Record(&[
    needs("title", Text).means(both("คำบนป้าย", "the words of the banner")),
    may("text", Text).means(both("คำอธิบายหนึ่งบรรทัด", "a line below them")),
    may("to", Target).means(both("ที่ที่ป้ายพาไป ถ้ายังไม่มีให้ใส่ null", "where it leads; null while there is nothing")),
    may("audience", Choice(&["public", "staff"]))
        .means(both("staff: สำหรับบุคลากร ไม่แสดงบนเว็บ", "staff: for the agency's staff, never shown")),
]);
