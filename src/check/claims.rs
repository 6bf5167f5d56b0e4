//! What sentences say of a result: scores, ratings, years and ranks that the figures do not bear out.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::base::diag::Severity::Warning;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::lang::{Bilingual, Text, both};
use crate::base::span::Span;
use crate::base::thai::{arabic_digits, nearest};
use crate::check::family::{Family, Subject};
use crate::check::unknown::did_you_mean;
use crate::ita::assessment::Assessment;
use crate::ita::issue::Analysis;
use crate::ita::portal::Portal;
use crate::ita::published::Scores;
use crate::ita::score::{Score, mean};
use crate::ita::year::FiscalYear;

pub(super) const FAMILY: Family = Family { rules: &[&CLAIM_SCORE, &CLAIM_RATING, &CLAIM_YEAR, &CLAIM_RANK], apply };

static CLAIM_SCORE: Rule = Rule::new(
    "claim-score",
    Warning,
    both("คะแนนในข้อความเป็นคะแนนที่มีจริง", "a score in a text is one of the scores"),
    both("ข้อความที่คัดจากปีก่อนมักพาคะแนนเก่าหรือคะแนนที่พิมพ์ผิดมาด้วย", "copied sentences bring old or mistyped scores along"),
);

static CLAIM_RATING: Rule = Rule::new(
    "claim-rating",
    Warning,
    both("ระดับผลในข้อความตรงกับคะแนน", "a rating in a text follows from the scores"),
    both("ระดับที่ขัดกับคะแนนทำให้ผู้อ่านไม่รู้ว่าเชื่ออะไร", "a rating against the scores leaves readers in doubt about both"),
);

static CLAIM_YEAR: Rule = Rule::new(
    "claim-year",
    Warning,
    both("บทวิเคราะห์กล่าวถึงผลของปีเดียวกัน", "an analysis speaks of its own year's result"),
    both("เป็นร่องรอยของข้อความปีก่อนที่คัดลอกมา", "another year is the trace of a copied text"),
);

static CLAIM_RANK: Rule = Rule::new(
    "claim-rank",
    Warning,
    both("คำว่าสูงสุดหรือต่ำสุดตรงกับคะแนน", "what is called highest or lowest is"),
    both("คะแนนเท่ากันหลายตัวแต่ยกเพียงตัวเดียวทำให้เข้าใจผิด", "with equals left out, one of them is wrongly singled out"),
);

/// Words of official texts that these rules look for.
const POINTS: &str = "คะแนน";
const LEVEL: &str = "อยู่ในระดับ";
const RESULT: &str = "ผลการประเมิน";
const YEAR: &str = "พ.ศ.";
const INDICATOR: &str = "ตัวชี้วัดที่";
const HIGHEST: &[&str] = &["สูงสุด", "มากที่สุด"];
const LOWEST: &[&str] = &["ต่ำสุด", "น้อยที่สุด", "ต่ำที่สุด"];
const AMONG: &str = "กลุ่ม";

/// How far apart, in letters, two words of one statement may stand.
const REACH: usize = 160;

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let portal = subject.portal;
    let known = known_scores(portal);
    let mut findings = Vec::new();
    for assessment in portal.years.values() {
        let sound = !portal.is_faulty(&format!("content/{}/scores.yaml", assessment.year));
        for text in assessment.analysis.as_ref().filter(|_| sound).into_iter().flat_map(texts) {
            let place = |at: Range<usize>| within(subject, text, at);
            let passage = Passage { text: &text.th, place: &place };
            findings.extend(passage.scores(&known));
            findings.extend(passage.rating(assessment));
            findings.extend(passage.year(assessment.year));
            findings.extend(passage.ranks(assessment));
        }
        let items = assessment.items.iter().map(|item| &item.bodies);
        for body in items
            .chain(assessment.measures.iter().map(|measure| &measure.bodies))
            .filter_map(|bodies| bodies.th.as_ref())
        {
            let place =
                |at: Range<usize>| Span::new(&body.path, body.range.start + at.start..body.range.start + at.end);
            findings.extend(Passage { text: body.text(), place: &place }.scores(&known));
        }
    }
    findings
}

/// The texts of an analysis that speak of the result.
fn texts(analysis: &Analysis) -> impl Iterator<Item = &Text> {
    let issues = analysis.issues.iter().flat_map(|issue| [issue.findings.as_ref(), issue.recommendations.as_ref()]);
    let points = analysis.points.iter().map(|point| &point.approach);
    // Advice is a quotation: where a note says why it stands so, nothing of it can be changed.
    let advice = analysis.advice.iter().filter(|advice| !advice.explained);
    issues.flatten().chain(points).chain(advice.map(|advice| &advice.text))
}

