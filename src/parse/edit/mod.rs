//! Changes to a file of the content, in its text: a YAML file, or the front matter of a Markdown file. Every byte that the
//! change is not about stays: comments, order, quotes, indentation, line ends, a byte order mark. What comes out is parsed
//! again and must say what the file said before plus the change; else nothing is changed, and a sentence says so.

use crate::base::diag::{Diagnostic, has_errors};
use crate::base::lang::{Bilingual, both};
use crate::base::path::RelPath;
use crate::parse::edit::splice::Splice;
use crate::parse::tree::Node;
use crate::parse::{front_matter, yaml};

pub(crate) use crate::parse::edit::change::Change;
pub(crate) use crate::parse::edit::value::{Step, Value};

mod change;
mod extents;
mod splice;
mod value;

/// The text of a file after changes, each of which sees what those before it made.
///
/// # Errors
/// If the file has faults, or it is not sure that nothing else would change.
pub(crate) fn edited(path: &RelPath, text: &str, changes: &[Change]) -> Result<String, Bilingual<String>> {
    let bare = text.trim_start_matches('\u{FEFF}');
    let mark = &text[..text.len() - bare.len()];
    let mut text = bare.to_owned();
    for change in changes {
        text = once(path, &text, change)?;
    }
    Ok(format!("{mark}{text}"))
}

/// Shows what a file says with its places.
///
/// # Errors
/// If the file has faults.
pub(in crate::parse) fn with_tree(
    path: &RelPath,
    text: &str,
    look: impl FnOnce(&Node),
) -> Result<(), Bilingual<String>> {
    let text = text.trim_start_matches('\u{FEFF}');
    look(&tree(path, &text[part(path, text)?])?);
    Ok(())
}

/// What a file says, for whoever asks before a change.
pub(crate) fn value(path: &RelPath, text: &str) -> Option<Value> {
    let text = text.trim_start_matches('\u{FEFF}');
    let yaml = part(path, text).ok()?;
    Some(Value::of(&tree(path, &text[yaml]).ok()?))
}

fn once(path: &RelPath, text: &str, change: &Change) -> Result<String, Bilingual<String>> {
    let yaml = part(path, text)?;
    let own = &text[yaml.clone()];
    let before = tree(path, own)?;
    let mut wanted = Value::of(&before);
    let refusal = || unsure(path, change);
    wanted.change(change).ok_or_else(refusal)?;
    let wanted = wanted.sorted();
    let right = |splice: Splice| {
        // A comment says nothing to the look below, so it is looked for by itself.
        let kept = comments(&own[splice.at.clone()]).all(|comment| splice.text.contains(comment));
        let changed = splice.made(own);
        let whole = format!("{}{changed}{}", &text[..yaml.start], &text[yaml.end..]);
        // The front matter must end where it ended.
        let same = part(path, &whole).is_ok_and(|yaml| whole[yaml] == changed);
        let after = tree(path, &changed).ok()?;
        (kept && same && Value::of(&after).sorted() == wanted).then_some(whole)
    };
    splice::candidates(own, &before, change).into_iter().find_map(right).ok_or_else(refusal)
}

/// The comments of a stretch of YAML, with what only looks like one in a text.
fn comments(stretch: &str) -> impl Iterator<Item = &str> {
    stretch.lines().filter_map(|line| {
        let begins = |at: &usize| line[..*at].is_empty() || line[..*at].ends_with([' ', '\t']);
        let start = line.match_indices('#').map(|(at, _)| at).find(begins)?;
        Some(line[start..].trim_end())
    })
}

/// Where the YAML of a file is.
fn part(path: &RelPath, text: &str) -> Result<std::ops::Range<usize>, Bilingual<String>> {
    if path.ending() != "md" {
        return Ok(0..text.len());
    }
    let mut findings = Vec::new();
    let parts = front_matter::split(path, text, &mut findings);
    parts.map(|parts| parts.yaml).ok_or_else(|| faulty(path, &findings))
}

fn tree(path: &RelPath, yaml: &str) -> Result<Node, Bilingual<String>> {
    let mut findings = Vec::new();
    let node = yaml::parse(path, yaml, 0, &mut findings);
    node.filter(|_| !has_errors(&findings)).ok_or_else(|| faulty(path, &findings))
}

