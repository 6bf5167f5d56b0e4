//! The list of what stands on a long page: made of the headings of its finished HTML, where its template asks for one.

/// How a template asks, on the element that holds the text: with what the list is called.
const ASKED: &str = " data-contents=\"";

/// Lines of text that make a page long: about three screens.
const LONG: usize = 75;

/// How many headings a list may have before it leaves out those of the second level.
const MANY: usize = 24;

/// How words begin that are in another language than what is around them.
const MARK: &str = "<span lang=";

/// A heading in the text: where its tag begins, its level, its anchor and its words.
struct Heading {
    at: usize,
    level: char,
    id: Option<String>,
    lang: Option<String>,
    words: String,
}

/// The page, with a list of its headings where it is long and asks for one.
pub(crate) fn with_contents(html: String) -> String {
    let Some(mark) = find(&html, ASKED) else { return html };
    let rest = &html[mark + ASKED.len()..];
    let (Some(quote), Some(end)) = (rest.find('"'), find(&html, "</main>")) else { return html };
    let (name, start) = (&rest[..quote], mark + ASKED.len() + quote + 1);
    let text = &html[start..end];
    let mut headings = headings(text);
    if headings.len() > MANY {
        headings.retain(|heading| heading.level == '2');
    }
    let place = find(text, "</h1>").map(|at| find(&text[..at], "<article").unwrap_or(at + "</h1>".len()));
    let Some(place) = place.filter(|_| headings.len() > 2 && lines(text) > LONG) else {
        return format!("{}{}", &html[..mark], &html[start..]);
    };
    let (mut list, mut body, mut last) = (String::new(), String::new(), place);
    for (number, heading) in headings.iter().enumerate() {
        let made = format!("at-{}", number + 1);
        let id = heading.id.as_ref().unwrap_or(&made);
        if heading.id.is_none() && heading.at >= last {
            let tag = heading.at + "<h2".len();
            body += &format!("{} id=\"{id}\"", &text[last..tag]);
            last = tag;
        }
        let lang = heading.lang.as_ref().map(|lang| format!(" lang=\"{lang}\"")).unwrap_or_default();
        let class = if heading.level == '3' { " class=\"below\"" } else { "" };
        list += &format!("<li{class}><a href=\"#{id}\"{lang}>{}</a></li>\n", heading.words);
    }
    format!(
        "{} data-long{}\n<nav class=\"contents\" aria-label=\"{name}\"><details><summary>{name}</summary>\n<ul>\n{list}</ul></details></nav>{body}{}{}",
        &html[..mark],
        &text[..place],
        &text[last..],
        &html[end..]
    )
}

fn find(text: &str, what: &str) -> Option<usize> {
    memchr::memmem::find(text.as_bytes(), what.as_bytes())
}

/// Where the tags of a text begin, closing ones too.
fn tags(text: &str) -> impl Iterator<Item = usize> {
    memchr::memchr_iter(b'<', text.as_bytes())
}

/// The headings of the second and third level.
fn headings(text: &str) -> Vec<Heading> {
    let mut found = Vec::new();
    for at in tags(text).filter(|at| text[*at..].starts_with("<h")) {
        let Some(level) = text[at + 2..].chars().next().filter(|level| ['2', '3'].contains(level)) else { continue };
        let Some(open) = text[at..].find('>').map(|end| &text[at..at + end]) else { continue };
        let Some(close) = find(&text[at..], &format!("</h{level}>")) else { continue };
        let inner = &text[at + open.len() + 1..at + close];
        let attribute = |of: &str, name: &str| {
            let (_, value) = of.split_once(&format!(" {name}=\""))?;
            value.split_once('"').map(|(value, _)| value.to_owned())
        };
        // A mark for the whole of a heading becomes that of its link; those of words in it stay with them.
        let own = inner.strip_prefix(MARK).and_then(|own| own.strip_suffix("</span>")).filter(|own| !own.contains('<'));
        let lang = own.map_or(attribute(open, "lang"), |_| attribute(inner, "lang"));
        let words = plain(own.map_or(inner, |own| own.split_once('>').map_or("", |(_, words)| words)));
        found.push(Heading { at, level, id: attribute(open, "id"), lang, words });
    }
    found
}

/// HTML without its tags, but for those that mark a language.
fn plain(html: &str) -> String {
    let mut words = String::new();
    let mut marks = 0;
    for (number, part) in html.split('<').enumerate() {
        let (tag, text) = if number == 0 { ("", part) } else { part.split_once('>').unwrap_or_default() };
        let opens = tag.starts_with(&MARK[1..]);
        if opens || (marks > 0 && tag == "/span") {
            marks = if opens { marks + 1 } else { marks - 1 };
            words += &format!("<{tag}>");
        }
        words += text;
    }
    // Spaces that keep a year with its era stay.
    words.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// About how many lines a text has: one for each block and each line of letters.
fn lines(text: &str) -> usize {
    let is_block = |at: &usize| ["<p", "<li", "<tr", "<h", "<dt"].iter().any(|tag| text[*at..].starts_with(tag));
    tags(text).filter(is_block).count() + letters(text) / 80
}

/// How many letters a text has without its tags, a run of spaces being one.
fn letters(html: &str) -> usize {
    let (mut count, mut inside, mut space) = (0, false, true);
    for byte in html.bytes() {
        match byte {
            b'<' => inside = true,
            b'>' if inside => inside = false,
            _ if inside => {}
            b' ' | b'\t' | b'\n' | b'\r' | 0x0C => {
                count += usize::from(!space);
                space = true;
            }
            // The further bytes of a letter count with its first.
            _ => {
                count += usize::from(byte & 0xC0 != 0x80);
                space = false;
            }
        }
    }
    count - usize::from(space && count > 0)
}

#[cfg(test)]
mod tests {
    use super::{letters, plain, with_contents};

    #[test]
    fn a_long_page_of_three_headings_and_more_lists_them() {
        let page = |headings: &[u8], lines: usize| {
            let heads = headings.iter().map(|level| format!("<h{level}>หัว</h{level}>\n")).collect::<String>();
            let text = "<p>ก</p>\n".repeat(lines);
            with_contents(format!("<main data-contents=\"สารบัญ\"><h1>ก</h1>\n{heads}{text}</main>"))
        };
        let listed = |headings: &[u8], lines| page(headings, lines).matches("<li").count();
        assert_eq!((listed(&[2, 2], 100), listed(&[2, 2, 3], 100), listed(&[2, 2, 3], 50)), (0, 3, 0));
        assert_eq!(listed(&[&[2; 4][..], &[3; 20]].concat(), 100), 24);
        assert_eq!(listed(&[&[2; 4][..], &[3; 21]].concat(), 100), 4, "of many, those of the second level");
        let long = page(&[2, 2, 3], 100);
        assert!(
            long.contains("<li class=\"below\"><a href=\"#at-3\">หัว</a></li>") && long.contains("<h3 id=\"at-3\">")
        );
    }

    #[test]
    fn letters_are_those_of_the_plain_text() {
        for html in ["", "  ", " ก  ข\n<b>น้ำ</b> <i\nx> é ", "a<br>b > c", "<p>a</p>  <p> b</p>"] {
            assert_eq!(letters(html), plain(html).chars().count(), "{html:?}");
        }
    }
}
