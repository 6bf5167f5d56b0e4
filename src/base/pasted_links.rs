//! Addresses of the Web and of mail that people paste, without anything that makes them a link.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::base::thai::is_thai;

type Placed<'a> = (Event<'a>, Range<usize>);

/// A run of text that is nothing but an address, as a link to it.
pub(super) fn link<'a>(text: &'a str, run: &[Placed<'a>]) -> Option<Vec<Placed<'a>>> {
    let start = run.iter().map(|(_, place)| place.start).min()?;
    let end = run.iter().map(|(_, place)| place.end).max()?;
    let own = text.get(start..end)?;
    let words = own.trim();
    let rest = words.strip_prefix("https://").or_else(|| words.strip_prefix("http://"))?;
    if rest.is_empty() || rest.contains(|c: char| c.is_whitespace() || "<>[]`\"|\\".contains(c)) {
        return None;
    }
    let start = start + own.len() - own.trim_start().len();
    Some(linked_as(words.into(), LinkType::Autolink, text, start..start + words.len()).into())
}

fn linked_as<'a>(to: CowStr<'a>, link_type: LinkType, text: &'a str, at: Range<usize>) -> [Placed<'a>; 3] {
    let link = Tag::Link { link_type, dest_url: to, title: "".into(), id: "".into() };
    let events = [Event::Start(link), Event::Text(text[at.clone()].into()), Event::End(TagEnd::Link)];
    events.map(|event| (event, at.clone()))
}

/// Whether a text may have an address, told quickly.
pub(crate) fn has_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    let host = |stop: usize| bytes[..stop].ends_with(b"www") || bytes[..stop].ends_with(b"WWW");
    memchr::memchr(b'@', bytes).is_some()
        || memchr::memchr_iter(b':', bytes).any(|colon| bytes[colon..].starts_with(b"://"))
        || memchr::memchr_iter(b'.', bytes).any(host)
}

/// A run of text with the addresses in it as links.
pub(super) fn linked<'a>(text: &'a str, run: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
    let own = |(event, place): &Placed<'_>| matches!(event, Event::Text(words) if text[place.clone()] == **words);
    let mut out = Vec::with_capacity(run.len());
    let (mut depth, mut at) = (0, 0);
    while at < run.len() {
        match &run[at].0 {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Link | TagEnd::Image) => depth -= 1,
            _ => {}
        }
        let plain = depth == 0 && own(&run[at]);
        // Underscores and brackets come as events of their own.
        let next = |pair: &&[Placed<'_>]| plain && own(&pair[1]) && pair[0].1.end == pair[1].1.start;
        let end = at + 1 + run[at..].windows(2).take_while(next).count();
        let (from, to) = (run[at].1.start, run[end - 1].1.end);
        let found = if plain { addresses(&text[from..to]) } else { Vec::new() };
        if found.is_empty() {
            out.extend_from_slice(&run[at..end]);
        }
        let plain = |place: Range<usize>| (!place.is_empty()).then(|| (Event::Text(text[place.clone()].into()), place));
        let mut done = from;
        for (kind, place) in &found {
            let place = from + place.start..from + place.end;
            out.extend(plain(done..place.start));
            done = place.end;
            let words = &text[place.clone()];
            let (to, kind) = match kind {
                Kind::Web => (words.into(), LinkType::Autolink),
                Kind::Host => (format!("https://{words}").into(), LinkType::Autolink),
                Kind::Mail => (words.into(), LinkType::Email),
            };
            out.extend(linked_as(to, kind, text, place));
        }
        if !found.is_empty() {
            out.extend(plain(done..to));
        }
        at = end;
    }
    out
}

/// What an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Web,
    /// `www.…`, without its scheme.
    Host,
    Mail,
}

/// The addresses in a text, in order. Thai has no spaces between words, so one may begin and end beside a letter of it.
pub(crate) fn addresses(text: &str) -> Vec<(Kind, Range<usize>)> {
    if !has_address(text) {
        return Vec::new();
    }
    let webs = text.match_indices("://").filter_map(|(at, sign)| {
        let start = ["https", "http"].iter().find_map(|scheme| {
            let start = at.checked_sub(scheme.len())?;
            text.get(start..at)?.eq_ignore_ascii_case(scheme).then_some(start)
        })?;
        Some((Kind::Web, start, at + sign.len()))
    });
    let hosts = ["www.", "WWW."].into_iter().flat_map(|begin| text.match_indices(begin));
    let hosts = hosts.map(|(at, _)| (Kind::Host, at, at));
    let whole = |(kind, start, host): (Kind, usize, usize)| {
        let bound = |c: char| c.is_ascii_alphanumeric() || "/.-_@<\\".contains(c);
        let length =
            (!text[..start].ends_with(bound) && !text[..start].ends_with("](")).then(|| web(&text[host..]))??;
        Some((kind, start..host + length))
    };
    let mails = text.match_indices('@').filter_map(|(at, _)| Some((Kind::Mail, mail(text, at)?)));
    let mut found: Vec<_> = webs.chain(hosts).filter_map(whole).chain(mails).collect();
    found.sort_by_key(|(_, place)| place.start);
    let mut end = 0;
    found.retain(|(_, place)| {
        place.start >= end && {
            end = place.end;
            true
        }
    });
    found
}

