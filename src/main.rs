//! The `lofte` program: parses arguments and hands over.

use std::io::{Write, stderr};
use std::process::ExitCode;

use lofte::cli::{Ended, Screen, run};
use lofte::ui::run::{End, run as show};

fn main() -> ExitCode {
    if color_eyre::install().is_err() {
        return ExitCode::FAILURE;
    }
    let Screen { client, words, random } = match run(std::env::args_os()) {
        Ended::Over(code) => return code,
        Ended::Screen(screen) => *screen,
    };
    match show(client, words, random) {
        Ok(End::Quit) => ExitCode::SUCCESS,
        // As a shell says it of a program that was hung up on.
        Ok(End::Gone) => ExitCode::from(129),
        Err(report) => {
            // A terminal that is gone reads nothing more.
            let _ = writeln!(stderr(), "lofte: {report:#}");
            ExitCode::FAILURE
        }
    }
}
