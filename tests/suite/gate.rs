//! The preview's connections, byte by byte: one request has one answer, and nobody can hold the others up.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::chance::cases;
use crate::preview::{Answer, Preview};
use crate::serve::copied;
use crate::support::site;

fn preview() -> (tempfile::TempDir, Preview) {
    let site = copied(&site("thai-only"));
    let preview = Preview::start(site.path(), &[]);
    (site, preview)
}

/// A preview that may hold only so many files open.
#[cfg(unix)]
fn limited(files: u32) -> (tempfile::TempDir, Preview) {
    let site = copied(&site("thai-only"));
    let mut command = std::process::Command::new("sh");
    let script = format!("ulimit -n {files}; exec \"$0\" --lang en --site \"$1\" serve --port 0");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_prongsai")]).arg(site.path());
    command.env("SOURCE_DATE_EPOCH", "1767600000");
    let preview = Preview::of(command);
    (site, preview)
}

/// Everything that comes back for these bytes until the preview ends the connection, which this end holds open.
fn whole(preview: &Preview, bytes: &[u8]) -> Vec<u8> {
    let mut socket = preview.connect();
    let _ = socket.write_all(bytes);
    rest(&mut socket)
}

/// As [`whole`], with one more request once the answer has begun.
fn later(preview: &Preview, bytes: &[u8]) -> Vec<u8> {
    let (mut socket, mut first) = (preview.connect(), [0]);
    let _ = socket.write_all(bytes);
    let length = socket.read(&mut first).expect("an answer");
    let _ = socket.write_all(next(preview).as_bytes());
    [&first[..length], &rest(&mut socket)].concat()
}

fn next(preview: &Preview) -> String {
    format!("GET /ita/ HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", preview.port)
}

fn rest(socket: &mut TcpStream) -> Vec<u8> {
    let mut came = Vec::new();
    let ended = socket.read_to_end(&mut came);
    let reset = |error: &std::io::Error| error.kind() == std::io::ErrorKind::ConnectionReset;
    assert!(ended.as_ref().map_or_else(reset, |_| true), "it does not end: {ended:?}");
    came
}

/// The status of each answer in what came.
fn statuses(came: &[u8]) -> Vec<u16> {
    let text = String::from_utf8_lossy(came);
    text.split("HTTP/1.1 ").skip(1).map(|answer| answer[..3].parse::<u16>().expect("a status")).collect()
}

