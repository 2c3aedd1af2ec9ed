//! The program itself: what it says about wrong settings, how it starts, how it stops.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

fn openloge(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_openloge"));
    command
        .current_dir(folder)
        .args(arguments)
        .env_remove("LEPTOS_SITE_ROOT");
    command
}

fn run(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    openloge(folder, arguments)
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// Status and body of a GET over a real connection; 0 while nobody listens.
fn get(port: u16, path: &str) -> (u16, String) {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else {
        return (0, String::new());
    };
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    // A connection that breaks off is an answer too: whatever came before counts.
    let _ = stream.read_to_string(&mut answer);
    let status = answer
        .split(' ')
        .nth(1)
        .and_then(|s| s.parse().ok())
        .unwrap_or(0);
    (status, answer)
}

fn wait_until(what: &str, mut done: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !done() {
        assert!(
            begin.elapsed() < Duration::from_secs(30),
            "{what} within 30 s"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A server that answers, with its data in `here`.
fn serve(folder: &Path, port: u16, variables: &[(&str, &str)]) -> Child {
    let listen = format!("127.0.0.1:{port}");
    let child = openloge(
        folder,
        &["serve", "--listen", &listen, "--data-dir", "here"],
    )
    .envs(variables.iter().copied())
    .stdout(Stdio::piped())
    .stderr(Stdio::null())
    .spawn()
    .unwrap();
    wait_until("the server answers", || get(port, "/healthz").0 == 200);
    child
}

/// Stops a server by SIGTERM; what it printed.
fn stopped(child: &mut Child) -> String {
    let pid = child.id().to_string();
    let sent = Command::new("kill").args(["-TERM", &pid]).status().unwrap();
    assert!(sent.success());
    let mut printed = String::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut printed)
        .unwrap();
    assert!(child.wait().unwrap().success(), "SIGTERM is no failure");
    printed
}

#[test]
fn a_wrong_setting_stops_the_start_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["serve"], &[("OPENLOGE_LISTEN", "here")]);
    assert!(!output.status.success());
    let error = text(&output.stderr);
    assert!(
        error.contains("listen (OPENLOGE_LISTEN) is \"here\"")
            && error.contains("it accepts an address and a port"),
        "{error}"
    );
    std::fs::write(
        folder.path().join("openloge.toml"),
        "lisen = \"127.0.0.1:1\"",
    )
    .unwrap();
    let error = text(&run(folder.path(), &["migrate"], &[]).stderr);
    assert!(error.contains("\"lisen\" is no setting"), "{error}");
    assert!(!folder.path().join("data").exists(), "nothing was begun");
}

#[test]
fn doctor_finds_what_is_wrong_and_says_how_to_mend_it() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["doctor"], &[]);
    let report = text(&output.stdout);
    assert!(!output.status.success());
    assert!(report.contains("ok       configuration"), "{report}");
    assert!(
        report.contains("PROBLEM  database") && report.contains("run: openloge migrate"),
        "{report}"
    );
    assert!(
        !folder.path().join("data").exists(),
        "looking changes nothing"
    );
    assert!(run(folder.path(), &["migrate"], &[]).status.success());
    let report = text(&run(folder.path(), &["doctor"], &[]).stdout);
    assert!(
        report.contains("ok       database       SQLite, migrated, writable"),
        "{report}"
    );
    assert!(
        report.contains("ok       mail") && report.contains("ok       payments"),
        "{report}"
    );
    let database = format!(
        "sqlite://{}",
        folder.path().join("data/openloge.db").display()
    );
    let other = [
        "doctor",
        "--data-dir",
        "other",
        "--database-url",
        database.as_str(),
    ];
    let report = text(&run(folder.path(), &other, &[]).stdout);
    assert!(report.contains("ok       mail"), "{report}");
    assert!(
        !folder.path().join("other").exists(),
        "nor does it beside a database that is there"
    );
    let report = text(
        &run(
            folder.path(),
            &["doctor"],
            &[("OPENLOGE_MAIL_URL", "smtp://127.0.0.1:1")],
        )
        .stdout,
    );
    assert!(
        report.contains("PROBLEM  mail") && report.contains("mail_url"),
        "{report}"
    );
}

#[test]
fn serve_starts_answers_and_stops_cleanly() {
    let folder = tempfile::tempdir().unwrap();
    let (port, sandbox) = (free_port(), free_port());
    let sandboxed = format!("127.0.0.1:{sandbox}");
    let variables = [
        ("OPENLOGE_SANDBOX_LISTEN", sandboxed.as_str()),
        ("OPENLOGE_DEMO", "false"),
    ];
    let mut child = serve(folder.path(), port, &variables);
    assert!(
        get(port, "/readyz")
            .1
            .contains("database: ok\nmigrations: ok")
    );
    assert_eq!(get(port, "/loges").0, 200);
    assert_eq!(get(port, "/dev/mail").0, 200);
    assert_ne!(get(sandbox, "/").0, 0, "the sandbox listens");
    let printed = stopped(&mut child);
    assert!(
        printed.contains(&format!("http://127.0.0.1:{port}")) && printed.contains("/dev/mail"),
        "{printed}"
    );
    assert!(folder.path().join("here/openloge.db").exists());
    assert!(
        folder.path().join("here/sandbox.json").exists(),
        "the sandbox's state is kept"
    );
}

#[test]
fn only_accounts_that_are_in_the_database_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    // Without a sandbox to pay at there is no demonstration, even where it is wanted.
    let variables = [("OPENLOGE_SANDBOX", "off"), ("OPENLOGE_DEMO", "true")];
    let mut child = serve(folder.path(), free_port(), &variables);
    let printed = stopped(&mut child);
    assert!(printed.contains("Ready in"), "{printed}");
    assert!(
        !printed.contains("Accounts") && !printed.contains("password"),
        "{printed}"
    );
}

#[test]
fn a_port_in_use_is_named_before_anything_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let output = run(
        folder.path(),
        &[
            "serve",
            "--listen",
            &taken.local_addr().unwrap().to_string(),
        ],
        &[],
    );
    let error = text(&output.stderr);
    assert!(
        !output.status.success() && error.contains("setting listen"),
        "{error}"
    );
    assert!(!folder.path().join("data").exists());
}

#[test]
fn a_worker_needs_the_tables_of_this_version() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["worker"], &[]);
    let error = text(&output.stderr);
    assert!(
        !output.status.success() && error.contains("Run: openloge migrate"),
        "{error}"
    );
}

#[test]
fn settings_are_listed_for_the_readme() {
    let folder = tempfile::tempdir().unwrap();
    let table = text(&run(folder.path(), &["settings"], &[]).stdout);
    assert!(
        table.starts_with("| Setting |") && table.contains("`OPENLOGE_DATABASE_URL_FILE`"),
        "{table}"
    );
}
