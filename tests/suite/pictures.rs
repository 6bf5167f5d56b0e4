//! Pictures: what a site shows of a photograph is upright, small, like the original, and has nothing in it but the picture;
//! whatever else is called a picture is told.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use jpeg_decoder::Decoder;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::support::{code, folder, prongsai, read, said, tree};
use crate::whole;
use prongsai::base::date::Day;
use prongsai::base::diag::Severity;
use prongsai::io::inspect::inspector::Inspector;
use prongsai::ita::options::Options;

/// The words that cameras and programs leave in pictures.
const TRACES: [&[u8]; 8] = [b"Exif", b"GPS", b"ns.adobe.com", b"Photoshop", b"SECRET", b"tEXt", b"iTXt", b"XMP"];

/// A picture with lights, edges and noise, the same every time.
pub fn scene(width: usize, height: usize, seed: u32) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    let mut noise = move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        i64::from(state >> 28) - 8
    };
    let mut data = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        for x in 0..width {
            let (x, y) = (x as i64, y as i64);
            let light = 90 + (x * 100 / width as i64) - (y * 40 / height as i64);
            let house = if (x / 97 + y / 61 + i64::from(seed)) % 3 == 0 { 50 } else { 0 };
            let roof = if (x + y * 2) % 240 < 60 { 25 } else { 0 };
            for colour in [light + house, light + roof, light - house / 2 + roof] {
                data.push(u8::try_from((colour + noise()).clamp(0, 255)).unwrap());
            }
        }
    }
    data
}

/// A JPEG as a telephone writes it: how it was held, where it was, a small picture of itself, and words of programs.
pub fn photograph(width: usize, height: usize, seed: u32, orientation: u8) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, 88);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.push(orientation);
    exif.extend_from_slice(b"\0\0\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0GPSLatitude 17.8 SECRET\xFF\xD8\xFF\xD9");
    encoder.add_app_segment(1, exif).unwrap();
    encoder.add_app_segment(1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET</x:xmpmeta>".to_vec()).unwrap();
    encoder.add_app_segment(13, b"Photoshop 3.0\0SECRET".to_vec()).unwrap();
    let (w, h) = (u16::try_from(width).unwrap(), u16::try_from(height).unwrap());
    encoder.encode(&scene(width, height, seed), w, h, ColorType::Rgb).unwrap();
    out.extend_from_slice(b"SECRET film behind the picture");
    out
}

/// A JPEG of one colour.
pub fn jpeg(width: u16, height: u16, colour: [u8; 3]) -> Vec<u8> {
    let (mut out, points) = (Vec::new(), colour.repeat(usize::from(width) * usize::from(height)));
    Encoder::new(&mut out, 88).encode(&points, width, height, ColorType::Rgb).unwrap();
    out
}

/// A WebP of one colour.
pub fn webp(width: u32, height: u32, colour: [u8; 3]) -> Vec<u8> {
    let (mut out, points) = (Vec::new(), colour.repeat((width * height) as usize));
    let encoder = image_webp::WebPEncoder::new(&mut out);
    encoder.encode(&points, width, height, image_webp::ColorType::Rgb8).unwrap();
    out
}

/// A PDF whose one page is a JPEG, with a line of text on it.
pub fn sheet(jpeg: &[u8], text: &str) -> Vec<u8> {
    let size = imagesize::blob_size(jpeg).unwrap();
    let hex: String = jpeg.iter().map(|byte| format!("{byte:02x}")).collect();
    let picture = format!(
        "<< /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceRGB /BitsPerComponent 8 \
         /Filter [/ASCIIHexDecode /DCTDecode] /Length {} >>\nstream\n{hex}>\nendstream",
        size.width,
        size.height,
        hex.len() + 1
    );
    crate::paper::pdf_with(&format!("q 595 0 0 842 0 0 cm /P Do Q\n{}", crate::paper::lines(text)), &picture)
}

