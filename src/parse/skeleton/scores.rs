//! The draft of a year's result: every instrument, indicator, question and item of its catalogue, each with its words and
//! without a figure, or with those that are known.

use std::collections::BTreeMap;

use crate::base::lang::{Lang, Text, both};
use crate::base::path::RelPath;
use crate::ita::catalogue::{Catalogue, Indicator};
use crate::ita::figure::Figure;
use crate::ita::score::Score;
use crate::ita::year::FiscalYear;
use crate::parse::shape::{Field, Shape};
use crate::parse::shapes::analysis::SCORES;
use crate::parse::skeleton::item::one_line;
use crate::parse::skeleton::{Draft, Drafter, schema_line, value};

/// Keys of a year that has no catalogue.
const WITHOUT_CATALOGUE: &[&str] = &["full", "bands", "visibility"];

/// The result of a year, with the figures that are known.
pub(crate) fn scores(
    drafter: &Drafter,
    year: FiscalYear,
    catalogue: &Catalogue,
    known: &BTreeMap<Figure, Score>,
) -> Option<Draft> {
    let path = RelPath::new(&format!("content/{year}/scores.yaml"))?;
    let Shape::Record(fields) = &SCORES else { return None };
    let lines = Lines { lang: drafter.lang, known };
    let given = [
        ("overall", lines.figure(&Figure::Overall)),
        ("instruments", lines.instruments(catalogue)),
        ("indicators", lines.indicators(catalogue)),
        ("scores", lines.rows(catalogue)),
    ];
    let given: Vec<(&str, String)> = given.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let own = |field: &&Field| !WITHOUT_CATALOGUE.contains(&field.key);
    let mut text = schema_line(&path);
    text += &drafter.comment(both(
        "ใส่ตัวเลขตามประกาศแทน null ตัวเลขที่ไม่มีในประกาศให้คง null แล้วบอกเหตุไว้ที่ note",
        "write the announced figures for null; where none was announced keep null and say why in `note`",
    ));
    for field in fields.iter().filter(own) {
        text += &match field.key {
            "rating" => ratings(drafter, catalogue),
            _ => drafter.record(&path, std::slice::from_ref(field), &given),
        };
    }
    Some(Draft { path, text })
}

/// The place for the rating, with the words to choose from.
fn ratings(drafter: &Drafter, catalogue: &Catalogue) -> String {
    let words = catalogue.bands.iter().map(|band| format!("{} {}", band.id.value, said(&band.name, drafter.lang)));
    let words = words.collect::<Vec<_>>().join(", ");
    if words.is_empty() { String::new() } else { format!("#rating: …  # {words}\n") }
}

/// Values that stand below their keys, a line each.
struct Lines<'a> {
    lang: Lang,
    known: &'a BTreeMap<Figure, Score>,
}

impl Lines<'_> {
    fn figure(&self, figure: &Figure) -> String {
        self.known.get(figure).map_or_else(|| "null".to_owned(), Score::to_string)
    }

    fn line(&self, depth: usize, id: &str, figure: &Figure, words: &Text) -> String {
        let (id, words) = (value::line(id), said(words, self.lang));
        format!("\n{:depth$}{id}: {}  # {words}", "", self.figure(figure))
    }

    fn instruments(&self, catalogue: &Catalogue) -> String {
        let line = |id: &String, name: &Text| self.line(2, id, &Figure::Instrument(id.clone()), name);
        catalogue.instruments.iter().map(|own| line(&own.id.value, &own.name)).collect()
    }

    fn indicators(&self, catalogue: &Catalogue) -> String {
        let line = |id: &String, name: &Text| self.line(2, id, &Figure::Indicator(id.clone()), name);
        catalogue.indicators.iter().map(|own| line(&own.id.value, &own.name)).collect()
    }

    /// The questions and items of each instrument that has any.
    fn rows(&self, catalogue: &Catalogue) -> String {
        let mut text = String::new();
        for instrument in catalogue.instruments.iter().map(|own| &own.id.value) {
            let measures = |own: &&Indicator| own.instruments.iter().any(|id| id.value == *instrument);
            let asked = catalogue.indicators.iter().filter(measures).flat_map(Indicator::asked);
            let line =
                |(id, words): (&str, &Text)| self.line(4, id, &Figure::Row(instrument.clone(), id.to_owned()), words);
            let lines: String = asked.map(line).collect();
            if !lines.is_empty() {
                text += &format!("\n  {}:{lines}", value::line(instrument));
            }
        }
        text
    }
}

/// The words of a text on one line.
fn said(text: &Text, lang: Lang) -> String {
    one_line(text.get(lang).0)
}