/// Where a stretch of a text stands in its file, which may break its lines elsewhere.
fn within(subject: &Subject<'_>, text: &Text, at: Range<usize>) -> Span {
    let found = subject.sources.texts.get(&text.span.path).and_then(|source| {
        let value = source.get(text.span.bytes())?;
        let word = &text.th[at.clone()];
        // The same figure may stand there before; the letters in front of it tell which one is meant.
        let before = text.th[..at.start].char_indices().rev().take(12).last().map_or(at.start, |(start, _)| start);
        let exact = value.find(&text.th[before..at.end]).map(|start| start + at.start - before);
        let start = text.span.start as usize + exact.or_else(|| value.find(word))?;
        Some(Span::new(&text.span.path, start..start + word.len()))
    });
    found.unwrap_or_else(|| text.span.clone())
}

/// A text and where its parts stand.
struct Passage<'a> {
    text: &'a str,
    place: &'a dyn Fn(Range<usize>) -> Span,
}

impl Passage<'_> {
    /// Figures such as `89.64 คะแนน` that are no score of any year.
    fn scores(&self, known: &BTreeSet<Score>) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        if known.is_empty() {
            return findings;
        }
        for (at, _) in self.text.match_indices(POINTS) {
            let before = self.text[..at].trim_end();
            let digits = |c: char| c.is_numeric() || c == '.';
            let start = before
                .rfind(|c: char| !digits(c))
                .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
            let written = arabic_digits(&before[start..]);
            let exact =
                written.split_once('.').is_some_and(|(whole, decimals)| !whole.is_empty() && decimals.len() == 2);
            let score = exact.then(|| Score::parse(&written).ok()).flatten();
            // A higher one is told where it stands for a score, and is a count in prose.
            let Some(score) = score.filter(|score| *score <= Score::FULL) else { continue };
            if !known.contains(&score) {
                findings.push(no_such_score(score, known, &(self.place)(start..before.len())));
            }
        }
        findings
    }

    /// `อยู่ในระดับผ่าน` where the scores give another rating.
    fn rating(&self, assessment: &Assessment) -> Option<Diagnostic> {
        let band = assessment.rating()?;
        let (at, _) = self.text.match_indices(LEVEL).next()?;
        let start = at + LEVEL.len();
        let rest = self.text[start..].trim_start();
        let start = self.text.len() - rest.len();
        let names = assessment.bands().iter().map(|band| band.name.th.as_str()).filter(|name| rest.starts_with(name));
        let said = names.max_by_key(|name| name.len()).filter(|name| *name != band.name.th)?;
        let (name, year) = (&band.name.th, assessment.year);
        let words = both!(
            "ข้อความนี้ว่าระดับ “{said}” แต่คะแนนปี {year} คือ “{name}”",
            "this text says “{said}”, but the scores of {year} are “{name}”"
        );
        let finding = Diagnostic::new(&CLAIM_RATING, &(self.place)(start..start + said.len()), words);
        Some(finding.hint(both!("แก้เป็น {name} หรือตัดประโยคนี้", "write {name}, or take the sentence out")))
    }

    /// `ผลการประเมิน… พ.ศ. 2567` in the analysis of another year.
    fn year(&self, own: FiscalYear) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for (at, _) in self.text.match_indices(YEAR) {
            let rest = self.text[at + YEAR.len()..].trim_start();
            let start = self.text.len() - rest.len();
            let end = start + rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len());
            let Some(year) = FiscalYear::parse(&self.text[start..end]).filter(|year| *year != own) else { continue };
            if !self.reach_back(at).contains(RESULT) {
                continue;
            }
            let said = both!(
                "ข้อความนี้กล่าวถึงผลปี {year} ในบทวิเคราะห์ของปี {own}",
                "this text speaks of the result of {year} in the analysis of {own}"
            );
            let finding = Diagnostic::new(&CLAIM_YEAR, &(self.place)(start..end), said);
            findings.push(finding.hint(both!("แก้เป็น {own} หรือย้ายไปปีที่ถูก", "write {own}, or move it to its year")));
        }
        findings
    }

    /// An indicator that is called highest or lowest, and is not, or not alone.
    fn ranks(&self, assessment: &Assessment) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for (at, _) in self.text.match_indices(INDICATOR) {
            let rest = self.text[at + INDICATOR.len()..].trim_start();
            let start = self.text.len() - rest.len();
            let end = start + rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len());
            let sentence: String = self.text[end..].chars().take(REACH).collect();
            let sentence = sentence.split(INDICATOR).next().unwrap_or_default();
            let says = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
            let (high, low) = (says(HIGHEST), says(LOWEST));
            if high == low || sentence.contains(AMONG) {
                continue;
            }
            let id = arabic_digits(&self.text[start..end]);
            let place = |mut finding: Diagnostic| {
                finding.at = (self.place)(start..end);
                finding
            };
            findings.extend(rank(assessment, &id, high).map(place));
        }
        findings
    }

    fn reach_back(&self, at: usize) -> &str {
        let start = self.text[..at].char_indices().rev().take(REACH).last().map_or(at, |(start, _)| start);
        &self.text[start..at]
    }
}

