//! Findings as SARIF 2.1.0 (OASIS, *Static Analysis Results Interchange Format*), for code scanners and editors.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::base::diag::Rule;
use crate::base::lang::Lang;
use crate::cli::report::shown::{Excerpt, Shown, fix_word};
use crate::pipeline;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn sarif(findings: &[Shown<'_>], lang: Lang) -> String {
    let rules: Vec<&Rule> = pipeline::rules().collect();
    let places: HashMap<&str, usize> = rules.iter().enumerate().map(|(at, rule)| (rule.code, at)).collect();
    let results = findings.iter().map(|shown| result(shown, places.get(shown.finding.rule.code).copied(), lang));
    let driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "language": lang.tag(),
        "rules": rules.iter().map(|rule| descriptor(rule, lang)).collect::<Vec<_>>(),
    });
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            "language": lang.tag(),
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    format!("{log:#}\n")
}

fn descriptor(rule: &Rule, lang: Lang) -> Value {
    json!({
        "id": rule.code,
        "shortDescription": {"text": rule.title.get(lang)},
        "fullDescription": {"text": rule.why.get(lang)},
        "defaultConfiguration": {"level": rule.severity.word()},
    })
}

fn result(shown: &Shown<'_>, rule: Option<usize>, lang: Lang) -> Value {
    let hint = shown.hint(lang).map(|hint| format!("\n{}: {hint}", fix_word(lang))).unwrap_or_default();
    let mut physical = json!({"artifactLocation": {"uri": uri(&shown.path), "uriBaseId": "%SRCROOT%"}});
    if let Some(place) = &shown.place {
        physical["region"] = region(place);
    }
    let mut result = json!({
        "ruleId": shown.finding.rule.code,
        "level": shown.finding.rule.severity.word(),
        "message": {"text": format!("{}{hint}", shown.message(lang))},
        "locations": [{"physicalLocation": physical}],
    });
    if let Some(rule) = rule {
        result["ruleIndex"] = rule.into();
    }
    result
}

fn region(place: &Excerpt<'_>) -> Value {
    json!({
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
        "snippet": {"text": place.line().excerpt()},
    })
}

/// A path as a relative reference: everything but unreserved characters and slashes as escapes (RFC 3986, section 2).
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
