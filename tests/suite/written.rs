//! Texts as officers write them: what is mended without a word, and what is told. `MENDED` is the list in the handbook. A
//! thousand pages in the styles of five officers are sound until a fault is planted in them: sound ones are told nothing, and
//! every fault is told.

use std::sync::LazyLock;

use prongsai::base::date::Day;
use prongsai::base::output::Asset;
use prongsai::base::path::RelPath;
use prongsai::base::source::Sources;
use prongsai::ita::options::Options;

use crate::support::site;
use crate::whole;

/// What is mended: what it is in Thai and in English, how it is written, and what is read.
pub const MENDED: &[(&str, &str, &str, &str)] = &[
    (
        "ข้อที่ใส่เลขไทย อักษร วงเล็บ หรือเลขย่อยเอง ตั้งแต่สองข้อขึ้นไป เรียงจากข้อแรก เป็นรายการที่คงเลขตามที่เขียน",
        "Two or more lines numbered by hand, in order from the first, are a list that keeps what was written",
        "มีหน้าที่ดังนี้\n๑. จัดให้มีทางบก\n\t(๑) ถนน\n\t(๒) ทางเท้า\n๒. รักษาความสะอาด",
        "มีหน้าที่ดังนี้\n- ๑. จัดให้มีทางบก\n  - (๑) ถนน\n  - (๒) ทางเท้า\n- ๒. รักษาความสะอาด",
    ),
    ("", "", "๑) ก\n๒) ข\n\n• ค\n• ง", "+ ๑) ก\n+ ๒) ข\n\n- ค\n- ง"),
    ("", "", "ก. ส่วนที่หนึ่ง\nข. ส่วนที่สอง", "- ก. ส่วนที่หนึ่ง\n- ข. ส่วนที่สอง"),
    ("", "", "1.ขั้นแรก\n2.ขั้นต่อไป", "- 1.ขั้นแรก\n- 2.ขั้นต่อไป"),
    ("", "", "ข้อ ๑ ให้ยกเลิก\nข้อ ๒ ให้ใช้แทน", "- ข้อ ๑ ให้ยกเลิก\n- ข้อ ๒ ให้ใช้แทน"),
    ("", "", "๒.๑ งานแรก\n๒.๒ งานที่สอง", "- ๒.๑ งานแรก\n- ๒.๒ งานที่สอง"),
    ("", "", "ขั้นตอนที่ ๑ ยื่นคำขอ\nขั้นตอนที่ ๒ รับเอกสาร", "- ขั้นตอนที่ ๑ ยื่นคำขอ\n- ขั้นตอนที่ ๒ รับเอกสาร"),
    ("", "", "1- ขั้นแรก\n2- ขั้นต่อไป", "- 1- ขั้นแรก\n- 2- ขั้นต่อไป"),
    ("", "", "1） ก\n2） ข", "- 1） ก\n- 2） ข"),
    ("", "", "๑ . ก\n๒ . ข", "- ๑ . ก\n- ๒ . ข"),
    ("", "", "i. ก\nii. ข\niii. ค", "- i. ก\n- ii. ข\n- iii. ค"),
    ("", "", "a) ก\nb) ข", "- a) ก\n- b) ข"),
    ("", "", "① ก\n② ข", "- ① ก\n- ② ข"),
    ("", "", "๑/ ก\n๒/ ข", "- ๑/ ก\n- ๒/ ข"),
    ("", "", "#1 ก\n#2 ข", "- #1 ก\n- #2 ข"),
    (
        "เลขที่ไม่มีเครื่องหมายต่อท้าย ตั้งแต่สามบรรทัดขึ้นไป เรียงจากข้อแรก เป็นรายการ",
        "Three or more lines that begin with a number alone, in order from the first, are a list",
        "๑ จัดทำแผน\n๒ จัดซื้อ\n๓ ตรวจรับ",
        "- ๑ จัดทำแผน\n- ๒ จัดซื้อ\n- ๓ ตรวจรับ",
    ),
    (
        "บรรทัดที่ขึ้นต้นด้วย ☐ หรือ ✓ ตั้งแต่สองบรรทัดขึ้นไป เป็นรายการที่คงเครื่องหมายไว้",
        "Two or more lines that begin with ☐ or ✓ are a list that keeps the signs",
        "☐ บัตรประชาชน\n☐ ทะเบียนบ้าน",
        "- ☐ บัตรประชาชน\n- ☐ ทะเบียนบ้าน",
    ),
    ("", "", "☑ บัตรประชาชน\n☐ ทะเบียนบ้าน", "- ☑ บัตรประชาชน\n- ☐ ทะเบียนบ้าน"),
    ("", "", "( / ) ผ่าน\n( ) ไม่ผ่าน", "- ( / ) ผ่าน\n- ( ) ไม่ผ่าน"),
    ("", "", "[x] บัตรประชาชน\n[ ] ทะเบียนบ้าน", "- [x] บัตรประชาชน\n- [ ] ทะเบียนบ้าน"),
    (
        "บรรทัดที่ขึ้นต้นด้วย • – หรือเครื่องหมายหัวข้อของ Word ตั้งแต่สองบรรทัดขึ้นไป เป็นรายการ",
        "Two or more lines that begin with •, – or a bullet of Word are a list",
        "เอกสารที่ใช้\n•\tบัตรประชาชน\n•\tทะเบียนบ้าน",
        "เอกสารที่ใช้\n- บัตรประชาชน\n- ทะเบียนบ้าน",
    ),
    ("", "", "\u{F0B7} บัตร\n\u{F0B7} ทะเบียนบ้าน", "- บัตร\n- ทะเบียนบ้าน"),
    ("", "", "-ถนน\n-ท่อระบายน้ำ", "- ถนน\n- ท่อระบายน้ำ"),
    ("", "", "- ถนน\n-ท่อระบายน้ำ\n- ทางเท้า", "- ถนน\n- ท่อระบายน้ำ\n- ทางเท้า"),
    ("", "", "- ถนน\n– ท่อระบายน้ำ\n• ทางเท้า", "- ถนน\n- ท่อระบายน้ำ\n- ทางเท้า"),
    ("", "", "- [] บัตร\n- [ x ] ทะเบียนบ้าน", "- [ ] บัตร\n- [x] ทะเบียนบ้าน"),
    ("", "", "-- ถนน\n-- ท่อระบายน้ำ", "- ถนน\n- ท่อระบายน้ำ"),
    ("", "", "+ถนน\n+ท่อระบายน้ำ", "- ถนน\n- ท่อระบายน้ำ"),
    ("", "", "*ถนน\n*ท่อระบายน้ำ", "- ถนน\n- ท่อระบายน้ำ"),
    ("", "", "o ถนน\no ท่อระบายน้ำ", "- ถนน\n- ท่อระบายน้ำ"),
    (
        "ย่อหน้าที่เยื้องด้วยแท็บหรือเว้นวรรค เป็นย่อหน้า ไม่ใช่โปรแกรม",
        "A paragraph indented with a tab or spaces is one, and no program",
        "\tตามที่ได้ดำเนินการ**จัดซื้อ**วัสดุ\n\tจึงประกาศให้ทราบ",
        "ตามที่ได้ดำเนินการ**จัดซื้อ**วัสดุ\n\nจึงประกาศให้ทราบ",
    ),
    ("", "", "- รายการ\n\n      ย่อหน้าในรายการ", "- รายการ\n\n  ย่อหน้าในรายการ"),
    (
        "หัวข้อที่ไม่เว้นวรรคหลัง ## หรือเว้นด้วยช่องว่างพิเศษ เป็นหัวข้อ (# ตัวเดียวติดคำคือแฮชแท็ก)",
        "A heading without a space behind its ##, or with a no-break space, is one (one # before a word is a hashtag)",
        "##การเงิน\n\n###\u{A0}รายรับ",
        "## การเงิน\n\n### รายรับ",
    ),
    ("", "", "＃＃ การเงิน", "## การเงิน"),
    ("", "", "## การเงิน##", "## การเงิน ##"),
    (
        "ข้อความในปีกกาท้ายหัวข้ออยู่ครบ ยกเว้น {#ชื่อ}",
        "Braces at the end of a heading stay, unless they are {#name}",
        "## แบบคำขอ {ร่าง}",
        "## แบบคำขอ \\{ร่าง\\}.",
    ),
    (
        "หมายเหตุที่อยู่ติดใต้ตาราง เป็นย่อหน้า ไม่ใช่แถว",
        "A note right below a table is a paragraph, and no row",
        "| ก | ข |\n|---|---|\n| 1 | 2 |\nหมายเหตุ: รวมภาษีแล้ว",
        "| ก | ข |\n|---|---|\n| 1 | 2 |\n\nหมายเหตุ: รวมภาษีแล้ว",
    ),
    (
        "แถวที่วางจาก Excel (สามคอลัมน์ขึ้นไป หรือสองคอลัมน์ที่คอลัมน์หลังเป็นตัวเลข) เป็นตาราง",
        "Rows pasted from Excel are a table: three columns or more, or two of which the second is figures",
        "รายการ\tจำนวน\tราคา\nโต๊ะ\t5\t100\nเก้าอี้\t9\t50",
        "| รายการ | จำนวน | ราคา |\n|---|---|---|\n| โต๊ะ | 5 | 100 |\n| เก้าอี้ | 9 | 50 |",
    ),
    (
        "แถวที่มี | หัวท้ายและช่องเท่ากันทุกแถว เป็นตาราง แม้ไม่มีบรรทัด |---|",
        "Rows between bars with as many cells in each are a table, also without the line |---|",
        "| รายการ | ราคา |\n| โต๊ะ | 100 |",
        "| รายการ | ราคา |\n|---|---|\n| โต๊ะ | 100 |",
    ),
    ("", "", "| รายการ | ราคา |\n|–––|–––|\n| โต๊ะ | 100 |", "| รายการ | ราคา |\n|---|---|\n| โต๊ะ | 100 |"),
    ("", "", "\t| รายการ | ราคา |\n\t|---|---|\n\t| โต๊ะ | 100 |", "| รายการ | ราคา |\n|---|---|\n| โต๊ะ | 100 |"),
    ("", "", "| รายการ | ราคา |\n|---|\n| โต๊ะ | 100 |", "| รายการ | ราคา |\n|---|---|\n| โต๊ะ | 100 |"),
    (
        "ดอกจันและ ~~ ที่ติดตัวอักษรไทยกับวรรคตอน เป็นตัวหนา ตัวเอน และขีดฆ่า",
        "Stars and ~~ between Thai letters and punctuation are bold, italics and struck out",
        "**พ.ร.บ.**ข้อมูล ดู*ระเบียบ (ฉบับที่ ๒)*ต่อ ~~ราคา (๕๐๐)~~ราคา ๔๕๐",
        "**พ.ร.บ.** ข้อมูล ดู *ระเบียบ (ฉบับที่ ๒)* ต่อ ~~ราคา (๕๐๐)~~ ราคา ๔๕๐",
    ),
    ("", "", "**นายก****และปลัด**", "**นายก** **และปลัด**"),
    ("", "", "***ด่วน!***ที่สุด", "***ด่วน!*** ที่สุด"),
    ("", "", "__ด่วน__ที่สุด", "**ด่วน** ที่สุด"),
    (
        "ดอกจันระหว่างตัวเลขเป็นขนาด ไม่ใช่ตัวเอน และ ~ ระหว่างตัวเลขเป็นช่วง ไม่ใช่ขีดฆ่า",
        "Stars between digits are those of a size, and no italics; a ~ is that of a range, and strikes nothing out",
        "ถนน 4*100*0.15 เมตร",
        "ถนน 4\\*100\\*0.15 เมตร",
    ),
    ("", "", "ใช้คน 5~10 คน และ 6~12 วัน", "ใช้คน 5\\~10 คน และ 6\\~12 วัน"),
    (
        "บรรทัดของที่อยู่ หัวหนังสือ และบรรทัด “ชื่อ: ข้อมูล” ขึ้นบรรทัดใหม่ตามที่เขียน",
        "Lines of an address, of the head of a letter, and of a label and a value, stay lines",
        "เลขที่ 1 หมู่ 2\nตำบลตัวอย่าง\nโทรศัพท์: 0 2000 0000",
        "เลขที่ 1 หมู่ 2\\\nตำบลตัวอย่าง\\\nโทรศัพท์: 0 2000 0000",
    ),
    ("", "", "อบต. ก\n๙๙ ม.๕ ต.ข\nอ.เมือง จ.ค\n๑๐๐๐๐", "อบต. ก\\\n๙๙ ม.๕ ต.ข\\\nอ.เมือง จ.ค\\\n๑๐๐๐๐"),
    (
        "",
        "",
        "ที่ อบ ๗๙๓๐๑/ว ๑๒\nวันที่ ๕ มกราคม ๒๕๖๙\nเรื่อง ขอเชิญประชุม\nเรียน กำนัน\nด้วยจะมีการประชุม",
        "ที่ อบ ๗๙๓๐๑/ว ๑๒\\\nวันที่ ๕ มกราคม ๒๕๖๙\\\nเรื่อง ขอเชิญประชุม\\\nเรียน กำนัน\\\nด้วยจะมีการประชุม",
    ),
    (
        "วันที่ประกาศ ชื่อในวงเล็บ และตำแหน่งใต้ชื่อ ขึ้นบรรทัดใหม่ตามที่เขียน",
        "The day of a notice, the name in brackets and the position below it stay lines",
        "จึงประกาศให้ทราบ\nประกาศ ณ วันที่ ๕ มกราคม ๒๕๖๙\n(นายหนึ่ง ใจดี)\nนายกเทศมนตรี",
        "จึงประกาศให้ทราบ\\\nประกาศ ณ วันที่ ๕ มกราคม ๒๕๖๙\\\n(นายหนึ่ง ใจดี)\\\nนายกเทศมนตรี",
    ),
    ("", "", "ลงชื่อ.....ผู้เสนอ\nลงชื่อ.....ผู้อนุมัติ", "ลงชื่อ.....ผู้เสนอ\\\nลงชื่อ.....ผู้อนุมัติ"),
];

