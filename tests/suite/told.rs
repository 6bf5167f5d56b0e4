//! What is told of a file that has too much of something, or is not quite what it seems.

use prongsai::base::document::{Fault, FileKind};
use prongsai::base::personal::Certainty;
use prongsai::io::inspect::bytes_of;

use crate::paper;

const NUMBER: &str = "1100100000000";

/// Different citizens' numbers.
fn numbers(count: u64) -> String {
    let number = |at: u64| {
        let twelve = format!("1100{at:08}");
        let sum: u32 = twelve.bytes().zip((2..=13).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        format!("{twelve}{}\n", (11 - sum % 11) % 10)
    };
    (0..count).map(number).collect()
}

#[test]
fn of_a_thousand_numbers_two_hundred_are_kept_and_the_others_counted() {
    let table = format!("ลำดับ\n1100100000000\nเลขประจำตัวประชาชน\n{}", numbers(1_000));
    let inner = table.clone().into_bytes();
    for (name, bytes, all) in [
        ("csv", table.clone().into_bytes(), 1_001),
        ("txt", table.clone().into_bytes(), 1_001),
        ("zip", paper::archive(&[("a.txt", &inner), ("b.txt", &inner)]), 2_002),
    ] {
        let found = bytes_of(bytes, name);
        assert_eq!((found.numbers.len(), found.numbers.len() + found.more_numbers), (200, all), "{name}");
        assert!(found.numbers.iter().all(|planted| planted.certainty == Certainty::Sure), "{name}");
    }
    let few = bytes_of(numbers(20).into_bytes(), "csv");
    assert_eq!((few.numbers.len(), few.more_numbers), (20, 0));
}

#[test]
fn a_member_with_a_password_is_told_as_locked() {
    let open = paper::archive(&[("a.txt", b"a"), ("b.txt", format!("CID {NUMBER}").as_bytes())]);
    let mut locked = open.clone();
    // The mark that a part is encrypted, beside the part and in the list: of the first part only.
    for (mark, at) in [(&b"PK\x03\x04"[..], 6), (b"PK\x01\x02", 8)] {
        let begin = open.windows(4).position(|window| window == mark).unwrap();
        locked[begin + at] |= 1;
    }
    let found = bytes_of(locked, "zip");
    assert_eq!((found.kind, found.fault), (FileKind::Zip, Some(Fault::Locked)));
    assert_eq!(found.numbers.len(), 1, "the other member is read all the same");
    assert_eq!(bytes_of(open, "zip").fault, None);
}

#[test]
fn a_picture_tells_the_endings_of_its_kind() {
    for (bytes, endings) in
        [(&b"\x89PNG\r\n\x1A\n"[..], &["png"][..]), (b"\xFF\xD8\xFF\xE0", &["jpg", "jpeg"]), (b"GIF89a", &["gif"])]
    {
        assert_eq!(bytes_of(bytes.to_vec(), "png").endings, endings);
    }
    assert_eq!(bytes_of(b"a".to_vec(), "png").endings, [""; 0]);
}
