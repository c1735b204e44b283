//! A role on the command line, and what sshd was asked for where it runs `lofte --ssh` instead.

use super::Desk;

/// A desk with something of every kind; the numbers of a participant and a visit.
fn desk() -> (Desk, String, String) {
    let desk = Desk::new();
    for args in [
        &["course", "start=2023-11-30"][..],
        &["participant", "name=Rut Rätt", "born=2007", "contract_youth=ja"],
        &["case", "referral=t", "source=skola", "concern=skolfrånvaro"],
        &["besök", "stortorget", "7"],
    ] {
        // What is only asked about is said, and accepted.
        assert_eq!(desk.call(&[&["add"], args].concat()).code, 0, "{args:?}");
    }
    let of = |form: &str| desk.json(&["list", form, "--json"])[0]["id"].to_string();
    let (participant, visit) = (of("participant"), of("visit"));
    (desk, participant, visit)
}

#[test]
fn an_unknown_role_is_wrong_usage_and_the_roles_are_named() {
    let desk = Desk::new();
    for args in [&["--role", "chef", "due"][..], &["--role", "chef"], &["list", "--role=chef"]] {
        let called = desk.call(args);
        assert_eq!((called.code, called.out.as_str()), (2, ""), "{args:?}: {called:?}");
        assert_eq!(
            called.err,
            "Det finns ingen roll chef. Planen har dessa: kursledare, sekreterare, polis, samordnare, ledning.\n"
        );
    }
    let desk = Desk::english();
    desk.done(&["plan", "load", "tests/plans/second.toml"]);
    let called = desk.call(&["--role", "chef", "due"]);
    assert_eq!(called.err, "There is no role chef: the plan in force has no roles.\n");
}

#[test]
fn a_role_does_its_own_and_is_refused_the_rest_in_a_sentence() {
    let (desk, participant, visit) = desk();
    let polis = |args: &[&str]| desk.done(&[&["--role", "polis"], args].concat());
    polis(&["add", "besök", "stortorget", "20:10", "9"]);
    for args in [&["list"][..], &["list", "--json"], &["export", "--csv"], &["list", "visit", "--names"]] {
        let told = polis(args);
        assert!(told.contains("tortorget"), "{args:?}: {told}");
        assert!(
            !told.contains("Rätt") && !told.contains("R. R.") && !told.contains("referred"),
            "{args:?}: {told}"
        );
    }
    assert!(!polis(&["due", "--json"]).contains("sspf"));
    assert!(desk.done(&["due", "--json"]).contains("sspf"));
    assert_eq!(polis(&["summary", "--json"]), desk.done(&["summary", "--json"]));
    assert!(polis(&["history", &visit]).contains("Stortorget"));
    assert!(polis(&["undo"]).contains("tortorget"));
    let file = desk.path("backup");
    for args in [
        &["list", "participant"][..],
        &["list", "participant", "--names", "--json"],
        &["list", "case"],
        &["export", "--csv", "participant", "--names"],
        &["history", &participant],
        &["correct", &participant, "born=2006"],
        &["remove", &participant],
        &["add", "participant", "name=Ny Person"],
        &["roster", "ht2023"],
        &["notes", "2023-11-21"],
        &["agenda"],
        &["doctor"],
        &["backup", &file],
        &["plan", "load", "assets/plans/blank.toml"],
    ] {
        let told = desk.refused(&[&["--role", "polis"], args].concat());
        assert!(told.contains("ingår inte i rollen polisens kontaktperson"), "{args:?}: {told}");
    }
    // Whoever has no forms sees the figures, and nothing to list.
    assert_eq!(desk.done(&["--role", "ledning", "summary"]), desk.done(&["summary"]));
    assert!(desk.refused(&["--role", "ledning", "list"]).contains("rollen ledning"));
    assert!(desk.done(&["--role", "kursledare", "list", "participant", "--names"]).contains("Rut Rätt"));
}

#[test]
fn what_was_asked_of_sshd_is_done_in_the_role_it_gives() {
    let (desk, ..) = desk();
    let asked = |original: &str| {
        let output = desk
            .command()
            .args(["--role", "polis", "--ssh"])
            .env("SSH_ORIGINAL_COMMAND", original)
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap(), String::from_utf8(said).unwrap())
    };
    let (code, said) = asked("lofte add besök stortorget 8");
    assert!(code == 0 && said.contains("Stortorget"), "{said}");
    let (code, said) = asked("list visit --json");
    assert!(code == 0 && said.contains("\"contacts\":8") || said.contains("\"contacts\": 8"), "{said}");
    let (code, said) = asked("lofte list participant --names");
    assert!(code == 1 && said.contains("polisens kontaktperson"), "{said}");
    for original in
        ["lofte --role samordnare list", "lofte --data /tmp list", "lofte import visit /etc/passwd"]
    {
        let (code, said) = asked(original);
        assert!(code == 2 && said.lines().count() == 1, "{original}: {said}");
    }
    let (code, said) = asked("sh -c 'touch /tmp/x'");
    assert!(code == 2 && said.contains("sh"), "{said}");
    // Nothing of a shell's is understood: it is the words of an answer.
    let (code, said) = asked("lofte add besök stortorget 6 note=\"$(id); rm -rf x\"");
    assert_eq!(code, 0, "{said}");
    assert!(desk.done(&["list", "visit", "--json"]).contains("$(id); rm -rf x"));
    // Without it the words are not looked at: what sshd runs is what its configuration says.
    let output = desk.command().args(["due"]).env("SSH_ORIGINAL_COMMAND", "lofte list").output().unwrap();
    assert!(output.status.success());
}
