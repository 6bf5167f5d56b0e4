//! The rules that reading applies: the form of YAML, front matter and Markdown, and where files may stand.

use crate::base::diag::Rule;
use crate::base::diag::Severity::{Error, Warning};

pub static RULES: &[&Rule] = &[
    &YAML_SYNTAX,
    &YAML_DUPLICATE_KEY,
    &YAML_UNKNOWN_KEY,
    &YAML_MISSING_KEY,
    &YAML_WRONG_TYPE,
    &VALUE_INVALID,
    &DATE_INVALID,
    &PERIOD_BACKWARDS,
    &SCORE_INVALID,
    &TEXT_WITHOUT_THAI,
    &FILE_EMPTY,
    &FRONT_MATTER_MISSING,
    &FRONT_MATTER_OPEN,
    &FRONT_MATTER_SECOND,
    &FRONT_MATTER_ENGLISH,
    &EVIDENCE_PROOF,
    &MARKDOWN_HTML,
    &MARKDOWN_UNSAFE_LINK,
    &MARKDOWN_NESTING,
    &MARKDOWN_BOLD,
    &MARKDOWN_NOT_A_LINK,
    &FOLDER_UNKNOWN,
    &FILE_UNEXPECTED,
    &FILE_NAME,
    &AGENCY_MISSING,
    &TRANSLATION_ALONE,
    &MEASURE_ISSUE,
    &WORD_MISSING,
    &UPLOAD_SECRET,
];

/// Errors that leave everything in its place.
pub static HARMLESS: &[&Rule] = &[&MARKDOWN_HTML, &MARKDOWN_UNSAFE_LINK];

pub static YAML_SYNTAX: Rule = Rule::new(
    "yaml-syntax",
    Error,
    ["YAML ต้องอ่านได้", "YAML must be readable"],
    ["ถ้าอ่านไม่ได้ ข้อมูลทั้งไฟล์จะหายไปจากเว็บ", "what cannot be read would vanish from the site"],
);

pub static YAML_DUPLICATE_KEY: Rule = Rule::new(
    "yaml-duplicate-key",
    Error,
    ["ชื่อช่องต้องไม่ซ้ำในที่เดียวกัน", "a key stands once"],
    ["มีสองค่า ไม่มีใครรู้ว่าค่าใดจริง", "with two values nobody knows which one is true"],
);

pub static YAML_UNKNOWN_KEY: Rule = Rule::new(
    "yaml-unknown-key",
    Error,
    ["ใช้เฉพาะชื่อช่องที่ prongsai รู้จัก", "only keys that prongsai knows"],
    ["ชื่อที่พิมพ์ผิดทำให้ข้อมูลไม่ขึ้นเว็บโดยไม่มีใครรู้", "a misspelt key would be left out in silence"],
);

pub static YAML_MISSING_KEY: Rule = Rule::new(
    "yaml-missing-key",
    Error,
    ["ช่องที่จำเป็นต้องมี", "needed keys are there"],
    ["หน้าเว็บทำขึ้นไม่ได้ถ้าไม่มีค่านี้", "the page cannot be made without this value"],
);

pub static YAML_WRONG_TYPE: Rule = Rule::new(
    "yaml-wrong-type",
    Error,
    ["ค่าต้องเป็นชนิดที่กำหนด", "a value has the type that its key asks for"],
    ["ค่าผิดชนิดไม่มีความหมาย", "a value of another type has no meaning there"],
);

pub static VALUE_INVALID: Rule = Rule::new(
    "value-invalid",
    Error,
    ["ค่าต้องใช้ได้กับช่องนั้น", "a value is one that its key can take"],
    ["ค่าที่ใช้ไม่ได้จะทำให้หน้าเว็บหรือที่อยู่ผิด", "an unusable value would break a page or an address"],
);

pub static DATE_INVALID: Rule = Rule::new(
    "date-invalid",
    Error,
    ["วันที่ต้องมีจริง", "a date exists"],
    ["ผู้ประเมินดูวันที่เพื่อตัดสินว่าเอกสารอยู่ในปีที่ประเมิน", "assessors judge by the date whether a document is of the right year"],
);