pub fn png(width: u32, height: u32, data: &[u8], colour: png::ColorType, depth: png::BitDepth) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    encoder.add_text_chunk("Author".to_owned(), "SECRET".to_owned()).unwrap();
    encoder.write_header().unwrap().write_image_data(data).unwrap();
    out
}

/// A small site whose one piece of news has this body and front matter.
fn site(root: &Path, front: &str, body: &str) {
    let agency = "name: {th: อบต.ตัวอย่าง, en: Example}\nbase_url: https://www.example.go.th/\n";
    write(root, "content/agency.yaml", agency.as_bytes());
    let news = format!("---\ntitle: {{th: ปลูกป่า, en: Trees}}\ndate: 2569-01-04\n{front}---\n{body}\n");
    write(root, "content/news/2569-01-04-trees.md", news.as_bytes());
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Builds as somebody who has a folder for caches.
fn build(root: &Path) {
    let mut command = prongsai(&["--site", root.to_str().unwrap(), "--lang", "en", "build", "--today", "2569-01-05"]);
    let cache = root.join(".cache");
    let output = command.env("XDG_CACHE_HOME", &cache).env("LOCALAPPDATA", &cache).output().unwrap();
    assert_eq!(code(&output), 0, "{}", said(&output));
}

/// The findings of the rules about pictures.
fn findings(root: &Path) -> Vec<(String, Severity)> {
    let options = Options { today: Day::parse("2569-01-05").unwrap(), base_url: None };
    let found = whole::build(&read(root).unwrap(), &options);
    let found = &found.findings;
    let own = |code: &str| ["picture", "gallery", "image"].iter().any(|word| code.starts_with(word));
    let own = found.iter().filter(|finding| own(finding.rule.code) && finding.rule.code != "picture-not-searched");
    own.map(|finding| (finding.rule.code.to_owned(), finding.rule.severity)).collect()
}

struct Plain {
    width: usize,
    height: usize,
    luma: Vec<f64>,
}

fn decoded(bytes: &[u8]) -> Plain {
    let mut decoder = Decoder::new(Cursor::new(bytes));
    let data = decoder.decode().unwrap();
    let info = decoder.info().unwrap();
    let light = |point: &[u8]| 0.299 * f64::from(point[0]) + 0.587 * f64::from(point[1]) + 0.114 * f64::from(point[2]);
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    Plain { width, height, luma: data.chunks(3).map(light).collect() }
}

impl Plain {
    /// The same turned as orientation 6 asks: a quarter to the right.
    fn turned(&self) -> Plain {
        let at = |x: usize, y: usize| self.luma[(self.height - 1 - x) * self.width + y];
        let luma = (0..self.width).flat_map(|y| (0..self.height).map(move |x| (x, y))).map(|(x, y)| at(x, y)).collect();
        Plain { width: self.height, height: self.width, luma }
    }

    /// Lanczos, as programs for pictures do it; not the program's own filter.
    fn scaled(&self, width: usize, height: usize) -> Plain {
        let across = |from: &[f64], own: usize, to: usize| -> Vec<f64> {
            let step = own as f64 / to as f64;
            let sinc =
                |x: f64| if x == 0.0 { 1.0 } else { (x * std::f64::consts::PI).sin() / (x * std::f64::consts::PI) };
            let taps: Vec<Vec<(usize, f64)>> = (0..to)
                .map(|number| {
                    let middle = (number as f64 + 0.5) * step;
                    let (first, last) =
                        ((middle - 3.0 * step).floor().max(0.0) as usize, (middle + 3.0 * step) as usize);
                    let taps: Vec<(usize, f64)> = (first..=last.min(own - 1))
                        .map(|at| (at, (at as f64 + 0.5 - middle) / step))
                        .filter(|(_, x)| x.abs() < 3.0)
                        .map(|(at, x)| (at, sinc(x) * sinc(x / 3.0)))
                        .collect();
                    let all: f64 = taps.iter().map(|(_, weight)| weight).sum();
                    taps.into_iter().map(|(at, weight)| (at, weight / all)).collect()
                })
                .collect();
            from.chunks(own)
                .flat_map(|row| taps.iter().map(|taps| taps.iter().map(|(at, w)| row[*at] * w).sum()))
                .collect()
        };
        let flip = |from: &[f64], width: usize| -> Vec<f64> {
            (0..width).flat_map(|x| from.iter().skip(x).step_by(width).copied()).collect()
        };
        let rows = across(&self.luma, self.width, width);
        let luma = flip(&across(&flip(&rows, width), self.height, height), height);
        Plain { width, height, luma }
    }

    /// Wang's index of structural similarity, over windows of eight by eight.
    fn like(&self, other: &Plain) -> f64 {
        assert_eq!((self.width, self.height), (other.width, other.height));
        let (mut sum, mut count) = (0.0, 0.0);
        for top in (0..=self.height - 8).step_by(3) {
            for left in (0..=self.width - 8).step_by(3) {
                let window = |own: &Plain| -> Vec<f64> {
                    (0..64).map(|at| own.luma[(top + at / 8) * own.width + left + at % 8]).collect()
                };
                let (a, b) = (window(self), window(other));
                let mean = |of: &[f64]| of.iter().sum::<f64>() / 64.0;
                let (x, y) = (mean(&a), mean(&b));
                let with = |p: &[f64], q: &[f64]| p.iter().zip(q).map(|(p, q)| p * q).sum::<f64>() / 64.0;
                let (xx, yy, xy) = (with(&a, &a) - x * x, with(&b, &b) - y * y, with(&a, &b) - x * y);
                sum += (2.0 * x * y + 6.5025) * (2.0 * xy + 58.5225) / ((x * x + y * y + 6.5025) * (xx + yy + 58.5225));
                count += 1.0;
            }
        }
        sum / count
    }
}

#[test]
fn an_album_is_small_upright_like_the_photographs_and_without_traces() {
    let place = folder();
    let root = place.path();
    site(root, "gallery: ../files/trip/\n", "![ป้าย](../files/sign.png)");
    for (number, orientation) in [(1, 1), (2, 6), (10, 1)] {
        write(root, &format!("content/files/trip/img_{number}.jpg"), &photograph(2000, 1500, number, orientation));
    }
    let flat: Vec<u8> = (0..900 * 300).flat_map(|at| if at % 900 < 450 { [20, 90, 60] } else { [250; 3] }).collect();
    write(root, "content/files/sign.png", &png(900, 300, &flat, png::ColorType::Rgb, png::BitDepth::Eight));
    build(root);
    let public = tree(&root.join("public"));
    for (path, bytes) in &public {
        let picture = path.starts_with("pictures/") || path.starts_with("files/");
        for trace in TRACES.iter().filter(|_| picture) {
            assert!(
                !bytes.windows(trace.len()).any(|part| part == *trace),
                "{path}: {}",
                String::from_utf8_lossy(trace)
            );
        }
    }
    assert!(!public.keys().any(|path| path.starts_with("files/")), "what is only shown is not published itself");
    // What another processor or compiler rounds otherwise shows here.
    let mut all = blake3::Hasher::new();
    for (path, bytes) in public.iter().filter(|(path, _)| path.starts_with("pictures/")) {
        all.update(path.as_bytes()).update(bytes);
    }
    assert_eq!(all.finalize().to_hex()[..16], *"ff60ea6912f53283", "the same bytes everywhere");
    let names: Vec<&str> = public.keys().filter_map(|path| path.strip_prefix("pictures/")).collect();
    let sizes = |name: &str| names.iter().filter(|own| own.starts_with(name)).count();
    assert_eq!((sizes("trip/img_1-"), sizes("trip/img_2-"), sizes("sign-")), (3, 3, 3), "{names:?}");
    for (number, turn) in [(1, false), (2, true)] {
        let own = decoded(&photograph(2000, 1500, number, 1));
        let own = if turn { own.turned() } else { own };
        for (path, bytes) in public.iter().filter(|(path, _)| path.starts_with(&format!("pictures/trip/img_{number}-")))
        {
            let shown = decoded(bytes);
            let alike = own.scaled(shown.width, shown.height).like(&shown);
            assert!(alike >= 0.95, "{path}: {alike}");
        }
    }
    let page = String::from_utf8_lossy(&public["news/2569-01-04-trees/index.html"]).into_owned();
    let order: Vec<usize> = ["img_1-", "img_2-", "img_10-"].iter().map(|name| page.find(name).unwrap()).collect();
    assert!(order.is_sorted(), "people count 2 before 10");
    for part in
        ["srcset=", "width=\"900\" height=\"300\"", "loading=\"lazy\"", "id=\"picture.3\"", "property=\"og:image\""]
    {
        assert!(page.contains(part), "{part}");
    }
    let first = page.split("<img ").nth(1).unwrap();
    assert!(!first[..first.find('>').unwrap()].contains("lazy"), "the first one is not put off: {first}");
}

#[test]
fn work_is_done_once_and_what_nobody_needs_goes() {
    let place = folder();
    let root = place.path();
    site(root, "image: ../files/a.jpg\n", "ข้อความ");
    write(root, "content/files/a.jpg", &photograph(700, 500, 1, 1));
    build(root);
    let kept = root.join(".prongsai/pictures");
    let look = || {
        let files = fs::read_dir(&kept).unwrap().map(|entry| entry.unwrap());
        let mut files: Vec<_> =
            files.map(|file| (file.file_name(), file.metadata().unwrap().modified().unwrap())).collect();
        files.sort();
        files
    };
    let before = look();
    assert_eq!(before.len(), 3);
    site(root, "image: ../files/a.jpg\n", "ข้อความใหม่");
    build(root);
    assert_eq!(look(), before, "a new text makes no picture");
    // What somebody has put there is not published.
    let first = kept.join(&before[0].0);
    let mut bytes = fs::read(&first).unwrap();
    let public = tree(&root.join("public"));
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&first, bytes).unwrap();
    fs::remove_dir_all(root.join("public")).unwrap();
    build(root);
    assert!(tree(&root.join("public")) == public);
    site(root, "", "ข้อความ");
    build(root);
    assert_eq!(look().len(), 1, "the file itself, which nothing names now, without what a camera wrote");
}

