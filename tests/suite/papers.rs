//! What an office hands in, and what machines read of it: the answer sheet, the map, and the audit of a live site by it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;

use crate::report::{faults, schema};
use crate::support::{code, content_of, differs, folder, run, said, site, small_sites};

/// A plain web host for the files of a folder, which counts what it is asked and answers some paths as it is told to.
struct Host {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
    answers: Arc<Mutex<BTreeMap<String, String>>>,
}

impl Host {
    fn start() -> (TcpListener, Host) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        (listener, Host { port, asked: Arc::default(), answers: Arc::default() })
    }

    fn serve(&self, listener: TcpListener, folder: PathBuf) {
        let (asked, answers) = (self.asked.clone(), self.answers.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                answer(stream, &folder, &asked, &answers);
            }
        });
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    fn say(&self, path: &str, head: &str) {
        self.answers.lock().unwrap().insert(path.to_owned(), head.to_owned());
    }
}

fn answer(mut stream: TcpStream, folder: &Path, asked: &Mutex<Vec<String>>, answers: &Mutex<BTreeMap<String, String>>) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read_exact(&mut byte).is_ok() {
        head.push(byte[0]);
    }
    let text = String::from_utf8_lossy(&head).into_owned();
    let mut parts = text.split(' ');
    let (method, path) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    asked.lock().unwrap().push(path.to_owned());
    if let Some(head) = answers.lock().unwrap().get(path) {
        let _ = write!(stream, "HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
    }
    let mut file = folder.join(path.trim_start_matches('/').split('?').next().unwrap_or_default());
    if path.ends_with('/') {
        file = file.join("index.html");
    }
    let (status, body) = match fs::read(&file) {
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", Vec::new()),
    };
    let length = body.len();
    let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    if method != "HEAD" {
        let _ = stream.write_all(&body);
    }
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("the file is there")).expect("it is JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The showcase, built for a host of this machine that serves it.
fn showcase() -> (tempfile::TempDir, Host) {
    let place = content_of("showcase");
    let (listener, host) = Host::start();
    let root = place.path().to_str().expect("a plain path").to_owned();
    let built = run(&["--site", &root, "build", "--base-url", &host.url()]);
    assert_eq!(code(&built), 0, "{}", said(&built));
    host.serve(listener, place.path().join("public"));
    (place, host)
}

#[test]
fn every_address_of_the_sheet_answers_and_the_audit_says_so() {
    let (place, host) = showcase();
    let root = place.path().to_str().unwrap();
    let out = place.path().join("sheet.json");
    let sheet = |more: &[&str]| {
        let out = out.to_str().unwrap();
        let own = ["--site", root, "--lang", "th", "export", "itas", "--year", "2568", "--base-url", &host.url()];
        run(&[&own[..], &["--out", out], more].concat())
    };
    let made = sheet(&["--ready"]);
    assert_eq!(code(&made), 0, "{}", said(&made));
    let value = json(&out);
    let items = list(&value["items"]);
    assert_eq!(items.len(), 28);
    for item in items {
        assert_eq!((&item["have"], &item["holds"]), (&"มี".into(), &true.into()), "{item}");
        let steps = list(&item["steps"]);
        assert!((1..=2).contains(&steps.len()), "{}", item["path"]);
        assert!(item["path"].as_str().unwrap().starts_with("หน้าแรก > "), "{}", item["path"]);
    }
    let further = |item: &Value| list(&item["further"]).to_vec();
    let addresses = items.iter().flat_map(|item| std::iter::once(item["address"].clone()).chain(further(item)));
    let addresses: BTreeSet<String> = addresses.map(|one| one.as_str().unwrap().to_owned()).collect();
    assert!(addresses.len() > 50, "{addresses:?}");
    for address in &addresses {
        let path = address.strip_prefix(&host.url()).expect("all are on the site");
        let mut stream = TcpStream::connect(("127.0.0.1", host.port)).unwrap();
        write!(stream, "GET /{path} HTTP/1.1\r\n\r\n").unwrap();
        let mut head = [0; 12];
        stream.read_exact(&mut head).unwrap();
        assert_eq!(&head, b"HTTP/1.1 200", "{address}");
    }

    let map = json(&place.path().join("public/data/map-2568.json"));
    assert_eq!(faults(&schema("docs/reports/map.json"), &map), Vec::<String>::new());
    let report = |host: &Host| {
        let ran = run(&["--lang", "en", "audit", &host.url(), "--year", "2568", "--format", "json"]);
        (code(&ran), serde_json::from_slice::<Value>(&ran.stdout).expect("a report"))
    };
    host.asked.lock().unwrap().clear();
    let (exit, all) = report(&host);
    let mut asked = host.asked.lock().unwrap().clone();
    let all_asked = asked.len();
    asked.sort();
    asked.dedup();
    assert_eq!(asked.len(), all_asked, "each is asked once, however many of its parts are named");
    let found = |all: &Value, id: &str| {
        let parts = list(&all["items"]).iter().flat_map(|item| list(&item["requirements"]).to_vec());
        parts.map(|part| (part["id"].clone(), part["found"].clone())).find(|(own, _)| own == id).map(|(_, found)| found)
    };
    assert_eq!((exit, found(&all, "2568/o12/3")), (0, Some("answers".into())));

    // What is wrong is told of each requirement: gone, behind a sign-in, on another host, not as it was published.
    fs::write(place.path().join("public/files/2568/o07/report.pdf"), "another").unwrap();
    host.say("/about/structure/", "404 Not Found");
    host.say("/contact/complaints/", "302 Found\r\nLocation: /login");
    host.say("/services/", "302 Found\r\nLocation: http://127.0.0.1:1/");
    let (exit, all) = report(&host);
    assert_eq!(exit, 1);
    for id in ["2568/o1/1", "2568/o18/1", "2568/o7/1"] {
        assert_eq!(found(&all, id), Some("broken".into()), "{id}");
    }
    let text = all.to_string();
    for word in ["changed", "sign_in", "is gone (HTTP 404)", "sends visitors to another host"] {
        assert!(text.contains(word), "{word}");
    }
}

#[test]
fn a_map_asks_only_its_own_host_and_only_so_much() {
    let place = folder();
    let (listener, host) = Host::start();
    let (other, stranger) = Host::start();
    stranger.serve(other, place.path().to_owned());
    let evidence = |address: &str| format!(r#"{{"address": "{address}", "hash": null}}"#);
    let hostile = ["file:///etc/passwd", "http://169.254.169.254/", &stranger.url(), "x\\u001b[2J", "ftp://127.0.0.1/"];
    let all: Vec<String> = hostile.iter().map(|address| evidence(address)).collect();
    let many: Vec<String> = (0..2_100).map(|number| evidence(&format!("{}p{number}", host.url()))).collect();
    let item = |evidence: &str, code: &str| {
        let page = format!("{}{code}/", host.url());
        format!(
            r#"{{"code": "{code}", "address": "{page}", "state": "complete", "requirements": [], "evidence": [{evidence}]}}"#
        )
    };
    let items = [item(&all.join(","), "O1"), item(&many.join(","), "O2")].join(",");
    fs::create_dir_all(place.path().join("data")).unwrap();
    fs::write(
        place.path().join("data/map-2568.json"),
        format!(r#"{{"version": 1, "year": 2568, "items": [{items}]}}"#),
    )
    .unwrap();
    host.serve(listener, place.path().to_owned());
    let ran = run(&["--lang", "en", "audit", &format!("{}data/map-2568.json", host.url())]);
    let text = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert_eq!(code(&ran), 1, "{}", said(&ran));
    assert!(!text.contains('\u{1b}'), "a terminal would obey");
    assert_eq!(stranger.asked.lock().unwrap().len(), 0, "another host was asked");
    assert!(text.contains("on another host, not asked") && text.contains("beyond what is asked"), "{text}");
    let paths: BTreeSet<String> = host.asked.lock().unwrap().iter().cloned().collect();
    assert!(paths.len() <= 2_001, "{} addresses were asked", paths.len());

    // A site in a folder of its host, with a slash at its end or without, and as it is copied out of a message.
    fs::create_dir_all(place.path().join("portal/data")).unwrap();
    let map = r#"{"version": 1, "year": 2568, "items": []}"#;
    fs::write(place.path().join("portal/data/map-2568.json"), map).unwrap();
    for home in ["portal", "portal/", "portal?from=line#main"] {
        let ran = run(&["--lang", "en", "audit", &format!("{}{home}", host.url()), "--year", "2568"]);
        assert_eq!(code(&ran), 0, "{home}: {}", said(&ran));
    }

    // Five redirects are followed, and no sixth.
    fs::create_dir_all(place.path().join("0")).unwrap();
    fs::write(place.path().join("0/map-2568.json"), map).unwrap();
    for hop in 1..=6 {
        host.say(&format!("/{hop}/map-2568.json"), &format!("302 Found\r\nLocation: /{}/map-2568.json", hop - 1));
    }
    for (hops, exit) in [(5, 0), (6, 5)] {
        let ran = run(&["--lang", "en", "audit", &format!("{}{hops}/map-2568.json", host.url())]);
        assert_eq!(code(&ran), exit, "{hops}: {}", said(&ran));
    }

    fs::write(place.path().join("data/map-2568.json"), vec![b' '; 9 << 20]).unwrap();
    let ran = run(&["--lang", "en", "audit", &host.url(), "--year", "2568"]);
    assert_eq!(code(&ran), 5, "{}", said(&ran));
}

#[test]
fn a_sheet_is_the_same_again_and_nobodys_number_is_in_it() {
    let place = content_of("two-years");
    let root = place.path().to_str().unwrap();
    let out = |name: &str| place.path().join(name).to_str().unwrap().to_owned();
    let sheet = |name: &str| run(&["--site", root, "export", "itas", "--year", "2568", "--out", &out(name)]);
    for ending in ["xlsx", "csv", "json"] {
        assert_eq!(code(&sheet(&format!("a.{ending}"))), 0);
        assert_eq!(code(&sheet(&format!("b.{ending}"))), 0);
        let [a, b] = ["a", "b"].map(|name| fs::read(out(&format!("{name}.{ending}"))).unwrap());
        assert!(a == b, "{ending} differs");
    }
    let item = place.path().join("content/2568/items/o01.md");
    let text = fs::read_to_string(&item).unwrap();
    let with = text.replacen("---\n", "---\nanswer: เลขประจำตัวประชาชน 1-1037-02071-81-1\n", 1);
    fs::write(&item, with).unwrap();
    for name in ["c.xlsx", "c.csv", "c.json"] {
        let refused = sheet(name);
        assert_eq!(code(&refused), 3, "{name}: {}", said(&refused));
        assert!(!place.path().join(name).exists() && !said(&refused).contains("02071"), "{}", said(&refused));
    }
}

#[test]
fn an_address_that_answers_twice_stands_once() {
    let place = content_of("school");
    let item = place.path().join("content/2568/items/o40.md");
    let text = fs::read_to_string(&item).unwrap();
    fs::write(&item, text.replacen("page: ../issues.yaml", "page: ../../2569/measures/m01.md", 1)).unwrap();
    let out = place.path().join("sheet.json");
    let ran = run(&["--site", place.path().to_str().unwrap(), "export", "itas", "--out", out.to_str().unwrap()]);
    assert_eq!(code(&ran), 0, "{}", said(&ran));
    assert_eq!(fs::read_to_string(&out).unwrap().matches("/2569/measures/m01/").count(), 1);
}

/// What an office copies into the assessment's form, of both languages and all sheets.
#[test]
fn a_sheet_says_what_it_said() {
    let place = content_of("school");
    let mut stale = Vec::new();
    for (lang, more) in [("th", &[][..]), ("en", &["--english"])] {
        let to = place.path().join(format!("{lang}.xlsx"));
        let [root, out] = [place.path(), &to].map(|path| path.to_str().unwrap());
        let ran = run(&[&["--site", root, "export", "itas", "--year", "2568", "--out", out], more].concat());
        assert_eq!(code(&ran), 0, "{}", said(&ran));
        let mut book: Xlsx<_> = open_workbook(&to).unwrap();
        let row =
            |row: &[Data]| row.iter().map(|cell| cell.to_string().replace('\n', "↵")).collect::<Vec<_>>().join(" | ");
        let sheets = book.worksheets().into_iter().map(|(name, cells)| {
            let rows = cells.rows().map(row).map(|line| line.trim_end().to_owned() + "\n");
            format!("# {name}\n{}", rows.collect::<String>())
        });
        stale.extend(differs(&format!("papers/said/sheet.{lang}.txt"), &sheets.collect::<String>()));
    }
    assert!(stale.is_empty(), "{stale:?}");
}

/// A workbook cuts a text at 32,767 characters, so what is ready is not written into one; other forms hold it.
#[test]
fn a_text_that_a_workbook_would_cut_is_told_and_never_ready() {
    let place = content_of("two-years");
    let item = place.path().join("content/2568/items/o04.md");
    let text = fs::read_to_string(&item).unwrap();
    let with = |letters: usize| text.replacen("---\n", &format!("---\nanswer: {}\n", "ก".repeat(letters)), 1);
    let root = place.path().to_str().unwrap();
    let sheet = |name: &str, ready: &[&str]| {
        let to = place.path().join(name);
        let ran =
            run(&[&["--site", root, "--lang", "en", "export", "itas", "--out", to.to_str().unwrap()], ready].concat());
        (code(&ran), said(&ran), to.exists())
    };
    fs::write(&item, with(32_767)).unwrap();
    let (ended, told, _) = sheet("fits.xlsx", &["--ready"]);
    assert!(ended == 0 && !told.contains("a cell of Excel"), "{told}");
    fs::write(&item, with(32_768)).unwrap();
    let (ended, told, written) = sheet("cut.xlsx", &["--ready"]);
    assert!(ended == 1 && !written && told.contains("longer than a cell of Excel holds in O4"), "{told}");
    let (ended, told, written) = sheet("cut.xlsx", &[]);
    assert!(ended == 0 && written && told.contains("which are cut: O4"), "{told}");
    let (ended, told, written) = sheet("whole.csv", &["--ready"]);
    assert!(ended == 0 && written && !told.contains("a cell of Excel"), "{told}");
}

/// Agencies of other kinds: what differs between them is data.
#[test]
fn agencies_of_every_kind_export_without_change() {
    let mut sheets = 0;
    for name in small_sites() {
        let place = content_of(&name);
        let years = fs::read_dir(site(&name).join("content")).unwrap().map(|entry| entry.unwrap().path());
        for year in years.filter(|year| year.join("catalogue.yaml").is_file()) {
            let year = year.file_name().unwrap().to_string_lossy().into_owned();
            let out = place.path().join(format!("{year}.json"));
            let (root, to) = (place.path().to_str().unwrap(), out.to_str().unwrap());
            let made = run(&["--site", root, "--lang", "th", "export", "itas", "--year", &year, "--out", to]);
            match code(&made) {
                0 => assert!(!list(&json(&out)["items"]).is_empty(), "{name} {year}"),
                3 => assert!(said(&made).contains("visibility: hidden"), "{name} {year}: {}", said(&made)),
                _ => panic!("{name} {year}: {}", said(&made)),
            }
            sheets += usize::from(code(&made) == 0);
        }
    }
    assert!(sheets >= 8, "{sheets} sheets");
}

/// The Data Package of the showcase, its columns' constraints included, as the reference program reads it.
#[test]
fn the_data_package_holds_for_its_reference_program() {
    let place = content_of("showcase");
    let built = run(&["--site", place.path().to_str().unwrap(), "build"]);
    assert_eq!(code(&built), 0, "{}", said(&built));
    let package = place.path().join("public/data/datapackage.json");
    let text = fs::read_to_string(&package).unwrap();
    for word in ["\"required\": true", "\"enum\""] {
        assert!(text.contains(word), "no column has {word}");
    }
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map_or_else(|| PathBuf::from(std::env::var_os("HOME").unwrap()).join(".cache"), PathBuf::from);
    let program = cache.join("prongsai-tests/checkers-1/bin/frictionless");
    let checked =
        |package: &Path| Command::new(&program).arg("validate").arg(package).output().expect("tests/run installs it");
    let sound = checked(&package);
    assert!(sound.status.success(), "{}", String::from_utf8_lossy(&sound.stdout));
    // A row that is not as the catalogue asks is found by whoever reads the package.
    let table = place.path().join("public/data/ita/2568/o12/list.csv");
    let rows = fs::read_to_string(&table).unwrap();
    fs::write(&table, rows.replacen("2568", "2567", 1)).unwrap();
    assert!(!checked(&package).status.success(), "the constraint says nothing");
}
