//! `prongsai check --explain CODE`: the rule's section of the handbook. The program carries the handbook as it stands in
//! `docs/`, which a test makes from the rules and from the cases that hold them, so neither can tell another story.

use crate::base::lang::{Bilingual, Lang, both};
use crate::base::thai::nearest;
use crate::cli::exit::{Exit, Stop};
use crate::cli::terminal::say;
use crate::pipeline;

/// Every rule with its reason and an example.
pub(super) const HANDBOOK: Bilingual<&str> =
    both(include_str!("../../docs/rules.th.md"), include_str!("../../docs/rules.md"));

/// Says what a rule asks, why, and shows an example.
pub(super) fn explain(code: &str, lang: Lang) -> Result<Exit, Stop> {
    let rule = pipeline::rules().find(|rule| rule.code == code).ok_or_else(|| {
        let near = nearest(code, pipeline::rules().map(|rule| rule.code));
        let hint = near.map(|near| format!(" ({near}?)")).unwrap_or_default();
        Exit::Usage.because(both!("ไม่มีกฎ {code}{hint}", "there is no rule {code}{hint}"))
    })?;
    let (word, title, why) = (rule.severity.word(), rule.title.get(lang), rule.why.get(lang));
    // A rule that is younger than the handbook still has its words.
    let text = section(HANDBOOK.get(lang), code).map_or_else(|| format!("{title}\n{why}\n"), |lines| plain(&lines));
    say(&format!("{word}[{code}]\n\n{}\n", text.trim()))?;
    Ok(Exit::Done)
}

/// The lines below a rule's heading, up to the next heading.
fn section<'a>(handbook: &'a str, code: &str) -> Option<Vec<&'a str>> {
    let heading = format!("### `{code}`");
    let mut lines = handbook.lines().skip_while(|line| *line != heading);
    lines.next()?;
    let mut fenced = false;
    let inside = |line: &&str| {
        fenced ^= line.starts_with(FENCE);
        fenced || !line.starts_with("##")
    };
    Some(lines.take_while(inside).collect())
}

/// The handbook fences with one backtick more than content does.
const FENCE: &str = "````";

/// Markdown as a terminal shows it: what was fenced is indented instead.
fn plain(lines: &[&str]) -> String {
    let (mut text, mut fenced) = (String::new(), false);
    for line in lines {
        if line.starts_with(FENCE) {
            fenced = !fenced;
            continue;
        }
        // A section has one bold word, the severity at the beginning of its line; other stars are what a sentence speaks of.
        let line = match line.strip_prefix("**") {
            _ if fenced => format!("    {line}"),
            Some(rest) => rest.replacen("**", "", 1),
            None => (*line).to_owned(),
        };
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{plain, section};

    #[test]
    fn a_section_ends_at_the_next_heading_outside_of_examples() {
        let handbook =
            "## F\n\n### `a`\n\n**error** · x\n\n````md\n### not a heading\n````\n\n### `b`\n\na `**` left\n";
        let lines = section(handbook, "a").unwrap();
        assert_eq!(plain(&lines).trim(), "error · x\n\n    ### not a heading");
        assert_eq!(section(handbook, "b"), Some(vec!["", "a `**` left"]));
        assert_eq!(section(handbook, "c"), None);
    }
}