#[test]
fn a_picture_that_somebody_can_ask_for_is_published_without_its_traces() {
    let place = folder();
    let root = place.path();
    site(
        root,
        "documents:\n  - {file: ../files/b.png, title: แผนที่}\n",
        "![ป่า](../files/a.jpg) [ภาพเต็ม](../files/a.jpg)",
    );
    let turned = photograph(640, 480, 3, 6);
    write(root, "content/files/a.jpg", &photograph(640, 480, 3, 1));
    write(root, "content/files/turned.jpg", &turned);
    let data = scene(40, 30, 1);
    write(root, "content/files/b.png", &png(40, 30, &data, png::ColorType::Rgb, png::BitDepth::Eight));
    build(root);
    let public = tree(&root.join("public"));
    for name in ["a.jpg", "b.png", "turned.jpg"] {
        let bytes = &public[&format!("files/{name}")];
        for trace in TRACES {
            assert!(
                !bytes.windows(trace.len()).any(|part| part == trace),
                "{name}: {}",
                String::from_utf8_lossy(trace)
            );
        }
    }
    assert!(decoded(&public["files/a.jpg"]).luma == decoded(&photograph(640, 480, 3, 1)).luma, "each point as it was");
    let upright = decoded(&public["files/turned.jpg"]);
    assert_eq!((upright.width, upright.height), (480, 640));
    assert!(upright.like(&decoded(&turned).turned()) > 0.97);
}

