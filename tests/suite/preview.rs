//! A preview as a process, asked over plain sockets, so that nothing stands between the test and the bytes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::support;

/// How long anything may take: a fault when it is over, never waited for.
pub const LATE: Duration = Duration::from_secs(60);

/// Ended when it is dropped.
pub struct Preview {
    child: Child,
    pub port: u16,
    /// The lines that it has said since it began.
    lines: Receiver<String>,
}

/// An answer over HTTP.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Preview {
    /// Starts a preview of the site in `site` on a free port.
    pub fn start(site: &Path, more: &[&str]) -> Preview {
        let mut command =
            support::prongsai(&["--site", &site.to_string_lossy(), "--lang", "en", "serve", "--port", "0"]);
        command.args(more);
        Preview::of(command)
    }

    /// Starts a preview by a command of its own.
    pub fn of(mut command: Command) -> Preview {
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let (sender, lines) = channel();
        let said = BufReader::new(child.stderr.take().expect("stderr is a pipe"));
        std::thread::spawn(move || said.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut preview = Preview { child, port: 0, lines };
        let line = preview.line("http://localhost:");
        let port = line.rsplit(':').next().and_then(|rest| rest.split('/').next());
        preview.port = port.and_then(|port| port.parse().ok()).expect("the address has a port");
        preview
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The next line that it says with `part` in it.
    pub fn line(&self, part: &str) -> String {
        let mut said = String::new();
        loop {
            let line =
                self.lines.recv_timeout(LATE).unwrap_or_else(|_| panic!("nothing with {part} was said:\n{said}"));
            if line.contains(part) {
                return line;
            }
            said += &format!("{line}\n");
        }
    }

    /// How many lines it has said that hold `part`, of those not asked for yet.
    pub fn lines_with(&self, part: &str) -> usize {
        self.lines.try_iter().filter(|line| line.contains(part)).count()
    }

    pub fn connect(&self) -> TcpStream {
        let socket = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("the preview listens");
        socket.set_read_timeout(Some(LATE)).expect("a time limit can be set");
        socket
    }

    /// Sends bytes as they are and reads until the other end closes, or one answer is whole.
    pub fn raw(&self, bytes: &[u8]) -> Answer {
        let mut socket = self.connect();
        let _ = socket.write_all(bytes);
        Answer::read(&mut socket, bytes.starts_with(b"HEAD"))
    }

    /// Asks for a path with this host and more header lines.
    pub fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let host = format!("localhost:{}", self.port);
        self.raw(format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n").as_bytes())
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Listens to the states that pages are told.
    pub fn events(&self) -> Events {
        let mut socket = self.connect();
        let head = format!("GET /_prongsai/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        socket.write_all(head.as_bytes()).expect("the request can be sent");
        Events(BufReader::new(socket))
    }

    /// Waits until `right` holds, asking again whenever the preview tells a new state.
    pub fn until(&self, what: &str, mut right: impl FnMut() -> bool) {
        let (mut events, begun) = (self.events(), Instant::now());
        while !right() {
            assert!(begun.elapsed() < LATE, "never: {what}");
            events.next_or_alive();
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    pub fn read(socket: &mut impl Read, head_only: bool) -> Answer {
        let mut bytes = Vec::new();
        let mut one = [0; 1];
        while !bytes.ends_with(b"\r\n\r\n") && socket.read(&mut one).is_ok_and(|length| length == 1) {
            bytes.push(one[0]);
        }
        let head = String::from_utf8_lossy(&bytes).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let mut answer = Answer { status, head, body: Vec::new() };
        let length = answer.header("Content-Length").and_then(|length| length.parse().ok()).unwrap_or(0);
        if !head_only && status != 304 {
            answer.body = vec![0; length];
            if let Err(error) = socket.read_exact(&mut answer.body) {
                panic!("the body is cut short: {error}\n{}", answer.head);
            }
        }
        answer
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body without the one script tag that the preview adds before the end of a page.
    pub fn without_script(&self) -> Vec<u8> {
        let text = self.text();
        let Some(start) = text.find("<script src=\"/_prongsai/preview.js\"") else { return self.body.clone() };
        let end = start + text[start..].find("</script>").expect("the tag ends") + "</script>".len();
        assert!(text[end..].starts_with("</body>"), "the script stands before the end of the body");
        [&text.as_bytes()[..start], &text.as_bytes()[end..]].concat()
    }
}

/// The stream of states.
pub struct Events(BufReader<TcpStream>);

impl Events {
    /// The next state as JSON, passing over signs of life.
    pub fn next(&mut self) -> serde_json::Value {
        loop {
            if let Some(state) = self.next_or_alive() {
                return state;
            }
        }
    }

    /// The next state, or nothing for a sign of life.
    pub fn next_or_alive(&mut self) -> Option<serde_json::Value> {
        let mut line = String::new();
        loop {
            line.clear();
            let length = self.0.read_line(&mut line).expect("the stream goes on");
            assert!(length > 0, "the stream ended");
            if let Some(state) = line.strip_prefix("data: ") {
                return Some(serde_json::from_str(state).expect("a state is JSON"));
            }
            if line.starts_with(": alive") {
                return None;
            }
        }
    }
}
