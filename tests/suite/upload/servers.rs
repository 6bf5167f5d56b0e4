//! Real servers, each in a folder of its own, bound to the loopback address, gone when dropped. `tests/servers.sh` has
//! unpacked them; one that is missing is a failure.

use std::collections::BTreeMap;
use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

use crate::support::tree;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};

/// The user that servers act as; made by `tests/servers.sh`.
pub const USER: &str = "prongsai-test";

/// How many ports a server may use for data connections.
pub const PASSIVE: u16 = 30;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    OpenSsh,
    /// Cannot rename over a file that is there.
    OpenSshPlain,
    /// Asks that data connections take up the session of the control connection.
    Vsftpd,
    /// Does not.
    VsftpdLoose,
    /// Has no TLS at all.
    VsftpdPlain,
    ProFtpd,
    /// Neither writes nor renames over a file that is there.
    ProFtpdStrict,
    PureFtpd,
    Rclone,
    Moto,
    /// Serves pages.
    Apache,
}

/// The six that the campaigns run against.
pub const ALL: [Kind; 6] = [Kind::OpenSsh, Kind::Vsftpd, Kind::ProFtpd, Kind::PureFtpd, Kind::Rclone, Kind::Moto];

pub struct Server {
    pub kind: Kind,
    pub port: u16,
    /// The first port for data connections.
    pub passive: u16,
    /// The folder that is served, empty at first.
    pub root: PathBuf,
    log: PathBuf,
    dir: tempfile::TempDir,
    child: Child,
}

impl Server {
    pub fn start(kind: Kind) -> Server {
        Server::start_at(kind, None)
    }

    /// Serves a folder that is there, as one on a small disk.
    pub fn start_at(kind: Kind, root: Option<&Path>) -> Server {
        for _ in 0..5 {
            if let Some(server) = Server::attempt(kind, root) {
                return server;
            }
        }
        panic!("{kind:?} does not start: run tests/run, which unpacks the servers");
    }

    fn attempt(kind: Kind, root: Option<&Path>) -> Option<Server> {
        let dir = tempfile::Builder::new().prefix("prongsai-server").tempdir().unwrap();
        open(dir.path());
        let root = root.map_or_else(|| dir.path().join("www"), Path::to_owned);
        fs::create_dir_all(&root).unwrap();
        own(&root);
        let port = free_range();
        let passive = port + 1;
        let log = dir.path().join("server.log");
        let plan = Plan { kind, port, passive, dir: dir.path(), root: &root, log: &log };
        let mut command = plan.command();
        let out = fs::File::create(dir.path().join("server.out")).unwrap();
        command.stdin(Stdio::null()).stdout(out.try_clone().unwrap()).stderr(out).process_group(0);
        command.env("LD_LIBRARY_PATH", libraries());
        let child = command.spawn().unwrap_or_else(|error| panic!("{kind:?} is missing: {error}; run tests/run"));
        let mut server = Server { kind, port, passive, root, log, dir, child };
        server.answers().then(|| {
            server.make_bucket();
            server
        })
    }

    /// Waits until the server takes connections.
    fn answers(&mut self) -> bool {
        let address = SocketAddr::from(([127, 0, 0, 1], self.port));
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(60) {
            if TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_ok() {
                return true;
            }
            if self.child.try_wait().unwrap().is_some() {
                eprintln!("{:?} ended: {}", self.kind, self.logs().concat());
                return false;
            }
            std::thread::park_timeout(Duration::from_millis(20));
        }
        false
    }

    /// What the server has said and written down so far, in each of its logs.
    pub fn logs(&self) -> [String; 3] {
        let text = |path: &Path| fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let logs = [self.log.clone(), self.dir.path().join("sftp.log"), self.dir.path().join("server.out")];
        logs.map(|path| text(&path).unwrap_or_default())
    }

    /// The same when it has written down everything: some servers do so a moment after they have answered.
    pub fn settled_logs(&self) -> [String; 3] {
        let mut logs = self.logs();
        loop {
            std::thread::park_timeout(Duration::from_millis(200));
            let now = self.logs();
            if now == logs {
                return logs;
            }
            logs = now;
        }
    }

    /// What it has written down after `before`.
    pub fn told_since(&self, before: &[String; 3]) -> String {
        self.settled_logs().iter().zip(before).map(|(now, before)| &now[before.len()..]).collect()
    }

