//! The readiness of a year as JSON, for programs.

use serde_json::{Value, json};

use crate::base::date::Day;
use crate::base::lang::{Bilingual, Text};
use crate::cli::status::agenda;
use crate::cli::status::words;
use crate::ita::address::Address;
use crate::ita::continuity::{Had, Lost};
use crate::ita::document::Proof;
use crate::ita::evidence::verdict::Reason;
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
    let owners = owners.map(|share| {
        let next = share.next.as_ref().map(|(standing, next)| {
            json!({"code": standing.spec.code.value.as_str(), "words": bilingual(words::next(standing, next))})
        });
        json!({"owner": share.owner.map(text), "tally": counted(share.tally), "next": next})
    });
    let unneeded = ready.not_applicable().map(|(standing, answer, reason)| {
        let requirement = answer.map(|answer| answer.requirement.id.value.as_str());
        json!({"code": standing.spec.code.value.as_str(), "requirement": requirement, "reason": text(reason)})
    });
    let elsewhere = ready.untranslated.iter();
    let elsewhere = elsewhere.map(|(path, found)| json!({"path": path.as_str(), "keys": keys(found)}));
    json!({
        "version": 2,
        "year": ready.assessment.year.buddhist(),
        "today": today.to_string(),
        "provisional": ready.catalogue.provisional,
        "total": counted(ready.total()),
        "deadlines": ready.deadlines.iter().map(countdown).collect::<Vec<_>>(),
        "measures": agenda::json(&ready.agenda, ready.assessment.year, today),
        "groups": groups.collect::<Vec<_>>(),
        "owners": owners.collect::<Vec<_>>(),
        "ready": ready.is_ready(false),
        "ready_strict": ready.is_ready(true),
        "not_applicable": unneeded.collect::<Vec<_>>(),
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
        "reasons": reasons(standing.reasons(None)),
        "next": standing.next().map(|next| bilingual(words::next(standing, &next))),
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
        "reasons": reasons(answer.reasons),
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
        "checked": offered.evidence.checked.as_ref().map(|signed| json!({"by": text(&signed.by), "on": signed.on.value.to_string()})),
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
        "complete": tally.complete,
        "partial": tally.partial,
        "requirements": tally.requirements,
        "met": tally.met,
        "holds": tally.holds,
        "checked": tally.checked,
        "given": tally.given,
        "short": tally.short,
        "not_applicable": tally.not_applicable,
        "awaiting": tally.awaiting(),
        "documents": tally.documents,
        "untranslated": tally.untranslated,
    })
}

/// Why evidence does not do, with the file that it stands in.
fn reasons(reasons: &[Reason]) -> Vec<Value> {
    let reason = |one: &Reason| json!({"path": one.at.path.as_str(), "words": bilingual(one.lack.words())});
    reasons.iter().map(reason).collect()
}

fn bilingual(words: Bilingual<String>) -> Value {
    json!({"th": words.th, "en": words.en})
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