#[test]
fn one_request_has_one_answer() {
    let (_site, preview) = preview();
    let get = |fields: &str| format!("GET / HTTP/1.1\r\nHost: HOST\r\n{fields}\r\n");
    let mut cases: Vec<(String, u16)> = vec![
        (get(""), 200),
        (get("Content-Length: 0\r\n"), 200),
        (get("Connection: keep-alive\r\nUpgrade: h2c\r\nTE: trailers\r\nCookie: a=ก\r\n"), 200),
        ("GET / HTTP/1.0\r\nHost: HOST\r\n\r\n".to_owned(), 200),
        ("HEAD / HTTP/1.1\r\nHost: HOST\r\n\r\n".to_owned(), 200),
        (get("Expect: 100-continue\r\n"), 417),
        (get(" Host: HOST\r\n"), 400),
        (get("X: a\r\n b\r\n"), 400),
        (get("X: a\r\n\tTransfer-Encoding: chunked\r\n"), 400),
        (get("X : a\r\n"), 400),
        (get("X\r\n"), 400),
        (get(": a\r\n"), 400),
        (get("X: a\nY: b\r\n"), 400),
        (get("X: a\rY: b\r\n"), 400),
        (get("X: a\0b\r\n"), 400),
        (get("X\u{B}: a\r\n"), 400),
        (get("Host: HOST\r\n"), 400),
        (get("hOsT: evil.example\r\n"), 400),
        (get("Range: bytes=0-1\r\nRange: bytes=2-3\r\n"), 400),
        (get("Origin: http://HOST\r\nOrigin: http://evil.example\r\n"), 400),
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n".to_owned(), 403),
        ("GET / HTTP/1.1\r\nHost:\r\n\r\n".to_owned(), 403),
        ("GET / HTTP/1.1\nHost: HOST\n\n".to_owned(), 400),
        ("\r\nGET / HTTP/1.1\r\nHost: HOST\r\n\r\n".to_owned(), 400),
        ("GET /\r\n".to_owned(), 400),
        ("GET / HTTP/0.9\r\nHost: HOST\r\n\r\n".to_owned(), 505),
        ("GET / HTTP/2.0\r\nHost: HOST\r\n\r\n".to_owned(), 505),
        ("GET / HTTP/1.1 \r\nHost: HOST\r\n\r\n".to_owned(), 400),
        ("GET  / HTTP/1.1\r\nHost: HOST\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/11\r\nHost: HOST\r\n\r\n".to_owned(), 400),
        ("GET http://HOST/ HTTP/1.1\r\nHost: HOST\r\n\r\n".to_owned(), 400),
        ("GET * HTTP/1.1\r\nHost: HOST\r\n\r\n".to_owned(), 400),
        ("GET /ก HTTP/1.1\r\nHost: HOST\r\n\r\n".to_owned(), 400),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), 505),
        ("\u{16}\u{3}\u{1}".to_owned(), 400),
    ];
    let lengths = "5|+0|+3|-1|-0|00|0x0|1e0|0,0|0, 0|5,5|0 0|\u{660}||a|18446744073709551616|0;a";
    let framings = lengths.split('|').map(|length| format!("Content-Length: {length}\r\n"));
    let encodings = "chunked|Chunked|CHUNKED| chunked|chunked, chunked|gzip, chunked|identity|xchunked|\"chunked\"|,|";
    let encodings = encodings.split('|').map(|encoding| format!("transfer-ENCODING:{encoding}\r\n"));
    let doubled = ["Content-Length: 0\r\n", "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n"];
    let doubled = doubled.iter().flat_map(|a| doubled.iter().map(move |b| format!("{a}{b}")));
    for framing in framings.chain(encodings).chain(doubled) {
        cases.push((get(&framing), 400));
        // Of another method, too, unless it is plain how long it is: then the method is what is wrong.
        let plain =
            framing == "Content-Length: 5\r\n" || framing == "Content-Length: 00\r\n" || framing.contains("8446");
        cases.push((get(&framing).replacen("GET", "POST", 1), if plain { 405 } else { 400 }));
    }
    let next = next(&preview);
    for (case, status) in cases {
        let host = format!("localhost:{}", preview.port);
        for more in ["", &next, &format!("0\r\n\r\n{next}"), &format!("hello{next}{next}")] {
            let bytes = format!("{case}{more}").replace("HOST", &host);
            let mut ways = vec![whole(&preview, bytes.as_bytes())];
            if more.is_empty() {
                ways.push(later(&preview, bytes.as_bytes()));
            }
            for came in ways {
                let answer = String::from_utf8_lossy(&came);
                assert_eq!(statuses(&came), [status], "{bytes:?}\n{answer}");
                assert!(answer.contains("\r\nConnection: close\r\n") && !answer.contains("Server:"), "{answer}");
            }
        }
    }
}

#[test]
fn every_other_method_is_told_which_there_are() {
    let (_site, preview) = preview();
    for path in ["/", "/none/", "/assets/style.css", "/_prongsai/", "/_prongsai/none", "/_prongsai/events", "*"] {
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE", "BREW", "get", "GETS"] {
            let body = if method == "POST" { "Content-Length: 5\r\n" } else { "" };
            let answer = preview.ask(method, path, body);
            assert_eq!((answer.status, answer.header("Allow")), (405, Some("GET, HEAD")), "{method} {path}");
        }
    }
    let events = whole(
        &preview,
        format!("HEAD /_prongsai/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", preview.port).as_bytes(),
    );
    assert!(events.ends_with(b"\r\n\r\n") && statuses(&events) == [200], "the head of the stream, and no more");
}

#[test]
fn heads_are_read_up_to_their_limits() {
    let (_site, preview) = preview();
    let start = format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\n", preview.port);
    let long = |length: usize| format!("{start}X: {}\r\n\r\n", "a".repeat(length - start.len() - "X: \r\n\r\n".len()));
    let many = |fields: usize| format!("{start}{}\r\n", "X: a\r\n".repeat(fields - 1));
    for (head, status) in [
        (long(32 * 1024), 200),
        (long(32 * 1024 + 1), 431),
        (long(4 << 20), 431),
        ("a".repeat(32 * 1024 + 1), 431),
        (many(100), 200),
        (many(101), 431),
        (many(5000), 431),
        (start.replace(" / ", &format!(" /{} ", "a".repeat(4096))) + "\r\n", 414),
    ] {
        let came = whole(&preview, head.as_bytes());
        assert_eq!(statuses(&came), [status], "{} bytes", head.len());
    }
}

