//! Addresses as browsers send them.

/// `%E0…` as the characters that it stands for; anything else as it is.
pub fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex =
            text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn signs_and_what_only_looks_like_them() {
        for (text, plain) in [("%E0%B8%81/a%20b", "ก/a b"), ("100%", "100%"), ("%zz%FF", "%zz%FF"), ("%4", "%4")] {
            assert_eq!(decoded(text), plain);
        }
    }
}
