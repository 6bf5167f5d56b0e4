//! What the catalogue and the items of a year owe each other: codes and ids stand once, and an item is one that was asked.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::base::diag::Severity::Error;
use crate::base::diag::{Diagnostic, Rule};
use crate::base::document::FileKind;
use crate::base::lang::{Bilingual, both};
use crate::base::span::{Span, Spanned};
use crate::base::thai::same_words;
use crate::check::family::{Family, Subject};
use crate::check::unknown::{did_you_mean, renumbered};
use crate::ita::assessment::Assessment;
use crate::ita::catalogue::Catalogue;
use crate::ita::holds::Blanks;
use crate::ita::ids::Ids;
use crate::ita::issue::Analysis;
use crate::ita::item::Item;
use crate::ita::item_code::ItemCode;
use crate::ita::numbers::OldNumbers;
use crate::ita::score::Exact;

pub(super) const FAMILY: Family = Family {
    rules: &[
        &ITEM_UNKNOWN_CODE,
        &ITEM_TWICE,
        &ITEM_WITHOUT_CATALOGUE,
        &CATALOGUE_TWICE,
        &CATALOGUE_WEIGHTS,
        &CATALOGUE_HOLDS,
    ],
    apply,
};

static ITEM_UNKNOWN_CODE: Rule = Rule::new(
    "item-unknown-code",
    Error,
    both("รหัสข้ออยู่ในแคตตาล็อกของปีนั้น", "an item's code is in its year's catalogue"),
    both("เลขข้อเปลี่ยนทุกปี ข้อที่ผิดเลขจะไม่มีใครหาพบ", "numbers change every year; under a wrong one nobody finds the item"),
);

static ITEM_TWICE: Rule = Rule::new(
    "item-twice",
    Error,
    both("หนึ่งข้อมีหนึ่งไฟล์", "one item, one file"),
    both("สองไฟล์จะแย่งที่อยู่เดียวกัน", "two files would claim one address"),
);

static ITEM_WITHOUT_CATALOGUE: Rule = Rule::new(
    "item-without-catalogue",
    Error,
    both("ปีที่มีข้อต้องมีแคตตาล็อก", "a year with items has a catalogue"),
    both("ถ้าไม่รู้ว่าปีนั้นถามอะไร ก็ไม่รู้ว่าตอบครบหรือไม่", "without it nobody knows what was asked"),
);

static CATALOGUE_TWICE: Rule = Rule::new(
    "catalogue-twice",
    Error,
    both("รหัสในแคตตาล็อกไม่ซ้ำ", "codes and ids of a catalogue stand once"),
    both("รหัสซ้ำทำให้อ้างถึงไม่ได้", "a repeated code cannot be referred to"),
);

static CATALOGUE_WEIGHTS: Rule = Rule::new(
    "catalogue-weights",
    Error,
    both("น้ำหนักของเครื่องมือรวมกันได้ 1", "the instruments' weights add up to 1"),
    both("คะแนนรวมคำนวณจากน้ำหนักเหล่านี้", "the overall score is computed from them"),
);

static CATALOGUE_HOLDS: Rule = Rule::new(
    "catalogue-holds",
    Error,
    both("สิ่งที่ holds ถามเป็นไปได้", "what `holds` asks for can be so"),
    both("การตรวจที่ไม่มีทางผ่านทำให้ข้อนั้นไม่มีวันครบ", "with a check that nothing can pass the item is never complete"),
);

fn apply(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let portal = subject.portal;
    let mut findings = Vec::new();
    for year in portal.years.values() {
        let catalogue = year.catalogue.as_deref();
        findings.extend(catalogue.into_iter().flat_map(repeats));
        findings.extend(year.analysis.iter().flat_map(repeated_issues));
        findings.extend(catalogue.into_iter().flat_map(impossible));
        findings.extend(item_repeats(year));
        // What a file with a fault of its own should hold may be missing.
        if !portal.is_faulty(&format!("content/{}/catalogue.yaml", year.year)) {
            findings.extend(items_without_catalogue(year));
            findings.extend(catalogue.and_then(weights));
            findings.extend(catalogue.into_iter().flat_map(|catalogue| item_codes(year, catalogue)));
        }
    }
    findings
}

fn items_without_catalogue(assessment: &Assessment) -> Option<Diagnostic> {
    let item = assessment.items.first().filter(|_| assessment.catalogue.is_none())?;
    let year = assessment.year;
    let said = both!(
        "ปี {year} มีข้อแต่ไม่มี content/{year}/catalogue.yaml",
        "{year} has items but no content/{year}/catalogue.yaml"
    );
    Some(Diagnostic::new(&ITEM_WITHOUT_CATALOGUE, &item.code.span, said).hint(both(
        "เพิ่มแคตตาล็อกของปีนั้น หรือย้ายไฟล์ไปปีที่ถูก",
        "add the catalogue of that year, or move the file to its year",
    )))
}

