//! The readiness of a year as a table for spreadsheets: a row for each requirement, and one for each item without any.

use crate::base::lang::Lang;
use crate::cli::status::words;
use crate::ita::progress::Completeness;
use crate::ita::readiness::{Answer, Offered, Readiness, Standing};

const COLUMNS: [&str; 16] = [
    "fiscal_year_be",
    "group",
    "code",
    "title_th",
    "title_en",
    "owner",
    "item_state",
    "requirement",
    "requirement_th",
    "requirement_en",
    "state",
    "reasons",
    "evidence",
    "documents",
    "without_english",
    "staff_notes",
];

/// RFC 4180 with a byte order mark, without which Excel garbles Thai. Words inside cells are in `lang`.
pub(super) fn csv(ready: &Readiness<'_>, lang: Lang) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xEF\xBB\xBF".to_vec());
    // Writing to memory cannot fail, and every row has as many cells as there are columns.
    let _ = writer.write_record(COLUMNS);
    for standing in &ready.items {
        let answers: Vec<Option<&Answer<'_>>> =
            if standing.answers.is_empty() { vec![None] } else { standing.answers.iter().map(Some).collect() };
        for answer in answers {
            let _ = writer.write_record(row(ready, standing, answer, lang));
        }
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn row(ready: &Readiness<'_>, standing: &Standing<'_>, answer: Option<&Answer<'_>>, lang: Lang) -> [String; 16] {
    let (spec, asked) = (standing.spec, answer.map(|answer| answer.requirement));
    let evidence = answer.map_or(&standing.whole, |answer| &answer.evidence);
    let documents = standing.documents.iter().map(|document| words::document(document, lang));
    [
        ready.assessment.year.to_string(),
        standing.group.id.value.clone(),
        spec.code.value.to_string(),
        spec.title.th.clone(),
        spec.title.en.clone().unwrap_or_default(),
        standing.owner().map(|owner| owner.get(lang).0.to_owned()).unwrap_or_default(),
        standing.state.word().to_owned(),
        asked.map(|asked| asked.id.value.clone()).unwrap_or_default(),
        asked.map(|asked| asked.text.th.clone()).unwrap_or_default(),
        asked.and_then(|asked| asked.text.en.clone()).unwrap_or_default(),
        answer.map_or(standing.state.word(), |answer| answer.state.word()).to_owned(),
        why(standing, answer, lang),
        joined(evidence.iter().map(|offered: &Offered<'_>| words::evidence(offered, lang))),
        joined(documents),
        words::keys(&standing.untranslated),
        joined(answer.map_or(&standing.notes, |answer| &answer.notes).iter().map(|note| words::note(note, lang))),
    ]
}

/// What is wanting of a requirement, or of the whole item where only that holds it back.
fn why(standing: &Standing<'_>, answer: Option<&Answer<'_>>, lang: Lang) -> String {
    let own = words::reasons(standing.reasons(answer), lang);
    let held_back = standing.state != Completeness::Complete && answer.is_none_or(|answer| answer.state.is_settled());
    if !own.is_empty() || !held_back {
        return own;
    }
    let whole = words::reasons(standing.reasons(None), lang);
    let awaiting = standing.awaiting().map(|text| text.get(lang).0.to_owned());
    joined([Some(whole), awaiting].into_iter().flatten().filter(|part| !part.is_empty()))
}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join("; ")
}