    /// What `upload.yaml` says of it; `host` and `port` may be those of a proxy.
    pub fn target(&self, host: &str, port: u16) -> String {
        let root = self.root.display();
        let common = format!("host: {host}, port: {port}, timeout: 2");
        let body = match self.kind {
            Kind::OpenSsh | Kind::OpenSshPlain => format!("kind: sftp, {common}, user: {USER}, folder: {root}"),
            Kind::VsftpdPlain => format!("kind: ftp, {common}, user: {USER}, folder: {root}, insecure: plain-ftp"),
            Kind::Rclone | Kind::Moto => format!("kind: s3, {common}, user: access, bucket: site"),
            _ => format!("kind: ftp, {common}, user: {USER}, folder: {root}, tls_name: localhost"),
        };
        format!("targets:\n  web: {{{body}}}\n")
    }

    /// The password of the user.
    pub fn password(&self) -> String {
        match self.kind {
            Kind::Rclone | Kind::Moto => "secretsecret".to_owned(),
            _ => fs::read_to_string(cache().join("password"))
                .expect("tests/servers.sh has made the user")
                .trim()
                .to_owned(),
        }
    }

    /// Everything that the server holds of the site.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        self.files_in("")
    }

    /// The same of one folder; for object storage only.
    pub fn files_in(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        match self.kind {
            Kind::Rclone => tree(&self.root.join("site")),
            Kind::Moto => {
                let copy = tempfile::tempdir().unwrap();
                self.bucket(&["copy", &format!(":s3:site/{folder}"), copy.path().to_str().unwrap()]);
                tree(copy.path())
            }
            _ => tree(&self.root),
        }
    }

    /// Lets the owner of a key in.
    pub fn admit(&self, key: &Path) {
        let path = self.dir.path().join("authorized_keys");
        let before = fs::read_to_string(&path).unwrap_or_default();
        fs::write(&path, before + &fs::read_to_string(key).unwrap()).unwrap();
        set_mode(&path, 0o644);
    }

    fn make_bucket(&self) {
        match self.kind {
            Kind::Rclone => fs::create_dir_all(self.root.join("site")).unwrap(),
            Kind::Moto => self.bucket(&["mkdir", ":s3:site"]),
            _ => {}
        }
    }

    /// Another client of object storage, to look from outside.
    fn bucket(&self, arguments: &[&str]) {
        let mut command = Command::new(cache().join("venv/bin/rclone"));
        command.args(arguments).args([
            "--config",
            "/dev/null",
            "--s3-provider",
            "Other",
            "--s3-access-key-id",
            "access",
        ]);
        command.args(["--s3-secret-access-key", "secretsecret", "--s3-force-path-style", "--s3-endpoint"]);
        command.arg(format!("http://127.0.0.1:{}", self.port)).env("HOME", self.dir.path());
        let output = command.output().expect("rclone is installed by tests/run");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ =
            Command::new("kill").args(["-9", "--", &format!("-{}", self.child.id())]).stderr(Stdio::null()).status();
        let _ = self.child.wait();
    }
}

/// What a server is started with.
struct Plan<'a> {
    kind: Kind,
    port: u16,
    passive: u16,
    dir: &'a Path,
    root: &'a Path,
    log: &'a Path,
}