/// The findings of a site with a page for each body, as `page rule`, and what each page shows.
fn built(bodies: &[String], pages: bool) -> (Vec<(usize, &'static str)>, Vec<String>) {
    static BASE: LazyLock<Sources> = LazyLock::new(|| crate::support::read(&site("two-years")).unwrap());
    let mut sources = BASE.clone();
    let name = |at: usize| format!("t{at}");
    for (at, body) in bodies.iter().enumerate() {
        let path = RelPath::new(&format!("content/pages/{}.md", name(at))).unwrap();
        sources.texts.insert(path, format!("---\ntitle: {{th: ทดสอบ, en: Test}}\n---\n{body}\n").into());
    }
    let options = Options { today: Day::parse("2569-01-05").unwrap(), base_url: None };
    let whole = whole::build(&sources, &options);
    let own = |path: &str| path.strip_prefix("content/pages/t")?.strip_suffix(".md")?.parse::<usize>().ok();
    let told = whole.findings.iter().filter_map(|finding| Some((own(finding.at.path.as_str())?, finding.rule.code)));
    let shown = |at: usize| {
        let Some(Asset::Bytes(bytes)) = whole.output.get(&*format!("{}/index.html", name(at))) else {
            panic!("no page {at}: {:?}", whole.findings.iter().filter(|finding| finding.is_error()).collect::<Vec<_>>())
        };
        let page = String::from_utf8_lossy(bytes);
        let from = page.find("</h1>").unwrap();
        page[from..page[from..].find("<aside").map_or(page.len(), |end| from + end)].to_owned()
    };
    let shown = if pages { (0..bodies.len()).map(shown).collect() } else { Vec::new() };
    (told.collect(), shown)
}

#[test]
fn what_is_mended_reads_as_it_was_meant() {
    let bodies: Vec<String> =
        MENDED.iter().flat_map(|(_, _, written, meant)| [(*written).to_owned(), (*meant).to_owned()]).collect();
    let (told, shown) = built(&bodies, true);
    let family: Vec<_> = told.iter().filter(|(_, rule)| rule.starts_with("markdown")).collect();
    assert!(family.is_empty(), "{family:?}");
    for (pair, (.., written, _)) in shown.chunks(2).zip(MENDED) {
        // Spaces and full stops were put into what is meant, for Markdown's sake.
        let plain = |page: &str| {
            let page = page.replace(" class=\"own\"", "").replace("}.", "}").replace("</p>\n", "</p>");
            page.split_whitespace().collect::<String>()
        };
        assert_eq!(plain(&pair[0]), plain(&pair[1]), "{written}");
    }
}

/// Numbers that only look like chance.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }

    fn phrase(&mut self) -> String {
        let words = 2 + self.roll(5);
        let mut out = String::new();
        for _ in 0..words {
            let next = self.pick(PHRASES);
            // Marks beside marks are nobody's writing.
            let marked = |text: &str| text.contains(['*', '~']);
            let apart = self.roll(3) == 0 || (marked(next) && marked(&out));
            out.push_str(if apart { " " } else { "" });
            out.push_str(next);
        }
        out
    }
}