pub static PERIOD_BACKWARDS: Rule = Rule::new(
    "period-backwards",
    Error,
    ["ช่วงเวลาต้องเริ่มก่อนจบ", "a period begins before it ends"],
    ["มักเกิดจากปี พ.ศ. ที่พิมพ์ผิด", "mostly a mistyped year"],
);

pub static SCORE_INVALID: Rule = Rule::new(
    "score-invalid",
    Error,
    ["คะแนนอยู่ระหว่าง 0 ถึง 100 ทศนิยมไม่เกินสองตำแหน่ง", "a score is 0 to 100 with at most two decimals"],
    ["คะแนนที่เป็นไปไม่ได้ทำให้ประชาชนไม่เชื่อคะแนนอื่น", "an impossible score makes readers doubt all others"],
);

pub static TEXT_WITHOUT_THAI: Rule = Rule::new(
    "text-without-thai",
    Error,
    ["ทุกข้อความมีภาษาไทย", "every text has Thai"],
    ["ภาษาไทยคือภาษาหลักของเว็บ", "Thai is the site's language of record"],
);

pub static FILE_EMPTY: Rule = Rule::new(
    "file-empty",
    Error,
    ["ไฟล์ต้องไม่ว่าง", "a file is not empty"],
    ["ไฟล์ว่างมักเกิดจากการบันทึกที่ล้มเหลว", "an empty file is mostly a save that failed"],
);

pub static FRONT_MATTER_MISSING: Rule = Rule::new(
    "front-matter-missing",
    Error,
    ["ไฟล์ Markdown ขึ้นต้นด้วยส่วนหัว", "a Markdown file begins with its front matter"],
    ["ส่วนหัวบอกว่าไฟล์นี้คือข้อใด", "the front matter says which item the file is"],
);

pub static FRONT_MATTER_OPEN: Rule = Rule::new(
    "front-matter-open",
    Error,
    ["ส่วนหัวปิดด้วย ---", "the front matter is closed by three hyphens"],
    ["ถ้าไม่ปิด เนื้อหาทั้งหมดจะถูกอ่านเป็นส่วนหัว", "unclosed, the whole text would count as front matter"],
);

pub static FRONT_MATTER_SECOND: Rule = Rule::new(
    "front-matter-second",
    Error,
    ["ส่วนหัวมีชุดเดียว", "there is one front matter"],
    ["ชุดที่สองจะไปโผล่เป็นข้อความบนหน้าเว็บ", "a second one would appear as text on the page"],
);

pub static FRONT_MATTER_ENGLISH: Rule = Rule::new(
    "front-matter-english",
    Error,
    ["ไฟล์ .en.md มีแต่เนื้อหา", "an .en.md file holds only a body"],
    ["ข้อเท็จจริงอยู่ที่ไฟล์ไทยที่เดียว จะได้ไม่ขัดกัน", "facts stand once, in the Thai file, so that they cannot disagree"],
);

pub static EVIDENCE_PROOF: Rule = Rule::new(
    "evidence-proof",
    Error,
    ["หลักฐานหนึ่งรายการชี้ไปที่เดียว", "an evidence entry points to one thing"],
    ["ผู้ประเมินต้องเปิดหลักฐานได้ทันที", "the assessor must be able to open it"],
);

pub static MARKDOWN_HTML: Rule = Rule::new(
    "markdown-html",
    Error,
    ["เนื้อหาไม่ใช้ HTML", "bodies hold no HTML"],
    ["HTML ที่วางมาจากที่อื่นทำให้หน้าเว็บพังและไม่ปลอดภัย", "pasted HTML breaks pages and is not safe"],
);

pub static MARKDOWN_UNSAFE_LINK: Rule = Rule::new(
    "markdown-unsafe-link",
    Error,
    ["ลิงก์ใช้เฉพาะ https, http, mailto และ tel", "links use https, http, mailto or tel"],
    ["ลิงก์ชนิดอื่นรันโปรแกรมบนเครื่องผู้อ่านได้", "other links can run programs on the reader's machine"],
);