/// Files that are no sound photographs, by their names, each with whether it is shown.
fn odd() -> Vec<(String, Vec<u8>, bool)> {
    let whole = photograph(300, 200, 1, 1);
    let own = png(60, 40, &scene(60, 40, 2), png::ColorType::Rgb, png::BitDepth::Eight);
    let deep: Vec<u8> = scene(30, 40, 3).iter().flat_map(|&part| [part, 7]).collect();
    let mut inks = Vec::new();
    Encoder::new(&mut inks, 90).encode(&scene(40, 40, 1)[..30 * 40 * 4], 30, 40, ColorType::Cmyk).unwrap();
    let mut grey = Vec::new();
    Encoder::new(&mut grey, 90).encode(&scene(40, 40, 1)[..30 * 40], 30, 40, ColorType::Luma).unwrap();
    let mut bomb = own.clone();
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let mut all = vec![
        ("whole.jpg".to_owned(), whole.clone(), true),
        ("inks.jpg".to_owned(), inks, true),
        ("grey.jpg".to_owned(), grey, true),
        ("deep.png".to_owned(), png(30, 40, &deep, png::ColorType::Rgb, png::BitDepth::Sixteen), true),
        ("bomb.png".to_owned(), bomb, false),
        ("empty.jpg".to_owned(), Vec::new(), false),
        ("text.jpg".to_owned(), b"not a picture".to_vec(), false),
        ("paper.pdf".to_owned(), crate::paper::pdf(&["x"]), false),
        ("film.mov".to_owned(), b"\0\0\0\x14ftypqt  ".to_vec(), false),
        ("iphone.heic".to_owned(), b"\0\0\0\x18ftypheic".to_vec(), false),
    ];
    for (name, bytes) in [("jpg", &whole), ("png", &own)] {
        for part in 1..60 {
            let cut = bytes.len() * part / 61;
            all.push((format!("cut-{part}.{name}"), bytes[..cut].to_vec(), false));
        }
        for part in 1..60 {
            let mut spoilt = bytes.clone();
            let at = 4 + (spoilt.len() - 8) * part / 61;
            spoilt[at..at + 3].copy_from_slice(&[0xFF, part as u8, 0x80]);
            all.push((format!("spoilt-{part}.{name}"), spoilt, true));
        }
    }
    all
}

