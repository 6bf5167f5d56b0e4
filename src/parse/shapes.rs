//! The shape of every YAML file and front matter. `content/README.md` tells the same to people.

use crate::parse::shape::Shape::{
    BaseUrl, Choice, Code, Count, Date, Either, File, Flag, Id, Line, List, Period, Record, Score, Table, Target, Text,
    Url, Weight, Year,
};
use crate::parse::shape::{Field, Shape, may, needs};

pub const AGENCY: Shape = Record(&[
    needs("name", Text),
    may("short_name", Text),
    may("place", Text),
    needs("base_url", BaseUrl),
    may("languages", List(&Choice(&["th", "en"]))),
    may("theme", Id),
    may("licence", Record(&[needs("name", Text), may("url", Url)])),
    may("contacts", List(&Record(&[needs("label", Text), may("value", Text), may("url", Target)]))),
    may("menu", List(&Record(&[needs("title", Text), may("to", Target), may("entries", List(&MENU_ENTRY))]))),
]);

const MENU_ENTRY: Shape = Record(&[needs("title", Text), needs("to", Target)]);

pub const PEOPLE: Shape = Record(&[needs(
    "people",
    List(&Record(&[
        needs("name", Text),
        needs("position", Text),
        may("group", Text),
        may("phone", Line),
        may("email", Line),
        may("photo", File),
        may("verify", Flag),
        may("note", Text),
    ])),
)]);

const CONFIDENCE: Shape = Choice(&["sure", "likely", "unsure", "recall"]);

const BANDS: Shape = List(&Record(&[
    needs("id", Id),
    needs("name", Text),
    needs("overall", Score),
    may("each", Score),
    may("confidence", CONFIDENCE),
]));

pub const CATALOGUE: Shape = Record(&[
    needs("name", Text),
    needs("status", Choice(&["final", "provisional"])),
    may("working_translation", Flag),
    may("note", Text),
    may("target", Score),
    may("instruments", List(&Record(&[needs("id", Id), needs("name", Text), needs("weight", Weight)]))),
    may("bands", BANDS),
    needs("indicators", List(&INDICATOR)),
    may("sources", Table(&Line, &Text)),
]);

const INDICATOR: Shape = Record(&[
    needs("id", Id),
    needs("name", Text),
    may("instruments", List(&Id)),
    may("average", Choice(&["groups", "items"])),
    may("questions", List(&Record(&[needs("id", Id), needs("text", Text)]))),
    may("groups", List(&GROUP)),
]);

const GROUP: Shape =
    Record(&[needs("id", Id), needs("name", Text), may("confidence", CONFIDENCE), needs("items", List(&ITEM_SPEC))]);

const ITEM_SPEC: Shape = Record(&[
    needs("code", Code),
    needs("title", Text),
    may("period", Text),
    may("was", Table(&Year, &List(&Line))),
    may("confidence", CONFIDENCE),
    may("requirements", List(&REQUIREMENT)),
    may("requirements_note", Text),
    may("sources", List(&Line)),
]);

const REQUIREMENT: Shape =
    Record(&[needs("id", Id), needs("text", Text), may("confidence", CONFIDENCE), may("sources", List(&Line))]);

pub const SCORES: Shape = Record(&[
    may("announced", Date),
    may("overall", Score),
    may("rating", Id),
    may("instruments", Table(&Id, &Score)),
    may("indicators", Table(&Id, &Score)),
    may("scores", Table(&Id, &Table(&Line, &Either(&Score, &DERIVED)))),
    may("bands", BANDS),
    may("note", Text),
]);

const DERIVED: Shape = Record(&[needs("score", Score), may("derived", Flag), may("note", Text)]);

pub const ISSUES: Shape = Record(&[
    may("instruments", List(&Id)),
    needs("issues", List(&ISSUE)),
    may("points", List(&POINT)),
    may("advice", List(&ADVICE)),
    may("note", Text),
]);

const ISSUE: Shape = Record(&[
    needs("id", Id),
    needs("title", Text),
    needs("rows", List(&Line)),
    may("findings", Text),
    may("recommendations", Text),
]);

const POINT: Shape = Record(&[
    needs("id", Id),
    needs("question", Line),
    may("instrument", Id),
    may("issue", Id),
    needs("approach", Text),
    may("owner", Text),
    may("measures", List(&Line)),
    may("note", Text),
]);

const ADVICE: Shape = Record(&[
    may("instrument", Id),
    may("question", Line),
    needs("text", Text),
    may("items", List(&Line)),
    may("note", Text),
]);

pub const ITEM: Shape = Record(&[
    needs("code", Line),
    may("owner", Text),
    may("updated", Date),
    may("period", Period),
    may("summary", Text),
    may("awaiting", Text),
    may("documents", DOCUMENTS),
    may("evidence", List(&EVIDENCE)),
]);

const DOCUMENTS: Shape =
    List(&Record(&[may("id", Id), needs("file", File), needs("title", Text), may("date", Date), may("language", Id)]));

const EVIDENCE: Shape = Record(&[
    needs("requirement", Either(&Line, &List(&Line))),
    may("document", Line),
    may("page", Target),
    may("section", Line),
    may("url", Url),
    may("not_applicable", Text),
    may("note", Text),
]);

pub const MEASURE: Shape = Record(&[
    needs("title", Text),
    needs("issue", Line),
    may("owner", Text),
    may("period", Period),
    may("updated", Date),
    may("summary", Text),
    may("awaiting", Text),
    may("steps", List(&STEP)),
    may("documents", DOCUMENTS),
]);

const STEP: Shape = Record(&[needs("text", Text), may("done", Date), may("evidence", PROOF)]);

const PROOF: Shape = Record(&[may("document", Line), may("page", Target), may("url", Url)]);

pub const ARTICLE: Shape = Record(&article(may("date", Date)));

pub const NEWS: Shape = Record(&article(needs("date", Date)));

const fn article(date: Field) -> [Field; 9] {
    [
        needs("title", Text),
        may("summary", Text),
        date,
        may("updated", Date),
        may("owner", Text),
        may("order", Count),
        may("show", Choice(&["people", "contact", "documents", "data", "news", "services", "years"])),
        may("awaiting", Text),
        may("documents", DOCUMENTS),
    ]
}
