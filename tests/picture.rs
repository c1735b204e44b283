//! The picture in the README is what the program draws: `LOFTE_DRAW=1 cargo test picture` draws it anew.

use std::path::Path;

use lofte::report::svg::{Paper, svg};

use crate::flows::looks::busy;
use crate::flows::stage::Setting;

const PICTURE: &str = "assets/today.svg";

#[test]
fn the_picture_is_what_the_program_draws() {
    let mut stage = busy(Setting::default());
    stage.home();
    let (buffer, _) = stage.draw();
    let paper = Paper { text: 0xd8_dbd8, behind: 0x1d_1f21 };
    let drawn = svg(&buffer, paper, "lofte's home screen: what is due, and the promise at a glance");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PICTURE);
    if std::env::var_os("LOFTE_DRAW").is_some() {
        std::fs::write(&path, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == drawn, "{PICTURE} is not what is drawn: LOFTE_DRAW=1 cargo test picture draws it anew");
}
