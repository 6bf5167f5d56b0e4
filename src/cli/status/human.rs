//! The readiness of a year for people: every item with what it has and lacks, then the sums, the most important line last.

use std::fmt::Write;

use crate::base::lang::{Bilingual, Lang, both};
use crate::base::span::Span;
use crate::cli::status::agenda;
use crate::cli::status::words;
use crate::ita::continuity::Lost;
use crate::ita::evidence::verdict::Reason;
use crate::ita::next::Share;
use crate::ita::progress::{Completeness, State};
use crate::ita::readiness::{Answer, Attachment, Offered, Readiness, Standing};
use crate::ita::staff::Note;
use crate::ita::tally::Tally;
use crate::ita::year::FiscalYear;

/// How many files with missing English the report names; the count is of all.
const FILES_SHOWN: usize = 10;

/// What the report says of the site beside the year.
pub(super) struct Around {
    /// How many texts of the whole site have no English, as `export translations` lists them.
    pub untranslated: usize,
    /// The other years that a report can be made of.
    pub years: Vec<FiscalYear>,
}

pub(super) fn human(ready: &Readiness<'_>, around: &Around, lang: Lang) -> String {
    let from = ready.catalogue.from.as_ref().map(|from| from.span.clone());
    let mut page = Page { lang, from, text: String::new() };
    page.heading(ready, around);
    ready.items.iter().for_each(|standing| page.item(standing));
    page.tallies(
        both("ตามกลุ่ม", "By group"),
        ready
            .by_group()
            .into_iter()
            .map(|(group, tally)| (format!("{} {}", group.id.value, group.name.get(lang).0), tally)),
    );
    page.tallies(
        both("ตามผู้รับผิดชอบ", "By owner"),
        ready.by_owner().into_iter().map(|share| {
            let nobody =
                lang.choose("(ยังไม่ได้ระบุ ใส่ owner: ในไฟล์ของข้อ)", "(nobody named; write `owner:` in the item's file)");
            let owner = share.owner.map_or(nobody, |owner| owner.get(lang).0);
            (format!("{owner}{}", next(&share, lang)), share.tally)
        }),
    );
    page.text += &agenda::human(&ready.agenda, ready.assessment.year, lang);
    page.not_applicable(ready);
    page.untranslated(ready);
    page.notes(ready);
    page.total(ready, around);
    page.text
}

/// What an owner does next, on a line of its own.
fn next(share: &Share<'_>, lang: Lang) -> String {
    let Some((standing, next)) = &share.next else { return String::new() };
    let (code, words) = (&standing.spec.code.value, words::next(standing, next).pick(lang));
    format!("\n{:20}{} {code}: {words}", "", lang.choose("ต่อไป", "next"))
}

/// A report being written.
struct Page {
    lang: Lang,
    /// The place of all that comes from the program's catalogue.
    from: Option<Span>,
    text: String,
}

impl Page {
    fn line(&mut self, words: impl Into<Bilingual<String>>) {
        let _ = writeln!(self.text, "{}", words.into().pick(self.lang));
    }

    fn heading(&mut self, ready: &Readiness<'_>, around: &Around) {
        let year = ready.assessment.year;
        let Bilingual { th, en } = if ready.catalogue.provisional {
            both(" (รายการข้อยังเป็นฉบับชั่วคราว)", " (the list of items is provisional)")
        } else {
            both("", "")
        };
        self.line(both!("ความพร้อมรับการประเมิน ปี {year}{th}", "Readiness for the assessment of {year}{en}"));
        if let Some(first) = around.years.first() {
            let all = around.years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            self.line(both!(
                "ปีอื่น ({all}) ดูด้วย prongsai status --year {first}",
                "other years ({all}): `prongsai status --year {first}`"
            ));
        }
        self.line(both("[x] ครบ  [ ] ยังไม่ครบ  [-] ไม่เกี่ยวข้อง\n", "[x] complete  [ ] not yet  [-] does not apply\n"));
    }

