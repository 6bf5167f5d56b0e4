//! How a camera was held, as EXIF tells it: the one fact of it that a picture needs.

/// 1 to 8 from the block of EXIF, which begins with its order of bytes; 1 where it does not say.
pub(crate) fn orientation(exif: &[u8]) -> u8 {
    told(exif).filter(|own| (1..=8).contains(own)).unwrap_or(1)
}

fn told(exif: &[u8]) -> Option<u8> {
    let exif = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    let big = match exif.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let pair = [*exif.get(at)?, *exif.get(at + 1)?];
        Some(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let long = |at: usize| {
        let (first, second) = (u32::from(short(at)?), u32::from(short(at + 2)?));
        Some(if big { first << 16 | second } else { second << 16 | first })
    };
    let table = long(4)? as usize;
    let entries = usize::from(short(table)?);
    let entry = (0..entries).map(|number| table + 2 + number * 12).find(|&at| short(at) == Some(0x0112))?;
    u8::try_from(short(entry + 8)?).ok()
}

#[cfg(test)]
mod tests {
    use super::orientation;

    #[test]
    fn both_orders_of_bytes_and_nonsense() {
        let big = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0";
        assert_eq!((orientation(big), orientation(little)), (6, 8));
        for odd in [
            &b""[..],
            b"MM\0*\xFF\xFF\xFF\xFF",
            b"II*\0\x08\0\0\0\xFF\xFF",
            b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x63",
        ] {
            assert_eq!(orientation(odd), 1, "{odd:?}");
        }
    }
}