#[test]
fn odd_files_are_pictures_or_told() {
    let place = folder();
    for (name, bytes, sound) in odd() {
        let root = place.path().join(&name);
        site(&root, "", &format!("![ภาพ](../files/{name})"));
        write(&root, &format!("content/files/{name}"), &bytes);
        let found = findings(&root);
        let refused = found.iter().any(|(_, severity)| *severity == Severity::Error);
        // What is spoilt in its middle may still be a picture; it shows when it is made.
        assert!(refused || sound, "{name} is shown: {found:?}");
        assert!(!(refused && name.starts_with("whole")), "{found:?}");
        if !refused {
            let output =
                prongsai(&["--site", root.to_str().unwrap(), "build", "--today", "2569-01-05"]).output().unwrap();
            let told = said(&output);
            let fair = code(&output) == 0 || told.contains("picture-broken") || told.contains("document-kind");
            assert!(fair && !told.contains("panicked"), "{name}: {told}");
        }
    }
}

/// Two frames of a drawing, as a WebP that moves.
fn film() -> Vec<u8> {
    let (width, height) = (40, 30);
    let mut still = Vec::new();
    let colour = image_webp::ColorType::Rgb8;
    image_webp::WebPEncoder::new(&mut still).encode(&scene(40, 30, 1), width, height, colour).unwrap();
    let part = |name: &[u8; 4], data: &[&[u8]]| {
        let data = data.concat();
        [name, &u32::try_from(data.len()).unwrap().to_le_bytes()[..], &data].concat()
    };
    let three = |value: u32| value.to_le_bytes()[..3].to_vec();
    let size = [three(width - 1), three(height - 1)].concat();
    let frame = part(b"ANMF", &[&[0; 6], &size, &three(100), &[0], &still[12..]]);
    let head = [part(b"VP8X", &[&[2, 0, 0, 0], &size]), part(b"ANIM", &[&[0; 6]])].concat();
    part(b"RIFF", &[b"WEBP", &head, &frame, &frame])
}