fn faulty(path: &RelPath, findings: &[Diagnostic]) -> Bilingual<String> {
    let Bilingual { th, en } = findings.first().map(Diagnostic::message).cloned().unwrap_or_default();
    both!(
        "{path} ยังมีข้อผิดพลาด จึงไม่ได้แก้: {th} (สั่ง prongsai check แล้วแก้ก่อน)",
        "{path} has faults and was not changed: {en} (run `prongsai check` and correct it first)"
    )
}

/// The refusal, with what a person can do by hand.
fn unsure(path: &RelPath, change: &Change) -> Bilingual<String> {
    let lines = change.by_hand();
    both!(
        "{path} เขียนในรูปแบบที่โปรแกรมแก้ให้โดยไม่แตะส่วนอื่นไม่ได้ จึงไม่ได้แก้ ให้แก้เอง:\n{lines}",
        "{path} is written in a way that cannot be changed safely, and was not changed. By hand:\n{lines}"
    )
}

#[cfg(test)]
mod tests {
    use super::{Change, Step, Value, edited, value};
    use crate::base::path::RelPath;

    fn way(keys: &[&str]) -> Vec<Step> {
        keys.iter().map(|key| key.parse().map_or_else(|_| Step::from(*key), Step::At)).collect()
    }

    fn path(name: &str) -> RelPath {
        RelPath::new(name).unwrap()
    }

    /// One file after one change.
    fn yaml(text: &str, change: &Change) -> Result<String, String> {
        edited(&path("a.yaml"), text, std::slice::from_ref(change)).map_err(|refusal| refusal.en)
    }

    fn entry() -> Value {
        Value::map([
            ("id", Value::text("list")),
            ("file", Value::text("../files/o12-list.xlsx")),
            ("title", Value::text("รายการจัดซื้อ: งวดที่ ๑ # ฉบับแก้ไข")),
        ])
    }

    /// How five officers write a list of documents and what stands around it. `Q` stands for a quote, `T` for what follows a
    /// value on its line.
    const OFFICERS: [&str; 5] = [
        // A line for each key, with a comment wherever one fits.
        "# บนสุด\ncode: O12 T\n# ก่อนรายการ\ndocuments: T\n  # ก่อนแผน\n  - id: plan T\n    file: Q../files/plan.pdfQ T\n\
     \x20   # date: 2568-01-05\n    title: Qแผนจัดซื้อQ T\n    # ของแผน\n  # ท้ายรายการ\nevidence: T\n\
     \x20 - {requirement: 1, document: plan} T\n# ปิดท้าย\n",
        // Entries in brackets, and the list last.
        "code: O12\nevidence:\n  - {requirement: [1, 2], document: plan}  # ครบ\n\nsummary: >-\n  บรรทัดแรก\n  บรรทัดสอง\n\n\
     documents: T\n  - {id: plan, file: Q../files/plan.pdfQ, title: {th: Qแผน, ปี 2568Q, en: QPlanQ}} T\n",
        // The list as far out as its key.
        "documents: T\n-   id: plan\n    file: Q../files/plan.pdfQ T\n    title: |\n      แผน\n      จัดซื้อ\n\n\
     # เจ้าของ\nowner: Qกองคลัง# 1Q T\n",
        // All in brackets, over lines.
        "title: Qหน้าQ T\ndocuments: [  # เปิด\n  {id: plan, file: Q../files/plan.pdfQ, title: QแผนQ}  # แผน\n] T\nupdated: 2568-01-05\n",
        // A draft, in which the key is a comment.
        "# เติม\ncode: O12  # รหัส\n# owner: {th: …, en: …}  # เจ้าของ\n# documents:  # เอกสาร\n#   - id: name  # ชื่อ\n#     file: x.pdf\n\
     # evidence:  # หลักฐาน\n#   - requirement: 1\n",
    ];

    const QUOTES: [&str; 3] = ["", "'", "\""];
    const AFTER: [&str; 4] = ["", "  # หมายเหตุ: \"ดู\" 'นี่' [x]", "\t# แท็บ", "   "];
    const BODIES: [&str; 2] = ["", "\n## หัวข้อ\n\ndocuments:\n  - ไม่ใช่ส่วนหัว\n\n---\n\nท้าย"];

