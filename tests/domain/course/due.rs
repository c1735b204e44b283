//! What is due of a course: tonight's evening, evenings nobody has told of, and a place for the first reserve.

use lofte::domain::due::{self, About};

use super::*;

fn abouts(desk: &Desk) -> Vec<(About, i64)> {
    let of_course = due::all(&desk.state, desk.now.day).into_iter().filter(|due| due.activity == "mbu");
    of_course.map(|due| (due.about, due.late)).collect()
}

#[test]
fn tonights_evening_is_first_and_the_last_one_is_the_closing() {
    let mut desk = enrolling();
    assert_eq!(abouts(&desk), []);
    desk.on("2023-09-07");
    let about = |n: u32, closing| About::Evening { id: evening(&desk, n), session: Some(n), of: 12, closing };
    assert_eq!(abouts(&desk), [(about(1, false), 0), (about(2, false), -7)]);
    let (eleventh, last) = (about(11, false), about(12, true));
    for n in 1..=10 {
        desk.on("2023-11-27");
        let typed =
            [("course", "ht2023"), ("session", &*n.to_string()), ("attendance", "0"), ("present", "0")];
        desk.enter("evening", &typed);
    }
    assert_eq!(abouts(&desk), [(eleventh, 4), (last, -3)]);
}

#[test]
fn a_place_that_is_left_is_offered_to_the_first_reserve_until_somebody_has_it() {
    let mut desk = full();
    assert_eq!(abouts(&desk), []);
    desk.amend(participant(&desk, "Bea Berg"), &[("status", "declined")]).unwrap();
    let max = participant(&desk, "Max Mo");
    let offered = About::Place { id: max, course: "ht2023".into(), who: "M. M.".into() };
    assert_eq!(abouts(&desk), [(offered, 0)]);
    assert_eq!(abouts(&desk)[0].0.entry(), Some(max));
    desk.amend(max, &[("status", "declined")]).unwrap();
    assert!(matches!(&abouts(&desk)[..], [(About::Place { who, .. }, 0)] if who == "N. N."));
    desk.amend(participant(&desk, "Nils Nord"), &[("status", "admitted")]).unwrap();
    assert_eq!(abouts(&desk), []);
}
