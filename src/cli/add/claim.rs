//! Which requirements of its item a file answers.

use crate::base::lang::{Bilingual, both};
use crate::base::thai::arabic_digits;
use crate::cli::ask::Question;
use crate::cli::exit::Stop;
use crate::cli::new::work::Work;
use crate::cli::terminal::tell;
use crate::ita::ids::Ids;
use crate::pipeline::edit::Value;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    All,
    Some(Vec<String>),
}

impl Claim {
    /// As evidence writes it.
    pub(super) fn value(&self) -> Value {
        match self {
            Claim::All => Value::text("all"),
            Claim::Some(ids) => match ids.as_slice() {
                [one] => Value::text(one),
                many => Value::List(many.iter().map(Value::text).collect()),
            },
        }
    }
}

impl Claim {
    /// Whether the evidence of a page claims as much for a document or a table already.
    pub(super) fn is_made(&self, evidence: Option<&Value>, key: &str, id: &str) -> bool {
        let Some(Value::List(entries)) = evidence else { return false };
        let own = entries.iter().filter(|entry| entry.get(&[key.into()]) == Some(&Value::text(id)));
        let mut claimed = own.filter_map(|entry| entry.get(&["requirement".into()])).flat_map(|ids| match ids {
            Value::List(ids) => ids.as_slice(),
            one => std::slice::from_ref(one),
        });
        match self {
            Claim::All => claimed.any(|own| *own == Value::text("all")),
            Claim::Some(ids) => {
                let claimed: Vec<&Value> = claimed.collect();
                let has = |id: &str| claimed.contains(&&Value::text(id));
                has("all") || ids.iter().all(|id| has(id))
            }
        }
    }
}

/// Asks which, showing the words of each; `None` for a file that answers none. An item of which no more than one requirement
/// is known is answered as a whole.
pub(super) fn asked(work: &Work<'_>, asks: Option<&[(String, String)]>) -> Result<Option<Claim>, Stop> {
    let Some(asks) = asks else { return Ok(None) };
    let whole = (asks.len() < 2).then(|| "all".to_owned());
    if work.ask.may_ask("requirement") {
        asks.iter().for_each(|(id, text)| tell(&format!("  {id}  {text}")));
    }
    let ask = both(
        "ไฟล์นี้ตอบองค์ประกอบใด: หมายเลข เช่น 1 หรือ 1,2 ทุกข้อเขียน all ไม่ใช่หลักฐานเขียน none",
        "which requirements it answers: numbers as 1 or 1,2; `all`; `none` if it is no evidence",
    );
    work.ask.answer(&Question { name: "requirement", ask, otherwise: whole }, |text| claim(asks, text))
}

fn claim(asks: &[(String, String)], text: &str) -> Result<Option<Claim>, Bilingual<String>> {
    let words = arabic_digits(text).to_lowercase();
    match words.as_str() {
        "all" | "ทุกข้อ" | "ทั้งหมด" => return Ok(Some(Claim::All)),
        "none" | "-" | "ไม่มี" => return Ok(None),
        _ => {}
    }
    let names = Ids::new(asks.iter().map(|(id, _)| id.as_str()));
    let unknown = |word: &str| {
        let known = asks.iter().map(|(id, _)| id.as_str()).chain(["all", "none"]).collect::<Vec<_>>().join(", ");
        both!("ไม่มีองค์ประกอบ “{word}” ที่มีคือ {known}", "there is no requirement `{word}`: there are {known}")
    };
    let words = words.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty());
    let mut ids = Vec::new();
    let range = |word: &str| {
        let (from, to) = word.split_once(['-', '–'])?;
        let at = |id: &str| asks.iter().position(|(own, _)| own == id);
        let (from, to) = (at(from)?, at(to)?);
        (from < to && !names.has(word)).then(|| asks[from..=to].iter().map(|(id, _)| id.as_str()))
    };
    let words = words.flat_map(|word| range(word).map_or_else(|| vec![word], Iterator::collect));
    for word in words {
        let own =
            Some(word).filter(|word| names.has(word)).or_else(|| names.spelt(word)).ok_or_else(|| unknown(word))?;
        if !ids.iter().any(|id| id == own) {
            ids.push(own.to_owned());
        }
    }
    if ids.is_empty() { Err(unknown(text)) } else { Ok(Some(Claim::Some(ids))) }
}

#[cfg(test)]
mod tests {
    use super::{Claim, claim};
    use crate::pipeline::edit::Value;

    #[test]
    fn what_is_claimed_already() {
        let entry = |requirement, id| Value::map([("requirement", requirement), ("table", Value::text(id))]);
        let some = |ids: &[&str]| Claim::Some(ids.iter().map(|id| (*id).to_owned()).collect());
        let two = Value::List(vec![Value::text("1"), Value::text("2")]);
        let evidence = Value::List(vec![entry(two, "list"), entry(Value::text("all"), "plan")]);
        for (claim, key, id, made) in [
            (some(&["2"]), "table", "list", true),
            (some(&["2", "3"]), "table", "list", false),
            (some(&["2"]), "document", "list", false),
            (Claim::All, "table", "list", false),
            (Claim::All, "table", "plan", true),
            (some(&["3"]), "table", "plan", true),
        ] {
            assert_eq!(claim.is_made(Some(&evidence), key, id), made, "{claim:?} {key} {id}");
        }
    }

    #[test]
    fn numbers_in_any_form() {
        let asks = ["1", "2", "3"].map(|id| (id.to_owned(), String::new()));
        let some = |ids: &[&str]| Ok(Some(Claim::Some(ids.iter().map(|id| (*id).to_owned()).collect())));
        assert_eq!(claim(&asks, "๑, 3 3"), some(&["1", "3"]));
        assert_eq!(claim(&asks, "ALL"), Ok(Some(Claim::All)));
        assert_eq!(claim(&asks, "๑-3"), some(&["1", "2", "3"]));
        assert_eq!(claim(&asks, "none"), Ok(None));
        assert!(claim(&asks, "4").unwrap_err().en.contains("there are 1, 2, 3, all, none"));
        assert!(claim(&asks, ",").is_err());
    }
}
