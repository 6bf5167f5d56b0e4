//! `check --external` against a server on the loopback address that plays every fault. Nothing here needs a network.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use prongsai::base::answer::{Answer, Flaw, Silence, Trouble};
use prongsai::base::date::Day;
use prongsai::io::external::manners::Manners;
use prongsai::io::external::{Asked, Offline, ask};
use prongsai::ita::options::Options;
use prongsai::pipeline;
use socket2::{Domain, Socket, Type};

use crate::personal::is_leaking;
use crate::preview::LATE;
use crate::support::{code, folder, run, said};
use crate::whole;

/// A request that the server saw.
#[derive(Clone, Debug)]
struct Seen {
    /// The host that was asked for, and `HEAD /path`.
    host: String,
    line: String,
    agent: String,
    begun: Instant,
    /// How many bytes of the body were taken.
    taken: usize,
}

/// Every address `127.x.x.x` of the machine, on one port.
struct Server {
    port: u16,
    seen: Arc<Mutex<Vec<Seen>>>,
    /// One more while somebody is being answered.
    answering: Arc<()>,
}

impl Server {
    fn start() -> Server {
        let listener = TcpListener::bind("0.0.0.0:0").expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let (seen, answering) = (Arc::new(Mutex::new(Vec::new())), Arc::new(()));
        let (log, own) = (seen.clone(), Arc::downgrade(&answering));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, begun) = (log.clone(), own.upgrade());
                std::thread::spawn(move || {
                    answer(stream, &log);
                    drop(begun);
                });
            }
        });
        Server { port, seen, answering }
    }

    /// The address of a path on the host `127.0.0.N`.
    fn on(&self, host: u8, path: &str) -> String {
        format!("http://127.0.0.{host}:{}{path}", self.port)
    }

    /// What was asked, in its order: each is written down a moment after it was answered.
    fn settled(&self) -> Vec<Seen> {
        let begun = Instant::now();
        while Arc::strong_count(&self.answering) > 1 {
            assert!(begun.elapsed() < LATE, "somebody is still being answered");
            std::thread::sleep(Duration::from_millis(1));
        }
        let mut seen = self.seen();
        seen.sort_by_key(|seen| seen.begun);
        seen
    }

    fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("no thread panics").clone()
    }
}

/// Plays the fault that the path names. The stream closes at the end.
fn answer(stream: TcpStream, log: &Mutex<Vec<Seen>>) {
    let begun = Instant::now();
    let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
    let mut head = Vec::new();
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|length| length > 2) {
        head.push(std::mem::take(&mut line).trim_end().to_owned());
    }
    let Some(first) = head.first() else { return };
    let mut words = first.split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let header = |name: &str| {
        head.iter().find_map(|line| {
            Some(line.split_once(": ").filter(|(own, _)| own.eq_ignore_ascii_case(name))?.1.to_owned())
        })
    };
    let (host, agent) = (header("host").unwrap_or_default(), header("user-agent").unwrap_or_default());
    let taken = play(stream, &mut reader, method, path);
    let line = format!("{method} {path}");
    log.lock().expect("no thread panics").push(Seen { host, line, agent, begun, taken });
}