fn no_such_score(score: Score, known: &BTreeSet<Score>, at: &Span) -> Diagnostic {
    let said = both!("ไม่มีคะแนนใดในเว็บนี้เป็น {score}", "no score of this site is {score}");
    let finding = Diagnostic::new(&CLAIM_SCORE, at, said);
    let all: Vec<String> = known.iter().map(Score::to_string).collect();
    match nearest(&score.to_string(), all.iter().map(String::as_str)) {
        Some(meant) => did_you_mean(finding, &[meant]),
        None => finding.hint(both("ตรวจกับ scores.yaml", "compare it with scores.yaml")),
    }
}

/// The finding that indicator `id` is not what it is called; its place is still to be given.
fn rank(assessment: &Assessment, id: &str, high: bool) -> Option<Diagnostic> {
    let (catalogue, scores) = (assessment.catalogue.as_deref()?, assessment.scores.as_ref()?);
    let own = catalogue.indicators.iter().find(|one| one.id.value == id)?;
    let mine = indicator_score(assessment, scores, id)?;
    let beside = catalogue.indicators.iter().filter(|one| {
        one.id.value != id
            && one.instruments.iter().any(|name| own.instruments.iter().any(|other| other.value == name.value))
    });
    let beside =
        beside.filter_map(|one| Some((one.id.value.as_str(), indicator_score(assessment, scores, &one.id.value)?)));
    let rivals: Vec<(&str, Score)> =
        beside.filter(|(_, score)| if high { *score >= mine } else { *score <= mine }).collect();
    let best =
        if high { rivals.iter().map(|(_, score)| *score).max() } else { rivals.iter().map(|(_, score)| *score).min() }?;
    let names = rivals.iter().filter(|(_, score)| *score == best).map(|(id, _)| *id).collect::<Vec<_>>().join(", ");
    let said = if best == mine {
        both!("ตัวชี้วัดที่ {id} ไม่ใช่ตัวเดียวที่ได้ {best} ยังมีตัวชี้วัดที่ {names}", "indicator {id} shares {best} with {names}")
    } else {
        let Bilingual { th, en } =
            if high { both("สูงสุด", "highest") } else { both("ต่ำสุด", "lowest") };
        both!(
            "ตัวชี้วัดที่ {id} ได้ {mine} แต่{th}คือ {best} ของตัวชี้วัดที่ {names}",
            "indicator {id} has {mine}; the {en} is {best}, that of {names}"
        )
    };
    Some(
        Diagnostic::new(&CLAIM_RANK, &own.id.span, said)
            .hint(both("กล่าวถึงทุกตัวที่ได้คะแนนนี้", "name every one that has this score")),
    )
}

fn indicator_score(assessment: &Assessment, scores: &Scores, id: &str) -> Option<Score> {
    let published = scores.indicators.iter().find(|(known, _)| known.value == id).and_then(|(_, score)| score.as_ref());
    let computed = || assessment.computed.as_ref()?.indicators.get(id).copied().flatten().map(Score::rounded);
    published.map(|score| score.value).or_else(computed)
}

/// Every score of every year: published, computed, of a row, and the mean of an issue.
fn known_scores(portal: &Portal) -> BTreeSet<Score> {
    let mut known = BTreeSet::new();
    for assessment in portal.years.values() {
        if let Some(scores) = &assessment.scores {
            known.extend(scores.overall.as_ref().map(|score| score.value));
            let figures = scores.instruments.iter().chain(&scores.indicators);
            known.extend(figures.filter_map(|(_, score)| score.as_ref()).map(|score| score.value));
            known.extend(scores.rows.iter().flat_map(|(_, rows)| rows).filter_map(|row| row.value()));
        }
        if let Some(figures) = &assessment.computed {
            let computed =
                figures.parts.values().chain(figures.indicators.values()).chain(figures.instruments.values());
            known.extend(computed.chain([&figures.overall]).filter_map(|value| value.map(Score::rounded)));
        }
        for (analysis, issue) in
            assessment.analysis.iter().flat_map(|analysis| analysis.issues.iter().map(move |issue| (analysis, issue)))
        {
            let score = |id: &str| assessment.row(&analysis.instruments, id).and_then(|(_, row)| row.value());
            known.extend(mean(issue.rows.iter().map(|row| score(&row.value).map(Score::exact))).map(Score::rounded));
        }
    }
    known
}
