//! Bytes for people, in steps of 1,000.

pub(super) fn words(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit / (unit / 10));
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} KB", tenths(1_000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn bytes_in_the_unit_that_a_person_would_take() {
        let told = [0, 999, 1_000, 1_950, 999_999, 1_000_000, 12_345_678].map(words);
        assert_eq!(told, ["0 B", "999 B", "1.0 KB", "1.9 KB", "999.9 KB", "1.0 MB", "12.3 MB"]);
    }
}
