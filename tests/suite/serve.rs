//! What the preview answers: the very site that a build writes, and nothing to those who should not ask.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::preview::Preview;
use crate::support::{code, copy, folder, root, run, said, site, tree};

/// A copy of a site's sources in a folder of its own.
pub fn copied(from: &Path) -> tempfile::TempDir {
    let to = folder();
    for part in ["content", "themes"] {
        if from.join(part).exists() {
            copy(&from.join(part), &to.path().join(part));
        }
    }
    to
}

/// What a build writes, without the list of what it wrote.
pub fn built(site: &Path, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let out = folder();
    let to = out.path().join("public");
    let output = run(&[&["--site", &site.to_string_lossy(), "build", "--out", &to.to_string_lossy()], more].concat());
    assert_eq!(code(&output), 0, "{}", said(&output));
    let mut files = tree(&to);
    files.remove("prongsai-manifest.txt");
    files
}

/// Where the preview's answers differ from a build; `under` is the folder of the site.
pub fn differences(preview: &Preview, built: &BTreeMap<String, Vec<u8>>, under: &str) -> Vec<String> {
    let differs = |(path, bytes): &(&String, &Vec<u8>)| {
        let answer = preview.get(&format!("{under}{}", path.strip_suffix("index.html").unwrap_or(path)));
        answer.status != 200 || answer.without_script() != **bytes
    };
    built.iter().filter(|file| differs(file)).map(|(path, _)| path.clone()).collect()
}

#[test]
fn every_address_answers_as_it_is_built() {
    for (from, more, under) in [
        (root(), &[][..], "/"),
        (site("school"), &[], "/"),
        (site("theme-override"), &[], "/"),
        (site("thai-only"), &["--base-url", "https://host.example/deep/portal/"], "/deep/portal/"),
    ] {
        let site = copied(&from);
        let preview = Preview::start(site.path(), more);
        assert_eq!(differences(&preview, &built(site.path(), more), under), Vec::<String>::new(), "{}", from.display());
        assert!(!site.path().join("public").exists() && !site.path().join(".prongsai").exists(), "nothing is written");
    }
}

#[test]
fn addresses_lead_on_or_say_that_they_are_nowhere() {
    let site = copied(&site("school"));
    let preview = Preview::start(site.path(), &["--base-url", "https://host.example/portal/"]);
    for (path, to) in [("/", "/portal/"), ("/portal", "/portal/"), ("/portal/ita/2568", "/portal/ita/2568/")] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("Location")), (307, Some(to)), "{path}");
    }
    let built = built(site.path(), &["--base-url", "https://host.example/portal/"]);
    for (path, page) in [("/portal/none/", "404.html"), ("/portal/en/none", "en/404.html"), ("/elsewhere", "404.html")]
    {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.without_script()), (404, built[page].clone()), "{path}");
    }
}

#[test]
fn types_tags_and_parts_are_those_of_a_web_server() {
    let site = copied(&site("school"));
    let preview = Preview::start(site.path(), &[]);
    let page = preview.get("/");
    assert_eq!(page.header("Content-Type"), Some("text/html; charset=utf-8"));
    let head = preview.ask("HEAD", "/", "");
    assert_eq!((head.status, head.header("Content-Length")), (200, page.header("Content-Length")));
    let tag = page.header("ETag").expect("a page has a tag").to_owned();
    assert_eq!(preview.ask("GET", "/", &format!("If-None-Match: {tag}\r\n")).status, 304);
    assert_eq!(preview.ask("GET", "/", "If-None-Match: \"other\"\r\n").status, 200);
    let files = built(site.path(), &[]);
    let (name, bytes) = files.iter().find(|(path, _)| path.starts_with("files/")).expect("the site has an attachment");
    let part = preview.ask("GET", &format!("/{name}"), "Range: bytes=2-4\r\n");
    assert_eq!((part.status, &part.body[..]), (206, &bytes[2..5]));
    assert_eq!(part.header("Content-Range"), Some(format!("bytes 2-4/{}", bytes.len()).as_str()));
    let past = preview.ask("GET", &format!("/{name}"), "Range: bytes=99999999-\r\n");
    assert_eq!((past.status, past.header("Content-Range")), (416, Some(format!("bytes */{}", bytes.len()).as_str())));
    for (path, kind) in [("/assets/style.css", "text/css; charset=utf-8"), ("/sitemap.xml", "text/xml; charset=utf-8")]
    {
        assert_eq!(preview.get(path).header("Content-Type"), Some(kind));
    }
}

