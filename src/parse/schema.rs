//! JSON Schemas for editors, made from the tables that the parser uses, so that an editor marks what `check` would.
//! What a schema cannot say (a day that is not in the calendar, a period that ends before it begins) only `check` tells.

use serde_json::{Map, Value, json};

use crate::base::date;
use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::ita::article::ArticleKind;
use crate::parse::layout::{self, Role};
use crate::parse::scalar::{
    BASE_URL_HELP, CODE_HELP, COLOUR_HELP, COUNT_HELP, DATE_HELP, ID_HELP, SLUG_HELP, URL_HELP, YEAR_HELP,
};
use crate::parse::shape::{Field, LANGS, PERIOD, Shape};
use crate::parse::shapes::SHEETS;

/// The dialect that editors know best.
const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// A digit, Arabic or Thai.
const DIGIT: &str = "[0-9๐-๙]";

/// The year of a date, Buddhist or of the common era, as `base::date` takes it: 2400 to 2700, 1857 to 2157.
const YEAR: &str = "(?:[2๒](?:[4-6๔-๖][0-9๐-๙]{2}|[7๗][0๐]{2}|[0๐][0-9๐-๙]{2}|[1๑](?:[0-4๐-๔][0-9๐-๙]|[5๕][0-7๐-๗]))\
                    |[1๑](?:[9๙][0-9๐-๙]{2}|[8๘](?:[5๕][7-9๗-๙]|[6-9๖-๙][0-9๐-๙])))";

/// A fiscal year, 2400 to 2700.
const FISCAL_YEAR: &str = "[2๒](?:[4-6๔-๖][0-9๐-๙]{2}|[7๗][0๐]{2})";

/// What a schema says of a key that is for the agency's own people.
const STAFF: &str = "staff: never published";

/// The number of an item; what can be read in another form than it is written is no fault.
const CODE: &str = "[A-Za-z0-9 .ก-\u{0E3A}เ-๙-]*[A-Za-z0-9ก-ฮ๐-๙][A-Za-z0-9 .ก-\u{0E3A}เ-๙-]*";

/// The names of all schemas.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    SHEETS.iter().map(|sheet| sheet.name)
}

/// The name of the schema for a file of the content.
pub fn of(path: &RelPath) -> Option<&'static str> {
    Some(match layout::role(path).ok()? {
        Role::Agency => "agency",
        Role::People => "people",
        Role::Upload => "upload",
        Role::Privacy => "privacy",
        Role::Catalogue(_) => "catalogue",
        Role::Scores(_) => "scores",
        Role::Issues(_) => "issues",
        Role::Item(_) => "item",
        Role::Measure(..) => "measure",
        Role::Article(ArticleKind::News, _) => "news",
        Role::Article(ArticleKind::Service, _) => "service",
        Role::Article(..) => "article",
        Role::English(_) | Role::Ignored | Role::Answered(_) => return None,
    })
}

/// The schema of a name as JSON text.
pub(crate) fn schema(name: &str) -> Option<String> {
    let sheet = SHEETS.iter().find(|sheet| sheet.name == name)?;
    let mut whole = Map::new();
    whole.insert("$schema".to_owned(), json!(DIALECT));
    whole.insert("$comment".to_owned(), json!(format!("prongsai schema {name}")));
    whole.insert("title".to_owned(), json!(joined(sheet.title, " · ")));
    whole.append(&mut shape(sheet.shape));
    let text = serde_json::to_string_pretty(&Value::Object(whole)).ok()?;
    Some(text + "\n")
}