fn play(mut stream: TcpStream, reader: &mut BufReader<TcpStream>, method: &str, path: &str) -> usize {
    let head = method == "HEAD";
    let status = match path.split('?').next().unwrap_or_default() {
        "/reset" => return 0,
        "/slow" => {
            // Until the visitor hangs up.
            let _ = reader.read(&mut [0; 1]);
            return 0;
        }
        "/garbage" => {
            let _ = stream.write_all(b"SSH-2.0-OpenSSH_9.2\r\n\r\n");
            return 0;
        }
        "/huge" if !head => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n");
            let block = [b'x'; 65536];
            let mut taken = 0;
            while stream.write_all(&block).is_ok() {
                taken += block.len();
            }
            return taken;
        }
        "/head405" | "/huge" if head => "405 Method Not Allowed",
        "/head403" if head => "403 Forbidden",
        "/head501" if head => "501 Not Implemented",
        "/head404" if head => "404 Not Found",
        "/gone" => "404 Not Found",
        "/gone-for-good" => "410 Gone",
        "/moved" => "301 Moved Permanently\r\nLocation: /ok",
        "/moved-twice" => "308 Permanent Redirect\r\nLocation: /moved",
        "/moved-then-away" => "301 Moved Permanently\r\nLocation: /elsewhere",
        "/moved-to-nothing" => "301 Moved Permanently\r\nLocation: /gone",
        "/elsewhere" => "302 Found\r\nLocation: /ok",
        "/loop" => "301 Moved Permanently\r\nLocation: /loop",
        "/moved-to-somebody" => "301 Moved Permanently\r\nLocation: /ok?n=1-1037-02071-81-8",
        "/sign-in-as-somebody" => "302 Found\r\nLocation: /login?n=1103702071818",
        "/far" => "302 Found\r\nLocation: intent://open",
        "/private" => "302 Found\r\nLocation: /accounts/login?next=%2Fprivate",
        "/closed" => "401 Unauthorized",
        "/forbidden" => "403 Forbidden",
        "/busy" => "429 Too Many Requests",
        "/broken" => "503 Service Unavailable",
        _ => "200 OK",
    };
    let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    0
}

/// A host that speaks TLS with a certificate of its own making, valid until the year that is given.
fn tls_server(name: &str, until: i32) -> u16 {
    let mut parameters = rcgen::CertificateParams::new(vec![name.to_owned()]).expect("a name");
    parameters.not_after = rcgen::date_time_ymd(until, 1, 1);
    let key = rcgen::KeyPair::generate().expect("a key");
    let certificate = parameters.self_signed(&key).expect("a certificate");
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(key.serialize_der());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key.into())
        .expect("a pair");
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("it is bound").port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut connection = rustls::ServerConnection::new(config.clone()).expect("a connection");
            // The visitor refuses the certificate; what it says then is no concern of the server.
            let _ = connection.complete_io(&mut stream);
        }
    });
    port
}

/// Short pauses; one of the hosts of these tests takes all the patience there is.
const HASTE: Manners = Manners {
    hosts: 4,
    pause: Duration::from_millis(20),
    patience: Duration::from_secs(5),
    redirects: 5,
    keep: Duration::from_secs(60),
};

fn asked(site: &Path, addresses: &[String], manners: &Manners) -> Asked {
    let addresses: BTreeSet<String> = addresses.iter().cloned().collect();
    ask(site, &addresses, manners, &|| {}).expect("the loopback address is always there")
}

#[test]
fn every_answer_is_told_apart() {
    let (site, server) = (folder(), Server::start());
    let moved = |host: u8| Answer::Moved(server.on(host, "/ok"));
    let expected: Vec<(&str, Answer)> = vec![
        ("/ok", Answer::Fine),
        ("/หน้า?a=ก#ข", Answer::Fine),
        ("/elsewhere", Answer::Fine),
        ("/busy", Answer::Fine),
        ("/huge", Answer::Fine),
        ("/head405", Answer::Fine),
        ("/head403", Answer::Fine),
        ("/head501", Answer::Fine),
        ("/head404", Answer::Fine),
        ("/moved", moved(11)),
        ("/moved-twice", moved(12)),
        ("/moved-then-away", Answer::Moved(server.on(13, "/elsewhere"))),
        ("/moved-to-nothing", Answer::Gone(404)),
        ("/gone", Answer::Gone(404)),
        ("/gone-for-good", Answer::Gone(410)),
        ("/loop", Answer::Trouble(Trouble::Redirects)),
        ("/far", Answer::Trouble(Trouble::Redirects)),
        ("/private", Answer::SignIn(server.on(19, "/accounts/login?next=%2Fprivate"))),
        ("/closed", Answer::Closed(401)),
        ("/forbidden", Answer::Closed(403)),
        ("/broken", Answer::Trouble(Trouble::Status(503))),
        ("/garbage", Answer::Trouble(Trouble::Garbage)),
        ("/reset", Answer::Silent(Silence::HungUp)),
        ("/slow", Answer::Silent(Silence::TimedOut)),
    ];
    let address = |at: usize, path: &str| server.on(u8::try_from(at + 2).expect("few"), path);
    let mut all: BTreeMap<String, Answer> =
        expected.into_iter().enumerate().map(|(at, (path, answer))| (address(at, path), answer)).collect();
    all.insert("http://nothing.invalid/".to_owned(), Answer::NoHost);
    let closed = closed();
    let port = closed.local_addr().ok().and_then(|address| address.as_socket()).expect("it is bound").port();
    all.insert(format!("http://127.0.0.99:{port}/"), Answer::Silent(Silence::HungUp));
    let (own, expired) = (tls_server("localhost", 2200), tls_server("localhost", 2000));
    all.insert(format!("https://localhost:{own}/"), Answer::Certificate(Flaw::NotTrusted));
    all.insert(format!("https://127.0.0.1:{own}/"), Answer::Certificate(Flaw::NotTrusted));
    all.insert(format!("https://localhost:{expired}/"), Answer::Certificate(Flaw::Expired));
    let addresses: Vec<String> = all.keys().cloned().collect();
    assert_eq!(asked(site.path(), &addresses, &HASTE).answers, all);
    let huge = server.settled().into_iter().find(|seen| seen.line == "GET /huge").expect("it was asked");
    assert!(huge.taken < 50_000_000, "{} bytes were taken", huge.taken);
}

