//! What a file that begins as a picture is: how large upright, drawn or taken, whole or not. No photograph is decoded for that.

use crate::base::picture::{Picture, Unfit};
use crate::io::pictures::kind::Kind;
use crate::io::pictures::{decode, gif, jpeg, png, webp};

/// A drawing has at least so many of a hundred points that are like the one before them.
const ALIKE: u64 = 55;

/// Of so many rows of a PNG one is looked at.
const EVERY: usize = 3;

/// What there is to say of a file; `None` where it is no picture of a kind that sites show in sizes of their own.
pub(crate) fn look(bytes: &[u8]) -> Option<Result<Picture, Unfit>> {
    let picture = match Kind::of(bytes)? {
        Kind::Jpeg => jpeg::frame(bytes).map(|own| {
            let picture = Picture { width: own.width, height: own.height, drawn: false, moves: false };
            upright(picture, own.orientation)
        }),
        Kind::Png => of_png(bytes).map(|picture| upright(picture, png::held(bytes))),
        Kind::Webp => webp::head(bytes).map(|own| {
            let picture = Picture { width: own.width, height: own.height, drawn: own.drawn, moves: own.moves };
            upright(picture, own.orientation)
        }),
        Kind::Gif => {
            gif::head(bytes).map(|own| Picture { width: own.width, height: own.height, drawn: true, moves: own.moves })
        }
    };
    Some(picture.and_then(|picture| decode::weight(bytes, &picture).map(|_| picture)))
}

fn upright(picture: Picture, orientation: u8) -> Picture {
    match orientation {
        5..=8 => Picture { width: picture.height, height: picture.width, ..picture },
        _ => picture,
    }
}

/// How many points are like the one before them, and whether there is one to be seen through.
struct Points {
    picture: Picture,
    channels: usize,
    alike: u64,
    all: u64,
    through: bool,
}

/// A PNG is read to its end: it may be a photograph, and each of its parts has a sum that tells of damage.
fn of_png(bytes: &[u8]) -> Result<Picture, Unfit> {
    let begin = |width, height, channels| {
        let picture = Picture { width, height, drawn: true, moves: png::moves(bytes) };
        decode::weight(bytes, &picture)?;
        Ok(Points { picture, channels, alike: 0, all: 0, through: false })
    };
    let each = |points: &mut Points, y: usize, row: &[u8]| {
        let size = points.channels;
        if size.is_multiple_of(2) && !points.through {
            points.through = row.iter().skip(size - 1).step_by(size).any(|&there| there != u8::MAX);
        }
        if y.is_multiple_of(EVERY) {
            let alike = row.iter().zip(&row[size.min(row.len())..]);
            points.alike += alike.filter(|(one, next)| one == next).count() as u64;
            points.all += row.len() as u64;
        }
    };
    let points = png::rows(bytes, begin, each)?;
    // The same of the picture whatever its size: of a small one everything is an edge.
    let small = points.picture.width.max(points.picture.height) < 256;
    let drawn = points.through || small || points.alike * 100 >= points.all * ALIKE;
    Ok(Picture { drawn, ..points.picture })
}
