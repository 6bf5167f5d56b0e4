//! The readiness of a year as JSON, for programs.

use serde_json::{Value, json};

use crate::base::date::Day;
use crate::base::lang::Text;
use crate::ita::address::Address;
use crate::ita::continuity::{Had, Lost};
use crate::ita::document::Proof;
use crate::ita::readiness::{Answer, Attachment, Countdown, Offered, Readiness, Standing};
use crate::ita::staff::Note;
use crate::ita::tally::Tally;
use crate::ita::translation::Untranslated;

/// The report as text.
pub(crate) fn json(ready: &Readiness<'_>, today: Day) -> String {
    format!("{:#}\n", value(ready, today))
}

/// The report as a value; `docs/reports/status.json` is its schema.
pub(crate) fn value(ready: &Readiness<'_>, today: Day) -> Value {
    let groups = ready
        .by_group()
        .into_iter()
        .map(|(group, tally)| json!({"id": group.id.value, "name": text(&group.name), "tally": counted(tally)}));
    let owners = ready.by_owner().into_iter();
    let owners = owners.map(|(owner, tally)| json!({"owner": owner.map(text), "tally": counted(tally)}));
    let elsewhere = ready.untranslated.iter();
    let elsewhere = elsewhere.map(|(path, found)| json!({"path": path.as_str(), "keys": keys(found)}));
    json!({
        "version": 1,
        "year": ready.assessment.year.buddhist(),
        "today": today.to_string(),
        "provisional": ready.catalogue.provisional,
        "total": counted(ready.total()),
        "deadlines": ready.deadlines.iter().map(countdown).collect::<Vec<_>>(),
        "groups": groups.collect::<Vec<_>>(),
        "owners": owners.collect::<Vec<_>>(),
        "items": ready.items.iter().map(|standing| item(ready, standing)).collect::<Vec<_>>(),
        "untranslated": elsewhere.collect::<Vec<_>>(),
        "notes": notes(&ready.notes),
    })
}

fn item(ready: &Readiness<'_>, standing: &Standing<'_>) -> Value {
    json!({
        "code": standing.spec.code.value.as_str(),
        "title": text(&standing.spec.title),
        "group": standing.group.id.value,
        "owner": standing.owner().map(text),
        "path": standing.item.map(|item| item.path.as_str()),
        "address": Address::item(ready.assessment.year, &standing.spec.code.value).as_str(),
        "state": standing.state.word(),
        "awaiting": standing.awaiting().map(text),
        "requirements": standing.answers.iter().map(answer).collect::<Vec<_>>(),
        "evidence": standing.whole.iter().map(offered).collect::<Vec<_>>(),
        "documents": standing.documents.iter().map(document).collect::<Vec<_>>(),
        "untranslated": keys(&standing.untranslated),
        "lost": standing.lost.iter().map(lost).collect::<Vec<_>>(),
        "notes": notes(&standing.notes),
    })
}

fn answer(answer: &Answer<'_>) -> Value {
    json!({
        "id": answer.requirement.id.value,
        "text": text(&answer.requirement.text),
        "state": answer.state.word(),
        "evidence": answer.evidence.iter().map(offered).collect::<Vec<_>>(),
        "notes": notes(&answer.notes),
    })
}

fn offered(offered: &Offered<'_>) -> Value {
    let reason = match &offered.evidence.proof {
        Proof::NotApplicable(reason) => Some(text(reason)),
        _ => None,
    };
    json!({
        "kind": offered.evidence.proof.key(),
        "to": offered.evidence.proof.written().map(|written| &written.value),
        "reason": reason,
        "note": offered.evidence.note.as_ref().map(text),
        "there": offered.evidence.there,
    })
}

fn document(attachment: &Attachment<'_>) -> Value {
    let inspected = attachment.inspected();
    let fault = inspected.and_then(|inspected| inspected.fault);
    json!({
        "title": text(&attachment.document.title),
        "path": attachment.path.map(|path| path.as_str()),
        "ending": attachment.ending(),
        "kind": inspected.map(|inspected| inspected.kind.word()),
        "pages": inspected.and_then(|inspected| inspected.pages),
        "text": inspected.map(|inspected| inspected.layer.word()),
        "fault": fault.map(|fault| fault.word()),
        "size": attachment.file.map(|file| file.size),
        "date": attachment.document.date.as_ref().map(|day| day.value.to_string()),
    })
}

fn lost(lost: &Lost<'_>) -> Value {
    let (kind, name) = match &lost.what {
        Had::Item => ("item", None),
        Had::Owner => ("owner", None),
        Had::English => ("english", None),
        Had::Requirement(one) => ("requirement", Some(text(&one.text))),
        Had::Document(one) => ("document", Some(text(&one.title))),
        Had::Evidence(one) => ("evidence", one.proof.written().map(|written| Value::from(written.value.as_str()))),
    };
    json!({"year": lost.from.year.buddhist(), "code": lost.from.spec.code.value.as_str(), "kind": kind, "name": name})
}

fn countdown(countdown: &Countdown<'_>) -> Value {
    let deadline = countdown.deadline;
    json!({"date": deadline.day.to_string(), "days": countdown.days, "title": deadline.title.as_ref().map(text)})
}

fn counted(tally: Tally) -> Value {
    json!({
        "items": tally.items,
        "items_met": tally.items_met,
        "requirements": tally.requirements,
        "met": tally.met,
        "not_applicable": tally.not_applicable,
        "awaiting": tally.awaiting(),
        "documents": tally.documents,
        "untranslated": tally.untranslated,
    })
}

/// What is said to the staff; nothing of it is published.
fn notes(notes: &[&Note]) -> Vec<Value> {
    let note = |note: &&Note| json!({"key": note.key, "path": note.path().as_str(), "place": note.place(), "text": text(&note.text)});
    notes.iter().map(note).collect()
}

fn text(text: &Text) -> Value {
    json!({"th": text.th, "en": text.en})
}

fn keys(found: &[Untranslated]) -> Vec<&'static str> {
    found.iter().map(|one| one.key).collect()
}
