//! A sentence in Thai and the same in English are one value, `Bilingual`, so that no call can swap them. Apart they stand by
//! their names: in braces, where a name says which is which.

use super::{files, report};

/// Where the two stand side by side as loose values: as arguments, parameters, a tuple or an array, with or without types.
fn loose(text: &str) -> Vec<usize> {
    let names = |word: &str, at: usize| {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '"');
        text[at..].starts_with(word) && !text[..at].ends_with(is_part) && !text[at + 2..].starts_with(is_part)
    };
    let found = text.match_indices("th").map(|(at, _)| at).filter(|at| names("th", *at));
    let found = found.filter(|at| {
        // The next value begins after the comma that stands no deeper than this one.
        let mut depth = 0;
        let end = text[at + 2..].char_indices().find(|(_, c)| {
            depth += i32::from(matches!(c, '(' | '[' | '{' | '<')) - i32::from(matches!(c, ')' | ']' | '}' | '>'));
            depth < 0 || (depth == 0 && matches!(c, ',' | ';'))
        });
        let typed = text[at + 2..].starts_with(": ");
        let Some((end, ',')) = end.filter(|(end, _)| typed || *end == 0) else { return false };
        let next = at + 3 + end;
        let next = next + text[next..].len() - text[next..].trim_start_matches(|c: char| c.is_whitespace()).len();
        let next = if text[next..].starts_with("mut ") { next + 4 } else { next };
        names("en", next) && !text[next + 2..].starts_with("::")
    });
    found.filter(|at| !is_named(&text[..*at])).collect()
}

/// Whether what stands after this text is told apart by its name, or is just put together.
fn is_named(before: &str) -> bool {
    let mut depth = 0;
    let open = before.char_indices().rev().find(|(_, c)| {
        depth += i32::from(matches!(c, ')' | ']' | '}')) - i32::from(matches!(c, '(' | '[' | '{'));
        depth < 0
    });
    let Some((open, bracket)) = open else { return false };
    let call = before[..open].trim_end_matches('!');
    let closure = before[open..].matches('|').count() % 2 == 1;
    !closure && (bracket == '{' || (call.ends_with("both") && !call.ends_with("fn both")))
}

#[test]
fn the_two_languages_are_one_value() {
    let mut faults = Vec::new();
    // `both` and `choose` stand there, which take what is written on the spot.
    for file in files().iter().filter(|file| file.path != "src/base/lang.rs") {
        let code: String = file.code().map(|(_, line)| format!("{line}\n")).collect();
        faults.extend(loose(&code).into_iter().map(|at| {
            let line = code[..at].matches('\n').count();
            format!("{}: `{}`: one `Bilingual`", file.path, code.lines().nth(line).unwrap_or_default().trim())
        }));
    }
    report(faults);
}

#[test]
fn loose_languages_are_seen() {
    let seen = |text: &str| loose(text).len();
    for text in [
        "fn tell(rule: &Rule, th: &str, en: &str) {",
        "fn tell(\n    th: impl Into<String>,\n    en: impl Into<String>,\n) {",
        "fn both(th: T, en: T) {",
        "let (th, en) = words;",
        "let (mut th, mut en) = words;",
        "let [th, en] = Lang::ALL.map(words);",
        "let tell = |th: String, en: String| 1;",
        "    .map(|th, en| 1)",
        "tell(rule, th, en)",
        "Some((at, th, en))",
    ] {
        assert_eq!(seen(text), 1, "{text}");
    }
    for text in [
        "let Bilingual { th, en } = words;",
        "let Bilingual { mut th, mut en } = words;",
        "Text { th: name, en: None, span }",
        "both(th, en)",
        "pub th: T,\n    pub en: T,\n}",
        "\"{th: …, en: …}\"",
        "tell(words.th, words.en)",
        "fn tell(path, entry)",
        "fn links(th: &str, of: Lang) {",
    ] {
        assert_eq!(seen(text), 0, "{text}");
    }
}