#[test]
fn no_bytes_have_two_answers() {
    let (_site, preview) = preview();
    let host = format!("Host: localhost:{}\r\n", preview.port);
    let pieces: Vec<Vec<u8>> = [
        "GET / HTTP/1.1\r\n",
        "HEAD / HTTP/1.1\r\n",
        "POST / HTTP/1.1\r\n",
        "GET /assets/style.css HTTP/1.0\r\n",
        &host,
        &host,
        "\r\n",
        "\r\n",
        "\n",
        "\r",
        " ",
        "\t",
        ":",
        ",",
        "0",
        "+3",
        "\0",
        "Content-Length: 0\r\n",
        "Content-Length:",
        "Transfer-Encoding: chunked\r\n",
        "0\r\n\r\n",
        "Range: bytes=0-\r\n",
        "Expect: 100-continue\r\n",
        "HTTP/1.1",
        "GET",
    ]
    .iter()
    .map(|piece| piece.as_bytes().to_vec())
    .collect();
    let noise = prop::collection::vec(any::<u8>(), 0..20);
    let piece = prop_oneof![9 => prop::sample::select(pieces), 1 => noise];
    let request = Just(format!("GET / HTTP/1.1\r\n{host}\r\n").into_bytes());
    let start = prop_oneof![Just(Vec::new()), request];
    let bytes =
        (start, prop::collection::vec(piece, 0..16)).prop_map(|(start, pieces)| [start, pieces.concat()].concat());
    proptest!(cases(256), |(bytes in bytes)| {
        let mut socket = preview.connect();
        let _ = socket.write_all(&bytes);
        let _ = socket.shutdown(Shutdown::Write);
        let came = rest(&mut socket);
        prop_assert_eq!(statuses(&came).len(), usize::from(!bytes.is_empty()), "{}", bytes.escape_ascii());
    });
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn large_files_come_whole_and_in_parts() {
    let site = copied(&site("school"));
    let rows = |count| (0..count).map(|row| format!("{row},ก\n")).collect::<String>();
    let bytes = rows(400_000).into_bytes();
    fs::write(site.path().join("content/2568/files/o18/list.csv"), &bytes).expect("a file can be written");
    let (preview, address) = (Preview::start(site.path(), &[]), "/files/2568/o18/list.csv");
    assert!(preview.get(address).body == bytes);
    let part = preview.ask("GET", address, "Range: bytes=1000000-\r\n");
    assert!(part.status == 206 && part.body == bytes[1_000_000..]);
    // Bytes that nobody wanted do not cost the end of the answer.
    let mut socket = preview.connect();
    let request = format!("GET {address} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n{}", preview.port, "a".repeat(20_000));
    socket.write_all(request.as_bytes()).expect("the request can be sent");
    assert!(Answer::read(&mut socket, false).body == bytes);
    // Whoever goes away in the middle leaves nothing behind that another waits for.
    for _ in 0..50 {
        let mut socket = preview.connect();
        let _ = write!(socket, "GET {address} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", preview.port);
    }
    assert!(preview.get(address).body == bytes);
}

#[test]
fn many_connections_hold_nobody_up() {
    let (_site, preview) = preview();
    let _idle: Vec<TcpStream> = (0..200).map(|_| preview.connect()).collect();
    let half = || {
        let mut socket = preview.connect();
        socket.write_all(b"GET / HTTP/1.1\r\nHost: local").expect("half a request can be sent");
        socket
    };
    let _half: Vec<TcpStream> = (0..20).map(|_| half()).collect();
    // Seven tabs of a browser without a shared worker.
    let _tabs: Vec<_> = (0..7).map(|_| preview.events()).collect();
    // Those who say nothing are put out after ten seconds only.
    let begun = Instant::now();
    assert_eq!(preview.get("/").status, 200);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn a_burst_of_connections_is_answered_whole() {
    let (_site, preview) = preview();
    for _ in 0..5 {
        let sockets: Vec<TcpStream> = (0..20).map(|_| preview.connect()).collect();
        let request = format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", preview.port);
        for mut socket in &sockets {
            socket.write_all(request.as_bytes()).expect("the request can be sent");
        }
        for mut socket in &sockets {
            assert_eq!(Answer::read(&mut socket, false).status, 200);
        }
    }
}

/// A thousand connections that say nothing, or half of something, while others ask.
#[cfg(unix)]
#[test]
fn a_thousand_idle_connections_make_room() {
    room_for(2000);
    for files in [40, 64, 256, 1024] {
        let (_site, preview) = limited(files);
        for said in ["", "GET / HTTP/1.1\r\nHo"] {
            let idle = |_| {
                let mut socket = preview.connect();
                let _ = socket.write_all(said.as_bytes());
                socket
            };
            let idle: Vec<TcpStream> = (0..1000).map(idle).collect();
            for _ in 0..20 {
                let begun = Instant::now();
                assert_eq!(preview.get("/").status, 200, "with {files} files");
                assert!(begun.elapsed() < Duration::from_secs(5), "{:?} with {files} files", begun.elapsed());
            }
            drop(idle);
            assert_eq!(preview.get("/").status, 200, "with {files} files, afterwards");
        }
    }
}

#[test]
fn a_head_that_does_not_go_on_is_given_up_after_ten_seconds() {
    let (_site, preview) = preview();
    let begun = Instant::now();
    assert_eq!(statuses(&whole(&preview, b"GET / HTTP/1.1\r\nHo")), [408]);
    let waited = begun.elapsed();
    assert!((Duration::from_secs(9)..Duration::from_secs(30)).contains(&waited), "{waited:?}");
}

/// Those who are being answered are not put out: whoever comes then is told to come again.
#[cfg(unix)]
#[test]
fn without_room_it_says_so_and_recovers() {
    let (_site, preview) = limited(128);
    let request = format!("GET /_prongsai/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", preview.port);
    let streams: Vec<TcpStream> = (0..60)
        .map(|_| {
            let mut socket = preview.connect();
            // Whoever is refused may be told so before it has asked, and then cannot ask any more.
            let _ = socket.write_all(request.as_bytes());
            socket
        })
        .collect();
    let told: Vec<u16> = streams.iter().map(|mut socket| Answer::read(&mut socket, true).status).collect();
    assert!(told.starts_with(&[200; 30]) && told.ends_with(&[503; 10]), "{told:?}");
    let refused = preview.get("/");
    assert_eq!((refused.status, refused.header("Retry-After")), (503, Some("1")));
    drop(streams);
    let begun = Instant::now();
    while preview.get("/").status != 200 {
        assert!(begun.elapsed() < crate::preview::LATE, "it does not recover");
    }
}

/// Every socket that it holds open to others, besides connections: two at most, on this machine's own addresses.
#[cfg(target_os = "linux")]
#[test]
fn it_listens_on_this_machine_only_and_at_one_port() {
    let (_site, preview) = preview();
    let files = fs::read_dir(format!("/proc/{}/fd", preview.pid())).expect("its files are listed");
    let links = files.filter_map(|file| fs::read_link(file.ok()?.path()).ok());
    let own: Vec<String> = links.map(|link| link.to_string_lossy().into_owned()).collect();
    let tables = ["/proc/net/tcp", "/proc/net/tcp6"].map(|table| fs::read_to_string(table).unwrap_or_default());
    let listening =
        tables.iter().flat_map(|table| table.lines()).map(|line| line.split_whitespace().collect::<Vec<_>>());
    let listening =
        listening.filter(|parts| parts.get(3) == Some(&"0A") && own.contains(&format!("socket:[{}]", parts[9])));
    let mut addresses: Vec<String> = listening.map(|parts| parts[1].to_owned()).collect();
    addresses.sort();
    let port = preview.port;
    let allowed = [format!("00000000000000000000000001000000:{port:04X}"), format!("0100007F:{port:04X}")];
    assert!(addresses.contains(&allowed[1]), "{addresses:?}");
    assert!(addresses.iter().all(|address| allowed.contains(address)), "{addresses:?}");
    let sockets = fs::read_to_string("/proc/net/unix").unwrap_or_default();
    let named = |line: &&str| {
        let parts: Vec<&str> = line.split_whitespace().collect();
        parts.len() > 7 && own.contains(&format!("socket:[{}]", parts[6]))
    };
    assert_eq!(sockets.lines().find(named), None, "a socket with a name");
}

/// Lets this process hold so many files open, if the system does.
#[cfg(unix)]
fn room_for(files: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current.is_some_and(|current| current < files) {
        let raised = maximum.map_or(files, |most| most.min(files));
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(raised), maximum });
    }
}
