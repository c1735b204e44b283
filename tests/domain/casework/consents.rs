//! Consents as they are entered.

use lofte::domain::record::Problem;
use lofte::domain::refusal::Refusal;
use rstest::rstest;

use super::desk;

#[rstest]
#[case("withdrawn_at", "10:00")]
#[case("withdrawn_for", "police")]
fn a_withdrawal_without_its_day_is_refused_for_it_would_close_nothing(
    #[case] field: &str,
    #[case] said: &str,
) {
    let mut desk = desk();
    let code = desk.refer("2023-10-01");
    let id = desk.consent(&code, "police,school", "2024-01-01");
    let problems = vec![Problem::Missing { field: "withdrawn".into() }];
    let refused = Refusal::Problems { form: "consent".into(), problems };
    assert_eq!(desk.amend(id, &[(field, said)]), Err(refused));
    desk.amend(id, &[("withdrawn", "2023-11-21"), (field, said)]).unwrap();
    assert!(desk.file(&code).consent("police", desk.now.day, desk.now.time).is_err());
}