    fn item(&mut self, standing: &Standing<'_>) {
        let lang = self.lang;
        let (code, title) = (&standing.spec.code.value, standing.spec.title.get(lang).0);
        let tally = standing.tally();
        let (done, asked) = (tally.met + tally.not_applicable, tally.requirements);
        let part = match standing.state {
            Completeness::Partial if asked > 0 => {
                lang.choose(format!(" · {done} จาก {asked}"), format!(" · {done} of {asked}"))
            }
            _ => String::new(),
        };
        let _ = writeln!(self.text, "{} {code} {title}{part}", item_mark(standing.state));
        match standing.item {
            Some(item) => {
                let owner = standing.owner().map(|owner| owner.get(lang).0);
                let owner = owner.map(|owner| format!(" · {owner}")).unwrap_or_default();
                let _ = writeln!(self.text, "    {}{owner}", item.path);
            }
            None => self.line(both("    ยังไม่มีไฟล์ของข้อนี้", "    nobody has written this item's file yet")),
        }
        for answer in &standing.answers {
            self.answer(answer);
        }
        if !standing.answers.is_empty() && standing.awaiting().is_none() && !standing.reasons(None).is_empty() {
            let why = self.why(standing.reasons(None));
            let _ = writeln!(self.text, "    {} {}{why}", mark(State::Short), words::state(State::Short, lang));
        }
        if standing.item.is_some() && standing.answers.is_empty() && standing.whole.is_empty() {
            self.line(both(
                "    [ ] ยังไม่มีหลักฐาน (แคตตาล็อกไม่ได้แยกองค์ประกอบของข้อนี้)",
                "    [ ] no evidence yet (the catalogue lists no requirements for this item)",
            ));
        }
        for offered in &standing.whole {
            let _ = writeln!(self.text, "    {} {}", item_mark(standing.state), words::evidence(offered, lang));
        }
        if let Some(verdict) = standing.verdict().filter(|_| !standing.whole.is_empty()) {
            let why = self.why(&verdict.reasons);
            let _ = writeln!(self.text, "        {}{why}", words::state(verdict.state, lang));
        }
        if let Some(awaiting) = standing.awaiting() {
            let words = awaiting.get(lang).0;
            self.line(both!("    รอ: {words}", "    awaited: {words}"));
        }
        for document in &standing.documents {
            self.document(document);
        }
        if !standing.untranslated.is_empty() {
            let Bilingual { th, en } = words::no_english(standing.untranslated.len());
            self.line(both!("    {th}", "    {en}"));
        }
        for lost in &standing.lost {
            self.lost(lost);
        }
        let own: Vec<&Note> = standing.notes.iter().copied().filter(|note| !self.is_programs(note)).collect();
        own.into_iter().for_each(|note| self.note(note, "    "));
        self.text.push('\n');
    }

    fn answer(&mut self, answer: &Answer<'_>) {
        let (id, text) = (&answer.requirement.id.value, answer.requirement.text.get(self.lang).0);
        let (marks, notes): (Vec<&Note>, Vec<&Note>) =
            answer.notes.iter().filter(|note| !self.is_programs(note)).partition(|note| note.key == words::CONFIDENCE);
        let marks: String = marks.iter().map(|note| format!(" ({})", words::note(note, self.lang))).collect();
        let (state, why) = (words::state(answer.state, self.lang), self.why(answer.reasons));
        let _ = writeln!(self.text, "    {} {id} {text}{marks} · {state}{why}", mark(answer.state));
        for offered in &answer.evidence {
            self.offered(offered);
        }
        for note in notes {
            self.note(note, "          ");
        }
    }

    /// What is wanting, after the word of a state.
    fn why(&self, reasons: &[Reason]) -> String {
        if reasons.is_empty() { String::new() } else { format!(": {}", words::reasons(reasons, self.lang)) }
    }

    fn offered(&mut self, offered: &Offered<'_>) {
        let _ = writeln!(self.text, "          {}", words::evidence(offered, self.lang));
    }

    /// What is said to the staff.
    fn note(&mut self, note: &Note, indent: &str) {
        let words = words::note(note, self.lang);
        self.line(both!("{indent}บันทึก: {words}", "{indent}note: {words}"));
    }

    /// Whether the program's catalogue says it, which is for whoever holds that against the announcement.
    fn is_programs(&self, note: &Note) -> bool {
        self.from.as_ref() == Some(&note.text.span)
    }

    /// What is said to the staff outside the items, by file; of what the program's catalogue says only that it is not sure.
    fn notes(&mut self, ready: &Readiness<'_>) {
        let mut file = None;
        let (programs, own): (Vec<&Note>, Vec<&Note>) = ready.notes.iter().partition(|note| self.is_programs(note));
        if !programs.is_empty() && ready.catalogue.provisional {
            self.line(both(
                "รายการข้อของปีนี้มาจากโปรแกรม และยังไม่ใช่ฉบับประกาศ: ก่อนส่ง ตรวจกับคู่มือการประเมินของปีนี้\n",
                "The list of items comes from the program, and is not the announced one yet: hold it against the handbook of the year\n",
            ));
        }
        for note in own {
            if file.is_none() {
                self.line(both("บันทึกสำหรับเจ้าหน้าที่ ไม่ขึ้นเว็บ", "Notes for the staff, never published"));
            }
            if file != Some(note.path()) {
                let _ = writeln!(self.text, "  {}", note.path());
            }
            file = Some(note.path());
            let (place, words) = (note.place(), words::note(note, self.lang));
            let place = if place.is_empty() { place } else { format!("{place}: ") };
            let _ = writeln!(self.text, "    {place}{words}");
        }
        if file.is_some() {
            self.text.push('\n');
        }
    }

