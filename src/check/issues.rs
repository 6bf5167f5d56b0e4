//! What a document prints of a year's issues, held against the scores: averages, lists, verdicts, single scores, titles, and
//! whether every question and item has its issue.

use std::collections::{HashMap, HashSet};

use crate::base::diag::Severity::{Error, Note, Warning};
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::both;
use crate::base::span::Spanned;
use crate::base::thai::same_words;
use crate::check::family::{Family, Subject};
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::{Catalogue, Indicator};
use crate::ita::issue::{Analysis, Issue};
use crate::ita::labels::Labels;
use crate::ita::published::Published;
use crate::ita::score::{Score, mean};

pub(super) const FAMILY: Family = Family {
    rules: &[&ISSUE_AVERAGE, &ISSUE_LIST, &ISSUE_PASSES, &ISSUE_COVERAGE, &ISSUE_OPEN, &SCORE_CONFLICT, &TITLE_DIFFERS],
    apply,
};

static ISSUE_AVERAGE: Rule = Rule::new(
    "issue-average",
    Error,
    both("คะแนนเฉลี่ยของประเด็นตรงกับแถวในตาราง", "the average of an issue follows from its rows"),
    both("มักคัดคะแนนรวมมาใส่แทนคะแนนเฉลี่ยของประเด็น", "the overall score is easily copied in its place"),
);

static ISSUE_LIST: Rule = Rule::new(
    "issue-list",
    Error,
    both("รายการข้อที่ต่ำกว่าเกณฑ์ตรงกับคะแนน", "a list of low questions is what the scores say"),
    both("รายการที่ผิดทำให้ปรับปรุงผิดข้อ", "a wrong list has the wrong thing improved"),
);

static ISSUE_PASSES: Rule = Rule::new(
    "issue-passes",
    Error,
    both("คำว่าผ่านทุกข้อหรือบางข้อไม่ผ่านตรงกับคะแนน", "whether all questions pass is what the scores say"),
    both("คำสรุปที่ขัดกับตารางทำให้ทั้งบทวิเคราะห์ไม่น่าเชื่อ", "a verdict against its own table costs the whole analysis its trust"),
);

static ISSUE_COVERAGE: Rule = Rule::new(
    "issue-coverage",
    Note,
    both("ทุกข้ออยู่ในประเด็นเดียว", "every question and item belongs to one issue"),
    both("ข้อที่ตกหล่นไม่มีใครวิเคราะห์ ข้อที่ซ้ำถูกนับสองครั้ง", "what is left out is never analysed; what stands twice counts twice"),
);

static SCORE_CONFLICT: Rule = Rule::new(
    "score-conflict",
    Error,
    both("หนึ่งข้อมีคะแนนเดียว", "one question has one score"),
    both("ตัวเลขที่ขัดกันทำลายความเชื่อถือของทั้งเว็บ", "figures that disagree cost the whole site its trust"),
);

static TITLE_DIFFERS: Rule = Rule::new(
    "title-differs",
    Warning,
    both("ชื่อข้อตรงกับแคตตาล็อก", "titles are those of the catalogue"),
    both("ชื่อที่ต่างกันทำให้ไม่แน่ใจว่าเป็นข้อเดียวกัน", "with two titles readers doubt that it is one item"),
);

static ISSUE_OPEN: Rule = Rule::new(
    "issue-open",
    Note,
    both("ประเด็นมีสิ่งที่พบและข้อเสนอ", "an issue says what was found and what is recommended"),
    both("ตัวเลขอย่างเดียวยังไม่ใช่การวิเคราะห์", "figures alone are no analysis"),
);

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let years = subject.portal.years.values();
    let sound = |path: &str| !subject.portal.is_faulty(path);
    let sound = |year: &Assessment| {
        ["catalogue", "scores"].iter().all(|file| sound(&format!("content/{}/{file}.yaml", year.year)))
    };
    years.filter(|year| sound(year)).flat_map(|year| of_year(year)).collect()
}