const PHRASES: &[&str] = &[
    "องค์การบริหารส่วนตำบล",
    "จัดซื้อจัดจ้าง",
    "โครงการก่อสร้างถนน",
    "พ.ศ. ๒๕๖๘",
    "(ฉบับที่ ๒)",
    "วันที่ 5 ม.ค. 2568",
    "เวลา 08.30 น.",
    "จำนวน ๑.๕ ล้านบาท",
    "ร้อยละ 97.25",
    "**พ.ร.บ.**ข้อมูลข่าวสาร",
    "อ.เมือง จ.ตัวอย่าง",
    "กว้าง 4*100*0.15 เมตร",
    "\"เปิดเผย\"",
    "ประชาชน",
    "ฯลฯ",
    "ต่าง ๆ",
    "#โปร่งใส",
    "ข้อ [๑] ของระเบียบ",
    "และ/หรือ",
    "*ด่วน*",
    "~~ยกเลิก~~",
    "ราคา 500* บาท",
    "มาตรา ๙ (๘)",
    "เลขที่ ตอ ๗๑๐๐๑/๑๒๓",
    "50-60 คน",
    "`รหัส 01`",
    "นายก อบต.",
    "(1) และ (2)",
    "อัตรา {๕ บาท}",
    "A & B",
    "1 < 2",
    "[ติดต่อ](contact/index.md)",
    "ภาษี & ค่าธรรมเนียม",
];