/// Two files for one item of the catalogue.
fn item_repeats(assessment: &Assessment) -> Vec<Diagnostic> {
    let specs = assessment.catalogue.iter().flat_map(|own| own.items());
    let known: HashSet<&str> = specs.map(|(_, _, spec)| spec.code.value.as_str()).collect();
    let mut seen: BTreeMap<&str, &Item> = BTreeMap::new();
    let mut findings = Vec::new();
    for item in assessment.items.iter().filter(|item| known.contains(item.code.value.as_str())) {
        let Spanned { value: code, span } = &item.code;
        if let Some(first) = seen.insert(code, item) {
            // Of two files the copy is the one with the odder name: `o05 (1).md`.
            let (kept, at) = if is_odd(first) && !is_odd(item) { (item, &first.code.span) } else { (first, span) };
            let file = kept.path.file_name();
            let said = both!("ข้อ {code} มีอยู่แล้วในไฟล์ {file}", "{code} stands in {file} already");
            let finding = Diagnostic::new(&ITEM_TWICE, at, said);
            findings.push(finding.hint(both("รวมเป็นไฟล์เดียว หรือแก้รหัส", "keep one file, or correct the code")));
        }
    }
    findings
}

/// Whether nobody began a file under this name: it has spaces, brackets or capital letters.
fn is_odd(item: &Item) -> bool {
    item.path.file_name().contains(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c)))
}

fn item_codes(assessment: &Assessment, catalogue: &Catalogue) -> Vec<Diagnostic> {
    let codes = Ids::new(catalogue.items().map(|(_, _, spec)| spec.code.value.as_str()));
    let wrong = assessment.items.iter().filter(|item| !codes.has(&item.code.value));
    let old = OldNumbers::new(catalogue);
    wrong.map(|item| unknown_code(assessment, &item.code, &codes, &old)).collect()
}

fn unknown_code(
    assessment: &Assessment,
    written: &Spanned<String>,
    codes: &Ids<'_>,
    old: &OldNumbers<'_>,
) -> Diagnostic {
    let (year, code) = (assessment.year, &written.value);
    let there = match codes.as_slice() {
        [] => None,
        [only] => Some(((*only).to_owned(), both!("ใช้รหัส {only}", "use {only}"))),
        [first, .., last] => {
            Some((format!("{first}–{last}"), both!("ใช้รหัสตั้งแต่ {first} ถึง {last}", "use a code from {first} to {last}")))
        }
    };
    let Some((range, Bilingual { th, en })) = there else {
        let said = both!("แคตตาล็อกปี {year} ยังไม่มีข้อใด จึงไม่มี {code}", "the {year} catalogue has no items, so no {code}");
        return Diagnostic::new(&ITEM_UNKNOWN_CODE, &written.span, said).hint(both(
            "เพิ่มข้อนี้ในแคตตาล็อก หรือย้ายไฟล์ไปปีที่มีข้อนี้",
            "add the item to the catalogue, or move the file to the year that has it",
        ));
    };
    let says = both!("แคตตาล็อกปี {year} มี {range} ไม่มี {code}", "the {year} catalogue has {range}, not {code}");
    let finding = Diagnostic::new(&ITEM_UNKNOWN_CODE, &written.span, says);
    match codes.candidates(code).as_slice() {
        [_, ..] if old.removed(code).is_none() => did_you_mean(finding, &codes.candidates(code)),
        _ => {
            let said = both!("{th} หรือย้ายไฟล์ไปปีที่มีข้อนี้", "{en}, or move the file to the year that has it");
            renumbered(old, finding.hint(said), code, year)
        }
    }
}

fn repeats(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let groups = catalogue.indicators.iter().flat_map(|indicator| &indicator.groups).map(|group| &group.id);
    let questions = catalogue.indicators.iter().flat_map(|indicator| &indicator.questions).map(|question| &question.id);
    let indicators = catalogue.indicators.iter().map(|indicator| &indicator.id);
    let mut findings = repeated_codes(catalogue);
    findings.extend(repeated(groups.map(as_written)));
    findings.extend(repeated(questions.map(as_written)));
    findings.extend(repeated(indicators.map(as_written)));
    findings.extend(repeated(catalogue.instruments.iter().map(|instrument| as_written(&instrument.id))));
    for (_, _, spec) in catalogue.items() {
        findings.extend(repeated(spec.requirements.iter().map(|one| as_written(&one.id))));
    }
    findings
}

