//! Names that no line shall break, as `unbroken` of agency.yaml lists them: browsers part Thai words by a dictionary, which
//! knows the names of few places.

use memchr::{memmem, memrchr2};

/// What holds text alone, and no marks.
const BARE: [&str; 6] = ["<title", "<text", "<tspan", "<option", "<script", "<style"];

/// A page whose text has each of the names in one piece.
pub(crate) fn whole(html: String, names: &[String]) -> String {
    let bytes = html.as_bytes();
    let (Some(start), Some(end)) = (memmem::find(bytes, b"<main"), memmem::rfind(bytes, b"</main>")) else {
        return html;
    };
    let main = &bytes[start..end];
    let places = |name: &String| {
        memmem::find_iter(main, name).map(|at| (start + at, start + at + name.len())).collect::<Vec<_>>()
    };
    let mut found: Vec<(usize, usize)> = names.iter().flat_map(places).collect();
    // Of two at one place the longer one counts.
    found.sort_by_key(|(from, to)| (*from, usize::MAX - to));
    let (mut out, mut done) = (String::new(), 0);
    let (mut seen, mut tag) = (start, None);
    for (from, to) in found {
        if from < seen {
            continue;
        }
        tag = memrchr2(b'<', b'>', &bytes[seen..from]).map(|at| seen + at).or(tag);
        seen = to;
        if tag.is_some_and(|at| bytes[at] == b'>' && !is_bare(&html[..at])) {
            out.push_str(&html[done..from]);
            out.push_str("<span class=\"one-line\">");
            out.push_str(&html[from..to]);
            out.push_str("</span>");
            done = to;
        }
    }
    match done {
        0 => html,
        _ => out + &html[done..],
    }
}

/// Whether the tag that ends here holds text alone.
fn is_bare(html: &str) -> bool {
    html.rfind('<').is_some_and(|at| BARE.iter().any(|tag| html[at..].starts_with(tag)))
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn names_stay_whole_in_the_text_and_nowhere_else() {
        let names = ["กก".to_owned(), "กกข".to_owned()];
        let page = "<title>กก</title><main><p title=\"กก\">ที่กกข กก</p><title>กก</title>ก<b>กกข</b></main>กก";
        let marked = |name: &str| format!("<span class=\"one-line\">{name}</span>");
        let expected = format!(
            "<title>กก</title><main><p title=\"กก\">ที่{0} {1}</p><title>กก</title>ก<b>{0}</b></main>กก",
            marked("กกข"),
            marked("กก")
        );
        assert_eq!(whole(page.to_owned(), &names), expected);
        assert_eq!(whole(page.to_owned(), &[]), page);
    }

    /// Twice as many take twice as long: each byte is looked at once a name.
    #[test]
    fn names_of_a_long_text_are_found_once() {
        let name = "กก".to_owned();
        let page = format!("<main>{}</main>", "กก ".repeat(200_000));
        assert_eq!(whole(page, std::slice::from_ref(&name)).matches("one-line").count(), 200_000);
    }
}