const NUMBERS: &[fn(usize) -> String] = &[
    |n| format!("{}. ", thai(n)),
    |n| format!("({}) ", thai(n)),
    |n| format!("{n}. "),
    |n| format!("{n}) "),
    |n| format!("({n}) "),
    |n| format!("{n}."),
    |n| format!("{}. ", ["ก", "ข", "ค", "ง", "จ", "ฉ"][n - 1]),
    |n| format!("({})", ["ก", "ข", "ค", "ง", "จ", "ฉ"][n - 1]),
    |n| format!("๒.{} ", thai(n)),
    |_| "- ".into(),
    |_| "• ".into(),
    |_| "–\t".into(),
    |_| "\u{F0A7}  ".into(),
    |_| "-".into(),
    |_| "* ".into(),
];

fn thai(number: usize) -> String {
    number.to_string().chars().map(|c| char::from_u32(c as u32 + 0x0E50 - 0x30).unwrap()).collect()
}

/// A paragraph that is right, in the style of one of five officers.
fn paragraph(dice: &mut Dice, style: usize, nth: usize) -> String {
    let words = |dice: &mut Dice| format!("ให้{}", dice.phrase());
    match (style, dice.roll(5)) {
        // Each paragraph begins further in.
        (0, 0..=2) => format!("{}ที่{}", ["\t", "    ", "        ", "\u{3000}"][dice.roll(4)], words(dice)),
        (0, 3) => format!("ลงชื่อ {}\n\n---", ".".repeat(20)),
        // Lists of all kinds.
        (1, 0..=3) => {
            let (number, count, indent) =
                (NUMBERS[dice.roll(NUMBERS.len())], 2 + dice.roll(4), ["", "", "  ", "\t"][dice.roll(4)]);
            let entries: String = (1..=count).map(|n| format!("{indent}{}ให้{}\n", number(n), words(dice))).collect();
            format!("{}ดังนี้\n\n{entries}", words(dice))
        }
        // Tables, with notes below.
        (2, 0..=2) => {
            let columns = 2 + dice.roll(4);
            let row = |dice: &mut Dice| {
                (0..columns).map(|_| format!("| {} ", words(dice).replace('|', "/"))).collect::<String>() + "|\n"
            };
            let head = row(dice) + &"|---".repeat(columns) + "|\n";
            let rows: String = (0..1 + dice.roll(4)).map(|_| row(dice)).collect();
            format!("{head}{rows}{}", ["", "หมายเหตุ: ข้อมูล ณ วันสิ้นปี\n", "ที่มา กองคลัง\n"][dice.roll(3)])
        }
        (2, 3) => (0..3)
            .map(|at| {
                if at == 0 {
                    "รายการ\tจำนวน\tราคา\n".into()
                } else {
                    format!("{}\t{at}\t50\n", words(dice))
                }
            })
            .collect(),
        // Lines that end where the window of a PDF ended, addresses, times.
        (3, 0..=1) => (0..3).map(|_| words(dice)).collect::<Vec<_>>().join("\nและ"),
        (3, 2) => {
            format!("เลขที่ {} หมู่ 3\nตำบลตัวอย่าง\nอำเภอเมือง\nโทร. 0 2000 0000\nอีเมล: a@example.go.th", dice.roll(200))
        }
        (3, 3) => "08.30\nน. ลงทะเบียน\nและรับเอกสาร".into(),
        // Notes, headings, tasks, boxes, quotations.
        (4, 0) => format!("{}[^ก{nth}]\n\n[^ก{nth}]: {}", words(dice), words(dice)),
        (4, 1) => format!("{} เรื่อง{}", ["##", "## ", "##\u{A0}"][dice.roll(3)], words(dice).replace('`', "")),
        (4, 2) => format!("- [ ] {}\n- [x] {}", words(dice), words(dice)),
        (4, 3) => {
            ["```\nก    ข\n```", "> อ้างถึง\n> ระเบียบ", "***", "1. ก\n1. ข\n1. ค", "คำ\n: ความหมาย"][dice.roll(5)].into()
        }
        _ => words(dice),
    }
}

