use super::*;

#[test]
fn what_comes_with_the_program_loads() {
    for (name, text) in built_in() {
        let plan = load(text, name).map_err(|e| e.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(plan.map(|p| p.key), Ok((*name).to_owned()));
    }
}