fn of_year(assessment: &Assessment) -> Vec<Diagnostic> {
    let (Some(catalogue), Some(analysis)) = (&assessment.catalogue, &assessment.analysis) else { return Vec::new() };
    let table = Table { assessment, analysis, labels: Labels::new(catalogue, None), target: catalogue.target };
    let mut findings: Vec<Diagnostic> = analysis.issues.iter().flat_map(|issue| table.issue(issue)).collect();
    for point in &analysis.points {
        let own = Labels::new(catalogue, point.instrument.as_ref().map(|id| id.value.as_str()));
        let meant = own.meant(&point.question.value, point.title.as_ref().map(|title| title.value.as_str()));
        findings.extend(meant.and_then(|id| table.conflict(id, point.instrument.as_slice(), &point.score)));
    }
    findings.extend(coverage(catalogue, &table));
    findings.extend(open(&analysis.issues));
    findings
}

/// A year's issues beside its scores.
struct Table<'a> {
    assessment: &'a Assessment,
    analysis: &'a Analysis,
    labels: Labels<'a>,
    target: Option<Score>,
}

impl<'a> Table<'a> {
    fn issue(&self, issue: &'a Issue) -> Vec<Diagnostic> {
        let rows = self.rows(issue);
        let mut findings = Vec::new();
        for printed in &issue.printed.rows {
            let words = printed.title.as_ref().map(|title| title.value.as_str());
            let Some(id) = self.labels.meant(&printed.id.value, words) else { continue };
            findings.extend(self.conflict(id, &self.analysis.instruments, &printed.score));
            findings.extend(printed.title.as_ref().and_then(|title| self.title(id, title)));
        }
        findings.extend(average(issue, &rows));
        for (mark, listed) in &issue.printed.below {
            findings.extend(self.list(issue, &rows, mark, listed));
        }
        findings.extend(self.passes(issue, &rows));
        findings
    }