/// A page of twenty paragraphs that are right.
fn page(seed: usize) -> String {
    let mut dice = Dice(seed as u64 * 7 + 1);
    (0..20).map(|nth| paragraph(&mut dice, seed % 5, nth)).collect::<Vec<_>>().join("\n\n")
}

/// Faults, each with the rule that tells it.
const FAULTS: &[(&str, &str)] = &[
    ("ดู [ประกาศ](ไฟล์ ประกาศ.pdf)", "markdown-not-a-link"),
    ("ดู [ประกาศ] (../files/a.pdf)", "markdown-not-a-link"),
    ("ดู [ประกาศ] (https://www.example.go.th/a)", "markdown-not-a-link"),
    ("ดู (ประกาศ)[../files/a.pdf]", "markdown-not-a-link"),
    ("ดู [ประกาศ](../files/a.pdf", "markdown-not-a-link"),
    ("ดู (ประกาศ)[../files/a.pdf", "markdown-not-a-link"),
    ("ดู [ประกาศ]\n(../files/a.pdf)", "markdown-not-a-link"),
    ("ดู [ประกาศ]（../files/a.pdf）", "markdown-not-a-link"),
    ("ดู 【ประกาศ】(https://www.example.go.th/a)", "markdown-not-a-link"),
    ("[ประกาศ]: ../files/a.pdf", "markdown-not-a-link"),
    ("[หมายเหตุ]: ราคานี้รวมภาษีแล้ว", "markdown-brackets"),
    ("[โทร](tel:๐๔๕๒๑๐๐๐๐)", "link-form"),
    ("ดู https;//www.example.go.th/a", "link-form"),
    ("ดู [ประกาศ] (กองคลัง)", "markdown-brackets"),
    ("1. หนึ่ง\n2. สอง\n4. สี่", "markdown-list"),
    ("1) หนึ่ง\n2) สอง\n2) สาม", "markdown-list"),
    ("๒. สอง\n๔. สี่", "markdown-list"),
    ("ตามข้อ\n(๘) แปด\n(๙) เก้า", "markdown-list"),
    ("๒) สอง\n๓) สาม", "markdown-list"),
    ("ระเบียบ\n8. แปด\n9. เก้า", "markdown-list"),
    ("ก) หนึ่ง\nค) สาม", "markdown-list"),
    ("ข้อ ๑ หนึ่ง\nข้อ ๓ สาม", "markdown-list"),
    ("| ก | ข |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |", "table-header"),
    ("｜ก｜ข｜\n｜1｜2｜", "markdown-table"),
    ("+---+---+\n| ก | ข |\n+---+---+", "markdown-table"),
    ("รายการ,จำนวน,ราคา\nโต๊ะ,5,100\nเก้าอี้,9,50", "markdown-table"),
    ("| ก | ข |\n|---|---|\n| 1 | 2 | 3 |", "markdown-table"),
    ("| ก | ข |\n|---|---|\n| 1 |", "markdown-table"),
    ("ก | ข\n---|---\n1 | 2 | 3", "markdown-table"),
    ("> | ก | ข |\n> |---|---|\n> | 1 | 2 | 3 |", "markdown-table"),
    ("| `ก | ข` | ค |\n|---|---|---|\n| `ก | ข` | ค | ง |", "markdown-table"),
    ("ชื่อ\tตำแหน่ง\nสมชาย\tปลัด", "markdown-table"),
    ("ชื่อ     ตำแหน่ง    กอง\nสมชาย   ปลัด    คลัง", "markdown-table"),
    ("ชื่อ | ตำแหน่ง | กอง\nสมชาย | ปลัด | คลัง", "markdown-table"),
    ("ลงชื่อ ......\n---", "markdown-line"),
    ("ผู้ประกาศ\n-----\nนายก", "markdown-line"),
    ("```\nข้อความ\n\nข้อความ", "markdown-fence"),
    ("~~~~\nข้อความ\n~~~", "markdown-fence"),
    ("ราคา[^ไม่มี]", "markdown-footnote"),
    ("[^ลอย]: ไม่มีใครอ้าง", "markdown-footnote"),
    ("ก[^ซ้ำ]\n\n[^ซ้ำ]: หนึ่ง\n\n[^ซ้ำ]: สอง", "markdown-footnote"),
    ("ตาม **ประกาศ ข้อ ๑", "markdown-bold"),
    ("ราคา ~~ยกเลิกแล้ว", "markdown-bold"),
    ("นี่__สำคัญ__มาก", "markdown-bold"),
    ("การประชุมเ\nทศบาล", "markdown-word-cut"),
    ("ประชุมครั้งท\nี่ ๒", "markdown-word-cut"),
];