/// What is said to the staff beside a page is in the language of the page.
#[test]
fn notes_are_told_in_the_language_of_the_page() {
    let site = copied(&site("school"));
    let item = site.path().join("content/2568/items/o12.md");
    let text = fs::read_to_string(&item).expect("the item is there");
    let noted = text.replacen("code:", "staff_note: {th: ถามกองคลัง, en: Ask the finance office}\ncode:", 1);
    fs::write(&item, noted).expect("the file can be written");
    let preview = Preview::start(site.path(), &[]);
    let notes = |path: &str| {
        let page = preview.get(path).text();
        let (_, notes) = page.split_once(" data-notes=\"").expect("the page has notes");
        notes.split('"').next().unwrap_or_default().to_owned()
    };
    let (thai, english) = (notes("/ita/2568/o12/"), notes("/en/ita/2568/o12/"));
    assert!(thai.contains("ถามกองคลัง") && !thai.contains("Ask the finance office"), "{thai}");
    assert!(english.contains("Ask the finance office") && !english.contains("ถามกองคลัง"), "{english}");
}

/// A browser that holds a page must see the very next edit, even one that keeps the length and falls into the same second.
#[test]
fn an_edit_of_the_same_length_is_another_content() {
    let site = copied(&site("school"));
    let preview = Preview::start(site.path(), &[]);
    for (source, address, from, to) in [
        ("content/pages/about.md", "/about/", "ก", "ข"),
        ("content/2568/files/o18/list.csv", "/files/2568/o18/list.csv", "1", "2"),
    ] {
        let path = site.path().join(source);
        let second = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_600_000);
        let dated =
            |time: SystemTime| fs::File::options().append(true).open(&path).and_then(|file| file.set_modified(time));
        dated(second).expect("a time can be set");
        let old = preview.get(address);
        let tag = old.header("ETag").expect("it has a tag").to_owned();
        assert_eq!(preview.ask("GET", address, &format!("If-None-Match: {tag}\r\n")).status, 304, "{address}");
        assert!(preview.get("/ita/").header("ETag") != Some(&tag), "another page has another tag");
        let policy = old.header("Cache-Control").unwrap_or_default();
        assert!(["no-cache", "no-store"].iter().any(|word| policy.contains(word)), "{address}: {policy:?}");
        let text = fs::read_to_string(&path).expect("a file of the site");
        let edited = text.replacen(from, to, 1);
        assert!(edited != text && edited.len() == text.len(), "{source}");
        fs::write(&path, &edited).expect("a file can be written");
        dated(second + Duration::from_millis(5)).expect("a time can be set");
        preview.until(&format!("{address} with the edit"), || preview.get(address).body != old.body);
        let new = preview.ask("GET", address, &format!("If-None-Match: {tag}\r\n"));
        assert_eq!((new.status, new.body == preview.get(address).body), (200, true), "{address}");
        let part = preview.ask("GET", address, &format!("Range: bytes=0-0\r\nIf-Range: {tag}\r\n"));
        assert_eq!((part.status, part.body.len()), (200, new.body.len()), "{address}: a part of another content");
        let built = built(site.path(), &[]);
        let file = address.trim_start_matches('/');
        let file = if file.ends_with('/') { format!("{file}index.html") } else { file.to_owned() };
        assert!(new.without_script() == built[&file], "{address}");
    }
}