    fn document(&mut self, document: &Attachment<'_>) {
        let words = words::document(document, self.lang);
        self.line(both!("    เอกสาร: {words}", "    document: {words}"));
    }

    fn lost(&mut self, lost: &Lost<'_>) {
        let (year, code) = (lost.from.year, &lost.from.spec.code.value);
        let what = words::had(&lost.what, self.lang);
        self.line(both!(
            "    ปี {year} (ข้อ {code}) มีแต่ปีนี้ไม่มี: {what}",
            "    {year} ({code}) had, this year lacks: {what}"
        ));
    }

    fn tallies(&mut self, title: Bilingual<&str>, rows: impl Iterator<Item = (String, Tally)>) {
        self.line(both(
            format!("{} (ข้อที่ครบ, องค์ประกอบที่มีหลักฐาน)", title.th),
            format!("{} (items complete, requirements with evidence)", title.en),
        ));
        for (name, tally) in rows {
            let items = of(tally.complete, tally.items);
            let requirements = of(tally.met, tally.requirements - tally.not_applicable);
            let _ = writeln!(self.text, "  {items:>7}  {requirements:>7}  {name}");
        }
        self.text.push('\n');
    }

    /// What somebody has said not to apply, which only a person can judge.
    fn not_applicable(&mut self, ready: &Readiness<'_>) {
        let lang = self.lang;
        let mut all = ready.not_applicable().peekable();
        if all.peek().is_none() {
            return;
        }
        self.line(both("บอกว่าไม่เกี่ยวข้อง ให้คนดูว่าเหตุผลยังใช้ได้", "Said not to apply; for a person to judge"));
        for (standing, answer, reason) in all {
            let id = answer.map(|answer| format!(" {}", answer.requirement.id.value)).unwrap_or_default();
            let _ = writeln!(self.text, "  {}{id}: {}", standing.spec.code.value, reason.get(lang).0);
        }
        self.text.push('\n');
    }

    /// What is missing in English outside the items, the files with most of it first.
    fn untranslated(&mut self, ready: &Readiness<'_>) {
        if ready.untranslated.is_empty() {
            return;
        }
        let mut files: Vec<_> = ready.untranslated.iter().collect();
        files.sort_by_key(|(path, found)| (std::cmp::Reverse(found.len()), *path));
        self.line(both("มาตรการและหน้าอื่นที่ยังไม่มีภาษาอังกฤษ", "Measures and other pages without English"));
        for (path, found) in files.iter().take(FILES_SHOWN) {
            let Bilingual { th, en } = words::no_english(found.len());
            self.line(both!("  {path}: {th}", "  {path}: {en}"));
        }
        if let Some(more) = files.len().checked_sub(FILES_SHOWN).filter(|more| *more > 0) {
            self.line(both!("  และอีก {more} ไฟล์", "  and {more} more files"));
        }
        self.text.push('\n');
    }

    fn total(&mut self, ready: &Readiness<'_>, around: &Around) {
        let total = ready.total();
        let Tally {
            items,
            complete,
            partial,
            requirements,
            holds,
            checked,
            given,
            short,
            not_applicable,
            documents,
            ..
        } = total;
        let awaiting = total.awaiting();
        let english = around.untranslated;
        self.line(both!(
            "รวมปี {}: ครบ {complete} จาก {items} ข้อ บางส่วน {partial} · องค์ประกอบ {requirements}: ตรวจแล้ว {holds} คนตรวจแล้ว {checked} รอคนตรวจ {given} ยังไม่ครบ {short} รอ {awaiting} ไม่เกี่ยวข้อง {not_applicable} · เอกสาร {documents} · ข้อความทั้งเว็บที่ยังไม่มีภาษาอังกฤษ {english}",
            "{} in all: {complete} of {items} items complete, {partial} in part · requirements {requirements}: {holds} hold, {checked} signed, {given} to be looked at, {short} short, {awaiting} awaiting, {not_applicable} not applicable · documents {documents} · texts of the site without English {english}",
            ready.assessment.year
        ));
        for countdown in &ready.deadlines {
            let _ = writeln!(self.text, "{}", words::countdown(countdown, self.lang));
        }
        if ready.deadlines.is_empty() && !ready.is_ready(false) {
            let _ = writeln!(self.text, "{}", agenda::no_deadline().pick(self.lang));
        }
    }
}

/// `3/4`; a hyphen where there is nothing to count.
fn of(done: usize, all: usize) -> String {
    if all == 0 { "-".to_owned() } else { format!("{done}/{all}") }
}

fn mark(state: State) -> &'static str {
    match state {
        State::NotApplicable => "[-]",
        _ if state.is_met() => "[x]",
        _ => "[ ]",
    }
}

fn item_mark(state: Completeness) -> &'static str {
    if state == Completeness::Complete { "[x]" } else { "[ ]" }
}