/// A port of every address of the machine where nobody listens, and nobody else can as long as this is kept.
fn closed() -> Socket {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    socket.bind(&SocketAddr::from(([0, 0, 0, 0], 0)).into()).expect("a port is free");
    socket
}

#[test]
fn hosts_are_asked_politely() {
    let (site, server) = (folder(), Server::start());
    let paths = ["/a", "/b", "/head405", "/moved-twice"];
    let addresses: Vec<String> = (2..8).flat_map(|host| paths.map(|path| server.on(host, path))).collect();
    let manners = Manners { hosts: 2, ..HASTE };
    asked(site.path(), &addresses, &manners);
    let all = 6 * (1 + 1 + 2 + 3);
    let seen = server.settled();
    assert_eq!(seen.len(), all);
    assert!(seen.iter().all(|seen| seen.agent.starts_with("prongsai/")), "{seen:?}");
    for host in (2..8).map(|host| format!("127.0.0.{host}:{}", server.port)) {
        let own: Vec<&Seen> = seen.iter().filter(|seen| seen.host == host).collect();
        for pair in own.windows(2) {
            let gap = pair[1].begun.saturating_duration_since(pair[0].begun);
            assert!(gap >= manners.pause, "{gap:?} between {:?}", pair);
        }
        let lines: Vec<&str> = own.iter().map(|seen| seen.line.as_str()).collect();
        assert!(lines.contains(&"HEAD /a") && !lines.contains(&"GET /a"), "{lines:?}");
        assert!(lines.contains(&"HEAD /head405") && lines.contains(&"GET /head405"), "{lines:?}");
    }
    // From a host's first request to its last it is being visited; a visitor begins the next only after that.
    let visits = (2..8).map(|host| {
        let name = format!("127.0.0.{host}:{}", server.port);
        let mut own = seen.iter().filter(|seen| seen.host == name).map(|seen| seen.begun);
        let first = own.next().expect("it was asked");
        (first, own.next_back().unwrap_or(first))
    });
    let visits: Vec<(Instant, Instant)> = visits.collect();
    let at_once = visits.iter().map(|one| visits.iter().filter(|own| own.0 <= one.0 && one.0 <= own.1).count());
    assert!(at_once.max().unwrap_or_default() <= manners.hosts);
}

#[test]
fn good_answers_are_remembered_and_bad_ones_asked_again() {
    let (site, server) = (folder(), Server::start());
    let addresses = [server.on(2, "/ok"), server.on(3, "/moved"), server.on(4, "/gone")];
    let first = asked(site.path(), &addresses, &HASTE);
    let before = server.settled().len();
    let second = asked(site.path(), &addresses, &HASTE);
    assert_eq!((first.remembered, second.remembered), (0, 2));
    assert_eq!(first.answers, second.answers);
    let lines: Vec<String> = server.settled()[before..].iter().map(|seen| seen.line.clone()).collect();
    assert_eq!(lines, ["HEAD /gone", "GET /gone"]);
    let forgetful = Manners { keep: Duration::ZERO, ..HASTE };
    assert_eq!(asked(site.path(), &addresses, &forgetful).remembered, 0);
}