#[test]
fn the_largest_picture_of_a_telephone_is_shown_and_one_that_moves_is_told() {
    let place = folder();
    let root = place.path();
    let mut large = Vec::new();
    Encoder::new(&mut large, 60).encode(&vec![120; 12_000 * 9_000], 12_000, 9_000, ColorType::Luma).unwrap();
    site(root, "image: ../files/large.jpg\n", "![ภาพ](../files/film.webp)");
    write(root, "content/files/large.jpg", &large);
    write(root, "content/files/film.webp", &film());
    assert_eq!(findings(root).iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["picture-moves"]);
    build(root);
    let public = tree(&root.join("public"));
    let largest = public.iter().find(|(path, _)| path.starts_with("pictures/large-1280")).expect("it is shown").1;
    let shown = decoded(largest);
    assert_eq!((shown.width, shown.height), (1280, 960));
    assert!(public.keys().any(|path| path.starts_with("pictures/film-40")));
}

#[test]
fn a_long_gallery_folds_behind_its_first_pictures() {
    let place = folder();
    site(place.path(), "gallery: ../files/trip/\n", "ข่าว");
    let sign = png(60, 40, &scene(60, 40, 2), png::ColorType::Rgb, png::BitDepth::Eight);
    (1..=13).for_each(|number| write(place.path(), &format!("content/files/trip/{number}.png"), &sign));
    let options = Options { today: Day::parse("2569-01-05").unwrap(), base_url: None };
    let page = crate::sites::Site::of("album", whole::build(&read(place.path()).unwrap(), &options));
    let html = &page.page("news/2569-01-04-trees/").html;
    let (first, rest) = html.split_once("<summary>ดูภาพอีก 5 ภาพ</summary>").expect("a fold");
    assert_eq!((first.matches("href=\"#picture.").count(), rest.matches("<li><a href=\"#picture.").count()), (8, 5));
}

#[test]
fn a_gallery_without_words_proposes_them_and_an_empty_one_is_told() {
    let place = folder();
    let root = place.path();
    site(root, "gallery: ../files/none/\n", "ข้อความ");
    assert_eq!(findings(root), [("gallery-empty".to_owned(), Severity::Error)]);
    write(root, "content/files/trip/1.jpg", &photograph(64, 64, 1, 1));
    site(root, "gallery: ../files/trip\n", "ข้อความ");
    assert_eq!(findings(root), [("gallery-without-words".to_owned(), Severity::Warning)]);
    site(root, "gallery:\n  - {file: ../files/trip/1.jpg, caption: ปลูกต้นไม้}\n", "ข้อความ");
    assert_eq!(findings(root), []);
}

/// The process that reads may not start, or have too little time on a busy machine: the picture is not blamed for that.
#[test]
fn a_picture_that_was_not_read_this_time_is_not_told_as_damaged() {
    let place = folder();
    site(place.path(), "image: ../files/a.jpg\n", "ข่าว");
    write(place.path(), "content/files/a.jpg", &photograph(64, 64, 1, 1));
    let sources = prongsai::io::read::read(place.path(), Inspector::new(Path::new("/no such program"))).unwrap();
    let options = Options { today: Day::parse("2569-01-05").unwrap(), base_url: None };
    let built = whole::build(&sources, &options);
    let own =
        built.findings.iter().find(|finding| finding.rule.code == "picture-broken").expect("it is no picture yet");
    assert_eq!(own.message().en, "the picture content/files/a.jpg could not be read this time");
    assert!(own.help().en.contains("run it again"), "{own:?}");
}
