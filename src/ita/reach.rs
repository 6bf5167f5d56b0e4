//! How a contact is reached with one tap: the addresses that its value stands for. What is not sure stays a text.

use crate::base::thai::{arabic_digits, is_numeric};
use crate::ita::contact::{Contact, ContactKind};

/// A stretch of a value, with the address that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece<'a> {
    pub text: &'a str,
    pub to: Option<String>,
}

/// The first address that a contact is reached at.
pub(crate) fn address(contact: &Contact) -> Option<String> {
    let value = || contact.value.as_ref().map(|value| value.th.as_str()).zip(contact.kind);
    contact
        .url
        .clone()
        .or_else(|| value().and_then(|(text, kind)| pieces(kind, text).into_iter().find_map(|own| own.to)))
}

/// A value in stretches, which are the whole of it. One without an address is one stretch.
pub(crate) fn pieces(kind: ContactKind, value: &str) -> Vec<Piece<'_>> {
    let whole = |to: fn(&str) -> Option<String>| vec![Piece { text: value, to: to(value.trim()) }];
    match kind {
        ContactKind::Phone => telephones(value),
        ContactKind::Email => cut(value, is_mail, is_mail, mail),
        ContactKind::Complaint | ContactKind::Inquiry if value.contains('@') => cut(value, is_mail, is_mail, mail),
        ContactKind::Complaint | ContactKind::Inquiry if !value.contains('/') => telephones(value),
        ContactKind::Line => whole(line),
        ContactKind::Facebook => whole(facebook),
        ContactKind::Website => whole(website),
        _ => whole(|text| if text.contains("://") { website(text) } else { None }),
    }
}

/// Whether a text has a number that can be dialled.
pub(crate) fn dials(value: &str) -> bool {
    telephones(value).iter().any(|own| own.to.is_some())
}

fn telephones(value: &str) -> Vec<Piece<'_>> {
    cut(value, |c| is_numeric(c) || "+(".contains(c), |c| is_numeric(c) || "+()- ".contains(c), telephone)
}

/// Cuts a text into stretches that begin with one kind of letter and go on with another, and what is between them.
fn cut<'a>(
    text: &'a str,
    begins: impl Fn(char) -> bool,
    inside: impl Fn(char) -> bool,
    to: impl Fn(&str) -> Option<String>,
) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(start) = text[at..].find(&begins).map(|found| at + found) {
        let end = text[start..].find(|c: char| !inside(c)).map_or(text.len(), |found| start + found);
        let end = start + text[start..end].trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        at = end.max(start + text[start..].chars().next().map_or(1, char::len_utf8));
        if let Some(address) = to(&text[start..end]) {
            pieces.extend((from < start).then(|| Piece { text: &text[from..start], to: None }));
            pieces.push(Piece { text: &text[start..end], to: Some(address) });
            from = end;
        }
    }
    pieces.extend((from < text.len()).then(|| Piece { text: &text[from..], to: None }));
    pieces
}

/// What a telephone dials: nine digits of a fixed line, ten of a mobile, three to five of a hotline. After it may stand the
/// last digits of the lines that follow: `0 4249 0123-5`.
fn telephone(written: &str) -> Option<String> {
    let digits: String = arabic_digits(written).chars().filter(char::is_ascii_digit).collect();
    if written.trim_start_matches('(').starts_with('+') {
        return (10..=13).contains(&digits.len()).then(|| format!("tel:+{digits}"));
    }
    let length = match digits.as_bytes() {
        [b'0', b'6' | b'8' | b'9', ..] | [b'1', b'8', b'0', b'0', _, ..] => 10,
        [b'0', ..] => 9,
        short if (3..=5).contains(&short.len()) => short.len(),
        _ => return None,
    };
    (length..=length + 2).contains(&digits.len()).then(|| format!("tel:{}", &digits[..length]))
}

fn is_mail(c: char) -> bool {
    c.is_ascii_alphanumeric() || "@._%+-".contains(c)
}

fn mail(written: &str) -> Option<String> {
    let (name, host) = written.split_once('@')?;
    let sound = !name.is_empty() && host.contains('.') && !host.contains('@') && !host.starts_with('.');
    sound.then(|| format!("mailto:{written}"))
}