#[test]
fn sound_pages_are_told_nothing_and_every_fault_is_told() {
    let count = if std::env::var_os("PRONGSAI_TEST_ALL").is_some() { 1000 } else { 60 };
    let pages: Vec<String> = (0..count).map(page).collect();
    let (told, _) = built(&pages, false);
    let family: Vec<_> =
        told.iter().filter(|(_, rule)| rule.starts_with("markdown") || *rule == "table-header").collect();
    assert!(family.is_empty(), "{} of {}: {family:?}\n{}", family.len(), count * 20, pages[family[0].0]);
    let planted: Vec<String> = pages
        .iter()
        .enumerate()
        .map(|(at, page)| format!("{page}\n\n## ท้าย\n\n{}", FAULTS[at % FAULTS.len()].0))
        .collect();
    let (told, _) = built(&planted, false);
    let missed: Vec<_> = (0..count).filter(|at| !told.contains(&(*at, FAULTS[at % FAULTS.len()].1))).collect();
    assert!(missed.is_empty(), "{:?}", missed.iter().map(|at| FAULTS[at % FAULTS.len()]).collect::<Vec<_>>());
    println!("{} paragraphs, no false warning; {count} faults, all told", count * 20);
}

#[test]
fn words_of_the_other_language_say_so() {
    let thai = "ระบบ Integrity and Transparency Assessment (ITA) ที่ a@b.go.th\n\nThis page is open to all citizens.\n\n\
        ดังนี้ “The office is open on all weekdays.” และ\n\n| ก | A name of a form to fill in |\n|---|---|\n| 1 | Form O12 |";
    let (_, shown) = built(&[thai.to_owned()], true);
    for part in [
        "<p>ระบบ Integrity and Transparency Assessment (ITA) ที่ <a",
        "<p><span lang=\"en\">This page is open to all citizens.</span></p>",
        "“<span lang=\"en\">The office is open on all weekdays.</span>” และ</p>",
        "<th scope=\"col\"><span lang=\"en\">A name of a form to fill in</span></th>",
        ">Form O12</td>",
    ] {
        assert!(shown[0].contains(part), "{part}\n{}", shown[0]);
    }
}