/// An address of the Web is no longer than so many bytes. Those of maps and forms have up to two thousand.
const LONGEST: usize = 4000;

/// How much of a text is an address of the Web, from its host on.
fn web(whole: &str) -> Option<usize> {
    let text = &whole[..whole.floor_char_boundary(LONGEST)];
    let thai = text.starts_with(is_thai);
    let of_host = |c: char| c.is_ascii_alphanumeric() || "-.:".contains(c) || (thai && is_thai(c));
    let host = text.find(|c: char| !of_host(c)).unwrap_or(text.len());
    let name = text[..host].split(':').next().unwrap_or_default().trim_end_matches('.');
    let sound =
        name.starts_with(char::is_alphanumeric) && (name.contains('.') || name.eq_ignore_ascii_case("localhost"));
    if !sound || name.eq_ignore_ascii_case("www") {
        return None;
    }
    let rest = Some(&text[host..]).filter(|rest| rest.starts_with(['/', '?', '#'])).unwrap_or_default();
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"`|\\^{}“”‘’«»ฯๆ…".contains(c);
    let mut end = rest.find(ends).unwrap_or(rest.len());
    end = glued(&rest[..end]).or_else(|| closed(&rest[..end])).unwrap_or(end);
    if host + end == text.len() && text.len() < whole.len() {
        return None;
    }
    let own = &text[..host + end];
    Some(trimmed(own).len()).filter(|length| *length >= name.len())
}

/// Where an address that names a file goes over into Thai words: `plan.pdfและ`.
fn glued(rest: &str) -> Option<usize> {
    let first = rest.char_indices().filter(|(_, c)| is_thai(*c)).map(|(at, _)| at);
    first.into_iter().find(|at| {
        let ending = rest[..*at].bytes().rev().take(6).take_while(u8::is_ascii_alphanumeric).count();
        (2..=5).contains(&ending) && rest[..*at - ending].ends_with('.')
    })
}

/// Where the bracket around an address ends, before Thai words: `(https://a.go.th/b)และ`.
fn closed(rest: &str) -> Option<usize> {
    let mut open = 0;
    rest.char_indices().find_map(|(at, c)| {
        open += match c {
            '(' | '[' => 1,
            ')' | ']' => -1,
            _ => 0,
        };
        (open < 0 && rest[at + 1..].starts_with(is_thai)).then_some(at)
    })
}

/// An address without what ends the sentence around it.
fn trimmed(own: &str) -> &str {
    let over = |open: char, close: char| own.matches(close).count().saturating_sub(own.matches(open).count());
    let (mut round, mut square) = (over('(', ')'), over('[', ']'));
    let taken = |over: &mut usize| std::mem::replace(over, over.saturating_sub(1)) > 0;
    own.trim_end_matches(|c: char| match c {
        ')' => taken(&mut round),
        ']' => taken(&mut square),
        _ => "?!.,:;*_~'".contains(c),
    })
}

/// Whether a text is an address of mail and nothing else.
pub(crate) fn is_mail(text: &str) -> bool {
    let text = text.trim();
    text.find('@').and_then(|at| mail(text, at)) == Some(0..text.len())
}

/// Addresses of mail with a slip that makes them another's or nobody's: another sign or a space beside a stop or the `@`, one
/// of them twice, the name of a web site. A list is none: `a@b.go.th,c@b.go.th`.
pub(crate) fn mistyped_mails(text: &str) -> Vec<Range<usize>> {
    let slip = |(at, sign): (usize, &str)| {
        let start = mail_name(text, at)?;
        let after = &text[at + sign.len()..];
        let host = after.trim_start_matches(['@', '.', ' ', '\u{a0}']);
        let label = host.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(host.len());
        let cut = host[label..].strip_prefix(',').filter(|_| label > 0).and_then(mail_host);
        let length = cut.map_or_else(|| mail_host(host), |rest| Some(label + 1 + rest))?;
        let end = text.len() - host.len() + length;
        let top = [",", " .", "\u{a0}."].iter().find_map(|stop| text[end..].strip_prefix(stop)).unwrap_or_default();
        let letters = top.bytes().take_while(u8::is_ascii_alphabetic).count();
        let goes_on = top[letters..].starts_with(|c: char| c.is_ascii_alphanumeric() || "@._+-".contains(c));
        let ends_apart = (2..=3).contains(&letters) && !goes_on;
        let own = &host[..length];
        let wrong = sign != "@" || host.len() < after.len() || cut.is_some() || own.contains("..");
        (wrong || ends_apart || own.starts_with("www."))
            .then(|| start..if ends_apart { text.len() - top.len() + letters } else { end })
    };
    text.match_indices('@').chain(text.match_indices('＠')).filter_map(slip).collect()
}