/// An account of an office begins with `@`, that of a person does not.
fn line(written: &str) -> Option<String> {
    if let Some(address) = ["https://line.me/", "https://lin.ee/"].iter().find(|own| written.starts_with(**own)) {
        return is_path(&written[address.len()..]).then(|| written.to_owned());
    }
    let plain = |name: &str| name.len() >= 3 && name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    match written.strip_prefix('@') {
        Some(name) => plain(name).then(|| format!("https://line.me/R/ti/p/%40{name}")),
        None => plain(written).then(|| format!("https://line.me/ti/p/~{written}")),
    }
}

/// The name of a page as its address has it, with the host or without.
fn facebook(written: &str) -> Option<String> {
    let bare = written.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    let name = bare.strip_prefix("facebook.com/").unwrap_or(bare);
    let is_name =
        name.len() >= 5 && !name.contains("..") && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
    let sound = is_name || (bare.len() > name.len() && is_path(name));
    sound.then(|| format!("https://www.facebook.com/{name}"))
}

fn website(written: &str) -> Option<String> {
    let bare = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"));
    let (host, _) = bare.unwrap_or(written).split_once('/').unwrap_or((bare.unwrap_or(written), ""));
    let sound = host.contains('.') && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c));
    let scheme = if bare.is_some() { "" } else { "https://" };
    (sound && is_path(written)).then(|| format!("{scheme}{written}"))
}

fn is_path(written: &str) -> bool {
    !written.is_empty() && written.chars().all(|c| c.is_ascii_graphic() && !"\"<>\\".contains(c))
}

#[cfg(test)]
mod tests {
    use super::{ContactKind, pieces};

    fn links(kind: ContactKind, value: &str) -> Vec<String> {
        let pieces = pieces(kind, value);
        assert_eq!(pieces.iter().map(|own| own.text).collect::<String>(), value, "the pieces are the whole");
        pieces.into_iter().filter_map(|own| own.to).collect()
    }

    #[test]
    fn numbers_of_every_spelling_can_be_dialled() {
        for (value, expected) in [
            ("042-490-109", &["tel:042490109"][..]),
            ("๐ ๔๒๔๙ ๐๑๐๙", &["tel:042490109"]),
            ("0 4249 0109 ต่อ 11", &["tel:042490109"]),
            ("0 4249 0109-12", &["tel:042490109"]),
            ("โทร. (042) 490109, 081-234-5678 หรือ 1567", &["tel:042490109", "tel:0812345678", "tel:1567"]),
            ("+66 42 490 109", &["tel:+6642490109"]),
            ("24 ชั่วโมง", &[]),
            ("", &[]),
        ] {
            assert_eq!(links(ContactKind::Phone, value), expected, "{value}");
        }
    }

    #[test]
    fn accounts_become_addresses_where_they_are_sure() {
        use ContactKind::{Complaint, Email, Facebook, Hours, Line, Map, Website};
        for (kind, value, expected) in [
            (Email, "saraban@a.go.th, info@a.go.th", &["mailto:saraban@a.go.th", "mailto:info@a.go.th"][..]),
            (Email, "รอแจ้ง", &[]),
            (Complaint, "โทร 1567", &["tel:1567"]),
            (Complaint, "tell@a.go.th", &["mailto:tell@a.go.th"]),
            (Line, "@office", &["https://line.me/R/ti/p/%40office"]),
            (Line, "office.a", &["https://line.me/ti/p/~office.a"]),
            (Line, "ไลน์ อบต.", &[]),
            (Facebook, "อบต.ตัวอย่าง", &[]),
            (Facebook, "example.sao", &["https://www.facebook.com/example.sao"]),
            (Facebook, "facebook.com/example.sao", &["https://www.facebook.com/example.sao"]),
            (Facebook, "https://www.facebook.com/profile.php?id=1", &["https://www.facebook.com/profile.php?id=1"]),
            (Website, "www.a.go.th", &["https://www.a.go.th"]),
            (Website, "http://www.a.go.th/x", &["http://www.a.go.th/x"]),
            (Website, "เว็บไซต์", &[]),
            (Hours, "08.30-16.30", &[]),
            (Map, "https://maps.app.goo.gl/a", &["https://maps.app.goo.gl/a"]),
            (Map, "หน้าตลาด", &[]),
        ] {
            assert_eq!(links(kind, value), expected, "{value}");
        }
    }
}