    /// Every way to write such a file, with its name.
    fn files() -> Vec<(String, String)> {
        let mut files = Vec::new();
        for (officer, form) in OFFICERS.iter().enumerate() {
            for (quote, after) in QUOTES.iter().flat_map(|quote| AFTER.map(|after| (quote, after))) {
                // A plain text cannot hold what ends it.
                let form = if quote.is_empty() {
                    form.replace("แผน, ปี", "แผน ปี").replace("# 1Q", "Q")
                } else {
                    (*form).to_owned()
                };
                let own = form.replace(" T", after).replace('Q', quote);
                for (body, eol, mark) in BODIES
                    .iter()
                    .flat_map(|body| [("\n", ""), ("\r\n", "\u{FEFF}")].map(|(eol, mark)| (body, eol, mark)))
                {
                    let text = format!("{mark}{}", format!("---\n{own}---\n{body}").replace('\n', eol));
                    files.push((format!("officer {officer}, quote {quote:?}, after {after:?}, {eol:?}"), text));
                }
            }
        }
        files
    }

    /// The lines of `new` that are not in `old`; `None` unless all lines of `old` are in `new` in their order.
    fn added<'t>(old: &str, new: &'t str) -> Option<Vec<&'t str>> {
        let mut left = old.split_inclusive('\n').peekable();
        let mut added = Vec::new();
        for line in new.split_inclusive('\n') {
            if left.next_if_eq(&line).is_none() {
                added.push(line);
            }
        }
        left.next().is_none().then_some(added)
    }

    /// What an edit took away and what it put there, as one stretch.
    fn stretch<'t>(old: &'t str, new: &'t str) -> (&'t str, &'t str) {
        let same = |a: &[u8], b: &[u8]| a == b;
        let most = old.len().min(new.len());
        let front = (0..=most).rev().find(|&at| {
            old.is_char_boundary(at) && new.is_char_boundary(at) && same(&old.as_bytes()[..at], &new.as_bytes()[..at])
        });
        let front = front.unwrap();
        let back = (0..=most - front).rev().find(|&at| {
            let (a, b) = (old.len() - at, new.len() - at);
            old.is_char_boundary(a) && new.is_char_boundary(b) && old[a..] == new[b..]
        });
        let back = back.unwrap();
        (&old[front..old.len() - back], &new[front..new.len() - back])
    }

    #[test]
    fn two_hundred_files_get_their_lines_and_keep_every_other_byte() {
        let files = files();
        assert!(files.len() >= 200, "{}", files.len());
        let changes = [
            Change::Append(way(&["documents"]), entry()),
            Change::Append(
                way(&["evidence"]),
                Value::map([("requirement", Value::text("2")), ("document", Value::text("list"))]),
            ),
            Change::Append(way(&["tables"]), entry()),
        ];
        for (name, text) in &files {
            let item = path("content/2568/items/o12.md");
            assert!(value(&item, text).is_some(), "{name} is no file that can be read:\n{text}");
            for change in &changes {
                let new = edited(&item, text, std::slice::from_ref(change)).unwrap_or_else(|refusal| {
                    panic!("{name}: {}\n{text}", refusal.en);
                });
                let (gone, came) = stretch(text, &new);
                // In brackets over lines, the comma comes before a comment and the entry after it.
                assert!(came.trim_start_matches(',').starts_with(gone), "{name}: {change:?}\n{new}");
                assert_eq!(
                    came.contains('\n') && text.contains("\r\n"),
                    came.contains("\r\n"),
                    "{name}: line ends\n{new:?}"
                );
                // A list in brackets needs a comma after its last value; all others get lines of their own.
                if !name.starts_with("officer 3")
                    || !matches!(change, Change::Append(way, _) if way[0] == "documents".into())
                {
                    let lines = added(text, &new).unwrap_or_else(|| panic!("{name}: a line was changed\n{new}"));
                    assert!(!lines.is_empty() && lines.len() <= 4, "{name}: {lines:?}");
                }
            }
            let all = edited(&item, text, &changes).unwrap();
            let read = value(&item, &all).unwrap();
            assert_eq!(read.get(&way(&["tables", "0"])), Some(&entry()), "{name}");
        }
    }

    #[test]
    fn two_hundred_files_keep_every_line_but_the_one_that_a_value_stands_in() {
        for (name, text) in &files() {
            let item = path("content/2568/items/o12.md");
            let said = value(&item, text).unwrap();
            let is_text = |key: &&&str| matches!(said.get(&way(&[key])), Some(Value::Text(_)));
            let key = ["code", "title", "owner"].iter().find(is_text).unwrap();
            let old = said.get(&way(&[key])).unwrap();
            let both = Value::map([("th", old.clone()), ("en", Value::text("It: K"))]);
            for (change, at, new) in [
                (Change::Set(way(&[key]), Value::text("ใหม่: ๑")), *key, Value::text("ใหม่: ๑")),
                (Change::Translate(way(&[key]), "It: K".to_owned()), *key, both),
                (Change::Rename(way(&[key]), "other".to_owned()), "other", old.clone()),
            ] {
                let made = edited(&item, text, std::slice::from_ref(&change)).unwrap_or_else(|refusal| {
                    panic!("{name}: {change:?}: {}\n{text}", refusal.en);
                });
                let (gone, came) = stretch(text, &made);
                assert!(!gone.contains('\n') && !came.contains('\n'), "{name}: {change:?}\n{gone}\n{came}");
                assert_eq!(value(&item, &made).unwrap().get(&way(&[at])), Some(&new), "{name}: {change:?}");
            }
        }
    }

    #[test]
    fn entries_look_like_those_before_them() {
        let add = |text: &str| {
            yaml(text, &Change::Append(way(&["a"]), Value::map([("x", Value::text("2")), ("y", Value::text("z"))])))
        };
        for (old, new) in [
            ("a:\n  - x: 1\nb: c\n", "a:\n  - x: 1\n  - x: 2\n    y: z\nb: c\n"),
            ("a:\n-   x: 1 # c\n", "a:\n-   x: 1 # c\n-   x: 2\n    y: z\n"),
            ("a:\n  - {x: 1}", "a:\n  - {x: 1}\n  - {x: 2, y: z}"),
            ("a: [{x: 1}]\n", "a: [{x: 1}, {x: 2, y: z}]\n"),
            ("a: [{x: 1}, ] # c\n", "a: [{x: 1}, {x: 2, y: z}, ] # c\n"),
            ("a: [\n  {x: 1},  # one\n]\n", "a: [\n  {x: 1},  # one\n  {x: 2, y: z},\n]\n"),
            ("a: [\n  {x: 1}  # one\n  ]\n", "a: [\n  {x: 1},  # one\n  {x: 2, y: z}\n  ]\n"),
            ("a: [\n# one\n  {x: 1}]\n", "a: [\n# one\n  {x: 1},\n  {x: 2, y: z}]\n"),
            ("a: []  # none\nb: c\n", "a:  # none\n  - {x: 2, y: z}\nb: c\n"),
            ("a: null\n", "a:\n  - {x: 2, y: z}\n"),
            ("a: ~\t# c\n", "a:\t# c\n  - {x: 2, y: z}\n"),
            ("a:\nb: c\n", "a:\n  - {x: 2, y: z}\nb: c\n"),
            ("a:", "a:\n  - {x: 2, y: z}"),
            ("{a: [], b: c}\n", "{a: [{x: 2, y: z}], b: c}\n"),
            ("b: c", "b: c\na:\n  - {x: 2, y: z}"),
            ("b: c\n# a: 1\n# d: 2\n", "b: c\n# a: 1\na:\n  - {x: 2, y: z}\n# d: 2\n"),
        ] {
            assert_eq!(add(old).as_deref(), Ok(new), "{old}");
        }
    }

    #[test]
    fn values_are_set_and_keys_added() {
        let set = |text: &str, keys: &[&str], new: Value| yaml(text, &Change::Set(way(keys), new));
        let text = Value::text;
        for (old, keys, new, made) in [
            ("a: 1 # c\nb: 2\n", "a", text("3"), "a: 3 # c\nb: 2\n"),
            ("a: 'it''s'\t# c\n", "a", text("that's"), "a: 'that''s'\t# c\n"),
            ("a: \"x\"\n", "a", text("ก\nข"), "a: \"ก\\nข\"\n"),
            ("a:\n  b:\n    c: 1\n  d: 2\n", "a b e", text("5"), "a:\n  b:\n    c: 1\n    e: 5\n  d: 2\n"),
            ("a: {th: ก}\n", "a en", text("K, L"), "a: {th: ก, en: \"K, L\"}\n"),
            ("a: {}\n", "a en", text("K"), "a: {en: K}\n"),
            ("a:\n  - x: 1\n    y: 2\n  - x: 2\n", "a 1 y", text("9"), "a:\n  - x: 1\n    y: 2\n  - x: 2\n    y: 9\n"),
            ("a:\n  - x: null # c\n", "a 0 x", text("9"), "a:\n  - x: 9 # c\n"),
            ("a:\n  - x:\n  - x: 2\n", "a 0 x", text("9"), "a:\n  - x: 9\n  - x: 2\n"),
            ("a:\n  - {x: , y: 1}\n", "a 0 x", text("9"), "a:\n  - {x: 9 , y: 1}\n"),
            ("a:\n  - b\n  - c # c\n", "a 1", text("d"), "a:\n  - b\n  - d # c\n"),
            ("a: |\n  x\n  y\n\nb: 1\n", "a", text("z"), "a: z\n\nb: 1\n"),
            ("b: 1\n", "a c", text("z"), "b: 1\na: {c: z}\n"),
        ] {
            let keys: Vec<&str> = keys.split(' ').collect();
            assert_eq!(set(old, &keys, new).as_deref(), Ok(made), "{old}");
        }
    }

    #[test]
    fn a_text_gets_its_english_beside_it() {
        let translate = |text: &str| yaml(text, &Change::Translate(way(&["a"]), "It: K".to_owned()));
        for (old, new) in [
            ("a: ก # c\n", "a: {th: ก, en: \"It: K\"} # c\n"),
            ("a: 'ก: ข'\r\n", "a: {th: 'ก: ข', en: \"It: K\"}\r\n"),
            ("a: ก, ข\n", "a: {th: \"ก, ข\", en: \"It: K\"}\n"),
            ("a: {th: ก}\n", "a: {th: ก, en: \"It: K\"}\n"),
            ("a: {th: ก, en: null}\n", "a: {th: ก, en: \"It: K\"}\n"),
            ("a:\n  th: ก # c\nb: 1\n", "a:\n  th: ก # c\n  en: \"It: K\"\nb: 1\n"),
            ("a: >-\n  ก\n\n  ข\nb: 1\n", "a:\n  th: >-\n    ก\n\n    ข\n  en: \"It: K\"\nb: 1\n"),
        ] {
            assert_eq!(translate(old).as_deref(), Ok(new), "{old}");
        }
    }

    #[test]
    fn what_is_not_sure_is_refused_with_the_lines_to_write() {
        let add = Change::Append(way(&["a"]), Value::text("z"));
        for text in [
            "a: &x [1]\nb: *x\n",
            "a: *b\n",
            "a: {b: 1}\n",
            "a: text\n",
            "b: &x\n  - 1\na: *x\n",
            "a: [1\n",
            "a: 1\na: 2\n",
            // A comment would be lost.
            "a: [ # c\n]\n",
            "a: [\n  # c\n]\nb: c\n",
        ] {
            let refusal = yaml(text, &add);
            assert!(refusal.is_err(), "{text}: {refusal:?}");
        }
        let refusal = yaml("a: {b: 1}\n", &add).unwrap_err();
        assert!(refusal.contains("By hand:") && refusal.contains("a:\n    - z"), "{refusal}");
        let block = Change::Set(way(&["a"]), Value::text("z"));
        for space in [' ', '\t'] {
            assert!(yaml(&format!("a:\n  - 1{space}# why\n  - 2\n"), &block).is_err(), "a comment would be lost");
        }
        assert!(yaml("a: [1, # why\n  2]\n", &block).is_err(), "so would one in brackets");
        let english = Change::Translate(way(&["a", "0"]), "E".to_owned());
        assert!(yaml("a:\n  - | # why\n    ก\n", &english).is_err(), "and one behind the mark of a block");
        for keys in [&["b"][..], &["a", "b"]] {
            let english = Change::Translate(way(keys), "E".to_owned());
            assert!(yaml("a: ก\n", &english).is_err(), "{keys:?} says nothing in Thai");
        }
        assert_eq!(yaml("a:\n  - 1\n", &block).as_deref(), Ok("a: z\n"));
    }

    #[test]
    fn keys_get_another_name() {
        let rename = |text: &str| yaml(text, &Change::Rename(way(&["a", "0", "old"]), "new".to_owned()));
        assert_eq!(rename("a:\n  - old: 1 # c\n    b: 2\n").as_deref(), Ok("a:\n  - new: 1 # c\n    b: 2\n"));
        assert_eq!(rename("a: [{old: 1}]\n").as_deref(), Ok("a: [{new: 1}]\n"));
        assert!(rename("a:\n  - {old: 1, new: 2}\n").is_err());
    }
}