pub static MARKDOWN_NESTING: Rule = Rule::new(
    "markdown-nesting",
    Error,
    ["เนื้อหาไม่ซ้อนกันลึกเกิน 32 ชั้น", "a body nests at most 32 deep"],
    ["ไม่มีผู้อ่านคนใดอ่านได้ และเบราว์เซอร์จะค้าง", "nobody can read it, and browsers give up"],
);

pub static MARKDOWN_BOLD: Rule = Rule::new(
    "markdown-bold",
    Warning,
    ["ตัวหนาเปิดแล้วปิด", "bold is opened and closed"],
    ["** ที่เหลือจะปรากฏบนหน้าเว็บ", "a `**` left over appears on the page"],
);

pub static MARKDOWN_NOT_A_LINK: Rule = Rule::new(
    "markdown-not-a-link",
    Warning,
    ["ลิงก์ต้องเป็นลิงก์จริง", "what looks like a link is one"],
    ["ชื่อไฟล์ที่มีช่องว่างทำให้ลิงก์กลายเป็นข้อความ", "a space in the file's name turns the link into text"],
);

pub static FOLDER_UNKNOWN: Rule = Rule::new(
    "folder-unknown",
    Error,
    ["โฟลเดอร์ใน content มีชื่อที่รู้จัก", "folders of the content have known names"],
    ["ไฟล์ในโฟลเดอร์อื่นจะไม่ขึ้นเว็บ", "files in other folders would not be published"],
);

pub static FILE_UNEXPECTED: Rule = Rule::new(
    "file-unexpected",
    Error,
    ["ไฟล์อยู่ในที่ที่ prongsai อ่าน", "files stand where prongsai reads them"],
    ["ไฟล์ผิดที่จะไม่ขึ้นเว็บ", "a file elsewhere would not be published"],
);

pub static FILE_NAME: Rule = Rule::new(
    "file-name",
    Error,
    ["ชื่อไฟล์ใช้อักษรโรมัน ตัวเลข และขีด", "file names use Latin letters, digits and hyphens"],
    ["ชื่อไฟล์กลายเป็นที่อยู่เว็บ ซึ่งต้องใช้ได้กับทุกระบบ", "the name becomes an address that must work everywhere"],
);

pub static AGENCY_MISSING: Rule = Rule::new(
    "agency-missing",
    Error,
    ["ต้องมี content/agency.yaml", "content/agency.yaml is there"],
    ["ทุกหน้าใช้ชื่อและที่อยู่ของหน่วยงาน", "every page needs the agency's name and address"],
);

pub static TRANSLATION_ALONE: Rule = Rule::new(
    "translation-alone",
    Error,
    ["ไฟล์ .en.md มีไฟล์ไทยคู่กัน", "an .en.md file has its Thai file beside it"],
    ["ไฟล์ไทยคือที่เก็บข้อเท็จจริง", "the Thai file holds the facts"],
);

pub static MEASURE_ISSUE: Rule = Rule::new(
    "measure-issue",
    Error,
    ["ช่อง issue เขียนเป็น ปี/ประเด็น", "`issue` is written year/issue"],
    ["ประเด็นหมายเลขเดียวกันมีทุกปี", "every year has an issue of that number"],
);

pub static WORD_MISSING: Rule = Rule::new(
    "word-missing",
    Error,
    ["คำของหน้าเว็บมีครบทั้งสองภาษา", "the words of the pages stand in both languages"],
    ["คำที่ขาดทำให้หน้าเว็บมีช่องว่าง", "a missing word leaves a gap on the page"],
);

pub static UPLOAD_SECRET: Rule = Rule::new(
    "upload-secret",
    Error,
    ["ไม่เก็บรหัสผ่านในไฟล์", "no password in a file"],
    [
        "เนื้อหาของเว็บถูกคัดลอก ส่งต่อ และเผยแพร่ได้ ใครได้รหัสไปก็แก้เว็บได้",
        "content is copied, sent on and published; whoever finds the password owns the site",
    ],
);