    /// The rows of an issue that are known or can be guessed, each with its score.
    fn rows(&self, issue: &'a Issue) -> Vec<(&'a str, Option<Score>)> {
        let row = |row: &'a Spanned<String>| {
            let printed = issue.printed.rows.iter().find(|printed| printed.id.span == row.span);
            let words = printed.and_then(|printed| printed.title.as_ref()).map(|title| title.value.as_str());
            let id = self.labels.meant(&row.value, words);
            (id.unwrap_or(&row.value), id.and_then(|id| self.score(id, &self.analysis.instruments)))
        };
        issue.rows.iter().map(row).collect()
    }

    fn score(&self, id: &str, instruments: &[Spanned<String>]) -> Option<Score> {
        self.assessment.row(instruments, id).and_then(|(_, row)| row.value())
    }

    fn conflict(&self, id: &str, instruments: &[Spanned<String>], printed: &Published) -> Option<Diagnostic> {
        let (Spanned { value, span }, score) = (printed.as_ref()?, self.score(id, instruments)?);
        (*value != score).then(|| {
            let said =
                both!("{id} ตรงนี้ {value} แต่ใน scores.yaml {score}", "{id} is {value} here, but {score} in scores.yaml");
            Diagnostic::new(&SCORE_CONFLICT, span, said).hint(both!(
                "แก้เป็น {score} หรือระบุ instrument ถ้าเป็นคะแนนของแบบวัดส่วนอื่น",
                "write {score}, or name the `instrument` if it is the score of another part"
            ))
        })
    }

    fn title(&self, id: &str, printed: &Spanned<String>) -> Option<Diagnostic> {
        let official = self.labels.words(id).filter(|official| !same_words(official, &printed.value))?;
        let said = both!("ชื่อของ {id} ไม่ตรงกับแคตตาล็อก", "the title of {id} is not that of the catalogue");
        let finding = Diagnostic::new(&TITLE_DIFFERS, &printed.span, said);
        Some(finding.hint(both!("ใช้ “{official}”", "write “{official}”")))
    }

    /// Holds a list of rows below `mark` against the scores.
    fn list(
        &self,
        issue: &Issue,
        rows: &[(&'a str, Option<Score>)],
        mark: &Spanned<Score>,
        listed: &[Spanned<String>],
    ) -> Vec<Diagnostic> {
        let Spanned { value: mark, span } = mark;
        let own: HashMap<&str, Option<Score>> = rows.iter().copied().collect();
        let mut findings = Vec::new();
        let mut named = HashSet::new();
        for entry in listed {
            let Some(id) = self.listed(entry, rows) else { continue };
            named.insert(id);
            // An unknown label has a finding of its own; that of a row has it there.
            if !self.labels.ids.has(&entry.value) && !issue.lists(&entry.value) {
                continue;
            }
            let said = match own.get(id) {
                None => both!("{id} ไม่อยู่ในประเด็นนี้", "{id} is no row of this issue"),
                Some(Some(score)) if score >= mark => {
                    both!("{id} ได้ {score} ไม่ต่ำกว่า {mark}", "{id} has {score}, which is not below {mark}")
                }
                Some(_) => continue,
            };
            let hint = both("ตัดออกจากรายการนี้", "take it off this list");
            findings.push(Diagnostic::new(&ISSUE_LIST, &entry.span, said).hint(hint));
        }
        let low = rows.iter().filter_map(|(id, score)| Some((*id, score.filter(|score| score < mark)?)));
        for (id, score) in low.filter(|(id, _)| !named.contains(id)) {
            let said = both!("ขาด {id} ซึ่งได้ {score} ต่ำกว่า {mark}", "{id} is missing; it has {score}, below {mark}");
            let finding = Diagnostic::new(&ISSUE_LIST, span, said);
            findings.push(finding.hint(both!("เติม {id} ในรายการนี้", "add {id} to this list")));
        }
        findings
    }

    /// What an entry of a list means: a row of the issue where the label alone would leave it open.
    fn listed(&self, entry: &Spanned<String>, rows: &[(&'a str, Option<Score>)]) -> Option<&'a str> {
        let known = self.labels.meant(&entry.value, None);
        known.or_else(|| self.labels.ids.among(&entry.value, rows.iter().map(|(id, _)| *id)))
    }

    fn passes(&self, issue: &Issue, rows: &[(&str, Option<Score>)]) -> Option<Diagnostic> {
        let (Spanned { value: all, span }, target) = (issue.printed.all_pass.as_ref()?, self.target?);
        let scores: Vec<(Score, &str)> =
            rows.iter().map(|(id, score)| Some(((*score)?, *id))).collect::<Option<_>>()?;
        let (lowest, id) = scores.into_iter().min()?;
        let (said, word) = match (all, lowest < target) {
            (true, true) => (
                both!("{id} ได้ {lowest} ต่ำกว่า {target} จึงไม่ผ่านทุกข้อ", "not all pass: {id} has {lowest}, below {target}"),
                "some",
            ),
            (false, false) => (
                both!(
                    "ทุกข้อได้ {target} ขึ้นไป ข้อต่ำสุดคือ {id} ได้ {lowest}",
                    "all rows reach {target}; the lowest is {id} with {lowest}"
                ),
                "all",
            ),
            _ => return None,
        };
        let finding = Diagnostic::new(&ISSUE_PASSES, span, said);
        Some(finding.hint(both!("เขียน passes: {word}", "write `passes: {word}`")))
    }
}

/// What the places are called that are to be filled in.
const FILLED: [(&str, &str); 2] = [("findings", "สิ่งที่พบ"), ("recommendations", "ข้อเสนอแนะ")];

/// The places of a year's issues that nobody has filled in: one finding for all.
fn open(issues: &[Issue]) -> Option<Diagnostic> {
    let at = &issues.iter().find_map(|issue| issue.open.first())?.span;
    let mut alike: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
    for issue in issues.iter().filter(|issue| !issue.open.is_empty()) {
        let keys: Vec<&str> = issue.open.iter().map(|key| key.value.as_str()).collect();
        match alike.iter_mut().find(|(own, _)| *own == keys) {
            Some((_, ids)) => ids.push(&issue.id.value),
            None => alike.push((keys, vec![&issue.id.value])),
        }
    }
    let named = |key: &&str| match FILLED.iter().find(|(own, _)| own == key) {
        Some((_, th)) => format!("{th} ({key})"),
        None => format!(" {key}"),
    };
    let th = alike.iter().map(|(keys, ids)| {
        let keys = keys.iter().map(named).collect::<Vec<_>>().join(" และ");
        format!("ประเด็นที่ {} ยังไม่มี{keys}", ids.join(", "))
    });
    let en = alike.iter().map(|(keys, ids)| match ids.as_slice() {
        [id] => format!("issue {id} has no {} yet", keys.join(", ")),
        _ => format!("issues {} have no {} yet", ids.join(", "), keys.join(", ")),
    });
    let said = both(th.collect::<Vec<_>>().join("; "), en.collect::<Vec<_>>().join("; "));
    let finding = Diagnostic::new(&ISSUE_OPEN, at, said);
    Some(finding.hint(both("เขียนสิ่งที่พบและข้อเสนอแทน null", "write what was found and what is recommended for null")))
}

fn average(issue: &Issue, rows: &[(&str, Option<Score>)]) -> Option<Diagnostic> {
    let Spanned { value: printed, span } = issue.printed.average.as_ref()?;
    let computed = Score::rounded(mean(rows.iter().map(|(_, score)| score.map(Score::exact)))?);
    (*printed != computed).then(|| {
        let said = both!(
            "คะแนนเฉลี่ยเขียนไว้ {printed} แต่แถวของประเด็นนี้ให้ {computed}",
            "the average is printed as {printed}, but the rows of this issue give {computed}"
        );
        let finding = Diagnostic::new(&ISSUE_AVERAGE, span, said);
        finding.hint(both!(
            "แก้เป็น {computed} หรือลบบรรทัด average โปรแกรมคำนวณให้",
            "write {computed}, or delete the line `average`: it is computed"
        ))
    })
}

/// What stands in two issues, and what stands in none although most has its issue.
fn coverage(catalogue: &Catalogue, table: &Table<'_>) -> Vec<Diagnostic> {
    let analysis = table.analysis;
    let known: HashSet<&str> = analysis.apart.iter().map(|id| id.value.as_str()).collect();
    let mut told: HashSet<&str> = HashSet::new();
    let mut home: HashMap<&str, &str> = HashMap::new();
    let mut findings = Vec::new();
    for issue in &analysis.issues {
        for ((id, _), row) in table.rows(issue).into_iter().zip(&issue.rows) {
            if let Some(first) = home.insert(id, &issue.id.value) {
                if known.contains(id) {
                    told.insert(id);
                    continue;
                }
                let said = both!("{id} อยู่ในประเด็นที่ {first} แล้ว", "{id} stands in issue {first} already");
                let finding = Diagnostic::new(&ISSUE_COVERAGE, &row.span, said);
                findings.push(finding.hint(both(
                    "ให้อยู่ในประเด็นเดียว หรือบอกเหตุผลไว้ที่ apart",
                    "keep it in one issue, or say under `apart` why it is in two",
                )));
            }
        }
    }
    let shown = |id: &str| analysis.instruments.is_empty() || analysis.instruments.iter().any(|own| own.value == id);
    let indicators = catalogue.indicators.iter().filter(|one| one.instruments.iter().any(|id| shown(&id.value)));
    let asked: Vec<&str> = indicators.flat_map(Indicator::asked).map(|(id, _)| id).collect();
    let absent = || asked.iter().copied().filter(|id| !home.contains_key(id));
    told.extend(absent().filter(|id| known.contains(id)));
    findings.extend(analysis.apart.iter().filter(|id| !told.contains(id.value.as_str())).map(not_apart));
    let absent: Vec<&str> = absent().filter(|id| !known.contains(id)).collect();
    // With most of them elsewhere the analysis is of a part on purpose.
    if let Some(first) = analysis.issues.first().filter(|_| !absent.is_empty() && absent.len() * 4 < asked.len()) {
        let list = absent.join(", ");
        let finding =
            Diagnostic::new(&ISSUE_COVERAGE, &first.id.span, both!("{list} ไม่อยู่ในประเด็นใด", "in no issue: {list}"));
        findings.push(finding.hint(both(
            "เติมใน rows ของประเด็นที่เกี่ยวข้อง หรือบอกเหตุผลไว้ที่ apart",
            "add them to the `rows` of an issue, or say under `apart` why they are in none",
        )));
    }
    findings
}

/// The finding for an entry of `apart` that has nothing to explain.
fn not_apart(id: &Spanned<String>) -> Diagnostic {
    let name = &id.value;
    let said = both!("{name} อยู่ในประเด็นเดียวอยู่แล้ว", "{name} stands in one issue as it is");
    Diagnostic::new(&ISSUE_COVERAGE, &id.span, said).hint(both("ตัดออกจาก apart", "take it out of `apart`"))
}
