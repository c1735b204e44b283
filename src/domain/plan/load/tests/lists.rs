//! What a plan may not say of a case meeting. Code lists that a plan has of its own: what the rules go by has to be in them.

use rstest::rstest;

use super::*;

fn with(list: &str) -> Vec<String> {
    let own = format!("[[list]]\nkey = {list}\n\n");
    told(&ENKOPING.replacen("[[activity]]", &format!("{own}[[activity]]"), 1))
}

#[rstest]
#[case("\"party_marks\"\nlabel = \"närvaro\"\nitems = [{ code = \"present\", label = \"var där\" }]", &["absent", "deputy", "not_called"])]
#[case("\"case_statuses\"\nlabel = \"läge\"\nitems = [{ code = \"referred\", label = \"nytt\" }]", &["follow_up", "closed"])]
#[case("\"case_decisions\"\nlabel = \"beslut\"\nitems = [{ code = \"plan\", label = \"plan\" }]", &["closed"])]
#[case("\"signatures\"\nlabel = \"underskrift\"\nitems = [{ code = \"yes\", label = \"ja\" }]", &["no", "not_required"])]
#[case("\"birth_years\"\nlabel = \"födelseår\"\nitems = [{ code = \"ung\", label = \"ung\" }]", &["ung"])]
#[case("\"parties\"\nlabel = \"parter\"\nitems = [{ code = \"nobody\", label = \"ingen\" }]", &["parties"])]
fn an_own_list_has_what_the_rules_go_by(#[case] list: &str, #[case] named: &[&str]) {
    let told = with(list);
    assert_eq!(told.len(), named.len(), "{told:#?}");
    for (told, name) in told.iter().zip(named) {
        assert!(told.starts_with("plan.toml, line ") && told.contains(&format!("`{name}`")), "{told}");
    }
}

#[rstest]
#[case("\"case_decisions\"\nlabel = \"beslut\"\nitems = [{ code = \"closed\", label = \"slut\" }]")]
#[case("\"birth_years\"\nlabel = \"födelseår\"\nitems = [{ code = \"2009\", label = \"2009\" }]")]
#[case("\"case_concerns\"\nlabel = \"oro\"\nitems = [{ code = \"x\", label = \"x\" }]")]
fn an_own_list_may_say_the_rest_as_it_likes(#[case] list: &str) {
    assert_eq!(with(list), Vec::<String>::new());
}

#[test]
fn a_measure_counts_all_cases_or_none() {
    let measure = |only: &str| {
        let rows = "[[activity.measure]]\nkey = \"some\"\nlabel = \"några\"\ndefinition = \"några\"\nshape = \"count\"";
        let own = format!("{rows}\nof = [{{ form = \"case\"{only} }}]\n\n[[activity]]\nkey = \"training\"");
        told(&ENKOPING.replacen(
            "[[activity]]\nkey = \"reporting\"",
            &own.replace("training", "reporting"),
            1,
        ))
    };
    assert_eq!(measure(""), Vec::<String>::new());
    let mistakes = measure(", only = [{ field = \"concern\", any = [\"crime\"] }]");
    assert!(mistakes.len() == 1 && mistakes[0].contains("cannot count only some of `case`"), "{mistakes:?}");
}