#[test]
fn without_a_network_there_is_one_sentence() {
    let site = folder();
    let addresses = BTreeSet::from(["http://nothing.invalid/".to_owned(), "https://nowhere.invalid/".to_owned()]);
    assert_eq!(ask(site.path(), &addresses, &HASTE, &|| {}).map(|asked| asked.answers), Err(Offline));
    assert_eq!(ask(site.path(), &BTreeSet::new(), &HASTE, &|| {}).map(|asked| asked.remembered), Ok(0));
    write(site.path(), "content/agency.yaml", "name: {th: ก, en: A}\nbase_url: https://a.example/\n");
    write(site.path(), "content/pages/a.md", "---\ntitle: {th: ก, en: A}\n---\n[ข](http://nothing.invalid/)\n");
    let site = site.path().to_str().expect("a plain path");
    let output = run(&["--site", site, "check", "--external"]);
    assert_eq!((code(&output), output.stdout.len()), (5, 0), "{}", said(&output));
    assert_eq!(said(&output).lines().count(), 1, "{}", said(&output));
    let thai = said(&run(&["--site", site, "--lang", "th", "check", "--external"]));
    assert!(thai.starts_with("ต่ออินเทอร์เน็ตไม่ได้"), "{thai}");
    assert_eq!(code(&run(&["--site", site, "check"])), 0);
}

/// A site whose content names `/PATH` of the server in every kind of place.
fn site_with_links(server: &Server) -> tempfile::TempDir {
    let site = folder();
    let on = |host: u8, path: &str| server.on(host, path);
    let agency = format!(
        "name: {{th: ก, en: A}}\nbase_url: https://a.example/\nlicence: {{name: ก, url: {}}}\ncontacts:\n  - {{label: {{th: ข, en: B}}, value: ค, url: {}}}\n  - {{label: {{th: ง, en: C}}, value: ค, url: https://a.example/}}\nmenu:\n  - {{title: {{th: ก, en: A}}, to: {}}}\n",
        on(2, "/gone"),
        on(3, "/moved"),
        on(4, "/private"),
    );
    write(site.path(), "content/agency.yaml", &agency);
    let page = format!(
        "---\ntitle: {{th: ก, en: A}}\n---\nดู[ข้อมูล]({}) [อีกที่]({}) และ[ที่ปิด]({})\n",
        on(5, "/broken"),
        on(6, "/ok"),
        on(8, "/closed")
    );
    write(site.path(), "content/pages/a.md", &page);
    write(site.path(), "content/pages/a.en.md", &format!("See [this]({}).\n", on(7, "/reset")));
    let catalogue = "name: {th: ก, en: A}\nstatus: final\nindicators:\n  - id: 1\n    name: {th: ก, en: A}\n    groups:\n      - {id: 1.1, name: {th: ก, en: A}, items: [{code: O1, title: {th: ก, en: A}}]}\n";
    write(site.path(), "content/2568/catalogue.yaml", catalogue);
    let item = format!(
        "---\ncode: O1\nevidence:\n  - {{requirement: all, url: https://localhost:{}/}}\n---\n",
        tls_server("localhost", 2200)
    );
    write(site.path(), "content/2568/items/o1.md", &item);
    site
}