impl Plan<'_> {
    fn command(&self) -> Command {
        match self.kind {
            Kind::OpenSsh | Kind::OpenSshPlain => self.openssh(),
            Kind::Vsftpd | Kind::VsftpdLoose | Kind::VsftpdPlain => self.vsftpd(),
            Kind::ProFtpd | Kind::ProFtpdStrict => self.proftpd(),
            Kind::PureFtpd => self.pureftpd(),
            Kind::Rclone => self.rclone(),
            Kind::Moto => self.moto(),
            Kind::Apache => self.apache(),
        }
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.dir.join(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// The server's certificate and key in one file.
    fn certificate(&self) -> PathBuf {
        let path = self.write("server.pem", &format!("{}{}", authority().key, authority().certificate));
        set_mode(&path, 0o600);
        path
    }

    fn openssh(&self) -> Command {
        let key = self.dir.join("host_key");
        fs::copy(host_key(), &key).unwrap();
        set_mode(&key, 0o600);
        let sftp = self.dir.join("sftp-server");
        fs::copy(cache().join("root/usr/lib/openssh/sftp-server"), &sftp).unwrap();
        fs::write(self.dir.join("sftp.log"), "").unwrap();
        own(&self.dir.join("sftp.log"));
        let text = format!(
            "Port {}\nListenAddress 127.0.0.1\nHostKey {}\nPidFile none\nUsePAM no\nPasswordAuthentication yes\n\
             AuthorizedKeysFile {2}/authorized_keys\nStrictModes no\nSubsystem sftp /bin/false\nMaxStartups 100\n\
             AllowUsers {USER}\nForceCommand exec {2}/sftp-server -e -l VERBOSE{3} 2>>{2}/sftp.log\nLogLevel VERBOSE\n",
            self.port,
            key.display(),
            self.dir.display(),
            if self.kind == Kind::OpenSshPlain { " -P posix-rename" } else { "" }
        );
        fs::create_dir_all("/run/sshd").unwrap();
        let config = self.write("sshd_config", &text);
        let mut command = Command::new(program("sshd"));
        command.args(["-D", "-E"]).arg(self.log).arg("-f").arg(config);
        command
    }

    fn vsftpd(&self) -> Command {
        let (certificate, empty) = (self.certificate(), self.dir.join("empty"));
        fs::create_dir_all(&empty).unwrap();
        let reuse = if self.kind == Kind::Vsftpd { "YES" } else { "NO" };
        let text = format!(
            "listen=YES\nlisten_address=127.0.0.1\nlisten_port={}\nbackground=NO\nanonymous_enable=NO\nlocal_enable=YES\n\
             write_enable=YES\nlocal_root=/\nsecure_chroot_dir={}\npam_service_name=other\nssl_enable={6}\n\
             rsa_cert_file={2}\nrsa_private_key_file={2}\nforce_local_logins_ssl=YES\nforce_local_data_ssl=YES\n\
             ssl_ciphers=HIGH\nrequire_ssl_reuse={reuse}\npasv_min_port={3}\npasv_max_port={4}\npasv_address=192.0.2.7\n\
             log_ftp_protocol=YES\nxferlog_enable=YES\nvsftpd_log_file={5}\nlocal_umask=022\nseccomp_sandbox=NO\n",
            self.port,
            empty.display(),
            certificate.display(),
            self.passive,
            self.passive + PASSIVE - 1,
            self.log.display(),
            if self.kind == Kind::VsftpdPlain { "NO" } else { "YES" }
        );
        let config = self.write("vsftpd.conf", &text);
        let mut command = Command::new(program("vsftpd"));
        command.arg(config);
        command
    }

    fn proftpd(&self) -> Command {
        let modules = cache().join("root/usr/lib/proftpd");
        let text = format!(
            "ModulePath {}\nLoadModule mod_tls.c\nLoadModule mod_ident.c\nLoadModule mod_digest.c\nDigestEngine on\nServerType standalone\nDefaultAddress 127.0.0.1\n\
             SocketBindTight on\nPort {}\nUseIPv6 off\nUser nobody\nGroup nogroup\nUseReverseDNS off\nIdentLookups off\n\
             AuthOrder mod_auth_unix.c\nAuthPAM off\nRequireValidShell off\nUseFtpUsers off\nDefaultRoot /\nAllowOverwrite {7}\n\
             PassivePorts {} {}\nMasqueradeAddress 192.0.2.7\nScoreboardFile {4}/scoreboard\nPidFile {4}/pid\nWtmpLog off\n\
             DelayEngine off\nTLSEngine on\nTLSRequired on\nTLSRSACertificateFile {5}\nTLSRSACertificateKeyFile {5}\n\
             TLSVerifyClient off\nTLSLog {4}/tls.log\nExtendedLog {6} ALL all\nLogFormat all \"%m %f %s\"\nMaxInstances 60\n\
             SystemLog {4}/system.log\nUmask 022\nTimesGMT on\n",
            modules.display(),
            self.port,
            self.passive,
            self.passive + PASSIVE - 1,
            self.dir.display(),
            self.certificate().display(),
            self.log.display(),
            if self.kind == Kind::ProFtpd { "on" } else { "off" }
        );
        let config = self.write("proftpd.conf", &text);
        let mut command = Command::new(program("proftpd"));
        command.args(["-n", "-c"]).arg(config);
        command
    }

    fn pureftpd(&self) -> Command {
        let mut command = Command::new(program("pure-ftpd"));
        let range = format!("{}:{}", self.passive, self.passive + PASSIVE - 1);
        command.arg("-S").arg(format!("127.0.0.1,{}", self.port)).args(["-l", "unix", "-E", "-H", "-Y", "2", "-d"]);
        command.arg("-2").arg(self.certificate()).args(["-p", &range, "-P", "192.0.2.7", "-C", "60", "-c", "60"]);
        command.arg("-O").arg(format!("clf:{}", self.log.display()));
        command.arg("-g").arg(self.dir.join("pid"));
        command
    }

    fn rclone(&self) -> Command {
        let mut command = Command::new(cache().join("venv/bin/rclone"));
        command.args(["serve", "s3", "--addr", &format!("127.0.0.1:{}", self.port)]);
        command.args(["--auth-key", "access,secretsecret", "-vv", "--config", "/dev/null"]);
        command.args(["--vfs-cache-mode", "off", "--log-file"]).arg(self.log).arg(self.root);
        command.env("HOME", self.dir).env("XDG_CACHE_HOME", self.dir);
        command
    }

    fn apache(&self) -> Command {
        let modules = cache().join("root/usr/lib/apache2/modules");
        let wanted = ["mpm_event", "authz_core", "dir", "mime", "headers", "deflate", "filter", "alias", "rewrite"];
        let load = |name: &&str| format!("LoadModule {name}_module {}/mod_{name}.so\n", modules.display());
        let text = format!(
            "{}ServerName localhost\nListen 127.0.0.1:{}\nPidFile {dir}/pid\nErrorLog {}\nUser {USER}\nGroup {USER}\n\
             TypesConfig /dev/null\nAddType text/html .html\nAddType text/css .css\nDefaultRuntimeDir {dir}\n\
             DocumentRoot {root}\n<Directory {root}>\nAllowOverride All\nRequire all granted\n</Directory>\n\
             <FilesMatch \"^\\.ht\">\nRequire all denied\n</FilesMatch>\n",
            wanted.iter().map(load).collect::<String>(),
            self.port,
            self.log.display(),
            dir = self.dir.display(),
            root = self.root.display()
        );
        let config = self.write("apache.conf", &text);
        let mut command = Command::new(program("apache2"));
        command.args(["-DFOREGROUND", "-f"]).arg(config);
        command
    }

    fn moto(&self) -> Command {
        let mut command = Command::new(cache().join("venv/bin/moto_server"));
        command.args(["-H", "127.0.0.1", "-p", &self.port.to_string()]);
        command
    }
}

/// What signs the servers' certificate, and the certificate.
pub struct Authority {
    /// For `SSL_CERT_FILE`.
    pub roots: PathBuf,
    certificate: String,
    key: String,
    _dir: tempfile::TempDir,
}

pub fn authority() -> &'static Authority {
    static AUTHORITY: OnceLock<Authority> = OnceLock::new();
    AUTHORITY.get_or_init(|| {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(names).unwrap().signed_by(&key, &root).unwrap().pem();
        let dir = tempfile::tempdir().unwrap();
        let roots = dir.path().join("roots.pem");
        fs::write(&roots, root.pem()).unwrap();
        Authority { roots, certificate, key: key.serialize_pem(), _dir: dir }
    })
}

