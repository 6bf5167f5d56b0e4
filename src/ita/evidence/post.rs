//! Whether somebody holds a post that a catalogue names, and not one whose name only begins alike.

use crate::base::thai::normalise;
use crate::ita::agency::Agency;

/// Whether a position is the post that a word names: behind the word stands nothing, a note in brackets, or whose post it is,
/// in full or in short. Whatever else follows makes it another post.
pub(super) fn is_post(position: &str, word: &str, agency: &Agency) -> bool {
    let (position, word) = (normalise(position), normalise(word));
    let Some(rest) = position.trim().strip_prefix(word.trim()) else { return false };
    let first = rest.split(|c: char| c.is_whitespace() || "(,/".contains(c)).find(|part| !part.is_empty());
    let whose = rest.trim_start().strip_prefix('(').is_none().then_some(first).flatten();
    whose.is_none_or(|whose| is_of(whose, agency))
}

/// Whether words name the agency: all of its name, or what it is (`เทศบาล`), or where (`ตำบล…`).
fn is_of(words: &str, agency: &Agency) -> bool {
    let names = std::iter::once(&agency.name)
        .chain(&agency.short_name)
        .map(|name| normalise(&name.th).split_whitespace().collect::<String>());
    // One that has no short name may be called by one all the same.
    let shortened = agency.short_name.is_none() && words.contains('.');
    shortened
        || names.into_iter().any(|name| name.starts_with(words) || name.ends_with(words) || words.starts_with(&name))
}
