use super::*;
use std::collections::BTreeMap;

fn sources(
    file: &str,
    variables: &[(&str, &str)],
    flags: &[(&'static str, &str)],
) -> Result<Sources, ConfigError> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("openloge.toml");
    std::fs::write(&path, file).expect("a file");
    let variables: BTreeMap<_, _> = variables
        .iter()
        .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
        .collect();
    let flags = flags.iter().map(|(k, v)| (*k, (*v).to_owned())).collect();
    Sources::gather(&flags, &|name| variables.get(name).cloned(), Some(&path))
}

fn settings(
    file: &str,
    variables: &[(&str, &str)],
    flags: &[(&'static str, &str)],
) -> Result<Settings, String> {
    sources(file, variables, flags)
        .and_then(|s| Settings::from_sources(&s))
        .map_err(|e| e.to_string())
}

#[test]
fn nothing_given_is_development_on_this_machine() {
    let s = settings("", &[], &[]).expect("defaults");
    assert_eq!(s.listen.to_string(), "127.0.0.1:3000");
    assert_eq!(s.public_url, "http://127.0.0.1:3000");
    assert!(s.development && s.demo && !s.https());
    assert_eq!(s.database_url, "sqlite://./data/openloge.db");
    assert_eq!(s.mail_folder(), Some(std::path::Path::new("./data/mail")));
    assert_eq!(
        s.sandbox.map(|a| a.to_string()).as_deref(),
        Some("127.0.0.1:3001")
    );
    assert_eq!(s.checkout_origin(), "http://127.0.0.1:3001");
}

#[test]
fn a_flag_wins_over_a_variable_and_a_variable_over_the_file() {
    let file = "listen = \"127.0.0.1:1\"\ndata_dir = \"file\"\nlog = \"json\"";
    let variables = [
        ("OPENLOGE_LISTEN", "127.0.0.1:2"),
        ("OPENLOGE_DATA_DIR", "variable"),
    ];
    let s = settings(file, &variables, &[("listen", "127.0.0.1:3")]).expect("accepted");
    assert_eq!(s.listen.port(), 3);
    assert_eq!(s.data_dir, PathBuf::from("variable"));
    assert_eq!(s.log, LogFormat::Json);
}

#[test]
fn outside_development_the_payment_settings_are_needed() {
    let error = settings("public_url = \"https://loge.example\"", &[], &[]).expect_err("refused");
    assert!(
        error.contains("gateway_url") && error.contains("OPENLOGE_GATEWAY_URL"),
        "{error}"
    );
    let file = "public_url = \"https://loge.example/\"\ngateway_url = \"https://api.stripe.com\"\n\
                gateway_secret_key = \"sk_live_something\"\nwebhook_secret = \"whsec_something\"";
    let s = settings(file, &[], &[]).expect("accepted");
    assert!(!s.development && !s.demo && s.https() && s.sandbox.is_none());
    assert_eq!(s.public_url, "https://loge.example");
    assert_eq!(s.checkout_origin(), "https://checkout.stripe.com");
}

#[test]
fn every_wrong_value_is_refused_with_the_name_and_what_is_accepted() {
    let wrong = [
        ("listen", "3000"),
        ("listen", "127.0.0.1:0"),
        ("data_dir", ""),
        ("database_url", "mysql://secret-part@host/db"),
        ("public_url", "loge.example"),
        ("public_url", "https://loge.example/path"),
        ("public_url", "http://0.0.0.0:3000"),
        ("public_url", "http://loge.example"),
        ("development", "yes"),
        ("demo", "maybe"),
        ("mail_url", "http://secret-part@mail.example"),
        ("mail_from", "nobody"),
        ("mail_from", "A <b@c>, d@e"),
        ("mail_from", "OpenLoge <bon..jour@loge.example>"),
        ("gateway_url", "stripe"),
        ("gateway_url", "http://api.stripe.com"),
        ("gateway_url", "http://localhost.example"),
        ("gateway_secret_key", "short"),
        ("webhook_secret", "has a space"),
        ("sandbox", "perhaps"),
        ("sandbox_listen", "here"),
        ("log", "xml"),
        ("log_level", "a=b=c"),
        ("log_level", "verbose"),
        ("log_level", "backend=debug,loud"),
        ("trusted_proxies", "-1"),
        ("limit_per_account", "0"),
        ("limit_per_address", "many"),
        ("limit_per_person", "-1"),
    ];
    for (name, value) in wrong {
        let s = table::find(name).expect("a setting");
        let error = settings("", &[(&s.variable(), value)], &[]).expect_err(name);
        assert!(
            error.contains(&format!("the setting {name} ({})", s.variable())),
            "{error}"
        );
        assert!(error.contains(s.accepts), "{error}");
        assert!(!error.contains("secret-part"), "{error}");
    }
}

#[test]
fn development_is_refused_where_others_would_read_the_mail() {
    let file = "public_url = \"https://loge.example\"\ndevelopment = true";
    let error = settings(file, &[], &[]).expect_err("refused");
    assert!(error.contains("the setting development"), "{error}");
}

#[test]
fn development_listens_on_this_machine_only() {
    for listen in ["0.0.0.0:3000", "[::]:3000", "192.0.2.1:3000"] {
        let given = [("listen", listen)];
        let near = "public_url = \"http://localhost:3000\"";
        let error = settings(near, &[], &given).expect_err("refused");
        assert!(error.contains("the setting listen"), "{error}");
        let far = "public_url = \"https://loge.example\"\ngateway_url = \"https://api.stripe.com\"\n\
                   gateway_secret_key = \"sk_live_something\"\nwebhook_secret = \"whsec_something\"";
        settings(far, &[], &given).expect("accepted");
    }
    settings("", &[], &[("listen", "[::1]:3000")]).expect("accepted");
}

#[test]
fn usual_values_are_accepted() {
    let usual = [
        ("mail_from", "loge@loge.example"),
        ("mail_from", "La loge d’Alençon <loge@loge.example>"),
        ("gateway_url", "https://api.stripe.com"),
        ("gateway_url", "http://localhost:12111"),
        ("gateway_url", "http://[::1]:12111"),
        ("log_level", "trace"),
        ("log_level", "info,backend=debug"),
    ];
    for (name, value) in usual {
        let s = table::find(name).expect("a setting");
        settings("", &[(&s.variable(), value)], &[]).expect(value);
    }
}

#[test]
fn keys_that_are_no_setting_are_named() {
    let error = settings("lisen = \"127.0.0.1:1\"", &[], &[]).expect_err("refused");
    assert!(error.contains("\"lisen\" is no setting"), "{error}");
    let error = settings("listen = [1]", &[], &[]).expect_err("refused");
    assert!(error.contains("the setting listen takes one"), "{error}");
    let error =
        settings("listen_file = \"x\"", &[], &[]).expect_err("only secrets come from files");
    assert!(error.contains("\"listen_file\" is no setting"), "{error}");
}

#[test]
fn secrets_come_from_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("key");
    std::fs::write(&path, "sk_live_from_a_file\n").expect("written");
    let path = path.to_string_lossy();
    let s = settings(&format!("gateway_secret_key_file = \"{path}\""), &[], &[]).expect("accepted");
    assert_eq!(s.gateway.secret_key, "sk_live_from_a_file");
    let s = settings("", &[("OPENLOGE_GATEWAY_SECRET_KEY_FILE", &path)], &[]).expect("accepted");
    assert_eq!(s.gateway.secret_key, "sk_live_from_a_file");
    let error = settings("webhook_secret_file = \"/no/such/file\"", &[], &[]).expect_err("refused");
    assert!(
        error.contains("webhook_secret") && error.contains("/no/such/file"),
        "{error}"
    );
}