/// Two codes are one if they give one address.
fn repeated_codes(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let mut seen: HashMap<&str, &ItemCode> = HashMap::new();
    let again = catalogue.items().filter_map(|(_, _, spec)| {
        let Spanned { value: code, span } = &spec.code;
        let Some(first) = seen.get(code.slug()).copied() else {
            seen.insert(code.slug(), code);
            return None;
        };
        if same_words(first.as_str(), code.as_str()) {
            return Some(twice(code.as_str(), span));
        }
        let id = code.slug();
        let said = both!(
            "“{code}” ได้ที่อยู่ {id} ซึ่งเป็นของ “{first}” แล้ว",
            "`{code}` would have the address {id}, which is that of `{first}`"
        );
        Some(Diagnostic::new(&CATALOGUE_TWICE, span, said).hint(both!(
            "เพิ่ม id: ใต้รหัสนี้ เป็นชื่ออื่นที่ไม่ซ้ำ เช่น id: {id}-2",
            "write another `id:` beside this code, as `id: {id}-2`"
        )))
    });
    again.collect()
}

/// Issues become addresses, which capital letters alone must not tell apart.
fn repeated_issues(analysis: &Analysis) -> Vec<Diagnostic> {
    let ids = analysis.issues.iter().map(|issue| &issue.id);
    repeated(ids.map(|id| (id.value.to_lowercase(), id.value.as_str(), &id.span)))
}

fn as_written(id: &Spanned<String>) -> (String, &str, &Span) {
    (id.value.clone(), &id.value, &id.span)
}

/// Findings for names that were there before; each comes as what it is compared by, as it was written, and its place.
fn repeated<'a>(names: impl Iterator<Item = (String, &'a str, &'a Span)>) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let again = names.filter_map(|(key, written, span)| (!seen.insert(key)).then_some((written, span)));
    again.map(|(written, span)| twice(written, span)).collect()
}

fn twice(written: &str, at: &Span) -> Diagnostic {
    Diagnostic::new(&CATALOGUE_TWICE, at, both!("“{written}” มีอยู่แล้ว", "`{written}` stands twice"))
        .hint(both("ลบหรือแก้ตัวที่ซ้ำ", "delete or correct one of them"))
}

fn weights(catalogue: &Catalogue) -> Option<Diagnostic> {
    let sum: Exact = catalogue.instruments.iter().map(|instrument| instrument.weight.value).sum();
    let last = catalogue.instruments.last().filter(|_| sum != Exact::from(1))?;
    let shown = decimal(sum);
    let said = both!("น้ำหนักรวมได้ {shown} ไม่ใช่ 1", "the weights add up to {shown}, not to 1");
    Some(
        Diagnostic::new(&CATALOGUE_WEIGHTS, &last.weight.span, said)
            .hint(both("ตรวจน้ำหนักทุกเครื่องมือ", "check the weight of every instrument")),
    )
}

/// A sum of weights with two decimals, or with as many as it has; a weight has at most nine.
fn decimal(sum: Exact) -> String {
    let billionths = (sum * Exact::from(1_000_000_000)).to_integer();
    let digits = format!("{}.{:09}", billionths / 1_000_000_000, billionths % 1_000_000_000);
    let two = digits.len() - 7;
    format!("{}{}", &digits[..two], digits[two..].trim_end_matches('0'))
}

/// Checks that no evidence can pass.
fn impossible(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let requirements = catalogue.items().flat_map(|(_, _, spec)| &spec.requirements);
    let mut findings = Vec::new();
    for holds in requirements.filter_map(|one| one.holds.as_ref()) {
        let is_small = |ending: &str| !ending.contains(|c: char| c.is_ascii_uppercase());
        let unknown = |ending: &&Spanned<String>| {
            FileKind::of_ending(&ending.value).filter(|_| is_small(&ending.value)).is_none()
        };
        findings.extend(holds.files.iter().filter(unknown).map(|ending| {
            let name = &ending.value;
            let said = both!("ไฟล์ .{name} เผยแพร่ไม่ได้", "files that end in .{name} are not published");
            Diagnostic::new(&CATALOGUE_HOLDS, &ending.span, said)
                .hint(both("เขียนนามสกุลตัวพิมพ์เล็ก เช่น pdf, xlsx", "write an ending in small letters, as pdf or xlsx"))
        }));
        let Some(table) = &holds.table else { continue };
        let blank = match &table.blanks {
            Blanks::In(heads) => heads.as_slice(),
            Blanks::Any | Blanks::None => &[],
        };
        let months = table.months.iter().map(|months| &months.column);
        let named = table.equal.iter().map(|(head, _)| head).chain(blank).chain(months);
        let among = |head: &Spanned<String>| table.columns.iter().any(|own| same_words(&own.value, &head.value));
        let odd = named.filter(|head| !table.columns.is_empty() && !among(head));
        let wordless = table.columns.iter().filter(|head| !head.value.contains(char::is_alphabetic));
        findings.extend(odd.chain(wordless).map(|head| {
            let name = &head.value;
            let said = both!("“{name}” ไม่ใช่หัวคอลัมน์ใน columns", "`{name}` is no head of `columns`");
            Diagnostic::new(&CATALOGUE_HOLDS, &head.span, said)
                .hint(both("ใช้คำเดียวกับใน columns", "use the words of `columns`"))
        }));
    }
    findings
}