/// The mail address around an `@`.
fn mail(text: &str, at: usize) -> Option<Range<usize>> {
    Some(mail_name(text, at)?..at + 1 + mail_host(&text[at + 1..])?)
}

/// Where the name before an `@` begins.
fn mail_name(text: &str, at: usize) -> Option<usize> {
    let before = &text[..at];
    let other = |c: char| !(c.is_ascii_alphanumeric() || "._+-".contains(c));
    let start = before.rfind(other).map_or(0, |end| end + before[end..].chars().next().map_or(1, char::len_utf8));
    let free = !before[..start].ends_with(['/', '<', '@', '\\']);
    (free && before[start..].starts_with(|c: char| c.is_ascii_alphanumeric())).then_some(start)
}

/// How long the host is that a text begins with.
fn mail_host(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || ".-".contains(c))).unwrap_or(text.len());
    let host = text[..end].trim_end_matches(['.', '-']);
    let (name, top) = host.rsplit_once('.')?;
    let sound = top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic()) && !name.is_empty();
    sound.then_some(host.len())
}

#[cfg(test)]
mod tests {
    use super::{addresses, mistyped_mails};

    #[test]
    fn addresses_of_mail_with_a_slip() {
        for (text, expected) in [
            ("อีเมล info@a.go,th หรือ b@a.go.th", &["info@a.go,th"][..]),
            ("info@ a.go.th, info@a..go.th info@.a.go.th", &["info@ a.go.th", "info@a..go.th", "info@.a.go.th"]),
            ("info@www.a.go.th", &["info@www.a.go.th"]),
            ("b@a,go.th b@a.go .th b@@a.go.th", &["b@a,go.th", "b@a.go .th", "b@@a.go.th"]),
            ("b＠a.go.th", &["b＠a.go.th"]),
            ("a@b.go.th . th a@b.go.th .", &[]),
            ("a@b.go.th,c@b.go.th a@b.go.th,www.b.go.th a@b.go.th, th a@b.go.th,ก", &[]),
            ("@ a.go.th ไลน์ @office a@b https://www.tiktok.com/@b.go.th", &[]),
        ] {
            let found: Vec<&str> = mistyped_mails(text).into_iter().map(|place| &text[place]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn addresses_as_people_paste_them() {
        for (text, expected) in [
            ("ดูที่ https://a.go.th/form.pdf หรือ b@a.go.th", &["https://a.go.th/form.pdf", "b@a.go.th"][..]),
            ("ดูhttps://a.go.th/ก/1และ", &["https://a.go.th/ก/1และ"]),
            ("ที่https://a.go.th/form.pdfหรือ", &["https://a.go.th/form.pdf"]),
            ("https://a.go.thดู", &["https://a.go.th"]),
            ("(https://a.go.th/b_(c)).", &["https://a.go.th/b_(c)"]),
            (
                "([https://a.go.th/b(c)])]). https://a.go.th/ก.ข.pdfและ.",
                &["https://a.go.th/b(c)", "https://a.go.th/ก.ข.pdf"],
            ),
            (
                "HTTP://a.go.th, www.b.go.th; https://www.c.go.th.",
                &["HTTP://a.go.th", "www.b.go.th", "https://www.c.go.th"],
            ),
            ("https://a.go.th/?a=1&b=c_d#ง “https://b.go.th/”", &["https://a.go.th/?a=1&b=c_d#ง", "https://b.go.th/"]),
            ("อีเมล:b.c+d@a.go.th. และ <e@a.go.th>", &["b.c+d@a.go.th"]),
            ("https://www.tiktok.com/@b.go.th", &["https://www.tiktok.com/@b.go.th"]),
            ("https:// https://… www. @office a@b xhttps://a.go.th www.", &[]),
            ("[ก](https://a.go.th/b c) <https://a.go.th/b c>", &[]),
            ("https://ตัวอย่าง.ไทย/หน้า", &["https://ตัวอย่าง.ไทย/หน้า"]),
            (
                "(https://a.go.th/b.pdf)และ (https://a.go.th/ก/ข(ค))ง",
                &["https://a.go.th/b.pdf", "https://a.go.th/ก/ข(ค)"],
            ),
            ("[https://a.go.th/b]ก และ https://a.go.th/b_(ก)ข", &["https://a.go.th/b", "https://a.go.th/b_(ก)ข"]),
            ("WWW.A.GO.TH", &["WWW.A.GO.TH"]),
        ] {
            let found: Vec<&str> = addresses(text).into_iter().map(|(_, place)| &text[place]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