#[test]
fn nothing_but_reading_is_answered() {
    let site = copied(&site("school"));
    let preview = Preview::start(site.path(), &[]);
    let port = preview.port;
    let host = format!("Host: localhost:{port}");
    let get = |path: &str| format!("GET {path} HTTP/1.1\r\n{host}\r\n\r\n");
    let mut refused: Vec<String> = [
        "/../agency.yaml",
        "/%2e%2e/agency.yaml",
        "/%252e%252e/agency.yaml",
        "/..%5cagency.yaml",
        "/a%00",
        "/..%2f..%2fetc/passwd",
        "/C:/Windows/win.ini",
        "/C%3a/Windows/win.ini",
        "//etc/passwd",
        "/./x",
        "/\\x",
        "http://example.com/",
        "content/agency.yaml",
        "/content/agency.yaml",
        "/.prongsai/x",
        "/%ff",
        "/assets/../content/agency.yaml",
        "/_prongsai/../content/agency.yaml",
    ]
    .map(get)
    .into();
    refused.push(format!("GET http://localhost:{port}/ HTTP/1.1\r\n{host}\r\n\r\n"));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE", "BREW"] {
        refused.push(format!("{method} / HTTP/1.1\r\n{host}\r\n\r\n"));
    }
    refused.push(format!("GET / HTTP/1.1\r\n{host}\r\nContent-Length: 5\r\n\r\nhello"));
    refused.push(format!("POST / HTTP/1.1\r\n{host}\r\nContent-Length: 99999\r\n\r\nGET / HTTP/1.1\r\n"));
    refused.push(format!("GET / HTTP/1.1\r\n{host}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
    for bad in
        ["evil.example", &format!("evil.example:{port}"), "localhost:1", "localhost", "", "127.0.0.1.evil.example"]
    {
        refused.push(format!("GET / HTTP/1.1\r\nHost: {bad}\r\n\r\n"));
    }
    refused.push("GET / HTTP/1.1\r\n\r\n".to_owned());
    refused.push(format!("GET / HTTP/1.1\r\n{host}\r\nHost: evil.example\r\n\r\n"));
    for origin in ["null", "http://evil.example", "https://localhost", &format!("https://localhost:{port}")] {
        refused.push(format!("GET /_prongsai/events HTTP/1.1\r\n{host}\r\nOrigin: {origin}\r\n\r\n"));
    }
    refused.push(format!("GET /_prongsai/events HTTP/1.1\r\n{host}\r\nSec-Fetch-Site: cross-site\r\n\r\n"));
    refused.push("nonsense\r\n\r\n".to_owned());
    for request in refused {
        let answer = preview.raw(request.as_bytes());
        assert!((400..500).contains(&answer.status), "{request}\n{}", answer.head);
        assert!(answer.header("Access-Control-Allow-Origin").is_none());
        assert_eq!(preview.get("/").status, 200, "after {request}");
    }
    for own in ["localhost", "127.0.0.1", "[::1]"] {
        let answer = preview.raw(format!("GET / HTTP/1.1\r\nHost: {own}:{port}\r\n\r\n").as_bytes());
        assert_eq!((answer.status, answer.header("Access-Control-Allow-Origin")), (200, None), "{own}");
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_site_are_not_followed() {
    let site = copied(&site("school"));
    let preview = Preview::start(site.path(), &[]);
    let files = built(site.path(), &[]);
    let name = files.keys().find(|path| path.starts_with("files/2568/")).expect("the site has an attachment");
    let source = site.path().join("content/2568/files").join(name.trim_start_matches("files/2568/"));
    fs::remove_file(&source).expect("the file can be removed");
    std::os::unix::fs::symlink("/etc/hostname", &source).expect("a link can be made");
    assert_eq!(preview.get(&format!("/{name}")).status, 404);
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_port_in_use_is_told_and_the_next_is_taken() {
    let site = copied(&site("thai-only"));
    let preview = Preview::start(site.path(), &[]);
    let port = preview.port.to_string();
    let output = run(&["--site", &site.path().to_string_lossy(), "--lang", "en", "serve", "--port", &port]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains(&format!("port {port}")), "{}", said(&output));
    // Without a number the first free one is taken, whoever has the usual one.
    let start = || {
        let site = site.path().to_string_lossy().into_owned();
        Preview::of(crate::support::prongsai(&["--site", &site, "--lang", "en", "serve"]))
    };
    let (one, other) = (start(), start());
    assert!(one.port != other.port && one.get("/").status == 200 && other.get("/").status == 200);
}