#[test]
fn each_fault_stands_at_its_place() {
    let server = Server::start();
    let site = site_with_links(&server);
    let sources = crate::support::read(site.path()).expect("the folder can be read");
    let options = Options { today: Day::parse("2569-01-05").expect("a day"), base_url: None };
    let mut built = whole::build(&sources, &options);
    let links = pipeline::outside_links(built.portal());
    let before = built.findings.len();
    let addresses: Vec<String> = links.iter().map(|link| link.value.clone()).collect();
    let answers = asked(site.path(), &addresses, &HASTE).answers;
    pipeline::add_outside(&mut built.findings, &links, &answers);
    let added = built.findings.iter().filter(|finding| finding.rule.code.starts_with("outside-"));
    let found: Vec<String> = added
        .map(|finding| {
            let text = &sources.texts[&finding.at.path];
            let line = text[..finding.at.start as usize].lines().count();
            assert!(
                !finding.help().th.is_empty()
                    && !finding.help().en.is_empty()
                    && finding.message().th != finding.message().en
            );
            format!("{}:{line} {} {}", finding.at.path, finding.rule.code, &text[finding.at.bytes()])
        })
        .collect();
    let on = |host: u8, path: &str| server.on(host, path);
    let tls = links.iter().find(|link| link.value.contains("localhost")).expect("the evidence");
    let expected = [
        format!("content/2568/items/o1.md:4 outside-certificate {}", tls.value),
        "content/agency.yaml:3 outside-dead ก".to_owned(),
        "content/agency.yaml:5 outside-moved th".to_owned(),
        format!("content/agency.yaml:8 outside-sign-in {}", on(4, "/private")),
        format!("content/pages/a.en.md:1 outside-silent {}", on(7, "/reset")),
        format!("content/pages/a.md:4 outside-trouble {}", on(5, "/broken")),
        format!("content/pages/a.md:4 outside-sign-in {}", on(8, "/closed")),
    ];
    assert_eq!(found, expected);
    assert_eq!(built.findings.len(), before + expected.len());
}

#[test]
fn warnings_of_other_sites_fail_only_where_warnings_do() {
    let server = Server::start();
    let site = site_with_links(&server);
    let path = site.path().to_str().expect("a plain path");
    let output = run(&["--site", path, "check", "--external", "--format", "short"]);
    let lines = String::from_utf8_lossy(&output.stdout).lines().filter(|line| line.contains("[outside-")).count();
    assert_eq!((code(&output), lines), (0, 7), "{}", said(&output));
    assert!(said(&output).contains("asked now 8, remembered from today 0"), "{}", said(&output));
    let again = run(&["--site", path, "--lang", "th", "check", "--external", "--deny-warnings"]);
    assert_eq!(code(&again), 1);
    assert!(said(&again).contains("ถามใหม่ 6 จำได้จากวันนี้ 2"), "{}", said(&again));
    assert!(String::from_utf8_lossy(&again.stdout).contains("ใช้ที่อยู่ใหม่"));
    let before = server.settled().len();
    run(&["--site", path, "check"]);
    assert_eq!(server.settled().len(), before, "without --external nobody is asked");
}

#[test]
fn no_form_prints_a_whole_national_number_of_an_address() {
    let server = Server::start();
    let site = folder();
    write(site.path(), "content/agency.yaml", "name: {th: ก, en: A}\nbase_url: https://a.example/\n");
    let named = [
        "/gone?n=1-1037-02071-81-8",
        "/gone?cid=1103702071818",
        "/closed?n=1-1037-02071-81-8",
        "/broken?id=1103702071818",
    ];
    let led = ["/moved-to-somebody", "/sign-in-as-somebody"];
    let addresses =
        (2..).zip(named.iter().chain(&led)).map(|(host, path)| format!("[ก]({})\n\n", server.on(host, path)));
    write(
        site.path(),
        "content/pages/a.md",
        &format!("---\ntitle: {{th: ก, en: A}}\n---\n{}", addresses.collect::<String>()),
    );
    let path = site.path().to_str().expect("a plain path");
    let mut told = 0;
    for lang in ["th", "en"] {
        for form in ["human", "short", "json", "sarif", "github"] {
            let output = run(&["--site", path, "--lang", lang, "check", "--external", "--format", form]);
            let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output));
            let leaks: Vec<&str> = text.lines().filter(|line| is_leaking(line)).collect();
            assert_eq!(leaks, Vec::<&str>::new(), "{lang} {form}");
            told += text.matches("outside-moved").count();
        }
    }
    assert!(told >= 10, "every form tells what was asked");
}

fn write(site: &Path, path: &str, text: &str) {
    let path = site.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    fs::write(path, text).expect("a file can be written");
}