/// A host key for all SSH servers of one run.
pub fn host_key() -> &'static Path {
    static KEY: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    &KEY.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("host_key");
        generate_key(&path, "");
        (dir, path)
    })
    .1
}

/// Makes a key pair at `path` and `path.pub`.
pub fn generate_key(path: &Path, passphrase: &str) {
    let mut command = Command::new(cache().join("root/usr/bin/ssh-keygen"));
    command.args(["-q", "-t", "ed25519", "-N", passphrase, "-f"]).arg(path);
    assert!(command.status().expect("ssh-keygen is unpacked by tests/run").success());
}

/// Where `tests/servers.sh` has put everything.
pub fn cache() -> PathBuf {
    let base = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let base = base.unwrap_or_else(|| std::env::home_dir().expect("there is a home folder").join(".cache"));
    base.join("prongsai-tests/servers-1")
}

fn program(name: &str) -> PathBuf {
    cache().join("root/usr/sbin").join(name)
}

fn libraries() -> String {
    let root = cache().join("root");
    format!("{0}/usr/lib/x86_64-linux-gnu:{0}/lib/x86_64-linux-gnu", root.display())
}

/// The first of some ports that nobody uses, on the server's address and on that of a line to it. They lie below those
/// that the system gives to clients, and no two servers of this run get the same.
fn free_range() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    const RANGES: u16 = 12_000 / (PASSIVE + 1);
    let begin = u16::try_from(std::process::id() % u32::from(RANGES)).unwrap();
    for _ in 0..RANGES {
        let first = 20_000 + (begin + NEXT.fetch_add(1, Ordering::Relaxed)) % RANGES * (PASSIVE + 1);
        let free = |port| ["127.0.0.1", super::line::HOST].iter().all(|host| TcpListener::bind((*host, port)).is_ok());
        if (first..=first + PASSIVE).all(free) {
            return first;
        }
    }
    panic!("no ports are free");
}

/// Gives a folder to the user that servers act as.
pub fn own(path: &Path) {
    let done = Command::new("chown").arg("-R").arg(USER).arg(path).status().unwrap();
    assert!(done.success(), "the user {USER} is missing: run tests/run");
}

pub fn open(path: &Path) {
    set_mode(path, 0o755);
}

pub fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}
