//! Where in the sources something stands that was found in a file to be published.

use std::ops::Range;

use crate::base::path::RelPath;
use crate::base::source::Sources;
use crate::base::span::Span;

/// The place where `find` finds it: in the files of the page that shows it before all others, else the page's own file, else
/// the published one.
pub(super) fn origin(
    sources: &Sources,
    page: Option<&RelPath>,
    published: &RelPath,
    find: impl Fn(&str) -> Option<Range<usize>>,
) -> Span {
    let english = page.and_then(|page| RelPath::new(&page.as_str().replace(".md", ".en.md")));
    let own = page.into_iter().chain(english.as_ref()).filter_map(|path| sources.texts.get_key_value(path));
    let found = own.chain(&sources.texts).find_map(|(path, text)| Some(Span::new(path, find(text)?)));
    found.unwrap_or_else(|| Span::file(page.unwrap_or(published)))
}

/// Where all digits of a number stand in a text in their order, with nothing but other signs between them; else where its first
/// piece stands by itself with the others somewhere after it.
pub(super) fn digits(text: &str, number: &str, pieces: &[String]) -> Option<Range<usize>> {
    let own: Vec<usize> =
        text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect();
    let plain: String = own.iter().map(|&at| char::from(text.as_bytes()[at])).collect();
    if let Some(at) = plain.find(number) {
        return Some(own[at]..own[at + number.len() - 1] + 1);
    }
    let stands = |at: usize, piece: &str| {
        let digit = |c: char| c.is_ascii_digit();
        !text[..at].ends_with(digit) && !text[at + piece.len()..].starts_with(digit)
    };
    let next = |from: usize, piece: &String| {
        let mut all = text[from..].match_indices(piece.as_str()).map(|(at, _)| from + at);
        all.find(|&at| stands(at, piece)).map(|at| at + piece.len())
    };
    let (first, others) = pieces.split_first()?;
    let begin = next(0, first)? - first.len();
    others.iter().try_fold(begin + first.len(), next)?;
    Some(begin..begin + first.len())
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn pieces_of_a_number_in_a_text() {
        let pieces = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let found = |text: &str, own: &str| digits(text, "1100100000000", &pieces(own)).map(|at| text[at].to_owned());
        assert_eq!(found("ก 1-1001 ข 00000-00-0", "").as_deref(), Some("1-1001 ข 00000-00-0"));
        assert_eq!(found("a: 11001\nb: 7\nc: 00000000", "11001 00000000").as_deref(), Some("11001"));
        assert_eq!(found("a: 110012\nc: 00000000", "11001 00000000"), None);
        assert_eq!(found("c: 00000000\na: 11001", "11001 00000000"), None);
    }
}