fn shape(shape: &Shape) -> Map<String, Value> {
    let made = match shape {
        Shape::Line | Shape::File => json!({"type": SCALAR}),
        Shape::Text => json!({"anyOf": [{"type": SCALAR, "pattern": r"\S"}, text()]}),
        Shape::Period => Value::Object(record(PERIOD)),
        Shape::Flag => json!({"enum": [true, false, "true", "false"]}),
        Shape::Choice(words) => json!({"enum": words}),
        Shape::List(inner) => json!({"type": "array", "items": self::shape(inner)}),
        Shape::Record(fields) => Value::Object(record(fields)),
        Shape::OneOf(keys, fields) => {
            // A key written as null is as good as absent.
            let has = |key: &&str| json!({"required": [key], "properties": {*key: {"not": {"type": "null"}}}});
            let mut own = record(fields);
            own.insert("oneOf".to_owned(), keys.iter().map(has).collect());
            Value::Object(own)
        }
        Shape::Table(keys, values) => json!({
            "type": "object",
            "propertyNames": {"pattern": self::shape(keys).get("pattern").unwrap_or(&json!(""))},
            "additionalProperties": or_null(self::shape(values)),
        }),
        Shape::Either(single, many) => json!({"anyOf": [self::shape(single), self::shape(many)]}),
        Shape::Score => number("number", 1000, &score(), SCORE_HELP),
        Shape::Weight => number("number", 1, r"(?:0(?:\.[0-9]{0,9})?|1(?:\.0{0,9})?)", WEIGHT_HELP),
        Shape::Count => number("integer", u32::MAX, "[0-9]+", COUNT_HELP),
        Shape::Year => string(json!(SCALAR), FISCAL_YEAR, YEAR_HELP),
        Shape::Id => {
            let pattern = "(?:[A-Za-z0-9๐-๙]|[_-][A-Za-z0-9๐-๙._-]*[A-Za-z0-9๐-๙])[A-Za-z0-9๐-๙._-]*";
            string(json!(SCALAR), pattern, ID_HELP)
        }
        Shape::Code => string(json!(SCALAR), CODE, CODE_HELP),
        Shape::Slug => string(json!(SCALAR), "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", SLUG_HELP),
        Shape::Issue => string(json!("string"), &format!(r"{FISCAL_YEAR}\s*/.*"), ISSUE_HELP),
        Shape::Date => string(json!("string"), &day(), DATE_HELP),
        Shape::Url => string(json!("string"), r"https?://[^/\s]\S*", URL_HELP),
        Shape::Target => json!({"type": SCALAR, "pattern": TARGET, "patternErrorMessage": joined(TARGET_HELP, " · ")}),
        Shape::Form(form) => string(json!(SCALAR), form.pattern, form.help),
        Shape::Colour => string(json!("string"), "#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", COLOUR_HELP),
        Shape::BaseUrl => {
            let pattern = "https?://[A-Za-z0-9][A-Za-z0-9._~:-]*(?:/[A-Za-z0-9._~:-]+)*/?";
            string(json!("string"), pattern, BASE_URL_HELP)
        }
    };
    match made {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// What a single value is to YAML; to prongsai it is always the text that was written.
const SCALAR: [&str; 3] = ["string", "number", "boolean"];

// What an editor says under a value that does not fit, in the words of `check`.
const SCORE_HELP: Bilingual<&str> =
    both("คะแนน 0 ถึงคะแนนเต็ม ถ้าไม่มีตัวเลขให้เขียน null", "a score from 0 to the full one; null where there is no figure");
const WEIGHT_HELP: Bilingual<&str> = both("น้ำหนัก 0 ถึง 1 เช่น 0.3", "a weight from 0 to 1, as 0.3");
const ISSUE_HELP: Bilingual<&str> =
    both("เขียนปีและหมายเลขประเด็น เช่น 2568/1", "write the year and the issue, such as 2568/1");
const TARGET_HELP: Bilingual<&str> = both(
    "ใช้ชื่อไฟล์ใน content หรือที่อยู่ที่ขึ้นต้นด้วย / หรือ https://",
    "use a file of the content, or an address that begins with / or https://",
);

fn joined(words: Bilingual<&str>, between: &str) -> String {
    format!("{}{between}{}", words.th, words.en)
}

/// A number from 0 to `most`, or the same as text.
fn number(kind: &str, most: u32, pattern: &str, help: Bilingual<&str>) -> Value {
    let mut own = string(json!([kind, "string"]), pattern, help);
    own["minimum"] = json!(0);
    own["maximum"] = json!(most);
    own
}

/// A value that is, as a whole and but for blanks around it, as `pattern` tells.
fn string(kind: Value, pattern: &str, help: Bilingual<&str>) -> Value {
    json!({"type": kind, "pattern": format!(r"^\s*(?:{pattern})\s*$"), "patternErrorMessage": joined(help, " · ")})
}

/// What `ita::target::is_safe` takes: no scheme, one of four, or a colon only after the path has begun.
const TARGET: &str = concat!(
    r"^(?![\s\u0000-\u001f]*[/\\][\s\u0000-\u001f]*[/\\])",
    r"(?:[^:]*$|[^:]*[/\\#?][^:]*:|\s*(?:[Hh][Tt][Tt][Pp][Ss]?|[Mm][Aa][Ii][Ll][Tt][Oo]|[Tt][Ee][Ll])\s*:)",
);

fn record(fields: &[Field]) -> Map<String, Value> {
    let needed: Vec<&str> = fields.iter().filter(|field| field.needed && !field.lent).map(|field| field.key).collect();
    let properties: Map<String, Value> = fields.iter().map(|own| (own.key.to_owned(), property(own))).collect();
    let mut map = Map::new();
    map.insert("type".to_owned(), json!("object"));
    map.insert("additionalProperties".to_owned(), json!(false));
    map.insert("properties".to_owned(), Value::Object(properties));
    if !needed.is_empty() {
        map.insert("required".to_owned(), json!(needed));
    }
    map
}

fn property(field: &Field) -> Value {
    let own = shape(&field.shape);
    let mut described = Map::new();
    described.insert("description".to_owned(), json!(joined(field.doc, "\n")));
    if field.staff {
        described.insert("$comment".to_owned(), json!(STAFF));
    }
    described.append(&mut if field.needed { own } else { or_null(own) });
    Value::Object(described)
}

/// A text in both languages, of which Thai is needed and not blank.
fn text() -> Map<String, Value> {
    let mut both = record(LANGS);
    if let Some(Value::Object(thai)) = both.get_mut("properties").and_then(|fields| fields.get_mut(LANGS[0].key)) {
        thai.insert("pattern".to_owned(), json!(r"\S"));
    }
    both
}

/// The same, or null: a key written as null is as good as absent.
fn or_null(mut own: Map<String, Value>) -> Map<String, Value> {
    let null = |list: &mut Vec<Value>, null: Value| list.push(null);
    if let Some(Value::Array(forms)) = own.get_mut("anyOf") {
        null(forms, json!({"type": "null"}));
    } else if let Some(Value::Array(words)) = own.get_mut("enum") {
        null(words, Value::Null);
    } else if let Some(kind) = own.get_mut("type") {
        match kind {
            Value::Array(kinds) => null(kinds, json!("null")),
            one => *one = json!([one.clone(), "null"]),
        }
    }
    own
}

/// A score, with Thai digits too.
fn score() -> String {
    format!(r"[0๐]*(?:{DIGIT}{{1,3}}(?:\.{DIGIT}{{1,2}}[0๐]*)?|[1๑][0๐]{{3}}(?:\.[0๐]+)?)")
}

/// A day as `Day::parse` takes it, but for days that are not in the calendar.
fn day() -> String {
    let (day, month) = (r"(?:[0๐]?[1-9๑-๙]|[12๑๒][0-9๐-๙]|[3๓][01๐๑])", r"(?:[0๐]?[1-9๑-๙]|[1๑][0-2๐-๒])");
    let names = date::month_names().map(spelling).collect::<Vec<_>>().join("|");
    let hyphens = format!(r"(?:{YEAR}\s*-\s*{month}\s*-\s*{day}|{day}\s*-\s*{month}\s*-\s*{YEAR})");
    let strokes = format!(r"{day}\s*/\s*{month}\s*/\s*{YEAR}");
    let words = format!(r"{day}\s+(?:{names})\s+(?:พ\.ศ\.\s*)?{YEAR}");
    format!("{hyphens}|{strokes}|{words}")
}

/// A name as a pattern, in capitals or not.
fn spelling(name: &str) -> String {
    let one = |c: char| match c {
        'a'..='z' => format!("[{}{c}]", c.to_ascii_uppercase()),
        '.' => r"\.".to_owned(),
        _ => c.to_string(),
    };
    name.chars().map(one).collect()
}
